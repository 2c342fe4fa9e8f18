"""Add, edit, order and delete series of forums and their turns; link the forum that came of one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ctdesk.db.drafts import SeriesDraft, TurnDraft
from ctdesk.db.operations import common
from ctdesk.db.operations.values import values_of
from ctdesk.db.tables import Series, SeriesTurn
from ctdesk.errors import Invalid
from ctdesk.words import _

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def add(session: Session, draft: SeriesDraft) -> int:
    """Add a series without turns; its id. Raises Invalid."""
    return common.add(session, Series, values_of(draft))


def edit(session: Session, series_id: int, draft: SeriesDraft) -> None:
    """Make a series what the draft says. Raises Invalid."""
    common.fill(common.find(session, Series, series_id), values_of(draft))


def delete(session: Session, series_id: int) -> None:
    """Delete a series with its turns; the forums that were logged stay."""
    common.delete(session, Series, series_id)


def add_turn(session: Session, draft: TurnDraft) -> int:
    """Add a turn after all others of its series; its id. Raises Invalid."""
    common.find(session, Series, draft.series_id)
    last = max((row.position for row in _turns(session, draft.series_id)), default=0)
    values = _checked(session, draft, None)
    return common.add(session, SeriesTurn, {**values, "position": last + 1})


def edit_turn(session: Session, turn_id: int, draft: TurnDraft) -> None:
    """Make a turn what the draft says; its place stays. Raises Invalid."""
    row = common.find(session, SeriesTurn, turn_id)
    common.fill(row, _checked(session, draft, turn_id))


def delete_turn(session: Session, turn_id: int) -> None:
    """Delete a turn; the forum that was logged stays."""
    common.delete(session, SeriesTurn, turn_id)


def move_turn(session: Session, turn_id: int, step: int) -> None:
    """Move a turn up (-1) or down (1) among those of its series; at the end it stays."""
    turn = common.find(session, SeriesTurn, turn_id)
    order = list(_turns(session, turn.series_id))
    at = order.index(turn)
    to = min(max(at + step, 0), len(order) - 1)
    order.insert(to, order.pop(at))
    for position, row in enumerate(order, 1):
        common.fill(row, {"position": position})


def link(session: Session, turn_id: int, engagement_id: int | None) -> None:
    """Say which engagement is the forum of a turn; None for none any more. Raises Invalid."""
    row = common.find(session, SeriesTurn, turn_id)
    _refuse_linked(session, engagement_id, turn_id)
    common.fill(row, {"engagement_id": engagement_id})


def link_logged(session: Session, turn_id: int, engagement_id: int) -> None:
    """As `link`, for a forum just logged; a turn that is gone, or has one, is passed over."""
    row = session.get(common.mapped(SeriesTurn), turn_id)
    if row is not None and row.engagement_id is None:
        link(session, turn_id, engagement_id)


def _turns(session: Session, series_id: int) -> Sequence[Any]:
    found = common.rows(session, SeriesTurn, SeriesTurn.series_id == series_id)
    return sorted(found, key=lambda row: (row.position, row.id))


def _checked(session: Session, draft: TurnDraft, own_id: int | None) -> dict[str, Any]:
    if draft.host_id is None and not draft.topic.strip():
        raise Invalid({"host_id": _("Say who hosts it, or what it is about.")})
    _refuse_linked(session, draft.engagement_id, own_id)
    return values_of(draft)


def _refuse_linked(session: Session, engagement_id: int | None, own_id: int | None) -> None:
    """A forum is held once: it belongs to one turn."""
    if engagement_id is None:
        return
    others = common.rows(session, SeriesTurn, SeriesTurn.engagement_id == engagement_id)
    if any(row.id != own_id for row in others):
        raise Invalid({"engagement_id": _("This engagement is the forum of another turn.")})
