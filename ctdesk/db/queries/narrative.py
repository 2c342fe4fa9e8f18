"""How an item was advanced, in the sentences its engagements say it with, day by day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, or_, select

from ctdesk.db.queries import counting, lines
from ctdesk.db.queries.names import names
from ctdesk.db.queries.sheets import When
from ctdesk.db.search.fold import fold
from ctdesk.db.tables import Engagement, EngagementItem, Framework, FrameworkItem, Status
from ctdesk.errors import UserError
from ctdesk.words import _

MANY = 2_000  # engagements of an item that are asked for one by one rather than gathered first


@dataclass(frozen=True, slots=True)
class Sentence:
    """How an engagement advances an item; `is_reading` where that it does is the desk's reading.

    `organizations` are short names of those that took part, or are to.
    """

    engagement_id: int
    title: str
    when: When
    status: str  # "held" or "planned"
    organizations: tuple[str, ...]
    text: str
    is_reading: bool


@dataclass(frozen=True, slots=True)
class NarrativeItem:
    """One item of a narrative; `state` is a code, "" where nobody follows it."""

    label: str
    title: str
    text: str
    due: date | None
    state: str
    result: str
    held: int
    planned: int
    sentences: tuple[Sentence, ...]  # oldest first


@dataclass(frozen=True, slots=True)
class Narrative:
    """Content of the narrative of one item, or of all items of a framework."""

    framework: str
    item: str  # its label; empty for all
    items: tuple[NarrativeItem, ...]
    sensitivity: str  # the highest of all that is included
    as_of: date
    register: str


def sentences(connection: Connection, item_id: int) -> tuple[Sentence, ...]:
    """The sentences on an item, oldest first: of what was held or is planned, nothing else."""
    wanted = (EngagementItem.item_id == item_id, EngagementItem.advances != "", _counts())
    rows = connection.execute(
        select(
            EngagementItem.advances,
            EngagementItem.is_reading,
            Engagement.id,
            Engagement.title,
            Engagement.starts,
            Engagement.ends,
            Engagement.time_zone,
            Engagement.all_day,
            Engagement.status,
        )
        .join(Engagement, Engagement.id == EngagementItem.engagement_id)
        .where(*wanted)
        .order_by(Engagement.starts, Engagement.id)
    ).all()
    said = select(EngagementItem.engagement_id).join(Engagement).where(*wanted)
    taking_part = lines.parties(connection, said)
    return tuple(
        Sentence(
            engagement_id=row.id,
            title=row.title,
            when=When(row.starts, row.ends, row.time_zone, row.all_day),
            status=row.status,
            organizations=taking_part.get(row.id, ()),
            text=row.advances,
            is_reading=row.is_reading,
        )
        for row in rows
    )


def narrative(
    *, framework_id: int, item_id: int | None = None, today: date, register: str
) -> Callable[[Connection], Narrative]:
    """The question for the narrative of an item, or of all items of its framework.

    Raises UserError where it is gone.
    """
    which = FrameworkItem.framework_id == framework_id
    if item_id is not None:
        which = and_(which, FrameworkItem.id == item_id)

    def question(connection: Connection) -> Narrative:
        name = connection.execute(
            select(Framework.name).where(Framework.id == framework_id)
        ).scalar_one_or_none()
        rows = connection.execute(
            select(FrameworkItem.__table__).where(which).order_by(FrameworkItem.id)
        ).all()
        if name is None or (item_id is not None and not rows):
            raise UserError(_("This item is no longer in the register."))
        included = _included(row.id for row in rows)
        return Narrative(
            framework=name,
            item=rows[0].label if item_id is not None else "",
            items=tuple(_item(connection, row) for row in rows),
            sensitivity=lines.highest(
                [
                    *connection.execute(
                        select(Engagement.sensitivity).where(Engagement.id.in_(included)).distinct()
                    ).scalars(),
                    *lines.of_parties(connection, included),
                ]
            ),
            as_of=today,
            register=register,
        )

    return question


def meant(item: str, framework: str) -> Callable[[Connection], tuple[int, int | None]]:
    """The question for the framework, and the item, that names mean; the milestones without any.

    Raises UserError where a name means nothing.
    """

    def question(connection: Connection) -> tuple[int, int | None]:
        if not item:
            return _framework(connection, framework), None
        item_id = names()(connection).item(item)
        own = select(FrameworkItem.framework_id).where(FrameworkItem.id == item_id)
        return connection.execute(own).scalar_one(), item_id

    return question


def _framework(connection: Connection, name: str) -> int:
    rows = connection.execute(
        select(Framework.id, Framework.key, Framework.name, Framework.short_name)
    ).all()
    wanted = fold(name or "Milestones")
    for row in rows:
        key = (row.key or "").removeprefix("fw:")
        if wanted in {fold(one) for one in (row.name, row.short_name, key) if one}:
            return int(row.id)
    message = _("“{name}” is no framework in the register; there are {names}.")
    known = ", ".join(row.short_name or row.name for row in rows)
    raise UserError(message.format(name=name or "Milestones", names=known))


def _counts() -> ColumnElement[bool]:
    return or_(counting.held(), counting.planned())


def _included(item_ids: Iterable[int]) -> Select[int]:
    """The engagements a narrative counts or quotes."""
    return (
        select(Engagement.id)
        .join(EngagementItem, EngagementItem.engagement_id == Engagement.id)
        .where(EngagementItem.item_id.in_(list(item_ids)), _counts())
    )


def counts(connection: Connection, item_id: int) -> tuple[int, int]:
    """How many engagements under an item were held, and how many are planned.

    Most are held, so that the others are looked at: of a long log they are found by their status.
    """
    linked = select(func.count()).where(EngagementItem.item_id == item_id)
    every = connection.execute(linked).scalar_one()
    others = [one for one in Status if one is not Status.HELD]
    under = exists().where(
        EngagementItem.engagement_id == Engagement.id, EngagementItem.item_id == item_id
    )
    rows = connection.execute(
        select(Engagement.status, func.count())
        .where(under if every > MANY else counting.under(item_id), Engagement.status.in_(others))
        .group_by(Engagement.status)
    )
    found: dict[str, int] = {row[0]: row[1] for row in rows}
    return every - sum(found.values()), found.get(Status.PLANNED, 0)


def _item(connection: Connection, row: Any) -> NarrativeItem:
    held, planned = counts(connection, row.id)
    return NarrativeItem(
        label=row.label,
        title=row.title,
        text=row.text,
        due=row.due,
        state=row.state,
        result=row.result,
        held=held,
        planned=planned,
        sentences=sentences(connection, row.id),
    )
