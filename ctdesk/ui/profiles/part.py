"""What every part of a profile is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ctdesk.db.store import Store
from ctdesk.ui.theme import UNIT
from ctdesk.ui.widgets.cards_page import EDGE
from ctdesk.ui.widgets.flow import FlowLayout


class Part(QWidget):
    """One part of a profile, below its tab.

    `wanted` carries a wish; `part_wanted` the key of another part to be shown instead;
    `edit_wanted` says that the record is to be edited, `acts_changed` that there is other than
    before to be done with what is shown.
    """

    wanted = Signal(object)
    edit_wanted = Signal()
    part_wanted = Signal(str)
    acts_changed = Signal()

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.store = store

    def show_record(self, record: Any, *, other: bool) -> None:
        """Show what the profile read of a record; `other` says that it is not the one before.

        Raises UserError where it is gone.
        """
        raise NotImplementedError

    def acts(self) -> Mapping[str, Callable[[], None]]:
        """What the window's actions come to while the keyboard is in here.

        What is deleted from among parts of a record is never the record.
        """
        return {"delete": lambda: None}

    def shown_acts(self) -> Mapping[str, Callable[[], None]]:
        """What they come to for what is shown, wherever the keyboard is: the palette takes it."""
        return {}

    def resume(self, which: str) -> None:
        """Open the form a draft was typed in, of a "new" record or one by its id."""

    @property
    def unsaved(self) -> bool:
        """Whether something was typed that is not stored."""
        return False

    def keep_drafts(self) -> None:
        """Keep what is typed as a draft, since the part may go."""


class Bar(QWidget):
    """What stands above a table in a part: chips that narrow it, and buttons at the far side."""

    def __init__(self, chips: Sequence[QWidget], buttons: Sequence[QWidget]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(EDGE, UNIT, EDGE, UNIT)
        row.setSpacing(UNIT)
        flow = QWidget()
        flow.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        flow.setMinimumSize(QSize(1, 1))
        line = FlowLayout(flow)
        line.setContentsMargins(0, 3, 0, 3)
        for chip in chips:
            line.addWidget(chip)
        row.addWidget(flow, 1)
        for button in buttons:
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
