"""A calm question within the form: it takes no window and answers to the keyboard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QWidget

from ctdesk.ui.forms.inputs.base import plain_label
from ctdesk.ui.theme import UNIT, set_role


class Question(QFrame):
    """Hidden until it asks; one answer stays, the other goes on. Escape stays."""

    def __init__(self, stay: str, go_on: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._then: Callable[[], None] | None = None
        self._back: QWidget | None = None
        self._words = plain_label("", "", wrap=True)
        self.stay = QPushButton(stay)
        self.go_on = QPushButton(go_on)
        set_role(self.go_on, "danger")
        self.stay.clicked.connect(self._stay)
        self.go_on.clicked.connect(self._go_on)
        for button in (self.stay, self.go_on):
            button.setAutoDefault(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(UNIT, UNIT // 2, UNIT // 2, UNIT // 2)
        row.setSpacing(UNIT)
        row.addWidget(self._words, 1)
        row.addWidget(self.stay)
        row.addWidget(self.go_on)
        set_role(self, "notice-warn")
        self.hide()

    def ask(self, words: str, then: Callable[[], None]) -> None:
        """Ask whether to go on with `then`."""
        if self.isHidden():
            self._back = QApplication.focusWidget()
        self._then = then
        self._words.setText(words)
        self.setAccessibleName(words)
        self.show()
        self.stay.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_up(self) -> None:
        """Ask nothing."""
        self._then = None
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape stays, arrows go from one answer to the other, Enter gives it."""
        match event.key():
            case Qt.Key.Key_Escape:
                self._stay()
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                other = self.go_on if self.stay.hasFocus() else self.stay
                other.setFocus(Qt.FocusReason.OtherFocusReason)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                (self.go_on if self.go_on.hasFocus() else self.stay).click()
            case _:
                super().keyPressEvent(event)

    def _stay(self) -> None:
        self.close_up()
        if self._back is not None:
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_on(self) -> None:
        then = self._then
        self.close_up()
        if then is not None:
            then()
