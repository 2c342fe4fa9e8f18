"""The form in which a joint initiative is entered or edited."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from ctdesk.days import today_of
from ctdesk.db.drafts import InitiativeDraft
from ctdesk.db.fields import FIELDS
from ctdesk.db.operations import initiatives as operations
from ctdesk.db.queries import choices, initiatives, lookups
from ctdesk.db.store import Question
from ctdesk.reports import labels
from ctdesk.ui.forms.form_body import Part, Plan
from ctdesk.ui.forms.inputs.base import Input
from ctdesk.ui.forms.inputs.bodies import BodiesInput
from ctdesk.ui.forms.inputs.chip_field import TagsInput
from ctdesk.ui.forms.inputs.choice import ChoiceInput, SegmentInput
from ctdesk.ui.forms.inputs.indicators import IndicatorsInput
from ctdesk.ui.forms.inputs.organization import OrganizationInput
from ctdesk.ui.forms.inputs.text import DayInput, LineInput, TextInput
from ctdesk.ui.forms.record_form import RecordForm
from ctdesk.ui.forms.record_kind import FormWords
from ctdesk.ui.widgets.type_ahead import Offer
from ctdesk.words import _


class InitiativeForm(RecordForm[InitiativeDraft]):
    """Adds or edits one joint initiative with its partners, themes, places and indicators."""

    table = "initiative"
    words = FormWords(
        new=_("New initiative"),
        edit=_("Edit initiative"),
        add_step=_("Add {name}"),
        edit_step=_("Edit {name}"),
        gone=_("“{name}” was deleted meanwhile. Saving adds it anew."),
    )
    plan = Plan(
        (
            ("name",), ("programme",), ("lead_id",), ("partner_ids",), ("theme_ids",),
            ("place_ids",), ("starts", "ends"), ("state",), ("description",),
        ),
        (Part(_("Indicators"), (("indicators",),)),),
    )  # fmt: skip
    labels: ClassVar[Mapping[str, str]] = {
        "partner_ids": _("Partners"),
        "theme_ids": _("Themes"),
        "place_ids": _("Countries and regions it is about"),
        "indicators": "",
    }
    named_by = ("name",)

    def make_inputs(self) -> dict[str, Input]:
        """An input for each field of the draft, by name."""
        today = today_of(self.settings)
        return {
            "name": LineInput(_("What it is called")),
            "programme": ChoiceInput(_programmes(), empty=""),
            "lead_id": OrganizationInput(self.directory, _("Who leads it")),
            "partner_ids": BodiesInput(self.directory, _("Type to find, Enter adds")),
            "theme_ids": TagsInput(_("Type to find, Enter adds")),
            "place_ids": TagsInput(_("Type to find, Enter adds")),
            "starts": DayInput(today, _("1 March 2026")),
            "ends": DayInput(today, _("31 December 2027")),
            "state": SegmentInput(_states()),
            "description": TextInput(_("What is done, and what for"), 3),
            "indicators": IndicatorsInput(today),
        }

    def fill_options(self) -> None:
        """Read themes and places."""
        themes, places = self.inputs["theme_ids"], self.inputs["place_ids"]
        assert isinstance(themes, TagsInput)
        assert isinstance(places, TagsInput)
        themes.set_options([Offer(one.name, "", one.id) for one in self.store.read(choices.themes)])
        places.set_options(
            [Offer(one.name, one.detail, one.id) for one in self.store.read(lookups.places)]
        )

    def blank(self, **given: Any) -> InitiativeDraft:
        """What a new one begins with; `theme_id` and `place_id` are those of a cell of the map."""
        theme, place = given.get("theme_id"), given.get("place_id")
        return InitiativeDraft(
            "",
            theme_ids=() if theme is None else (theme,),
            place_ids=() if place is None else (place,),
        )

    def stored(self, record_id: int) -> Question[InitiativeDraft]:
        """The question for the draft of an initiative."""
        return initiatives.draft(record_id)

    def add(self, session: Any, draft: InitiativeDraft) -> int:
        """Add it."""
        return operations.add(session, draft)

    def change(self, session: Any, record_id: int, draft: InitiativeDraft) -> None:
        """Edit it."""
        operations.edit(session, record_id, draft)


def _programmes() -> list[Offer]:
    codes = FIELDS["initiative"]["programme"].choices
    return [Offer(labels.programme(code), value=code) for code in (*codes, "")]


def _states() -> list[Offer]:
    codes = FIELDS["initiative"]["state"].choices
    return [Offer(labels.capitalized(labels.initiative_state(one)), value=one) for one in codes]
