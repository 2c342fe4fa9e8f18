"""The journal of what was done, and its replay."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Table, insert, select

from ctdesk.db.changes import Image, RowChange
from ctdesk.db.tables import Base, Change

_BATCH = 500  # ids a statement; well under SQLite's limit of parameters


def table_of(name: str) -> Table:
    """The table of a journalled row; KeyError where this version has none of that name."""
    return Base.metadata.tables[name]


def image_of(connection: Connection, table: Table, row_id: int) -> Image | None:
    """The whole row as it stands in the database, or None."""
    row = connection.execute(select(table).where(table.c.id == row_id)).one_or_none()
    return None if row is None else dict(row._mapping)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, (date, datetime)) else value


def _encode(image: Mapping[str, Any], columns: Iterable[str]) -> str:
    return json.dumps({name: _plain(image[name]) for name in columns}, ensure_ascii=False)


def _decode(table: Table, image: str) -> dict[str, Any]:
    values = json.loads(image)
    for name, value in values.items():
        kind = table.c[name].type.python_type
        if value is not None and issubclass(kind, date):  # datetime is one too
            values[name] = kind.fromisoformat(value)
    return dict(values)


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the journal: what changed of a row; both empty for an insert."""

    operation_id: int
    table: Table
    row_id: int
    kind: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]


def write(connection: Connection, operation_id: int, rows: Iterable[RowChange]) -> None:
    """Enter the changes under an operation. An insert is entered without an image."""
    entries = []
    for position, row in enumerate(rows):
        columns = sorted(row.columns)
        insertion = row.before is None
        entries.append(
            {
                "operation_id": operation_id,
                "position": position,
                "table_name": row.table,
                "row_id": row.id,
                "kind": row.kind,
                "before": None if row.before is None else _encode(row.before, columns),
                "after": None if insertion or row.after is None else _encode(row.after, columns),
            }
        )
    connection.execute(insert(Change), entries)


def entries(connection: Connection, operation_id: int, limit: int | None = None) -> list[Entry]:
    """What an operation did, as the journal has it; the first `limit` rows of it."""
    found = select(Change.__table__).where(Change.operation_id == operation_id)
    ordered = found.order_by(Change.position).limit(limit)
    return [_entry(row) for row in connection.execute(ordered)]


def entries_of(connection: Connection, table: str, row_ids: Iterable[int]) -> Iterator[Entry]:
    """All that was ever done to these rows of a table, oldest first for each batch of them."""
    for batch in batches(sorted(row_ids)):
        found = (
            select(Change.__table__)
            .where(Change.row_id.in_(batch), Change.table_name == table)
            .order_by(Change.operation_id)
        )
        yield from map(_entry, connection.execute(found).all())


def blank(table: Table) -> dict[str, Any]:
    """What a row says of each column that nobody filled in."""
    return {
        column.name: None if column.default is None else column.default.arg  # type: ignore[attr-defined]
        for column in table.columns
    }


def as_inserted(later: Iterable[Entry]) -> dict[str, Any]:
    """The inserted values of the columns that were changed since; `later` is oldest first.

    The others stand in the row itself, if it is still there.
    """
    values: dict[str, Any] = {}
    for one in later:
        values = {**one.before, **values}
    return values


def batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """Ids in portions that one statement takes."""
    for start in range(0, len(ids), _BATCH):
        yield ids[start : start + _BATCH]


def later_entries(connection: Connection, entry: Entry, operation_id: int) -> Iterator[Entry]:
    """What was done to the entry's row after an operation, oldest first."""
    found = (
        select(Change.__table__)
        .where(Change.row_id == entry.row_id, Change.table_name == entry.table.name)
        .where(Change.operation_id > operation_id)
        .order_by(Change.operation_id)
    )
    return map(_entry, connection.execute(found).all())


def _entry(row: Any) -> Entry:
    table = table_of(row.table_name)
    before = _decode(table, row.before) if row.before else {}
    after = _decode(table, row.after) if row.after else {}
    return Entry(row.operation_id, table, row.row_id, row.kind, before, after)


def replay(connection: Connection, rows: Iterable[RowChange]) -> None:
    """Bring each row from its `before` to its `after`.

    Every row goes before any comes, so that swapped acronyms, or a name given up and taken by
    another row, pass through no moment in which two rows have the same. Foreign keys are checked
    at commit.
    """
    rows = list(rows)
    for row in rows:
        if row.before is not None:
            table = table_of(row.table)
            connection.execute(table.delete().where(table.c.id == row.id))
    for row in rows:
        if row.after is not None:
            connection.execute(table_of(row.table).insert().values(**row.after))
