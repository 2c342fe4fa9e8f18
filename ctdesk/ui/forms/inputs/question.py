"""A calm question within the form: it takes no window and answers to the keyboard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ctdesk.ui.direction import margins_of
from ctdesk.ui.forms.inputs.base import plain_label
from ctdesk.ui.theme import UNIT, set_role
from ctdesk.words import _

Answer = Callable[[], None]


class Question(QFrame):
    """Hidden until it asks: stay, keep what is typed as a draft, or discard it. Escape stays.

    Who stays types on where the keyboard was in the form, wherever it was when the question came.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._discard: Answer | None = None
        self._keep: Answer | None = None
        self._back: QWidget | None = None
        self._words = plain_label("", "", wrap=True)
        self.stay = QPushButton(_("Keep editing"))
        self.keep = QPushButton(_("Keep as draft"))
        self.discard = QPushButton(_("Discard"))
        set_role(self.discard, "danger")
        self.stay.clicked.connect(self._stay)
        self.keep.clicked.connect(lambda: self._answer(self._keep))
        self.discard.clicked.connect(lambda: self._answer(self._discard))
        answers = QHBoxLayout()
        answers.setSpacing(UNIT)
        answers.addStretch(1)
        for button in self._buttons:
            button.setAutoDefault(True)
            answers.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(margins_of(self, UNIT, UNIT // 2, UNIT // 2, UNIT // 2))
        column.setSpacing(UNIT // 2)
        column.addWidget(self._words)
        column.addLayout(answers)
        set_role(self, "notice-warn")
        self.hide()

    def ask(self, words: str, discard: Answer, keep: Answer | None = None) -> None:
        """Ask what is to become of what is typed; without `keep` it cannot be kept as a draft."""
        if self.isHidden():
            form = self.parentWidget()
            self._back = (form and form.focusWidget()) or QApplication.focusWidget()
        self._discard, self._keep = discard, keep
        self._words.setText(words)
        self.setAccessibleName(words)
        for button in self._buttons:
            button.setAccessibleDescription(words)
        self.keep.setVisible(keep is not None)
        self.show()
        self.stay.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_up(self) -> None:
        """Ask nothing."""
        self._discard = self._keep = None
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape stays, arrows go from one answer to the next, Enter gives it."""
        back, on = Qt.Key.Key_Left, Qt.Key.Key_Right
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            back, on = on, back
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self._stay()
        elif key in (back, on):
            self._walk(1 if key == on else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            next((one for one in self._buttons if one.hasFocus()), self.stay).click()
        else:
            super().keyPressEvent(event)

    @property
    def _buttons(self) -> tuple[QPushButton, ...]:
        return self.stay, self.keep, self.discard

    def _walk(self, step: int) -> None:
        shown = [one for one in self._buttons if not one.isHidden()]
        place = next((n for n, one in enumerate(shown) if one.hasFocus()), 0)
        shown[max(0, min(place + step, len(shown) - 1))].setFocus(Qt.FocusReason.OtherFocusReason)

    def _stay(self) -> None:
        # Before it is hidden, or Tab would go on from here, and mark what is typed as a whole.
        if self._back is not None:
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)
        self.close_up()

    def _answer(self, answer: Answer | None) -> None:
        self.close_up()
        if answer is not None:
            answer()
