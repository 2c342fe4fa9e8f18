"""Words of a note, as they stand there, with some of them marked."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QResizeEvent, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTextEdit, QWidget

from ctdesk.ui.theme import set_role, tokens_of

_MOST = 8  # lines; what is longer scrolls
_EDGES = 4  # px


def units(text: str, at: int) -> int:
    """A place in a text as Qt counts it: a rare character is two of its units."""
    return len(text[:at].encode("utf-16-le")) // 2


class Quote(QPlainTextEdit):
    """Shows a text that can be read, copied and not changed, `start` to `end` of it marked."""

    def __init__(self, text: str, start: int, end: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "quote")
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.document().setDocumentMargin(0)
        self._begin_at_start()
        self.setPlainText(text)
        self.setAccessibleName(text[start:end])
        self._marked = units(text, start), units(text, end)
        self._mark()
        cursor = self.textCursor()
        cursor.setPosition(self._marked[0])
        self.setTextCursor(cursor)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange):
            self._mark()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    def _begin_at_start(self) -> None:
        """Have lines begin where those of the labels around do."""
        if self.isRightToLeft():
            option = self.document().defaultTextOption()
            option.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
            self.document().setDefaultTextOption(option)

    def _mark(self) -> None:
        if not hasattr(self, "_marked"):
            return
        tokens = tokens_of(self)
        face = QTextCharFormat()
        face.setBackground(QColor(tokens.selection))
        face.setForeground(QColor(tokens.accent_text))
        marked = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._marked[0])
        cursor.setPosition(self._marked[1], QTextCursor.MoveMode.KeepAnchor)
        marked.cursor = cursor
        marked.format = face
        self.setExtraSelections([marked])

    def _fit(self) -> None:
        block, tall = self.document().begin(), 0.0
        while block.isValid():
            tall += self.blockBoundingRect(block).height()
            block = block.next()
        most = _MOST * self.fontMetrics().lineSpacing()
        scrolls = tall > most
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded
            if scrolls
            else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        self.setFixedHeight(ceil(min(tall, most)) + _EDGES)
        self.ensureCursorVisible()
