"""A figure that opens what it counts: a caption, a number, and the number it is of."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ctdesk.ui.theme import UNIT, set_role
from ctdesk.ui.widgets.card import OneLine, label
from ctdesk.ui.widgets.chips import Tone


class FigureButton(QPushButton):
    """Pressed, it leads to the records its number is of."""

    def __init__(self, caption: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "figure")
        self._caption = caption
        self.setToolTip(hint)
        self.setAccessibleName(caption or hint)  # until there is a number to say
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._said, self._number = OneLine(caption, "muted"), label("", "figure", wrap=False)
        self._inside = inside = QVBoxLayout(self)
        inside.setContentsMargins(2 * UNIT, 10, 2 * UNIT, 10)
        inside.setSpacing(2)
        inside.addWidget(self._said)
        inside.addWidget(self._number)

    def sizeHint(self) -> QSize:
        return QSize(150, self._inside.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self._inside.sizeHint().height())

    def say(self, caption: str, number: str, tone: Tone = "plain") -> None:
        """Say another number; `tone` says whether it is one to look at."""
        self._caption = caption
        self._said.setText(caption)
        self._number.setText(number)
        set_role(self._number, "figure" if tone == "plain" else f"figure-{tone}")
        self.setAccessibleName(f"{caption}: {number}")
