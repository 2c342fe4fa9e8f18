"""Chips: a word or two with a tone, to read or to press."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from ctdesk.ui.plain import caption
from ctdesk.ui.theme import set_role
from ctdesk.ui.widgets.flow import GAP, FlowLayout

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


def side_by_side(chips: Sequence[QWidget]) -> QWidget:
    """Chips and what belongs to them on one line."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(GAP)
    for chip in chips:
        row.addWidget(chip)
    return holder


def flowing(chips: Sequence[Chip]) -> QWidget:
    """Chips on as many lines as they need."""
    holder = QWidget()
    flow = FlowLayout(holder)
    flow.setContentsMargins(0, 3, 0, 2)
    for chip in chips:
        flow.addWidget(chip)
    return holder


class ChipButton(QPushButton):
    """A chip to press; with `checkable` it stays on, and `checked` may be asked for."""

    def __init__(
        self, text: str, *, checkable: bool = False, accent: bool = False,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(caption(text), parent)
        self.setCheckable(checkable)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        set_role(self, "chip-accent" if accent else "chip")


class ChipLine(QObject):
    """Chips that stand together: Tab comes to them once, arrow keys go along, Enter presses."""

    def __init__(self, chips: Sequence[QAbstractButton], parent: QObject) -> None:
        super().__init__(parent)
        self._chips = tuple(chips)
        self._at: QAbstractButton | None = None  # the one that Tab comes to
        for chip in self._chips:
            chip.installEventFilter(self)
        self._meet()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Carry the keyboard along, and have Tab come back to where it was."""
        kind = event.type()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return isinstance(watched, QAbstractButton) and self._pressed(watched, event)
        if kind == QEvent.Type.FocusIn and isinstance(watched, QAbstractButton):
            self._at = watched
            self._meet()
        elif kind in (QEvent.Type.HideToParent, QEvent.Type.ShowToParent):
            self._meet()
        return False

    def _pressed(self, chip: QAbstractButton, event: QKeyEvent) -> bool:
        shown = self._shown()
        at, last = shown.index(chip) if chip in shown else 0, len(shown) - 1
        mirrored = chip.layoutDirection() == Qt.LayoutDirection.RightToLeft
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Right as key:
                to = at + (1 if (key == Qt.Key.Key_Right) != mirrored else -1)
            case Qt.Key.Key_Home:
                to = 0
            case Qt.Key.Key_End:
                to = last
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                chip.click()
                return True
            case _:
                return False
        shown[max(0, min(to, last))].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _shown(self) -> list[QAbstractButton]:
        return [chip for chip in self._chips if not chip.isHidden()]

    def _meet(self) -> None:
        shown = self._shown() or list(self._chips)
        stop = self._at if self._at in shown else shown[0]
        for chip in self._chips:
            comes = chip is stop
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus if comes else Qt.FocusPolicy.ClickFocus)


def one_at_most(chips: Sequence[ChipButton], then: Callable[[], None]) -> None:
    """Of these chips one is pressed at a time, or none; a press is followed by `then`."""

    def pressed(chip: ChipButton) -> None:
        for other in chips:
            other.setChecked(other is chip and chip.isChecked())
        then()

    for chip in chips:
        chip.clicked.connect(lambda _on, chip=chip: pressed(chip))
