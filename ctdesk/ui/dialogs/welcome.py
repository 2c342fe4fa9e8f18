"""The first pages: open a register that was open before, or another, or make one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ctdesk.ui.dialogs.passphrase import CalmPage
from ctdesk.ui.plain import tip
from ctdesk.ui.theme import UNIT, set_role
from ctdesk.ui.widgets.card import OneLine, label
from ctdesk.ui.widgets.notice import Notice
from ctdesk.words import _


class RecentPage(CalmPage):
    """The registers opened on this machine. `wanted` carries the path of the one to open,
    `forgotten` of the one to be named no longer; `open_wanted` and `new_wanted` ask for others.
    """

    wanted = Signal(object)
    forgotten = Signal(object)
    open_wanted = Signal()
    new_wanted = Signal()

    def __init__(self, paths: Sequence[Path], parent: QWidget | None = None) -> None:
        super().__init__(_("Open a register"), "", parent)
        self.buttons: list[QPushButton] = []
        card = QFrame()
        set_role(card, "card")
        rows = QVBoxLayout(card)
        rows.setContentsMargins(UNIT, UNIT, UNIT, UNIT)
        rows.setSpacing(2)
        for path in paths:
            rows.addWidget(self._row(path))
        self.column.addWidget(card)
        offers = [(_("Open another…"), self.open_wanted.emit)]
        offers.append((_("New register…"), self.new_wanted.emit))
        self.add_buttons(offers)

    def _row(self, path: Path) -> QWidget:
        there = path.is_file()
        button = QPushButton()
        set_role(button, "row-tall")
        button.setEnabled(there)
        lines = QVBoxLayout(button)
        lines.setContentsMargins(UNIT, 4, UNIT, 4)
        lines.setSpacing(0)
        gone = _("not there now: {folder}").format(folder=path.parent)
        place = str(path.parent) if there else gone
        lines.addWidget(OneLine(path.stem, "strong" if there else "muted"))
        lines.addWidget(OneLine(place, "caption"))
        button.setToolTip(tip(str(path)))
        button.setAccessibleName(f"{path.stem}, {place}")
        button.clicked.connect(partial(self.wanted.emit, path))
        if there:
            self.buttons.append(button)
        forget = QPushButton("✕")
        set_role(forget, "quiet")
        forget.setToolTip(_("Name it here no longer; the file stays"))
        forget.setAccessibleName(_("Name {name} here no longer").format(name=path.stem))
        forget.clicked.connect(partial(self.forgotten.emit, path))
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(button, 1)
        row.addWidget(forget)
        return made

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go from register to register."""
        focus = self.focusWidget()
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None and isinstance(focus, QPushButton) and focus in self.buttons:
            at = self.buttons.index(focus) + step
            self.buttons[max(0, min(at, len(self.buttons) - 1))].setFocus()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.buttons:
            self.buttons[0].setFocus()


@dataclass(frozen=True, slots=True)
class NewRegister:
    """What is to be made; no passphrase makes an unencrypted register."""

    path: Path
    passphrase: str | None
    with_example: bool


class WelcomePage(CalmPage):
    """`make_wanted` carries a `NewRegister`, `open_wanted` asks for a file to be chosen, `left` for
    what there was before.
    """

    make_wanted = Signal(object)
    open_wanted = Signal()
    left = Signal()

    def __init__(self, place: Path, parent: QWidget | None = None) -> None:
        super().__init__(
            _("A new register"),
            _(
                "A register is one file that holds the directory, the log and their history. It "
                "stays on this machine, encrypted with a passphrase that cannot be recovered."
            ),
            parent,
        )
        self.path = QLineEdit(str(place))
        self.passphrase, self.again = QLineEdit(), QLineEdit()
        self.example = QCheckBox(_("With a year of examples to look at, marked as such"))
        self.unencrypted = QCheckBox(_("Not encrypted: readable by whoever has the file"))
        self.notice = Notice()
        self.fault = label("", "fault", wrap=False)  # its line is kept, so that nothing jumps
        self._lay_out()
        self.unencrypted.toggled.connect(self._toggle)
        for line in (self.passphrase, self.again):
            line.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.returnPressed.connect(self._go_on)
        self.again.returnPressed.connect(self._make)
        for line in (self.passphrase, self.again):
            line.textEdited.connect(lambda _text: self._say_again(""))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _go_on(self) -> None:
        """Typed once, it is to be typed again."""
        if self.passphrase.text() and not self.again.text():
            self.again.setFocus()
        else:
            self._make()

    def _lay_out(self) -> None:
        browse = QPushButton(_("Choose…"))
        browse.setAccessibleName(_("Choose where the register lies"))
        browse.clicked.connect(self._browse)
        where = QHBoxLayout()
        where.addWidget(self.path, 1)
        where.addWidget(browse)
        where.setSpacing(UNIT)
        self._add_field(_("Location"), where)
        for line, words in (
            (self.passphrase, _("Passphrase: four words or more are easy to remember")),
            (self.again, _("Passphrase again")),
        ):
            alone = QHBoxLayout()
            alone.addWidget(line)
            self._add_field(words, alone)
            line.setAccessibleName(words)
        self.path.setAccessibleName(_("Location"))
        self.column.addWidget(self.fault)
        self.column.addWidget(self.example)
        self.column.addWidget(self.unencrypted)
        self.column.addWidget(self.notice)
        self.make_button = QPushButton(_("Create register"))
        self.make_button.clicked.connect(self._make)
        self.add_buttons([(_("Open a register…"), self.open_wanted.emit)], self.make_button)

    def _add_field(self, words: str, inputs: QHBoxLayout) -> None:
        """Put what is asked for above where it is typed, nearer to it than to the field before."""
        field = QVBoxLayout()
        field.setContentsMargins(0, 4, 0, 0)
        field.setSpacing(4)
        field.addWidget(label(words, "field", wrap=False))
        field.addLayout(inputs)
        self.column.addLayout(field)

    def refuse(self, words: str) -> None:
        """Say why nothing was made."""
        self.make_button.setEnabled(True)
        self.notice.say(words)

    def _say_again(self, fault: str) -> None:
        """Say beside the passphrase typed again what is at fault with it, and stand there."""
        if fault == self.fault.text():
            return
        self.fault.setText(fault)
        self.again.setAccessibleDescription(fault)
        self.again.setProperty("fault", bool(fault))
        self.again.style().unpolish(self.again)
        self.again.style().polish(self.again)
        if fault:
            self.again.selectAll()
            self.again.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.passphrase.setFocus()

    def _toggle(self, unencrypted: bool) -> None:
        for line in (self.passphrase, self.again):
            line.setDisabled(unencrypted)
            line.clear()
        self._say_again("")

    def _browse(self) -> None:
        chosen, _filter = QFileDialog.getSaveFileName(
            self, _("New register"), self.path.text(), _("CT Desk registers (*.ctdesk)")
        )
        if chosen:
            self.path.setText(chosen)

    def _make(self) -> None:
        self.notice.clear()
        self._say_again("")
        if not self.path.text().strip():
            self.refuse(_("Say where the register is to lie."))
            return
        if not self.unencrypted.isChecked():
            if not self.passphrase.text():
                self.refuse(_("Type a passphrase, twice."))
                return
            if not self.again.text():
                self._say_again(_("Type the passphrase again."))
                return
            if self.passphrase.text() != self.again.text():
                self._say_again(_("The two passphrases differ. Nothing was made."))
                return
        path = Path(self.path.text().strip()).expanduser()
        if not path.suffix:
            path = path.with_suffix(".ctdesk")
        passphrase = None if self.unencrypted.isChecked() else self.passphrase.text()
        self.notice.clear()
        self.make_button.setEnabled(False)
        self.repaint()
        self.make_wanted.emit(NewRegister(path, passphrase, self.example.isChecked()))
