"""The inputs of an engagement: one for each field of its draft, and where each stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ctdesk.db.drafts import EngagementDraft
from ctdesk.db.queries import choices, lookups, names
from ctdesk.db.queries.sheets import When
from ctdesk.db.store import Store
from ctdesk.settings import Settings
from ctdesk.ui.forms.form_body import Line, Part, Plan
from ctdesk.ui.forms.inputs.base import Input, label_of
from ctdesk.ui.forms.inputs.chip_field import TagsInput
from ctdesk.ui.forms.inputs.choice import ChoiceInput, SegmentInput
from ctdesk.ui.forms.inputs.commitments import CommitmentsInput
from ctdesk.ui.forms.inputs.directory import Directory
from ctdesk.ui.forms.inputs.documents import DocumentsInput
from ctdesk.ui.forms.inputs.items import ItemsInput
from ctdesk.ui.forms.inputs.languages import LanguagesInput
from ctdesk.ui.forms.inputs.note import NoteInput
from ctdesk.ui.forms.inputs.parties import PartiesInput
from ctdesk.ui.forms.inputs.sessions import SessionsInput
from ctdesk.ui.forms.inputs.text import DayInput, LineInput, NumberInput, TextInput, YesNoInput
from ctdesk.ui.forms.inputs.when import WhenInput
from ctdesk.ui.forms.inputs.wording import offers_of
from ctdesk.ui.widgets.type_ahead import Offer
from ctdesk.words import _

# What stands open, line by line; "when" is starts, ends, all_day and time_zone in one.
_OPEN: tuple[Line, ...] = (
    ("type_id",),
    ("when",),
    ("title",),
    ("participations",),
    ("items",),
    ("modality", "sensitivity"),
    ("outcome",),
    ("commitments",),
    ("documents",),
)

_FOLDED: tuple[Part, ...] = (
    Part(_("Place"), (("venue",), ("city", "country_id"), ("platform",))),
    Part(_("Sessions"), (("sessions",),)),
    Part(_("Themes and countries"), (("theme_ids",), ("place_ids",), ("initiative_id",))),
    Part(
        _("Preparation"),
        (
            ("objective",), ("points_to_make",), ("sensitive_points",),
            ("level", "registration_deadline"), ("delegate_cap",),
        ),
    ),
    Part(
        _("Record"),
        (
            ("summary",), ("recommendations",), ("status", "reference"),
            ("attended", "women"),
            ("lead_officer", "lead_unit"), ("languages", "retention_code"), ("basis",),
            ("source",), ("press_release", "social_media"),
        ),
    ),
)  # fmt: skip

PLAN = Plan(_OPEN, _FOLDED)

LABELS: Mapping[str, str] = {
    "when": _("When"),
    "participations": _("With (organizations and people)"),
    "items": _("Carried out under"),
    "commitments": _("Commitments"),
    "documents": _("Documents"),
    "sessions": "",
    "theme_ids": _("Themes"),
    "place_ids": _("Countries and regions it is about"),
    "press_release": "",
    "social_media": "",
}

WHEN_FIELDS = ("starts", "ends", "all_day", "time_zone")


def make(settings: Settings, directory: Directory) -> dict[str, Input]:
    """An input for each field, by name."""
    when = WhenInput(settings.time_zone)
    made: dict[str, Input] = {
        "type_id": ChoiceInput(placeholder=_("Type to find")),
        "when": when,
        "title": LineInput(_("Title as on the invitation (optional)")),
        "participations": PartiesInput(directory, when.day),
        "items": ItemsInput(),
        "modality": SegmentInput(_modalities()),
        "sensitivity": ChoiceInput(offers_of("engagement", "sensitivity"), empty="unclassified"),
        "outcome": NoteInput(_("What was agreed"), 4),
        "commitments": CommitmentsInput(directory, when.today),
        "documents": DocumentsInput(),
        "country_id": ChoiceInput(placeholder=_("Type to find")),
        "sessions": SessionsInput(when.day),
        "theme_ids": TagsInput(_("Type to find, Enter adds")),
        "place_ids": TagsInput(_("Type to find, Enter adds")),
        "initiative_id": ChoiceInput(placeholder=_("None")),
        "level": ChoiceInput(offers_of("engagement", "level"), empty=""),
        "registration_deadline": DayInput(when.today, _("20 June 2025")),
        "delegate_cap": NumberInput(),
        "attended": NumberInput(),
        "women": NumberInput(),
        "status": ChoiceInput(
            offers_of("engagement", "status"), empty="", placeholder=_("By the date")
        ),
        "points_to_make": TextInput(_("One point a line"), 3),
        "sensitive_points": TextInput(_("One point a line"), 2),
        "objective": TextInput(),
        "summary": NoteInput("", 3),
        "recommendations": NoteInput(),
        "languages": LanguagesInput(),
    }
    for name in ("press_release", "social_media"):
        made[name] = YesNoInput(label_of("engagement", name))
    lines = [name for part in _FOLDED for line in part.lines for name in line if name not in made]
    return made | {name: LineInput() for name in lines}


def _modalities() -> tuple[Offer, ...]:
    """Virtual first, as most briefings are."""
    order = {"virtual": 0, "in_person": 1, "hybrid": 2}
    return tuple(sorted(offers_of("engagement", "modality"), key=lambda one: order[str(one.value)]))


def fill_options(inputs: Mapping[str, Any], store: Store, directory: Directory) -> None:
    """Read what there is to choose from, as the register has it now."""
    ours = store.read(names.office)
    directory.learn_names("organization", [] if ours is None else [ours])
    types = store.read(choices.types)
    items = store.read(choices.items)
    places = store.read(lookups.places)
    countries = store.read(choices.countries)
    themes = store.read(choices.themes)
    inputs["type_id"].set_options([Offer(one.name, "", one.id) for one in types])
    inputs["items"].set_options(items)
    inputs["country_id"].set_options([Offer(one.name, one.short, one.id) for one in countries])
    inputs["theme_ids"].set_options([Offer(one.name, "", one.id) for one in themes])
    inputs["place_ids"].set_options([Offer(one.name, one.detail, one.id) for one in places])
    initiatives = store.read(lookups.initiatives)
    inputs["initiative_id"].set_options(
        [Offer(one.name, one.detail, one.id) for one in initiatives]
    )
    inputs["commitments"].set_options([Offer(one.name, "", one.id) for one in items], ours)


def when_of(draft: EngagementDraft) -> When:
    """The draft's time."""
    return When(draft.starts, draft.ends, draft.time_zone, draft.all_day)


def values_of_when(when: When) -> dict[str, Any]:
    """The draft's fields of a time."""
    return {name: getattr(when, name) for name in WHEN_FIELDS}
