"""The weekly summary and what is due for review, recounted by hand."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from ctdesk.db.drafts import CommitmentDraft, PersonDraft
from ctdesk.db.operations import commitments, people
from ctdesk.db.queries.reviews import to_review
from ctdesk.db.queries.week import week
from ctdesk.db.store import Store
from ctdesk.reports.week import layout
from tests import factory

DAY = date(2026, 11, 24)


def at(days: int) -> datetime:
    return datetime.combine(DAY + timedelta(days=days), datetime.min.time())


def test_what_was_held_what_comes_and_what_is_owed(store: Store) -> None:
    for days, status in ((-7, "held"), (-6, "held"), (0, "held"), (-1, "cancelled")):
        factory.log(store, "AU", title=f"{status} {days}", starts=at(days), status=status)
    for days in (0, 1, 14, 15):
        factory.log(store, "SCO", title=f"planned {days}", starts=at(days), status="planned")
    for days in (-1, 0, 14, 15):
        made = CommitmentDraft(f"due {days}", due=DAY + timedelta(days=days))
        store.perform("Add", lambda s, made=made: commitments.add(s, made))  # type: ignore[misc]
    content = store.read(week(DAY, register="Test"))
    assert (content.first, content.last) == (date(2026, 11, 18), DAY)
    assert [one.title for one in content.held] == ["held -6", "held 0"]
    assert [one.title for one in content.coming] == ["planned 1", "planned 14"]
    assert [one.what for one in content.late] == ["due -1"]
    assert [one.what for one in content.due] == ["due 0", "due 14"]
    assert "AU" not in [name for name, _gap in content.quiet]
    assert ("LAS", None) in content.quiet
    assert [label for label, *_rest in content.milestones] == [
        f"Milestone {number}" for number in range(1, 5)
    ]  # fmt: skip
    assert content.sensitivity == "unclassified"
    assert layout(content).startswith(b"%PDF")


def test_the_highest_sensitivity_wins(store: Store) -> None:
    factory.log(store, "AU", starts=at(-1), sensitivity="confidential")
    assert store.read(week(DAY, register="T")).sensitivity == "confidential"
    assert store.read(week(DAY - timedelta(days=2), register="T")).sensitivity == "unclassified"


def test_records_due_for_review_the_longest_due_first(store: Store) -> None:
    for name, days in (("Late", -3), ("Soon", 14), ("Later", 15), ("Longest", -30)):
        draft = PersonDraft(name, review_on=DAY + timedelta(days=days))
        store.perform("Add", lambda s, draft=draft: people.add(s, draft))  # type: ignore[misc]
    store.perform("Add", lambda s: people.add(s, PersonDraft("Never")))
    found = store.read(to_review(DAY, 2))
    assert [one.name for one in found.rows] == ["Longest", "Late"]
    assert found.count == 3
    assert store.read(week(DAY, register="T")).to_review == 3
