"""Registers opened before, another, none; locked and left as they stood."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import event

from ctdesk.app import Program, last_register
from ctdesk.db.creating import make
from ctdesk.db.queries.drafts import waiting
from ctdesk.paths import default_register, resources
from ctdesk.settings import Settings, recent_registers, remember_register, window_state
from ctdesk.ui.dialogs.passphrase import MessagePage, PassphrasePage
from ctdesk.ui.dialogs.welcome import RecentPage, WelcomePage
from ctdesk.ui.idle import Idle
from tests import factory
from tests.conftest import PASSPHRASE
from tests.ui.conftest import Start, desk_of
from tests.ui.keys import Key, ctrl, press, type_


def active(qtbot: QtBot, program: Program) -> None:
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "Secret desk.ctdesk"
    make(path, PASSPHRASE, resources()).close()
    return path


def test_closed_and_opened_again_from_the_list(
    qtbot: QtBot, program: Program, register_path: Path
) -> None:
    active(qtbot, program)
    gone = register_path.with_name("Gone.ctdesk")
    remember_register(gone)
    remember_register(register_path)
    desk = desk_of(program)
    desk.open_record("organization", factory.known(desk.store).organization("SADC"))
    desk.show_page("engagements")
    ctrl(Key.Key_W)
    page = program.window.page
    assert isinstance(page, RecentPage)
    assert program.register is None
    assert program.window.windowTitle() == "CT Desk"
    assert [one.accessibleName() for one in page.buttons] == [
        f"desk, {register_path.parent}"
    ]  # one that is not there cannot be opened
    forget = [
        one for one in page.findChildren(QPushButton)
        if one.accessibleName() == "Name Gone here no longer"
    ]  # fmt: skip
    qtbot.mouseClick(forget[0], Qt.MouseButton.LeftButton)
    assert recent_registers() == (register_path,)
    press(Key.Key_Return)
    assert desk_of(program).page_key == "engagements"
    factory.log(desk_of(program).store, "AU")
    assert program.window.notice.text == ""


def test_without_any_the_first_page_makes_one(start: Start) -> None:
    assert last_register() is None
    assert isinstance(start(None).window.page, WelcomePage)


def test_the_one_opened_last_is_opened_at_the_start(tmp_path: Path, register_path: Path) -> None:
    remember_register(register_path)
    remember_register(tmp_path / "no longer there.ctdesk")
    assert last_register() == register_path
    register_path.unlink()
    default_register().parent.mkdir(parents=True, exist_ok=True)
    default_register().write_text("")
    assert last_register() == default_register()


def test_another_is_opened_in_its_place(
    qtbot: QtBot, program: Program, secret: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    active(qtbot, program)
    chosen = (str(secret), "")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args, **_more: chosen)
    ctrl(Key.Key_O)
    page = program.window.page
    assert isinstance(page, PassphrasePage)
    type_(PASSPHRASE)
    press(Key.Key_Return)
    assert desk_of(program).store.name == "Secret desk"
    assert recent_registers()[0] == secret
    ctrl(Key.Key_K)
    type_("open desk")
    qtbot.waitUntil(lambda: not program.window.find_box.waiting)
    rows = {row.text: row for row in program.window.find_box.results.rows}
    assert "Open desk" in rows
    press(Key.Key_Escape)
    ctrl(Key.Key_R)
    menu = program.window._recent
    assert menu.isVisible()
    assert [one.text() for one in menu.actions()] == ["Secret desk", "desk"]
    menu.close()


def test_what_still_reads_is_waited_for_before_the_file_is_closed(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    other = tmp_path / "Other desk.ctdesk"
    make(other, None, resources()).close()
    desk, register, happened = desk_of(program), program.register, list[str]()
    assert register is not None
    event.listen(register.engine, "engine_disposed", lambda _engine: happened.append("closed"))
    begun, never = Event(), Event()

    def read() -> None:
        begun.set()
        never.wait(0.3)
        desk.store.read(waiting)
        happened.append("read")

    qtbot.waitUntil(lambda: not desk.tasks.busy)
    desk.tasks.start(read, lambda _none: None, lambda _error: None)
    assert begun.wait(5)
    program.begin(other)
    assert happened == ["read", "closed"]
    assert desk_of(program).store.name == "Other desk"


def test_locked_by_key_and_back_where_it_stood(qtbot: QtBot, start: Start, secret: Path) -> None:
    program = start(secret)
    active(qtbot, program)
    type_(PASSPHRASE)
    press(Key.Key_Return)
    desk = desk_of(program)
    logged = factory.log(desk.store, "AU")
    desk.open_record("engagement", logged)
    program.window.show_settings()
    ctrl(Key.Key_L) if program.window.isActiveWindow() else program.window.acts["lock"].trigger()
    page = program.window.page
    assert isinstance(page, PassphrasePage)
    assert any("locked" in one.text() for one in page.findChildren(QLabel))
    assert program.register is None
    assert program.window.desk is None
    assert not program.window.acts["log"].isEnabled()
    active(qtbot, program)
    type_("wrong horse battery staple")
    press(Key.Key_Return)
    assert program.window.desk is None
    type_(PASSPHRASE)
    press(Key.Key_Return)
    assert (desk_of(program).page_key, desk_of(program).page.current_id) == ("engagements", logged)


def test_one_that_is_not_encrypted_is_closed_and_says_so(qtbot: QtBot, program: Program) -> None:
    active(qtbot, program)
    ctrl(Key.Key_L)
    page = program.window.page
    assert isinstance(page, MessagePage)
    assert any("not encrypted" in one.text() for one in page.findChildren(QLabel))
    press(Key.Key_Space)
    assert desk_of(program).page_key == "organizations"


def test_it_locks_after_minutes_without_input(qtbot: QtBot, program: Program) -> None:
    program.idle.wait_for(0.001)
    qtbot.waitUntil(lambda: program.register is None)
    assert isinstance(program.window.page, MessagePage)


def test_any_key_puts_the_lock_off(qtbot: QtBot, program: Program) -> None:
    active(qtbot, program)
    idle = Idle()
    idle.wait_for(0.05)  # 3 s
    qtbot.waitUntil(lambda: idle._timer.remainingTime() < 2_600)
    QTest.keyClick(program.window.windowHandle(), Qt.Key.Key_Shift)
    assert idle._timer.remainingTime() > 2_600
    idle.wait_for(0)
    assert not idle._timer.isActive()


def test_the_window_and_the_desk_come_back_as_they_were_left(
    qtbot: QtBot, start: Start, register_path: Path
) -> None:
    first = start(register_path)
    qtbot.waitUntil(lambda: first.window.desk is not None)
    first.window.resize(760, 700)
    desk_of(first).show_page("engagements")
    assert first.window.close()
    first.close()
    assert window_state()
    second = start(register_path)
    qtbot.waitUntil(lambda: second.window.desk is not None)
    assert (second.window.width(), second.window.height()) == (760, 700)
    assert desk_of(second).page_key == "engagements"


def test_locking_and_closing_keep_what_is_typed_and_never_refuse(
    qtbot: QtBot, start: Start, register_path: Path
) -> None:
    first = start(register_path)
    qtbot.waitUntil(lambda: first.window.desk is not None)
    active(qtbot, first)
    desk_of(first).add_organization()
    type_("Half typed")
    assert desk_of(first).unsaved
    ctrl(Key.Key_L)
    assert first.register is None
    first.begin(register_path)
    assert [one.key for one in desk_of(first).store.read(waiting)] == ["organization:new"]
    desk_of(first).add_organization()
    assert "Half typed" in {
        line.text() for line in desk_of(first).organizations.form.findChildren(QLineEdit)
    }
    assert first.window.close()


def test_what_cannot_be_kept_keeps_the_window_open(
    qtbot: QtBot, program: Program, register_path: Path
) -> None:
    window, desk = program.window, desk_of(program)
    with desk.store._writer.connect() as other, other.begin():  # it writes and writes
        assert not window.close()
    assert "cannot be kept" in window.notice.text
    button = next(one for one in window.notice.findChildren(QPushButton) if one.text())
    assert button.text() == "Close anyway"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not window.isVisible()


def test_the_scale_is_set_before_qt_looks(tmp_path: Path, settings: Settings) -> None:
    script = """
import os, sys
from pathlib import Path
from dataclasses import replace
from PySide6.QtCore import QTimer
from ctdesk.settings import load_settings, save_settings
save_settings(replace(load_settings(), scale=150))
from ctdesk import app
from ctdesk.ui.main_window import MainWindow
def told(window):
    print(window.devicePixelRatioF(), window.windowTitle())
    window.close()
class Watched(MainWindow):
    def __init__(self, *args):
        super().__init__(*args)
        self.painted.connect(lambda: QTimer.singleShot(0, lambda: told(self)))
app.MainWindow = Watched
sys.exit(app.run(None, None))
"""
    told = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "1.5 CT Desk", told.stderr


def refuse(program: Program, *words: str) -> str:
    """Type passphrases that do not open the register; what is said of the last."""
    page = program.window.page
    assert isinstance(page, PassphrasePage)
    for one in words:
        page.passphrase.clear()
        type_(one)
        press(Key.Key_Return)
    return page.notice.text


def test_a_passphrase_refused_twice_may_be_that_of_a_damaged_file(
    qtbot: QtBot, start: Start, secret: Path
) -> None:
    program = start(secret)
    active(qtbot, program)
    assert "damaged" not in refuse(program, "wrong horse battery staple")
    said = refuse(program, "wrong horse again")
    assert "damaged looks the same" in said
    assert str(secret) in said


def test_a_damaged_register_is_not_spoken_of_on_the_page_of_another(
    qtbot: QtBot, start: Start, secret: Path, register_path: Path
) -> None:
    program = start(secret)
    active(qtbot, program)
    with register_path.open("r+b") as file:
        file.seek(200)
        file.write(b"no longer whole" * 400)
    program.begin(register_path)
    page = program.window.page
    assert isinstance(page, MessagePage)
    said = " ".join(one.text() for one in page.findChildren(QLabel))
    assert register_path.stem in said
    assert str(register_path) in said
    assert page.primary.text() == "Open another…"
