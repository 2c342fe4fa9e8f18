"""Figures that stand above a list: each a number, what it counts, and the list of just those."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ctdesk.ui.theme import UNIT, set_role
from ctdesk.ui.widgets.card import label
from ctdesk.ui.widgets.chips import ChipLine
from ctdesk.ui.widgets.flow import FlowLayout

HEIGHT = 34  # px


class Figure(QPushButton):
    """A number and what it counts; pressed, it stays so until it is pressed again."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words
        set_role(self, "figure")
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._number = label("", "title", wrap=False)
        self._words = label(words, "caption", wrap=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(UNIT + 2, 0, UNIT + 2, 0)
        row.setSpacing(UNIT - 2)
        row.addWidget(self._number)
        row.addWidget(self._words, 0, Qt.AlignmentFlag.AlignVCenter)
        self.say(0)

    def say(self, count: int, words: str = "") -> None:
        """Show a number, of something else where other words are given."""
        self.words = words or self.words
        self.count = count
        self._number.setText(f"{count:,}")
        self._words.setText(self.words)
        self.setAccessibleName(f"{count:,} {self.words}")
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        inside = self.layout()
        assert inside is not None
        return QSize(inside.sizeHint().width() + 2, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class Figures(QWidget):
    """Figures side by side, of which one is pressed at most.

    `pressed` carries the key of the one that is now, "" where none is. Tab comes to them once.
    """

    pressed = Signal(str)

    def __init__(self, words: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.buttons = {key: Figure(said) for key, said in words}
        flow = FlowLayout(self)
        flow.setContentsMargins(0, 0, 0, 0)
        for key, button in self.buttons.items():
            flow.addWidget(button)
            button.clicked.connect(lambda _on, key=key: self._press(key))
        ChipLine(list(self.buttons.values()), self)

    @property
    def chosen(self) -> str:
        """The key of the one that is pressed."""
        return next((key for key, one in self.buttons.items() if one.isChecked()), "")

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show these numbers; a figure without one is not shown."""
        for key, button in self.buttons.items():
            button.setVisible(key in counts)
            button.say(counts.get(key, 0))

    def let_go(self) -> None:
        """Have none pressed, and tell nobody."""
        for button in self.buttons.values():
            button.setChecked(False)

    def _press(self, key: str) -> None:
        for other, button in self.buttons.items():
            button.setChecked(other == key and button.isChecked())
        self.pressed.emit(self.chosen)
