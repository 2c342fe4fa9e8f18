"""Tables keep in step with the register by themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem
from pytestqt.qtbot import QtBot
from sqlalchemy import Connection

from ctdesk.db.drafts import CommitmentDraft, ItemDraft, OrganizationDraft
from ctdesk.db.operations import commitments
from ctdesk.db.operations import engagements as engagement_operations
from ctdesk.db.operations import organizations as organization_operations
from ctdesk.db.queries import engagements, organizations
from ctdesk.db.queries.engagements import EngagementList
from ctdesk.db.queries.organizations import OrganizationList
from ctdesk.db.store import Store
from ctdesk.ui.columns import organizations as organization_columns
from ctdesk.ui.tables.model import CELL, PAGE, PLACED, ROWS_KEPT, Cell, Column, RecordModel
from ctdesk.ui.tables.view import RecordView
from ctdesk.ui.theme import tokens_of
from ctdesk.ui.widgets.chips import Tone
from tests import factory
from tests.ui.table import CountingList, Table, rename
from tests.ui.test_theme import painted


@pytest.fixture
def directory(qtbot: QtBot, store: Store) -> Table:
    return Table(qtbot, store, OrganizationList(("regional",)))


def test_three_tables_follow_without_being_told(qtbot: QtBot, store: Store) -> None:
    ecowas = factory.known(store).organization("ECOWAS")
    tables = [
        Table(qtbot, store, OrganizationList(("regional",))),
        Table(qtbot, store, EngagementList()),
        Table(qtbot, store, EngagementList(organization_id=ecowas)),
    ]
    directory, log, narrowed = tables
    row = directory.model.row_of(ecowas)
    assert row is not None
    assert "never" in directory.text(row, "last_engaged")

    logged = factory.log(store, "ECOWAS", items=["Decision 7"])
    assert log.ids == narrowed.ids == [logged]
    assert "never" not in directory.text(row, "last_engaged")
    assert directory.text(row, "decision_7") == "1"

    factory.log(store, "SADC")
    assert len(log.ids) == 2
    assert narrowed.ids == [logged]

    store.undo()
    store.undo()
    assert log.ids == narrowed.ids == []
    assert "never" in directory.text(row, "last_engaged")

    store.redo()
    assert log.ids == narrowed.ids == [logged]
    assert all(table.in_step() for table in tables)


def test_an_engagement_that_leaves_the_filter_leaves_the_list(qtbot: QtBot, store: Store) -> None:
    ecowas = factory.known(store).organization("ECOWAS")
    narrowed = Table(qtbot, store, EngagementList(organization_id=ecowas))
    logged = factory.log(store, "ECOWAS")
    draft = store.read(engagements.draft(logged))
    without = replace(draft, participations=())
    store.perform("Edit", lambda s: engagement_operations.edit(s, logged, without))
    assert narrowed.ids == []
    store.undo()
    assert narrowed.ids == [logged]


def test_a_hidden_table_catches_up_when_it_is_shown(qtbot: QtBot, store: Store) -> None:
    log = Table(qtbot, store, EngagementList())
    log.view.hide()
    logged = factory.log(store, "AU")
    assert log.ids == []  # nobody looks: nothing is read
    log.view.show()
    assert log.ids == [logged]
    log.view.hide()
    store.undo()
    log.view.show()
    assert log.ids == []


def test_a_table_that_was_never_shown_reads_nothing(qtbot: QtBot, store: Store) -> None:
    hidden = Table(qtbot, store, OrganizationList(), show=False)
    factory.log(store, "AU")
    assert hidden.ids == []


@pytest.mark.parametrize("acronym", ["AAA", "ZZZ", "ECOWAX", "MMM", "ecowas", ""])
def test_a_renamed_row_moves_to_its_place_and_stays_chosen(
    directory: Table, store: Store, acronym: str
) -> None:
    ecowas = factory.known(store).organization("ECOWAS")
    assert directory.view.choose(ecowas)
    resets: list[int] = []
    directory.model.modelReset.connect(lambda: resets.append(1))
    rename(store, ecowas, acronym)
    assert directory.in_step()
    assert directory.view.current_id == ecowas
    assert directory.view.selectionModel().selectedRows()[0].row() == directory.model.row_of(ecowas)
    store.undo()
    assert directory.in_step()
    assert directory.view.current_id == ecowas
    assert not resets


def test_a_row_that_moves_past_the_chosen_one_leaves_it_chosen(
    directory: Table, store: Store
) -> None:
    names = factory.known(store)
    directory.view.choose(names.organization("OAS"))
    rename(store, names.organization("AU"), "ZZZ")
    assert directory.view.current_id == names.organization("OAS")
    assert directory.in_step()


def test_rows_come_and_go_in_their_places(directory: Table, store: Store) -> None:
    for name in ("Zebra body", "Aardvark body", "Middle body"):
        factory.add_organization(store, name, kind="regional")
        assert directory.in_step()
    first = directory.ids[0]
    directory.view.choose(first)
    store.perform("Delete", lambda s: organization_operations.delete(s, first))
    assert directory.in_step()
    assert directory.view.current_id == directory.ids[0]
    for _step in range(4):
        store.undo()
        assert directory.in_step()


def test_one_operation_that_moves_many_rows(directory: Table, store: Store) -> None:
    """Ten renamed, one added, one deleted, all at once; every neighbour is disturbed."""
    moved = directory.ids[2:22:2]
    gone = directory.ids[-1]

    def work(session: Any) -> None:
        for number, one in enumerate(moved):
            draft = replace(store.read(organizations.draft(one)), acronym=f"M{-number % 7}{number}")
            organization_operations.edit(session, one, draft)
        organization_operations.add(session, OrganizationDraft("M3", kind="regional"))
        organization_operations.delete(session, gone)

    resets: list[int] = []
    directory.model.modelReset.connect(lambda: resets.append(1))
    store.perform("Many", work)
    assert directory.in_step()
    store.undo()
    assert directory.in_step()
    assert not resets


def test_very_many_changes_are_read_anew_and_the_choice_is_kept(
    directory: Table, store: Store
) -> None:
    chosen = directory.ids[5]
    directory.view.choose(chosen)

    def work(session: Any) -> None:
        for number in range(PLACED + 10):
            draft = OrganizationDraft(f"B{number:03} body", kind="regional")
            organization_operations.add(session, draft)

    store.perform("Import", work)
    assert directory.in_step()
    assert directory.view.current_id == chosen


def test_a_hundred_thousand_rows_are_read_where_they_are_painted(
    qtbot: QtBot, store: Store
) -> None:
    query = CountingList(100_000, [])
    columns = (Column("row", "Row", lambda row: Cell(row), 100, stretch=1),)
    model = RecordModel(store, query, columns, table="organization", by="organization_id")
    view = RecordView(model, columns, "Rows", "Nothing")
    model.setParent(view)
    qtbot.addWidget(view)
    view.resize(400, 640)
    view.show()
    qtbot.waitExposed(view)
    view.grab()
    qtbot.waitUntil(lambda: model.whole)
    assert model.rowCount() == 100_000
    assert sum(map(len, query.asked)) <= 2 * PAGE
    qtbot.keyClick(view, Qt.Key.Key_End)
    view.grab()
    assert sum(map(len, query.asked)) <= 4 * PAGE
    assert str(model.index(99_999, 0).data()) == "row 100000"
    # Neither choosing all nor typing a letter may read the whole list.
    qtbot.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(view, Qt.Key.Key_X)
    view.grab()
    assert sum(map(len, query.asked)) <= 4 * PAGE


def test_rows_kept_are_bounded(qtbot: QtBot, store: Store) -> None:
    query = CountingList(ROWS_KEPT + 10 * PAGE, [])
    columns = (Column("row", "Row", lambda row: Cell(row), 100),)
    model = RecordModel(store, query, columns, table="organization", by="organization_id")
    model.attend(True)
    qtbot.waitUntil(lambda: model.whole)
    for row in range(0, model.rowCount(), PAGE):
        assert model.index(row, 0).data() == f"row {row + 1}"
        assert len(model._rows) <= ROWS_KEPT + PAGE
    model.deleteLater()


def test_one_engagement_logged_reads_one_row_anew(qtbot: QtBot, store: Store) -> None:
    for _number in range(5):
        factory.log(store, "AU")
    asked: list[list[int]] = []

    class Watched(EngagementList):
        def rows(self, connection: Connection, ids: Sequence[int]) -> dict[int, Any]:
            asked.append(list(ids))
            return EngagementList.rows(self, connection, ids)

    log = Table(qtbot, store, Watched())
    log.view.grab()
    asked.clear()
    logged = factory.log(store, "AU")
    log.view.grab()
    assert asked == [[logged]]


def test_an_engagement_reads_the_bodies_anew_that_took_part(qtbot: QtBot, store: Store) -> None:
    asked: list[list[int]] = []

    class Watched(OrganizationList):
        def rows(self, connection: Connection, ids: Sequence[int]) -> dict[int, Any]:
            asked.append(sorted(ids))
            return OrganizationList.rows(self, connection, ids)

    known = factory.known(store)
    body, item = known.organization("ECOWAS"), known.item("Decision 7")
    directory = Table(qtbot, store, Watched(("regional",)))
    directory.view.resize(640, 900)
    row = directory.model.row_of(body)
    assert row is not None
    directory.view.grab()

    def read_anew() -> set[int]:
        directory.view.grab()
        ids = {one for ids in asked for one in ids}
        asked.clear()
        return ids

    read_anew()
    logged = factory.log(store, "ECOWAS", items=["Decision 4"])
    assert read_anew() == {body}
    assert "never" not in directory.text(row, "last_engaged")
    assert directory.text(row, "decision_7") == "0"

    # What is added to one that was there names nobody who took part: any body may be meant.
    draft = store.read(engagements.draft(logged))
    more = replace(draft, items=(*draft.items, ItemDraft(item)))
    store.perform("Edit", lambda s: engagement_operations.edit(s, logged, more))
    assert body in read_anew()
    assert directory.text(row, "decision_7") == "1"

    store.perform("Delete", lambda s: engagement_operations.delete(s, logged))
    assert read_anew() == {body}
    assert "never" in directory.text(row, "last_engaged")


def test_a_promise_makes_both_its_sides_look_different(qtbot: QtBot, store: Store) -> None:
    """Other rows may name a table's records by more than one column."""
    asked: list[list[int]] = []

    class Watched(OrganizationList):
        def rows(self, connection: Connection, ids: Sequence[int]) -> dict[int, Any]:
            asked.append(sorted(ids))
            return OrganizationList.rows(self, connection, ids)

    columns = organization_columns.columns(date.today)
    by = ("organization_id", "by_id", "to_id")
    model = RecordModel(store, Watched(("regional",)), columns, table="organization", by=by)
    view = RecordView(model, columns, "Bodies", "Nothing")
    model.setParent(view)
    qtbot.addWidget(view)
    view.resize(640, 900)
    view.show()
    qtbot.waitExposed(view)
    view.grab()
    asked.clear()
    names = factory.known(store)
    sides = names.organization("AU"), names.organization("AMU")
    promise = CommitmentDraft("Share the calendar", by_id=sides[0], to_id=sides[1])
    store.perform("Promise", lambda s: commitments.add(s, promise))
    view.grab()
    assert sorted(one for ids in asked for one in ids) == sorted(sides)


def test_a_renamed_body_is_renamed_in_every_engagement(qtbot: QtBot, store: Store) -> None:
    factory.log(store, "AU")
    log = Table(qtbot, store, EngagementList())
    assert log.text(0, "with") == "AU"
    rename(store, factory.known(store).organization("AU"), "AfU")
    assert log.text(0, "with") == "AfU"


def test_keys_move_and_open(qtbot: QtBot, directory: Table) -> None:
    opened: list[object] = []
    chosen: list[object] = []
    directory.view.opened.connect(opened.append)
    directory.view.chosen.connect(chosen.append)
    directory.view.choose_first()
    qtbot.keyClick(directory.view, Qt.Key.Key_Down)
    qtbot.keyClick(directory.view, Qt.Key.Key_Down)
    assert chosen[-2:] == directory.ids[1:3]
    qtbot.keyClick(directory.view, Qt.Key.Key_Return)
    assert opened == [directory.ids[2]]
    qtbot.keyClick(directory.view, Qt.Key.Key_End)
    assert directory.view.current_id == directory.ids[-1]
    qtbot.keyClick(directory.view, Qt.Key.Key_Home)
    assert directory.view.current_id == directory.ids[0]
    qtbot.keyClick(directory.view, Qt.Key.Key_PageDown)
    assert directory.ids.index(directory.view.current_id or 0) > 5


def test_an_id_of_63_bits_survives_the_signals(qtbot: QtBot, store: Store) -> None:
    log = Table(qtbot, store, EngagementList())
    logged = factory.log(store, "AU")
    assert logged > 2**32
    opened: list[object] = []
    log.view.opened.connect(opened.append)
    log.view.choose(logged)
    qtbot.keyClick(log.view, Qt.Key.Key_Return)
    assert opened == [logged]


def test_a_cell_is_said_whole(directory: Table, store: Store) -> None:
    row = directory.model.row_of(factory.known(store).organization("ECOWAS"))
    assert row is not None
    index = directory.model.index(row, 0)
    name = "Economic Community of West African States"
    assert index.data() == f"ECOWAS {name}"
    assert index.data(Qt.ItemDataRole.ToolTipRole) == f"ECOWAS, {name}"
    cell = index.data(CELL)
    assert (cell.strong, cell.text) == ("ECOWAS", name)
    quiet = directory.model.index(row, directory.columns["last_engaged"]).data(CELL)
    assert quiet.chips == (("never since Feb 2025", "bad"),)


@pytest.mark.parametrize(
    ("year", "chips"), [(2024, (("never since Feb 2025", "bad"),)), (2025, None)]
)
def test_how_long_a_body_has_been_quiet(
    directory: Table, store: Store, year: int, chips: Any
) -> None:
    starts = datetime(year, 3, 4, 10)
    factory.log(store, "SADC", starts=starts)
    row = directory.model.row_of(factory.known(store).organization("SADC"))
    assert row is not None
    cell = directory.model.index(row, directory.columns["last_engaged"]).data(CELL)
    quiet = (date.today() - starts.date()).days
    assert cell.chips == (chips or ((f"{quiet} days", "warn"),))


@pytest.mark.parametrize("status", ["defunct", "historical"])
def test_a_body_that_is_no_more_is_no_gap(directory: Table, store: Store, status: str) -> None:
    sahel = factory.known(store).organization("G5 Sahel")
    changed = replace(store.read(organizations.draft(sahel)), status=status)
    store.perform("Edit", lambda s: organization_operations.edit(s, sahel, changed))
    row = directory.model.row_of(sahel)
    assert row is not None
    cell = directory.model.index(row, directory.columns["last_engaged"]).data(CELL)
    assert cell.chips == (("historical", "plain"),)
    assert cell.tooltip == "No engagement is logged"


@pytest.mark.parametrize(
    "direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft]
)
def test_every_kind_of_cell_can_be_painted(
    qtbot: QtBot, store: Store, direction: Qt.LayoutDirection
) -> None:
    """Long, empty, Arabic, Chinese, too many chips: in a narrow table, in both directions."""
    cells = [
        Cell("A very long name " * 50, strong="ACRONYM" * 4),
        Cell(),
        Cell("جامعة الدول العربية", strong="上海合作组织"),
        Cell(chips=tuple((f"D{number}", "accent") for number in range(12))),
        Cell("x", chips=(("a chip far too long for any cell to hold", "bad"),), muted=True),
    ]
    query = CountingList(len(cells), [])
    columns = (Column("cell", "Cell", lambda row: cells[int(row.split()[1]) - 1], 90),)
    model = RecordModel(store, query, columns, table="organization", by="organization_id")
    view = RecordView(model, columns, "Rows", "Nothing")
    model.setParent(view)
    qtbot.addWidget(view)
    view.setLayoutDirection(direction)
    view.resize(120, 300)
    view.show()
    qtbot.waitExposed(view)
    empty = view.grab(view.visualRect(model.index(1, 0))).toImage()
    for row in (0, 2, 3, 4):
        assert view.grab(view.visualRect(model.index(row, 0))).toImage() != empty
    assert view.itemDelegate().sizeHint(QStyleOptionViewItem(), model.index(0, 0)).height() == 32


def test_the_chosen_row_stays_in_view_when_a_notice_takes_room(directory: Table) -> None:
    view = directory.view
    last = view.rowAt(view.viewport().height() - 40)
    view.choose(directory.ids[last])
    QApplication.processEvents()
    view.resize(view.width(), view.height() - 80)
    QApplication.processEvents()
    place = view.visualRect(view.currentIndex())
    assert view.viewport().rect().contains(QRect(1, place.y(), 1, place.height()))


def test_a_row_out_of_view_is_not_fetched_when_a_notice_takes_room(directory: Table) -> None:
    view = directory.view
    view.choose(directory.ids[0])
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    at = view.verticalScrollBar().value()
    view.resize(view.width(), view.height() - 80)
    QApplication.processEvents()
    assert view.verticalScrollBar().value() >= at


@pytest.mark.parametrize("tone", ["plain", "accent"])
def test_a_chip_is_seen_on_a_chosen_row(qtbot: QtBot, store: Store, tone: Tone) -> None:
    cell = Cell(chips=(("XLSX", tone),))
    columns = (Column("cell", "Cell", lambda _row: cell, 90),)
    model = RecordModel(
        store, CountingList(2, []), columns, table="organization", by="organization_id"
    )
    view = RecordView(model, columns, "Rows", "Nothing")
    model.setParent(view)
    qtbot.addWidget(view)
    view.resize(120, 300)
    view.show()
    qtbot.waitExposed(view)
    view.choose(model.id_at(0) or 0)
    tokens = tokens_of(view)
    row = view.viewport().grab(view.visualRect(model.index(0, 0)))
    assert painted(row, QColor(tokens.selection))
    assert painted(row, QColor(tokens.surface))
