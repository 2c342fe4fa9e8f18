"""Who belongs to whom: lists of it, their order, what has ended."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ctdesk.db.drafts import MembershipDraft
from ctdesk.db.operations import organizations as operations
from ctdesk.db.queries import memberships, profiles
from ctdesk.db.queries.memberships import BodyList, MemberList, MembershipList
from ctdesk.db.store import Store
from ctdesk.errors import UserError
from tests import factory


def named(store: Store, query: MembershipList) -> list[tuple[str, str]]:
    """Name and role of each, in the list's order."""
    ids = store.read(query.ids)
    rows = store.read(lambda c: query.rows(c, ids))
    return [(rows[one].acronym or rows[one].name, rows[one].role) for one in ids]


def enter(store: Store, member: int, body: int, role: str, ends: date | None = None) -> int:
    draft = MembershipDraft(member, body, role, date(2020, 1, 1), ends)
    return store.perform("Add", lambda s: operations.add_membership(s, draft))


def test_chairs_come_first_and_what_has_ended_last(store: Store) -> None:
    names = factory.known(store)
    body = factory.add_organization(store, "Example Group", kind="working_group")
    ids = {one: names.organization(one) for one in ("AU", "EU", "OAS", "SADC", "LAS")}
    enter(store, ids["EU"], body, "observer")
    enter(store, ids["SADC"], body, "member")
    enter(store, ids["AU"], body, "member")
    enter(store, ids["OAS"], body, "vice_chair")
    enter(store, ids["LAS"], body, "chair")
    enter(store, ids["EU"], body, "chair", date.today() - timedelta(days=1))
    now = [("LAS", "chair"), ("OAS", "vice_chair"), ("AU", "member"), ("SADC", "member"),
           ("EU", "observer")]  # fmt: skip
    assert named(store, MemberList(body_id=body)) == now
    assert named(store, MemberList(ended=True, body_id=body)) == [*now, ("EU", "chair")]
    assert [one.name for one in store.read(lambda c: memberships.chairs(c, body))] == ["LAS", "OAS"]
    around = store.read(memberships.around(body))
    assert (around.members, around.members_ended, around.bodies) == (5, 1, 0)
    assert store.read(lambda c: memberships.member_count(c, body, None)) == 2


def test_one_membership_has_the_place_the_list_gives_it(store: Store) -> None:
    body = factory.known(store).organization("ECOWAS")
    for query in (
        MemberList(ended=True, body_id=body),
        MemberList(ended=True, body_id=body).in_order((("ends", True),)),
        BodyList(member_id=factory.known(store).organization("Ghana")),
    ):
        ids = list(store.read(query.ids))
        assert ids
        keys = {one: store.read(lambda c, one=one, q=query: q.place(c, one)) for one in ids}
        assert sorted(ids, key=lambda one: keys[one]) == ids
    gone = store.read(MemberList(ended=True, body_id=body).ids)[-1]
    assert store.read(lambda c: MemberList(body_id=body).place(c, gone)) is None


def test_a_state_belongs_to_what_names_it(store: Store) -> None:
    ghana = factory.known(store).organization("Ghana")
    assert ("ECOWAS", "member") in named(store, BodyList(member_id=ghana))


def test_only_known_chairs_of_working_groups_are_shipped(store: Store) -> None:
    body = factory.known(store).organization("Resource Mobilization and Monitoring and Evaluation")
    chairs = store.read(lambda c: memberships.chairs(c, body))
    assert [(one.name, one.role, one.status) for one in chairs] == [
        ("CTED", "co_chair", "as of 2021"), ("UNOCT", "co_chair", "as of 2021"),
        ("UNODC", "co_chair", "as of 2021"),
    ]  # fmt: skip
    other = factory.known(store).organization("National and Regional Counter-Terrorism Strategies")
    assert store.read(lambda c: memberships.chairs(c, other)) == ()


def test_a_membership_is_ended_and_that_is_taken_back(store: Store) -> None:
    names = factory.known(store)
    made = enter(store, names.organization("EU"), names.organization("AU"), "observer")
    draft = store.read(memberships.draft(made))
    over = MembershipDraft(draft.member_id, draft.body_id, "observer", draft.starts, date.today())
    store.perform("End", lambda s: operations.edit_membership(s, made, over))
    assert store.read(memberships.draft(made)).ends == date.today()
    store.undo()
    assert store.read(memberships.draft(made)) == draft
    store.perform("Delete", lambda s: operations.delete_membership(s, made))
    with pytest.raises(UserError, match="no longer"):
        store.read(memberships.draft(made))


def test_a_head_counts_what_its_parts_show(store: Store) -> None:
    ecowas = factory.known(store).organization("ECOWAS")
    factory.log(store, "ECOWAS", title="One")
    counts = store.read(profiles.head(ecowas)).counts
    around = store.read(memberships.around(ecowas))
    assert counts.memberships == around.members + around.bodies
    assert counts.engagements == 1
