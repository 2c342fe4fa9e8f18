"""What a new engagement begins with: nothing, those who take part, an earlier one, or the template
of its type.

What was given is a plain mapping, kept with the draft of the form: `bodies`, `people` and `items`
(lists of their ids), `like` (an earlier engagement), `template` (the type whose template is in
use), `without` (the type whose template was refused), `turn` (that of a series whose forum it is).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from ctdesk.db.drafts import EngagementDraft, ItemDraft, ParticipationDraft
from ctdesk.db.queries.engagements import like
from ctdesk.db.queries.series import forum_type, turn, turn_draft
from ctdesk.db.queries.templates import TypeTemplate, template
from ctdesk.db.store import Store
from ctdesk.errors import UserError
from ctdesk.settings import Settings
from ctdesk.words import _


def blank(store: Store, settings: Settings, given: Mapping[str, Any]) -> EngagementDraft:
    """A new engagement; its type and time are to be typed, unless an earlier one has a type.

    What was given and is no longer in the register is passed over.
    """
    if "like" in given:
        try:
            return store.read(like(given["like"]))
        except UserError:
            pass  # deleted since; what was typed on top of it is there all the same
    bodies = (ParticipationDraft(one) for one in given.get("bodies", ()))
    people = (ParticipationDraft(person_id=one) for one in given.get("people", ()))
    plain = EngagementDraft(
        type_id=0,
        starts=datetime.min,
        time_zone=settings.time_zone,
        participations=(*bodies, *people),
        items=tuple(ItemDraft(one) for one in given.get("items", ())),
        lead_officer=settings.officer,
        lead_unit=settings.unit,
    )
    if "turn" in given:
        plain = _forum(store, plain, given["turn"])
    kept = store.read(template(given["template"])) if "template" in given else None
    return plain if kept is None else _from_template(plain, kept)


def _forum(store: Store, plain: EngagementDraft, turn_id: int) -> EngagementDraft:
    """The forum of a turn: of its type, under its name, with its host as organizer."""
    try:
        found = store.read(turn(turn_id))
        theme_id = store.read(turn_draft(turn_id)).theme_id
    except UserError:
        return plain  # deleted since
    type_id = store.read(forum_type)
    host = (ParticipationDraft(found.host_id, role="organizer"),) if found.host_id else ()
    about = found.topic or found.theme
    title = _("{series}: {topic}").format(series=found.series, topic=about)
    return replace(
        plain,
        type_id=type_id or 0,
        title=title if about else found.series,
        participations=(*host, *plain.participations),
        theme_ids=(theme_id,) if theme_id else (),
    )


def _from_template(plain: EngagementDraft, kept: TypeTemplate) -> EngagementDraft:
    there = {one.organization_id for one in plain.participations}
    bodies = kept.values.get("participations", ())
    further = tuple(one for one in bodies if one.organization_id not in there)
    given = {one.item_id for one in plain.items}
    items = tuple(one for one in kept.values.get("items", ()) if one.item_id not in given)
    own = {one: getattr(plain, one) for one in ("title", "theme_ids") if getattr(plain, one)}
    values = {
        **kept.values,
        **own,
        "participations": (*plain.participations, *further),
        "items": (*plain.items, *items),
    }
    return replace(plain, **values)


def with_type(
    store: Store, given: Mapping[str, Any], type_id: int
) -> tuple[dict[str, Any], TypeTemplate | None]:
    """What is given once a type is chosen, and the type's template, if it has one to use."""
    rest = {name: value for name, value in given.items() if name not in ("template", "without")}
    if "like" in given:
        return dict(given), None
    if given.get("without") == type_id:
        return dict(given), None
    kept = store.read(template(type_id))
    return (rest, None) if kept is None else ({**rest, "template": type_id}, kept)
