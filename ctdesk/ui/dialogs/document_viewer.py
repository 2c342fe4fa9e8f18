"""A file of the register, read inside the program as far as that goes.

What a file is follows from its bytes, and from its name only where bytes say nothing. All of it is
data: nothing is run, rendered as HTML or fetched, and nothing is written but what the officer
saves. What is broken or too large is said in a sentence; it can still be saved.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePath

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ctdesk.errors import UserError
from ctdesk.reading.contents import kind_of
from ctdesk.ui.dialogs.image_pane import ImagePane, is_image
from ctdesk.ui.dialogs.mail_pane import MailPane
from ctdesk.ui.dialogs.preview import PreviewDialog
from ctdesk.ui.dialogs.reader import Reader, ask_where, plain_name, write
from ctdesk.ui.dialogs.text_pane import TextPane
from ctdesk.ui.theme import UNIT, set_role
from ctdesk.ui.widgets.card import label
from ctdesk.ui.widgets.file_size import file_size
from ctdesk.words import _

_NATIVE = QKeySequence.SequenceFormat.NativeText


def viewer_of(name: str, media_type: str, data: bytes, parent: QWidget | None = None) -> Reader:
    """The window that shows a file, not shown yet."""
    try:
        return _kind(name, media_type, data)(name, media_type, data, parent)
    except UserError as error:
        return FileReader(name, media_type, data, parent, why=str(error))


def _kind(name: str, media_type: str, data: bytes) -> Callable[..., Reader]:
    if not data:
        return FileReader
    kind = kind_of(name, media_type, data)
    if kind != "pdf" and is_image(data):
        return ImageReader
    return {"pdf": _pdf, "mail": MailReader, "text": TextReader}.get(kind, FileReader)


def _pdf(name: str, media_type: str, data: bytes, parent: QWidget | None) -> Reader:
    del media_type
    return PreviewDialog(data, name, name, parent)


class TextReader(Reader):
    """Shows plain text, with find."""

    def __init__(
        self, name: str, media_type: str, data: bytes, parent: QWidget | None = None
    ) -> None:
        del media_type
        super().__init__(data, name, name, parent)
        self.pane = TextPane(data)
        self.add_zoom(self.pane.zoom, _("The size of the program"))
        self.add_tool(_("Find…"), _("Find…"), ("Ctrl+F",), self.pane.ask_find, "quiet")
        self.add_tool(_("Save as…"), _("Save as…"), ("Ctrl+S",), self.ask_save)
        self.put(self.pane)


class ImageReader(Reader):
    """Shows an image. Raises UserError where it cannot be."""

    def __init__(
        self, name: str, media_type: str, data: bytes, parent: QWidget | None = None
    ) -> None:
        del media_type
        pane = ImagePane(data)  # first: what cannot be read leaves no window behind
        super().__init__(data, name, name, parent)
        self.pane = pane
        size = pane.image.size()
        words = _("{width} × {height}")
        self.place.setText(words.format(width=f"{size.width():,}", height=f"{size.height():,}"))
        self.add_zoom(pane.zoom, _("Fit the window"))
        self.add_tool(_("Save as…"), _("Save as…"), ("Ctrl+S",), self.ask_save)
        pane.setAccessibleName(_("Image {name}").format(name=name))
        self.put(pane)


class MailReader(Reader):
    """Shows an e-mail: who wrote it, its text, what is attached. Raises UserError."""

    def __init__(
        self, name: str, media_type: str, data: bytes, parent: QWidget | None = None
    ) -> None:
        del media_type
        pane = MailPane(data)
        super().__init__(data, name, name, parent)
        self.pane = pane
        self.add_zoom(pane.text.zoom, _("The size of the program"))
        self.add_tool(_("Find…"), _("Find…"), ("Ctrl+F",), pane.text.ask_find, "quiet")
        self.add_tool(_("Save as…"), _("Save as…"), ("Ctrl+S",), self.ask_save)
        pane.opened.connect(self._open_attachment)
        pane.saved.connect(self._save_attachment)
        self.put(pane)

    def _open_attachment(self, number: int) -> None:
        one = self.pane.attachments[number]
        viewer_of(one.name, one.media_type, one.data, self).show()

    def _save_attachment(self, number: int) -> None:
        one = self.pane.attachments[number]
        ask_where(self, plain_name(one.name), lambda path: self._write(path, one.data))

    def _write(self, path: Path, data: bytes) -> None:
        try:
            write(path, data)
        except UserError as error:
            self.notice.say(str(error))
        else:
            self.notice.say(_("Saved as {path}").format(path=path), "good")


class FileReader(Reader):
    """What is said of a file that cannot be shown, and Save as."""

    def __init__(
        self, name: str, media_type: str, data: bytes, parent: QWidget | None = None,
        why: str = "",
    ) -> None:  # fmt: skip
        super().__init__(data, name, name, parent)
        self.why = why or (
            _("A file of this kind cannot be shown here; save it to open it in another program.")
            if data
            else _("This file is empty.")
        )
        save = QPushButton(_("Save as…"))
        set_role(save, "primary")
        save.clicked.connect(self.ask_save)
        save.setShortcut(QKeySequence("Ctrl+S"))
        save.setToolTip(_("Save as…") + f" ({save.shortcut().toString(_NATIVE)})")
        body = QWidget()
        set_role(body, "pane")
        body.setFocusProxy(save)
        column = QVBoxLayout(body)
        column.setContentsMargins(6 * UNIT, 6 * UNIT, 6 * UNIT, 6 * UNIT)
        column.setSpacing(UNIT)
        column.addStretch(1)
        del media_type  # a name for programs
        suffix = PurePath(name).suffix.removeprefix(".").upper()
        kind = [_("{kind} file").format(kind=suffix)] if suffix else []
        facts = " · ".join([*kind, file_size(len(data))])
        for words, role in ((facts, "muted"), (self.why, "")):
            said = label(words, role)
            said.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            said.setMinimumWidth(400)  # else the window is as high as the words are one below other
            column.addWidget(said)
        column.addSpacing(UNIT)
        column.addWidget(save, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        self.put(body)
        self.resize(560, 380)
