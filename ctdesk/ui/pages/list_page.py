"""A page that lists records of one kind, with the chosen one or a form beside the list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ctdesk.db.changes import Changes
from ctdesk.db.queries.lists import ListQuery
from ctdesk.db.store import Store
from ctdesk.errors import UserError
from ctdesk.settings import Settings
from ctdesk.ui.actions import menu_action
from ctdesk.ui.forms.inputs.flow import FlowLayout
from ctdesk.ui.live import Live
from ctdesk.ui.pages.base import Page
from ctdesk.ui.tables.empty import Empty
from ctdesk.ui.tables.model import Column, RecordModel
from ctdesk.ui.tables.view import RecordView
from ctdesk.ui.theme import UNIT, set_role
from ctdesk.ui.widgets.card import label
from ctdesk.ui.widgets.chips import ChipButton, ChipLine
from ctdesk.ui.widgets.notice import Notice
from ctdesk.ui.widgets.several_chosen import SeveralChosen
from ctdesk.words import _

EDGE = 10  # px between the heading and the edges of the pane, as in the cells below
# ms a record is stood on before it is shown beside the list: longer than a key held down repeats.
SETTLED = 60
WIDEST = 880  # px of what stands beside; a longer line is not read with ease


# A line of the menu of rows: its words, what it comes to, and the key in `ctdesk.ui.actions` of the
# action that comes to the same, or "".
MenuLine = tuple[str, Callable[[], object], str]


class Side(QStackedWidget):
    """What stands beside the list: one widget at a time, or nothing."""

    def show_only(self, widget: QWidget) -> None:
        """Show one, which is taken in if it is new here."""
        if self.indexOf(widget) < 0:
            self.addWidget(widget)
        self.setCurrentWidget(widget)


class ListPage(Page):
    """Lists records, shows one, adds, edits and deletes.

    Those who build on it say what the list holds and what stands around it: `_query`, `_columns`,
    `_empty`, `_buttons`, `_chips`, `_called`, `_delete`; and show the chosen one or a form in
    `side`.
    """

    kind: ClassVar[str]  # table of the records
    sizes: ClassVar[tuple[int, int]] = (540, 544)  # px of list and side at first

    def __init__(self, store: Store, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(store, settings, parent)
        shown = self._columns()
        self.model = RecordModel(
            store, self._query(), shown, table=self.kind, by=f"{self.kind}_id", parent=self
        )
        self.view = RecordView(self.model, shown, self.title, self._empty())
        self.notice = Notice()
        self.side = Side()
        self._frame = QFrame()
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

    def edit(self, record_id: int) -> None:
        """Open a record in the form."""
        raise NotImplementedError

    def start_new(self) -> None:
        """Open an empty form."""
        raise NotImplementedError

    def resume(self, key: str) -> None:
        """Open the form a draft was typed in: the form itself finds the draft."""
        which = key.partition(":")[2]
        if which == "new":
            self.start_new()
        else:
            self.edit(int(which))

    def _menu(self, ids: Sequence[int]) -> Sequence[MenuLine]:
        """What the menu offers for the chosen records."""
        edit = ((_("Edit"), self.edit_current, "edit"),) if len(ids) == 1 else ()
        return (*edit, (_("Delete"), self.delete_chosen, "delete")) if ids else ()

    def _row_actions(self, ids: Sequence[int]) -> Sequence[QAction]:
        return [menu_action(words, do, self.view, key) for words, do, key in self._menu(ids)]

    def enter(self, record_id: int) -> None:
        """Open a record, as Enter and a double click ask."""
        self.edit(record_id)

    # Put together

    def _lay_out(self) -> None:
        set_role(self._frame, "side")
        self._frame.setMaximumWidth(WIDEST)
        beside = QVBoxLayout(self._frame)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.side)
        self._panes.setChildrenCollapsible(False)
        self._panes.setHandleWidth(1)  # one takes hold of a few px more
        self._panes.addWidget(self._list())
        self._panes.addWidget(self._frame)
        self._panes.setStretchFactor(0, 1)
        self._panes.setStretchFactor(1, 1)
        self._panes.setSizes(list(self.sizes))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._panes)

    def _list(self) -> QWidget:
        top = QHBoxLayout()
        top.setContentsMargins(EDGE, UNIT + 2, EDGE, 2)
        top.setSpacing(UNIT)
        top.addWidget(label(self.title, "title", wrap=False))
        top.addStretch(1)
        for button in self._buttons():
            top.addWidget(button)
        said = QHBoxLayout()
        said.setContentsMargins(EDGE, 0, EDGE, 0)
        said.addWidget(self.notice)
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
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
        return not self._frame.isHidden()

    def show_side(self, shown: bool = True) -> None:
        """Show what stands beside the list, or give its room to the list."""
        self._frame.setVisible(shown)
        self._tell_acts()

    # What the window asks for

    @property
    def current_id(self) -> int | None:
        return self.view.current_id

    def stand_on(self, record_id: int) -> None:
        self.model.attend(True)
        self.view.choose(record_id)

    @property
    def chosen_ids(self) -> Sequence[int]:
        """Ids of all that are chosen, in the list's order."""
        return self.view.selected_ids()

    def acts(self) -> Mapping[str, Callable[[], None]]:
        if self.current_id is None:
            return {}
        return {"edit": self.edit_current, "delete": self.delete_chosen}

    def panes(self) -> list[QWidget]:
        shown = self.side.currentWidget()
        return [self.view, shown] if self.side_shown and shown is not None else [self.view]

    def edit_current(self) -> None:
        """Open the chosen record in the form."""
        if self.current_id is not None:
            self.edit(self.current_id)

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
        return self.side_shown and focus is not None and self.side.isAncestorOf(focus)

    # What happens

    def _take_back(self) -> None:
        try:
            self._store.undo()
        except UserError as error:
            self.notice.say(str(error))

    def _changed(self, changes: Changes) -> None:
        del changes
        self.notice.clear()

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
