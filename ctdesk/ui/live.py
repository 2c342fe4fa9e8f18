"""The register's broadcast as one Qt signal."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ctdesk.db.changes import Changes
from ctdesk.db.store import Store


class Live(QObject):
    """Emits `changed` with the `Changes` of every operation, undo and redo.

    It stops listening when it is destroyed, so that a page that is gone is never told.
    """

    changed = Signal(object)

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        stop = store.subscribe(self._told)
        self.destroyed.connect(stop)

    def _told(self, changes: Changes) -> None:
        self.changed.emit(changes)
