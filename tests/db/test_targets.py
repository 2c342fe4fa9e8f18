"""Targets, recounted in plain Python, and whom they suggest to engage next."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlalchemy import text

from ctdesk.db.drafts import TargetDraft
from ctdesk.db.operations import organizations, targets
from ctdesk.db.queries.targets import (
    Progress,
    TargetList,
    draft,
    progress,
    suggestions,
)
from ctdesk.db.store import Store
from ctdesk.errors import Invalid, UserError
from tests import factory

TODAY = date(2026, 11, 24)
D7 = ("Decision 7",)
CAME = ("", "in_person", "virtual")


def set_target(store: Store, **values: object) -> int:
    made = TargetDraft(**values)  # type: ignore[arg-type]
    return store.perform("Add target", lambda session: targets.add(session, made))


def quarterly(store: Store, **values: object) -> int:
    item = factory.known(store).item("Decision 7")
    return set_target(store, kind="regional", item_id=item, **values)


def log_on(store: Store, body: str, day: str, **values: object) -> None:
    factory.log(store, body, items=D7, starts=datetime.fromisoformat(day), **values)


def standing(store: Store, target: int) -> dict[str, Progress]:
    return {one.organization: one for one in store.read(progress(TODAY, target))}


def held_in(store: Store, body: int, first: date, last: date) -> int:
    rows = store.read(
        lambda c: c.execute(
            text(
                "SELECT DISTINCT e.id, e.starts, e.status, p.attendance, i.label FROM engagement e "
                "JOIN participation p ON p.engagement_id = e.id "
                "JOIN engagement_item l ON l.engagement_id = e.id "
                "JOIN framework_item i ON i.id = l.item_id WHERE p.organization_id = :body"
            ),
            {"body": body},
        ).all()
    )
    return len({
        row.id for row in rows
        if row.status == "held" and row.attendance in CAME and row.label == "Decision 7"
        and first <= date.fromisoformat(row.starts[:10]) <= last
    })  # fmt: skip


QUARTERS = (
    (date(2026, 10, 1), date(2026, 12, 31)), (date(2026, 7, 1), date(2026, 9, 30)),
    (date(2026, 4, 1), date(2026, 6, 30)), (date(2026, 1, 1), date(2026, 3, 31)),
)  # fmt: skip


def test_met_due_and_late_as_counted_by_hand(store: Store) -> None:
    log_on(store, "AU", "2026-10-05")
    log_on(store, "ECOWAS", "2026-09-30")
    log_on(store, "SADC", "2026-02-01")
    log_on(store, "SCO", "2026-12-20", status="planned")
    target = quarterly(store, starts=date(2026, 1, 1))
    found = standing(store, target)
    for one in found.values():
        held = [held_in(store, one.organization_id, *quarter) for quarter in QUARTERS]
        missed = next((at for at, count in enumerate(held[1:]) if count), 3)
        assert (one.held, one.missed) == (held[0], missed), one.organization
        assert one.state == ("met" if held[0] else "late" if missed else "due")
    assert [found[name].state for name in ("AU", "ECOWAS", "SADC", "LAS")] == [
        "met", "due", "late", "late",
    ]  # fmt: skip
    assert [found[name].missed for name in ("SADC", "LAS")] == [2, 3]
    assert found["SCO"].planned == 1
    assert found["AU"].period.last == date(2026, 12, 31)


def test_the_list_counts_the_same(store: Store) -> None:
    log_on(store, "AU", "2026-10-05")
    store.today = lambda: TODAY
    target = quarterly(store, starts=date(2026, 7, 1))
    (row,) = store.read(lambda c: TargetList().rows(c, [target])).values()
    states = [one.state for one in standing(store, target).values()]
    assert (row.met, row.due, row.late) == tuple(map(states.count, ("met", "due", "late")))
    assert row.bodies == len(states)
    assert (row.kind, row.item, row.times, row.every) == ("regional", "Decision 7", 1, "quarter")


def test_one_not_in_force_asks_of_nobody(store: Store) -> None:
    for values in ({"ends": date(2026, 11, 23)}, {"starts": date(2026, 11, 25)}):
        assert not standing(store, quarterly(store, **values))
    assert standing(store, quarterly(store, ends=TODAY))


def test_a_new_one_is_late_with_nothing(store: Store) -> None:
    target = quarterly(store, starts=date(2026, 8, 1))  # no whole quarter since
    assert {one.state for one in standing(store, target).values()} == {"due"}


def test_suggestions_say_why_the_most_pressing_first(store: Store) -> None:
    log_on(store, "AU", "2026-10-05")
    log_on(store, "ECOWAS", "2026-08-30")
    log_on(store, "SADC", "2026-05-01")
    log_on(store, "SCO", "2026-05-01")
    log_on(store, "SCO", "2026-12-20", status="planned")
    target = quarterly(store, starts=date(2026, 4, 1))
    found = store.read(suggestions(TODAY, 100))
    names = [one.organization for one in found]
    assert "AU" not in names
    assert "SCO" not in names  # what is planned will do
    assert names.index("LAS") < names.index("SADC") < names.index("ECOWAS")
    first = found[0]
    assert first.progress is not None
    assert (first.progress.missed, first.item_id) == (2, factory.known(store).item("Decision 7"))
    assert len(set(names)) == len(names)
    store.perform("Delete", lambda session: targets.delete(session, target))
    without = {one.organization: one for one in store.read(suggestions(TODAY, 100))}
    assert without["LAS"].quiet is not None
    assert without["LAS"].quiet.days is None
    assert without["SADC"].quiet is not None
    assert without["SADC"].quiet.days == (TODAY - date(2026, 5, 1)).days
    assert "ECOWAS" not in without
    assert "SCO" not in without


def test_edit_delete_and_undo(store: Store) -> None:
    target = set_target(store, kind="entity", times=2, every="year", note="From the plan")
    before = store.read(draft(target))
    changed = TargetDraft(kind="entity", times=3, every="year", starts=date(2026, 1, 1))
    store.perform("Edit", lambda session: targets.edit(session, target, changed))
    assert store.read(draft(target)) == changed
    store.undo()
    assert store.read(draft(target)) == before
    store.perform("Delete", lambda session: targets.delete(session, target))
    with pytest.raises(UserError, match="no longer"):
        store.read(draft(target))
    store.undo()
    assert store.read(draft(target)) == before


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({}, "kind"), ({"kind": "regional", "organization_id": 1}, "kind"),
        ({"kind": "regional", "times": 0}, "times"), ({"kind": "regional", "times": 400}, "times"),
        ({"kind": "regional", "every": "fortnight"}, "every"), ({"kind": "none"}, "kind"),
        ({"kind": "regional", "starts": TODAY, "ends": date(2026, 1, 1)}, "ends"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_target(store: Store, values: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as raised:
        set_target(store, **values)
    assert field in raised.value.fields


def test_it_goes_with_its_organization(store: Store) -> None:
    body = factory.add_organization(store, "Passing body")
    target = set_target(store, organization_id=body)
    assert standing(store, target)["Passing body"].state == "due"
    store.perform("Delete", lambda session: organizations.delete(session, body))
    with pytest.raises(UserError):
        store.read(draft(target))
    store.undo()
    assert store.read(draft(target)).organization_id == body
