"""Add, edit and delete targets: how often bodies are to be engaged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctdesk.db.drafts import TargetDraft
from ctdesk.db.operations import common
from ctdesk.db.operations.values import own
from ctdesk.db.tables import Target
from ctdesk.errors import Invalid
from ctdesk.words import _

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

MOST = 366  # times in a period


def add(session: Session, draft: TargetDraft, *, is_example: bool = False) -> int:
    """Add a target; its id. Raises Invalid."""
    return common.add(session, Target, {**_checked(draft), "is_example": is_example})


def edit(session: Session, target_id: int, draft: TargetDraft) -> None:
    """Make a target what the draft says. Raises Invalid."""
    common.fill(common.find(session, Target, target_id), _checked(draft))


def delete(session: Session, target_id: int) -> None:
    """Delete a target."""
    common.delete(session, Target, target_id)


def _checked(draft: TargetDraft) -> dict[str, object]:
    if bool(draft.organization_id) == bool(draft.kind):
        raise Invalid({"kind": _("Choose an organization or a kind of organization, not both.")})
    if not 1 <= draft.times <= MOST:
        raise Invalid({"times": _("Write how many times, from 1 to {most}.").format(most=MOST)})
    return own(draft, without=())
