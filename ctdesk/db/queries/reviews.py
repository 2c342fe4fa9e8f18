"""Personal data whose retention is to be reviewed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, func, select

from ctdesk.db.tables import Person

AHEAD = 14  # days


@dataclass(frozen=True, slots=True)
class Review:
    """A person whose record is due for review."""

    id: int
    name: str
    basis: str
    due: date


@dataclass(frozen=True, slots=True)
class Reviews:
    """Those due by now or within `AHEAD` days, the longest due first, and how many there are."""

    rows: tuple[Review, ...]
    count: int


def to_review(day: date, limit: int | None = None) -> Callable[[Connection], Reviews]:
    """The question for the records of people that are due for review."""
    due = Person.review_on <= day + timedelta(days=AHEAD)

    def question(connection: Connection) -> Reviews:
        rows = connection.execute(
            select(Person.id, Person.display_name, Person.basis, Person.review_on)
            .where(due)
            .order_by(Person.review_on, Person.id)
            .limit(limit)
        )
        found = tuple(Review(one, name, basis, on) for one, name, basis, on in rows if on)
        count = connection.execute(select(func.count(Person.id)).where(due)).scalar_one()
        return Reviews(found, count)

    return question
