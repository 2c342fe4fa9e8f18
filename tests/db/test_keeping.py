"""What is kept beside the record: drafts and the window's settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from ctdesk.db import migrations, register
from ctdesk.db.drafts import DocumentDraft
from ctdesk.db.queries import drafts, settings
from ctdesk.db.store import Store, open_store
from ctdesk.errors import UserError
from tests import factory
from tests.conftest import INSTALLATION

PAPER = DocumentDraft("Concept note.pdf", b"%PDF-1.7 \x00\xff", "application/pdf")


def test_a_draft_is_kept_with_its_files_until_it_is_dropped(store: Store) -> None:
    store.keep_draft("person:new", "Somebody", '{"name": "Ѕ"}', [PAPER])
    store.keep_draft("person:new", "Somebody else", '{"name": "ت"}')
    kept = store.read(drafts.kept("person:new"))
    assert kept is not None
    assert (kept.title, kept.memo, kept.documents) == ("Somebody else", '{"name": "ت"}', (PAPER,))
    store.keep_draft("person:new", "Somebody", "{}", [])
    kept = store.read(drafts.kept("person:new"))
    assert kept is not None
    assert kept.documents == ()
    store.drop_draft("person:new")
    assert store.read(drafts.kept("person:new")) is None
    assert store.read(drafts.waiting) == ()


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
