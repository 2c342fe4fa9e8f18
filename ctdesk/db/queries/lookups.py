"""What a form shows of records it holds by id only."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, func, select

from ctdesk.db.queries.bodies import short_name
from ctdesk.db.tables import Document, Initiative, Organization, OrganizationName, Person, Place


@dataclass(frozen=True, slots=True)
class Kept:
    """A document kept with an engagement; `size` in bytes."""

    id: int
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Listed:
    """A record to choose: its id, what it is called, and what kind of thing it is."""

    id: int
    name: str
    detail: str


def names(kind: str, ids: Collection[int]) -> Callable[[Connection], dict[int, tuple[str, str]]]:
    """Short and full name of these organizations or people ("organization", "person")."""
    if kind == "organization":
        short = short_name()
        wanted = select(Organization.id, short, Organization.name).where(Organization.id.in_(ids))
    else:
        wanted = select(Person.id, Person.display_name, Person.written_name).where(
            Person.id.in_(ids)
        )
    return lambda connection: {row[0]: (row[1], row[2]) for row in connection.execute(wanted)}


def spellings(ids: Collection[int]) -> Callable[[Connection], dict[int, tuple[str, ...]]]:
    """Every name and acronym of these organizations, in every language the register has."""
    own = select(
        Organization.id, Organization.official_name, Organization.name, Organization.acronym
    ).where(Organization.id.in_(ids))
    other = select(
        OrganizationName.organization_id, OrganizationName.name, OrganizationName.acronym
    ).where(OrganizationName.organization_id.in_(ids))

    def question(connection: Connection) -> dict[int, tuple[str, ...]]:
        found: dict[int, tuple[str, ...]] = {}
        for one, *written in (*connection.execute(own), *connection.execute(other)):
            found[one] = (*found.get(one, ()), *filter(None, written))
        return found

    return question


def documents(engagement_id: int) -> Callable[[Connection], tuple[Kept, ...]]:
    """The documents kept with an engagement, oldest first."""
    kept = (
        select(Document.id, Document.name, Document.size)
        .where(Document.engagement_id == engagement_id)
        .order_by(Document.id)
    )
    return lambda connection: tuple(Kept(*row) for row in connection.execute(kept))


def initiatives(connection: Connection) -> tuple[Listed, ...]:
    """Joint initiatives by name."""
    rows = select(Initiative.id, Initiative.name, Initiative.state).order_by(Initiative.name)
    return tuple(Listed(*row) for row in connection.execute(rows))


def places(connection: Connection) -> tuple[Listed, ...]:
    """Countries, areas and regions by name; `detail` is the alpha-3 code or the kind."""
    detail: ColumnElement[str] = func.coalesce(Place.alpha3, Place.kind)
    rows = select(Place.id, Place.name, detail).order_by(Place.name)
    return tuple(Listed(*row) for row in connection.execute(rows))
