"""Which engagements are meant: by item, organization and period, as an officer writes it.

    decision:7 org:ECOWAS after:2026-07 before:2026-12

The first few keys of the search language; what is not understood is said, never passed over.
"""

from __future__ import annotations

import re
import shlex
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date

from ctdesk.errors import UserError
from ctdesk.words import _


@dataclass(frozen=True, slots=True)
class Scope:
    """A parsed query: names as written, not yet looked up. Days are included."""

    item: str = ""  # label of a framework item, "Decision 7"
    organization: str = ""
    first: date | None = None
    last: date | None = None


_ITEMS = {"decision": "Decision", "milestone": "Milestone", "priority": "Priority"}


def parse(query: str) -> Scope:
    """The scope a query means. Raises UserError that names what was not understood."""
    scope = Scope()
    seen: set[str] = set()
    for key, value in _pairs(query):
        _refuse_empty_or_double(key, value, seen)
        match key:
            case "decision" | "milestone" | "priority":
                scope = replace(scope, item=f"{_ITEMS[key]} {value}")
            case "under":
                scope = replace(scope, item=_item(value))
            case "org":
                scope = replace(scope, organization=value)
            case "after":
                scope = replace(scope, first=period(value)[0])
            case "before":
                scope = replace(scope, last=period(value)[1])
            case "on" | "quarter" | "in":
                first, last = period(value)
                scope = replace(scope, first=first, last=last)
            case _:
                raise UserError(
                    _(
                        "“{word}” is not understood: write decision:7, org:ECOWAS, after:2026-07, "
                        "before:2026-12 or quarter:2026Q3."
                    ).format(word=f"{key}:{value}" if value else key)
                )
    if scope.first and scope.last and scope.last < scope.first:
        raise UserError(_("The period ends before it begins."))
    return scope


# Keys that say the same thing, and so stand once.
_SAME = {"milestone": "decision", "priority": "decision", "under": "decision", "quarter": "on",
         "in": "on"}  # fmt: skip


def _refuse_empty_or_double(key: str, value: str, seen: set[str]) -> None:
    kind = _SAME.get(key, key)
    if key in (*_SAME, *_SAME.values(), "org", "after", "before") and not value:
        raise UserError(_("“{key}:” stands without a value.").format(key=key))
    if kind in seen:
        raise UserError(_("“{key}:” can stand only once.").format(key=key))
    seen.add(kind)


def _pairs(query: str) -> list[tuple[str, str]]:
    try:
        words = shlex.split(query.replace("'", "’"))
    except ValueError:
        raise UserError(_("A quotation mark is not closed.")) from None
    if len(words) == 2 and words[0].casefold() in _ITEMS and ":" not in query:  # "Decision 7"
        return [(words[0].casefold(), words[1])]
    pairs = []
    for word in words:
        key, colon, value = word.partition(":")
        pairs.append((key.casefold(), value) if colon else (word, ""))
    return pairs


def _item(value: str) -> str:
    short = re.fullmatch(r"([DMP])\s?(\d+)", value.strip(), re.IGNORECASE)
    if not short:
        return value
    kind = {"D": "decision", "M": "milestone", "P": "priority"}[short[1].upper()]
    return f"{_ITEMS[kind]} {short[2]}"


def period(text: str) -> tuple[date, date]:
    """First and last day of a day, month, quarter or year in ISO form ("2026Q3").

    Raises UserError where there is no such time.
    """
    match = re.fullmatch(r"(\d{4})(?:-?Q([1-4])|-(\d{1,2})(?:-(\d{1,2}))?)?", text.strip().upper())
    if match is None:
        raise UserError(
            _("“{text}” is no date; write 2026, 2026Q3, 2026-07 or 2026-07-14.").format(text=text)
        )
    year, quarter, month, day = (int(part) if part else 0 for part in match.groups())
    try:
        if quarter:
            last_month = quarter * 3
            return date(year, last_month - 2, 1), date(
                year, last_month, monthrange(year, last_month)[1]
            )
        if day:
            return date(year, month, day), date(year, month, day)
        if month:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(year, 1, 1), date(year, 12, 31)
    except ValueError:
        raise UserError(_("There is no {text}.").format(text=text)) from None
