"""A whole morning at the desk by keys and clicks alone: a new register, and it opened again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pypdfium2
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from ctdesk.app import Program
from ctdesk.db.queries import engagements, organizations, people
from ctdesk.db.queries.lookups import documents
from ctdesk.settings import load_settings
from ctdesk.ui.dialogs.passphrase import PassphrasePage
from ctdesk.ui.dialogs.preview import PreviewDialog
from ctdesk.ui.dialogs.welcome import RecentPage, WelcomePage
from ctdesk.ui.forms.record_form import RecordForm
from tests import factory
from tests.ui.conftest import Start, desk_of
from tests.ui.keys import CTRL, Key, ctrl, focused, press, type_

PASSPHRASE = "four words of a morning"
SHIFT = Qt.KeyboardModifier.ShiftModifier

BODIES = (("Test Council for Borders", "TCB"), ("Test Forum of Prosecutors", "TFP"))
PEOPLE = (
    ("Amina Test", "TCB", "Director"),
    ("Li Test", "TCB", "Adviser"),
    ("Omar Test", "TFP", "Secretary"),
    ("Vera Test", "TFP", "Legal officer"),
    ("Zoë Test", "TCB", "Focal point officer"),
)


def stand_before(qtbot: QtBot, window: QWidget) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def tab_to(target: QWidget) -> None:
    """Press Tab until a widget, or one within it, has the focus."""
    for _step in range(150):
        if target is focused() or target.isAncestorOf(focused()):
            return
        press(Key.Key_Tab)
    raise AssertionError(f"Tab does not come to {target.accessibleName()}")


def tab_to_input(form: RecordForm, name: str) -> None:
    tab_to(form.inputs[name])


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def button(widget: QWidget, words: str) -> QPushButton:
    return next(one for one in widget.findChildren(QPushButton) if one.text() == words)


def make_register(qtbot: QtBot, program: Program, path: Path) -> None:
    qtbot.waitUntil(lambda: isinstance(program.window.page, WelcomePage))
    page = program.window.page
    assert isinstance(page, WelcomePage)
    stand_before(qtbot, program.window)
    tab_to(page.path)
    ctrl(Key.Key_A)
    type_(str(path))
    for line in (page.passphrase, page.again):
        tab_to(line)
        type_(PASSPHRASE)
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: program.window.desk is not None, timeout=20_000)
    stand_before(qtbot, program.window)


def set_officer(qtbot: QtBot, program: Program) -> None:
    ctrl(Key.Key_Comma)
    dialog = next(one for one in program.window.findChildren(QDialog) if one.isVisible())
    stand_before(qtbot, dialog)
    lines = {one.accessibleName(): one for one in dialog.findChildren(QLineEdit)}
    for name, words in (("Officer's name", "M. Officer"), ("Unit", "Regional desk")):
        tab_to(lines[name])
        ctrl(Key.Key_A)
        type_(words)
        press(Key.Key_Tab)
    press(Key.Key_Escape)
    stand_before(qtbot, program.window)


def add_bodies(program: Program) -> None:
    for name, acronym in BODIES:
        QTest.keyClick(focused(), Key.Key_O, CTRL | SHIFT)
        form = desk_of(program).organizations.form
        tab_to_input(form, "name")
        type_(name)
        tab_to_input(form, "acronym")
        type_(acronym)
        ctrl(Key.Key_Return)
        press(Key.Key_Escape)


def add_people(program: Program) -> None:
    for name, body, title in PEOPLE:
        QTest.keyClick(focused(), Key.Key_P, CTRL | SHIFT)
        form = desk_of(program).people.form
        tab_to_input(form, "display_name")
        type_(name)
        tab_to_input(form, "organization_id")
        type_(body)
        press(Key.Key_Return)
        tab_to_input(form, "title")
        type_(title)
        ctrl(Key.Key_Return)
        press(Key.Key_Escape)


def log_three(program: Program, folder: Path) -> None:
    for number in (1, 2, 3):
        file = folder / f"Note {number}.txt"
        file.write_text(f"Note {number}", encoding="utf-8")
        ctrl(Key.Key_E)
        form = desk_of(program).engagements.form
        tab_to_input(form, "type_id")
        type_("bilateral")
        press(Key.Key_Tab)
        type_(f"{number} June 2026, 10:00-11:00")
        tab_to_input(form, "title")
        type_(f"Meeting number {number}")
        tab_to_input(form, "participations")
        for words in ("TCB", "Omar"):
            type_(words)
            press(Key.Key_Return)
        tab_to_input(form, "items")
        press(Key.Key_Space)
        tab_to_input(form, "outcome")
        type_("They will share the list.")
        tab_to_input(form, "commitments")
        press(Key.Key_Space)
        press(Key.Key_Backtab)
        type_("TCB")
        press(Key.Key_Return, Key.Key_Tab)
        type_(f"Share list {number}")
        press(Key.Key_Tab)
        type_("30 June 2026")
        tab_to_input(form, "documents")
        copied = QMimeData()
        copied.setUrls([QUrl.fromLocalFile(str(file))])
        QApplication.clipboard().setMimeData(copied)
        ctrl(Key.Key_V)
        ctrl(Key.Key_Return)
        press(Key.Key_Escape)


def edit_and_undo(qtbot: QtBot, program: Program) -> None:
    store = desk_of(program).store
    open_by_palette(qtbot, program, "TFP")
    press(Key.Key_F2)
    form = desk_of(program).organizations.form
    tab_to_input(form, "seat")
    type_("Vienna")
    ctrl(Key.Key_Return)
    body = factory.known(store).organization("TFP")
    assert store.read(organizations.draft(body)).seat == "Vienna"
    ctrl(Key.Key_Z)
    assert store.read(organizations.draft(body)).seat == ""
    assert program.window.notice.text == "Undone: Edit TFP"
    click(button(program.window.notice, "Show"))
    assert desk_of(program).organizations.current_id == body


def delete_and_bring_back(qtbot: QtBot, program: Program) -> None:
    desk = desk_of(program)
    QTest.keyClick(focused(), Key.Key_4, CTRL)
    gone = desk.engagements.current_id
    ctrl(Key.Key_Delete)
    assert desk.engagements.model.row_of(gone) is None
    ctrl(Key.Key_6)
    qtbot.waitUntil(program.window.acts["bring_back"].isEnabled)
    QTest.keyClick(focused(), Key.Key_B, CTRL | SHIFT)
    assert desk.page is desk.engagements
    assert desk.engagements.current_id == gone
    press(Key.Key_Escape)


def open_by_palette(qtbot: QtBot, program: Program, words: str) -> None:
    ctrl(Key.Key_K)
    type_(words)
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: not program.window.find_box.hasFocus())


def brief_and_save(qtbot: QtBot, program: Program, path: Path) -> str:
    desk = desk_of(program)
    open_by_palette(qtbot, program, "TCB")
    ctrl(Key.Key_B)
    qtbot.waitUntil(lambda: desk.printing.preview is not None, timeout=20_000)
    preview = desk.printing.preview
    assert isinstance(preview, PreviewDialog)
    qtbot.waitExposed(preview)
    stand_before(qtbot, preview)
    preview.view.setFocus()
    ctrl(Key.Key_S)
    asked = preview.findChild(QFileDialog)
    assert asked is not None
    name = asked.findChild(QLineEdit, "fileNameEdit")
    qtbot.waitExposed(name.window())
    name.setCompleter(None)  # Qt's own completion would take the next key
    name.selectAll()
    QTest.keyClicks(name, str(path))

    def saved() -> bool:
        if isValid(name) and not path.exists():  # the dialog reads the folder in its own time
            QTest.keyClick(name, Key.Key_Return)
        return path.exists()

    qtbot.waitUntil(saved, timeout=20_000)
    QTest.keyClick(preview, Key.Key_Escape)
    stand_before(qtbot, program.window)
    document = pypdfium2.PdfDocument(path.read_bytes())
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def test_a_whole_morning(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    path = tmp_path / "Morning.ctdesk"
    program = start(None)
    make_register(qtbot, program, path)
    set_officer(qtbot, program)
    assert load_settings().officer == "M. Officer"
    add_bodies(program)
    add_people(program)
    log_three(program, tmp_path)
    desk = desk_of(program)
    store = desk.store
    logged = store.read(engagements.EngagementList().ids)
    assert len(logged) == 3
    tfp = factory.known(store).organization("TFP")
    for one in logged:
        draft = store.read(engagements.draft(one))
        assert [promise.due for promise in draft.commitments] == [date(2026, 6, 30)]
        assert [kept.name[:4] for kept in store.read(documents(one))] == ["Note"]
        assert draft.participations[1].organization_id == tfp
        assert draft.participations[1].capacity == "Secretary"
        assert draft.lead_officer == "M. Officer"
    assert store.read(people.PersonList().count) == 5
    edit_and_undo(qtbot, program)
    delete_and_bring_back(qtbot, program)
    told = brief_and_save(qtbot, program, tmp_path / "brief.pdf")
    assert "Meeting number 3" in told
    assert "Share list 3" in told
    # Closed and opened again, it stands as it stood.
    open_by_palette(qtbot, program, "Zoë")
    stood, zoe = desk.page_key, desk.page.current_id
    assert stood == "people"
    ctrl(Key.Key_W)
    qtbot.waitUntil(lambda: isinstance(program.window.page, RecentPage))
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(program.window.page, PassphrasePage))
    type_(PASSPHRASE)
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: program.window.desk is not None, timeout=20_000)
    again = desk_of(program)
    assert (again.page_key, again.page.current_id) == (stood, zoe)
    assert len(again.store.read(engagements.EngagementList().ids)) == 3
    assert again.store.undoable() is not None
