"""What a printed sheet says, as plain values.

A query fills one of these, a layout in `ctdesk.reports` prints it, and nothing else passes
between the two: the same content gives the same page, wherever and whenever it is laid out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class When:
    """The time of an engagement in its own time zone.

    `starts` and `ends` are local wall-clock times without offset; `time_zone` is an IANA name.
    On an all-day engagement only their dates count, and `ends` is the last day itself.
    """

    starts: datetime
    ends: datetime | None
    time_zone: str
    all_day: bool


@dataclass(frozen=True, slots=True)
class OtherName:
    """A name or acronym of an organization in a language (ISO 639-1 code, may be empty)."""

    language: str
    name: str
    acronym: str


@dataclass(frozen=True, slots=True)
class FocalPoint:
    """A post designated as focal point; `holder` is empty where nobody is recorded in it."""

    title: str
    holder: str
    rank: str  # "primary" or "alternate"
    themes: tuple[str, ...]
    last_verified: date | None


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment as a sheet shows it: `by` and `to` are short names of organizations."""

    id: int
    by: str
    to: str
    what: str
    due: date | None
    state: str  # "open", "done", "dropped", "superseded"


@dataclass(frozen=True, slots=True)
class EngagementLine:
    """One engagement as a row or a paragraph of a sheet.

    `under` holds the labels of its framework items ("Decision 7"); `readings` those among them
    that are the desk's own reading and not named in a source.
    """

    id: int
    reference: str
    kind: str  # name of the engagement type
    title: str
    when: When
    status: str  # "planned", "held", "postponed", "cancelled"
    modality: str  # "in_person", "virtual", "hybrid" or ""
    venue: str
    city: str
    under: tuple[str, ...]
    readings: tuple[str, ...]
    organizations: tuple[str, ...]  # short names of those that took part or are to
    summary: str
    outcome: str
    sensitivity: str  # "unclassified", "confidential", "strictly_confidential"
    commitments: tuple[Promise, ...] = ()


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """Held engagements of one organization under one item, quarter by quarter."""

    label: str  # "Decision 7"
    counts: tuple[int, ...]  # one a quarter, as in Brief.quarters
    since_adoption: int


@dataclass(frozen=True, slots=True)
class Meeting:
    """The engagement a briefing sheet prepares."""

    line: EngagementLine
    level: str
    platform: str
    objective: str
    points_to_make: str  # one point a line
    sensitive_points: str  # one point a line
    participants: tuple[tuple[str, str], ...]  # (who, role), in the order they are listed
    registration_deadline: date | None
    delegate_cap: int | None
    sessions: tuple[tuple[str, When | None], ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """Content of the briefing sheet of an organization."""

    organization_id: int
    name: str
    official_name: str  # empty where it is the same as `name`
    acronym: str
    kind: str
    seat: str
    member_states: int  # organizations of kind State that are members on `as_of`
    ct_body: str
    profile: str
    other_names: tuple[OtherName, ...]
    focal_points: tuple[FocalPoint, ...]
    meeting: Meeting | None
    last_engaged: EngagementLine | None
    commitments: tuple[Promise, ...]  # open ones, earliest due first
    engagements: tuple[EngagementLine, ...]  # held, latest first
    planned: tuple[EngagementLine, ...]  # planned, earliest first, without `meeting`
    initiatives: tuple[tuple[str, str], ...]  # (name, role and state)
    quarters: tuple[str, ...]  # "Q1 26", oldest first
    record: tuple[DecisionRecord, ...]
    record_since: date | None  # adoption of the framework of `record`
    sensitivity: str  # the highest of all that is included
    as_of: date
    register: str  # the register's name, as the footer shows it


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One organization in the opening table of a summary."""

    organization_id: int
    short_name: str
    name: str
    held: int
    planned: int
    commitments_open: int
    last_engaged: date | None
    has_focal_point: bool


@dataclass(frozen=True, slots=True)
class SummarySection:
    """The engagements of one organization within the period, latest first."""

    short_name: str
    name: str
    engagements: tuple[EngagementLine, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """Content of an engagement summary: by framework item, organization and period.

    An engagement with several organizations stands once, under the first of them in
    alphabetical order; `engagements_held` and `engagements_planned` count distinct ones.
    """

    item: str  # "Decision 7"; empty for all engagements
    item_title: str
    item_adopted: date | None
    organization: str  # empty for all
    scope: str  # "All regional and subregional organizations" and the like
    period_from: date | None
    period_to: date | None
    rows: tuple[SummaryRow, ...]  # those engaged, by name; the others are `not_engaged`
    not_engaged: tuple[SummaryRow, ...]
    sections: tuple[SummarySection, ...]
    engagements_held: int
    engagements_planned: int
    sensitivity: str
    as_of: date
    register: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A body in a printed matrix; `cells` and `total` are held and planned."""

    short_name: str
    name: str
    cells: tuple[tuple[int, int], ...]
    total: tuple[int, int]
    last_engaged: date | None
    days_quiet: int | None  # where that is long


@dataclass(frozen=True, slots=True)
class MatrixSheet:
    """Content of a printed matrix: who was engaged when, and who was not.

    `periods` are their first and last days; `totals` count distinct engagements. `kinds` are
    codes of the bodies' kinds, `scope` says what else is asked for, as a query.
    """

    items: str
    kinds: tuple[str, ...]
    scope: str
    step: str
    periods: tuple[tuple[date, date], ...]
    rows: tuple[MatrixRow, ...]
    totals: tuple[tuple[int, int], ...]
    engaged: int  # bodies, in the newest period
    quiet: int
    never: tuple[str, ...]
    unmanned: tuple[str, ...]
    quiet_after: int  # days
    sensitivity: str
    as_of: date
    register: str


@dataclass(frozen=True, slots=True)
class WeekSheet:
    """Content of the weekly summary: what was done in a week, what comes, what waits.

    `quiet` has the days of a body, None for never since the Decisions; `milestones` label, title,
    due and state.
    """

    first: date
    last: date
    held: tuple[EngagementLine, ...]  # earliest first
    coming: tuple[EngagementLine, ...]  # of the two weeks after, earliest first
    late: tuple[Promise, ...]
    due: tuple[Promise, ...]  # within the two weeks after
    quiet: tuple[tuple[str, int | None], ...]
    to_verify: int
    to_review: int
    milestones: tuple[tuple[str, str, date | None, str], ...]
    sensitivity: str
    as_of: date
    register: str
