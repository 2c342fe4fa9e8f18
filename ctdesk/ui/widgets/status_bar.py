"""The line at the foot: which register, how it is kept, and what can be undone."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from ctdesk.ui.plain import caption, tip
from ctdesk.ui.theme import set_role
from ctdesk.ui.widgets.card import key_label, label
from ctdesk.ui.widgets.chips import Chip
from ctdesk.words import _

HEIGHT = 26  # px
_LONGEST = 64  # characters of a title shown; all of it stands in the tooltip
_EACH = 20  # px of the bar for one of them


class StatusBar(QFrame):
    """Says what holds for as long as it holds, and what was done last."""

    def __init__(self, undo: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "statusbar")
        self.setFixedHeight(HEIGHT)
        self._name = ""
        self._register = label("", "status", wrap=False)
        self.unencrypted = Chip(_("not encrypted"), "warn")
        self.unencrypted.setToolTip(
            _("Whoever can read this file can read all of it. Make an encrypted one to be safe.")
        )
        self.read_only = Chip(_("read only"), "plain")
        self._said = label("", "status", wrap=False)
        self._last, self._said_at = "", ""  # what was done last, and when
        self._undoes = ""
        self.undo = QPushButton()
        set_role(self.undo, "status")
        self.undo.clicked.connect(undo.trigger)
        self._undo_keys = key_label("Ctrl Z")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(8)
        for part in (self._register, self.unencrypted, self.read_only):
            row.addWidget(part)
        row.addSpacing(10)
        row.addWidget(self._said)
        row.addStretch(1)
        row.addWidget(self.undo)
        row.addWidget(self._undo_keys)
        self.show_register("", encrypted=True, read_only=False)
        self.show_undo(None)

    def show_register(self, name: str, *, encrypted: bool, read_only: bool) -> None:
        """Say which register is open; with no name, none is."""
        self._name = _("{name} (encrypted)").format(name=name) if name and encrypted else name
        self.unencrypted.setVisible(bool(name) and not encrypted)
        self.read_only.setVisible(bool(name) and read_only)
        if not name:
            self._last, self._said_at = "", ""
        self._write()

    def say(self, words: str, at: datetime) -> None:
        """Say what was just done, and when."""
        self._said_at = f"{at:%H:%M}"
        self._last = words
        self._write()

    def show_undo(self, title: str | None) -> None:
        """Say what undo would take back."""
        self.undo.setVisible(title is not None)
        self._undo_keys.setVisible(title is not None)
        self._undoes = "" if title is None else _("Undo: {title}").format(title=title)
        self.undo.setAccessibleName(self._undoes)
        self._write()

    def _write(self) -> None:
        """Write as much of everything as the bar has room for."""
        self._register.setText(self._cut(self._name))
        self._register.setToolTip(tip(self._name))
        said = self._cut(self._last)
        self._said.setText(f"{said} · {self._said_at}" if self._said_at else "")
        self._said.setToolTip(tip(self._last))
        self.undo.setText(caption(self._cut(self._undoes)))
        self.undo.setToolTip(tip(self._undoes))

    def _cut(self, words: str) -> str:
        room = max(10, min(_LONGEST, self.width() // _EACH))
        return words if len(words) <= room else words[: room - 1] + "…"

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._write()
