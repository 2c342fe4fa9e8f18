"""Further names of a body: in other languages, former ones, aliases."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ctdesk.db.drafts import NameDraft
from ctdesk.ui.codes import LANGUAGES, NAMES
from ctdesk.ui.forms.inputs.base import Input, label_of
from ctdesk.ui.forms.inputs.choice import CodeInput
from ctdesk.ui.forms.inputs.rows import Row, RowsInput, in_two_lines, needed
from ctdesk.ui.forms.inputs.text import LineInput
from ctdesk.ui.forms.inputs.wording import offers_among
from ctdesk.words import _


class NamesInput(RowsInput):
    """The value is a tuple of NameDraft."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_NameRow, _("+ a name in another language"), parent)


class _NameRow(Row):
    table = "organization_name"

    def __init__(self) -> None:
        inputs: dict[str, Input] = {
            "language": CodeInput(offers_among(LANGUAGES), placeholder=_("Language")),
            "name": LineInput(_("Name")),
            "acronym": LineInput(_("Acronym")),
            "kind": CodeInput(offers_among(NAMES), empty="translation"),
        }
        super().__init__(inputs, {name: label_of("organization_name", name) for name in inputs})
        in_two_lines(self, (("language", "name"), ("acronym", "kind")), _("Remove this name"))
        self.setFocusProxy(inputs["language"])
        self.begin(NameDraft())

    def check(self, draft: NameDraft) -> None:
        """Refuse a name that is none. Raises UserError."""
        needed(draft.name + draft.acronym, _("Give the name or acronym, or take the row away."))
