"""A question that takes for ever stands in nobody's way: keys are painted while it runs."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import ColumnElement, literal, select

from ctdesk.app import Program
from ctdesk.db.queries.organizations import OrganizationList
from ctdesk.db.search.tree import EVERYTHING
from ctdesk.db.tables import Organization
from ctdesk.ui.desk import Desk
from tests.ui.conftest import desk_of
from tests.ui.keys import focused, type_


@dataclass(frozen=True, slots=True)
class Endless(OrganizationList):
    """Organizations whose id comes up in counting on from 1, which it never does."""

    def _conditions(self, row_id: int | None = None) -> list[ColumnElement[bool]]:
        del row_id
        numbers = select(literal(1).label("n")).cte("numbers", recursive=True)
        numbers = numbers.union_all(select(numbers.c.n + 1))
        return [Organization.id.in_(select(numbers.c.n).where(numbers.c.n < 0).correlate(None))]


class Paints(QObject):
    """Counts the paints of a widget."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__()
        self.count = 0
        watched.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


@pytest.fixture
def desk(qtbot: QtBot, program: Program) -> Desk:
    desk = desk_of(program)
    desk.show_page("organizations")
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    return desk


def typed(text: str) -> float:
    """Type a text, each letter painted before the next; the longest it took, in ms."""
    line, longest = focused(), 0.0
    paints = Paints(line)
    for letter in text:
        before, begun = paints.count, time.perf_counter()
        type_(letter)
        while paints.count == before:
            QApplication.processEvents()
        longest = max(longest, time.perf_counter() - begun)
    return longest * 1000


def test_keys_are_painted_while_a_list_is_read(
    qtbot: QtBot, desk: Desk, program: Program, record_property: Callable[[str, object], None]
) -> None:
    page, box = desk.organizations, program.window.find_box
    rows = page.model.rowCount()
    page._all = Endless  # type: ignore[method-assign]
    page.ask(EVERYTHING)
    assert not page.model.whole
    assert page.model.rowCount() == rows  # what was there stays until the answer comes
    page.type_filter()
    record_property("line, ms", typed("kind:state bord"))  # each query of which is endless, too
    box.summon()
    record_property("palette, ms", typed("ecowas"))
    assert not page.model.whole  # all that while it was being read
    qtbot.waitUntil(lambda: not box.waiting)  # nor does finding wait for it
    assert box.results.isVisible()
    page.model.show_query(OrganizationList())  # and the next one calls it off
    qtbot.waitUntil(lambda: page.model.whole)
    assert page.model.rowCount() > rows
