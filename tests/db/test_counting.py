"""What counts as engagement, recounted in plain Python from the records."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from ctdesk.db import creating
from ctdesk.db.drafts import CommitmentDraft, ParticipationDraft, PersonDraft
from ctdesk.db.operations import engagements, people
from ctdesk.db.queries import engagements as engagement_queries
from ctdesk.db.queries.brief import brief
from ctdesk.db.queries.names import organization_named
from ctdesk.db.queries.organizations import OrganizationList
from ctdesk.db.queries.sheets import Brief, Summary
from ctdesk.db.queries.summary import summary
from ctdesk.db.search.parse import asked
from ctdesk.db.store import Store
from ctdesk.errors import UserError
from ctdesk.paths import resources
from tests import factory, snapshot

TODAY = date(2026, 11, 23)


def _brief(store: Store, name: str = "AU", **values: object) -> Brief:
    body = store.read(organization_named(name))
    return store.read(brief(body, today=TODAY, register="desk", **values))


def _summary(store: Store, query: str = "decision:7") -> Summary:
    return store.read(summary(asked(query, TODAY), today=TODAY, register="desk"))


@pytest.mark.parametrize(
    ("status", "attendance", "held", "planned"),
    [
        ("held", "", 1, 0), ("held", "in_person", 1, 0), ("held", "virtual", 1, 0),
        ("held", "invited", 0, 0), ("held", "apologies", 0, 0), ("planned", "", 0, 1),
        ("planned", "invited", 0, 0), ("cancelled", "", 0, 0), ("postponed", "in_person", 0, 0),
    ],
)  # fmt: skip
def test_what_counts(store: Store, status: str, attendance: str, held: int, planned: int) -> None:
    au = factory.known(store).organization("AU")
    party = ParticipationDraft(organization_id=au, attendance=attendance)
    factory.log(store, status=status, participations=(party,), items=("Decision 7",))
    content = _summary(store)
    rows = {row.short_name: row for row in (*content.rows, *content.not_engaged)}
    found = rows.get("AU")
    assert (found in content.rows) == bool(held)
    assert (found.held if found else 0, found.planned if found else 0) == (held, planned)
    listed = OrganizationList(("regional",))
    ids = store.read(listed.ids)
    row = store.read(lambda c: listed.rows(c, ids))[au]
    assert (row.decision_4, row.decision_7) == (0, held)
    assert (row.last_engaged is not None) == bool(held)
    assert sum(one.since_adoption for one in _brief(store).record) == held


def test_two_delegates_of_one_body_count_once(store: Store) -> None:
    au = factory.known(store).organization("AU")
    two = (ParticipationDraft(organization_id=au), ParticipationDraft(organization_id=au))
    factory.log(store, participations=two, items=("Decision 7",))
    assert [(row.short_name, row.held) for row in _summary(store).rows] == [("AU", 1)]


def test_a_total_counts_engagements_once(store: Store) -> None:
    factory.log(store, "AU", "EU", items=("Decision 7",))
    content = _summary(store)
    assert sum(row.held for row in content.rows) == 2
    assert content.engagements_held == 1
    assert sum(len(section.engagements) for section in content.sections) == 1


def test_the_quarter_is_that_of_the_own_time_zone(store: Store) -> None:
    # Already October in New York's midnight, still September by UTC's reckoning of Auckland's day.
    factory.log(
        store, "AU", starts=datetime(2026, 10, 1, 0, 30), time_zone="Pacific/Auckland",
        items=("Decision 7",),
    )  # fmt: skip
    record = {one.label: one.counts for one in _brief(store).record}
    assert record["Decision 7"] == (0, 0, 0, 1)
    assert _brief(store).quarters == ("Q1 26", "Q2 26", "Q3 26", "Q4 26")


@pytest.fixture
def example(store: Store) -> Store:
    creating.add_example(store, resources(), TODAY)
    return store


def test_the_example_recounted(example: Store) -> None:
    ids = example.read(engagement_queries.EngagementList().ids)
    drafts = [example.read(engagement_queries.draft(one)) for one in ids]
    item = factory.known(example).item("Decision 7")
    content = _summary(example, "decision:7 after:2026-07 before:2026-12")
    within = [
        one
        for one in drafts
        if item in {link.item_id for link in one.items}
        and date(2026, 7, 1) <= one.starts.date() <= date(2026, 12, 31)
    ]
    assert content.engagements_held == sum(one.status == "held" for one in within) > 10
    assert content.engagements_planned == sum(one.status == "planned" for one in within) > 2
    for row in (*content.rows, *content.not_engaged):
        mine = [
            one
            for one in within
            if row.organization_id
            in {
                party.organization_id
                for party in one.participations
                if party.attendance in ("", "in_person", "virtual")
            }
        ]
        assert row.held == sum(one.status == "held" for one in mine)
        assert row.planned == sum(one.status == "planned" for one in mine)
    assert "LCBC" in {row.short_name for row in content.not_engaged}
    assert not {row.short_name for row in content.rows} & {
        row.short_name for row in content.not_engaged
    }


def test_the_tally_is_what_a_recount_gives(example: Store) -> None:
    kept = snapshot.tally(example)
    assert kept == snapshot.recount(example)
    assert len(kept) > 80
    example.rebuild_index()
    assert snapshot.tally(example) == kept
    example.undo()
    assert snapshot.tally(example) == {}


@pytest.mark.parametrize("status", ["planned", "held", "cancelled"])
def test_the_tally_follows_an_edit(store: Store, status: str) -> None:
    row = factory.log(store, "AU", "EU", items=("Decision 7", "Decision 4"))
    other = factory.engagement(
        store, "EU", "OAS", items=("Decision 4",), status=status, starts=datetime(2026, 4, 1)
    )
    store.perform("Edit", lambda s: engagements.edit(s, row, other))
    assert snapshot.tally(store) == snapshot.recount(store)
    store.undo()
    assert snapshot.tally(store) == snapshot.recount(store)
    assert len(snapshot.tally(store)) == 6


def test_the_retreat_is_there_as_what_it_is(example: Store) -> None:
    ids = example.read(engagement_queries.EngagementList().ids)
    drafts = [example.read(engagement_queries.draft(one)) for one in ids]
    (retreat,) = [one for one in drafts if "retreat" in one.title]
    known = factory.known(example)
    assert (retreat.starts, retreat.all_day) == (datetime(2025, 6, 25), True)
    assert retreat.venue == "Conference Room 8, United Nations Headquarters"
    assert (retreat.modality, retreat.platform) == ("hybrid", "WebEx")
    assert (retreat.registration_deadline, retreat.delegate_cap) == (date(2025, 6, 20), 2)
    assert len(retreat.sessions) == 2
    readings = {link.item_id for link in retreat.items if link.is_reading}
    assert readings == {known.item("Decision 4"), known.item("Decision 7")}
    assert not retreat.is_example
    assert retreat.participations == ()
    assert all(one.is_example == one.title.endswith("(example)") for one in drafts)


def test_the_highest_sensitivity_wins(store: Store) -> None:
    factory.log(store, "AU", items=("Decision 7",))
    assert _brief(store).sensitivity == _summary(store).sensitivity == "unclassified"
    factory.log(store, "AU", items=("Decision 7",), sensitivity="confidential")
    assert _brief(store).sensitivity == _summary(store).sensitivity == "confidential"
    factory.log(store, "AU", sensitivity="strictly_confidential")
    assert _brief(store).sensitivity == "strictly_confidential"
    assert _summary(store).sensitivity == "confidential"  # the last is not under Decision 7


def test_what_a_sheet_names_marks_it(store: Store) -> None:
    """Everything that is printed counts: people, bodies, promises, and the last engagement."""
    known = factory.known(store)
    au, eu = known.organization("AU"), known.organization("EU")
    strict = "strictly_confidential"

    def marked(name: str = "AU") -> str:
        found = _brief(store, name).sensitivity
        store.undo()
        assert _brief(store, name).sensitivity == "unclassified"
        return found

    secret = PersonDraft("Aïcha Ndiaye", sensitivity="confidential")
    person = store.perform("p", lambda s: people.add(s, secret))
    party = ParticipationDraft(organization_id=au, person_id=person)
    factory.log(store, status="planned", starts=datetime(2027, 1, 5), participations=(party,))
    assert marked() == "confidential"
    promise = CommitmentDraft("Theirs", by_id=au)
    factory.log(store, "EU", sensitivity=strict, commitments=(promise,))
    assert marked() == strict
    factory.log(store, "AU", sensitivity=strict, starts=datetime(2024, 5, 5))
    assert marked() == strict
    body = factory.add_organization(store, "Quiet body", acronym="QB", sensitivity=strict)
    factory.log(store, "AU", "QB", items=("Decision 7",))
    assert _summary(store).sensitivity == strict
    assert marked() == strict
    promise = CommitmentDraft("Ours", by_id=eu, to_id=body)
    factory.log(store, "EU", commitments=(promise,))
    assert marked("EU") == strict


def test_last_engaged_is_under_the_item(store: Store) -> None:
    factory.log(store, "AU", items=("Decision 4",))
    (au,) = [row for row in _summary(store).not_engaged if row.short_name == "AU"]
    assert au.last_engaged is None
    (au,) = [row for row in _summary(store, "decision:4").rows if row.short_name == "AU"]
    assert au.last_engaged == date(2026, 3, 4)


def test_who_is_invited_is_said_and_who_sent_apologies_is_not_listed(store: Store) -> None:
    known = factory.known(store)
    parties = tuple(
        ParticipationDraft(organization_id=known.organization(name), attendance=attendance)
        for name, attendance in (("AU", ""), ("EU", "apologies"), ("OAS", "invited"))
    )
    row = factory.log(store, status="planned", participations=parties)
    meeting = _brief(store, engagement_id=row).meeting
    assert meeting is not None
    assert meeting.participants == (("AU", ""), ("OAS", "invited"))


def test_two_bodies_of_one_name_do_not_share_their_engagements(store: Store) -> None:
    one = factory.add_organization(store, "Regional Centre", kind="regional")
    factory.add_organization(store, "Regional Centre", kind="regional")
    party = ParticipationDraft(organization_id=one)
    factory.log(store, participations=(party,), items=("Decision 7",))
    assert [len(section.engagements) for section in _summary(store).sections] == [1]


def test_a_brief_prepares_the_next_meeting(store: Store) -> None:
    factory.log(store, "AU", title="Far", status="planned", starts=datetime(2027, 1, 9, 10))
    factory.log(store, "AU", title="Next", status="planned", starts=datetime(2026, 11, 25, 10))
    missed = factory.log(store, "AU", title="Late", status="planned", starts=datetime(2026, 1, 5))
    content = _brief(store)
    assert content.meeting is not None
    assert content.meeting.line.title == "Next"
    assert [line.title for line in content.planned] == ["Late", "Far"]
    named = _brief(store, engagement_id=missed)
    assert named.meeting is not None
    assert named.meeting.line.title == "Late"


def test_open_commitments_of_both_sides(store: Store) -> None:
    known = factory.known(store)
    au, unoct = known.organization("AU"), known.organization("UNOCT")
    factory.log(
        store,
        "AU",
        commitments=(
            CommitmentDraft("Theirs", by_id=au, to_id=unoct, due=date(2026, 12, 1)),
            CommitmentDraft("Ours", by_id=unoct, to_id=au, due=date(2026, 11, 1)),
            CommitmentDraft(
                "Done", by_id=unoct, to_id=au, state="done", closed_on=date(2026, 3, 4)
            ),
            CommitmentDraft("Undated", by_id=au),
        ),
    )
    assert [one.what for one in _brief(store).commitments] == ["Ours", "Theirs", "Undated"]
    (row,) = [row for row in _summary(store, "org:AU").rows if row.short_name == "AU"]
    assert row.commitments_open == 3


def test_what_a_summary_covers(store: Store) -> None:
    factory.log(store, "AU", title="Spring", starts=datetime(2026, 3, 4, 10), items=("Decision 7",))
    factory.log(store, "AU", title="Autumn", starts=datetime(2026, 10, 4, 10), city="Addis Ababa")
    factory.log(store, "ECOWAS", title="Winter", starts=datetime(2026, 1, 4, 10))

    def titles(query: str) -> list[str]:
        sections = _summary(store, query).sections
        return [line.title for section in sections for line in section.engagements]

    assert titles("in:engagements org:AU") == ["Autumn", "Spring"]
    assert titles("Decision 7") == titles("under:D7") == ["Spring"]
    assert titles("after:2026-07") == ["Autumn"]
    assert titles("after:2026-02 before:2026-06") == titles("quarter:2026Q1 after:2026-02")
    assert titles("org:AU,ECOWAS city:addis") == ["Autumn"]
    assert titles("-org:AU") == ["Winter"]
    told = _summary(store, "org:AU city:addis after:2026-07")
    assert (told.organization, told.period_from) == ("African Union", date(2026, 7, 1))
    assert told.scope == "Only what matches: city:addis"
    assert "matches" not in _summary(store).scope


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("desision:7", "“desision:” is not known. Did you mean “decision:”"),
        ("after:2026-02-31", "There is no 2026-02-31"),
        ("after:soon", "“soon” is no date"),
        ("after:2026 before:2025", "ends before it begins"),
        ("org:", "“org:” needs something after it"),
    ],
)
def test_what_no_summary_covers(store: Store, query: str, said: str) -> None:
    with pytest.raises(UserError, match=said):
        _summary(store, query)


def test_an_item_or_body_that_is_none(store: Store) -> None:
    with pytest.raises(UserError, match="“Decision 77” is no item"):
        _summary(store, "decision:77")
    with pytest.raises(UserError, match="“ECOWSA” is no organization.*Did you mean “ECOWAS”"):
        _summary(store, "org:ECOWSA")
