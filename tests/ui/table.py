"""A table of a test: a model, its view, and what a fresh question would show."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from pytestqt.qtbot import QtBot
from sqlalchemy import Connection

from ctdesk.db.drafts import OrganizationDraft
from ctdesk.db.operations import organizations as organization_operations
from ctdesk.db.queries import organizations
from ctdesk.db.queries.engagements import EngagementList
from ctdesk.db.queries.lists import ListQuery, Order
from ctdesk.db.store import Store
from ctdesk.ui.columns import engagements as engagement_columns
from ctdesk.ui.columns import organizations as organization_columns
from ctdesk.ui.tables.model import RecordModel
from ctdesk.ui.tables.view import RecordView


class Table:
    """The directory's or the log's table, as its page makes it."""

    def __init__(
        self, qtbot: QtBot, store: Store, query: ListQuery, *, show: bool = True, width: int = 640
    ) -> None:
        is_log = isinstance(query, EngagementList)
        directory = organization_columns.columns(date.today)
        columns = engagement_columns.columns() if is_log else directory
        table = "engagement" if is_log else "organization"
        self.store = store
        self.columns = {column.key: number for number, column in enumerate(columns)}
        self.model = RecordModel(store, query, columns, table=table, by=f"{table}_id")
        self.view = RecordView(self.model, columns, "Table", "Nothing")
        self.model.setParent(self.view)
        qtbot.addWidget(self.view)
        self.view.resize(width, 400)
        if show:
            self.view.show()
            qtbot.waitExposed(self.view)

    @property
    def ids(self) -> list[int]:
        return [self.model.id_at(row) or 0 for row in range(self.model.rowCount())]

    def in_step(self) -> bool:
        return self.ids == list(self.store.read(self.model.query.ids))

    def text(self, row: int, column: str) -> str:
        return str(self.model.index(row, self.columns[column]).data())


@dataclass(frozen=True)
class CountingList:
    """A list of many rows that remembers which it was asked for."""

    rows_held: int
    asked: list[list[int]]
    order: Order = ()
    leans: bool = False

    def in_order(self, order: Order) -> CountingList:
        return replace(self, order=order)

    def ids(self, connection: Connection, limit: int | None = None) -> array[int]:
        del connection
        ids = range(1, self.rows_held + 1)
        return array("q", (ids[::-1] if self.order else ids)[:limit])

    def count(self, connection: Connection) -> int:
        del connection
        return self.rows_held

    def rows(self, connection: Connection, ids: Sequence[int]) -> dict[int, str]:
        del connection
        self.asked.append(list(ids))
        return {one: f"row {one}" for one in ids}

    def place(self, connection: Connection, row_id: int, *, listed: bool = False) -> tuple[int]:
        del connection, listed
        return (row_id,)

    def begins(self, connection: Connection, prefix: str) -> int | None:
        del connection, prefix
        return None


def rename(store: Store, organization_id: int, acronym: str) -> None:
    draft: OrganizationDraft = store.read(organizations.draft(organization_id))
    changed = replace(draft, acronym=acronym)
    store.perform(
        f"Rename to {acronym}",
        lambda s: organization_operations.edit(s, organization_id, changed),
    )
