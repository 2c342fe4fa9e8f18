"""Follow-up through the window: how late, what recurs, what is superseded, evidence as a file."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ctdesk.app import Program
from ctdesk.days import now_in
from ctdesk.db.drafts import CommitmentDraft
from ctdesk.db.operations import commitments
from ctdesk.db.queries.commitments import CommitmentList, draft
from ctdesk.db.queries.documents import DocumentList, content
from ctdesk.ui.desk import Desk
from ctdesk.ui.pages.follow_up import FollowUpPage
from tests.ui.conftest import desk_of
from tests.ui.keys import Key, ctrl, focused, press, type_

TODAY = now_in("America/New_York").date()
LATE = (1, 30, 31, 90, 91, 400)  # days


@pytest.fixture
def desk(program: Program, qtbot: QtBot) -> Desk:
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    return desk_of(program)


def promise(desk: Desk, what: str, days: int, **values: str) -> int:
    one = CommitmentDraft(what, due=TODAY + timedelta(days=days), **values)  # type: ignore[arg-type]
    return desk.store.perform(f"Add {what}", lambda s: commitments.add(s, one))


@pytest.fixture
def owed(desk: Desk) -> list[int]:
    return [promise(desk, f"Late {days}", -days) for days in LATE]


@pytest.fixture
def page(desk: Desk, owed: list[int], qtbot: QtBot) -> FollowUpPage:
    desk.show_page("follow_up")
    shown = desk.page
    assert isinstance(shown, FollowUpPage)
    qtbot.waitUntil(lambda: shown._shown is not None)
    return shown


def listed(page: FollowUpPage) -> list[str]:
    return [page._called(page.model.id_at(row) or 0) for row in range(page.model.rowCount())]


def test_each_age_opens_as_many_as_it_counts(page: FollowUpPage) -> None:
    for key, first, last in (("month", 1, 30), ("quarter", 31, 90), ("longer", 91, 9999)):
        figure = page.ages.buttons[key]
        figure.click()
        expected = {f"Late {days}" for days in LATE if first <= days <= last}
        assert set(listed(page)) == expected
        assert figure.count == len(expected)
        assert figure.isChecked()
    page.ages.buttons["longer"].click()
    assert page.query == "status:open"


def test_ages_follow_what_is_done_and_asked(page: FollowUpPage, desk: Desk) -> None:
    before = page.ages.buttons["longer"].count
    promise(desk, "Late 100", -100)
    assert page.ages.buttons["longer"].count == before + 1
    desk.store.undo()
    assert page.ages.buttons["longer"].count == before
    page.ask_text("overdue:90d")
    assert page.ages.buttons["longer"].isChecked()
    page.ask_text("status:open")
    assert not page.ages.buttons["longer"].isChecked()


def test_what_recurs_is_owed_again_when_it_is_closed(
    page: FollowUpPage, desk: Desk, qtbot: QtBot
) -> None:
    one = promise(desk, "Monthly report", 3, repeats="monthly")
    page.open(one)
    said = [label.text() for label in page.pane.findChildren(QLabel)]
    assert "monthly" in said
    page.close_chosen()
    type_("Sent")
    ctrl(Key.Key_Return)
    rows = desk.store.read(CommitmentList(open_only=True).ids)
    again = [desk.store.read(draft(row)) for row in rows]
    (following,) = [each for each in again if each.what == "Monthly report"]
    assert following.due is not None
    assert (TODAY + timedelta(days=3)) < following.due <= TODAY + timedelta(days=34)
    desk.store.undo()
    assert desk.store.read(draft(one)).state == "open"
    assert len(desk.store.read(CommitmentList().ids)) == len(LATE) + 1


def test_superseded_says_by_what_and_leads_there(
    page: FollowUpPage, desk: Desk, owed: list[int], qtbot: QtBot
) -> None:
    new = promise(desk, "New promise", 30)
    page.open(owed[0])
    page.close_chosen()
    assert page.closing._framed["superseded_by_id"].isHidden()
    page.closing.state.set_value("superseded")
    page.closing._ask_successor()
    assert page.closing._framed["superseded_by_id"].isVisible()
    page.closing.successor.setFocus()
    type_("New promi")
    press(Key.Key_Down, Key.Key_Return)
    ctrl(Key.Key_Return)
    assert desk.store.read(draft(owed[0])).superseded_by_id == new
    page.open(owed[0])
    leads = next(
        one
        for one in page.pane.findChildren(QPushButton)
        if one.text() == "Superseded by: New promise"
    )
    leads.click()
    assert page.current_id == new


def test_what_is_no_commitment_is_said_beside_the_field(
    page: FollowUpPage, desk: Desk, owed: list[int]
) -> None:
    page.open(owed[0])
    page.close_chosen()
    page.closing.state.set_value("superseded")
    page.closing._ask_successor()
    page.closing.successor.setFocus()
    type_("nothing called so")
    page.closing.save()
    assert desk.store.read(draft(owed[0])).state == "open"
    assert focused() is page.closing.successor.line


def test_a_file_is_kept_with_a_commitment(
    page: FollowUpPage, desk: Desk, owed: list[int], tmp_path: Path
) -> None:
    path = tmp_path / "Receipt <1>.txt"
    path.write_bytes(b"received")
    page.open(owed[1])
    assert page.files.model.rowCount() == 0
    page.files.take_files([path])
    (kept,) = desk.store.read(DocumentList("commitment", owed[1]).ids)
    assert desk.store.read(content(kept)).data == b"received"
    assert page.files.model.rowCount() == 1
    page.open(owed[2])
    assert page.files.model.rowCount() == 0
    page.open(owed[1])
    assert page.files.model.rowCount() == 1
    desk.store.undo()
    assert page.files.model.rowCount() == 0


def test_repeats_is_chosen_in_the_form(page: FollowUpPage, desk: Desk) -> None:
    page.start_new()
    form = page.form
    form.inputs["what"].setFocus()
    type_("Quarterly note")
    form.inputs["repeats"].setFocus()
    type_("Quart")
    press(Key.Key_Down, Key.Key_Return)
    form.inputs["due"].setFocus()
    type_("2026-12-31")
    ctrl(Key.Key_Return)
    made = [desk.store.read(draft(one)) for one in desk.store.read(CommitmentList().ids)]
    assert [one.repeats for one in made if one.what == "Quarterly note"] == ["quarterly"]
