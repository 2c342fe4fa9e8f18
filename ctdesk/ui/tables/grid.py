"""A table of cells, each of which opens something: gone through by arrow keys, copied whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView, QWidget

from ctdesk.ui.plain import tip
from ctdesk.ui.tables.copying import copied
from ctdesk.ui.tables.delegate import CellDelegate
from ctdesk.ui.tables.model import CELL, Cell, Column
from ctdesk.ui.theme import ROW_HEIGHT

Index = QModelIndex | QPersistentModelIndex
WIDEST_NAME = 200  # px of the names at the beginning of the rows


@dataclass(frozen=True, slots=True)
class Heading:
    """What a row or a column is called, and all of it where that is short."""

    words: str
    tooltip: str = ""
    width: int = 0  # px of a column


@dataclass(frozen=True, slots=True)
class Content:
    """What a grid shows: `cells` row by row."""

    corner: str = ""  # what the names of the rows are called where the grid is copied
    rows: Sequence[Heading] = ()
    columns: Sequence[Heading] = ()
    cells: Sequence[Sequence[Cell]] = ()


class _GridModel(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self.content = Content()

    def show_content(self, content: Content) -> None:
        self.beginResetModel()
        self.content = content
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.content.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.content.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self.content.cells[index.row()][index.column()]
        if role == CELL:
            return cell
        named = self.content.rows[index.row()].words, self.content.columns[index.column()].words
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell.words
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join((*named, cell.words))
            case Qt.ItemDataRole.ToolTipRole:
                return tip(cell.tooltip)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        across = orientation == Qt.Orientation.Horizontal
        headings = self.content.columns if across else self.content.rows
        if not 0 <= section < len(headings):
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return headings[section].words
            case Qt.ItemDataRole.ToolTipRole:
                return tip(headings[section].tooltip)
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        return None


class Grid(QTableView):
    """Cells under headings that stay in sight.

    `opened` carries row and column of a cell that Enter or a double click opens. Ctrl+C copies the
    whole grid with its headings.
    """

    opened = Signal(int, int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._model = _GridModel()
        self.setModel(self._model)
        self._cells = CellDelegate((), self)
        self.setItemDelegate(self._cells)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        rows.setMaximumWidth(WIDEST_NAME)
        for header in (rows, columns):
            header.setHighlightSections(False)
        self.doubleClicked.connect(lambda at: self.opened.emit(at.row(), at.column()))

    @property
    def content(self) -> Content:
        """What is on show."""
        return self._model.content

    def show_content(self, content: Content) -> None:
        """Show other cells; the keyboard stays in its row and column where there are such."""
        at = self.currentIndex()
        row, column = max(at.row(), 0), max(at.column(), 0)
        before, self._cells = self._cells, CellDelegate(_plain_columns(content.columns), self)
        self.setItemDelegate(self._cells)
        before.deleteLater()
        self._model.show_content(content)
        for number, heading in enumerate(content.columns):
            self.setColumnWidth(number, heading.width)
        if content.rows and content.columns:
            row, column = min(row, len(content.rows) - 1), min(column, len(content.columns) - 1)
            self.setCurrentIndex(self._model.index(row, column))

    def copy(self) -> None:
        """Copy the whole, as a table and as lines with tabs between."""
        content = self.content
        lines = [
            [heading.words, *(cell.words for cell in cells)]
            for heading, cells in zip(content.rows, content.cells, strict=True)
        ]
        headings = [
            content.corner,
            *(heading.tooltip or heading.words for heading in content.columns),
        ]
        QApplication.clipboard().setMimeData(copied(lines, headings))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        at = self.currentIndex()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not held and at.isValid():
            self.opened.emit(at.row(), at.column())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._cells.begin(self)
        super().paintEvent(event)


def _plain_columns(headings: Sequence[Heading]) -> tuple[Column, ...]:
    """Columns as the delegate knows them, which aligns cells by them."""
    return tuple(
        Column(str(number), heading.words, lambda cell: cell, heading.width)
        for number, heading in enumerate(headings)
    )
