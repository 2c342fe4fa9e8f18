"""Focal points: every figure counted anew in plain Python, and the order a round goes in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from ctdesk.db.drafts import ContactDraft, PersonDraft, PostDraft
from ctdesk.db.operations import people
from ctdesk.db.queries import posts
from ctdesk.db.queries.focal_points import (
    ROUND,
    FocalList,
    Round,
    Worklist,
    address_of,
    figures,
    focal_row,
    round_begun,
    worklist,
)
from ctdesk.db.queries.verified import VERIFY_AFTER
from ctdesk.db.store import Store
from tests import factory

TODAY = date.today()


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@dataclass(frozen=True)
class Given:
    """A designation as a test gives it."""

    body: str
    rank: str
    held: bool = True
    verified: date | None = None
    ends: date | None = None


GIVEN = (
    Given("AU", "primary", verified=ago(10)),
    Given("AU", "alternate", verified=ago(300)),
    Given("ECOWAS", "primary", held=False),
    Given("SADC", "alternate", verified=ago(VERIFY_AFTER)),
    Given("LCBC", "primary", verified=ago(VERIFY_AFTER + 1)),
    Given("OIC", "primary", verified=ago(1), ends=ago(2)),  # over
    Given("UNOCT", "primary", verified=ago(3)),
    Given("EU", "", verified=ago(3)),  # a post like any other
)


@pytest.fixture
def given(store: Store) -> dict[Given, int]:
    known = factory.known(store)
    holder = store.perform("Add", lambda s: people.add(s, PersonDraft("Aya Example")))

    def add(one: Given) -> int:
        draft = PostDraft(
            known.organization(one.body), f"Post {one.rank}", holder if one.held else None,
            focal_point=one.rank, last_verified=one.verified, ends=one.ends,
        )  # fmt: skip
        return store.perform("Add", lambda s: people.add_post(s, draft))

    return {one: add(one) for one in GIVEN}


def bodies(store: Store, **asked: object) -> set[str]:
    query = FocalList(**asked)  # type: ignore[arg-type]
    rows = store.read(lambda c: query.rows(c, query.ids(c)))
    return {row.acronym or row.name for row in rows.values()}


def current(*ranks: str) -> list[Given]:
    return [one for one in GIVEN if one.rank in ranks and (one.ends is None or one.ends >= TODAY)]


def test_gaps_are_those_counted_by_hand(store: Store, given: dict[Given, int]) -> None:
    begun = ago(5)
    both = current("primary", "alternate")
    regional = bodies(store, kinds=("regional",))
    past = {"G5 Sahel"}  # historical: nobody can be designated any more
    expected = {
        "without": regional - {one.body for one in current("primary")} - past,
        "vacant": {one.body for one in both if not one.held},
        "stale": {
            one.body for one in both
            if one.verified is None or (TODAY - one.verified).days > VERIFY_AFTER
        },
        "verified": {one.body for one in both if one.verified and one.verified >= begun},
    }  # fmt: skip
    expected = {gap: found & regional for gap, found in expected.items()}
    for gap, found in expected.items():
        assert bodies(store, kinds=("regional",), gap=gap, since=begun) == found, gap
    counted = store.read(figures(("regional",), begun))
    assert counted == {gap: len(found) for gap, found in expected.items()}
    assert bodies(store, gap="verified", since=begun) == {"UNOCT"}
    assert "verified" not in store.read(figures((), None))


def test_a_row_says_who_and_nobody(store: Store, given: dict[Given, int]) -> None:
    known = factory.known(store)
    au = store.read(focal_row(known.organization("AU")))
    assert au is not None
    assert [one.focal_point for one in au.designations] == ["primary", "alternate"]
    ecowas = store.read(focal_row(known.organization("ECOWAS")))
    assert ecowas is not None
    assert not ecowas.of("alternate")
    assert [one.holder for one in ecowas.of("primary")] == [""]
    for body in ("OIC", "EU"):
        row = store.read(focal_row(known.organization(body)))
        assert row is not None
        assert not row.designations


def test_a_round_goes_through_all_that_were_not_verified_since(
    store: Store, given: dict[Given, int]
) -> None:
    begun = ago(10)
    work = store.read(worklist(("regional",), begun))
    in_order = [
        Given("AU", "primary", verified=ago(10)), Given("AU", "alternate", verified=ago(300)),
        Given("ECOWAS", "primary", held=False), GIVEN[4], GIVEN[3],
    ]  # fmt: skip
    assert work.ids == tuple(given[one] for one in in_order)  # by name, the primary one first
    assert work.left == {given[one] for one in in_order[1:]}
    assert work.done == 1
    everybody = store.read(worklist((), begun))
    assert set(everybody.ids) == set(work.ids) | {given[GIVEN[6]]}
    first = work.after(None)
    assert first == given[in_order[1]]
    store.perform("Verify", lambda s: people.verify_post(s, first, TODAY))
    then = store.read(worklist(("regional",), begun))
    assert then.done == 2
    assert then.after(first) == given[in_order[2]]
    store.undo()
    assert store.read(worklist(("regional",), begun)) == work


def test_after_the_last_comes_the_first_that_is_left() -> None:
    work = Worklist((1, 2, 3, 4), frozenset({2, 3}))
    assert [work.after(one) for one in (None, 1, 2, 3, 4, 99)] == [2, 2, 3, 2, 2, 2]
    assert Worklist((1, 2), frozenset({2})).after(2) == 2
    assert Worklist((1, 2)).after(1) is None
    assert Worklist().after(None) is None


def test_a_round_is_kept_and_read_again(store: Store) -> None:
    assert store.read(round_begun) is None
    begun = Round(ago(3)).wrote_to(7, TODAY)
    store.keep_setting(ROUND, begun.to_keep())
    assert store.read(round_begun) == begun == Round(ago(3), {7: TODAY})


@pytest.mark.parametrize(
    "value", [None, 7, "2026-01-01", [], {}, {"begun": "soon", "written": {}},
              {"begun": "2026-01-01"}, {"begun": "2026-01-01", "written": {"x": "2026-01-01"}}],
)  # fmt: skip
def test_a_round_that_cannot_be_read_is_none(store: Store, value: object) -> None:
    store.keep_setting(ROUND, value)
    assert store.read(round_begun) is None


def test_mail_goes_to_the_preferred_address(store: Store) -> None:
    body = factory.known(store).organization("AU")

    def post_with(own: tuple[ContactDraft, ...], held: tuple[ContactDraft, ...] | None) -> str:
        holder = None
        if held is not None:
            draft = PersonDraft("Aya Example", contact_points=held)
            holder = store.perform("Add", lambda s: people.add(s, draft))
        post = PostDraft(body, "Director", holder, focal_point="primary", contact_points=own)
        made = store.perform("Add", lambda s: people.add_post(s, post))
        return store.read(address_of(store.read(posts.post(made))))

    phone = ContactDraft("phone", "+1 212", "", True)
    a, b = ContactDraft("email", "a@example.org"), ContactDraft("email", "b@example.org")
    preferred = ContactDraft("email", "best@example.org", "", True)
    assert post_with((), None) == ""
    assert post_with((phone,), (phone,)) == ""
    assert post_with((phone, a), (b,)) == "a@example.org"
    assert post_with((), (b,)) == "b@example.org"
    assert post_with((a,), (b, preferred)) == "best@example.org"
