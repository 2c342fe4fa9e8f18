"""A table whose columns stand as the officer wants: in their order, as wide, sorted by."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ctdesk.db.queries.lists import Order
from ctdesk.ui.tables.arrangement import Arrangement
from ctdesk.ui.tables.delegate import CellDelegate
from ctdesk.ui.tables.heading import Heading, cycled
from ctdesk.ui.tables.model import CELL, Cell, Column, RecordModel
from ctdesk.ui.theme import ROW_HEIGHT
from ctdesk.words import _


class ArrangedTable(QTableView):
    """Columns over a `RecordModel`.

    `layout_changed` says that there is another `layout_state` to remember.
    """

    layout_changed = Signal()

    def __init__(
        self, model: RecordModel, columns: tuple[Column, ...], name: str,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.records = model
        self.arrangement = Arrangement(columns)
        self._arranging = False
        self._dragged: dict[int, int] = {}  # widths, while the mouse is down
        self.setAccessibleName(name)
        self.setModel(model)
        self._cells = CellDelegate(columns, self)
        self.setItemDelegate(self._cells)
        self._dress(name)
        self.heading.pressed_to_sort.connect(self._sort_column)
        self.heading.sectionResized.connect(self._is_dragged)
        self.heading.sectionHandleDoubleClicked.connect(self.fit_column)
        self.heading.released.connect(self._take_up_drag)

    def _dress(self, name: str) -> None:
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.heading = Heading(self.records, self)
        self.heading.setAccessibleName(_("Headings of {table}").format(table=name))
        self.setHorizontalHeader(self.heading)

    def layout_state(self) -> dict[str, Any]:
        """What the officer made of the columns and their order, to be kept as JSON."""
        state = self.arrangement.state()
        if self.records.query.order:
            state["sort"] = [[key, down] for key, down in self.records.query.order]
        return state

    def restore_layout(self, state: Mapping[str, Any]) -> None:
        """Take up what `layout_state` said; what is not known here is passed over."""
        self.arrangement.restore(state)
        sort = state.get("sort")
        pairs = sort if isinstance(sort, list) else []
        sortable = {column.key for column in self.records.columns if column.sortable}
        order = {
            one[0]: one[1] for one in pairs
            if isinstance(one, list | tuple) and len(one) == 2
            and one[0] in sortable and isinstance(one[1], bool)
        }  # fmt: skip
        self.records.sort_by(tuple(order.items()))
        self._arrange()

    @property
    def shown_columns(self) -> list[int]:
        """The columns on show, as they stand beside each other."""
        return [one for one in self.arrangement.order if not self.isColumnHidden(one)]

    def named(self, number: int) -> str:
        """What a column is called in a menu: its heading, or what that is short for."""
        column = self.records.columns[number]
        return column.tooltip or column.label

    def sort_by(self, order: Order) -> None:
        """Sort the list as the officer asks."""
        self.records.sort_by(order)
        self.layout_changed.emit()

    def _sort_column(self, number: int, further: bool) -> None:
        key = self.records.columns[number].key
        self.sort_by(cycled(self.records.query.order, key, further=further))

    def leave_bare(self, keys: Collection[str]) -> None:
        """Give no room to these columns, which say nothing in any row, unless they were chosen."""
        if self.arrangement.bare != frozenset(keys):
            self.arrangement.bare = frozenset(keys)
            self._arrange()

    def show_column(self, number: int, shown: bool) -> None:
        """Show a column or not."""
        self.arrangement.choose(number, shown=shown)
        self._rearrange()

    def move_column(self, number: int, step: int) -> None:
        """Move a column past the next one that is shown, towards the end or (-1) the beginning."""
        order = list(self.arrangement.order)
        shown = self.shown_columns
        other = shown[shown.index(number) + step]
        order.remove(number)
        order.insert(order.index(other) + (step > 0), number)
        self.arrangement.put(order)
        self._rearrange()

    def widen(self, number: int, step: int) -> None:
        """Make a column wider by so many px, or narrower."""
        self.arrangement.widen(number, self.columnWidth(number) + step)
        self._rearrange()

    def fit_column(self, number: int) -> None:
        """Make a column as wide as the rows in sight and its heading need."""
        last = self.rowAt(self.viewport().height() - 1)
        rows = range(
            max(self.rowAt(0), 0), (last if last >= 0 else self.records.rowCount() - 1) + 1
        )
        cells = [self.records.index(row, number).data(CELL) or Cell() for row in rows]
        widths = [self._cells.wanted_width(cell) for cell in cells]
        self.arrangement.widen(number, max([self.heading.wanted_width(number), *widths]))
        self._rearrange()

    def forget_columns(self) -> None:
        """Have the columns stand as at first, and the list in the order of its own."""
        self.arrangement.clear()
        self.records.sort_by(())
        self._rearrange()

    def _is_dragged(self, number: int, old: int, new: int) -> None:
        if not self._arranging and old and new:
            self._dragged[number] = new

    def _take_up_drag(self) -> None:
        """The mouse was let go: what it moved or sized is what the officer wants."""
        header = self.heading
        order = tuple(header.logicalIndex(place) for place in range(header.count()))
        if not self._dragged and order == self.arrangement.order:
            return
        for number, width in self._dragged.items():
            self.arrangement.widen(number, width)
        self.arrangement.put(order)
        self._rearrange()

    def _rearrange(self) -> None:
        self._arrange()
        self.layout_changed.emit()

    def _arrange(self) -> None:
        """Have the columns be what the arrangement says, in the room there is."""
        self._dragged.clear()
        self._arranging = True
        widths = self.arrangement.fit(self.viewport().width())
        for place, number in enumerate(self.arrangement.order):
            self.heading.moveSection(self.heading.visualIndex(number), place)
            self.setColumnHidden(number, number not in widths)
            if number in widths:
                self.setColumnWidth(number, widths[number])
        self._cells.leading = next(iter(widths), 0)
        self._arranging = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
