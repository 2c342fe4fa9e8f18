"""Questions about focal points: who is designated where, where nobody is, and whom to ask next.

A designation is a post of today with a rank. A round of verification begins on a day, and goes
through all of them: those found correct on that day or later are behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, case, func, select

from ctdesk.db import clock
from ctdesk.db.queries import verified
from ctdesk.db.queries.bodies import current_post, primary_focal_point
from ctdesk.db.queries.lists import Sorts, spelled
from ctdesk.db.queries.organizations import OrganizationList
from ctdesk.db.queries.posts import PostLine, post_lines
from ctdesk.db.queries.quiet import NO_MORE
from ctdesk.db.queries.settings import kept
from ctdesk.db.tables import ContactPoint, FocalRank, Organization, Post

ROUND = "focal_round"  # key of the setting that a round is kept in

Gap = Literal["", "without", "vacant", "stale", "verified"]


def designated() -> tuple[ColumnElement[bool], ...]:
    """That a post is a designation of today."""
    # By name of each rank, so that the many posts without one are passed over by the index.
    return Post.focal_point.in_(list(FocalRank)), current_post()


# A round of verification


@dataclass(frozen=True, slots=True)
class Round:
    """A round of verification: the day it began, and the day each was last written to, by post."""

    begun: date
    written: Mapping[int, date] = field(default_factory=dict)

    def to_keep(self) -> dict[str, Any]:
        """The round as a setting holds it."""
        days = {str(post_id): day.isoformat() for post_id, day in self.written.items()}
        return {"begun": self.begun.isoformat(), "written": days}

    def wrote_to(self, post_id: int, day: date) -> Round:
        """The round, with a mail written."""
        return Round(self.begun, {**self.written, post_id: day})


def round_begun(connection: Connection) -> Round | None:
    """The round that was begun last; None where none was, or what is kept of it cannot be read."""
    value = kept(ROUND)(connection)
    try:
        days = {int(one): date.fromisoformat(day) for one, day in value["written"].items()}
        return Round(date.fromisoformat(value["begun"]), days)
    except (TypeError, KeyError, ValueError, AttributeError):
        return None


@dataclass(frozen=True, slots=True)
class Worklist:
    """The designations of a round in order, and those that are still to be verified."""

    ids: tuple[int, ...] = ()
    left: frozenset[int] = frozenset()

    @property
    def done(self) -> int:
        """How many are behind it."""
        return len(self.ids) - len(self.left)

    def after(self, post_id: int | None) -> int | None:
        """The next that is to be verified, from the first on after the last; None with none left.

        It is the one asked about only where no other is left.
        """
        at = self.ids.index(post_id) + 1 if post_id in self.ids else 0
        return next((one for one in self.ids[at:] + self.ids[:at] if one in self.left), None)


def worklist(kinds: tuple[str, ...], begun: date) -> Callable[[Connection], Worklist]:
    """The question for the designations in bodies of the kinds (all, where none is given)."""

    def question(connection: Connection) -> Worklist:
        rank = case({FocalRank.PRIMARY.value: 0}, value=Post.focal_point, else_=1)
        of_kinds = [Organization.kind.in_(kinds)] if kinds else []
        rows = connection.execute(
            select(Post.id, Post.last_verified)
            .join(Organization, Organization.id == Post.organization_id)
            .where(*designated(), *of_kinds)
            .order_by(Organization.sort_key, Organization.id, rank, Post.id)
        ).all()
        left = {row.id for row in rows if row.last_verified is None or row.last_verified < begun}
        return Worklist(tuple(row.id for row in rows), frozenset(left))

    return question


def address_of(post: PostLine) -> Callable[[Connection], str]:
    """The question for the e-mail address a focal point is written to; "" where none is known.

    A preferred one comes first, then the post's own, then that of whoever holds it.
    """

    def question(connection: Connection) -> str:
        owner = ContactPoint.post_id == post.id
        if post.person_id is not None:
            owner = owner | (ContactPoint.person_id == post.person_id)
        own_first = case((ContactPoint.post_id.is_not(None), 0), else_=1)
        found = connection.execute(
            select(ContactPoint.value)
            .where(owner, ContactPoint.kind == "email")
            .order_by(ContactPoint.preferred.desc(), own_first, ContactPoint.id)
            .limit(1)
        ).scalar_one_or_none()
        return found or ""

    return question


# The bodies, and what is missing there


@dataclass(frozen=True, slots=True)
class FocalRow:
    """One line of the list: a body and its designations, the primary ones first."""

    id: int
    acronym: str
    name: str
    kind: str
    status: str
    designations: tuple[PostLine, ...]

    def of(self, rank: str) -> tuple[PostLine, ...]:
        """Those of a rank."""
        return tuple(one for one in self.designations if one.focal_point == rank)


def _with_designation(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    found = select(Post.organization_id).where(*designated(), *conditions)
    return Organization.id.in_(found.correlate(None))


def _oldest() -> ColumnElement[Any]:
    """When that designation of a body was verified which was verified longest ago."""
    never = func.coalesce(Post.last_verified, date.min)
    found = select(func.min(never)).where(Post.organization_id == Organization.id, *designated())
    return found.scalar_subquery()


@dataclass(frozen=True, slots=True)
class FocalList(OrganizationList):
    """Bodies of the kinds with their focal points; `gap` asks for those where something is so.

    `without` a primary one, with a `vacant` designation, with one that is to be verified
    (`stale`), with one `verified` on the day `since` or later.
    """

    gap: Gap = ""
    since: date | None = None

    def _conditions(self, row_id: int | None = None) -> list[ColumnElement[bool]]:
        found = OrganizationList._conditions(self, row_id)
        match self.gap:
            case "without":
                found += [primary_focal_point().is_(None), Organization.status.not_in(NO_MORE)]
            case "vacant":
                found.append(_with_designation(Post.person_id.is_(None)))
            case "stale":
                found.append(_with_designation(verified.to_verify(clock.today())))
            case "verified":
                found.append(_with_designation(Post.last_verified >= (self.since or date.max)))
        return found

    @property
    def leans(self) -> bool:
        """Posts decide on what it holds, and their holders on what it says."""
        return True

    @classmethod
    def sorts(cls) -> Sorts:
        """What each column sorts by."""
        return {
            "name": (Organization.sort_key,),
            "primary": (spelled(primary_focal_point()),),
            "verified": (_oldest(),),
        }

    def rows(self, connection: Connection, ids: Sequence[int]) -> dict[int, Any]:
        """Lines of a page."""
        acronym: ColumnElement[str] = func.coalesce(Organization.acronym, "")
        found = connection.execute(
            select(
                Organization.id,
                acronym,
                Organization.name,
                Organization.kind,
                Organization.status,
            ).where(Organization.id.in_(ids))
        )
        of_body = _designations(connection, ids)
        return {row[0]: FocalRow(*row, of_body.get(row[0], ())) for row in found}


def _designations(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[PostLine, ...]]:
    lines = post_lines(connection, Post.organization_id.in_(ids), *designated())
    lines.sort(key=lambda line: (line.focal_point != FocalRank.PRIMARY, line.id))
    found: dict[int, tuple[PostLine, ...]] = {}
    for line in lines:
        found[line.organization_id] = (*found.get(line.organization_id, ()), line)
    return found


def focal_row(organization_id: int) -> Callable[[Connection], FocalRow | None]:
    """The question for one body; None where it is gone."""
    return lambda connection: FocalList().rows(connection, (organization_id,)).get(organization_id)


def figures(kinds: tuple[str, ...], since: date | None) -> Callable[[Connection], dict[str, int]]:
    """The question how many bodies of the kinds each gap has, so many as its list holds.

    Without a round nothing is counted as verified in it.
    """
    gaps: tuple[Gap, ...] = ("without", "vacant", "stale", *(("verified",) if since else ()))

    def question(connection: Connection) -> dict[str, int]:
        return {gap: FocalList(kinds, gap=gap, since=since).count(connection) for gap in gaps}

    return question
