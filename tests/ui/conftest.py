"""What a test of the window leaves behind is taken away before the next one."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ctdesk.app import Program
from ctdesk.settings import Settings
from ctdesk.ui import theme
from ctdesk.ui.desk import Desk


@pytest.fixture(autouse=True)
def no_window_left(qapp: QApplication, settings: Settings) -> Iterator[None]:
    """Windows are gone and the clipboard is empty: Qt would let go of what Python put there only
    after Python itself has ended.
    """
    theme.apply(qapp, settings)  # dressed as the program is, whichever test came before
    yield
    for widget in qapp.topLevelWidgets():
        widget.close()
        widget.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    qapp.clipboard().clear()
    gc.collect()


Start = Callable[..., Program]


@pytest.fixture
def start(qtbot: QtBot, settings: Settings) -> Iterator[Start]:
    """Programs that are closed after the test."""
    made: list[Program] = []

    def started(path: Path | None, **options: bool) -> Program:
        program = Program(settings, **options)
        made.append(program)
        qtbot.addWidget(program.window)
        program.start(path)
        program.window.show()
        qtbot.waitExposed(program.window)
        program.window.repaint()
        return program

    yield started
    for program in made:
        program.window._leaving = True
        program.window.close()
        program.close()


@pytest.fixture
def program(qtbot: QtBot, start: Start, register_path: Path) -> Program:
    made = start(register_path)
    qtbot.waitUntil(lambda: made.window.desk is not None)
    return made


def desk_of(program: Program) -> Desk:
    """The desk of the register a program has open."""
    assert program.window.desk is not None
    return program.window.desk


def button(widget: QWidget, words: str) -> QPushButton:
    """The button with these words."""
    return next(one for one in widget.findChildren(QPushButton) if one.text() == words)
