"""Texts and grounds of cells made once, as what is on show is painted far more often than it
changes.

To lay a text out costs four times as much as to put a laid-out one on the screen, and a rounded
ground as much as three of them; a list that moves by one row paints some two hundred cells again.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPixmap,
    QStaticText,
    QTextOption,
    QTransform,
)

from ctdesk.ui.direction import direction_of
from ctdesk.ui.theme import SMALL, font

# A note of several pages is not measured to show one line of it.
MEASURED = 300  # letters
KEPT = 4_000  # of each; what was not painted for longest goes first


class Face:
    """A font and its measures: measuring anew for each cell costs as much as painting it."""

    def __init__(self, made: QFont) -> None:
        self.font = made
        self.metrics = QFontMetrics(made)


@dataclass(frozen=True, slots=True)
class Line:
    """A text laid out on one line, cut with an ellipsis to its room; px it takes."""

    text: QStaticText
    width: int
    height: float
    direction: Qt.LayoutDirection


class Lettering:
    """The texts and grounds that one view paints.

    `whole` lays a text out as long as it is (a very long one: its beginning); `ground` makes a
    rounded ground so many px wide and high, with `ratio` of the screen's dots to each; `ink` is
    a colour by its name.
    """

    def __init__(self) -> None:
        self.plain, self.strong = Face(font()), Face(font(strong=True))
        self.small = Face(font(SMALL))
        self.ink = lru_cache(None)(QColor)
        self.whole = lru_cache(KEPT)(_laid)
        self.ground = lru_cache(KEPT)(_ground)
        self._cut = lru_cache(KEPT)(_cut)

    def line(self, text: str, face: Face, room: int) -> Line:
        """A text in so many px; not cut where all of it has its place there."""
        whole = self.whole(text, face)
        if whole.width <= room and len(text) <= MEASURED:
            return whole
        return self._cut(text, face, room)


def _cut(text: str, face: Face, room: int) -> Line:
    return _laid(face.metrics.elidedText(text[:MEASURED], Qt.TextElideMode.ElideRight, room), face)


def _laid(text: str, face: Face) -> Line:
    direction = direction_of(text)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    # Each text runs the way it is written: a date keeps its order in a window from the right.
    option.setTextDirection(direction)
    made = QStaticText(text[:MEASURED])
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setTextOption(option)
    made.prepare(QTransform(), face.font)
    size = made.size()
    return Line(made, round(size.width() + 0.5), size.height(), direction)


def _ground(width: int, height: int, fill: str, edge: str, ratio: float) -> QPixmap:
    size, line = QSize(width, height), QColor(edge)
    made = QPixmap(size * ratio)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(line)
    painter.setBrush(QColor(fill))
    inset = 0.5 if line.alpha() else 0  # a line lies on pixels by its middle
    box = QRectF(0, 0, width, height).adjusted(inset, inset, -inset, -inset)
    painter.drawRoundedRect(box, height / 2, height / 2)
    painter.end()
    return made
