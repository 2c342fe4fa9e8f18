"""Targets in the window: added by keys, how they stand, whom to engage next, undo."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from ctdesk.db.drafts import TargetDraft
from ctdesk.db.operations import targets
from ctdesk.db.queries.targets import TargetList, draft
from ctdesk.db.search.tree import text_of
from ctdesk.db.store import Store
from ctdesk.settings import load_settings
from ctdesk.ui.pages.targets import TargetsPage
from ctdesk.ui.wishes import Ask, LogEngagement, Open
from tests import factory


@pytest.fixture
def page(qtbot: QtBot, store: Store) -> TargetsPage:
    made = TargetsPage(store, load_settings())
    qtbot.addWidget(made)
    made.resize(1280, 760)
    made.show()
    return made


def set_target(store: Store, **values: Any) -> int:
    return store.perform("Add target", lambda s: targets.add(s, TargetDraft(**values)))


def test_one_is_added_in_the_form_and_taken_back(qtbot: QtBot, page: TargetsPage) -> None:
    page.acts()["new_target"]()
    form = page.form
    assert form.isVisible()
    form.inputs["times"].set_value("2")
    form.save()
    (one,) = page._store.read(TargetList().ids)
    stored = page._store.read(draft(one))
    assert (stored.kind, stored.times, stored.every) == ("regional", 2, "quarter")
    assert stored.starts is not None
    page._store.undo()
    assert page._store.read(TargetList().count) == 0


def test_what_is_no_number_is_said_at_its_field(page: TargetsPage) -> None:
    page.start_new()
    page.form.inputs["times"].set_value("often")
    page.form.save()
    assert page._store.read(TargetList().count) == 0
    assert page.form.isVisible()


def test_it_says_how_bodies_stand_and_leads_to_them(
    qtbot: QtBot, store: Store, page: TargetsPage
) -> None:
    set_target(store, kind="regional", starts=date(2020, 1, 1))
    qtbot.waitUntil(lambda: page.model.rowCount() == 1 and bool(page.pane.standing.rows))
    told: list[Any] = []
    page.wanted.connect(told.append)
    first = page.pane.next_ones.rows[0]
    qtbot.mouseClick(first.main, Qt.MouseButton.LeftButton)
    assert isinstance(told[-1], Open)
    plan = next(one for one in first.stops if one.text() == "Plan")
    qtbot.mouseClick(plan, Qt.MouseButton.LeftButton)
    assert told[-1] == LogEngagement(bodies=(told[0].id,))
    link = next(
        one for one in page.pane.standing.findChildren(QPushButton)
        if one.text().startswith("Show all")
    )  # fmt: skip
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert isinstance(told[-1], Ask)
    assert text_of(told[-1].asked).startswith("org:")


def test_it_follows_what_is_logged(qtbot: QtBot, store: Store, page: TargetsPage) -> None:
    au = factory.known(store).organization("AU")
    set_target(store, organization_id=au, every="year")

    def words() -> str:
        return str(page.model.index(0, 3).data()) if page.model.rowCount() else ""

    qtbot.waitUntil(lambda: words() == "1 due")
    factory.log(store, "AU", starts=factory_day())
    qtbot.waitUntil(lambda: words() == "1 met")
    store.undo()
    qtbot.waitUntil(lambda: words() == "1 due")


def factory_day() -> Any:
    from datetime import datetime

    return datetime.combine(date.today(), datetime.min.time())
