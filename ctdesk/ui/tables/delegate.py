"""How a cell is painted: words in bold, words, chips; cut with an ellipsis, never wrapped."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from ctdesk.ui.plain import wrapped_tip
from ctdesk.ui.tables.lettering import Face, Lettering, Line
from ctdesk.ui.tables.model import CELL, Cell, Column
from ctdesk.ui.theme import ROW_HEIGHT, Tokens, tokens_of
from ctdesk.ui.widgets.chips import Tone

MARGIN = 10  # px, at both sides of a cell
GAP = 5  # px, between bold and plain words and between chips
CHIP_HEIGHT, CHIP_MARGIN = 18, 8
_SELECTED = QStyle.StateFlag.State_Selected.value


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
    """Paints every cell of every table; `begin` says first what holds for all cells of a paint."""

    def __init__(self, columns: tuple[Column, ...], parent: QWidget) -> None:
        super().__init__(parent)
        # Flags of Qt are slow to combine, and these are asked for each cell.
        self._aligned = [
            None if column.align & Qt.AlignmentFlag.AlignLeading else column.align
            for column in columns
        ]
        self.leading = 0  # the column at the beginning, where the mark of the current row is
        self._lettering = Lettering()
        self._tokens = tokens_of(parent)
        self._away = False  # the window runs from the right
        self._stood_on = -1  # the row

    def begin(self, view: QAbstractItemView) -> None:
        """The view is about to paint."""
        self._tokens = tokens_of(view)
        self._away = view.isRightToLeft()
        self._stood_on = view.currentIndex().row() if view.hasFocus() else -1

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
        cell = index.data(CELL) or Cell()
        tokens, ink, box = self._tokens, self._lettering.ink, option.rect
        column, row = index.column(), index.row()
        selected = bool(option.state.value & _SELECTED)
        if selected:
            painter.fillRect(box, ink(tokens.selection))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, ink(tokens.line))
        if column == self.leading and (selected or row == self._stood_on):
            mark = tokens.accent if row == self._stood_on else tokens.edge
            left = box.right() - 2 if self._away else box.left()
            painter.fillRect(left, box.top(), 3, box.height(), ink(mark))
        room = box.adjusted(MARGIN, 0, -MARGIN, 0)
        line = _Line(painter, room, self._lettering, away=self._away)
        line.selected = selected
        line.paint(cell, self._aligned[column], tokens)

    def wanted_width(self, cell: Cell) -> int:
        """Px that a column must have for all that the cell says."""
        kind = self._lettering
        parts = [kind.whole(cell.strong, kind.strong).width] if cell.strong else []
        parts += [kind.whole(cell.text, kind.plain).width] if cell.text else []
        parts += [kind.whole(text, kind.small).width + 2 * CHIP_MARGIN for text, _t in cell.chips]
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


class _Line:
    """One cell being painted, from its leading edge on."""

    def __init__(self, painter: QPainter, room: QRect, lettering: Lettering, *, away: bool) -> None:
        self._painter = painter
        self._room = room
        self._wide = room.width()
        self._away = away
        self._lettering = lettering
        self._used = 0  # px
        self.selected = False  # the row: what would have its ground has another
        self._kept = 0  # px at the far side that words leave to the first chip

    def paint(self, cell: Cell, align: Qt.AlignmentFlag | None, tokens: Tokens) -> None:
        if cell.chips:
            self._kept = self._chip_width(cell.chips[0][0]) + GAP
        self._words(cell.strong, self._lettering.strong, tokens.text, align)
        ink = tokens.muted if cell.muted else tokens.text
        self._words(cell.text, self._lettering.plain, ink, align)
        self._kept = 0
        self._chips(cell.chips, tokens)

    @property
    def _left(self) -> int:
        """Px left in the cell."""
        return self._wide - self._used - self._kept

    def _take(self, width: int) -> int:
        """The left edge of the next `width` px, at whichever side the window's lines begin."""
        used, self._used = self._used, self._used + width + GAP
        return self._room.left() + (self._wide - used - width if self._away else used)

    def _words(self, text: str, face: Face, colour: str, align: Qt.AlignmentFlag | None) -> None:
        if not text or self._left < GAP:
            return
        line = self._lettering.line(text, face, self._left)
        if align is None:
            left = self._take(line.width)
        else:
            place = QRect(self._take(self._left), self._room.top(), self._left, 1)
            left = QStyle.alignedRect(line.direction, align, QSize(line.width, 1), place).left()
        self._write(line, face, colour, left)

    def _write(self, line: Line, face: Face, colour: str, left: int) -> None:
        top = self._room.top() + (self._room.height() - line.height) / 2
        self._painter.setFont(face.font)
        self._painter.setPen(self._lettering.ink(colour))
        self._painter.drawStaticText(QPointF(left, top), line.text)

    def _chip_width(self, text: str) -> int:
        """Px of a chip with all of its words."""
        return self._lettering.whole(text, self._lettering.small).width + 2 * CHIP_MARGIN

    def _chips(self, chips: Sequence[tuple[str, Tone]], tokens: Tokens) -> None:
        """Paint the chips that fit, and how many more there are."""
        for number, (text, tone) in enumerate(chips):
            rest = len(chips) - number - 1
            kept = GAP + self._chip_width(f"+{rest}") if rest else 0
            if number and self._chip_width(text) + kept > self._left:
                self._chip(f"+{rest + 1}", "plain", tokens)
                return
            self._chip(text, tone, tokens)

    def _chip(self, text: str, tone: Tone, tokens: Tokens) -> None:
        width = min(self._chip_width(text), self._left)
        if width <= 2 * CHIP_MARGIN:
            return
        left = self._take(width)
        fill, ink = chip_colours(tokens, tone)
        if self.selected and fill in (tokens.selection, tokens.chip):
            fill = tokens.surface
        ratio = self._painter.device().devicePixelRatioF()
        ground = self._lettering.ground(width, CHIP_HEIGHT, fill, tokens.edge, ratio)
        top = self._room.center().y() - CHIP_HEIGHT // 2
        self._painter.drawPixmap(left, top, ground)
        face = self._lettering.small
        line = self._lettering.line(text, face, width - 2 * CHIP_MARGIN)
        self._write(line, face, ink, left + CHIP_MARGIN)
