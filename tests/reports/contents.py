"""Contents of sheets for tests: defaults, and whatever a test changes about them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from ctdesk.db.queries.sheets import (
    Brief,
    DecisionRecord,
    EngagementLine,
    FocalPoint,
    Meeting,
    OtherName,
    Promise,
    Summary,
    SummaryRow,
    SummarySection,
    When,
)

AS_OF = date(2026, 11, 22)
ARABIC = "الجماعة الاقتصادية لدول غرب أفريقيا"
CHINESE = "上海合作组织"
RUSSIAN = "Экономическое сообщество западноафриканских государств"


def when(
    day: date, hour: int = 10, minute: int = 0, ends: datetime | None = None, *, whole: bool = False
) -> When:
    starts = datetime(day.year, day.month, day.day, hour, minute)
    return When(starts, ends, "America/New_York", whole)


def promise(**changed: Any) -> Promise:
    given = {
        "id": 1,
        "by": "UNOCT",
        "to": "ECOWAS",
        "what": "Share the M&E framework for joint interventions",
        "due": date(2026, 11, 30),
        "state": "open",
    }
    return Promise(**{**given, **changed})


def engagement(day: date = date(2026, 11, 12), **changed: Any) -> EngagementLine:
    given: dict[str, Any] = {
        "id": 1,
        "reference": "",
        "kind": "Briefing to a Working Group (in-focus session)",
        "title": "Briefing to the Working Group on border management, in-focus session",
        "when": when(day),
        "status": "held",
        "modality": "virtual",
        "venue": "",
        "city": "",
        "under": ("Decision 7",),
        "readings": (),
        "organizations": ("ECOWAS",),
        "summary": "",
        "outcome": "Joint mapping agreed in principle",
        "sensitivity": "unclassified",
    }
    return EngagementLine(**{**given, **changed})


def meeting(**changed: Any) -> Meeting:
    line = engagement(
        date(2026, 11, 24),
        title="Consultation on border management",
        kind="Annual consultation",
        when=When(
            datetime(2026, 11, 24, 10), datetime(2026, 11, 24, 11, 30), "America/New_York", False
        ),
        status="planned",
        modality="hybrid",
        venue="Conference Room 8",
        city="New York",
        under=("Decision 7", "Decision 4"),
        outcome="",
    )
    given = {
        "line": line,
        "level": "ambassadorial",
        "platform": "WebEx",
        "objective": "To agree the joint mapping of border-security initiatives and the calendar "
        "of the next regional forum.",
        "points_to_make": "The Compact values the contribution of ECOWAS to the in-focus session "
        "of 12 November.\nThe Office will share the monitoring and evaluation framework by "
        "30 November.",
        "sensitive_points": "The withdrawal of three member States took effect on 29 January 2025.",
        "participants": (
            ("H.E. Ms. Adwoa MENSAH, Permanent Observer", "chair"),
            ("Mr. Ibrahim al-FULANI, Director, Peace and Security", "briefer"),
        ),
        "registration_deadline": date(2026, 11, 20),
        "delegate_cap": 3,
        "sessions": (
            ("High-level opening segment", when(date(2026, 11, 24), 10)),
            ("Thematic session", None),
        ),
    }
    return Meeting(**{**given, **changed})


def brief(**changed: Any) -> Brief:
    given: dict[str, Any] = {
        "organization_id": 1,
        "name": "Economic Community of West African States",
        "official_name": "",
        "acronym": "ECOWAS",
        "kind": "regional",
        "seat": "Abuja",
        "member_states": 12,
        "ct_body": "Political Affairs, Peace and Security",
        "profile": "A regional economic union of West African States, founded in Lagos in 1975.",
        "other_names": (
            OtherName("fr", "", "CEDEAO"),
            OtherName("ru", RUSSIAN, "ЭКОВАС"),
            OtherName("ar", ARABIC, ""),
            OtherName("zh", "西非国家经济共同体", ""),
        ),
        "focal_points": (
            FocalPoint(
                "Director, Peace and Security",
                "Mr. Ibrahim al-FULANI",
                "primary",
                (),
                date(2026, 11, 3),
            ),
            FocalPoint("Head, Early Warning", "", "alternate", ("border security", "youth"), None),
        ),
        "meeting": meeting(),
        "last_engaged": engagement(),
        "commitments": (
            promise(
                id=2, by="ECOWAS", what="Name an alternate focal point", due=date(2026, 11, 15)
            ),
            promise(),
        ),
        "engagements": (
            engagement(),
            engagement(
                date(2026, 10, 2),
                title="Joint planning, Joint Appeal for Africa",
                under=("Decision 4", "Decision 7"),
                outcome="Workstream lead named",
            ),
            engagement(
                date(2025, 6, 25),
                title="Counter-Terrorism Compact Retreat",
                under=("Decision 7", "Decision 4", "Milestone 1"),
                readings=("Decision 4", "Decision 7"),
                outcome="",
            ),
        ),
        "planned": (
            engagement(
                date(2026, 12, 3),
                title="Regional forum",
                when=When(datetime(2026, 12, 3), datetime(2026, 12, 5), "Africa/Lagos", True),
                status="planned",
                city="Abuja",
                modality="in_person",
            ),
        ),
        "initiatives": (("Joint Appeal for Counter-Terrorism in Africa", "partner; under way"),),
        "quarters": ("Q1 26", "Q2 26", "Q3 26", "Q4 26"),
        "record": (
            DecisionRecord("Decision 4", (1, 2, 1, 1), 6),
            DecisionRecord("Decision 7", (2, 1, 2, 2), 8),
        ),
        "record_since": date(2025, 2, 1),
        "sensitivity": "unclassified",
        "as_of": AS_OF,
        "register": "Counter-terrorism desk",
    }
    return Brief(**{**given, **changed})


def bare_brief(**changed: Any) -> Brief:
    """Nothing but a name."""
    empty = {
        "acronym": "",
        "kind": "",
        "seat": "",
        "member_states": 0,
        "ct_body": "",
        "profile": "",
        "other_names": (),
        "focal_points": (),
        "meeting": None,
        "last_engaged": None,
        "commitments": (),
        "engagements": (),
        "planned": (),
        "initiatives": (),
        "quarters": (),
        "record": (),
    }
    return brief(**{**empty, **changed})


def row(name: str, short_name: str, **changed: Any) -> SummaryRow:
    given = {
        "organization_id": 1,
        "short_name": short_name,
        "name": name,
        "held": 0,
        "planned": 0,
        "commitments_open": 0,
        "last_engaged": None,
        "has_focal_point": True,
    }
    return SummaryRow(**{**given, **changed})


def summary(**changed: Any) -> Summary:
    given: dict[str, Any] = {
        "item": "Decision 7",
        "item_title": "Cooperation with regional and subregional organizations",
        "item_adopted": date(2025, 2, 1),
        "organization": "",
        "scope": "All regional and subregional organizations",
        "period_from": date(2026, 7, 1),
        "period_to": AS_OF,
        "rows": (
            row("African Union", "AU", held=9, planned=1, commitments_open=4,
                last_engaged=date(2026, 11, 18)),
            row("Economic Community of West African States", "ECOWAS", held=4, planned=1,
                commitments_open=2, last_engaged=date(2026, 11, 12)),
        ),
        "not_engaged": (
            row("Lake Chad Basin Commission", "LCBC", has_focal_point=False),
            row("Council of Europe", "CoE", last_engaged=date(2026, 3, 9), planned=2),
        ),
        "sections": (
            SummarySection("AU", "African Union", (
                engagement(
                    date(2026, 11, 18),
                    title="",
                    kind="Briefing to the Coordination Committee",
                    city="New York",
                    modality="hybrid",
                    organizations=("AU", "ECOWAS"),
                    summary="The African Union Counter-Terrorism Centre described capacity needs "
                    "in East Africa and asked for a joint assessment before March 2027.",
                    outcome="",
                ),
                engagement(
                    date(2026, 11, 3),
                    title="Thematic brainstorming with the Working Group on criminal justice",
                    organizations=("AU",),
                    readings=("Decision 7",),
                    outcome="Agreed: a shared calendar of trainings",
                ),
            )),
            SummarySection("ECOWAS", "Economic Community of West African States", (
                engagement(commitments=(
                    promise(),
                    promise(id=2, by="ECOWAS", what="Name an alternate focal point",
                            due=date(2026, 11, 15)),
                    promise(id=3, what="Send the list of trainings", state="done"),
                    promise(id=4, what="Visit Abuja", due=None),
                )),
                engagement(date(2026, 12, 3), title="Regional forum", status="planned",
                           city="Abuja", outcome=""),
            )),
        ),
        "engagements_held": 12,
        "engagements_planned": 2,
        "sensitivity": "confidential",
        "as_of": AS_OF,
        "register": "Counter-terrorism desk",
    }  # fmt: skip
    return Summary(**{**given, **changed})
