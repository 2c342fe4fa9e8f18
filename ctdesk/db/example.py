"""A year of record to look at: public events as what they are, and examples marked as such.

Public events carry their source. Everything else ends in "(example)": the engagements, posts and
commitments never were; the posts of real bodies have no holders, since no person is to be invented
for one. The people there are belong to a body that is made up like them.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from ctdesk.db import example_initiatives, example_needs, example_people, example_plan
from ctdesk.db.drafts import (
    CommitmentDraft,
    EngagementDraft,
    ItemDraft,
    ParticipationDraft,
    PostDraft,
    SeriesDraft,
    SessionDraft,
    TargetDraft,
    TurnDraft,
)
from ctdesk.db.example_people import read_rows
from ctdesk.db.operations import engagements, people, series, targets
from ctdesk.db.tables import (
    EngagementType,
    FrameworkItem,
    Organization,
    Place,
    Theme,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_NOTE = "Concept note, Compact retreat, 25 June 2025"
_NEW_YORK = "America/New_York"
_UNCONFIRMED = "Result to be confirmed; attendance and agreements are not in the public sources."


def add_year(session: Session, folder: Path, today: date) -> None:
    """Add the public events, and the folder's examples for the year before `today` and after."""
    keys = _Keys(session)
    for draft in _public_events(keys):
        engagements.log(session, draft)
    for post in read_rows(folder / "posts.csv"):
        people.add_post(session, _post(keys, post, today))
    made_up = example_people.add(session, keys, folder, today)
    initiative = example_initiatives.add(session, keys, today)
    keys["initiative:EXAMPLE"] = initiative
    logged: dict[str, example_needs.Logged] = {}
    invited = list(read_rows(folder / "invitations.csv"))
    for number, plan in enumerate(read_rows(folder / "engagements.csv")):
        draft = _example(keys, plan, number, today, initiative)
        present = made_up.participations(plan["title"])
        if present:  # they stand for their body
            others = [one for one in draft.participations if one.organization_id != made_up.body_id]
            draft = replace(draft, participations=(*others, *present))
        mine = [row for row in invited if row["engagement"] == plan["title"]]
        keys[draft.title] = engagements.log(session, _inviting(keys, draft, mine))
        logged[plan["title"]] = keys[draft.title], draft.starts.date()
    _add_targets(session, keys, today)
    _add_series(session, keys, today)
    example_needs.add(session, keys, folder, today, logged)
    example_plan.add(session, keys, folder, today, logged)


class _Keys:
    """Ids of shipped rows by permanent key."""

    def __init__(self, session: Session) -> None:
        self._ids: dict[str, int] = {}
        for kind in (EngagementType, FrameworkItem, Organization, Place, Theme):
            rows = session.execute(select(kind.key, kind.id).where(kind.key.is_not(None)))
            self._ids.update({key: row_id for key, row_id in rows if key})

    def __getitem__(self, key: str) -> int:
        return self._ids[key]

    def __setitem__(self, key: str, row_id: int) -> None:
        self._ids[key] = row_id


def _public_events(keys: _Keys) -> list[EngagementDraft]:
    committee = ParticipationDraft(organization_id=keys["org:CCC"])
    return [
        _retreat(keys),
        EngagementDraft(
            type_id=keys["type:cc-meeting"],
            title="Coordination Committee, seventh meeting",
            starts=datetime(2021, 12, 14),
            time_zone=_NEW_YORK,
            all_day=True,
            status="held",
            summary="Adopted the Options Paper on enhancing regional coordination.",
            source=f"{_NOTE}; the day from another public source",
            participations=(committee,),
        ),
        EngagementDraft(
            type_id=keys["type:cc-meeting"],
            title="Coordination Committee, tenth meeting",
            starts=datetime(2024, 1, 24),
            time_zone=_NEW_YORK,
            all_day=True,
            status="held",
            summary="Adopted the Joint Programme of Work 2024–2026.",
            source=_NOTE,
            participations=(committee,),
        ),
        EngagementDraft(
            type_id=keys["type:high-level"],
            title="GCTF Coordinating Committee, twenty-third meeting",
            starts=datetime(2024, 2, 29),
            time_zone="Africa/Nairobi",
            all_day=True,
            city="Nairobi",
            country_id=keys["place:KEN"],
            status="held",
            summary="With a side event on the Joint Appeal for Counter-Terrorism in Africa.",
            source=f"{_NOTE}; the day and place from another public source",
            participations=(ParticipationDraft(organization_id=keys["org:GCTF"]),),
        ),
    ]


def _retreat(keys: _Keys) -> EngagementDraft:
    reading = "Our reading: the sources do not name the decision."
    return EngagementDraft(
        type_id=keys["type:retreat"],
        title="Counter-Terrorism Compact retreat",
        starts=datetime(2025, 6, 25),
        time_zone=_NEW_YORK,
        all_day=True,
        status="held",
        modality="hybrid",
        platform="WebEx",
        venue="Conference Room 8, United Nations Headquarters",
        city="New York",
        country_id=keys["place:USA"],
        objective="Agreement on rotational regional forums, designation of regional focal points, "
        "and thematic brainstorming consultations with the Working Groups.",
        summary="High-level opening segment and two thematic sessions; in person with a virtual "
        "component. A press release, social media and a summary report were foreseen.",
        outcome=_UNCONFIRMED,
        registration_deadline=date(2025, 6, 20),
        delegate_cap=2,
        source=f"{_NOTE}; that it was held, from the United Nations' events page",
        items=(
            ItemDraft(keys["item:DECISION-4"], reading, is_reading=True),
            ItemDraft(keys["item:DECISION-7"], reading, is_reading=True),
            ItemDraft(keys["item:MILESTONE-1"]),
        ),
        sessions=(SessionDraft("First thematic session"), SessionDraft("Second thematic session")),
    )


# Host, topic, theme, days until it is due, and the engagement that is its forum.
_Turns = tuple[tuple[str, str, str, int | None, str], ...]
_SERIES: tuple[tuple[str, _Turns], ...] = (
    ("Forums in Africa (example)", (
        ("AU", "Planning meeting (example)", "", None,
         "Rotational regional forum, planning meeting (example)"),
        ("ECOWAS", "Border security along the coast (example)", "border-security", None,
         "Rotational regional forum, first meeting (example)"),
        ("SADC", "Travel information and prosecutors (example)", "criminal-justice", 120, ""),
        ("IGAD", "", "pcve", 210, ""),
    )),
    ("Forums in the Americas and Europe (example)", (
        ("OAS", "Preparatory meeting (example)", "cyber", None,
         "Rotational regional forum, Americas, preparatory meeting (example)"),
        ("CARICOM", "Ports and small airports (example)", "border-security", -12, ""),
        ("OSCE", "Protection of vulnerable targets (example)", "critical-infrastructure", 75, ""),
        ("COE", "", "", None, ""),
    )),
)  # fmt: skip


def _add_series(session: Session, keys: _Keys, today: date) -> None:
    """Add two example series with hosts in turn."""
    note = "Each host proposes the theme of its forum. (example)"
    for name, turns in _SERIES:
        one = series.add(session, SeriesDraft(name, note, is_example=True))
        for host, topic, theme, days, forum in turns:
            draft = TurnDraft(
                series_id=one,
                host_id=keys[f"org:{host}"],
                due=None if days is None else today + timedelta(days=days),
                theme_id=keys[f"theme:{theme}"] if theme else None,
                topic=topic,
                engagement_id=keys[forum] if forum else None,
            )
            series.add_turn(session, draft)


# Body, post, rank, days since it was verified (None for never), themes.
def _post(keys: _Keys, row: dict[str, str], today: date) -> PostDraft:
    age = row["verified_days_ago"]
    return PostDraft(
        organization_id=keys[f"org:{row['body']}"],
        title=f"{row['title']} (example)",
        starts=today - timedelta(days=400),
        focal_point=row["rank"],
        last_verified=today - timedelta(days=int(age)) if age else None,
        theme_ids=(keys[f"theme:{row['theme']}"],) if row["theme"] else (),
    )


def _add_targets(session: Session, keys: _Keys, today: date) -> None:
    """Targets nobody set: once a quarter under Decision 7, and one body more often."""
    note = "An example: no target is in the sources."
    since = date(today.year - 1, 7, 1)
    regional = TargetDraft(
        kind="regional", item_id=keys["item:DECISION-7"], every="quarter", starts=since, note=note
    )
    entities = TargetDraft(
        kind="entity", item_id=keys["item:DECISION-4"], every="year", starts=since, note=note
    )
    one = TargetDraft(organization_id=keys["org:AU"], every="month", starts=since, note=note)
    for draft in (regional, entities, one):
        targets.add(session, draft, is_example=True)


def _example(
    keys: _Keys, row: dict[str, str], number: int, today: date, initiative: int
) -> EngagementDraft:
    days, modality, bodies = int(row["days"]), row["modality"], row["bodies"].split()
    starts = _working_hour(today + timedelta(days=days), number)
    said = f"{row['outcome'].rstrip('.')} (example)." if row["outcome"] else ""
    border = "ECOWAS" in bodies and row["theme"] == "border-security"
    draft = EngagementDraft(
        type_id=keys[f"type:{row['type']}"],
        title=f"{row['title']} (example)",
        reference=f"EX-{number + 1:03}",
        starts=starts,
        ends=starts + timedelta(minutes=90),
        time_zone=_NEW_YORK,
        status="planned" if days > 0 else "held",
        modality=modality,
        platform="" if modality == "in_person" else "WebEx",
        city="" if modality == "virtual" else "New York",
        lead_unit="Regional desk (example)",
        outcome=said,
        is_example=True,
        source="Example, not a real event",
        initiative_id=initiative if border else None,
        participations=tuple(
            ParticipationDraft(organization_id=keys[f"org:{body}"]) for body in bodies
        ),
        items=tuple(
            ItemDraft(keys[f"item:DECISION-{one}"], said if one == "7" else "")
            for one in row["decisions"].split()
        ),
        theme_ids=(keys[f"theme:{row['theme']}"],),
        commitments=(_commitment(keys, row, today),) if row["what"] else (),
    )
    if days > 0:
        return _prepared(draft)
    if number % 3 == 0:  # nobody counts at every meeting
        return draft
    present = 8 + number % 5 * 6
    level = ("working", "director", "usg_asg")[number % 3]
    return replace(draft, attended=present, women=present * (3 + number % 3) // 9, level=level)


def _inviting(keys: _Keys, draft: EngagementDraft, rows: list[dict[str, str]]) -> EngagementDraft:
    """The draft with what its bodies did there, and those that were invited besides."""
    told = {
        keys[f"org:{row['body']}"]: ParticipationDraft(
            organization_id=keys[f"org:{row['body']}"],
            role=row["role"],
            attendance=row["attendance"],
        )
        for row in rows
    }
    others = [one for one in draft.participations if one.organization_id not in told]
    return replace(draft, participations=(*told.values(), *others))


def _prepared(draft: EngagementDraft) -> EngagementDraft:
    """The draft with what a sheet for a coming meeting has to say."""
    return replace(
        draft,
        objective="Agree the next steps and who takes them. (example)",
        points_to_make="The Office values the exchange of the past year. (example)\n"
        "The Office will share the monitoring and evaluation framework. (example)",
        sensitive_points="Funding beyond this year is not decided. (example)",
    )


def _working_hour(day: date, number: int) -> datetime:
    """A working hour on the day, or on the Monday after where it is a weekend."""
    day += timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
    return datetime(day.year, day.month, day.day, 10 + number % 3 * 2 + (number % 3 > 1))


def _commitment(keys: _Keys, row: dict[str, str], today: date) -> CommitmentDraft:
    due = today + timedelta(days=int(row["due"]))
    done = row["state"] == "done"
    return CommitmentDraft(
        what=f"{row['what']} (example)",
        by_id=keys[f"org:{row['by']}"],
        to_id=keys[f"org:{row['to']}"],
        due=due,
        state=row["state"],
        closed_on=due if done else None,
        evidence="Sent by mail. (example)" if done else "",
        repeats=row["repeats"] or "",
    )
