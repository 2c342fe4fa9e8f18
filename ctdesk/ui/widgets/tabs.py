"""Tabs: parts of one thing of which one is shown, each made when it is first looked at."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from ctdesk.ui.forms.inputs.flow import FlowLayout
from ctdesk.ui.theme import font, set_role
from ctdesk.ui.widgets.card import rule
from ctdesk.words import _

SIDE = 7  # px between a tab's words and its edge


class _Tab(QPushButton):
    """The name of a part. Arrow keys go along the tabs, Down goes into the part."""

    def __init__(self, tabs: Tabs, key: str, words: str) -> None:
        super().__init__()
        self._tabs, self.key, self._words = tabs, key, words
        set_role(self, "tab")
        self.setCheckable(True)
        self.setAccessibleDescription(_("Tab"))
        self.set_count(0)

    def set_count(self, count: int) -> None:
        """Say how much there is in the part; nothing where there is nothing."""
        words = f"{self._words} {count}" if count else self._words
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(f"{self._words}, {count}" if count else self._words)
        # As wide as in bold, so that the others stay where they are when it is chosen.
        width = QFontMetrics(font(strong=True)).horizontalAdvance(words)
        self.setFixedWidth(width + 2 * SIDE + 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Right as key:
                onward = (key == Qt.Key.Key_Right) != self.isRightToLeft()
                self._tabs.step(1 if onward else -1)
            case Qt.Key.Key_Home:
                self._tabs.step_to(0)
            case Qt.Key.Key_End:
                self._tabs.step_to(-1)
            case Qt.Key.Key_Down | Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.focusNextChild()
            case _:
                super().keyPressEvent(event)


class Tabs(QWidget):
    """A line of tabs with the part of the chosen one below.

    `shown` carries the key of a tab that was chosen. Anywhere in `around` Ctrl+Tab and
    Ctrl+Shift+Tab go to the next and the previous one.
    """

    shown = Signal(str)

    def __init__(self, name: str, around: QWidget, edge: int = 0) -> None:
        """`edge` is the distance in px from both sides at which the tabs' words begin."""
        super().__init__()
        self._tabs: dict[str, _Tab] = {}
        self._makers: dict[str, Callable[[], QWidget]] = {}
        self._parts: dict[str, QWidget] = {}
        self._group = QButtonGroup(self)
        self._group.buttonToggled.connect(self._toggled)
        self._stack = QStackedWidget()
        set_role(self._stack, "pane")
        self._bar = QWidget()
        self._bar.setAccessibleName(name)
        self._line = FlowLayout(self._bar)
        self._line.setContentsMargins(max(edge - SIDE - 1, 0), 0, max(edge - SIDE - 1, 0), 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar)
        layout.addWidget(rule())
        layout.addWidget(self._stack, 1)
        for keys, step in (("Ctrl+Tab", 1), ("Ctrl+Shift+Tab", -1)):
            QShortcut(
                QKeySequence(keys), around, lambda step=step: self.step(step),
                context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
            )  # fmt: skip

    def add(self, key: str, words: str, make: Callable[[], QWidget]) -> None:
        """Add a tab; `make` makes its part when it is first shown."""
        tab = _Tab(self, key, words)
        self._tabs[key], self._makers[key] = tab, make
        self._group.addButton(tab)
        self._line.addWidget(tab)
        if len(self._tabs) == 1:
            tab.setChecked(True)
        self._meet()

    def set_count(self, key: str, count: int) -> None:
        """Say how much there is in a part."""
        self._tabs[key].set_count(count)

    @property
    def current(self) -> str:
        """The key of the chosen tab."""
        return next(key for key, tab in self._tabs.items() if tab.isChecked())

    def show_tab(self, key: str) -> None:
        """Choose a tab by its key; one there is not is passed over."""
        if key in self._tabs:
            self._tabs[key].setChecked(True)

    def part(self, key: str) -> QWidget:
        """The part of a tab, made now if nobody has looked at it yet."""
        if key not in self._parts:
            self._parts[key] = self._makers[key]()
            self._stack.addWidget(self._parts[key])
        return self._parts[key]

    @property
    def made(self) -> tuple[QWidget, ...]:
        """The parts that were made so far."""
        return tuple(self._parts.values())

    def step(self, by: int) -> None:
        """Choose the tab so many after the chosen one, round the ends."""
        keys = list(self._tabs)
        self.step_to((keys.index(self.current) + by) % len(keys))

    def step_to(self, place: int) -> None:
        """Choose the tab at a place, with the keyboard on it."""
        tab = list(self._tabs.values())[place]
        tab.setChecked(True)
        tab.setFocus(Qt.FocusReason.TabFocusReason)

    def _toggled(self, tab: object, on: bool) -> None:
        if on and isinstance(tab, _Tab):
            self._stack.setCurrentWidget(self.part(tab.key))
            self._meet()
            self.shown.emit(tab.key)

    def _meet(self) -> None:
        """Let Tab come to the chosen tab alone."""
        for tab in self._tabs.values():
            chosen = tab.isChecked()
            tab.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chosen else Qt.FocusPolicy.ClickFocus)
            if chosen:
                self.setFocusProxy(tab)
