"""Questions about who belongs to whom: members, chairs, observers, from and until."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    Date,
    Select,
    and_,
    bindparam,
    case,
    func,
    or_,
    select,
)

from ctdesk.db import clock
from ctdesk.db.drafts import MembershipDraft
from ctdesk.db.queries.bodies import short_name
from ctdesk.db.queries.lists import RecordList, Sorts, spelled
from ctdesk.db.tables import Membership, Organization, OrganizationName
from ctdesk.errors import UserError
from ctdesk.words import _

# The roles of a membership, in the order in which a list has them; others that an officer
# writes come with the members.
CHAIRS = ("chair", "co_chair", "vice_chair")
ROLES = (*CHAIRS, "secretariat", "member", "participating_state", "observer")


def current(day: date | None = None) -> ColumnElement[bool]:
    """That a membership exists on a day, today unless given."""
    on = day or clock.today()
    begun = or_(Membership.starts.is_(None), Membership.starts <= on)
    return and_(or_(Membership.ends.is_(None), Membership.ends >= on), begun)


def member_count(connection: Connection, organization_id: int, kind: str | None) -> int:
    """Bodies (of a kind) that are members today, whatever the membership is called."""
    rows = (
        select(func.count(Membership.member_id.distinct()))
        .join(Organization, Organization.id == Membership.member_id)
        .where(Membership.body_id == organization_id)
        .where(Membership.role.in_(("member", "participating_state")), current())
    )
    if kind is not None:
        rows = rows.where(Organization.kind == kind)
    return connection.execute(rows).scalar_one()


def count_around(organization_id: int) -> Select[int]:
    """How many memberships of today a body has in others, and others in it."""
    beside = or_(Membership.body_id == organization_id, Membership.member_id == organization_id)
    return select(func.count(Membership.id)).where(beside, current())


@dataclass(frozen=True, slots=True)
class Chair:
    """A body that chairs another, co-chairs it or is its vice-chair."""

    organization_id: int
    name: str  # short
    role: str
    starts: date | None
    status: str


def chairs(connection: Connection, body_id: int) -> tuple[Chair, ...]:
    """Those that chair a body today: chairs, co-chairs, vice-chairs, each by name."""
    rows = connection.execute(
        select(
            Organization.id,
            short_name(),
            Membership.role,
            Membership.starts,
            Membership.status,
        )
        .join(Organization, Organization.id == Membership.member_id)
        .where(Membership.body_id == body_id, Membership.role.in_(CHAIRS), current())
        .order_by(_standing(), Organization.sort_key, Membership.id)
    )
    return tuple(Chair(*row) for row in rows)


def _over() -> ColumnElement[int]:
    """1 for a membership that has ended, else 0: one that is to begin is not over."""
    today = bindparam("today", callable_=clock.today, type_=Date)
    return case((Membership.ends < today, 1), else_=0)


def _standing() -> ColumnElement[int]:
    """Where a role stands in a list: chairs first."""
    places = {role: place for place, role in enumerate(ROLES)}
    return case(places, value=Membership.role, else_=places["member"])


@dataclass(frozen=True, slots=True)
class MembershipRow:
    """One line of a list of memberships: the other body, in which role, from, until."""

    id: int
    organization_id: int  # the other body: the member of a body, the body of a member
    acronym: str
    name: str
    role: str
    starts: date | None
    ends: date | None
    status: str
    source: str
    as_of: str
    ended: int  # 1 where it is over, else 0


def _name(other: Any) -> ColumnElement[str]:
    """What the body at the other side is listed by."""
    return select(Organization.sort_key).where(Organization.id == other).scalar_subquery()


@dataclass(frozen=True, slots=True)
class MembershipList(RecordList):
    """Memberships of one body: chairs first, then by the name of the other side.

    Those that have ended come last, where they are asked for.
    """

    ended: bool = False

    record = Membership
    other: ClassVar[Any]  # column of the body at the other side

    def _conditions(self, row_id: int | None = None) -> list[ColumnElement[bool]]:
        del row_id
        return [] if self.ended else [_over() == 0]

    @classmethod
    def sorts(cls) -> Sorts:
        """What each column sorts by."""
        return {
            "name": (_name(cls.other),),
            "role": (_standing(),),
            "starts": (Membership.starts,),
            "ends": (Membership.ends,),
            "status": (spelled(Membership.status),),
        }

    @property
    def leans(self) -> bool:
        """The names it is sorted by are those of other bodies."""
        return True

    def undated(self, connection: Connection) -> tuple[str, ...]:
        """Which of the days, "starts" and "ends", none of them has."""
        known = func.count(Membership.starts), func.count(Membership.ends)
        counts = connection.execute(select(*known).where(*self._conditions())).one()
        return tuple(name for name, n in zip(("starts", "ends"), counts, strict=True) if not n)

    def rows(self, connection: Connection, ids: Sequence[int]) -> dict[int, MembershipRow]:
        """Lines of a page."""
        acronym: ColumnElement[str] = func.coalesce(Organization.acronym, "")
        found = connection.execute(
            select(
                Membership.id,
                Organization.id.label("organization_id"),
                acronym.label("acronym"),
                Organization.name,
                Membership.role,
                Membership.starts,
                Membership.ends,
                Membership.status,
                Membership.source,
                Membership.as_of,
                _over().label("ended"),
            )
            .join(Organization, Organization.id == type(self).other)
            .where(Membership.id.in_(ids))
        )
        return {row.id: MembershipRow(*row) for row in found}


@dataclass(frozen=True, slots=True)
class MemberList(MembershipList):
    """The members of a body."""

    body_id: int = 0

    other = Membership.member_id
    own_order = (_over(), _standing(), _name(Membership.member_id))

    def _conditions(self, row_id: int | None = None) -> list[ColumnElement[bool]]:
        return [Membership.body_id == self.body_id, *MembershipList._conditions(self, row_id)]


@dataclass(frozen=True, slots=True)
class BodyList(MembershipList):
    """What a body is a member of."""

    member_id: int = 0

    other = Membership.body_id
    own_order = (_over(), _standing(), _name(Membership.body_id))

    def _conditions(self, row_id: int | None = None) -> list[ColumnElement[bool]]:
        return [Membership.member_id == self.member_id, *MembershipList._conditions(self, row_id)]


@dataclass(frozen=True, slots=True)
class Around:
    """How many memberships a body has in others, and others in it, and how many have ended."""

    members: int
    members_ended: int
    bodies: int
    bodies_ended: int
    names: int


def around(organization_id: int) -> Callable[[Connection], Around]:
    """The question how many memberships, and further names, there are to see of a body."""
    counted, over = func.count(Membership.id), func.coalesce(func.sum(_over()), 0)
    inward = Membership.body_id == organization_id
    outward = Membership.member_id == organization_id
    named = select(func.count(OrganizationName.id)).where(
        OrganizationName.organization_id == organization_id
    )

    def question(connection: Connection) -> Around:
        every, ended = connection.execute(select(counted, over).where(inward)).one()
        mine, mine_ended = connection.execute(select(counted, over).where(outward)).one()
        names = connection.execute(named).scalar_one()
        return Around(every - ended, ended, mine - mine_ended, mine_ended, names)

    return question


def draft(membership_id: int) -> Callable[[Connection], MembershipDraft]:
    """The question for a membership as a form holds it. Raises UserError where it is gone."""

    def question(connection: Connection) -> MembershipDraft:
        row = connection.execute(
            select(
                Membership.member_id,
                Membership.body_id,
                Membership.role,
                Membership.starts,
                Membership.ends,
                Membership.status,
            ).where(Membership.id == membership_id)
        ).one_or_none()
        if row is None:
            raise UserError(_("This membership is no longer in the register."))
        return MembershipDraft(*row)

    return question
