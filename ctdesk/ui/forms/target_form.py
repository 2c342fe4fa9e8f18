"""The form in which it is entered how often bodies are to be engaged."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from ctdesk.days import today_of
from ctdesk.db.drafts import TargetDraft
from ctdesk.db.fields import FIELDS
from ctdesk.db.operations import targets as operations
from ctdesk.db.queries import choices, targets
from ctdesk.db.store import Question
from ctdesk.reports import labels
from ctdesk.ui.forms.form_body import Plan
from ctdesk.ui.forms.inputs.base import Input
from ctdesk.ui.forms.inputs.choice import ChoiceInput, CodeInput
from ctdesk.ui.forms.inputs.organization import OrganizationInput
from ctdesk.ui.forms.inputs.text import DayInput, LineInput, TextInput
from ctdesk.ui.forms.record_form import RecordForm
from ctdesk.ui.forms.record_kind import FormWords
from ctdesk.ui.widgets.type_ahead import Offer
from ctdesk.words import _


class TargetForm(RecordForm[TargetDraft]):
    """Adds or edits one target."""

    table = "target"
    words = FormWords(
        new=_("New target"),
        edit=_("Edit target"),
        add_step=_("Add target {name}"),
        edit_step=_("Edit target {name}"),
        gone=_("The target {name} was deleted meanwhile. Saving adds it anew."),
    )
    plan = Plan(
        (("kind",), ("organization_id",), ("item_id",), ("times", "every"), ("starts", "ends"),
         ("note",))
    )  # fmt: skip
    labels: ClassVar[Mapping[str, str]] = {"organization_id": _("Or one organization")}
    named_by = ("kind", "organization_id", "item_id")

    def make_inputs(self) -> dict[str, Input]:
        """An input for each field of the draft, by name."""
        today = today_of(self.settings)
        return {
            "kind": CodeInput(_kinds()),
            "organization_id": OrganizationInput(self.directory, _("Type to find")),
            "item_id": ChoiceInput(placeholder=_("Any engagement")),
            "times": LineInput(_("1")),
            "every": CodeInput([Offer(labels.every(one), "", one) for one in labels.EVERY],
                               empty="quarter"),
            "starts": DayInput(today, _("Counted back no further")),
            "ends": DayInput(today, _("Open")),
            "note": TextInput(_("Where it comes from"), 2),
        }  # fmt: skip

    def fill_options(self) -> None:
        """Read the framework items."""
        made = self.inputs["item_id"]
        assert isinstance(made, ChoiceInput)
        made.set_options([Offer(one.name, "", one.id) for one in self.store.read(choices.items)])

    def blank(self, **given: Any) -> TargetDraft:
        """What a new one begins with: each regional organization, once a quarter, from now on."""
        del given
        return TargetDraft(kind="regional", starts=today_of(self.settings)())

    def stored(self, record_id: int) -> Question[TargetDraft]:
        """The question for the draft of a target."""
        return targets.draft(record_id)

    def add(self, session: Any, draft: TargetDraft) -> int:
        """Add it."""
        return operations.add(session, draft)

    def change(self, session: Any, record_id: int, draft: TargetDraft) -> None:
        """Edit it."""
        operations.edit(session, record_id, draft)

    def shown(self, draft: TargetDraft, name: str) -> Any:
        """What an input shows of a draft: a number as it is typed."""
        value = super().shown(draft, name)
        return str(value) if name == "times" else value

    def read(self, name: str, value: Any) -> Mapping[str, Any]:
        """What the value of an input says of the draft; what is no number is no number of times."""
        if name == "times":
            text = str(value or "").strip()
            return {name: int(text) if text.isascii() and text.isdigit() else 0}
        return {name: value or "" if name in ("kind", "every") else value}


def _kinds() -> list[Offer]:
    codes = FIELDS["target"]["kind"].choices
    return [Offer(labels.kind(code), "", code) for code in codes]
