"""The program is killed in the middle of a word; what was typed is there again."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from ctdesk.db.queries.drafts import waiting
from tests.ui.conftest import Start


def _type_until_kept(path: Path) -> tuple[str, str]:
    """What was typed and what was kept when the process was killed."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.ui.typist", str(path)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            told = json.loads(line)
            if len(told["kept"]) > 20:
                process.kill()  # SIGKILL: nothing can be done any more, not even a farewell
                return told["typed"], told["kept"]
    raise AssertionError("nothing was kept")


def test_a_kill_in_the_middle_of_typing(qtbot: QtBot, start: Start, register_path: Path) -> None:
    typed, kept = _type_until_kept(register_path)
    program = start(register_path)
    qtbot.waitUntil(lambda: program.window.desk is not None)
    desk = program.window.desk
    assert desk is not None
    assert [one.key for one in desk.store.read(waiting)] == ["engagement:new"]
    notice = program.window.notice
    assert notice.text.startswith("Typed and not saved: Briefing to the Working")
    go_on = next(one for one in notice.findChildren(QPushButton) if one.text() == "Go on")
    QTest.mouseClick(go_on, Qt.MouseButton.LeftButton)
    form = desk.engagements.form
    title = form.inputs["title"].value()
    assert typed.startswith(kept)
    assert title.startswith(kept)
    assert form.notice.text.startswith("Typed on")
    assert form.is_dirty()
    assert desk.store.undoable() is None  # a draft is no record yet
