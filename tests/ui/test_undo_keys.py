"""Ctrl+Z takes back typing while there is any, and a step of the register where there is none."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from ctdesk.app import Program
from ctdesk.db.queries.engagements import EngagementList
from ctdesk.db.store import Store
from ctdesk.ui.forms.engagement_form import EngagementForm
from tests.ui.engagement_forms import tab_to
from tests.ui.keys import Key, ctrl, focused, press, type_


@pytest.fixture
def form(qtbot: QtBot, program: Program) -> EngagementForm:
    """The form for a new engagement in the window, one call just logged."""
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    ctrl(Key.Key_E)
    assert program.window.desk is not None
    form = program.window.desk.engagements.form
    type_("courtesy")
    press(Key.Key_Tab)
    type_("12 March 2026")
    tab_to(form, "title")
    type_("Call on the secretariat")
    ctrl(Key.Key_Return)
    assert form.notice.text == "Saved: Call on the secretariat"
    return form


def logged(store: Store) -> int:
    return store.read(EngagementList().count)


def test_the_engagement_just_logged_is_undone_from_the_empty_form(
    program: Program, form: EngagementForm
) -> None:
    before = logged(form.store)
    assert form.isAncestorOf(focused())
    ctrl(Key.Key_Z)
    assert logged(form.store) == before - 1
    assert program.window.notice.text == "Undone: Log Call on the secretariat"
    ctrl(Key.Key_Y)
    assert logged(form.store) == before


def test_while_something_is_typed_no_step_is_undone(form: EngagementForm) -> None:
    before = logged(form.store)
    tab_to(form, "outcome")
    type_("Agreed")
    text = focused()
    assert isinstance(text, QPlainTextEdit)
    for _time in range(3):
        ctrl(Key.Key_Z)  # the first takes the word back, the others are once too often
    assert text.toPlainText() == ""
    assert logged(form.store) == before
    ctrl(Key.Key_Y)  # as on Windows; elsewhere a text knows Ctrl+Shift+Z
    assert logged(form.store) == before


def test_a_field_with_nothing_to_take_back_does_not_reach_past_the_rest(
    form: EngagementForm,
) -> None:
    before = logged(form.store)
    tab_to(form, "title")
    type_("The next one")
    tab_to(form, "items")  # a chip
    ctrl(Key.Key_Z)
    tab_to(form, "outcome")  # an empty text
    ctrl(Key.Key_Z)
    ctrl(Key.Key_Y)
    assert logged(form.store) == before
    assert form.inputs["title"].value() == "The next one"


def test_what_went_well_before_does_not_stand_above_the_question(form: EngagementForm) -> None:
    tab_to(form, "title")
    type_("The next one")
    press(Key.Key_Escape)
    assert not form.question.isHidden()
    assert form.notice.text == ""
