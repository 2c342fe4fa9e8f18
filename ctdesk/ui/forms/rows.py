"""Rows of small inputs that a form grows and shrinks: further names, ways to reach a body."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ctdesk.ui.theme import UNIT, set_role
from ctdesk.words import _

_LEAST, _REST = 56, 150  # px: of any input, and of one that takes what is left


@dataclass(frozen=True, slots=True)
class Part:
    """One input of a row: what it is for, how wide it is in px (0: what is left), its choices.

    Where there is little room all of them give way.

    With choices of `None` it is a line of text; with an empty tuple a box to tick.
    """

    name: str
    label: str
    width: int = 0
    choices: tuple[tuple[str, str], ...] | None = None


Value = str | bool


class Row(QWidget):
    """One row. `record_id` is that of the record it stands for, None for a new one."""

    changed = Signal()
    removed = Signal()

    def __init__(
        self, parts: tuple[Part, ...], values: dict[str, Value], record_id: int | None
    ) -> None:
        super().__init__()
        self.record_id = record_id
        self.inputs: dict[str, QWidget] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT - 2)
        for part in parts:
            made = self._input(part, values.get(part.name, ""))
            made.setAccessibleName(part.label)
            if part.width:
                made.setMaximumWidth(part.width)
            made.setMinimumWidth(_LEAST)
            self.inputs[part.name] = made
            layout.addWidget(made, part.width or _REST)
        remove = QPushButton("✕")
        set_role(remove, "quiet")
        remove.setAccessibleName(_("Remove this row"))
        remove.setToolTip(_("Remove this row"))
        remove.clicked.connect(self.removed)
        layout.addWidget(remove)

    def _input(self, part: Part, value: Value) -> QWidget:
        if part.choices is None:
            line = QLineEdit(str(value))
            line.setCursorPosition(0)  # of a long name the beginning shows
            line.setPlaceholderText(part.label)
            line.textEdited.connect(self.changed)
            return line
        if not part.choices:
            box = QCheckBox(part.label)
            box.setChecked(bool(value))
            box.clicked.connect(self.changed)
            return box
        combo = QComboBox()
        for key, words in part.choices:
            combo.addItem(words, key)
        if value and combo.findData(value) < 0:  # an officer's own word stays what it is
            combo.addItem(str(value), value)
        combo.setCurrentIndex(max(combo.findData(value), 0))
        combo.activated.connect(self.changed)
        return combo

    def values(self) -> dict[str, Value]:
        """What the row holds, by part."""
        return {name: _value(made) for name, made in self.inputs.items()}


def _value(made: QWidget) -> Value:
    if isinstance(made, QComboBox):
        return str(made.currentData())
    if isinstance(made, QCheckBox):
        return made.isChecked()
    return made.text().strip() if isinstance(made, QLineEdit) else ""


class Rows(QWidget):
    """A growing list of rows, with a button that adds one."""

    changed = Signal()
    reshaped = Signal()  # rows came or went: the order of Tab is to be laid anew

    def __init__(self, parts: tuple[Part, ...], add: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self.rows: list[Row] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(UNIT - 2)
        self.add_button = QPushButton(add)
        set_role(self.add_button, "link")
        self.add_button.clicked.connect(self._add_empty)
        self._layout.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)

    def clear(self) -> None:
        """Take every row away."""
        for row in list(self.rows):
            self._drop(row)

    def add(self, values: dict[str, Value], record_id: int | None) -> Row:
        """Put a row below the others."""
        row = Row(self._parts, values, record_id)
        row.changed.connect(self.changed)
        row.removed.connect(lambda: self._remove(row))
        self.rows.append(row)
        self._layout.insertWidget(self._layout.count() - 1, row)
        self.reshaped.emit()
        return row

    def _add_empty(self) -> None:
        row = self.add({}, None)
        next(iter(row.inputs.values())).setFocus()

    def _remove(self, row: Row) -> None:
        self._drop(row)
        self.add_button.setFocus()
        self.changed.emit()

    def _drop(self, row: Row) -> None:
        self.rows.remove(row)
        self._layout.removeWidget(row)
        row.hide()
        row.deleteLater()
