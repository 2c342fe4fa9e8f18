"""Saved searches in the window: kept, named, deleted and counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ctdesk.db.changes import Changes
from ctdesk.db.search.tree import Tree, text_of
from ctdesk.db.store import Store
from ctdesk.errors import UserError
from ctdesk.ui.tasks import Newest
from ctdesk.ui.widgets.saved_list import SavedList
from ctdesk.words import _

if TYPE_CHECKING:
    from ctdesk.db.queries.searches import Saved


class SavedSearches(QObject):
    """What the list in the navigation shows, and what is done there.

    `where` names the page of each kind of record. `deleted` carries what is to be said of a
    deletion, `failed` an error nobody here answers.
    """

    deleted = Signal(str)
    failed = Signal(object)

    def __init__(
        self, store: Store, shown: SavedList, where: Mapping[str, str], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._list = shown
        self._where = where
        self._wanted = ("", "")  # kind and query of what is being named
        self._on_show = ("", "")  # kind and query of the list on show
        self._counting = Newest(self)
        self.all: tuple[Saved, ...] = ()
        shown.named.connect(self._named)
        shown.delete_wanted.connect(self._delete)

    def show(self) -> None:
        """List them, and count what each finds."""
        from ctdesk.db.queries.searches import saved  # after the first list

        self.all = self._store.read(saved)
        self._list.show_all(self.all, self._where, read_only=self._store.read_only)
        self._list.mark(*self._on_show)
        self.count()

    def follow(self, changes: Changes) -> None:
        """Show what a step changed: whatever it was, other records may be found now."""
        if changes.touches("saved_search"):
            self.show()
        else:
            self.count()

    def count(self) -> None:
        """Count what each finds, beside the window."""
        if self.all:
            from ctdesk.db.queries.searches import counts  # loaded by then

            self._counting.ask(
                lambda: self._store.read(counts), self._list.set_counts, self._fail_quietly
            )

    @property
    def counting(self) -> bool:
        """Whether a count is still to come."""
        return self._counting.busy

    def mark(self, kind: str, query: str) -> None:
        """Mark those that ask for the list on show."""
        self._on_show = (kind, query)
        self._list.mark(kind, query)

    def save(self, kind: str, asked: Tree) -> None:
        """Have a name typed for a query, and keep it."""
        from ctdesk.db.search.naming import proposed  # not before it is asked for

        self._wanted = (kind, text_of(asked))
        self._list.ask_name(kind, proposed(asked))

    def _named(self, one: Saved | None, name: str) -> None:
        from ctdesk.db.operations import searches  # as above

        name = name.strip()
        kind, query = self._wanted
        if one is None:
            done = self._perform(
                _("Save search {name}").format(name=name),
                lambda session: searches.save(session, kind, name, query),
            )
        else:
            done = self._perform(
                _("Rename search {name}").format(name=one.name),
                lambda session: searches.rename(session, one.id, name),
            )
        if done:
            self._list.end_naming(one)

    def _perform(self, title: str, work: Callable[[Any], object]) -> bool:
        try:
            self._store.perform(title, work)
        except UserError as error:
            self._list.refuse(str(error))
            return False
        return True

    def _delete(self, one: Saved) -> None:
        from ctdesk.db.operations import searches  # as above

        try:
            title = _("Delete search {name}").format(name=one.name)
            self._store.perform(title, lambda session: searches.delete(session, one.id))
        except UserError as error:
            self.failed.emit(error)
        else:
            self.deleted.emit(_("Deleted: {name}").format(name=one.name))

    def _fail_quietly(self, error: Exception) -> None:
        if not isinstance(error, UserError):  # a disk that does not answer is said elsewhere
            self.failed.emit(error)
