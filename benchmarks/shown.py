"""Whole lists in a window: opened, scrolled to any place, all chosen; each beside its floor."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtWidgets import QApplication, QHeaderView, QTableView
from sqlalchemy import event

from benchmarks.generate import raw
from benchmarks.keys import Painted
from benchmarks.measure import seconds
from ctdesk.db.register import open_register
from ctdesk.db.store import Store, open_store
from ctdesk.settings import Installation, load_settings
from ctdesk.ui.pages.list_page import ListPage
from ctdesk.ui.places import PLACES
from ctdesk.ui.theme import ROW_HEIGHT

OPENED = 15  # times
JUMPS = 100  # places a round; three rounds, none twice
FIRST = 60  # rows of a first page, as the model reads them
Found = dict[
    str, dict[str, list[float]]
]  # seconds, of the program and of the floor, by what is done


class _Plain(QAbstractTableModel):
    """As many rows and columns, with a word in each cell."""

    def __init__(self, rows: int, columns: int) -> None:
        super().__init__()
        self._size = rows, columns

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._size[0]

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._size[1]

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        return f"Cell {index.row()}" if role == Qt.ItemDataRole.DisplayRole else None


def measure(path: Path) -> dict[str, Found]:
    """By list, what each thing done with it took."""
    with open_register(path, None, read_only=True) as opened:
        store = open_store(opened, Installation("benchmark", 4000), "")
        return {key: _one(store, opened.engine, path, key) for key in ("people", "engagements")}


def _one(store: Store, engine: Any, path: Path, key: str) -> Found:
    settings = load_settings()
    place = next(place for place in PLACES if place.key == key)

    def page() -> ListPage:
        made = place.make(store, settings)
        assert isinstance(made, ListPage)
        return made

    shown = page()
    statements = _first_page(store, engine, shown)
    bare = raw(path)
    found: Found = {"open": {"program": [], "floor": []}}
    for _round in range(OPENED):
        found["open"]["floor"].append(seconds(lambda: _run(bare, statements)))
        shown, took = _opened(page)
        found["open"]["program"].append(took)
        if _round < OPENED - 1:
            _gone(shown)
    bare.close()
    _until(lambda: shown.model.rowCount() == store.read(shown.model.query.count))
    found["scroll"], found["select all"] = _scrolled(shown)
    _gone(shown)
    return found


def _first_page(store: Store, engine: Any, page: ListPage) -> list[tuple[str, Any]]:
    """The statements that ask for the first page, as the driver gets them."""
    told: list[tuple[str, Any]] = []

    def heard(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        if not statement.startswith("BEGIN"):
            told.append((statement, parameters))

    query = page.model.query
    event.listen(engine, "before_cursor_execute", heard)
    ids = store.read(query.ids)[:FIRST]
    told[-1] = (f"{told[-1][0]} LIMIT {FIRST}", told[-1][1])
    store.read(lambda connection: query.rows(connection, ids))
    event.remove(engine, "before_cursor_execute", heard)
    return told


def _run(connection: Any, statements: Sequence[tuple[str, Any]]) -> None:
    for statement, parameters in statements:
        connection.execute(statement, parameters).fetchall()


def _opened(make: Callable[[], ListPage]) -> tuple[ListPage, float]:
    """The page, made and shown; seconds until rows are painted."""
    begun = time.perf_counter()
    page = make()
    watch = Painted(page.view.viewport())
    page.resize(1280, 800)
    page.show()
    _until(lambda: watch.since() and page.model.rowCount() > 0)
    return page, time.perf_counter() - begun


def _until(settled: Callable[[], bool]) -> None:
    begun = time.perf_counter()
    while not settled():
        QApplication.processEvents()
        if time.perf_counter() - begun > 60:
            raise RuntimeError("nothing was painted")


def _gone(page: ListPage) -> None:
    page.close()
    page.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


def _scrolled(page: ListPage) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    """Seconds to the paint of each of many places, and of all rows chosen."""
    view, plain = page.view, QTableView()
    plain.setModel(_Plain(page.model.rowCount(), page.model.columnCount()))
    plain.verticalHeader().hide()
    plain.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    plain.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
    plain.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    plain.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    plain.resize(view.size())
    plain.show()
    for _round in range(20):
        QApplication.processEvents()
    chance = random.Random(7)
    jumps: dict[str, list[float]] = {"program": [], "floor": []}
    for _round in range(3):
        places = [chance.random() for _jump in range(JUMPS)]
        jumps["floor"] += _jumps(plain, places)
        jumps["program"] += _jumps(view, places)
    every = []
    for _round in range(5):
        every.append(_painted(view, view.selectAll))
        view.clearSelection()
    plain.close()
    return jumps, {"program": every, "floor": []}


def _jumps(table: QTableView, places: Sequence[float]) -> Iterator[float]:
    bar = table.verticalScrollBar()
    for place in places:
        row = round(place * bar.maximum())
        yield _painted(table, lambda row=row: bar.setValue(row))  # type: ignore[misc]


def _painted(table: QTableView, do: Callable[[], object]) -> float:
    """Seconds from what is done to the end of the paint that shows it."""
    QApplication.processEvents()
    watch = Painted(table.viewport())
    begun = time.perf_counter()
    do()
    _until(watch.since)
    took = time.perf_counter() - begun
    table.viewport().removeEventFilter(watch)
    return took
