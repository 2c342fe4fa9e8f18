"""Joint initiatives by theme and region: what overlaps, and where there is none; and by time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from sqlalchemy import Connection, func, select

from ctdesk.db.queries.choices import Choice, themes
from ctdesk.db.queries.needs import UNANSWERED, needs_without_answer
from ctdesk.db.search.tree import Key, Tree, together
from ctdesk.db.tables import (
    Initiative,
    InitiativePlace,
    InitiativeState,
    InitiativeTheme,
    Organization,
    Place,
)

CURRENT = (InitiativeState.PLANNED, InitiativeState.UNDER_WAY)  # states of what is on the map
Where = tuple[int, int]  # ids of a theme and a region


@dataclass(frozen=True, slots=True)
class Span:
    """An initiative with its time; where an end of it is not known, it is open there."""

    id: int
    name: str
    programme: str
    state: str
    starts: date | None
    ends: date | None
    lead_id: int | None
    lead: str  # short name

    def meets(self, first: date, last: date) -> bool:
        """Whether it is carried out on a day of these; one without any date is on none."""
        if self.starts is None and self.ends is None:
            return False
        begun = self.starts is None or self.starts <= last
        return begun and (self.ends is None or self.ends >= first)

    def overlaps(self, other: Span) -> bool:
        """Whether another body leads the other, at the same time in part. Both leads are known."""
        if None in (self.lead_id, other.lead_id) or self.lead_id == other.lead_id:
            return False
        return self.meets(other.starts or date.min, other.ends or date.max) and other.meets(
            self.starts or date.min, self.ends or date.max
        )


@dataclass(frozen=True, slots=True)
class Region:
    """A column of the map: a region of M49 that is divided no further, and the wider one."""

    id: int
    name: str
    within: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What is planned or under way on a theme in a region, and how many needs are not met there."""

    initiatives: tuple[Span, ...] = ()
    needs: int = 0

    @property
    def overlaps(self) -> tuple[tuple[Span, Span], ...]:
        """Pairs of different leads at the same time."""
        return tuple((a, b) for a, b in combinations(self.initiatives, 2) if a.overlaps(b))


@dataclass(frozen=True, slots=True)
class Map:
    """All themes and regions; a cell that is missing is empty."""

    themes: tuple[Choice, ...]
    regions: tuple[Region, ...]
    cells: Mapping[Where, Cell]

    def at(self, theme_id: int, region_id: int) -> Cell:
        """What stands in a cell."""
        return self.cells.get((theme_id, region_id), Cell())


def spans(connection: Connection) -> tuple[Span, ...]:
    """All initiatives with their time, the first begun first."""
    row = Initiative
    lead = func.coalesce(func.nullif(Organization.acronym, ""), Organization.name)
    rows = connection.execute(
        select(
            row.id, row.name, row.programme, row.state, row.starts, row.ends, row.lead_id,
            func.coalesce(lead, ""),
        )
        .outerjoin(Organization, Organization.id == row.lead_id)
        .order_by(row.starts.is_(None), row.starts, row.id)
    )  # fmt: skip
    return tuple(Span(*one) for one in rows)


def the_map(connection: Connection) -> Map:
    """The question for what is planned or under way, by theme and region."""
    places = _Places(connection)
    about = _ids(connection, select(InitiativeTheme.initiative_id, InitiativeTheme.theme_id))
    lies = _ids(connection, select(InitiativePlace.initiative_id, InitiativePlace.place_id))
    held: dict[Where, list[Span]] = {}
    for one in spans(connection):
        if one.state not in CURRENT:
            continue
        regions = {region for place in lies.get(one.id, ()) for region in places.regions_of(place)}
        for theme in set(about.get(one.id, ())):
            for region in regions:
                held.setdefault((theme, region), []).append(one)
    needs = needs_by_cell(connection)
    cells = {
        where: Cell(tuple(held.get(where, ())), needs.get(where, 0))
        for where in held.keys() | needs.keys()
    }
    return Map(themes(connection), places.columns, cells)


def needs_by_cell(connection: Connection) -> Mapping[Where, int]:
    """How many needs and challenges nobody does anything about there are, by theme and region."""
    found = needs_without_answer(connection, ("intermediate", "subregion"))
    return {
        (one.theme_id, one.region_id): len(one.need_ids)
        for one in found
        if one.theme_id is not None and one.region_id is not None
    }


def needs_of(theme: str, region: str) -> Tree:
    """The query for the needs that make a gap of a cell."""
    return together(UNANSWERED, Key("theme", (theme,)), Key("region", (region,)))


def records_of(theme: str, region: str) -> Tree:
    """The query for the initiatives of a cell."""
    return together(
        Key("theme", (theme,)), Key("region", (region,)), Key("status", tuple(map(str, CURRENT)))
    )


def _ids(connection: Connection, statement: object) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for one, other in connection.execute(statement):  # type: ignore[call-overload]
        found.setdefault(one, []).append(other)
    return found


class _Places:
    """Which of the smallest regions a place lies in, or consists of."""

    def __init__(self, connection: Connection) -> None:
        rows = connection.execute(
            select(Place.id, Place.name, Place.parent_id, Place.kind).order_by(Place.name)
        ).all()
        self._parents = {row.id: row.parent_id for row in rows}
        names = {row.id: row.name for row in rows}
        regions = {row.id for row in rows if row.kind in ("subregion", "intermediate")}
        divided = {self._parents[one] for one in regions}
        smallest = [one for one in names if one in regions - divided]
        wide = {one: names[self._wide(one)] for one in smallest}
        smallest.sort(key=lambda one: (wide[one], names[one]))
        self.columns = tuple(Region(one, names[one], wide[one]) for one in smallest)
        self._around = {one: set(self._up(one)) for one in smallest}

    def regions_of(self, place_id: int) -> Iterable[int]:
        """The one region a place lies in, or all that lie in it."""
        above = [one for one in self._up(place_id) if one in self._around]
        return above or [one for one, around in self._around.items() if place_id in around]

    def _up(self, place_id: int) -> Sequence[int]:
        """The place and all it lies in, the nearest first."""
        found: list[int] = []
        at: int | None = place_id
        while at is not None and at not in found:
            found.append(at)
            at = self._parents.get(at)
        return found

    def _wide(self, place_id: int) -> int:
        """The part of the world a region lies in."""
        above = self._up(place_id)
        return above[-2] if len(above) > 1 else above[-1]
