"""What falls on which day: engagements, deadlines, forums in turn, promises and items due."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from ctdesk.db.queries.bodies import short_name
from ctdesk.db.queries.engagements import party_names
from ctdesk.db.tables import (
    Commitment,
    CommitmentState,
    Engagement,
    FrameworkItem,
    Organization,
    Series,
    SeriesTurn,
    Status,
    aliased,
)

LONGEST = 60  # days an engagement goes on, as far as days before the first are looked at
_MOST = 2_000  # entries of a kind


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that falls on a day, or on several, both included.

    `kind` is "engagement", "registration", "commitment", "item" or "forum"; `id` that of the
    engagement, the commitment, the item, or the series whose turn it is. `at` is the time of an
    engagement that is not all day.
    """

    kind: str
    id: int
    first: date
    last: date
    title: str
    about: str = ""  # bodies, who owes whom, or the label of the item
    state: str = ""
    at: time | None = None


def entries(first: date, last: date) -> Callable[[Connection], tuple[Entry, ...]]:
    """The question for what falls on these days, by day and time; deadlines before meetings."""

    def question(connection: Connection) -> tuple[Entry, ...]:
        found = [
            *_registrations(connection, first, last),
            *_promises(connection, first, last),
            *_items(connection, first, last),
            *_forums(connection, first, last),
            *_engagements(connection, first, last),
        ]
        return tuple(sorted(found, key=lambda one: (one.first, one.at or time.min)))

    return question


def _engagements(connection: Connection, first: date, last: date) -> list[Entry]:
    begin, end = _at(first), _at(last) + timedelta(days=1)
    starts, ends = Engagement.starts, Engagement.ends
    began = and_(starts >= begin - timedelta(days=LONGEST), starts < begin, ends >= begin)
    rows = connection.execute(
        select(Engagement.id, Engagement.title, starts, ends, Engagement.all_day, Engagement.status)
        .where(or_(and_(starts >= begin, starts < end), began))
        .order_by(starts, Engagement.id)
        .limit(_MOST)
    ).all()
    parties = party_names(connection, [row.id for row in rows])
    return [
        Entry(
            "engagement", row.id, row.starts.date(),
            max(row.starts.date(), row.ends.date()) if row.ends else row.starts.date(),
            row.title, ", ".join(parties.get(row.id, ())), row.status,
            None if row.all_day else row.starts.time(),
        )
        for row in rows
    ]  # fmt: skip


def _at(day: date) -> datetime:
    return datetime.combine(day, time())


def _registrations(connection: Connection, first: date, last: date) -> list[Entry]:
    deadline = Engagement.registration_deadline
    rows = connection.execute(
        select(Engagement.id, Engagement.title, deadline.label("day"))
        .where(deadline.between(first, last), Engagement.status == Status.PLANNED)
        .order_by(deadline, Engagement.id)
        .limit(_MOST)
    )
    return [Entry("registration", row.id, row.day, row.day, row.title) for row in rows if row.day]


def _promises(connection: Connection, first: date, last: date) -> list[Entry]:
    by, to = aliased(Organization), aliased(Organization)
    open_ones: ColumnElement[bool] = Commitment.state == CommitmentState.OPEN
    rows = connection.execute(
        select(
            Commitment.id, Commitment.what, Commitment.due,
            func.coalesce(by.acronym, by.name, "").label("by"),
            func.coalesce(to.acronym, to.name, "").label("to"),
        )
        .outerjoin(by, by.id == Commitment.by_id)
        .outerjoin(to, to.id == Commitment.to_id)
        .where(open_ones, Commitment.due.between(first, last))
        .order_by(Commitment.due, Commitment.id)
        .limit(_MOST)
    )  # fmt: skip
    return [
        Entry(
            "commitment", row.id, row.due, row.due, row.what,
            " → ".join(filter(None, (row.by, row.to))),
        )
        for row in rows if row.due
    ]  # fmt: skip


def _items(connection: Connection, first: date, last: date) -> list[Entry]:
    rows = connection.execute(
        select(FrameworkItem.id, FrameworkItem.label, FrameworkItem.title, FrameworkItem.due,
               FrameworkItem.state)
        .where(FrameworkItem.due.between(first, last))
        .order_by(FrameworkItem.due, FrameworkItem.id)
    )  # fmt: skip
    return [
        Entry("item", row.id, row.due, row.due, row.title or row.label, row.label, row.state)
        for row in rows if row.due
    ]  # fmt: skip


def _forums(connection: Connection, first: date, last: date) -> list[Entry]:
    """Turns of a series that no engagement stands for yet."""
    rows = connection.execute(
        select(Series.id, Series.name, SeriesTurn.due, SeriesTurn.topic,
               func.coalesce(short_name(), "").label("host"))
        .join(Series, Series.id == SeriesTurn.series_id)
        .outerjoin(Organization, Organization.id == SeriesTurn.host_id)
        .where(SeriesTurn.engagement_id.is_(None), SeriesTurn.due.between(first, last))
        .order_by(SeriesTurn.due, SeriesTurn.id)
    )  # fmt: skip
    return [
        Entry("forum", row.id, row.due, row.due, row.topic or row.name, row.host)
        for row in rows if row.due
    ]  # fmt: skip
