"""The log: engagements in a list, newest first, the form beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QPushButton, QWidget

from ctdesk.db.operations import engagements as operations
from ctdesk.db.queries import choices, engagements
from ctdesk.db.queries.lists import RecordList
from ctdesk.db.search.tree import EVERYTHING, Key, Tree
from ctdesk.db.store import Store
from ctdesk.errors import UserError
from ctdesk.settings import Settings
from ctdesk.ui.columns.engagements import columns
from ctdesk.ui.pages.asked_page import WIDEN, AskedPage
from ctdesk.ui.pages.list_page import MenuLine
from ctdesk.ui.tables.empty import Empty
from ctdesk.ui.tables.model import Column
from ctdesk.ui.widgets.query_chips import Narrowing
from ctdesk.ui.wishes import PrintEngagement, PrintSummary
from ctdesk.words import _, ngettext

if TYPE_CHECKING:
    from ctdesk.ui.forms.engagement_form import EngagementForm
    from ctdesk.ui.widgets.history_pane import HistoryPane


class EngagementsPage(AskedPage):
    """Lists engagements, narrowed by chips; logs, edits and deletes them."""

    kind = "engagement"
    title = _("Engagements")
    sizes = (620, 464)

    def __init__(self, store: Store, settings: Settings, parent: QWidget | None = None) -> None:
        self._from_form = False  # whether the form was left for the history
        self._organization = ""  # name of the one the list is narrowed to
        self._items = {c.short: c.id for c in store.read(choices.items)}
        super().__init__(store, settings, parent)
        self._panes.setStretchFactor(1, 0)  # the form keeps its width, the list takes the rest
        self.show_side(False)

    # What the list holds

    def _all(self) -> RecordList:
        return engagements.EngagementList()

    def _columns(self) -> tuple[Column, ...]:
        return columns()

    def _nothing(self, tree: Tree) -> Empty:
        if tree != EVERYTHING:
            return Empty(_("No engagement matches"), WIDEN)
        return Empty(
            _("Nothing is logged here yet"), _("Ctrl+E logs an engagement."), _("Log engagement")
        )

    def _buttons(self) -> Sequence[QWidget]:
        self.summary_button = QPushButton(_("Summary…"))
        self.summary_button.setToolTip(_("Print the summary of what the list shows"))
        self.summary_button.clicked.connect(self.ask_summary)
        return (self.summary_button,)

    def _narrowings(self) -> Sequence[Narrowing]:
        items = [
            Narrowing(f"item {number}", name, (Key("under", (name,)),), frozenset(("under",)))
            for number, name in ((4, "Decision 4"), (7, "Decision 7"))
        ]
        own = frozenset(("on", "quarter", "after", "before"))
        periods = [
            Narrowing(unit, words, (Key("on", (f"this {unit}",)),), own)
            for unit, words in (("quarter", _("This quarter")), ("year", _("This year")))
        ]
        return (*items, *periods)

    def _called(self, record_id: int) -> str:
        return str(self._store.read(engagements.draft(record_id)).title)

    def _several(self, count: int) -> str:
        return ngettext("{count} engagement", "{count} engagements", count).format(count=count)

    def _delete(self, session: Any, record_id: int) -> None:
        operations.delete(session, record_id)

    def _menu(self, ids: Sequence[int]) -> Sequence[MenuLine]:
        if len(ids) != 1:
            return super()._menu(ids)
        like = (_("New engagement like this one"), partial(self.start_new, like=ids[0]), "like")
        history = (_("History"), partial(self.show_history, ids[0]), "")
        return (*super()._menu(ids), like, history)

    # What stands beside it

    @cached_property
    def form(self) -> EngagementForm:
        from ctdesk.ui.forms.engagement_form import EngagementForm  # when it is first needed

        form = self._made(EngagementForm(self._store, self._settings), self._reach)
        form.saved_to_print.connect(lambda one: self.wanted.emit(PrintEngagement(one)))
        form.like_wanted.connect(lambda one: self.start_new(like=one))
        form.history_wanted.connect(self.show_history)
        return form

    @cached_property
    def history(self) -> HistoryPane:
        """The history of an engagement, made when it is first asked for."""
        from ctdesk.ui.widgets.history_pane import HistoryPane  # as the docstring says

        pane = HistoryPane(self._store, self._settings.time_zone)
        pane.closed.connect(self._leave_history)
        return pane

    def show_history(self, record_id: int) -> None:
        """Show who changed what of an engagement, in place of the form."""
        try:
            name = self._called(record_id)
        except UserError as error:
            self.notice.say(str(error))
            return
        if self.side.shown is not self.history:
            self._from_form = self.side.open_form is not None
        self.history.show_record(self.kind, record_id, name)
        self._show_beside(self.history)

    def _leave_history(self) -> None:
        if self._from_form:
            self._show_beside(self.form)
        else:
            self._show_at_rest()
            self.view.setFocus()

    # What is printed of it

    def ask_summary(self) -> None:
        """Ask for the summary of what the list shows."""
        self.wanted.emit(PrintSummary(self.tree))

    # What the window asks for

    def acts(self) -> Mapping[str, Callable[[], None]]:
        found = {"summary": self.ask_summary, "print": self.ask_summary, **super().acts()}
        if self.current_id is not None:
            found["like"] = self.log_like
        return found

    def log_like(self) -> None:
        """Open a form made from the chosen engagement, or from the one being edited."""
        editing = self.side.open_form.record_id if self.side.open_form else None
        one = editing or self.current_id
        if one is not None:
            self.start_new(like=one)

    def show_part(self, part: str) -> None:
        """Show a commitment in the form: "commitment:" and its id."""
        kind, _colon, record = part.partition(":")
        if kind == "commitment" and record.isdecimal():
            self.form.show_commitment(int(record))

    def open(self, record_id: int) -> None:
        """Show an engagement in the list and in the form; the list widens if it must."""
        self._reach(record_id)
        self.edit(record_id)

    def start_new(
        self, bodies: Sequence[int] = (), people: Sequence[int] = (), like: int | None = None,
        items: Sequence[int] = (), turn: int | None = None,
    ) -> None:  # fmt: skip
        """Open an empty form, with these in it, made from an earlier one, or of a turn's forum."""
        if like is not None:
            try:
                self._called(like)
            except UserError as error:
                self.notice.say(str(error))
                return
        given = {"bodies": bodies, "people": people, "items": items}
        lists = {name: list(ids) or None for name, ids in given.items()}
        self._start(self.form, like=like, turn=turn, **lists)
