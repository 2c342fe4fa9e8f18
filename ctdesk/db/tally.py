"""What counts as engagement, and the count of it, kept in step with the records.

An organization is engaged when it took part, in person or virtually or with no attendance given,
in an engagement that was held. Planned is counted apart; invited, apologies, cancelled and
postponed never count. The day is that of the start in the engagement's own time zone, which is how
`starts` is kept. However many delegates a body sends, an engagement counts once for it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from ctdesk.db.changes import RowChange
from ctdesk.db.tables import (
    Attendance,
    Engagement,
    EngagementItem,
    Participation,
    Record,
    Status,
    Tally,
)

ANY = 0  # the item that stands for any or none
CAME = ("", Attendance.IN_PERSON, Attendance.VIRTUAL)

Cell = tuple[int, int, date, str]  # organization, item, day, "held" or "planned"
Rows = dict[int, Mapping[str, Any]]

_PARTS: tuple[type[Record], ...] = (Engagement, Participation, EngagementItem)
_COLUMNS: Mapping[type[Record], tuple[str, ...]] = {
    Engagement: ("id", "starts", "status"),
    Participation: ("id", "engagement_id", "organization_id", "attendance"),
    EngagementItem: ("id", "engagement_id", "item_id"),
}
_BATCH = 500  # engagements a statement; well under SQLite's limit of parameters


@dataclass
class _State:
    """Rows of the three tables that decide what counts, by id."""

    rows: dict[str, Rows] = field(default_factory=lambda: defaultdict(dict))

    def cells(self) -> Counter[Cell]:
        """What these rows count for."""
        items: defaultdict[int, set[int]] = defaultdict(lambda: {ANY})
        bodies: defaultdict[int, set[int]] = defaultdict(set)
        for link in self.rows[EngagementItem.__tablename__].values():
            items[link["engagement_id"]].add(link["item_id"])
        for party in self.rows[Participation.__tablename__].values():
            if party["organization_id"] is not None and party["attendance"] in CAME:
                bodies[party["engagement_id"]].add(party["organization_id"])
        return Counter(
            (body, item, engagement["starts"].date(), engagement["status"])
            for row_id, engagement in self.rows[Engagement.__tablename__].items()
            if engagement["status"] in (Status.HELD, Status.PLANNED)
            for body in bodies[row_id]
            for item in items[row_id]
        )


def update(connection: Connection, changes: Iterable[RowChange]) -> None:
    """Bring the tally in step with the changes, in the same transaction."""
    tables = {part.__tablename__ for part in _PARTS}
    relevant = [change for change in changes if change.table in tables]
    if not relevant:
        return
    ids = {change.id for change in relevant if change.table == Engagement.__tablename__}
    for change in relevant:
        ids |= change.values("engagement_id")
    after = _State()
    for batch in _batches(sorted(ids)):
        _load(connection, after, batch)
    before = _State(defaultdict(dict, {name: dict(rows) for name, rows in after.rows.items()}))
    for change in relevant:
        if change.before is None:
            before.rows[change.table].pop(change.id, None)
        else:
            before.rows[change.table][change.id] = change.before
    difference = after.cells()
    difference.subtract(before.cells())
    _add(connection, difference)


def rebuild(connection: Connection) -> None:
    """Count everything anew."""
    connection.execute(delete(Tally))
    ids = connection.execute(select(Engagement.id).order_by(Engagement.id)).scalars().all()
    for batch in _batches(ids):
        state = _State()
        _load(connection, state, batch)
        _add(connection, state.cells())


def _batches(ids: Any) -> Iterator[Any]:
    for start in range(0, len(ids), _BATCH):
        yield ids[start : start + _BATCH]


def _load(connection: Connection, state: _State, engagement_ids: Any) -> None:
    for part in _PARTS:
        table = part.__table__
        owner = table.c["id" if part is Engagement else "engagement_id"]
        columns = [table.c[name] for name in _COLUMNS[part]]
        found = connection.execute(select(*columns).where(owner.in_(engagement_ids)))
        state.rows[part.__tablename__].update({row.id: row._mapping for row in found})


def _add(connection: Connection, cells: Mapping[Cell, int]) -> None:
    totals: defaultdict[tuple[int, int, date], dict[str, int]] = defaultdict(
        lambda: {"held": 0, "planned": 0}
    )
    for (body, item, day, status), count in cells.items():
        totals[body, item, day][status] += count
    values = [
        {"organization_id": body, "item_id": item, "day": day, **counts}
        for (body, item, day), counts in totals.items()
        if any(counts.values())
    ]
    if not values:
        return
    new = insert(Tally)
    connection.execute(
        new.on_conflict_do_update(
            index_elements=["organization_id", "item_id", "day"],
            set_={
                "held": Tally.held + new.excluded.held,
                "planned": Tally.planned + new.excluded.planned,
            },
        ),
        values,
    )
    emptied = delete(Tally).where(Tally.held == 0, Tally.planned == 0)
    connection.execute(
        emptied.where(
            Tally.organization_id == bindparam("organization"),
            Tally.item_id == bindparam("item"),
            Tally.day == bindparam("on"),
        ),
        [
            {"organization": one["organization_id"], "item": one["item_id"], "on": one["day"]}
            for one in values
        ],
    )
