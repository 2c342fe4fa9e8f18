"""Which records a name in a query means, as a part of its statement.

A name means the records of exactly that name, in any language; where there is none, those with
names that hold its words. Nothing is asked while a statement is made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal, or_, select, union_all

from ctdesk.db.search import index
from ctdesk.db.search.fold import fold
from ctdesk.db.search.keys import Value
from ctdesk.db.tables import (
    EngagementType,
    FrameworkItem,
    Initiative,
    Organization,
    OrganizationKind,
    OrganizationName,
    Place,
    Theme,
)

Ids = Select[Any]


def bodies(name: str) -> Ids:
    """Ids of the bodies a name means: by acronym, by name in any language, of States by code."""
    wanted, whole = fold(name), index.exact_expression(name)
    own = select(Organization.id).where(
        Organization.id.in_(index.holding("organization", whole, "name"))
    )
    other = select(OrganizationName.organization_id).where(
        OrganizationName.id.in_(index.holding("organization_name", whole, "name"))
    )
    state = (
        select(Organization.id)
        .join(Place, Place.id == Organization.country_id)
        .where(Organization.kind == OrganizationKind.STATE)
    )
    return _surest(
        own.where(_named(wanted, Organization.acronym)),
        own.where(_named(wanted, Organization.name, Organization.official_name)),
        other.where(_named(wanted, OrganizationName.acronym, OrganizationName.name)),
        state.where(_named(wanted, Place.aliases, Place.alpha3)),
        bodies_holding(index.expression(name)),
    )


def bodies_holding(expression: str) -> Ids:
    """Ids of the bodies with a name, in any language, that matches an expression."""
    other = select(OrganizationName.organization_id).where(
        OrganizationName.id.in_(index.holding("organization_name", expression, "name"))
    )
    both = union_all(index.holding("organization", expression, "name"), other).subquery()
    return select(both.c[0])


def people(name: str) -> Ids:
    """Ids of the people with names that hold the words, or sound so where none do."""
    return sounding(f"name : ({index.expression(name)})", index.sound_expression(name))


def sounding(expression: str, sounds: str) -> Ids:
    """Ids of the people an expression matches; where it matches none, of those that sound so."""
    plain = index.holding("person", expression)
    return _surest(plain, index.holding("person", sounds)) if sounds else plain


def places(name: str) -> Ids:
    """Ids of the countries and regions a name means."""
    wanted = fold(name)
    place = select(Place.id)
    return _surest(
        place.where(_named(wanted, Place.name)),
        place.where(_named(wanted, Place.aliases, Place.alpha2, Place.alpha3)),
        place.where(_begun(wanted, Place.name, Place.aliases)),
    )


def within(name: str) -> Ids:
    """Ids of the places a name means and of all that lie in them."""
    below = select(Place.id).where(Place.id.in_(places(name))).cte(recursive=True)
    return select(below.union(select(Place.id).where(Place.parent_id == below.c.id)).c.id)


def items(name: str) -> Ids:
    """Ids of the framework items a label means."""
    return _of_few(name, FrameworkItem.id, FrameworkItem.label, FrameworkItem.short_label)


def types(name: str) -> Ids:
    """Ids of the engagement types a name means."""
    return _of_few(name, EngagementType.id, EngagementType.name, EngagementType.short_name)


def themes(name: str) -> Ids:
    """Ids of the themes a name means."""
    return _of_few(name, Theme.id, Theme.name)


def initiatives(name: str) -> Ids:
    """Ids of the initiatives a name means."""
    return _of_few(name, Initiative.id, Initiative.name)


MEANT: Mapping[Value, Callable[[str], Ids]] = {
    Value.BODY: bodies,
    Value.PLACE: places,
    Value.ITEM: items,
    Value.TYPE: types,
    Value.THEME: themes,
    Value.INITIATIVE: initiatives,
}
"""For what is called by name: the function from the name to the ids."""


def _of_few(name: str, ids: Any, *names: Any) -> Ids:
    """Of a table with few rows, each of which is looked at."""
    wanted = fold(name)
    return _surest(
        select(ids).where(_named(wanted, *names)), select(ids).where(_begun(wanted, *names))
    )


def _named(wanted: str, *names: Any) -> ColumnElement[bool]:
    return or_(*(func.named(one, wanted) for one in names))


def _begun(wanted: str, *names: Any) -> ColumnElement[bool]:
    return or_(*(func.begun(one, wanted) for one in names))


def _surest(*ways: Ids) -> Ids:
    """What the first of the ways finds that finds anything."""
    tiers = []
    for tier, way in enumerate(ways):
        found = way.subquery()
        tiers.append(select(found.c[0].label("id"), literal(tier).label("tier")))
    every = union_all(*tiers).cte()
    first = select(func.min(every.c.tier)).scalar_subquery()
    return select(every.c.id).where(every.c.tier == first)
