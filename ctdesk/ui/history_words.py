"""What the history says of steps, rows and fields."""

from __future__ import annotations

from datetime import date, datetime

from ctdesk.days import short_day
from ctdesk.db.fields import Kind
from ctdesk.db.queries.history import FieldChange, RowHistory
from ctdesk.db.queries.people import split_languages
from ctdesk.reports import dates, labels
from ctdesk.ui.codes import CONTACTS, LANGUAGES, STATUSES, words_for
from ctdesk.ui.file_kinds import file_kind
from ctdesk.words import _

LONG = 100  # characters of a value that is compared word by word


def _languages(codes: str) -> str:
    return ", ".join(words_for(one, LANGUAGES) for one in split_languages(codes))


def _list(kind: str) -> str:
    return table(kind)


_CODES = {
    ("document", "media_type"): file_kind,
    ("engagement", "languages"): _languages,
    ("person", "languages"): _languages,
    ("engagement", "time_zone"): dates.zone,
    ("organization", "kind"): labels.kind,
    ("organization", "status"): lambda code: words_for(code, STATUSES),
    ("organization_name", "language"): lambda code: words_for(code, LANGUAGES),
    ("contact_point", "kind"): lambda code: words_for(code, CONTACTS),
    ("engagement", "status"): labels.status,
    ("engagement", "modality"): labels.modality,
    ("engagement", "level"): labels.level,
    ("participation", "role"): labels.role,
    ("participation", "attendance"): labels.modality,
    ("commitment", "state"): labels.commitment_state,
    ("target", "kind"): labels.kind,
    ("target", "every"): labels.every,
    ("commitment", "repeats"): labels.repeats,
    ("post", "focal_point"): labels.rank,
    ("saved_search", "kind"): _list,
    ("framework_item", "state"): labels.item_state,
    ("initiative", "programme"): labels.programme,
    ("initiative", "state"): labels.initiative_state,
    ("plan_action", "state"): labels.action_state,
    ("need", "kind"): labels.need_kind,
    ("need", "state"): labels.need_state,
    ("need", "priority"): labels.priority,
}


def step(title: str, kind: str) -> str:
    """What a step is called: "Undo: Delete ECOWAS" where it took another back."""
    if kind == "undo":
        return _("Undo: {title}").format(title=title)
    return _("Redo: {title}").format(title=title) if kind == "redo" else title


def author(name: str) -> str:
    """Who made a step."""
    return name or _("name not set")


def author_hint(name: str) -> str:
    """What is told beside an author: where a name that is not set would be set."""
    return "" if name else _("Your name is set in Settings; steps done from then on bear it.")


def table(name: str) -> str:
    """What a row of a table is."""
    words = {
        "organization": _("Organization"), "organization_name": _("Name"),
        "membership": _("Membership"), "person": _("Person"), "post": _("Post"),
        "post_theme": _("Theme"), "contact_point": _("Contact"), "engagement": _("Engagement"),
        "session": _("Session"), "participation": _("Participant"),
        "engagement_item": _("Item"), "engagement_theme": _("Theme"),
        "engagement_place": _("About"), "commitment": _("Commitment"), "document": _("Document"),
        "initiative": _("Initiative"), "initiative_partner": _("Partner"), "theme": _("Theme"),
        "initiative_theme": _("Theme"), "initiative_place": _("About"),
        "indicator": _("Indicator"), "indicator_reading": _("Reading"),
        "engagement_type": _("Type of engagement"), "template": _("Template"),
        "saved_search": _("Saved search"), "target": _("Target"), "series": _("Series of forums"),
        "series_turn": _("Turn"), "framework": _("Framework"), "framework_item": _("Item"),
        "plan_objective": _("Objective"), "plan_action": _("Action"),
        "plan_link": _("Carried out by"), "need": _("Need"), "need_answer": _("What was done"),
    }  # fmt: skip
    return words.get(name, name.replace("_", " "))


def value(change: FieldChange, text: str) -> str:
    """A value of a field as a page says it."""
    if not text:
        return ""
    match change.kind:
        case Kind.DATE:
            return short_day(date.fromisoformat(text))
        case Kind.TIME:
            moment = datetime.fromisoformat(text)
            return f"{short_day(moment.date())}, {moment:%H:%M}"
    code = _CODES.get((change.table, change.column))
    if change.column == "sensitivity":
        code = labels.sensitivity
    if code is not None:
        return code(text)
    return text.replace("_", " ") if change.kind is Kind.CHOICE else text


def is_long(change: FieldChange) -> bool:
    """Whether both values are texts to be compared word by word."""
    shorter = min(len(change.before), len(change.after))
    return change.kind in (Kind.TEXT, Kind.LINE) and shorter > LONG


def summary(row: RowHistory) -> str:
    """A row that came or went, in one line: what it is called and what else it said."""
    said = [_named(one, value(one, one.before or one.after)) for one in row.changes]
    first = row.title or (said.pop(0) if said else "")
    rest = [one for one in said if one and one != first]
    return " · ".join(" ".join(part.split()) for part in (first, *rest) if part)


def _named(change: FieldChange, said: str) -> str:
    """A day by itself says nothing."""
    if change.kind in (Kind.DATE, Kind.TIME, Kind.NUMBER, Kind.DECIMAL, Kind.YES_NO):
        return _("{field}: {value}").format(field=change.what, value=said)
    return said
