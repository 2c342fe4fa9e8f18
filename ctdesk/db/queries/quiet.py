"""When a body has gone quiet: one rule for the directory and for the page of today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

QUIET_AFTER = 90  # days without an engagement after which a body is said to be quiet
ADOPTED = date(2025, 2, 1)  # of the Decisions: February 2025, the day is not in the sources
EXPECTED = "regional"  # nobody expects a regular engagement with each of 195 States
NO_MORE = ("historical", "defunct")  # statuses of bodies that nobody can engage any more


@dataclass(frozen=True, slots=True)
class Quiet:
    """That a body is quiet: for how many days, None for never since the Decisions."""

    days: int | None


def quiet(kind: str, status: str, last: date | None, day: date) -> Quiet | None:
    """How quiet a body is on a day that was last engaged on `last`; None of one that is not.

    "What counts" as engaged stands in `ctdesk.db.tally`.
    """
    if kind != EXPECTED or status in NO_MORE:
        return None
    if last is None or last < ADOPTED:
        return Quiet(None)
    days = (day - last).days
    return Quiet(days) if days > QUIET_AFTER else None
