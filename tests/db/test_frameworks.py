"""Framework items: how each stands, what is under it, and its narrative in the order of days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from ctdesk.db.drafts import FrameworkItemDraft, ItemDraft
from ctdesk.db.operations import frameworks as operations
from ctdesk.db.operations import organizations
from ctdesk.db.queries import frameworks as questions
from ctdesk.db.queries.engagements import EngagementList
from ctdesk.db.queries.history import record_history
from ctdesk.db.queries.narrative import Narrative, meant, narrative
from ctdesk.db.queries.organizations import draft as organization_draft
from ctdesk.db.store import Store
from ctdesk.errors import Invalid, UserError
from tests import factory, snapshot

TODAY = date(2026, 11, 24)


def item(store: Store, label: str) -> int:
    return factory.known(store).item(label)


def say(store: Store, text: str, day: datetime, *bodies: str, label: str = "Decision 7",
        **values: object) -> int:  # fmt: skip
    own = ItemDraft(item(store, label), text, is_reading=bool(values.pop("reading", False)))
    draft = replace(factory.engagement(store, *bodies, starts=day, **values), items=(own,))
    from ctdesk.db.operations import engagements

    return store.perform("Log", lambda s: engagements.log(s, draft))


def told(store: Store, item: str = "", framework: str = "") -> Narrative:
    framework_id, item_id = store.read(meant(item, framework))
    return store.read(
        narrative(framework_id=framework_id, item_id=item_id, today=TODAY, register="Desk")
    )


def test_the_milestones_ship_as_to_be_confirmed(store: Store) -> None:
    first, *others = store.read(questions.frameworks)
    assert first.short == "Milestones"
    assert len(others) == 5
    for other in others:
        assert not any(row.due for row in store.read(questions.items_of(other.id)))
    rows = store.read(questions.items_of(first.id))
    assert [(row.code, row.due, row.state) for row in rows] == [
        ("1", date(2025, 6, 30), "to_be_confirmed"),
        ("2", date(2026, 3, 31), "to_be_confirmed"),
        ("3", date(2026, 6, 30), "to_be_confirmed"),
        ("4", date(2026, 12, 31), "to_be_confirmed"),
    ]
    shown = store.read(questions.item(rows[0].id, 8))
    assert shown.result == ""
    assert shown.text.startswith("Retreat")


def test_state_and_result_are_changed_and_undone(store: Store) -> None:
    one = item(store, "Milestone 4")
    before = snapshot.rows(store)
    draft = store.read(questions.item_draft(one))
    changed = replace(draft, state="under_way", result="Two meetings so far. (example)")
    store.perform("Edit", lambda s: operations.edit_item(s, one, changed))
    assert store.read(questions.item_draft(one)) == changed
    assert "Two meetings so far" in str(store.read(record_history("framework_item", one)))
    store.undo()
    assert snapshot.rows(store) == before
    odd = FrameworkItemDraft(state="finished")
    with pytest.raises(Invalid) as refused:
        store.perform("Edit", lambda s: operations.edit_item(s, one, odd))
    assert set(refused.value.fields) == {"state"}


def test_the_count_of_an_item_is_that_of_its_query(store: Store) -> None:
    for status in ("held", "held", "planned", "cancelled"):
        factory.log(store, "AU", items=("Milestone 4",), status=status)
    one = item(store, "Milestone 4")
    shown = store.read(questions.item(one, 2))
    found = EngagementList(asked=factory.asked("milestone:4"))
    assert shown.row.engagements == store.read(found.count) == 4
    assert (shown.held, shown.planned, len(shown.latest)) == (2, 1, 2)
    framework = store.read(questions.framework_of(one))
    listed = questions.ItemList(framework_id=framework or 0)
    ids = store.read(listed.ids)
    rows = store.read(lambda c: listed.rows(c, ids))
    assert [rows[row].engagements for row in ids] == [0, 0, 0, 4]


def test_sentences_stand_in_the_order_of_days_and_of_what_counts(store: Store) -> None:
    say(store, "Second.", datetime(2026, 5, 1), "AU", "ECOWAS")
    say(store, "First.", datetime(2025, 5, 1), "AU", reading=True)
    say(store, "Planned.", datetime(2026, 12, 1), "SADC", status="planned")
    say(store, "Never was.", datetime(2026, 6, 1), "SADC", status="cancelled")
    say(store, "", datetime(2026, 7, 1), "SADC")
    (only,) = told(store, "Decision 7").items
    assert [(one.text, one.organizations) for one in only.sentences] == [
        ("First.", ("AU",)), ("Second.", ("AU", "ECOWAS")), ("Planned.", ("SADC",)),
    ]  # fmt: skip
    assert [one.is_reading for one in only.sentences] == [True, False, False]
    assert (only.held, only.planned) == (3, 1)


def test_a_narrative_of_all_items_and_the_names_it_is_asked_by(store: Store) -> None:
    assert [one.label for one in told(store).items] == [f"Milestone {n}" for n in (1, 2, 3, 4)]
    assert len(told(store, framework="decisions").items) == 10
    assert told(store, framework="Pact, action 23").items[2].label == "Action 23 (c)"
    assert told(store, "D7").item == "Decision 7"
    with pytest.raises(UserError, match="no framework in the register; there are Decisions"):
        told(store, framework="Treaty")
    with pytest.raises(UserError, match="no item of a framework"):
        told(store, "Decision 11")


def test_the_marking_is_the_highest_of_what_is_included(store: Store) -> None:
    assert told(store, "Decision 7").sensitivity == "unclassified"
    factory.log(store, "AU", items=("Decision 7",), sensitivity="confidential", status="cancelled")
    factory.log(store, "AU", items=("Decision 4",), sensitivity="confidential")
    assert told(store, "Decision 7").sensitivity == "unclassified"
    assert told(store, framework="Decisions").sensitivity == "confidential"
    say(store, "Said.", datetime(2026, 1, 1), "ECOWAS")
    body = factory.known(store).organization("ECOWAS")
    secret = replace(store.read(organization_draft(body)), sensitivity="strictly_confidential")
    store.perform("Edit", lambda s: organizations.edit(s, body, secret))
    assert told(store, "Decision 7").sensitivity == "strictly_confidential"
