"""What an officer's calendar holds: deadlines, engagements to come, milestones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal

from sqlalchemy import Connection, func, or_, select

from ctdesk.db.queries.bodies import short_name
from ctdesk.db.queries.sheets import When
from ctdesk.db.queries.today import MILESTONES
from ctdesk.db.tables import (
    Commitment,
    CommitmentState,
    Engagement,
    Framework,
    FrameworkItem,
    Organization,
    Sensitivity,
    Status,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a calendar: a day without times where `when.all_day`.

    `confidential` says that its words are not for everybody.
    """

    kind: Literal["commitment", "engagement", "milestone"]
    id: int
    title: str
    when: When
    place: str = ""
    note: str = ""
    confidential: bool = False


def calendar(day: date) -> Callable[[Connection], tuple[Entry, ...]]:
    """The question for all deadlines of open commitments, and what is to come from a day on.

    A commitment made at a confidential engagement is as confidential as that is.
    """

    def question(connection: Connection) -> tuple[Entry, ...]:
        return (
            *_commitments(connection), *_engagements(connection, day),
            *_milestones(connection, day),
        )  # fmt: skip

    return question


def _on(day: date) -> When:
    return When(datetime.combine(day, time.min), None, "", all_day=True)


def _commitments(connection: Connection) -> list[Entry]:
    by, to = (
        select(short_name()).where(Organization.id == column).scalar_subquery()
        for column in (Commitment.by_id, Commitment.to_id)
    )
    rows = connection.execute(
        select(
            Commitment.id,
            Commitment.what,
            Commitment.due,
            by,
            to,
            func.coalesce(Engagement.sensitivity, Sensitivity.UNCLASSIFIED.value),
        )
        .outerjoin(Engagement, Engagement.id == Commitment.engagement_id)
        .where(Commitment.state == CommitmentState.OPEN, Commitment.due.is_not(None))
        .order_by(Commitment.due, Commitment.id)
    )
    return [
        Entry(
            "commitment", one, what, _on(due), note=" → ".join(filter(None, (owes, owed))),
            confidential=sensitivity != Sensitivity.UNCLASSIFIED,
        )
        for one, what, due, owes, owed, sensitivity in rows
        if due is not None
    ]  # fmt: skip


def _engagements(connection: Connection, day: date) -> list[Entry]:
    today = datetime.combine(day, time.min)
    row = Engagement
    rows = connection.execute(
        select(
            row.id, row.title, row.starts, row.ends, row.time_zone, row.all_day, row.venue,
            row.city, row.platform, row.sensitivity,
        )
        .where(row.status == Status.PLANNED, or_(row.starts >= today, row.ends >= today))
        .order_by(row.starts, row.id)
    )  # fmt: skip
    return [
        Entry(
            "engagement", one.id, one.title,
            When(one.starts, one.ends, one.time_zone, one.all_day),
            place=", ".join(filter(None, (one.venue, one.city, one.platform))),
            confidential=one.sensitivity != Sensitivity.UNCLASSIFIED,
        )
        for one in rows
    ]  # fmt: skip


def _milestones(connection: Connection, day: date) -> list[Entry]:
    rows = connection.execute(
        select(FrameworkItem.id, FrameworkItem.label, FrameworkItem.title, FrameworkItem.due)
        .join(Framework, Framework.id == FrameworkItem.framework_id)
        .where(Framework.key == MILESTONES, FrameworkItem.due >= day)
        .order_by(FrameworkItem.due, FrameworkItem.id)
    )
    return [
        Entry("milestone", one, ": ".join(filter(None, (label, title))), _on(due))
        for one, label, title, due in rows
        if due is not None
    ]
