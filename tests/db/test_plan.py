"""The action plan: its order, moving within it, what carries an action out, and what is counted."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import null, select

from ctdesk.db.drafts import ActionDraft, CommitmentDraft, ObjectiveDraft
from ctdesk.db.operations import commitments, engagements
from ctdesk.db.operations import plan as operations
from ctdesk.db.queries import plan
from ctdesk.db.queries.plan import ActionRow, PlanList
from ctdesk.db.store import Store
from ctdesk.db.tables import PlanAction, PlanObjective
from ctdesk.errors import Invalid, UserError
from tests import factory, snapshot

TODAY = date(2026, 6, 15)


def told(store: Store) -> list[str]:
    """The plan as its list has it, "1 First", "1.1 One"."""
    listed = PlanList()
    ids = store.read(listed.ids)
    rows = store.read(lambda connection: listed.rows(connection, ids))
    places = [store.read(lambda connection, one=one: listed.place(connection, one)) for one in ids]
    assert places == sorted(places), "the places follow the order"
    found = [rows[one] for one in ids]
    return [f"{one.number} {one.what if isinstance(one, ActionRow) else one.title}"
            for one in found]  # fmt: skip


@pytest.fixture
def made(store: Store) -> dict[str, int]:
    """Two objectives, of three actions and of one, and one of none."""
    first, second = (factory.add_objective(store, title) for title in ("First", "Second"))
    found = {"First": first, "Second": second, "Third": factory.add_objective(store, "Third")}
    for objective, what in ((first, "a"), (first, "b"), (second, "x"), (first, "c")):
        found[what] = factory.add_action(store, objective, what)
    return found


WHOLE = ["1 First", "1.1 a", "1.2 b", "1.3 c", "2 Second", "2.1 x", "3 Third"]


def test_objectives_and_actions_stand_in_the_order_they_were_put_into(
    store: Store, made: dict[str, int]
) -> None:
    assert told(store) == WHOLE
    assert store.read(plan.choices) == tuple(
        (made[name], name) for name in ("First", "Second", "Third")
    )


def move(store: Store, made: dict[str, int], name: str, step: int) -> None:
    moves = operations.move_objective if name[0].isupper() else operations.move_action
    store.perform("Move", lambda session: moves(session, made[name], step))


@pytest.mark.parametrize(
    ("name", "step", "wanted"),
    [
        ("a", 1, ["1 First", "1.1 b", "1.2 a", "1.3 c", "2 Second", "2.1 x", "3 Third"]),
        ("c", -1, ["1 First", "1.1 a", "1.2 c", "1.3 b", "2 Second", "2.1 x", "3 Third"]),
        ("c", 1, ["1 First", "1.1 a", "1.2 b", "2 Second", "2.1 c", "2.2 x", "3 Third"]),
        ("x", -1, ["1 First", "1.1 a", "1.2 b", "1.3 c", "1.4 x", "2 Second", "3 Third"]),
        ("x", 1, ["1 First", "1.1 a", "1.2 b", "1.3 c", "2 Second", "3 Third", "3.1 x"]),
        ("First", 1, ["1 Second", "1.1 x", "2 First", "2.1 a", "2.2 b", "2.3 c", "3 Third"]),
        ("Third", -1, ["1 First", "1.1 a", "1.2 b", "1.3 c", "2 Third", "3 Second", "3.1 x"]),
    ],
)
def test_a_row_is_moved(
    store: Store, made: dict[str, int], name: str, step: int, wanted: list[str]
) -> None:
    move(store, made, name, step)
    assert told(store) == wanted
    store.undo()
    assert told(store) == WHOLE
    store.redo()
    assert told(store) == wanted


def test_nothing_moves_past_the_ends(store: Store, made: dict[str, int]) -> None:
    for name, step, words in (
        ("First", -1, "It stands first already."),
        ("a", -1, "It stands first already."),
        ("Third", 1, "It stands last already."),
    ):
        with pytest.raises(UserError, match=words):
            move(store, made, name, step)
    assert told(store) == WHOLE


def test_any_moves_keep_every_row_and_no_gaps(store: Store, made: dict[str, int]) -> None:
    chance = random.Random(7)
    names = list(made)
    for _turn in range(60):
        try:
            move(store, made, chance.choice(names), chance.choice((-1, 1)))
        except UserError:
            continue
        rows = told(store)
        assert sorted(row.split(" ", 1)[1] for row in rows) == sorted(names)
        assert positions(store, PlanObjective, null()) == [[0, 1, 2]]
        for own in positions(store, PlanAction, PlanAction.objective_id):
            assert own == list(range(len(own)))


def positions(store: Store, table: Any, owner: Any) -> list[list[int]]:
    """The positions that rows have, of those of each owner."""
    wanted = select(owner, table.position).order_by(table.position)
    found: dict[Any, list[int]] = {}
    for own, position in store.read(lambda connection: connection.execute(wanted).all()):
        found.setdefault(own, []).append(position)
    return list(found.values())


def test_what_is_deleted_leaves_no_gap(store: Store, made: dict[str, int]) -> None:
    before = snapshot.rows(store)
    store.perform("Delete", lambda s: operations.delete(s, [made["b"]]))
    assert told(store) == ["1 First", "1.1 a", "1.2 c", "2 Second", "2.1 x", "3 Third"]
    store.undo()
    both = [made["First"], made["a"], made["x"]]
    store.perform("Delete", lambda s: operations.delete(s, both))
    assert told(store) == ["1 Second", "2 Third"]
    store.undo()
    assert snapshot.rows(store) == before
    with pytest.raises(UserError):
        store.perform("Delete", lambda s: operations.delete(s, [999]))


def test_an_action_goes_to_another_objective(store: Store, made: dict[str, int]) -> None:
    found = store.read(plan.action_draft(made["a"]))
    store.perform(
        "Edit",
        lambda s: operations.edit_action(s, made["a"], replace(found, objective_id=made["Second"])),
    )
    assert told(store) == ["1 First", "1.1 b", "1.2 c", "2 Second", "2.1 x", "2.2 a", "3 Third"]


def test_what_may_stand_in_one(store: Store, made: dict[str, int]) -> None:
    for draft, wrong in (
        (ActionDraft(made["First"], "  "), "what"),
        (ActionDraft(999, "Something"), "objective_id"),
        (ActionDraft(made["First"], "Something", state="late"), "state"),
    ):
        with pytest.raises(Invalid) as refused:
            store.perform("Add", lambda s, one=draft: operations.add_action(s, one))
        assert set(refused.value.fields) == {wrong}
    with pytest.raises(Invalid):
        store.perform("Add", lambda s: operations.add_objective(s, ObjectiveDraft(" ")))


def test_done_dropped_and_late_are_counted(store: Store, made: dict[str, int]) -> None:
    first = made["First"]
    for days, state in (
        (-3, "open"), (-2, "under_way"), (-1, "done"), (-9, "dropped"), (0, "open"), (5, "open"),
        (None, "open"),
    ):  # fmt: skip
        due = None if days is None else TODAY + timedelta(days)
        factory.add_action(store, first, f"{state} {days}", due=due, state=state)
    objective = store.read(plan.objective(first))
    counted = [store.read(plan.action_draft(one.id)) for one in objective.actions]
    late = [one for one in counted
            if one.due and one.due < TODAY and one.state in ("open", "under_way")]  # fmt: skip
    assert objective.late(TODAY) == len(late) == 2
    assert store.read(plan.count_late(TODAY)) == 2
    assert objective.done == len([one for one in counted if one.state == "done"]) == 1
    assert objective.standing == len([one for one in counted if one.state != "dropped"]) == 9
    to_do = [one for one in counted if one.state in ("open", "under_way")]
    assert store.read(plan.count_to_do) == len(to_do) + 1, "and x of the second"
    standing = store.read(PlanList(to_do=True).ids)
    assert set(standing) == {first, made["Second"], made["x"]} | {
        one.id for one in objective.actions if one.state in ("open", "under_way")
    }
    listed = store.read(PlanList(late_on=TODAY).ids)
    assert len(listed) == 3, "the objective and its two"
    assert set(listed) - {first} == {
        one.id for one in objective.actions if one.late(TODAY)
    }  # fmt: skip


def link(store: Store, action_id: int, **records: int | None) -> None:
    given: dict[str, Any] = {"engagement_id": None, "commitment_id": None, **records}
    store.perform("Link", lambda s: operations.link(s, action_id, **given))


def test_what_carries_an_action_out_is_counted_and_leads_there(
    store: Store, made: dict[str, int]
) -> None:
    meeting = factory.log(store, "AU", title="Workshop")
    other = factory.log(store, "AU", title="Call")
    promised = store.perform(
        "Promise", lambda s: commitments.add(s, CommitmentDraft("send a list", due=TODAY))
    )
    one = made["a"]
    link(store, one, engagement_id=meeting, commitment_id=promised)
    link(store, one, engagement_id=other)
    link(store, one, engagement_id=meeting)  # once more, which is nothing more
    record = store.read(plan.action(one))
    assert [(each.kind, each.record_id, each.title) for each in record.links] == [
        ("engagement", meeting, "Workshop"),
        ("commitment", promised, "send a list"),
        ("engagement", other, "Call"),
    ]
    assert counts(store, one) == (2, 1)
    store.perform("Delete", lambda s: engagements.delete(s, meeting))
    assert counts(store, one) == (1, 1)
    assert len(store.read(plan.action(one)).links) == 2
    store.undo()
    store.perform("Unlink", lambda s: operations.unlink(s, record.links[1].id))
    assert counts(store, one) == (2, 0)
    with pytest.raises(Invalid):
        link(store, one)


def counts(store: Store, action_id: int) -> tuple[int, int]:
    row = store.read(lambda connection: PlanList().rows(connection, [action_id]))[action_id]
    assert isinstance(row, ActionRow)
    links = store.read(plan.action(action_id)).links
    kinds = [one.kind for one in links]
    assert (row.engagements, row.commitments) == (
        kinds.count("engagement"), kinds.count("commitment"),
    )  # fmt: skip
    return row.engagements, row.commitments


def test_every_step_is_taken_back_and_done_again(store: Store, made: dict[str, int]) -> None:
    meeting = factory.log(store, "AU")
    states = [snapshot.rows(store)]
    draft = store.read(plan.action_draft(made["a"]))
    for operation in (
        lambda s: operations.edit_objective(s, made["First"], ObjectiveDraft("Other", "Why")),
        lambda s: operations.edit_action(s, made["a"], replace(draft, what="Else", due=TODAY)),
        lambda s: operations.set_state(s, [made["a"], made["b"]], "done"),
        lambda s: operations.link(s, made["a"], engagement_id=meeting, commitment_id=None),
        lambda s: operations.move_action(s, made["c"], 1),
        lambda s: operations.move_objective(s, made["Third"], -1),
        lambda s: operations.delete(s, [made["First"]]),
    ):
        store.perform("Step", operation)
        states.append(snapshot.rows(store))
    for before in reversed(states[:-1]):
        store.undo()
        assert snapshot.rows(store) == before
    for after in states[1:]:
        store.redo()
        assert snapshot.rows(store) == after
    for gone in (plan.objective(made["First"]), plan.action(made["a"])):
        with pytest.raises(UserError):
            store.read(gone)


def test_the_sheet_bears_the_highest_sensitivity_of_who_acts(
    store: Store, made: dict[str, int]
) -> None:
    asked = plan.sheet(today=TODAY, register="Desk")
    assert store.read(asked).sensitivity == "unclassified"
    body = factory.add_organization(store, "Quiet body", sensitivity="confidential")
    factory.add_action(store, made["First"], "Quietly", organization_id=body)
    content = store.read(asked)
    assert content.sensitivity == "confidential"
    assert [one.title for one in content.objectives] == ["First", "Second", "Third"]


def test_without_a_plan_there_is_no_sheet(store: Store) -> None:
    with pytest.raises(UserError, match="no objectives"):
        store.read(plan.sheet(today=TODAY, register="Desk"))
