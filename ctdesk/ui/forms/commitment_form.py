"""The form in which a commitment is entered by itself, or edited."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from ctdesk.days import today_of
from ctdesk.db.drafts import CommitmentDraft
from ctdesk.db.operations import commitments as operations
from ctdesk.db.queries import choices, commitments, names
from ctdesk.db.store import Question
from ctdesk.ui.forms.form_body import Part, Plan
from ctdesk.ui.forms.inputs.base import Input
from ctdesk.ui.forms.inputs.choice import ChoiceInput
from ctdesk.ui.forms.inputs.commitment import CommitmentInput
from ctdesk.ui.forms.inputs.engagement import EngagementInput
from ctdesk.ui.forms.inputs.organization import OrganizationInput
from ctdesk.ui.forms.inputs.text import DayInput, LineInput, TextInput
from ctdesk.ui.forms.inputs.wording import offers_of
from ctdesk.ui.forms.record_form import RecordForm
from ctdesk.ui.forms.record_kind import FormWords
from ctdesk.ui.widgets.type_ahead import Offer
from ctdesk.words import _


class CommitmentForm(RecordForm[CommitmentDraft]):
    """Adds or edits one commitment; a new one is to or from an organization where one is given."""

    table = "commitment"
    words = FormWords(
        new=_("New commitment"),
        edit=_("Edit commitment"),
        add_step=_("Add {name}"),
        edit_step=_("Edit {name}"),
        gone=_("“{name}” was deleted meanwhile. Saving adds it anew."),
    )
    plan = Plan(
        (
            ("by_id", "to_id"),
            ("what",),
            ("due", "repeats"),
            ("officer", "item_id"),
            ("engagement_id",),
        ),
        (Part(_("Closure"), (("state", "closed_on"), ("evidence",), ("superseded_by_id",))),),
    )
    labels: ClassVar[Mapping[str, str]] = {"engagement_id": _("Made at")}
    named_by = ("what",)

    def make_inputs(self) -> dict[str, Input]:
        """An input for each field of the draft, by name."""
        today = today_of(self.settings)
        return {
            "by_id": OrganizationInput(self.directory, _("By whom")),
            "to_id": OrganizationInput(self.directory, _("To whom")),
            "what": TextInput(_("What is promised"), 2),
            "due": DayInput(today, _("in 2 weeks")),
            "repeats": ChoiceInput(
                offers_of("commitment", "repeats"), empty="", placeholder=_("once")
            ),
            "officer": LineInput(),
            "item_id": ChoiceInput(placeholder=_("Type to find")),
            "engagement_id": EngagementInput(self.store, _("Find the engagement (optional)")),
            "state": ChoiceInput(offers_of("commitment", "state"), empty="open"),
            "closed_on": DayInput(today, _("today")),
            "evidence": TextInput(_("What shows it: a sentence, or the name of a document"), 2),
            "superseded_by_id": CommitmentInput(self.store, _("Find the one in its place")),
        }

    def fill_options(self) -> None:
        """Read the framework items."""
        made = self.inputs["item_id"]
        assert isinstance(made, ChoiceInput)
        made.set_options([Offer(one.name, "", one.id) for one in self.store.read(choices.items)])

    def blank(self, **given: Any) -> CommitmentDraft:
        """What a new one begins with: mostly this office promises."""
        return CommitmentDraft(
            what="",
            by_id=self.store.read(names.office),
            to_id=given.get("to_id"),
            officer=self.settings.officer,
        )

    def stored(self, record_id: int) -> Question[CommitmentDraft]:
        """The question for the draft of a commitment."""
        return commitments.draft(record_id)

    def add(self, session: Any, draft: CommitmentDraft) -> int:
        """Add it."""
        return operations.add(session, draft)

    def change(self, session: Any, record_id: int, draft: CommitmentDraft) -> None:
        """Edit it."""
        operations.edit(session, record_id, draft)
