"""A layout whose parts stand side by side, or below each other where there is no room."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget


class Turning(QBoxLayout):
    """Side by side from a width on; `fit` is called by who is resized."""

    def __init__(self, parent: QWidget, narrow: int) -> None:
        super().__init__(QBoxLayout.Direction.LeftToRight, parent)
        self._narrow = narrow  # px below which they stand below each other

    def fit(self, width: int) -> None:
        """Turn to what a width in px has room for."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        turned = down if width < self._narrow else across
        if turned != self.direction():
            self.setDirection(turned)
            self.update()  # else those around keep the height it had before


class TurningRow(QWidget):
    """What takes the room there is, and what stands at its end, or below it in a narrow pane."""

    def __init__(self, first: QWidget, last: QWidget, narrow: int) -> None:
        super().__init__()
        self._row = Turning(self, narrow)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(first, 1)
        self._row.addWidget(last, 0, Qt.AlignmentFlag.AlignLeading)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._row.fit(self.width())
