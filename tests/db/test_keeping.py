"""What is kept beside the record: drafts and the window's settings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import func, select

from ctdesk.db import migrations, register
from ctdesk.db.files import DocumentDraft
from ctdesk.db.operations import documents
from ctdesk.db.queries import drafts, settings
from ctdesk.db.queries.documents import content
from ctdesk.db.store import Store, open_store
from ctdesk.db.tables import Blob
from ctdesk.errors import UserError
from tests import factory
from tests.conftest import INSTALLATION

PAPER = DocumentDraft("Concept note.pdf", b"%PDF-1.7 \x00\xff", "application/pdf")


def test_a_draft_is_kept_with_its_files_until_it_is_dropped(store: Store) -> None:
    store.keep_draft("person:new", "Somebody", '{"name": "Ѕ"}', [PAPER])
    store.keep_draft("person:new", "Somebody else", '{"name": "ت"}')
    kept = store.read(drafts.kept("person:new"))
    assert kept is not None
    assert (kept.title, kept.memo) == ("Somebody else", '{"name": "ت"}')
    assert factory.whole(store, kept.documents) == (PAPER,)
    assert [len(one.data) for one in kept.documents] == [len(PAPER.data)]
    store.keep_draft("person:new", "Somebody", "{}", [])
    kept = store.read(drafts.kept("person:new"))
    assert kept is not None
    assert kept.documents == ()
    store.drop_draft("person:new")
    assert store.read(drafts.kept("person:new")) is None
    assert store.read(drafts.waiting) == ()


def contents(store: Store) -> int:
    """How many contents of files lie in the register."""
    return store.read(lambda c: c.execute(select(func.count()).select_from(Blob)).scalar_one())


def test_what_is_in_a_file_is_kept_once(store: Store) -> None:
    twice = replace(PAPER, name="The same.pdf")
    store.keep_draft("engagement:new", "A", "{}", [PAPER, twice])
    store.keep_draft("person:new", "B", "{}", [PAPER])
    assert contents(store) == 1
    kept = store.read(drafts.kept("engagement:new"))
    assert kept is not None
    assert factory.whole(store, kept.documents) == (PAPER, twice)
    body = factory.known(store).organization("AU")
    document = store.perform(
        "Add it", lambda s: documents.add(s, PAPER, organization_id=body), finishes="person:new"
    )
    assert contents(store) == 1, "the save writes nothing anew"
    assert store.read(content(document)).data == PAPER.data


def test_a_content_is_let_go_once_nothing_refers_to_it(store: Store) -> None:
    body = factory.known(store).organization("AU")
    other = DocumentDraft("Other.txt", b"Other")
    store.keep_draft("engagement:new", "A", "{}", [PAPER, other])
    store.perform("Add it", lambda s: documents.add(s, PAPER, organization_id=body))
    store.let_go()
    assert contents(store) == 2, "the draft has both"
    store.keep_draft("engagement:new", "A", "{}", [])
    store.let_go()
    assert contents(store) == 1, "a document has one"
    store.undo()
    store.let_go()
    assert contents(store) == 1, "the journal has one"
    store.redo()
    assert contents(store) == 1
    store.keep_draft("engagement:new", "A", "{}", [other])
    store.drop_draft("engagement:new")
    assert contents(store) == 2
    store.let_go()
    assert contents(store) == 1


def test_two_threads_that_write_wait_for_one_another(store: Store) -> None:
    begun, done = Event(), Event()

    def write(_session: object) -> None:
        begun.set()
        assert not done.wait(0.2), "the other waits"

    def other() -> None:
        begun.wait(5)
        store.keep_draft("engagement:new", "A", "{}", [PAPER])
        done.set()

    thread = Thread(target=other)
    thread.start()
    store.perform("Write", write)
    thread.join(5)
    assert done.is_set()


def test_a_draft_survives_the_register_being_closed(register_path: Path) -> None:
    with register.open_register(register_path, None) as opened:
        store = open_store(opened, INSTALLATION, "A")
        store.keep_draft("engagement:new", "A briefing", "{}", [PAPER])
    with register.open_register(register_path, None) as opened:
        store = open_store(opened, INSTALLATION, "A")
        assert [one.title for one in store.read(drafts.waiting)] == ["A briefing"]


def test_a_draft_is_no_step_and_is_told_to_nobody(store: Store) -> None:
    told: list[object] = []
    store.subscribe(told.append)
    store.keep_draft("engagement:new", "A briefing", "{}")
    store.keep_setting("window", {"page": "people"})
    assert told == []
    assert store.undoable() is None


def test_saving_finishes_the_draft_and_a_refused_save_keeps_it(store: Store) -> None:
    store.keep_draft("organization:new", "Test body", "{}", [PAPER])

    def refused(_session: object) -> None:
        raise UserError("No.")

    with pytest.raises(UserError):
        store.perform("Add", refused, finishes="organization:new")
    assert store.read(drafts.kept("organization:new")) is not None
    store.perform("Add", lambda _session: None, finishes="organization:new")
    assert store.read(drafts.kept("organization:new")) is None


def test_settings_are_kept_by_key(store: Store) -> None:
    assert store.read(settings.kept("window", {})) == {}
    store.keep_setting("window", {"page": "people", "widths": [1, 2]})
    store.keep_setting("window", {"page": "today"})
    assert store.read(settings.kept("window")) == {"page": "today"}


def test_nothing_is_kept_where_nothing_can_be_written(register_path: Path) -> None:
    with register.open_register(register_path, None, read_only=True) as opened:
        store = open_store(opened, INSTALLATION, "A")
        store.keep_draft("engagement:new", "A briefing", "{}")
        store.keep_setting("window", 1)
        store.drop_draft("engagement:new")
        assert store.read(drafts.waiting) == ()


def test_an_older_register_is_not_opened_read_only(register_path: Path) -> None:
    with register.open_register(register_path, None) as opened:
        factory.log(open_store(opened, INSTALLATION, "A"), "AU")
        migrations.move(opened.engine, "0001")
    with pytest.raises(UserError, match="older version"):
        register.open_register(register_path, None, read_only=True)
    with register.open_register(register_path, None) as opened:
        assert open_store(opened, INSTALLATION, "A").undoable() == "Log test meeting"


def test_bytes_that_are_no_longer_kept_are_not_referred_to(store: Store) -> None:
    body = factory.known(store).organization("AU")
    gone = replace(PAPER, data=store.keep_content(b"words"))
    store.let_go()
    with pytest.raises(UserError, match="add it again"):
        store.perform("Add it", lambda s: documents.add(s, gone, organization_id=body))
