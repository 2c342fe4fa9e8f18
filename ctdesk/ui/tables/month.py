"""A month, day by day: what falls on a day stands in it, in words and never by colour alone."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ctdesk.days import SHORT_WEEKDAYS, short_day
from ctdesk.ui.tables.delegate import chip_colours
from ctdesk.ui.tables.lettering import Face, Lettering
from ctdesk.ui.theme import tokens_of
from ctdesk.ui.widgets.chips import Tone
from ctdesk.words import _

_HEAD, _NUMBER, _LINE = 26, 24, 19  # px: weekdays, the number of a day, an entry
_PAD, _ROOMY = 4, 104
_STEPS: Mapping[int, int] = {
    Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DayLine:
    """What falls on a day, as the month says it; at which time, where there is room for it."""

    words: str
    tone: Tone
    at: str = ""


class MonthView(QWidget):
    """Weeks of a month, from Monday on. `chosen` carries the day stood on, `opened` says Enter."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._day = self._today = date.today()
        self._lines: Mapping[date, Sequence[DayLine]] = {}
        self._lettering = Lettering()

    def sizeHint(self) -> QSize:
        return QSize(640, 480)

    @property
    def day(self) -> date:
        """The day stood on."""
        return self._day

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day on show, whole weeks."""
        first = self._day.replace(day=1)
        start = first - timedelta(days=first.weekday())
        count = monthrange(first.year, first.month)[1]
        weeks = -(-(first.weekday() + count) // 7)
        return start, start + timedelta(days=7 * weeks - 1)

    def show_lines(self, lines: Mapping[date, Sequence[DayLine]], today: date) -> None:
        """Say what falls on which day."""
        self._lines, self._today = lines, today
        self._describe()
        self.update()

    def stand_on(self, day: date) -> None:
        """Stand on a day; the month follows."""
        if day != self._day:
            self._day = day
            self._describe()
            self.update()
            self.chosen.emit(day)

    def _describe(self) -> None:
        lines = self._lines.get(self._day, ())
        said = "; ".join(line.words for line in lines) or _("nothing")
        self.setAccessibleDescription(f"{short_day(self._day)}: {said}")

    def turn(self, months: int) -> None:
        """Go so many months on, to the same day of the month or its last."""
        number = self._day.year * 12 + self._day.month - 1 + months
        year, month = number // 12, number % 12 + 1
        last = monthrange(year, month)[1]
        self.stand_on(date(year, month, min(self._day.day, last)))

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in _STEPS:
            away = self.isRightToLeft() and key in (Qt.Key.Key_Left, Qt.Key.Key_Right)
            self.stand_on(self._day + timedelta(days=-_STEPS[key] if away else _STEPS[key]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turn(-1 if key == Qt.Key.Key_PageUp else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self._day)
        elif key == Qt.Key.Key_Home:
            self.stand_on(self._today)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(event.position().toPoint())
        if day is not None:
            self.stand_on(day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(event.position().toPoint())
        if day is not None:
            self.opened.emit(day)

    def day_at(self, point: QPoint) -> date | None:
        """The day a point lies in."""
        first, last = self.days
        count = (last - first).days + 1
        found = (
            first + timedelta(days=number)
            for number in range(count)
            if self.box(number).contains(point)
        )
        return next(found, None)

    # Paint

    def box(self, number: int) -> QRect:
        """Where a day stands, by its number from the first on show."""
        first, last = self.days
        weeks = ((last - first).days + 1) // 7
        row, column = divmod(number, 7)
        if self.isRightToLeft():
            column = 6 - column
        left = [self.width() * one // 7 for one in (column, column + 1)]
        high = max(self.height() - _HEAD, weeks)
        top = [_HEAD + high * one // weeks for one in (row, row + 1)]
        return QRect(left[0], top[0], left[1] - left[0], top[1] - top[0])

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        tokens, kind = tokens_of(self), self._lettering
        first, last = self.days
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), kind.ink(tokens.surface))
            for column in range(7):
                head = QRect(self.box(column).left(), 0, self.box(column).width(), _HEAD)
                self._write(painter, head, SHORT_WEEKDAYS[column], kind.small, tokens.muted)
            for number in range((last - first).days + 1):
                self._paint_day(painter, first + timedelta(days=number), self.box(number))

    def _paint_day(self, painter: QPainter, day: date, box: QRect) -> None:
        tokens, kind = tokens_of(self), self._lettering
        within = day.month == self._day.month
        if not within:
            painter.fillRect(box, kind.ink(tokens.pane))
        painter.setPen(kind.ink(tokens.line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(0, 0, -1, -1))
        number = QRect(box.left(), box.top() + 1, box.width(), _NUMBER)
        if day == self._today:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(kind.ink(tokens.accent))
            left = box.right() - 28 if self.isRightToLeft() else box.left() + 5
            painter.drawEllipse(QRectF(left, box.top() + 2, 22, 22))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            face, colour = kind.strong, tokens.on_accent
        else:
            face, colour = kind.plain, tokens.text if within else tokens.muted
        self._write(painter, number, str(day.day), face, colour, shift=4)
        self._paint_lines(painter, day, box)
        if day == self._day:
            painter.setPen(QPen(kind.ink(tokens.focus if self.hasFocus() else tokens.frame), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(1, 1, -2, -2))

    def _paint_lines(self, painter: QPainter, day: date, box: QRect) -> None:
        tokens, kind = tokens_of(self), self._lettering
        lines = self._lines.get(day, ())
        room = (box.height() - _NUMBER - 4) // _LINE
        shown = lines if len(lines) <= room else lines[: max(room - 1, 0)]
        ratio = painter.device().devicePixelRatioF()
        for number, line in enumerate(shown):
            top = box.top() + _NUMBER + number * _LINE
            ground, ink = chip_colours(tokens, line.tone)
            wide = box.width() - 2 * _PAD
            if wide < 12:
                return
            made = kind.ground(wide, _LINE - 2, ground, tokens.edge, ratio)
            painter.drawPixmap(QPoint(box.left() + _PAD, top), made)
            inner = QRect(box.left() + _PAD, top, wide, _LINE - 2)
            words = f"{line.at} {line.words}" if line.at and wide >= _ROOMY else line.words
            self._write(painter, inner, words, kind.small, ink, shift=3)
        if len(shown) < len(lines) and room > 0:
            top = box.top() + _NUMBER + len(shown) * _LINE
            rest = QRect(box.left() + _PAD, top, box.width() - 2 * _PAD, _LINE - 2)
            words = _("+{count} more").format(count=len(lines) - len(shown))
            self._write(painter, rest, words, kind.small, tokens.muted, shift=3)

    def _write(
        self, painter: QPainter, box: QRect, text: str, face: Face, colour: str, *, shift: int = 0
    ) -> None:
        room = box.adjusted(_PAD + shift, 0, -_PAD - shift, 0)
        if room.width() < 4:
            return
        line = self._lettering.line(text, face, room.width())
        left = room.right() - line.width if self.isRightToLeft() else room.left()
        painter.setFont(face.font)
        painter.setPen(self._lettering.ink(colour))
        top = room.top() + (room.height() - line.height) / 2
        painter.drawStaticText(QPointF(left, top), line.text)
