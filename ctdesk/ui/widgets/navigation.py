"""The pages there are, at the leading edge, each with how many records it holds."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ctdesk.ui.direction import margins_of
from ctdesk.ui.theme import UNIT, set_role
from ctdesk.ui.widgets.card import label
from ctdesk.words import _

WIDTH = 196


class NavButton(QPushButton):
    """A page's name, and its count at the far side."""

    def __init__(self, text: str) -> None:
        super().__init__()
        set_role(self, "nav")
        self.setCheckable(True)
        self._text = text
        self._count = label("", "caption", wrap=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(9, 0, 9, 0)
        self._words = label(text, wrap=False)
        row.addWidget(self._words)
        row.addStretch(1)
        row.addWidget(self._count)
        self.setAccessibleName(text)
        self.toggled.connect(self._mark)

    def _mark(self, on: bool) -> None:
        # Said of each part: a stylesheet does not look again at the parts of what was pressed.
        set_role(self._words, "nav-on" if on else "")
        set_role(self._count, "count-on" if on else "caption")

    def set_count(self, count: int) -> None:
        """Say how many; thousands are set apart by a thin space."""
        self._count.setText(f"{count:,}".replace(",", "\u2009"))
        self.setAccessibleName(f"{self._text}, {count}")


class Navigation(QFrame):
    """`chosen` carries the key of a page."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "navigation")
        self.setAccessibleName(_("Pages"))
        self.setFixedWidth(WIDTH)
        self._buttons: dict[str, NavButton] = {}
        self._group = QButtonGroup(self)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(UNIT, UNIT, UNIT, UNIT)
        self._layout.setSpacing(1)
        self._layout.addStretch(1)

    def add_section(self, title: str) -> None:
        """Begin a titled group of pages."""
        heading = label(title, "section", wrap=False)
        heading.setContentsMargins(margins_of(self, 10, 10, 0, 4))
        self._layout.insertWidget(self._layout.count() - 1, heading)

    def add(self, key: str, text: str) -> None:
        """Offer a page."""
        button = NavButton(text)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.chosen.emit(key))
        self._group.addButton(button)
        self._buttons[key] = button
        self._layout.insertWidget(self._layout.count() - 1, button)

    def show_chosen(self, key: str) -> None:
        """Mark the page on show."""
        self._buttons[key].setChecked(True)
        self.setFocusProxy(self._buttons[key])

    def set_count(self, key: str, count: int) -> None:
        """Say how many records a page holds."""
        self._buttons[key].set_count(count)
