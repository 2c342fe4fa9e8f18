"""Tabs on one line: those with no room behind a last button, by keys and clicks."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ctdesk.ui.widgets.tabs import Tabs
from tests.ui.keys import CTRL, Key, focused, press

WORDS = ("Overview", "People", "Engagements", "Members", "History")


class Pane(QWidget):
    """Tabs in a window as wide as is asked, over parts with a button to stand on."""

    def __init__(self, qtbot: QtBot) -> None:
        super().__init__()
        qtbot.addWidget(self)
        self.tabs = Tabs("Parts", self, 20)
        self.tabs.setParent(self)
        for words in WORDS:
            name = "Names and memberships" if words == "Members" else ""
            self.tabs.add(words.lower(), words, lambda: QPushButton("In it"), name)
        self.show()
        self.activateWindow()
        qtbot.waitUntil(self.isActiveWindow)
        self.be(1000)

    def be(self, width: int) -> None:
        self.resize(width, 300)
        self.tabs.resize(width, 300)
        QApplication.processEvents()

    @property
    def shown(self) -> list[str]:
        return [tab.key for tab in self.tabs.all if tab.isVisible()]


@pytest.fixture
def pane(qtbot: QtBot) -> Pane:
    return Pane(qtbot)


def menu() -> list[QAction]:
    opened = QApplication.activePopupWidget()
    assert isinstance(opened, QMenu)
    return opened.actions()


def test_all_tabs_stand_there_where_there_is_room(pane: Pane) -> None:
    assert pane.shown == [words.lower() for words in WORDS]
    assert not pane.tabs.bar.more.isVisible()


def test_they_stand_closer_before_one_of_them_goes(pane: Pane) -> None:
    pane.be(400)
    assert pane.shown == [words.lower() for words in WORDS]
    assert [tab.text() for tab in pane.tabs.all] == list(WORDS)
    assert pane.tabs.all[-1].geometry().right() < 400 - 12


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
@pytest.mark.parametrize("width", [360, 330, 250, 190])
def test_they_stand_on_one_line_and_within_the_pane(
    pane: Pane, width: int, direction: Qt.LayoutDirection
) -> None:
    pane.setLayoutDirection(direction)
    pane.be(width)
    bar = pane.tabs.bar
    shown = [*(tab for tab in pane.tabs.all if tab.isVisible()), bar.more]
    assert bar.more.text() == "More ▾"  # no count: that would read as one of what is in a part
    assert bar.more.toolTip() == f"More parts, {len(WORDS) - len(pane.shown)}"
    assert pane.shown[0] == "overview"
    places = [one.geometry() for one in shown]
    if direction == Qt.LayoutDirection.RightToLeft:
        places.reverse()
    assert all(one.y() == 0 for one in places)
    assert all(one.right() < two.left() for one, two in pairwise(places))
    assert bar.rect().contains(places[0])
    assert bar.rect().contains(places[-1])


def test_the_chosen_tab_is_always_on_show(pane: Pane) -> None:
    pane.be(330)
    assert "history" not in pane.shown
    pane.tabs.show_tab("history")
    assert pane.shown[-1] == "history"
    pane.be(1000)
    pane.be(330)
    assert pane.shown[-1] == "history"


@pytest.mark.parametrize("width", [365, 330, 250])
def test_one_chosen_from_the_menu_takes_nobodys_place(pane: Pane, width: int) -> None:
    pane.be(width)
    before = {key: pane.tabs.all[n].geometry() for n, key in enumerate(pane.shown)}
    hidden = [tab for tab in pane.tabs.all if not tab.isVisible()]
    assert len(hidden) > 1
    for tab in hidden:
        pane.tabs.show_tab(tab.key)
        assert pane.shown == [*before, tab.key]
        assert all(pane.tabs.all[n].geometry() == place for n, place in enumerate(before.values()))
        assert pane.tabs.bar.more.geometry().left() > tab.geometry().right()
        assert pane.tabs.bar.rect().contains(pane.tabs.bar.more.geometry())
    pane.tabs.show_tab("overview")
    assert pane.shown == list(before)


def test_a_tab_without_room_is_chosen_from_the_menu(qtbot: QtBot, pane: Pane) -> None:
    pane.tabs.set_count("members", 16)
    pane.be(385)
    qtbot.mouseClick(pane.tabs.bar.more, Qt.MouseButton.LeftButton)
    words = [one.text() for one in menu()]
    assert words == ["Names and memberships 16", "History"]
    qtbot.keyClick(QApplication.activePopupWidget(), Key.Key_Down)
    qtbot.keyClick(QApplication.activePopupWidget(), Key.Key_Return)
    assert pane.tabs.current == "members"
    assert focused().accessibleName() == "Names and memberships, 16"
    assert focused().isVisible()


def test_keys_come_to_every_tab_with_the_keyboard_on_it(qtbot: QtBot, pane: Pane) -> None:
    pane.be(250)
    pane.tabs.setFocus()
    for words in (*WORDS[1:], WORDS[0]):
        press(Key.Key_Right)
        assert pane.tabs.current == words.lower()
        assert focused() is pane.tabs.focusProxy()
        assert focused().isVisible()
    press(Key.Key_End)
    assert (pane.tabs.current, focused().isVisible()) == ("history", True)
    press(Key.Key_Home)
    assert (pane.tabs.current, focused().isVisible()) == ("overview", True)
    press(Key.Key_Down)
    assert focused() is pane.tabs.part("overview")
    qtbot.keyClick(focused(), Key.Key_Tab, CTRL)
    assert pane.tabs.current == "people"


def test_a_count_that_takes_room_puts_a_tab_away(pane: Pane) -> None:
    pane.be(1000)
    taken = max(tab.geometry().right() for tab in pane.tabs.all)
    pane.be(taken + 20)
    assert len(pane.shown) == len(WORDS)
    pane.tabs.set_count("people", 100_000)
    assert len(pane.shown) < len(WORDS)
    assert pane.tabs.bar.more.accessibleName() == f"More parts, {len(WORDS) - len(pane.shown)}"
