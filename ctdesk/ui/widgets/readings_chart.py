"""A small calm chart of one indicator: its readings by day, from the baseline to the target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ctdesk.ui.theme import SMALL, font, tokens_of

HEIGHT = 92  # px
_TOP, _BELOW, _SIDE = 16, 18, 8  # px around the plot
_DOT = 3.0  # px


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn: points by day, a line to reach, and the words below both ends.

    `begins` and `ends` are the days at the edges, which lie no closer than the points do.
    """

    points: Sequence[tuple[date, float]]
    target: float | None
    begins: date
    ends: date
    target_words: str
    begins_words: str
    ends_words: str


class ReadingsChart(QWidget):
    """Paints a chart in the colours of the theme; `words` say the same to who does not see it."""

    def __init__(self, chart: Chart, words: str) -> None:
        super().__init__()
        self.chart = chart
        self.setAccessibleName(words)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(200, HEIGHT)

    def places(self, room: QRectF) -> list[QPointF]:
        """Where each point stands in the plot."""
        low, high = self._range()
        days = max((self.chart.ends - self.chart.begins).days, 1)
        found = []
        for on, value in self.chart.points:
            share = (on - self.chart.begins).days / days
            across = 1 - share if self.isRightToLeft() else share
            up = (value - low) / (high - low)
            found.append(
                QPointF(room.left() + across * room.width(), room.bottom() - up * room.height())
            )
        return found

    def _range(self) -> tuple[float, float]:
        """From the lowest to the highest number, never the same."""
        numbers = [value for _on, value in self.chart.points]
        if self.chart.target is not None:
            numbers.append(self.chart.target)
        low, high = min(numbers, default=0.0), max(numbers, default=1.0)
        return (low, high) if low < high else (low - 1, high + 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the axis, the target and the readings."""
        del event
        tokens = tokens_of(self)
        room = QRectF(self.rect()).adjusted(_SIDE, _TOP, -_SIDE, -_BELOW)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(font(SMALL))
            painter.setPen(QPen(QColor(tokens.border), 1))
            painter.drawLine(room.bottomLeft(), room.bottomRight())
            self._paint_words(painter, room, QColor(tokens.muted))
            self._paint_target(painter, room)
            points = self.places(room)
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawPolyline(QPolygonF(points))
            painter.setBrush(QColor(tokens.accent))
            painter.setPen(QPen(QColor(tokens.card), 1))
            for point in points:
                painter.drawEllipse(point, _DOT + 1, _DOT + 1)

    def _paint_target(self, painter: QPainter, room: QRectF) -> None:
        if self.chart.target is None:
            return
        tokens = tokens_of(self)
        low, high = self._range()
        at = room.bottom() - (self.chart.target - low) / (high - low) * room.height()
        painter.setPen(QPen(QColor(tokens.good_text), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(room.left(), at), QPointF(room.right(), at))
        above = at - room.top() < room.height() / 2
        words = QRectF(room.left(), at - 15 if above else at - 14, room.width(), 14)
        end = Qt.AlignmentFlag.AlignLeft if self.isRightToLeft() else Qt.AlignmentFlag.AlignRight
        painter.drawText(words, int(end | Qt.AlignmentFlag.AlignVCenter), self.chart.target_words)

    def _paint_words(self, painter: QPainter, room: QRectF, ink: QColor) -> None:
        painter.setPen(ink)
        below = QRectF(room.left(), room.bottom() + 2, room.width(), _BELOW - 2)
        sides = (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight)
        first, last = reversed(sides) if self.isRightToLeft() else sides
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(below, int(first | middle), self.chart.begins_words)
        painter.drawText(below, int(last | middle), self.chart.ends_words)
