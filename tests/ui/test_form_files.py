"""A large file in a form: kept while the window goes on, and waited for by whoever leaves."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ctdesk.app import Program
from ctdesk.db import register
from ctdesk.db.files import DocumentDraft, Stored
from ctdesk.db.queries import drafts
from ctdesk.db.queries.documents import content
from ctdesk.db.queries.drafts import KeptDraft
from ctdesk.db.store import Store, open_store
from ctdesk.settings import Settings
from ctdesk.ui.dialogs.document_viewer import TextReader
from ctdesk.ui.forms.engagement_form import EngagementForm
from ctdesk.ui.forms.inputs.chip_field import FieldChip
from tests import factory
from tests.conftest import INSTALLATION
from tests.ui.engagement_forms import shown, tab_to
from tests.ui.keys import type_


@pytest.fixture
def form(qtbot: QtBot, store: Store, settings: Settings) -> EngagementForm:
    return shown(qtbot, store, settings)


def kept(store: Store) -> KeptDraft | None:
    return store.read(drafts.kept("engagement:new"))


LARGE = DocumentDraft("Recording (example).mp3", bytes(20_000_000))


def chip_words(form: EngagementForm) -> list[str]:
    return [chip.words for chip in form.inputs["documents"].findChildren(FieldChip)
            if not chip.isHidden()]  # fmt: skip


def test_a_large_file_is_kept_while_the_window_goes_on_and_says_so(
    form: EngagementForm, store: Store, qtbot: QtBot
) -> None:
    form.inputs["documents"].bring_back([LARGE])
    qtbot.waitUntil(lambda: "not kept yet" in str(chip_words(form)))
    assert form.unsaved
    tab_to(form, "title")
    type_("Typed meanwhile")
    qtbot.waitUntil(lambda: not form.unsaved)
    assert chip_words(form) == ["Recording (example).mp3, 19.1 MB"]
    found = kept(store)
    assert found is not None
    assert (found.title, factory.whole(store, found.documents)) == ("Typed meanwhile", (LARGE,))


def test_a_file_taken_up_stays_in_the_register_until_it_is_wanted(
    store: Store, settings: Settings, qtbot: QtBot
) -> None:
    store.keep_draft("engagement:new", "A", "{}", [DocumentDraft("note.txt", b"words")])
    again = shown(qtbot, store, settings)
    documents = again.inputs["documents"]
    (file,) = documents.added
    assert isinstance(file.data, Stored)
    assert [chip.words for chip in documents.findChildren(FieldChip)] == ["note.txt, 1 KB"]
    documents.opened.emit(file)
    (reader,) = again.findChildren(TextReader)
    assert reader.pane.edit.toPlainText() == "words"
    reader.close()
    again.activateWindow()
    qtbot.waitUntil(again.isActiveWindow)
    tab_to(again, "type_id")
    type_("bilateral")
    tab_to(again, "when")
    type_("1 June 2026")
    engagement_id = again.save()
    assert engagement_id is not None
    (document,) = store.read(again.documents_of(engagement_id))
    assert store.read(content(document.id)).data == b"words"


def test_who_leaves_while_a_large_file_is_kept_waits_for_it(
    form: EngagementForm, store: Store, qtbot: QtBot
) -> None:
    form.inputs["documents"].bring_back([LARGE])
    qtbot.waitUntil(lambda: "not kept yet" in str(chip_words(form)))
    assert form.keep_now()
    found = kept(store)
    assert found is not None
    assert factory.whole(store, found.documents) == (LARGE,)
    form.inputs["documents"].bring_back([replace(LARGE, data=bytes(20_000_001))])
    qtbot.waitUntil(lambda: "not kept yet" in str(chip_words(form)))
    type_("bilateral")
    tab_to(form, "when")
    type_("1 June 2026")
    engagement_id = form.save()
    assert engagement_id is not None
    assert kept(store) is None, "nothing kept outlives the save"
    (document,) = store.read(form.documents_of(engagement_id))
    assert document.size == 20_000_001


def test_the_register_is_closed_only_once_a_large_file_is_kept(
    qtbot: QtBot, program: Program, register_path: Path
) -> None:
    desk = program.window.desk
    assert desk is not None
    form = desk.engagements.form
    form.start_new()
    form.inputs["documents"].bring_back([LARGE])
    qtbot.waitUntil(lambda: "not kept yet" in str(chip_words(form)))
    program._close_register()
    with register.open_register(register_path, None) as opened:
        store = open_store(opened, INSTALLATION, "A")
        found = kept(store)
        assert found is not None
        assert factory.whole(store, found.documents) == (LARGE,)
