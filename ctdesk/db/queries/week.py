"""The content of the weekly summary."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, Connection, and_, or_

from ctdesk.db.queries import counting, lines
from ctdesk.db.queries import today as waiting
from ctdesk.db.queries.reviews import to_review
from ctdesk.db.queries.sheets import EngagementLine, WeekSheet
from ctdesk.db.tables import Commitment, CommitmentState, Engagement

AHEAD = 14  # days after the week


def week(day: date, *, register: str) -> Callable[[Connection], WeekSheet]:
    """The question for the seven days that end with `day`, and for what stands on it."""
    first = day - timedelta(days=6)
    until = day + timedelta(days=AHEAD)

    def question(connection: Connection) -> WeekSheet:
        either = or_(
            and_(counting.held(), _starting(first, day)),
            and_(counting.planned(), _starting(day + timedelta(days=1), until)),
        )
        shown = lines.engagement_ids(either)
        held = _lines(connection, counting.held(), _starting(first, day))
        coming = _lines(connection, counting.planned(), _starting(day + timedelta(days=1), until))
        open_ones = Commitment.state == CommitmentState.OPEN
        late = lines.promises(connection, and_(open_ones, Commitment.due < day))
        due = lines.promises(connection, and_(open_ones, Commitment.due.between(day, until)))
        quiet = waiting.going_quiet(day, None)(connection)
        return WeekSheet(
            first=first,
            last=day,
            held=tuple(reversed(held)),
            coming=tuple(reversed(coming)),
            late=tuple(map(lines.promise, late)),
            due=tuple(map(lines.promise, due)),
            quiet=tuple((one.acronym or one.name, one.quiet.days) for one in quiet.rows),
            to_verify=waiting.to_verify(day, 0)(connection).count,
            to_review=to_review(day, 0)(connection).count,
            milestones=tuple(
                (one.label, one.title, one.due, one.state) for one in waiting.milestones(connection)
            ),
            sensitivity=lines.highest(
                [one.sensitivity for one in (*held, *coming)]
                + lines.of_promises((*late, *due))
                + lines.of_parties(connection, shown)
            ),
            as_of=day,
            register=register,
        )

    return question


def _lines(connection: Connection, *conditions: ColumnElement[bool]) -> list[EngagementLine]:
    return lines.lines(connection, lines.engagement_ids(*conditions))


def _starting(first: date, last: date) -> ColumnElement[bool]:
    end = datetime.combine(last, time()) + timedelta(days=1)
    return and_(Engagement.starts >= datetime.combine(first, time()), Engagement.starts < end)
