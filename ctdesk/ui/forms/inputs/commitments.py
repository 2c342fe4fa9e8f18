"""What was promised: by whom, to whom, what, by when."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ctdesk.db.drafts import CommitmentDraft
from ctdesk.ui.forms.inputs.base import Input, bare, label_of
from ctdesk.ui.forms.inputs.choice import ChoiceInput
from ctdesk.ui.forms.inputs.directory import Directory
from ctdesk.ui.forms.inputs.organization import OrganizationInput
from ctdesk.ui.forms.inputs.rows import Row, RowsInput, needed, remove_button, row_button
from ctdesk.ui.forms.inputs.text import DayInput, LineInput, TextInput
from ctdesk.ui.forms.inputs.type_ahead import Offer
from ctdesk.ui.forms.inputs.wording import offers_of
from ctdesk.words import _

_REST = ("state", "closed_on", "officer", "item_id")  # what is seldom typed


class CommitmentsInput(RowsInput):
    """The value is a tuple of CommitmentDraft."""

    def __init__(
        self, directory: Directory, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        self._ours: int | None = None
        self._items: Sequence[Offer] = ()
        super().__init__(
            lambda: _CommitmentRow(directory, today, self._items, self._ours),
            _("+ who, what, by when"),
            parent,
        )

    def set_options(self, items: Sequence[Offer], ours: int | None) -> None:
        """The framework items a promise can stand under, and the body that mostly promises."""
        self._items, self._ours = tuple(items), ours


class _CommitmentRow(Row):
    table = "commitment"

    def __init__(
        self,
        directory: Directory,
        today: Callable[[], date],
        items: Sequence[Offer],
        ours: int | None,
    ) -> None:
        inputs: dict[str, Input] = {
            "by_id": OrganizationInput(directory, _("By whom")),
            "to_id": OrganizationInput(directory, _("To whom")),
            "what": LineInput(_("What")),
            "due": DayInput(today, _("By when")),
            "state": ChoiceInput(offers_of("commitment", "state"), empty="open"),
            "closed_on": DayInput(today, _("Closed on")),
            "officer": LineInput(_("Officer")),
            "item_id": ChoiceInput(items, placeholder=_("Under")),
            "evidence": TextInput(_("Evidence of closure"), 1),
        }
        super().__init__(inputs, {name: label_of("commitment", name) for name in inputs})
        self._rest = QWidget()
        self._lay_out()
        self.setFocusProxy(self.inputs["what"])
        self.begin(CommitmentDraft(what="", by_id=ours))

    def check(self, draft: CommitmentDraft) -> None:
        """Refuse a promise of nothing. Raises UserError."""
        needed(draft.what, _("Say what was promised, or take the row away."))

    def memo(self) -> dict[str, Any]:
        """What is typed, and whether the rest stands open."""
        return super().memo() | {"open": not self._rest.isHidden()}

    def recall(self, memo: Mapping[str, Any]) -> None:
        """Show it."""
        super().recall(memo)
        self._rest.setVisible(memo["open"])

    def _lay_out(self) -> None:
        first = bare(QHBoxLayout(), 6)
        second = bare(QHBoxLayout(), 6)
        for name, line, share in (("by_id", first, 1), ("to_id", first, 1),
                                  ("what", second, 7), ("due", second, 4)):  # fmt: skip
            line.addWidget(self.inputs[name], share)
        rest = bare(QGridLayout(self._rest), 6)
        for place, name in enumerate(_REST):
            rest.addWidget(self.inputs[name], place // 2, place % 2)
        rest.addWidget(self.inputs["evidence"], 2, 0, 1, 2)
        self._rest.hide()
        lines = bare(QVBoxLayout(), 6)
        lines.addLayout(first)
        lines.addLayout(second)
        lines.addWidget(self._rest)
        buttons = bare(QVBoxLayout(), 6)
        more = row_button("⋯", _("State, evidence and officer of this commitment"))
        more.clicked.connect(lambda: self._rest.setVisible(self._rest.isHidden()))
        buttons.addWidget(remove_button(self, _("Remove this commitment")))
        buttons.addWidget(more)
        buttons.addStretch()
        row = bare(QHBoxLayout(self), 4)
        row.addLayout(lines, 1)
        row.addLayout(buttons)
