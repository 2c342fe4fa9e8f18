"""Several rows are chosen, by keys and clicks; all of a long list for nothing; letters jump."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ctdesk.db.operations import organizations as operations
from ctdesk.db.queries import organizations
from ctdesk.db.queries.engagements import EngagementList
from ctdesk.db.queries.organizations import OrganizationList
from ctdesk.db.store import Store
from ctdesk.ui.tables.model import PAGE, Cell, Column, RecordModel
from ctdesk.ui.tables.view import KEPT, RecordView
from tests import factory
from tests.ui.keys import type_
from tests.ui.table import CountingList, Table, rename

Key = Qt.Key
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def directory(qtbot: QtBot, store: Store) -> Table:
    made = Table(qtbot, store, OrganizationList(("regional",)))
    made.view.activateWindow()
    made.view.setFocus()
    qtbot.waitUntil(made.view.hasFocus)
    made.view.choose_first()
    return made


def click(table: Table, row: int, held: Qt.KeyboardModifier) -> None:
    view = table.view
    place = view.visualRect(table.model.index(row, 0)).topLeft() + QPoint(5, 5)
    QTest.mouseClick(view.viewport(), LEFT, held, place)


def chosen(table: Table) -> list[int]:
    return list(table.view.selected_ids())


def test_shift_and_arrows_choose_several(directory: Table) -> None:
    view, ids = directory.view, directory.ids
    told: list[object] = []
    view.chosen.connect(told.append)
    QTest.keyClick(view, Key.Key_Down)
    QTest.keyClick(view, Key.Key_Down, SHIFT)
    QTest.keyClick(view, Key.Key_Down, SHIFT)
    assert chosen(directory) == ids[1:4]
    assert view.selected_rows == [(1, 3)]
    assert told == ids[1:4]  # the page shows the one the officer stands on
    assert view.current_id == ids[3]
    QTest.keyClick(view, Key.Key_Up, SHIFT)
    assert chosen(directory) == ids[1:3]
    QTest.keyClick(view, Key.Key_End, SHIFT)
    assert chosen(directory) == ids[1:]
    QTest.keyClick(view, Key.Key_Home, SHIFT)
    assert chosen(directory) == ids[:2]
    QTest.keyClick(view, Key.Key_Down)
    assert chosen(directory) == ids[1:2]


def test_clicks_with_shift_and_ctrl(directory: Table) -> None:
    ids = directory.ids
    click(directory, 1, Qt.KeyboardModifier.NoModifier)
    click(directory, 4, SHIFT)
    assert chosen(directory) == ids[1:5]
    click(directory, 3, CTRL)
    click(directory, 7, CTRL)
    assert chosen(directory) == [ids[1], ids[2], ids[4], ids[7]]
    assert directory.view.selected_rows == [(1, 2), (4, 4), (7, 7)]
    assert directory.view.selected_count == 4


@pytest.mark.parametrize("key", [Key.Key_Home, Key.Key_End])
@pytest.mark.parametrize("held", [Qt.KeyboardModifier.NoModifier, CTRL])
def test_home_and_end_go_to_the_ends(directory: Table, key: Key, held: Qt.KeyboardModifier) -> None:
    click(directory, 3, Qt.KeyboardModifier.NoModifier)
    QTest.keyClick(directory.view, key, held)
    at = 0 if key == Key.Key_Home else -1
    assert chosen(directory) == [directory.ids[at]] == [directory.view.current_id]


def test_pages(directory: Table) -> None:
    QTest.keyClick(directory.view, Key.Key_PageDown)
    down = directory.view.currentIndex().row()
    assert down > 5
    QTest.keyClick(directory.view, Key.Key_PageUp)
    assert directory.view.currentIndex().row() == 0


# What is chosen stays chosen


def test_rows_that_move_leave_the_chosen_ones_chosen(directory: Table, store: Store) -> None:
    names = factory.known(store)
    wanted = {names.organization(one) for one in ("AU", "EU", "OAS")}
    directory.view._select(directory.model.rows_of(wanted))
    rename(store, names.organization("ECOWAS"), "AAA")
    rename(store, names.organization("AU"), "ZZZ")
    assert set(chosen(directory)) == wanted


def test_a_list_read_anew_keeps_them(directory: Table, store: Store) -> None:
    QTest.keyClick(directory.view, Key.Key_Down, SHIFT)
    QTest.keyClick(directory.view, Key.Key_Down, SHIFT)
    before, current = chosen(directory), directory.view.current_id
    directory.view.sort_by((("name", True),))
    assert set(chosen(directory)) == set(before)
    assert directory.view.current_id == current
    directory.view.hide()
    factory.add_organization(store, "AAA body", kind="regional")
    directory.view.show()
    assert set(chosen(directory)) == set(before)


def test_all_stay_all_when_the_list_is_read_anew_but_not_in_another(
    directory: Table, store: Store
) -> None:
    QTest.keyClick(directory.view, Key.Key_A, CTRL)
    directory.view.sort_by((("name", True),))
    assert chosen(directory) == directory.ids
    directory.view.hide()
    factory.add_organization(store, "AAA body", kind="regional")
    directory.view.show()
    assert chosen(directory) == directory.ids
    # What was chosen in one list was not chosen in another: there it might be deleted unseen.
    directory.model.show_query(OrganizationList())
    assert len(chosen(directory)) == 1


def test_the_chosen_one_gone_the_others_stay(directory: Table, store: Store) -> None:
    ids = directory.ids
    QTest.keyClick(directory.view, Key.Key_Down, SHIFT)
    store.perform("Delete", lambda s: operations.delete(s, ids[1]))
    assert ids[0] in chosen(directory)
    assert ids[1] not in chosen(directory)


def test_the_one_chosen_gone_the_next_is_chosen(directory: Table, store: Store) -> None:
    ids = directory.ids
    directory.view.choose(ids[1])
    store.perform("Delete", lambda s: operations.delete(s, ids[1]))
    assert chosen(directory) == [directory.view.current_id]


# A million rows


@pytest.fixture
def million(qtbot: QtBot, store: Store) -> tuple[RecordView, CountingList]:
    query = CountingList(1_000_000, [])
    columns = (
        Column("row", "Row", lambda row: Cell(row), 100, stretch=1),
        Column("more", "More", lambda row: Cell(row), 100, stretch=1),
    )
    model = RecordModel(store, query, columns, table="organization", by="organization_id")
    view = RecordView(model, columns, "Rows", "Nothing")
    model.setParent(view)
    qtbot.addWidget(view)
    view.resize(400, 640)
    view.show()
    qtbot.waitExposed(view)
    qtbot.waitUntil(lambda: model.whole)
    view.grab()
    return view, query


def test_all_of_a_million_rows_are_chosen_for_nothing(
    qtbot: QtBot, million: tuple[RecordView, CountingList]
) -> None:
    view, query = million
    view.choose_first()
    read = sum(map(len, query.asked))
    begun = time.perf_counter()
    QTest.keyClick(view, Key.Key_A, CTRL)
    view.grab()
    QTest.keyClick(view, Key.Key_End, SHIFT)
    QTest.keyClick(view, Key.Key_Home, SHIFT)
    QTest.keyClick(view, Key.Key_A, CTRL)
    view.grab()
    taken = time.perf_counter() - begun
    assert view.selected_rows == [(0, 999_999)]
    assert len(view.selected_ids()) == 1_000_000
    assert sum(map(len, query.asked)) - read <= 3 * PAGE
    assert taken < 2  # a thousand times what it takes; a walk over the rows takes minutes


def test_more_than_are_kept_by_their_ids_leave_the_one_stood_on(
    qtbot: QtBot, million: tuple[RecordView, CountingList]
) -> None:
    view, _query = million
    view.choose_first()
    for _page in range(80):
        QTest.keyClick(view, Key.Key_PageDown, SHIFT)
    assert KEPT < view.selected_count < 1_000_000
    current = view.current_id
    view.sort_by((("row", True),))
    qtbot.waitUntil(lambda: view.records.whole)
    assert list(view.selected_ids()) == [current]


# Letters


def test_letters_jump_to_the_record_that_begins_so(directory: Table) -> None:
    type_("ec")
    assert directory.text(directory.view.currentIndex().row(), "name").startswith("ECCAS")
    type_("ow")
    assert directory.text(directory.view.currentIndex().row(), "name").startswith("ECOWAS")
    type_("xyz")  # none begins so: the officer stays
    assert directory.text(directory.view.currentIndex().row(), "name").startswith("ECOWAS")


def test_a_blank_belongs_to_what_is_typed(directory: Table) -> None:
    type_("g5 sa")
    assert directory.text(directory.view.currentIndex().row(), "name") == "G5 Sahel"
    assert directory.view.selected_count == 1


def test_letters_after_a_while_begin_anew(
    qtbot: QtBot, directory: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ctdesk.ui.tables.view.LETTERS_ADD_UP", 0)
    type_("eo")
    assert directory.text(directory.view.currentIndex().row(), "name").startswith("OAS")


def test_letters_in_other_scripts(qtbot: QtBot, store: Store, directory: Table) -> None:
    added = factory.add_organization(store, "Ébauche", kind="regional")
    type_("éb")
    assert directory.view.current_id == added


def test_letters_jump_in_a_sorted_list_too(directory: Table) -> None:
    directory.view.sort_by((("last_engaged", False),))
    type_("ec")
    assert directory.text(directory.view.currentIndex().row(), "name").startswith("ECCAS")


def test_letters_are_those_of_the_acronym_or_else_of_the_name(directory: Table) -> None:
    type_("african un")
    assert directory.text(directory.view.currentIndex().row(), "name").startswith("AU")


def test_letters_do_nothing_where_nothing_is_named(qtbot: QtBot, store: Store) -> None:
    factory.log(store, "AU")
    log = Table(qtbot, store, EngagementList())
    log.view.activateWindow()
    log.view.setFocus()
    qtbot.waitUntil(log.view.hasFocus)
    type_("te")
    assert log.view.selected_count == 0


def test_enter_opens_and_letters_keep_the_filter(directory: Table, store: Store) -> None:
    nigeria = factory.known(store).organization("Nigeria")
    changed = replace(store.read(organizations.draft(nigeria)), acronym="ECX")
    store.perform("Edit", lambda s: operations.edit(s, nigeria, changed))
    opened: list[object] = []
    directory.view.opened.connect(opened.append)
    type_("ecx")
    QTest.keyClick(directory.view, Key.Key_Return)
    assert opened != [nigeria]
