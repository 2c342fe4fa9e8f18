"""One sentence above a page: what could not be done, or what was done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from ctdesk.ui.direction import margins_of
from ctdesk.ui.theme import UNIT, set_role
from ctdesk.ui.widgets.card import at_start
from ctdesk.words import _

NoticeTone = Literal["plain", "good", "warn", "bad"]


class Notice(QFrame):
    """Hidden until it has something to say; never stands in the way of the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._act: Callable[[], None] | None = None
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        at_start(self._words)
        self._button = QPushButton()
        set_role(self._button, "quiet")
        self._button.clicked.connect(self._pressed)
        self.close_button = QPushButton("✕")
        self.close_button.setAccessibleName(_("Close this message"))
        set_role(self.close_button, "quiet")
        self.close_button.clicked.connect(self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(margins_of(self, UNIT, UNIT // 2, UNIT // 2, UNIT // 2))
        row.setSpacing(UNIT)
        row.addWidget(self._words, 1)
        row.addWidget(self._button)
        row.addWidget(self.close_button)
        # Pressed by the mouse, they leave the keyboard where it is.
        for button in (self._button, self.close_button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clear()

    @property
    def text(self) -> str:
        """What it says now; empty when hidden."""
        return self._words.text()

    def say(
        self,
        text: str,
        tone: NoticeTone = "bad",
        action: tuple[str, Callable[[], None]] | None = None,
    ) -> None:
        """Show one sentence, with a button that does something about it if there is one."""
        self._words.setText(text)
        self.setAccessibleName(text)
        self._act = action[1] if action else None
        self._button.setVisible(action is not None)
        self._button.setText(action[0] if action else "")
        set_role(self, f"notice-{tone}")
        # A stylesheet does not look again at the parts of what has got another role.
        self._words.style().unpolish(self._words)
        self._words.style().polish(self._words)
        self.show()

    def pass_over(self) -> None:
        """Say no longer what went well; what is to be minded stays."""
        if self.property("role") == "notice-good":
            self.clear()

    def clear(self) -> None:
        """Say nothing and take no room."""
        self._words.clear()
        self._act = None
        self.hide()

    def _pressed(self) -> None:
        act = self._act
        self.clear()
        if act is not None:
            act()
