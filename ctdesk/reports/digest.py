"""The fingerprint of what a sheet says, by which two prints are known to be the same."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from datetime import date
from functools import cache
from typing import Any


def digest(content: object) -> str:
    """SHA-256 of the content of a sheet (a frozen dataclass), in hexadecimal.

    It depends on the values and the names of the fields only: not on paper, fonts or machine.
    """
    text = json.dumps(content, default=_plain, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def short(full: str) -> str:
    """The first twelve figures in groups of four, as printed in the footer."""
    return " ".join(full[start : start + 4] for start in range(0, 12, 4))


def _plain(value: object) -> Any:
    if isinstance(value, date):  # or datetime
        return value.isoformat()
    if dataclasses.is_dataclass(value):
        return {name: getattr(value, name) for name in _names(value.__class__)}
    raise TypeError(f"{type(value).__name__} has no place in the content of a sheet")


@cache
def _names(of: type) -> tuple[str, ...]:
    return tuple(part.name for part in dataclasses.fields(of))
