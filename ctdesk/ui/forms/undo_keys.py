"""Whose Ctrl+Z is it: the field's in which something is typed, or the register's last step?"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class UndoKeys(QObject):
    """Watches the fields of a form: Ctrl+Z takes back typing, and a step where nothing is typed.

    A field of text takes every Ctrl+Z for itself, also where it has nothing to take back; so the
    keys would be dead in the empty form after a save. And while something is typed in the form,
    they must not reach past it and take back what was saved before.
    """

    def __init__(self, typed: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._typed = typed

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Decide, before the field and the window's own keys do."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        modifiers = event.modifiers()
        if event.key() not in (Qt.Key.Key_Z, Qt.Key.Key_Y) or modifiers & ~_SHIFT != _CTRL:
            return False
        if _has_history(watched):
            return False
        event.setAccepted(self._typed())
        return True


def _has_history(field: QObject) -> bool:
    """Whether a field has typing of its own to take back or to do again.

    What was just taken back counts: who presses Ctrl+Z once too often means that field still.
    """
    if isinstance(field, QPlainTextEdit):
        document = field.document()
        return document.isUndoAvailable() or document.isRedoAvailable()
    return isinstance(field, QLineEdit) and (field.isUndoAvailable() or field.isRedoAvailable())
