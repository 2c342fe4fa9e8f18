"""The Working Groups: who leads them, and which regional bodies they invited to their sessions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from ctdesk.days import today_of
from ctdesk.db.queries import working_groups as queries
from ctdesk.db.queries.lists import ListQuery
from ctdesk.db.queries.working_groups import GroupList
from ctdesk.db.store import Store
from ctdesk.settings import Settings
from ctdesk.ui.columns.working_groups import columns
from ctdesk.ui.pages.invitations_pane import InvitationsPane
from ctdesk.ui.pages.list_page import ListPage, MenuLine
from ctdesk.ui.tables.empty import Empty
from ctdesk.ui.tables.model import Column
from ctdesk.ui.wishes import LogEngagement, Open, Wish
from ctdesk.words import _, ngettext


class WorkingGroupsPage(ListPage):
    """Lists the groups; beside them stands whom the chosen one invited in a year."""

    kind = "organization"
    title = _("Working Groups")
    sizes = (400, 684)

    def __init__(self, store: Store, settings: Settings, parent: QWidget | None = None) -> None:
        self._today = today_of(settings)
        self._year = self._today().year
        super().__init__(store, settings, parent)
        self.pane = InvitationsPane()
        self._stand_beside(self.pane)
        self.pane.wanted.connect(self.wanted)
        self.pane.year_chosen.connect(self.show_year)

    # What the list holds

    def _query(self) -> ListQuery:
        return GroupList()

    def _columns(self) -> tuple[Column, ...]:
        return columns()

    def _empty(self) -> Empty:
        return Empty(_("No Working Group"), _("One is added among the organizations, by its kind."))

    def _several(self, count: int) -> str:
        return ngettext("{count} Working Group", "{count} Working Groups", count).format(
            count=count
        )

    def _log_with(self, ids: Sequence[int]) -> Wish | None:
        return LogEngagement(bodies=tuple(ids))

    def _menu(self, ids: Sequence[int]) -> Sequence[MenuLine]:
        if not ids:
            return ()
        log = (_("Log engagement"), lambda: self._log(ids), "log")
        if len(ids) > 1:
            return (log,)
        return ((_("Open organization"), lambda: self._open_body(ids[0]), ""), log)

    # What the window asks for

    def acts(self) -> Mapping[str, Callable[[], None]]:
        return {key: act for key, act in super().acts().items() if key == "log"}

    def enter(self, record_id: int) -> None:
        """Go on to whom the group invited."""
        del record_id
        self.pane.setFocus()

    def edit(self, record_id: int) -> None:
        """Open a group on its own page, where it is edited."""
        self._open_body(record_id)

    def _open_body(self, record_id: int) -> None:
        self.wanted.emit(Open("organization", record_id))

    # What stands beside it

    def show_year(self, year: int) -> None:
        """Show the invitations of another year."""
        self._year = year
        self._show_record(self.current_id)

    def _show_record(self, record_id: int | None) -> None:
        group = None if record_id is None else self._store.read(queries.group(record_id))
        if group is None:
            self.pane.show_nothing(_("Choose a Working Group to see whom it invited."))
            return
        known = {*self._store.read(queries.years(group.id)), self._today().year, self._year}
        found = self._store.read(queries.invitations(group.id, self._year))
        self.pane.show_group(group, sorted(known, reverse=True), found)

    # How it was left

    def state(self) -> dict[str, Any]:
        return {**super().state(), "year": self._year}

    def restore(self, state: Mapping[str, Any]) -> None:
        year = state.get("year")
        if isinstance(year, int) and 1 <= year < 9999:
            self._year = year
        super().restore(state)
