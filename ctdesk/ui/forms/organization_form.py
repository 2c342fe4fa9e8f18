"""The form in which an organization is added or edited."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from ctdesk.db.drafts import OrganizationDraft
from ctdesk.db.fields import FIELDS
from ctdesk.db.operations import organizations as operations
from ctdesk.db.queries import choices, organizations
from ctdesk.db.queries.regions import regions
from ctdesk.db.store import Question
from ctdesk.reports import labels
from ctdesk.ui.codes import STATUSES
from ctdesk.ui.forms.form_body import Plan
from ctdesk.ui.forms.inputs.base import Input
from ctdesk.ui.forms.inputs.choice import ChoiceInput, CodeInput
from ctdesk.ui.forms.inputs.contacts import ContactsInput
from ctdesk.ui.forms.inputs.names import NamesInput
from ctdesk.ui.forms.inputs.organization import OrganizationInput
from ctdesk.ui.forms.inputs.text import LineInput, TextInput
from ctdesk.ui.forms.inputs.wording import offers_among, offers_of
from ctdesk.ui.forms.record_form import RecordForm
from ctdesk.ui.forms.record_kind import FormWords
from ctdesk.ui.widgets.type_ahead import Offer
from ctdesk.words import _


class OrganizationForm(RecordForm[OrganizationDraft]):
    """Adds or edits one organization."""

    table = "organization"
    words = FormWords(
        new=_("New organization"),
        edit=_("Edit {name}"),
        add_step=_("Add {name}"),
        edit_step=_("Edit {name}"),
        gone=_("{name} was deleted meanwhile. Saving adds it anew."),
    )
    plan = Plan(
        (
            ("name",), ("acronym", "kind"), ("official_name",), ("parent_id", "seat"),
            ("country_id", "region_id"), ("ct_body",), ("status", "sensitivity"), ("profile",),
            ("names",), ("contact_points",),
        ),
        shares={"acronym": 2, "kind": 3},  # a kind has a long name, an acronym is short
    )  # fmt: skip
    labels: ClassVar[Mapping[str, str]] = {
        "names": _("Names in other languages, former names, aliases"),
        "contact_points": _("Ways to reach it"),
    }
    named_by = ("acronym", "name")

    def make_inputs(self) -> dict[str, Input]:
        """An input for each field of the draft, by name."""
        kinds = [Offer(labels.kind(one), "", one) for one in FIELDS["organization"]["kind"].choices]
        made: dict[str, Input] = {
            "kind": ChoiceInput(kinds, empty=""),
            "parent_id": OrganizationInput(self.directory, _("Type to find")),
            "country_id": ChoiceInput(placeholder=_("Type to find")),
            "region_id": ChoiceInput(placeholder=_("Type to find")),
            "status": CodeInput(offers_among(STATUSES)),
            "sensitivity": ChoiceInput(
                offers_of("organization", "sensitivity"), empty="unclassified"
            ),
            "profile": TextInput("", 4),
            "names": NamesInput(),
            "contact_points": ContactsInput(),
        }
        lines = [name for line in self.plan.open for name in line if name not in made]
        return {name: LineInput() for name in lines} | made

    def fill_options(self) -> None:
        """Read countries and regions."""
        for name, question in (("country_id", choices.countries), ("region_id", regions)):
            made = self.inputs[name]
            assert isinstance(made, ChoiceInput)
            made.set_options([Offer(o.name, o.short, o.id) for o in self.store.read(question)])

    def blank(self, **given: Any) -> OrganizationDraft:
        """What a new body begins with."""
        del given
        return OrganizationDraft(name="", kind="regional")

    def stored(self, record_id: int) -> Question[OrganizationDraft]:
        """The question for the draft of a body."""
        question: Question[OrganizationDraft] = organizations.draft(record_id)
        return question

    def add(self, session: Any, draft: OrganizationDraft) -> int:
        """Add it."""
        return operations.add(session, draft)

    def change(self, session: Any, record_id: int, draft: OrganizationDraft) -> None:
        """Edit it."""
        operations.edit(session, record_id, draft)
