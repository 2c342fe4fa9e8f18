"""How a cell is painted: words in bold, words, chips; cut with an ellipsis, never wrapped."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from ctdesk.ui.direction import direction_of
from ctdesk.ui.plain import wrapped_tip
from ctdesk.ui.tables.model import CELL, Cell, Column
from ctdesk.ui.theme import ROW_HEIGHT, SMALL, Tokens, font, tokens_of
from ctdesk.ui.widgets.chips import Tone

MARGIN = 10  # px, at both sides of a cell
GAP = 5  # px, between bold and plain words and between chips
CHIP_HEIGHT, CHIP_MARGIN = 18, 8
# A note of several pages is not measured to show one line of it.
MEASURED = 300


Face = tuple[QFont, QFontMetrics]
Faces = tuple[Face, ...]  # plain, strong, small


def chip_colours(tokens: Tokens, tone: Tone) -> tuple[str, str]:
    """Background and text of a chip."""
    return {
        "plain": (tokens.chip, tokens.chip_text),
        "accent": (tokens.selection, tokens.accent_text),
        "good": (tokens.good, tokens.good_text),
        "warn": (tokens.warn, tokens.warn_text),
        "bad": (tokens.bad, tokens.bad_text),
    }[tone]


class CellDelegate(QStyledItemDelegate):
    """Paints every cell of every table."""

    def __init__(self, columns: tuple[Column, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self._aligned = [_Aligned.of(column) for column in columns]
        self.leading = 0  # the column at the beginning, where the mark of the current row is
        # Measuring anew for each cell costs as much as painting it.
        faces = (font(), font(strong=True), font(SMALL))
        self._faces: Faces = tuple((face, QFontMetrics(face)) for face in faces)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        del option, index
        return QSize(2 * MARGIN, ROW_HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        cell = index.data(CELL) or Cell()  # asked first: what raises leaves the painter alone
        tokens = tokens_of(option.widget)
        box: QRect = option.rect
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(box, QColor(tokens.selection))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, QColor(tokens.line))
        if index.column() == self.leading:
            stood_on = _is_stood_on(option.widget, index)
            mark = tokens.accent if stood_on else tokens.edge if selected else "transparent"
            bar = QRect(box.left(), box.top(), 3, box.height())
            bar = QStyle.visualRect(option.direction, box, bar)
            painter.fillRect(bar, QColor(mark))
        line = _Line(painter, box.adjusted(MARGIN, 0, -MARGIN, 0), option.direction, self._faces)
        line.selected = selected
        line.paint(cell, self._aligned[index.column()], tokens)
        painter.restore()

    def wanted_width(self, cell: Cell) -> int:
        """Px that a column must have for all that the cell says."""
        plain, strong, small = (metrics for _face, metrics in self._faces)
        parts = [strong.horizontalAdvance(cell.strong)] if cell.strong else []
        parts += [plain.horizontalAdvance(cell.text)] if cell.text else []
        parts += [small.horizontalAdvance(text) + 2 * CHIP_MARGIN for text, _tone in cell.chips]
        return sum(parts) + GAP * max(len(parts) - 1, 0) + 2 * MARGIN

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        if event.type() != QEvent.Type.ToolTip:
            return super().helpEvent(event, view, option, index)
        words = (
            self.help(index.data(CELL) or Cell(), option.rect.width()) if index.isValid() else ""
        )
        QToolTip.showText(event.globalPos(), wrapped_tip(words), view)
        return True

    def help(self, cell: Cell, width: int) -> str:
        """What the tooltip of a cell so wide says; "" where all of it is there to be read."""
        if cell.more:
            return cell.tooltip
        if self.wanted_width(cell) > width:
            return cell.tooltip or cell.words
        return ""


def _is_stood_on(view: QWidget, index: QModelIndex | QPersistentModelIndex) -> bool:
    assert isinstance(view, QAbstractItemView)
    return view.hasFocus() and view.currentIndex().row() == index.row()


@dataclass(frozen=True, slots=True)
class _Aligned:
    """Where words stand in their column, as the painter takes it."""

    leading: bool
    flags: int

    @classmethod
    def of(cls, column: Column) -> _Aligned:
        leading = bool(column.align & Qt.AlignmentFlag.AlignLeading)
        flags = (column.align | Qt.AlignmentFlag.AlignVCenter).value
        flags |= Qt.TextFlag.TextSingleLine.value
        # Words that lead have a place of just their own width: nothing needs cutting.
        return cls(leading, flags | (Qt.TextFlag.TextDontClip.value if leading else 0))


class _Line:
    """One cell being painted, from its leading edge on."""

    def __init__(
        self,
        painter: QPainter,
        room: QRect,
        direction: Qt.LayoutDirection,
        faces: Faces,
    ) -> None:
        self._painter = painter
        self._room = room
        self._direction = direction
        self._plain, self._strong, self._small = faces
        self._used = 0  # px
        self.selected = False  # the row: what would have its ground has another
        self._kept = 0  # px at the far side that words leave to the first chip

    def paint(self, cell: Cell, align: _Aligned, tokens: Tokens) -> None:
        chips = self._small[1].horizontalAdvance(cell.chips[0][0]) if cell.chips else 0
        self._kept = chips + 2 * CHIP_MARGIN + GAP if chips else 0
        self._words(cell.strong, self._strong, tokens.text, align)
        self._words(cell.text, self._plain, tokens.muted if cell.muted else tokens.text, align)
        self._kept = 0
        self._chips(list(cell.chips), tokens)

    @property
    def _left(self) -> int:
        """Px left in the cell."""
        return self._room.width() - self._used - self._kept

    def _take(self, width: int) -> QRect:
        """The next `width` px, at whichever side the window's direction has them."""
        place = QRect(self._room.left() + self._used, self._room.top(), width, self._room.height())
        self._used += width + GAP
        return QStyle.visualRect(self._direction, self._room, place)

    def _words(self, text: str, face: Face, colour: str, align: _Aligned) -> None:
        if not text or self._left < GAP:
            return
        font_in_use, metrics = face
        line = metrics.elidedText(text[:MEASURED], Qt.TextElideMode.ElideRight, self._left)
        place = self._take(metrics.horizontalAdvance(line) if align.leading else self._left)
        self._painter.setFont(font_in_use)
        self._painter.setPen(QColor(colour))
        # Each text runs the way it is written: a date keeps its order in a window from the right.
        self._painter.setLayoutDirection(direction_of(text))
        self._painter.drawText(place, align.flags, line)

    def _chips(self, chips: list[tuple[str, Tone]], tokens: Tokens) -> None:
        """Paint the chips that fit, and how many more there are."""
        metrics = self._small[1]
        for number, (text, tone) in enumerate(chips):
            rest = len(chips) - number - 1
            width = metrics.horizontalAdvance(text) + 2 * CHIP_MARGIN
            kept = GAP + metrics.horizontalAdvance(f"+{rest}") + 2 * CHIP_MARGIN if rest else 0
            if number and width + kept > self._left:
                self._chip(f"+{rest + 1}", "plain", tokens)
                return
            self._chip(text, tone, tokens)

    def _chip(self, text: str, tone: Tone, tokens: Tokens) -> None:
        metrics = self._small[1]
        width = min(metrics.horizontalAdvance(text) + 2 * CHIP_MARGIN, self._left)
        if width <= 2 * CHIP_MARGIN:
            return
        box = self._take(width)
        box.setTop(box.center().y() - CHIP_HEIGHT // 2)
        box.setHeight(CHIP_HEIGHT)
        ground, ink = chip_colours(tokens, tone)
        if self.selected and ground in (tokens.selection, tokens.chip):
            ground = tokens.surface
        painter = self._painter
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(tokens.edge))
        painter.setBrush(QColor(ground))
        edge = 0.5 if QColor(tokens.edge).alpha() else 0  # a line lies on pixels by its middle
        drawn = QRectF(box).adjusted(edge, edge, -edge, -edge)
        painter.drawRoundedRect(drawn, CHIP_HEIGHT / 2, CHIP_HEIGHT / 2)
        painter.setPen(QColor(ink))
        painter.setFont(self._small[0])
        inside = width - 2 * CHIP_MARGIN + 2
        line = metrics.elidedText(text, Qt.TextElideMode.ElideRight, inside)
        painter.setLayoutDirection(direction_of(text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, line)
