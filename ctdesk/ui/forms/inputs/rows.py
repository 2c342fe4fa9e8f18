"""A list of rows, each of a few inputs, with an empty one at the end to add to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ctdesk.ui.forms.inputs.base import Input, bare
from ctdesk.ui.theme import set_role


class Row(QWidget):
    """One row; those who build on it show and read a draft."""

    changed = Signal()
    unwanted = Signal()

    def show_draft(self, draft: Any) -> None:
        """Show a draft."""
        raise NotImplementedError

    def draft(self) -> Any:
        """The draft as typed. Raises UserError."""
        raise NotImplementedError

    def state(self) -> object:
        """What is typed."""
        raise NotImplementedError

    def is_empty(self) -> bool:
        """Whether nothing is typed, so that there is nothing to store."""
        raise NotImplementedError


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
        self.reshaped.emit()
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
