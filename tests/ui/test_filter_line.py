"""The line above a list: a query typed by real keys, completed, mended, cleared."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ctdesk.app import Program
from ctdesk.ui.desk import Desk
from ctdesk.ui.pages.engagements import EngagementsPage
from tests import factory
from tests.ui.conftest import button, desk_of
from tests.ui.keys import Key, focused, press, type_


@pytest.fixture
def desk(qtbot: QtBot, program: Program) -> Desk:
    desk = desk_of(program)
    factory.log(desk.store, "AU", title="Border training", items=("Decision 7",))
    factory.log(desk.store, "ECOWAS", title="Border call", starts=datetime(2026, 10, 1, 9))
    factory.log(desk.store, "SADC", title="Forum")
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    desk.show_page("engagements")
    return desk


@pytest.fixture
def page(desk: Desk) -> EngagementsPage:
    QTest.keyClick(
        focused(),
        Key.Key_F,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    assert focused() is desk.engagements.filter
    return desk.engagements


def titles(page: EngagementsPage) -> list[str]:
    ids = [page.model.id_at(row) or 0 for row in range(page.model.rowCount())]
    found = page._store.read(lambda c: page.model.query.rows(c, ids))
    return [found[one].title for one in ids]


def offered(page: EngagementsPage) -> list[str]:
    return [one.text for one in page.filter.offered]


def test_words_are_asked_for_while_they_are_typed(qtbot: QtBot, page: EngagementsPage) -> None:
    type_("bord")
    qtbot.waitUntil(lambda: len(titles(page)) == 2)
    type_(" train")
    qtbot.waitUntil(lambda: titles(page) == ["Border training"])
    press(Key.Key_Down)
    assert focused() is page.view
    assert page.current_id == page.model.id_at(0)


def test_who_takes_part_is_found_by_their_name(qtbot: QtBot, page: EngagementsPage) -> None:
    type_("эковас")
    press(Key.Key_Return)
    assert titles(page) == ["Border call"]


def test_keys_and_values_are_completed(qtbot: QtBot, page: EngagementsPage) -> None:
    type_("org")
    assert offered(page) == ["org:"]
    press(Key.Key_Down, Key.Key_Return)
    assert page.filter.text() == "org:"
    type_("ecow")
    assert offered(page) == ["ECOWAS"]
    press(Key.Key_Return)
    assert page.filter.text() == "org:ECOWAS "
    assert titles(page) == ["Border call"]
    type_("on:last")
    assert offered(page) == ["last week", "last month", "last quarter", "last year"]
    press(Key.Key_Down, Key.Key_Down, Key.Key_Return)
    assert page.filter.text() == 'org:ECOWAS on:"last quarter" '
    assert titles(page) == []


def test_the_line_gone_to_says_what_can_be_asked(qtbot: QtBot, page: EngagementsPage) -> None:
    assert offered(page)[:3] == ["with:", "under:", "after:"]
    assert page.filter.take() is False  # none of them is taken by a mere Enter
    press(Key.Key_Down, Key.Key_Return)
    assert page.filter.text() == "with:"
    assert "ECOWAS" not in offered(page)
    type_("ecow")
    press(Key.Key_Return)
    assert titles(page) == ["Border call"]
    press(Key.Key_Escape)
    assert page.filter.text() == ""
    assert len(titles(page)) == 3


def test_what_is_offered_is_added_to_what_is_asked(qtbot: QtBot, page: EngagementsPage) -> None:
    type_("with:ECOWAS")
    page.view.setFocus()
    page.type_filter()
    assert "with:" not in offered(page)
    assert "under:" in offered(page)
    press(Key.Key_Down, Key.Key_Return)
    assert page.filter.text() == "with:ECOWAS under:"
    assert titles(page) == ["Border call"]


def test_what_is_typed_after_a_click_behind_the_text_stands_by_itself(
    qtbot: QtBot, page: EngagementsPage
) -> None:
    type_("with:ECOWAS")
    page.view.setFocus()
    qtbot.mouseClick(page.filter, Qt.MouseButton.LeftButton, pos=page.filter.rect().center())
    assert focused() is page.filter
    assert "under:" in offered(page)
    type_("call")
    press(Key.Key_Return)
    assert page.filter.text() == "with:ECOWAS call"
    assert titles(page) == ["Border call"]


def test_passing_by_offers_nothing_until_it_is_asked_for(
    qtbot: QtBot, page: EngagementsPage
) -> None:
    page.view.setFocus()
    page.filter.setFocus(Qt.FocusReason.TabFocusReason)
    assert offered(page) == []
    QTest.keyClick(focused(), Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert offered(page)[0] == "with:"


def test_the_cross_clears_the_line(qtbot: QtBot, page: EngagementsPage) -> None:
    cross = page.filter._cross
    assert not cross.isVisible()
    type_("forum")
    press(Key.Key_Return)
    assert titles(page) == ["Forum"]
    qtbot.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert page.filter.text() == ""
    assert len(titles(page)) == 3
    assert not cross.isVisible()


def test_a_key_only_by_name_is_a_word_after_enter(qtbot: QtBot, page: EngagementsPage) -> None:
    before = titles(page)
    type_("type")
    assert offered(page) == ["type:"]
    qtbot.waitUntil(lambda: not page.filter._soon.isActive())
    assert titles(page) == before  # it may become a key
    press(Key.Key_Return)
    assert titles(page) == []


def test_what_is_not_understood_is_said_and_mended(qtbot: QtBot, page: EngagementsPage) -> None:
    type_("orgg:AU")
    qtbot.waitUntil(lambda: not page.filter._soon.isActive())
    assert page.notice.text == ""  # it is still being typed
    assert len(titles(page)) == 3
    press(Key.Key_Return)
    assert page.notice.text == "“orgg:” is not known. Did you mean “org:”?"
    qtbot.mouseClick(button(page.notice, "Use “org”"), Qt.MouseButton.LeftButton)
    assert page.filter.text() == "org:AU"
    assert titles(page) == ["Border training"]
    assert page.notice.text == ""


def test_leaving_the_line_says_what_is_wrong_too(qtbot: QtBot, page: EngagementsPage) -> None:
    type_("after:never")
    page.view.setFocus()
    assert page.notice.text.startswith("“never” is no date")


def test_a_name_that_means_nothing_is_said(qtbot: QtBot, page: EngagementsPage) -> None:
    type_("org:ECOWSA")
    press(Key.Key_Return)
    assert titles(page) == []
    assert page.notice.text.startswith("“ECOWSA” is no organization in the register.")
    assert "“ECOWAS”" in page.notice.text
    qtbot.mouseClick(button(page.notice, "Use “ECOWAS”"), Qt.MouseButton.LeftButton)
    assert page.filter.text() == "org:ECOWAS"
    assert titles(page) == ["Border call"]
    assert page.notice.text == ""


def test_a_time_typed_alone_asks_for_it_by_one_press(qtbot: QtBot, page: EngagementsPage) -> None:
    type_("October 2026")
    press(Key.Key_Return)
    assert titles(page) == []
    assert page.notice.text.startswith("The words “October 2026” find nothing.")
    use = "Use “on:October 2026”"
    qtbot.mouseClick(button(page.notice, use), Qt.MouseButton.LeftButton)
    assert page.filter.text() == 'on:"October 2026"'
    assert titles(page) == ["Border call"]
    assert page.notice.text == ""


def test_escape_clears_and_then_leaves(qtbot: QtBot, page: EngagementsPage) -> None:
    type_("forum")
    press(Key.Key_Return)
    assert titles(page) == ["Forum"]
    press(Key.Key_Escape)
    assert page.filter.text() == ""
    assert len(titles(page)) == 3
    assert focused() is page.filter
    press(Key.Key_Escape)
    assert focused() is page.view


def test_chips_write_what_can_be_edited(qtbot: QtBot, page: EngagementsPage) -> None:
    type_("border")
    press(Key.Key_Return)
    qtbot.mouseClick(page.chips["item 7"], Qt.MouseButton.LeftButton)
    assert page.filter.text() == "border decision:7"
    assert titles(page) == ["Border training"]
    page.type_filter()
    press(Key.Key_End)
    press(Key.Key_Backspace)
    type_("4")
    press(Key.Key_Return)
    assert titles(page) == []
    assert [key for key, chip in page.chips.items() if chip.isChecked()] == ["item 4"]
    assert page.view._empty.title == "No engagement matches"


def test_the_summary_is_of_what_the_list_shows(qtbot: QtBot, desk: Desk) -> None:
    page = desk.engagements
    page.ask_text("border org:AU")
    with qtbot.waitSignal(page.wanted) as told:
        page.ask_summary()
    assert told.args[0].asked == page.tree
