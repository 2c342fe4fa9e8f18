"""Who leads engagements: officers and units, as they were written."""

from __future__ import annotations

from sqlalchemy import Connection, func, select, union

from ctdesk.db.tables import Engagement

_SHOWN = 200


def leads(connection: Connection) -> tuple[str, ...]:
    """Names of officers and units that lead engagements, in the order of the alphabet."""
    officers = select(Engagement.lead_officer.label("name")).where(Engagement.lead_officer != "")
    units = select(Engagement.lead_unit.label("name")).where(Engagement.lead_unit != "")
    named = union(officers, units).subquery()
    found = select(named.c.name).order_by(func.lower(named.c.name)).limit(_SHOWN)
    return tuple(connection.execute(found).scalars())
