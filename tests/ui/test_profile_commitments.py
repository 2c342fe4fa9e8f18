"""What a body owes and is owed, in its profile; and how one of it is entered from there."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ctdesk.app import Program
from ctdesk.db.drafts import CommitmentDraft
from ctdesk.db.operations import commitments
from ctdesk.ui.desk import Desk
from ctdesk.ui.forms.inputs.note import NoteInput
from ctdesk.ui.forms.inputs.organization import OrganizationInput
from ctdesk.ui.profiles.commitments import CommitmentsPart
from tests import factory
from tests.ui.keys import Key, focused, press

SENTENCE = "The Union will send its list by June."


@pytest.fixture
def desk(program: Program, qtbot: QtBot) -> Desk:
    assert program.window.desk is not None
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    return program.window.desk


@pytest.fixture
def made(desk: Desk) -> dict[str, int]:
    """Of the AU: one it owes with the sentence that made it, one it is owed, one that is done."""
    names = factory.known(desk.store)
    unoct, au = names.organization("UNOCT"), names.organization("AU")
    sent = CommitmentDraft("Send its list", by_id=au, to_id=unoct, due=date(2026, 1, 5),
                           sentence=SENTENCE)  # fmt: skip
    engagement = factory.log(desk.store, "AU", outcome=f"Agreed. {SENTENCE}", commitments=(sent,))
    found = {"engagement": engagement}
    for name, draft in (
        ("call", CommitmentDraft("Call back", by_id=unoct, to_id=au)),
        ("done", CommitmentDraft("Answer", by_id=unoct, to_id=au, due=date(2020, 1, 1),
                                 state="done", closed_on=date(2020, 1, 1))),
        ("other", CommitmentDraft("Not theirs", by_id=unoct, to_id=names.organization("ECOWAS"))),
    ):  # fmt: skip
        found[name] = desk.store.perform("Add", lambda s, one=draft: commitments.add(s, one))
    return found


def part_of(qtbot: QtBot, desk: Desk, acronym: str) -> CommitmentsPart:
    page = desk.organizations
    wanted = factory.known(desk.store).organization(acronym)
    page.open(wanted)
    qtbot.waitUntil(lambda: page.profile.shown_id == wanted)
    page.show_part("commitments")
    part = page.profile.tabs.part("commitments")
    assert isinstance(part, CommitmentsPart)
    return part


def listed(part: CommitmentsPart) -> list[str]:
    ids = [part.model.id_at(row) or 0 for row in range(part.model.rowCount())]
    rows = part.store.read(lambda connection: part.model.query.rows(connection, ids))
    return [rows[one].what for one in ids]


def test_what_is_owed_both_ways_open_ones_first(
    qtbot: QtBot, desk: Desk, made: dict[str, int]
) -> None:
    part = part_of(qtbot, desk, "AU")
    tab = next(one for one in desk.organizations.profile.tabs.all if one.key == "commitments")
    assert tab.accessibleName() == "Open commitments, 2"
    assert listed(part) == ["Send its list", "Call back", "Answer"]
    qtbot.keyClick(part.open_only, Key.Key_Return)
    assert listed(part) == ["Send its list", "Call back"]
    qtbot.keyClick(part.open_only, Key.Key_Return)
    desk.store.perform("Delete", lambda s: commitments.delete(s, made["done"]))
    qtbot.waitUntil(part.open_only.isHidden)  # there is nothing left that it would leave out


def test_enter_opens_the_sentence_that_made_it(
    qtbot: QtBot, desk: Desk, made: dict[str, int]
) -> None:
    part = part_of(qtbot, desk, "AU")
    part.view.setFocus()
    press(Key.Key_Home, Key.Key_Return)
    assert desk.page_key == "engagements"
    form = desk.engagements.form
    assert form.record_id == made["engagement"]
    note = form.inputs["outcome"]
    assert isinstance(note, NoteInput)
    assert note.isAncestorOf(focused())


def test_one_that_no_engagement_made_opens_by_itself(
    qtbot: QtBot, desk: Desk, made: dict[str, int]
) -> None:
    part = part_of(qtbot, desk, "AU")
    part.view.choose(made["call"])
    part.view.setFocus()
    press(Key.Key_Return)
    assert desk.page_key == "follow_up"
    assert desk.page.current_id == made["call"]


def test_one_is_added_for_the_body(qtbot: QtBot, desk: Desk, made: dict[str, int]) -> None:
    part = part_of(qtbot, desk, "AU")
    part.add.setFocus()
    press(Key.Key_Space)
    assert desk.page_key == "follow_up"
    to = desk.follow_up.form.inputs["to_id"]
    assert isinstance(to, OrganizationInput)
    assert to.value() == factory.known(desk.store).organization("AU")


def test_delete_there_deletes_nothing_and_f2_opens_the_commitment(
    qtbot: QtBot, desk: Desk, made: dict[str, int]
) -> None:
    part = part_of(qtbot, desk, "AU")
    part.view.choose(made["call"])
    part.view.setFocus()
    undoable = desk.store.undoable()
    QTest.keyClick(part.view, Key.Key_Delete)
    assert desk.store.undoable() == undoable
    desk.acts()["edit"]()
    assert (desk.page_key, desk.page.current_id) == ("follow_up", made["call"])


def test_an_empty_list_says_so(qtbot: QtBot, desk: Desk) -> None:
    part = part_of(qtbot, desk, "SADC")
    words = [one.text() for one in part.view.findChildren(QLabel) if one.isVisible()]
    assert "Nothing is owed either way" in words
    assert part.open_only.isHidden()
    (button,) = (one for one in part.view.findChildren(QPushButton) if one.isVisible())
    assert button.text() == "Add commitment"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert desk.page_key == "follow_up"
    assert desk.follow_up.form.isVisible()
