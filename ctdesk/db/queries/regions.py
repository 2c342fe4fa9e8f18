"""The regions a form offers, and those a list is narrowed to."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from ctdesk.db.queries.choices import Choice
from ctdesk.db.tables import Place, aliased


def regions(connection: Connection) -> tuple[Choice, ...]:
    """World and its regions and subregions by name."""
    rows = connection.execute(
        select(Place.id, Place.name)
        .where(Place.kind.not_in(("country", "area")))
        .order_by(Place.name)
    )
    return tuple(Choice(*row) for row in rows)


def narrowing(connection: Connection) -> tuple[Choice, ...]:
    """Regions and subregions by name, each with the wider one it lies in."""
    wider = aliased(Place)
    rows = connection.execute(
        select(Place.id, Place.name, func.coalesce(wider.name, ""))
        .outerjoin(wider, (wider.id == Place.parent_id) & (wider.kind != "world"))
        .where(Place.kind.not_in(("country", "area", "world")))
        .order_by(Place.name)
    )
    return tuple(Choice(*row) for row in rows)
