"""Keys in a form beside the list, as an officer expects them of any program."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from ctdesk.app import Program
from ctdesk.ui.forms.engagement_form import EngagementForm
from tests.ui.engagement_forms import tab_to
from tests.ui.keys import Key, ctrl, focused, press, type_


@pytest.fixture
def form(qtbot: QtBot, program: Program) -> EngagementForm:
    """The form for a new engagement in the window."""
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    ctrl(Key.Key_E)
    assert program.window.desk is not None
    return program.window.desk.engagements.form


def test_enter_presses_the_button_that_has_the_focus(form: EngagementForm) -> None:
    place = form.body.folds["venue"]
    while focused() is not place.button:
        press(Key.Key_Tab)
    press(Key.Key_Return)
    assert place.body.isVisible()
    press(Key.Key_Enter)
    assert not place.body.isVisible()
    while not isinstance(focused(), QPushButton) or "who, what" not in focused().text():
        press(Key.Key_Backtab)
    press(Key.Key_Return)
    assert isinstance(focused(), QLineEdit), "the new commitment is typed at once"


def test_a_line_left_shows_its_beginning(form: EngagementForm) -> None:
    tab_to(form, "title")
    line = focused()
    assert isinstance(line, QLineEdit)
    type_("Consultation with the secretariat " * 4)
    press(Key.Key_Return)
    assert line.cursorPosition() == len(line.text()), "Enter is not the end of typing"
    press(Key.Key_Tab)
    assert line.cursorPosition() == 0
