"""An e-mail: who wrote it to whom, its text as plain text, what is attached."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from ctdesk.reading.mail import Mail, read_mail
from ctdesk.reports.unicode import END_ISOLATE, FIRST_STRONG
from ctdesk.ui.dialogs.text_pane import TextPane
from ctdesk.ui.plain import caption, tip
from ctdesk.ui.theme import UNIT, set_role
from ctdesk.ui.widgets.card import OneLine, label
from ctdesk.ui.widgets.file_size import file_size
from ctdesk.ui.widgets.flow import FlowLayout
from ctdesk.words import _


class MailPane(QWidget):
    """Shows the e-mail in `data`; `opened` and `saved` carry the number of an attachment.

    Raises UserError where there is none.
    """

    opened = Signal(int)
    saved = Signal(int)

    def __init__(self, data: bytes, parent: QWidget | None = None) -> None:
        mail = read_mail(data)
        super().__init__(parent)
        self.attachments = mail.attachments
        self.text = TextPane(mail.text)
        self.setFocusProxy(self.text)
        top = QWidget()
        set_role(top, "pane")
        column = QVBoxLayout(top)
        column.setContentsMargins(2 * UNIT, UNIT, 2 * UNIT, UNIT)
        column.addWidget(_headers(mail))
        if mail.attachments:
            column.addWidget(self._attached())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(top)
        layout.addWidget(self.text, 1)

    def _attached(self) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder)
        flow.setContentsMargins(0, 0, 0, 0)
        self.open_buttons: list[QPushButton] = []
        for number, one in enumerate(self.attachments):
            short = one.name if len(one.name) < 48 else f"{one.name[:36]}…{one.name[-10:]}"
            button = QPushButton(caption(f"{short}, {file_size(len(one.data))}"))
            button.setToolTip(tip(one.name))
            button.setAccessibleName(_("Open {name}").format(name=one.name))
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on=False, n=number: self.opened.emit(n))
            save = QPushButton(_("Save…"))
            set_role(save, "quiet")
            save.setAccessibleName(_("Save {name}").format(name=one.name))
            save.setAutoDefault(False)
            save.clicked.connect(lambda _on=False, n=number: self.saved.emit(n))
            self.open_buttons.append(button)
            flow.addWidget(button)
            flow.addWidget(save)
        return holder


def _headers(mail: Mail) -> QWidget:
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(2 * UNIT)
    grid.setVerticalSpacing(3)
    grid.setColumnStretch(1, 1)
    for number, (name, value) in enumerate(mail.headers):
        grid.addWidget(label(name, "muted", wrap=False), number, 0)
        said = OneLine(
            f"{FIRST_STRONG}{value}{END_ISOLATE}", "strong" if name == _("Subject") else ""
        )
        said.setToolTip(tip(value) if len(value) > 60 else "")
        grid.addWidget(said, number, 1)
    return holder
