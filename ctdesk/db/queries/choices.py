"""What a form offers to choose from, and what a typed word may mean."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection, select

from ctdesk.db.search import index
from ctdesk.db.search.fold import fold
from ctdesk.db.tables import (
    EngagementType,
    Framework,
    FrameworkItem,
    Organization,
    OrganizationName,
    Person,
    Place,
    Post,
    Theme,
)


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: its id, what it is called, and in short."""

    id: int
    name: str
    short: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A body or person that a typed word may mean."""

    kind: str  # "organization" or "person"
    id: int
    title: str  # acronym or display name
    detail: str  # full name, or post and body


def types(connection: Connection) -> tuple[Choice, ...]:
    """Engagement types, shipped ones in their order, then the officer's own."""
    rows = connection.execute(
        select(EngagementType.id, EngagementType.name, EngagementType.short_name).order_by(
            EngagementType.id
        )
    )
    return tuple(Choice(*row) for row in rows)


def themes(connection: Connection) -> tuple[Choice, ...]:
    """Themes by name."""
    rows = connection.execute(select(Theme.id, Theme.name).order_by(Theme.name))
    return tuple(Choice(*row) for row in rows)


def working_groups(connection: Connection) -> tuple[Choice, ...]:
    """Working Groups by name; `short` is the acronym."""
    rows = connection.execute(
        select(Organization.id, Organization.name, Organization.acronym)
        .where(Organization.kind == "working_group")
        .order_by(Organization.sort_key)
    )
    return tuple(Choice(row.id, row.name, row.acronym or "") for row in rows)


def items(connection: Connection) -> tuple[Choice, ...]:
    """Framework items: Decisions 4 and 7 first, then in the frameworks' order.

    `name` is label and title, `short` the label.
    """
    rows = connection.execute(
        select(FrameworkItem.id, FrameworkItem.label, FrameworkItem.title, FrameworkItem.key)
        .join(Framework, Framework.id == FrameworkItem.framework_id)
        .order_by(Framework.id, FrameworkItem.id)
    ).all()
    first = {"item:DECISION-7": 0, "item:DECISION-4": 1}
    ordered = sorted(rows, key=lambda row: first.get(row.key or "", 2))
    return tuple(
        Choice(row.id, f"{row.label}, {row.title}" if row.title else row.label, row.label)
        for row in ordered
    )


def countries(connection: Connection) -> tuple[Choice, ...]:
    """Countries and areas by name; `short` is the alpha-3 code."""
    rows = connection.execute(
        select(Place.id, Place.name, Place.alpha3)
        .where(Place.kind.in_(("country", "area")))
        .order_by(Place.name)
    )
    return tuple(Choice(row.id, row.name, row.alpha3 or "") for row in rows)


def suggest(query: str, limit: int = 8) -> Callable[[Connection], tuple[Suggestion, ...]]:
    """The question for bodies and people whose name begins with every typed word.

    In any language the register has a name in; the exact acronym comes first, and people whose
    names only sound so come last.
    """
    wanted, sounds = index.expression(query), index.sound_expression(query)
    exact = fold(query)

    def question(connection: Connection) -> tuple[Suggestion, ...]:
        if not wanted:
            return ()
        found = [*_organizations(connection, wanted), *_people(connection, wanted, sounds)]
        # Exact acronym, then names that begin so, then the rest; a body before a person.
        found.sort(
            key=lambda one: (
                not _is_exact(one, exact), not _begins(one, exact), not _is_spelled(one, exact)
            )
        )  # fmt: skip
        return tuple(found[:limit])

    return question


def _is_exact(one: Suggestion, exact: str) -> bool:
    return exact in (fold(one.title), fold(one.detail))


def _begins(one: Suggestion, exact: str) -> bool:
    return fold(one.title).startswith(exact) or fold(one.detail).startswith(exact)


def _is_spelled(one: Suggestion, exact: str) -> bool:
    held = fold(f"{one.title} {one.detail}").split()
    return all(any(word.startswith(typed) for word in held) for typed in exact.split())


def _organizations(connection: Connection, wanted: str) -> list[Suggestion]:
    by_own = index.newest(connection, "organization", wanted, 300, "name")
    other = index.newest(connection, "organization_name", wanted, 300, "name")
    by_other = connection.execute(
        select(OrganizationName.organization_id).where(OrganizationName.id.in_(other))
    ).scalars()
    rows = connection.execute(
        select(Organization.id, Organization.acronym, Organization.name)
        .where(Organization.id.in_({*by_own, *by_other}))
        # States share names with nothing an officer types an acronym for; they come last.
        .order_by(Organization.kind == "state", Organization.sort_key)
    )
    return [
        Suggestion("organization", row.id, row.acronym or row.name, row.name if row.acronym else "")
        for row in rows
    ]


def _people(connection: Connection, wanted: str, sounds: str) -> list[Suggestion]:
    ids = index.newest(connection, "person", wanted, 100, "name")
    if sounds:
        ids += index.newest(connection, "person", sounds, index.ALIKE)
    rows = connection.execute(
        select(Person.id, Person.display_name, Post.title, Organization.acronym, Organization.name)
        .outerjoin(Post, Post.person_id == Person.id)
        .outerjoin(Organization, Organization.id == Post.organization_id)
        .where(Person.id.in_(ids))
        .order_by(Person.sort_key, Post.ends.is_(None), Post.starts)
    )
    found = {}
    for row in rows:
        post = ", ".join(filter(None, (row.title, row.acronym or row.name)))
        found[row.id] = Suggestion("person", row.id, row.display_name, post)
    return list(found.values())
