"""What happens by itself, as Qt signals: the register's broadcast, and the turn of the day."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from ctdesk.db.changes import Changes
from ctdesk.db.store import Store

LOOKS = 60_000  # ms between two looks at the day


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


class DayTurn(QObject):
    """Emits `turned` when another day begins for the officer, or is theirs in another time zone.

    It looks every minute and waits for no midnight: the timers of a laptop that sleeps stand still.
    """

    turned = Signal()

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._day = store.today()
        timer = QTimer(self, interval=LOOKS)
        timer.timeout.connect(self.look)
        timer.start()

    def look(self) -> None:
        """See whether it is another day."""
        today = self._store.today()
        if today != self._day:
            self._day = today
            self.turned.emit()
