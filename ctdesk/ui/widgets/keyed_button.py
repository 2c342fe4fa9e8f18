"""A button that shows the key it answers to."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ctdesk.ui.theme import UNIT, set_role
from ctdesk.ui.widgets.card import key_label, label


class KeyedButton(QPushButton):
    """Words, and a key beside them."""

    def __init__(
        self, words: str, keys: str, *, primary: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(words)
        self._words, self._keys = label(words, wrap=False), key_label(keys)
        if primary:
            set_role(self, "primary")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(UNIT)
        row.addWidget(self._words)
        row.addWidget(self._keys)
        self._mark()
        self.setFixedWidth(row.sizeHint().width() + 2)

    def say(self, words: str) -> None:
        """Be called something else, and be as wide as that needs."""
        row = self.layout()
        assert row is not None
        self.setAccessibleName(words)
        self._words.setText(words)
        row.invalidate()
        self.setFixedWidth(row.sizeHint().width() + 2)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self._mark()

    def _mark(self) -> None:
        # A stylesheet does not look again at the parts of a button that is enabled or disabled.
        set_role(self._words, "button" if self.isEnabled() else "button-off")
        set_role(self._keys, "key" if self.isEnabled() else "key-off")
