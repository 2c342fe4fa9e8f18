"""What a list says when it holds nothing: what is missing, and what to do."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ctdesk.ui.plain import caption
from ctdesk.ui.theme import UNIT
from ctdesk.ui.widgets.card import label

WIDTH = 320  # px at most, of a line that is read easily


@dataclass(frozen=True, slots=True)
class Empty:
    """A title, a sentence that says what to do, and the name of a button that does it."""

    title: str
    sentence: str = ""
    button: str = ""


class EmptyNotice(QWidget):
    """The words in the middle of an empty list; `pressed` when the button is."""

    pressed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = label("", "heading")
        self._sentence = label("", "muted")
        self._button = QPushButton()
        self._button.clicked.connect(self.pressed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT)
        for part in (self._title, self._sentence):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(part)
        layout.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)

    def say(self, empty: Empty) -> None:
        """Say this from now on."""
        self._title.setText(empty.title)
        self._sentence.setText(empty.sentence)
        self._sentence.setVisible(bool(empty.sentence))
        self._button.setText(caption(empty.button))
        self._button.setVisible(bool(empty.button))
        self.setAccessibleName(f"{empty.title} {empty.sentence}".strip())

    def stand_in(self, room: QWidget) -> None:
        """Stand in the middle of `room`, a third down."""
        width = max(min(room.width() - 4 * UNIT, WIDTH), 1)
        layout = self.layout()
        assert layout is not None
        height = layout.totalHeightForWidth(width)
        top = max((room.height() - height) // 3, UNIT)
        self.setGeometry((room.width() - width) // 2, top, width, height)
