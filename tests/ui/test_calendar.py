"""The calendar in the window: days by keys, the agenda, what it opens, and that it follows."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ctdesk.db.store import Store
from ctdesk.settings import load_settings
from ctdesk.ui.pages.calendar import CalendarPage
from ctdesk.ui.wishes import Open, PrintEngagement
from tests import factory

DAY = date(2026, 11, 24)
Key = Qt.Key


@pytest.fixture
def page(qtbot: QtBot, store: Store) -> CalendarPage:
    made = CalendarPage(store, load_settings())
    made._today = lambda: DAY
    qtbot.addWidget(made)
    made.resize(1280, 760)
    made.month.stand_on(DAY)
    made.show()
    qtbot.waitUntil(lambda: made._shown is not None)
    return made


def test_keys_go_from_day_to_day_and_month_to_month(qtbot: QtBot, page: CalendarPage) -> None:
    for key, step in ((Key.Key_Right, 1), (Key.Key_Down, 7), (Key.Key_Left, -1), (Key.Key_Up, -7)):
        before = page.month.day
        qtbot.keyClick(page.month, key)
        assert page.month.day == before + timedelta(days=step)
    page.month.stand_on(date(2026, 12, 31))
    qtbot.keyClick(page.month, Key.Key_PageDown)
    qtbot.keyClick(page.month, Key.Key_PageDown)
    assert page.month.day == date(2027, 2, 28)
    assert page.heading.text() == "February 2027" or page._newest.busy
    qtbot.keyClick(page.month, Key.Key_Home)
    assert page.month.day == DAY


def test_whole_weeks_are_shown_and_each_day_is_met_by_the_mouse(
    qtbot: QtBot, page: CalendarPage
) -> None:
    first, last = page.month.days
    assert (first, last) == (date(2026, 10, 26), date(2026, 12, 6))
    assert first.weekday() == 0
    for number in (0, 10, 41):
        assert page.month.day_at(page.month.box(number).center()) == first + timedelta(days=number)
    place = page.month.box(8).center()
    qtbot.mouseClick(page.month, Qt.MouseButton.LeftButton, pos=place)
    assert page.month.day == date(2026, 11, 3)


def test_the_agenda_begins_on_the_day_and_opens_what_it_says(
    qtbot: QtBot, store: Store, page: CalendarPage
) -> None:
    one = factory.log(
        store, "AU", title="Ahead", starts=datetime(2026, 11, 26, 9), status="planned"
    )
    factory.log(store, "AU", title="Before", starts=datetime(2026, 11, 20, 9))
    qtbot.waitUntil(lambda: len(page.agenda.rows) == 1)
    told: list[Any] = []
    page.wanted.connect(told.append)
    (row,) = page.agenda.rows
    qtbot.mouseClick(row.main, Qt.MouseButton.LeftButton)
    brief = next(stop for stop in row.stops if stop.text() == "Brief")
    qtbot.mouseClick(brief, Qt.MouseButton.LeftButton)
    assert told == [Open("engagement", one), PrintEngagement(one)]
    page.month.stand_on(date(2026, 11, 20))
    assert len(page.agenda.rows) == 2
    assert "Before" in page.month.accessibleDescription()
    store.undo()
    store.undo()
    qtbot.waitUntil(lambda: not page.agenda.rows)
