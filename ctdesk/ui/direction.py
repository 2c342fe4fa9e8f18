"""The way a text is written, which is not always that of the window."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QMargins, Qt
from PySide6.QtWidgets import QWidget


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
