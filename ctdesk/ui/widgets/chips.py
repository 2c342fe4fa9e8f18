"""Chips: a word or two with a tone, to read or to press."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from ctdesk.ui.theme import set_role

Tone = Literal["plain", "accent", "good", "warn", "bad"]

ROLES: dict[Tone, str] = {
    "plain": "chip",
    "accent": "chip-accent",
    "good": "chip-good",
    "warn": "chip-warn",
    "bad": "chip-bad",
}


class Chip(QLabel):
    """A chip to read. The tone says what the words mean; it never says more than they do."""

    def __init__(self, text: str, tone: Tone = "plain", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setIndent(0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        set_role(self, ROLES[tone])

    def set_tone(self, tone: Tone) -> None:
        """Give the chip another tone."""
        set_role(self, ROLES[tone])


class ChipButton(QPushButton):
    """A chip to press; with `checkable` it stays on, and `checked` may be asked for."""

    def __init__(
        self, text: str, *, checkable: bool = False, accent: bool = False,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(text.replace("&", "&&"), parent)
        self.setCheckable(checkable)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        set_role(self, "chip-accent" if accent else "chip")
