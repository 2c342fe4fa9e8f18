"""The whole register as plain values, to be compared."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select, text

from ctdesk.db.search.index import INDEXED
from ctdesk.db.store import Store
from ctdesk.db.tables import Base, Tally, records

Snapshot = dict[str, dict[int, tuple[Any, ...]]]


def rows(store: Store) -> Snapshot:
    """Every journalled row of every table, by id."""

    def question(connection: Connection) -> Snapshot:
        return {
            table.__tablename__: {
                row.id: tuple(row) for row in connection.execute(select(table.__table__))
            }
            for table in records()
        }

    return store.read(question)


def index(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Every word of the search index with where it stands."""

    def question(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
        found = {}
        for table in INDEXED:
            found[table] = [
                tuple(row)
                for row in connection.execute(
                    text(f"SELECT rowid FROM {table}_fts_docsize ORDER BY rowid")
                )
            ]
        return found

    return store.read(question)


def tally(store: Store) -> dict[tuple[Any, ...], tuple[int, int]]:
    """The tally as it is kept."""

    def question(connection: Connection) -> dict[tuple[Any, ...], tuple[int, int]]:
        rows = connection.execute(select(Tally.__table__))
        return {
            (row.organization_id, row.item_id, row.day): (row.held, row.planned) for row in rows
        }

    return store.read(question)


def recount(store: Store) -> dict[tuple[Any, ...], tuple[int, int]]:
    """The tally recounted from the records, in plain loops."""
    tables = rows(store)
    columns = {name: [c.name for c in Base.metadata.tables[name].columns] for name in tables}

    def named(table: str) -> list[dict[str, Any]]:
        return [dict(zip(columns[table], row, strict=True)) for row in tables[table].values()]

    found: dict[tuple[Any, ...], list[int]] = {}
    for engagement in named("engagement"):
        mine = [p for p in named("participation") if p["engagement_id"] == engagement["id"]]
        came = {
            p["organization_id"] for p in mine if p["attendance"] in ("", "in_person", "virtual")
        }
        links = [i for i in named("engagement_item") if i["engagement_id"] == engagement["id"]]
        for body in came - {None}:
            for item in {0, *(link["item_id"] for link in links)}:
                cell = found.setdefault((body, item, engagement["starts"].date()), [0, 0])
                cell[0] += engagement["status"] == "held"
                cell[1] += engagement["status"] == "planned"
    return {key: (held, planned) for key, (held, planned) in found.items() if held or planned}
