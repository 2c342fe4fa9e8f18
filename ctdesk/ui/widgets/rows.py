"""Rows of a card: gone through with the arrow keys, left for the next card with Tab."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ctdesk.ui.plain import caption, tip
from ctdesk.ui.theme import ROW_HEIGHT, UNIT, set_role
from ctdesk.ui.widgets.card import OneLine, label, rule
from ctdesk.ui.widgets.chips import Chip, Tone

TALL = 44  # px of a row of two lines
LEAD = 136  # px of the words a row begins with

Pressed = Callable[[], None]


class Row(QWidget):
    """What a row says, which opens something when it is pressed, and buttons beside it.

    `key` tells it from the other rows of its card. Words stand in one line each and end in an
    ellipsis; `below` and `lead_below` make a second line.
    """

    def __init__(
        self, key: Hashable, words: str, pressed: Pressed | None = None, *, below: str = "",
        lead: str = "", lead_below: str = "", lead_width: int = LEAD, lead_role: str = "muted",
    ) -> None:  # fmt: skip
        super().__init__()
        self.key = key
        self._told = [one for one in (lead, lead_below, words, below) if one]
        self.main = QPushButton()
        set_role(self.main, "row")
        self.main.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        if pressed is not None:
            self.main.clicked.connect(pressed)
        self._inside = QHBoxLayout(self.main)
        self._inside.setContentsMargins(UNIT, 0, UNIT, 0)
        self._inside.setSpacing(UNIT)
        if lead or lead_below:
            self._inside.addWidget(_column(lead_width, OneLine(lead, lead_role), lead_below))
        self._inside.addWidget(_column(0, OneLine(words), below), 1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 1, 0, 1)
        self.setFixedHeight(2 + (TALL if below or lead_below else ROW_HEIGHT))
        self._row.setSpacing(UNIT // 2)
        self._row.addWidget(self.main, 1)
        self.stops: list[QPushButton] = [self.main]
        self._name()

    def _name(self) -> None:
        self.main.setAccessibleName(", ".join(self._told))

    def add_chip(self, words: str, tone: Tone = "plain", tooltip: str = "") -> None:
        """Say a word or two more at the far side."""
        chip = Chip(words, tone)
        chip.setToolTip(tip(tooltip))
        self._inside.addWidget(chip)
        self._told.append(words)
        self._name()

    def add_words(self, words: str, width: int) -> None:
        """Say a few muted words more in a column of their own."""
        self._inside.addWidget(_column(width, OneLine(words, "muted"), ""))
        self._told.append(words)
        self._name()

    def add_button(self, words: str, pressed: Pressed, *, enabled: bool = True) -> QPushButton:
        """Offer something else to do with the row."""
        button = QPushButton(caption(words))
        button.setAccessibleName(f"{words}: {self.main.accessibleName()}")
        button.setEnabled(enabled)
        button.clicked.connect(pressed)
        self._row.addWidget(button)
        self.stops.append(button)
        return button


def _column(width: int, above: OneLine, below: str) -> QWidget:
    """One or two lines in a column, as wide as is asked for or there is room."""
    both = QWidget()
    column = QVBoxLayout(both)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(1)
    column.addStretch(1)
    column.addWidget(above)
    if below:
        column.addWidget(OneLine(below, "caption"))
    column.addStretch(1)
    if width:
        both.setFixedWidth(width)
    return both


class Rows(QWidget):
    """Rows one below the other, with a link after the last one.

    The whole takes part in the Tab order once, with the row or button the officer was on last.
    Up and down go from row to row, left and right between a row and its buttons. `entered` says
    that the keyboard is in here now, `left` that it went from a stop, `emptied` that it was here
    and nothing is left, `remade` that there are other rows, `escaped` that Esc was pressed.
    """

    entered = Signal()
    left = Signal()
    emptied = Signal()
    remade = Signal()
    escaped = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.rows: list[Row] = []
        self._lines: list[list[QPushButton]] = []  # the stops of each line, the link's last
        self._current: QPushButton | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)

    @property
    def has_stops(self) -> bool:
        """Whether there is anything the keyboard can go to."""
        return bool(self._lines)

    def show_rows(self, rows: Sequence[Row], empty: str, link: QPushButton | None = None) -> None:
        """Show other rows, or say in words that there are none; the keyboard stays in place."""
        had_focus, place = self.hasFocus() or self._holds_focus(), self._place()
        self._clear()
        self.rows = list(rows)
        for number, row in enumerate(self.rows):
            if number:
                self._add(rule())
            self._add(row)
        if not self.rows:
            said = label(empty, "muted")
            said.setContentsMargins(UNIT, UNIT - 2, UNIT, UNIT)
            self._add(said)
        self._lines = [row.stops for row in self.rows]
        if link is not None:
            self._layout.addSpacing(UNIT // 2)
            self._add(link, Qt.AlignmentFlag.AlignLeft)
            self._lines.append([link])
        for stop in self.stops:
            stop.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            stop.installEventFilter(self)
        self._stand(self._at(place))
        self.remade.emit()
        if had_focus:
            if self._current is not None:
                self._current.setFocus()
            else:
                self.emptied.emit()

    def _add(self, widget: QWidget, align: Qt.AlignmentFlag | None = None) -> None:
        self._layout.addWidget(widget, 0, align or Qt.AlignmentFlag(0))
        widget.show()  # now: what is not shown yet cannot have the keyboard

    def _clear(self) -> None:
        self._current = None
        self._lines, self.rows = [], []
        while (item := self._layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    # Where the keyboard stands

    @property
    def current_key(self) -> Hashable:
        """Key of the row the keyboard stands on, or stood on last; None where there is none."""
        return self._place()[0]

    def stand_on(self, key: Hashable) -> None:
        """Stand on a row, if it is there, with the keyboard."""
        at = next((number for number, row in enumerate(self.rows) if row.key == key), None)
        if at is not None:
            self._go(at, 0)

    @property
    def stops(self) -> list[QPushButton]:
        """Everything the keyboard can go to, in order."""
        return [stop for line in self._lines for stop in line]

    def _holds_focus(self) -> bool:
        return any(stop.hasFocus() for stop in self.stops)

    def _find(self) -> tuple[int, int]:
        for at, line in enumerate(self._lines):
            for across, stop in enumerate(line):
                if stop is self._current:
                    return at, across
        return 0, 0

    def _place(self) -> tuple[Hashable, int, int]:
        """What the keyboard stands on: key of the row, its number, and which of its stops."""
        at, across = self._find()
        return self.rows[at].key if at < len(self.rows) else None, at, across

    def _at(self, place: tuple[Hashable, int, int]) -> QPushButton | None:
        key, at, across = place
        if not self._lines:
            return None
        same = next((n for n, row in enumerate(self.rows) if row.key == key), None)
        line = self._lines[min(at, len(self._lines) - 1) if same is None else same]
        return line[min(across, len(line) - 1)]

    def _stand(self, stop: QPushButton | None) -> None:
        """Make one stop the one that Tab comes to."""
        if self._current is not None:
            self._current.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._current = stop
        if stop is not None:
            stop.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(stop)  # type: ignore[arg-type]  # None ends it, says Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QPushButton):
            if event.type() == QEvent.Type.FocusIn and watched is not self._current:
                self._stand(watched)
            if event.type() == QEvent.Type.FocusIn:
                self.entered.emit()
            if event.type() == QEvent.Type.FocusOut:
                self.left.emit()
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._pressed(watched, event)
        return super().eventFilter(watched, event)

    def _pressed(self, stop: QPushButton, event: QKeyEvent) -> bool:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        at, across = self._find()
        key, last = event.key(), len(self._lines) - 1
        ahead = Qt.Key.Key_Left if self.isRightToLeft() else Qt.Key.Key_Right
        match key:
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                stop.click()
            case Qt.Key.Key_Escape:
                self.escaped.emit()
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                self._go(min(max(at + (1 if key == Qt.Key.Key_Down else -1), 0), last), across)
            case Qt.Key.Key_Home | Qt.Key.Key_End:
                self._go(0 if key == Qt.Key.Key_Home else last, across)
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                self._go(at, max(across + (1 if key == ahead else -1), 0))
            case _:
                return False
        return True

    def _go(self, at: int, across: int) -> None:
        enabled = [stop for stop in self._lines[at] if stop.isEnabled()]
        enabled[min(across, len(enabled) - 1)].setFocus(Qt.FocusReason.TabFocusReason)
