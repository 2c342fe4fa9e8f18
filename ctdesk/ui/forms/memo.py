"""A form's account of what is typed in it, as the register keeps it with the draft.

A memo may come from another version of the program or be damaged: what can be read of it is read,
and the whole of it is carried along until the officer saves or discards the draft.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Memo:
    """What stands in a draft beside its files."""

    given: dict[str, Any] = field(default_factory=dict)  # what a new one began with
    mark: str = ""  # which state of the record it was typed on
    newcomers: list[Any] = field(default_factory=list)  # whom the save adds first
    typed: dict[str, Any] = field(default_factory=dict)  # the memo of each input touched
    open: list[str] = field(default_factory=list)  # which parts were unfolded
    unread: str = ""  # an earlier memo of which not all could be shown

    def text(self) -> str:
        """The memo as it is kept."""
        return json.dumps(asdict(self))


def read(text: str) -> tuple[Memo, bool]:
    """What can be read of a memo as it is kept, and whether that is all of it."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return Memo(), False
    if not isinstance(found, dict):
        return Memo(), False
    values = {
        name: found[name] for name, fits in _FITS.items() if name in found and fits(found[name])
    }
    memo = Memo(**values)
    known = [one for one in memo.newcomers if _names_one(one)]
    whole = values.keys() == found.keys() and len(known) == len(memo.newcomers)
    if not whole:
        values["newcomers"] = known
    return Memo(**values), whole and not memo.unread


def _names_one(one: object) -> bool:
    """Whether this is a kind, the id of one that is no record yet, and a name."""
    if not isinstance(one, list) or len(one) != 3:
        return False
    kind, number, name = one
    return kind in ("organization", "person") and _is_new(number) and isinstance(name, str)


def _is_new(number: object) -> bool:
    return type(number) is int and number < 0


def _is_given(value: object) -> bool:
    ids = isinstance(value, list) and all(isinstance(one, int) for one in value)
    return ids or value is None or isinstance(value, str | int | float)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


_FITS: dict[str, Callable[[Any], bool]] = {
    "given": lambda value: isinstance(value, dict) and all(map(_is_given, value.values())),
    "mark": _is_text,
    "newcomers": lambda value: isinstance(value, list),
    "typed": lambda value: isinstance(value, dict),
    "open": lambda value: isinstance(value, list) and all(map(_is_text, value)),
    "unread": _is_text,
}
