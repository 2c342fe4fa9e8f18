"""Columns are sorted, chosen, moved and sized, by mouse and by keys, and that is remembered."""

from __future__ import annotations

import json
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from ctdesk.db.queries.engagements import EngagementList
from ctdesk.db.queries.organizations import OrganizationList
from ctdesk.db.store import Store
from ctdesk.ui.tables.arrangement import Arrangement
from ctdesk.ui.tables.delegate import CellDelegate
from ctdesk.ui.tables.heading import cycled
from ctdesk.ui.tables.model import CELL, Cell, Column
from tests import factory
from tests.ui.table import Table, rename

SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def directory(qtbot: QtBot, store: Store) -> Table:
    factory.log(store, "SADC", items=["Decision 7"])
    factory.log(store, "AU", items=["Decision 7"])
    return Table(qtbot, store, OrganizationList(("regional",)))


def middle_of(table: Table, key: str) -> QPoint:
    heading, number = table.view.heading, table.columns[key]
    x = heading.sectionViewportPosition(number) + heading.sectionSize(number) // 2
    return QPoint(x, heading.height() // 2)


def edge_of(table: Table, key: str) -> QPoint:
    heading, number = table.view.heading, table.columns[key]
    return QPoint(
        heading.sectionViewportPosition(number) + heading.sectionSize(number) - 1,
        heading.height() // 2,
    )


def press(table: Table, key: str, held: Any = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.mouseClick(table.view.heading.viewport(), LEFT, held, middle_of(table, key))


def drag(table: Table, start: QPoint, end: QPoint) -> None:
    on = table.view.heading.viewport()
    QTest.mousePress(on, LEFT, Qt.KeyboardModifier.NoModifier, start)
    for share in range(1, 11):
        QTest.mouseMove(on, start + (end - start) * share / 10)
    QTest.mouseRelease(on, LEFT, Qt.KeyboardModifier.NoModifier, end)


def shown(table: Table) -> list[str]:
    return [table.model.columns[number].key for number in table.view.shown_columns]


def width(table: Table, key: str) -> int:
    return table.view.columnWidth(table.columns[key])


def counts(table: Table) -> list[int]:
    return [int(table.text(row, "decision_7")) for row in range(table.model.rowCount())]


# Sorted


def test_a_heading_sorts_upwards_downwards_and_not_at_all(directory: Table) -> None:
    own = directory.ids
    press(directory, "decision_7")
    assert counts(directory) == sorted(counts(directory))
    press(directory, "decision_7")
    assert counts(directory)[:3] == [1, 1, 0]
    assert directory.in_step()
    press(directory, "decision_7")
    assert directory.ids == own


def test_shift_sorts_by_a_further_column(directory: Table) -> None:
    press(directory, "decision_7")
    press(directory, "decision_7")
    press(directory, "name", SHIFT)
    press(directory, "name", SHIFT)
    assert directory.model.query.order == (("decision_7", True), ("name", True))
    assert [directory.text(row, "name").split()[0] for row in (0, 1)] == ["SADC", "AU"]
    assert directory.in_step()
    press(directory, "name", SHIFT)
    assert directory.model.query.order == (("decision_7", True),)


@pytest.mark.parametrize(
    ("order", "further", "after"),
    [
        ((), False, (("a", False),)),
        ((("a", False),), False, (("a", True),)),
        ((("a", True),), False, ()),
        ((("b", True), ("a", True)), False, (("a", False),)),
        ((("b", True),), True, (("b", True), ("a", False))),
        ((("a", False), ("b", True)), True, (("a", True), ("b", True))),
        ((("a", True), ("b", True)), True, (("b", True),)),
    ],
)
def test_how_an_order_goes_round(order: Any, further: bool, after: Any) -> None:
    assert cycled(order, "a", further=further) == after


def test_a_column_that_cannot_sort_does_not(qtbot: QtBot, store: Store) -> None:
    log = Table(qtbot, store, EngagementList(), width=1200)
    press(log, "under")
    assert log.model.query.order == ()


def test_what_is_chosen_stays_chosen_and_in_sight_when_sorted(
    directory: Table, store: Store
) -> None:
    sadc = factory.known(store).organization("SADC")
    directory.view.choose(sadc)
    press(directory, "decision_7")
    press(directory, "decision_7")
    assert directory.view.current_id == sadc
    index = directory.view.currentIndex()
    assert directory.view.viewport().rect().contains(directory.view.visualRect(index).center())


def test_a_sorted_list_stays_in_step(directory: Table, store: Store) -> None:
    """Also when another table's rows move its records: an engagement that turns out held."""
    press(directory, "decision_7")
    press(directory, "decision_7")
    for name in ("ECOWAS", "ECOWAS", "AU"):
        factory.log(store, name, items=["Decision 7"])
        assert directory.in_step()
    assert directory.text(0, "name").split()[0] in ("AU", "ECOWAS")
    store.undo()
    assert directory.in_step()


def test_a_log_sorted_by_its_parties_follows_a_renamed_one(qtbot: QtBot, store: Store) -> None:
    for name in ("AU", "SADC", "ECOWAS"):
        factory.log(store, name)
    log = Table(qtbot, store, EngagementList(order=(("with", False),)))
    assert [log.text(row, "with") for row in range(3)] == ["AU", "ECOWAS", "SADC"]
    rename(store, factory.known(store).organization("AU"), "ZAU")
    assert [log.text(row, "with") for row in range(3)] == ["ECOWAS", "SADC", "ZAU"]


def test_another_list_is_sorted_as_this_one(directory: Table) -> None:
    press(directory, "last_engaged")
    directory.model.show_query(OrganizationList(("state",)))
    assert directory.model.query == OrganizationList(("state",), order=(("last_engaged", False),))
    assert directory.in_step()


# Chosen, moved and sized


def test_what_does_not_fit_is_hidden_unless_it_was_asked_for(
    qtbot: QtBot, directory: Table
) -> None:
    assert shown(directory) == ["name", "focal_point", "decision_4", "decision_7", "last_engaged"]
    directory.view.resize(420, 400)
    assert "focal_point" not in shown(directory)
    assert directory.view.horizontalScrollBar().maximum() == 0
    directory.view.show_column(directory.columns["focal_point"], True)
    assert "focal_point" in shown(directory)
    qtbot.waitUntil(lambda: directory.view.horizontalScrollBar().maximum() > 0)
    assert shown(directory)[0] == "name"


def test_the_columns_fill_the_room(directory: Table) -> None:
    for room in (640, 900, 1203):
        directory.view.resize(room, 400)
        widths = sum(map(directory.view.columnWidth, directory.view.shown_columns))
        assert widths == directory.view.viewport().width()


def test_a_dragged_edge_sizes_a_column_and_the_rest_gives_way(
    qtbot: QtBot, directory: Table
) -> None:
    before = width(directory, "focal_point")
    edge = edge_of(directory, "focal_point")
    with qtbot.waitSignal(directory.view.layout_changed):
        drag(directory, edge, edge + QPoint(40, 0))
    assert width(directory, "focal_point") == before + 40
    assert directory.view.horizontalScrollBar().maximum() == 0
    directory.view.resize(900, 400)
    assert width(directory, "focal_point") == before + 40
    assert directory.view.layout_state()["widths"] == {"focal_point": before + 40}


def test_an_edge_pressed_twice_fits_what_is_in_sight(directory: Table) -> None:
    QTest.mouseDClick(
        directory.view.heading.viewport(), LEFT, Qt.KeyboardModifier.NoModifier,
        edge_of(directory, "name"),
    )  # fmt: skip
    delegate = directory.view.itemDelegate()
    name = directory.columns["name"]
    rows = range(directory.view.rowAt(0), directory.view.rowAt(350))
    cells = [directory.model.index(row, name) for row in rows]
    assert isinstance(delegate, CellDelegate)
    assert all(delegate.wanted_width(one.data(CELL)) <= width(directory, "name") for one in cells)


def test_a_dragged_heading_moves_its_column(qtbot: QtBot, directory: Table) -> None:
    with qtbot.waitSignal(directory.view.layout_changed):
        before = middle_of(directory, "focal_point") - QPoint(20, 0)
        drag(directory, middle_of(directory, "last_engaged"), before)
    assert shown(directory) == ["name", "last_engaged", "focal_point", "decision_4", "decision_7"]
    assert directory.model.query.order == ()  # a drag is no press


@pytest.mark.parametrize("key", ["kind", "region"])
def test_a_column_is_chosen_by_keys(directory: Table, key: str) -> None:
    name = directory.view.named(directory.columns[key])
    assert key not in shown(directory)
    by_keys(directory, "Columns", name)
    assert key in shown(directory)
    by_keys(directory, "Columns", name)
    assert key not in shown(directory)


def by_keys(table: Table, *path: str) -> None:
    """Shift+F10, then arrow keys to each entry and Enter."""
    view = table.view
    view.activateWindow()
    view.setFocus()
    table.view.choose_first()
    QTest.keyClick(view, Qt.Key.Key_F10, SHIFT)
    menu = QApplication.activePopupWidget()
    for number, words in enumerate(path):
        assert isinstance(menu, QMenu)
        wanted = next(one for one in menu.actions() if one.text() == words)
        for _step in range(40):
            if menu.activeAction() is wanted:
                break
            QTest.keyClick(menu, Qt.Key.Key_Down)
        assert menu.activeAction() is wanted
        if number < len(path) - 1:
            QTest.keyClick(menu, Qt.Key.Key_Right)
            menu = wanted.menu()
        else:
            QTest.keyClick(menu, Qt.Key.Key_Return)
    assert QApplication.activePopupWidget() is None


def test_sorted_moved_and_sized_by_keys(directory: Table) -> None:
    by_keys(directory, "Sort by", "Last engaged")
    by_keys(directory, "Sort by", "Last engaged, upwards")
    by_keys(directory, "Then by", "Name")
    assert directory.model.query.order == (("last_engaged", True), ("name", False))
    by_keys(directory, "Sort by", "Order of the list")
    assert directory.model.query.order == ()
    by_keys(directory, "Move and size", "Last engaged", "Move towards the beginning")
    assert shown(directory)[-2:] == ["last_engaged", "decision_7"]
    by_keys(directory, "Move and size", "Name", "Move towards the end")
    assert shown(directory)[:2] == ["focal_point", "name"]
    before = width(directory, "last_engaged")
    by_keys(directory, "Move and size", "Last engaged", "Wider")
    assert width(directory, "last_engaged") == before + 24
    by_keys(directory, "Move and size", "Last engaged", "Narrower")
    assert width(directory, "last_engaged") == before
    by_keys(directory, "Columns", "As at first")
    assert directory.view.layout_state() == {}
    assert shown(directory)[0] == "name"


def test_the_last_column_cannot_be_hidden(directory: Table) -> None:
    for number in directory.view.shown_columns[1:]:
        directory.view.show_column(number, False)
    QTest.keyClick(directory.view, Qt.Key.Key_Menu)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    columns = next(one for one in menu.actions() if one.text() == "Columns").menu()
    assert isinstance(columns, QMenu)
    enabled = {one.text(): one.isEnabled() for one in columns.actions() if one.text()}
    assert not enabled.pop("Name")
    assert all(enabled.values())
    menu.close()


def test_the_headings_have_a_menu_of_their_own(directory: Table) -> None:
    place = middle_of(directory, "name")
    on = directory.view.heading.viewport()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, on.mapToGlobal(place))
    QApplication.sendEvent(on, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [one.text() for one in menu.actions()] == [
        "Columns", "Sort by", "Then by", "Move and size",
    ]  # fmt: skip
    menu.close()


# Remembered


def test_what_was_chosen_is_remembered(qtbot: QtBot, store: Store, directory: Table) -> None:
    view = directory.view
    view.show_column(directory.columns["region"], True)
    view.show_column(directory.columns["decision_4"], False)
    view.move_column(directory.columns["last_engaged"], -1)
    view.widen(directory.columns["name"], 50)
    press(directory, "name")
    state = json.loads(json.dumps(view.layout_state()))
    again = Table(qtbot, store, OrganizationList(("regional",)))
    told: list[int] = []
    again.view.layout_changed.connect(lambda: told.append(1))
    again.view.restore_layout(state)
    assert shown(again) == shown(directory)
    assert width(again, "name") == width(directory, "name")
    assert again.model.query.order == (("name", False),)
    assert again.view.layout_state() == state
    assert not told  # to remember what is remembered would write at every start


def test_nothing_chosen_is_nothing_remembered(directory: Table) -> None:
    directory.view.resize(300, 300)
    assert directory.view.layout_state() == {}


COLUMNS = tuple(Column(key, key, lambda row: Cell(), 50, stretch=1) for key in "abc")


@pytest.mark.parametrize(
    "state",
    [
        {}, {"columns": 7, "shown": [], "widths": "x"}, {"columns": ["x", "y"]},
        {"widths": {"a": "wide", "x": 4}}, {"shown": {"a": 1, "x": True}},
        {"shown": {"a": False, "b": False, "c": False}},
    ],
)  # fmt: skip
def test_what_is_not_known_is_passed_over(state: dict[str, Any]) -> None:
    arranged = Arrangement(COLUMNS)
    arranged.restore(state)
    assert arranged.fit(300) == {0: 100, 1: 100, 2: 100}


@pytest.mark.parametrize(
    "state",
    [{"sort": [["gone", True], "name", ["decision_7"], [1, 2], ["name", "x"]]}, {"sort": 3}],
)
def test_an_order_that_is_not_known_is_passed_over(directory: Table, state: Any) -> None:
    directory.view.restore_layout(state)
    assert directory.model.query.order == ()


def test_a_new_column_appears_where_it_was_put() -> None:
    arranged = Arrangement(COLUMNS)
    arranged.restore({"columns": ["c", "gone", "a"]})
    assert list(arranged.fit(300)) == [2, 0, 1]


def test_a_width_out_of_all_proportion_is_mended() -> None:
    arranged = Arrangement(COLUMNS)
    arranged.restore({"widths": {"a": -4, "b": 10**9}})
    assert arranged.fit(10)[0] == 32
    assert arranged.fit(10)[1] == 2_000


def test_a_column_that_says_nothing_takes_no_room_unless_it_was_chosen() -> None:
    arranged = Arrangement(COLUMNS)
    arranged.bare = frozenset("b")
    assert arranged.fit(300) == {0: 150, 2: 150}
    arranged.choose(1, shown=True)
    assert list(arranged.fit(300)) == [0, 1, 2]
    arranged.clear()
    assert list(arranged.fit(300)) == [0, 2]
