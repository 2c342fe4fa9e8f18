"""Ways to reach a body, a person or a post."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ctdesk.db.drafts import ContactDraft
from ctdesk.ui.codes import CONTACTS
from ctdesk.ui.forms.inputs.base import Input, label_of
from ctdesk.ui.forms.inputs.choice import CodeInput
from ctdesk.ui.forms.inputs.rows import Row, RowsInput, in_two_lines, needed
from ctdesk.ui.forms.inputs.text import LineInput, YesNoInput
from ctdesk.ui.forms.inputs.wording import offers_among
from ctdesk.words import _


class ContactsInput(RowsInput):
    """The value is a tuple of ContactDraft; the one preferred is marked, and marked alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self._row, _("+ a way to reach them"), parent)

    def _row(self) -> Row:
        row = _ContactRow()
        row.preferred.connect(lambda: self._prefer(row))
        return row

    def _prefer(self, chosen: Row) -> None:
        for row in self.rows:
            if row is not chosen:
                row.inputs["preferred"].set_value(False)


class _ContactRow(Row):
    table = "contact_point"
    preferred = Signal()  # by the officer, in place of the others

    def __init__(self) -> None:
        preferred = YesNoInput(label_of("contact_point", "preferred"))
        inputs: dict[str, Input] = {
            "kind": CodeInput(offers_among(CONTACTS), empty="email"),
            "value": LineInput(_("Address or number")),
            "label": LineInput(_("Label")),
            "preferred": preferred,
        }
        super().__init__(inputs, {name: label_of("contact_point", name) for name in inputs})
        in_two_lines(self, (("kind", "value"), ("label", "preferred")), _("Remove this way"))
        preferred.box.clicked.connect(lambda on: self.preferred.emit() if on else None)
        self.setFocusProxy(inputs["value"])
        self.begin(ContactDraft("email", ""))

    def check(self, draft: ContactDraft) -> None:
        """Refuse a way that leads nowhere. Raises UserError."""
        needed(draft.value, _("Give the address or number, or take the row away."))
