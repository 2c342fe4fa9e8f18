"""What was promised: by whom, to whom, what, by when."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ctdesk.db.drafts import CommitmentDraft
from ctdesk.db.passages import is_there, promise_of
from ctdesk.ui.forms.inputs.base import Input, bare, label_of
from ctdesk.ui.forms.inputs.choice import ChoiceInput
from ctdesk.ui.forms.inputs.directory import Directory
from ctdesk.ui.forms.inputs.organization import OrganizationInput
from ctdesk.ui.forms.inputs.rows import Row, RowsInput, needed, remove_button, row_button
from ctdesk.ui.forms.inputs.text import DayInput, LineInput, TextInput
from ctdesk.ui.forms.inputs.wording import offers_of
from ctdesk.ui.plain import tip
from ctdesk.ui.widgets.card import OneLine
from ctdesk.ui.widgets.type_ahead import Offer
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
            lambda: CommitmentRow(directory, today, self._items, self._ours),
            _("+ who, what, by when"),
            parent,
        )

    def set_options(self, items: Sequence[Offer], ours: int | None) -> None:
        """The framework items a promise can stand under, and the body that mostly promises."""
        self._items, self._ours = tuple(items), ours

    def add_from(self, sentence: str, by_id: int | None) -> None:
        """One more row, of a sentence of the notes, ready for who promised, and to whom.

        `by_id` is who seems to have; without one it is the body that mostly does.
        """
        row = self._append()
        assert isinstance(row, CommitmentRow)
        row.begin_from(sentence, self._ours if by_id is None else by_id)
        self._say_changed()
        row.inputs["by_id"].setFocus(Qt.FocusReason.TabFocusReason)

    def row_of(self, commitment_id: int) -> CommitmentRow | None:
        """The row of a promise; None where there is none."""
        found = (row for row in self.rows if row.base.id == commitment_id)
        row = next(found, None)
        return row if isinstance(row, CommitmentRow) else None

    def look_at(self, notes: Mapping[str, str]) -> None:
        """Have each row say whether the notes still have its sentence."""
        for row in self.rows:
            if isinstance(row, CommitmentRow):
                row.look_at(notes)


class CommitmentRow(Row):
    """A promise; below it the sentence that made it, where one did."""

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
        self._quote = OneLine("", "caption")
        self._lay_out()
        self.setFocusProxy(self.inputs["what"])
        self.begin(CommitmentDraft(what="", by_id=ours))

    def show_draft(self, draft: CommitmentDraft) -> None:
        """Show a promise and its sentence."""
        super().show_draft(draft)
        self._say("")

    def begin_from(self, sentence: str, by_id: int | None) -> None:
        """Begin with a sentence of the notes, and who promises in it."""
        self.base = replace(self.base, sentence=sentence)
        self.inputs["by_id"].set_value(by_id)
        self.inputs["what"].set_value(promise_of(sentence))
        self._say("")

    def look_at(self, notes: Mapping[str, str]) -> None:
        """Say whether the notes still have the sentence as it was."""
        changed = bool(self.base.sentence) and not is_there(self.base.sentence, notes)
        self._say(_("The sentence has been changed since:") if changed else "")

    def _say(self, what: str) -> None:
        sentence = self.base.sentence
        words = f"“{sentence}”" if sentence else ""
        self._quote.setText(" ".join(filter(None, (what, words))))
        self._quote.setToolTip(tip("\n".join(filter(None, (what, words)))))
        self._quote.setVisible(bool(sentence))

    def check(self, draft: CommitmentDraft) -> None:
        """Refuse a promise of nothing. Raises UserError."""
        needed(draft.what, _("Say what was promised, or take the row away."))

    def memo(self) -> dict[str, Any]:
        """What is typed, of which sentence, and whether the rest stands open."""
        own = {"open": not self._rest.isHidden(), "sentence": self.base.sentence}
        return super().memo() | own

    def recall(self, memo: Mapping[str, Any]) -> None:
        """Show it."""
        super().recall(memo)
        if self.base.id is None:
            self.base = replace(self.base, sentence=memo.get("sentence", ""))
            self._say("")
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
        lines.addWidget(self._quote)
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
