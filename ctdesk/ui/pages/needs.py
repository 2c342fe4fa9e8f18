"""Needs and practices: what bodies and regions stated, each with what was done about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ctdesk.db.changes import Changes
from ctdesk.db.operations import needs as operations
from ctdesk.db.queries.lists import RecordList
from ctdesk.db.queries.needs import STANDING, STILL, UNANSWERED, NeedList, draft, need
from ctdesk.db.search.tree import EVERYTHING, Key, Tree, parts_of
from ctdesk.db.store import Store
from ctdesk.errors import UserError
from ctdesk.reports import labels
from ctdesk.settings import Settings
from ctdesk.ui.columns.needs import NO_MATCH, NOTHING, columns
from ctdesk.ui.forms.answering import AnsweringForm, Asked
from ctdesk.ui.pages.asked_page import AskedPage
from ctdesk.ui.pages.list_page import MenuLine
from ctdesk.ui.pages.need_pane import NeedPane
from ctdesk.ui.plain import caption
from ctdesk.ui.tables.empty import Empty
from ctdesk.ui.tables.model import Column
from ctdesk.ui.widgets.query_chips import Narrowing
from ctdesk.words import _, ngettext

if TYPE_CHECKING:
    from ctdesk.ui.forms.need_form import NeedForm

BESIDE = 300  # px at least of what stands beside: as much as its form needs


class NeedsPage(AskedPage):
    """Lists needs, challenges and practices, and says what was done about each."""

    kind = "need"
    title = _("Needs and practices")
    at_first = f"status:{','.join(STILL)}"
    sizes = (752, 332)

    def __init__(self, store: Store, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(store, settings, parent)
        self.pane = NeedPane()
        self.answering = AnsweringForm(store)
        self.answering.finished.connect(self.view.setFocus)
        self.answering.finished.connect(self._soon.start)
        beside = QWidget()
        column = QVBoxLayout(beside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.answering)
        column.addWidget(self.pane, 1)
        beside.setFocusProxy(self.pane)
        self._beside = beside
        self.side.setMinimumWidth(BESIDE)
        self._stand_beside(beside)
        self.pane.show_nothing(_("Choose a need to see what was done about it."))
        self.pane.answer_wanted.connect(self.answer_current)
        self.pane.edit_wanted.connect(self.edit_current)
        self.pane.wanted.connect(self.wanted)
        self.pane.taken_back.connect(self._take_answer_back)
        self._count_unanswered()

    # What the list holds

    def _all(self) -> RecordList:
        return NeedList()

    def _columns(self) -> tuple[Column, ...]:
        return columns()

    def _nothing(self, tree: Tree) -> Empty:
        return NOTHING if tree in (EVERYTHING, STANDING) else NO_MATCH

    def _buttons(self) -> Sequence[QWidget]:
        self.add_button = QPushButton(_("Add"))
        self.add_button.setAccessibleName(_("Add need"))
        self.add_button.clicked.connect(self.start_new)
        return (self.add_button,)

    def _narrowings(self) -> Sequence[Narrowing]:
        kind, state = frozenset(("kind",)), frozenset(("status",))

        def of(code: str) -> tuple[Tree, ...]:
            return (Key("kind", (code,)),)

        return (
            Narrowing("needs", _("Needs"), of("need"), kind),
            Narrowing("challenges", _("Challenges"), of("challenge"), kind),
            Narrowing("practices", _("Good practices"), of("practice"), kind),
            Narrowing("open", _("Open only"), (STANDING,), state),
            Narrowing(
                "unanswered",
                _("Nothing done about it"),
                parts_of(UNANSWERED),
                frozenset(("kind", "status", "answered")),
                _("Needs and challenges that still stand and about which nothing was done"),
            ),
        )

    def _line_beginnings(self) -> Sequence[QWidget]:
        return (self.chips["open"],)

    def _count_unanswered(self) -> None:
        """Say on its chip about how many nothing was done."""
        count = self._store.read(NeedList(asked=UNANSWERED).count)
        words = _("Nothing done about it: {count}").format(count=count)
        self.chips["unanswered"].setText(caption(words))
        self.chips["unanswered"].setAccessibleName(words)

    def _called(self, record_id: int) -> str:
        return " ".join(self._store.read(draft(record_id)).statement.split())

    def _several(self, count: int) -> str:
        return ngettext("{count} need", "{count} needs", count).format(count=count)

    def _delete(self, session: Any, record_id: int) -> None:
        operations.delete(session, record_id)

    def _menu(self, ids: Sequence[int]) -> Sequence[MenuLine]:
        if not ids:
            return ()
        answer = (_("Add what was done…"), self.answer_current, "answer_need")
        states = [
            (labels.mark_need(state), partial(self._mark, ids, state), "")
            for state in ("open", "being_met", "met", "dropped")
        ]
        return (*((answer,) if len(ids) == 1 else ()), *states, *super()._menu(ids))

    # What the window asks for

    def acts(self) -> Mapping[str, Callable[[], None]]:
        found = {"new_need": self.start_new, **super().acts()}
        if self.current_id is not None:
            found |= {"answer_need": self.answer_current}
        return found

    def answer_current(self) -> None:
        """Ask what was done about the chosen one."""
        chosen = self.current_id
        if chosen is None:
            return
        try:
            found = self._store.read(draft(chosen))
        except UserError as error:
            self.notice.say(str(error))
            return
        asked = Asked(chosen, " ".join(found.statement.split()), found.kind, found.state)
        self.side.leaving_form(lambda: self._ask_what(asked))

    def _ask_what(self, asked: Asked) -> None:
        self.side.show_only(self._beside)
        self.answering.start(asked)

    def _take_answer_back(self, answer_id: int) -> None:
        self._do(
            _("Take back what was done"),
            lambda session: operations.delete_answer(session, answer_id),
        )

    def _mark(self, ids: Sequence[int], state: str) -> None:
        name = self._called(ids[0]) if len(ids) == 1 else self._several(len(ids))
        title = f"{labels.mark_need(state)}: {name}"
        self._do(title, lambda session: operations.set_state(session, ids, state))

    def _do(self, title: str, operation: Callable[[Any], None]) -> None:
        try:
            self._store.perform(title, operation)
        except UserError as error:
            self.notice.say(str(error))

    @property
    def unsaved(self) -> bool:
        return self.answering.is_touched or super().unsaved

    def _side_has_focus(self) -> bool:
        focus = self.focusWidget()
        answering = focus is not None and self.answering.isAncestorOf(focus)
        return answering or super()._side_has_focus()

    # What stands beside it

    @cached_property
    def form(self) -> NeedForm:
        from ctdesk.ui.forms.need_form import NeedForm  # when it is first needed

        return self._made(NeedForm(self._store, self._settings), self._reach)

    def _changed(self, changes: Changes) -> None:
        super()._changed(changes)
        if self.isVisible():
            self._count_unanswered()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._count_unanswered()

    def _show_chosen(self) -> None:
        asked = self.answering.need_id
        if asked and list(self.chosen_ids) != [asked] and not self.answering.is_touched:
            self.answering.leave()
        super()._show_chosen()

    def _rest(self) -> QWidget | None:
        return self._beside if self.answering.need_id else super()._rest()

    def _show_record(self, record_id: int | None) -> None:
        if record_id is None:
            several = self.view.selected_count > 1
            nothing = _("Choose a need to see what was done about it.")
            self.pane.show_nothing(self._said_of_several() if several else nothing)
            return
        try:
            record = self._store.read(need(record_id))
        except UserError as error:
            self.pane.show_nothing(str(error))
            return
        self.pane.show_record(record, read_only=self._store.read_only)
