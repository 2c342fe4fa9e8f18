"""What a template holds: some fields of an engagement's draft, as JSON can hold them.

People are none of them: who comes is another matter each time. Ids are texts in JSON.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from ctdesk.db.drafts import ItemDraft, ParticipationDraft

_PLAIN = (
    "title", "modality", "platform", "level", "objective", "points_to_make", "sensitivity",
    "retention_code", "languages",
)  # fmt: skip
FIELDS = (*_PLAIN, "participations", "items", "theme_ids", "place_ids")


@dataclass(frozen=True, slots=True)
class Known:
    """Ids of what a template may name and the register still has."""

    organizations: Collection[int]
    items: Collection[int]
    themes: Collection[int]
    places: Collection[int]


def content_of(values: Mapping[str, Any]) -> dict[str, Any]:
    """A template's content, from fields of a draft; what is empty is left out."""
    found = {name: values[name] for name in _PLAIN if values.get(name)}
    bodies = [one for one in values.get("participations", ())
              if one.organization_id is not None and one.person_id is None]  # fmt: skip
    found["bodies"] = [[str(one.organization_id), one.role] for one in bodies]
    found["items"] = [[str(one.item_id), one.is_reading] for one in values.get("items", ())]
    for name in ("theme_ids", "place_ids"):
        found[name] = [str(one) for one in values.get(name, ())]
    return {name: value for name, value in found.items() if value}


def named_in(content: Mapping[str, Any]) -> Known:
    """The ids a content names, to ask which of them are still there."""
    return Known(
        [int(one[0]) for one in content.get("bodies", ())],
        [int(one[0]) for one in content.get("items", ())],
        [int(one) for one in content.get("theme_ids", ())],
        [int(one) for one in content.get("place_ids", ())],
    )


def values_of(content: Mapping[str, Any], known: Known) -> dict[str, Any]:
    """Fields of a draft, from a template's content, without what is no longer there."""
    found: dict[str, Any] = {name: content[name] for name in _PLAIN if content.get(name)}
    named = named_in(content)
    lists: dict[str, tuple[Any, ...]] = {
        "participations": tuple(
            ParticipationDraft(organization_id=int(body), role=role)
            for body, role in content.get("bodies", ())
            if int(body) in known.organizations
        ),
        "items": tuple(
            ItemDraft(int(item), is_reading=reading)
            for item, reading in content.get("items", ())
            if int(item) in known.items
        ),
        "theme_ids": tuple(one for one in named.themes if one in known.themes),
        "place_ids": tuple(one for one in named.places if one in known.places),
    }
    return found | {name: value for name, value in lists.items() if value}
