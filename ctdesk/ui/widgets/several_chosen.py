"""What stands beside a list while several of its records are chosen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ctdesk.ui.theme import UNIT, set_role
from ctdesk.ui.widgets.card import label
from ctdesk.words import _


class SeveralChosen(QWidget):
    """Says how many there are, with a button for each thing that is done with all of them."""

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.words = label("", "title")
        self.words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.copy = QPushButton(_("Copy as text"))
        self.delete = QPushButton(_("Delete"))
        set_role(self.delete, "danger")
        self.clear = QPushButton(_("Clear selection"))
        row = QHBoxLayout()
        row.setSpacing(UNIT)
        row.addStretch(1)
        for button in (self.copy, self.delete, self.clear):
            row.addWidget(button)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * UNIT, 8 * UNIT, 3 * UNIT, 3 * UNIT)
        layout.setSpacing(2 * UNIT)
        layout.addWidget(self.words)
        layout.addLayout(row)
        layout.addStretch(1)
        self.setFocusProxy(self.copy)

    def say(self, words: str) -> None:
        """Say what is chosen."""
        self.words.setText(words)
        self.setAccessibleName(words)
