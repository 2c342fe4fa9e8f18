"""Undo out of turn: what stands on a step keeps it, and a sentence says what does."""

from __future__ import annotations

import pytest

from ctdesk.db.changes import Changes
from ctdesk.db.drafts import (
    OrganizationDraft,
    PostDraft,
)
from ctdesk.db.operations import organizations, people
from ctdesk.db.queries import organizations as organization_queries
from ctdesk.db.register import Register
from ctdesk.db.store import Store, open_store
from ctdesk.db.undoing import CannotUndo
from tests import factory, snapshot
from tests.conftest import INSTALLATION


def test_undo_under_a_later_change_is_refused_with_the_sentence(store: Store) -> None:
    body = factory.add_organization(store, "One", seat="Abuja")
    draft = store.read(organization_queries.draft(body))
    from dataclasses import replace

    def edit(title: str, **values: str) -> int:
        told: list[Changes] = []
        end = store.subscribe(told.append)
        now = store.read(organization_queries.draft(body))
        store.perform(title, lambda s: organizations.edit(s, body, replace(now, **values)))
        end()
        return told[0].operation_id

    first = edit("Move to Dakar", seat="Dakar")
    other = edit("Describe", profile="Text")
    edit("Move to Lagos", seat="Lagos")
    before = snapshot.rows(store)
    with pytest.raises(CannotUndo) as refusal:
        store.undo(first)
    assert str(refusal.value) == (
        "“Move to Dakar” cannot be undone: “Move to Lagos” has changed the same record since."
    )
    assert snapshot.rows(store) == before
    assert store.undo(other).title == "Describe"  # another column: nothing stands on it
    assert store.read(organization_queries.draft(body)).profile == draft.profile


def test_undo_of_a_row_that_is_referred_to_is_refused(store: Store) -> None:
    told: list[Changes] = []
    store.subscribe(told.append)
    body = factory.add_organization(store, "One")
    store.perform("Add post", lambda s: people.add_post(s, PostDraft(body, "Head")))
    with pytest.raises(CannotUndo, match="a later record refers to it"):
        store.undo(told[0].operation_id)


def test_undo_of_an_added_row_that_was_changed_is_refused(store: Store) -> None:
    told: list[Changes] = []
    store.subscribe(told.append)
    body = factory.add_organization(store, "One")
    store.perform("Rename", lambda s: organizations.edit(s, body, OrganizationDraft("Two")))
    with pytest.raises(CannotUndo, match="“Rename” has changed the same record since"):
        store.undo(told[0].operation_id)
    store.undo()
    store.undo(told[0].operation_id)
    assert body not in snapshot.rows(store)["organization"]


def test_undo_of_a_delete_whose_parent_is_gone_is_refused(store: Store) -> None:
    told: list[Changes] = []
    body = factory.add_organization(store, "One")
    post = store.perform("Add post", lambda s: people.add_post(s, PostDraft(body, "Head")))
    store.subscribe(told.append)
    store.perform("Delete post", lambda s: people.delete_post(s, post))
    store.perform("Delete body", lambda s: organizations.delete(s, body))
    with pytest.raises(CannotUndo, match="a record it belongs to is gone"):
        store.undo(told[0].operation_id)


def test_undo_that_would_double_an_acronym_is_refused(store: Store) -> None:
    told: list[Changes] = []
    store.subscribe(told.append)
    one = factory.add_organization(store, "One", acronym="AA")
    store.perform("Rename", lambda s: organizations.edit(s, one, OrganizationDraft("One")))
    factory.add_organization(store, "Two", acronym="AA")
    before = snapshot.rows(store)
    with pytest.raises(CannotUndo, match="another record now has the same name"):
        store.undo(told[1].operation_id)
    assert snapshot.rows(store) == before


def test_only_a_step_can_be_undone(store: Store) -> None:
    factory.add_organization(store, "One")
    undo = store.undo()
    for wrong in (undo.operation_id, 12345):
        with pytest.raises(CannotUndo):
            store.undo(wrong)
    assert (store.undoable(), store.redoable()) == (None, "Add One")


def test_a_colleagues_clock_does_not_hide_what_stands_on_a_step(opened: Register) -> None:
    from ctdesk.db.ids import IdSource, now_ms
    from ctdesk.settings import Installation

    ahead = open_store(opened, INSTALLATION, "A")
    ahead._ids = IdSource(7, clock=lambda: now_ms() + 10**11)  # three years
    body = factory.add_organization(ahead, "One")
    other = Installation("00000000-0000-4000-8000-000000000002", 9)
    behind = open_store(opened, other, "B")
    behind.perform("Rename", lambda s: organizations.edit(s, body, OrganizationDraft("Two")))
    with pytest.raises(CannotUndo, match="“Rename” has changed the same record since"):
        ahead.undo()


def test_a_step_is_undone_once(store: Store) -> None:
    told: list[Changes] = []
    store.subscribe(told.append)
    factory.add_organization(store, "One")
    store.undo(told[0].operation_id)
    with pytest.raises(CannotUndo):
        store.undo(told[0].operation_id)
