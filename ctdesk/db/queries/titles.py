"""What records of any kind are called."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, func, select

from ctdesk.db.models import (
    Base,
    Commitment,
    Document,
    Engagement,
    EngagementType,
    Initiative,
    Organization,
    Person,
    Post,
    Theme,
)

# Table to what its rows are called in short.
_TITLES: dict[str, ColumnElement[str]] = {
    "organization": func.coalesce(Organization.acronym, Organization.name),
    "person": Person.display_name.expression,
    "engagement": Engagement.title.expression,
    "commitment": Commitment.what.expression,
    "document": Document.name.expression,
    "post": Post.title.expression,
    "initiative": Initiative.name.expression,
    "theme": Theme.name.expression,
    "engagement_type": EngagementType.name.expression,
}


@dataclass(frozen=True, slots=True)
class Titled:
    """A record and what it is called."""

    kind: str
    id: int
    title: str


def titles(
    records: Sequence[tuple[str, int]],
) -> Callable[[Connection], tuple[Titled, ...]]:
    """The question for what these (table, id) are called; those that are gone are left out."""

    def question(connection: Connection) -> tuple[Titled, ...]:
        found: dict[tuple[str, int], str] = {}
        for kind in {kind for kind, _id in records} & _TITLES.keys():
            table = Base.metadata.tables[kind]
            ids = [record_id for own, record_id in records if own == kind]
            rows = select(table.c.id, _TITLES[kind]).where(table.c.id.in_(ids))
            found |= {(kind, row[0]): row[1] for row in connection.execute(rows)}
        return tuple(Titled(*one, found[one]) for one in records if one in found)

    return question
