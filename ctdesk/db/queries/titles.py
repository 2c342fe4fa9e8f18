"""What records of any kind are called."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from ctdesk.db import journal
from ctdesk.db.tables import Base

# Table to the columns that say what its rows are called in short: the first that says anything.
_CALLED: Mapping[str, tuple[str, ...]] = {
    "organization": ("acronym", "name"),
    "person": ("display_name",),
    "engagement": ("title",),
    "commitment": ("what",),
    "document": ("name",),
    "post": ("title",),
    "initiative": ("name",),
    "indicator": ("name",),
    "theme": ("name",),
    "engagement_type": ("name",),
    "place": ("name",),
    "framework": ("short_name", "name"),
    "framework_item": ("label",),
    "session": ("title",),
    "contact_point": ("value",),
    "organization_name": ("name", "acronym"),
    "saved_search": ("name",),
    "series": ("name",),
    "series_turn": ("topic",),
    "plan_objective": ("title",),
    "plan_action": ("what",),
    "need": ("statement",),
    "need_answer": ("note",),
}


@dataclass(frozen=True, slots=True)
class Titled:
    """A record and what it is called."""

    kind: str
    id: int
    title: str


Key = tuple[str, int]  # table and id


def titles(records: Sequence[Key]) -> Callable[[Connection], tuple[Titled, ...]]:
    """The question for what these (table, id) are called; those that are gone are left out."""

    def question(connection: Connection) -> tuple[Titled, ...]:
        found = standing(connection, records)
        return tuple(Titled(*one, found[one]) for one in records if one in found)

    return question


def standing(connection: Connection, records: Iterable[Key]) -> dict[Key, str]:
    """What records are called that are in the register."""
    found: dict[Key, str] = {}
    wanted = set(records)
    for kind in {kind for kind, _id in wanted} & _CALLED.keys():
        table = Base.metadata.tables[kind]
        for batch in journal.batches([one for own, one in wanted if own == kind]):
            rows = select(table.c.id, _called(kind)).where(table.c.id.in_(batch))
            found |= {(kind, row[0]): row[1] or "" for row in connection.execute(rows)}
    return found


def ever(connection: Connection, records: Iterable[Key]) -> dict[Key, str]:
    """What records are called, those that are gone by the name they had at the last."""
    wanted = set(records)
    found = standing(connection, wanted)
    gone = {one for one in wanted - found.keys() if one[0] in _CALLED}
    for kind in {kind for kind, _id in gone}:
        ids = [one for own, one in gone if own == kind]
        for entry in journal.entries_of(connection, kind, ids):
            if entry.kind == "delete":  # the latest comes last
                found[kind, entry.row_id] = called(kind, entry.before)
    return found


def called(kind: str, image: Mapping[str, Any]) -> str:
    """What a row is called, from its image."""
    return next((str(image[name]) for name in _CALLED.get(kind, ()) if image.get(name)), "")


def _called(kind: str) -> ColumnElement[str]:
    columns = Base.metadata.tables[kind].c
    parts = [func.nullif(columns[name], "") for name in _CALLED[kind]]
    return func.coalesce(*parts) if len(parts) > 1 else parts[0]
