"""The main job through the window, by keys and clicks alone: log, find, brief, save, print."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pypdfium2
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from ctdesk.app import Program
from ctdesk.db.drafts import EngagementDraft
from ctdesk.db.queries import engagements
from ctdesk.db.store import Store
from ctdesk.ui.dialogs.preview import PreviewDialog
from tests import factory
from tests.ui.keys import Key, ctrl, focused, press, type_


def _await_answer(qtbot: QtBot, program: Program) -> None:
    box = program.window.find_box
    qtbot.waitUntil(lambda: box.results.isVisible() and not box.waiting)


def _tab_to(program: Program, name: str) -> None:
    """Press Tab until the input of that name has the focus."""
    form = program.window.desk.engagements.form
    for _step in range(60):
        if form.inputs[name].isAncestorOf(focused()) or form.inputs[name] is focused():
            return
        press(Key.Key_Tab)
    raise AssertionError(f"Tab does not lead to {name}")


def _open_fold(program: Program, name: str) -> None:
    """Press Tab until the fold's heading has the focus, and Space."""
    button = program.window.desk.engagements.form.body.folds[name].button
    for _step in range(60):
        if focused() is button:
            break
        press(Key.Key_Tab)
    press(Key.Key_Space)


def _log_the_retreat(program: Program) -> None:
    ctrl(Key.Key_E)
    type_("retreat")
    press(Key.Key_Tab)
    type_("25 June 2025")
    _tab_to(program, "title")
    type_("Counter-Terrorism Compact retreat")
    _tab_to(program, "participations")
    for acronym in ("ECOWAS", "AU"):
        type_(acronym)
        press(Key.Key_Return)
    _tab_to(program, "items")
    press(Key.Key_Space, Key.Key_Right, Key.Key_Space)
    _tab_to(program, "modality")
    type_("h")
    _tab_to(program, "outcome")
    type_("To be confirmed <b>&amp;")
    _open_fold(program, "venue")
    _tab_to(program, "venue")
    type_("Conference Room 8, United Nations Headquarters")
    ctrl(Key.Key_Return)


def _newest(store: Store) -> EngagementDraft:
    (row,) = store.read(engagements.EngagementList().ids)
    return store.read(engagements.draft(row))


def _text(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def _write(qtbot: QtBot, name: QLineEdit, path: Path) -> None:
    """Type a path over what stands there; Qt's own completion would take the next click."""
    qtbot.waitExposed(name.window())
    name.setCompleter(None)
    name.selectAll()
    QTest.keyClicks(name, str(path))


def _save(qtbot: QtBot, preview: PreviewDialog, path: Path) -> None:
    """Ctrl+S, the name typed over the one proposed, Enter."""
    ctrl(Key.Key_S)
    asked = preview.findChild(QFileDialog)
    assert asked is not None
    name = asked.findChild(QLineEdit, "fileNameEdit")
    _write(qtbot, name, path)

    def saved() -> bool:
        if isValid(name) and not path.exists():  # the dialog reads the folder in its own time
            QTest.keyClick(name, Key.Key_Return)
        return path.exists()

    qtbot.waitUntil(saved, timeout=20_000)


def _print(qtbot: QtBot, preview: PreviewDialog, path: Path) -> None:
    """Ctrl+P, to a file as the machine has no printer, the name typed, the button pressed."""
    preview.activateWindow()
    qtbot.waitUntil(preview.isActiveWindow)
    QTest.keyClick(preview.view, Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: preview.findChild(QPrintDialog) is not None)
    asked = preview.findChild(QPrintDialog)
    assert asked is not None
    name = asked.findChild(QLineEdit, "filename")
    _write(qtbot, name, path)
    buttons = asked.findChild(QDialogButtonBox)
    ok: QPushButton = buttons.button(QDialogButtonBox.StandardButton.Ok)
    QTest.mouseClick(ok, Qt.MouseButton.LeftButton)


def test_the_retreat_from_the_keyboard_to_paper(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    window, desk = program.window, program.window.desk
    assert desk is not None
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    desk.organizations.view.setFocus()
    _log_the_retreat(program)
    known = factory.known(desk.store)
    logged = _newest(desk.store)
    assert (logged.title, logged.starts) == (
        "Counter-Terrorism Compact retreat",
        datetime(2025, 6, 25),
    )
    assert [one.organization_id for one in logged.participations] == [
        known.organization("ECOWAS"),
        known.organization("AU"),
    ]
    assert {one.item_id for one in logged.items} == {
        known.item("Decision 4"),
        known.item("Decision 7"),
    }
    assert (logged.status, logged.modality) == ("held", "hybrid")
    assert logged.venue == "Conference Room 8, United Nations Headquarters"

    ctrl(Key.Key_K)  # found again
    type_("compact retreat")
    _await_answer(qtbot, program)
    for _step in range(20):
        if window.find_box.results.current.text == "Counter-Terrorism Compact retreat":
            break
        press(Key.Key_Down)
    press(Key.Key_Return)
    assert desk.page is desk.engagements
    assert desk.store.read(engagements.draft(desk.engagements.current_id)) == logged

    ctrl(Key.Key_K)  # briefed
    type_("эковас")
    _await_answer(qtbot, program)
    press(Key.Key_Return)
    assert desk.page is desk.organizations
    ctrl(Key.Key_P)
    qtbot.waitUntil(lambda: desk.printing.preview is not None, timeout=20_000)
    preview = desk.printing.preview
    assert isinstance(preview, PreviewDialog)
    qtbot.waitExposed(preview)
    preview.activateWindow()
    qtbot.waitUntil(preview.isActiveWindow)
    preview.view.setFocus()

    saved = tmp_path / "brief.pdf"
    _save(qtbot, preview, saved)
    told = _text(saved.read_bytes())
    assert "Counter-Terrorism Compact retreat" in told
    assert "To be confirmed <b>&amp;" in told
    assert f"{date.today().day} " in told

    printed = tmp_path / "printed.pdf"
    _print(qtbot, preview, printed)
    qtbot.waitUntil(printed.exists, timeout=20_000)
    qtbot.waitUntil(lambda: printed.read_bytes().rstrip().endswith(b"%%EOF"), timeout=20_000)
    pages = pypdfium2.PdfDocument(printed.read_bytes())
    original = pypdfium2.PdfDocument(saved.read_bytes())
    assert len(pages) == len(original)
    pages.close()
    original.close()


def test_ctrl_del_in_the_form_deletes_nothing(qtbot: QtBot, program: Program) -> None:
    window, desk = program.window, program.window.desk
    assert desk is not None
    logged = factory.log(desk.store, "AU")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    desk.organizations.view.setFocus()
    ctrl(Key.Key_2)
    desk.engagements.view.choose(logged)
    ctrl(Key.Key_E)
    _tab_to(program, "items")
    ctrl(Key.Key_Delete)
    assert desk.store.undoable() == "Log test meeting"
    desk.engagements.view.setFocus()
    ctrl(Key.Key_Delete)
    assert desk.store.undoable() == "Delete Test meeting"


def test_log_engagement_in_a_profile_fills_in_the_body(qtbot: QtBot, program: Program) -> None:
    window, desk = program.window, program.window.desk
    assert desk is not None
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    sadc = factory.known(desk.store).organization("SADC")
    desk.organizations.open(sadc)
    qtbot.waitUntil(lambda: desk.organizations.profile.shown_id == sadc)
    QTest.mouseClick(
        _links(desk.organizations.profile, "Log engagement")[0], Qt.MouseButton.LeftButton
    )
    assert desk.page is desk.engagements
    parties = desk.engagements.form.inputs["participations"].value()
    assert [one.organization_id for one in parties] == [sadc]


def _links(profile: QWidget, words: str) -> list[QPushButton]:
    return [one for one in profile.findChildren(QPushButton) if one.text() == words]
