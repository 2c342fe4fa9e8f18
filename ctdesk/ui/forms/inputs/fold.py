"""A part of a form under a heading that opens and closes it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ctdesk.ui.forms.inputs.base import Input, bare
from ctdesk.ui.plain import tip
from ctdesk.ui.theme import set_role
from ctdesk.ui.widgets.card import at_start
from ctdesk.words import _


class Fold(QWidget):
    """Closed, its heading says in brief what is in it."""

    def __init__(self, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = heading
        self._inputs: list[Input] = []
        self.button = QPushButton()
        self.button.setCheckable(True)
        self.button.setAccessibleName(heading)
        set_role(self.button, "link")
        self._brief = _Elided()
        self.body = QWidget()
        self.body.hide()
        head = bare(QHBoxLayout(), 8)
        head.addWidget(self.button)
        head.addWidget(self._brief, 1)
        column = bare(QVBoxLayout(self), 8)
        column.addLayout(head)
        column.addWidget(self.body)
        self.button.toggled.connect(self._turn)
        self._turn(False)

    def watch(self, inputs: Sequence[Input]) -> None:
        """Say in brief what these inputs hold."""
        self._inputs = list(inputs)
        for one in inputs:
            one.changed.connect(self._tell)
        self._tell()

    def open(self) -> None:
        """Show what is in it."""
        self.button.setChecked(True)

    def close_up(self) -> None:
        """Show the heading only."""
        self.button.setChecked(False)

    def _turn(self, on: bool) -> None:
        closed = "◂" if self.isRightToLeft() else "▸"
        self.button.setText(f"{'▾' if on else closed}  {self._heading}")
        self.button.setAccessibleDescription(_("open") if on else _("closed"))
        self.body.setVisible(on)
        self._tell()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._turn(self.button.isChecked())

    def _tell(self) -> None:
        briefs = [one.brief() for one in self._inputs]
        text = " · ".join(filter(None, briefs))
        self._brief.say("" if self.button.isChecked() else text)


class _Elided(QLabel):
    """One line, cut to its room, whole in the tooltip."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "field")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        at_start(self)
        self._whole = ""

    def say(self, text: str) -> None:
        self._whole = text
        self.setToolTip(tip(text))
        self._cut()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self._cut()

    def _cut(self) -> None:
        room = max(0, self.width() - 4)
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room))
