"""Series of forums: turns in their order, who is next, what is coming, and undo of all of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from ctdesk.db.drafts import SeriesDraft, TurnDraft
from ctdesk.db.operations import engagements
from ctdesk.db.operations import series as operations
from ctdesk.db.queries import engagements as engagement_questions
from ctdesk.db.queries import series as questions
from ctdesk.db.queries.history import record_history
from ctdesk.db.queries.organizations import OrganizationList
from ctdesk.db.store import Store
from ctdesk.errors import Invalid, UserError
from tests import factory, snapshot


def add(store: Store, name: str = "Forums", **values: Any) -> int:
    draft = SeriesDraft(name, **values)
    return store.perform(f"Add {name}", lambda s: operations.add(s, draft))


def turn(store: Store, series_id: int, body: str = "", **values: Any) -> int:
    host = factory.known(store).organization(body) if body else None
    draft = TurnDraft(series_id, host_id=host, **values)
    return store.perform("Add turn", lambda s: operations.add_turn(s, draft))


def move(store: Store, turn_id: int, step: int) -> None:
    store.perform("Move", lambda s: operations.move_turn(s, turn_id, step))


def link(store: Store, turn_id: int, engagement_id: int | None) -> None:
    store.perform("Link", lambda s: operations.link(s, turn_id, engagement_id))


def hosts(store: Store, series_id: int) -> list[str]:
    return [one.host for one in store.read(questions.series(series_id)).turns]


def asked(store: Store, query: str) -> set[str]:
    found = OrganizationList(asked=factory.asked(query))
    ids = store.read(found.ids)
    rows = store.read(lambda c: found.rows(c, ids))
    return {one.acronym or one.name for one in rows.values()}


def plain_next(store: Store, series_id: int) -> str | None:
    """Whose turn it is, from the rows themselves."""
    tables = snapshot.rows(store)
    turns = [row for row in _named("series_turn", tables) if row["series_id"] == series_id]
    status = {row["id"]: row["status"] for row in _named("engagement", tables)}
    names = {row["id"]: row["acronym"] for row in _named("organization", tables)}
    for row in sorted(turns, key=lambda one: one["position"]):
        if status.get(row["engagement_id"]) != "held":
            return str(names[row["host_id"]])
    return None


def _named(table: str, tables: snapshot.Snapshot) -> list[dict[str, Any]]:
    from ctdesk.db.tables import Base

    columns = [one.name for one in Base.metadata.tables[table].columns]
    return [dict(zip(columns, row, strict=True)) for row in tables[table].values()]


def test_every_operation_is_undone_and_done_again(store: Store) -> None:
    states = [snapshot.rows(store)]

    def step() -> None:
        states.append(snapshot.rows(store))

    series_id = add(store, note="Twice a year")
    step()
    first = turn(store, series_id, "AU", due=date(2026, 3, 1), topic="Borders")
    step()
    second = turn(store, series_id, "ECOWAS")
    step()
    move(store, second, -1)
    step()
    forum = factory.log(store, "AU")
    step()
    link(store, first, forum)
    step()
    changed = replace(store.read(questions.turn_draft(first)), topic="Ports", due=None)
    store.perform("Edit", lambda s: operations.edit_turn(s, first, changed))
    step()
    store.perform("Edit", lambda s: operations.edit(s, series_id, SeriesDraft("Others")))
    step()
    store.perform("Delete", lambda s: operations.delete_turn(s, second))
    step()
    store.perform("Delete", lambda s: operations.delete(s, series_id))
    step()
    assert not states[-1]["series_turn"]
    for before in reversed(states[:-1]):
        store.undo()
        assert snapshot.rows(store) == before
    for after in states[1:]:
        store.redo()
        assert snapshot.rows(store) == after


def test_turns_are_moved_and_stay_at_the_ends(store: Store) -> None:
    series_id = add(store)
    au, ecowas, _sadc = (turn(store, series_id, one) for one in ("AU", "ECOWAS", "SADC"))
    move(store, ecowas, -1)
    assert hosts(store, series_id) == ["ECOWAS", "AU", "SADC"]
    move(store, ecowas, -1)
    assert hosts(store, series_id) == ["ECOWAS", "AU", "SADC"]
    move(store, au, 1)
    assert hosts(store, series_id) == ["ECOWAS", "SADC", "AU"]
    store.perform("Delete", lambda s: operations.delete_turn(s, ecowas))
    turn(store, series_id, "OSCE")
    move(store, au, 1)
    assert hosts(store, series_id) == ["SADC", "OSCE", "AU"]
    turns = store.read(questions.series(series_id)).turns
    assert [one.position for one in turns] == [1, 2, 3]


@pytest.mark.parametrize("statuses", [
    (), ("held",), ("held", "held", "held"), ("planned", "held", ""), ("held", "cancelled", "held"),
    ("held", "", "held"), ("", "held", "held"), ("held", "postponed", ""),
])  # fmt: skip
def test_who_is_next_is_the_first_without_a_held_forum(
    store: Store, statuses: tuple[str, ...]
) -> None:
    series_id = add(store)
    for body, status in zip(("AU", "ECOWAS", "SADC"), statuses, strict=False):
        one = turn(store, series_id, body)
        if status:
            link(store, one, factory.log(store, body, status=status))
    found = store.read(questions.series(series_id))
    assert (found.next.host if found.next else None) == plain_next(store, series_id)
    assert found.held == statuses.count("held")


def test_next_follows_what_becomes_of_the_forum(store: Store) -> None:
    series_id = add(store)
    first = turn(store, series_id, "AU", due=date(2026, 3, 1))
    turn(store, series_id, "ECOWAS")
    forum = factory.log(store, "AU", status="planned")
    link(store, first, forum)
    assert plain_next(store, series_id) == "AU"
    draft = replace(store.read(engagement_questions.draft(forum)), status="held")
    store.perform("Edit", lambda s: engagements.edit(s, forum, draft))
    found = store.read(questions.series(series_id))
    assert found.next is not None
    assert found.next.host == plain_next(store, series_id) == "ECOWAS"
    store.perform("Delete", lambda s: engagements.delete(s, forum))
    assert plain_next(store, series_id) == "AU", "the turn outlives its forum's record"
    store.undo()
    assert plain_next(store, series_id) == "ECOWAS"


def test_the_coming_four_across_all_series_by_day(store: Store) -> None:
    one, other = add(store, "One"), add(store, "Other")
    turn(store, one, "AU", due=date(2026, 9, 1))
    turn(store, other, "SADC", due=date(2026, 3, 1))
    turn(store, one, "OSCE")  # without a day
    planned = turn(store, one, "ECOWAS", due=date(2026, 12, 1))
    link(store, planned, factory.log(
        store, "ECOWAS", status="planned", starts=datetime(2026, 5, 5, 9)
    ))  # fmt: skip
    held = turn(store, other, "EU", due=date(2026, 1, 1))
    link(store, held, factory.log(store, "EU"))
    for month in (7, 8):
        turn(store, other, "CICA", due=date(2026, month, 1))
    found = store.read(questions.coming)
    assert [(turn.host, turn.day) for turn in found] == [
        ("SADC", date(2026, 3, 1)), ("ECOWAS", date(2026, 5, 5)),
        ("CICA", date(2026, 7, 1)), ("CICA", date(2026, 8, 1)),
    ]  # fmt: skip


def test_those_that_never_hosted_are_found_by_a_query(store: Store) -> None:
    series_id = add(store)
    link(store, turn(store, series_id, "AU"), factory.log(store, "AU"))
    turn(store, series_id, "ECOWAS")
    turn(store, series_id, "AU")
    assert asked(store, "forum:hosted") == {"AU"}
    assert asked(store, "forum:ahead") == {"AU", "ECOWAS"}
    never = asked(store, "kind:regional forum:never")
    assert never == asked(store, "kind:regional status:active") - {"AU"}
    assert asked(store, "kind:regional -forum:hosted") >= never


def test_a_turn_says_who_or_what_and_a_forum_is_of_one_turn(store: Store) -> None:
    series_id = add(store)
    with pytest.raises(Invalid) as refused:
        turn(store, series_id, topic=" ")
    assert set(refused.value.fields) == {"host_id"}
    turn(store, series_id, topic="Borders")
    forum = factory.log(store, "AU")
    first, second = turn(store, series_id, "AU"), turn(store, series_id, "ECOWAS")
    link(store, first, forum)
    link(store, first, forum)
    for work in (
        lambda s: operations.link(s, second, forum),
        lambda s: operations.add_turn(s, TurnDraft(series_id, topic="x", engagement_id=forum)),
    ):
        with pytest.raises(Invalid, match="forum of another turn"):
            store.perform("Link", work)
    with pytest.raises(Invalid):
        add(store, " ")


def test_a_body_or_theme_that_goes_leaves_the_turn(store: Store) -> None:
    series_id = add(store)
    body = factory.add_organization(store, "Passing body")
    draft = TurnDraft(series_id, host_id=body)
    turn_id = store.perform("Add", lambda s: operations.add_turn(s, draft))
    from ctdesk.db.operations import organizations

    store.perform("Delete", lambda s: organizations.delete(s, body))
    assert store.read(questions.turn(turn_id)).host == ""
    store.undo()
    assert store.read(questions.turn(turn_id)).host == "Passing body"


def test_what_is_gone_is_said_to_be(store: Store) -> None:
    series_id = add(store)
    turn_id = turn(store, series_id, "AU")
    store.perform("Delete", lambda s: operations.delete(s, series_id))
    for question in (
        questions.series(series_id), questions.draft(series_id),
        questions.turn(turn_id), questions.turn_draft(turn_id),
    ):  # fmt: skip
        with pytest.raises(UserError, match="no longer in the register"):
            store.read(question)


def test_the_history_tells_of_turns_by_their_hosts(store: Store) -> None:
    series_id = add(store)
    turn(store, series_id, "AU", topic="Borders")
    told = store.read(record_history("series", series_id))
    assert "AU" in str(told) or "African Union" in str(told)
    assert "Borders" in str(told)
