"""Add, edit and delete needs, and say what was done about them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ctdesk.db.drafts import AnswerDraft, NeedDraft
from ctdesk.db.operations import common
from ctdesk.db.operations.values import values_of
from ctdesk.db.tables import Need, NeedAnswer
from ctdesk.errors import Invalid
from ctdesk.words import _

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_LINKS = ("engagement_id", "commitment_id", "initiative_id")


def add(session: Session, draft: NeedDraft) -> int:
    """Add a need; its id. Raises Invalid."""
    return common.add(session, Need, values_of(draft))


def edit(session: Session, need_id: int, draft: NeedDraft) -> None:
    """Make a need what the draft says. Raises Invalid."""
    common.fill(common.find(session, Need, need_id), values_of(draft))


def set_state(session: Session, ids: Iterable[int], state: str) -> None:
    """Say of needs how far they are met. Raises Invalid."""
    for one in ids:
        common.fill(common.find(session, Need, one), {"state": state})


def delete(session: Session, need_id: int) -> None:
    """Delete a need entered by mistake, with what was said to be done about it."""
    common.delete(session, Need, need_id)


def add_answer(session: Session, need_id: int, draft: AnswerDraft) -> int:
    """Say what was done about a need; its id.

    Raises Invalid where it leads to several records, or to none and says nothing.
    """
    common.find(session, Need, need_id)
    values = values_of(draft)
    led_to = [name for name in _LINKS if values[name] is not None]
    if len(led_to) > 1:
        raise Invalid({led_to[1]: _("Each thing done is entered by itself; choose one record.")})
    if not led_to and not draft.note.strip():
        raise Invalid({"note": _("Choose a record, or write what was done.")})
    return common.add(session, NeedAnswer, {"need_id": need_id, **values})


def delete_answer(session: Session, answer_id: int) -> None:
    """Take back that something was done; the record it led to stays."""
    common.delete(session, NeedAnswer, answer_id)
