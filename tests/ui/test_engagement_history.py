"""The history of an engagement in place of its form, and back to what was being typed."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from ctdesk.app import Program
from ctdesk.ui.desk import Desk
from tests import factory
from tests.ui.keys import Key, focused, press, type_


@pytest.fixture
def desk(program: Program, qtbot: QtBot) -> Desk:
    assert program.window.desk is not None
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    return program.window.desk


def choose_last() -> None:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    history = menu.actions()[-1]
    assert history.text() == "History"
    menu.setActiveAction(history)


def test_the_menu_of_the_form_shows_it_and_escape_leads_back(qtbot: QtBot, desk: Desk) -> None:
    logged = factory.log(desk.store, "AU", title="A visit")
    page = desk.engagements
    desk.open_record("engagement", logged)
    page.form.inputs["title"].setFocus()
    press(Key.Key_End)
    type_(" to Addis")
    page.form.more_button.setFocus()
    press(Key.Key_Space)
    choose_last()
    qtbot.keyClick(QApplication.activePopupWidget(), Key.Key_Return)
    assert page.side.currentWidget() is page.history
    assert page.history.title.text() == "History of A visit"
    steps = [entry.entry.title for entry in page.history.panel.entries]
    assert steps == [desk.store.undoable()]
    assert page.history.isAncestorOf(focused())
    press(Key.Key_Escape)
    assert page.side.currentWidget() is page.form
    assert page.form.isAncestorOf(focused())
    assert page.form.inputs["title"].value() == "A visit to Addis"
    page.keep_drafts()


def test_the_menu_of_a_row_shows_it_beside_the_list(qtbot: QtBot, desk: Desk) -> None:
    factory.log(desk.store, "AU", title="A visit")
    desk.show_page("engagements")
    page = desk.engagements
    page.view.choose_first()
    page.view.setFocus()
    qtbot.keyClick(page.view, Key.Key_Menu)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    history = next(one for one in menu.actions() if one.text() == "History")
    menu.setActiveAction(history)
    qtbot.keyClick(menu, Key.Key_Return)
    assert page.side.currentWidget() is page.history
    assert "A visit" in "".join(one.text() for one in page.history.findChildren(QLabel))
    press(Key.Key_Escape)
    assert not page.side_shown
    assert page.view.hasFocus()
    press(Key.Key_Return)
    assert page.side.currentWidget() is page.form
