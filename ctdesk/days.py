"""Days in few letters, as the window and the columns of sheets say them: "12 Nov 2026"."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Protocol

from ctdesk.words import _, ngettext


class Zoned(Protocol):
    """What knows a time zone, as the settings do: IANA's name of it."""

    @property
    def time_zone(self) -> str: ...


_MONTHS = (
    _("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun"),
    _("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec"),
)  # fmt: skip
_WEEKDAYS = (
    _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"),
    _("Sunday"),
)  # fmt: skip
SHORT_WEEKDAYS = (
    _("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"),
)  # fmt: skip


def now_in(zone: str) -> datetime:
    """The moment as the clocks of a time zone say it; the machine's own, where it is unknown."""
    return local(datetime.now(UTC), zone)


def today_in(zone: str) -> date:
    """The day on the clocks of a time zone; on the machine's own, where it is unknown."""
    return now_in(zone).date()


def today_of(settings: Zoned) -> Callable[[], date]:
    """What tells the officer's day whenever it is asked, in the zone that is set by then."""
    return lambda: today_in(settings.time_zone)


def local(at: datetime, zone: str) -> datetime:
    """A moment on the clocks of a time zone; on the machine's own, where it is unknown."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # the first list needs no zones

    try:
        return at.astimezone(ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return at.astimezone()


def weekday(day: date) -> str:
    """Tuesday."""
    return _WEEKDAYS[day.weekday()]


def short_month(day: date) -> str:
    """Nov."""
    return _MONTHS[day.month - 1]


def month_day(day: date) -> str:
    """24 Nov."""
    return _("{day} {month}").format(day=day.day, month=short_month(day))


def week_day(day: date) -> str:
    """Tue 24 Nov."""
    return _("{weekday} {day}").format(weekday=SHORT_WEEKDAYS[day.weekday()], day=month_day(day))


def short_day(day: date) -> str:
    """12 Nov 2026."""
    return _("{day} {month} {year}").format(day=day.day, month=short_month(day), year=day.year)


def period_heading(first: date, step: str) -> str:
    """A period by its first day, as a column says it: Q3 26, Jul 26, 2026.

    `step` is "month", "quarter" or "year".
    """
    year = f"{first.year % 100:02}"
    match step:
        case "quarter":
            return _("Q{quarter} {year}").format(quarter=(first.month + 2) // 3, year=year)
        case "month":
            return _("{month} {year}").format(month=short_month(first), year=year)
    return str(first.year)


def days(count: int) -> str:
    """154 days."""
    return ngettext("{count} day", "{count} days", count).format(count=count)
