"""Who changed what, when, from what to what; and the list of all steps."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, event, text

from ctdesk.db.changes import Changes
from ctdesk.db.drafts import (
    CommitmentDraft,
    ContactDraft,
    NameDraft,
    PostDraft,
)
from ctdesk.db.fields import Kind
from ctdesk.db.operations import engagements as operations
from ctdesk.db.operations import organizations, people
from ctdesk.db.queries import engagements
from ctdesk.db.queries import organizations as bodies
from ctdesk.db.queries.history import (
    ROWS_TOLD,
    HistoryEntry,
    RowHistory,
    operation_details,
    record_history,
)
from ctdesk.db.queries.steps import StepList
from ctdesk.db.queries.titles import Titled, titles
from ctdesk.db.store import Store
from ctdesk.db.undoing import CannotUndo, why_not
from ctdesk.errors import UserError
from tests.factory import add_organization, known, log


def history(store: Store, table: str, record_id: int) -> tuple[HistoryEntry, ...]:
    return store.read(record_history(table, record_id))


def edit(store: Store, engagement_id: int, title: str = "Edit", **values: Any) -> None:
    draft = replace(store.read(engagements.draft(engagement_id)), **values)
    store.perform(title, lambda session: operations.edit(session, engagement_id, draft))


def last_step(store: Store) -> int:
    return store.read(StepList().ids)[0]


def row(entry: HistoryEntry, table: str) -> RowHistory:
    return next(one for one in entry.rows if one.table == table)


def said(entry: HistoryEntry, column: str) -> tuple[str, str]:
    return next((one.before, one.after) for one in entry.changes if one.column == column)


def test_an_edit_is_told_from_what_to_what(store: Store) -> None:
    body = add_organization(store, seat="Abuja", acronym="TB")
    draft = replace(store.read(bodies.draft(body)), seat="Lagos", status="historical")
    before = datetime.now(UTC)
    store.perform("Edit TB", lambda session: organizations.edit(session, body, draft))
    edited, added = history(store, "organization", body)
    assert (edited.title, edited.author, edited.kind) == ("Edit TB", "Test officer", "do")
    assert before - timedelta(seconds=1) < edited.at < datetime.now(UTC) + timedelta(seconds=1)
    assert [(one.what, one.before, one.after, one.title) for one in edited.changes] == [
        ("Seat", "Abuja", "Lagos", "TB"),
        ("Status", "active", "historical", "TB"),
    ]
    # Added, it held what stands in no image of the journal: what was changed since, and the rest.
    assert row(added, "organization").kind == "insert"
    assert said(added, "seat") == ("", "Abuja")
    assert said(added, "name") == ("", "Test body")


def test_ids_are_told_by_what_they_are_called(store: Store) -> None:
    register = known(store)
    meeting = log(store, "ECOWAS")
    other = register.type("Field coordination meeting")
    place = store.read(lambda c: c.execute(text("SELECT id FROM place WHERE name='Chad'")).scalar())
    edit(
        store,
        meeting,
        type_id=other,
        country_id=place,
        press_release=True,
        starts=datetime(2026, 3, 5, 9),
    )
    entry = history(store, "engagement", meeting)[0]
    assert said(entry, "type_id") == ("Bilateral meeting", "Field coordination meeting")
    assert said(entry, "country_id") == ("", "Chad")
    assert said(entry, "press_release") == ("no", "yes")
    starts = next(one for one in entry.changes if one.column == "starts")
    assert (starts.kind, starts.before, starts.after) == (
        Kind.TIME, "2026-03-04T10:00:00", "2026-03-05T09:00:00",
    )  # fmt: skip


def test_what_belongs_to_a_record_is_part_of_its_history_even_deleted(store: Store) -> None:
    register = known(store)
    meeting = log(store, "ECOWAS", "AU", items=("Decision 7",))
    draft = store.read(engagements.draft(meeting))
    ecowas = register.organization("ECOWAS")
    edit(
        store, meeting, "Take the AU out",
        participations=tuple(one for one in draft.participations if one.organization_id == ecowas),
        items=(), commitments=(CommitmentDraft("Send the list", by_id=ecowas),),
    )  # fmt: skip
    edited, logged = history(store, "engagement", meeting)
    assert row(edited, "participation").kind == "delete"
    assert row(edited, "participation").title == "AU"
    assert row(edited, "engagement_item").title == "Decision 7"
    assert row(edited, "commitment").kind == "insert"
    assert row(edited, "commitment").title == "Send the list"
    assert {one.title for one in logged.rows if one.table == "participation"} == {"ECOWAS", "AU"}
    assert logged.rows[0].table == "engagement"  # the record itself comes first


def test_what_belongs_to_what_belongs_is_told_as_well(store: Store) -> None:
    body = add_organization(store, names=(NameDraft("fr", "Organisme"),))
    post = PostDraft(body, "Director", contact_points=(ContactDraft("email", "a@example.org"),))
    post_id = store.perform("Add post", lambda session: people.add_post(session, post))
    store.perform("Delete post", lambda session: people.delete_post(session, post_id))
    deleted, posted, added = history(store, "organization", body)
    assert row(added, "organization_name").title == "Organisme"
    assert row(posted, "contact_point").title == "a@example.org"
    assert [(one.table, one.kind) for one in deleted.rows] == [
        ("post", "delete"), ("contact_point", "delete"),
    ]  # fmt: skip


def test_a_deleted_record_still_has_its_history_and_its_name(store: Store) -> None:
    body = add_organization(store, acronym="GONE")
    part = add_organization(store, "Part", parent_id=body)
    store.perform("Delete GONE", lambda session: organizations.delete(session, body))
    deleted, added = history(store, "organization", body)
    assert (deleted.title, row(deleted, "organization").kind) == ("Delete GONE", "delete")
    assert said(deleted, "acronym") == ("GONE", "")
    assert row(added, "organization").title == "GONE"
    # What lost the reference says to whom, and what had it still says so.
    lost, made = history(store, "organization", part)
    assert said(lost, "parent_id") == ("GONE", "")
    assert said(made, "parent_id") == ("", "GONE")


def test_undo_and_redo_are_steps_of_the_history(store: Store) -> None:
    body = add_organization(store, seat="Abuja")
    draft = replace(store.read(bodies.draft(body)), seat="Lagos")
    store.perform("Move", lambda session: organizations.edit(session, body, draft))
    step = last_step(store)
    store.undo()
    undone, moved, added = history(store, "organization", body)
    assert (undone.kind, undone.step_id, undone.title) == ("undo", step, "Move")
    assert said(undone, "seat") == ("Lagos", "Abuja")
    assert (moved.undone, added.undone) == (True, False)
    store.redo()
    assert [one.kind for one in history(store, "organization", body)] == [
        "redo", "undo", "do", "do",
    ]  # fmt: skip
    assert not history(store, "organization", body)[2].undone


def test_no_more_steps_are_told_than_asked_for(store: Store) -> None:
    body = add_organization(store)
    for number in range(5):
        draft = replace(store.read(bodies.draft(body)), seat=f"Seat {number}")
        store.perform(f"Edit {number}", lambda s, d=draft: organizations.edit(s, body, d))
    found = store.read(record_history("organization", body, limit=2))
    assert [one.title for one in found] == ["Edit 4", "Edit 3"]
    assert said(found[1], "seat") == ("Seat 2", "Seat 3")


def test_details_are_capped_and_say_how_much_more_there_is(store: Store) -> None:
    def many(session: Any) -> None:
        for number in range(ROWS_TOLD + 7):
            organizations.add(session, bodies_draft(number))

    store.perform("Add many", many)
    entry = store.read(operation_details(last_step(store)))
    assert (len(entry.rows), entry.more) == (ROWS_TOLD, 7)
    with pytest.raises(UserError, match="no longer in the history"):
        store.read(operation_details(12345))


def bodies_draft(number: int) -> Any:
    from ctdesk.db.drafts import OrganizationDraft

    return OrganizationDraft(f"Body {number}")


def test_why_not_says_what_undo_would_and_writes_nothing(store: Store) -> None:
    body = add_organization(store, seat="Abuja")
    added = last_step(store)
    assert store.read(why_not(added)) is None
    draft = replace(store.read(bodies.draft(body)), seat="Lagos")
    store.perform("Move", lambda session: organizations.edit(session, body, draft))
    draft = replace(draft, seat="Accra")
    store.perform("Move again", lambda session: organizations.edit(session, body, draft))
    moved = store.read(StepList().ids)[1]
    before = store.read(StepList().count)
    why = store.read(why_not(moved))
    with pytest.raises(CannotUndo) as refused:
        store.undo(moved)
    assert why == str(refused.value)
    store.undo()
    assert store.read(why_not(moved)) is None
    assert "already" in (
        store.read(why_not(last_step(store) and store.read(StepList().ids)[1])) or ""
    )
    assert "step itself" in (store.read(why_not(last_step(store))) or "")
    assert store.read(StepList().count) == before + 1


def test_why_not_says_that_a_name_is_taken(store: Store) -> None:
    body = add_organization(store, acronym="SAME")
    store.perform("Delete SAME", lambda session: organizations.delete(session, body))
    deletion = last_step(store)
    add_organization(store, "Another", acronym="SAME")
    assert "another record now has the same name" in (store.read(why_not(deletion)) or "")
    store.undo()
    assert store.read(why_not(deletion)) is None


def test_the_list_of_steps(store: Store) -> None:
    body = add_organization(store, acronym="LIST")
    meeting = log(store, "ECOWAS")
    store.perform("Delete LIST", lambda session: organizations.delete(session, body))
    deletion = last_step(store)
    edit(store, meeting, participations=())  # takes a participant out: no deletion of a record
    assert list(store.read(StepList(deletions=True).ids)) == [deletion]
    rows = store.read(lambda c: StepList().rows(c, StepList().ids(c)))
    assert (rows[deletion].deletes, rows[deletion].undone) == (True, False)
    assert rows[deletion].count == 1
    store.undo(deletion)
    rows = store.read(lambda c: StepList().rows(c, StepList().ids(c)))
    assert rows[deletion].undone
    undo = rows[last_step(store)]
    assert (undo.kind, undo.step_id, undo.undone) == ("undo", deletion, True)


def test_the_list_is_narrowed(store: Store) -> None:
    add_organization(store, "100% body")
    first = last_step(store)
    store.author = "Somebody else"
    add_organization(store, "Other body")
    second = last_step(store)
    assert list(store.read(StepList(author="Somebody else").ids)) == [second]
    assert list(store.read(StepList(words="100%").ids)) == [first]
    assert list(store.read(StepList(words="oTHER").ids)) == [second]
    soon = datetime.now(UTC) + timedelta(minutes=1)
    assert store.read(StepList(since=soon).count) == 0
    assert store.read(StepList(until=soon).count) == store.read(StepList().count) == 2
    assert store.read(lambda c: StepList(author="Test officer").place(c, second)) is None
    assert store.read(lambda c: StepList(author="Test officer").place(c, first)) is not None


def test_a_step_is_what_changes_name_in_the_history(store: Store) -> None:
    told: list[Changes] = []
    store.subscribe(told.append)
    add_organization(store)
    assert told[0].ids("operation") == {last_step(store)}


def test_places_and_items_have_titles(store: Store) -> None:
    item = known(store).item("Decision 4")
    place = store.read(lambda c: c.execute(text("SELECT id FROM place WHERE name='Chad'")).scalar())
    asked = [("framework_item", item), ("place", place), ("place", 999999999)]
    assert store.read(titles(asked)) == (
        Titled("framework_item", item, "Decision 4"), Titled("place", place, "Chad"),
    )  # fmt: skip


@contextmanager
def plans(store: Store) -> Iterator[list[str]]:
    """What SQLite does for every question asked meanwhile."""
    found: list[str] = []

    def explain(
        connection: Connection, cursor: Any, statement: str, parameters: Any, *_rest: Any
    ) -> None:
        if statement.startswith("SELECT"):
            raw = cursor.connection.cursor()
            raw.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
            found.extend(line[3] for line in raw.fetchall())
            raw.close()

    event.listen(store._engine, "before_cursor_execute", explain)
    yield found
    event.remove(store._engine, "before_cursor_execute", explain)


def test_the_journal_is_never_walked(store: Store) -> None:
    meeting = log(store, "ECOWAS", "AU", items=("Decision 7",))
    edit(store, meeting, participations=())
    step = last_step(store)
    body = known(store).organization("ECOWAS")
    with plans(store) as found:
        for table, record in (("engagement", meeting), ("organization", body), ("person", 1)):
            history(store, table, record)
        store.read(operation_details(step))
        store.read(why_not(step))
        store.read(lambda c: StepList(deletions=True).rows(c, StepList(deletions=True).ids(c)))
    assert any("SEARCH change USING INDEX ix_change_row" in one for one in found)
    assert any("ix_change_deleted" in one for one in found)
    walked = [one for one in found if one.startswith("SCAN") and "ix_change_deleted" not in one]
    assert not [one for one in walked if "change" in one], walked
