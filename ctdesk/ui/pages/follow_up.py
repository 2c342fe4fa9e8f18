"""Follow-up: what is owed both ways, overdue first, the chosen one in full beside the list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from ctdesk.db.changes import Changes
from ctdesk.db.operations import commitments as operations
from ctdesk.db.queries import lookups, names
from ctdesk.db.queries.commitments import CommitmentList, commitment, draft
from ctdesk.db.queries.lists import RecordList
from ctdesk.db.search.tree import EVERYTHING, AllOf, Key, Not, Tree
from ctdesk.db.store import Store
from ctdesk.errors import UserError
from ctdesk.settings import Settings
from ctdesk.ui.columns.commitments import NO_MATCH, NOTHING, columns, where_made
from ctdesk.ui.forms.closing import Closing, ClosingForm
from ctdesk.ui.pages.asked_page import AskedPage
from ctdesk.ui.pages.commitment_pane import CommitmentPane
from ctdesk.ui.pages.list_page import MenuLine
from ctdesk.ui.profiles.documents_panel import DocumentsPanel
from ctdesk.ui.tables.empty import Empty
from ctdesk.ui.tables.model import Column
from ctdesk.ui.theme import set_role
from ctdesk.ui.widgets.card import label
from ctdesk.ui.widgets.figures import Figures
from ctdesk.ui.widgets.query_chips import Narrowing
from ctdesk.words import _, ngettext

if TYPE_CHECKING:
    from ctdesk.ui.forms.commitment_form import CommitmentForm

SOON = 30  # days ahead
FILES = 236  # px of the documents below a commitment
_CLOSED = ("done", "dropped", "superseded")
_LATE = frozenset(("due", "commitment", "overdue"))  # keys that ask how near it is

# How late what is owed is; each figure opens the list it counts.
_OVERDUE = Key("commitment", ("overdue",))
_AGES: Mapping[str, tuple[str, Tree]] = {
    "month": (_("late up to 30 days"), AllOf((_OVERDUE, Not(Key("overdue", ("30d",)))))),
    "quarter": (
        _("late 31 to 90 days"), AllOf((Key("overdue", ("30d",)), Not(Key("overdue", ("90d",))))),
    ),
    "longer": (_("late more than 90 days"), Key("overdue", ("90d",))),
}  # fmt: skip


class FollowUpPage(AskedPage):
    """Lists commitments, closes them with evidence, opens the engagement that made one."""

    kind = "commitment"
    title = _("Follow-up")
    at_first = "status:open"
    sizes = (660, 424)

    def __init__(self, store: Store, settings: Settings, parent: QWidget | None = None) -> None:
        self._office = store.read(names.office)
        self._shown: int | None = None
        super().__init__(store, settings, parent)
        self.pane = CommitmentPane(settings.time_zone)
        self.closing = ClosingForm(store, self._today)
        self.closing.finished.connect(self.view.setFocus)
        beside = QWidget()
        column = QVBoxLayout(beside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.closing)
        column.addWidget(self.pane, 1)
        column.addWidget(self._kept_files())
        beside.setFocusProxy(self.pane)
        self._beside = beside
        self._stand_beside(beside)
        self.pane.show_nothing(_("Choose a commitment to see where it was made."))
        self._connect()

    def _kept_files(self) -> QWidget:
        """What shows that a commitment was kept, as files."""
        self.files = DocumentsPanel(self._store, self._settings.time_zone)
        self.files.wanted.connect(self.wanted)
        self.files.view.set_empty(Empty(_("No evidence is kept as a file")))
        self._files = QFrame()
        set_role(self._files, "footer")
        inside = QVBoxLayout(self._files)
        inside.setContentsMargins(22, 10, 22, 10)
        inside.addWidget(label(_("Documents"), "heading"))
        inside.addWidget(self.files)
        self._files.setFixedHeight(FILES)
        self._files.hide()
        return self._files

    def _connect(self) -> None:
        self.pane.successor_wanted.connect(self.open)
        self.closing.finished.connect(self._soon.start)
        self.pane.close_wanted.connect(self.close_chosen)
        self.pane.reopen_wanted.connect(self.reopen_chosen)
        self.pane.edit_wanted.connect(self.edit_current)
        self.pane.source_wanted.connect(lambda: self.enter(self._shown or 0))

    # What the list holds

    def _all(self) -> RecordList:
        return CommitmentList()

    def _columns(self) -> tuple[Column, ...]:
        return columns(self._today)

    def _nothing(self, tree: Tree) -> Empty:
        return NOTHING if tree in (EVERYTHING, Key("status", ("open",))) else NO_MATCH

    def _buttons(self) -> Sequence[QWidget]:
        self.add_button = QPushButton(_("Add"))
        self.add_button.setAccessibleName(_("Add commitment"))
        self.add_button.clicked.connect(self.start_new)
        return (self.add_button,)

    def _narrowings(self) -> Sequence[Narrowing]:
        state, side, late = frozenset(("status",)), frozenset(("by",)), _LATE
        ours = Key("by", (names.OFFICE,))
        sides = (
            Narrowing("ours", _("We owe"), (ours,), side),
            Narrowing("theirs", _("Owed by others"), (Key("by", ("any",)), Not(ours)), side),
        )
        soon = Key("due", (f"next {SOON} days",))
        return (
            Narrowing("open", _("Open"), (Key("status", ("open",)),), state),
            Narrowing("closed", _("Closed"), (Key("status", _CLOSED),), state),
            *(sides if self._office is not None else ()),
            Narrowing("overdue", _("Overdue"), (_OVERDUE,), late),
            Narrowing("soon", _("Next {days} days").format(days=SOON), (soon,), late),
        )

    def _list(self) -> QWidget:
        whole = super()._list()
        layout = whole.layout()
        assert isinstance(layout, QVBoxLayout)
        self.ages = Figures([(key, words) for key, (words, _tree) in _AGES.items()])
        self.ages.setContentsMargins(10, 0, 10, 4)
        self.ages.pressed.connect(self._narrow_to_age)
        layout.insertWidget(1, self.ages)
        return whole

    def _narrow_to_age(self, key: str) -> None:
        self.ask(_AGES[key][1] if key else Key("status", ("open",)))

    def _count_ages(self) -> None:
        def question(connection: Any) -> dict[str, int]:
            return {
                key: CommitmentList(asked=tree).count(connection)
                for key, (_words, tree) in _AGES.items()
            }

        self.ages.show_counts(self._store.read(question))

    def _show_tree(self, tree: Tree) -> None:
        for key, (_words, asked) in _AGES.items():
            self.ages.buttons[key].setChecked(tree == asked)
        super()._show_tree(tree)

    def _changed(self, changes: Changes) -> None:
        super()._changed(changes)
        if self.isVisible():
            self._count_ages()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._count_ages()  # as the day and the promises are by now

    def _called(self, record_id: int) -> str:
        return str(self._store.read(draft(record_id)).what)

    def _several(self, count: int) -> str:
        return ngettext("{count} commitment", "{count} commitments", count).format(count=count)

    def _delete(self, session: Any, record_id: int) -> None:
        operations.delete(session, record_id)

    def _menu(self, ids: Sequence[int]) -> Sequence[MenuLine]:
        if not ids:
            return ()
        close = (_("Close…"), self.close_chosen, "close_commitment")
        further = (close, (_("Reopen"), self.reopen_chosen, "reopen_commitment"))
        enter = (_("Open its engagement"), partial(self.enter, ids[0]), "open")
        one = (enter,) if len(ids) == 1 else ()
        return (*one, *further, *super()._menu(ids))

    # What the window asks for

    def acts(self) -> Mapping[str, Callable[[], None]]:
        found = {"new_commitment": self.start_new, **super().acts()}
        if self.current_id is not None:
            found |= {"close_commitment": self.close_chosen}
            found |= {"reopen_commitment": self.reopen_chosen}
        return found

    def enter(self, record_id: int) -> None:
        """Open the engagement that made it, at the sentence; one without is opened itself."""
        try:
            found = self._store.read(where_made(record_id))
        except UserError as error:
            self.notice.say(str(error))
            return
        if found.kind == self.kind:
            self.edit(record_id)
        else:
            self.wanted.emit(found)

    def close_chosen(self) -> None:
        """Ask how what is chosen ended, and close it."""
        ids = tuple(self.chosen_ids)
        if not ids:
            return
        try:
            name = self._called(ids[0]) if len(ids) == 1 else self._several(len(ids))
            made_by = self._store.read(draft(ids[0])).engagement_id if len(ids) == 1 else None
        except UserError as error:
            self.notice.say(str(error))
            return
        kept = self._store.read(lookups.documents(made_by)) if made_by is not None else ()
        what = Closing(ids, name, tuple(one.name for one in kept))
        self.side.leaving_form(lambda: self._ask_how(what))

    def _ask_how(self, what: Closing) -> None:
        self.side.show_only(self._beside)
        self.closing.start(what)

    def reopen_chosen(self) -> None:
        """Have what is chosen stand open again."""
        ids = tuple(self.chosen_ids)
        try:
            name = self._called(ids[0]) if len(ids) == 1 else self._several(len(ids))
            title = _("Reopen {name}").format(name=name)
            self._store.perform(title, lambda session: operations.reopen(session, ids))
        except UserError as error:
            self.notice.say(str(error))

    def keep_drafts(self) -> None:
        self.files.settle()
        super().keep_drafts()

    @property
    def unsaved(self) -> bool:
        return self.closing.is_touched or super().unsaved

    def _side_has_focus(self) -> bool:
        focus = self.focusWidget()
        in_closing = focus is not None and self.closing.isAncestorOf(focus)
        return in_closing or super()._side_has_focus()

    # What stands beside it

    @cached_property
    def form(self) -> CommitmentForm:
        from ctdesk.ui.forms.commitment_form import CommitmentForm  # when it is first needed

        return self._made(CommitmentForm(self._store, self._settings), self._reach)

    def promise_to(self, organization_id: int | None) -> None:
        """Open an empty form of what is promised to a body."""
        self._start(self.form, to_id=organization_id)

    def _show_chosen(self) -> None:
        moved_on = self.closing.ids and tuple(self.chosen_ids) != self.closing.ids
        if moved_on and not self.closing.is_touched:
            self.closing.leave()
        super()._show_chosen()

    def _rest(self) -> QWidget | None:
        return self._beside if self.closing.ids else super()._rest()

    def _show_record(self, record_id: int | None) -> None:
        if record_id is not None and record_id != self._shown:
            self.files.show_owner(self.kind, record_id)
        self._shown = record_id
        self._files.setVisible(record_id is not None)
        if record_id is None:
            several = self.view.selected_count > 1
            nothing = _("Choose a commitment to see what made it.")
            self.pane.show_nothing(self._said_of_several() if several else nothing)
            return
        try:
            record = self._store.read(commitment(record_id))
        except UserError as error:
            self.pane.show_nothing(str(error))
            return
        self.pane.show_record(record, self._today(), read_only=self._store.read_only)
