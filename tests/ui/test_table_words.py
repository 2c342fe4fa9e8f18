"""What a table says: menus, copies, tooltips, empty lists, and to a screen reader."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QAction, QContextMenuEvent, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QToolTip
from pytestqt.qtbot import QtBot

from ctdesk.app import Program
from ctdesk.db.drafts import PersonDraft
from ctdesk.db.operations import people
from ctdesk.db.queries.engagements import EngagementList
from ctdesk.db.queries.organizations import OrganizationList
from ctdesk.db.store import Store
from ctdesk.settings import Settings
from ctdesk.ui.pages.people import PeoplePage
from ctdesk.ui.profiles.memberships import MembershipsPart
from ctdesk.ui.tables.copying import copied
from ctdesk.ui.tables.delegate import CellDelegate
from ctdesk.ui.tables.empty import Empty
from ctdesk.ui.tables.model import CELL, Cell, Column, RecordModel
from ctdesk.ui.tables.view import COPIED, RecordView
from tests import factory
from tests.ui.conftest import Start
from tests.ui.keys import ctrl
from tests.ui.table import CountingList, Table

Key = Qt.Key
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def directory(qtbot: QtBot, store: Store) -> Table:
    made = Table(qtbot, store, OrganizationList(("regional",)))
    made.view.activateWindow()
    made.view.setFocus()
    qtbot.waitUntil(made.view.hasFocus)
    made.view.choose_first()
    return made


def open_menu() -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


# The menu


def test_the_page_says_what_can_be_done_with_the_chosen_rows(directory: Table) -> None:
    asked: list[list[int]] = []
    done: list[int] = []
    action = QAction("Brief", directory.view)
    action.triggered.connect(lambda: done.append(1))

    def actions(ids: Any) -> list[QAction]:
        asked.append(list(ids))
        return [action]

    directory.view.actions_for = actions
    QTest.keyClick(directory.view, Key.Key_Down, SHIFT)
    QTest.keyClick(directory.view, Key.Key_Menu)
    assert asked == [directory.ids[:2]]
    QTest.keyClick(open_menu(), Key.Key_Down)
    QTest.keyClick(open_menu(), Key.Key_Return)
    assert done == [1]
    QTest.keyClick(directory.view, Key.Key_F10, SHIFT)
    words = [one.text() for one in open_menu().actions() if one.text()]
    assert words[:4] == ["Brief", "Copy", "Copy with headings", "Select all"]
    open_menu().close()


@pytest.mark.parametrize("reason", list(QContextMenuEvent.Reason)[:2])
def test_the_menu_opens_once_by_mouse_and_by_key(
    directory: Table, reason: QContextMenuEvent.Reason
) -> None:
    on = directory.view.viewport()
    place = directory.view.visualRect(directory.model.index(2, 0)).center()
    for _time in range(2):  # some systems ask twice for one press
        event = QContextMenuEvent(reason, place, on.mapToGlobal(place))
        QApplication.sendEvent(on, event)
    assert len([one for one in directory.view.findChildren(QMenu) if one.isVisible()]) == 1
    open_menu().close()
    assert QApplication.activePopupWidget() is None


def test_the_right_button_stands_on_the_row_it_presses(directory: Table) -> None:
    view = directory.view
    place = view.visualRect(directory.model.index(3, 0)).center()
    QTest.mousePress(
        view.viewport(), Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier, place
    )
    assert view.current_id == directory.ids[3]
    assert list(view.selected_ids()) == [directory.ids[3]]


# Copied


def plain() -> str:
    return QApplication.clipboard().text()


def test_the_chosen_rows_are_copied_as_they_are_shown(directory: Table) -> None:
    directory.view.move_column(directory.columns["last_engaged"], -1)
    directory.view.show_column(directory.columns["decision_4"], False)
    QTest.keyClick(directory.view, Key.Key_Down, SHIFT)
    ctrl(Key.Key_C)
    first, second = plain().splitlines()
    assert first == "Accra Initiative\tnone\tnever since Feb 2025\t0"
    assert second.split("\t")[0] == directory.text(1, "name")
    QTest.keyClick(directory.view, Key.Key_C, CTRL | SHIFT)
    headings = plain().splitlines()[0]
    assert headings == "Name\tFocal point\tLast engaged\tHeld under Decision 7"


def test_a_spreadsheet_takes_no_cell_for_a_formula_and_no_name_for_markup() -> None:
    mime = copied([["=1+1", "<b>x</b>", "a\tb\nc"], ["@x", "-1", "+41 22"]])
    assert mime.text() == "=1+1\t<b>x</b>\ta b c\n@x\t-1\t+41 22"
    html = mime.html()
    assert html.count("mso-number-format:'\\@'") == 6
    assert "<b>" not in html
    assert "&lt;b&gt;" in html


def test_a_copy_of_very_many_rows_is_bounded_and_says_so(qtbot: QtBot, store: Store) -> None:
    query = CountingList(COPIED + 5, [])
    columns = (Column("row", "Row", lambda row: Cell(row), 100, stretch=1),)
    model = RecordModel(store, query, columns, table="organization", by="organization_id")
    view = RecordView(model, columns, "Rows", "Nothing")
    model.setParent(view)
    qtbot.addWidget(view)
    view.show()
    qtbot.waitUntil(lambda: model.whole)
    said: list[str] = []
    view.said.connect(said.append)
    view.selectAll()
    view.copy_rows()
    assert len(plain().splitlines()) == COPIED
    assert said == ["The first 10,000 of 10,005 rows were copied."]
    said.clear()
    view.choose(3)
    view.copy_rows()
    assert (plain(), said) == ("row 3", [])


def test_nothing_chosen_leaves_the_clipboard_alone(qtbot: QtBot, store: Store) -> None:
    log = Table(qtbot, store, EngagementList())
    QApplication.clipboard().setText("kept")
    log.view.copy_rows()
    assert plain() == "kept"


# Tooltips


def test_a_tooltip_only_where_there_is_more_to_say(directory: Table) -> None:
    delegate = directory.view.itemDelegate()
    assert isinstance(delegate, CellDelegate)
    whole = Cell("African Union", strong="AU", tooltip="AU, African Union")
    wide = delegate.wanted_width(whole)
    assert delegate.help(whole, wide) == ""
    assert delegate.help(whole, wide - 1) == "AU, African Union"
    assert delegate.help(Cell("x" * 50), 90) == "x" * 50
    chip = Cell(chips=(("154 days", "warn"),), tooltip="Last engaged on 3 May 2026")
    assert delegate.help(chip, 400) == "Last engaged on 3 May 2026"


def test_a_name_that_looks_like_markup_is_shown_as_it_is(qtbot: QtBot, store: Store) -> None:
    factory.add_organization(store, "<b>Bold</b> & <img src=x> body " * 4, kind="academia")
    table = Table(qtbot, store, OrganizationList(("academia",)))
    on = table.view.viewport()
    place = table.view.visualRect(table.model.index(0, 0)).center()
    event = QHelpEvent(QEvent.Type.ToolTip, place, on.mapToGlobal(place))
    QApplication.sendEvent(on, event)
    qtbot.waitUntil(QToolTip.isVisible)
    assert QToolTip.text().startswith("<qt>&lt;b&gt;Bold&lt;/b&gt; &amp; &lt;img")
    QToolTip.hideText()


# Nothing to show


def words_in(table: Table) -> list[str]:
    return [one.text() for one in table.view.findChildren(QLabel) if one.isVisible()]


def test_an_empty_list_says_what_to_do(qtbot: QtBot, store: Store) -> None:
    log = Table(qtbot, store, EngagementList())
    log.view.set_empty(Empty("Nothing is logged yet", "Log what the desk does.", "Log engagement"))
    assert words_in(log) == ["Nothing is logged yet", "Log what the desk does."]
    button = log.view.findChild(QPushButton)
    assert isinstance(button, QPushButton)
    with qtbot.waitSignal(log.view.empty_action):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    middle = log.view.viewport().rect().center().x()
    assert abs(button.mapTo(log.view.viewport(), button.rect().center()).x() - middle) <= 1
    factory.log(store, "AU")
    assert not words_in(log)
    log.model.show_query(EngagementList(asked=factory.asked("under:D7")))
    log.view.set_empty(Empty("Nothing matches", "Press a chip again to widen the list."))
    assert words_in(log) == ["Nothing matches", "Press a chip again to widen the list."]
    assert not button.isVisible()
    store.undo()
    log.model.show_query(EngagementList())
    assert words_in(log)[0] == "Nothing matches"


@pytest.mark.parametrize("width", [60, 240, 1200])
def test_its_words_fit_in_however_narrow_a_list(qtbot: QtBot, store: Store, width: int) -> None:
    log = Table(qtbot, store, EngagementList(), width=width)
    log.view.set_empty(Empty("Nothing is logged here yet", "Log what the desk does. " * 3))
    notice = log.view._notice
    assert notice is not None
    assert log.view.viewport().rect().contains(notice.geometry().topLeft() + QPoint(1, 1))
    assert notice.width() <= log.view.viewport().width()


# To a screen reader


def test_headings_and_cells_are_said(directory: Table, store: Store) -> None:
    model = directory.model
    role = Qt.ItemDataRole
    seventh = directory.columns["decision_7"]

    def heading(asked: role) -> Any:
        return model.headerData(seventh, Qt.Orientation.Horizontal, asked)

    assert heading(role.DisplayRole) == "D7"
    assert heading(role.AccessibleTextRole) == "Held under Decision 7"
    assert heading(role.AccessibleDescriptionRole) == ""
    directory.view.sort_by((("decision_7", True),))
    assert heading(role.AccessibleDescriptionRole) == "Sorted downwards"
    directory.view.sort_by((("decision_7", False),))
    assert heading(role.AccessibleDescriptionRole) == "Sorted upwards"
    directory.view.sort_by(())
    quiet = model.index(0, directory.columns["last_engaged"])
    assert quiet.data(role.AccessibleTextRole) == "never since Feb 2025"
    assert quiet.data(role.AccessibleDescriptionRole) == "No engagement is logged"
    name = model.index(1, 0)
    assert name.data(role.AccessibleTextRole) == name.data(CELL).words
    assert name.data(role.AccessibleDescriptionRole) == ""


def test_the_table_has_a_name(directory: Table) -> None:
    found = QAccessible.queryAccessibleInterface(directory.view)
    assert found.text(QAccessible.Text.Name) == "Table"
    assert found.role() == QAccessible.Role.Table
    assert directory.view.heading.accessibleName() == "Headings of Table"


# Their keys


def test_the_menu_of_a_row_shows_keys_and_leaves_them_to_the_window(
    qtbot: QtBot, program: Program
) -> None:
    window = program.window
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert window.desk is not None
    page = window.desk.organizations
    page.view.setFocus()
    for _time in range(2):
        QTest.keyClick(page.view, Key.Key_Menu)
        shown = {one.text(): one.shortcut().toString() for one in open_menu().actions()}
        open_menu().close()
    assert shown["Edit"] == "F2"
    assert shown["Delete"] == "Ctrl+Del"
    assert shown["Log engagement"] == "Ctrl+E"
    assert shown["Briefing sheet"] == "Ctrl+B"
    QTest.keyClick(page.view, Key.Key_F2)
    assert page.side.open_form is page.form


def test_the_menu_of_a_person_says_all_that_is_done_with_one(
    qtbot: QtBot, store: Store, settings: Settings
) -> None:
    page = PeoplePage(store, settings)
    qtbot.addWidget(page)
    one, other = (
        store.perform("Add", lambda s, name=name: people.add(s, PersonDraft(name)))
        for name in ("Aya", "Ben")
    )
    shown = {act.text(): act.shortcut().toString() for act in page.view.actions_for([one])}
    assert shown == {
        "Edit": "F2", "Delete": "Ctrl+Del", "Log engagement": "Ctrl+E",
        "Still correct": "Ctrl+Shift+V", "Add post": "Ctrl+Shift+A",
    }  # fmt: skip
    several = [act.text() for act in page.view.actions_for([one, other])]
    assert several == ["Delete", "Log engagement", "Still correct"]
    page.view.actions_for([one])[-1].trigger()
    assert page.post_form.inputs["person_id"].value() == one


def test_the_menu_of_a_row_leaves_nothing_behind(qtbot: QtBot, program: Program) -> None:
    desk = program.window.desk
    assert desk is not None
    view = desk.organizations.view
    view.setFocus()

    def opened() -> int:
        QTest.keyClick(view, Key.Key_Menu)
        open_menu().close()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        return len(view.findChildren(QAction))

    before = opened()
    assert [opened() for _time in range(3)] == [before] * 3


def test_what_a_register_for_reading_cannot_do_is_off_in_the_menu_of_a_row(
    qtbot: QtBot, start: Start, register_path: Path
) -> None:
    program = start(register_path, read_only=True)
    qtbot.waitUntil(lambda: program.window.desk is not None)
    desk = program.window.desk
    assert desk is not None
    page = desk.organizations
    page.view.setFocus()
    QTest.keyClick(page.view, Key.Key_Menu)
    can = {one.text(): one.isEnabled() for one in open_menu().actions() if one.text()}
    open_menu().close()
    assert not any(can[one] for one in ("Edit", "Delete", "Log engagement"))
    assert can["Briefing sheet"]
    page.open(factory.known(desk.store).organization("ECOWAS"))
    page.show_part("memberships")
    part = page.profile.tabs.part("memberships")
    assert isinstance(part, MembershipsPart)
    part.view.choose_first()
    off = {one.text(): one.isEnabled() for one in part.view.actions_for(part.view.selected_ids())}
    assert off == {"Open": True, "Edit": False, "End…": False, "Delete": False}
    assert {key: one.isEnabled() for key, one in part._acts.items()} == {
        "open": True, "edit": False, "end": False, "delete": False,
    }  # fmt: skip
