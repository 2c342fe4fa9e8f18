"""A large file in a form: kept while the window goes on, and waited for by whoever leaves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtTest import QTest
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


# Large files on the disk, which are read while the window goes on


@pytest.fixture
def film(tmp_path: Path) -> Path:
    path = tmp_path / "Film.mp4"
    path.write_bytes(bytes(3_000_000))
    return path


@pytest.fixture
def disk(form: EngagementForm) -> Iterator[Event]:
    """A disk that gives no file to the thread until the event is set."""
    turns = Event()
    form.inputs["documents"]._tasks.start(turns.wait, lambda _none: None, pytest.fail)
    yield turns
    turns.set()


def typed_whole(form: EngagementForm) -> None:
    """What else an engagement needs, and what nobody types while the test looks."""
    tab_to(form, "type_id")
    type_("bilateral")
    tab_to(form, "when")
    type_("1 June 2026")


def dropped(form: EngagementForm, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    form.inputs["documents"].zone.brought.emit(data)


def test_a_large_file_that_is_dropped_is_read_while_the_window_goes_on(
    form: EngagementForm, store: Store, qtbot: QtBot, film: Path
) -> None:
    dropped(form, film)
    assert chip_words(form) == ["Film.mp4, 2.9 MB, being read"]
    assert form.inputs["documents"].added == ()
    assert form.is_dirty()
    assert form.unsaved
    qtbot.waitUntil(lambda: not form.inputs["documents"].coming)
    qtbot.waitUntil(lambda: not form.unsaved)
    assert chip_words(form) == ["Film.mp4, 2.9 MB"]
    found = kept(store)
    assert found is not None
    assert [(one.name, len(one.data)) for one in found.documents] == [("Film.mp4", 3_000_000)]


def test_a_small_file_is_there_at_once(form: EngagementForm, tmp_path: Path, film: Path) -> None:
    (tmp_path / "note.txt").write_text("words")
    dropped(form, tmp_path / "note.txt", film)
    assert chip_words(form) == ["note.txt, 1 KB", "Film.mp4, 2.9 MB, being read"]


def test_many_files_that_are_large_together_are_read_so_too(
    form: EngagementForm, tmp_path: Path
) -> None:
    paths = [tmp_path / f"{number}.bin" for number in range(3)]
    for path in paths:
        path.write_bytes(bytes(600_000))
    dropped(form, *paths)
    assert ["being read" in words for words in chip_words(form)] == [False, True, True]


def test_saving_waits_for_a_file_that_is_being_read(
    form: EngagementForm, store: Store, film: Path
) -> None:
    typed_whole(form)
    dropped(form, film)
    engagement_id = form.save()
    assert engagement_id is not None
    (document,) = store.read(form.documents_of(engagement_id))
    assert (document.name, document.size) == ("Film.mp4", 3_000_000)
    assert kept(store) is None


def test_a_file_that_goes_before_it_is_read_is_said_and_saves_nothing(
    form: EngagementForm, store: Store, film: Path, disk: Event
) -> None:
    typed_whole(form)
    dropped(form, film)
    film.unlink()
    disk.set()
    assert form.save() is None
    assert "Film.mp4 cannot be read: No such file or directory." in form.notice.text
    assert chip_words(form) == []
    engagement_id = form.save()
    assert engagement_id is not None
    assert store.read(form.documents_of(engagement_id)) == ()


def test_who_leaves_while_a_file_is_being_read_has_it_kept(
    form: EngagementForm, store: Store, film: Path
) -> None:
    dropped(form, film)
    assert form.keep_now()
    found = kept(store)
    assert found is not None
    assert [one.name for one in found.documents] == ["Film.mp4"]


def test_a_file_can_be_taken_out_while_it_is_being_read(
    form: EngagementForm, qtbot: QtBot, film: Path, disk: Event
) -> None:
    dropped(form, film)
    (chip,) = [one for one in form.findChildren(FieldChip) if "Film" in one.words]
    QTest.keyClick(chip, Qt.Key.Key_Delete)
    assert chip_words(form) == []
    disk.set()
    qtbot.waitUntil(lambda: not form.inputs["documents"]._tasks.busy)
    assert chip_words(form) == []
    assert not form.is_dirty()


def test_what_is_discarded_stays_so_when_its_file_has_been_read(
    form: EngagementForm, qtbot: QtBot, film: Path, disk: Event
) -> None:
    dropped(form, film)
    form.discard()
    disk.set()
    qtbot.waitUntil(lambda: not form.inputs["documents"]._tasks.busy)
    assert chip_words(form) == []
    assert not form.is_dirty()


def test_the_keyboard_stays_in_the_field_when_a_file_has_been_read(
    form: EngagementForm, qtbot: QtBot, film: Path, disk: Event
) -> None:
    documents = form.inputs["documents"]
    dropped(form, film)
    (chip,) = [one for one in form.findChildren(FieldChip) if "Film" in one.words]
    chip.setFocus()
    disk.set()
    qtbot.waitUntil(lambda: not documents.coming)
    assert documents.zone.hasFocus()
