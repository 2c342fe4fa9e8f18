"""The regions a form offers."""

from __future__ import annotations

from sqlalchemy import Connection, select

from ctdesk.db.models import Place
from ctdesk.db.queries.choices import Choice


def regions(connection: Connection) -> tuple[Choice, ...]:
    """World and its regions and subregions by name."""
    rows = connection.execute(
        select(Place.id, Place.name)
        .where(Place.kind.not_in(("country", "area")))
        .order_by(Place.name)
    )
    return tuple(Choice(*row) for row in rows)
