"""Targets: how often bodies are to be engaged, what is met, due and late, and whom to engage next.

A target asks for so many engagements held ("What counts" stands in `ctdesk.db.tally`) in each
period. It is **met** where they were held in the present one, else **due** until its last day; it
is **late** where the period before was missed besides, and for how many in a row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta

from sqlalchemy import Connection, and_, func, or_, select

from ctdesk.db import clock
from ctdesk.db.drafts import TargetDraft
from ctdesk.db.queries.bodies import short_name
from ctdesk.db.queries.lists import RecordList, Sorts, ranked, spelled
from ctdesk.db.queries.quiet import NO_MORE, Quiet, quiet
from ctdesk.db.search.periods import Period
from ctdesk.db.tables import Every, FrameworkItem, Organization, Tally, Target
from ctdesk.db.tally import ANY
from ctdesk.errors import UserError
from ctdesk.words import _

_MONTHS: Mapping[str, int] = {
    Every.MONTH: 1, Every.QUARTER: 3, Every.HALF_YEAR: 6, Every.YEAR: 12,
}  # fmt: skip
_LOOKED_BACK = 12  # periods before the present one, at most
_LATE, _NEVER, _QUIET, _DUE = range(4)  # why a body is to be engaged, the most pressing first


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One line of the list of targets; of the bodies it asks of, how many met it and how many not.

    `organization` is the body's short name, or "" where it asks each of `kind`.
    """

    id: int
    organization: str
    kind: str
    item: str
    times: int
    every: str
    starts: date | None
    ends: date | None
    bodies: int
    met: int
    due: int
    late: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How one body stands to a target on a day.

    `missed` counts the whole periods in a row before the present one in which it was not met.
    """

    organization_id: int
    organization: str
    target_id: int
    item: str  # label; "" for any
    times: int
    every: str
    period: Period
    held: int
    planned: int
    missed: int

    @property
    def state(self) -> str:
        """ "met", "due" or "late"."""
        if self.held >= self.times:
            return "met"
        return "late" if self.missed else "due"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A body to engage next: under what, and why: a target behind, or that it went quiet."""

    organization_id: int
    organization: str
    item_id: int | None
    progress: Progress | None
    quiet: Quiet | None


@dataclass(frozen=True, slots=True)
class TargetList(RecordList):
    """Targets, in the order in which they were set."""

    record = Target
    own_order = (Target.starts,)
    sums = True

    @classmethod
    def sorts(cls) -> Sorts:
        """What each column sorts by."""
        item = select(spelled(FrameworkItem.label)).where(FrameworkItem.id == Target.item_id)
        body = select(func.coalesce(spelled(Organization.acronym), Organization.sort_key)).where(
            Organization.id == Target.organization_id
        )
        return {
            "who": (func.coalesce(body.scalar_subquery(), Target.kind),),
            "item": (item.scalar_subquery(),),
            "often": (ranked(Target.every, Every), Target.times),
        }

    def rows(self, connection: Connection, ids: Sequence[int]) -> dict[int, TargetRow]:
        """Lines of a page, as of today."""
        found = _targets(connection, ids)
        standing: defaultdict[int, list[Progress]] = defaultdict(list)
        for one in _progress(connection, found, clock.today()):
            standing[one.target_id].append(one)
        return {one.id: _row(one, standing[one.id]) for one in found}


@dataclass(frozen=True, slots=True)
class _Asked:
    id: int
    organization_id: int | None
    organization: str
    kind: str
    item_id: int | None
    item: str
    times: int
    every: str
    starts: date | None
    ends: date | None

    def is_in_force(self, day: date) -> bool:
        return (self.starts is None or self.starts <= day) and (
            self.ends is None or day <= self.ends
        )


def _targets(connection: Connection, ids: Sequence[int] | None = None) -> list[_Asked]:
    statement = (
        select(
            Target.id, Target.organization_id, func.coalesce(short_name(), ""), Target.kind,
            Target.item_id, func.coalesce(FrameworkItem.label, ""), Target.times, Target.every,
            Target.starts, Target.ends,
        )
        .outerjoin(Organization, Organization.id == Target.organization_id)
        .outerjoin(FrameworkItem, FrameworkItem.id == Target.item_id)
        .order_by(Target.id)
    )  # fmt: skip
    if ids is not None:
        statement = statement.where(Target.id.in_(ids))
    return [_Asked(*tuple(row)) for row in connection.execute(statement)]


def _row(asked: _Asked, standing: Sequence[Progress]) -> TargetRow:
    states = [one.state for one in standing]
    return TargetRow(
        asked.id, asked.organization, asked.kind, asked.item, asked.times, asked.every,
        asked.starts, asked.ends, len(states),
        states.count("met"), states.count("due"), states.count("late"),
    )  # fmt: skip


def draft(target_id: int) -> Callable[[Connection], TargetDraft]:
    """The question for a target as a form holds it. Raises UserError where it is gone."""

    def question(connection: Connection) -> TargetDraft:
        row = connection.execute(
            select(Target.__table__).where(Target.id == target_id)
        ).one_or_none()
        if row is None:
            raise UserError(_("This target is no longer in the register."))
        return TargetDraft(**{one.name: getattr(row, one.name) for one in fields(TargetDraft)})

    return question


def progress(
    day: date, target_id: int | None = None
) -> Callable[[Connection], tuple[Progress, ...]]:
    """The question for how bodies stand to all targets in force on a day, or to one."""

    def question(connection: Connection) -> tuple[Progress, ...]:
        ids = None if target_id is None else (target_id,)
        return tuple(_progress(connection, _targets(connection, ids), day))

    return question


def _progress(connection: Connection, targets: Sequence[_Asked], day: date) -> list[Progress]:
    found: list[Progress] = []
    for one in targets:
        if not one.is_in_force(day):
            continue
        bodies = _bodies(connection, one)
        periods = _periods(one, day)
        counts = _counts(connection, bodies, one.item_id or ANY, periods)
        for body, name in bodies.items():
            held, planned = counts.get((body, 0), (0, 0))
            missed = 0
            while (
                missed + 1 < len(periods) and counts.get((body, missed + 1), (0, 0))[0] < one.times
            ):
                missed += 1
            found.append(
                Progress(body, name, one.id, one.item, one.times, one.every, periods[0], held,
                         planned, missed)
            )  # fmt: skip
    return found


def _bodies(connection: Connection, asked: _Asked) -> dict[int, str]:
    """Ids and short names of the bodies a target asks of; of a kind, those that can be engaged."""
    which = Organization.id == asked.organization_id
    if asked.kind:
        which = and_(Organization.kind == asked.kind, Organization.status.not_in(NO_MORE))
    found = select(Organization.id, short_name()).where(which).order_by(Organization.sort_key)
    return {row[0]: row[1] for row in connection.execute(found)}


def _periods(asked: _Asked, day: date) -> list[Period]:
    """The present period first, and before it the whole ones since the target began."""
    size = _MONTHS[asked.every]
    number = (day.year * 12 + day.month - 1) // size
    periods = [_period(number, size)]
    for back in range(1, _LOOKED_BACK + 1):
        one = _period(number - back, size)
        if asked.starts is None or one.first < asked.starts:
            break
        periods.append(one)
    return periods


def _period(number: int, size: int) -> Period:
    first, after = number * size, (number + 1) * size
    end = date(after // 12, after % 12 + 1, 1) - timedelta(days=1)
    return Period(date(first // 12, first % 12 + 1, 1), end)


def _counts(
    connection: Connection, bodies: Mapping[int, str], item: int, periods: Sequence[Period]
) -> dict[tuple[int, int], tuple[int, int]]:
    """By body and number of the period what is held and planned, from the counts kept in step."""
    rows = connection.execute(
        select(Tally.organization_id, Tally.day, Tally.held, Tally.planned).where(
            Tally.organization_id.in_(bodies), Tally.item_id == item,
            or_(*(and_(Tally.day >= one.first, Tally.day <= one.last) for one in periods)),
        )
    )  # fmt: skip
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for body, day, held, planned in rows:
        number = next(at for at, one in enumerate(periods) if one.first <= day <= one.last)
        before = found.get((body, number), (0, 0))
        found[body, number] = (before[0] + held, before[1] + planned)
    return found


def suggestions(day: date, limit: int = 10) -> Callable[[Connection], tuple[Suggestion, ...]]:
    """The question for whom to engage next, and why.

    First those late with a target, the longest first; then those never engaged since the Decisions,
    then the quiet, then what is due with nothing planned, the soonest first. Each body once.
    """

    def question(connection: Connection) -> tuple[Suggestion, ...]:
        targets = _targets(connection)
        items = {one.id: one.item_id for one in targets}
        reasons: list[tuple[tuple[int, float], Suggestion]] = []
        for one in _progress(connection, targets, day):
            if one.state == "met" or one.held + one.planned >= one.times:
                continue  # what is planned will do
            why = (_LATE, -one.missed) if one.missed else (_DUE, (one.period.last - day).days)
            body, name = one.organization_id, one.organization
            reasons.append((why, Suggestion(body, name, items[one.target_id], one, None)))
        reasons += _quiet_ones(connection, day)
        found: dict[int, Suggestion] = {}
        for _why, one_more in sorted(reasons, key=lambda reason: reason[0]):
            found.setdefault(one_more.organization_id, one_more)
        return tuple(found.values())[:limit]

    return question


def _quiet_ones(connection: Connection, day: date) -> list[tuple[tuple[int, float], Suggestion]]:
    """Bodies of which regular engagement is expected, gone quiet, with nothing planned."""
    rows = connection.execute(
        select(
            Organization.id, short_name(), Organization.kind, Organization.status,
            select(func.max(Tally.day))
            .where(Tally.organization_id == Organization.id, Tally.item_id == ANY, Tally.held > 0)
            .scalar_subquery(),
            select(func.count())
            .where(Tally.organization_id == Organization.id, Tally.item_id == ANY)
            .where(Tally.planned > 0, Tally.day >= day)
            .scalar_subquery(),
        )
        .where(Organization.kind == "regional")
        .order_by(Organization.sort_key)
    )  # fmt: skip
    found = []
    for body, name, kind, status, last, planned in rows:
        gap = quiet(kind, status, last, day)
        if gap is None or planned:
            continue
        why = (_NEVER, 0.0) if gap.days is None else (_QUIET, -gap.days)
        found.append((why, Suggestion(body, name, None, None, gap)))
    return found
