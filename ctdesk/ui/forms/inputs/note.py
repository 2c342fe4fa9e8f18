"""A note of an engagement: text of which a sentence can be made a commitment."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QTextCursor
from PySide6.QtWidgets import QWidget

from ctdesk.db.passages import sentence_around
from ctdesk.ui.forms.inputs.text import TextInput
from ctdesk.ui.widgets.quote import units
from ctdesk.words import _

KEYS = "Ctrl+Shift+C"


class NoteInput(TextInput):
    """Text of several lines. `promised` carries the sentence that is to be a commitment."""

    promised = Signal(str)

    def __init__(
        self, placeholder: str = "", least: int = 2, parent: QWidget | None = None
    ) -> None:
        super().__init__(placeholder, least, parent)
        self.promise = QAction(_("Make a commitment of this sentence"), self.text)
        self.promise.setShortcut(QKeySequence(KEYS))
        self.promise.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.promise.triggered.connect(self._promise)
        self.text.addAction(self.promise)
        self.text.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.text.customContextMenuRequested.connect(self._open_menu)

    def select(self, start: int, end: int) -> None:
        """Stand in the text with these characters of it selected and in view."""
        text = self.value()
        cursor = self.text.textCursor()
        cursor.setPosition(units(text, end))
        cursor.setPosition(units(text, start), QTextCursor.MoveMode.KeepAnchor)
        self.text.setTextCursor(cursor)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.text.ensureCursorVisible()

    @property
    def sentence(self) -> str:
        """The words selected, or the sentence the cursor stands in."""
        cursor, text = self.text.textCursor(), self.value()
        raw = text.encode("utf-16-le")
        ends = (cursor.selectionStart(), cursor.selectionEnd())
        start, end = (len(raw[: 2 * one].decode("utf-16-le")) for one in ends)
        start, end = sentence_around(text, start, end)
        return text[start:end]

    def _promise(self) -> None:
        sentence = self.sentence
        if sentence:
            self.promised.emit(sentence)

    def _open_menu(self, at: QPoint) -> None:
        menu = self.text.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addSeparator()
        menu.addAction(self.promise)
        self.promise.setEnabled(bool(self.sentence))
        menu.aboutToHide.connect(lambda: self.promise.setEnabled(True))
        menu.popup(self.text.mapToGlobal(at))
