"""The navigation in a low window: all pages are there, and the one on show is seen."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from ctdesk.app import Program
from tests.ui.conftest import desk_of


def seen_of(button: QPushButton) -> QRect:
    """The part of a button that no edge cuts off."""
    return button.visibleRegion().boundingRect()


def test_a_low_window_shows_the_page_that_is_chosen(qtbot: QtBot, program: Program) -> None:
    window, desk = program.window, desk_of(program)
    window.resize(1024, 560)
    qtbot.waitUntil(lambda: window.height() == 560)
    buttons = desk.navigation._buttons
    assert len(buttons) == 17
    for key in (*buttons, *reversed(buttons)):
        desk.show_page(key)
        assert seen_of(buttons[key]) == buttons[key].rect(), key


def test_the_keyboard_goes_to_names_that_are_out_of_sight(qtbot: QtBot, program: Program) -> None:
    window, desk = program.window, desk_of(program)
    window.resize(1024, 560)
    qtbot.waitUntil(lambda: window.height() == 560)
    desk.show_page("today")
    last = list(desk.navigation._buttons.values())[-1]
    assert seen_of(last).height() < last.height()
    last.setFocus(Qt.FocusReason.TabFocusReason)
    assert seen_of(last) == last.rect()
