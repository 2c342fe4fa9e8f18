"""What was promised: by whom, to whom, what, by when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ctdesk.db.drafts import CommitmentDraft
from ctdesk.errors import UserError
from ctdesk.ui.forms.inputs.base import Input, bare, checked, label_of
from ctdesk.ui.forms.inputs.choice import ChoiceInput
from ctdesk.ui.forms.inputs.directory import Directory
from ctdesk.ui.forms.inputs.organization import OrganizationInput
from ctdesk.ui.forms.inputs.rows import Row, RowsInput
from ctdesk.ui.forms.inputs.text import DayInput, LineInput, TextInput
from ctdesk.ui.forms.inputs.type_ahead import Offer
from ctdesk.ui.forms.inputs.wording import offers_of
from ctdesk.ui.theme import set_role
from ctdesk.words import _

_FIRST = ("by_id", "to_id", "what", "due")  # in the order they are typed
_REST = ("state", "closed_on", "officer", "item_id", "evidence")


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
    def __init__(
        self,
        directory: Directory,
        today: Callable[[], date],
        items: Sequence[Offer],
        ours: int | None,
    ) -> None:
        super().__init__()
        self._base = CommitmentDraft(what="", by_id=ours)
        self._blank: object = None
        self._inputs: dict[str, Input] = {
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
        for name, content in self._inputs.items():
            content.set_label(label_of("commitment", name))
            content.changed.connect(self.changed)
        self._rest = QWidget()
        self._lay_out()
        self.setFocusProxy(self._inputs["what"])
        self.show_draft(self._base)
        self._untouched = self._states()

    def show_draft(self, draft: CommitmentDraft) -> None:
        """Show a promise."""
        self._base = draft
        for name, content in self._inputs.items():
            content.set_value(getattr(draft, name))
        self._shown = {name: one.state() for name, one in self._inputs.items()}

    def draft(self) -> CommitmentDraft:
        """The promise. Raises UserError where it cannot be stored."""
        touched = {
            name: one.value()
            for name, one in self._inputs.items()
            if one.state() != self._shown[name]
        }
        draft = replace(self._base, **touched)
        if not draft.what.strip():
            raise UserError(_("Say what was promised, or take the row away."))
        values: dict[str, Any] = {name: getattr(draft, name) for name in (*_FIRST, *_REST)}
        checked("commitment", **values)
        return draft

    def state(self) -> object:
        """What is typed."""
        return self._base.id, self._states()

    def is_empty(self) -> bool:
        """Whether nothing is typed: who promises is there from the start."""
        return self._base.id is None and self._states() == self._untouched

    def _states(self) -> tuple[object, ...]:
        return tuple(one.state() for one in self._inputs.values())

    def _lay_out(self) -> None:
        first = bare(QHBoxLayout(), 6)
        second = bare(QHBoxLayout(), 6)
        for name, line, share in (("by_id", first, 1), ("to_id", first, 1),
                                  ("what", second, 7), ("due", second, 4)):  # fmt: skip
            line.addWidget(self._inputs[name], share)
        rest = bare(QGridLayout(self._rest), 6)
        for place, name in enumerate(_REST[:-1]):
            rest.addWidget(self._inputs[name], place // 2, place % 2)
        rest.addWidget(self._inputs["evidence"], 2, 0, 1, 2)
        self._rest.hide()
        lines = bare(QVBoxLayout(), 6)
        lines.addLayout(first)
        lines.addLayout(second)
        lines.addWidget(self._rest)
        buttons = bare(QVBoxLayout(), 6)
        more = _button("⋯", _("State, evidence and officer of this commitment"))
        more.clicked.connect(lambda: self._rest.setVisible(self._rest.isHidden()))
        away = _button("✕", _("Remove this commitment"))
        away.clicked.connect(self.unwanted)
        buttons.addWidget(away)
        buttons.addWidget(more)
        buttons.addStretch()
        row = bare(QHBoxLayout(self), 4)
        row.addLayout(lines, 1)
        row.addLayout(buttons)


def _button(sign: str, name: str) -> QPushButton:
    button = QPushButton(sign)
    set_role(button, "quiet")
    button.setAccessibleName(name)
    button.setToolTip(name)
    button.setFixedWidth(28)
    return button
