"""The calm page that asks for the passphrase, and the one that says why nothing is open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ctdesk.ui.theme import UNIT, set_role
from ctdesk.ui.widgets.card import label
from ctdesk.ui.widgets.notice import Notice
from ctdesk.words import _

Offer = tuple[str, Callable[[], None]]
WIDTH = 400


def scrolled(inside: QWidget) -> QScrollArea:
    """What scrolls up and down where there is less room than it asks for."""
    area = QScrollArea()
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def fit(dialog: QWidget, wanted: QSize) -> None:
    """Make a dialog as large as wanted, or as the screen allows."""
    room = dialog.screen().availableSize() - QSize(16, 40)  # what a window's frame takes
    dialog.resize(wanted.boundedTo(room))


class CalmPage(QWidget):
    """A heading and what belongs to it, in a narrow column a little above the middle."""

    def __init__(self, title: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        holder = QWidget()
        holder.setFixedWidth(WIDTH)
        self.column = QVBoxLayout(holder)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(UNIT + 2)
        for text, role in ((title, "title"), (words, "muted")):
            if text:
                said = label(text, role)
                said.setFixedWidth(WIDTH)  # its height follows, and the window keeps its own
                self.column.addWidget(said)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(holder)
        row.addStretch(1)
        whole = QWidget()
        set_role(whole, "pane")
        middle = QVBoxLayout(whole)
        middle.addStretch(2)
        middle.addLayout(row)
        middle.addStretch(3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(whole))

    def add_buttons(self, offers: Sequence[Offer], primary: QPushButton | None = None) -> None:
        """Put buttons in a row, or in as many as they need, the primary one at the far side."""
        buttons = []
        for words, act in offers:
            buttons.append(QPushButton(words))
            buttons[-1].clicked.connect(act)
        row, room = self._button_row(), WIDTH
        for button in buttons:
            width = button.sizeHint().width() + UNIT
            if width > room:
                row.addStretch(1)
                row, room = self._button_row(), WIDTH
            row.addWidget(button)
            room -= width
        if primary is not None:
            set_role(primary, "primary")
            if primary.sizeHint().width() > room:
                row.addStretch(1)
                row = self._button_row()
        row.addStretch(1)
        if primary is not None:
            row.addWidget(primary)

    def _button_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(UNIT)
        self.column.addLayout(row)
        return row


class PassphrasePage(CalmPage):
    """Asks for the passphrase of the register at `path`. `given` carries it.

    `refused` counts how often what was typed did not open it.
    """

    given = Signal(str)

    def __init__(
        self,
        path: Path,
        offers: Sequence[Offer],
        parent: QWidget | None = None,
        *,
        locked: bool = False,
    ) -> None:
        words = _("This register is encrypted. Its passphrase opens it.")
        if locked:
            words = _("This register is locked. Its passphrase opens it where you left it.")
        super().__init__(path.stem, words, parent)
        self.path = path
        self.refused = 0
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setPlaceholderText(_("Passphrase"))
        self.passphrase.setAccessibleName(_("Passphrase of {name}").format(name=path.stem))
        self.passphrase.returnPressed.connect(self._give)
        self.notice = Notice()
        self.open_button = QPushButton(_("Open"))
        self.open_button.clicked.connect(self._give)
        self.column.addWidget(self.passphrase)
        self.column.addWidget(self.notice)
        self.add_buttons(offers, self.open_button)

    def refuse(self, words: str, offer: Offer | None = None) -> None:
        """Say why it did not open; the next try can be typed at once."""
        self.set_busy(False)
        self.notice.say(words, "bad", offer)
        self.passphrase.selectAll()
        self.passphrase.setFocus()

    def set_busy(self, busy: bool) -> None:
        """Say that the register is being opened."""
        self.open_button.setText(_("Opening…") if busy else _("Open"))
        self.open_button.setEnabled(not busy)

    def _give(self) -> None:
        if not self.passphrase.text():
            self.refuse(_("Type the passphrase first."))
            return
        self.notice.clear()
        self.set_busy(True)
        self.repaint()
        self.given.emit(self.passphrase.text())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.passphrase.setFocus()


class MessagePage(CalmPage):
    """Says why no register is open, and what can be done; the last offer is the primary one."""

    def __init__(
        self, title: str, words: str, offers: Sequence[Offer], parent: QWidget | None = None
    ) -> None:
        super().__init__(title, words, parent)
        *others, (last, act) = offers
        self.primary = QPushButton(last)
        self.primary.clicked.connect(act)
        self.add_buttons(others, self.primary)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.primary.setFocus()
