"""Saved searches: kept by a key, taken up by a click, renamed, deleted, found in the palette."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from ctdesk.app import Program
from ctdesk.days import today_in
from ctdesk.db.drafts import CommitmentDraft
from ctdesk.db.operations import commitments, searches
from ctdesk.db.queries.searches import saved
from ctdesk.db.store import Store
from ctdesk.ui.desk import Desk
from ctdesk.ui.live import DayTurn
from ctdesk.ui.widgets.nav_button import NavButton
from ctdesk.ui.widgets.saved_list import SavedButton, SavedList
from tests import factory
from tests.ui.conftest import button, desk_of
from tests.ui.keys import CTRL, Key, ctrl, focused, press, type_

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(qtbot: QtBot, program: Program) -> Desk:
    desk = desk_of(program)
    factory.log(desk.store, "AU", title="Border training", items=("Decision 7",))
    factory.log(desk.store, "ECOWAS", title="Border call", starts=datetime(2026, 10, 1, 9))
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    qtbot.waitUntil(lambda: desk._counted)
    desk.show_page("engagements")
    return desk


def keep(store: Store, name: str, query: str, kind: str = "organization") -> int:
    return store.perform(f"Save {name}", lambda s: searches.save(s, kind, name, query))


def listed(desk: Desk) -> SavedList:
    return desk.navigation.saved


def names(desk: Desk) -> list[str]:
    return [one.one.name for one in listed(desk).buttons]


def entry(desk: Desk, name: str) -> SavedButton:
    return next(one for one in listed(desk).buttons if one.one.name == name)


def counts(desk: Desk) -> list[str]:
    return [one.accessibleName().rpartition(", ")[2] for one in listed(desk).buttons]


def hint(desk: Desk) -> str:
    shown = listed(desk)._hint
    assert isinstance(shown, QLabel)
    return shown.text() if shown.isVisible() else ""


def narrow(desk: Desk, query: str) -> None:
    desk.engagements.type_filter()
    type_(query)
    press(Key.Key_Return)


def ask_to_save() -> None:
    QTest.keyClick(focused(), Key.Key_S, CTRL | SHIFT)


def test_counts_are_those_of_the_day_that_has_begun(desk: Desk, qtbot: QtBot) -> None:
    keep(desk.store, "Yesterday", "on:yesterday", "engagement")
    (turn,) = desk.findChildren(DayTurn)

    def told(day: date) -> list[str]:
        desk.store.today = lambda: day
        turn.look()
        qtbot.waitUntil(lambda: not desk.saved.counting)
        return counts(desk)

    assert told(date(2026, 10, 1)) == ["0"]
    assert told(date(2026, 10, 2)) == ["1"]
    assert told(date(2026, 10, 3)) == ["0"]


def test_what_waits_today_is_counted_when_the_day_turns(
    desk: Desk, program: Program, qtbot: QtBot
) -> None:
    settings = program.window._settings
    settings.time_zone = "Pacific/Pago_Pago"  # never the day of the other zone
    (turn,) = desk.findChildren(DayTurn)
    turn.look()
    due = CommitmentDraft("Name an alternate", due=today_in(settings.time_zone))
    desk.store.perform("Promise", lambda s: commitments.add(s, due))
    today = next(one for one in desk.navigation.findChildren(NavButton) if "Today" in one._spoken)
    qtbot.waitUntil(lambda: not desk.tasks.busy)
    assert today.accessibleName() == "Today, 0"
    settings.time_zone = "Pacific/Kiritimati"
    turn.look()
    qtbot.waitUntil(lambda: not desk.tasks.busy)
    assert today.accessibleName() == "Today, 1"


def test_a_day_that_goes_on_is_not_counted_anew(store: Store) -> None:
    day = date(2026, 10, 1)
    store.today = lambda: day
    turn, turns = DayTurn(store), []
    turn.turned.connect(lambda: turns.append(day))
    turn.look()
    day = date(2026, 10, 2)
    turn.look()
    turn.look()
    assert turns == [day]


def test_there_is_no_section_while_none_is_saved(desk: Desk) -> None:
    assert not listed(desk).isVisible()


def test_a_list_is_kept_by_a_key_and_taken_up_by_a_click(qtbot: QtBot, desk: Desk) -> None:
    narrow(desk, "decision:7 border")
    ask_to_save()
    assert focused() is listed(desk).line
    assert listed(desk).line.selectedText() == "Decision 7, border"
    type_("Borders")
    press(Key.Key_Return)
    assert names(desk) == ["Borders"]
    assert focused() is desk.engagements.view
    qtbot.waitUntil(lambda: counts(desk) == ["1"])
    assert entry(desk, "Borders").isChecked()
    desk.show_page("people")
    assert not entry(desk, "Borders").isChecked()
    desk.engagements.ask_text("")
    qtbot.mouseClick(entry(desk, "Borders"), Qt.MouseButton.LeftButton)
    assert desk.page is desk.engagements
    assert desk.engagements.filter.text() == "decision:7 border"
    assert desk.engagements.model.rowCount() == 1
    assert entry(desk, "Borders").isChecked()


def test_nothing_is_kept_of_a_list_of_all(program: Program, desk: Desk) -> None:
    assert not program.window.acts["save_search"].isEnabled()
    narrow(desk, "border")
    assert program.window.acts["save_search"].isEnabled()
    press(Key.Key_Escape)
    assert not program.window.acts["save_search"].isEnabled()
    desk.show_page("today")
    assert not program.window.acts["save_search"].isEnabled()


def test_what_is_not_understood_is_said_and_not_kept(desk: Desk) -> None:
    narrow(desk, "border")
    type_(" orgg:AU")
    ask_to_save()
    assert desk.engagements.notice.text.startswith("“orgg:” is not known")
    assert not listed(desk).isVisible()


def test_what_is_typed_last_is_kept(desk: Desk) -> None:
    narrow(desk, "border")
    type_(" call")  # not asked yet
    ask_to_save()
    press(Key.Key_Return)
    assert [one.query for one in desk.store.read(saved)] == ["border call"]


def test_escape_keeps_nothing(desk: Desk) -> None:
    narrow(desk, "border")
    ask_to_save()
    press(Key.Key_Escape)
    assert not listed(desk).isVisible()
    assert focused() is desk.engagements.view
    assert desk.store.read(saved) == ()


def test_a_name_that_is_there_is_replaced_after_saying_so(qtbot: QtBot, desk: Desk) -> None:
    keep(desk.store, "Borders", "border", "engagement")
    keep(desk.store, "Calls", "call", "organization")  # of another kind: no matter
    narrow(desk, "decision:7")
    ask_to_save()
    type_("calls")
    assert hint(desk) == ""
    press(Key.Key_A)
    QTest.keyClick(focused(), Key.Key_A, CTRL)
    type_("bORDERS")
    assert hint(desk) == "Replaces “Borders”"
    assert focused().accessibleDescription() == "Replaces “Borders”"
    press(Key.Key_Return)
    assert [(one.name, one.query) for one in desk.store.read(saved)] == [
        ("bORDERS", "decision:7"), ("Calls", "call"),
    ]  # fmt: skip
    ctrl(Key.Key_Z)
    assert names(desk) == ["Borders", "Calls"]


def test_a_name_that_is_none_is_refused_where_it_is_typed(desk: Desk) -> None:
    narrow(desk, "border")
    ask_to_save()
    press(Key.Key_Delete)
    press(Key.Key_Return)
    assert hint(desk) == "Name is missing."
    assert focused() is listed(desk).line
    type_("x")
    assert hint(desk) == ""


def test_f2_renames(qtbot: QtBot, desk: Desk) -> None:
    keep(desk.store, "Alpha", "border", "engagement")
    keep(desk.store, "Beta", "call", "engagement")
    entry(desk, "Beta").setFocus()
    press(Key.Key_F2)
    assert focused() is listed(desk).line
    assert desk.engagements.side.open_form is None  # the list did not take the key
    type_("alpha")
    assert hint(desk) == "Another is called “Alpha”."
    press(Key.Key_Return)
    assert focused() is listed(desk).line
    QTest.keyClick(focused(), Key.Key_A, CTRL)
    type_("Aardvark")
    press(Key.Key_Return)
    assert names(desk) == ["Aardvark", "Alpha"]
    assert focused() is entry(desk, "Aardvark")
    press(Key.Key_F2, Key.Key_Escape)
    assert focused() is entry(desk, "Aardvark")
    assert names(desk) == ["Aardvark", "Alpha"]


@pytest.mark.parametrize("modifiers", [Qt.KeyboardModifier.NoModifier, CTRL])
def test_delete_offers_undo(
    qtbot: QtBot, program: Program, desk: Desk, modifiers: Qt.KeyboardModifier
) -> None:
    keep(desk.store, "Alpha", "border", "engagement")
    keep(desk.store, "Beta", "call", "engagement")
    desk.engagements.view.choose_first()
    entry(desk, "Alpha").setFocus()
    QTest.keyClick(focused(), Key.Key_Delete, modifiers)
    assert names(desk) == ["Beta"]
    assert desk.engagements.model.rowCount() == 2  # the list did not take the key
    assert focused() is entry(desk, "Beta")
    assert program.window.notice.text == "Deleted: Alpha"
    qtbot.mouseClick(button(program.window.notice, "Undo"), Qt.MouseButton.LeftButton)
    assert names(desk) == ["Alpha", "Beta"]
    for name in ("Alpha", "Beta"):
        entry(desk, name).setFocus()
        press(Key.Key_Delete)
    assert not listed(desk).isVisible()
    assert focused() is desk.engagements.view


def test_up_and_down_go_along_them_and_enter_shows(qtbot: QtBot, desk: Desk) -> None:
    for name in ("Alpha", "Beta", "Gamma"):
        keep(desk.store, name, f"org:{name}", "organization")
    entry(desk, "Alpha").setFocus()
    press(Key.Key_Up, Key.Key_Down, Key.Key_Down, Key.Key_Down, Key.Key_Up)
    assert focused() is entry(desk, "Beta")
    press(Key.Key_Return)
    assert desk.page is desk.organizations
    assert desk.organizations.filter.text() == "org:Beta"
    assert focused() is desk.organizations.view


def test_its_menu_shows_renames_and_deletes(qtbot: QtBot, desk: Desk) -> None:
    keep(desk.store, "Alpha", "border", "engagement")
    one = entry(desk, "Alpha")
    for reason in QContextMenuEvent.Reason.Keyboard, QContextMenuEvent.Reason.Mouse:
        QApplication.sendEvent(one, QContextMenuEvent(reason, QPoint(2, 2), QPoint(9, 9)))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        told = [(act.text(), act.shortcut().toString()) for act in menu.actions()]
        assert told == [("Show", ""), ("Rename", "F2"), ("Delete", "Del")]
        press_in_menu(menu, 2)
        assert focused() is listed(desk).line
        press(Key.Key_Escape)


def press_in_menu(menu: QMenu, downs: int) -> None:
    for _time in range(downs):
        QTest.keyClick(menu, Key.Key_Down)
    QTest.keyClick(menu, Key.Key_Return)


def test_what_is_not_understood_any_more_is_shown_with_its_fault(qtbot: QtBot, desk: Desk) -> None:
    keep(desk.store, "Old", "border colour:blue", "engagement")
    qtbot.waitUntil(lambda: counts(desk) == ["not understood any more"])
    qtbot.mouseClick(entry(desk, "Old"), Qt.MouseButton.LeftButton)
    assert desk.engagements.filter.text() == "border colour:blue"
    assert not entry(desk, "Old").isChecked()  # its list is not on show
    assert desk.engagements.notice.text.startswith("“colour:” is not known")
    assert [one.query for one in desk.store.read(saved)] == ["border colour:blue"]


def test_the_counts_follow_what_is_logged(qtbot: QtBot, desk: Desk) -> None:
    keep(desk.store, "Borders", "border", "engagement")
    qtbot.waitUntil(lambda: counts(desk) == ["2"])
    factory.log(desk.store, "SADC", title="Border forum")
    qtbot.waitUntil(lambda: counts(desk) == ["3"])


def test_the_palette_finds_them(qtbot: QtBot, program: Program, desk: Desk) -> None:
    keep(desk.store, "Ruhige Gremien", "quiet:90d", "organization")
    ctrl(Key.Key_K)
    type_(">saved ruhig")
    rows = [row.text for row in program.window.find_box.results.rows]
    assert rows == ["Commands", "Saved search: Ruhige Gremien"]
    press(Key.Key_Return)
    assert desk.page is desk.organizations
    assert desk.organizations.filter.text() == "quiet:90d"


def test_they_are_there_after_a_restart(qtbot: QtBot, program: Program, desk: Desk) -> None:
    keep(desk.store, "Borders", "border", "engagement")
    program.window.show_register(desk.store, encrypted=False)
    again = desk_of(program)
    qtbot.waitUntil(lambda: names(again) == ["Borders"])
    qtbot.waitUntil(lambda: counts(again) == ["2"])


def test_many_scroll_and_the_one_with_the_keyboard_is_seen(
    qtbot: QtBot, program: Program, desk: Desk
) -> None:
    for number in range(30):
        keep(desk.store, f"Search {number:02}", f"word{number}")
    program.window.resize(1024, 700)
    area = listed(desk)._area
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    assert desk.navigation.width() == 196
    assert listed(desk).geometry().bottom() <= desk.navigation.rect().bottom()
    last = entry(desk, "Search 29")
    assert last.visibleRegion().isEmpty()
    entry(desk, "Search 00").setFocus()
    press(Key.Key_Down, times=29)
    assert focused() is last
    assert not last.visibleRegion().isEmpty()


@pytest.mark.parametrize(
    "name",
    [
        "A name so long that it cannot stand in the navigation " * 3,
        "المنظمات الإقليمية الهادئة " * 4,
        "<b>&amp;</b> & more",
    ],
)
def test_a_name_is_data_and_as_long_as_it_likes(desk: Desk, name: str) -> None:
    keep(desk.store, name.strip(), "kind:regional")
    one = entry(desk, name.strip())
    assert one.width() <= desk.navigation.width()
    assert "<b>" not in one.toolTip()
    assert "kind:regional" in one.toolTip()
    assert one.accessibleName().startswith(f"{name.strip()}, Organizations")


def test_in_a_register_that_is_read_only_they_are_only_shown(
    qtbot: QtBot, start: object, program: Program, desk: Desk
) -> None:
    keep(desk.store, "Borders", "border", "engagement")
    desk.store.read_only = True
    program.window.show_register(desk.store, encrypted=False)
    again = desk_of(program)
    qtbot.waitUntil(lambda: names(again) == ["Borders"])
    entry(again, "Borders").setFocus()
    press(Key.Key_F2, Key.Key_Delete)
    assert names(again) == ["Borders"]
    assert not listed(again).line.isVisible()
    press(Key.Key_Return)
    assert again.engagements.filter.text() == "border"
    assert not program.window.acts["save_search"].isEnabled()
