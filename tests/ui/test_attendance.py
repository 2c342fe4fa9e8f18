"""Participation in the window: rows open their engagements, chips narrow, it follows the log."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ctdesk.db.store import Store
from ctdesk.settings import load_settings
from ctdesk.ui.pages.attendance import AttendancePage
from ctdesk.ui.wishes import Ask
from tests import factory

TODAY = datetime.combine(date.today(), datetime.min.time())


def test_rows_say_who_was_there_and_open_them(qtbot: QtBot, store: Store) -> None:
    page = AttendancePage(store, load_settings())
    qtbot.addWidget(page)
    page.resize(1280, 760)
    page.show()
    qtbot.waitUntil(lambda: bool(page.periods.rows))
    factory.log(store, "AU", starts=TODAY, attended=10, women=4, items=("Decision 7",))
    qtbot.waitUntil(lambda: bool(page.types.rows))
    said = page.periods.rows[0].main.accessibleName()
    assert "1 held, 4 women of 10 present at 1" in said
    assert "40% women" in said
    told: list[Any] = []
    page.wanted.connect(told.append)
    for rows in (page.periods, page.types):
        qtbot.mouseClick(rows.rows[0].main, Qt.MouseButton.LeftButton)
        assert isinstance(told[-1], Ask)
    qtbot.mouseClick(page.items["Decision 4"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.types.rows)
    kept = page.state()
    other = AttendancePage(store, load_settings())
    qtbot.addWidget(other)
    other.restore(kept)
    assert other.asked == page.asked
