"""The list on show is saved as a file, all of it, while the window goes on."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from ctdesk.app import Program
from ctdesk.db.register import Register
from ctdesk.db.store import Store
from ctdesk.settings import Settings
from ctdesk.ui.pages.history import HistoryPage
from ctdesk.ui.pages.list_saving import ListSaving
from ctdesk.ui.pages.organizations import OrganizationsPage
from ctdesk.ui.tables.model import Cell, Column, RecordModel
from ctdesk.ui.tables.view import RecordView
from ctdesk.ui.widgets.notice import Notice
from tests import factory
from tests.ui.conftest import button, desk_of
from tests.ui.table import CountingList

LONG = 100_000  # rows: more than are written before the window looks again


@pytest.fixture
def page(qtbot: QtBot, store: Store, settings: Settings) -> OrganizationsPage:
    made = OrganizationsPage(store, settings)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "saved"
    made.mkdir()
    return made


class Remembering(Notice):
    """A notice that remembers all it said."""

    def __init__(self) -> None:
        self.said: list[str] = []
        super().__init__()

    def say(self, text: str, *rest: Any) -> None:
        self.said.append(text)
        super().say(text, *rest)


@pytest.fixture
def long(qtbot: QtBot, store: Store) -> tuple[ListSaving, Remembering]:
    """What saves a list so long that the window is back before it is written."""
    columns = (Column("row", "Row", lambda row: Cell(row), 100),)
    model = RecordModel(store, CountingList(LONG, []), columns, table="person", by="person_id")
    view = RecordView(model, columns, "Table", "Nothing")
    model.setParent(view)
    qtbot.addWidget(view)
    notice = Remembering()
    qtbot.addWidget(notice)
    return ListSaving(store, view, notice), notice


def read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, strict=True))


def saved(qtbot: QtBot, page: OrganizationsPage | HistoryPage, path: Path) -> list[list[str]]:
    page.saving.save_to(path)
    qtbot.waitUntil(lambda: not page.saving.busy)
    return read(path)


def test_a_key_asks_where_and_proposes_a_name(program: Program, qtbot: QtBot, folder: Path) -> None:
    page = desk_of(program).organizations
    page.filter.read("kind:regional")
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(page.view, Qt.Key.Key_X, held)
    asked = page.findChild(QFileDialog)
    assert asked is not None
    assert Path(asked.selectedFiles()[0]).name == "Organizations, Regional.csv"
    asked.fileSelected.emit(str(folder / "chosen.csv"))
    asked.close()
    qtbot.waitUntil(lambda: not page.saving.busy)
    lines = read(folder / "chosen.csv")
    assert len(lines) == page.model.rowCount() + 1
    words = f"{page.model.rowCount()} rows saved as {folder / 'chosen.csv'}"
    assert page.notice.text == words


def test_the_file_says_what_the_list_shows(
    page: OrganizationsPage, qtbot: QtBot, store: Store, folder: Path
) -> None:
    factory.log(store, "ECOWAS", items=["Decision 7"])
    page.filter.read("ecowas")
    view = page.view
    number = next(n for n, one in enumerate(page.model.columns) if one.key == "kind")
    view.show_column(number, True)
    view.move_column(number, -1)
    lines = saved(qtbot, page, folder / "out.csv")
    shown = view.shown_columns
    assert lines[0] == [view.named(one) for one in shown]
    assert "Kind" in lines[0]
    assert lines[1:] == [
        [str(page.model.index(row, one).data()) for one in shown]
        for row in range(page.model.rowCount())
    ]


def test_rows_stand_in_the_order_of_the_list(
    page: OrganizationsPage, qtbot: QtBot, folder: Path
) -> None:
    page.view.sort_by((("name", True),))
    qtbot.waitUntil(lambda: page.model.whole)
    lines = saved(qtbot, page, folder / "out.csv")
    names = [str(page.model.index(row, 0).data()) for row in range(page.model.rowCount())]
    assert [line[0] for line in lines[1:]] == names


def test_what_is_not_understood_saves_nothing(page: OrganizationsPage) -> None:
    page.filter.setText("colour:blue")
    page.save_list()
    assert page.findChild(QFileDialog) is None
    assert "colour" in page.notice.text


def test_the_history_is_saved_too(
    qtbot: QtBot, store: Store, settings: Settings, folder: Path
) -> None:
    factory.add_organization(store, "A body")
    page = HistoryPage(store, settings)
    qtbot.addWidget(page)
    page.resize(1280, 800)
    page.show()
    qtbot.waitExposed(page)
    assert "save_list" in page.acts()
    assert saved(qtbot, page, folder / "out.csv")[1][1] == page.model.index(0, 1).data()


def test_an_empty_list_can_be_saved(page: OrganizationsPage, qtbot: QtBot, folder: Path) -> None:
    page.filter.read("qqqq")
    assert page.model.rowCount() == 0
    assert "save_list" in page.acts()
    assert len(saved(qtbot, page, folder / "out.csv")) == 1


def test_the_register_is_not_written_over(
    page: OrganizationsPage, qtbot: QtBot, opened: Register
) -> None:
    before = opened.path.read_bytes()
    page.saving.save_to(opened.path)
    qtbot.waitUntil(lambda: not page.saving.busy)
    assert "is the register itself" in page.notice.text
    assert opened.path.read_bytes() == before


def test_a_press_calls_it_off(
    long: tuple[ListSaving, Remembering], qtbot: QtBot, folder: Path
) -> None:
    saving, notice = long
    saving.save_to(folder / "out.csv")
    assert notice.text == "Saving out.csv"
    button(notice, "Cancel").click()
    qtbot.waitUntil(lambda: not saving.busy)
    assert notice.text == "out.csv was not saved: you cancelled it."
    assert list(folder.iterdir()) == []


def test_how_far_it_is_is_said(
    long: tuple[ListSaving, Remembering], qtbot: QtBot, folder: Path
) -> None:
    saving, notice = long
    saving.save_to(folder / "out.csv")
    qtbot.waitUntil(lambda: not saving.busy)
    assert notice.said[:2] == ["Saving out.csv", "Saving out.csv: 500 of 100,000 rows"]
    assert "Saving out.csv: 50,000 of 100,000 rows" in notice.said
    assert len(notice.said) == 1 + 21 + 1
    assert len(read(folder / "out.csv")) == LONG + 1
    assert notice.said[-1] == f"100,000 rows saved as {folder / 'out.csv'}"


def test_a_register_that_is_closed_waits_for_no_file(
    program: Program, qtbot: QtBot, folder: Path
) -> None:
    page = desk_of(program).organizations
    page.saving.save_to(folder / "out.csv")
    program.window.close_desk()
    assert [one.suffix for one in folder.iterdir()] in ([], [".csv"])
