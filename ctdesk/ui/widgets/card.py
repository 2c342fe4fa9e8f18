"""Cards and the small parts they are made of."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from ctdesk.ui.direction import direction_of
from ctdesk.ui.plain import caption, wrapped_tip
from ctdesk.ui.theme import UNIT, set_role

HEADING_GAP = 12  # px between a heading and the button beside it


def label(text: str, role: str = "", *, wrap: bool = True) -> QLabel:
    """Words to read. Text of the register is data: it is never taken for markup."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if wrap:
        # A long word must not widen the pane; what does not fit is cut at the pane's edge. Its
        # height follows from its width: as narrow as can be, it would make a page scroll that fits.
        made.setMinimumSize(1, 1)
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.MinimumExpanding)
    if role:
        set_role(made, role)
    return at_start(made)


def at_start(made: QLabel) -> QLabel:
    """The label with its words where a line begins, which Qt does not see to by itself."""
    if made.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        made.setAlignment(
            Qt.AlignmentFlag.AlignRight
            | Qt.AlignmentFlag.AlignAbsolute
            | Qt.AlignmentFlag.AlignVCenter
        )
    return made


class OneLine(QLabel):
    """Words on one line that end in an ellipsis where there is no room for all of them.

    All of them stand in the tooltip then.
    """

    def __init__(self, text: str = "", role: str = "") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setMinimumWidth(1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if role:
            set_role(self, role)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and not self.toolTip():
            words = " ".join(self.text().split())
            if self.fontMetrics().horizontalAdvance(words) > self.contentsRect().width():
                assert isinstance(event, QHelpEvent)
                QToolTip.showText(event.globalPos(), wrapped_tip(words), self)
                return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        room = self.contentsRect()
        line = self.fontMetrics().elidedText(
            " ".join(self.text().split()), Qt.TextElideMode.ElideRight, room.width()
        )
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        flags = (side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter).value
        with QPainter(self) as painter:
            painter.setLayoutDirection(direction_of(line))  # the ellipsis ends the words
            painter.setPen(self.palette().color(self.foregroundRole()))
            painter.drawText(room, flags | Qt.TextFlag.TextSingleLine.value, line)


def key_label(keys: str, role: str = "key") -> QLabel:
    """A key of the keyboard, as it is shown beside what it does."""
    made = label(keys, role, wrap=False)
    made.setIndent(0)
    made.setFixedHeight(18)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


def open_button(words: str) -> QPushButton:
    """Words that open something, as wide as there is room."""
    button = QPushButton()
    set_role(button, "row")
    button.setAccessibleName(words)
    inside = QHBoxLayout(button)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.addWidget(label(words))
    button.setMinimumHeight(20)
    # As high as its words on as many lines as they take: a button by itself has one.
    button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
    return button


def link(words: str) -> QPushButton:
    """Words that lead on, no wider than they are."""
    button = QPushButton(caption(words))
    set_role(button, "link")
    return button


def rule() -> QFrame:
    """A hairline."""
    line = QFrame()
    set_role(line, "rule")
    line.setFixedHeight(1)
    return line


def row_of(*parts: QWidget, stretch: int = 0) -> QWidget:
    """Parts side by side; the one numbered `stretch` takes the room that is left."""
    made = QWidget()
    layout = QHBoxLayout(made)
    layout.setContentsMargins(0, UNIT - 1, 0, UNIT - 1)
    layout.setSpacing(UNIT)
    for number, part in enumerate(parts):
        layout.addWidget(part, 1 if number == stretch else 0, Qt.AlignmentFlag.AlignVCenter)
    return made


class Card(QFrame):
    """A titled card; parts are put one below the other, rows with a hairline between them."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "card")
        self._rows = 0
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(2 * UNIT, 14, 2 * UNIT, 12)
        self._layout.setSpacing(0)
        self._layout.addWidget(label(title, "heading"))
        self._layout.addSpacing(6)

    def add(self, part: QWidget) -> None:
        """Put a part below."""
        self._layout.addWidget(part)

    def add_gap(self, height: int) -> None:
        """Leave a little room below."""
        self._layout.addSpacing(height)

    def add_link(self, link: QWidget) -> None:
        """Put a link below, no wider than its words."""
        self._layout.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)

    def add_row(self, *parts: QWidget, stretch: int = 0) -> QWidget:
        """Put a row below, with a hairline before it if it is not the first."""
        if self._rows:
            self._layout.addWidget(rule())
        self._rows += 1
        made = row_of(*parts, stretch=stretch)
        self._layout.addWidget(made)
        return made

    def add_facts(self, facts: list[tuple[str, str]]) -> None:
        """Put names of things and what they are below, in two columns."""
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 2, 0, 2)
        grid.setHorizontalSpacing(2 * UNIT)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for number, (name, value) in enumerate(facts):
            caption = label(name, "muted", wrap=False)
            grid.addWidget(caption, number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(value), number, 1)
        self._layout.addWidget(holder)

    def finish(self) -> Card:
        """Keep the parts together at the top."""
        self._layout.addStretch(1)
        return self
