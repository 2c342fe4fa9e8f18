"""Follow-up: what is owed both ways, overdue first, the chosen one in full beside the list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ctdesk.db.changes import Changes
from ctdesk.db.operations import commitments as operations
from ctdesk.db.queries import lookups, names
from ctdesk.db.queries.commitments import CommitmentList, Direction, commitment, draft
from ctdesk.db.queries.lists import ListQuery
from ctdesk.db.store import Store
from ctdesk.errors import UserError
from ctdesk.settings import Settings
from ctdesk.ui.days import today_in
from ctdesk.ui.forms.closing import Closing, ClosingForm
from ctdesk.ui.pages.commitment_columns import NO_MATCH, NOTHING, columns, where_made
from ctdesk.ui.pages.commitment_pane import CommitmentPane
from ctdesk.ui.pages.list_page import SETTLED, ListPage, MenuLine
from ctdesk.ui.tables.empty import Empty
from ctdesk.ui.tables.model import Column
from ctdesk.ui.widgets.chips import ChipButton
from ctdesk.words import _, ngettext

if TYPE_CHECKING:
    from ctdesk.ui.forms.commitment_form import CommitmentForm

SOON = 30  # days ahead


class FollowUpPage(ListPage):
    """Lists commitments, closes them with evidence, opens the engagement that made one."""

    kind = "commitment"
    title = _("Follow-up")
    sizes = (660, 424)

    def __init__(self, store: Store, settings: Settings, parent: QWidget | None = None) -> None:
        self._office = store.read(names.office)
        self._shown: int | None = None
        self._form: CommitmentForm | None = None
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
        beside.setFocusProxy(self.pane)
        self._beside = beside
        self.side.show_only(beside)
        self.pane.show_nothing(_("What made the commitment chosen in the list stands here."))
        # Holding an arrow key down shows the commitment where it stops, not all on the way.
        self._soon = QTimer(self, interval=SETTLED, singleShot=True)
        self._soon.timeout.connect(self._show_record)
        self._connect()

    def _connect(self) -> None:
        self.view.chosen.connect(lambda _id: self._soon.start())
        self.view.selectionModel().selectionChanged.connect(lambda *_both: self._soon.start())
        self.closing.finished.connect(self._soon.start)
        self.pane.close_wanted.connect(self.close_chosen)
        self.pane.reopen_wanted.connect(self.reopen_chosen)
        self.pane.edit_wanted.connect(self.edit_current)
        self.pane.source_wanted.connect(lambda: self.enter(self._shown or 0))

    def _today(self) -> date:
        return today_in(self._settings.time_zone)

    # What the list holds

    def _query(self) -> ListQuery:
        return CommitmentList()

    def _columns(self) -> tuple[Column, ...]:
        return columns(self._today)

    def _empty(self) -> Empty:
        return NOTHING

    def _buttons(self) -> Sequence[QWidget]:
        self.add_button = QPushButton(_("Add"))
        self.add_button.setAccessibleName(_("Add commitment"))
        self.add_button.clicked.connect(self.start_new)
        return (self.add_button,)

    def _chips(self) -> Sequence[QWidget]:
        self.chips = {
            name: ChipButton(words, checkable=True)
            for name, words in (
                ("open", _("Open")),
                ("closed", _("Closed")),
                ("ours", _("We owe")),
                ("theirs", _("Owed by others")),
                ("overdue", _("Overdue")),
                ("soon", _("Next {days} days").format(days=SOON)),
            )
        }
        self.chips["open"].setChecked(True)
        for group in (("open", "closed"), ("ours", "theirs"), ("overdue", "soon")):
            for name in group:
                self.chips[name].clicked.connect(
                    lambda on, name=name, group=group: self._one_of(name, group, on=on)
                )
        sides = ("ours", "theirs") if self._office is None else ()
        return tuple(chip for name, chip in self.chips.items() if name not in sides)

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

    @property
    def query(self) -> CommitmentList:
        """The list on show."""
        query = self.model.query
        assert isinstance(query, CommitmentList)
        return query

    def _one_of(self, pressed: str, group: Sequence[str], *, on: bool) -> None:
        for name in group:
            self.chips[name].setChecked(name == pressed and on)
        self._narrow()

    def _is_on(self, name: str) -> bool:
        return self.chips[name].isChecked()

    @property
    def _direction(self) -> Direction:
        if self._is_on("ours"):
            return "ours"
        return "theirs" if self._is_on("theirs") else ""

    def _narrow(self) -> None:
        """Show what the chips say, as of today."""
        today = self._today()
        first, last = None, None
        if self._is_on("overdue"):
            last = today - timedelta(days=1)
        elif self._is_on("soon"):
            first, last = today, today + timedelta(days=SOON)
        self._show(
            replace(
                self.query,
                open_only=self._is_on("open"),
                closed_only=self._is_on("closed"),
                direction=self._direction,
                office_id=self._office,
                first=first,
                last=last,
            )
        )

    def _show(self, query: CommitmentList) -> None:
        self.model.show_query(query)
        narrowed = replace(query, office_id=None).narrowed
        self.view.set_empty(NO_MATCH if narrowed else NOTHING)
        self.view.choose_first()

    # What the window asks for

    def acts(self) -> Mapping[str, Callable[[], None]]:
        found = {"new_commitment": self.start_new, **super().acts()}
        if self.current_id is not None:
            found |= {"close_commitment": self.close_chosen}
            found |= {"reopen_commitment": self.reopen_chosen}
        return found

    def open(self, record_id: int) -> None:
        """Show a commitment; the list widens if it must."""
        if self._form_is_open:
            self.form.leave_for(lambda: self._open(record_id))
        else:
            self._open(record_id)

    def _open(self, record_id: int) -> None:
        self.model.attend(True)
        if self.model.row_of(record_id) is None:
            self._widen()
        self.view.choose(record_id)
        self.view.setFocus()

    def _widen(self) -> None:
        for chip in self.chips.values():
            chip.setChecked(False)
        self._narrow()

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
        if self._form_is_open:
            self.form.leave_for(lambda: self._ask_how(what))
        else:
            self._ask_how(what)

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

    @property
    def unsaved(self) -> bool:
        return self.closing.is_touched or (self._form is not None and self._form.unsaved)

    def _side_has_focus(self) -> bool:
        focus = self.focusWidget()
        in_closing = focus is not None and self.closing.isAncestorOf(focus)
        return in_closing or (self._form_is_open and super()._side_has_focus())

    # What happens

    def _changed(self, changes: Changes) -> None:
        super()._changed(changes)
        if self.isVisible():
            self._soon.start()

    def _show_record(self) -> None:
        chosen = self.view.selected_count
        self._shown = self.current_id if chosen < 2 else None
        moved_on = self.closing.ids and tuple(self.chosen_ids) != self.closing.ids
        if moved_on and not self.closing.is_touched:
            self.closing.leave()
        if not self._form_is_open:
            several = chosen > 1 and not self.closing.ids
            self.side.show_only(self.several_chosen if several else self._beside)
        if chosen > 1:
            words = _("{several} chosen").format(several=self._several(chosen))
            self.several_chosen.say(words)
            self.pane.show_nothing(words)
            return
        if self._shown is None:
            self.pane.show_nothing(_("Choose a commitment to see what made it."))
            return
        try:
            record = self._store.read(commitment(self._shown))
        except UserError as error:
            self.pane.show_nothing(str(error))
            return
        self.pane.show_record(record, self._today(), read_only=self._store.read_only)

    # The form

    @property
    def form(self) -> CommitmentForm:
        """The form, made when it is first needed."""
        if self._form is None:
            from ctdesk.ui.forms.commitment_form import CommitmentForm  # as the docstring says

            self._form = CommitmentForm(self._store, self._settings)
            self._form.saved.connect(self._saved)
            self._form.closed.connect(self._close_form)
        return self._form

    @property
    def _form_is_open(self) -> bool:
        return self._form is not None and self.side.currentWidget() is self._form

    def start_new(self) -> None:
        """Open an empty form."""
        self._begin()

    def promise_to(self, organization_id: int) -> None:
        """Open an empty form of what is promised to a body."""
        self._begin(to_id=organization_id)

    def _begin(self, **given: int) -> None:
        self.form.start_new(**given)
        self.side.show_only(self.form)
        self.form.setFocus()

    def edit(self, record_id: int) -> None:
        """Open a commitment in the form."""
        try:
            self.form.edit(record_id)
        except UserError as error:
            self.notice.say(str(error))
            return
        self.side.show_only(self.form)
        self.form.setFocus()

    def keep_drafts(self) -> None:
        if self._form is not None:
            self._form.keep_now()

    def _saved(self, commitment_id: int) -> None:
        if self.model.row_of(commitment_id) is None:
            self._widen()
        self.view.choose(commitment_id)

    def _close_form(self) -> None:
        if self._form_is_open:
            self.side.show_only(self._beside)
            self.view.setFocus()
