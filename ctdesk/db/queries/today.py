"""What an officer sees first in the morning: what is owed, what is coming, what went quiet.

Every question is of a day, since the officer's day is not always that of the machine. Each gives
the first few of its rows, and how many there are in all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from ctdesk.db.queries import lines, verified
from ctdesk.db.queries.bodies import current_post, short_name
from ctdesk.db.queries.engagements import party_names
from ctdesk.db.queries.organizations import last_engaged
from ctdesk.db.queries.quiet import EXPECTED, Quiet, quiet
from ctdesk.db.queries.sheets import Promise, When
from ctdesk.db.tables import (
    Commitment,
    CommitmentState,
    Draft,
    Engagement,
    FocalRank,
    Framework,
    FrameworkItem,
    Organization,
    Person,
    Post,
    Status,
)

AHEAD = 14  # days that are looked ahead
UNDER_WAY = 7  # days ago an engagement may have begun that is still going on
SHOWN = 8  # rows at first

MILESTONES = "fw:MILESTONES"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Open commitments overdue or due soon, the longest overdue first.

    `near` is how many of those there are; `open` counts all that are open, dated or not.
    """

    rows: tuple[Promise, ...]
    near: int
    open: int


@dataclass(frozen=True, slots=True)
class Coming:
    """An engagement that is planned, or was held today; `parties` are short names."""

    id: int
    title: str
    when: When
    status: str
    parties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ComingUp:
    """The engagements of the days ahead, the first one first, and how many there are."""

    rows: tuple[Coming, ...]
    count: int


@dataclass(frozen=True, slots=True)
class QuietBody:
    """A body that has gone quiet; `last` is the day it was last engaged on, if ever."""

    id: int
    acronym: str
    name: str
    last: date | None
    quiet: Quiet


@dataclass(frozen=True, slots=True)
class GoneQuiet:
    """The bodies that have gone quiet, the longest first, and how many there are."""

    rows: tuple[QuietBody, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Milestone:
    """A milestone of action 23 (c); `state` is what the register says, no more."""

    id: int
    label: str
    code: str
    title: str
    due: date | None
    state: str


@dataclass(frozen=True, slots=True)
class Designation:
    """A focal point to verify; `holder` is empty while the post is vacant."""

    post_id: int
    organization_id: int
    organization: str  # short name
    title: str
    holder: str
    last_verified: date | None


@dataclass(frozen=True, slots=True)
class ToVerify:
    """Focal points never verified or not for long, the oldest first, and how many there are."""

    rows: tuple[Designation, ...]
    count: int


# Follow-up


def follow_up(day: date, limit: int | None = SHOWN) -> Callable[[Connection], FollowUp]:
    """The question for what is owed now, either way."""

    def question(connection: Connection) -> FollowUp:
        first = select(Commitment.id).where(*_due_by(day)).order_by(Commitment.due, Commitment.id)
        ids = connection.execute(first.limit(limit)).scalars().all()
        rows = lines.promises(connection, Commitment.id.in_(ids))
        return FollowUp(
            tuple(map(lines.promise, rows)),
            _count(connection, Commitment.id, *_due_by(day)),
            _count(connection, Commitment.id, _is_open()),
        )

    return question


def _is_open() -> ColumnElement[bool]:
    return Commitment.state == CommitmentState.OPEN


def _due_by(day: date) -> tuple[ColumnElement[bool], ...]:
    return _is_open(), Commitment.due <= day + timedelta(days=AHEAD)


# Coming up


def coming_up(day: date, limit: int | None = SHOWN) -> Callable[[Connection], ComingUp]:
    """The question for what is planned, is going on, and was held today."""

    def question(connection: Connection) -> ComingUp:
        wanted = _of_days_ahead(day)
        rows = connection.execute(
            select(
                Engagement.id,
                Engagement.title,
                Engagement.starts,
                Engagement.ends,
                Engagement.time_zone,
                Engagement.all_day,
                Engagement.status,
            )
            .where(wanted)
            .order_by(Engagement.starts, Engagement.id)
            .limit(limit)
        ).all()
        parties = party_names(connection, [row.id for row in rows])
        found = tuple(
            Coming(
                row.id,
                row.title,
                When(row.starts, row.ends, row.time_zone, row.all_day),
                row.status,
                parties.get(row.id, ()),
            )
            for row in rows
        )
        return ComingUp(found, _count(connection, Engagement.id, wanted))

    return question


def _of_days_ahead(day: date) -> ColumnElement[bool]:
    """Each engagement by the wall clock of its own place, as it is kept."""
    today = datetime.combine(day, time.min)
    tomorrow, end = today + timedelta(days=1), today + timedelta(days=AHEAD + 1)
    began = today - timedelta(days=UNDER_WAY)
    starts, ends, status = Engagement.starts, Engagement.ends, Engagement.status
    # Each part is a stretch of the index of status and start; together they are a few of its rows.
    return or_(
        and_(status == Status.PLANNED, starts >= today, starts < end),
        and_(status == Status.HELD, starts >= today, starts < tomorrow),
        and_(
            status.in_((Status.PLANNED, Status.HELD)),
            starts >= began,
            starts < today,
            ends >= today,
        ),
    )


# Going quiet


def going_quiet(day: date, limit: int | None = SHOWN) -> Callable[[Connection], GoneQuiet]:
    """The question for the regional bodies that nobody has engaged for long."""

    def question(connection: Connection) -> GoneQuiet:
        bodies = connection.execute(
            select(
                Organization.id,
                Organization.acronym,
                Organization.name,
                Organization.kind,
                Organization.status,
            )
            .where(Organization.kind == EXPECTED)
            .order_by(Organization.sort_key, Organization.id)
        ).all()
        last = last_engaged(connection, [body.id for body in bodies])
        found: list[QuietBody] = []
        for body in bodies:
            latest = last.get(body.id)
            how = quiet(body.kind, body.status, latest, day)
            if how is not None:
                found.append(QuietBody(body.id, body.acronym or "", body.name, latest, how))
        found.sort(key=lambda body: body.last or date.min)
        return GoneQuiet(tuple(found[:limit]), len(found))

    return question


# Milestones


def milestones(connection: Connection) -> tuple[Milestone, ...]:
    """The milestones of action 23 (c) as the register has them."""
    rows = connection.execute(
        select(
            FrameworkItem.id,
            FrameworkItem.label,
            FrameworkItem.code,
            func.coalesce(func.nullif(FrameworkItem.title, ""), FrameworkItem.label),
            FrameworkItem.due,
            FrameworkItem.state,
        )
        .join(Framework, Framework.id == FrameworkItem.framework_id)
        .where(Framework.key == MILESTONES)
        .order_by(FrameworkItem.id)
    )
    return tuple(Milestone(*row) for row in rows)


# Focal points to verify


def to_verify(day: date, limit: int | None = SHOWN) -> Callable[[Connection], ToVerify]:
    """The question for the focal points that somebody should ask after."""

    def question(connection: Connection) -> ToVerify:
        # Whose they are is asked of the few shown alone: the rest is counted from the index.
        oldest = Post.last_verified.asc().nulls_first(), Post.id
        first = select(Post.id).where(*_stale(day)).order_by(*oldest).limit(limit)
        ids = connection.execute(first).scalars().all()
        rows = connection.execute(
            select(
                Post.id,
                Post.organization_id,
                short_name(),
                Post.title,
                func.coalesce(Person.display_name, ""),
                Post.last_verified,
            )
            .join(Organization, Organization.id == Post.organization_id)
            .outerjoin(Person, Person.id == Post.person_id)
            .where(Post.id.in_(ids))
            .order_by(*oldest)
        )
        found = tuple(Designation(*row) for row in rows)
        return ToVerify(found, _count(connection, Post.id, *_stale(day)))

    return question


def _stale(day: date) -> tuple[ColumnElement[bool], ...]:
    # By name of each rank, so that the many posts without one are passed over by the index.
    return Post.focal_point.in_(list(FocalRank)), verified.to_verify(day), current_post(day)


# How much of it needs attention


def attention(connection: Connection, day: date) -> int:
    """How many things wait: overdue commitments, focal points to verify, drafts."""
    return (
        _count(connection, Commitment.id, _is_open(), Commitment.due < day)
        + _count(connection, Post.id, *_stale(day))
        + _count(connection, Draft.key)
    )


def _count(connection: Connection, column: Any, *conditions: ColumnElement[bool]) -> int:
    return connection.execute(select(func.count(column)).where(*conditions)).scalar_one()
