"""Follow-up through the window, by keys: what is owed, closed with evidence, back to its words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from ctdesk.app import Program
from ctdesk.days import now_in
from ctdesk.db.drafts import CommitmentDraft
from ctdesk.db.files import DocumentDraft
from ctdesk.db.operations import commitments, documents
from ctdesk.db.queries.commitments import CommitmentList, commitment, draft
from ctdesk.ui.desk import Desk
from ctdesk.ui.pages.follow_up import FollowUpPage
from ctdesk.ui.widgets.quote import Quote
from tests import factory
from tests.ui.keys import CTRL, Key, ctrl, focused, press, type_

SENTENCE = "The Union will send its list by June."
TODAY = now_in("America/New_York").date()  # where the officer is
SHIFT = Qt.KeyboardModifier.ShiftModifier


def ctrl_shift(key: Key) -> None:
    QTest.keyClick(focused(), key, CTRL | SHIFT)


@pytest.fixture
def desk(program: Program, qtbot: QtBot) -> Desk:
    assert program.window.desk is not None
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    return program.window.desk


@pytest.fixture
def owed(desk: Desk) -> dict[str, int]:
    """Promises both ways, some late, one with the sentence that made it."""
    store, names = desk.store, factory.known(desk.store)
    unoct, au = names.organization("UNOCT"), names.organization("AU")
    today = TODAY
    made = (
        CommitmentDraft("send its list", by_id=au, to_id=unoct, due=today - timedelta(days=7),
                        sentence=SENTENCE),
        CommitmentDraft("Answer", by_id=unoct, to_id=au, due=today + timedelta(days=8)),
    )  # fmt: skip
    engagement = factory.log(store, "AU", outcome=f"Agreed. {SENTENCE}", commitments=made)
    store.perform(
        "Keep",
        lambda s: documents.add(s, DocumentDraft("Letter.pdf", b"x"), engagement_id=engagement),
    )
    alone = CommitmentDraft("Call back")
    store.perform("Add", lambda s: commitments.add(s, alone))
    return {"engagement": engagement}


@pytest.fixture
def page(desk: Desk, owed: dict[str, int], qtbot: QtBot) -> FollowUpPage:
    desk.show_page("follow_up")
    shown = desk.page
    assert isinstance(shown, FollowUpPage)
    qtbot.waitUntil(lambda: shown._shown is not None)
    return shown


def listed(page: FollowUpPage) -> list[str]:
    return [page._called(page.model.id_at(row) or 0) for row in range(page.model.rowCount())]


def cell(page: FollowUpPage, row: int, column: int) -> str:
    return str(page.model.data(page.model.index(row, column)))


def quotes(page: FollowUpPage) -> list[str]:
    return [one.accessibleName() or one.toPlainText() for one in page.pane.findChildren(Quote)]


def test_the_page_is_a_place_with_the_count_of_open_ones(
    program: Program, owed: dict[str, int], qtbot: QtBot
) -> None:
    desk = program.window.desk
    assert desk is not None
    button = desk.navigation._buttons["follow_up"]
    qtbot.waitUntil(lambda: button.accessibleName() == "Follow-up, 3")
    QTest.keyClick(program.window, Key.Key_5, CTRL)
    assert desk.page_key == "follow_up"


def test_overdue_first_and_how_late(page: FollowUpPage) -> None:
    assert listed(page) == ["send its list", "Answer", "Call back"]
    assert cell(page, 0, 0).endswith("7 days late")
    assert cell(page, 1, 0).endswith("8 days")
    assert cell(page, 2, 0) == "no date"
    assert [cell(page, 0, column) for column in (1, 2)] == ["AU", "UNOCT"]


def test_chips_narrow_the_list(page: FollowUpPage) -> None:
    for name, wanted in (
        ("ours", ["Answer"]),
        ("theirs", ["send its list"]),
        ("overdue", ["send its list"]),
        ("soon", ["Answer"]),
    ):
        page.chips[name].click()
        assert listed(page) == wanted, name
        page.chips[name].click()
    page.chips["closed"].click()
    assert listed(page) == []
    assert not page.chips["open"].isChecked()
    assert page.view._empty.title == "No commitment matches"


def test_one_is_closed_with_evidence_by_keys(page: FollowUpPage, qtbot: QtBot) -> None:
    page.view.setFocus()
    one = page.view.current_id
    assert one is not None
    ctrl_shift(Key.Key_D)
    assert page.closing.evidence.isAncestorOf(focused())
    type_("Letter of 3 June")
    ctrl(Key.Key_Return)
    stored = page._store.read(draft(one))
    assert (stored.state, stored.closed_on) == ("done", TODAY)
    assert stored.evidence == "Letter of 3 June"
    assert listed(page) == ["Answer", "Call back"]
    assert not page.closing.isVisible()
    assert page.view.hasFocus()
    ctrl(Key.Key_Z)
    assert listed(page)[0] == "send its list"


def test_a_kept_document_is_taken_as_evidence(page: FollowUpPage) -> None:
    page.close_chosen()
    chips = [one for one in page.closing._offered.findChildren(type(page.chips["open"]))
             if one.isVisible()]  # fmt: skip
    assert [chip.text() for chip in chips] == ["Letter.pdf"]
    chips[0].click()
    assert page.closing.evidence.value() == "Letter.pdf"


def test_the_day_is_mended_beside_its_field(page: FollowUpPage) -> None:
    one = page.view.current_id
    page.close_chosen()
    page.closing.day.line.clear()
    ctrl(Key.Key_Return)
    assert page.closing._framed["closed_on"].fault == "Say on which day it was closed."
    assert page.closing.day.isAncestorOf(focused())
    type_("yesterday")
    ctrl(Key.Key_Return)
    stored = page._store.read(draft(one or 0))
    assert stored.closed_on == TODAY - timedelta(days=1)


def test_escape_closes_nothing(page: FollowUpPage) -> None:
    page.view.setFocus()
    ctrl_shift(Key.Key_D)
    press(Key.Key_Escape)
    assert not page.closing.isVisible()
    assert len(listed(page)) == 3
    assert page.view.hasFocus()


def test_done_without_evidence_says_so_and_is_opened_again(page: FollowUpPage) -> None:
    page.view.setFocus()
    one = page.view.current_id
    ctrl_shift(Key.Key_D)
    ctrl(Key.Key_Return)
    page.chips["closed"].click()
    assert cell(page, 0, 0).endswith("no evidence")
    page.view.setFocus()
    ctrl_shift(Key.Key_R)
    assert listed(page) == []
    assert page._store.read(draft(one or 0)).state == "open"


def test_several_are_closed_in_one_step(page: FollowUpPage, qtbot: QtBot) -> None:
    page.view.setFocus()
    QTest.keyClick(page.view, Key.Key_Down, SHIFT)
    ids = list(page.chosen_ids)
    assert len(ids) == 2
    qtbot.waitUntil(lambda: page.side.currentWidget() is page.several_chosen)
    ctrl_shift(Key.Key_D)
    assert page.closing._title.text() == "Close: 2 commitments"
    type_("One letter for both")
    ctrl(Key.Key_Return)
    stored = [page._store.read(draft(one)) for one in ids]
    assert {(one.state, one.evidence) for one in stored} == {("done", "One letter for both")}
    assert page._store.undoable() == "Close 2 commitments"
    assert listed(page) == ["Call back"]


def test_the_menu_of_a_row_says_what_can_be_done(page: FollowUpPage) -> None:
    words = [words for words, _act, _key in page._menu(page.chosen_ids)]
    assert words == ["Open its engagement", "Close…", "Reopen", "Edit", "Delete"]


def test_the_side_quotes_the_sentence_with_the_words_marked(page: FollowUpPage) -> None:
    quote = page.pane.findChild(Quote)
    assert quote is not None
    assert quote.toPlainText() == f"Agreed. {SENTENCE}"
    selections = quote.extraSelections()
    assert selections[0].cursor.selectedText() == SENTENCE


def test_a_changed_sentence_is_said_and_kept(page: FollowUpPage) -> None:
    one = page.view.current_id or 0
    kept = page._store.read(draft(one))
    changed = replace(kept, sentence="Words that went", what="no such words")
    page._store.perform("Edit", lambda s: commitments.edit(s, one, changed))
    source = page._store.read(commitment(one)).source
    assert source is not None
    assert source.changed
    page._show_chosen()
    assert quotes(page) == ["Words that went"]


def test_a_deleted_one_can_be_brought_back(page: FollowUpPage) -> None:
    page.view.setFocus()
    ctrl(Key.Key_Delete)
    assert listed(page) == ["Answer", "Call back"]
    assert "Deleted: send its list" in page.notice.text
    page.notice._button.click()
    assert listed(page)[0] == "send its list"


def test_one_without_an_engagement_is_entered_and_edited_by_keys(page: FollowUpPage) -> None:
    page.view.setFocus()
    ctrl_shift(Key.Key_M)
    assert page.form.inputs["by_id"].isAncestorOf(focused())
    press(Key.Key_Tab)
    type_("AU")
    press(Key.Key_Return, Key.Key_Tab)
    type_("Send the form")
    press(Key.Key_Tab)
    type_("30 June 2026")
    ctrl(Key.Key_Return)
    names = factory.known(page._store)
    one = max(page._store.read(CommitmentList().ids))
    stored = page._store.read(draft(one))
    assert (stored.what, stored.due, stored.engagement_id) == (
        "Send the form", date(2026, 6, 30), None,
    )  # fmt: skip
    assert (stored.by_id, stored.to_id) == (names.organization("UNOCT"), names.organization("AU"))
    assert page.view.current_id == one
    press(Key.Key_Escape)
    assert page.view.hasFocus()
    press(Key.Key_F2)
    assert page.form.record_id == one
    page.form.inputs["what"].setFocus()
    press(Key.Key_End)
    type_(" again")
    ctrl(Key.Key_Return)
    assert page._store.read(draft(one)).what == "Send the form again"
    assert page.view.hasFocus()


def test_an_engagement_is_given_to_one_by_its_words(page: FollowUpPage) -> None:
    one = page.model.id_at(2) or 0
    page.view.choose(one)
    page.view.setFocus()
    press(Key.Key_Return)  # it has no engagement: it opens itself
    assert page.form.record_id == one
    page.form.inputs["engagement_id"].setFocus()
    type_("test meet")
    press(Key.Key_Return)
    ctrl(Key.Key_Return)
    assert page._store.read(draft(one)).engagement_id is not None


def test_every_chip_and_button_has_a_name(page: FollowUpPage) -> None:
    page.close_chosen()
    shown = [one for one in page.findChildren(QAbstractButton) if one.isVisible()]
    assert shown
    assert all(one.accessibleName() or one.text() for one in shown)
