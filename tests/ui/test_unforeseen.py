"""An error nobody foresaw is said with where its log is, and the window goes on."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ctdesk.app import Program
from ctdesk.db import register
from ctdesk.paths import log_file
from ctdesk.ui.live import Live
from tests import factory
from tests.ui.conftest import button, desk_of


def _in_an_action(program: Program, fail: Callable[[], None]) -> None:
    program.window.acts["about"].triggered.connect(fail)
    program.window.acts["about"].trigger()


def _in_a_listener(program: Program, fail: Callable[[], None]) -> None:
    live = Live(desk_of(program).store, program.window)
    live.changed.connect(fail)
    factory.log(desk_of(program).store, "SADC", title="Committed already")


@pytest.mark.parametrize("go_wrong", [_in_an_action, _in_a_listener])
def test_an_unforeseen_error_is_said_and_the_window_goes_on(
    qtbot: QtBot,
    program: Program,
    monkeypatch: pytest.MonkeyPatch,
    go_wrong: Callable[[Program, Callable[[], None]], None],
) -> None:
    typed = "a name in the register"
    desk = desk_of(program)

    def fail() -> None:
        raise ZeroDivisionError(typed)

    with qtbot.captureExceptions() as before:  # pytest-qt's own hook steps aside
        sys.excepthook = program.catcher._caught
        go_wrong(program, fail)
        qtbot.waitUntil(lambda: program.catcher.dialog is not None)
    assert not before
    dialog = program.catcher.dialog
    assert dialog is not None
    said = " ".join(one.text() for one in dialog.findChildren(QLabel))
    assert "ZeroDivisionError, test_unforeseen.py" in said
    assert "Nothing is lost" in said
    assert str(log_file()) in said
    assert typed not in log_file().read_text()
    assert "ZeroDivisionError" in log_file().read_text()
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    qtbot.mouseClick(button(dialog, "Show the log"), Qt.MouseButton.LeftButton)
    assert opened == [str(log_file().parent)]
    qtbot.mouseClick(button(dialog, "Go on"), Qt.MouseButton.LeftButton)
    assert program.catcher.dialog is None
    with qtbot.captureExceptions():
        logged = factory.log(desk.store, "AU")
    assert program.window.acts["undo"].isEnabled()
    desk.open_record("engagement", logged)
    assert desk.page.current_id == logged


def test_a_sentence_for_the_user_is_no_bug(program: Program) -> None:
    program.catcher.show(register.NotARegister("desk is not a CT Desk register."))
    assert program.window.notice.text == "desk is not a CT Desk register."
    assert program.catcher.dialog is None
