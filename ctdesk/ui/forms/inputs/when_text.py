"""Dates and times as people write them, read and written: no Qt, no clock.

Whoever asks says which day is today. What cannot be read in one way only is refused in a sentence:
a wrong date in the log is worse than a date typed twice.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import available_timezones

from ctdesk.days import short_day, short_month, weekday
from ctdesk.db.queries.sheets import When
from ctdesk.db.search.fold import fold
from ctdesk.errors import UserError
from ctdesk.reports import dates
from ctdesk.words import _

FIRST_YEAR, LAST_YEAR = 1945, 2100

_ENGLISH_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_ENGLISH_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _month_names() -> dict[str, int]:
    """Months in English, short and long, and as the window itself writes them."""
    names: dict[str, int] = {"sept": 9}
    for number, name in enumerate(_ENGLISH_MONTHS, 1):
        first = date(2024, number, 1)
        own = (dates.month(first).split()[0], short_month(first))
        names |= {word.casefold(): number for word in (name, name[:3], *own)}
    return names


def _day_names() -> dict[str, int]:
    names = {"tues": 1, "thur": 3, "thurs": 3}
    for number, name in enumerate(_ENGLISH_DAYS):
        own = weekday(date(2024, 1, 1 + number))  # 1 January 2024 was a Monday
        names |= {word.casefold(): number for word in (name, name[:3], own)}
    return names


_MONTHS, _DAYS = _month_names(), _day_names()

# The grammar, as pieces of regular expressions. {n} keeps the groups of two dates or times apart.
_MONTH = "|".join(sorted(map(re.escape, _MONTHS), key=len, reverse=True))
_DAY_NAME = "|".join(sorted(map(re.escape, _DAYS), key=len, reverse=True))
_NAMED = rf"(?:(?P<named{{n}}>{_DAY_NAME})\.?,?\s)?"
_NUMBER = r"(?P<day{n}>\d{{1,2}})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year{n}>\d{{4}}|'\d\d|2[4-9]|[3-9]\d)(?!\d|[:.]\d)"
_DATE = (
    rf"{_NAMED}(?:"
    r"(?P<iso{n}>\d{{4}}-\d{{1,2}}-\d{{1,2}})(?!\d)"
    r"|(?P<figures{n}>\d{{1,2}}([/.])\d{{1,2}}[/.]\d{{4}})(?!\d)"
    rf"|{_NUMBER}(?:\sof)?\s?(?P<month{{n}}>{_MONTH})\b\.?(?:,?\s{_YEAR})?"
    rf"|(?P<us_month{{n}}>{_MONTH})\b\.?\s(?P<us_day{{n}}>\d{{{{1,2}}}})(?:st|nd|rd|th)?(?!\d|[:.]\d)"
    r"(?:,?\s(?P<us_year{n}>\d{{4}})(?!\d))?"
    r"|(?P<relative{n}>today|tomorrow|yesterday)"
    rf"|(?P<which{{n}}>(?:this|next|last)\s)?(?P<coming{{n}}>{_DAY_NAME})\b)"
)
_CLOCK = (
    r"(?:(?P<hour{n}>\d{{1,2}})(?:[:.h](?P<minute{n}>\d\d))?(?!\d)"
    r"\s?(?P<half{n}>am|pm|hours|hrs|h)?\b|(?P<word{n}>noon|midnight|midday))"
)
_TO = r"\s?(?:-|\bto\b|\buntil\b|\btill\b)\s?"
_THEN = r"(?:\s?,\s?|\s|(?<=\d)t(?=\d))(?:(?:at|from)\s)?"


def _piece(pattern: str, number: int) -> str:
    # Every group of a piece gets its number; the one unnamed group (a separator) needs none.
    return pattern.format(n=number).replace("([/.])", "[/.]")


_DATE_1, _DATE_2 = _piece(_DATE, 1), _piece(_DATE, 2)
_CLOCK_1, _CLOCK_2 = _piece(_CLOCK, 1), _piece(_CLOCK, 2)
_CLOCKS = rf"(?:from\s)?{_CLOCK_1}(?:{_TO}{_CLOCK_2})?"
_TAIL = rf"(?:{_THEN.replace('(?:at', '(?P<at>at')}{_CLOCKS})?"
_WITHIN = (
    rf"{_piece(_NAMED, 1)}(?P<first>\d{{1,2}})(?:st|nd|rd|th)?{_TO}{_piece(_NAMED, 2)}"
    rf"(?P<last>\d{{1,2}})(?:st|nd|rd|th)?(?:\sof)?\s?(?P<month2>{_MONTH})\b\.?"
    rf"(?:,?\s{_piece(_YEAR, 2)})?"
)
_WITHIN_US = (
    rf"(?P<month2>{_MONTH})\b\.?\s(?P<first>\d{{1,2}})(?:st|nd|rd|th)?{_TO}"
    rf"(?P<last>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|[:.]\d)(?:,?\s(?P<year2>\d{{4}})(?!\d))?"
)

Groups = Mapping[str, "str | None"]


@dataclass(frozen=True, slots=True)
class _Clock:
    """A time of day as typed; `sure` is False where it may be morning or afternoon."""

    at: time
    half: str  # "am", "pm" or "" where none was written
    marked: bool  # said to be a time: by "am", "h" and the like
    sure: bool
    typed: str

    @property
    def is_bare(self) -> bool:
        """Whether it is a figure that could be something else as well."""
        return self.typed.isdecimal() and not self.marked


def read(text: str, *, today: date, zone: str) -> When:
    """The time a text means, in `zone` unless the text ends in the name of a zone in brackets.

    A date alone is the whole day, a time alone is `today`, a date without a year is the nearest
    to `today`. Raises UserError with one sentence where it cannot be read in one way only.
    """
    plain, zone = _without_zone(_plain(text), zone)
    all_day = re.sub(r",? ?\ball day\b$", "", plain)
    for pattern, make in _SHAPES:
        match = pattern.fullmatch(all_day)
        if match is not None:
            starts, ends, whole = make(match.groupdict(), today)
            if all_day != plain and not whole:
                break
            return When(starts, ends, zone, whole)
    raise _unreadable(text)


def read_day(text: str, *, today: date) -> date:
    """The single day a text means. Raises UserError where it means none."""
    match = _ONE_DAY.fullmatch(_plain(text))
    if match is None:
        raise UserError(
            _("“{text}” is no date; write one such as 25 June 2025.").format(text=text.strip())
        )
    return _date(match.groupdict(), 1, today)


def write(when: When) -> str:
    """The time as an officer would type it; `read` understands it as the same."""
    starts, ends = when.starts, when.ends
    if when.all_day:
        return _typed(dates.short_days(starts.date(), (ends or starts).date()))
    begins = f"{write_day(starts.date())}, {starts:%H:%M}"
    if ends is None:
        return begins
    if ends.date() == starts.date():
        return f"{begins}–{ends:%H:%M}"
    return f"{begins} – {write_day(ends.date())}, {ends:%H:%M}"


def write_day(day: date) -> str:
    """The day as an officer would type it; `read_day` understands it as the same."""
    return _typed(short_day(day))


def _typed(told: str) -> str:
    """With the blanks a keyboard has: fixed ones are for the page."""
    return told.replace("\u00a0", " ")


def understood(when: When) -> str:
    """What was understood, with the days of the week; `read` understands it as the same."""
    told = _typed(dates.full(when))
    if not when.all_day:
        return f"{weekday(when.starts.date())} {told}"
    ends = when.ends or when.starts
    if ends.date() > when.starts.date():
        return _("{dates}, all day").format(dates=told)
    return _("{weekday} {date}, all day").format(weekday=weekday(when.starts.date()), date=told)


@lru_cache(maxsize=1)
def zones() -> tuple[str, ...]:
    """IANA names of the zones an officer may choose, by city."""
    areas = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe",
             "Indian", "Pacific")  # fmt: skip
    places = [name for name in available_timezones() if name.split("/")[0] in areas and "/" in name]
    return ("UTC", *sorted(places, key=lambda name: (fold(dates.zone(name)), name)))


# Reading, step by step


def _plain(text: str) -> str:
    """One spelling: no case, one kind of dash and blank, "am" and "pm" without points."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = re.sub(r"[‐-―−]", "-", plain).replace("’", "'").replace("o'clock", "h")
    plain = re.sub(r"(?<![^\W\d_])([ap])\.? ?m\b\.?", r"\1m", plain)
    plain = re.sub(r"\s+", " ", plain).strip(" ,;.")
    return re.sub(r"^(on|at) ", "", plain)


def _without_zone(plain: str, zone: str) -> tuple[str, str]:
    """The text without a zone in brackets at its end, and that zone, else `zone`."""
    match = re.fullmatch(r"(.*\S) ?\(([^()]+)\)", plain)
    if match is None:
        return plain, zone
    wanted = fold(match.group(2))
    found = [name for name in (zone, *zones()) if wanted in (fold(dates.zone(name)), fold(name))]
    if not found:
        raise UserError(
            _("“{name}” is no time zone; write one such as (Addis Ababa).").format(
                name=match.group(2)
            )
        )
    return match.group(1).rstrip(" ,"), found[0]


def _unreadable(text: str) -> UserError:
    return UserError(
        _("“{text}” is no date; write one such as 25 June 2025, or 12 Nov 2026, 10:00–11:30.")
        .format(text=text.strip())
    )  # fmt: skip


def _day_of(year: int, month: int, day: int) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise UserError(
            _("The year {year} is not between {first} and {last}.").format(
                year=year, first=FIRST_YEAR, last=LAST_YEAR
            )
        )
    if not 1 <= month <= 12:
        raise UserError(_("There is no month {month}.").format(month=month))
    length = calendar.monthrange(year, month)[1]
    if not 1 <= day <= length:
        raise UserError(
            _("There is no {day} {month}; the month has {length} days.").format(
                day=day, month=dates.month(date(year, month, 1)), length=length
            )
        )
    return date(year, month, day)


def _year_of(text: str | None) -> int | None:
    if text is None:
        return None
    figures = text.strip("'")
    return int(figures) + 2000 if len(figures) == 2 else int(figures)


def _nearest(month: int, day: int, today: date) -> date:
    """The day nearest to today: in January "12 Nov" was last year's, in July it is this year's."""
    years = [
        year
        for year in (today.year - 1, today.year, today.year + 1)
        if FIRST_YEAR <= year <= LAST_YEAR and 1 <= day <= calendar.monthrange(year, month)[1]
    ]
    if not years:
        _day_of(today.year, month, day)  # says why not
    return min((date(y, month, day) for y in years), key=lambda each: abs(each - today))


def _date(groups: Groups, n: int, today: date, year: int | None = None) -> date:
    day = _bare_date(groups, n, today, year)
    named = groups.get(f"named{n}")
    if named is not None:
        _check_weekday(day, named)
    return day


def _check_weekday(day: date, named: str) -> None:
    if _DAYS[named] != day.weekday():
        raise UserError(
            _("{date} is a {right}, not a {wrong}.").format(
                date=dates.day(day),
                right=weekday(day),
                wrong=weekday(date(2024, 1, 1 + _DAYS[named])),
            )
        )


def _bare_date(groups: Groups, n: int, today: date, year: int | None) -> date:
    if iso := groups.get(f"iso{n}"):
        return _day_of(*map(int, iso.split("-")))
    if figures := groups.get(f"figures{n}"):
        return _from_figures(figures)
    if relative := groups.get(f"relative{n}"):
        return today + timedelta({"today": 0, "tomorrow": 1, "yesterday": -1}[relative])
    if coming := groups.get(f"coming{n}"):
        return _coming(_DAYS[coming], (groups.get(f"which{n}") or "").strip(), today)
    us = "us_" if groups.get(f"us_month{n}") else ""
    month = _MONTHS[groups.get(f"{us}month{n}") or ""]
    day = int(groups.get(f"{us}day{n}") or 0)
    written = _year_of(groups.get(f"{us}year{n}")) or year
    return _nearest(month, day, today) if written is None else _day_of(written, month, day)


def _from_figures(figures: str) -> date:
    first, second, year = map(int, re.split(r"[/.]", figures))
    slashed = "/" in figures
    if slashed and first != second and first <= 12 and second <= 12:
        raise UserError(
            _("{text} can mean {one} or {other}; write the month as a word.").format(
                text=figures,
                one=dates.day(_day_of(year, second, first)),
                other=dates.day(_day_of(year, first, second)),
            )
        )
    if slashed and second > 12:
        first, second = second, first
    return _day_of(year, second, first)


def _coming(day: int, which: str, today: date) -> date:
    ahead = (day - today.weekday()) % 7
    match which:
        case "last":
            return today + timedelta(ahead - 7)
        case "next":
            return today + timedelta(ahead or 7)
        case _:
            return today + timedelta(ahead)


def _clock(groups: Groups, n: int) -> _Clock | None:
    word, figures = groups.get(f"word{n}"), groups.get(f"hour{n}")
    if word is not None:
        at = time(0 if word == "midnight" else 12)
        return _Clock(at, "", marked=True, sure=True, typed=word)
    if figures is None:
        return None
    hour, minute = int(figures), int(groups.get(f"minute{n}") or 0)
    written = groups.get(f"half{n}") or ""
    half = written if written in ("am", "pm") else ""
    typed = f"{figures}:{minute:02}" if groups.get(f"minute{n}") else figures
    if minute > 59 or hour > 24 or (hour == 24 and minute) or (half and not 1 <= hour <= 12):
        raise UserError(_("{text} is no time of day.").format(text=f"{typed} {half}".strip()))
    sure = bool(written) or len(figures) == 2 or not 1 <= hour <= 6
    return _Clock(_halved(hour, minute, half), half, bool(written), sure=sure, typed=typed)


def _halved(hour: int, minute: int, half: str) -> time:
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour % 24, minute)


def _afternoon(at: time) -> time:
    return at.replace(hour=at.hour % 12 + 12)


def _times(groups: Groups) -> tuple[time, time | None, bool]:
    """Begin, end, and whether the end is on the next day by what was written."""
    first, last = _clock(groups, 1), _clock(groups, 2)
    if first is None:
        raise AssertionError("a shape with times has a first one")
    if last is None:
        begin = _surely(first)
        if first.is_bare and not groups.get("at"):
            raise UserError(
                _("{text} may be a day, a year or an hour; write {text}:00 for the time.").format(
                    text=first.typed
                )
            )
        return begin, None, False
    if last.half and not first.half and first.at.hour <= 12 and first.typed[0].isdigit():
        begin = _before(first, last)
    else:
        begin = _surely(first)
    end = last.at
    if not last.sure:
        # "9 to 5": once the day has begun, five is in the afternoon.
        later = _afternoon(end)
        end = later if not first.half and later > begin else _surely(last)
    ends_midnight = last.typed == "midnight" or last.typed.startswith("24")
    overnight = first.half == "pm" and last.half == "am"
    return begin, end, (ends_midnight or overnight) and end <= begin


def _before(first: _Clock, last: _Clock) -> time:
    """The begin of "10 to 11.30 a.m." or "10 to 1 p.m.": in the end's half if that is earlier."""
    same = _halved(first.at.hour or 12, first.at.minute, last.half)
    if same < last.at or last.half == "am":
        return same
    return _halved(first.at.hour or 12, first.at.minute, "am")


def _surely(clock: _Clock) -> time:
    if not clock.sure:
        raise UserError(
            _("Is {text} morning or afternoon? Write {text} a.m. or {text} p.m.").format(
                text=clock.typed
            )
        )
    return clock.at


Span = tuple[datetime, "datetime | None", bool]


def _span(first: date, last: date, groups: Groups) -> Span:
    if last < first:
        raise UserError(_("The end lies before the start."))
    midnight = time()
    if not groups.get("hour1") and not groups.get("word1"):
        ends = None if first == last else datetime.combine(last, midnight)
        return datetime.combine(first, midnight), ends, True
    begin, end, next_day = _times(groups)
    starts = datetime.combine(first, begin)
    if end is None:
        if first != last:
            raise UserError(_("Say when it ends on the last day, too."))
        return starts, None, False
    ends = datetime.combine(last + timedelta(1 if next_day and first == last else 0), end)
    _check_order(starts, ends)
    return starts, ends, False


def _check_order(starts: datetime, ends: datetime) -> None:
    if ends <= starts:
        raise UserError(
            _("The end, {end:%H:%M}, is not after the start, {start:%H:%M}.").format(
                end=ends, start=starts
            )
        )


def _one_day(groups: Groups, today: date) -> Span:
    day = _date(groups, 1, today)
    return _span(day, day, groups)


def _within_month(groups: Groups, today: date) -> Span:
    month = _MONTHS[groups["month2"] or ""]
    year = _year_of(groups["year2"])
    last = int(groups["last"] or 0)
    end = _nearest(month, last, today) if year is None else _day_of(year, month, last)
    begin = _day_of(end.year, month, int(groups["first"] or 0))
    for n, day in ((1, begin), (2, end)):
        named = groups.get(f"named{n}")
        if named is not None:
            _check_weekday(day, named)
    return _span(begin, end, groups)


def _two_days(groups: Groups, today: date) -> tuple[date, date]:
    last = _date(groups, 2, today)
    first = _date(groups, 1, today, last.year)
    written = any(groups.get(f"{name}1") for name in ("year", "us_year", "iso", "figures"))
    if first > last and not written and first.month > 6 > last.month:  # over the turn of the year
        first = _date(groups, 1, today, last.year - 1)
    return first, last


def _many_days(groups: Groups, today: date) -> Span:
    return _span(*_two_days(groups, today), groups)


def _moments(groups: Groups, today: date) -> Span:
    first, last = _two_days(groups, today)
    clocks = [_clock(groups, n) for n in (1, 2)]
    starts, ends = (
        datetime.combine(day, _surely(clock))
        for day, clock in zip((first, last), clocks, strict=True)
        if clock is not None
    )
    _check_order(starts, ends)
    return starts, ends, False


def _today(groups: Groups, today: date) -> Span:
    return _span(today, today, groups)


_ONE_DAY = re.compile(_DATE_1)
_SHAPES: tuple[tuple[re.Pattern[str], Callable[[Groups, date], Span]], ...] = (
    (re.compile(_DATE_1 + _TAIL), _one_day),
    (re.compile(_WITHIN + _TAIL), _within_month),
    (re.compile(_WITHIN_US + _TAIL), _within_month),
    (re.compile(_DATE_1 + _TO + _DATE_2 + _TAIL), _many_days),
    (
        re.compile(_DATE_1 + _THEN + _CLOCK_1 + r",?" + _TO + _DATE_2 + _THEN + _CLOCK_2),
        _moments,
    ),
    (re.compile(_CLOCKS + r"(?:,\s?|\s)(?:on\s)?" + _DATE_1), _one_day),
    (re.compile(_CLOCKS), _today),
)
