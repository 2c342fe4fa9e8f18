"""The one place that says what may be stored.

Values are cleaned (blanks at the ends, line ends of other systems) and checked against
`ctdesk.db.fields`; nothing is cut, replaced or dropped that carries meaning.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ctdesk.db.fields import FIELDS, Field, Kind
from ctdesk.db.tables import CommitmentState
from ctdesk.errors import Invalid
from ctdesk.words import _

_LINE_ENDS = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202d\u202e\ud800-\udfff]")
_NOTHING_TO_SEE = ("Cf", "Cc", "Zs", "Zl", "Zp")  # Unicode categories


def clean(table: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as they are to be stored.

    Raises Invalid with a sentence for each field that cannot be.
    """
    cleaned: dict[str, Any] = {}
    faults: dict[str, str] = {}
    for name, value in values.items():
        field = FIELDS.get(table, {}).get(name)  # links have none
        cleaned[name] = value if field is None else _cleaned(field, value)
        fault = None if field is None else _fault(field, cleaned[name])
        if fault:
            faults[name] = fault
    faults.update(_contradictions(cleaned, faults))
    if faults:
        raise Invalid(faults)
    return cleaned


def time_zone(name: str) -> ZoneInfo:
    """The zone of an IANA name. Raises Invalid where there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        message = _("“{name}” is no time zone; write one such as Africa/Abidjan.")
        raise Invalid({"time_zone": message.format(name=name)}) from None


def _cleaned(field: Field, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    text = _LINE_ENDS.sub("\n", value).strip()
    if field.kind is Kind.TEXT:
        return text
    return re.sub(r"[\n\t]+", " ", text)


def _fault(field: Field, value: Any) -> str | None:
    empty = value is None or (isinstance(value, str) and not _is_seen(value))
    if empty:
        return _("{label} is missing.").format(label=field.label) if field.required else None
    match field.kind:
        case Kind.LINE | Kind.TEXT:
            return _text_fault(field, value)
        case Kind.CHOICE if value not in field.choices:
            return _("{label}: “{value}” is none of {choices}.").format(
                label=field.label, value=value, choices=", ".join(field.choices)
            )
        case Kind.NUMBER if type(value) is not int or not 0 <= value < 1_000_000_000:
            return _("{label} is a whole number, not “{value}”.").format(
                label=field.label, value=value
            )
        case Kind.DECIMAL if not _is_number(value):
            return _("{label} is a number, not “{value}”.").format(label=field.label, value=value)
        case Kind.DATE | Kind.TIME if isinstance(value, date) and not 1900 <= value.year < 2200:
            return _("{label}: the year {year} is not within 1900 to 2199.").format(
                label=field.label, year=value.year
            )
        case Kind.DATE if not isinstance(value, date):
            return _("{label} is a date, not “{value}”.").format(label=field.label, value=value)
        case Kind.TIME if not isinstance(value, datetime):
            return _("{label} is a date and time, not “{value}”.").format(
                label=field.label, value=value
            )
    return None


def _is_number(value: Any) -> bool:
    """Whether a value is a number that can be shown and added up."""
    return type(value) in (int, float) and abs(value) < 1e15  # neither of NaN nor of infinity


def _is_seen(text: str) -> bool:
    """Whether there is anything to see in the text."""
    return any(unicodedata.category(char) not in _NOTHING_TO_SEE for char in text)


def _text_fault(field: Field, value: str) -> str | None:
    control = _CONTROL.search(value)
    if control:
        return _(
            "{label} has a control character (U+{code:04X}) at position {place}; take it out."
        ).format(label=field.label, code=ord(control.group()), place=control.start() + 1)
    if field.limit is not None and len(value) > field.limit:
        words = _("{label} is {length} characters long and at most {limit} fit; shorten it.")
        if field.kind is Kind.TEXT:
            words = _(
                "{label} is {length} characters long and at most {limit} fit; shorten it, or "
                "attach it as a document."
            )
        return words.format(label=field.label, length=f"{len(value):,}", limit=f"{field.limit:,}")
    return None


def _contradictions(values: Mapping[str, Any], faults: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    starts, ends = values.get("starts"), values.get("ends")
    if starts is not None and ends is not None and not {"starts", "ends"} & faults.keys():
        if values.get("all_day"):
            starts, ends = starts.date(), ends.date()
        if ends < starts:
            found["ends"] = _("The end lies before the start.")
    attended, women = values.get("attended"), values.get("women")
    if women is not None and "women" not in faults and (attended is None or women > attended):
        found["women"] = _("Write how many people were present, at least as many as women.")
    if values.get("time_zone") and "time_zone" not in faults:
        try:
            time_zone(values["time_zone"])
        except Invalid as error:
            found.update(error.fields)
    # A promise: the day and the state of its closure are told together.
    if "closed_on" in values and values.get("state") and not {"state", "closed_on"} & faults.keys():
        is_open, day = values["state"] == CommitmentState.OPEN, values["closed_on"]
        if day is None and not is_open:
            found["closed_on"] = _("Say on which day it was closed.")
        elif day is not None and is_open:
            found["state"] = _("It was closed on a day; say whether it is done or dropped.")
    return found
