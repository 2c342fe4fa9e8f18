"""An officer's hands: what is typed goes where the focus is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def focused() -> QWidget:
    """What has the focus."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def type_(text: str) -> None:
    """Type a text."""
    for char in text:
        if char.isascii():
            QTest.keyClicks(focused(), char)
        else:  # as an input method sends it; QTest knows ASCII only
            pressed = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, char)
            QApplication.sendEvent(focused(), pressed)


def press(*keys: Key, times: int = 1) -> None:
    """Press keys one after the other."""
    for _time in range(times):
        for key in keys:
            QTest.keyClick(focused(), key)


def ctrl(key: Key) -> None:
    """Press a key with Ctrl."""
    QTest.keyClick(focused(), key, CTRL)
