"""The calendar saved from the window, by its key."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from ctdesk.app import Program
from ctdesk.days import now_in
from ctdesk.db.drafts import CommitmentDraft
from ctdesk.db.operations import commitments
from tests import factory
from tests.ui.conftest import desk_of


def test_it_is_saved_where_the_officer_says(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    desk = desk_of(program)
    now = now_in("America/New_York").replace(tzinfo=None, microsecond=0)
    due = (now + timedelta(days=2)).date()
    one = CommitmentDraft("Send the list", due=due)
    desk.store.perform("Add", lambda s: commitments.add(s, one))
    factory.log(
        desk.store, "AU", title="Secret call", starts=now + timedelta(days=2), status="planned",
        sensitivity="strictly_confidential",
    )  # fmt: skip
    desk.acts()["save_calendar"]()
    asked = desk.findChild(QFileDialog)
    assert asked is not None
    target = tmp_path / "desk.ics"
    asked.fileSelected.emit(str(target))
    text = target.read_text(encoding="utf-8")
    assert f"DTSTART;VALUE=DATE:{due:%Y%m%d}" in text
    assert "SUMMARY:Due: Send the list" in text
    assert "Secret" not in text
    assert "SUMMARY:Engagement" in text
    asked.close()


def test_a_place_that_cannot_be_written_is_said(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    desk = desk_of(program)
    failed: list[object] = []
    desk.failed.disconnect()
    desk.failed.connect(failed.append)
    desk.acts()["save_calendar"]()
    asked = desk.findChild(QFileDialog)
    assert asked is not None
    asked.fileSelected.emit(str(tmp_path / "missing" / "desk.ics"))
    assert len(failed) == 1
    assert "cannot be written" in str(failed[0])
    asked.close()
