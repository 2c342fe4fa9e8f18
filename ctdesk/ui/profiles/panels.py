"""The documents of a record and its history, in the panels that every record has.

The panels are imported when first looked at: a profile has not to wait for them.
"""

from __future__ import annotations

from typing import Protocol

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ctdesk.db.store import Store
from ctdesk.ui.profiles.part import Part
from ctdesk.ui.widgets.cards_page import EDGE


class Record(Protocol):
    """What a profile is of."""

    @property
    def id(self) -> int: ...


class DocumentsPart(Part):
    """Keeps files of a record."""

    def __init__(self, store: Store, zone: str, table: str) -> None:
        from ctdesk.ui.profiles.documents_panel import DocumentsPanel  # as the docstring says

        super().__init__(store)
        self._table = table
        self.panel = DocumentsPanel(store, zone)
        self.panel.wanted.connect(self.wanted)
        _fill(self, self.panel)

    def show_record(self, record: Record, *, other: bool) -> None:
        if other:  # it follows what happens by itself
            self.panel.show_owner(self._table, record.id)

    def keep_drafts(self) -> None:
        self.panel.settle()


class HistoryPart(Part):
    """Says who changed what of a record, when, from what to what."""

    def __init__(self, store: Store, zone: str, table: str) -> None:
        from ctdesk.ui.widgets.history_panel import HistoryPanel  # as the docstring says

        super().__init__(store)
        self._table = table
        self.panel = HistoryPanel(store, zone)
        _fill(self, self.panel)

    def show_record(self, record: Record, *, other: bool) -> None:
        if other:  # as above
            self.panel.show_record(self._table, record.id)


def _fill(part: Part, panel: QWidget) -> None:
    layout = QVBoxLayout(part)
    layout.setContentsMargins(EDGE, 14, EDGE, 14)
    layout.addWidget(panel)
    part.setFocusProxy(panel)
