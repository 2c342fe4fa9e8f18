"""What waits today: owed, coming, quiet, to verify; and that it is found without a walk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, event

from ctdesk.db.drafts import CommitmentDraft, PersonDraft, PostDraft
from ctdesk.db.operations import commitments, people
from ctdesk.db.queries import today as queries
from ctdesk.db.queries.quiet import ADOPTED, QUIET_AFTER, Quiet, quiet
from ctdesk.db.store import Store
from tests import factory

DAY = date(2026, 11, 22)


def days(count: int) -> date:
    return DAY + timedelta(days=count)


def at(count: int, hour: int = 10) -> datetime:
    return datetime(2026, 11, 22, hour) + timedelta(days=count)


def promise(store: Store, what: str, due: date | None, **values: Any) -> int:
    draft = CommitmentDraft(what, due=due, **values)
    return store.perform(f"Promise {what}", lambda session: commitments.add(session, draft))


def post(store: Store, body: str, verified: date | None, **values: Any) -> int:
    organization = factory.known(store).organization(body)
    values = {"title": "Adviser", "focal_point": "primary", **values}
    draft = PostDraft(organization, last_verified=verified, **values)
    return store.perform("Add post", lambda session: people.add_post(session, draft))


def test_what_is_owed_is_overdue_or_due_soon_and_open(store: Store) -> None:
    names = factory.known(store)
    promise(store, "later", days(15))
    promise(store, "last day", days(14))
    promise(store, "late", days(-1), by_id=names.organization("ECOWAS"))
    promise(store, "done", days(-3), state="done", closed_on=DAY)
    promise(store, "no date", None)
    promise(store, "latest", days(-30), to_id=names.organization("OSCE"))
    found = store.read(queries.follow_up(DAY))
    assert [one.what for one in found.rows] == ["latest", "late", "last day"]
    assert [(one.by, one.to) for one in found.rows] == [("", "OSCE"), ("ECOWAS", ""), ("", "")]
    assert (found.near, found.open) == (3, 5)


def test_a_long_list_is_cut_and_counted(store: Store) -> None:
    for number in range(queries.SHOWN + 3):
        promise(store, f"Paper {number}", days(-number))
    found = store.read(queries.follow_up(DAY))
    assert len(found.rows) == queries.SHOWN
    assert found.near == found.open == queries.SHOWN + 3
    assert found.rows[0].due == days(-number)


def test_what_is_coming_is_planned_or_of_today(store: Store) -> None:
    for title, status, first, last in (
        ("held today", "held", at(0), None),
        ("held yesterday", "held", at(-1), None),
        ("tomorrow", "planned", at(1), None),
        ("the last day", "planned", at(14, 23), None),
        ("too late", "planned", at(15, 0), None),
        ("cancelled", "cancelled", at(2), None),
        ("going on", "held", at(-2), at(0)),
        ("over", "planned", at(-2), at(-1)),
    ):
        factory.log(store, "OSCE", "CICA", title=title, status=status, starts=first, ends=last)
    found = store.read(queries.coming_up(DAY))
    titles = ["going on", "held today", "tomorrow", "the last day"]
    assert [one.title for one in found.rows] == titles
    assert found.count == len(titles)
    assert found.rows[0].parties == ("OSCE", "CICA")
    assert found.rows[0].when.time_zone == "America/New_York"
    cut = store.read(queries.coming_up(DAY, 2))
    assert [one.title for one in cut.rows] == titles[:2]
    assert cut.count == len(titles)


@pytest.mark.parametrize(
    ("kind", "status", "last", "expected"),
    [
        ("regional", "active", None, Quiet(None)),
        ("regional", "active", ADOPTED - timedelta(days=1), Quiet(None)),
        ("regional", "active", days(-QUIET_AFTER), None),
        ("regional", "active", days(-QUIET_AFTER - 1), Quiet(QUIET_AFTER + 1)),
        ("regional", "historical", None, None),
        ("state", "active", None, None),
    ],
)
def test_the_rule_of_quiet(
    kind: str, status: str, last: date | None, expected: Quiet | None
) -> None:
    assert quiet(kind, status, last, DAY) == expected


def test_the_longest_quiet_come_first_and_only_what_counts_breaks_it(store: Store) -> None:
    before = store.read(queries.going_quiet(DAY, None))
    assert before.count == len(before.rows) > 20
    assert all(body.last is None for body in before.rows)
    factory.log(store, "ECOWAS", starts=at(-10))
    factory.log(store, "CICA", starts=at(-154))
    factory.log(store, "OIC", starts=at(-97))
    factory.log(store, "SADC", starts=at(3), status="planned")
    found = store.read(queries.going_quiet(DAY, None))
    assert found.count == before.count - 1
    assert "ECOWAS" not in [body.acronym for body in found.rows]
    assert [(body.acronym, body.quiet.days) for body in found.rows[-2:]] == [
        ("CICA", 154),
        ("OIC", 97),
    ]
    assert all(body.quiet == Quiet(None) for body in found.rows[:-2])


def test_milestones_say_what_the_register_says(store: Store) -> None:
    found = store.read(queries.milestones)
    assert [one.code for one in found] == ["1", "2", "3", "4"]
    assert {one.state for one in found} == {"to_be_confirmed"}
    assert found[-1].due == date(2026, 12, 31)


def test_focal_points_are_to_verify_when_old_or_never(store: Store) -> None:
    holder = store.perform("Add", lambda s: people.add(s, PersonDraft("Amina Example")))
    post(store, "OSCE", days(-180), title="fresh enough")
    post(store, "OSCE", days(-181), title="old", person_id=holder)
    post(store, "ECOWAS", None, title="never", focal_point="alternate")
    post(store, "ECOWAS", days(-400), title="older")
    post(store, "ECOWAS", None, title="no focal point", focal_point="")
    post(store, "ECOWAS", None, title="former", ends=days(-1))
    found = store.read(queries.to_verify(DAY))
    assert [one.title for one in found.rows] == ["never", "older", "old"]
    assert found.rows[2].holder == "Amina Example"
    assert found.count == 3


def test_what_needs_attention_is_counted(store: Store) -> None:
    assert store.read(lambda connection: queries.attention(connection, DAY)) == 0
    promise(store, "late", days(-1))
    promise(store, "due today", DAY)
    post(store, "OSCE", None)
    store.keep_draft("engagement:new", "A briefing", "{}")
    store.keep_draft("person:new", "Somebody", "{}")
    assert store.read(lambda connection: queries.attention(connection, DAY)) == 4


@pytest.mark.parametrize(
    "question",
    [
        queries.follow_up(DAY),
        queries.coming_up(DAY),
        queries.going_quiet(DAY),
        queries.to_verify(DAY),
        lambda connection: queries.attention(connection, DAY),
    ],
    ids=["follow-up", "coming up", "going quiet", "to verify", "attention"],
)
def test_no_table_that_grows_is_walked(
    store: Store, question: Callable[[Connection], object]
) -> None:
    """Of people, posts, promises and engagements, only what is asked for is read."""
    told: list[tuple[str, Any]] = []

    def explained(connection: Connection) -> list[str]:
        def note(_c: Any, _cursor: Any, statement: str, values: Any, *_rest: Any) -> None:
            told.append((statement, values))

        event.listen(connection, "before_cursor_execute", note)
        question(connection)
        event.remove(connection, "before_cursor_execute", note)
        plans = []
        for statement, values in told:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
            plans += [row.detail for row in plan]
        return plans

    plans = store.read(explained)
    assert plans
    grown = ("engagement", "commitment", "post", "person", "participation", "tally")
    walked = [line for line in plans if line.startswith("SCAN") and line.split()[1] in grown]
    assert not walked, plans
    opened = [line for line in plans if line.split()[1] in ("engagement", "commitment", "post")]
    kinds = ("_status_starts", "_state_due", "ix_post_verified", "PRIMARY KEY")
    assert all(any(kind in line for kind in kinds) for line in opened), plans
