"""Coverage: which bodies were engaged in which periods under what, and which were not.

A cell counts an engagement once for a body; a total counts distinct engagements ("What counts"
stands in `ctdesk.db.tally`). What is asked for, bodies and engagements alike, is a query; so is
what each number is of, and the list it opens holds just the records it counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, case, func, or_, select

from ctdesk.db.queries import counting, meaning
from ctdesk.db.queries.asking import condition
from ctdesk.db.queries.bodies import primary_focal_point, short_name
from ctdesk.db.queries.quiet import ADOPTED, QUIET_AFTER
from ctdesk.db.search.periods import Period
from ctdesk.db.search.tree import EVERYTHING, AnyOf, Key, Not, Tree, together
from ctdesk.db.tables import Engagement, Organization, Participation, Tally
from ctdesk.db.tally import ANY

ACTIVE = Key("status", ("active",))  # bodies that can be engaged
MONTHS: Mapping[str, int] = {"month": 1, "quarter": 3, "year": 12}  # of a step


class Count(NamedTuple):
    """How many engagements were held and are planned."""

    held: int = 0
    planned: int = 0

    def __add__(self, other: object) -> Count:
        assert isinstance(other, Count)
        return Count(self.held + other.held, self.planned + other.planned)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a matrix shows: which bodies, which engagements, and which periods.

    `engagements` names neither bodies nor days. The periods are `count` steps ("month", "quarter",
    "year"), the last of which holds the day `until`.
    """

    bodies: Tree
    engagements: Tree
    until: date
    step: str = "quarter"
    count: int = 8

    @property
    def periods(self) -> tuple[Period, ...]:
        """The periods, the oldest first."""
        size = MONTHS[self.step]
        newest = (self.until.year * 12 + self.until.month - 1) // size
        return tuple(_period(newest - back, size) for back in reversed(range(self.count)))


@dataclass(frozen=True, slots=True)
class Row:
    """A body: what was held and is planned with it by period, and when it was last engaged.

    `last` is the day under what is asked for, whatever the periods on show; it `is_quiet` where it
    was not engaged under anything for `QUIET_AFTER` days.
    """

    id: int
    short_name: str
    name: str
    cells: tuple[Count, ...]
    last: date | None
    has_focal_point: bool
    is_quiet: bool

    @property
    def total(self) -> Count:
        """Of all periods on show."""
        return sum(self.cells, Count())


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of bodies, and the query that finds them."""

    count: int
    asked: Tree


@dataclass(frozen=True, slots=True)
class Figures:
    """What stands above the matrix; each of `bodies` all told."""

    bodies: Figure
    engaged: Figure  # in the newest period
    quiet: Figure  # not engaged, under anything, for QUIET_AFTER days
    never: Figure  # under what is asked for since the Decisions
    unmanned: Figure  # without a primary focal point


def _period(number: int, size: int) -> Period:
    first, after = number * size, (number + 1) * size
    end = date(after // 12, after % 12 + 1, 1).toordinal() - 1
    return Period(date(first // 12, first % 12 + 1, 1), date.fromordinal(end))


# What a number is of


def within(period: Period, step: str) -> Key:
    """The part of a query that asks for a period."""
    year, month = period.first.year, period.first.month
    match step:
        case "quarter":
            return Key("quarter", (f"{year}Q{(month + 2) // 3}",))
        case "month":
            return Key("on", (f"{year}-{month:02}",))
    return Key("on", (str(year),))


def counted(asked: Asked, names: Sequence[str], periods: Sequence[Period]) -> Tree:
    """The query for the engagements a number counts: of these bodies, in these periods.

    Held and planned both: a cell shows the one beside the other.
    """
    values = tuple(names)
    party = AnyOf((Key("engaged", values), Key("planned", values)))
    if len(periods) == 1:
        return together(asked.engagements, within(periods[0], asked.step), party)
    days = (Key("after", (f"{periods[0].first}",)), Key("before", (f"{periods[-1].last}",)))
    return together(asked.engagements, *days, party)


# The matrix


def rows(asked: Asked) -> Callable[[Connection], tuple[Row, ...]]:
    """The question for the bodies in the order of the directory, engaged or not."""

    def question(connection: Connection) -> tuple[Row, ...]:
        bodies = connection.execute(
            select(
                Organization.id, short_name().label("short"), Organization.name,
                primary_focal_point().is_not(None).label("manned"),
                condition("organization", _QUIET).label("quiet"),
            )
            .where(condition("organization", asked.bodies))
            .order_by(Organization.sort_key, Organization.id)
        ).all()  # fmt: skip
        counts, last = _counts(connection, asked)
        return tuple(
            Row(
                one.id, one.short, one.name, _by_period(counts[one.id], asked), last.get(one.id),
                bool(one.manned), bool(one.quiet),
            )
            for one in bodies
        )  # fmt: skip

    return question


_Months = dict[str, Count]  # by month, as 2026-07


def _counts(
    connection: Connection, asked: Asked
) -> tuple[defaultdict[int, _Months], dict[int, date]]:
    """By body, what counts in each month, and the day it was last engaged."""
    item = _one_item(connection, asked.engagements)
    found = _walked(asked) if item is None else _tallied(asked, item)
    counts: defaultdict[int, _Months] = defaultdict(dict)
    last: dict[int, date] = {}
    for body, month, held, planned, day in connection.execute(found):
        counts[body][month] = Count(held or 0, planned or 0)
        if day is not None:
            last[body] = max(last.get(body, date.min), date.fromisoformat(day))
    return counts, last


def _one_item(connection: Connection, tree: Tree) -> int | None:
    """The item whose counts are kept in step; `ANY` for all engagements, None else."""
    if tree == EVERYTHING:
        return ANY
    if not (isinstance(tree, Key) and tree.name == "under" and len(tree.values) == 1):
        return None
    items = connection.execute(meaning.items(tree.values[0])).scalars().all()
    return items[0] if len(items) == 1 else None


def _tallied(asked: Asked, item: int) -> Any:
    """Sums of the counts kept in step: a few rows for each body, however long the log."""
    held = func.sum(Tally.held)
    return (
        select(
            Tally.organization_id, func.strftime("%Y-%m", Tally.day).label("month"),
            held, func.sum(Tally.planned),
            func.max(func.iif(Tally.held > 0, func.date(Tally.day), None)),
        )
        .where(Tally.item_id == item, Tally.organization_id.in_(_ids(asked.bodies)))
        .group_by(Tally.organization_id, "month")
    )  # fmt: skip


def _walked(asked: Asked) -> Any:
    """The same of the engagements a query asks for, each counted once for a body."""
    # Each side is worked out by itself: SQLite would look for each engagement with each body.
    done, with_whom = _done(asked), _taking_part(asked)
    return (
        select(
            with_whom.c.organization_id, done.c.month,
            func.sum(done.c.held), func.sum(1 - done.c.held),
            func.max(func.iif(done.c.held, done.c.day, None)),
        )
        .join(done, done.c.id == with_whom.c.engagement_id)
        .group_by(with_whom.c.organization_id, done.c.month)
    )  # fmt: skip


def _done(asked: Asked) -> Any:
    """The engagements that are asked for and count, with 1 of those held and 0 of those planned."""
    columns = (
        Engagement.id, func.strftime("%Y-%m", Engagement.starts).label("month"),
        func.date(Engagement.starts).label("day"),
        case((counting.held(), 1), else_=0).label("held"),
    )  # fmt: skip
    found = select(*columns).where(
        or_(counting.held(), counting.planned()), condition("engagement", asked.engagements)
    )
    return found.cte("done").prefix_with("MATERIALIZED")


def _taking_part(asked: Asked) -> Any:
    """Which of the bodies takes part in which engagement, each once."""
    found = select(Participation.engagement_id, Participation.organization_id).where(
        counting.took_part(), Participation.organization_id.in_(_ids(asked.bodies))
    )
    return found.distinct().cte("with_whom").prefix_with("MATERIALIZED")


def counts_for(asked: Asked) -> ColumnElement[bool]:
    """That an engagement is one of those a matrix counts, in the periods on show."""
    periods, with_whom = asked.periods, _taking_part(asked)
    return and_(
        or_(counting.held(), counting.planned()),
        counting.within(periods[0].first, periods[-1].last),
        condition("engagement", asked.engagements),
        Engagement.id.in_(select(with_whom.c.engagement_id)),
    )


def _ids(bodies: Tree) -> Any:
    return select(Organization.id).where(condition("organization", bodies)).correlate(None)


def _by_period(months: Mapping[str, Count], asked: Asked) -> tuple[Count, ...]:
    return tuple(_sum(months, period) for period in asked.periods)


def _sum(months: Mapping[str, Count], period: Period) -> Count:
    first, last = f"{period.first:%Y-%m}", f"{period.last:%Y-%m}"
    return sum((count for month, count in months.items() if first <= month <= last), Count())


def totals(asked: Asked) -> Callable[[Connection], tuple[Count, ...]]:
    """The question for the distinct engagements of each period, with any of the bodies.

    An engagement starts in one period alone: their sum is that of all periods on show.
    """
    done, with_whom = _done(asked), _taking_part(asked)
    found = (
        select(done.c.month, func.sum(done.c.held), func.sum(1 - done.c.held))
        .where(done.c.id.in_(select(with_whom.c.engagement_id)))
        .group_by(done.c.month)
    )

    def question(connection: Connection) -> tuple[Count, ...]:
        months = {name: Count(*counts) for name, *counts in connection.execute(found)}
        return _by_period(months, asked)

    return question


# The figures

_QUIET = Key("quiet", (f"{QUIET_AFTER}d",))
_SINCE = Key("after", (f"{ADOPTED:%Y-%m}",))


def is_never(row: Row) -> bool:
    """Whether a body was not once engaged, under what is asked for, since the Decisions."""
    return row.last is None or row.last < ADOPTED


def figures(asked: Asked, bodies: Sequence[Row]) -> Figures:
    """What stands above the matrix of these bodies, each with the query that finds its own."""
    newest = within(asked.periods[-1], asked.step)
    engaged = together(asked.bodies, asked.engagements, newest)
    never = together(asked.bodies, Not(together(asked.engagements, _SINCE)))

    def figure(tree: Tree, is_so: Callable[[Row], bool]) -> Figure:
        return Figure(sum(map(is_so, bodies)), tree)

    return Figures(
        bodies=figure(asked.bodies, lambda _one: True),
        engaged=figure(engaged, lambda one: one.cells[-1].held > 0),
        quiet=figure(together(asked.bodies, _QUIET), lambda one: one.is_quiet),
        never=figure(never, is_never),
        unmanned=figure(
            together(asked.bodies, Key("focal", ("none",))), lambda one: not one.has_focal_point
        ),
    )
