"""Dates and times as the United Nations prints them."""

from __future__ import annotations

from datetime import date, datetime, time

from ctdesk.days import month_day, short_day, short_month
from ctdesk.db.queries.sheets import When
from ctdesk.words import _

# Cities whose name the identifier of their time zone does not spell out.
_CITIES = {
    "Africa/Lome": "Lomé",
    "Africa/Ndjamena": "N’Djamena",
    "Africa/Sao_Tome": "São Tomé",
    "America/Asuncion": "Asunción",
    "America/Bogota": "Bogotá",
    "America/Port_of_Spain": "Port of Spain",
    "America/Sao_Paulo": "São Paulo",
    "Asia/Ust-Nera": "Ust-Nera",
    "Pacific/Noumea": "Nouméa",
}
_UTC = {"UTC", "Etc/UTC", "GMT", "Etc/GMT", "Zulu", "Universal", "Etc/Universal"}


def _month(number: int) -> str:
    return (
        _("January"), _("February"), _("March"), _("April"), _("May"), _("June"),
        _("July"), _("August"), _("September"), _("October"), _("November"), _("December"),
    )[number - 1]  # fmt: skip


def day(value: date) -> str:
    """ "25 June 2025", never parted at the end of a line."""
    return _("{day}\u00a0{month}\u00a0{year}").format(
        day=value.day, month=_month(value.month), year=value.year
    )


def month(value: date) -> str:
    """ "February 2025"."""
    return _("{month} {year}").format(month=_month(value.month), year=value.year)


def short_month_year(value: date) -> str:
    """ "Feb 2025", for columns."""
    return _("{month} {year}").format(month=short_month(value), year=value.year)


def days(first: date, last: date) -> str:
    """ "3 to 5 June 2026", "30 June to 2 July 2026", in full across a year; one day once."""
    if first >= last:
        return day(first)
    if first.year != last.year:
        begins = day(first)
    elif first.month != last.month:
        begins = _("{day}\u00a0{month}").format(day=first.day, month=_month(first.month))
    else:
        begins = str(first.day)
    return _("{first} to {last}").format(first=begins, last=day(last))


def short_days(first: date, last: date) -> str:
    """ "3–5 Jun 2026", "30 Jun – 2 Jul 2026", for columns."""
    if first >= last:
        return short_day(first)
    if (first.year, first.month) == (last.year, last.month):
        return _("{first}–{last}").format(first=first.day, last=short_day(last))
    begins = short_day(first) if first.year != last.year else month_day(first)
    return _("{first} – {last}").format(first=begins, last=short_day(last))


def clock(value: time) -> str:
    """ "10 a.m.", "3.05 p.m.", "noon", "midnight"."""
    if value.minute == 0 and value.hour in (0, 12):
        return _("midnight") if value.hour == 0 else _("noon")
    half = _("{time}\u00a0a.m.") if value.hour < 12 else _("{time}\u00a0p.m.")
    return half.format(time=_figures(value))


def clocks(first: time, last: time) -> str:
    """ "10 to 11.30 a.m.", "10 a.m. to 1 p.m.", "10 a.m. to noon"."""
    named = any(each.minute == 0 and each.hour in (0, 12) for each in (first, last))
    same_half = (first.hour < 12) == (last.hour < 12)
    begins = clock(first) if named or not same_half else _figures(first)
    return _("{first} to {last}").format(first=begins, last=clock(last))


def _figures(value: time) -> str:
    hour = value.hour % 12 or 12
    return f"{hour}.{value.minute:02}" if value.minute else str(hour)


def zone(name: str) -> str:
    """The city of an IANA time zone: "America/New_York" is "New York"; "UTC" stays."""
    if name in _UTC:
        return "UTC"
    return _CITIES.get(name) or name.rsplit("/", 1)[-1].replace("_", " ")


def span(when: When) -> str:
    """The days of an engagement, without time."""
    return days(when.starts.date(), _last(when).date())


def short_span(when: When) -> str:
    """As `span`, for columns."""
    return short_days(when.starts.date(), _last(when).date())


def hours(when: When) -> str:
    """The time of an engagement within its first day, with its zone; empty for whole days."""
    if when.all_day:
        return ""
    starts, ends = when.starts.time(), _last(when).time()
    told = clock(starts) if starts == ends else clocks(starts, ends)
    return _with_zone(told, when)


def full(when: When) -> str:
    """ "24 November 2026, 10 to 11.30 a.m. (New York)"; across days each with its own time."""
    ends = _last(when)
    if when.all_day:
        return span(when)
    if when.starts.date() == ends.date():
        return _("{date}, {time}").format(date=day(when.starts.date()), time=hours(when))
    told = _("{first_date}, {first_time}, to {last_date}, {last_time}").format(
        first_date=day(when.starts.date()),
        first_time=clock(when.starts.time()),
        last_date=day(ends.date()),
        last_time=clock(ends.time()),
    )
    return _with_zone(told, when)


def _last(when: When) -> datetime:
    return when.ends if when.ends and when.ends > when.starts else when.starts


def _with_zone(told: str, when: When) -> str:
    if not when.time_zone:
        return told
    return _("{time} ({zone})").format(time=told, zone=zone(when.time_zone))
