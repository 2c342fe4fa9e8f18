"""Needs, challenges and good practices: the list, what is asked of them, and what was done."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from ctdesk.db.drafts import AnswerDraft, CommitmentDraft, InitiativeDraft, NeedDraft
from ctdesk.db.operations import commitments, engagements, initiatives, needs, searches
from ctdesk.db.queries.needs import (
    UNANSWERED,
    NeedList,
    draft,
    need,
    needs_without_answer,
    of_body,
)
from ctdesk.db.queries.searches import counts, query_of
from ctdesk.db.search.parse import parse
from ctdesk.db.search.tree import Key, Tree, text_of, together
from ctdesk.db.store import Store
from ctdesk.db.tables import Place, Theme
from ctdesk.errors import Invalid, UserError
from tests import factory, snapshot

TODAY = date(2026, 6, 15)


def place(store: Store, name: str) -> int:
    return store.read(
        lambda connection: connection.execute(
            select(Place.id).where(Place.name == name)
        ).scalar_one()
    )


def theme(store: Store, beginning: str) -> int:
    wanted = select(Theme.id).where(Theme.name.istartswith(beginning))
    return store.read(lambda connection: connection.execute(wanted).scalars().first() or 0)


def stated(store: Store, tree: Tree | str = "") -> list[str]:
    listed = NeedList(asked=factory.asked(tree) if isinstance(tree, str) else tree)
    ids = store.read(listed.ids)
    assert store.read(listed.count) == len(ids)
    rows = store.read(lambda connection: listed.rows(connection, ids))
    keys = [store.read(lambda connection, one=one: listed.place(connection, one)) for one in ids]
    assert keys == sorted(keys), "the places follow the order"
    return [rows[one].statement for one in ids]


@pytest.fixture
def said(store: Store) -> dict[str, int]:
    """Six of them, about which everything is known."""
    known = factory.known(store)
    au, ecowas = known.organization("AU"), known.organization("ECOWAS")
    meeting = factory.log(store, "AU", items=("Decision 7",))
    made = {
        "borders": NeedDraft(
            "Equipment for border posts", priority="high", organization_id=ecowas,
            theme_id=theme(store, "border"), engagement_id=meeting, stated_on=date(2026, 3, 4),
        ),
        "money": NeedDraft(
            "Trainers on the financing of terrorism", kind="challenge", priority="low",
            place_id=place(store, "Nigeria"), theme_id=theme(store, "countering the financing"),
            state="being_met",
        ),
        "sahel": NeedDraft(
            "Exchange of lists takes months", kind="challenge", priority="medium",
            place_id=place(store, "Western Africa"), theme_id=theme(store, "border"),
        ),
        "asia": NeedDraft(
            "A manual in Russian", place_id=place(store, "Central Asia"), source="Letter",
        ),
        "practice": NeedDraft("Joint patrols work", kind="practice", organization_id=au),
        "met": NeedDraft("A focal point", priority="high", state="met", organization_id=au,
                         is_example=True),
    }  # fmt: skip
    return {
        name: store.perform("Add", lambda s, one=one: needs.add(s, one))
        for name, one in made.items()
    }


BORDERS, MONEY, SAHEL, ASIA, PRACTICE, MET = (
    "Equipment for border posts", "Trainers on the financing of terrorism",
    "Exchange of lists takes months", "A manual in Russian", "Joint patrols work", "A focal point",
)  # fmt: skip


def test_what_still_stands_comes_first_by_priority(store: Store, said: dict[str, int]) -> None:
    assert stated(store) == [BORDERS, SAHEL, MONEY, ASIA, PRACTICE, MET]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kind:practice", [PRACTICE]),
        ("kind:need,challenge", [BORDERS, SAHEL, MONEY, ASIA, MET]),
        ("status:open", [BORDERS, SAHEL, ASIA, PRACTICE]),
        ("status:being-met", [MONEY]),
        ("status:met", [MET]),
        ("priority:high", [BORDERS, MET]),
        ("priority:low,medium", [SAHEL, MONEY]),
        ("priority:none", [ASIA, PRACTICE]),
        ("priority:any", [BORDERS, SAHEL, MONEY, MET]),
        ("priority:2", []),
        ("org:ECOWAS", [BORDERS]),
        ("theme:border", [BORDERS, SAHEL]),
        ('region:"Western Africa"', [BORDERS, SAHEL, MONEY]),
        ("region:Africa", [BORDERS, SAHEL, MONEY, PRACTICE, MET]),
        ('region:"Central Asia"', [ASIA]),
        ("country:Nigeria", [MONEY]),
        ("on:2026-03", [BORDERS]),
        ("after:2026-04", []),
        ("under:D7", [BORDERS]),  # where it was said
        ("source:letter", [ASIA]),
        ("source:example", [MET]),
        ("patrols", [PRACTICE]),
        ("lists exch", [SAHEL]),
        ("ecowas", [BORDERS]),
        ('"border posts"', [BORDERS]),
        ('"posts border"', []),
        ("-kind:practice answered:none", [BORDERS, SAHEL, MONEY, ASIA, MET]),
        ("answered:any", []),
        ("in:engagements", []),
        ("changed:today", [BORDERS, SAHEL, MONEY, ASIA, PRACTICE, MET]),
        ("50% _ * \" ' ; --", []),
    ],
)
def test_what_queries_find(
    store: Store, said: dict[str, int], query: str, found: list[str]
) -> None:
    assert stated(store, query) == found


def test_priority_is_a_need_s_or_an_item(store: Store) -> None:
    for text, again in (
        ("priority:2", "priority:2"),
        ("priority:HIGH", "priority:high"),
        ("priority:high,2", "priority:high or priority:2"),
    ):
        tree = factory.asked(text)
        assert text_of(tree) == again
        assert parse(again, TODAY).tree == tree
    assert factory.asked("priority:2") == Key("under", ("Priority 2",))


def unanswered(store: Store, said: dict[str, int]) -> set[str]:
    """Counted in plain Python, from the records one by one."""
    found = set()
    for one in said.values():
        record = store.read(need(one))
        done = [each for each in record.answers if each.record_id is not None or each.note]
        stands = record.draft.state in ("open", "being_met")
        if record.draft.kind in ("need", "challenge") and stands and not done:
            found.add(record.draft.statement)
    return found


def test_nothing_done_about_it(store: Store, said: dict[str, int]) -> None:
    assert set(stated(store, UNANSWERED)) == unanswered(store, said) == {
        BORDERS, MONEY, SAHEL, ASIA,
    }  # fmt: skip
    meeting = factory.log(store, "ECOWAS")
    factory.add_answer(store, said["borders"], engagement_id=meeting)
    factory.add_answer(store, said["sahel"], note="A letter was sent")
    assert set(stated(store, UNANSWERED)) == unanswered(store, said) == {MONEY, ASIA}
    assert stated(store, "answered:any") == [BORDERS, SAHEL]
    store.perform("Delete", lambda s: engagements.delete(s, meeting))
    assert set(stated(store, UNANSWERED)) == unanswered(store, said) == {BORDERS, MONEY, ASIA}
    store.undo()
    assert set(stated(store, UNANSWERED)) == {MONEY, ASIA}


def test_answers_lead_to_records_and_are_counted(store: Store, said: dict[str, int]) -> None:
    meeting = factory.log(store, "AU", title="Workshop")
    promised = store.perform(
        "Promise", lambda s: commitments.add(s, CommitmentDraft("send a manual", due=TODAY))
    )
    joint = store.perform("Add", lambda s: initiatives.add(s, InitiativeDraft("Workstream")))
    one = said["asia"]
    factory.add_answer(store, one, engagement_id=meeting, note="Half a day")
    factory.add_answer(store, one, commitment_id=promised)
    factory.add_answer(store, one, initiative_id=joint)
    factory.add_answer(store, one, note="A call")
    answers = store.read(need(one)).answers
    assert [(each.kind, each.record_id, each.title, each.note) for each in answers] == [
        ("engagement", meeting, "Workshop", "Half a day"),
        ("commitment", promised, "send a manual", ""),
        ("initiative", joint, "Workstream", ""),
        ("", None, "", "A call"),
    ]
    assert store.read(lambda c: NeedList().rows(c, [one]))[one].answers == len(answers)
    store.perform("Take back", lambda s: needs.delete_answer(s, answers[1].id))
    assert len(store.read(need(one)).answers) == 3
    assert store.read(lambda c: NeedList().rows(c, [one]))[one].answers == 3


def test_an_answer_leads_to_one_record_or_says_something(
    store: Store, said: dict[str, int]
) -> None:
    meeting, one = factory.log(store, "AU"), said["asia"]
    with pytest.raises(Invalid) as refused:
        factory.add_answer(store, one, note="  ")
    assert set(refused.value.fields) == {"note"}
    with pytest.raises(Invalid) as refused:
        factory.add_answer(store, one, engagement_id=meeting, commitment_id=7)
    assert set(refused.value.fields) == {"commitment_id"}
    with pytest.raises(UserError):
        factory.add_answer(store, 999, note="Done")


def test_what_may_stand_in_one(store: Store) -> None:
    for values, wrong in (
        ({"statement": " \u200b "}, "statement"),
        ({"kind": "wish"}, "kind"),
        ({"state": "done"}, "state"),
        ({"priority": "urgent"}, "priority"),
        ({"stated_on": date(1800, 1, 1)}, "stated_on"),
    ):
        given: dict[str, Any] = {"statement": "x", **values}
        with pytest.raises(Invalid) as refused:
            factory.add_need(store, **given)
        assert set(refused.value.fields) == {wrong}


def test_every_step_is_taken_back_and_done_again(store: Store, said: dict[str, int]) -> None:
    one, meeting = said["asia"], factory.log(store, "AU")
    factory.add_answer(store, one, engagement_id=meeting)
    states = [snapshot.rows(store)]
    edited = NeedDraft("A manual in French", kind="practice", priority="high")
    answer = store.read(need(one)).answers[0].id
    for operation in (
        lambda s: needs.edit(s, one, edited),
        lambda s: needs.set_state(s, list(said.values()), "dropped"),
        lambda s: needs.add_answer(s, one, AnswerDraft(note="A call")),
        lambda s: needs.delete_answer(s, answer),
        lambda s: needs.delete(s, one),
    ):
        store.perform("Step", operation)
        states.append(snapshot.rows(store))
    for before in reversed(states[:-1]):
        store.undo()
        assert snapshot.rows(store) == before
    for after in states[1:]:
        store.redo()
        assert snapshot.rows(store) == after
    with pytest.raises(UserError):
        store.read(need(one))
    with pytest.raises(UserError):
        store.read(draft(one))


def test_those_of_a_body(store: Store, said: dict[str, int]) -> None:
    au = factory.known(store).organization("AU")
    whole, first = store.read(of_body(au, 5)), store.read(of_body(au, 1))
    assert [row.statement for row in whole.rows] == [PRACTICE, MET]
    assert ([row.statement for row in first.rows], first.count) == ([PRACTICE], 2)
    assert stated(store, f"org:{first.name}") == [PRACTICE, MET]


def test_without_an_answer_by_theme_and_region(store: Store, said: dict[str, int]) -> None:
    by_statement = {store.read(draft(one)).statement: one for one in said.values()}
    border, money = theme(store, "border"), theme(store, "countering the financing")
    africa, asia = place(store, "Sub-Saharan Africa"), place(store, "Central Asia")
    found = {(one.theme_id, one.region_id): set(one.need_ids)
             for one in store.read(needs_without_answer)}  # fmt: skip
    assert found == {
        (border, africa): {by_statement[BORDERS], by_statement[SAHEL]},
        (money, africa): {by_statement[MONEY]},
        (None, asia): {by_statement[ASIA]},
    }
    west = place(store, "Western Africa")
    finer = store.read(lambda c: needs_without_answer(c, ("intermediate", "subregion")))
    assert {one.region_id for one in finer} == {west, asia}
    wide = factory.add_need(store, "Of a whole continent", place_id=place(store, "Africa"))
    assert [one.need_ids for one in store.read(needs_without_answer)
            if one.region_id is None] == [(wide,)]  # fmt: skip


def test_a_cell_lists_what_it_counts(store: Store, said: dict[str, int]) -> None:
    names = store.read(lambda c: dict(c.execute(select(Theme.id, Theme.name)).all()))
    places = store.read(lambda c: dict(c.execute(select(Place.id, Place.name)).all()))
    for cell in store.read(needs_without_answer):
        asked = [Key("region", (places[cell.region_id or 0],))]
        if cell.theme_id is not None:
            asked.append(Key("theme", (names[cell.theme_id],)))
        listed = NeedList(asked=together(UNANSWERED, *asked))
        assert sorted(store.read(listed.ids)) == sorted(cell.need_ids)


def test_a_saved_search_counts_them(store: Store, said: dict[str, int]) -> None:
    one = store.perform("Save", lambda s: searches.save(s, "need", "Open", text_of(UNANSWERED)))
    assert store.read(counts)[one] == 4
    with pytest.raises(UserError, match="which their page shows"):
        store.read(query_of("Open"))
