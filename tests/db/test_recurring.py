"""Promises that recur, are superseded, or have documents; and how late they are, by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from ctdesk.db.checking import check
from ctdesk.db.drafts import CommitmentDraft
from ctdesk.db.files import DocumentDraft
from ctdesk.db.operations import commitments as operations
from ctdesk.db.operations import documents, engagements
from ctdesk.db.operations.recurring import one_period_later
from ctdesk.db.queries import engagements as engagement_questions
from ctdesk.db.queries.commitments import CommitmentList, draft
from ctdesk.db.queries.documents import DocumentList, content
from ctdesk.db.queries.find import find
from ctdesk.db.register import Register
from ctdesk.db.store import Store
from ctdesk.errors import Invalid
from tests import factory, snapshot

TODAY = date(2026, 6, 15)


def promise(store: Store, what: str, due: date | None = None, **values: Any) -> int:
    one = CommitmentDraft(what, due=due, **values)
    return store.perform(f"Promise {what}", lambda session: operations.add(session, one))


def close(store: Store, *ids: int, state: str = "done", **values: Any) -> None:
    store.perform("Close", lambda s: operations.close(s, ids, state, TODAY, **values))


def all_of(store: Store) -> dict[int, CommitmentDraft]:
    return {one: store.read(draft(one)) for one in store.read(CommitmentList().ids)}


@pytest.mark.parametrize(
    ("day", "repeats", "then"),
    [
        (date(2026, 1, 31), "monthly", date(2026, 2, 28)),
        (date(2024, 1, 31), "monthly", date(2024, 2, 29)),
        (date(2026, 12, 15), "monthly", date(2027, 1, 15)),
        (date(2026, 11, 30), "quarterly", date(2027, 2, 28)),
        (date(2026, 8, 31), "half_yearly", date(2027, 2, 28)),
        (date(2024, 2, 29), "yearly", date(2025, 2, 28)),
    ],
)
def test_a_period_later(day: date, repeats: str, then: date) -> None:
    assert one_period_later(day, repeats) == then


def test_done_it_is_due_again(store: Store) -> None:
    names = factory.known(store)
    values = {
        "by_id": names.organization("UNOCT"), "to_id": names.organization("AU"),
        "item_id": names.item("Decision 7"), "officer": "A", "repeats": "quarterly",
        "sentence": "Each quarter.",
    }  # fmt: skip
    one = promise(store, "Report", date(2026, 3, 31), **values)
    before = snapshot.rows(store)
    close(store, one, evidence="Sent")
    found = all_of(store)
    (following,) = set(found) - {one}
    assert found[one].state == "done"
    expected = CommitmentDraft("Report", due=date(2026, 6, 30), id=following, **values)
    assert found[following] == expected  # nothing of the closure
    store.undo()
    assert snapshot.rows(store) == before
    store.redo()
    assert all_of(store) == found
    close(store, following)
    assert sorted(one.due for one in all_of(store).values() if one.due) == [
        date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30),
    ]  # fmt: skip


def test_only_what_was_open_and_is_done_recurs(store: Store) -> None:
    once = promise(store, "Once", TODAY)
    dropped = promise(store, "Dropped", TODAY, repeats="monthly")
    close(store, once)
    close(store, dropped, state="dropped")
    assert len(all_of(store)) == 2
    undated = promise(store, "Undated", repeats="yearly")
    close(store, undated)
    assert [one.due for one in all_of(store).values() if one.state == "open"] == [date(2027, 6, 15)]
    close(store, undated)  # once more: it was done already
    assert len(all_of(store)) == 4
    store.perform("Reopen", lambda s: operations.reopen(s, [undated]))
    assert len(all_of(store)) == 4


def test_several_closed_at_once_each_recur(store: Store) -> None:
    ids = [promise(store, f"Report {one}", TODAY, repeats="monthly") for one in range(3)]
    close(store, *ids)
    assert sorted(one.what for one in all_of(store).values() if one.state == "open") == [
        "Report 0", "Report 1", "Report 2",
    ]  # fmt: skip


def test_done_in_its_form_or_with_its_engagement_it_recurs(store: Store) -> None:
    one = promise(store, "Report", TODAY, repeats="monthly")
    done = replace(store.read(draft(one)), state="done", closed_on=TODAY)
    store.perform("Edit", lambda s: operations.edit(s, one, done))
    assert len(all_of(store)) == 2
    made_at = factory.log(store, "AU", commitments=(
        CommitmentDraft("List", due=TODAY, repeats="yearly"), CommitmentDraft("Note", due=TODAY),
    ))  # fmt: skip
    held = store.read(engagement_questions.draft(made_at))
    closed = tuple(replace(one, state="done", closed_on=TODAY) for one in held.commitments)
    changed = replace(held, commitments=closed)
    store.perform("Edit", lambda s: engagements.edit(s, made_at, changed))
    now = store.read(engagement_questions.draft(made_at)).commitments
    assert [(one.what, one.state, one.due) for one in now if one.state == "open"] == [
        ("List", "open", date(2027, 6, 15))
    ]
    store.undo()
    assert store.read(engagement_questions.draft(made_at)) == held


def test_superseded_by_another(store: Store) -> None:
    old, new, third = (promise(store, what) for what in ("Old", "New", "Third"))
    close(store, old, state="superseded", superseded_by_id=new)
    assert all_of(store)[old].superseded_by_id == new
    with pytest.raises(Invalid) as refused:
        close(store, new, state="done", superseded_by_id=third)
    assert set(refused.value.fields) == {"superseded_by_id"}
    for by in (new, old):  # itself, and one that it supersedes
        with pytest.raises(Invalid):
            close(store, new, state="superseded", superseded_by_id=by)
    store.perform("Delete", lambda s: operations.delete(s, new))
    assert all_of(store)[old].superseded_by_id is None
    store.undo()
    assert all_of(store)[old].superseded_by_id == new
    store.perform("Reopen", lambda s: operations.reopen(s, [old]))
    assert all_of(store)[old].superseded_by_id is None
    assert store.read(check).faults == ()


def test_an_engagement_edited_takes_the_successor_with_the_state(store: Store) -> None:
    made_at = factory.log(store, "AU", commitments=(CommitmentDraft("Old"),))
    new = promise(store, "New")
    (old,) = (one.id for one in store.read(engagement_questions.draft(made_at)).commitments)
    assert old is not None
    close(store, old, state="superseded", superseded_by_id=new)
    held = store.read(engagement_questions.draft(made_at))
    store.perform("Edit", lambda s: engagements.edit(s, made_at, held))
    assert all_of(store)[old].superseded_by_id == new
    again = replace(held.commitments[0], state="open", closed_on=None)
    store.perform(
        "Edit", lambda s: engagements.edit(s, made_at, replace(held, commitments=(again,)))
    )
    assert all_of(store)[old].superseded_by_id is None


def test_evidence_is_kept_as_a_document(store: Store) -> None:
    one = promise(store, "Send the list")
    file = DocumentDraft("List.txt", b"Zanzibar")
    kept = store.perform("Add", lambda s: documents.add(s, file, commitment_id=one))
    mine = DocumentList("commitment", one)
    assert list(store.read(mine.ids)) == [kept]
    assert store.read_texts() == 1
    (hit,) = store.read(find("zanzibar"))
    assert (hit.id, hit.of) == (kept, "Send the list")
    assert store.read(CommitmentList(asked=factory.asked("has:document")).count) == 1
    assert store.read(CommitmentList(asked=factory.asked("-has:document")).count) == 0
    store.perform("Delete", lambda s: operations.delete(s, one))
    assert store.read(mine.count) == 0
    store.undo()
    assert store.read(content(kept)).data == b"Zanzibar"
    assert store.read(check).faults == ()


def test_ages_are_those_counted_by_hand(store: Store) -> None:
    store.today = lambda: TODAY
    late = (-400, -91, -90, -31, -30, -1, 0, 1, None)
    for days in late:
        due = None if days is None else TODAY + timedelta(days=days)
        promise(store, f"Due {days}", due)
    close(store, promise(store, "Done", TODAY - timedelta(days=200)))
    for query, first, last in (
        ("commitment:overdue -overdue:30d", 1, 30),
        ("overdue:30d -overdue:90d", 31, 90),
        ("overdue:90d", 91, 10_000),
    ):
        expected = [days for days in late if days is not None and first <= -days <= last]
        count = store.read(CommitmentList(asked=factory.asked(query)).count)
        assert count == len(expected) > 0, query


def test_what_was_deleted_before_a_column_was_there_comes_back(
    store: Store, opened: Register
) -> None:
    one = promise(store, "Send the list", TODAY, officer="A")
    before = store.read(draft(one))
    store.perform("Delete", lambda s: operations.delete(s, one))
    with opened.engine.begin() as connection:  # as an earlier version wrote it
        image = connection.execute(
            text("SELECT before FROM change WHERE row_id = :one AND kind = 'delete'"), {"one": one}
        ).scalar_one()
        older = json.loads(image)
        del older["repeats"], older["superseded_by_id"]
        connection.execute(
            text("UPDATE change SET before = :older WHERE row_id = :one AND kind = 'delete'"),
            {"one": one, "older": json.dumps(older)},
        )
    store.undo()
    assert store.read(draft(one)) == before
