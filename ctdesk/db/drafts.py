"""What an officer fills in before it is stored: plain values, the shape of a form or a file.

A draft is read from the register by a query, changed by whoever shows it, and handed to an
operation. `id` is None on what is new. Names of fields are names of columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class NameDraft:
    """A further name of an organization."""

    language: str = ""
    name: str = ""
    acronym: str = ""
    kind: str = "translation"
    id: int | None = None


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """A way to reach somebody; `kind` is email, phone, address, web or other."""

    kind: str
    value: str
    label: str = ""
    preferred: bool = False
    id: int | None = None


@dataclass(frozen=True, slots=True)
class OrganizationDraft:
    """A body as a form holds it."""

    name: str
    kind: str = "other"
    acronym: str = ""
    official_name: str = ""
    parent_id: int | None = None
    seat: str = ""
    country_id: int | None = None
    region_id: int | None = None
    profile: str = ""
    ct_body: str = ""
    status: str = "active"
    sensitivity: str = "unclassified"
    names: tuple[NameDraft, ...] = ()
    contact_points: tuple[ContactDraft, ...] = ()


@dataclass(frozen=True, slots=True)
class MembershipDraft:
    """That one body belongs to another."""

    member_id: int
    body_id: int
    role: str = "member"
    starts: date | None = None
    ends: date | None = None
    status: str = ""


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """A person as a form holds it."""

    display_name: str
    written_name: str = ""
    family_name: str = ""
    given_name: str = ""
    name_order: str = "given_first"
    honorific: str = ""
    rank: str = ""
    post_nominals: str = ""
    aliases: str = ""
    languages: str = ""
    biography: str = ""
    protocol_rank: int | None = None
    sensitivity: str = "unclassified"
    basis: str = ""
    last_verified: date | None = None
    review_on: date | None = None
    contact_points: tuple[ContactDraft, ...] = ()


@dataclass(frozen=True, slots=True)
class PostDraft:
    """A post in a body; vacant without `person_id`, focal point where `focal_point` has a rank."""

    organization_id: int
    title: str
    person_id: int | None = None
    unit: str = ""
    starts: date | None = None
    ends: date | None = None
    focal_point: str = ""
    last_verified: date | None = None
    theme_ids: tuple[int, ...] = ()
    contact_points: tuple[ContactDraft, ...] = ()


@dataclass(frozen=True, slots=True)
class SessionDraft:
    """A session within an engagement."""

    title: str
    starts: datetime | None = None
    ends: datetime | None = None
    summary: str = ""
    id: int | None = None


@dataclass(frozen=True, slots=True)
class ParticipationDraft:
    """Who takes part: a body, a person, or a person for a body.

    Where `capacity` is empty, the post the person held on the day is filled in.
    """

    organization_id: int | None = None
    person_id: int | None = None
    post_id: int | None = None
    capacity: str = ""
    role: str = ""
    attendance: str = ""
    id: int | None = None


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """A framework item the engagement is carried out under."""

    item_id: int
    advances: str = ""
    is_reading: bool = False
    id: int | None = None


@dataclass(frozen=True, slots=True)
class CommitmentDraft:
    """A promise; `engagement_id` is filled in for one that is part of an engagement's draft."""

    what: str
    by_id: int | None = None
    to_id: int | None = None
    due: date | None = None
    state: str = "open"
    closed_on: date | None = None
    evidence: str = ""
    officer: str = ""
    sentence: str = ""
    item_id: int | None = None
    engagement_id: int | None = None
    repeats: str = ""
    superseded_by_id: int | None = None
    id: int | None = None


@dataclass(frozen=True, slots=True)
class EngagementDraft:
    """An engagement as a form holds it.

    `starts` and `ends` are wall-clock times in `time_zone`. An empty title stands for the type's
    name; an empty status for held when the start is past and planned when it is not.
    """

    type_id: int
    starts: datetime
    time_zone: str
    title: str = ""
    ends: datetime | None = None
    all_day: bool = False
    reference: str = ""
    status: str = ""
    modality: str = ""
    platform: str = ""
    venue: str = ""
    city: str = ""
    country_id: int | None = None
    level: str = ""
    initiative_id: int | None = None
    languages: str = ""
    objective: str = ""
    summary: str = ""
    outcome: str = ""
    recommendations: str = ""
    points_to_make: str = ""
    sensitive_points: str = ""
    lead_officer: str = ""
    lead_unit: str = ""
    registration_deadline: date | None = None
    delegate_cap: int | None = None
    attended: int | None = None
    women: int | None = None
    press_release: bool = False
    social_media: bool = False
    sensitivity: str = "unclassified"
    retention_code: str = ""
    basis: str = ""
    source: str = ""
    is_example: bool = False
    participations: tuple[ParticipationDraft, ...] = ()
    items: tuple[ItemDraft, ...] = ()
    theme_ids: tuple[int, ...] = ()
    place_ids: tuple[int, ...] = ()
    sessions: tuple[SessionDraft, ...] = ()
    commitments: tuple[CommitmentDraft, ...] = ()


@dataclass(frozen=True, slots=True)
class IndicatorDraft:
    """What is counted or measured of an initiative."""

    name: str = ""
    unit: str = ""
    baseline: float | None = None
    baseline_on: date | None = None
    target: float | None = None
    target_on: date | None = None
    id: int | None = None


@dataclass(frozen=True, slots=True)
class ReadingDraft:
    """What an indicator stood at on a day."""

    value: float | None = None
    on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class InitiativeDraft:
    """A joint initiative as a form holds it."""

    name: str
    programme: str = ""
    lead_id: int | None = None
    starts: date | None = None
    ends: date | None = None
    state: str = "planned"
    description: str = ""
    is_example: bool = False
    partner_ids: tuple[int, ...] = ()
    theme_ids: tuple[int, ...] = ()
    place_ids: tuple[int, ...] = ()
    indicators: tuple[IndicatorDraft, ...] = ()


@dataclass(frozen=True, slots=True)
class TargetDraft:
    """How often a body, or each of a kind, is to be engaged."""

    organization_id: int | None = None
    kind: str = ""
    item_id: int | None = None
    times: int = 1
    every: str = "quarter"
    starts: date | None = None
    ends: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class SeriesDraft:
    """A series of forums with hosts in turn."""

    name: str
    note: str = ""
    is_example: bool = False


@dataclass(frozen=True, slots=True)
class TurnDraft:
    """A turn of a series, on a day or by it."""

    series_id: int
    host_id: int | None = None
    due: date | None = None
    theme_id: int | None = None
    topic: str = ""
    engagement_id: int | None = None


@dataclass(frozen=True, slots=True)
class FrameworkItemDraft:
    """What an officer says of a framework item; its number stays what it is."""

    title: str = ""
    text: str = ""
    due: date | None = None
    state: str = ""
    result: str = ""


@dataclass(frozen=True, slots=True)
class NeedDraft:
    """A need, a challenge or a good practice."""

    statement: str
    kind: str = "need"
    organization_id: int | None = None
    place_id: int | None = None
    theme_id: int | None = None
    priority: str = ""
    stated_on: date | None = None
    engagement_id: int | None = None
    source: str = ""
    state: str = "open"
    is_example: bool = False


@dataclass(frozen=True, slots=True)
class AnswerDraft:
    """What was done about a need: at most one of the three records, a note, or both."""

    engagement_id: int | None = None
    commitment_id: int | None = None
    initiative_id: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ObjectiveDraft:
    """An objective of the plan."""

    title: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ActionDraft:
    """An action of the plan, under an objective."""

    objective_id: int
    what: str
    organization_id: int | None = None
    officer: str = ""
    due: date | None = None
    state: str = "open"
    item_id: int | None = None
    result: str = ""
    is_example: bool = False
