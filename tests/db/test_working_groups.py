"""Whom the Working Groups invited: counted anew in plain Python from what was logged."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest

from ctdesk.db.drafts import MembershipDraft, ParticipationDraft
from ctdesk.db.operations import organizations
from ctdesk.db.queries.engagements import EngagementList
from ctdesk.db.queries.organizations import OrganizationList
from ctdesk.db.queries.working_groups import Invitations, Sign, group, invitations, years
from ctdesk.db.search.tree import AllOf, Key
from ctdesk.db.store import Store
from tests import factory

GROUP = "Border Management and Law Enforcement relating to Counter-Terrorism"
OTHER = "National and Regional Counter-Terrorism Strategies"
YEAR = 2026
SPEAKING = ("speaker", "guest_speaker", "briefer")


@dataclass(frozen=True)
class Part:
    """A participation as a test logs it."""

    body: str
    attendance: str = ""
    role: str = ""


@dataclass(frozen=True)
class Logged:
    """An engagement as a test logs it."""

    day: date
    status: str
    parts: tuple[Part, ...]
    group: str = GROUP


LOGGED = (
    Logged(date(YEAR, 1, 1), "held", (
        Part("AU", "in_person", "briefer"), Part("AU", "apologies"), Part("EU", "invited"),
        Part("OIC", "apologies", "speaker"), Part("UNOCT", "in_person"),
    )),
    Logged(date(YEAR, 12, 31), "held", (
        Part("AU", "virtual", "chair"), Part("EU", "", "guest_speaker"), Part("LAS"),
        Part("OIC", "apologies"), Part("OIC", "invited"),
    )),
    Logged(date(YEAR, 6, 1), "planned", (Part("AU", "in_person", "speaker"), Part("SADC"))),
    Logged(date(YEAR, 6, 2), "cancelled", (Part("IGAD", "in_person"),)),
    Logged(date(YEAR, 6, 3), "postponed", (Part("IGAD", "invited"),)),
    Logged(date(YEAR - 1, 12, 31), "held", (Part("LCBC", "in_person"),)),
    Logged(date(YEAR, 6, 4), "held", (Part("OAS", "in_person"),), OTHER),
)  # fmt: skip


def _log(store: Store, one: Logged) -> int:
    known = factory.known(store)
    parts = [Part(one.group), *one.parts]
    return factory.log(
        store,
        status=one.status,
        starts=datetime(one.day.year, one.day.month, one.day.day, 23, 30),
        participations=tuple(
            ParticipationDraft(
                organization_id=known.organization(part.body), role=part.role,
                attendance=part.attendance,
            )
            for part in parts
        ),
    )  # fmt: skip


@pytest.fixture
def logged(store: Store) -> dict[Logged, int]:
    return {one: _log(store, one) for one in LOGGED}


def _by_hand() -> dict[tuple[str, Logged], Sign]:
    """Each regional body and session of the year, from what was logged."""
    found: dict[tuple[str, Logged], Sign] = {}
    for one in LOGGED:
        if one.group != GROUP or one.day.year != YEAR or one.status not in ("held", "planned"):
            continue
        for body in {part.body for part in one.parts} - {"UNOCT"}:
            mine = [part for part in one.parts if part.body == body]
            came = [
                part for part in mine
                if one.status == "held" and part.attendance in ("", "in_person", "virtual")
            ]  # fmt: skip
            if any(part.role in SPEAKING for part in came):
                found[body, one] = Sign.SPOKE
            elif came:
                found[body, one] = Sign.CAME
            elif all(part.attendance == "apologies" for part in mine):
                found[body, one] = Sign.APOLOGIES
            else:
                found[body, one] = Sign.INVITED
    return found


def _read(store: Store) -> Invitations:
    return store.read(invitations(factory.known(store).organization(GROUP), YEAR))


def test_signs_and_totals_are_those_counted_by_hand(
    store: Store, logged: dict[Logged, int]
) -> None:
    found, by_hand, known = _read(store), _by_hand(), factory.known(store)
    assert set(Sign) <= set(by_hand.values())  # each is there to be seen
    sessions = sorted({one for _body, one in by_hand}, key=lambda one: one.day)
    assert [one.id for one in found.sessions] == [logged[one] for one in sessions]
    for body, one in itertools.product({body for body, _one in by_hand}, sessions):
        sign = found.sign(known.organization(body), logged[one])
        assert sign == by_hand.get((body, one)), (body, one)
    for body in {body for body, _one in by_hand}:
        mine = [sign for (who, _one), sign in by_hand.items() if who == body]
        assert found.of_body(known.organization(body)) == _counted(mine), body
    for one in sessions:
        there = [sign for (_body, at), sign in by_hand.items() if at == one]
        assert found.of_session(logged[one]) == _counted(there)


def _counted(signs: list[Sign]) -> tuple[int, int, int]:
    came = [sign for sign in signs if sign in (Sign.CAME, Sign.SPOKE)]
    return len(signs), len(came), came.count(Sign.SPOKE)


def test_those_never_invited_are_all_the_others(store: Store, logged: dict[Logged, int]) -> None:
    found = _read(store)
    regional = OrganizationList(
        asked=factory.asked("kind:regional -status:historical -status:defunct")
    )
    rows = store.read(lambda c: regional.rows(c, regional.ids(c)))
    names = {row.acronym or row.name for row in rows.values()}
    assert {body.short for body in found.bodies} == names
    invited = {body for body, _one in _by_hand()}
    assert {body.short for body in found.never()} == names - invited
    first = [body.short for body in found.bodies[: len(invited)]]
    assert set(first) == invited  # they stand first, by name
    assert first == sorted(first, key=str.casefold)


def test_a_count_of_a_body_leads_to_as_many_engagements(
    store: Store, logged: dict[Logged, int]
) -> None:
    found = _read(store)
    asked = [Key("with", (GROUP,)), Key("on", (str(YEAR),))]
    for body in found.bodies:
        invited, came, _spoke = found.of_body(body.id)
        with_it = [*asked, Key("with", (body.short,)), Key("status", ("held", "planned"))]
        assert store.read(EngagementList(asked=AllOf(tuple(with_it))).count) == invited
        engaged = AllOf((*asked, Key("engaged", (body.short,))))
        assert store.read(EngagementList(asked=engaged).count) == came


def test_years_are_those_with_sessions(store: Store, logged: dict[Logged, int]) -> None:
    assert store.read(years(factory.known(store).organization(GROUP))) == (YEAR, YEAR - 1)
    assert store.read(years(factory.known(store).organization("LCBC"))) == (YEAR - 1,)


def test_a_group_says_who_leads_it_today(store: Store) -> None:
    known, today = factory.known(store), date.today()
    mine = known.organization(GROUP)

    def belongs(body: str, role: str, starts: date | None = None, ends: date | None = None) -> None:
        draft = MembershipDraft(known.organization(body), mine, role, starts, ends)
        store.perform("Add", lambda s: organizations.add_membership(s, draft))

    yesterday, tomorrow = today - timedelta(days=1), today + timedelta(days=1)
    belongs("UNODC", "vice_chair")
    belongs("UNOCT", "chair", yesterday)
    belongs("CTED", "chair", None, yesterday)  # over
    belongs("ICAO", "co_chair", tomorrow)  # to come
    belongs("IMO", "member")
    belongs("IMO", "observer")  # one body all the same
    row = store.read(group(mine))
    assert row is not None
    assert [(one.name, one.role) for one in row.chairs] == [
        ("UNOCT", "chair"), ("UNODC", "vice_chair"),
    ]  # fmt: skip
    members = OrganizationList(asked=Key("member", (GROUP,)))
    assert row.members == store.read(members.count) == 3


def test_a_group_counts_the_sessions_of_this_year(store: Store) -> None:
    today = date.today()
    _log(store, Logged(date(today.year, 1, 1), "held", ()))
    _log(store, Logged(date(today.year, 12, 31), "planned", ()))
    _log(store, Logged(date(today.year - 1, 12, 31), "held", ()))
    row = store.read(group(factory.known(store).organization(GROUP)))
    assert row is not None
    assert (row.sessions, row.last) == (2, date(today.year, 1, 1))
