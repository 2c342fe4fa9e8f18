"""The page of Working Groups by keys and clicks: its grid, its figure, where each cell leads."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from ctdesk.app import Program
from ctdesk.db.drafts import ParticipationDraft
from ctdesk.db.queries.engagements import EngagementList
from ctdesk.db.search.tree import Key as QueryKey
from ctdesk.db.store import Store
from ctdesk.settings import Settings
from ctdesk.ui.columns.working_groups import TOTALS
from ctdesk.ui.pages.engagements import EngagementsPage
from ctdesk.ui.pages.working_groups import WorkingGroupsPage
from ctdesk.ui.wishes import Ask, LogEngagement, Open
from tests import factory
from tests.ui.conftest import desk_of
from tests.ui.keys import CTRL, Key, focused, press

GROUP = "Border Management and Law Enforcement relating to Counter-Terrorism"
TODAY = date.today()


def session(store: Store, title: str, *silent: str, **attendance: str) -> int:
    """A session held on the first of the year, with briefers by acronym; the silent only came."""
    known = factory.known(store)
    parts = [ParticipationDraft(organization_id=known.organization(GROUP))]
    parts += [
        ParticipationDraft(organization_id=known.organization(body), role="briefer", attendance=how)
        for body, how in attendance.items()
    ]
    parts += [ParticipationDraft(organization_id=known.organization(body)) for body in silent]
    starts = datetime(TODAY.year, 1, 1, 10)
    return factory.log(store, title=title, starts=starts, participations=tuple(parts))


@pytest.fixture
def two(store: Store) -> tuple[int, int]:
    return (
        session(store, "First <b>session</b>", AU="in_person", EU="invited"),
        session(store, "الجلسة الثانية", AU="apologies"),
    )


@pytest.fixture
def page(qtbot: QtBot, store: Store, settings: Settings, two: tuple[int, int]) -> WorkingGroupsPage:
    made = WorkingGroupsPage(store, settings)
    qtbot.addWidget(made)
    made.resize(1084, 730)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.take_focus()
    made.stand_on(factory.known(store).organization(GROUP))
    qtbot.waitUntil(lambda: made.pane.heading.text() == GROUP)
    return made


def wishes_of(page: WorkingGroupsPage) -> list[object]:
    found: list[object] = []
    page.wanted.connect(found.append)
    return found


def row_of(page: WorkingGroupsPage, body: str) -> int:
    return [one.words for one in page.pane.grid.content.rows].index(body)


def words(page: WorkingGroupsPage, body: str) -> list[str]:
    return [cell.words for cell in page.pane.grid.content.cells[row_of(page, body)]]


def stand(page: WorkingGroupsPage, body: str, column: int) -> None:
    grid = page.pane.grid
    grid.setFocus()
    grid.setCurrentIndex(grid.model().index(row_of(page, body), column))


def test_all_groups_are_listed(page: WorkingGroupsPage) -> None:
    assert page.model.rowCount() == 8


def test_each_cell_says_a_sign_and_a_word(page: WorkingGroupsPage) -> None:
    assert words(page, "AU") == ["2", "1", "1", "◆ spoke", "× apologies"]
    assert words(page, "EU") == ["1", "0", "0", "○ invited", "– not invited"]
    assert words(page, "SADC") == ["0", "0", "0", "– not invited", "– not invited"]
    assert words(page, "Invited") == ["3", "", "", "2", "1"]
    assert words(page, "Came") == ["", "1", "", "1", "0"]
    assert words(page, "Spoke") == ["", "", "1", "1", "0"]


def test_a_cell_opens_its_engagement_by_enter(
    page: WorkingGroupsPage, two: tuple[int, int]
) -> None:
    found = wishes_of(page)
    page.enter(0)
    assert focused() is page.pane.grid
    stand(page, "SADC", len(TOTALS))
    press(Key.Key_Return, Key.Key_Right, Key.Key_Return)
    stand(page, "Came", len(TOTALS))
    press(Key.Key_Return)
    first, second = (Open("engagement", one) for one in two)
    assert found == [first, second, first]
    stand(page, "Came", 1)
    press(Key.Key_Return)  # a total of all opens nothing
    assert len(found) == 3


def test_a_bodys_totals_open_what_they_count(page: WorkingGroupsPage, store: Store) -> None:
    found = wishes_of(page)
    for column in range(len(TOTALS)):
        stand(page, "AU", column)
        press(Key.Key_Return)
    counts = []
    for wish in found:
        assert isinstance(wish, Ask)
        counts.append(str(store.read(EngagementList(asked=wish.asked).count)))
    assert counts == words(page, "AU")[: len(TOTALS)]


def test_who_came_where_another_spoke_did_not_speak(page: WorkingGroupsPage, store: Store) -> None:
    session(store, "Third session", "AU", EU="in_person")
    page.show_year(TODAY.year)
    assert words(page, "AU")[: len(TOTALS)] == ["3", "2", "1"]
    test_a_bodys_totals_open_what_they_count(page, store)


def test_the_figure_opens_those_never_invited(page: WorkingGroupsPage) -> None:
    figure = page.pane.figures.buttons["never"]
    assert figure.words == f"never invited in {TODAY.year}"
    figure.click()
    rows = page.pane.grid.content.rows
    assert len(rows) - len(TOTALS) == figure.count
    assert not {"AU", "EU"} & {one.words for one in rows}
    figure.click()
    assert "AU" in {one.words for one in page.pane.grid.content.rows}


def test_the_whole_is_copied_as_a_table(page: WorkingGroupsPage) -> None:
    stand(page, "AU", 0)
    QTest.keyClick(page.pane.grid, Qt.Key.Key_C, CTRL)
    lines = QApplication.clipboard().text().splitlines()
    content = page.pane.grid.content
    assert len(lines) == len(content.rows) + 1
    head = lines[0].split("\t")
    assert head[:4] == ["Regional organization", *TOTALS]
    assert "First <b>session</b>" in head[4]
    assert "AU\t2\t1\t1\t◆ spoke\t× apologies" in lines
    html = QApplication.clipboard().mimeData().html()
    assert "<b>session" not in html  # the words are data
    QApplication.clipboard().clear()
    page.pane.copy_button.click()
    assert QApplication.clipboard().text().splitlines() == lines


def test_another_year_is_shown_and_remembered(
    page: WorkingGroupsPage, qtbot: QtBot, store: Store, settings: Settings
) -> None:
    page.show_year(2019)
    assert page.pane.figures.isHidden()
    assert page.pane.grid.isHidden()
    found = wishes_of(page)
    log = next(one for one in page.pane.findChildren(QPushButton) if one.text() == "Log engagement")
    log.click()
    assert found == [LogEngagement(bodies=(factory.known(store).organization(GROUP),))]
    again = WorkingGroupsPage(store, settings)
    qtbot.addWidget(again)
    again.restore(page.state())
    assert again.state()["year"] == 2019
    again.restore({"year": "soon"})
    assert again.state()["year"] == 2019


def test_it_follows_what_happens(page: WorkingGroupsPage, qtbot: QtBot, store: Store) -> None:
    session(store, "Third", SADC="virtual")
    qtbot.waitUntil(lambda: len(page.pane.grid.content.columns) == len(TOTALS) + 3)
    assert "◆ spoke" in words(page, "SADC")
    store.undo()
    qtbot.waitUntil(lambda: len(page.pane.grid.content.columns) == len(TOTALS) + 2)


def test_members_are_opened(page: WorkingGroupsPage, qtbot: QtBot, store: Store) -> None:
    page.stand_on(
        factory.known(store).organization("Resource Mobilization and Monitoring and Evaluation")
    )
    qtbot.waitUntil(lambda: page.pane.members.isEnabled())
    found = wishes_of(page)
    page.pane.members.click()
    name = "Resource Mobilization and Monitoring and Evaluation"
    assert found == [Ask("organizations", QueryKey("member", (name,)))]


def test_a_cell_leads_to_the_log(program: Program, qtbot: QtBot) -> None:
    desk = desk_of(program)
    made = session(desk.store, "First", AU="in_person")
    desk.show_page("working_groups")
    page = desk.page_of("working_groups")
    assert isinstance(page, WorkingGroupsPage)
    page.stand_on(factory.known(desk.store).organization(GROUP))
    qtbot.waitUntil(lambda: page.pane.heading.text() == GROUP)
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    stand(page, "AU", len(TOTALS))
    press(Key.Key_Return)
    assert isinstance(desk.page, EngagementsPage)
    assert desk.page.current_id == made
