"""A calendar as a file that other programs read (RFC 5545).

Times are told in UTC, so that the file needs no account of time zones; days as days. The words of
the register are data: each is escaped, and lines are folded at 75 octets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ctdesk import __version__
from ctdesk.db.queries.deadlines_ahead import Entry
from ctdesk.db.queries.sheets import When
from ctdesk.words import _

WIDEST = 75  # octets of a line, without its end

# What is said of an entry whose words are not for everybody.
_PLAIN = {
    "engagement": _("Engagement"), "commitment": _("Commitment due"),
    "milestone": _("Milestone due"),
}  # fmt: skip
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def icalendar(entries: Iterable[Entry], now: datetime, *, titles: bool = False) -> bytes:
    """The file; `now` is the moment (with offset) it is made.

    Confidential entries have neither title nor place, unless `titles` asks for them.
    """
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//CT Desk//CT Desk {__version__}//EN",
        "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
    ]  # fmt: skip
    for entry in entries:
        lines += _event(entry, now, titles=titles)
    lines.append("END:VCALENDAR")
    return b"".join(part for line in lines for part in _folded(line))


def _event(entry: Entry, now: datetime, *, titles: bool) -> Iterator[str]:
    hidden = entry.confidential and not titles
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.kind}-{entry.id}@ctdesk"  # ids are the same in every register
    yield f"DTSTAMP:{_moment(now)}"
    yield from _times(entry.when)
    yield f"SUMMARY:{_text(_PLAIN[entry.kind] if hidden else _summary(entry))}"
    if entry.place and not hidden:
        yield f"LOCATION:{_text(entry.place)}"
    if entry.note and not hidden:
        yield f"DESCRIPTION:{_text(entry.note)}"
    if entry.kind != "engagement":
        yield "TRANSP:TRANSPARENT"  # a deadline takes nobody's time
    if entry.confidential:
        yield "CLASS:CONFIDENTIAL"
    yield "END:VEVENT"


def _summary(entry: Entry) -> str:
    if entry.kind == "engagement":
        return entry.title
    return _("Due: {what}").format(what=entry.title)


def _times(when: When) -> Iterator[str]:
    """Begin and end; the end of days is the day after the last one, as the standard has it."""
    if when.all_day:
        first = when.starts.date()
        last = max(first, when.ends.date()) if when.ends else first
        yield f"DTSTART;VALUE=DATE:{_day(first)}"
        yield f"DTEND;VALUE=DATE:{_day(last + timedelta(days=1))}"
        return
    yield f"DTSTART:{_wall_clock(when.starts, when.time_zone)}"
    if when.ends is not None and when.ends > when.starts:
        yield f"DTEND:{_wall_clock(when.ends, when.time_zone)}"


def _wall_clock(at: datetime, zone: str) -> str:
    """A time of a zone in UTC; by the wall clock of whoever reads, where the zone is unknown."""
    try:
        return _moment(at.replace(tzinfo=ZoneInfo(zone)))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return f"{_day(at.date())}T{at:%H%M%S}"


def _moment(at: datetime) -> str:
    utc = at.astimezone(UTC)
    return f"{_day(utc.date())}T{utc:%H%M%S}Z"


def _day(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"  # strftime leaves early years short


def _text(words: str) -> str:
    """Words as a value: nothing in them begins another value, property or line."""
    plain = _CONTROL.sub("", words.replace("\r\n", "\n").replace("\r", "\n"))
    for sign in ("\\", ";", ","):
        plain = plain.replace(sign, f"\\{sign}")
    return plain.replace("\n", "\\n")


def _folded(line: str) -> Iterator[bytes]:
    """The line in pieces of 75 octets at most, none of which cuts a character."""
    room, piece = WIDEST, b""
    for char in line:
        octets = char.encode("utf-8", "replace")
        if len(octets) > room:
            yield piece + b"\r\n"
            piece, room = b" ", WIDEST - 1
        piece += octets
        room -= len(octets)
    yield piece + b"\r\n"
