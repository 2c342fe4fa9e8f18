"""From a draft to the columns of a row."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields
from typing import Any


def own(draft: Any, without: Collection[str]) -> dict[str, Any]:
    """The draft's fields by name, without those that are lists kept in tables of their own."""
    return {
        field.name: getattr(draft, field.name)
        for field in fields(draft)
        if field.name not in without
    }


def values_of(draft: Any) -> dict[str, Any]:
    """All of the draft's fields by name."""
    return own(draft, without=())
