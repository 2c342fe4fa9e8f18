"""The form in which a need, a challenge or a good practice is entered or edited."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ctdesk.days import today_of
from ctdesk.db.drafts import NeedDraft
from ctdesk.db.fields import FIELDS
from ctdesk.db.operations import needs as operations
from ctdesk.db.queries import choices, lookups, needs
from ctdesk.db.store import Question
from ctdesk.reports import labels
from ctdesk.ui.forms.form_body import Part, Plan
from ctdesk.ui.forms.inputs.base import Input
from ctdesk.ui.forms.inputs.choice import ChoiceInput, SegmentInput
from ctdesk.ui.forms.inputs.engagement import EngagementInput
from ctdesk.ui.forms.inputs.organization import OrganizationInput
from ctdesk.ui.forms.inputs.text import DayInput, TextInput
from ctdesk.ui.forms.record_form import RecordForm
from ctdesk.ui.forms.record_kind import FormWords
from ctdesk.ui.widgets.type_ahead import Offer
from ctdesk.words import _


def offers(name: str, said: Callable[[str], str]) -> tuple[Offer, ...]:
    """The choices of a column of needs, in words."""
    codes = FIELDS["need"][name].choices
    return tuple(Offer(labels.capitalized(said(code)), value=str(code)) for code in codes)


class NeedForm(RecordForm[NeedDraft]):
    """Adds or edits one; a new one is of an organization where one is given."""

    table = "need"
    words = FormWords(
        new=_("New need"),
        edit=_("Edit need"),
        add_step=_("Add {name}"),
        edit_step=_("Edit {name}"),
        gone=_("“{name}” was deleted meanwhile. Saving adds it anew."),
    )
    plan = Plan(
        (
            ("kind",), ("statement",), ("organization_id", "place_id"), ("theme_id",),
            ("priority",), ("state",),
        ),
        (Part(_("Where it was said"), (("engagement_id",), ("stated_on",), ("source",))),),
    )  # fmt: skip
    named_by = ("statement",)

    def make_inputs(self) -> dict[str, Input]:
        """An input for each field of the draft, by name."""
        return {
            "kind": SegmentInput(offers("kind", labels.need_kind)),
            "statement": TextInput(_("What is needed, what stands in the way, or what works"), 3),
            "organization_id": OrganizationInput(self.directory, _("Whose it is")),
            "place_id": ChoiceInput(placeholder=_("Type to find")),
            "theme_id": ChoiceInput(placeholder=_("Type to find")),
            "priority": SegmentInput(offers("priority", labels.priority)),
            "state": SegmentInput(offers("state", labels.need_state)),
            "engagement_id": EngagementInput(self.store, _("Find the engagement (optional)")),
            "stated_on": DayInput(today_of(self.settings), _("25 June 2025")),
            "source": TextInput(_("A document, a letter, a page"), 2),
        }

    def fill_options(self) -> None:
        """Read the themes, and the regions and countries."""
        store = self.store
        themes = [Offer(one.name, "", one.id) for one in store.read(choices.themes)]
        places = [Offer(one.name, one.detail, one.id) for one in store.read(lookups.places)]
        for name, found in (("theme_id", themes), ("place_id", places)):
            made = self.inputs[name]
            assert isinstance(made, ChoiceInput)
            made.set_options(found)

    def blank(self, **given: Any) -> NeedDraft:
        """What a new one begins with."""
        return NeedDraft("", organization_id=given.get("organization_id"))

    def stored(self, record_id: int) -> Question[NeedDraft]:
        """The question for the draft of one."""
        return needs.draft(record_id)

    def add(self, session: Any, draft: NeedDraft) -> int:
        """Add it."""
        return operations.add(session, draft)

    def change(self, session: Any, record_id: int, draft: NeedDraft) -> None:
        """Edit it."""
        operations.edit(session, record_id, draft)
