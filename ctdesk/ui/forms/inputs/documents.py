"""The documents of an engagement: dropped, pasted or chosen, stored with the save."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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
from PySide6.QtWidgets import QFileDialog, QPushButton, QStyle, QVBoxLayout, QWidget

from ctdesk.db.drafts import DocumentDraft
from ctdesk.db.operations import documents
from ctdesk.db.queries.lookups import Kept
from ctdesk.errors import UserError
from ctdesk.ui.forms.inputs.base import Input, bare
from ctdesk.ui.forms.inputs.chip_field import FieldChip
from ctdesk.ui.forms.inputs.flow import FlowLayout
from ctdesk.ui.theme import font, tokens_of
from ctdesk.words import _


@dataclass(frozen=True, slots=True)
class DocumentChanges:
    """What a save does with documents: those to add, and ids of those to take out."""

    added: tuple[DocumentDraft, ...] = ()
    removed: tuple[int, ...] = ()


class DocumentsInput(Input):
    """The value is a DocumentChanges; `set_value` has the documents kept already."""

    refused = Signal(str)  # why a file is not taken

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept: tuple[Kept, ...] = ()
        self._removed: list[int] = []
        self._added: list[DocumentDraft] = []
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self.zone = _Zone()
        self.zone.clicked.connect(self._choose)
        self.zone.brought.connect(self.take)
        column = bare(QVBoxLayout(self), 6)
        column.addWidget(self._chips)
        column.addWidget(self.zone)
        self.setFocusProxy(self.zone)
        self._show()

    def set_value(self, value: Sequence[Kept]) -> None:
        """Show what is kept; nothing is added or taken out."""
        self._kept, self._removed, self._added = tuple(value), [], []
        self._show()

    def value(self) -> DocumentChanges:
        """What the save is to do."""
        return DocumentChanges(tuple(self._added), tuple(self._removed))

    def state(self) -> object:
        """What the save is to do."""
        return self.value()

    def memo(self) -> Any:
        """Which are taken out; those to add are kept as they are, beside the memo."""
        return list(self._removed)

    def recall(self, memo: Any) -> None:
        """Take them out again."""
        present = {one.id for one in self._kept}
        self._removed = [one for one in memo if one in present]
        self._show()

    @property
    def added(self) -> tuple[DocumentDraft, ...]:
        """Those that the save is to add."""
        return tuple(self._added)

    def bring_back(self, drafts: Sequence[DocumentDraft]) -> None:
        """Have the save add these."""
        self._added = list(drafts)
        self._show()

    def brief(self) -> str:
        """How many there are."""
        count = len(self._kept) - len(self._removed) + len(self._added)
        return str(count) if count else ""

    def set_label(self, label: str) -> None:
        """Name the field; the zone says itself what it is for."""
        self.setAccessibleName(label)

    def take_files(self, paths: Sequence[Path]) -> None:
        """Read files, to be stored with the save; says why one is not taken."""
        for path in paths:
            try:
                self._added.append(documents.read_file(path))
            except UserError as error:
                self._show()
                self.refused.emit(str(error))
                return
        self._show()

    def take(self, data: QMimeData) -> None:
        """Take files, an image or a text that was dropped or pasted."""
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if paths:
            self.take_files(paths)
        elif data.hasImage():
            self._added.append(DocumentDraft(_("Pasted image.png"), _png(data.imageData())))
            self._show()
        elif data.hasText() and data.text().strip():
            content = data.text().encode("utf-8")
            self._added.append(DocumentDraft(_("Pasted text.txt"), content))
            self._show()
        else:
            self.refused.emit(_("Only files, images and text can be kept as documents."))

    def _choose(self) -> None:
        dialog = QFileDialog(self, _("Add documents"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda names: self.take_files([Path(n) for n in names]))
        dialog.open()  # unlike exec, it leaves the program running

    def _show(self) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for kept in self._kept:
            if kept.id not in self._removed:
                self._add_chip(kept.name, kept.size, lambda one=kept: self._remove(one))
        for draft in self._added:
            self._add_chip(draft.name, len(draft.data), lambda one=draft: self._drop(one))
        self._chips.setVisible(self._flow.count() > 0)
        self.reshaped.emit()
        self.changed.emit()

    def _add_chip(self, name: str, size: int, remove: object) -> None:
        chip = FieldChip(f"{name}, {_size(size)}", accent=False)
        chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        chip.setAccessibleDescription(_("Delete takes the document out"))
        chip.removed.connect(remove)
        chip.signed.connect(remove)
        self._flow.addWidget(chip)
        chip.show()

    def _remove(self, kept: Kept) -> None:
        self._removed.append(kept.id)
        self._show()
        self.zone.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop(self, draft: DocumentDraft) -> None:
        self._added = [one for one in self._added if one is not draft]
        self._show()
        self.zone.setFocus(Qt.FocusReason.OtherFocusReason)


class _Zone(QPushButton):
    """Where files are dropped; pressed, it asks for files; Ctrl+V pastes."""

    brought = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Drop or paste an e-mail, a concept note or a list here"))
        self.setAccessibleName(_("Add documents: press to choose files, Ctrl+V to paste"))
        self.setAcceptDrops(True)
        self.setMinimumHeight(32)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let come what can be kept."""
        data = event.mimeData()
        if data.hasUrls() or data.hasImage() or data.hasText():
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


def _size(size: int) -> str:
    if size < 1024 * 1024:
        return _("{size} KB").format(size=max(1, round(size / 1024)))
    return _("{size} MB").format(size=round(size / 1024 / 1024, 1))
