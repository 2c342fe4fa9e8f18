"""The form in which it is entered that one body belongs to another, in which role and how long."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ctdesk.days import today_of
from ctdesk.db.drafts import MembershipDraft
from ctdesk.db.operations import organizations as operations
from ctdesk.db.queries import memberships
from ctdesk.db.store import Question
from ctdesk.ui.codes import MEMBER_ROLES, MEMBER_STATUSES
from ctdesk.ui.forms.form_body import Plan
from ctdesk.ui.forms.inputs.base import Input
from ctdesk.ui.forms.inputs.choice import CodeInput
from ctdesk.ui.forms.inputs.organization import OrganizationInput
from ctdesk.ui.forms.inputs.text import DayInput
from ctdesk.ui.forms.inputs.wording import offers_among
from ctdesk.ui.forms.record_form import RecordForm
from ctdesk.ui.forms.record_kind import FormWords
from ctdesk.words import _

_BODIES = ("member_id", "body_id")


class MembershipForm(RecordForm[MembershipDraft]):
    """Adds or edits one membership; `member_id` and `body_id` may be given for a new one."""

    table = "membership"
    words = FormWords(
        new=_("New membership"),
        edit=_("Membership of {name}"),
        add_step=_("Add membership of {name}"),
        edit_step=_("Edit membership of {name}"),
        gone=_("The membership of {name} was deleted meanwhile. Saving adds it anew."),
    )
    plan = Plan((("member_id",), ("body_id",), ("role", "status"), ("starts", "ends")))
    named_by = ("member_id",)

    def make_inputs(self) -> dict[str, Input]:
        """An input for each field of the draft, by name."""
        today = today_of(self.settings)
        return {
            "member_id": OrganizationInput(self.directory, _("Type to find")),
            "body_id": OrganizationInput(self.directory, _("Type to find")),
            "role": CodeInput(offers_among(MEMBER_ROLES), empty="member"),
            "status": CodeInput(offers_among(MEMBER_STATUSES)),
            "starts": DayInput(today, _("Not known")),
            "ends": DayInput(today, _("Still a member")),
        }

    def blank(self, **given: Any) -> MembershipDraft:
        """What a new membership begins with: it is in force; a side not given is to be typed."""
        sides = (given.get("member_id") or 0, given.get("body_id") or 0)
        return MembershipDraft(*sides, status="current")

    def stored(self, record_id: int) -> Question[MembershipDraft]:
        """The question for the draft of a membership."""
        return memberships.draft(record_id)

    def add(self, session: Any, draft: MembershipDraft) -> int:
        """Add it."""
        return operations.add_membership(session, draft)

    def change(self, session: Any, record_id: int, draft: MembershipDraft) -> None:
        """Edit it."""
        operations.edit_membership(session, record_id, draft)

    def shown(self, draft: MembershipDraft, name: str) -> Any:
        """What an input shows of a draft; a body to be typed is none."""
        value = super().shown(draft, name)
        return value or None if name in _BODIES else value

    def read(self, name: str, value: Any) -> Mapping[str, Any]:
        """What the value of an input says of the draft."""
        return {name: value or 0 if name in _BODIES else value}

    def missing(self, draft: MembershipDraft) -> Mapping[str, str]:
        """Both sides must be typed."""
        return {name: _("Choose an organization.") for name in _BODIES if not getattr(draft, name)}
