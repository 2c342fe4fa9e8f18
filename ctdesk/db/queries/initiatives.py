"""Questions about joint initiatives: the list of them, and one as a form holds it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from ctdesk.db.drafts import IndicatorDraft, InitiativeDraft
from ctdesk.db.queries.lists import RecordList, Sorts, ranked, spelled
from ctdesk.db.tables import (
    Engagement,
    Indicator,
    Initiative,
    InitiativePartner,
    InitiativePlace,
    InitiativeState,
    InitiativeTheme,
    Organization,
    Place,
    Programme,
    Record,
    Theme,
)
from ctdesk.errors import UserError
from ctdesk.words import _

Names = Mapping[int, tuple[str, ...]]  # by id of the initiative


@dataclass(frozen=True, slots=True)
class InitiativeRow:
    """One line of the list; bodies by their short names, themes and places by name."""

    id: int
    name: str
    programme: str
    lead: str
    partners: tuple[str, ...]
    themes: tuple[str, ...]
    places: tuple[str, ...]
    starts: date | None
    ends: date | None
    state: str
    last_engaged: datetime | None  # start of the latest engagement under it
    engagements: int
    is_example: bool


@dataclass(frozen=True, slots=True)
class InitiativeList(RecordList):
    """Joint initiatives, those under way first, then by their beginning."""

    record = Initiative
    own_order = (
        Initiative.state.in_((InitiativeState.DONE, InitiativeState.DROPPED)),
        Initiative.state != InitiativeState.UNDER_WAY,
        Initiative.starts.is_(None),
        Initiative.starts,
    )

    @classmethod
    def sorts(cls) -> Sorts:
        """What each column sorts by."""
        return {
            "name": (spelled(Initiative.name),),
            "programme": (ranked(Initiative.programme, Programme),),
            "lead": (spelled(_lead()),),
            "starts": (Initiative.starts,),
            "ends": (Initiative.ends,),
            "state": (ranked(Initiative.state, InitiativeState),),
            "last": (_of_engagements(func.max(Engagement.starts)),),
            "engagements": (_of_engagements(func.count()),),
        }

    def rows(self, connection: Connection, ids: Sequence[int]) -> dict[int, InitiativeRow]:
        """Lines of a page."""
        found = connection.execute(
            select(
                Initiative.__table__,
                _lead().label("lead"),
                _of_engagements(func.max(Engagement.starts)).label("last_engaged"),
                _of_engagements(func.count()).label("engagements"),
            ).where(Initiative.id.in_(ids))
        ).all()
        partners, themes, places = (
            of(connection, ids) for of in (partners_of, themes_of, places_of)
        )
        return {
            row.id: InitiativeRow(
                id=row.id,
                name=row.name,
                programme=row.programme,
                lead=row.lead or "",
                partners=partners.get(row.id, ()),
                themes=themes.get(row.id, ()),
                places=places.get(row.id, ()),
                starts=row.starts,
                ends=row.ends,
                state=row.state,
                last_engaged=row.last_engaged,
                engagements=row.engagements,
                is_example=row.is_example,
            )
            for row in found
        }


def _lead() -> ColumnElement[str]:
    short = func.coalesce(func.nullif(Organization.acronym, ""), Organization.name)
    named: ColumnElement[str] = (
        select(short).where(Organization.id == Initiative.lead_id).scalar_subquery()
    )
    return named


def _of_engagements(what: ColumnElement[Any]) -> ColumnElement[Any]:
    """Something of the engagements carried out under an initiative, of whatever status."""
    return select(what).where(Engagement.initiative_id == Initiative.id).scalar_subquery()


def partners_of(connection: Connection, ids: Collection[int]) -> Names:
    """Short names of the partners of these, in their order."""
    short = func.coalesce(func.nullif(Organization.acronym, ""), Organization.name)
    return _linked(connection, ids, InitiativePartner.organization_id, Organization, short)


def themes_of(connection: Connection, ids: Collection[int]) -> Names:
    """Names of the themes of these."""
    return _linked(connection, ids, InitiativeTheme.theme_id, Theme, Theme.name)


def places_of(connection: Connection, ids: Collection[int]) -> Names:
    """Names of the countries and regions these are about."""
    return _linked(connection, ids, InitiativePlace.place_id, Place, Place.name)


def _linked(connection: Connection, ids: Collection[int], column: Any, to: Any, name: Any) -> Names:
    """By initiative, what the records that links refer to through a column are called."""
    link = column.table.c
    rows = connection.execute(
        select(link.initiative_id, name)
        .join(to, to.id == column)
        .where(link.initiative_id.in_(ids))
        .order_by(link.id)
    )
    found: dict[int, tuple[str, ...]] = {}
    for one, called in rows:
        found[one] = (*found.get(one, ()), called)
    return found


def called(initiative_id: int) -> Callable[[Connection], str]:
    """The question for the name of one. Raises UserError where it is gone."""
    return lambda connection: str(_found(connection, initiative_id).name)


def draft(initiative_id: int) -> Callable[[Connection], InitiativeDraft]:
    """The question for one as a form holds it. Raises UserError where it is gone."""

    def question(connection: Connection) -> InitiativeDraft:
        row = _found(connection, initiative_id)
        own = {one.name for one in fields(InitiativeDraft)} & set(row._fields)
        return InitiativeDraft(
            **{name: getattr(row, name) for name in own},
            partner_ids=_links(connection, InitiativePartner, "organization_id", initiative_id),
            theme_ids=_links(connection, InitiativeTheme, "theme_id", initiative_id),
            place_ids=_links(connection, InitiativePlace, "place_id", initiative_id),
            indicators=_indicators(connection, initiative_id),
        )

    return question


def _found(connection: Connection, initiative_id: int) -> Any:
    wanted = select(Initiative.__table__).where(Initiative.id == initiative_id)
    row = connection.execute(wanted).one_or_none()
    if row is None:
        raise UserError(_("This initiative is no longer in the register."))
    return row


def _links(
    connection: Connection, link: type[Record], column: str, initiative_id: int
) -> tuple[int, ...]:
    kind: Any = link
    wanted = select(getattr(kind, column)).where(kind.initiative_id == initiative_id)
    return tuple(connection.execute(wanted.order_by(kind.id)).scalars())


def _indicators(connection: Connection, initiative_id: int) -> tuple[IndicatorDraft, ...]:
    names = [one.name for one in fields(IndicatorDraft)]
    rows = connection.execute(
        select(*(getattr(Indicator, name) for name in names))
        .where(Indicator.initiative_id == initiative_id)
        .order_by(Indicator.position, Indicator.id)
    )
    return tuple(IndicatorDraft(*row) for row in rows)
