"""Days on a line by month, with today marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ctdesk.days import short_day, short_month
from ctdesk.ui.direction import direction_of
from ctdesk.ui.plain import tip
from ctdesk.ui.theme import SMALL, Tokens, font, tokens_of
from ctdesk.ui.widgets.chips import Tone
from ctdesk.words import _

ABOVE, LEVEL, BELOW = 14, 34, 42  # px: above the words, of a name and its words, below the line
EDGE = 26  # px before the first day and after the last
DOT, APART = 5.5, 8  # px: of a mark, and between the words of two
LEAST_MONTH = 56  # px between two names of months


@dataclass(frozen=True, slots=True)
class Mark:
    """A day on the line: what it is called, and how it stands in a word or two."""

    id: int
    day: date
    name: str
    words: str
    tone: Tone
    tooltip: str


class Timeline(QWidget):
    """Paints marks along a line. `pressed` has the id of one that is clicked.

    It takes no keyboard: the list beside it has the same records. A screen reader hears all of it.
    """

    pressed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._marks: tuple[Mark, ...] = ()
        self._today = date.min
        self._chosen: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self._fit()

    def show_marks(self, marks: Sequence[Mark], today: date) -> None:
        """Show these, and today among them."""
        self._marks, self._today = tuple(marks), today
        told = [f"{one.name}, {short_day(one.day)}, {one.words}" for one in marks]
        now = _("Today is {day}").format(day=short_day(today))
        self.setAccessibleName("; ".join([_("Timeline"), *told, now]))
        self._fit()
        self.update()

    def choose(self, record_id: int | None) -> None:
        """Mark the one that is chosen in the list."""
        self._chosen = record_id
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Be as high as the words above each other need."""
        self._levels = self._stacked()
        self._line = ABOVE + LEVEL * (1 + max(self._levels.values(), default=0))
        self.setFixedHeight(self._line + BELOW)

    def _stacked(self) -> dict[int, int]:
        """How high the words of each mark stand: above those beside them they would run into."""
        strong, plain = QFontMetricsF(font(SMALL, strong=True)), QFontMetricsF(font(SMALL))
        ends: list[float] = []  # of the words at each height
        found: dict[int, int] = {}
        for mark in sorted(self._marks, key=lambda one: self.across(one.day)):
            wide = 2 + max(strong.horizontalAdvance(mark.name), plain.horizontalAdvance(mark.words))
            left = min(max(self.across(mark.day) - wide / 2, 0), self.width() - wide)
            level = next((n for n, end in enumerate(ends) if end + APART <= left), len(ends))
            ends[level : level + 1] = [left + wide]
            found[mark.id] = level
        return found

    # Where a day is

    def _ends(self) -> tuple[date, date]:
        """The first of the first month on the line, and of the one after the last."""
        days = [one.day for one in self._marks] + [self._today]
        first, last = min(days).replace(day=1), max(days).replace(day=1)
        return first, _month_after(last)

    def across(self, day: date) -> float:
        """Where a day is, in px from the left."""
        first, last = self._ends()
        share = (day - first).days / max((last - first).days, 1)
        if self.isRightToLeft():
            share = 1 - share
        return EDGE + share * max(self.width() - 2 * EDGE, 1)

    def _at(self, point: QPointF) -> Mark | None:
        near = [one for one in self._marks if abs(self.across(one.day) - point.x()) <= EDGE / 2]
        return min(near, key=lambda one: abs(self.across(one.day) - point.x()), default=None)

    # What the mouse does

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position())
        if found is not None:
            self.pressed.emit(found.id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position())
        hand = Qt.CursorShape.PointingHandCursor
        self.setCursor(hand if found is not None else Qt.CursorShape.ArrowCursor)
        words = "" if found is None else tip(found.tooltip)
        QToolTip.showText(event.globalPosition().toPoint(), words, self)

    # How it is painted

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if not self._marks:
            return
        tokens = tokens_of(self)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(font(SMALL))
            self._paint_months(painter, tokens)
            self._paint_today(painter, tokens)
            for mark in self._marks:
                self._paint_mark(painter, tokens, mark)

    def _paint_months(self, painter: QPainter, tokens: Tokens) -> None:
        painter.setPen(QPen(QColor(tokens.border), 2))
        painter.drawLine(QPointF(EDGE, self._line), QPointF(self.width() - EDGE, self._line))
        first, last = self._ends()
        months = list(_months(first, last))
        room = (self.width() - 2 * EDGE) / max(len(months) - 1, 1)
        step = next(n for n in (1, 2, 3, 6, 12, 24, 1200) if n * room >= LEAST_MONTH or n == 1200)
        for month in months:
            at = self.across(month)
            named = (month.month - 1) % step == 0
            painter.setPen(QPen(QColor(tokens.border), 1))
            painter.drawLine(QPointF(at, self._line), QPointF(at, self._line + (6 if named else 3)))
            if named and month != last:
                painter.setPen(QColor(tokens.muted))
                words = short_month(month)
                if month.month == 1 or month == months[0]:
                    words = f"{words} {month.year}"
                self._write(painter, at, self._line + 8, words)

    def _paint_today(self, painter: QPainter, tokens: Tokens) -> None:
        at = self.across(self._today)
        painter.setPen(QPen(QColor(tokens.accent), 2))
        painter.drawLine(QPointF(at, self._line - 10), QPointF(at, self._line + 7))
        painter.setPen(QColor(tokens.accent_text))
        self._write(painter, at, self._line + 23, _("today"))

    def _paint_mark(self, painter: QPainter, tokens: Tokens, mark: Mark) -> None:
        at, ground, ink = self.across(mark.day), *_colours(tokens, mark.tone)
        chosen, top = mark.id == self._chosen, self._line - 12 - LEVEL * (1 + self._levels[mark.id])
        if self._levels[mark.id]:
            painter.setPen(QPen(QColor(tokens.border), 1))
            painter.drawLine(QPointF(at, top + LEVEL), QPointF(at, self._line))
        painter.setPen(QPen(QColor(tokens.accent if chosen else ink), 3 if chosen else 1.5))
        painter.setBrush(QColor(ground))
        painter.drawEllipse(QPointF(at, self._line), DOT, DOT)
        painter.setFont(font(SMALL, strong=True))
        painter.setPen(QColor(tokens.text))
        self._write(painter, at, top, mark.name)
        painter.setFont(font(SMALL))
        painter.setPen(QColor(ink))
        self._write(painter, at, top + 15, mark.words)

    def _write(self, painter: QPainter, at: float, top: float, words: str) -> None:
        """Words centred at a place, within the widget."""
        wide = QFontMetricsF(painter.font()).horizontalAdvance(words) + 2
        left = min(max(at - wide / 2, 0), self.width() - wide)
        painter.setLayoutDirection(direction_of(words))
        painter.drawText(QRectF(left, top, wide, 16), Qt.AlignmentFlag.AlignCenter, words)


def _colours(tokens: Tokens, tone: Tone) -> tuple[str, str]:
    return {
        "plain": (tokens.chip, tokens.chip_text), "accent": (tokens.selection, tokens.accent_text),
        "good": (tokens.good, tokens.good_text), "warn": (tokens.warn, tokens.warn_text),
        "bad": (tokens.bad, tokens.bad_text),
    }[tone]  # fmt: skip


def _month_after(first: date) -> date:
    return (first + timedelta(days=32)).replace(day=1)


def _months(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first = _month_after(first)
