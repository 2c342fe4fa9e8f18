"""What happens when something was not foreseen: it is said, it is written down, work goes on."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ctdesk.bugs import record
from ctdesk.errors import UserError
from ctdesk.ui.theme import UNIT, set_role
from ctdesk.ui.widgets.card import label
from ctdesk.words import _


class BugDialog(QDialog):
    """Says that the program is at fault, that nothing was lost, and where it is described."""

    def __init__(self, log: Path | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("CT Desk"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        where = str(log) if log else _("no file, since the log cannot be written")
        self.words = label(
            _(
                "What you asked for was not done, because of a mistake in the program. Nothing in "
                "the register was lost or half changed, and you can go on working."
            )
        )
        place = label(_("It is described, without anything of the register, in {log}.").format(
            log=where
        ), "muted")  # fmt: skip
        place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        go_on = QPushButton(_("Go on"))
        set_role(go_on, "primary")
        go_on.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(go_on)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * UNIT, 3 * UNIT, 3 * UNIT, 2 * UNIT)
        layout.setSpacing(2 * UNIT)
        layout.addWidget(label(_("Something went wrong in CT Desk"), "title"))
        layout.addWidget(self.words)
        layout.addWidget(place)
        layout.addLayout(foot)
        self.setMinimumWidth(480)


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
            self.dialog = BugDialog(log, self._window)
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
