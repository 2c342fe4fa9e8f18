"""Add, edit, order and delete the objectives and actions of the plan, and what carries them out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ctdesk.db.drafts import ActionDraft, ObjectiveDraft
from ctdesk.db.operations import common
from ctdesk.db.operations.values import own, values_of
from ctdesk.db.tables import PlanAction, PlanLink, PlanObjective
from ctdesk.errors import Invalid, UserError
from ctdesk.words import _

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def add_objective(session: Session, draft: ObjectiveDraft) -> int:
    """Add an objective below all others; its id. Raises Invalid."""
    position = len(common.rows(session, PlanObjective))
    return common.add(session, PlanObjective, {"position": position, **values_of(draft)})


def edit_objective(session: Session, objective_id: int, draft: ObjectiveDraft) -> None:
    """Make an objective what the draft says. Raises Invalid."""
    common.fill(common.find(session, PlanObjective, objective_id), values_of(draft))


def delete_objective(session: Session, objective_id: int) -> None:
    """Delete an objective with its actions."""
    row = common.find(session, PlanObjective, objective_id)
    rest = [one for one in _objectives(session) if one is not row]
    session.delete(row)
    _number(rest)


def add_action(session: Session, draft: ActionDraft) -> int:
    """Add an action below the others of its objective; its id. Raises Invalid."""
    _of_the_plan(session, draft)
    position = len(_actions(session, draft.objective_id))
    return common.add(session, PlanAction, {"position": position, **values_of(draft)})


def edit_action(session: Session, action_id: int, draft: ActionDraft) -> None:
    """Make an action what the draft says; under another objective it comes last. Raises Invalid."""
    row = common.find(session, PlanAction, action_id)
    _of_the_plan(session, draft)
    common.fill(row, own(draft, without=("objective_id",)))
    if row.objective_id != draft.objective_id:
        _settle(session, row, draft.objective_id, len(_actions(session, draft.objective_id)))


def delete_action(session: Session, action_id: int) -> None:
    """Delete an action; what carried it out stays."""
    row = common.find(session, PlanAction, action_id)
    rest = [one for one in _actions(session, row.objective_id) if one is not row]
    session.delete(row)
    _number(rest)


def delete(session: Session, ids: Sequence[int]) -> None:
    """Delete these objectives, with their actions, and these actions. Raises UserError."""
    chosen = {row.id for row in _objectives(session) if row.id in ids}
    for one in ids:
        if one not in chosen and common.find(session, PlanAction, one).objective_id not in chosen:
            delete_action(session, one)
    for one in chosen:
        delete_objective(session, one)


def set_state(session: Session, ids: Sequence[int], state: str) -> None:
    """Say of actions how far they are. Raises Invalid."""
    for one in ids:
        common.fill(common.find(session, PlanAction, one), {"state": state})


def move_objective(session: Session, objective_id: int, step: int) -> None:
    """Have an objective change places with the one above (-1) or below it (1).

    Raises UserError where there is none.
    """
    row = common.find(session, PlanObjective, objective_id)
    _swap(_objectives(session), row, step)


def move_action(session: Session, action_id: int, step: int) -> None:
    """Have an action change places with the one above (-1) or below it (1).

    From the end of an objective it goes over to the next one. Raises UserError where there is none.
    """
    row = common.find(session, PlanAction, action_id)
    mine = _actions(session, row.objective_id)
    if 0 <= mine.index(row) + step < len(mine):
        _swap(mine, row, step)
        return
    objectives = [one.id for one in _objectives(session)]
    to = objectives.index(row.objective_id) + step
    if not 0 <= to < len(objectives):
        raise UserError(_at_the_end(step))
    _settle(session, row, objectives[to], 0 if step > 0 else len(_actions(session, objectives[to])))


def link(
    session: Session, action_id: int, *, engagement_id: int | None, commitment_id: int | None
) -> None:
    """Say that these carry out an action, each once. Raises Invalid where neither is given."""
    common.find(session, PlanAction, action_id)
    if engagement_id is None and commitment_id is None:
        raise Invalid({"engagement_id": _("Choose an engagement or a commitment.")})
    for column, record_id in (("engagement_id", engagement_id), ("commitment_id", commitment_id)):
        same = getattr(PlanLink, column) == record_id
        present = common.rows(session, PlanLink, PlanLink.action_id == action_id, same)
        if record_id is not None and not present:
            common.add(session, PlanLink, {"action_id": action_id, column: record_id})


def unlink(session: Session, link_id: int) -> None:
    """Take back that a record carries out an action; the record stays."""
    common.delete(session, PlanLink, link_id)


def _of_the_plan(session: Session, draft: ActionDraft) -> None:
    if not common.rows(session, PlanObjective, PlanObjective.id == draft.objective_id):
        raise Invalid({"objective_id": _("Say under which objective it is.")})


def _objectives(session: Session) -> list[Any]:
    return sorted(common.rows(session, PlanObjective), key=lambda row: (row.position, row.id))


def _actions(session: Session, objective_id: int) -> list[Any]:
    found = common.rows(session, PlanAction, PlanAction.objective_id == objective_id)
    return sorted(found, key=lambda row: (row.position, row.id))


def _number(rows: Sequence[Any]) -> None:
    """Have rows stand in this order."""
    for position, row in enumerate(rows):
        common.fill(row, {"position": position})


def _swap(rows: list[Any], row: Any, step: int) -> None:
    place = rows.index(row)
    if not 0 <= place + step < len(rows):
        raise UserError(_at_the_end(step))
    rows[place], rows[place + step] = rows[place + step], rows[place]
    _number(rows)


def _settle(session: Session, row: Any, objective_id: int, place: int) -> None:
    """Have an action stand at a place under another objective."""
    left = [one for one in _actions(session, row.objective_id) if one is not row]
    joined = _actions(session, objective_id)
    joined.insert(place, row)
    row.objective_id = objective_id
    _number(left)
    _number(joined)


def _at_the_end(step: int) -> str:
    return _("It stands last already.") if step > 0 else _("It stands first already.")
