"""Where files come in: dropped, pasted or chosen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QImageWriter,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QPushButton, QStyle

from ctdesk.db.files import DocumentDraft
from ctdesk.errors import UserError
from ctdesk.ui.theme import font, tokens_of
from ctdesk.words import _


def can_come(data: QMimeData) -> bool:
    """Whether there is anything in it that can be kept."""
    return data.hasUrls() or data.hasImage() or data.hasText()


def files_in(data: QMimeData) -> list[Path]:
    """Where the files lie that were dropped or pasted."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def brought(data: QMimeData) -> tuple[DocumentDraft, ...]:
    """The image or the text that was dropped or pasted, where no files were.

    Raises UserError where there is nothing to keep.
    """
    if data.hasImage():
        return (DocumentDraft(_("Pasted image.png"), _png(data.imageData())),)
    if data.hasText() and data.text().strip():
        return (DocumentDraft(_("Pasted text.txt"), data.text().encode("utf-8")),)
    raise UserError(_("Only files, images and text can be kept as documents."))


class DropZone(QPushButton):
    """Where files are dropped; pressed, it asks for files; Ctrl+V pastes.

    `brought` carries the QMimeData of what came.
    """

    brought = Signal(object)

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.setAccessibleName(_("Add documents: press to choose files, Ctrl+V to paste"))
        self.setAcceptDrops(True)
        self.setMinimumHeight(32)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let come what can be kept."""
        if can_come(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take it."""
        self.brought.emit(event.mimeData())
        event.acceptProposedAction()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paste, or choose."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.brought.emit(QGuiApplication.clipboard().mimeData())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A dashed frame: something belongs in here."""
        tokens = tokens_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(tokens.accent if self.hasFocus() else tokens.border))
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(tokens.hover if self.underMouse() else tokens.field))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 6, 6)
        painter.setPen(QColor(tokens.muted))
        painter.setFont(font())
        inner = self.rect().adjusted(10, 0, -10, 0)
        text = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, inner.width()
        )
        side = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
        painter.drawText(inner, int(side | Qt.AlignmentFlag.AlignVCenter), text)


def _png(image: QImage) -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(content.data())
