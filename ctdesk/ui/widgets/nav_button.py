"""What the navigation is made of: names with counts, and titles of sections."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from ctdesk.ui.direction import margins_of
from ctdesk.ui.theme import set_role
from ctdesk.ui.widgets.card import OneLine, label


class NavButton(QPushButton):
    """A name, and a count at the far side. `spoken` is its accessible name, where it is another.

    `focused` says that it has got the keyboard.
    """

    focused = Signal()

    def __init__(self, text: str, spoken: str = "") -> None:
        super().__init__()
        set_role(self, "nav")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._spoken = spoken or text
        self._count = label("", "caption", wrap=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(9, 0, 9, 0)
        self._words = OneLine(text)
        # What the button tells of itself is told wherever the mouse stands on it.
        self._words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row.addWidget(self._words, 1)
        row.addWidget(self._count)
        self.setAccessibleName(self._spoken)
        self.toggled.connect(self._mark)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def _mark(self, on: bool) -> None:
        # Said of each part: a stylesheet does not look again at the parts of what was pressed.
        set_role(self._words, "nav-on" if on else "")
        set_role(self._count, "count-on" if on else "caption")

    def set_count(self, count: int) -> None:
        """Say how many; thousands are set apart by a thin space."""
        self._count.setText(f"{count:,}".replace(",", "\u2009"))
        self.setAccessibleName(f"{self._spoken}, {count}")

    def say_no_count(self, why: str) -> None:
        """Say that they cannot be counted."""
        self._count.setText("?")
        self.setAccessibleName(f"{self._spoken}, {why}")


def section_label(title: str, widget: QWidget) -> QLabel:
    """The title of a section of a widget."""
    heading = label(title, "section", wrap=False)
    heading.setContentsMargins(margins_of(widget, 10, 10, 0, 4))
    return heading
