"""The picture of a person: dropped, pasted or chosen, and scaled down before it is kept."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QImageReader,
    QImageWriter,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ctdesk.db.files import DocumentDraft
from ctdesk.errors import UserError
from ctdesk.ui.forms.inputs.base import Input, bare
from ctdesk.ui.theme import UNIT
from ctdesk.ui.widgets.card import label
from ctdesk.ui.widgets.portrait import Portrait
from ctdesk.words import _

MOST = QSize(600, 800)  # px
_QUALITY = 88


@dataclass(frozen=True, slots=True)
class Picture:
    """The bytes of a picture as they are kept; none where there is none."""

    data: bytes = b""


NO_PICTURE = Picture()


def read_picture(data: bytes, name: str) -> Picture:
    """A picture scaled down to what is kept. Raises UserError where the bytes are none."""
    content = QByteArray(data)
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)  # a telephone says which way it was held
    image = reader.read()
    if image.isNull():
        raise UserError(
            _("{name} is no picture that can be read; choose a JPEG or PNG file.").format(name=name)
        )
    return scaled(image)


def scaled(image: QImage) -> Picture:
    """A picture as it is kept: no larger than needed, JPEG, or PNG where it is see-through."""
    if image.width() > MOST.width() or image.height() > MOST.height():
        image = image.scaled(
            MOST, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png" if image.hasAlphaChannel() else b"jpeg"))
    writer.setQuality(_QUALITY)
    writer.write(image)
    return Picture(bytes(content.data()))


def document_of(picture: Picture) -> DocumentDraft:
    """The document a picture is kept as."""
    png = picture.data.startswith(b"\x89PNG")
    name, media = ("photograph.png", "image/png") if png else ("photograph.jpg", "image/jpeg")
    return DocumentDraft(name, picture.data, media, "photo")


class PhotoInput(Input):
    """The value is a Picture."""

    refused = Signal(str)  # why a file is not taken

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = NO_PICTURE
        self.portrait = Portrait(72)
        self.choose = _Chooser()
        self.choose.clicked.connect(self._choose)
        self.choose.brought.connect(self.take)
        self.remove = QPushButton(_("Remove"))
        self.remove.setAccessibleName(_("Remove the photograph"))
        self.remove.clicked.connect(self._remove)
        words = label(_("Drop or paste one here. It is kept in the register."), "muted")
        buttons = bare(QHBoxLayout(), UNIT)
        buttons.addWidget(self.choose)
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        beside = bare(QVBoxLayout(), 6)
        beside.addLayout(buttons)
        beside.addWidget(words)
        row = bare(QHBoxLayout(self), 12)
        row.addWidget(self.portrait, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(beside, 1)
        self.setAcceptDrops(True)
        self.setFocusProxy(self.choose)
        self._show()

    def set_value(self, value: Picture) -> None:
        """Show a picture."""
        self._picture = value
        self._show()

    def value(self) -> Picture:
        """The picture."""
        return self._picture

    def state(self) -> object:
        """The picture."""
        return self._picture

    def memo(self) -> Any:
        """The picture's bytes as text."""
        return base64.b64encode(self._picture.data).decode("ascii")

    def recall(self, memo: Any) -> None:
        """Show them."""
        self.set_value(Picture(base64.b64decode(memo)))

    def brief(self) -> str:
        """That there is one."""
        return _("one") if self._picture.data else ""

    def set_label(self, label: str) -> None:
        """Name the field; the buttons say themselves what they do."""
        self.setAccessibleName(label)

    def take_file(self, path: Path) -> None:
        """Take a picture from a file, or say why not."""
        try:
            data = path.read_bytes()
        except OSError as error:
            self.refused.emit(
                _("{path} cannot be read: {why}.").format(path=path, why=error.strerror)
            )
            return
        self._take(data, path.name)

    def take(self, data: QMimeData) -> None:
        """Take a picture that was dropped or pasted."""
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if paths:
            self.take_file(paths[0])
        elif data.hasImage():
            self.set_value(scaled(QImage(data.imageData())))
        else:
            self.refused.emit(_("There is no picture to paste; copy one first."))

    def _take(self, data: bytes, name: str) -> None:
        try:
            self.set_value(read_picture(data, name))
        except UserError as error:
            self.refused.emit(str(error))

    def _choose(self) -> None:
        dialog = QFileDialog(self, _("Choose a photograph"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(_("Pictures (*.jpg *.jpeg *.png *.bmp *.gif *.webp)"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.take_file(Path(name)))
        dialog.open()  # unlike exec, it leaves the program running

    def _remove(self) -> None:
        self.set_value(NO_PICTURE)
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        shown = bool(self._picture.data) and self.portrait.show_picture(self._picture.data)
        self.portrait.setVisible(shown)  # without a picture there is nothing to frame
        self.remove.setVisible(bool(self._picture.data))
        self.choose.setText(_("Change…") if self._picture.data else _("Choose…"))
        self.changed.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let come what may be a picture."""
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take it."""
        self.take(event.mimeData())
        event.acceptProposedAction()


class _Chooser(QPushButton):
    """Asks for a file; Ctrl+V pastes a picture."""

    brought = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Choose…"))
        self.setAccessibleName(_("Photograph: press to choose a file, Ctrl+V to paste"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.brought.emit(QGuiApplication.clipboard().mimeData())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
        else:
            super().keyPressEvent(event)
