"""Questions about frameworks: their items, how each stands, and what was done under it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import date

from sqlalchemy import ColumnElement, Connection, exists, func, select

from ctdesk.db.drafts import FrameworkItemDraft
from ctdesk.db.queries import counting, lines
from ctdesk.db.queries.lists import RecordList, Sorts, ranked, spelled
from ctdesk.db.queries.narrative import MANY, Sentence, counts, sentences
from ctdesk.db.queries.sheets import When
from ctdesk.db.tables import Engagement, EngagementItem, Framework, FrameworkItem, ItemState
from ctdesk.errors import UserError
from ctdesk.words import _

MILESTONES = "fw:MILESTONES"


@dataclass(frozen=True, slots=True)
class FrameworkChoice:
    """A framework that has items."""

    id: int
    key: str
    name: str
    short: str


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One line of a list of items; `engagements` counts all that are logged under it."""

    id: int
    code: str
    label: str
    short: str
    title: str
    due: date | None
    state: str
    engagements: int


@dataclass(frozen=True, slots=True)
class EngagementUnder:
    """An engagement under an item."""

    id: int
    title: str
    when: When
    status: str
    organizations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ItemRecord:
    """An item in full; `latest` are the newest of its engagements, `sentences` oldest first."""

    row: ItemRow
    framework: str
    text: str
    result: str
    source: str
    held: int
    planned: int
    latest: tuple[EngagementUnder, ...]
    sentences: tuple[Sentence, ...]


def frameworks(connection: Connection) -> tuple[FrameworkChoice, ...]:
    """The frameworks that have items, the milestones first."""
    rows = connection.execute(
        select(
            Framework.id,
            func.coalesce(Framework.key, ""),
            Framework.name,
            func.coalesce(func.nullif(Framework.short_name, ""), Framework.name),
        )
        .join(FrameworkItem, FrameworkItem.framework_id == Framework.id)
        .group_by(Framework.id)
        .order_by(func.coalesce(Framework.key, "") != MILESTONES, Framework.id)
    )
    return tuple(FrameworkChoice(*row) for row in rows)


def _links() -> ColumnElement[int]:
    """How many engagements an item has, from the index of links alone."""
    return (
        select(func.count())
        .where(EngagementItem.item_id == FrameworkItem.id)
        .scalar_subquery()
        .label("engagements")
    )


@dataclass(frozen=True, slots=True)
class ItemList(RecordList):
    """The items of one framework, as it numbers them."""

    framework_id: int = 0

    record = FrameworkItem
    own_order = ()

    def _conditions(self, row_id: int | None = None) -> list[ColumnElement[bool]]:
        del row_id
        return [FrameworkItem.framework_id == self.framework_id]

    @classmethod
    def sorts(cls) -> Sorts:
        """What each column sorts by."""
        return {
            "number": (FrameworkItem.id,),
            "title": (spelled(FrameworkItem.title),),
            "due": (FrameworkItem.due,),
            "state": (ranked(FrameworkItem.state, ItemState),),
        }

    def rows(self, connection: Connection, ids: Sequence[int]) -> dict[int, ItemRow]:
        """Lines of a page."""
        return {row.id: row for row in _rows(connection, FrameworkItem.id.in_(ids))}


def items_of(framework_id: int) -> Callable[[Connection], tuple[ItemRow, ...]]:
    """The question for all items of a framework."""
    return lambda connection: tuple(_rows(connection, FrameworkItem.framework_id == framework_id))


def framework_of(item_id: int) -> Callable[[Connection], int | None]:
    """The question for the framework of an item; None where it is gone."""
    wanted = select(FrameworkItem.framework_id).where(FrameworkItem.id == item_id)
    return lambda connection: connection.execute(wanted).scalar_one_or_none()


def logged(item_id: int) -> Callable[[Connection], int]:
    """The question for how many engagements an item has."""
    linked = select(func.count()).where(EngagementItem.item_id == item_id)
    return lambda connection: connection.execute(linked).scalar_one()


def item(item_id: int, shown: int) -> Callable[[Connection], ItemRecord]:
    """The question for an item with the newest `shown` engagements. Raises UserError."""

    def question(connection: Connection) -> ItemRecord:
        further = connection.execute(
            select(FrameworkItem.text, FrameworkItem.result, FrameworkItem.source, Framework.name)
            .join(Framework, Framework.id == FrameworkItem.framework_id)
            .where(FrameworkItem.id == item_id)
        ).one_or_none()
        if further is None:
            raise UserError(_("This item is no longer in the register."))
        held, planned = counts(connection, item_id)
        return ItemRecord(
            row=_rows(connection, FrameworkItem.id == item_id)[0],
            framework=further.name,
            text=further.text,
            result=further.result,
            source=further.source,
            held=held,
            planned=planned,
            latest=_latest(connection, item_id, shown),
            sentences=sentences(connection, item_id),
        )

    return question


def item_draft(item_id: int) -> Callable[[Connection], FrameworkItemDraft]:
    """The question for an item as a form holds it. Raises UserError where it is gone."""
    wanted = select(FrameworkItem.__table__).where(FrameworkItem.id == item_id)

    def question(connection: Connection) -> FrameworkItemDraft:
        row = connection.execute(wanted).one_or_none()
        if row is None:
            raise UserError(_("This item is no longer in the register."))
        names = [one.name for one in fields(FrameworkItemDraft)]
        return FrameworkItemDraft(**{name: getattr(row, name) for name in names})

    return question


def _rows(connection: Connection, *conditions: ColumnElement[bool]) -> list[ItemRow]:
    found = connection.execute(
        select(
            FrameworkItem.id,
            FrameworkItem.code,
            FrameworkItem.label,
            FrameworkItem.short_label,
            FrameworkItem.title,
            FrameworkItem.due,
            FrameworkItem.state,
            _links(),
        )
        .where(*conditions)
        .order_by(FrameworkItem.id)
    )
    return [ItemRow(*row) for row in found]


def _latest(connection: Connection, item_id: int, shown: int) -> tuple[EngagementUnder, ...]:
    own = EngagementItem.item_id == item_id
    under = exists().where(EngagementItem.engagement_id == Engagement.id, own)
    many = logged(item_id)(connection) > MANY
    newest = connection.execute(
        select(Engagement.id)
        .where(under if many else counting.under(item_id))
        .order_by(Engagement.starts.desc(), Engagement.id.desc())
        .limit(shown)
    )
    wanted = select(Engagement.id).where(Engagement.id.in_(newest.scalars().all()))
    return tuple(
        EngagementUnder(line.id, line.title, line.when, line.status, line.organizations)
        for line in lines.lines(connection, wanted)
    )
