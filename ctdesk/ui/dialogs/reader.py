"""The frame of every window that shows a file: its name, what can be done with it, Save as.

The bytes stay in memory; nothing is written but what the officer saves.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ctdesk.errors import UserError
from ctdesk.exchange.whole_file import whole_file
from ctdesk.ui.plain import tip
from ctdesk.ui.theme import UNIT, set_role
from ctdesk.ui.widgets.card import OneLine, label
from ctdesk.ui.widgets.notice import Notice
from ctdesk.words import _

ZOOM_STEP = 1.2


class Reader(QDialog):
    """Shows a file and saves it; the rest of the program goes on.

    `title` stands above, `file_name` is what Save proposes, `data` what it writes.
    """

    def __init__(
        self, data: bytes, title: str, file_name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.data = data
        self.file_name = plain_name(file_name)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.notice = Notice()
        self.place = label("", "muted", wrap=False)
        self._bar = QHBoxLayout()
        self._bar.setContentsMargins(2 * UNIT, UNIT, 2 * UNIT, UNIT)
        self._bar.setSpacing(UNIT)
        heading = OneLine(title, "heading")
        heading.setToolTip(tip(title) if len(title) > 40 else "")
        self._bar.addWidget(heading, 1)
        self._bar.addWidget(self.place)
        self._bar.addSpacing(UNIT)
        said = QVBoxLayout()
        said.setContentsMargins(2 * UNIT, 0, 2 * UNIT, 0)
        said.addWidget(self.notice)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(self._bar)
        self._column.addLayout(said)

    def put(self, body: QWidget) -> None:
        """Show the file's content, ready for the keyboard."""
        self._column.addWidget(body, 1)
        self.resize(820, 940)
        if self.screen() is not None:
            self.resize(self.size().boundedTo(self.screen().availableSize() * 0.94))
        body.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to_page(self, page: int) -> None:
        """Show a page, counted from 1, where the file has pages."""

    def add_tool(
        self, sign: str, name: str, keys: tuple[str, ...], work: Callable[[], None], role: str = ""
    ) -> QPushButton:
        """A button in the bar, with its keys."""
        act = QAction(name, self)
        act.setShortcuts([QKeySequence(one) for one in keys])
        act.triggered.connect(work)
        self.addAction(act)
        button = QPushButton(sign)
        button.setAccessibleName(name)
        native = act.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(f"{name} ({native})")
        button.setAutoDefault(False)
        if role:
            set_role(button, role)
        button.clicked.connect(act.trigger)
        self._bar.addWidget(button)
        return button

    def add_zoom(self, zoom: Callable[[float], None], fit: str) -> None:
        """Buttons for smaller, `fit` and larger; a factor of 0 fits."""
        self.add_tool("−", _("Smaller"), ("Ctrl+-",), lambda: zoom(1 / ZOOM_STEP), "quiet")
        self.add_tool(_("Fit"), fit, ("Ctrl+0",), lambda: zoom(0), "quiet")
        self.add_tool("+", _("Larger"), ("Ctrl++", "Ctrl+="), lambda: zoom(ZOOM_STEP), "quiet")

    def save_to(self, path: Path) -> None:
        """Write the bytes to a file, whole or not at all; says so where that fails."""
        try:
            write(path, self.data)
        except UserError as error:
            self.notice.say(str(error))
            return
        self.notice.say(_("Saved as {path}").format(path=path), "good")

    def ask_save(self) -> None:
        """Ask where to save, then do."""
        ask_where(self, self.file_name, self.save_to)


def ask_where(parent: QWidget, file_name: str, then: Callable[[Path], None]) -> None:
    """Ask for the place of a file; the dialog itself asks before a file is written over."""
    dialog = QFileDialog(parent, _("Save"), str(_where_to_begin() / file_name))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    suffix = Path(file_name).suffix.removeprefix(".")
    if suffix:
        dialog.setNameFilters([f"{suffix.upper()} (*.{suffix})", _("All files (*)")])
        dialog.setDefaultSuffix(suffix)
    dialog.selectFile(file_name)
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    dialog.open()  # unlike exec, it leaves the program running


def _where_to_begin() -> Path:
    """The folder of documents, else the officer's own: in one that is not there Qt gets lost."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(folder) if folder and Path(folder).is_dir() else Path.home()


def write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all. Raises UserError with the reason."""
    with whole_file(path) as file:
        file.write(data)


def plain_name(name: str) -> str:
    """A file name any system takes, with nothing in it that a path would read."""
    cleaned = re.sub(r'[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069<>:"/\\|?*]+', " ", name).strip(" .")
    stem, dot, suffix = cleaned.rpartition(".")
    if not dot or len(suffix) > 12:
        return cleaned[:120] or _("Document")
    return f"{stem[:120].strip(' .') or _('Document')}.{suffix}"
