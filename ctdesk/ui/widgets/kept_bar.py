"""A scroll bar that keeps its room: what stands beside it does not move when it comes and goes."""

from __future__ import annotations

from PySide6.QtCore import QMargins, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar, QWidget

WIDTH = 10  # px, as the stylesheet has it


class KeptBar(QScrollBar):
    """Painted only where there is something to scroll."""

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.maximum() > self.minimum():
            super().paintEvent(event)


def keep_bar(area: QAbstractScrollArea) -> None:
    """Give an area such a bar, and none below."""
    area.setVerticalScrollBar(KeptBar(Qt.Orientation.Vertical))
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


def margins_beside(widget: QWidget, edge: int, top: int, bottom: int) -> QMargins:
    """Margins of a page within such an area, `edge` px from both sides of it, bar and all."""
    mirrored = widget.layoutDirection() == Qt.LayoutDirection.RightToLeft
    left, right = (WIDTH, 0) if mirrored else (0, WIDTH)
    return QMargins(edge - left, top, edge - right, bottom)
