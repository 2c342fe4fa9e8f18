"""The way a text is written, which is not always that of the window."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QEvent, QMargins, QObject, QRect, Qt
from PySide6.QtGui import QAction, QPainter
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget

_FROM_LEFT = "\u200e"  # a mark of no width that is read from the left


def direction_of(text: str) -> Qt.LayoutDirection:
    """The way a text is written, as its first letter says."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in ("R", "AL"):
            return Qt.LayoutDirection.RightToLeft
        if kind == "L":
            break
    return Qt.LayoutDirection.LeftToRight


def margins_of(widget: QWidget, leading: int, top: int, trailing: int, bottom: int) -> QMargins:
    """Margins at the edges where lines begin and end, which Qt takes for left and right always."""
    if widget.isRightToLeft():
        return QMargins(trailing, top, leading, bottom)
    return QMargins(leading, top, trailing, bottom)


def keep_ends(app: QApplication) -> None:
    """Have "Print…" and "Use “AU”" end as they do on buttons and in menus from the right, too.

    Qt takes the words there for a part of a line from the right, at the left end of which the dots
    would stand; everywhere else a text is written as its own letters run.
    """
    if app.isRightToLeft() and app.findChild(_Ends) is None:
        app.installEventFilter(_Ends(app))


class _Ends(QObject):
    """Marks the words of a button before it is painted, those of a menu before it is shown."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.Paint and isinstance(watched, QAbstractButton):
            _mark(watched, watched)
        elif kind == QEvent.Type.Show and isinstance(watched, QMenu):
            for action in watched.actions():
                _mark(action, watched)
        return False


def _mark(words: QAbstractButton | QAction, shown_in: QWidget) -> None:
    text = words.text()
    if (
        text.endswith(("…", "”"))
        and shown_in.isRightToLeft()
        and direction_of(text) == Qt.LayoutDirection.LeftToRight
    ):
        words.setText(text + _FROM_LEFT)


def draw_line(painter: QPainter, room: QRect, words: str, *, away: bool) -> None:
    """Draw one line where lines begin in a window that runs from the right (`away`) or the left.

    Its own ellipsis ends the words in the direction they are read.
    """
    side = Qt.AlignmentFlag.AlignRight if away else Qt.AlignmentFlag.AlignLeft
    flags = (side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter).value
    painter.save()
    painter.setLayoutDirection(direction_of(words))
    painter.drawText(room, flags | Qt.TextFlag.TextSingleLine.value, words)
    painter.restore()
