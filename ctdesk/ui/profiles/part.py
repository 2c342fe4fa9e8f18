"""What every part of a profile is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ctdesk.db.queries.profiles import Head
from ctdesk.db.store import Store
from ctdesk.ui.forms.inputs.flow import FlowLayout
from ctdesk.ui.theme import UNIT, set_role

EDGE = 22  # px between a profile's contents and its sides
SCROLL_BAR = 10  # px


class Part(QWidget):
    """One part of an organization's profile, below its tab.

    `wanted` carries a wish; `part_wanted` the key of another part to be shown instead;
    `edit_wanted` says that the body is to be edited.
    """

    wanted = Signal(object)
    edit_wanted = Signal()
    part_wanted = Signal(str)

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.store = store

    def show_body(self, head: Head) -> None:
        """Show an organization, read anew. Raises UserError where it is gone."""
        raise NotImplementedError

    def acts(self) -> Mapping[str, Callable[[], None]]:
        """What the window's actions come to while the keyboard is in here."""
        return {}

    @property
    def unsaved(self) -> bool:
        """Whether something was typed that is not stored."""
        return False

    def keep_drafts(self) -> None:
        """Keep what is typed as a draft, since the part may go."""


class Scrolled(QScrollArea):
    """A column of cards that scrolls up and down only."""

    def __init__(self, name: str) -> None:
        super().__init__()
        set_role(self, "pane")
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there, so that the cards stand in line with what is above them.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    def show_cards(self, cards: Sequence[QWidget]) -> None:
        """Show other cards; the place scrolled to stays, as far as there is one."""
        at = self.verticalScrollBar().value()
        page = QWidget()
        set_role(page, "pane")
        layout = QVBoxLayout(page)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left, right = (SCROLL_BAR, 0) if mirrored else (0, SCROLL_BAR)
        layout.setContentsMargins(EDGE - left, 14, EDGE - right, EDGE)
        layout.setSpacing(14)
        for card in cards:
            layout.addWidget(card)
        layout.addStretch(1)
        self.setWidget(page)
        layout.activate()
        self.verticalScrollBar().setValue(at)


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
