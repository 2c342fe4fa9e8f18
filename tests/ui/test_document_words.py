"""Words in documents, from the drop to the page they stand on."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from ctdesk.app import Program
from ctdesk.db import register
from ctdesk.db.files import DocumentDraft
from ctdesk.db.operations import documents
from ctdesk.db.queries.find import find
from ctdesk.db.store import Store, open_store
from ctdesk.ui.dialogs.preview import PreviewDialog
from ctdesk.ui.widgets.palette import Row
from tests.conftest import INSTALLATION
from tests.factory import add_organization
from tests.files import pdf
from tests.ui.conftest import Start, desk_of
from tests.ui.keys import Key, press, type_

NOTE = DocumentDraft("Note.pdf", pdf("Cover", "", "They met in Zanzibar.", "End"))


def add_note(store: Store) -> None:
    body = add_organization(store, acronym="TB")
    store.perform("Add", lambda s: documents.add(s, NOTE, organization_id=body))


def is_found(store: Store) -> bool:
    return bool(store.read(find("zanzibar")))


def found_in_palette(qtbot: QtBot, program: Program, words: str) -> list[Row]:
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    find_box = program.window.find_box
    find_box.setFocus()
    type_(words)
    qtbot.waitUntil(lambda: not find_box.waiting and find_box.results.isVisible())
    return list(find_box.results.rows)


def test_words_in_a_document_are_found_with_their_page_and_opened_there(
    qtbot: QtBot, program: Program
) -> None:
    desk = desk_of(program)
    add_note(desk.store)
    qtbot.waitUntil(lambda: is_found(desk.store))
    rows = found_in_palette(qtbot, program, "zanzibar met")
    assert [(row.text, row.detail) for row in rows if not row.heading] == [
        ("Note.pdf", "TB · page 3 · They met in Zanzibar.")
    ]
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: len(desk.findChildren(PreviewDialog)) == 1)
    (shown,) = desk.findChildren(PreviewDialog)
    assert shown.view.page == 2
    assert shown.place.text() == "Page 3 of 4"
    shown.close()


def test_what_was_not_read_is_read_when_the_register_is_opened(
    qtbot: QtBot, start: Start, register_path: Path
) -> None:
    with register.open_register(register_path, None) as opened:
        add_note(open_store(opened, INSTALLATION, "A"))
    program = start(register_path)
    qtbot.waitUntil(lambda: program.window.desk is not None)
    store = desk_of(program).store
    qtbot.waitUntil(lambda: is_found(store))


def test_a_register_is_closed_while_documents_are_read_and_read_on_later(
    qtbot: QtBot, program: Program, register_path: Path
) -> None:
    store = desk_of(program).store
    body = add_organization(store)
    long = DocumentDraft("Long.pdf", pdf(*["They met in Zanzibar."] * 400))
    store.perform("Add", lambda s: documents.add(s, long, organization_id=body))
    program._close_register()
    with register.open_register(register_path, None) as opened:
        again = open_store(opened, INSTALLATION, "A")
        again.read_texts()
        assert is_found(again)
