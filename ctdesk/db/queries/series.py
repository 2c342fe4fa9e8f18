"""Questions about series of forums: who hosted, who is next, what is coming."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, select

from ctdesk.db.drafts import SeriesDraft, TurnDraft
from ctdesk.db.queries.bodies import short_name
from ctdesk.db.queries.lists import RecordList, Sorts, spelled
from ctdesk.db.tables import (
    Engagement,
    EngagementType,
    Organization,
    Series,
    SeriesTurn,
    Status,
    Theme,
)
from ctdesk.errors import UserError
from ctdesk.words import _

COMING = 4  # turns of the strip


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn of a series; `host` is the short name, `engagement` the title of its forum."""

    id: int
    series_id: int
    series: str
    position: int
    host_id: int | None
    host: str
    host_name: str
    due: date | None
    theme: str
    topic: str
    engagement_id: int | None
    engagement: str
    starts: datetime | None
    status: str  # of the engagement; "" where none is linked

    @property
    def is_held(self) -> bool:
        """Whether its forum was held."""
        return self.status == Status.HELD

    @property
    def is_fixed(self) -> bool:
        """Whether its day is that of an engagement held or planned, not one by which it is due."""
        return self.status in (Status.HELD, Status.PLANNED)

    @property
    def day(self) -> date | None:
        """The day it was held or is planned on, else the one it is due by."""
        return self.starts.date() if self.starts is not None and self.is_fixed else self.due


@dataclass(frozen=True, slots=True)
class SeriesRecord:
    """A series with its turns in their order."""

    id: int
    name: str
    note: str
    is_example: bool
    turns: tuple[Turn, ...]

    @property
    def next(self) -> Turn | None:
        """Whose turn it is: the first without a held forum; None where all were held."""
        return next((turn for turn in self.turns if not turn.is_held), None)

    @property
    def held(self) -> int:
        """How many forums were held."""
        return sum(turn.is_held for turn in self.turns)


@dataclass(frozen=True, slots=True)
class SeriesList(RecordList):
    """Series by name."""

    record = Series
    own_order = (func.coalesce(spelled(Series.name), ""),)

    @classmethod
    def sorts(cls) -> Sorts:
        """What each column sorts by."""
        return {"name": (spelled(Series.name),)}

    def rows(self, connection: Connection, ids: Sequence[int]) -> dict[int, SeriesRecord]:
        """Lines of a page."""
        found = connection.execute(select(Series.__table__).where(Series.id.in_(ids)))
        turns = _turns_of(connection, ids)
        return {row.id: _record(row, turns) for row in found}


def series(series_id: int) -> Callable[[Connection], SeriesRecord]:
    """The question for a series with its turns. Raises UserError where it is gone."""

    def question(connection: Connection) -> SeriesRecord:
        found = SeriesList().rows(connection, (series_id,)).get(series_id)
        if found is None:
            raise UserError(_("This series is no longer in the register."))
        return found

    return question


def turn(turn_id: int) -> Callable[[Connection], Turn]:
    """The question for a turn. Raises UserError where it is gone."""

    def question(connection: Connection) -> Turn:
        found = _turns(connection, SeriesTurn.id == turn_id)
        if not found:
            raise UserError(_("This turn is no longer in the register."))
        return found[0]

    return question


def coming(connection: Connection) -> tuple[Turn, ...]:
    """The first turns ahead across all series: those with a day and without a held forum."""
    ahead = [one for one in _turns(connection) if not one.is_held and one.day is not None]
    return tuple(sorted(ahead, key=lambda one: (one.day, one.id))[:COMING])


def forum_type(connection: Connection) -> int | None:
    """The type of a regional forum; None where the officer has removed it."""
    kind = select(EngagementType.id).where(EngagementType.key == "type:regional-forum")
    return connection.execute(kind).scalar_one_or_none()


def draft(series_id: int) -> Callable[[Connection], SeriesDraft]:
    """The question for a series as a form holds it. Raises UserError where it is gone."""
    question = series(series_id)

    def asked(connection: Connection) -> SeriesDraft:
        found = question(connection)
        return SeriesDraft(found.name, found.note, found.is_example)

    return asked


def turn_draft(turn_id: int) -> Callable[[Connection], TurnDraft]:
    """The question for a turn as a form holds it. Raises UserError where it is gone."""
    wanted = select(SeriesTurn.__table__).where(SeriesTurn.id == turn_id)

    def question(connection: Connection) -> TurnDraft:
        row = connection.execute(wanted).one_or_none()
        if row is None:
            raise UserError(_("This turn is no longer in the register."))
        return TurnDraft(**{one.name: getattr(row, one.name) for one in fields(TurnDraft)})

    return question


def _record(row: Any, turns: Mapping[int, Sequence[Turn]]) -> SeriesRecord:
    return SeriesRecord(row.id, row.name, row.note, row.is_example, tuple(turns.get(row.id, ())))


def _turns_of(connection: Connection, ids: Iterable[int]) -> dict[int, list[Turn]]:
    found: defaultdict[int, list[Turn]] = defaultdict(list)
    for one in _turns(connection, SeriesTurn.series_id.in_(ids)):
        found[one.series_id].append(one)
    return found


def _turns(connection: Connection, *conditions: Any) -> list[Turn]:
    """Turns in their order, series by series."""
    row = SeriesTurn
    rows: Any = connection.execute(
        select(
            row.id, row.series_id, Series.name, row.position, row.host_id,
            func.coalesce(short_name(), ""), func.coalesce(Organization.name, ""), row.due,
            func.coalesce(Theme.name, ""), row.topic, row.engagement_id,
            func.coalesce(Engagement.title, ""), Engagement.starts,
            func.coalesce(Engagement.status, ""),
        )
        .join(Series, Series.id == row.series_id)
        .outerjoin(Organization, Organization.id == row.host_id)
        .outerjoin(Theme, Theme.id == row.theme_id)
        .outerjoin(Engagement, Engagement.id == row.engagement_id)
        .where(*conditions)
        .order_by(row.series_id, row.position, row.id)
    )  # fmt: skip
    return [Turn(*one) for one in rows]
