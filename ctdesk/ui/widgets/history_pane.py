"""The history of a record in place of its form, and the way back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ctdesk.db.store import Store
from ctdesk.ui.theme import set_role
from ctdesk.ui.widgets.card import HEADING_GAP, OneLine
from ctdesk.ui.widgets.cards_page import EDGE
from ctdesk.ui.widgets.history_panel import HistoryPanel
from ctdesk.words import _


class HistoryPane(QWidget):
    """Shows the history of one record; `closed` says that Escape leads out of it."""

    closed = Signal()

    def __init__(self, store: Store, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = OneLine("", "title")
        self.panel = HistoryPanel(store, zone)
        self.leave_button = QPushButton(_("Esc"))
        set_role(self.leave_button, "key")
        self.leave_button.setToolTip(_("Back from the history"))
        self.leave_button.setAccessibleName(_("Back from the history"))
        self.leave_button.clicked.connect(self.closed)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 10)
        row.setSpacing(HEADING_GAP)
        row.addWidget(self.title, 1)
        row.addWidget(self.leave_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, 14, EDGE, 14)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.panel, 1)
        self.setFocusProxy(self.panel)

    def show_record(self, table: str, record_id: int, name: str) -> None:
        """Show the history of a record, called by its name."""
        self.title.setText(_("History of {name}").format(name=name))
        self.panel.show_record(table, record_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leads back."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
