"""What stands above a list: its title, how many records it holds, its line and its buttons."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ctdesk.ui.tables.arranged import ArrangedTable
from ctdesk.ui.tables.counted import ListCount
from ctdesk.ui.theme import UNIT
from ctdesk.ui.widgets.card import label

EDGE = 10  # px between the heading and the edges of the pane, as in the cells below


def list_head(
    title: str, table: ArrangedTable, line: QWidget | None, buttons: Iterable[QWidget]
) -> QHBoxLayout:
    """The row above a table; `line` is what is typed in beside the title."""
    row = QHBoxLayout()
    row.setContentsMargins(EDGE, UNIT + 2, EDGE, 2)
    row.setSpacing(UNIT)
    row.addWidget(label(title, "title", wrap=False))
    row.addWidget(ListCount(table))
    row.addStretch(1)
    if line is not None:
        row.addWidget(line, 4)
    for button in buttons:
        row.addWidget(button)
    return row
