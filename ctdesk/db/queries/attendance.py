"""Who was there: women among those present, levels, civil society, by period and by type.

Of engagements held ("What counts" stands in `ctdesk.db.tally`). Where nobody wrote how many were
present, the engagement has no part in the share of women, and is counted as one without a figure.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, case, func, select

from ctdesk.db.queries import counting
from ctdesk.db.queries.asking import condition
from ctdesk.db.search.periods import Period
from ctdesk.db.search.tree import Key, Tree, together
from ctdesk.db.tables import Engagement, EngagementType, Level, Organization, Participation

CIVIL = "civil_society"  # kind of body


@dataclass(frozen=True, slots=True)
class Attendance:
    """The engagements of a period or of a type, and who was there.

    `counted` have a number of people present, of whom `women` are women; `levels` has how many were
    held at each level, by its code, "" where none was given. `asked` finds all of them.
    """

    name: str  # of the type; "" of a period
    period: Period | None
    held: int
    counted: int
    present: int
    women: int
    with_civil_society: int
    levels: dict[str, int]
    asked: Tree

    @property
    def share(self) -> float | None:
        """Part of those present who are women, 0 to 1; None where nobody was counted."""
        return self.women / self.present if self.present else None


LEVELS = (*map(str, Level), "")


def by_period(
    periods: tuple[Period, ...], asked: Tree
) -> Callable[[Connection], tuple[Attendance, ...]]:
    """The question for who was there in each period, of the engagements a query asks for."""

    def question(connection: Connection) -> tuple[Attendance, ...]:
        return tuple(
            _row(connection.execute(_sums(asked, one)).one(), "", one, _within(asked, one))
            for one in periods
        )

    return question


def by_type(first: date, last: date, asked: Tree) -> Callable[[Connection], tuple[Attendance, ...]]:
    """The question for who was there at each type of engagement, the most frequent first."""
    period = Period(first, last)

    def question(connection: Connection) -> tuple[Attendance, ...]:
        found = connection.execute(
            _sums(asked, period, EngagementType.name)
            .join(EngagementType, EngagementType.id == Engagement.type_id)
            .group_by(EngagementType.id)
            .order_by(func.count().desc(), EngagementType.name)
        )
        return tuple(
            _row(row, row[0], None, together(_within(asked, period), Key("type", (row[0],))))
            for row in found
        )

    return question


def _within(asked: Tree, period: Period) -> Tree:
    days = (Key("after", (f"{period.first}",)), Key("before", (f"{period.last}",)))
    return together(asked, Key("status", ("held",)), *days)


def _sums(asked: Tree, period: Period, *names: Any) -> Any:
    counted = and_(Engagement.attended.is_not(None), Engagement.women.is_not(None))
    civil = Engagement.id.in_(
        select(Participation.engagement_id)
        .join(Organization, Organization.id == Participation.organization_id)
        .where(Organization.kind == CIVIL, counting.took_part())
    )
    return select(
        *names,
        func.count().label("held"),
        func.count(case((counted, 1))).label("counted"),
        func.coalesce(func.sum(case((counted, Engagement.attended))), 0).label("present"),
        func.coalesce(func.sum(case((counted, Engagement.women))), 0).label("women"),
        func.count(case((civil, 1))).label("civil"),
        *(
            func.count(case((Engagement.level == code, 1))).label(f"level_{number}")
            for number, code in enumerate(LEVELS)
        ),
    ).where(
        counting.held(), counting.within(period.first, period.last), condition("engagement", asked)
    )


def _row(row: Any, name: str, period: Period | None, asked: Tree) -> Attendance:
    levels = {code: getattr(row, f"level_{number}") for number, code in enumerate(LEVELS)}
    return Attendance(
        name, period, row.held, row.counted, row.present, row.women, row.civil, levels, asked
    )
