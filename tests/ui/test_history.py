"""The history of a record and of the register, by keys and clicks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ctdesk.app import Program
from ctdesk.db.drafts import NameDraft
from ctdesk.db.fields import Kind
from ctdesk.db.operations import engagements as engagement_operations
from ctdesk.db.operations import organizations
from ctdesk.db.queries import engagements
from ctdesk.db.queries import organizations as bodies
from ctdesk.db.queries.history import FieldChange
from ctdesk.db.queries.steps import StepList
from ctdesk.db.store import Store
from ctdesk.ui import history_words
from ctdesk.ui.file_kinds import file_kind
from ctdesk.ui.pages.history import HistoryPage
from ctdesk.ui.widgets.history_panel import STEPS, HistoryPanel
from ctdesk.ui.widgets.marked_text import MarkedText, Part, compared, shortened
from tests.factory import add_organization, log
from tests.ui.keys import CTRL, Key, press, type_

SHIFT = Qt.KeyboardModifier.ShiftModifier


def edit(store: Store, body: int, title: str = "Edit", **values: object) -> None:
    draft = replace(store.read(bodies.draft(body)), **values)  # type: ignore[arg-type]
    store.perform(title, lambda session: organizations.edit(session, body, draft))


@pytest.fixture
def panel(qtbot: QtBot, store: Store) -> HistoryPanel:
    made = HistoryPanel(store, "America/New_York")
    qtbot.addWidget(made)
    made.resize(480, 700)
    made.show()
    qtbot.waitExposed(made)
    return made


def lines(panel: HistoryPanel, number: int = 0) -> list[str]:
    return [_plain(text) for text in panel.entries[number].lines.texts]


def _plain(text: str) -> str:
    return text.translate(dict.fromkeys((0x2066, 0x2067, 0x2068, 0x2069)))


def test_the_panel_says_from_what_to_what(panel: HistoryPanel, store: Store) -> None:
    body = add_organization(store, seat="Abuja", acronym="TB")
    edit(store, body, seat="Lagos", names=(NameDraft("ar", "هيئة"),))
    panel.show_record("organization", body)
    assert lines(panel) == ["Seat: Abuja → Lagos", "Name added: هيئة · Arabic · translation"]
    assert "Kind: Other" in lines(panel, 1)


def test_the_panel_keeps_in_step_and_waits_while_nobody_looks(
    panel: HistoryPanel, store: Store
) -> None:
    body = add_organization(store)
    panel.show_record("organization", body)
    edit(store, body, seat="Lagos")
    assert lines(panel) == ["Seat: Lagos"]
    panel.hide()
    edit(store, body, seat="Accra")
    assert lines(panel) == ["Seat: Lagos"]
    panel.show()
    assert lines(panel) == ["Seat: Lagos → Accra"]


def test_a_step_is_taken_back_from_the_panel(panel: HistoryPanel, store: Store) -> None:
    body = add_organization(store, seat="Abuja")
    edit(store, body, "Move", seat="Lagos")
    panel.show_record("organization", body)
    button = panel.entries[0].button
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert store.read(bodies.draft(body)).seat == "Abuja"
    assert "Move" in panel.notice.text
    assert [one.entry.kind for one in panel.entries] == ["undo", "do", "do"]
    assert [one.button.isVisible() for one in panel.entries] == [False, False, True]


def test_what_cannot_be_taken_back_says_why(panel: HistoryPanel, store: Store) -> None:
    body = add_organization(store, seat="Abuja")
    edit(store, body, "Move", seat="Lagos")
    edit(store, body, "Move on", seat="Accra")
    panel.show_record("organization", body)
    QTest.mouseClick(panel.entries[1].button, Qt.MouseButton.LeftButton)
    assert "“Move on” has changed the same record since" in panel.notice.text
    assert store.read(bodies.draft(body)).seat == "Accra"


def test_long_texts_are_compared_word_by_word_and_shown_whole_when_asked(
    panel: HistoryPanel, store: Store
) -> None:
    text = "The Commission coordinates the strategy with its partners. " * 20
    body = add_organization(store, profile=text)
    edit(store, body, profile=text.replace("strategy", "plan", 1))
    panel.show_record("organization", body)
    (line,) = lines(panel)
    assert line.startswith("Profile: The Commission coordinates the strategy plan with its")
    assert len(line) < 200
    button = panel.entries[0].lines.more_button
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(lines(panel)[0]) > 1000
    assert button.text() == "Show less"


def test_earlier_steps_come_when_asked_for(panel: HistoryPanel, store: Store) -> None:
    body = add_organization(store)
    for number in range(STEPS + 2):
        edit(store, body, f"Edit {number}", seat=f"Seat {number}")
    panel.show_record("organization", body)
    assert len(panel.entries) == STEPS
    panel._show_earlier()
    assert len(panel.entries) == STEPS + 3


def test_comparing_says_what_stayed_what_is_gone_and_what_is_new() -> None:
    parts = compared("one two three", "one 2 three")
    assert parts == (Part("one "), Part("two ", "gone"), Part("2 ", "new"), Part("three"))
    assert compared("same", "same") == (Part("same"),)
    assert "".join(p.text for p in compared("a b", "b c") if p.tone != "gone") == "b c"
    huge = compared("x " * 5000, "y " * 5000)
    assert [part.tone for part in huge] == ["gone", "new"]
    assert all(len(part.text) < 400 for part in shortened(huge))


def test_marked_text_is_as_high_as_its_width_makes_it(qtbot: QtBot) -> None:
    text = MarkedText((Part("<b>word</b> " * 40), Part("نص", "new")))
    qtbot.addWidget(text)
    assert text.heightForWidth(100) > text.heightForWidth(600) > 0
    assert "<b>word</b>" in text.text


# The page


@pytest.fixture
def page(program: Program) -> HistoryPage:
    assert program.window.desk is not None
    found = program.window.desk.page_of("history")
    assert isinstance(found, HistoryPage)
    return found


def desk_store(program: Program) -> Store:
    assert program.window.desk is not None
    return program.window.desk.store


def test_a_deletion_is_brought_back_by_keys(
    program: Program, page: HistoryPage, qtbot: QtBot
) -> None:
    store, desk = desk_store(program), program.window.desk
    assert desk is not None
    meeting = log(store, "ECOWAS", items=("Decision 7",))
    store.perform("Delete it", lambda session: engagement_operations.delete(session, meeting))
    add_organization(store, "Unrelated")
    QTest.keyClick(program.window, Qt.Key.Key_6, CTRL)
    assert desk.page is page
    QTest.mouseClick(page.deletions_chip, Qt.MouseButton.LeftButton)
    assert page.model.rowCount() == 1
    qtbot.waitUntil(lambda: "bring_back" in page.acts())
    QTest.keyClick(program.window, Qt.Key.Key_B, CTRL | SHIFT)
    assert desk.page_key == "engagements"
    assert desk.page.current_id == meeting
    draft = store.read(engagements.draft(meeting))
    assert (len(draft.participations), len(draft.items)) == (1, 1)
    # One more step like any other: it can be undone and done again.
    assert store.redoable() == "Delete it"
    store.redo()
    assert list(store.read(StepList(deletions=True).ids)) != []


def test_nothing_is_brought_back_before_it_is_known_that_it_can_be(
    program: Program, page: HistoryPage, qtbot: QtBot
) -> None:
    store, desk = desk_store(program), program.window.desk
    assert desk is not None
    body = add_organization(store, seat="Abuja")
    edit(store, body, "Move", seat="Lagos")
    desk.show_page("history")
    bring_back = program.window.acts["bring_back"]
    page._show_chosen()
    assert not bring_back.isEnabled()
    assert page.details.button is not None
    assert not page.details.button.isEnabled()
    qtbot.waitUntil(bring_back.isEnabled)
    assert page.details.button.isEnabled()
    QTest.keyClick(page.view, Key.Key_Down)  # what is on show is still the one before
    assert page.details.step_id is not None
    assert not bring_back.isEnabled()
    QTest.keyClick(program.window, Qt.Key.Key_B, CTRL | SHIFT)
    assert store.read(bodies.draft(body)).seat == "Lagos"
    qtbot.waitUntil(lambda: "Move" in said(page) and "changed the same record" in said(page))
    assert not bring_back.isEnabled()


def test_new_steps_place_themselves(program: Program, page: HistoryPage) -> None:
    store, desk = desk_store(program), program.window.desk
    assert desk is not None
    desk.show_page("history")
    body = add_organization(store, "First")
    first = page.model.id_at(0)
    edit(store, body, "Move", seat="Lagos")
    assert page.model.id_at(1) == first
    assert page.model.index(0, 1).data() == "Move"
    store.undo()
    assert page.model.index(0, 1).data() == "Undo: Move"
    assert page.model.index(1, 1).data() == "Move taken back"


def test_a_step_that_cannot_be_taken_back_says_why_beside_it(
    program: Program, page: HistoryPage, qtbot: QtBot
) -> None:
    store, desk = desk_store(program), program.window.desk
    assert desk is not None
    body = add_organization(store, seat="Abuja")
    edit(store, body, "Move", seat="Lagos")
    moved = store.read(StepList().ids)[0]
    edit(store, body, "Move on", seat="Accra")
    desk.open_history(moved)
    assert page.current_id == moved
    qtbot.waitUntil(lambda: page.details.step_id is None and page.details.button is None)
    qtbot.waitUntil(lambda: "Move on" in said(page))
    assert "bring_back" not in page.acts()


def said(page: HistoryPage) -> str:
    from PySide6.QtWidgets import QLabel

    return " ".join(one.text() for one in page.details.findChildren(QLabel))


def test_the_list_is_narrowed_by_words_and_widened_to_show_a_step(
    program: Program, page: HistoryPage
) -> None:
    store, desk = desk_store(program), program.window.desk
    assert desk is not None
    add_organization(store, "First body")
    first = store.read(StepList().ids)[0]
    add_organization(store, "Second body")
    desk.show_page("history")
    page.words.setFocus()
    type_("second")
    assert page.model.rowCount() == 1
    desk.open_history(first)
    assert page.current_id == first
    assert page.words.text() == ""
    store.author = "Test officer of another name, Desk"
    add_organization(store, "Third body")
    store.author = "Test officer, Another unit"  # the same officer, moved since
    add_organization(store, "Fourth body")
    page.mine_chip.click()
    page.today_chip.click()
    assert page.model.rowCount() == 3
    page.view.setFocus()
    press(Key.Key_Return)
    assert page.details.hasFocus()


def test_undo_of_what_is_gone_with_it_is_shown_in_the_history(
    program: Program, page: HistoryPage
) -> None:
    store, desk = desk_store(program), program.window.desk
    assert desk is not None
    add_organization(store, "Gone again")
    QTest.keyClick(program.window, Qt.Key.Key_Z, CTRL)
    program.window.notice._button.click()
    assert desk.page is page
    assert page.current_id == store.read(StepList().ids)[0]


def test_a_name_that_is_not_set_says_where_it_is() -> None:
    assert history_words.author("") == "name not set"
    assert "Settings" in history_words.author_hint("")
    assert not history_words.author_hint("A. Officer")


@pytest.mark.parametrize(
    ("table", "column", "code", "words"),
    [
        ("document", "media_type", "message/rfc822", "E-mail"),
        ("engagement", "languages", "en, fr, Hausa", "English, French, Hausa"),
        ("engagement", "time_zone", "America/New_York", "New York"),
    ],
)
def test_codes_are_said_in_words(table: str, column: str, code: str, words: str) -> None:
    change = FieldChange(table, column, "", Kind.LINE, "", code, "")
    assert history_words.value(change, code) == words


def test_a_media_type_is_a_kind_of_file() -> None:
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    types = (sheet, "text/plain; charset=utf-8", "application/pdf", "image/png", "x-own/thing")
    assert [file_kind(one) for one in types] == ["Excel workbook", "Text", "PDF", "Image", "File"]
