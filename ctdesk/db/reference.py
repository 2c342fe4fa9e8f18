"""The shipped reference data, loaded into a new register.

Rows have permanent keys and fixed ids, the same in every register. They are no change by an
officer: they are not journalled and cannot be undone.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert

from ctdesk.db import derived
from ctdesk.db.ids import reference_id
from ctdesk.db.search.fold import sort_key
from ctdesk.db.tables import (
    EngagementType,
    Framework,
    FrameworkItem,
    Membership,
    Organization,
    OrganizationName,
    Place,
    Record,
    Theme,
)

Row = dict[str, Any]
Keys = Mapping[str, int]  # permanent key to id, of all files


def load(connection: Connection, folder: Path) -> int:
    """Load every file of the folder into an empty register, and index it; how many rows."""
    files = {name: list(_read(folder / f"{name}.csv")) for name in _FILES}
    keys = {row["key"]: row["id"] for rows in files.values() for row in rows}
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    for name, (kind, shape) in _FILES.items():
        connection.execute(insert(kind), [shape(row, keys) for row in files[name]])
    derived.rebuild(connection)
    return len(keys)


def _read(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield {**row, "id": reference_id(int(row.pop("number")))}


def _pointing(row: Row, keys: Keys, **columns: str) -> Row:
    """The row with keys in `columns` (new name to file's name) turned into ids."""
    for column, source in columns.items():
        key = row.pop(source)
        row[column] = keys[key] if key else None
    return row


def _day(text: str) -> date | None:
    """A full ISO date; a year or month alone is no day, and stays out."""
    return date.fromisoformat(text) if len(text) == len("2025-01-29") else None


def _place(row: Row, keys: Keys) -> Row:
    row = _pointing(row, keys, parent_id="parent")
    return {**row, **{code: row[code] or None for code in ("alpha2", "alpha3", "m49")}}


def _organization(row: Row, keys: Keys) -> Row:
    row = _pointing(row, keys, parent_id="parent", country_id="country", region_id="region")
    order = sort_key(row["acronym"] or row["name"])
    return {**row, "acronym": row["acronym"] or None, "sort_key": order}


def _name(row: Row, keys: Keys) -> Row:
    return _pointing(row, keys, organization_id="organization")


def _membership(row: Row, keys: Keys) -> Row:
    row = _pointing(row, keys, member_id="member", body_id="body")
    return {**row, "starts": _day(row.pop("from")), "ends": _day(row.pop("to"))}


def _item(row: Row, keys: Keys) -> Row:
    row = _pointing(row, keys, framework_id="framework")
    return {**row, "due": _day(row["due"])}


def _as_it_is(row: Row, _keys: Keys) -> Row:
    return row


# In an order in which what is referred to comes first.
_FILES: Mapping[str, tuple[type[Record], Callable[[Row, Keys], Row]]] = {
    "places": (Place, _place),
    "organizations": (Organization, _organization),
    "names": (OrganizationName, _name),
    "memberships": (Membership, _membership),
    "frameworks": (Framework, _as_it_is),
    "framework_items": (FrameworkItem, _item),
    "themes": (Theme, _as_it_is),
    "engagement_types": (EngagementType, _as_it_is),
}
