"""What the program is, its version and its licence."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ctdesk import __version__
from ctdesk.ui.theme import UNIT, set_role
from ctdesk.ui.widgets.card import label
from ctdesk.words import _

_WIDTH = 420  # px of the words


class AboutDialog(QDialog):
    """It is read and closed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("About CT Desk"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = label(_("CT Desk {version}").format(version=__version__), "title", wrap=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * UNIT, 3 * UNIT, 3 * UNIT, 3 * UNIT)
        column.setSpacing(UNIT + 4)
        column.addWidget(title)
        for words in (
            _(
                "Directory, engagement log and printed sheets for counter-terrorism cooperation "
                "desks. It works offline and keeps one register in one encrypted file."
            ),
            _("Free software under the Apache License 2.0."),
        ):
            said = label(words)
            said.setFixedWidth(_WIDTH)  # its height follows from it
            column.addWidget(said)
        column.addSpacing(UNIT // 2)
        column.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        close = QPushButton(_("Close"))
        set_role(close, "primary")
        close.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        return foot
