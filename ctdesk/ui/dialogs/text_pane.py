"""Plain text to read, with find."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QKeyEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from ctdesk.reading.text import decoded
from ctdesk.reports.unicode import reads_from_right
from ctdesk.ui.theme import BODY, UNIT, font, set_role
from ctdesk.ui.widgets.card import label
from ctdesk.ui.widgets.notice import Notice
from ctdesk.words import _

LIMIT = 500_000  # characters shown
_LINE = 4_000  # characters of a line; Qt lays a line out whole, in seconds where it is endless
_LONG_LINE = re.compile(f"([^\n]{{{_LINE}}})(?=[^\n])")
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


class TextPane(QWidget):
    """Shows the text in `data`; what is too long is cut, and said to be."""

    def __init__(self, data: bytes | str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if isinstance(data, str):
            text, whole = data[:LIMIT], len(data) <= LIMIT
        else:
            text, whole = decoded(data, LIMIT)
        self.notice = Notice()
        self.edit = QPlainTextEdit()
        self.edit.setReadOnly(True)
        self.edit.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        set_role(self.edit, "reading")
        self.edit.setAccessibleName(_("Text"))
        self.edit.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        # Line ends first: a text of another system's would be one long line.
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        self.edit.setPlainText(_LONG_LINE.sub("\\1\n", _UNSEEN.sub("\ufffd", text)))
        self.edit.moveCursor(QTextCursor.MoveOperation.Start)
        if reads_from_right(text[:_LINE]):
            option = self.edit.document().defaultTextOption()
            option.setAlignment(Qt.AlignmentFlag.AlignRight)
            self.edit.document().setDefaultTextOption(option)
        self.setFocusProxy(self.edit)
        self._size = BODY
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addWidget(self._finder())
        column.addWidget(self.edit, 1)
        if not whole:
            words = _("Only the first {count} characters are shown; Save as keeps all of it.")
            self.notice.say(words.format(count=f"{LIMIT:,}"), "plain")

    def zoom(self, factor: float) -> None:
        """Larger or smaller type; a factor of 0 is the program's size."""
        wanted = round(self._size * factor) if factor else BODY
        if factor and wanted == self._size:
            wanted += 1 if factor > 1 else -1
        self._size = min(max(wanted, 8), 48)
        face: QFont = font(self._size)
        self.edit.setFont(face)
        self.edit.document().setDefaultFont(face)

    # Find

    def _finder(self) -> QWidget:
        self.find_line = _FindLine(self)
        self.find_line.setPlaceholderText(_("Find in this text"))
        self.find_line.setAccessibleName(_("Find in this text"))
        self.find_line.setMaximumWidth(320)
        self.found = label("", "muted", wrap=False)
        self.find_bar = QWidget()
        row = QHBoxLayout(self.find_bar)
        row.setContentsMargins(2 * UNIT, UNIT // 2, 2 * UNIT, UNIT // 2)
        row.addWidget(self.find_line, 1)
        row.addWidget(self.found)
        row.addStretch(1)
        self.find_bar.hide()
        self.find_line.textChanged.connect(lambda: self.seek(anew=True))
        return self.find_bar

    def ask_find(self) -> None:
        """Show the line that finds."""
        self.find_bar.show()
        self.find_line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.find_line.selectAll()

    def close_find(self) -> None:
        """Put the line away and go back to the text."""
        self.find_bar.hide()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def seek(self, *, backward: bool = False, anew: bool = False) -> None:
        """Select the next place of the words; from the other end after the last one."""
        words = self.find_line.text()
        cursor = self.edit.textCursor()
        if anew:
            cursor.setPosition(cursor.selectionStart())
            self.edit.setTextCursor(cursor)
        if not words:
            self.found.setText("")
            return
        flag = QTextDocument.FindFlag
        flags = flag.FindBackward if backward else flag(0)
        if self.edit.find(words, flags):
            self.found.setText("")
            return
        operation = QTextCursor.MoveOperation
        self.edit.moveCursor(operation.End if backward else operation.Start)
        again = self.edit.find(words, flags)
        self.found.setText(_("from the other end") if again else _("not found"))


class _FindLine(QLineEdit):
    """Enter finds the next place, Shift+Enter the one before, Esc goes back to the text."""

    def __init__(self, pane: TextPane) -> None:
        super().__init__()
        self._pane = pane

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self._pane.seek(backward=back)
            case Qt.Key.Key_Escape:
                self._pane.close_find()
            case _:
                super().keyPressEvent(event)
