"""A list of rows, each of a few inputs, with an empty one at the end to add to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ctdesk.errors import UserError
from ctdesk.ui.forms.inputs.base import Input, bare, checked
from ctdesk.ui.theme import set_role


class Row(QWidget):
    """One row: an input for each field of a draft, by name.

    Those who build on it lay the inputs out, and call `begin` with what an empty row stands for.
    What is not touched keeps the value it had.
    """

    changed = Signal()
    unwanted = Signal()

    table = ""  # whose rules the draft must keep

    def __init__(self, inputs: Mapping[str, Input], labels: Mapping[str, str]) -> None:
        super().__init__()
        self.inputs = dict(inputs)
        for name, content in self.inputs.items():
            content.set_label(labels[name])
            content.changed.connect(self.changed)

    def begin(self, blank: Any) -> None:
        """Show an empty row."""
        self.show_draft(blank)
        self._empty = self._shown

    def show_draft(self, draft: Any) -> None:
        """Show a draft."""
        self.base = draft
        for name, content in self.inputs.items():
            content.set_value(self.shown(draft, name))
        self._shown = self._states()

    def draft(self) -> Any:
        """The draft as typed. Raises UserError."""
        values: dict[str, Any] = {}
        for name, content in self.inputs.items():
            if content.state() != self._shown[name]:
                values |= self.read(name)
        draft = replace(self.base, **values)
        self.check(draft)
        names = (name for name in self.inputs if hasattr(draft, name))
        checked(self.table, **{name: getattr(draft, name) for name in names})
        return draft

    def shown(self, draft: Any, name: str) -> Any:
        """What an input shows of a draft."""
        return getattr(draft, name)

    def read(self, name: str) -> dict[str, Any]:
        """What an input says of the draft. Raises UserError."""
        return {name: self.inputs[name].value()}

    def check(self, draft: Any) -> None:
        """Refuse a draft that says too little. Raises UserError."""

    def state(self) -> object:
        """What is typed."""
        return self.base.id, tuple(self._states().values())

    def is_empty(self) -> bool:
        """Whether nothing is typed, so that there is nothing to store."""
        return self.base.id is None and self._states() == self._empty

    def memo(self) -> dict[str, Any]:
        """What is typed in which record's row, or in a new one, as JSON can hold it."""
        before = self._empty if self.base.id is None else self._shown
        inputs = self.inputs.items()
        typed = {name: one.memo() for name, one in inputs if one.state() != before[name]}
        return {"id": self.base.id, "typed": typed}

    def recall(self, memo: Mapping[str, Any]) -> None:
        """Show what was typed, on top of the draft shown."""
        for name, content in self.inputs.items():
            if name in memo["typed"]:
                content.recall(memo["typed"][name])

    def _states(self) -> dict[str, object]:
        return {name: one.state() for name, one in self.inputs.items()}


class RowsInput(Input):
    """The value is a tuple of the rows' drafts, without empty rows."""

    def __init__(
        self, make: Callable[[], Row], add_label: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._make = make
        self.rows: list[Row] = []
        self._column = bare(QVBoxLayout(self), 8)
        self.more = QPushButton(add_label)
        set_role(self.more, "link")
        self.more.clicked.connect(self.add)
        foot = bare(QHBoxLayout())
        foot.addWidget(self.more)
        foot.addStretch(1)
        self._column.addLayout(foot)
        self.setFocusProxy(self.more)

    def set_label(self, label: str) -> None:
        """Name the list, and the button after it."""
        self.setAccessibleName(label)
        self.more.setAccessibleName(f"{label}: {self.more.text()}")

    def set_value(self, value: Sequence[Any]) -> None:
        """Show these drafts."""
        for row in list(self.rows):
            self._drop(row)
        for draft in value:
            self._append().show_draft(draft)
        self._say_changed()

    def value(self) -> tuple[Any, ...]:
        """The drafts. Raises UserError."""
        return tuple(row.draft() for row in self.rows if not row.is_empty())

    def state(self) -> object:
        """What is typed in rows that are not empty."""
        return tuple(row.state() for row in self.rows if not row.is_empty())

    def memo(self) -> Any:
        """What is typed in each row that is not empty."""
        return [row.memo() for row in self.rows if not row.is_empty()]

    def recall(self, memo: Any) -> None:
        """Show those rows; what is not typed in one is as its record has it now."""
        wanted = {one["id"] for one in memo} - {None}
        for row in list(self.rows):
            if row.base.id not in wanted:
                self._drop(row)
        present = {row.base.id: row for row in self.rows}
        for one in memo:
            (present.get(one["id"]) or self._append()).recall(one)
        self._say_changed()

    def brief(self) -> str:
        """How many."""
        count = sum(not row.is_empty() for row in self.rows)
        return str(count) if count else ""

    def add(self) -> Row:
        """One more empty row, ready to be typed in."""
        row = self._append()
        row.setFocus(Qt.FocusReason.OtherFocusReason)
        return row

    def _append(self) -> Row:
        row = self._make()
        row.changed.connect(self._say_changed)
        row.unwanted.connect(lambda: self._take_away(row))
        self._column.insertWidget(len(self.rows), row)
        self.rows.append(row)
        row.show()
        return row

    def _take_away(self, row: Row) -> None:
        if row not in self.rows:
            return  # a second press, before the row is gone
        place = self.rows.index(row)
        self._drop(row)
        after = self.rows[place:] or self.rows[-1:]
        (after[0] if after else self.more).setFocus(Qt.FocusReason.OtherFocusReason)
        self._say_changed()

    def _drop(self, row: Row) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _say_changed(self) -> None:
        self.updateGeometry()
        self.changed.emit()


def needed(text: str, sentence: str) -> None:
    """Refuse a row without its text. Raises UserError with the sentence."""
    if not text.strip():
        raise UserError(sentence)


def row_button(sign: str, name: str) -> QPushButton:
    """A small button at the end of a row."""
    button = QPushButton(sign)
    set_role(button, "quiet")
    button.setAccessibleName(name)
    button.setToolTip(name)
    button.setFixedWidth(28)
    return button


def in_two_lines(row: Row, lines: Sequence[Sequence[str]], remove: str) -> None:
    """Lay a row out: two short inputs before two long ones, and the button that removes it."""
    grid = bare(QGridLayout(row), 6)
    for place, names in enumerate(lines):
        for column, name in enumerate(names):
            grid.addWidget(row.inputs[name], place, column)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 2)
    grid.addWidget(remove_button(row, remove), 0, 2)


def remove_button(row: Row, name: str) -> QPushButton:
    """The button that takes a row away."""
    button = row_button("✕", name)
    button.clicked.connect(row.unwanted)
    return button
