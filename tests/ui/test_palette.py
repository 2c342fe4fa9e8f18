"""The palette: records, commands and recent ones by real keys, what matched marked."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from ctdesk.app import Program
from ctdesk.db.queries.hits import Hit
from ctdesk.db.search.fold import fold
from ctdesk.ui.desk import Desk
from ctdesk.ui.marking import marks
from ctdesk.ui.tasks import Newest
from ctdesk.ui.theme import LIGHT, UNIT
from ctdesk.ui.widgets.find_box import SHOWN, FindBox, Source
from ctdesk.ui.widgets.palette import ROW
from tests import factory
from tests.ui.conftest import Start
from tests.ui.keys import Key, ctrl, focused, press, type_
from tests.ui.test_theme import painted


@pytest.fixture
def desk(qtbot: QtBot, program: Program) -> Desk:
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    assert program.window.desk is not None
    program.window.desk.page.take_focus()
    return program.window.desk


@pytest.fixture
def box(desk: Desk, program: Program) -> FindBox:
    return program.window.find_box


def ask(qtbot: QtBot, box: FindBox, words: str) -> list[str]:
    """Type into the palette; the rows that come."""
    ctrl(Key.Key_K)
    type_(words)
    qtbot.waitUntil(lambda: not box.waiting and box.results.isVisible())
    return [row.text for row in box.results.rows]


def headings(box: FindBox) -> list[str]:
    return [row.text for row in box.results.rows if row.heading]


def test_a_record_is_found_by_any_of_its_names(qtbot: QtBot, box: FindBox, desk: Desk) -> None:
    desk.show_page("engagements")
    ask(qtbot, box, "эковас")
    assert box.results.current is not None
    assert box.results.current.detail == "ЭКОВАС"
    press(Key.Key_Return)
    assert desk.page is desk.organizations
    assert desk.organizations.current_id == factory.known(desk.store).organization("ECOWAS")
    assert box.results.isHidden()
    assert box.text() == ""


def test_arrows_pass_headings(qtbot: QtBot, box: FindBox, desk: Desk) -> None:
    logged = factory.log(desk.store, "AU", title="African borders")
    ask(qtbot, box, "african")
    assert headings(box)[:2] == ["Organizations", "Engagements"]
    for _step in range(60):
        assert box.results.current is not None
        assert not box.results.current.heading
        if box.results.current.text == "African borders":
            break
        press(Key.Key_Down)
    press(Key.Key_Return)
    assert (desk.page, desk.engagements.current_id) == (desk.engagements, logged)


def test_enter_at_once_waits_for_what_was_typed(qtbot: QtBot, box: FindBox, desk: Desk) -> None:
    ask(qtbot, box, "ECOWAS")
    box.selectAll()
    type_("SADC")
    press(Key.Key_Return)
    assert box.waiting
    wanted = factory.known(desk.store).organization("SADC")
    qtbot.waitUntil(lambda: desk.organizations.current_id == wanted)


def test_a_key_after_enter_takes_it_back(qtbot: QtBot, box: FindBox, desk: Desk) -> None:
    before = desk.organizations.current_id
    ctrl(Key.Key_K)
    type_("SADC")
    press(Key.Key_Return)
    type_(" ")
    qtbot.waitUntil(lambda: not box.waiting)
    assert desk.organizations.current_id == before
    assert box.results.isVisible()


def test_nothing_found_is_said_and_escape_gives_the_keyboard_back(
    qtbot: QtBot, box: FindBox, desk: Desk
) -> None:
    before = focused()
    said = ask(qtbot, box, "<b>qqqq")
    assert len(said) == 1
    assert "<b>qqqq" in said[0]
    assert box.results.height() < 100
    press(Key.Key_Return, Key.Key_Escape)
    assert box.results.isHidden()
    assert box.text() == ""
    assert focused() is before


def test_a_mistyped_name_is_guessed_and_found(qtbot: QtBot, box: FindBox, desk: Desk) -> None:
    rows = ask(qtbot, box, "Shangai")
    assert rows[0] == "Did you mean “shanghai”?"
    assert any(row.startswith("SCO") for row in rows)
    press(Key.Key_Return)  # on the first that was found, past the words above it
    assert desk.organizations.current_id == factory.known(desk.store).organization("SCO")
    assert "Did you mean" not in ask(qtbot, box, "Shanghai")[0]


def test_it_opens_from_within_a_text_and_escape_leaves_the_form_alone(
    qtbot: QtBot, box: FindBox, desk: Desk
) -> None:
    ctrl(Key.Key_E)
    text = next(
        one for one in desk.engagements.form.findChildren(QPlainTextEdit) if one.isVisible()
    )
    text.setFocus()
    type_("half a sentence")
    ctrl(Key.Key_K)
    press(Key.Key_Escape)
    assert focused() is text
    assert desk.engagements.unsaved


def test_without_words_the_recent_ones_and_what_can_be_done(
    qtbot: QtBot, box: FindBox, desk: Desk
) -> None:
    names = factory.known(desk.store)
    for acronym in ("SADC", "AU"):
        desk.open_record("organization", names.organization(acronym))
    ctrl(Key.Key_K)
    rows = [row.text for row in box.results.rows]
    assert [*rows[:4], rows[rows.index("Log engagement") - 1]] == [
        "Recent", "AU", "SADC", "Narrow by", "Commands",
    ]  # fmt: skip
    assert "Log engagement" in rows
    assert "Redo" not in rows  # nothing has been undone
    press(Key.Key_Down, Key.Key_Return)
    assert desk.organizations.current_id == names.organization("SADC")


@pytest.mark.parametrize("height", [700, 713, 800])
def test_the_list_ends_above_the_status_bar_on_a_whole_row(
    box: FindBox, program: Program, height: int
) -> None:
    program.window.resize(1024, height)
    QApplication.processEvents()
    ctrl(Key.Key_K)
    results, window = box.results, program.window
    assert len(results.rows) * ROW > results.height()
    assert results.view.viewport().height() % ROW == 0
    foot = window.status.mapTo(window, QPoint(0, 0)).y()
    assert foot - ROW - UNIT <= results.geometry().bottom() < foot
    assert results.x() == box.mapTo(window, QPoint(0, 0)).x()


def test_commands_are_found_by_any_word_and_carried_out(
    qtbot: QtBot, box: FindBox, desk: Desk, program: Program
) -> None:
    found = ask(qtbot, box, ">directory")
    assert headings(box) == ["Commands"]
    assert "Go to organizations" in found
    press(Key.Key_Escape)
    ask(qtbot, box, ">go engag")
    assert box.results.current is not None
    assert box.results.current.far == "Ctrl 4"
    press(Key.Key_Return)
    assert desk.page is desk.engagements
    qtbot.keyClick(
        program.window, Key.Key_K,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )  # fmt: skip
    assert box.text() == ">"
    assert headings(box) == ["Commands"]
    assert len(box.results.rows) > 15


def test_commands_follow_the_records(qtbot: QtBot, box: FindBox, desk: Desk) -> None:
    rows = ask(qtbot, box, "organi")
    assert headings(box)[-1] == "Commands"
    assert rows.index("Add organization") > rows.index("Organizations")


def test_all_of_a_kind_on_demand(qtbot: QtBot, box: FindBox, desk: Desk) -> None:
    for number in range(3 * SHOWN):
        factory.log(desk.store, "AU", title=f"Zebra {number}")
    rows = ask(qtbot, box, "zebra")
    assert rows[0] == "Engagements"
    assert rows[SHOWN + 1 : SHOWN + 3] == [f"Show all {3 * SHOWN}", "Show them in the list"]
    press(Key.Key_Down, times=SHOWN)
    assert box.results.current is not None
    assert box.results.current.text.startswith("Show all")
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: not box.waiting)
    shown = [row.text for row in box.results.rows if row.text.startswith("Zebra")]
    assert len(shown) == 3 * SHOWN
    assert box.results.current.text == shown[SHOWN]
    press(Key.Key_Return)
    assert desk.page is desk.engagements


def test_a_query_goes_on_in_the_list(qtbot: QtBot, box: FindBox, desk: Desk) -> None:
    for number in range(SHOWN + 1):
        factory.log(desk.store, "AU", title=f"Zebra {number}")
    ask(qtbot, box, "zebra org:AU")
    press(Key.Key_Down, times=SHOWN + 1)
    assert box.results.current is not None
    assert box.results.current.text == "Show them in the list"
    press(Key.Key_Return)
    assert desk.page is desk.engagements
    assert desk.engagements.filter.text() == "zebra org:AU"
    assert desk.engagements.model.rowCount() == SHOWN + 1


def test_values_of_a_key_are_offered_and_taken(qtbot: QtBot, box: FindBox, desk: Desk) -> None:
    one = factory.log(desk.store, "ECOWAS", title="Zebra")
    rows = ask(qtbot, box, "in:engagements org:ecow")
    assert rows[:2] == ["Narrow by", "ECOWAS"]
    press(Key.Key_Return)
    assert box.text() == "in:engagements org:ECOWAS "
    qtbot.waitUntil(lambda: not box.waiting)
    assert [row.text for row in box.results.rows][:2] == ["Engagements", "Zebra"]
    press(Key.Key_Return)
    assert desk.engagements.current_id == one


def test_what_is_wrong_with_a_query_is_said_and_mended(
    qtbot: QtBot, box: FindBox, desk: Desk
) -> None:
    factory.log(desk.store, "AU", title="Zebra")
    rows = ask(qtbot, box, "zebra orgg:AU")
    assert rows[:2] == ["“orgg:” is not known. Did you mean “org:”?", "Use “org”"]
    press(Key.Key_Return)
    assert box.text() == "zebra org:AU"
    qtbot.waitUntil(lambda: not box.waiting)
    assert "Zebra" in [row.text for row in box.results.rows]
    rows = ask(qtbot, box, "zebra org:ECOWSA")
    assert rows[0].startswith("“ECOWSA” is no organization")
    assert rows[1] == "Use “ECOWAS”"
    press(Key.Key_Return)
    assert box.text() == "zebra org:ECOWAS"


def test_a_time_typed_alone_is_offered_as_one(qtbot: QtBot, box: FindBox, desk: Desk) -> None:
    factory.log(desk.store, "AU", title="Zebra", starts=datetime(2026, 10, 1, 9))
    rows = ask(qtbot, box, "October 2026")
    assert rows[0].startswith("The words “October 2026” find nothing.")
    assert rows[1] == "Use “on:October 2026”"
    press(Key.Key_Return)
    assert box.text() == 'on:"October 2026"'
    qtbot.waitUntil(lambda: not box.waiting)
    assert "Zebra" in [row.text for row in box.results.rows]


def test_before_anything_is_typed_keys_are_shown(qtbot: QtBot, box: FindBox) -> None:
    ctrl(Key.Key_K)
    rows = [row.text for row in box.results.rows]
    assert rows[:2] == ["Narrow by", "org:"]
    press(Key.Key_Return)
    assert box.text() == "org:"


def test_without_a_register_there_are_commands(qtbot: QtBot, start: Start) -> None:
    program = start(None)
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    ctrl(Key.Key_K)
    rows = [row.text for row in program.window.find_box.results.rows]
    assert "Open register…" in rows
    assert "Log engagement" not in rows
    type_("anything")
    assert "Nothing found" in program.window.find_box.results.rows[0].text


def test_what_was_asked_for_is_painted_in_the_accent(
    qtbot: QtBot, box: FindBox, desk: Desk
) -> None:
    from PySide6.QtGui import QColor

    ask(qtbot, box, "cedeao")
    assert painted(box.results.grab(), QColor(LIGHT.accent_text))
    press(Key.Key_Escape)
    ask(qtbot, box, ">")
    assert not painted(box.results.grab(), QColor(LIGHT.accent_text))


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("ECOWAS, CEDEAO", "cedeao", ["CEDEAO"]),
        ("Communauté économique", "econ communaute", ["Communauté", "écon"]),
        (
            "Communaute\u0301 e\u0301conomique",
            "econ communaute",
            ["Communaute\u0301", "e\u0301con"],
        ),
        ("ЭКОВАС — сообщество", "эковас", ["ЭКОВАС"]),
        ("Côte d’Ivoire", "divoire", ["d’Ivoire"]),
        ("非洲联盟", "非洲", ["非洲"]),
        ("الاتحاد الأفريقي", "الافر", ["الأفر"]),
        ("Straße", "strass", ["Straß"]),
        ("undo", "do", []),
        ("AU AU", "au", ["AU", "AU"]),
        ("", "a", []),
    ],
)
def test_what_matched_is_marked_however_it_is_spelled(
    text: str, query: str, marked: list[str]
) -> None:
    assert [text[first:last] for first, last in marks(text, fold(query).split())] == marked


def test_only_the_newest_question_runs_next(qtbot: QtBot) -> None:
    newest, go_on, ran, told = Newest(), threading.Event(), [], []

    def work(name: str, wait: bool = False) -> str:
        if wait:
            go_on.wait(5)
        ran.append(name)
        return name

    newest.ask(lambda: work("first", wait=True), told.append, told.append)
    for name in ("second", "third", "last"):
        newest.ask(lambda name=name: work(name), told.append, told.append)
    assert newest.busy
    go_on.set()
    qtbot.waitUntil(lambda: not newest.busy)
    assert (ran, told) == (["first", "last"], ["last"])


def test_a_search_that_fails_is_said(qtbot: QtBot, box: FindBox, program: Program) -> None:
    from ctdesk.errors import UserError

    def refuse(words: str, limit: int) -> Sequence[Hit]:
        raise UserError("The disk does not answer.")

    box.serve(Source(refuse, frozenset(), lambda: ()))
    ctrl(Key.Key_K)
    type_("a")
    qtbot.waitUntil(lambda: program.window.notice.text == "The disk does not answer.")


def test_in_a_window_from_the_right_words_keep_clear_of_the_key(
    qtbot: QtBot, program: Program
) -> None:
    box = program.window.find_box
    assert box.textMargins().left() == 0
    assert box.textMargins().right() > box._keys.width()
    program.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qtbot.waitUntil(lambda: box._keys.x() < box.width() // 2)
    assert box.textMargins().left() > box._keys.geometry().right()
    assert box.textMargins().right() == 0
    assert box.alignment() & Qt.AlignmentFlag.AlignRight
    box.summon("")
    assert box.results.geometry().right() <= program.window.width()


def test_recent_are_also_those_chosen_in_a_list_and_those_changed(
    qtbot: QtBot, box: FindBox, desk: Desk
) -> None:
    desk.show_page("organizations")
    desk.show_page("today")
    assert desk.recent() == ()  # the list itself began with its first
    desk.show_page("organizations")
    press(Key.Key_Down)
    press(Key.Key_Down)
    chosen = desk.organizations.current_id
    desk.show_page("today")
    assert [one.id for one in desk.recent()] == [chosen]
    desk.show_page("history")
    desk.page.take_focus()
    logged = factory.log(desk.store, "AU")
    press(Key.Key_Down)  # a step is no record
    desk.show_page("today")
    assert [one.id for one in desk.recent()] == [logged, chosen]
