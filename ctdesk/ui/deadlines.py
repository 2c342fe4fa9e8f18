"""How late, how soon and how long ago, as chips say it: the words and their tone."""

from __future__ import annotations

from datetime import date

from ctdesk.days import days, month_day
from ctdesk.db.queries.quiet import Quiet
from ctdesk.ui.widgets.chips import Tone
from ctdesk.words import _

Said = tuple[str, Tone]

DUE_SOON = 14  # days before a promise is due that are said to be few
PRESSING = 60  # days before a milestone that are said to be few


def due_chip(due: date, today: date) -> Said:
    """ "7 days late", "tomorrow", "30 Nov"."""
    left = (due - today).days
    if left == 1:
        return _("tomorrow"), "warn"
    return (month_day(due), "warn") if left > 1 else time_left(due, today)


def time_left(due: date | None, today: date) -> Said:
    """How long until a promise is due, beside its day: "7 days late", "today", "8 days"."""
    if due is None:
        return _("no date"), "plain"
    left = (due - today).days
    if left < 0:
        return _("{days} late").format(days=days(-left)), "bad"
    if left == 0:
        return _("today"), "warn"
    return days(left), "warn" if left <= DUE_SOON else "plain"


def quiet_chip(quiet: Quiet) -> Said:
    """ "154 days", "never since Feb 2025"."""
    if quiet.days is None:
        return _("never since Feb 2025"), "bad"
    return days(quiet.days), "warn"


def left_chip(left: int) -> Said:
    """ "39 days" until a day that is still to come."""
    if left == 0:
        return _("today"), "warn"
    return days(left), "warn" if left <= PRESSING else "plain"
