"""What is typed in a form, kept in the register until it is saved or discarded."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from ctdesk.db.drafts import DocumentDraft
from ctdesk.db.queries import drafts
from ctdesk.db.queries.drafts import KeptDraft
from ctdesk.db.store import Store

# ms. A write to an encrypted register takes some ten: never while somebody types.
AFTER_THE_LAST_KEY, AT_THE_LATEST = 400, 2000


class DraftKeeper(QObject):
    """Keeps one draft of the form that is its parent at a time, under its key; without, it rests.

    `due` says that what is typed is to be handed to `keep`: soon after the last key, and at once
    when the form is left for another page or its window for another.
    """

    due = Signal()

    def __init__(self, store: Store, parent: QObject) -> None:
        super().__init__(parent)
        parent.installEventFilter(self)
        self._store = store
        self.key = ""
        self._memo: str | None = None  # as it is kept; None where nothing is
        self._documents: tuple[DocumentDraft, ...] = ()
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
            self._memo, self._documents = found.memo, found.documents
        return found

    def has(self, key: str) -> bool:
        """Whether anything is kept under a key."""
        return any(one.key == key for one in self._store.read(drafts.waiting))

    def rest(self) -> None:
        """Keep nothing more; what is kept stays."""
        self.calm()
        self.key, self._memo, self._documents = "", None, ()

    @property
    def keeps(self) -> bool:
        """Whether anything is kept under the key."""
        return self._memo is not None

    @property
    def waiting(self) -> bool:
        """Whether something was typed since the last keeping."""
        return self._latest.isActive()

    def typed(self) -> None:
        """Something was typed: it is due soon."""
        if self.key and not self._store.read_only:
            self._soon.start()
            if not self._latest.isActive():
                self._latest.start()

    def calm(self) -> None:
        """Nothing is due."""
        self._soon.stop()
        self._latest.stop()

    def keep(self, title: str, memo: str, documents: Sequence[DocumentDraft]) -> None:
        """Write what is typed, where it is not as it was written last. Raises UserError."""
        self.calm()
        files = tuple(documents)
        if (
            not self.key
            or self._store.read_only
            or (memo == self._memo and files == self._documents)
        ):
            return
        self._store.keep_draft(self.key, title, memo, None if files == self._documents else files)
        self._memo, self._documents = memo, files

    def drop(self) -> None:
        """Keep it no longer. Raises UserError."""
        self.calm()
        if self._memo is not None:
            self._store.drop_draft(self.key)
        self._memo, self._documents = None, ()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice that the form is left."""
        if event.type() in (QEvent.Type.WindowDeactivate, QEvent.Type.Hide) and self.waiting:
            self.due.emit()
        return super().eventFilter(watched, event)
