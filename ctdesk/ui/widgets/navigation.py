"""The pages there are, at the leading edge, each with how many records it holds."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QVBoxLayout, QWidget

from ctdesk.ui.direction import margins_of
from ctdesk.ui.theme import UNIT, set_role
from ctdesk.ui.widgets.fitting_area import FittingArea
from ctdesk.ui.widgets.nav_button import NavButton, section_label
from ctdesk.ui.widgets.saved_list import SavedList
from ctdesk.words import _

WIDTH = 196
_FEWEST = 320  # px of the pages that are seen in a low window


class Navigation(QFrame):
    """`chosen` carries the key of a page; `saved` are the saved searches, below the pages."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "navigation")
        self.setAccessibleName(_("Pages"))
        self.setFixedWidth(WIDTH)
        self._buttons: dict[str, NavButton] = {}
        self._group = QButtonGroup(self)
        holder = QWidget()
        self._pages = QVBoxLayout(holder)
        self._pages.setSpacing(1)
        self._pages.setContentsMargins(0, 0, 0, 0)
        self._area = FittingArea(holder, _FEWEST)
        self.saved = SavedList()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(margins_of(self, UNIT, UNIT, 0, UNIT))
        layout.setSpacing(1)
        layout.addWidget(self._area)
        layout.addWidget(self.saved)
        layout.addStretch(1)

    def add_section(self, title: str) -> None:
        """Begin a titled group of pages."""
        self._pages.addWidget(section_label(title, self))

    def add(self, key: str, text: str) -> None:
        """Offer a page."""
        button = NavButton(text)
        button.clicked.connect(lambda: self.chosen.emit(key))
        self._group.addButton(button)
        self._buttons[key] = button
        button.focused.connect(lambda: self._area.ensureWidgetVisible(button, 0, 2))
        self._pages.addWidget(button)

    def show_chosen(self, key: str) -> None:
        """Mark the page on show."""
        button = self._buttons[key]
        button.setChecked(True)
        self.setFocusProxy(button)
        self._area.ensureWidgetVisible(button, 0, 2)

    def set_count(self, key: str, count: int) -> None:
        """Say how many records a page holds."""
        self._buttons[key].set_count(count)
