"""A sentence of the notes becomes a commitment, by keys, and is found again from follow-up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ctdesk.app import Program
from ctdesk.db.drafts import CommitmentDraft
from ctdesk.db.operations import engagements
from ctdesk.db.queries import engagements as questions
from ctdesk.db.queries.commitments import CommitmentList
from ctdesk.ui.desk import Desk
from ctdesk.ui.forms.engagement_form import EngagementForm
from ctdesk.ui.forms.inputs.commitments import CommitmentRow
from ctdesk.ui.forms.inputs.note import NoteInput
from ctdesk.ui.pages.follow_up import FollowUpPage
from tests import factory
from tests.ui.keys import CTRL, Key, ctrl, focused, press, type_

SENTENCE = "The Union will send its list by June."
OUTCOME = f"All agreed 👍 to go on. {SENTENCE} Thanks were said."
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(program: Program, qtbot: QtBot) -> Desk:
    assert program.window.desk is not None
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    return program.window.desk


def note(form: EngagementForm, name: str) -> NoteInput:
    found = form.inputs[name]
    assert isinstance(found, NoteInput)
    return found


def last_row(form: EngagementForm) -> CommitmentRow:
    row = form._commitments.rows[-1]
    assert isinstance(row, CommitmentRow)
    return row


def selected(form: EngagementForm, name: str) -> str:
    return note(form, name).text.textCursor().selectedText()


def test_a_sentence_becomes_a_commitment(desk: Desk) -> None:
    engagement = factory.log(desk.store, "AU", outcome=OUTCOME)
    desk.open_record("engagement", engagement)
    form = desk.engagements.form
    text = note(form, "outcome").text
    text.setFocus()
    cursor = text.textCursor()
    cursor.setPosition(OUTCOME.index("send") + 1)  # Qt counts the sign before it twice
    text.setTextCursor(cursor)
    QTest.keyClick(focused(), Key.Key_C, CTRL | SHIFT)
    row = last_row(form)
    assert row.base.sentence == SENTENCE
    assert row.inputs["what"].value() == SENTENCE.rstrip(".")
    assert row.inputs["by_id"].isAncestorOf(focused())
    assert SENTENCE in row._quote.text()
    type_("AU")
    press(Key.Key_Tab)
    type_("UNOCT")
    press(Key.Key_Tab, Key.Key_Tab)
    type_("30 June 2026")
    ctrl(Key.Key_Return)
    assert form.notice.text.startswith("Saved")
    kept = desk.store.read(questions.draft(engagement)).commitments[0]
    names = factory.known(desk.store)
    assert replace(kept, id=None, engagement_id=None) == CommitmentDraft(
        what=SENTENCE.rstrip("."),
        by_id=names.organization("AU"),
        to_id=names.organization("UNOCT"),
        due=date(2026, 6, 30),
        sentence=SENTENCE,
    )


@pytest.mark.parametrize(
    ("sentence", "maker"),
    [
        ("The African Union shares its list.", "AU"),
        ("New Forum shares its list.", "New Forum"),
        ("ECOWAS shares its list.", "UNOCT"),  # it took no part
    ],
)
def test_who_a_sentence_begins_with_is_offered_as_its_maker(
    desk: Desk, sentence: str, maker: str
) -> None:
    engagement = factory.log(desk.store, "AU", outcome=sentence)
    desk.open_record("engagement", engagement)
    form = desk.engagements.form
    form.inputs["participations"].setFocus()
    type_("New Forum")
    press(Key.Key_Down, Key.Key_Down, Key.Key_Return)
    assert "New Forum" in form.inputs["participations"].brief()
    note(form, "outcome").text.setFocus()
    QTest.keyClick(focused(), Key.Key_C, CTRL | SHIFT)
    assert last_row(form).inputs["by_id"].brief() == maker
    assert last_row(form).inputs["by_id"].isAncestorOf(focused())


def test_selected_words_become_a_commitment_and_outlive_a_draft(desk: Desk) -> None:
    engagement = factory.log(desk.store, "AU", outcome=OUTCOME)
    desk.open_record("engagement", engagement)
    form = desk.engagements.form
    start = OUTCOME.index("send its list")
    note(form, "outcome").select(start, start + len("send its list"))
    QTest.keyClick(focused(), Key.Key_C, CTRL | SHIFT)
    assert last_row(form).base.sentence == "send its list"
    assert form.keep_now()
    form._rest()
    form.edit(engagement)
    assert ", not saved." in form.notice.text
    assert last_row(form).base.sentence == "send its list"


def test_no_sentence_no_commitment(desk: Desk) -> None:
    desk.log_engagement()
    form = desk.engagements.form
    note(form, "outcome").text.setFocus()
    QTest.keyClick(focused(), Key.Key_C, CTRL | SHIFT)
    assert not form._commitments.rows


@pytest.mark.parametrize("field", ["outcome", "summary", "recommendations"])
def test_enter_in_follow_up_opens_the_sentence(desk: Desk, qtbot: QtBot, field: str) -> None:
    long = "One more line of what was said.\n" * 30
    made = CommitmentDraft("send its list", sentence=SENTENCE)
    engagement = factory.log(
        desk.store, "AU", commitments=(made,), **{field: f"{long}{OUTCOME}\n{long}"}
    )
    desk.show_page("follow_up")
    page = desk.page
    assert isinstance(page, FollowUpPage)
    page.view.setFocus()
    press(Key.Key_Return)
    form = desk.engagements.form
    assert desk.page_key == "engagements"
    assert form.record_id == engagement
    assert selected(form, field) == SENTENCE
    text = note(form, field).text
    assert text.hasFocus()
    qtbot.waitUntil(lambda: not text.visibleRegion().isEmpty())
    place = text.viewport().mapTo(form.body.viewport(), text.cursorRect().center())
    assert form.body.viewport().rect().contains(place), "it is in view"


def test_a_sentence_that_is_gone_shows_the_commitment_instead(desk: Desk) -> None:
    made = CommitmentDraft("send its list", sentence=SENTENCE)
    engagement = factory.log(desk.store, "AU", outcome=OUTCOME, commitments=(made,))
    draft = desk.store.read(questions.draft(engagement))
    other = replace(draft, outcome="The Union may think about it.")
    desk.store.perform("Edit", lambda s: engagements.edit(s, engagement, other))
    one = desk.store.read(CommitmentList().ids)[0]
    desk.open_record("engagement", engagement, f"commitment:{one}")
    form = desk.engagements.form
    assert selected(form, "outcome") == ""
    row = last_row(form)
    assert row.isAncestorOf(focused())
    assert row._quote.text().startswith("The sentence has been changed since:")


def test_a_sentence_changed_in_the_form_is_said_at_once(desk: Desk) -> None:
    made = CommitmentDraft("send its list", sentence=SENTENCE)
    engagement = factory.log(desk.store, "AU", outcome=OUTCOME, commitments=(made,))
    desk.open_record("engagement", engagement)
    form = desk.engagements.form
    assert "changed" not in last_row(form)._quote.text()
    start = OUTCOME.index("June")
    note(form, "outcome").select(start, start + 4)
    type_("July")
    assert "changed since" in last_row(form)._quote.text()
    assert last_row(form).base.sentence == SENTENCE, "the row keeps the old words"
