"""What happens when something was not foreseen: it is said, it is written down, work goes on."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ctdesk.bugs import named, record
from ctdesk.errors import UserError
from ctdesk.ui.theme import UNIT, set_role
from ctdesk.ui.widgets.card import label
from ctdesk.words import _

_WIDE = 460  # px of the words


class BugDialog(QDialog):
    """Says what happened, that nothing was lost, and where it is described."""

    def __init__(self, what: str, log: Path | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("CT Desk"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.words = label(
            _(
                "The program made a mistake ({what}), and what it was doing may not be done. "
                "Nothing is lost: the register holds every step whole or not at all, what you are "
                "typing is still there, and you can go on working."
            ).format(what=what)
        )
        words = _("It cannot be described in the log: its folder cannot be written.")
        if log is not None:
            words = _("It is described, without anything of the register, in {log}.")
        place = label(words.format(log=log), "muted")
        for said in (self.words, place):
            said.setFixedWidth(_WIDE)  # its height follows
        place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        go_on = QPushButton(_("Go on"))
        set_role(go_on, "primary")
        go_on.setDefault(True)
        go_on.clicked.connect(self.accept)
        foot = QHBoxLayout()
        if log is not None:
            folder = QPushButton(_("Show the log"))
            folder.clicked.connect(lambda: _open_folder(log))
            foot.addWidget(folder)
        foot.addStretch(1)
        foot.addWidget(go_on)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * UNIT, 3 * UNIT, 3 * UNIT, 2 * UNIT)
        layout.setSpacing(2 * UNIT)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        layout.addWidget(label(_("Something went wrong in CT Desk"), "title"))
        layout.addWidget(self.words)
        layout.addWidget(place)
        layout.addLayout(foot)


def _open_folder(log: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(log.parent)))


class ErrorCatcher(QObject):
    """Takes over `sys.excepthook` until `stop`: the one place uncaught errors come to.

    A `UserError` is said by `say`; anything else is recorded and shown in a dialog over `window`.
    """

    def __init__(self, window: QWidget, say: Callable[[str], None]) -> None:
        super().__init__(window)
        self._window = window
        self._say = say
        self._before = sys.excepthook
        self.dialog: BugDialog | None = None
        sys.excepthook = self._caught

    def stop(self) -> None:
        """Leave uncaught errors to whoever had them before."""
        sys.excepthook = self._before

    def show(self, error: BaseException) -> None:
        """Say what went wrong."""
        if isinstance(error, UserError):
            self._say(str(error))
            return
        log = record(error)
        if self.dialog is None:  # a mistake that repeats itself is said once
            self.dialog = BugDialog(named(error), log, self._window)
            self.dialog.finished.connect(self._closed)
            self.dialog.open()

    def _closed(self) -> None:
        self.dialog = None

    def _caught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if isinstance(error, KeyboardInterrupt):
            self._before(kind, error, trace)
            return
        self.show(error)
