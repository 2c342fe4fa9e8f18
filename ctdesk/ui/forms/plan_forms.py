"""The forms in which objectives and actions of the plan are entered or edited."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ctdesk.days import today_of
from ctdesk.db.drafts import ActionDraft, ObjectiveDraft
from ctdesk.db.fields import FIELDS
from ctdesk.db.operations import plan as operations
from ctdesk.db.queries import choices, names, plan
from ctdesk.db.store import Question
from ctdesk.reports import labels
from ctdesk.ui.forms.form_body import Plan
from ctdesk.ui.forms.inputs.base import Input
from ctdesk.ui.forms.inputs.choice import ChoiceInput, SegmentInput
from ctdesk.ui.forms.inputs.organization import OrganizationInput
from ctdesk.ui.forms.inputs.text import DayInput, LineInput, TextInput
from ctdesk.ui.forms.record_form import RecordForm
from ctdesk.ui.forms.record_kind import FormWords
from ctdesk.ui.widgets.type_ahead import Offer
from ctdesk.words import _


class ObjectiveForm(RecordForm[ObjectiveDraft]):
    """Adds an objective below the others, or edits one."""

    table = "plan_objective"
    words = FormWords(
        new=_("New objective"),
        edit=_("Edit objective"),
        add_step=_("Add objective {name}"),
        edit_step=_("Edit objective {name}"),
        gone=_("“{name}” was deleted meanwhile. Saving adds it anew."),
    )
    plan = Plan((("title",), ("note",)))
    named_by = ("title",)

    def make_inputs(self) -> dict[str, Input]:
        """An input for each field of the draft, by name."""
        return {
            "title": LineInput(_("What is to be reached")),
            "note": TextInput(_("Why, with whom, how it is known to be reached"), 3),
        }

    def blank(self, **given: Any) -> ObjectiveDraft:
        """What a new one begins with."""
        del given
        return ObjectiveDraft("")

    def stored(self, record_id: int) -> Question[ObjectiveDraft]:
        """The question for the draft of one."""
        return plan.objective_draft(record_id)

    def add(self, session: Any, draft: ObjectiveDraft) -> int:
        """Add it."""
        return operations.add_objective(session, draft)

    def change(self, session: Any, record_id: int, draft: ObjectiveDraft) -> None:
        """Edit it."""
        operations.edit_objective(session, record_id, draft)


class ActionForm(RecordForm[ActionDraft]):
    """Adds an action below the others of its objective, or edits one."""

    table = "plan_action"
    words = FormWords(
        new=_("New action"),
        edit=_("Edit action"),
        add_step=_("Add action {name}"),
        edit_step=_("Edit action {name}"),
        gone=_("“{name}” was deleted meanwhile. Saving adds it anew."),
    )
    plan = Plan(
        (
            ("objective_id",), ("what",), ("organization_id", "officer"), ("due", "item_id"),
            ("state",), ("result",),
        )
    )  # fmt: skip
    named_by = ("what",)

    def make_inputs(self) -> dict[str, Input]:
        """An input for each field of the draft, by name."""
        states = [
            Offer(labels.capitalized(labels.action_state(code)), value=str(code))
            for code in FIELDS["plan_action"]["state"].choices
        ]
        return {
            "objective_id": ChoiceInput(placeholder=_("Type to find")),
            "what": TextInput(_("What is to be done"), 2),
            "organization_id": OrganizationInput(self.directory, _("Which body")),
            "officer": LineInput(_("Who there")),
            "due": DayInput(today_of(self.settings), _("end of March")),
            "item_id": ChoiceInput(placeholder=_("Type to find")),
            "state": SegmentInput(states),
            "result": TextInput(_("What came of it"), 2),
        }

    def fill_options(self) -> None:
        """Read the objectives and the framework items."""
        store = self.store
        found = {
            "objective_id": [Offer(title, "", one) for one, title in store.read(plan.choices)],
            "item_id": [Offer(one.name, "", one.id) for one in store.read(choices.items)],
        }
        for name, options in found.items():
            made = self.inputs[name]
            assert isinstance(made, ChoiceInput)
            made.set_options(options)

    def blank(self, **given: Any) -> ActionDraft:
        """What a new one begins with: mostly this office does it."""
        objectives = self.store.read(plan.choices)
        first = objectives[0][0] if objectives else 0
        return ActionDraft(
            objective_id=given.get("objective_id", first),
            what="",
            organization_id=self.store.read(names.office),
            officer=self.settings.officer,
        )

    def stored(self, record_id: int) -> Question[ActionDraft]:
        """The question for the draft of one."""
        return plan.action_draft(record_id)

    def add(self, session: Any, draft: ActionDraft) -> int:
        """Add it."""
        return operations.add_action(session, draft)

    def change(self, session: Any, record_id: int, draft: ActionDraft) -> None:
        """Edit it."""
        operations.edit_action(session, record_id, draft)

    def shown(self, draft: ActionDraft, name: str) -> Any:
        """What an input shows of a draft; an objective to be chosen is none."""
        if name == "objective_id":
            return draft.objective_id or None
        return super().shown(draft, name)

    def read(self, name: str, value: Any) -> Mapping[str, Any]:
        """What the value of an input says of the draft."""
        return {name: value or 0} if name == "objective_id" else {name: value}
