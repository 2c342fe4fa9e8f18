"""The documents of a body and its history, in the panels that every record has."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from ctdesk.db.queries.profiles import Head
from ctdesk.db.store import Store
from ctdesk.ui.profiles.part import Part
from ctdesk.ui.widgets.cards_page import EDGE
from ctdesk.ui.widgets.documents_panel import DocumentsPanel
from ctdesk.ui.widgets.history_panel import HistoryPanel


class DocumentsPart(Part):
    """Keeps files of a body."""

    def __init__(self, store: Store, zone: str) -> None:
        super().__init__(store)
        self._id: int | None = None
        self.panel = DocumentsPanel(store, zone)
        self.panel.wanted.connect(self.wanted)
        _fill(self, self.panel)

    def show_body(self, head: Head) -> None:
        if head.id != self._id:  # it follows what happens by itself
            self._id = head.id
            self.panel.show_owner("organization", head.id)


class HistoryPart(Part):
    """Says who changed what of a body, when, from what to what."""

    def __init__(self, store: Store, zone: str) -> None:
        super().__init__(store)
        self._id: int | None = None
        self.panel = HistoryPanel(store, zone)
        _fill(self, self.panel)

    def show_body(self, head: Head) -> None:
        if head.id != self._id:  # as above
            self._id = head.id
            self.panel.show_record("organization", head.id)


def _fill(part: Part, panel: DocumentsPanel | HistoryPanel) -> None:
    layout = QVBoxLayout(part)
    layout.setContentsMargins(EDGE, 14, EDGE, 14)
    layout.addWidget(panel)
    part.setFocusProxy(panel)
