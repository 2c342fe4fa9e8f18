"""The headings of a table: pressed to sort, dragged to move and to size."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import QHeaderView, QStyle, QWidget

from ctdesk.db.queries.lists import Order
from ctdesk.ui.tables.arrangement import NARROWEST
from ctdesk.ui.tables.model import RecordModel
from ctdesk.ui.theme import ROW_HEIGHT, UNIT, font, tokens_of

MARGIN = 10  # px, as in the cells
LEAST_MARGIN = 3  # px, in a narrow column that is sorted
ARROW = 11  # px, its width with the gaps around it


def cycled(order: Order, key: str, *, further: bool = False) -> Order:
    """The order after a heading is pressed: upwards, downwards, as the list has it by itself.

    A `further` column sorts what those before it leave equal.
    """
    now = dict(order).get(key)
    if not further:
        if len(order) != 1 or now is None:
            return ((key, False),)
        return () if now else ((key, True),)
    if now is None:
        return (*order, (key, False))
    return tuple((one, True) if one == key else (one, down) for one, down in order
                 if not (one == key and now))  # fmt: skip


class Heading(QHeaderView):
    """The headings of a `RecordModel`.

    `pressed_to_sort` carries the number of a column and whether Shift was held, `released` comes
    after every mouse press on it, `menu_wanted` carries where on the screen.
    """

    pressed_to_sort = Signal(int, bool)
    released = Signal()
    menu_wanted = Signal(object)

    def __init__(self, model: RecordModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._records = model
        self._further = False
        self._face = QFont(font(12))
        self._face.setWeight(QFont.Weight.Medium)
        self._metrics = QFontMetrics(self._face)
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setFixedHeight(ROW_HEIGHT)
        self.setMinimumSectionSize(NARROWEST)
        self.sectionClicked.connect(self._pressed)

    def wanted_width(self, number: int) -> int:
        """Px that a heading takes, with its arrow."""
        words = self._metrics.horizontalAdvance(self._records.columns[number].label)
        return words + 2 * MARGIN + ARROW + UNIT

    # Pressed

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._further = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        super().mouseReleaseEvent(event)
        self.released.emit()

    def _pressed(self, number: int) -> None:
        if self._records.columns[number].sortable:
            self.pressed_to_sort.emit(number, self._further)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    # Painted

    def paintSection(self, painter: QPainter, rect: QRect, number: int) -> None:
        tokens = tokens_of(self)
        column = self._records.columns[number]
        keys = [key for key, _down in self._records.query.order]
        place = keys.index(column.key) if column.key in keys else None
        painter.save()
        painter.fillRect(rect, QColor(tokens.surface))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(tokens.line))
        painter.setFont(self._face)
        painter.setPen(QColor(tokens.muted if place is None else tokens.text))
        mark = "" if place is None or len(keys) == 1 else str(place + 1)
        kept = 0 if place is None else ARROW + self._metrics.horizontalAdvance(mark)
        wanted = self._metrics.horizontalAdvance(column.label) + kept
        margin = min(MARGIN, max((rect.width() - wanted) // 2, LEAST_MARGIN))
        room = rect.adjusted(margin, 0, -margin, 0)
        elide = Qt.TextElideMode.ElideRight
        line = self._metrics.elidedText(column.label, elide, room.width() - kept)
        words = self._words_box(room, self._metrics.horizontalAdvance(line), kept, number)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip, line)
        if place is not None:
            down = self._records.query.order[place][1]
            self._paint_mark(painter, self._after(room, words, kept), mark, down=down)
        painter.restore()

    def _words_box(self, room: QRect, width: int, kept: int, number: int) -> QRect:
        """Where the words stand: leading, or with their arrow in the middle."""
        align = self._records.columns[number].align
        box = QRect(room.left(), room.top(), width, room.height())
        if align & Qt.AlignmentFlag.AlignHCenter:
            box.moveLeft(room.left() + max(room.width() - width - kept, 0) // 2)
        elif align & (Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTrailing):
            box.moveLeft(room.right() + 1 - width - kept)
        return QStyle.visualRect(self.layoutDirection(), room, box)

    def _after(self, room: QRect, words: QRect, width: int) -> QRect:
        """The place after the words, as the window's direction has it."""
        direction = self.layoutDirection()
        logical = QStyle.visualRect(direction, room, words)
        place = QRect(logical.right() + 1, room.top(), width, room.height())
        return QStyle.visualRect(direction, room, place)

    def _paint_mark(self, painter: QPainter, box: QRect, mark: str, *, down: bool) -> None:
        direction = self.layoutDirection()
        arrow = QStyle.visualRect(direction, box, QRect(box.left(), box.top(), ARROW, box.height()))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens_of(self).text), 1.4))
        middle = QPointF(arrow.center()) + QPointF(0.5, 1)
        tip = 1.5 if down else -1.5
        for side in (-3, 3):
            painter.drawLine(middle + QPointF(side, -tip), middle + QPointF(0, tip))
        if mark:
            digits = QRect(box.left() + ARROW, box.top(), box.width() - ARROW, box.height())
            place = QStyle.visualRect(direction, box, digits)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, mark)
