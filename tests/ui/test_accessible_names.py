"""Everything in the window that can be used has a name for those who hear it, in every state."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QScrollBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ctdesk.db.creating import Example, make
from ctdesk.db.register import open_register
from ctdesk.db.store import open_store
from ctdesk.paths import resources
from ctdesk.ui.dialogs.page_view import PageView
from tests.conftest import INSTALLATION
from tests.states import State, States, furnish
from tests.ui.conftest import Start

# What says nothing by itself: its parts do.
_FRAMES = (QScrollBar, PageView)


def _used(window: QWidget) -> Iterable[QWidget]:
    for one in window.findChildren(QWidget):
        takes = one.focusPolicy() != Qt.FocusPolicy.NoFocus or isinstance(one, QAbstractButton)
        inner = one.objectName().startswith("qt_") or isinstance(one, _FRAMES)
        bare_scroll = type(one).__mro__[1] is QAbstractScrollArea
        if one.isVisible() and takes and not inner and not bare_scroll:
            yield one


def _said(widget: QWidget) -> str:
    heard = QAccessible.queryAccessibleInterface(widget)
    return heard.text(QAccessible.Text.Name).strip() if heard is not None else ""


def _nameless(states: Iterable[State]) -> dict[str, list[str]]:
    """By state, what says nothing or only a sign."""
    found: dict[str, list[str]] = {}
    for name, window in states:
        for one in _used(window):
            said = _said(one)
            if not any(char.isalnum() for char in said):
                parent = type(one.parentWidget()).__name__
                found.setdefault(name, []).append(f"{type(one).__name__} in {parent}: {said!r}")
    return found


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with a year of examples and documents of every kind."""
    path = tmp_path_factory.mktemp("furnished") / "furnished.ctdesk"
    make(path, None, resources(), Example(INSTALLATION, "", date.today())).close()
    with open_register(path, None) as opened:
        furnish(open_store(opened, INSTALLATION, ""))
    return path


def test_every_state_of_a_full_register(
    qtbot: QtBot, qapp: QApplication, start: Start, furnished: Path
) -> None:
    program = start(furnished)
    qtbot.waitUntil(lambda: program.window.desk is not None)
    heard = _nameless(States(qapp, program).everything())
    assert heard == {}


def test_every_state_of_an_empty_register_and_of_none(
    qtbot: QtBot, qapp: QApplication, start: Start, register_path: Path
) -> None:
    program = start(register_path)
    qtbot.waitUntil(lambda: program.window.desk is not None)
    states = States(qapp, program)
    assert _nameless(states.empty()) == {}
    assert _nameless(states.closed(register_path)) == {}
