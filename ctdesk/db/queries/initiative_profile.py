"""What the register says of one joint initiative: who carries it, and how far it has come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, select

from ctdesk.db.queries.initiatives import places_of, themes_of
from ctdesk.db.tables import (
    Engagement,
    Indicator,
    IndicatorReading,
    Initiative,
    InitiativePartner,
    Organization,
)
from ctdesk.errors import UserError
from ctdesk.words import _


@dataclass(frozen=True, slots=True)
class Carrier:
    """A body that leads an initiative or is a partner: its id, its name, in short and whole."""

    id: int
    short: str
    name: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What an indicator stood at on a day."""

    id: int
    on: date
    value: float
    note: str


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """An indicator with its readings, the oldest first."""

    id: int
    name: str
    unit: str
    baseline: float | None
    baseline_on: date | None
    target: float | None
    target_on: date | None
    readings: tuple[Reading, ...]

    @property
    def latest(self) -> Reading | None:
        """The reading of the latest day, the one entered last of several."""
        return self.readings[-1] if self.readings else None

    @property
    def share(self) -> float | None:
        """Which share of the way from the baseline to the target is gone.

        None where one of the two is not known, they are the same, or nothing was read.
        """
        latest = self.latest
        if latest is None or self.baseline is None or self.target is None:
            return None
        way = self.target - self.baseline
        return (latest.value - self.baseline) / way if way else None


@dataclass(frozen=True, slots=True)
class UnderIt:
    """An engagement carried out under an initiative."""

    id: int
    title: str
    starts: datetime
    status: str


@dataclass(frozen=True, slots=True)
class InitiativeHead:
    """One initiative in full; its engagements the newest first."""

    id: int
    name: str
    programme: str
    state: str
    starts: date | None
    ends: date | None
    description: str
    is_example: bool
    lead: Carrier | None
    partners: tuple[Carrier, ...]
    themes: tuple[str, ...]
    places: tuple[str, ...]
    engagements: tuple[UnderIt, ...]
    indicators: tuple[IndicatorLine, ...]


def head(initiative_id: int) -> Callable[[Connection], InitiativeHead]:
    """The question for one initiative in full. Raises UserError where it is gone."""
    wanted = select(Initiative.__table__).where(Initiative.id == initiative_id)

    def question(connection: Connection) -> InitiativeHead:
        row = connection.execute(wanted).one_or_none()
        if row is None:
            raise UserError(_("This initiative is no longer in the register."))
        partner = select(InitiativePartner.organization_id).where(
            InitiativePartner.initiative_id == initiative_id
        )
        leads = _carriers(connection, Organization.id == row.lead_id)
        return InitiativeHead(
            id=row.id,
            name=row.name,
            programme=row.programme,
            state=row.state,
            starts=row.starts,
            ends=row.ends,
            description=row.description,
            is_example=row.is_example,
            lead=leads[0] if leads else None,
            partners=_carriers(connection, Organization.id.in_(partner)),
            themes=themes_of(connection, (initiative_id,)).get(initiative_id, ()),
            places=places_of(connection, (initiative_id,)).get(initiative_id, ()),
            engagements=_engagements(connection, initiative_id),
            indicators=_indicators(connection, initiative_id),
        )

    return question


def _carriers(connection: Connection, which: Any) -> tuple[Carrier, ...]:
    short = func.coalesce(func.nullif(Organization.acronym, ""), Organization.name)
    rows = connection.execute(
        select(Organization.id, short, Organization.name)
        .where(which)
        .order_by(Organization.sort_key)
    )
    return tuple(Carrier(*row) for row in rows)


def _engagements(connection: Connection, initiative_id: int) -> tuple[UnderIt, ...]:
    rows = connection.execute(
        select(Engagement.id, Engagement.title, Engagement.starts, Engagement.status)
        .where(Engagement.initiative_id == initiative_id)
        .order_by(Engagement.starts.desc(), Engagement.id.desc())
    )
    return tuple(UnderIt(*row) for row in rows)


def _indicators(connection: Connection, initiative_id: int) -> tuple[IndicatorLine, ...]:
    readings: dict[int, list[Reading]] = {}
    row = IndicatorReading
    for indicator_id, *told in connection.execute(
        select(row.indicator_id, row.id, row.on, row.value, row.note)
        .join(Indicator, Indicator.id == row.indicator_id)
        .where(Indicator.initiative_id == initiative_id)
        .order_by(row.on, row.id)
    ):
        readings.setdefault(indicator_id, []).append(Reading(*told))
    lines = connection.execute(
        select(Indicator.__table__)
        .where(Indicator.initiative_id == initiative_id)
        .order_by(Indicator.position, Indicator.id)
    )
    return tuple(
        IndicatorLine(
            one.id, one.name, one.unit, one.baseline, one.baseline_on, one.target, one.target_on,
            tuple(readings.get(one.id, ())),
        )
        for one in lines
    )  # fmt: skip
