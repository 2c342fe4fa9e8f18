"""Needs and practices through the window, by keys: stated, narrowed, answered, and taken back."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ctdesk.app import Program
from ctdesk.db.drafts import CommitmentDraft
from ctdesk.db.operations import commitments
from ctdesk.db.queries.needs import NeedList, draft, need
from ctdesk.ui.desk import Desk
from ctdesk.ui.pages.needs import NeedsPage
from tests import factory
from tests.ui.conftest import button, desk_of
from tests.ui.keys import CTRL, Key, ctrl, focused, press, type_

SHIFT = Qt.KeyboardModifier.ShiftModifier
LONG = ("قائمة طويلة جدا من الاحتياجات " * 20).strip()


def ctrl_shift(key: Key) -> None:
    QTest.keyClick(focused(), key, CTRL | SHIFT)


@pytest.fixture
def desk(program: Program, qtbot: QtBot) -> Desk:
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    return desk_of(program)


@pytest.fixture
def made(desk: Desk) -> Mapping[str, int]:
    """Four of them and an engagement."""
    store = desk.store
    au = factory.known(store).organization("AU")
    meeting = factory.log(store, "AU", title="Workshop on borders")
    return {
        "meeting": meeting,
        "posts": factory.add_need(
            store, "Equipment for border posts", priority="high", organization_id=au,
            engagement_id=meeting,
        ),
        "lists": factory.add_need(store, "Lists come late", kind="challenge", priority="low"),
        "patrols": factory.add_need(store, "Joint patrols", kind="practice"),
        "met": factory.add_need(store, "A focal point", state="met"),
    }  # fmt: skip


@pytest.fixture
def page(desk: Desk, made: Mapping[str, int], qtbot: QtBot) -> NeedsPage:
    desk.show_page("needs")
    shown = desk.page
    assert isinstance(shown, NeedsPage)
    qtbot.waitUntil(lambda: said(shown) != "")
    return shown


def listed(page: NeedsPage) -> list[str]:
    return [page._called(page.model.id_at(row) or 0) for row in range(page.model.rowCount())]


def said(page: NeedsPage) -> str:
    """All that stands beside the list."""
    return " / ".join(one.text() for one in page.pane.widget().findChildren(QLabel))


def cells(page: NeedsPage, row: int) -> list[str]:
    count = page.model.columnCount()
    return [str(page.model.data(page.model.index(row, column))) for column in range(count)]


def test_the_page_is_a_place_with_the_count_of_what_its_list_shows(
    program: Program, made: Mapping[str, int], qtbot: QtBot
) -> None:
    desk = desk_of(program)
    shown = desk.navigation._buttons["needs"]
    qtbot.waitUntil(lambda: shown.accessibleName() == "Needs and practices, 3")
    QTest.keyClick(program.window, Key.Key_4, CTRL | Qt.KeyboardModifier.AltModifier)
    assert desk.page_key == "needs"
    assert isinstance(desk.page, NeedsPage)
    assert desk.page.model.rowCount() == 3


def test_what_a_row_says(page: NeedsPage) -> None:
    assert listed(page) == ["Equipment for border posts", "Lists come late", "Joint patrols"]
    assert cells(page, 0)[:7] == [
        "need", "Equipment for border posts", "AU", "", "high", "open", "none",
    ]  # fmt: skip
    assert cells(page, 2)[:7] == ["practice", "Joint patrols", "", "", "", "", ""]


def test_chips_narrow_the_list_and_the_figure_opens_what_it_counts(page: NeedsPage) -> None:
    for name, wanted in (
        ("needs", ["Equipment for border posts"]),
        ("challenges", ["Lists come late"]),
        ("practices", ["Joint patrols"]),
    ):
        page.chips[name].click()
        assert listed(page) == wanted, name
        page.chips[name].click()
    page.chips["open"].click()
    assert len(listed(page)) == 4
    figure = page.chips["unanswered"]
    figure.click()
    assert figure.text() == "Nothing done about it: 2"
    assert listed(page) == ["Equipment for border posts", "Lists come late"]
    assert page.chips["open"].isChecked(), "it says so as well"


def test_one_is_answered_with_an_engagement_by_keys(
    page: NeedsPage, made: Mapping[str, int]
) -> None:
    page.view.setFocus()
    ctrl_shift(Key.Key_W)
    assert page.answering.engagement.isAncestorOf(focused())
    type_("workshop")
    press(Key.Key_Return)
    ctrl(Key.Key_Return)
    record = page._store.read(need(made["posts"]))
    assert [(one.kind, one.record_id) for one in record.answers] == [
        ("engagement", made["meeting"])
    ]
    assert record.draft.state == "being_met", "as the form said"
    assert not page.answering.isVisible()
    assert page.view.hasFocus()
    assert page.chips["unanswered"].text() == "Nothing done about it: 1"
    assert cells(page, 0)[5:7] == ["being met", "1"]
    ctrl(Key.Key_Z)
    record = page._store.read(need(made["posts"]))
    assert (record.answers, record.draft.state) == ((), "open")
    assert page.chips["unanswered"].text() == "Nothing done about it: 2"


def test_nothing_chosen_and_nothing_written_is_said_beside_the_note(page: NeedsPage) -> None:
    page.answer_current()
    ctrl(Key.Key_Return)
    assert page.answering._framed["note"].fault == "Choose a record, or write what was done."
    assert page.answering.note.isAncestorOf(focused())
    type_("A letter was sent")
    assert page.unsaved
    ctrl(Key.Key_Return)
    assert not page.unsaved
    assert "A letter was sent" in said_of(page)


def said_of(page: NeedsPage) -> str:
    page._show_chosen()
    return said(page)


def test_a_commitment_is_found_by_its_words(page: NeedsPage, made: Mapping[str, int]) -> None:
    promised = page._store.perform(
        "Promise", lambda s: commitments.add(s, CommitmentDraft("send scanners"))
    )
    page.answer_current()
    page.answering.commitment.line.setFocus()
    type_("scann")
    press(Key.Key_Return)
    ctrl(Key.Key_Return)
    (answer,) = page._store.read(need(made["posts"])).answers
    assert (answer.kind, answer.record_id, answer.title) == (
        "commitment", promised, "send scanners",
    )  # fmt: skip


def test_what_beside_it_leads_where_it_says(
    desk: Desk, page: NeedsPage, made: Mapping[str, int], qtbot: QtBot
) -> None:
    factory.add_answer(desk.store, made["posts"], engagement_id=made["meeting"])
    page._show_chosen()
    opens = [one for one in page.pane.widget().findChildren(QPushButton)
             if one.accessibleName() == "Workshop on borders"]  # fmt: skip
    assert len(opens) == 2, "where it was said, and what was done"
    for one in opens:
        desk.show_page("needs")
        one.click()
        assert desk.page_key == "engagements"
        assert desk.engagements.current_id == made["meeting"]
        desk.go_back()
        assert desk.page_key == "needs"
        assert page.current_id == made["posts"]


def test_an_answer_is_taken_back_and_its_record_stays(
    page: NeedsPage, made: Mapping[str, int]
) -> None:
    factory.add_answer(page._store, made["posts"], engagement_id=made["meeting"])
    page._show_chosen()
    back = next(one for one in page.pane.widget().findChildren(QPushButton)
                if one.accessibleName() == "Take back: Workshop on borders")  # fmt: skip
    back.click()
    assert page._store.read(need(made["posts"])).answers == ()
    assert page._store.undoable() == "Take back what was done"


def test_one_is_entered_and_edited_by_keys(page: NeedsPage) -> None:
    page.view.setFocus()
    QTest.keyClick(focused(), Key.Key_N, CTRL | Qt.KeyboardModifier.AltModifier)
    assert page.form.inputs["kind"].isAncestorOf(focused())
    type_("c")  # challenge
    press(Key.Key_Tab)
    type_("Forms differ")
    press(Key.Key_Tab)
    type_("ECOWAS")
    press(Key.Key_Return)
    ctrl(Key.Key_Return)
    one = max(page._store.read(NeedList().ids))
    stored = page._store.read(draft(one))
    names = factory.known(page._store)
    assert (stored.kind, stored.statement, stored.organization_id, stored.state) == (
        "challenge", "Forms differ", names.organization("ECOWAS"), "open",
    )  # fmt: skip
    assert page.view.current_id == one
    press(Key.Key_Escape)
    press(Key.Key_F2)
    page.form.inputs["statement"].setFocus()
    press(Key.Key_End)
    type_(" everywhere")
    ctrl(Key.Key_Return)
    assert page._store.read(draft(one)).statement == "Forms differ everywhere"
    assert page.view.hasFocus()


def test_several_are_marked_in_one_step(page: NeedsPage, made: Mapping[str, int]) -> None:
    ids = (made["posts"], made["lists"])
    words = [words for words, _act, _key in page._menu(ids)]
    assert words == [
        "Mark as open", "Mark as being met", "Mark as met", "Mark as dropped", "Delete",
    ]  # fmt: skip
    page._mark(ids, "met")
    assert {page._store.read(draft(one)).state for one in ids} == {"met"}
    assert page._store.undoable() == "Mark as met: 2 needs"
    page._store.undo()
    assert {page._store.read(draft(one)).state for one in ids} == {"open"}


def test_a_deleted_one_can_be_brought_back(page: NeedsPage) -> None:
    page.view.setFocus()
    ctrl(Key.Key_Delete)
    assert listed(page) == ["Lists come late", "Joint patrols"]
    page.notice._button.click()
    assert listed(page)[0] == "Equipment for border posts"


def test_long_and_arabic_statements_and_markup_are_shown_as_they_are(page: NeedsPage) -> None:
    one = factory.add_need(page._store, f"<b>{LONG}</b>", priority="high", source="<i>&amp;</i>")
    page.open(one)
    assert f"<b>{LONG}</b>" in " ".join(said(page).split())
    assert "<i>&amp;</i>" in said(page)
    assert page.pane.widget().minimumSizeHint().width() < page.pane.viewport().width()


def test_the_profile_of_a_body_says_what_it_needs(
    desk: Desk, made: Mapping[str, int], qtbot: QtBot
) -> None:
    au = factory.known(desk.store).organization("AU")
    desk.show_page("organizations")
    desk.organizations.open(au)
    profile = desk.organizations.profile
    qtbot.waitUntil(lambda: profile.findChild(QPushButton, f"need:{made['posts']}") is not None)
    button(profile, "Show 1 in the list").click()
    assert desk.page_key == "needs"
    shown = desk.page
    assert isinstance(shown, NeedsPage)
    assert (shown.query, listed(shown)) == ("org:AU", ["Equipment for border posts"])
    desk.go_back()
    found = profile.findChild(QPushButton, f"need:{made['posts']}")
    assert found is not None
    found.click()
    assert shown.current_id == made["posts"]


def test_an_empty_register_says_what_to_do(desk: Desk) -> None:
    desk.show_page("needs")
    page = desk.page
    assert isinstance(page, NeedsPage)
    assert page.view._empty.title == "No needs yet"
    page.view.empty_action.emit()
    assert page.side.open_form is page.form
