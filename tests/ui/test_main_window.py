"""The whole window: opened with real keys, found in, undone, and kept honest about the file."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from ctdesk.app import Program
from ctdesk.db import register
from ctdesk.db.changes import Changes, RowChange
from ctdesk.db.creating import make
from ctdesk.db.operations import engagements as operations
from ctdesk.db.queries import engagements
from ctdesk.paths import resources
from ctdesk.settings import load_settings
from ctdesk.ui.actions import ACTS, GROUPS, shown_keys
from ctdesk.ui.concerned import concerned
from ctdesk.ui.desk import Desk
from ctdesk.ui.dialogs.about import AboutDialog
from ctdesk.ui.dialogs.keys import KeysDialog
from ctdesk.ui.dialogs.passphrase import MessagePage, PassphrasePage
from ctdesk.ui.dialogs.welcome import WelcomePage
from ctdesk.ui.theme import DARK, tokens_of
from tests import factory
from tests.conftest import PASSPHRASE
from tests.ui.conftest import Start, button, desk_of
from tests.ui.keys import focused


def page_of(qtbot: QtBot, program: Program, kind: type[QWidget]) -> QWidget:
    qtbot.waitUntil(lambda: isinstance(program.window.page, kind))
    assert program.window.page is not None
    return program.window.page


# The file


def test_the_standing_warning_of_an_unencrypted_register(program: Program) -> None:
    assert program.window.status.unencrypted.isVisible()
    assert program.window.status.unencrypted.text() == "not encrypted"
    factory.log(desk_of(program).store, "AU")
    assert program.window.status.unencrypted.isVisible()


def test_the_passphrase_page_opens_an_encrypted_register(
    qtbot: QtBot, start: Start, tmp_path: Path
) -> None:
    path = tmp_path / "Regional desk.ctdesk"
    make(path, PASSPHRASE, resources()).close()
    program = start(path)
    page = page_of(qtbot, program, PassphrasePage)
    assert isinstance(page, PassphrasePage)

    qtbot.keyClick(page.passphrase, Qt.Key.Key_Return)
    assert "Type the passphrase" in page.notice.text
    qtbot.keyClicks(page.passphrase, "correct horse battery")
    qtbot.keyClick(page.passphrase, Qt.Key.Key_Return)
    assert "does not open Regional desk" in page.notice.text
    assert program.window.desk is None
    # What was wrong is chosen whole, so that the next try replaces it, and can be made at once.
    qtbot.keyClicks(page.passphrase, PASSPHRASE)
    assert page.passphrase.text() == PASSPHRASE
    qtbot.mouseClick(page.open_button, Qt.MouseButton.LeftButton)
    assert desk_of(program).organizations.model.rowCount() > 0
    assert not program.window.status.unencrypted.isVisible()
    assert "Regional desk (encrypted)" in [
        one.text() for one in program.window.status.findChildren(QLabel)
    ]


def test_the_frame_is_painted_before_sqlalchemy_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "desk.ctdesk"
    make(path, PASSPHRASE, resources()).close()
    script = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QPushButton, QApplication
from ctdesk.app import Program
from ctdesk.settings import load_settings
from ctdesk.ui import theme
app = QApplication([])
theme.apply(app, load_settings())
program = Program(load_settings())
heavy = ("sqlalchemy", "alembic", "reportlab", "pypdfium2", "sqlcipher3")
def told():
    print([name for name in heavy if name in sys.modules])
    app.quit()
program.window.painted.connect(told)
program.start(Path(sys.argv[1]))
program.window.show()
app.exec()
"""
    told = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "[]", told.stderr


def test_no_page_and_no_form_needs_the_mapper() -> None:
    script = """
import importlib, pkgutil, sys
import ctdesk.ui
for module in pkgutil.walk_packages(ctdesk.ui.__path__, "ctdesk.ui."):
    importlib.import_module(module.name)
print("sqlalchemy" in sys.modules, "sqlalchemy.orm" in sys.modules)
"""
    words = [sys.executable, "-c", script]
    told = subprocess.run(words, capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["True", "False"]


def test_what_the_first_write_needs_is_loaded_once_a_register_is_shown(register_path: Path) -> None:
    script = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from ctdesk.app import Program
from ctdesk.settings import load_settings
app = QApplication([])
program = Program(load_settings())
def look():
    if "ctdesk.db.mapping" in sys.modules and program.window.desk is not None:
        app.quit()
watch = QTimer(timeout=look)
watch.start()
program.start(Path(sys.argv[1]))
program.window.show()
app.exec()
program.close()
"""
    words = [sys.executable, "-c", script, str(register_path)]
    subprocess.run(words, capture_output=True, check=True, timeout=60)


def test_a_register_open_elsewhere_is_offered_read_only(
    qtbot: QtBot, start: Start, register_path: Path
) -> None:
    with register.open_register(register_path, None):
        program = start(register_path)
        page = page_of(qtbot, program, MessagePage)
        assert "--read-only" not in " ".join(one.text() for one in page.findChildren(QLabel))
        qtbot.mouseClick(button(page, "Open read-only"), Qt.MouseButton.LeftButton)
        assert desk_of(program).store.read_only
        assert program.window.status.read_only.isVisible()
        assert not program.window.acts["log"].isEnabled()
        assert not program.window.log_button.isEnabled()
        assert desk_of(program).organizations.model.rowCount() > 0
        program.window.close()
        program.close()


def test_a_missing_file_is_said_and_can_be_tried_again(
    qtbot: QtBot, start: Start, register_path: Path, tmp_path: Path
) -> None:
    path = tmp_path / "elsewhere.ctdesk"
    program = start(path)
    page = page_of(qtbot, program, MessagePage)
    assert f"There is no file {path}." in {one.text() for one in page.findChildren(QLabel)}
    register_path.rename(path)
    qtbot.mouseClick(button(page, "Try again"), Qt.MouseButton.LeftButton)
    assert desk_of(program).organizations.model.rowCount() > 0


def test_without_a_register_one_can_be_made(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    program = start(None)
    page = page_of(qtbot, program, WelcomePage)
    assert isinstance(page, WelcomePage)
    page.path.setText(str(tmp_path / "made"))
    qtbot.keyClicks(page.passphrase, PASSPHRASE)
    qtbot.mouseClick(page.make_button, Qt.MouseButton.LeftButton)
    assert page.fault.text() == "Type the passphrase again."
    qtbot.keyClicks(page.again, PASSPHRASE)
    page.example.setChecked(True)
    qtbot.mouseClick(page.make_button, Qt.MouseButton.LeftButton)
    desk = desk_of(program)
    desk.show_page("engagements")
    assert desk.engagements.model.rowCount() > 20
    assert program.window.status.undo.text() == "Undo: Add the example year"
    assert register.is_encrypted(tmp_path / "made.ctdesk")


def test_a_weak_passphrase_makes_nothing(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    program = start(None)
    page = page_of(qtbot, program, WelcomePage)
    assert isinstance(page, WelcomePage)
    page.path.setText(str(tmp_path / "made.ctdesk"))
    for one in (page.passphrase, page.again):
        qtbot.keyClicks(one, "short")
    qtbot.mouseClick(page.make_button, Qt.MouseButton.LeftButton)
    assert "too short" in page.notice.text
    assert not (tmp_path / "made.ctdesk").exists()
    assert page.make_button.isEnabled()


def test_closing_leaves_one_file_that_opens_again(program: Program, register_path: Path) -> None:
    factory.log(desk_of(program).store, "AU")
    program.window.close()
    program.close()
    assert not Path(f"{register_path}-wal").exists()
    register.open_register(register_path, None).close()


# Pages and keys


def test_pages_are_chosen_by_click_and_by_key(qtbot: QtBot, program: Program) -> None:
    window, desk = program.window, desk_of(program)
    qtbot.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert desk.page is desk.engagements
    qtbot.mouseClick(desk.navigation._buttons["organizations"], Qt.MouseButton.LeftButton)
    assert desk.page is desk.organizations
    assert desk.navigation._buttons["organizations"].isChecked()


def test_counts_stand_beside_the_pages_and_follow(qtbot: QtBot, program: Program) -> None:
    desk = desk_of(program)
    shown = desk.navigation._buttons["engagements"]
    qtbot.waitUntil(lambda: shown.accessibleName() == "Engagements, 0")
    factory.log(desk.store, "AU")
    qtbot.waitUntil(lambda: shown.accessibleName() == "Engagements, 1")
    desk.store.undo()
    qtbot.waitUntil(lambda: shown.accessibleName() == "Engagements, 0")


def test_the_way_back_and_forward(qtbot: QtBot, program: Program) -> None:
    desk = desk_of(program)
    names = factory.known(desk.store)
    logged = factory.log(desk.store, "AU", title="On the way")
    desk.open_record("organization", names.organization("SADC"))
    desk.open_record("engagement", logged)
    desk.open_record("organization", names.organization("AU"))
    for key in ("back", "back"):
        program.window.acts[key].trigger()
    assert desk.page is desk.organizations
    assert desk.organizations.current_id == names.organization("SADC")
    program.window.acts["forward"].trigger()
    assert (desk.page, desk.page.current_id) == (desk.engagements, logged)
    program.window.acts["forward"].trigger()
    program.window.acts["forward"].trigger()
    assert desk.organizations.current_id == names.organization("AU")
    assert [one.title for one in desk.recent()] == ["AU", "On the way", "SADC"]


def test_f6_goes_round_the_panes(qtbot: QtBot, program: Program) -> None:
    window, desk = program.window, desk_of(program)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    desk.organizations.view.setFocus()
    panes = [desk.organizations.profile, desk.navigation, desk.organizations.view]
    for pane in (*panes, panes[0]):
        qtbot.keyClick(focused(), Qt.Key.Key_F6)
        assert pane is focused() or pane.isAncestorOf(focused())
    qtbot.keyClick(focused(), Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert focused() is desk.organizations.view


def test_a_profile_knows_what_was_logged_while_nobody_looked(
    qtbot: QtBot, program: Program
) -> None:
    desk = desk_of(program)
    au = factory.known(desk.store).organization("AU")
    desk.open_record("organization", au)
    desk.show_page("engagements")
    factory.log(desk.store, "AU")
    desk.show_page("organizations")
    tabs = desk.organizations.profile.tabs
    qtbot.waitUntil(
        lambda: "Engagements, 1" in [one.accessibleName() for one in tabs.findChildren(QPushButton)]
    )


def test_the_desk_stands_again_as_it_was_left(
    qtbot: QtBot, start: Start, register_path: Path
) -> None:
    first = start(register_path)
    qtbot.waitUntil(lambda: first.window.desk is not None)
    desk = desk_of(first)
    logged = factory.log(desk.store, "AU")
    factory.log(desk.store, "AU", title="Newer", starts=datetime(2026, 5, 1))
    desk.open_record("engagement", logged)
    desk.engagements.view.choose(logged)
    state = json.loads(json.dumps(desk.state()))
    other = Desk(desk.store, first.window._settings)
    qtbot.addWidget(other)
    other.restore({"page": "nowhere", "pages": 3, "seen": [["engagement"], 7]})
    other.restore(state)
    assert (other.page_key, other.page.current_id) == ("engagements", logged)
    assert other.recent()[0].id == logged


def test_ctrl_e_opens_the_form_from_anywhere(qtbot: QtBot, program: Program) -> None:
    desk = desk_of(program)
    qtbot.keyClick(program.window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert desk.page is desk.engagements
    assert desk.engagements.form.isVisible()


def test_enter_edits_the_chosen_engagement(qtbot: QtBot, program: Program) -> None:
    desk = desk_of(program)
    logged = factory.log(desk.store, "AU", title="To be edited")
    desk.show_page("engagements")
    desk.engagements.view.choose(logged)
    qtbot.keyClick(desk.engagements.view, Qt.Key.Key_Return)
    assert desk.engagements.form.isVisible()
    assert desk.engagements.form.draft().title == "To be edited"


def test_every_action_does_something_and_is_in_the_menu(program: Program) -> None:
    window = program.window

    def actions(menu: QWidget) -> set[str]:
        found = {one.objectName() for one in menu.actions() if one.objectName()}
        for one in menu.actions():
            below = one.menu()
            if isinstance(below, QWidget):
                found |= actions(below)
        return found

    own = {act.key for act in ACTS if act.scope in ("desk", "window")}
    # The menu itself, and a list of its own in place of the key that opens that.
    assert actions(window.menu) == own - {"menu", "recent_registers"}
    for key in own:
        assert window.acts[key].receivers("2triggered(bool)") > 0, key


def test_the_menu_and_all_below_it_fit_in_a_small_window(program: Program) -> None:
    menu = program.window.menu
    below = [one.menu() for one in menu.actions() if one.menu() is not None]
    assert len(below) == 7
    for one in (menu, *below):
        assert isinstance(one, QMenu)
        assert one.sizeHint().height() < 600


def test_every_action_has_keys_of_its_own_and_a_name() -> None:
    for scopes in ({"desk", "window"}, {"form"}, {"list"}):
        acts = [act for act in ACTS if act.scope in scopes]
        keys = [QKeySequence(keys).toString() for act in acts for keys in act.keys]
        assert len(keys) == len(set(keys))
        assert all(keys)
        assert len({act.name for act in acts}) == len(acts)
    assert all(act.keys and act.name and act.group in GROUPS for act in ACTS)
    assert len({act.key for act in ACTS}) == len(ACTS)


def test_the_readme_names_every_key() -> None:
    told = (resources().parent / "README.md").read_text(encoding="utf-8")
    for act in ACTS:
        assert f"| {', '.join(act.keys)} | {act.name.rstrip('…')} |" in told


def test_f1_shows_every_key(qtbot: QtBot, program: Program) -> None:
    qtbot.keyClick(program.window, Qt.Key.Key_F1)
    dialog = program.window.findChild(KeysDialog)
    assert dialog is not None
    shown = [one.accessibleName() for one in dialog.findChildren(QLabel)]
    for act in ACTS:
        assert f"{act.name}, {shown_keys(act.keys[0])}" in shown
    area = dialog.findChild(QScrollArea)
    assert area is not None
    dialog.resize(1180, 700)  # the screen of a test is narrower
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() == 0)  # no row is cut
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_what_cannot_be_done_here_is_not_offered(program: Program) -> None:
    acts, desk = program.window.acts, desk_of(program)
    assert acts["new_organization"].isEnabled()
    assert acts["briefing"].isEnabled()
    desk.organizations.view.clearSelection()
    desk.show_page("engagements")
    assert not acts["edit"].isEnabled()  # nothing has been logged
    factory.log(desk.store, "AU")
    program.close()
    program.window.show_page(QWidget())
    assert not acts["log"].isEnabled()
    assert acts["open_register"].isEnabled()


def test_undo_offers_to_show_what_it_was_about(qtbot: QtBot, program: Program) -> None:
    window, desk = program.window, desk_of(program)
    logged = factory.log(desk.store, "AU", title="Before")
    draft = desk.store.read(engagements.draft(logged))
    desk.store.perform(
        "Edit Before", lambda s: operations.edit(s, logged, replace(draft, title="After"))
    )
    desk.show_page("organizations")
    window.acts["undo"].trigger()
    assert window.notice.text == "Undone: Edit Before"
    qtbot.mouseClick(button(window.notice, "Show"), Qt.MouseButton.LeftButton)
    assert (desk.page, desk.page.current_id) == (desk.engagements, logged)
    window.acts["undo"].trigger()
    assert window.notice.text == "Undone: Log test meeting"
    window.acts["redo"].trigger()
    assert window.notice.text == "Done again: Log test meeting"
    assert button(window.notice, "Show").isVisible()


@pytest.mark.parametrize(
    ("rows", "openable", "shown"),
    [
        ([("participation", 1, "update", {"engagement_id": 7})], {"engagement"}, ("engagement", 7)),
        (
            [("commitment", 1, "update", {"engagement_id": 7}), ("engagement", 7, "update", {})],
            {"engagement", "commitment"},
            ("engagement", 7),
        ),
        ([("post", 3, "delete", {"person_id": 4, "organization_id": 5})], {"person"},
         ("person", 4)),
        ([("post", 3, "delete", {"person_id": None, "organization_id": 5})], {"organization"},
         ("organization", 5)),
        ([("engagement", 7, "delete", {}), ("participation", 1, "delete", {"engagement_id": 7})],
         {"engagement", "operation"}, ("operation", 99)),
        ([("engagement", 7, "delete", {})], {"engagement"}, None),
        ([("theme", 7, "update", {})], {"engagement"}, None),
    ],
)  # fmt: skip
def test_what_a_step_was_about(
    rows: list[tuple[str, int, str, dict[str, int]]], openable: set[str], shown: object
) -> None:
    made = tuple(
        RowChange(
            table, row_id, None if kind == "insert" else image, None if kind == "delete" else image
        )
        for table, row_id, kind, image in rows
    )
    assert concerned(Changes(99, "x", made), openable) == shown


# Undo


def test_undo_and_redo_are_called_by_name(qtbot: QtBot, program: Program) -> None:
    window, store = program.window, desk_of(program).store
    undo, redo = window.acts["undo"], window.acts["redo"]
    assert (undo.text(), undo.isEnabled()) == ("Undo", False)
    assert window.status.undo.isHidden()
    factory.log(store, "AU", title="x")
    assert undo.text() == "Undo: Log test meeting"
    assert window.status.undo.text() == "Undo: Log test meeting"
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert redo.text() == "Redo: Log test meeting"
    assert not undo.isEnabled()
    assert "Undone: Log test meeting" in window.status._said.text()
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Qt.Key.Key_Z, both)
    assert undo.text() == "Undo: Log test meeting"
    qtbot.mouseClick(window.status.undo, Qt.MouseButton.LeftButton)
    assert store.redoable() == "Log test meeting"


# Printing


def test_ctrl_p_shows_the_sheet_of_the_page(qtbot: QtBot, program: Program) -> None:
    desk = desk_of(program)
    factory.log(desk.store, "ECOWAS", items=["Decision 7"])
    desk.organizations.open(factory.known(desk.store).organization("ECOWAS"))
    qtbot.keyClick(program.window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: desk.printing.preview is not None, timeout=20_000)
    brief = desk.printing.preview
    assert brief is not None
    assert brief.windowTitle() == "Briefing sheet, ECOWAS"
    brief.close()

    desk.show_page("engagements")
    qtbot.mouseClick(desk.engagements.chips["item 7"], Qt.MouseButton.LeftButton)
    desk.engagements.ask_text("decision:7 org:ECOWAS")
    assert desk.engagements.model.rowCount() == 1
    qtbot.mouseClick(desk.engagements.summary_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desk.printing.preview is not brief, timeout=20_000)
    summary = desk.printing.preview
    assert summary is not None
    assert summary.windowTitle() == "Engagement summary, Decision 7, ECOWAS"
    summary.close()


def test_what_cannot_be_printed_is_said(qtbot: QtBot, program: Program) -> None:
    desk = desk_of(program)
    logged = factory.log(desk.store)
    desk.printing.engagement(logged)
    qtbot.waitUntil(lambda: "Say which organization" in program.window.notice.text)


# Theme


def test_the_theme_is_chosen_and_kept(program: Program) -> None:
    program.window.acts["theme_dark"].trigger()
    assert tokens_of(program.window) is DARK
    assert load_settings().theme == "dark"


def test_about_says_what_it_is(qtbot: QtBot, program: Program) -> None:
    program.window.acts["about"].trigger()
    about = program.window.findChild(AboutDialog)
    assert about is not None
    said = [one.text() for one in about.findChildren(QLabel)]
    assert said[0].startswith("CT Desk ")
    assert "Apache" in said[-1]
    about.close()


def test_of_a_damaged_file_another_copy_is_offered_first(
    qtbot: QtBot, start: Start, register_path: Path
) -> None:
    register_path.write_bytes(b"SQLite format 3\0" + b"no longer whole\n" * 1000)
    page = page_of(qtbot, start(register_path), MessagePage)
    said = " ".join(one.text() for one in page.findChildren(QLabel))
    assert str(register_path) in said
    assert "backup" in said
    assert page.primary.text() == "Open another…"
    assert button(page, "Try again").isVisible()
