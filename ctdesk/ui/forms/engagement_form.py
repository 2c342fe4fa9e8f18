"""Log an engagement, or edit one: everything typed in one place, beside the list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from ctdesk.db.drafts import EngagementDraft, ParticipationDraft
from ctdesk.db.operations import engagements
from ctdesk.db.queries import engagements as questions
from ctdesk.db.queries import lookups
from ctdesk.db.store import Question
from ctdesk.ui.forms.inputs import engagement_fields as fields
from ctdesk.ui.forms.inputs.base import Input
from ctdesk.ui.forms.inputs.when import NOT_SAID
from ctdesk.ui.forms.record_form import FormWords, RecordForm
from ctdesk.words import _


class EngagementForm(RecordForm[EngagementDraft]):
    """Logs a new engagement or edits one.

    A new one begins with an organization where `organization_id` is given. `saved_to_print` has
    the id of one whose page is wanted.
    """

    saved_to_print = Signal(object)

    table = "engagement"
    words = FormWords(
        new=_("Log engagement"),
        edit=_("Edit engagement"),
        add_step=_("Log {name}"),
        edit_step=_("Edit {name}"),
        gone=_("“{name}” was deleted meanwhile. Saving logs it anew."),
    )
    plan = fields.PLAN
    labels = fields.LABELS
    named_by = ("title", "type_id")

    def make_inputs(self) -> dict[str, Input]:
        """An input for each field of the draft, by name."""
        return fields.make(self.settings, self.directory)

    def fill_options(self) -> None:
        """Read types, items, places, themes and initiatives."""
        fields.fill_options(self.inputs, self.store, self.directory)

    def blank(self, **given: Any) -> EngagementDraft:
        """What a new engagement begins with; its type and time are to be typed."""
        organization_id = given.get("organization_id")
        parties = () if organization_id is None else (ParticipationDraft(organization_id),)
        return EngagementDraft(
            type_id=0,
            starts=datetime.min,
            time_zone=self.settings.time_zone,
            participations=parties,
            lead_officer=self.settings.officer,
            lead_unit=self.settings.unit,
        )

    def stored(self, record_id: int) -> Question[EngagementDraft]:
        """The question for the draft of an engagement."""
        return questions.draft(record_id)

    def documents_of(self, record_id: int) -> Question[tuple[lookups.Kept, ...]]:
        """The question for the documents of an engagement."""
        return lookups.documents(record_id)

    def add(self, session: Any, draft: EngagementDraft) -> int:
        """Log it."""
        return engagements.log(session, draft)

    def change(self, session: Any, record_id: int, draft: EngagementDraft) -> None:
        """Edit it."""
        engagements.edit(session, record_id, draft)

    def shown(self, draft: EngagementDraft, name: str) -> Any:
        """What an input shows of a draft; a time to be typed is none."""
        if name == "when":
            return None if draft.starts == datetime.min else fields.when_of(draft)
        return super().shown(draft, name)

    def read(self, name: str, value: Any) -> Mapping[str, Any]:
        """What the value of an input says of the draft."""
        return fields.values_of_when(value) if name == "when" else {name: value}

    def field_of(self, column: str) -> str:
        """The input beside which a fault of a column stands."""
        return "when" if column in fields.WHEN_FIELDS else column

    def missing(self, draft: EngagementDraft) -> Mapping[str, str]:
        """Type and time must be typed."""
        wanted = {}
        if not draft.type_id:
            wanted["type_id"] = _("Choose a type.")
        if draft.starts == datetime.min:
            wanted["when"] = NOT_SAID
        return wanted

    def buttons(self) -> Sequence[QPushButton]:
        """The one that saves and prints."""
        self.print_button = QPushButton(_("Save and print"))
        self.print_button.clicked.connect(self.save_and_print)
        return (self.print_button,)

    def save_and_print(self) -> None:
        """Store what is typed and ask for its page."""
        engagement_id = self.save()
        if engagement_id is not None:
            self.saved_to_print.emit(engagement_id)
