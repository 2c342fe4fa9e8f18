"""What may be stored and what may not, and what each refusal says."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from ctdesk.db.drafts import (
    MembershipDraft,
    OrganizationDraft,
    ParticipationDraft,
    PersonDraft,
    PostDraft,
)
from ctdesk.db.files import DocumentDraft
from ctdesk.db.operations import documents, engagements, organizations, people
from ctdesk.db.queries import engagements as engagement_queries
from ctdesk.db.queries import profiles
from ctdesk.db.store import Store
from ctdesk.errors import Invalid, UserError
from tests import factory, snapshot

_TEXTS = (
    "title", "venue", "platform", "objective", "summary", "outcome", "recommendations",
    "points_to_make", "sensitive_points", "lead_officer", "lead_unit", "basis", "source",
)  # fmt: skip
AWKWARD = "<b>&amp; \"quoted\" 'single' {brace} %s ; DROP TABLE person; -- 中文 العربية é"


def _refused(store: Store, **values: object) -> dict[str, str]:
    before = snapshot.rows(store)
    with pytest.raises(Invalid) as refusal:
        factory.log(store, "AU", **values)
    assert snapshot.rows(store) == before
    return refusal.value.fields


def test_an_end_before_its_start(store: Store) -> None:
    fields = _refused(store, ends=datetime(2026, 3, 4, 9, 0))
    assert fields == {"ends": "The end lies before the start."}


def test_an_all_day_end_on_its_day(store: Store) -> None:
    day = datetime(2026, 3, 4)
    assert factory.log(store, "AU", starts=day, ends=day, all_day=True)


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../etc/passwd", "America/New York"])
def test_a_time_zone_there_is_none_of(store: Store, zone: str) -> None:
    assert set(_refused(store, time_zone=zone, status="")) == {"time_zone"}


def test_control_characters_are_named(store: Store) -> None:
    fields = _refused(store, outcome="Agreed\x07 in principle", title="A\x00B")
    assert fields["outcome"] == (
        "Outcome has a control character (U+0007) at position 7; take it out."
    )
    assert "U+0000" in fields["title"]


def test_line_ends_of_other_programs_are_kept_as_line_ends(store: Store) -> None:
    row = factory.log(store, "AU", outcome="one\r\ntwo\vthree\u2028four ", title="a\tb\nc")
    draft = store.read(engagement_queries.draft(row))
    assert draft.outcome == "one\ntwo\nthree\nfour"
    assert draft.title == "a b c"


def test_a_note_of_1_mb(store: Store) -> None:
    fields = _refused(store, outcome="x" * 1_048_576)
    assert fields["outcome"].startswith("Outcome is 1,048,576 characters long and at most 200,000")


def test_markup_is_text_in_every_field(store: Store) -> None:
    texts = dict.fromkeys(_TEXTS, AWKWARD)
    row = factory.log(store, "AU", reference=AWKWARD[:60].strip(), **texts)
    draft = store.read(engagement_queries.draft(row))
    assert all(getattr(draft, name) == AWKWARD for name in texts)


@pytest.mark.parametrize(
    ("field", "value"),
    [("status", "maybe"), ("modality", "by pigeon"), ("sensitivity", ""), ("sensitivity", "secret"),
     ("level", "king"), ("delegate_cap", -1), ("delegate_cap", "two"),
     ("registration_deadline", "2026-02-31"), ("city", "x" * 101)],
)  # fmt: skip
def test_values_out_of_their_range(store: Store, field: str, value: object) -> None:
    assert set(_refused(store, **{field: value})) == {field}


def test_a_reference_twice(store: Store) -> None:
    row = factory.log(store, "AU", reference="R-1")
    assert _refused(store, reference="R-1 ") == {"reference": "R-1 is logged already."}
    draft = store.read(engagement_queries.draft(row))
    store.perform("Edit", lambda s: engagements.edit(s, row, replace(draft, title="Other")))


def test_an_empty_title_is_the_types_name(store: Store) -> None:
    row = factory.log(store, "AU", title=" ")
    assert store.read(engagement_queries.draft(row)).title == "Bilateral meeting"


@pytest.mark.parametrize(
    ("starts", "all_day", "zone", "status"),
    [
        (datetime(2026, 3, 4, 10), False, "America/New_York", "held"),
        (datetime(2026, 3, 4, 10, 1), False, "America/New_York", "planned"),
        (datetime(2026, 3, 4, 23), False, "Asia/Tokyo", "held"),
        (datetime(2026, 3, 5, 0, 1), False, "Asia/Tokyo", "planned"),
        (datetime(2026, 3, 4), True, "America/New_York", "planned"),
        (datetime(2026, 3, 3), True, "America/New_York", "held"),
    ],
)
def test_the_status_follows_the_start_in_its_own_zone(starts, all_day, zone, status) -> None:
    now = datetime(2026, 3, 4, 15, 0, tzinfo=UTC)  # 10 a.m. in New York, midnight in Tokyo
    assert engagements.status_on(starts, all_day, zone, now) == status


def test_the_capacity_held_on_the_day(store: Store) -> None:
    known = factory.known(store)
    au, eu = known.organization("AU"), known.organization("EU")
    person = store.perform("p", lambda s: people.add(s, PersonDraft("Amina Traoré")))
    for post in (
        PostDraft(au, "Adviser", person, starts=date(2020, 1, 1), ends=date(2025, 12, 31)),
        PostDraft(au, "Director", person, starts=date(2026, 1, 1)),
        PostDraft(eu, "Fellow", person, starts=date(2019, 1, 1)),
    ):
        store.perform("q", lambda s, post=post: people.add_post(s, post))
    for_au = ParticipationDraft(organization_id=au, person_id=person)

    def capacity(**values: object) -> str:
        row = factory.log(store, participations=(for_au,), **values)
        return store.read(engagement_queries.draft(row)).participations[0].capacity

    assert capacity() == "Director"
    assert capacity(starts=datetime(2025, 6, 25)) == "Adviser"
    assert capacity(starts=datetime(2018, 6, 25)) == ""


def test_a_deleted_person_leaves_the_capacity(store: Store) -> None:
    known = factory.known(store)
    person = store.perform("p", lambda s: people.add(s, PersonDraft("Amina Traoré")))
    post = PostDraft(known.organization("AU"), "Director", person)
    store.perform("q", lambda s: people.add_post(s, post))
    row = factory.log(store, participations=(ParticipationDraft(person_id=person),))
    store.perform("Delete", lambda s: people.delete(s, person))
    party = store.read(engagement_queries.draft(row)).participations[0]
    assert (party.person_id, party.capacity) == (None, "Director")
    assert party.organization_id == known.organization("AU")


def test_of_several_posts_none_is_guessed(store: Store) -> None:
    known = factory.known(store)
    person = store.perform("p", lambda s: people.add(s, PersonDraft("Amina Traoré")))
    for acronym in ("AU", "EU"):
        post = PostDraft(known.organization(acronym), "Adviser", person)
        store.perform("q", lambda s, post=post: people.add_post(s, post))
    row = factory.log(store, participations=(ParticipationDraft(person_id=person),))
    party = store.read(engagement_queries.draft(row)).participations[0]
    assert (party.organization_id, party.capacity) == (None, "")


def test_an_engagement_can_be_edited_after_its_only_person_is_deleted(store: Store) -> None:
    person = store.perform("p", lambda s: people.add(s, PersonDraft("Amina Traoré")))
    row = factory.log(store, participations=(ParticipationDraft(person_id=person),))
    store.perform("Delete", lambda s: people.delete(s, person))
    draft = store.read(engagement_queries.draft(row))
    assert draft.participations == ()
    store.perform("Edit", lambda s: engagements.edit(s, row, replace(draft, title="Other")))
    store.undo()
    store.undo()
    assert store.read(engagement_queries.draft(row)).participations[0].person_id == person


@pytest.mark.parametrize("name", ["\u200b", "\u200b \u2060", "A\u202eB"])
def test_a_name_nobody_can_see_or_read_is_refused(store: Store, name: str) -> None:
    with pytest.raises(Invalid):
        factory.add_organization(store, name)


def test_an_acronym_with_invisible_characters_is_the_same(store: Store) -> None:
    with pytest.raises(Invalid, match="AU is the acronym of African Union"):
        factory.add_organization(store, "Double", acronym="A\u200bU")


def test_nobody_took_part(store: Store) -> None:
    assert set(_refused(store, participations=(ParticipationDraft(),))) == {"participations"}


def test_an_acronym_twice_however_written(store: Store) -> None:
    with pytest.raises(Invalid, match="ECOWAS is the acronym of Economic Community"):
        factory.add_organization(store, "Another", acronym="ecowas")


def test_a_body_that_took_part_is_not_deleted(store: Store) -> None:
    body = factory.add_organization(store, "One", acronym="OO")
    factory.log(store, "OO")
    with pytest.raises(UserError, match="OO stands in 1 engagement and cannot be deleted"):
        store.perform("Delete", lambda s: organizations.delete(s, body))


def test_a_body_is_no_member_of_itself(store: Store) -> None:
    body = factory.add_organization(store, "One")
    with pytest.raises(Invalid):
        store.perform("m", lambda s: organizations.add_membership(s, MembershipDraft(body, body)))


def test_a_record_that_is_gone(store: Store) -> None:
    with pytest.raises(UserError, match="no longer in the register"):
        store.perform("Edit", lambda s: organizations.edit(s, 12345, OrganizationDraft("X")))
    with pytest.raises(UserError, match="no longer in the register"):
        store.read(profiles.head(12345))


def test_a_document_of_200_mb(store: Store, tmp_path: Path) -> None:
    large = tmp_path / "film.mp4"
    with large.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    with pytest.raises(UserError, match="film.mp4 is 200 MB, and a document may have 100 MB"):
        documents.read_file(large)
    row = factory.log(store, "AU")
    with pytest.raises(UserError, match="200 MB"):
        store.perform(
            "Keep",
            lambda s: documents.add(
                s, DocumentDraft("film.mp4", bytes(200 * 1024 * 1024)), engagement_id=row
            ),
        )


def test_the_path_of_a_document_is_not_kept(store: Store) -> None:
    row = factory.log(store, "AU")
    draft = DocumentDraft("../../etc/passwd", b"x")
    document = store.perform("Keep", lambda s: documents.add(s, draft, engagement_id=row))
    kept = snapshot.rows(store)["document"][document]
    assert "passwd" in kept
    assert not any(isinstance(value, str) and ".." in value for value in kept)


@pytest.mark.parametrize("depth", [0, 1, 2])
def test_a_body_is_no_part_of_its_own_parts(store: Store, depth: int) -> None:
    chain = [factory.add_organization(store, "Top")]
    for number in range(2):
        chain.append(factory.add_organization(store, f"Part {number}", parent_id=chain[-1]))
    circle = OrganizationDraft(name="Top", kind="regional", parent_id=chain[depth])
    with pytest.raises(Invalid) as refused:
        store.perform("Edit", lambda s: organizations.edit(s, chain[0], circle))
    assert "own parts" in refused.value.fields["parent_id"]


def test_a_name_too_long_is_not_to_be_attached(store: Store) -> None:
    with pytest.raises(Invalid) as refused:
        factory.add_organization(store, "N" * 301)
    assert refused.value.fields["name"].endswith("at most 300 fit; shorten it.")
