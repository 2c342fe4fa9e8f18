"""Each column an officer sees: what it is called, what it holds, how long it may be.

Forms, tables, validation, printing and exchange read this one table, so that a column is described
once. Limits follow the columns' own types.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Boolean, Date, DateTime, Float, Integer, LargeBinary, String, Text

from ctdesk.db import tables as m
from ctdesk.words import _

TEXT_LIMIT = 200_000  # characters of a note; what is longer is a document


class Kind(enum.Enum):
    """What a field holds, and so how it is cleaned, shown and typed."""

    LINE = "line"
    TEXT = "text"
    DATE = "date"
    TIME = "time"  # date and time
    NUMBER = "number"
    DECIMAL = "decimal"  # a number that need not be whole
    YES_NO = "yes/no"
    CHOICE = "choice"
    RECORD = "record"  # the id of another row


@dataclass(frozen=True, slots=True)
class Field:
    """One column of one table, as an officer knows it."""

    table: str
    name: str
    label: str
    kind: Kind
    required: bool = False
    limit: int | None = None  # characters
    choices: tuple[str, ...] = ()
    key: str = ""  # by which a query asks of it; "" where none does


_LABELS: Mapping[str, Mapping[str, str]] = {
    "organization": {
        "kind": _("Kind"), "name": _("Name"), "official_name": _("Official name"),
        "acronym": _("Acronym"), "parent_id": _("Part of"), "seat": _("Seat"),
        "country_id": _("Country"), "region_id": _("Region"), "profile": _("Profile"),
        "ct_body": _("Counter-terrorism body"), "status": _("Status"),
        "sensitivity": _("Sensitivity"), "source": _("Source"), "as_of": _("As of"),
        "confidence": _("Confidence"),
    },
    "organization_name": {
        "language": _("Language"), "name": _("Name"), "acronym": _("Acronym"), "kind": _("Kind"),
    },
    "membership": {
        "member_id": _("Member"), "body_id": _("Body"), "role": _("Role"), "starts": _("From"),
        "ends": _("Until"), "status": _("Status"),
    },
    "person": {
        "display_name": _("Name"), "written_name": _("Name in own script"),
        "family_name": _("Family name"), "given_name": _("Given name"),
        "name_order": _("Order of names"), "honorific": _("Honorific"), "rank": _("Rank"),
        "post_nominals": _("Post-nominals"), "aliases": _("Also known as"),
        "languages": _("Languages"), "biography": _("Biography"),
        "protocol_rank": _("Protocol rank"), "sensitivity": _("Sensitivity"),
        "basis": _("Basis for holding"), "last_verified": _("Last verified"),
        "review_on": _("Review on"),
    },
    "post": {
        "organization_id": _("Organization"), "person_id": _("Held by"), "title": _("Title"),
        "unit": _("Unit"), "starts": _("From"), "ends": _("Until"),
        "focal_point": _("Focal point"), "last_verified": _("Last verified"),
    },
    "contact_point": {
        "kind": _("Kind"), "value": _("Address or number"), "label": _("Label"),
        "preferred": _("Preferred"),
    },
    "engagement": {
        "reference": _("Reference"), "title": _("Title"), "type_id": _("Type"),
        "starts": _("Starts"), "ends": _("Ends"), "time_zone": _("Time zone"),
        "all_day": _("All day"), "status": _("Status"), "modality": _("Modality"),
        "platform": _("Platform"), "venue": _("Venue"), "city": _("City"),
        "country_id": _("Country"), "level": _("Level"), "initiative_id": _("Initiative"),
        "languages": _("Languages"), "objective": _("Objective"), "summary": _("Summary"),
        "outcome": _("Outcome"), "recommendations": _("Recommendations"),
        "points_to_make": _("Points to make"), "sensitive_points": _("If raised"),
        "lead_officer": _("Lead officer"), "lead_unit": _("Lead unit"),
        "registration_deadline": _("Registration by"), "delegate_cap": _("Additional delegates"),
        "attended": _("People present"), "women": _("Of them women"),
        "press_release": _("Press release"), "social_media": _("Social media"),
        "sensitivity": _("Sensitivity"), "retention_code": _("Retention code"),
        "basis": _("Basis for holding personal data"), "source": _("Source"),
    },
    "session": {
        "title": _("Session"), "starts": _("Starts"), "ends": _("Ends"), "summary": _("Summary"),
    },
    "participation": {
        "organization_id": _("Organization"), "person_id": _("Person"), "post_id": _("Post"),
        "capacity": _("Capacity"), "role": _("Role"), "attendance": _("Attendance"),
    },
    "engagement_item": {"item_id": _("Item"), "advances": _("How it advances the item")},
    "target": {
        "organization_id": _("Organization"), "kind": _("Each of a kind"), "item_id": _("Under"),
        "times": _("Times"), "every": _("Every"), "starts": _("From"), "ends": _("Until"),
        "note": _("Note"),
    },
    "commitment": {
        "engagement_id": _("Engagement"), "item_id": _("Under"), "by_id": _("By"), "to_id": _("To"),
        "what": _("What"), "due": _("Due"), "state": _("State"), "closed_on": _("Closed on"),
        "evidence": _("Evidence"), "officer": _("Officer"), "sentence": _("Sentence"),
        "repeats": _("Repeats"), "superseded_by_id": _("Superseded by"),
    },
    "document": {
        "engagement_id": _("Engagement"), "organization_id": _("Organization"),
        "person_id": _("Person"), "commitment_id": _("Commitment"), "name": _("File name"),
        "media_type": _("Type"),
    },
    "initiative": {
        "name": _("Name"), "programme": _("Programme"), "lead_id": _("Lead"),
        "starts": _("From"), "ends": _("Until"), "state": _("State"),
        "description": _("Description"),
    },
    "series": {"name": _("Name"), "note": _("Note")},
    "series_turn": {
        "position": _("Place in the order"), "host_id": _("Host"), "due": _("On or by"),
        "theme_id": _("Theme"), "topic": _("Topic"), "engagement_id": _("Forum"),
    },
    "framework_item": {
        "title": _("Title"), "text": _("Text"), "due": _("Due"), "state": _("State"),
        "result": _("Result"),
    },
    "indicator": {
        "name": _("Indicator"), "unit": _("Unit"), "baseline": _("Baseline"),
        "baseline_on": _("Baseline on"), "target": _("Target"), "target_on": _("Target by"),
    },
    "indicator_reading": {"on": _("On"), "value": _("Value"), "note": _("Note")},
    "need": {
        "kind": _("Kind"), "statement": _("Statement"), "organization_id": _("Body"),
        "place_id": _("Region or country"), "theme_id": _("Theme"), "priority": _("Priority"),
        "stated_on": _("Stated on"), "engagement_id": _("Said at"), "source": _("Source"),
        "state": _("State"),
    },
    "need_answer": {
        "engagement_id": _("Engagement"), "commitment_id": _("Commitment"),
        "initiative_id": _("Initiative"), "note": _("What was done"),
    },
    "plan_objective": {
        "position": _("Position"), "title": _("Objective"), "note": _("Note"),
    },
    "plan_action": {
        "objective_id": _("Objective"), "position": _("Position"), "what": _("Action"),
        "organization_id": _("By"), "officer": _("Officer"), "due": _("Due"),
        "state": _("State"), "item_id": _("Under"), "result": _("Result"),
    },
    "plan_link": {"engagement_id": _("Engagement"), "commitment_id": _("Commitment")},
    "theme": {"name": _("Name")},
    "engagement_type": {"name": _("Name"), "short_name": _("Short name")},
    "saved_search": {"kind": _("List"), "name": _("Name"), "query": _("Query")},
}  # fmt: skip

_CHOICES: Mapping[tuple[str, str], type[enum.StrEnum]] = {
    ("organization", "kind"): m.OrganizationKind,
    ("organization", "sensitivity"): m.Sensitivity,
    ("person", "sensitivity"): m.Sensitivity,
    ("person", "name_order"): m.NameOrder,
    ("post", "focal_point"): m.FocalRank,
    ("engagement", "status"): m.Status,
    ("engagement", "modality"): m.Modality,
    ("engagement", "level"): m.Level,
    ("engagement", "sensitivity"): m.Sensitivity,
    ("participation", "role"): m.Role,
    ("participation", "attendance"): m.Attendance,
    ("commitment", "state"): m.CommitmentState,
    ("framework_item", "state"): m.ItemState,
    ("plan_action", "state"): m.ActionState,
    ("need", "kind"): m.NeedKind,
    ("need", "priority"): m.Priority,
    ("need", "state"): m.NeedState,
    ("commitment", "repeats"): m.Repeats,
    ("saved_search", "kind"): m.Listed,
    ("target", "kind"): m.OrganizationKind,
    ("target", "every"): m.Every,
    ("initiative", "programme"): m.Programme,
    ("initiative", "state"): m.InitiativeState,
}

_REQUIRED = {
    ("organization", "name"), ("organization", "kind"), ("person", "display_name"),
    ("post", "title"), ("contact_point", "kind"), ("contact_point", "value"),
    ("engagement", "title"), ("engagement", "type_id"), ("engagement", "starts"),
    ("engagement", "time_zone"), ("session", "title"), ("commitment", "what"),
    ("document", "name"), ("initiative", "name"), ("theme", "name"), ("engagement_type", "name"),
    ("membership", "member_id"), ("membership", "body_id"), ("post", "organization_id"),
    ("engagement", "status"), ("engagement", "sensitivity"), ("organization", "sensitivity"),
    ("person", "sensitivity"), ("commitment", "state"),
    ("target", "times"), ("target", "every"),
    ("plan_objective", "title"), ("plan_action", "what"), ("plan_action", "state"),
    ("need", "kind"), ("need", "statement"), ("need", "state"),
    ("saved_search", "kind"), ("saved_search", "name"), ("saved_search", "query"),
    ("series", "name"),
    ("indicator", "name"), ("indicator_reading", "on"), ("indicator_reading", "value"),
}  # fmt: skip


# Keys of the search language that ask of one column. What asks of more stands in `search/keys.py`.
_KEYS: Mapping[str, Mapping[str, str]] = {
    "organization": {
        "kind": "kind", "status": "status", "seat": "seat", "sensitivity": "sensitivity",
        "confidence": "confidence",
    },
    "person": {
        "languages": "language", "rank": "rank", "sensitivity": "sensitivity",
        "last_verified": "verified", "review_on": "review",
    },
    "post": {"title": "post", "unit": "unit"},
    "contact_point": {"value": "contact"},
    "engagement": {
        "reference": "ref", "title": "title", "type_id": "type", "status": "status",
        "attended": "attended", "women": "women",
        "modality": "modality", "platform": "platform", "venue": "venue", "city": "city",
        "level": "level", "initiative_id": "initiative", "languages": "language",
        "outcome": "outcome", "lead_officer": "by", "lead_unit": "unit",
        "sensitivity": "sensitivity",
    },
    "participation": {"role": "role", "attendance": "attendance"},
    "commitment": {
        "by_id": "by", "to_id": "to", "due": "due", "state": "status", "officer": "officer",
        "closed_on": "closed",
    },
    "need": {"kind": "kind", "priority": "priority", "state": "status"},
    "document": {"name": "file"},
    "initiative": {
        "name": "title", "programme": "programme", "lead_id": "lead", "state": "status",
    },
}  # fmt: skip


def _field(table: str, name: str, label: str) -> Field:
    return replace(_described(table, name, label), key=_KEYS.get(table, {}).get(name, ""))


def _described(table: str, name: str, label: str) -> Field:
    column = m.Base.metadata.tables[table].c[name]
    required = (table, name) in _REQUIRED
    if (table, name) in _CHOICES:
        choices = tuple(_CHOICES[table, name])
        return Field(table, name, label, Kind.CHOICE, required, choices=choices)
    if column.foreign_keys:
        return Field(table, name, label, Kind.RECORD, required)
    match column.type:
        case Text():
            return Field(table, name, label, Kind.TEXT, required, TEXT_LIMIT)
        case String(length=length):
            return Field(table, name, label, Kind.LINE, required, length)
        case Boolean():
            return Field(table, name, label, Kind.YES_NO, required)
        case DateTime():
            return Field(table, name, label, Kind.TIME, required)
        case Date():
            return Field(table, name, label, Kind.DATE, required)
        case Integer():
            return Field(table, name, label, Kind.NUMBER, required)
        case Float():
            return Field(table, name, label, Kind.DECIMAL, required)
        case LargeBinary() | _:
            raise TypeError(f"{table}.{name} is of no kind an officer sees")


FIELDS: Mapping[str, Mapping[str, Field]] = {
    table: {name: _field(table, name, label) for name, label in labels.items()}
    for table, labels in _LABELS.items()
}
