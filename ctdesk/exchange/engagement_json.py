"""Engagements as JSON: one object or a list, by names instead of ids.

All of a list is logged in one step, or nothing is. A sentence names what is not understood, and
where in the list it stands.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from ctdesk.db.drafts import (
    CommitmentDraft,
    EngagementDraft,
    ItemDraft,
    ParticipationDraft,
    PersonDraft,
)
from ctdesk.db.operations import engagements, people
from ctdesk.db.operations.validate import time_zone
from ctdesk.db.queries.names import Names, names
from ctdesk.errors import UserError
from ctdesk.words import _, ngettext

if TYPE_CHECKING:
    from ctdesk.db.store import Store

_TEXTS = (
    "reference", "title", "status", "modality", "platform", "venue", "city", "sensitivity",
    "summary", "outcome", "objective", "recommendations", "points_to_make", "sensitive_points",
    "level", "lead_officer", "lead_unit", "source",
)  # fmt: skip
_KEYS = {
    *_TEXTS, "type", "start", "end", "time_zone", "country", "organizations", "participants",
    "items", "themes", "commitments", "registration_deadline", "delegate_cap",
    "attended", "women",
}  # fmt: skip
_PARTICIPANT_KEYS = {"organization", "person", "role", "attendance"}
_COMMITMENT_KEYS = {"by", "to", "what", "due"}
_CODES = ("status", "modality", "sensitivity", "level")  # written with blanks or hyphens as well


@dataclass(frozen=True, slots=True)
class _Entry:
    """One engagement read: its draft, and names of people to add, by place in the draft."""

    draft: EngagementDraft
    new_people: Mapping[int, str]


def parse(text: str) -> list[Mapping[str, Any]]:
    """The engagements of a JSON text, one or a list. Raises UserError."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UserError(_("This is no JSON: {why}.").format(why=error)) from error
    records = found if isinstance(found, list) else [found]
    if not records:
        raise UserError(_("The list holds no engagement."))
    if not all(isinstance(record, dict) for record in records):
        raise UserError(_("The JSON holds something that is no engagement (an object)."))
    return records


def log(store: Store, records: Iterable[Mapping[str, Any]], zone: str) -> list[int]:
    """Log engagements; their ids. `zone` is the time zone where a record names none.

    Raises UserError, and then nothing is logged.
    """
    records = list(records)
    known = store.read(names(_people(records)))
    entries = []
    for place, record in enumerate(records, start=1):
        with _placed(place):
            entries.append(_entry(record, known, zone))

    def work(session: Any) -> list[int]:
        added: dict[str, int] = {}
        ids = []
        for place, entry in enumerate(entries, start=1):
            with _placed(place):
                ids.append(_log_one(session, entry, added))
        return ids

    count = len(entries)
    if count == 1:
        title = _("Log {title}").format(title=entries[0].draft.title or _("engagement"))
    else:
        title = ngettext("Log {count} engagement", "Log {count} engagements", count)
        title = title.format(count=count)
    return store.perform(title, work)


def _people(records: Iterable[Mapping[str, Any]]) -> set[str]:
    lists = [record.get("participants") for record in records]
    parties = [one for found in lists if isinstance(found, list) for one in found]
    found = {one.get("person") for one in parties if isinstance(one, dict)}
    return {name for name in found if isinstance(name, str)}


@contextmanager
def _placed(place: int) -> Iterator[None]:
    """Say which engagement of the list a complaint is about."""
    try:
        yield
    except UserError as error:
        message = _("Engagement {place}: {why} Nothing was logged.")
        raise UserError(message.format(place=place, why=error)) from error


def _log_one(session: Any, entry: _Entry, added: dict[str, int]) -> int:
    parties = list(entry.draft.participations)
    for place, name in entry.new_people.items():
        if name not in added:
            added[name] = people.add(session, PersonDraft(name))
        parties[place] = replace(parties[place], person_id=added[name])
    return engagements.log(session, replace(entry.draft, participations=tuple(parties)))


def _entry(record: Mapping[str, Any], known: Names, zone: str) -> _Entry:
    _refuse_unknown(record, _KEYS)
    zone = _text(record, "time_zone") or zone
    time_zone(zone)
    starts, all_day = _time(_needed(record, "start"), "start", zone)
    ends = _end(record, zone, all_day)
    parties, new_people = _parties(record, known)
    named_items = _list(record, "items")
    country = _text(record, "country")
    texts: dict[str, Any] = {key: _text(record, key) for key in _TEXTS}
    for key in _CODES:
        texts[key] = _code(texts[key])
    draft = EngagementDraft(
        type_id=known.type(_needed(record, "type")),
        starts=starts,
        ends=ends,
        all_day=all_day,
        time_zone=zone,
        country_id=known.country(country) if country else None,
        participations=tuple(parties),
        items=tuple(ItemDraft(one) for one in dict.fromkeys(map(known.item, named_items))),
        theme_ids=tuple(known.theme(one) for one in _list(record, "themes")),
        commitments=tuple(_commitment(one, known) for one in _list(record, "commitments", dict)),
        registration_deadline=_day(record, "registration_deadline"),
        delegate_cap=record.get("delegate_cap"),
        attended=record.get("attended"),
        women=record.get("women"),
        **{**texts, "sensitivity": texts["sensitivity"] or "unclassified"},
    )
    return _Entry(draft, new_people)


def _parties(
    record: Mapping[str, Any], known: Names
) -> tuple[list[ParticipationDraft], dict[int, str]]:
    parties = [
        ParticipationDraft(organization_id=one)
        for one in dict.fromkeys(map(known.organization, _list(record, "organizations")))
    ]
    new_people: dict[int, str] = {}
    for one in _list(record, "participants", dict):
        _refuse_unknown(one, _PARTICIPANT_KEYS)
        organization, person = _text(one, "organization"), _text(one, "person")
        person_id = known.person(person) if person else None
        if person and person_id is None:
            new_people[len(parties)] = person
        parties.append(
            ParticipationDraft(
                organization_id=known.organization(organization) if organization else None,
                person_id=person_id,
                role=_code(_text(one, "role")),
                attendance=_code(_text(one, "attendance")),
            )
        )
    return parties, new_people


def _commitment(record: Mapping[str, Any], known: Names) -> CommitmentDraft:
    _refuse_unknown(record, _COMMITMENT_KEYS)
    by, to = _text(record, "by"), _text(record, "to")
    return CommitmentDraft(
        what=_text(record, "what"),
        by_id=known.organization(by) if by else None,
        to_id=known.organization(to) if to else None,
        due=_day(record, "due"),
    )


def _refuse_unknown(record: Mapping[str, Any], keys: set[str]) -> None:
    for key in record:
        if key not in keys:
            raise UserError(
                _("“{key}” is no key here; the keys are {keys}.").format(
                    key=key, keys=", ".join(sorted(keys))
                )
            )


def _needed(record: Mapping[str, Any], key: str) -> str:
    value = _text(record, key)
    if not value:
        raise UserError(_("“{key}” is missing.").format(key=key))
    return value


def _text(record: Mapping[str, Any], key: str) -> str:
    value = record.get(key)
    if value is not None and not isinstance(value, str):
        raise UserError(_("“{key}” is a text in quotation marks.").format(key=key))
    return value or ""


def _list(record: Mapping[str, Any], key: str, of: type = str) -> list[Any]:
    value = record.get(key) or []
    if not isinstance(value, list) or not all(isinstance(one, of) for one in value):
        raise UserError(_("“{key}” is a list in square brackets.").format(key=key))
    return value


def _code(text: str) -> str:
    return re.sub(r"[\s-]+", "_", text.strip().casefold())


def _day(record: Mapping[str, Any], key: str) -> date | None:
    text = _text(record, key)
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _no_time(text, key) from None


def _time(text: str, key: str, zone: str) -> tuple[datetime, bool]:
    """Wall-clock time in the zone, and whether it is a date alone."""
    shape = re.fullmatch(r"\d{4}-\d\d-\d\d(?P<time>[T ]\d\d:\d\d.*)?", text.strip())
    try:
        if shape is None:
            raise ValueError
        moment = datetime.fromisoformat(text.strip())
        if moment.tzinfo is not None:
            moment = moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    except (ValueError, OverflowError):
        raise _no_time(text, key) from None
    return moment, shape["time"] is None


def _end(record: Mapping[str, Any], zone: str, all_day: bool) -> datetime | None:
    text = _text(record, "end")
    if not text:
        return None
    ends, is_day = _time(text, "end", zone)
    if is_day != all_day:
        raise UserError(_("“start” and “end” are both dates, or both have a time."))
    return ends


def _no_time(text: str, key: str) -> UserError:
    return UserError(
        _("“{key}”: there is no {text}; write 2026-11-12 or 2026-11-12T10:00.").format(
            key=key, text=text
        )
    )
