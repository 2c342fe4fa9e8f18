"""How a list is read without the window standing still.

One rule holds for everything a list asks of the register in the window's thread: it is asked
shortly (`Store.read_shortly`), and what is not answered by then is asked once more in a thread.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from ctdesk.db.patience import CalledOff
from ctdesk.db.queries.lists import ListQuery
from ctdesk.db.store import Store
from ctdesk.ui.tasks import Newest

FIRST = 1_000  # ids asked for at once; a list that holds fewer is read whole by that


class ListReader(QObject):
    """Reads the ids of a list: the first at once where that is quick, all of them in a thread.

    `read` carries all ids, `failed` the error there was instead. A newer question calls off the
    one under way within a few milliseconds, whatever it is doing.
    """

    read = Signal(object)
    failed = Signal(object)

    def __init__(self, store: Store, parent: QObject) -> None:
        super().__init__(parent)
        self._store = store
        self._ids = Newest(self)
        self._seeking = Newest(self)

    def begin(self, query: ListQuery) -> array[int] | None:
        """The first ids of a list; None where they are not there at once.

        Fewer than FIRST are all of them. Else `read` follows.
        """
        self.call_off()
        try:
            first = self._store.read_shortly(lambda c: query.ids(c, FIRST))
        except CalledOff:
            first = None
        if first is None or len(first) == FIRST:
            question = partial(self._store.read, query.ids, self._ids.called_off)
            self._ids.ask(question, self.read.emit, self._failed)
        return first

    def call_off(self) -> None:
        """Have nothing more told."""
        self._ids.call_off()

    def seek(self, query: ListQuery, prefix: str, told: Callable[[int | None], None]) -> None:
        """Tell the id of the first record whose name begins so, None where there is none."""

        def question(connection: object) -> int | None:
            return query.begins(connection, prefix)  # type: ignore[arg-type]

        self._seeking.call_off()
        try:
            found = self._store.read_shortly(question)
        except CalledOff:
            work = partial(self._store.read, question, self._seeking.called_off)
            self._seeking.ask(work, told, self._failed)
        else:
            told(found)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, CalledOff):
            self.failed.emit(error)
