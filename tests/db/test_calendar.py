"""The calendar's days, recounted in plain Python."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from ctdesk.db.drafts import CommitmentDraft, SeriesDraft, TurnDraft
from ctdesk.db.operations import commitments, series
from ctdesk.db.queries.calendar import Entry, entries
from ctdesk.db.store import Store
from tests import factory

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)


def of_kind(store: Store, kind: str) -> list[Entry]:
    return [one for one in store.read(entries(FIRST, LAST)) if one.kind == kind]


def test_engagements_that_begin_or_go_on(store: Store) -> None:
    days = (
        ("before", "2026-10-31T23:59", None, False), ("first", "2026-11-01T00:00", None, True),
        ("going on", "2026-10-30T10:00", "2026-11-02T10:00", False),
        ("over", "2026-10-30T10:00", "2026-10-31T10:00", False),
        ("last", "2026-11-30T23:30", "2026-12-01T01:00", False),
        ("after", "2026-12-01", None, True),
    )  # fmt: skip
    for title, starts, ends, whole in days:
        factory.log(
            store, "AU", title=title, starts=datetime.fromisoformat(starts), all_day=whole,
            ends=datetime.fromisoformat(ends) if ends else None,
        )  # fmt: skip
    expected = {
        title for title, starts, ends, _whole in days
        if date.fromisoformat(starts[:10]) <= LAST
        and date.fromisoformat((ends or starts)[:10]) >= FIRST
    }  # fmt: skip
    found = of_kind(store, "engagement")
    assert {one.title for one in found} == expected == {"first", "going on", "last"}
    by_title = {one.title: one for one in found}
    assert by_title["going on"].last == date(2026, 11, 2)
    assert by_title["first"].at is None
    assert by_title["last"].at == time(23, 30)
    assert by_title["last"].about == "AU"


def test_deadlines_are_of_what_is_still_to_come(store: Store) -> None:
    for status in ("planned", "held", "cancelled"):
        factory.log(store, "AU", title=status, status=status, registration_deadline=LAST)
    assert [one.title for one in of_kind(store, "registration")] == ["planned"]


def test_open_promises_by_the_day_they_are_due(store: Store) -> None:
    office = factory.known(store).organization("UNOCT")
    closed = {"done": FIRST}
    for number, state in enumerate(("open", "done", "open")):
        made = CommitmentDraft(
            f"{state} {number}",
            by_id=office,
            due=FIRST + timedelta(days=15 * number),
            state=state,
            closed_on=closed.get(state),
        )
        store.perform("Add", lambda s, made=made: commitments.add(s, made))  # type: ignore[misc]
    assert [one.title for one in of_kind(store, "commitment")] == ["open 0"]
    (one,) = of_kind(store, "commitment")
    assert (one.first, one.about) == (FIRST, "UNOCT")


def test_milestones_by_the_day_they_are_due(store: Store) -> None:
    found = store.read(entries(date(2025, 1, 1), date(2026, 12, 31)))
    due = [one.first for one in found if one.kind == "item"]
    assert due == [
        date(2025, 6, 30), date(2026, 3, 31), date(2026, 6, 30), date(2026, 12, 31),
    ]  # fmt: skip


def test_they_come_by_day_and_time(store: Store) -> None:
    for hour in (15, 9, 12):
        factory.log(store, "AU", title=str(hour), starts=datetime(2026, 11, 5, hour))
    assert [one.title for one in of_kind(store, "engagement")] == ["9", "12", "15"]


def test_turns_of_a_series_until_an_engagement_stands_for_them(store: Store) -> None:
    au = factory.known(store).organization("AU")
    rotation = store.perform("Add", lambda s: series.add(s, SeriesDraft("Forums")))
    for topic, due in (("Borders", FIRST), ("Later", LAST + timedelta(days=1))):
        made = TurnDraft(rotation, au, due, topic=topic)
        store.perform("Add", lambda s, made=made: series.add_turn(s, made))  # type: ignore[misc]
    (one,) = of_kind(store, "forum")
    assert (one.id, one.title, one.about, one.first) == (rotation, "Borders", "AU", FIRST)
    held = factory.log(store, "AU", title="The forum")
    made = TurnDraft(rotation, au, LAST, engagement_id=held)
    store.perform("Add", lambda s: series.add_turn(s, made))
    assert len(of_kind(store, "forum")) == 1
