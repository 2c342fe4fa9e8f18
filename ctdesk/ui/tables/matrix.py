"""A matrix of counts: lines by periods, coloured by number and always in figures.

It knows no records: a `Line` has words, counts and an id; what a cell opens is for who shows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QColor,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ctdesk.ui.plain import tip
from ctdesk.ui.tables.copying import copied
from ctdesk.ui.tables.delegate import chip_colours
from ctdesk.ui.tables.lettering import Face, Lettering
from ctdesk.ui.theme import Tokens, tokens_of
from ctdesk.ui.widgets.chips import Tone
from ctdesk.words import _

ROW = 36  # px
_BOX = 24  # px, the height of a cell's ground
_NAME, _CELL, _TOTAL, _LAST = 150, 54, 58, 116  # px at least
_WIDEST_CELL, _MARGIN = 96, 12
_LEVELS = 4  # shades; a number is told apart by its figure, the shade is for the eye
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Amount:
    """How many are held and planned; None of both where they are not known yet."""

    held: int | None
    planned: int | None = 0

    @property
    def words(self) -> str:
        if self.held is None:
            return "…"
        more = _("{count} planned").format(count=f"{self.planned:,}") if self.planned else ""
        held = f"{self.held:,}"
        return f"{held}, {more}" if more and self.held else more or held


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its name in short and whole, an amount for each period, all, and the last day."""

    id: int | None  # None of the line of totals
    name: str
    whole: str
    amounts: tuple[Amount, ...]
    total: Amount
    last: str
    tone: Tone | None = None  # of the last day, where it is told as a chip
    last_tip: str = ""


class MatrixModel(QAbstractTableModel):
    """Lines below their headings: the name, the periods, the total, the last day."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: Sequence[Line] = ()
        self.headings: Sequence[str] = ()  # of the periods

    def show(self, headings: Sequence[str], lines: Sequence[Line]) -> None:
        """Show other lines; where they are as many as before what is stood on stays."""
        same = len(lines) == len(self.lines) and tuple(headings) == tuple(self.headings)
        if not same:
            self.beginResetModel()
        self.headings, self.lines = tuple(headings), tuple(lines)
        if not same:
            self.endResetModel()
        elif self.lines:
            last = self.index(len(self.lines) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.headings) + 3

    def heading(self, column: int) -> str:
        """What a column is called."""
        return (_("Organization"), *self.headings, _("Total"), _("Last engaged"))[column]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.heading(section)
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            middle = Qt.AlignmentFlag.AlignHCenter if section else Qt.AlignmentFlag.AlignLeading
            return middle | Qt.AlignmentFlag.AlignVCenter
        return None

    def amount(self, index: Index) -> Amount | None:
        """The amount in a cell; None of the columns that hold none."""
        line, period = self.lines[index.row()], index.column() - 1
        if 0 <= period < len(self.headings):
            return line.amounts[period]
        return line.total if period == len(self.headings) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.words(index)
            case Qt.ItemDataRole.AccessibleTextRole:
                parts = (line.name, self.heading(index.column()), self.words(index))
                return ", ".join(parts if index.column() else (line.whole,))
            case Qt.ItemDataRole.ToolTipRole:
                return tip(self._hint(line, index))
        return None

    def words(self, index: Index) -> str:
        """What a cell says, in words."""
        amount, line = self.amount(index), self.lines[index.row()]
        return amount.words if amount else line.last if index.column() else line.name

    def _hint(self, line: Line, index: Index) -> str:
        amount = self.amount(index)
        if amount is None:
            return line.last_tip or line.last if index.column() else line.whole
        held = _("{count} held").format(count=f"{amount.held:,}") if amount.held is not None else ""
        planned = _("{count} planned").format(count=f"{amount.planned:,}") if amount.planned else ""
        return ", ".join(part for part in (held, planned) if part)


class MatrixView(QTableView):
    """Shows a `MatrixModel`.

    `opened` carries the cell (line, column) whose records are wanted, `log_wanted` that in which
    something is to be logged.
    """

    opened = Signal(int, int)
    log_wanted = Signal(int, int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cells = MatrixModel()
        self.setModel(self.cells)
        self._painter = _CellPainter(self)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.cells.modelReset.connect(self._arrange)
        self.copy_action = QAction(_("Copy the table"), self)
        self.copy_action.setShortcut(QKeySequence("Ctrl+C"))
        self.copy_action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.copy_action.triggered.connect(self.copy)
        self.addAction(self.copy_action)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def show(self) -> None:
        super().show()
        self._arrange()

    def copy(self) -> None:
        """Put the whole table on the clipboard, as lines and as a table."""
        columns = range(self.cells.columnCount())
        lines = [
            [self.cells.words(self.cells.index(row, column)) for column in columns]
            for row in range(self.cells.rowCount())
        ]
        headings = [self.cells.heading(column) for column in columns]
        QApplication.clipboard().setMimeData(copied(lines, headings))

    def stand_on_first(self) -> None:
        """Stand on a cell, so that arrow keys go on from there."""
        if not self.currentIndex().isValid() and self.cells.rowCount():
            self.setCurrentIndex(self.cells.index(0, min(1, self.cells.columnCount() - 1)))

    def _arrange(self) -> None:
        """Periods of one width; the rest is for the names."""
        periods, room = len(self.cells.headings), self.viewport().width()
        if not periods:
            return
        free = room - _NAME - _TOTAL - _LAST
        cell = max(_CELL, min(free // periods, _WIDEST_CELL))
        for column in range(1, periods + 1):
            self.setColumnWidth(column, cell)
        self.setColumnWidth(periods + 1, _TOTAL)
        self.setColumnWidth(periods + 2, _LAST)
        self.setColumnWidth(0, max(_NAME, room - cell * periods - _TOTAL - _LAST))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, enter = self.currentIndex(), (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() in enter and index.isValid():
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            (self.log_wanted if control else self.opened).emit(index.row(), index.column())
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index == self.currentIndex():
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if index.isValid():
                (self.log_wanted if control else self.opened).emit(index.row(), index.column())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        over = self.indexAt(event.position().toPoint()).isValid()
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._painter.begin(self)
        super().paintEvent(event)


class _CellPainter(QStyledItemDelegate):
    """A name, a ground with a figure on it, or a day."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lettering = Lettering()
        self._tokens = tokens_of(parent)
        self._away, self._focused, self._most = False, False, _LEVELS

    def begin(self, view: MatrixView) -> None:
        """The view is about to paint."""
        self._tokens = tokens_of(view)
        self._away, self._focused = view.isRightToLeft(), view.hasFocus()
        lines = (line for line in view.cells.lines if line.id is not None)
        amounts = (amount.held or 0 for line in lines for amount in line.amounts)
        self._most = max(_LEVELS, *amounts, 0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, MatrixModel)
        line, tokens, box = model.lines[index.row()], self._tokens, option.rect
        ink = self._lettering.ink
        edge = tokens.border if line.id is None else tokens.line
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, ink(edge))
        amount, column = model.amount(index), index.column()
        if column == 0:
            self._write(painter, box, line.name, self._lettering.strong, tokens.text, leading=True)
        elif amount is None:
            self._last(painter, box, line)
        elif column == len(model.headings) + 1 or line.id is None:
            self._figure(painter, box, amount, tokens.text, self._lettering.strong)
        else:
            self._cell(painter, box, amount)
        if self._focused and index == self._view.currentIndex():
            painter.setPen(QPen(ink(tokens.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(box).adjusted(2, 2, -2, -3), 5, 5)

    @property
    def _view(self) -> MatrixView:
        view = self.parent()
        assert isinstance(view, MatrixView)
        return view

    def _cell(self, painter: QPainter, box: QRect, amount: Amount) -> None:
        place = QRectF(box.left() + 4, box.center().y() - _BOX // 2, box.width() - 8, _BOX)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not amount.held:
            pen = QPen(self._lettering.ink(self._tokens.border), 1, Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            colour = self._tokens.muted
        else:
            ground, colour = shade(self._tokens, ceil(_LEVELS * amount.held / self._most))
            painter.setPen(QColor(self._tokens.edge))
            painter.setBrush(ground)
            painter.drawRoundedRect(place, 4, 4)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        self._figure(painter, box, amount, colour, self._lettering.plain)

    def _figure(
        self, painter: QPainter, box: QRect, amount: Amount, colour: str, face: Face
    ) -> None:
        held = "…" if amount.held is None else f"{amount.held:,}" if amount.held else ""
        planned = f"+{amount.planned:,}" if amount.planned else ""
        if not held and not planned and face is self._lettering.strong:
            held = "0"
        number, more = self._lettering.whole(held, face), self._lettering.whole(
            planned, self._lettering.small
        )  # fmt: skip
        gap = 3 if held and planned else 0
        wide = (number.width if held else 0) + gap + (more.width if planned else 0)
        left = box.center().x() - wide // 2
        for text, line, its_face in (
            (held, number, face), (planned, more, self._lettering.small),
        ):  # fmt: skip
            if text:
                painter.setFont(its_face.font)
                painter.setPen(self._lettering.ink(colour))
                top = box.top() + (box.height() - line.height) / 2
                painter.drawStaticText(QPointF(left, top), line.text)
                left += line.width + gap

    def _last(self, painter: QPainter, box: QRect, line: Line) -> None:
        tokens = self._tokens
        if line.tone is None:
            self._write(painter, box, line.last, self._lettering.plain, tokens.muted)
            return
        ground, ink = chip_colours(tokens, line.tone)
        words = self._lettering.whole(line.last, self._lettering.small)
        wide = words.width + 16
        ratio = painter.device().devicePixelRatioF()
        made = self._lettering.ground(wide, 18, ground, tokens.edge, ratio)
        left = box.center().x() - wide // 2
        painter.drawPixmap(QPoint(left, box.center().y() - 9), made)
        painter.setFont(self._lettering.small.font)
        painter.setPen(self._lettering.ink(ink))
        top = box.top() + (box.height() - words.height) / 2
        painter.drawStaticText(QPointF(left + 8, top), words.text)

    def _write(
        self, painter: QPainter, box: QRect, text: str, face: Face, colour: str,
        *, leading: bool = False,
    ) -> None:  # fmt: skip
        room = box.adjusted(_MARGIN, 0, -_MARGIN, 0)
        line = self._lettering.line(text, face, room.width())
        left = room.left() + (0 if leading else (room.width() - line.width) // 2)
        if leading and self._away:
            left = room.right() - line.width
        painter.setFont(face.font)
        painter.setPen(self._lettering.ink(colour))
        top = room.top() + (room.height() - line.height) / 2
        painter.drawStaticText(QPointF(left, top), line.text)


def shade(tokens: Tokens, level: int) -> tuple[QColor, str]:
    """Ground of a number from 1 (few) to `_LEVELS` (most), and the text on it."""
    surface, accent = QColor(tokens.surface), QColor(tokens.accent)
    part = (0.16, 0.38, 0.66, 1.0)[max(1, min(level, _LEVELS)) - 1]

    def mixed(one: int, other: int) -> int:
        return round(one + (other - one) * part)

    ground = QColor(
        mixed(surface.red(), accent.red()),
        mixed(surface.green(), accent.green()),
        mixed(surface.blue(), accent.blue()),
    )
    # The text that is told apart better from the ground.
    return ground, max((tokens.text, tokens.on_accent), key=lambda ink: _contrast(ink, ground))


def _contrast(ink: str, ground: QColor) -> float:
    """How far two colours are apart, as WCAG 2.1 has it (1 to 21)."""
    lighter, darker = sorted((_light(QColor(ink)), _light(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _light(colour: QColor) -> float:
    """Relative luminance of a colour (WCAG 2.1)."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = map(linear, (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
