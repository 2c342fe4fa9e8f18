"""Times as people write them in a query: a period from its first to its last day, and a span.

What is relative ("last quarter", "90d") is kept as it is typed and read anew each day: a query
that is kept asks of the day it is asked on.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from ctdesk.errors import UserError
from ctdesk.words import _

LONGEST = 4  # words of a period: "the last 30 days"

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WHOLE_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH_NUMBERS = {
    "sept": 9,
    **{name: number for names in (_MONTHS, _WHOLE_MONTHS) for number, name in enumerate(names, 1)},
}
_UNITS = {"d": "day", "w": "week", "m": "month", "q": "quarter", "y": "year"}
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)\b")


@dataclass(frozen=True, slots=True)
class Period:
    """Days from the first to the last, both included."""

    first: date
    last: date


def period(text: str, today: date) -> Period:
    """The days a text means, seen from a day.

    Reads 2026, 2026Q3, Q3 (of this year), 2026-07, 2026-07-14, June 2026, June (the latest one),
    14 June 2026, today, yesterday, tomorrow, Monday (the latest), this, last and next week, month,
    quarter and year, last and next 30 days, and a span ("90d": so long until today).
    Raises UserError where a text means no time.
    """
    plain = " ".join(_ORDINAL.sub(r"\1", text.casefold()).replace(",", " ").split())
    plain = plain.removeprefix("the ")
    try:
        for pattern, made in _SHAPES:
            if match := re.fullmatch(pattern, plain):  # compiled when first asked, and kept
                return made(match.groupdict(), today)
    except (ValueError, OverflowError):
        raise UserError(_("There is no {text}.").format(text=text)) from None
    raise UserError(
        _("“{text}” is no date; write 2026, 2026Q3, 2026-07, June 2026 or last quarter.").format(
            text=text
        )
    )


def days(text: str, today: date) -> int:
    """How many days a span such as 90d, 12w, 6m or 1y is, counted back from a day.

    Raises UserError where a text is no span.
    """
    match = re.fullmatch(_SPAN, "".join(text.casefold().split()))
    if match is None:
        raise UserError(
            _("“{text}” is no span of time; write 90d, 12w, 6m or 1y.").format(text=text)
        )
    try:
        return (today - _back(today, int(match["count"]), _UNITS[match["unit"][0]])).days
    except (ValueError, OverflowError):
        raise UserError(_("“{text}” is too long ago.").format(text=text)) from None


Parts = dict[str, str]


def _month(year: int, month: int) -> Period:
    return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def _quarter(year: int, quarter: int) -> Period:
    return Period(date(year, quarter * 3 - 2, 1), _month(year, quarter * 3).last)


def _year(year: int) -> Period:
    return Period(date(year, 1, 1), date(year, 12, 31))


def _one(day: date) -> Period:
    return Period(day, day)


def _of_quarter(parts: Parts, today: date) -> Period:
    return _quarter(int(parts["year"] or today.year), int(parts["quarter"]))


def _of_month(parts: Parts, today: date) -> Period:
    month = _MONTH_NUMBERS[parts["month"]]
    year = int(parts["year"] or 0) or today.year - (month > today.month)
    return _month(year, month)


def _of_day(parts: Parts, today: date) -> Period:
    month, number = _MONTH_NUMBERS[parts["month"]], int(parts["day"])
    if parts["year"]:
        return _one(date(int(parts["year"]), month, number))
    later = (month, number) > (today.month, today.day)
    return _one(date(today.year - later, month, number))


def _relative(parts: Parts, today: date) -> Period:
    return _one(today + timedelta(days=("yesterday", "today", "tomorrow").index(parts["day"]) - 1))


def _weekday(parts: Parts, today: date) -> Period:
    back = (today.weekday() - _WEEKDAYS.index(parts["weekday"])) % 7
    return _one(today - timedelta(days=back or 7 * bool(parts["which"])))


def _near(parts: Parts, today: date) -> Period:
    shift = ("last", "this", "next").index(parts["which"]) - 1
    match parts["unit"]:
        case "week":
            monday = today - timedelta(days=today.weekday() - 7 * shift)
            return Period(monday, monday + timedelta(days=6))
        case "month":
            years, month = divmod(today.month - 1 + shift, 12)
            return _month(today.year + years, month + 1)
        case "quarter":
            years, quarter = divmod((today.month - 1) // 3 + shift, 4)
            return _quarter(today.year + years, quarter + 1)
    return _year(today.year + shift)


def _from_today(parts: Parts, today: date) -> Period:
    return Period(today, _back(today, -int(parts["count"]), _UNITS[parts["unit"][0]]))


def _until_today(parts: Parts, today: date) -> Period:
    return Period(_back(today, int(parts["count"]), _UNITS[parts["unit"][0]]), today)


def _back(today: date, count: int, unit: str) -> date:
    """The day so many units before a day; the last of a month where that day is not in it."""
    match unit:
        case "day":
            return today - timedelta(days=count)
        case "week":
            return today - timedelta(weeks=count)
    months = count * {"month": 1, "quarter": 3, "year": 12}[unit]
    years, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return date(years, month + 1, min(today.day, monthrange(years, month + 1)[1]))


_NAME = "|".join(sorted(_MONTH_NUMBERS, key=len, reverse=True))
_YEAR = r"(?P<year>\d{4})"
_UNIT = r"(?P<unit>d|days?|w|weeks?|m|months?|q|quarters?|y|years?)"
_SPAN = rf"(?P<count>\d{{1,5}}){_UNIT}"

_SHAPES: tuple[tuple[str, Callable[[Parts, date], Period]], ...] = (
    (_YEAR, lambda p, _today: _year(int(p["year"]))),
    (rf"{_YEAR}[- ]?q(?P<quarter>[1-4])", _of_quarter),
    (rf"q(?P<quarter>[1-4])(?: {_YEAR})?", _of_quarter),
    (rf"{_YEAR}-(?P<month>\d{{1,2}})", lambda p, _t: _month(int(p["year"]), int(p["month"]))),
    (
        rf"{_YEAR}-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}})",
        lambda p, _t: _one(date(int(p["year"]), int(p["month"]), int(p["day"]))),
    ),
    (rf"(?P<month>{_NAME})\.?(?: {_YEAR})?", _of_month),
    (rf"(?P<day>\d{{1,2}}) (?P<month>{_NAME})\.?(?: {_YEAR})?", _of_day),
    (rf"(?P<month>{_NAME})\.? (?P<day>\d{{1,2}})(?: {_YEAR})?", _of_day),
    (r"(?P<day>yesterday|today|tomorrow)", _relative),
    (rf"(?P<which>last )?(?P<weekday>{'|'.join(_WEEKDAYS)})", _weekday),
    (r"(?P<which>last|this|next) (?P<unit>week|month|quarter|year)", _near),
    (rf"next (?P<count>\d{{1,5}}) {_UNIT}", _from_today),
    (rf"(?:last |past )?(?P<count>\d{{1,5}}) ?{_UNIT}", _until_today),
)
