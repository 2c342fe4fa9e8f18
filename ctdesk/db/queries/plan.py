"""Questions about the action plan: its objectives and actions in order, and each in full."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Self

from sqlalchemy import Connection, case, func, select

from ctdesk.db.drafts import ActionDraft, ObjectiveDraft
from ctdesk.db.queries.bodies import short_name
from ctdesk.db.queries.lines import highest
from ctdesk.db.queries.lists import Order
from ctdesk.db.tables import (
    ActionState,
    Commitment,
    Engagement,
    FrameworkItem,
    Organization,
    PlanAction,
    PlanLink,
    PlanObjective,
)
from ctdesk.errors import UserError
from ctdesk.words import _

TO_DO = (str(ActionState.OPEN), str(ActionState.UNDER_WAY))  # states in which one can be late


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action as a list or a sheet has it; `number` is "2.1", names are short."""

    id: int
    number: str
    what: str
    who: str
    officer: str
    due: date | None
    state: str
    item: str  # in short
    item_label: str
    engagements: int
    commitments: int
    result: str
    sensitivity: str  # of the body, "" where it has none

    def late(self, today: date) -> bool:
        """Whether it is still to be done and should have been."""
        return self.due is not None and self.state in TO_DO and self.due < today


@dataclass(frozen=True, slots=True)
class ObjectiveRow:
    """An objective with its actions in order; `number` is "2"."""

    id: int
    number: str
    title: str
    note: str
    actions: tuple[ActionRow, ...]

    @property
    def done(self) -> int:
        """How many of its actions are done."""
        return sum(one.state == ActionState.DONE for one in self.actions)

    @property
    def standing(self) -> int:
        """How many of its actions were not dropped."""
        return sum(one.state != ActionState.DROPPED for one in self.actions)

    def late(self, today: date) -> int:
        """How many of its actions are late."""
        return sum(one.late(today) for one in self.actions)


Row = ObjectiveRow | ActionRow


def objectives(connection: Connection) -> tuple[ObjectiveRow, ...]:
    """The whole plan, in order."""
    found = connection.execute(
        select(PlanObjective.__table__).order_by(PlanObjective.position, PlanObjective.id)
    ).all()
    numbers = {row.id: str(number) for number, row in enumerate(found, 1)}
    actions = _actions(connection, numbers)
    return tuple(
        ObjectiveRow(row.id, numbers[row.id], row.title, row.note, tuple(actions[row.id]))
        for row in found
    )


def _actions(
    connection: Connection, numbers: Mapping[int, str]
) -> defaultdict[int, list[ActionRow]]:
    rows = connection.execute(
        select(
            PlanAction.__table__,
            short_name().label("who"),
            Organization.sensitivity,
            func.coalesce(func.nullif(FrameworkItem.short_label, ""), FrameworkItem.label).label(
                "item"
            ),
            FrameworkItem.label,
        )
        .outerjoin(Organization, Organization.id == PlanAction.organization_id)
        .outerjoin(FrameworkItem, FrameworkItem.id == PlanAction.item_id)
        .order_by(PlanAction.position, PlanAction.id)
    )
    engagements, commitments = _linked(connection)
    found: defaultdict[int, list[ActionRow]] = defaultdict(list)
    for row in rows:
        mine = found[row.objective_id]
        mine.append(
            ActionRow(
                id=row.id,
                number=f"{numbers[row.objective_id]}.{len(mine) + 1}",
                what=row.what,
                who=row.who or "",
                officer=row.officer,
                due=row.due,
                state=row.state,
                item=row.item or "",
                item_label=row.label or "",
                engagements=engagements[row.id],
                commitments=commitments[row.id],
                result=row.result,
                sensitivity=row.sensitivity or "",
            )
        )
    return found


def _linked(connection: Connection) -> tuple[Counter[int], Counter[int]]:
    """How many engagements and commitments carry out each action."""
    engagements: Counter[int] = Counter()
    commitments: Counter[int] = Counter()
    columns = (PlanLink.action_id, PlanLink.engagement_id, PlanLink.commitment_id)
    for action_id, engagement_id, commitment_id in connection.execute(select(*columns)):
        engagements[action_id] += engagement_id is not None
        commitments[action_id] += commitment_id is not None
    return engagements, commitments


@dataclass(frozen=True, slots=True)
class PlanList:
    """The plan as one list: each objective, and its actions below it; a `ListQuery`.

    A plan has a few dozen rows: all are read, whatever is asked. It has the one order it was put
    into. With `to_do` only actions still to be done, with `late_on` those late on that day, and
    their objectives.
    """

    to_do: bool = False
    late_on: date | None = None

    order: Order = ()
    leans = True  # a number follows from the rows above
    sums = False

    def in_order(self, order: Order) -> Self:
        """The same list."""
        del order
        return self

    def ids(self, connection: Connection, limit: int | None = None) -> array[int]:
        """Ids in order: of all, or of the first so many."""
        return array("q", [row.id for row in self._rows(connection)][:limit])

    def count(self, connection: Connection) -> int:
        """How many rows."""
        return len(self._rows(connection))

    def rows(self, connection: Connection, ids: Sequence[int]) -> dict[int, Row]:
        """The rows of these ids."""
        wanted = set(ids)
        return {row.id: row for row in self._rows(connection) if row.id in wanted}

    def place(
        self, connection: Connection, row_id: int, *, listed: bool = False
    ) -> tuple[Any, ...] | None:
        """The place of a row; None where the list does not hold it."""
        del listed
        ids = self.ids(connection)
        return (ids.index(row_id),) if row_id in ids else None

    def begins(self, connection: Connection, prefix: str) -> int | None:
        """None: it is in no order of names."""
        del connection, prefix
        return None

    def _rows(self, connection: Connection) -> list[Row]:
        found: list[Row] = []
        for objective in objectives(connection):
            actions = [one for one in objective.actions if self._asks_for(one)]
            if actions or not (self.to_do or self.late_on):
                found += [objective, *actions]
        return found

    def _asks_for(self, action: ActionRow) -> bool:
        if self.late_on is not None:
            return action.late(self.late_on)
        return not self.to_do or action.state in TO_DO


def count_to_do(connection: Connection) -> int:
    """How many actions are still to be done."""
    counted = select(func.count()).where(PlanAction.state.in_(TO_DO))
    return connection.execute(counted).scalar_one()


def count_late(day: date) -> Callable[[Connection], int]:
    """The question how many actions are late on a day."""
    wanted = select(func.count()).where(PlanAction.state.in_(TO_DO), PlanAction.due < day)
    return lambda connection: connection.execute(wanted).scalar_one()


# One of them


@dataclass(frozen=True, slots=True)
class Link:
    """A record that carries out an action; `kind` is its table, `state` its status or state."""

    id: int
    kind: str
    record_id: int
    title: str
    day: date | None
    state: str


@dataclass(frozen=True, slots=True)
class ActionRecord:
    """An action in full; `body` is short name and name."""

    draft: ActionDraft
    objective: str
    body: tuple[str, str]
    item: str
    links: tuple[Link, ...]


def is_objective(row_id: int) -> Callable[[Connection], bool]:
    """The question whether a row of the list is an objective."""
    wanted = select(PlanObjective.id).where(PlanObjective.id == row_id)
    return lambda connection: connection.execute(wanted).first() is not None


def choices(connection: Connection) -> tuple[tuple[int, str], ...]:
    """Ids and titles of the objectives, in order."""
    return tuple((one.id, one.title) for one in objectives(connection))


def objective(objective_id: int) -> Callable[[Connection], ObjectiveRow]:
    """The question for an objective. Raises UserError where it is gone."""

    def question(connection: Connection) -> ObjectiveRow:
        for one in objectives(connection):
            if one.id == objective_id:
                return one
        raise UserError(_("This objective is no longer in the register."))

    return question


def objective_draft(objective_id: int) -> Callable[[Connection], ObjectiveDraft]:
    """The question for an objective as a form holds it. Raises UserError where it is gone."""
    asked = objective(objective_id)

    def question(connection: Connection) -> ObjectiveDraft:
        found = asked(connection)
        return ObjectiveDraft(found.title, found.note)

    return question


def action_draft(action_id: int) -> Callable[[Connection], ActionDraft]:
    """The question for an action as a form holds it. Raises UserError where it is gone."""
    return lambda connection: action(action_id)(connection).draft


def action(action_id: int) -> Callable[[Connection], ActionRecord]:
    """The question for an action in full. Raises UserError where it is gone."""
    wanted = (
        select(
            PlanAction.__table__,
            PlanObjective.title,
            short_name().label("short"),
            Organization.name,
            FrameworkItem.label,
            FrameworkItem.title.label("item_title"),
        )
        .join(PlanObjective, PlanObjective.id == PlanAction.objective_id)
        .outerjoin(Organization, Organization.id == PlanAction.organization_id)
        .outerjoin(FrameworkItem, FrameworkItem.id == PlanAction.item_id)
        .where(PlanAction.id == action_id)
    )

    def question(connection: Connection) -> ActionRecord:
        row = connection.execute(wanted).one_or_none()
        if row is None:
            raise UserError(_("This action is no longer in the register."))
        return ActionRecord(
            draft=ActionDraft(**{one.name: getattr(row, one.name) for one in fields(ActionDraft)}),
            objective=row.title,
            body=(row.short or "", row.name or ""),
            item=", ".join(filter(None, (row.label, row.item_title))),
            links=_links(connection, action_id),
        )

    return question


def _links(connection: Connection, action_id: int) -> tuple[Link, ...]:
    rows = connection.execute(
        select(
            PlanLink.id,
            case((PlanLink.engagement_id.is_not(None), "engagement"), else_="commitment"),
            func.coalesce(PlanLink.engagement_id, PlanLink.commitment_id),
            func.coalesce(Engagement.title, Commitment.what),
            Engagement.starts,
            Commitment.due,
            func.coalesce(Engagement.status, Commitment.state),
        )
        .outerjoin(Engagement, Engagement.id == PlanLink.engagement_id)
        .outerjoin(Commitment, Commitment.id == PlanLink.commitment_id)
        .where(PlanLink.action_id == action_id)
        .where(func.coalesce(PlanLink.engagement_id, PlanLink.commitment_id).is_not(None))
        .order_by(PlanLink.id)
    )
    return tuple(
        Link(link_id, kind, record_id, title, starts.date() if starts else due, state)
        for link_id, kind, record_id, title, starts, due, state in rows
    )


# The sheet


@dataclass(frozen=True, slots=True)
class PlanSheet:
    """The plan as it is printed, as of a day."""

    objectives: tuple[ObjectiveRow, ...]
    sensitivity: str
    as_of: date
    register: str


def sheet(*, today: date, register: str) -> Callable[[Connection], PlanSheet]:
    """The question for the plan as a sheet. Raises UserError where there is none."""

    def question(connection: Connection) -> PlanSheet:
        found = objectives(connection)
        if not found:
            raise UserError(_("The plan has no objectives yet."))
        bodies = [action.sensitivity for one in found for action in one.actions]
        level = highest(filter(None, bodies))
        return PlanSheet(found, level, today, register)

    return question
