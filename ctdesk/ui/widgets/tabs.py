"""Tabs: parts of one thing of which one is shown, each made when it is first looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QMenu,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from ctdesk.ui.plain import caption, tip
from ctdesk.ui.theme import font, set_role
from ctdesk.ui.widgets.card import rule
from ctdesk.words import _

SIDE = 7  # px between a tab's words and its edge
APART = 2  # px between two tabs
_GIVES = 6  # px a tab can be narrower by, so that all find room
_LEAST = 72  # px kept for a tab chosen from the menu, however long its words are
_ARROW = "▾"


def _width_of(words: str) -> int:
    """As wide as in bold, so that the others stay where they are when a tab is chosen."""
    return QFontMetrics(font(strong=True)).horizontalAdvance(words) + 2 * SIDE + 2


class _Tab(QPushButton):
    """The name of a part. Arrow keys go along the tabs, Down goes into the part."""

    def __init__(self, tabs: Tabs, key: str, words: str, name: str) -> None:
        super().__init__(tabs.bar)
        self._tabs, self.key, self._words = tabs, key, words
        self._name = name or words
        self._given = name
        self.wide = 0  # px, all of its words
        set_role(self, "tab")
        self.setCheckable(True)
        self.setAccessibleDescription(_("Tab"))
        self.set_count(0)

    def set_count(self, count: int) -> None:
        """Say how much there is in the part; nothing where there is nothing."""
        words = f"{self._words} {count}" if count else self._words
        self.setAccessibleName(f"{self._name}, {count}" if count else self._name)
        self.in_menu = f"{self._name} {count}" if count else self._name
        self._said, self.wide = words, _width_of(words)
        self.fit(self.wide)

    def fit(self, room: int) -> None:
        """Be no wider than the room there is: without the count, then cut, told in the tooltip."""
        wide = min(self.wide, room)
        whole = wide >= self.wide - _GIVES
        words = self._said
        if not whole:
            end = Qt.TextElideMode.ElideRight
            words = QFontMetrics(font(strong=True)).elidedText(
                self._words, end, wide - 2 * SIDE - 2
            )
        self.setText(caption(words))
        self.setToolTip(self._given if whole else tip(self.in_menu))
        self.setFixedWidth(wide)

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


class _Bar(QWidget):
    """The tabs on one line, always: those with no room are offered by a last button."""

    def __init__(self, tabs: Tabs, name: str, edge: int) -> None:
        super().__init__()
        self._tabs, self._edge = tabs, max(edge - SIDE - 1, 0)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.more = QPushButton(self)
        set_role(self.more, "tab")
        self.more.clicked.connect(self._offer)
        # Arrow keys come to every tab, on show or not: Tab need not stop here as well.
        self.more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._say_more(0, _("More"))
        self.more.hide()

    def sizeHint(self) -> QSize:
        """As high as a tab."""
        return QSize(1, self.more.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Room for the longest tab and the last button."""
        longest = max((tab.wide for tab in self._tabs.all), default=0)
        width = 2 * self._edge + longest + APART + _width_of(_more(_("More")))
        return QSize(width, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.settle()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.settle()

    def measure(self) -> None:
        """Settle anew, since a tab came or one is wider than it was."""
        self.updateGeometry()
        self.settle()

    def settle(self) -> None:
        """Put the tabs side by side, the chosen one among them in any case.

        Which stand there by themselves hangs on the room alone: one chosen from the menu stands
        behind them and takes nobody's place. They stand closer where that one is cut else.
        """
        tabs = self._tabs.all
        room = self.width() - 2 * self._edge
        shown = _fitting(tabs, room)
        behind = max((tab.wide + 2 * APART for tab in tabs[len(shown) :]), default=0)
        behind += _width_of(_ARROW) if behind else 0
        lacking = max(_together(shown) + behind - room, 0)
        for tab in shown:
            tab.fit(tab.wide - min(-(-lacking // len(shown)), _GIVES))
        chosen = next((tab for tab in tabs if tab.isChecked() and tab not in shown), None)
        if chosen is not None:
            taken = sum(tab.width() + APART for tab in shown)
            chosen.fit(room - taken - APART - _width_of(_ARROW))
            shown.append(chosen)
        left = len(tabs) - len(shown)
        self._say_more(left, "" if chosen else _("More"))
        at = self._edge
        for one in (*shown, self.more):
            self._place(one, at)
            at += one.width() + APART
        for tab in shown:
            tab.show()
        for tab in tabs:
            if tab not in shown:
                self._put_away(tab)
        self.more.setVisible(bool(left))

    def _put_away(self, tab: QPushButton) -> None:
        if tab.hasFocus():  # Qt would give the keyboard to whatever comes next
            self._tabs.setFocus(Qt.FocusReason.OtherFocusReason)
        tab.hide()

    def _say_more(self, count: int, words: str) -> None:
        self.more.setText(_more(words))
        self.more.setFixedWidth(_width_of(_more(words)))
        name = _("More parts, {count}").format(count=count)
        self.more.setAccessibleName(name)
        self.more.setToolTip(name)

    def _place(self, tab: QPushButton, at: int) -> None:
        place = QRect(at, 0, tab.width(), self.height())
        tab.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), place))

    def _offer(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for number, tab in enumerate(self._tabs.all):
            if tab.isHidden():
                choice = menu.addAction(caption(tab.in_menu))
                choice.triggered.connect(lambda *_on, to=number: self._tabs.step_to(to))
        corner = self.more.rect().bottomLeft()
        if self.isRightToLeft():
            corner = self.more.rect().bottomRight() - QPoint(menu.sizeHint().width(), 0)
        menu.popup(self.more.mapToGlobal(corner))


def _more(words: str) -> str:
    return f"{words} {_ARROW}".strip()


def _together(tabs: Sequence[_Tab]) -> int:
    return sum(tab.wide + APART for tab in tabs) - APART


def _fitting(tabs: Sequence[_Tab], room: int) -> list[_Tab]:
    """The tabs if all of them fit, a little narrower perhaps; else the first, with room behind
    them for one more.
    """
    if _together(tabs) - _GIVES * len(tabs) <= room:
        return list(tabs)
    for count in range(len(tabs) - 1, 1, -1):
        longest = min(_LEAST, max(tab.wide for tab in tabs[count:]))
        behind = max(longest + APART + _width_of(_ARROW), _width_of(_more(_("More"))))
        if _together(tabs[:count]) + APART + behind <= room:
            return list(tabs[:count])
    return list(tabs[:1])


class Tabs(QWidget):
    """A line of tabs with the part of the chosen one below.

    `shown` carries the key of a tab that was chosen. Anywhere in `around` Ctrl+Tab and
    Ctrl+Shift+Tab go to the next and the previous one.
    """

    shown = Signal(str)

    def __init__(self, name: str, around: QWidget | None, edge: int = 0) -> None:
        """`edge` is the distance in px from both sides at which the tabs' words begin.

        Without `around` they are views of a whole page: no keys but those on the tabs themselves
        go along them, and the page's own ground is behind.
        """
        super().__init__()
        self._tabs: dict[str, _Tab] = {}
        self._makers: dict[str, Callable[[], QWidget]] = {}
        self._parts: dict[str, QWidget] = {}
        self._group = QButtonGroup(self)
        self._group.buttonToggled.connect(self._toggled)
        self._stack = QStackedWidget()
        if around is not None:
            set_role(self._stack, "pane")
        self.bar = _Bar(self, name, edge)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(rule())
        layout.addWidget(self._stack, 1)
        for keys, step in (("Ctrl+Tab", 1), ("Ctrl+Shift+Tab", -1)):
            if around is None:
                break
            QShortcut(
                QKeySequence(keys), around, lambda step=step: self.step(step),
                context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
            )  # fmt: skip

    def add(self, key: str, words: str, make: Callable[[], QWidget], name: str = "") -> None:
        """Add a tab; `make` makes its part when it is first shown.

        `name` is what the words are short for, where they are.
        """
        tab = _Tab(self, key, words, name)
        self._tabs[key], self._makers[key] = tab, make
        self._group.addButton(tab)
        if len(self._tabs) == 1:
            tab.setChecked(True)
        self._meet()
        self.bar.measure()

    @property
    def all(self) -> tuple[_Tab, ...]:
        """The tabs in their order, those without room too."""
        return tuple(self._tabs.values())

    def set_count(self, key: str, count: int) -> None:
        """Say how much there is in a part."""
        self._tabs[key].set_count(count)
        self.bar.measure()

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
        tab = self.all[place]
        tab.setChecked(True)
        tab.setFocus(Qt.FocusReason.TabFocusReason)

    def _toggled(self, tab: object, on: bool) -> None:
        if on and isinstance(tab, _Tab):
            self._stack.setCurrentWidget(self.part(tab.key))
            self._meet()
            self.shown.emit(tab.key)

    def _meet(self) -> None:
        """Let Tab come to the chosen tab alone."""
        for tab in self.all:
            chosen = tab.isChecked()
            tab.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chosen else Qt.FocusPolicy.ClickFocus)
            if chosen:
                self.setFocusProxy(tab)
        self.bar.settle()
