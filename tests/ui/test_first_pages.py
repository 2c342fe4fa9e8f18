"""The first pages and the frame as an officer's hands meet them: Enter, Esc, and a lost file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from ctdesk.app import Program
from ctdesk.db import register
from ctdesk.settings import remember_register
from ctdesk.ui.dialogs.passphrase import WIDTH, MessagePage
from ctdesk.ui.dialogs.welcome import RecentPage, WelcomePage
from tests import factory
from tests.ui.conftest import Start, desk_of
from tests.ui.keys import Key, ctrl, focused, press, type_


def active(qtbot: QtBot, program: Program) -> None:
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)


def test_enter_goes_on_to_the_passphrase_typed_again(qtbot: QtBot, start: Start) -> None:
    program = start(None)
    active(qtbot, program)
    page = program.window.page
    assert isinstance(page, WelcomePage)
    type_("four calm words")
    press(Key.Key_Return)
    assert page.notice.text == ""
    assert focused() is page.again
    type_("four calm word")
    press(Key.Key_Return)
    assert "differ" in page.fault.text()
    assert "differ" in page.again.accessibleDescription()
    assert page.again.property("fault")
    assert focused() is page.again
    type_("s")
    assert page.fault.text() == ""
    assert not page.again.property("fault")


def test_a_passphrase_that_is_not_typed_again_is_asked_for(qtbot: QtBot, start: Start) -> None:
    program = start(None)
    active(qtbot, program)
    page = program.window.page
    assert isinstance(page, WelcomePage)
    type_("four calm words")
    top = page.make_button.mapTo(page, page.make_button.rect().topLeft())
    page.make_button.click()
    assert page.fault.text() == "Type the passphrase again."
    assert focused() is page.again
    QApplication.processEvents()
    assert page.make_button.mapTo(page, page.make_button.rect().topLeft()) == top


def test_esc_leads_from_a_new_register_to_those_there_are(qtbot: QtBot, program: Program) -> None:
    active(qtbot, program)
    ctrl(Key.Key_N)
    assert isinstance(program.window.page, WelcomePage)
    press(Key.Key_Escape)
    assert isinstance(program.window.page, RecentPage)
    press(Key.Key_Return)
    assert desk_of(program).page_key == "organizations"


def test_esc_stays_where_there_is_no_other(qtbot: QtBot, start: Start) -> None:
    program = start(None)
    active(qtbot, program)
    type_("four calm words")
    press(Key.Key_Escape)
    page = program.window.page
    assert isinstance(page, WelcomePage)
    assert page.passphrase.text() == "four calm words"


def test_the_words_of_all_buttons_have_room(
    qtbot: QtBot, start: Start, register_path: Path
) -> None:
    with register.open_register(register_path, None):
        program = start(register_path)
        qtbot.waitUntil(lambda: isinstance(program.window.page, MessagePage))
        page = program.window.page
        assert page is not None
        QApplication.processEvents()
        buttons = page.findChildren(QPushButton)
        assert len(buttons) == 4
        for one in buttons:
            assert one.width() >= one.sizeHint().width(), one.text()
            assert one.width() <= WIDTH
        program.window.close()
        program.close()


def test_registers_of_one_name_are_told_apart(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    active(qtbot, program)
    here, there = program._path, tmp_path / "Old" / "desk.ctdesk"
    assert here is not None
    remember_register(there)
    ctrl(Key.Key_R)
    menu = program.window._recent
    words = [one.text() for one in menu.actions()]
    assert words == [f"desk in {there.parent}", f"desk in {here.parent}"]
    menu.close()


def test_enter_presses_the_button_that_has_the_focus(qtbot: QtBot, program: Program) -> None:
    active(qtbot, program)
    page = desk_of(program).organizations
    page.add_button.setFocus()
    press(Key.Key_Return)
    assert page.side.open_form is page.form


def test_the_clock_is_the_officers(qtbot: QtBot, program: Program) -> None:
    program.window._settings.time_zone = "Pacific/Kiritimati"
    before = datetime.now(ZoneInfo("Pacific/Kiritimati"))
    factory.log(desk_of(program).store, "AU")
    after = datetime.now(ZoneInfo("Pacific/Kiritimati"))
    assert program.window.status._said_at in (f"{before:%H:%M}", f"{after:%H:%M}")


def test_counts_stand_there_whichever_page_comes_first(
    qtbot: QtBot, start: Start, register_path: Path
) -> None:
    first = start(register_path)
    qtbot.waitUntil(lambda: first.window.desk is not None)
    desk_of(first).show_page("people")
    assert first.window.close()
    first.close()
    again = start(register_path)
    qtbot.waitUntil(lambda: again.window.desk is not None)
    desk = desk_of(again)
    assert desk.page_key == "people"
    button = desk.navigation._buttons["organizations"]
    qtbot.waitUntil(lambda: button._count.text() == "285")


def test_nothing_is_saved_into_a_file_that_is_gone(
    qtbot: QtBot, program: Program, register_path: Path
) -> None:
    active(qtbot, program)
    desk = desk_of(program)
    aside = register_path.with_name("Moved.ctdesk")
    register_path.rename(aside)
    desk.add_organization()
    type_("Lost Union")
    ctrl(Key.Key_Return)
    form = desk.organizations.form
    assert "no longer in" in form.notice.text
    field = focused()
    assert form.isAncestorOf(field)
    assert not program.window.close()
    assert "What you typed cannot be kept" in program.window.notice.text
    qtbot.mouseClick(program.window.notice.close_button, Qt.MouseButton.LeftButton)
    assert focused() is field
    desk.show_page("people")
    assert not program.window.close()
    assert desk.page_key == "organizations"
    assert focused() is field
    aside.rename(register_path)
    ctrl(Key.Key_Return)
    assert program.window.status._said.text().startswith("Done: Add Lost Union")
