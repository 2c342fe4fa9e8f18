"""Promises that recur: the next one is made in the step in which one is done."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

from ctdesk.db.operations import common
from ctdesk.db.tables import Commitment, CommitmentState, Repeats

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

MONTHS = {
    Repeats.MONTHLY: 1, Repeats.QUARTERLY: 3, Repeats.HALF_YEARLY: 6, Repeats.YEARLY: 12,
}  # fmt: skip

# What the next promise has of the one that was done; how that one ended stays with it.
_CARRIED = ("what", "by_id", "to_id", "engagement_id", "item_id", "officer", "sentence", "repeats")


def one_period_later(day: date, repeats: str) -> date:
    """The same day a period later; the last of a month in which that day is not."""
    years, month = divmod(day.year * 12 + day.month - 1 + MONTHS[Repeats(repeats)], 12)
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


@contextmanager
def renewing(session: Session, **of: int) -> Iterator[None]:
    """Make the next of each promise that recurs and is done within.

    `of` is a column and the value of those that are looked at. The next is due a period after the
    day this one was due on; where it had none, after the day it was closed on.
    """
    column, value = next(iter(of.items()))
    mine = (getattr(Commitment, column) == value, Commitment.repeats != "")
    was_open = {
        row.id
        for row in common.rows(session, Commitment, *mine)
        if row.state == CommitmentState.OPEN
    }
    yield
    session.flush()
    for row in common.rows(session, Commitment, *mine):
        if row.id in was_open and row.state == CommitmentState.DONE:
            _renew(session, row)


def _renew(session: Session, done: Any) -> None:
    values = {name: getattr(done, name) for name in _CARRIED}
    since = done.due or done.closed_on
    due = None if since is None else one_period_later(since, done.repeats)
    common.add(session, Commitment, {**values, "due": due, "state": CommitmentState.OPEN})
