"""Bars over the months of some years: one row each, grouped, with today as a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ctdesk.days import short_month
from ctdesk.ui.direction import draw_line
from ctdesk.ui.theme import SMALL, font, tokens_of
from ctdesk.ui.widgets.chips import Tone
from ctdesk.words import _

NAMES = 320  # px of what stands before the bars
TALL, GROUP = 44, 30  # px of a row and of a heading
_EDGE, _END = 14, 14  # px before the names and after the last month
_LEAST = 6  # px of the shortest bar
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: its id, two lines before the bar, from when until when, its tone, all in words.

    A row without an id is the heading of those below it. Where an end is not known, the bar goes
    on to the edge.
    """

    id: int | None
    name: str
    below: str = ""
    starts: date | None = None
    ends: date | None = None
    tone: Tone = "plain"
    words: str = ""


@dataclass(frozen=True, slots=True)
class Years:
    """The years on show."""

    first: int
    count: int

    @property
    def begins(self) -> date:
        """Their first day."""
        return date(self.first, 1, 1)

    @property
    def ends(self) -> date:
        """Their last day."""
        return date(self.first + self.count - 1, 12, 31)

    def share(self, day: date) -> float:
        """Where a day stands between the first (0) and the end of the last (1)."""
        whole = (self.ends - self.begins).days + 1
        return (day - self.begins).days / whole


class BarsModel(QAbstractListModel):
    """The rows, each said in words to who does not see it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.bars: Sequence[Bar] = ()

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.bars = tuple(bars)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """How many, headings too."""
        return 0 if parent is not None and parent.isValid() else len(self.bars)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a row says."""
        if not index.isValid():
            return None
        bar = self.bars[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return bar.words or bar.name
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A heading cannot be stood on."""
        if index.isValid() and self.bars[index.row()].id is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def bars_room(room: QRect, *, mirrored: bool) -> QRect:
    """Where the months stand in a row or above all of them."""
    if mirrored:
        return room.adjusted(_END, 0, -NAMES, 0)
    return room.adjusted(NAMES, 0, -_END, 0)


def across(room: QRect, share: float, *, mirrored: bool) -> int:
    """Where a share of the time lies, in px."""
    share = min(max(share, 0.0), 1.0)
    return round(room.left() + (1 - share if mirrored else share) * room.width())


class _BarDelegate(QStyledItemDelegate):
    """Paints a row: names, the lines of the quarters, the bar, today."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """A heading is lower than a row."""
        del option
        model = index.model()
        assert isinstance(model, BarsModel)
        return QSize(NAMES, GROUP if model.bars[index.row()].id is None else TALL)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        view, model = self.parent(), index.model()
        assert isinstance(view, TimeBars)
        assert isinstance(model, BarsModel)
        bar, tokens, room = model.bars[index.row()], tokens_of(view), option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if bar.id is None:
            painter.setFont(font(strong=True))
            painter.setPen(QColor(tokens.text))
            words = room.adjusted(_EDGE, 6, -_EDGE, 0)
            flags = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(words, int(flags), bar.name)
            painter.restore()
            return
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(room, QColor(tokens.selection if view.hasFocus() else tokens.hover))
        self._write(painter, view, bar, room)
        self._draw(painter, view, bar, room)
        painter.setPen(QColor(tokens.line))
        painter.drawLine(room.bottomLeft(), room.bottomRight())
        painter.restore()

    def _write(self, painter: QPainter, view: TimeBars, bar: Bar, room: QRect) -> None:
        tokens = tokens_of(view)
        before = QRect(room.left() + _EDGE, room.top(), NAMES - 2 * _EDGE, room.height())
        if view.isRightToLeft():
            before.moveRight(room.right() - _EDGE)
        end = Qt.TextElideMode.ElideRight
        for words, ink, size, top in (
            (bar.name, tokens.text, 13, 4), (bar.below, tokens.muted, SMALL, 22),
        ):  # fmt: skip
            painter.setFont(font(size))
            painter.setPen(QColor(ink))
            line = QRect(before.left(), before.top() + top, before.width(), 18)
            elided = painter.fontMetrics().elidedText(words, end, line.width())
            draw_line(painter, line, elided, away=view.isRightToLeft())

    def _draw(self, painter: QPainter, view: TimeBars, bar: Bar, room: QRect) -> None:
        tokens, mirrored = tokens_of(view), view.isRightToLeft()
        months, years = bars_room(room, mirrored=mirrored), view.years
        painter.setPen(QPen(QColor(tokens.line), 1))
        for year in range(years.first, years.first + years.count):
            for month in (1, 4, 7, 10):
                at = across(months, years.share(date(year, month, 1)), mirrored=mirrored)
                painter.drawLine(at, room.top(), at, room.bottom())
        begin = 0.0 if bar.starts is None else years.share(bar.starts)
        end = 1.0 if bar.ends is None else years.share(bar.ends)
        left, right = sorted(across(months, one, mirrored=mirrored) for one in (begin, end))
        ground, ink = {
            "plain": (tokens.chip, tokens.chip_text),
            "accent": (tokens.accent, tokens.accent),
            "good": (tokens.good, tokens.good_text),
            "warn": (tokens.warn, tokens.warn_text),
            "bad": (tokens.bad, tokens.bad_text),
        }[bar.tone]
        painter.setBrush(QColor(ground))
        dashed = bar.tone == "warn"
        style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(QColor(ink), 1, style))
        box = QRect(left, room.top() + 14, max(right - left, _LEAST), room.height() - 28)
        painter.drawRoundedRect(box, 4, 4)
        share = years.share(view.today)
        if 0 <= share < 1:
            painter.setPen(QPen(QColor(tokens.bad_text), 1))
            at = across(months, share, mirrored=mirrored)
            painter.drawLine(at, room.top(), at, room.bottom())


class TimeBars(QListView):
    """Up and down go from row to row, left and right to other years, Enter opens."""

    opened = Signal(object)  # id
    turned = Signal(int)  # -1 earlier, 1 later

    def __init__(self, name: str, years: Years, today: date) -> None:
        super().__init__()
        self.years, self.today = years, today
        self.setAccessibleName(name)
        self.setProperty("role", "surface")
        self.setItemDelegate(_BarDelegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(self._open)

    @property
    def current_id(self) -> int | None:
        """Id of the row stood on."""
        model, at = self.model(), self.currentIndex()
        return model.bars[at.row()].id if isinstance(model, BarsModel) and at.isValid() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on, turn to other years, or open."""
        forward = Qt.Key.Key_Left if self.isRightToLeft() else Qt.Key.Key_Right
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._open()
            case Qt.Key.Key_Left | Qt.Key.Key_Right as key:
                self.turned.emit(1 if key == forward else -1)
            case _:
                super().keyPressEvent(event)

    def _open(self) -> None:
        if self.current_id is not None:
            self.opened.emit(self.current_id)


class Months(QWidget):
    """The years and months above the bars, and where today is."""

    def __init__(self, bars: TimeBars) -> None:
        super().__init__()
        self._bars = bars
        self.setFixedHeight(44)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Write years, months where there is room, and today."""
        del event
        tokens, years = tokens_of(self), self._bars.years
        mirrored = self.isRightToLeft()
        whole = QRect(0, 0, self._bars.viewport().width(), self.height())
        if mirrored:
            whole.moveRight(self.width() - 1)
        room = bars_room(whole, mirrored=mirrored)
        with QPainter(self) as painter:
            step = 1 if room.width() / (12 * years.count) >= 28 else 3
            for year in range(years.first, years.first + years.count):
                painter.setFont(font(SMALL, strong=True))
                painter.setPen(QColor(tokens.text))
                self._write(painter, room, date(year, 1, 1), str(year), 4)
                painter.setFont(font(SMALL))
                painter.setPen(QColor(tokens.muted))
                for month in range(1, 13, step):
                    day = date(year, month, 1)
                    self._write(painter, room, day, short_month(day), 22)
            share = years.share(self._bars.today)
            if 0 <= share < 1:
                painter.setPen(QColor(tokens.bad_text))
                at = across(room, share, mirrored=mirrored)
                painter.drawLine(at, 38, at, 44)
                painter.setFont(font(SMALL, strong=True))
                painter.drawText(
                    QRect(at - 40, 2, 80, 16), Qt.AlignmentFlag.AlignCenter, _("today")
                )

    def _write(self, painter: QPainter, room: QRect, day: date, words: str, top: int) -> None:
        mirrored = self.isRightToLeft()
        at = across(room, self._bars.years.share(day), mirrored=mirrored)
        box = QRect(at - 80 - 3 if mirrored else at + 3, top, 80, 16)
        flags = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, int(flags), words)
