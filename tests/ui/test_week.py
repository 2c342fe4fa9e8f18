"""Today's card of personal data to review, and the week as a page."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ctdesk.db.drafts import PersonDraft
from ctdesk.db.operations import people
from ctdesk.db.store import Store
from ctdesk.settings import load_settings
from ctdesk.ui.pages.today import TodayPage
from ctdesk.ui.wishes import Open, PrintWeek


def test_personal_data_to_review_is_opened_from_its_card(qtbot: QtBot, store: Store) -> None:
    page = TodayPage(store, load_settings())
    qtbot.addWidget(page)
    page.show()
    assert not page.review.isVisible()
    draft = PersonDraft("Test Person", review_on=date.today() - timedelta(days=2))
    one = store.perform("Add", lambda session: people.add(session, draft))
    assert page.review.isVisible()
    told: list[Any] = []
    page.wanted.connect(told.append)
    qtbot.mouseClick(page.review.rows.rows[0].main, Qt.MouseButton.LeftButton)
    assert told == [Open("person", one)]
    store.undo()
    assert not page.review.isVisible()


def test_the_week_is_printed_from_today(qtbot: QtBot, store: Store) -> None:
    page = TodayPage(store, load_settings())
    qtbot.addWidget(page)
    page.show()
    told: list[Any] = []
    page.wanted.connect(told.append)
    qtbot.mouseClick(page.week_button, Qt.MouseButton.LeftButton)
    page.acts()["print"]()
    assert told == [PrintWeek(), PrintWeek()]
