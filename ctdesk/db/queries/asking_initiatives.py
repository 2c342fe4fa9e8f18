"""What a query asks of joint initiatives."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from ctdesk.db.queries import meaning
from ctdesk.db.search.fold import fold
from ctdesk.db.tables import (
    Initiative,
    InitiativePartner,
    InitiativePlace,
    InitiativeTheme,
    Place,
)

Condition = ColumnElement[bool]


def holds(text: str, expression: str) -> Condition:
    """That an initiative holds words in its own text, or is carried by a body with such a name.

    Initiatives are few and stand in no index: each is looked at.
    """
    said = Initiative.name + " " + Initiative.description
    return or_(func.begun(said, fold(text)), carried_by(meaning.bodies_holding(expression)))


def carried_by(bodies: Any) -> Condition:
    """That one of these bodies leads it or is a partner."""
    row = InitiativePartner
    partner = select(row.initiative_id).where(row.organization_id.in_(bodies)).correlate(None)
    return or_(Initiative.lead_id.in_(bodies), Initiative.id.in_(partner))


def about_themes(themes: Any) -> Condition:
    """That one of these is among its themes."""
    row = InitiativeTheme
    return Initiative.id.in_(
        select(row.initiative_id).where(row.theme_id.in_(themes)).correlate(None)
    )


def about_places(places: Any) -> Condition:
    """That one of these is among the places it is about."""
    row = InitiativePlace
    return Initiative.id.in_(
        select(row.initiative_id).where(row.place_id.in_(places)).correlate(None)
    )


def about_region(name: str) -> Condition:
    """That it is about a region, a place within it, or a wider region, of which it is a part."""
    around = select(Place.id, Place.parent_id).where(Place.id.in_(meaning.places(name)))
    wider = around.cte(recursive=True)
    wider = wider.union(select(Place.id, Place.parent_id).where(Place.id == wider.c.parent_id))
    return or_(about_places(meaning.within(name)), about_places(select(wider.c.id)))


def running(first: date, last: date) -> Condition:
    """That it is carried out on a day of these; what has no beginning or no end is open there.

    One of which neither is known is carried out on none.
    """
    row = Initiative
    known = or_(row.starts.is_not(None), row.ends.is_not(None))
    begun = or_(row.starts.is_(None), row.starts <= last)
    return and_(known, begun, or_(row.ends.is_(None), row.ends >= first))
