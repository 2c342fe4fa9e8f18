"""The table of themes and regions on which initiatives stand: how each cell says what is there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ctdesk.db.queries.initiative_map import Cell, Map, Region
from ctdesk.ui.direction import draw_line
from ctdesk.ui.plain import tip
from ctdesk.ui.theme import SMALL, Tokens, font, tokens_of
from ctdesk.words import _, ngettext

TALL = 46  # px of a row: two lines
NARROW = 112  # px of a column at least
_THEMES = 210  # px of the names of themes
_INSIDE = 9  # px between the edge of a cell and its words
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Said:
    """What a cell says: a line in bold, one below it, and what the two are about."""

    first: str
    second: str = ""
    kind: str = "none"  # "some", "overlap" or "gap" besides


def said_of(cell: Cell) -> Said:
    """What a cell says in words."""
    count, overlaps = len(cell.initiatives), len(cell.overlaps)
    if not count and cell.needs:
        needs = ngettext("{count} need", "{count} needs", cell.needs).format(count=cell.needs)
        return Said(_("gap"), needs, "gap")
    if not count:
        return Said(_("none"))
    first = ngettext("{count} initiative", "{count} initiatives", count).format(count=count)
    names = ", ".join(one.lead or one.name for one in cell.initiatives)
    if overlaps:
        words = ngettext("{count} overlap: {names}", "{count} overlaps: {names}", overlaps)
        return Said(first, words.format(count=overlaps, names=names), "overlap")
    return Said(first, names, "some")


class GridModel(QAbstractTableModel):
    """The cells of a map, of some of its regions."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.map = Map((), (), {})
        self.regions: Sequence[Region] = ()

    def show_map(self, shown: Map, regions: Sequence[Region]) -> None:
        """Show these regions of a map."""
        self.beginResetModel()
        self.map, self.regions = shown, tuple(regions)
        self.endResetModel()

    def cell(self, index: Index) -> Cell:
        """What stands at a place of the table."""
        theme, region = self.map.themes[index.row()], self.regions[index.column()]
        return self.map.at(theme.id, region.id)

    def rowCount(self, parent: Index | None = None) -> int:
        """A row for each theme."""
        return 0 if parent is not None and parent.isValid() else len(self.map.themes)

    def columnCount(self, parent: Index | None = None) -> int:
        """A column for each region."""
        return 0 if parent is not None and parent.isValid() else len(self.regions)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Names of themes and regions."""
        across = orientation == Qt.Orientation.Horizontal
        named: Sequence[Any] = self.regions if across else self.map.themes
        if section >= len(named):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return named[section].name
        if role == Qt.ItemDataRole.TextAlignmentRole:
            aligned = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
            return int(aligned) | int(Qt.TextFlag.TextWordWrap)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell says, and of whom."""
        if not index.isValid():
            return None
        said = said_of(self.cell(index))
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return " · ".join(filter(None, (said.first, said.second)))
            case Qt.ItemDataRole.AccessibleTextRole:
                theme, region = self.map.themes[index.row()], self.regions[index.column()]
                words = ", ".join(filter(None, (said.first, said.second)))
                return f"{theme.name}, {region.name}: {words}"
            case Qt.ItemDataRole.ToolTipRole:
                return tip("\n".join(one.name for one in self.cell(index).initiatives))
        return None


class _CellDelegate(QStyledItemDelegate):
    """Paints a cell: its ground says of which kind it is, and the words say it too."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        model = index.model()
        assert isinstance(model, GridModel)
        said = said_of(model.cell(index))
        view = self.parent()
        assert isinstance(view, QTableView)
        tokens = tokens_of(view)
        ground, ink = _colours(tokens, said.kind)
        painter.save()
        room = option.rect.adjusted(2, 2, -2, -2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        stood_on = view.currentIndex() == index
        lit = QColor(tokens.focus if stood_on and view.hasFocus() else tokens.muted)
        edge = lit if stood_on else QColor(tokens.edge if ground else tokens.line)
        painter.setPen(QPen(edge, 2 if stood_on else 1))
        painter.setBrush(QColor(ground) if ground else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(room, 5, 5)
        painter.setPen(QColor(ink))
        self._write(painter, room, said, away=view.isRightToLeft())
        painter.restore()

    def _write(self, painter: QPainter, room: QRect, said: Said, *, away: bool) -> None:
        inside = room.adjusted(_INSIDE - 2, 3, -_INSIDE + 2, -3)
        lines = [said.first] if not said.second else [said.first, said.second]
        high = inside.height() // len(lines)
        for number, words in enumerate(lines):
            face = font(SMALL, strong=number == 0 and said.kind != "none")
            painter.setFont(face)
            at = QRect(inside.x(), inside.y() + number * high, inside.width(), high)
            elided = painter.fontMetrics().elidedText(
                words, Qt.TextElideMode.ElideRight, at.width()
            )
            draw_line(painter, at, elided, away=away)


def _colours(tokens: Tokens, kind: str) -> tuple[str, str]:
    """Ground and ink of a kind of cell; no ground where there is nothing."""
    return {
        "none": ("", tokens.hint),
        "some": (tokens.selection, tokens.accent_text),
        "overlap": (tokens.warn, tokens.warn_text),
        "gap": (tokens.bad, tokens.bad_text),
    }[kind]


class Grid(QTableView):
    """Arrow keys move from cell to cell; `entered_cell` says that Enter or two clicks chose one."""

    entered_cell = Signal(QModelIndex)
    stood_on = Signal(QModelIndex)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setItemDelegate(_CellDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.setMinimumSectionSize(NARROW)
        across.setFixedHeight(38)
        across.setSectionsClickable(False)
        across.setHighlightSections(False)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        down.setFixedWidth(_THEMES)
        down.setDefaultSectionSize(TALL)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setSectionsClickable(False)
        down.setHighlightSections(False)
        self.doubleClicked.connect(self.entered_cell)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens what is stood on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.entered_cell.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Say which cell is stood on."""
        super().currentChanged(current, previous)
        self.stood_on.emit(current)
