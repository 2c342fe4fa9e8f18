"""What is typed in a form, kept in the register until it is saved or discarded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from ctdesk import bugs
from ctdesk.db.files import DocumentDraft
from ctdesk.db.queries import drafts
from ctdesk.db.queries.drafts import KeptDraft
from ctdesk.db.store import Store
from ctdesk.errors import UserError
from ctdesk.ui.tasks import LARGE, Tasks

# ms. A write to an encrypted register takes some ten: never while somebody types.
AFTER_THE_LAST_KEY, AT_THE_LATEST = 400, 2000


@dataclass
class _Kept:
    """What one keeping writes; `done` once it is in the register."""

    memo: str
    documents: tuple[DocumentDraft, ...]
    done: bool = False


class DraftKeeper(QObject):
    """Keeps one draft of the form that is its parent at a time, under its key; without, it rests.

    `due` says that what is typed is to be handed to `keep`: soon after the last key, and at once
    when the form is left for another page or its window for another. Large files are written in a
    thread, one keeping after another; `writing` has them, and what is written then, nothing, and
    `failed` why it was not.
    """

    due = Signal()
    writing = Signal(object)  # a tuple of DocumentDraft
    failed = Signal(object)

    def __init__(self, store: Store, parent: QObject) -> None:
        super().__init__(parent)
        parent.installEventFilter(self)
        self._store = store
        self.key = ""
        self._kept: _Kept | None = None
        self._begun: _Kept | None = None  # what a thread is writing
        self._tasks = Tasks(self)
        self._soon = QTimer(self, singleShot=True, interval=AFTER_THE_LAST_KEY)
        self._latest = QTimer(self, singleShot=True, interval=AT_THE_LATEST)
        for timer in (self._soon, self._latest):
            timer.timeout.connect(self.due)

    def begin(self, key: str) -> KeptDraft | None:
        """Keep under this key from now on; what is kept there already."""
        self.rest()
        found = self._store.read(drafts.kept(key))
        self.key = key
        if found is not None:
            self._kept = _Kept(found.memo, found.documents, done=True)
        return found

    def has(self, key: str) -> bool:
        """Whether anything is kept under a key."""
        return any(one.key == key for one in self._store.read(drafts.waiting))

    def rest(self) -> None:
        """Keep nothing more; what is kept stays."""
        self.settle()
        self.calm()
        self.key, self._kept = "", None

    @property
    def keeps(self) -> bool:
        """Whether anything is kept under the key."""
        return self._kept is not None

    @property
    def waiting(self) -> bool:
        """Whether something typed is not kept yet."""
        return self._latest.isActive() or self._begun is not None

    def typed(self) -> None:
        """Something was typed: it is due soon."""
        if self.key and not self._store.read_only:
            self._soon.start()
            if not self._latest.isActive():
                self._latest.start()

    def again(self) -> None:
        """What is typed could not be kept now: it is due once more."""
        if not self._latest.isActive():
            self._latest.start()

    def calm(self) -> None:
        """Nothing is due."""
        self._soon.stop()
        self._latest.stop()

    def settle(self) -> None:
        """Wait for the thread, if it writes."""
        if self._begun is None:
            return
        self._tasks.wait()
        if self._begun.done:
            self._kept = self._begun
        self._begun = None
        self.writing.emit(())

    def keep(self, title: str, memo: str, documents: Sequence[DocumentDraft]) -> None:
        """Write what is typed, where it is not as it was written last. Raises UserError."""
        self.settle()
        self.calm()
        one = _Kept(memo, tuple(documents))
        self._writer(title, one)()
        self._take(one)

    def keep_beside(self, title: str, memo: str, documents: Sequence[DocumentDraft]) -> None:
        """Write it while the window goes on, where that takes long. Raises UserError."""
        self.calm()
        one, known = _Kept(memo, tuple(documents)), self._documents
        new = tuple(file for file in one.documents if not any(file is old for old in known))
        if self._begun is not None:
            self.again()
        elif one.documents == known or _to_be_written(one.documents) <= LARGE:
            self.keep(title, memo, documents)
        else:
            self._begun = one
            self._tasks.start(self._writer(title, one), self._written, self._refused)
            self.writing.emit(new)

    def drop(self) -> None:
        """Keep it no longer. Raises UserError."""
        self.settle()
        self.calm()
        had = self._documents
        if self._kept is not None:
            self._store.drop_draft(self.key)
        self._kept = None
        if had:
            self._let_go()

    @property
    def _documents(self) -> tuple[DocumentDraft, ...]:
        return self._kept.documents if self._kept else ()

    def _writer(self, title: str, one: _Kept) -> Callable[[], None]:
        """What writes it, in whichever thread."""
        key, before = self.key, self._kept
        files = None if before and one.documents == before.documents else one.documents
        same = before is not None and files is None and one.memo == before.memo

        def write() -> None:
            if key and not same:
                self._store.keep_draft(key, title, one.memo, files)
            one.done = bool(key) and not self._store.read_only

        return write

    def _take(self, one: _Kept) -> None:
        if not one.done:
            return
        fewer = any(old not in one.documents for old in self._documents)
        self._kept = one
        if fewer:
            self._let_go()

    def _written(self, _none: object) -> None:
        one, self._begun = self._begun, None
        if one is not None:
            self._take(one)
        self.writing.emit(())

    def _refused(self, error: Exception) -> None:
        self._begun = None
        self.writing.emit(())
        self.failed.emit(error)

    def _let_go(self) -> None:
        """Have the contents that are wanted no more deleted, which takes as long as writing."""
        self._tasks.start(self._store.let_go, lambda _none: None, _passed_over)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice that the form is left."""
        left = event.type() in (QEvent.Type.WindowDeactivate, QEvent.Type.Hide)
        if left and self._latest.isActive():
            self.due.emit()
        return super().eventFilter(watched, event)


def _to_be_written(documents: Sequence[DocumentDraft]) -> int:
    """Bytes that do not lie in the register already."""
    return sum(len(file.data) for file in documents if isinstance(file.data, bytes))


def _passed_over(error: Exception) -> None:
    """The next time will do; a bug is written down."""
    if not isinstance(error, UserError):
        bugs.record(error)
