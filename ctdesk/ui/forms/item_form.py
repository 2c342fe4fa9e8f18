"""The form of a framework item: its text, how it stands, what came of it."""

from __future__ import annotations

from typing import Any

from ctdesk.days import today_of
from ctdesk.db.drafts import FrameworkItemDraft
from ctdesk.db.operations import frameworks as operations
from ctdesk.db.queries.frameworks import item_draft
from ctdesk.db.queries.titles import titles
from ctdesk.db.store import Question
from ctdesk.db.tables import ItemState
from ctdesk.errors import UserError
from ctdesk.reports import labels
from ctdesk.ui.forms.form_body import Plan
from ctdesk.ui.forms.inputs.base import Input
from ctdesk.ui.forms.inputs.choice import CodeInput
from ctdesk.ui.forms.inputs.text import DayInput, LineInput, TextInput
from ctdesk.ui.forms.record_form import RecordForm
from ctdesk.ui.forms.record_kind import FormWords
from ctdesk.ui.widgets.type_ahead import Offer
from ctdesk.words import _


class ItemForm(RecordForm[FrameworkItemDraft]):
    """Edits a framework item; none is added or deleted here."""

    table = "framework_item"
    words = FormWords(
        new=_("Framework item"),
        edit=_("Edit {name}"),
        add_step=_("Add {name}"),
        edit_step=_("Edit {name}"),
        gone=_("{name} is no longer in the register."),
    )
    plan = Plan((("title",), ("text",), ("due", "state"), ("result",)))
    named_by = ("title",)

    def make_inputs(self) -> dict[str, Input]:
        """An input for each field of the draft, by name."""
        states = [Offer(labels.capitalized(labels.item_state(one)), value=one) for one in ItemState]
        return {
            "title": LineInput(),
            "text": TextInput(_("As the document has it"), 4),
            "due": DayInput(today_of(self.settings)),
            "state": CodeInput(states, placeholder=_("Not followed")),
            "result": TextInput(_("What came of it, and where that is written"), 4),
        }

    @property
    def name(self) -> str:
        """What the item is called: its number is not typed here."""
        found = self.store.read(titles([(self.table, self.record_id or 0)]))
        return found[0].title if found else ""

    def blank(self, **given: Any) -> FrameworkItemDraft:
        """An item of which nothing is said."""
        del given
        return FrameworkItemDraft()

    def stored(self, record_id: int) -> Question[FrameworkItemDraft]:
        """The question for what is said of an item."""
        return item_draft(record_id)

    def add(self, session: Any, draft: FrameworkItemDraft) -> int:
        """None is added."""
        del session, draft
        raise UserError(_("This item is no longer in the register."))

    def change(self, session: Any, record_id: int, draft: FrameworkItemDraft) -> None:
        """Edit it."""
        operations.edit_item(session, record_id, draft)
