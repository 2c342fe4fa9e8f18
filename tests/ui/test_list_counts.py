"""A list says how many records it holds, and never the number of another list."""

from __future__ import annotations

from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from ctdesk.db.queries.organizations import OrganizationList
from ctdesk.db.store import Store
from ctdesk.settings import Settings
from ctdesk.ui.pages.history import HistoryPage
from ctdesk.ui.pages.list_page import ListPage
from ctdesk.ui.pages.organizations import OrganizationsPage
from ctdesk.ui.tables.counted import AWAITED, ListCount
from ctdesk.ui.tables.reading import FIRST
from tests import factory
from tests.ui.table import CountingList, Table

_SORTED = (("name", True),)


def counted(table: Table, qtbot: QtBot) -> ListCount:
    count = ListCount(table.view)
    qtbot.addWidget(count)
    table.model.attend(True)
    return count


def said(table: Table) -> str:
    """What a screen reader is told of a table besides its name."""
    interface = QAccessible.queryAccessibleInterface(table.view)
    return interface.text(QAccessible.Text.Description)


def count_of(page: ListPage) -> ListCount:
    return page.findChildren(ListCount)[0]


def test_a_list_says_how_many_records_it_holds(qtbot: QtBot, store: Store) -> None:
    table = Table(qtbot, store, OrganizationList(), show=False)
    count = counted(table, qtbot)
    held = store.read(OrganizationList().count)
    assert held > 1
    assert count.text() == f"{held:,}"
    assert said(table) == f"{held} records"


def test_one_that_is_known_in_part_says_so_until_all_is_known(qtbot: QtBot, store: Store) -> None:
    table = Table(qtbot, store, CountingList(FIRST + 284, []), show=False)
    count = counted(table, qtbot)
    assert (count.text(), said(table)) == ("1,000+", "1,000 records or more")
    qtbot.waitUntil(lambda: table.model.whole)
    assert (count.text(), said(table)) == ("1,284", "1,284 records")


def test_no_number_stands_for_a_list_that_is_still_to_come(qtbot: QtBot, store: Store) -> None:
    table = Table(qtbot, store, CountingList(FIRST + 284, []), show=False)
    count = counted(table, qtbot)
    qtbot.waitUntil(lambda: table.model.whole)
    table.model.sort_by(_SORTED)
    assert table.model.waiting
    assert (count.text(), said(table)) == (AWAITED, "Being counted")
    qtbot.waitUntil(lambda: table.model.whole)
    assert count.text() == "1,284"


def test_the_number_follows_what_is_added_and_taken_back(qtbot: QtBot, store: Store) -> None:
    table = Table(qtbot, store, OrganizationList(), show=False)
    count = counted(table, qtbot)
    before = table.model.rowCount()
    factory.add_organization(store, "One more body")
    assert count.text() == f"{before + 1:,}"
    store.undo()
    assert count.text() == f"{before:,}"


def test_a_page_counts_what_its_query_finds(qtbot: QtBot, store: Store, settings: Settings) -> None:
    page = OrganizationsPage(store, settings)
    qtbot.addWidget(page)
    page.resize(1024, 700)
    page.show()
    page.filter.read("ecowas")
    found = page.model.rowCount()
    assert 0 < found < store.read(OrganizationList().count)
    assert count_of(page).text() == str(found)
    page.filter.read("qqqq")
    assert count_of(page).text() == "0"


def test_the_history_counts_its_steps(qtbot: QtBot, store: Store, settings: Settings) -> None:
    factory.add_organization(store, "A body")
    page = HistoryPage(store, settings)
    qtbot.addWidget(page)
    page.show()
    assert count_of(page).text() == f"{page.model.rowCount()}"
    assert page.model.rowCount()
