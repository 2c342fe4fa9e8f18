"""The forms of a series of forums, and of a turn within one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from ctdesk.days import today_of
from ctdesk.db.drafts import SeriesDraft, TurnDraft
from ctdesk.db.operations import series as operations
from ctdesk.db.queries import choices
from ctdesk.db.queries import series as questions
from ctdesk.db.store import Question
from ctdesk.ui.forms.form_body import Plan
from ctdesk.ui.forms.inputs.base import Input
from ctdesk.ui.forms.inputs.choice import ChoiceInput
from ctdesk.ui.forms.inputs.engagement import EngagementInput
from ctdesk.ui.forms.inputs.organization import OrganizationInput
from ctdesk.ui.forms.inputs.text import DayInput, LineInput, TextInput
from ctdesk.ui.forms.record_form import RecordForm
from ctdesk.ui.forms.record_kind import FormWords
from ctdesk.ui.widgets.type_ahead import Offer
from ctdesk.words import _


class SeriesForm(RecordForm[SeriesDraft]):
    """Adds or edits a series."""

    table = "series"
    words = FormWords(
        new=_("New series of forums"),
        edit=_("Edit {name}"),
        add_step=_("Add {name}"),
        edit_step=_("Edit {name}"),
        gone=_("“{name}” was deleted meanwhile. Saving adds it anew."),
    )
    plan = Plan((("name",), ("note",)))
    named_by = ("name",)

    def make_inputs(self) -> dict[str, Input]:
        """An input for each field of the draft, by name."""
        note = TextInput(_("Who agreed it, how often it is held"), 3)
        return {"name": LineInput(), "note": note}

    def blank(self, **given: Any) -> SeriesDraft:
        """What a new series begins with."""
        del given
        return SeriesDraft(name="")

    def stored(self, record_id: int) -> Question[SeriesDraft]:
        """The question for the draft of a series."""
        return questions.draft(record_id)

    def add(self, session: Any, draft: SeriesDraft) -> int:
        """Add it."""
        return operations.add(session, draft)

    def change(self, session: Any, record_id: int, draft: SeriesDraft) -> None:
        """Edit it."""
        operations.edit(session, record_id, draft)


class TurnForm(RecordForm[TurnDraft]):
    """Adds turns to a series, one after the other, or edits one. A new one needs `series_id`."""

    table = "series_turn"
    words = FormWords(
        new=_("New turn"),
        edit=_("Edit the turn of {name}"),
        add_step=_("Add the turn of {name}"),
        edit_step=_("Edit the turn of {name}"),
        gone=_("The turn of {name} was deleted meanwhile. Saving adds it anew."),
    )
    plan = Plan((("host_id",), ("due", "theme_id"), ("topic",), ("engagement_id",)))
    labels: ClassVar[Mapping[str, str]] = {"engagement_id": _("The forum, as it is logged")}
    named_by = ("host_id", "topic")

    def make_inputs(self) -> dict[str, Input]:
        """An input for each field of the draft, by name."""
        today = today_of(self.settings)
        return {
            "host_id": OrganizationInput(self.directory, _("Type to find")),
            "due": DayInput(today, _("in 3 months")),
            "theme_id": ChoiceInput(placeholder=_("Type to find")),
            "topic": LineInput(),
            "engagement_id": EngagementInput(self.store, _("Find the engagement (optional)")),
        }

    def fill_options(self) -> None:
        """Read the themes."""
        made = self.inputs["theme_id"]
        assert isinstance(made, ChoiceInput)
        made.set_options([Offer(one.name, "", one.id) for one in self.store.read(choices.themes)])

    def blank(self, **given: Any) -> TurnDraft:
        """What a new turn begins with."""
        return TurnDraft(series_id=given.get("series_id", 0))

    def stored(self, record_id: int) -> Question[TurnDraft]:
        """The question for the draft of a turn."""
        return questions.turn_draft(record_id)

    def add(self, session: Any, draft: TurnDraft) -> int:
        """Add it after the others."""
        return operations.add_turn(session, draft)

    def change(self, session: Any, record_id: int, draft: TurnDraft) -> None:
        """Edit it."""
        operations.edit_turn(session, record_id, draft)

    def _begin(self, given: dict[str, Any]) -> None:
        # Once one is saved the next is of the same series.
        super()._begin(given or {"series_id": self._base.series_id})
