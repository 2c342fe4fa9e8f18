"""Questions about the Working Groups of the Compact: who leads them, and whom they invited.

Decision 7 asks their chairs to consider inviting regional bodies to regular and in-focus sessions.
A session of a group is an engagement that was held or is planned and in which the group takes
part, of whatever type. What counts as having come is the rule of `ctdesk.db.tally`; spoke, who came
as a speaker, a guest speaker or a briefer. Nobody has come to what is only planned.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, extract, func, or_, select

from ctdesk.db import clock
from ctdesk.db.queries import memberships
from ctdesk.db.queries.bodies import short_name
from ctdesk.db.queries.counting import SPEAKERS
from ctdesk.db.queries.lists import Sorts
from ctdesk.db.queries.memberships import Chair
from ctdesk.db.queries.organizations import OrganizationList
from ctdesk.db.queries.quiet import EXPECTED, NO_MORE
from ctdesk.db.tables import (
    Attendance,
    Engagement,
    EngagementType,
    Membership,
    Organization,
    OrganizationKind,
    Participation,
    Status,
)
from ctdesk.db.tally import CAME

COUNTED = (Status.HELD, Status.PLANNED)


class Sign(enum.StrEnum):
    """What is said of a body and a session, the most first; nothing of one not invited."""

    SPOKE = "spoke"
    CAME = "came"
    INVITED = "invited"
    APOLOGIES = "apologies"


@dataclass(frozen=True, slots=True)
class Body:
    """A regional body."""

    id: int
    short: str
    name: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """A session of a Working Group."""

    id: int
    title: str
    type: str
    starts: datetime
    status: str


@dataclass(frozen=True, slots=True)
class Invitations:
    """Which regional bodies a group invited to its sessions of a year, and who came and spoke."""

    group_id: int
    year: int
    bodies: tuple[Body, ...] = ()
    sessions: tuple[Meeting, ...] = ()  # the first one first
    signs: Mapping[tuple[int, int], Sign] = field(default_factory=dict)

    def sign(self, body_id: int, session_id: int) -> Sign | None:
        """What is said of a body and a session; None where the body was not invited."""
        return self.signs.get((body_id, session_id))

    def of_body(self, body_id: int) -> tuple[int, int, int]:
        """To how many sessions a body was invited, came, and at how many it spoke."""
        return _totals(sign for (body, _one), sign in self.signs.items() if body == body_id)

    def of_session(self, session_id: int) -> tuple[int, int, int]:
        """How many bodies were invited to a session, came and spoke."""
        return _totals(sign for (_one, at), sign in self.signs.items() if at == session_id)

    def never(self) -> tuple[Body, ...]:
        """The bodies that were invited to none of the sessions."""
        invited = {body for body, _session in self.signs}
        return tuple(body for body in self.bodies if body.id not in invited)


def _totals(signs: Any) -> tuple[int, int, int]:
    found = list(signs)
    came = sum(sign in (Sign.CAME, Sign.SPOKE) for sign in found)
    return len(found), came, sum(sign is Sign.SPOKE for sign in found)


def _of_group(group_id: Any) -> ColumnElement[bool]:
    taking_part = select(Participation.engagement_id).where(
        Participation.organization_id == group_id
    )
    return Engagement.id.in_(taking_part) & Engagement.status.in_(COUNTED)


def _in_year(year: int) -> ColumnElement[bool]:
    return (Engagement.starts >= datetime(year, 1, 1)) & (
        Engagement.starts < datetime(year + 1, 1, 1)
    )


def years(group_id: int) -> Callable[[Connection], tuple[int, ...]]:
    """The question for the years in which a group has sessions, the latest first."""

    def question(connection: Connection) -> tuple[int, ...]:
        year = extract("year", Engagement.starts)
        found = connection.execute(select(year).where(_of_group(group_id)).distinct()).scalars()
        return tuple(sorted((int(one) for one in found), reverse=True))

    return question


def invitations(group_id: int, year: int) -> Callable[[Connection], Invitations]:
    """The question for a group's invitations of a year; the year is that of the start.

    Those that were invited come first. Bodies that nobody can engage any more are left out, unless
    they were.
    """

    def question(connection: Connection) -> Invitations:
        sessions = connection.execute(
            select(
                Engagement.id,
                Engagement.title,
                EngagementType.name,
                Engagement.starts,
                Engagement.status,
            )
            .join(EngagementType, EngagementType.id == Engagement.type_id)
            .where(_of_group(group_id), _in_year(year))
            .order_by(Engagement.starts, Engagement.id)
        ).all()
        meetings = tuple(Meeting(*row) for row in sessions)
        signs = _signs(connection, meetings)
        invited = {body for body, _session in signs}
        bodies = connection.execute(
            select(Organization.id, short_name(), Organization.name)
            .where(Organization.kind == EXPECTED)
            .where(or_(Organization.status.not_in(NO_MORE), Organization.id.in_(invited)))
            .order_by(Organization.sort_key, Organization.id)
        )
        found = sorted((Body(*row) for row in bodies), key=lambda body: body.id not in invited)
        return Invitations(group_id, year, tuple(found), meetings, signs)

    return question


def _signs(connection: Connection, meetings: Sequence[Meeting]) -> Mapping[tuple[int, int], Sign]:
    held = {one.id for one in meetings if one.status == Status.HELD}
    rows = connection.execute(
        select(
            Participation.organization_id,
            Participation.engagement_id,
            Participation.attendance,
            Participation.role,
        )
        .join(Organization, Organization.id == Participation.organization_id)
        .where(Participation.engagement_id.in_([one.id for one in meetings]))
        .where(Organization.kind == EXPECTED)
    )
    order = list(Sign)
    found: dict[tuple[int, int], Sign] = {}
    for body, session, attendance, role in rows:
        if body is None:
            continue
        sign = _sign(attendance, role, held=session in held)
        before = found.get((body, session), sign)
        found[body, session] = min(before, sign, key=order.index)
    return found


def _sign(attendance: str, role: str, *, held: bool) -> Sign:
    if attendance == Attendance.APOLOGIES:
        return Sign.APOLOGIES
    if not held or attendance not in CAME:
        return Sign.INVITED
    return Sign.SPOKE if role in SPEAKERS else Sign.CAME


# The groups


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One line of the list: a group, who leads it today, its members and its sessions."""

    id: int
    name: str
    chairs: tuple[Chair, ...]
    members: int  # bodies that belong to it today, in whatever role
    sessions: int  # of this year, held or planned
    last: date | None  # day of the last one held


@dataclass(frozen=True, slots=True)
class GroupList(OrganizationList):
    """The Working Groups by name."""

    kinds: tuple[str, ...] = (OrganizationKind.WORKING_GROUP,)

    @property
    def leans(self) -> bool:
        """Memberships and engagements decide on what it says."""
        return True

    @classmethod
    def sorts(cls) -> Sorts:
        """What each column sorts by."""
        return {"name": (Organization.sort_key,)}

    def rows(self, connection: Connection, ids: Sequence[int]) -> dict[int, Any]:
        """Lines of a page."""
        found = connection.execute(
            select(Organization.id, Organization.name).where(Organization.id.in_(ids))
        ).all()
        return {row.id: _group(connection, row.id, row.name) for row in found}


def _group(connection: Connection, group_id: int, name: str) -> GroupRow:
    members = select(func.count(Membership.member_id.distinct())).where(
        Membership.body_id == group_id, memberships.current()
    )
    count, of_group = select(func.count(Engagement.id)), _of_group(group_id)
    last = select(func.max(Engagement.starts)).where(of_group, Engagement.status == Status.HELD)
    latest = connection.execute(last).scalar_one()
    return GroupRow(
        group_id,
        name,
        memberships.chairs(connection, group_id),
        connection.execute(members).scalar_one(),
        connection.execute(count.where(of_group, _in_year(clock.today().year))).scalar_one(),
        latest.date() if latest else None,
    )


def group(group_id: int) -> Callable[[Connection], GroupRow | None]:
    """The question for one group; None where it is gone."""
    return lambda connection: GroupList().rows(connection, (group_id,)).get(group_id)
