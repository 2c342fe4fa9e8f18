"""Engagements as sheets show them, many at a time: five statements, however many there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, or_, select

from ctdesk.db.queries import counting
from ctdesk.db.queries.bodies import short_name
from ctdesk.db.queries.sheets import EngagementLine, Promise, When
from ctdesk.db.tables import (
    Commitment,
    CommitmentState,
    Engagement,
    EngagementItem,
    EngagementType,
    FrameworkItem,
    Organization,
    Participation,
    Person,
    Sensitivity,
    aliased,
)


def lines(connection: Connection, ids: Select[int]) -> list[EngagementLine]:
    """The engagements a statement gives, newest first."""
    rows = connection.execute(
        select(Engagement.__table__, EngagementType.name.label("kind"))
        .join(EngagementType, EngagementType.id == Engagement.type_id)
        .where(Engagement.id.in_(ids))
        .order_by(Engagement.starts.desc(), Engagement.id.desc())
    ).all()
    under = _under(connection, ids)
    taking_part = parties(connection, ids)
    promised = _promises(connection, ids)
    return [
        EngagementLine(
            id=row.id,
            reference=row.reference or "",
            kind=row.kind,
            title=row.title,
            when=When(row.starts, row.ends, row.time_zone, row.all_day),
            status=row.status,
            modality=row.modality,
            venue=row.venue,
            city=row.city,
            under=tuple(label for label, _reading in under.get(row.id, ())),
            readings=tuple(label for label, reading in under.get(row.id, ()) if reading),
            organizations=taking_part.get(row.id, ()),
            summary=row.summary,
            outcome=row.outcome,
            sensitivity=row.sensitivity,
            commitments=tuple(promised.get(row.id, ())),
        )
        for row in rows
    ]


def highest(sensitivities: Iterable[str]) -> str:
    """The highest of all that is included wins; unclassified where nothing is."""
    order = list(Sensitivity)
    return max((Sensitivity(one) for one in sensitivities), key=order.index, default=order[0]).value


def engagement_ids(*conditions: Any) -> Select[int]:
    """A statement for the ids of engagements that meet every condition."""
    return select(Engagement.id).where(*conditions)


def with_organization(organization_id: int) -> Any:
    """That an organization took part, or is to, in a way that counts."""
    return Engagement.id.in_(
        select(Participation.engagement_id).where(
            Participation.organization_id == organization_id, counting.took_part()
        )
    )


def _under(connection: Connection, ids: Any) -> dict[int, list[tuple[str, bool]]]:
    found: dict[int, list[tuple[str, bool]]] = {}
    rows = connection.execute(
        select(EngagementItem.engagement_id, FrameworkItem.label, EngagementItem.is_reading)
        .join(FrameworkItem, FrameworkItem.id == EngagementItem.item_id)
        .where(EngagementItem.engagement_id.in_(ids))
        .order_by(FrameworkItem.id)
    )
    for engagement_id, label, reading in rows:
        found.setdefault(engagement_id, []).append((label, reading))
    return found


def parties(connection: Connection, ids: Any) -> dict[int, tuple[str, ...]]:
    """Short names of the bodies that took part in each of the engagements a statement gives."""
    rows = connection.execute(
        select(
            Participation.engagement_id,
            short_name(),
        )
        .join(Organization, Organization.id == Participation.organization_id)
        .where(Participation.engagement_id.in_(ids), counting.took_part())
        .order_by(Organization.sort_key, Organization.id)
    )
    found: dict[int, dict[str, None]] = {}
    for engagement_id, name in rows:
        found.setdefault(engagement_id, {})[name] = None
    return {engagement_id: tuple(names) for engagement_id, names in found.items()}


def open_with(organization_id: int) -> tuple[ColumnElement[bool], ...]:
    """That a commitment is open, and by an organization or to it."""
    with_it = or_(Commitment.by_id == organization_id, Commitment.to_id == organization_id)
    return Commitment.state == CommitmentState.OPEN, with_it


def promises(connection: Connection, *conditions: Any) -> Sequence[Any]:
    """Rows of commitments with short names of both sides, earliest due first, undated last."""
    by, to = aliased(Organization), aliased(Organization)
    return connection.execute(
        select(
            Commitment.id,
            func.coalesce(by.acronym, by.name, "").label("by"),
            func.coalesce(to.acronym, to.name, "").label("to"),
            Commitment.what,
            Commitment.due,
            Commitment.state,
            Commitment.engagement_id,
            Engagement.sensitivity.label("of_engagement"),
            by.sensitivity.label("of_by"),
            to.sensitivity.label("of_to"),
        )
        .outerjoin(Engagement, Engagement.id == Commitment.engagement_id)
        .outerjoin(by, by.id == Commitment.by_id)
        .outerjoin(to, to.id == Commitment.to_id)
        .where(*conditions)
        .order_by(Commitment.due.is_(None), Commitment.due, Commitment.id)
    ).all()


def of_promises(rows: Iterable[Any]) -> list[str]:
    """Sensitivities of what rows of `promises` name: their engagements and both sides."""
    return [one for row in rows for one in (row.of_engagement, row.of_by, row.of_to) if one]


def of_parties(connection: Connection, ids: Select[int]) -> list[str]:
    """Sensitivities of the bodies that take part in the engagements a statement gives."""
    taking_part = select(Participation.organization_id).where(Participation.engagement_id.in_(ids))
    named = select(Organization.sensitivity).where(Organization.id.in_(taking_part)).distinct()
    return list(connection.execute(named).scalars())


def of_people(connection: Connection, engagement_id: int) -> list[str]:
    """Sensitivities of the people who take part in an engagement."""
    taking_part = select(Participation.person_id).where(
        Participation.engagement_id == engagement_id
    )
    named = select(Person.sensitivity).where(Person.id.in_(taking_part)).distinct()
    return list(connection.execute(named).scalars())


def promise(row: Any) -> Promise:
    """A row of `promises` as a sheet has it."""
    return Promise(row.id, row.by, row.to, row.what, row.due, row.state)


def _promises(connection: Connection, ids: Any) -> dict[int, list[Promise]]:
    found: dict[int, list[Promise]] = {}
    for row in promises(connection, Commitment.engagement_id.in_(ids)):
        found.setdefault(row.engagement_id, []).append(promise(row))
    return found


def first_day(text: str) -> date | None:
    """The first day of an ISO date, month or year; None for an empty text."""
    if not text:
        return None
    year, month, day = [*text.split("-"), "1", "1"][:3]
    return date(int(year), int(month), int(day))
