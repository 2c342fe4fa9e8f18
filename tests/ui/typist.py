"""A program in a process of its own, in which somebody types without end.

    python -m tests.ui.typist REGISTER

Every few keys it prints how much is typed and how much of it the register keeps, until it is
killed.
"""

from __future__ import annotations

import json
import os
import sys
from itertools import cycle
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ctdesk.app import Program
from ctdesk.db.queries.drafts import kept
from ctdesk.settings import load_settings
from ctdesk.ui import theme
from ctdesk.ui.desk import Desk

WORDS = "Briefing to the Working Group on border management, as typed before the battery died. "


def _kept_text(desk: Desk) -> str:
    draft = desk.store.read(kept("engagement:new"))
    return "" if draft is None else str(json.loads(draft.memo)["typed"]["title"])


def main(path: Path) -> int:
    app = QApplication(sys.argv[:1])
    settings = load_settings()
    theme.apply(app, settings)
    program = Program(settings)
    program.start(path)
    program.window.show()
    letters = cycle(WORDS)
    typed = ""

    def type_on() -> None:
        nonlocal typed
        desk = program.window.desk
        if desk is None:
            return
        if not typed:
            desk.log_engagement()
        line = desk.engagements.form.inputs["title"].focusProxy()
        if not typed:
            line.setFocus()
        letter = next(letters)
        QTest.keyClicks(line, letter)
        typed += letter
        if len(typed) % 5 == 0:
            told = {"typed": typed, "kept": _kept_text(desk)}
            sys.stdout.write(json.dumps(told) + "\n")
            sys.stdout.flush()

    timer = QTimer()
    timer.timeout.connect(type_on)
    timer.start(15)  # ms between keys: faster than anybody types, so no pause keeps the draft
    return app.exec()


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
