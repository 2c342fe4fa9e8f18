"""What is owed both ways: the list, closing and opening again, and the sentence that made it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from ctdesk.db.drafts import CommitmentDraft
from ctdesk.db.operations import commitments as operations
from ctdesk.db.operations import engagements
from ctdesk.db.passages import Passage
from ctdesk.db.queries import engagements as engagement_questions
from ctdesk.db.queries.commitments import CommitmentList, commitment
from ctdesk.db.store import Store
from ctdesk.errors import Invalid, UserError
from tests import factory, snapshot

TODAY = date(2026, 6, 15)
SENTENCE = "The Union will send its list by June."


def promise(store: Store, what: str, days: int | None = None, **values: Any) -> int:
    due = None if days is None else TODAY + timedelta(days=days)
    draft = CommitmentDraft(what, due=due, **values)
    return store.perform(f"Promise {what}", lambda session: operations.add(session, draft))


def called(store: Store, query: str = "status:open") -> list[str]:
    return listed(store, CommitmentList(asked=factory.asked(query)))


def listed(store: Store, query: CommitmentList) -> list[str]:
    ids = store.read(query.ids)
    assert store.read(query.count) == len(ids)
    rows = store.read(lambda connection: query.rows(connection, ids))
    keys = [store.read(lambda connection, one=one: query.place(connection, one)) for one in ids]
    assert keys == sorted(keys), "the places follow the order"
    return [rows[one].what for one in ids]


def test_the_longest_overdue_stand_first_and_the_undated_last(store: Store) -> None:
    store.today = lambda: TODAY
    for what, days in (("someday", None), ("soon", 3), ("late", -2), ("today", 0), ("old", -90)):
        promise(store, what, days)
    closed = promise(store, "sent", -300)
    store.perform("Close", lambda s: operations.close(s, [closed], "done", TODAY))
    assert called(store) == ["old", "late", "today", "soon", "someday"]
    assert listed(store, CommitmentList(open_only=True)) == called(store)
    assert called(store, "")[-1] == "sent", "closed ones after all open ones"
    assert called(store, "status:done") == ["sent"]
    assert called(store, "commitment:overdue") == ["old", "late"]
    assert called(store, 'due:"next 7 days"') == ["today", "soon"]


def test_both_directions(store: Store) -> None:
    names = factory.known(store)
    unoct, au, ecowas = (names.organization(one) for one in ("UNOCT", "AU", "ECOWAS"))
    promise(store, "ours", 1, by_id=unoct, to_id=au)
    promise(store, "theirs", 2, by_id=au, to_id=unoct)
    promise(store, "among others", 3, by_id=ecowas, to_id=au)
    promise(store, "nobody's", 4)
    assert called(store, "by:UNOCT") == ["ours"]
    assert called(store, "by:any -by:UNOCT") == ["theirs", "among others"]
    assert called(store, "by:none") == ["nobody's"]
    assert listed(store, CommitmentList(organization_id=unoct)) == ["ours", "theirs"]
    assert called(store, "org:ECOWAS") == ["among others"]


def test_several_are_closed_in_one_step_and_opened_again(store: Store) -> None:
    ids = [promise(store, what, 1) for what in ("one", "two")]
    before = snapshot.rows(store)
    store.perform("Close", lambda s: operations.close(s, ids, "done", TODAY, "Letter"))
    assert called(store) == []
    store.undo()
    assert snapshot.rows(store) == before
    store.redo()
    store.perform("Reopen", lambda s: operations.reopen(s, ids))
    assert snapshot.rows(store) == before


def test_a_closed_one_needs_its_day_and_an_open_one_has_none(store: Store) -> None:
    one = promise(store, "send", 1)
    with pytest.raises(Invalid) as refused:
        store.perform("Close", lambda s: operations.close(s, [one], "done", None))
    assert refused.value.fields == {"closed_on": "Say on which day it was closed."}
    with pytest.raises(Invalid) as refused:
        promise(store, "odd", closed_on=TODAY)
    assert set(refused.value.fields) == {"state"}
    store.perform("Close", lambda s: operations.close(s, [one], "dropped", TODAY))
    assert store.read(commitment(one)).draft.evidence == ""


def test_a_commitment_knows_the_sentence_that_made_it(store: Store) -> None:
    made = CommitmentDraft("send its list", sentence=SENTENCE)
    engagement_id = factory.log(
        store, "AU", outcome=f"Agreed. {SENTENCE} Thanks.", commitments=(made,)
    )
    one = store.read(CommitmentList().ids)[0]
    source = store.read(commitment(one)).source
    assert source is not None
    assert (source.id, source.title) == (engagement_id, "Test meeting")
    assert source.passage == Passage("outcome", 8, 8 + len(SENTENCE))
    assert not source.changed


def test_a_sentence_changed_later_is_said_so_and_not_guessed(store: Store) -> None:
    made = CommitmentDraft("send its list", sentence=SENTENCE)
    engagement_id = factory.log(store, "AU", outcome=SENTENCE, commitments=(made,))
    one = store.read(CommitmentList().ids)[0]

    def write(outcome: str) -> None:
        draft = store.read(engagement_questions.draft(engagement_id))
        store.perform(
            "Edit", lambda s: engagements.edit(s, engagement_id, replace(draft, outcome=outcome))
        )

    write("The Union may send its list in July.")
    source = store.read(commitment(one)).source
    assert source is not None
    assert source.changed
    assert source.passage == Passage("outcome", 14, 27), "the promise's own words are there still"
    write("The Union may think about it.")
    source = store.read(commitment(one)).source
    assert source is not None
    assert source.changed
    assert source.passage is None
    assert store.read(commitment(one)).draft.sentence == SENTENCE


def test_the_turns_of_its_state(store: Store) -> None:
    one = promise(store, "send", 1)
    store.perform("Close", lambda s: operations.close(s, [one], "superseded", TODAY))
    store.undo()
    store.perform("Close", lambda s: operations.close(s, [one], "done", TODAY, "Letter"))
    turns = store.read(commitment(one)).turns
    assert [(turn.state, turn.made) for turn in turns] == [
        ("open", True), ("superseded", False), ("open", False), ("done", False),
    ]  # fmt: skip
    assert {turn.author for turn in turns} == {"Test officer"}


def test_one_that_is_gone(store: Store) -> None:
    one = promise(store, "send", 1)
    store.perform("Delete", lambda s: operations.delete(s, one))
    with pytest.raises(UserError, match="no longer in the register"):
        store.read(commitment(one))
    assert store.read(lambda c: CommitmentList().place(c, one)) is None
