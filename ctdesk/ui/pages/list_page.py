"""A page that lists records of one kind, with the chosen one or a form beside the list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from ctdesk.db.changes import Changes
from ctdesk.db.queries.lists import ListQuery
from ctdesk.db.store import Store
from ctdesk.errors import UserError
from ctdesk.settings import Settings
from ctdesk.ui.actions import menu_action
from ctdesk.ui.live import Live
from ctdesk.ui.pages.base import Page
from ctdesk.ui.pages.list_head import EDGE, list_head
from ctdesk.ui.pages.list_saving import ListSaving
from ctdesk.ui.pages.side import Side
from ctdesk.ui.tables.empty import Empty
from ctdesk.ui.tables.model import Column, RecordModel
from ctdesk.ui.tables.view import RecordView
from ctdesk.ui.widgets.chips import ChipButton, ChipLine
from ctdesk.ui.widgets.flow import FlowLayout
from ctdesk.ui.widgets.notice import Notice
from ctdesk.ui.widgets.several_chosen import SeveralChosen
from ctdesk.ui.wishes import Wish
from ctdesk.words import _

if TYPE_CHECKING:
    from ctdesk.ui.forms.record_form import RecordForm

    F = TypeVar("F", bound=RecordForm[Any])

# ms a record is stood on before it is shown beside the list: longer than a key held down repeats.
SETTLED = 60
TOGETHER = 200  # records at most that an engagement begins with

# A line of the menu of rows: its words, what it comes to, and the key in `ctdesk.ui.actions` of the
# action that comes to the same, or "".
MenuLine = tuple[str, Callable[[], object], str]


class ListPage(Page):
    """Lists records, shows one, adds, edits and deletes.

    Those who build on it say what the list holds and what stands around it: `_query`, `_columns`,
    `_empty`, `_buttons`, `_chips`, `_called`, `_several`, `_delete`, `_widen`; which `form` a
    record is typed in, and what shows the chosen one at rest: `_stand_beside`, `_show_record`.
    """

    kind: ClassVar[str]  # table of the records
    by: ClassVar[str] = ""  # column that names them elsewhere, where it is not called by the table
    sizes: ClassVar[tuple[int, int]] = (540, 544)  # px of list and side at first

    def __init__(self, store: Store, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(store, settings, parent)
        shown = self._columns()
        self.model = RecordModel(
            store,
            self._query(),
            shown,
            table=self.kind,
            by=self.by or f"{self.kind}_id",
            parent=self,
        )
        self.view = RecordView(self.model, shown, self.title, self._empty())
        self.notice = Notice()
        self.saving = ListSaving(store, self.view, self.notice)
        self.side = Side()
        self._at_rest: QWidget | None = None
        # Holding an arrow key down shows the record where it stops, not every one on the way.
        self._soon = QTimer(self, interval=SETTLED, singleShot=True)
        self._panes = QSplitter(Qt.Orientation.Horizontal)
        self._possible: frozenset[str] = frozenset()
        self._lay_out()
        self.view.opened.connect(self.enter)
        self.view.empty_action.connect(self.start_new)
        self.view.chosen.connect(lambda _id: self._tell_acts())
        self.view.said.connect(lambda words: self.notice.say(words, "plain"))
        self.view.actions_for = self._row_actions
        self._several_chosen: SeveralChosen | None = None
        self.side.currentChanged.connect(lambda _number: self._tell_acts())
        Live(store, self).changed.connect(self._changed)
        self.model.modelReset.connect(self.view.choose_first)

    # What those who build on it say

    def _query(self) -> ListQuery:
        """The list at first."""
        raise NotImplementedError

    def _columns(self) -> tuple[Column, ...]:
        """The list's columns."""
        raise NotImplementedError

    def _empty(self) -> Empty:
        """What an empty list says."""
        return Empty(_("Nothing here yet"))

    def _buttons(self) -> Sequence[QWidget]:
        """What stands beside the heading."""
        return ()

    def _chips(self) -> Sequence[QWidget]:
        """What narrows the list, below the heading."""
        return ()

    def _line(self) -> QWidget | None:
        """A line to type in, beside the heading."""
        return None

    def _line_beginnings(self) -> Sequence[QWidget]:
        """Which of these begin a line of their own."""
        return ()

    def _called(self, record_id: int) -> str:
        """What a record is called. Raises UserError where it is gone."""
        raise NotImplementedError

    def _delete(self, session: Any, record_id: int) -> None:
        """Delete a record, within an operation. Raises UserError."""
        raise NotImplementedError

    def _several(self, count: int) -> str:
        """How several of the records are called together."""
        raise NotImplementedError

    def _widen(self) -> None:
        """List all there is."""
        raise NotImplementedError

    def _show_record(self, record_id: int | None) -> None:
        """Show a record at rest; None where none is chosen, or several are."""

    @property
    def form(self) -> RecordForm[Any]:
        """What a record is typed in, made when it is first needed: the list is there sooner."""
        raise NotImplementedError

    def _log_with(self, ids: Sequence[int]) -> Wish | None:
        """What begins an engagement with these records, where they can take part in one."""

    def _menu(self, ids: Sequence[int]) -> Sequence[MenuLine]:
        """What the menu offers for the chosen records."""
        if not ids:
            return ()
        edit = ((_("Edit"), self.edit_current, "edit"),) if len(ids) == 1 else ()
        can_log = self._log_with(ids) is not None
        log = ((_("Log engagement"), partial(self._log, ids), "log"),) if can_log else ()
        return (*edit, (_("Delete"), self.delete_chosen, "delete"), *log)

    def _row_actions(self, ids: Sequence[int]) -> Sequence[QAction]:
        read_only = self._store.read_only
        return [
            menu_action(words, do, key, read_only=read_only) for words, do, key in self._menu(ids)
        ]

    def enter(self, record_id: int) -> None:
        """Open a record, as Enter and a double click ask."""
        self.edit(record_id)

    # Put together

    def _lay_out(self) -> None:
        self._panes.setChildrenCollapsible(False)
        self._panes.setHandleWidth(1)  # one takes hold of a few px more
        self._panes.addWidget(self._list())
        self._panes.addWidget(self.side)
        self._panes.setStretchFactor(0, 1)
        self._panes.setStretchFactor(1, 1)
        self._panes.setSizes(list(self.sizes))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._panes)

    def _list(self) -> QWidget:
        said = QHBoxLayout()
        said.setContentsMargins(EDGE, 0, EDGE, 0)
        said.addWidget(self.notice)
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(list_head(self.title, self.view, self._line(), self._buttons()))
        chips = self._chips()
        if chips:
            narrowing = FlowLayout()
            narrowing.setContentsMargins(EDGE, 2, EDGE, 6)
            for chip in chips:
                narrowing.addWidget(chip)
            for chip in self._line_beginnings():
                narrowing.break_before(chip)
            ChipLine([chip for chip in chips if isinstance(chip, ChipButton)], self)
            layout.addLayout(narrowing)
        layout.addLayout(said)
        layout.addWidget(self.view, 1)
        return holder

    # What stands beside the list

    def _stand_beside(self, widget: QWidget) -> None:
        """Have a widget show the chosen record, while no form does."""
        self._at_rest = widget
        self.side.show_only(widget)
        self._follow_choice()

    def _follow_choice(self) -> None:
        self._soon.timeout.connect(self._show_settled)
        self.view.painted.connect(self._show_settled)
        self.view.chosen.connect(lambda _id: self._soon.start())
        self.view.selectionModel().selectionChanged.connect(lambda *_both: self._soon.start())

    def _show_settled(self) -> None:
        """Show what is chosen, once the list that it was chosen in is painted."""
        if self.view.was_painted or not self.view.isVisible():
            self._show_chosen()

    def _show_chosen(self) -> None:
        """Show what is chosen, or have it ready behind a form."""
        self._soon.stop()
        several = self.view.selected_count > 1
        if several:
            self.several_chosen.say(self._said_of_several())
        if self.side.open_form is None:
            self._show_at_rest()
        self._show_record(None if several else self.current_id)

    def _said_of_several(self) -> str:
        several = self._several(self.view.selected_count)
        return _("{several} chosen").format(several=several)

    def _rest(self) -> QWidget | None:
        """What stands beside the list while no form does; None leaves the room to the list."""
        several = self._at_rest is not None and self.view.selected_count > 1
        return self.several_chosen if several else self._at_rest

    def _show_at_rest(self) -> None:
        rest = self._rest()
        if rest is not None:
            self.side.show_only(rest)
        self.show_side(rest is not None)

    @property
    def several_chosen(self) -> SeveralChosen:
        """What stands beside the list while several are chosen, made when it is first needed."""
        if self._several_chosen is None:
            made = SeveralChosen()
            made.delete.clicked.connect(self.delete_chosen)
            made.copy.clicked.connect(self._copy_chosen)
            made.clear.clicked.connect(self._choose_one)
            self._several_chosen = made
        return self._several_chosen

    def _copy_chosen(self) -> None:
        self.view.copy_rows(headed=True)
        words = _("Copied: {several}").format(several=self._several(self.view.selected_count))
        self.notice.say(words, "plain")

    def _choose_one(self) -> None:
        self.view.choose(self.current_id)
        self.view.setFocus()

    @property
    def side_shown(self) -> bool:
        """Whether anything stands beside the list."""
        return not self.side.isHidden()

    def show_side(self, shown: bool = True) -> None:
        """Show what stands beside the list, or give its room to the list."""
        self.side.setVisible(shown)
        self._tell_acts()

    # What the window asks for

    @property
    def current_id(self) -> int | None:
        return self.view.current_id

    def stand_on(self, record_id: int) -> None:
        self.model.attend(True)
        self.view.choose(record_id)

    @property
    def looked_at(self) -> int | None:
        return self.current_id if self.view.by_hand else None

    @property
    def _is_among_chosen(self) -> bool:
        """Whether the officer chose some, and is there: what is begun now is begun with them."""
        focus = self.focusWidget()
        here = focus is not None and focus.hasFocus() and not self._side_has_focus()
        return here and self.view.by_hand

    @property
    def chosen_ids(self) -> Sequence[int]:
        """Ids of all that are chosen, in the list's order."""
        return self.view.selected_ids()

    def acts(self) -> Mapping[str, Callable[[], None]]:
        found: dict[str, Callable[[], None]] = {"save_list": self.save_list}
        if self.current_id is None:
            return found
        found |= {"edit": self.edit_current, "delete": self.delete_chosen}
        if self._is_among_chosen and self._log_with(()) is not None:
            found["log"] = lambda: self._log(self.chosen_ids)
        return found

    def save_list(self) -> None:
        """Have all rows of the list saved as a file, with the columns on show."""
        self.saving.ask(self.title)

    def panes(self) -> list[QWidget]:
        shown = self.side.shown
        return [self.view] if shown is None else [self.view, shown]

    def open(self, record_id: int) -> None:
        """Show a record, once nothing typed is lost; the list widens if it does not hold it."""
        self.side.leaving_form(lambda: self._open(record_id))

    def _open(self, record_id: int, *, by_hand: bool = True) -> None:
        self._reach(record_id, by_hand=by_hand)
        self._show_chosen()  # what is asked for is shown at once
        self.view.setFocus()

    def _reach(self, record_id: int, *, by_hand: bool = True) -> None:
        """Stand on a record, asked for unless it was just saved; the list widens for it."""
        self.model.attend(True)
        if not self.model.holds(record_id):
            self._widen()
        self.view.choose(record_id, by_hand=by_hand)

    @property
    def unsaved(self) -> bool:
        return self.side.unsaved

    def keep_drafts(self) -> None:
        self.side.keep_drafts()

    # The forms

    def _made(self, form: F, saved: Callable[[int], None]) -> F:
        """A form made just now, to stand beside the list; `saved` is told what was."""
        form.saved.connect(saved)
        form.closed.connect(self._close_form)
        self.side.take_in(form)
        return form

    def start_new(self) -> None:
        """Open an empty form."""
        self._start(self.form)

    def _start(self, form: RecordForm[Any], **given: Any) -> None:
        """Open an empty form, with what is given in it."""

        def begin() -> None:
            form.start_new(**given)
            self._show_beside(form)

        self.side.leaving_form(begin, form)

    def edit(self, record_id: int) -> None:
        """Open a record in the form."""
        self._edit_in(self.form, record_id)

    def _edit_in(
        self, form: RecordForm[Any], record_id: int, then: Callable[[], None] = lambda: None
    ) -> None:
        """Open a record in a form, and go on with `then`."""

        def begin() -> None:
            try:
                form.edit(record_id)
            except UserError as error:
                self.notice.say(str(error))
                return
            self._show_beside(form)
            then()

        self.side.leaving_form(begin, form)

    def resume(self, key: str) -> None:
        """Open the form a draft was typed in: the form itself finds the draft."""
        self._resume_in(self.form, key.partition(":")[2])

    def _resume_in(self, form: RecordForm[Any], which: str) -> None:
        if which == "new":
            self._start(form)
        else:
            self._edit_in(form, int(which))

    def _show_beside(self, widget: QWidget) -> None:
        self.side.show_only(widget)
        self.show_side()
        widget.setFocus()

    def _close_form(self) -> None:
        if self.side.open_form is not None:
            self._show_at_rest()
            self.view.setFocus()

    # What is done with the chosen ones

    def edit_current(self) -> None:
        """Open the chosen record in the form."""
        if self.current_id is not None:
            self.edit(self.current_id)

    def _log(self, ids: Sequence[int]) -> None:
        """Begin an engagement with records, or say that they are too many."""
        if len(ids) > TOGETHER:
            words = _("An engagement begins with {most} participants at most; choose fewer.")
            self.notice.say(words.format(most=TOGETHER), "warn")
        else:
            self.wanted.emit(self._log_with(ids))

    def delete_chosen(self) -> None:
        """Delete what is chosen as one step, and offer to take that back."""
        wanted = list(self.chosen_ids)
        if not wanted or self._side_has_focus():
            return
        try:
            name = self._called(wanted[0]) if len(wanted) == 1 else self._several(len(wanted))
            title = _("Delete {name}").format(name=name)
            self._store.perform(title, lambda session: self._delete_all(session, wanted))
        except UserError as error:
            words = str(error)
            if len(wanted) > 1:
                none = _("None of the {several} was deleted.")
                words = f"{words} {none.format(several=name)}"
            self.notice.say(words)
            return
        words = _("Deleted: {name}").format(name=name)
        self.notice.say(words, "plain", (_("Undo"), self._take_back))

    def _delete_all(self, session: Any, ids: Sequence[int]) -> None:
        for one in ids:
            self._delete(session, one)

    def _side_has_focus(self) -> bool:
        """Whether the officer is in what stands beside: keys there mean nothing to the list."""
        focus = self.focusWidget()
        of_the_list = self.side.shown in (self._at_rest, self._several_chosen)
        return not of_the_list and focus is not None and self.side.isAncestorOf(focus)

    # What happens

    def _take_back(self) -> None:
        try:
            self._store.undo()
        except UserError as error:
            self.notice.say(str(error))

    def _changed(self, changes: Changes) -> None:
        del changes
        self.notice.clear()
        if self.isVisible():
            self._soon.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._soon.start()  # what changed while nobody looked

    def _tell_acts(self) -> None:
        possible = frozenset(self.acts())
        if possible != self._possible:
            self._possible = possible
            self.acts_changed.emit()

    # How it was left

    def state(self) -> dict[str, Any]:
        return {
            "panes": self._panes.sizes(),
            "record": self.current_id,
            "table": self.view.layout_state(),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        sizes = state.get("panes")
        if isinstance(sizes, list) and len(sizes) == 2 and all(sizes):
            self._panes.setSizes(sizes)
        table = state.get("table")
        if isinstance(table, dict):
            self.view.restore_layout(table)
        record = state.get("record")
        if isinstance(record, int):
            self.stand_on(record)
