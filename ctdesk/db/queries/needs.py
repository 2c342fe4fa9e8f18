"""Questions about needs, challenges and good practices, and what was done about each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, ScalarSelect, func, select

from ctdesk.db.drafts import NeedDraft
from ctdesk.db.queries import counting
from ctdesk.db.queries.asking import condition
from ctdesk.db.queries.bodies import short_name
from ctdesk.db.queries.lists import RecordList, Sorts, ranked, spelled
from ctdesk.db.search.tree import AllOf, Key, Not, Tree
from ctdesk.db.tables import (
    Commitment,
    Engagement,
    Initiative,
    Need,
    NeedAnswer,
    NeedKind,
    NeedState,
    Organization,
    Place,
    Priority,
    Theme,
)
from ctdesk.errors import UserError
from ctdesk.words import _

STILL = (str(NeedState.OPEN), str(NeedState.BEING_MET))  # states in which something is to be done
STANDING: Tree = Key("status", STILL)
UNANSWERED: Tree = AllOf((Not(Key("kind", ("practice",))), STANDING, Key("answered", ("none",))))
"""Needs and challenges that still stand and about which nothing was done."""


@dataclass(frozen=True, slots=True)
class NeedRow:
    """One line of the list; names are short, `answers` is how many things were done about it."""

    id: int
    kind: str
    statement: str
    body: str
    place: str
    theme: str
    priority: str
    state: str
    stated_on: date | None
    answers: int


@dataclass(frozen=True, slots=True)
class NeedList(RecordList):
    """Needs, challenges and practices: those that stand first, by priority.

    With `organization_id` those of a body.
    """

    organization_id: int | None = None

    record = Need
    own_order = (Need.state.not_in(STILL), ranked(Need.priority, Priority))

    def _conditions(self, row_id: int | None = None) -> list[ColumnElement[bool]]:
        del row_id
        mine = self.organization_id
        return [] if mine is None else [Need.organization_id == mine]

    @classmethod
    def sorts(cls) -> Sorts:
        """What each column sorts by."""
        return {
            "kind": (ranked(Need.kind, NeedKind),),
            "statement": (spelled(Need.statement),),
            "body": (spelled(_body()), spelled(_place())),
            "theme": (spelled(_theme()),),
            "priority": (ranked(Need.priority, Priority),),
            "state": (ranked(Need.state, NeedState),),
            "answers": (_answers(),),
            "stated_on": (Need.stated_on,),
        }

    def rows(self, connection: Connection, ids: Sequence[int]) -> dict[int, NeedRow]:
        """Lines of a page."""
        found = connection.execute(_lines().where(Need.id.in_(ids)))
        return {
            row.id: NeedRow(
                id=row.id,
                kind=row.kind,
                statement=" ".join(row.statement.split()),
                body=row.body or "",
                place=row.place or "",
                theme=row.theme or "",
                priority=row.priority,
                state=row.state,
                stated_on=row.stated_on,
                answers=row.answers,
            )
            for row in found
        }


def _body() -> ScalarSelect[Any]:
    return (
        select(short_name())
        .where(Organization.id == Need.organization_id)
        .correlate(Need.__table__)
        .scalar_subquery()
    )


def _place() -> ScalarSelect[Any]:
    named = select(Place.name).where(Place.id == Need.place_id)
    return named.correlate(Need.__table__).scalar_subquery()


def _theme() -> ScalarSelect[Any]:
    named = select(Theme.name).where(Theme.id == Need.theme_id)
    return named.correlate(Need.__table__).scalar_subquery()


def _answers() -> ScalarSelect[int]:
    counted = select(func.count()).where(NeedAnswer.need_id == Need.id, counting.says_something())
    return counted.correlate(Need.__table__).scalar_subquery()


def _lines() -> Any:
    return select(
        Need.__table__,
        _body().label("body"),
        _place().label("place"),
        _theme().label("theme"),
        _answers().label("answers"),
    )


@dataclass(frozen=True, slots=True)
class Answer:
    """Something done about a need.

    `kind` and `record_id` are the record it leads to; "" and None where it is told by its note
    alone, or that record was deleted since. `detail` is what is known of the record besides.
    """

    id: int
    kind: str
    record_id: int | None
    title: str
    day: date | None
    detail: str
    note: str


@dataclass(frozen=True, slots=True)
class NeedRecord:
    """A need in full; `body` is short name and name."""

    draft: NeedDraft
    body: tuple[str, str]
    place: str
    theme: str
    said_at: str  # title of the engagement
    said_on: date | None  # its day
    answers: tuple[Answer, ...]  # oldest first


def need(need_id: int) -> Callable[[Connection], NeedRecord]:
    """The question for a need in full. Raises UserError where it is gone."""
    wanted = (
        _lines()
        .add_columns(Organization.name.label("body_name"), Engagement.title, Engagement.starts)
        .outerjoin(Organization, Organization.id == Need.organization_id)
        .outerjoin(Engagement, Engagement.id == Need.engagement_id)
        .where(Need.id == need_id)
    )

    def question(connection: Connection) -> NeedRecord:
        row = connection.execute(wanted).one_or_none()
        if row is None:
            raise UserError(_("This need is no longer in the register."))
        return NeedRecord(
            draft=_draft(row),
            body=(row.body or "", row.body_name or ""),
            place=row.place or "",
            theme=row.theme or "",
            said_at=row.title or "",
            said_on=row.starts.date() if row.starts else None,
            answers=_answers_of(connection, need_id),
        )

    return question


def draft(need_id: int) -> Callable[[Connection], NeedDraft]:
    """The question for a need as a form holds it. Raises UserError where it is gone."""
    wanted = select(Need.__table__).where(Need.id == need_id)

    def question(connection: Connection) -> NeedDraft:
        row = connection.execute(wanted).one_or_none()
        if row is None:
            raise UserError(_("This need is no longer in the register."))
        return _draft(row)

    return question


def _draft(row: Any) -> NeedDraft:
    return NeedDraft(**{one.name: getattr(row, one.name) for one in fields(NeedDraft)})


def _answers_of(connection: Connection, need_id: int) -> tuple[Answer, ...]:
    rows = connection.execute(
        select(
            NeedAnswer.__table__,
            Engagement.title.label("engagement"),
            Engagement.starts,
            Engagement.status,
            Commitment.what.label("commitment"),
            Commitment.due,
            Commitment.state,
            Initiative.name.label("initiative"),
            Initiative.starts.label("begun"),
            Initiative.state.label("stage"),
        )
        .outerjoin(Engagement, Engagement.id == NeedAnswer.engagement_id)
        .outerjoin(Commitment, Commitment.id == NeedAnswer.commitment_id)
        .outerjoin(Initiative, Initiative.id == NeedAnswer.initiative_id)
        .where(NeedAnswer.need_id == need_id)
        .order_by(NeedAnswer.id)
    )
    return tuple(_answer(row) for row in rows)


def _answer(row: Any) -> Answer:
    if row.engagement_id is not None:
        day = row.starts.date()
        return Answer(
            row.id, "engagement", row.engagement_id, row.engagement, day, row.status, row.note
        )
    if row.commitment_id is not None:
        return Answer(
            row.id, "commitment", row.commitment_id, row.commitment, row.due, row.state, row.note
        )
    if row.initiative_id is not None:
        return Answer(
            row.id, "initiative", row.initiative_id, row.initiative, row.begun, row.stage, row.note
        )
    return Answer(row.id, "", None, "", None, "", row.note)


@dataclass(frozen=True, slots=True)
class OfBody:
    """The first needs and practices of a body, how many it has, and what a query calls it."""

    rows: tuple[NeedRow, ...]
    count: int
    name: str


def of_body(organization_id: int, most: int) -> Callable[[Connection], OfBody]:
    """The question for the needs and practices of a body, so many at most."""
    listed = NeedList(organization_id=organization_id)
    named = select(short_name()).where(Organization.id == organization_id)

    def question(connection: Connection) -> OfBody:
        ids = listed.ids(connection)
        rows = listed.rows(connection, ids[:most])
        name = connection.execute(named).scalar_one_or_none() or ""
        return OfBody(tuple(rows[one] for one in ids[:most]), len(ids), name)

    return question


# For a map of themes and regions


@dataclass(frozen=True, slots=True)
class WithoutAnswer:
    """Needs of one theme in one region about which nothing was done.

    `theme_id` is None for those without a theme; `region_id` for those that name no place and
    whose body has none, or only a wider one, such as Africa or World.
    """

    theme_id: int | None
    region_id: int | None
    need_ids: tuple[int, ...]


def needs_without_answer(
    connection: Connection, kinds: Collection[str] = ("subregion",)
) -> tuple[WithoutAnswer, ...]:
    """Needs and challenges that still stand without an answer (`UNANSWERED`), by theme and region.

    Each need stands in one cell: that of its own theme and of the region its place lies in. Where
    it names no place, its body's region decides, or the body's country, unless that is merely the
    seat of a regional organization. Regions are M49 subregions; `kinds` may name others, such as
    ("intermediate", "subregion") for Western Africa instead of Sub-Saharan Africa. Only cells with
    needs are told; `theme:"…" region:"…"` with `UNANSWERED` lists those of one.
    """
    around = _regions_of(connection, kinds)
    rows = connection.execute(
        select(
            Need.id, Need.theme_id, Need.place_id, Organization.region_id,
            Organization.country_id, Organization.kind,
        )
        .outerjoin(Organization, Organization.id == Need.organization_id)
        .where(condition("need", UNANSWERED))
        .order_by(Need.id)
    )  # fmt: skip
    cells: defaultdict[tuple[int | None, int | None], list[int]] = defaultdict(list)
    for row in rows:
        country = None if row.kind == "regional" else row.country_id
        place = next((one for one in (row.place_id, row.region_id, country) if one), None)
        cells[row.theme_id, None if place is None else around.get(place)].append(row.id)
    return tuple(WithoutAnswer(*where, tuple(ids)) for where, ids in cells.items())


def _regions_of(connection: Connection, kinds: Collection[str]) -> Mapping[int, int]:
    """Each place to the nearest region of these kinds it is or lies in."""
    rows: Iterable[Any] = connection.execute(select(Place.id, Place.parent_id, Place.kind)).all()
    parents = {row.id: row.parent_id for row in rows}
    regions = {row.id for row in rows if row.kind in kinds}
    found: dict[int, int] = {}
    for one in parents:
        above: int | None = one
        passed: set[int] = set()  # an officer's own places may lie in each other
        while above is not None and above not in regions and above not in passed:
            passed.add(above)
            above = parents.get(above)
        if above in regions and above is not None:
            found[one] = above
    return found
