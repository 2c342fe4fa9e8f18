"""From a key to the paint of what it changed: in the list, the form and the palette."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTableView, QWidget

if TYPE_CHECKING:
    from ctdesk.app import Program

Samples = dict[str, list[float]]  # seconds from each key to the paint, by where it was typed
TEXT = "Briefing to the Working Group on border management and aviation. "
TIMES = 200  # keys in each place
PACE = 0.04  # seconds from key to key: a key held down, faster than anybody types


class Painted(QObject):
    """Says whether a widget has been painted since it was asked last."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._painted = False
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._painted = True
        return False

    def since(self) -> bool:
        painted, self._painted = self._painted, False
        return painted


def press(target: QWidget, shown: QWidget, due: float, key: int, text: str = "") -> float:
    """Seconds from when a key is due to the paint of `shown`.

    What the keys before left to do, a profile or an answer, holds this one up and so counts.
    """
    loop, timer = QEventLoop(), QTimer(singleShot=True, timerType=Qt.TimerType.PreciseTimer)
    timer.timeout.connect(loop.quit)
    timer.start(max(0, round((due - time.perf_counter()) * 1000)))
    loop.exec()
    begun = min(due, time.perf_counter())
    watch = Painted(shown)
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(target, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))
    while not watch.since():
        QApplication.processEvents()
        if time.perf_counter() - begun > 2:
            raise RuntimeError(f"{target} painted nothing")
    took = time.perf_counter() - begun
    shown.removeEventFilter(watch)
    return took


def _settle() -> None:
    """Until a page just come to has been painted."""
    for _round in range(5):
        QApplication.processEvents()


def type_into(line: QWidget, shown: QWidget, clear: Callable[[], None]) -> Iterator[float]:
    """One figure for each of many letters; the line is cleared now and then."""
    line.setFocus()
    _settle()
    begun = time.perf_counter()
    for number in range(TIMES):
        if number % len(TEXT) == 0:
            clear()
        letter = TEXT[number % len(TEXT)]
        yield press(line, shown, begun + number * PACE, ord(letter.upper()), letter)


def walk(table: QTableView) -> Iterator[float]:
    """One figure for each arrow key through a list."""
    table.setFocus()
    _settle()
    begun = time.perf_counter()
    for number in range(TIMES):
        yield press(table, table.viewport(), begun + number * PACE, Qt.Key.Key_Down)


def measure(program: Program) -> Samples:
    """Type where officers type."""
    desk = program.window.desk
    assert desk is not None
    found: Samples = {}
    box = program.window.find_box
    found["palette"] = list(type_into(box, box, box.clear))
    box.clear()
    box.clearFocus()
    desk.show_page("people")
    found["list"] = list(walk(desk.people.view))
    desk.log_engagement()
    inputs = desk.engagements.form.inputs
    title = inputs["title"].focusProxy()
    assert isinstance(title, QLineEdit)
    found["form"] = list(type_into(title, title, title.clear))
    party = inputs["participations"].focusProxy()
    assert isinstance(party, QLineEdit)
    found["form, a name"] = list(type_into(party, party, party.clear))
    outcome = inputs["outcome"].findChild(QPlainTextEdit)
    assert outcome is not None
    found["form, a note"] = list(type_into(outcome, outcome.viewport(), outcome.clear))
    desk.keep_drafts()
    return found


def bare() -> list[float]:
    """The floor: the same letters in a line that nobody listens to."""
    line = QLineEdit()
    line.resize(520, 32)
    line.show()
    QApplication.processEvents()
    return list(type_into(line, line, line.clear))
