"""What a new engagement begins with: a template, an earlier one, the posts of the day."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from ctdesk.db.capacities import capacities, meant
from ctdesk.db.drafts import (
    CommitmentDraft,
    EngagementDraft,
    ItemDraft,
    ParticipationDraft,
    PersonDraft,
    PostDraft,
    SessionDraft,
)
from ctdesk.db.operations import engagements, organizations, people, templates
from ctdesk.db.queries import engagements as questions
from ctdesk.db.queries.templates import template
from ctdesk.db.store import Store
from ctdesk.errors import UserError
from tests import factory, snapshot


@pytest.fixture
def person(store: Store) -> int:
    return store.perform("Add", lambda s: people.add(s, PersonDraft("Amina Example")))


def post(store: Store, person: int, body: str, title: str, **values: date) -> int:
    organization = factory.known(store).organization(body)
    draft = PostDraft(organization, title, person, **values)
    return store.perform("Add post", lambda s: people.add_post(s, draft))


def draft_of(store: Store, person: int) -> EngagementDraft:
    names = factory.known(store)
    return EngagementDraft(
        type_id=names.type("wg-in-focus"),
        starts=datetime(2026, 3, 4, 10),
        time_zone="Africa/Abidjan",
        title="In-focus session",
        status="held",
        modality="virtual",
        platform="WebEx",
        level="working",
        objective="Compare notes",
        outcome="Agreed",
        summary="All spoke",
        recommendations="Go on",
        reference="X-1",
        press_release=True,
        registration_deadline=date(2026, 3, 1),
        sensitivity="confidential",
        participations=(
            ParticipationDraft(names.organization("AU"), role="chair", attendance="in_person"),
            ParticipationDraft(person_id=person, attendance="virtual"),
        ),
        items=(ItemDraft(names.item("Decision 7"), "It opens a channel", is_reading=True),),
        place_ids=(names.country("NGA"),),
        sessions=(SessionDraft("Opening", datetime(2026, 3, 4, 10), summary="Words"),),
        commitments=(CommitmentDraft("Send it"),),
    )


def test_a_template_keeps_what_comes_again(store: Store, person: int) -> None:
    draft = draft_of(store, person)
    values = {name: getattr(draft, name) for name in EngagementDraft.__slots__}
    assert store.read(template(draft.type_id)) is None
    store.perform("Keep", lambda s: templates.keep(s, draft.type_id, values))
    kept = store.read(template(draft.type_id))
    assert kept is not None
    assert "in-focus" in kept.type
    names = factory.known(store)
    assert kept.values == {
        "title": "In-focus session",
        "modality": "virtual",
        "platform": "WebEx",
        "level": "working",
        "objective": "Compare notes",
        "sensitivity": "confidential",
        "participations": (ParticipationDraft(names.organization("AU"), role="chair"),),
        "items": (ItemDraft(names.item("Decision 7"), is_reading=True),),
        "place_ids": (names.country("NGA"),),
    }


def test_a_template_is_kept_anew_forgotten_and_undone(store: Store) -> None:
    type_id = factory.known(store).type("retreat")
    store.perform("Keep", lambda s: templates.keep(s, type_id, {"title": "First"}))
    store.perform("Keep", lambda s: templates.keep(s, type_id, {"title": "Second"}))
    second = store.read(template(type_id))
    assert second is not None
    assert second.values == {"title": "Second"}
    store.undo()
    first = store.read(template(type_id))
    assert first is not None
    assert first.values == {"title": "First"}
    store.perform("Forget", lambda s: templates.forget(s, type_id))
    assert store.read(template(type_id)) is None
    store.undo()
    assert store.read(template(type_id)) == first
    with pytest.raises(UserError):
        store.perform("Keep", lambda s: templates.keep(s, 404, {}))


def test_a_template_leaves_out_a_body_that_is_gone(store: Store) -> None:
    type_id = factory.known(store).type("retreat")
    body = factory.add_organization(store, "Passing body")
    values = {"title": "T", "participations": (ParticipationDraft(body),)}
    store.perform("Keep", lambda s: templates.keep(s, type_id, values))
    store.perform("Delete", lambda s: organizations.delete(s, body))
    kept = store.read(template(type_id))
    assert kept is not None
    assert kept.values == {"title": "T"}


def test_a_new_one_is_made_from_an_earlier_one(store: Store, person: int) -> None:
    post(store, person, "AU", "Adviser")
    earlier = draft_of(store, person)
    one = store.perform("Log", lambda s: engagements.log(s, earlier))
    before = snapshot.rows(store)
    fresh = store.read(questions.like(one))
    names = factory.known(store)
    assert fresh == EngagementDraft(
        type_id=earlier.type_id,
        starts=datetime.min,
        time_zone="Africa/Abidjan",
        title="In-focus session",
        modality="virtual",
        platform="WebEx",
        level="working",
        objective="Compare notes",
        sensitivity="confidential",
        participations=(
            ParticipationDraft(names.organization("AU"), role="chair"),
            ParticipationDraft(names.organization("AU"), person),
        ),
        items=(ItemDraft(names.item("Decision 7"), is_reading=True),),
        place_ids=earlier.place_ids,
        sessions=(SessionDraft("Opening"),),
    )
    assert snapshot.rows(store) == before


def test_the_form_and_the_register_agree_on_a_capacity(store: Store, person: int) -> None:
    post(store, person, "AU", "Adviser", starts=date(2025, 1, 1), ends=date(2026, 2, 28))
    post(store, person, "ECOWAS", "Director", starts=date(2026, 2, 1))
    au, ecowas = (factory.known(store).organization(one) for one in ("AU", "ECOWAS"))
    for day, body in (
        (date(2024, 5, 5), None),
        (date(2025, 5, 5), None),
        (date(2026, 2, 10), None),
        (date(2026, 2, 10), au),
        (date(2026, 5, 5), ecowas),
        (date(2026, 5, 5), au),
    ):
        held = store.read(capacities([person], day)).get(person, ())
        expected = meant(held, body)
        at = datetime(day.year, day.month, day.day, 9)
        one = factory.log(store, starts=at, participations=(ParticipationDraft(body, person),))
        stored = store.read(questions.draft(one)).participations[0]
        assert stored.capacity == (expected.title if expected else "")
        assert stored.post_id == (expected.post_id if expected else None)
    both = store.read(capacities([person], date(2026, 2, 10)))[person]
    assert [(one.title, one.body) for one in both] == [("Director", "ECOWAS"), ("Adviser", "AU")]
    assert meant(both, None) is None
