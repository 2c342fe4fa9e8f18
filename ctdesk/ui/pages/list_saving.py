"""The list on show as a file: asked for, written beside the window, called off by a press."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from ctdesk.db.patience import CalledOff
from ctdesk.db.store import Store
from ctdesk.errors import UserError
from ctdesk.ui.tables.model import Column
from ctdesk.ui.tables.view import RecordView
from ctdesk.ui.tasks import Tasks
from ctdesk.ui.widgets.notice import Notice
from ctdesk.words import _, ngettext

_STEPS = 20  # in which it is said how far it is: a screen reader says each of them


class ListSaving(QObject):
    """Saves all rows of a table's list, with the columns on show as they stand.

    How far it is and how it ended is said in `notice`.
    """

    _came_to = Signal(int, int)

    def __init__(self, store: Store, view: RecordView, notice: Notice) -> None:
        super().__init__(view)
        self._store = store
        self._view = view
        self._notice = notice
        self._tasks = Tasks(self)
        self._name = ""  # of the file that is being written
        self._step = -1  # that was said last
        self._unwanted = Event()
        self._came_to.connect(self._say_how_far, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether a file is being written."""
        return self._tasks.busy

    def ask(self, name: str) -> None:
        """Ask where to save the list, proposing a name, then do."""
        from ctdesk.ui.dialogs.reader import ask_where, plain_name  # not before it is asked for

        if not self.busy:
            ask_where(self._view, plain_name(f"{name}.csv"), self.save_to)

    def save_to(self, path: Path) -> None:
        """Save the list there, beside the window."""
        from ctdesk.exchange.list_csv import PlainColumn, save_list  # as above

        if self.busy:
            return
        view, records = self._view, self._view.records
        columns = [
            PlainColumn(view.named(number), _words(records.columns[number]))
            for number in view.shown_columns
        ]
        self._name = path.name
        self._step = -1
        self._unwanted.clear()
        work = partial(
            save_list, self._store, records.query, columns, path,
            told=self._came_to.emit, called_off=self._called_off,
        )  # fmt: skip
        self._say(_("Saving {name}").format(name=self._name))
        self._tasks.start(work, partial(self._saved, path), self._failed)

    def call_off(self) -> None:
        """Write no more, and leave no file."""
        self._unwanted.set()

    def _called_off(self) -> bool:
        return self._unwanted.is_set() or self._tasks.called_off()

    @Slot(int, int)
    def _say_how_far(self, done: int, of: int) -> None:
        step = done * _STEPS // of
        if self.busy and step != self._step and not self._unwanted.is_set():
            self._step = step
            words = _("Saving {name}: {done} of {all} rows")
            self._say(words.format(name=self._name, done=f"{done:,}", all=f"{of:,}"))

    def _say(self, words: str) -> None:
        self._notice.say(words, "plain", (_("Cancel"), self.call_off))

    def _saved(self, path: Path, count: int) -> None:
        words = ngettext("{count} row saved as {path}", "{count} rows saved as {path}", count)
        self._notice.say(words.format(count=f"{count:,}", path=path), "good")

    def _failed(self, error: Exception) -> None:
        if isinstance(error, CalledOff):
            words = _("{name} was not saved: you cancelled it.").format(name=self._name)
            self._notice.say(words, "plain")
        elif isinstance(error, UserError):
            self._notice.say(str(error))
        else:
            self._notice.clear()
            raise error


def _words(column: Column) -> Callable[[Any], str]:
    """What a column says of a row, in words alone."""
    return lambda row: column.cell(row).words
