"""What a screen reader says of everything in the shell that can have the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ctdesk.app import Program
from ctdesk.ui.dialogs.keys import KeysDialog
from ctdesk.ui.dialogs.passphrase import PassphrasePage
from ctdesk.ui.dialogs.settings import SettingsDialog
from ctdesk.ui.dialogs.welcome import RecentPage, WelcomePage
from ctdesk.ui.errors import BugDialog

SHELL: dict[str, Callable[[Program], QWidget]] = {
    "window": lambda program: program.window,
    "recent": lambda program: RecentPage([Path("/a/One.ctdesk"), Path("/a/Two.ctdesk")]),
    "new": lambda program: WelcomePage(Path("/a/new.ctdesk")),
    "passphrase": lambda program: PassphrasePage(Path("One"), [("Open another…", program.choose)]),
    "settings": lambda program: SettingsDialog(program.window._settings, lambda _s: None),
    "keys": lambda program: KeysDialog(),
    "bug": lambda program: BugDialog("KeyError", Path("/a/ctdesk.log")),
}


@pytest.mark.parametrize("make", SHELL.values(), ids=SHELL)
def test_everything_that_takes_the_keyboard_has_a_name(
    qtbot: QtBot, program: Program, make: Callable[[Program], QWidget]
) -> None:
    shown = make(program)
    qtbot.addWidget(shown)
    if program.window.desk is not None:
        program.window.desk.hide()  # the pages have tests of their own
    shown.show()
    takers = [
        one
        for one in shown.findChildren(QWidget)
        if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert takers
    for one in takers:
        interface = QAccessible.queryAccessibleInterface(one)
        name = interface.text(QAccessible.Text.Name)
        assert name, f"{type(one).__name__} in {type(one.parentWidget()).__name__}"
        assert name not in ("✕", "☰")
