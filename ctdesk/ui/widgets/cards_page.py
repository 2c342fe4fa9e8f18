"""A column of cards that scrolls, shown anew as often as needed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ctdesk.ui.theme import set_role
from ctdesk.ui.widgets.kept_bar import keep_bar, margins_beside

EDGE = 22  # px between the cards and the sides
GAP = 14  # px between cards


class CardsPage(QScrollArea):
    """Cards one below the other. What had the keyboard has it again after they are shown anew."""

    def __init__(self, name: str) -> None:
        super().__init__()
        set_role(self, "pane")
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        keep_bar(self)  # the cards stand in line with what is above them

    def show_cards(self, cards: Sequence[QWidget], *, from_top: bool) -> None:
        """Show other cards, from the top or from where the others were scrolled to."""
        at = 0 if from_top else self.verticalScrollBar().value()
        focus = self.focusWidget()
        held = focus.objectName() if focus is not None and focus.hasFocus() else ""
        page = QWidget()
        set_role(page, "pane")
        layout = QVBoxLayout(page)
        layout.setContentsMargins(margins_beside(self, EDGE, GAP, EDGE))
        layout.setSpacing(GAP)
        for card in cards:
            layout.addWidget(card)
        layout.addStretch(1)
        self.setWidget(page)
        layout.activate()
        self.verticalScrollBar().setValue(at)
        again = page.findChild(QWidget, held) if held else None
        if isinstance(again, QWidget):
            again.setFocus(Qt.FocusReason.OtherFocusReason)
