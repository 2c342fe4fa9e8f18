"""Decisions 4 and 7 in the window: cells that open what they count, keys, chips, the state kept."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ctdesk.db.search.tree import text_of
from ctdesk.db.store import Store
from ctdesk.settings import load_settings
from ctdesk.ui.pages.coverage import CoveragePage
from ctdesk.ui.wishes import Ask, LogEngagement, Open, PrintMatrix
from tests import factory

Key, Control = Qt.Key, Qt.KeyboardModifier.ControlModifier
D7 = ("Decision 7",)


@pytest.fixture
def page(qtbot: QtBot, store: Store) -> CoveragePage:
    factory.log(store, "AU", "ECOWAS", items=D7)
    factory.log(store, "AU", items=D7, status="planned")
    made = CoveragePage(store, load_settings())
    qtbot.addWidget(made)
    made.resize(1280, 760)
    made.show()
    qtbot.waitUntil(lambda: whole(made))
    return made


def whole(page: CoveragePage) -> bool:
    return page._totals is not None and bool(page.matrix.cells.lines)


def wishes(page: CoveragePage) -> list[Any]:
    told: list[Any] = []
    page.wanted.connect(told.append)
    return told


def cell(page: CoveragePage, body: str, heading: str) -> Any:
    cells = page.matrix.cells
    row = next(number for number, line in enumerate(cells.lines) if line.name == body)
    column = next(
        number for number in range(cells.columnCount()) if cells.heading(number) == heading
    )
    return cells.index(row, column)


def test_a_cell_opens_what_it_counts_and_logs_there(qtbot: QtBot, page: CoveragePage) -> None:
    told = wishes(page)
    page.matrix.setCurrentIndex(cell(page, "AU", "Q1 26"))
    assert page.matrix.cells.words(page.matrix.currentIndex()) == "1, 1 planned"
    qtbot.keyClick(page.matrix, Key.Key_Return)
    assert isinstance(told[-1], Ask)
    assert text_of(told[-1].asked) == "decision:7 quarter:2026Q1 (engaged:AU or planned:AU)"
    qtbot.keyClick(page.matrix, Key.Key_Return, Control)
    logged = told[-1]
    assert isinstance(logged, LogEngagement)
    names = factory.known(page._store)
    assert (logged.bodies, logged.items) == (
        (names.organization("AU"),), (names.item("Decision 7"),),
    )  # fmt: skip
    page.matrix.setCurrentIndex(cell(page, "AU", "Organization"))
    qtbot.keyClick(page.matrix, Key.Key_Return)
    assert told[-1] == Open("organization", names.organization("AU"))


def test_a_press_opens_and_with_control_logs(qtbot: QtBot, page: CoveragePage) -> None:
    told = wishes(page)
    place = page.matrix.visualRect(cell(page, "AU", "Q1 26")).center()
    qtbot.mouseClick(page.matrix.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert isinstance(told[-1], Ask)
    qtbot.mouseClick(page.matrix.viewport(), Qt.MouseButton.LeftButton, Control, place)
    assert isinstance(told[-1], LogEngagement)


def test_totals_count_distinct_engagements(page: CoveragePage) -> None:
    cells = page.matrix.cells
    assert cells.words(cells.index(0, cells.columnCount() - 2)) == "1, 1 planned"
    told = wishes(page)
    page._open_cell(0, cells.columnCount() - 2)
    assert "engaged:" in text_of(told[-1].asked)


def test_figures_open_their_lists(qtbot: QtBot, page: CoveragePage) -> None:
    told = wishes(page)
    for name, button in page.figures.items():
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert isinstance(told[-1], Ask), name
        assert told[-1].page == "organizations"
        assert button.accessibleName()
    assert text_of(told[2].asked) == "kind:regional status:active -(decision:7 after:2025-02)"


def test_it_follows_what_is_logged(qtbot: QtBot, page: CoveragePage) -> None:
    before = page.matrix.cells.words(cell(page, "SADC", "Total"))
    factory.log(page._store, "SADC", items=D7)
    qtbot.waitUntil(
        lambda: whole(page) and page.matrix.cells.words(cell(page, "SADC", "Total")) == "1"
    )
    page._store.undo()
    qtbot.waitUntil(
        lambda: whole(page) and page.matrix.cells.words(cell(page, "SADC", "Total")) == before
    )


def test_chips_say_what_is_asked_and_it_is_kept(qtbot: QtBot, page: CoveragePage) -> None:
    qtbot.mouseClick(page.chips.decisions["Decision 4"], Qt.MouseButton.LeftButton)
    assert page.heading.text().startswith("Decisions 4 and 7")
    page.chips.choices["region"].set_value("Africa")
    page.chips.choices["step"].set_value("month")
    page.chips.shift(-1)
    qtbot.waitUntil(lambda: whole(page))
    kept = page.state()
    assert kept["bodies"] == "kind:regional region:Africa status:active"
    other = CoveragePage(page._store, load_settings())
    qtbot.addWidget(other)
    other.restore(kept)
    assert other.asked == page.asked
    other.restore({"bodies": "((", "engagements": 3})
    assert other.asked == page.asked


def test_the_table_is_copied_out(page: CoveragePage) -> None:
    page.matrix.copy()
    lines = QApplication.clipboard().text().split("\n")
    assert lines[0].startswith("Organization\tQ1 25")
    assert len(lines) == len(page.matrix.cells.lines) + 1


def test_it_prints_what_is_on_show(page: CoveragePage) -> None:
    told = wishes(page)
    page.acts()["print"]()
    assert told == [PrintMatrix(page.asked)]


def test_a_screen_reader_hears_body_and_period(page: CoveragePage) -> None:
    said = page.matrix.cells.data(cell(page, "AU", "Q1 26"), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "AU, Q1 26, 1, 1 planned"
