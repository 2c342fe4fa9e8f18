"""Work beside the window: a function runs in a thread, its answer comes back to the window's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot

LARGE = 1_000_000  # bytes of files; the window would stand still while more are written
Done = Callable[[Any], None]
Failed = Callable[[Exception], None]


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What a task came to: its result, or its error."""

    result: Any = None
    error: Exception | None = None


class _Answer(QObject):
    """Lives in the window's thread; `arrived` is emitted in the other and handled in this."""

    arrived = Signal(object)

    def __init__(self, done: Done, failed: Failed, parent: Tasks) -> None:
        super().__init__(parent)
        self._tasks = parent
        self._done = done
        self._failed = failed
        self.arrived.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    @Slot(object)
    def _tell(self, outcome: _Outcome) -> None:
        self._tasks.finish(self)
        if outcome.error is not None:
            self._failed(outcome.error)
        else:
            self._done(outcome.result)


class _Run(QRunnable):
    def __init__(self, work: Callable[[], Any], answer: _Answer) -> None:
        super().__init__()
        self._work = work
        self._answer = answer

    def run(self) -> None:
        try:
            result = self._work()
        except Exception as error:  # the window says it; a thread has nobody to tell
            self._answer.arrived.emit(_Outcome(error=error))
        else:
            self._answer.arrived.emit(_Outcome(result))


class Tasks(QObject):
    """Runs functions that read, compute or keep, one after another, in a thread.

    What they come to is told in the thread of this object. `wait` before the register closes.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._open: set[_Answer] = set()
        self._leaving = Event()
        # What goes without `wait` calls off what runs, too: its end is waited for by the pool.
        self.destroyed.connect(self._leaving.set)

    def start(self, work: Callable[[], Any], done: Done, failed: Failed) -> None:
        """Run `work` in a thread, then `done` with its result or `failed` with its error."""
        answer = _Answer(done, failed, self)
        self._open.add(answer)
        self._pool.start(_Run(work, answer))

    @property
    def busy(self) -> bool:
        """Whether anything is still to be told."""
        return bool(self._open)

    def called_off(self) -> bool:
        """Whether somebody waits: work that takes long asks that between its steps."""
        return self._leaving.is_set()

    def finish(self, answer: _Answer) -> None:
        """Forget an answer that has been told."""
        self._open.discard(answer)
        answer.deleteLater()

    def wait(self) -> None:
        """Until what runs has run; what has not begun is dropped, and nothing more is told."""
        self._leaving.set()
        self._pool.clear()
        self._pool.waitForDone()
        self._leaving.clear()
        for answer in list(self._open):
            answer.arrived.disconnect()
            self.finish(answer)


class Newest(QObject):
    """Answers the newest of many questions, such as one for each letter typed.

    One runs at a time; of those asked meanwhile the last runs next. Only the answer to the newest
    is told, in the thread of this object; work that takes long asks `called_off` between its steps.
    `wait` before the register closes.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = Tasks(self)
        self._next: tuple[Callable[[], Any], Done, Failed] | None = None

    @property
    def busy(self) -> bool:
        """Whether the answer to the newest question is still to come."""
        return self._tasks.busy

    def ask(self, work: Callable[[], Any], done: Done, failed: Failed) -> None:
        """Run `work` in a thread, then `done` or `failed`, unless something newer is asked."""
        if self._tasks.busy:
            self._next = (work, done, failed)
            return
        self._tasks.start(work, partial(self._told, done), partial(self._told, failed))

    def called_off(self) -> bool:
        """Whether nobody waits for what runs: something newer was asked, or somebody waits."""
        return self._next is not None or self._tasks.called_off()

    def call_off(self) -> None:
        """Have nothing told of what was asked."""
        if self._tasks.busy:
            self._next = (lambda: None, lambda _none: None, lambda _error: None)

    def _told(self, tell: Callable[[Any], None], outcome: Any) -> None:
        if self._next is None:
            tell(outcome)
            return
        newer, self._next = self._next, None
        self.ask(*newer)

    def wait(self) -> None:
        """Until what runs has run; nothing more is told."""
        self._next = None
        self._tasks.wait()
