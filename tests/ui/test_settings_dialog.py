"""What is set holds at once, is said beside its field when it cannot be, and is there next time."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from ctdesk.app import Program
from ctdesk.db.tables import Operation
from ctdesk.paths import config_folder
from ctdesk.settings import SETTINGS, load_settings
from ctdesk.ui.dialogs.settings import SettingsDialog
from ctdesk.ui.theme import CONTRAST, tokens_of
from tests import factory
from tests.ui.keys import Key, focused, press, type_


@pytest.fixture
def dialog(qtbot: QtBot, program: Program) -> SettingsDialog:
    qtbot.keyClick(program.window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    found = program.window.findChild(SettingsDialog)
    assert found is not None
    found.activateWindow()
    qtbot.waitUntil(found.isActiveWindow)
    return found


def stand_on(dialog: SettingsDialog, key: str) -> QLineEdit | QComboBox:
    """Press Tab until the setting has the keyboard."""
    for _step in range(30):
        if focused() is dialog.rows[key].input:
            return dialog.rows[key].input
        press(Key.Key_Tab)
    raise AssertionError(key)


def test_there_is_a_row_for_every_setting(dialog: SettingsDialog) -> None:
    assert list(dialog.rows) == [setting.key for setting in SETTINGS]
    for setting in SETTINGS:
        assert dialog.rows[setting.key].input.accessibleName() == setting.label


def test_the_officers_name_is_under_the_next_change(
    qtbot: QtBot, program: Program, dialog: SettingsDialog
) -> None:
    line = stand_on(dialog, "officer")
    assert isinstance(line, QLineEdit)
    line.selectAll()
    type_("Łucja Nowak")
    press(Key.Key_Tab)
    assert load_settings().officer == "Łucja Nowak"
    desk = program.window.desk
    assert desk is not None
    factory.log(desk.store, "AU")
    authors = desk.store.read(
        lambda c: c.exec_driver_sql(f"SELECT author FROM {Operation.__tablename__}").scalars().all()
    )
    assert authors[-1] == "Łucja Nowak, Desk"


def test_a_theme_is_worn_at_once(qtbot: QtBot, program: Program, dialog: SettingsDialog) -> None:
    stand_on(dialog, "theme")
    press(Key.Key_End)
    assert tokens_of(program.window) is CONTRAST
    assert program.window.acts["theme_contrast"].isChecked()
    assert load_settings().theme == "contrast"


def test_what_cannot_be_is_said_beside_it_and_the_rest_holds(
    qtbot: QtBot, program: Program, dialog: SettingsDialog
) -> None:
    zone = stand_on(dialog, "time_zone")
    assert isinstance(zone, QLineEdit)
    before = load_settings().time_zone
    zone.selectAll()
    type_("Mars/Olympus")
    press(Key.Key_Tab)
    fault = dialog.rows["time_zone"].fault
    assert fault.isVisible()
    assert "no time zone" in fault.text()
    assert load_settings().time_zone == before
    zone.setFocus()
    zone.selectAll()
    type_("abidj")
    press(Key.Key_Return)
    assert fault.isHidden()
    assert load_settings().time_zone == program.window._settings.time_zone == "Africa/Abidjan"
    minutes = stand_on(dialog, "lock_minutes")
    assert isinstance(minutes, QLineEdit)
    minutes.selectAll()
    type_("soon")
    press(Key.Key_Escape)  # what is still being typed is looked at, too
    assert not dialog.isVisible()
    assert load_settings().lock_minutes == 15


def test_minutes_are_counted_anew(qtbot: QtBot, program: Program, dialog: SettingsDialog) -> None:
    minutes = stand_on(dialog, "lock_minutes")
    assert isinstance(minutes, QLineEdit)
    minutes.selectAll()
    type_("0")
    press(Key.Key_Tab)
    assert load_settings().lock_minutes == 0
    assert not program.idle._timer.isActive()


def test_a_folder_that_cannot_be_written_is_said_and_the_setting_holds(
    qtbot: QtBot, program: Program, dialog: SettingsDialog
) -> None:
    folder: Path = config_folder()
    for one in folder.iterdir():
        one.unlink()
    folder.rmdir()
    folder.write_text("")
    stand_on(dialog, "paper")
    press(Key.Key_Down)
    assert "cannot be written" in dialog.notice.text
    assert program.window._settings.paper == "letter"
    folder.unlink()
