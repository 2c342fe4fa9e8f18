"""Add, edit, close and delete commitments."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from ctdesk.db.drafts import CommitmentDraft
from ctdesk.db.operations import common, recurring
from ctdesk.db.operations.values import own
from ctdesk.db.tables import Commitment, CommitmentState
from ctdesk.errors import Invalid
from ctdesk.words import _

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def add(session: Session, draft: CommitmentDraft) -> int:
    """Add a commitment; its id. Raises Invalid."""
    _see_successor(session, None, draft.state, draft.superseded_by_id)
    return common.add(session, Commitment, own(draft, without=("id",)))


def edit(session: Session, commitment_id: int, draft: CommitmentDraft) -> None:
    """Make a commitment what the draft says; of one that recurs and is done the next is made.

    Raises Invalid.
    """
    row = common.find(session, Commitment, commitment_id)
    _see_successor(session, commitment_id, draft.state, draft.superseded_by_id)
    with recurring.renewing(session, id=commitment_id):
        common.fill(row, own(draft, without=("id",)))


def close(
    session: Session, ids: Iterable[int], state: str, on: date | None, evidence: str = "",
    *, superseded_by_id: int | None = None,
) -> None:  # fmt: skip
    """Close commitments as done, dropped or superseded, on a day, with the evidence.

    One that is done without evidence is taken, and shown as such; of one that recurs the next is
    made. Raises Invalid.
    """
    closure = {"closed_on": on, "evidence": evidence, "superseded_by_id": superseded_by_id}
    for one in ids:
        row = common.find(session, Commitment, one)
        _see_successor(session, one, state, superseded_by_id)
        with recurring.renewing(session, id=one):
            common.fill(row, {"state": state, **closure})


def _see_successor(session: Session, own_id: int | None, state: str, by_id: int | None) -> None:
    """Raise Invalid where a commitment cannot be superseded by another."""
    if by_id is None:
        return
    if state != CommitmentState.SUPERSEDED:
        words = _("Say that it is superseded, or leave this empty.")
        raise Invalid({"superseded_by_id": words})
    seen: set[int] = set()
    following: int | None = by_id
    while following is not None and following not in seen:
        if following == own_id:
            words = _("A commitment is not superseded by itself, nor by one that it supersedes.")
            raise Invalid({"superseded_by_id": words})
        seen.add(following)
        following = common.find(session, Commitment, following).superseded_by_id


def reopen(session: Session, ids: Iterable[int]) -> None:
    """Have commitments stand open again; what was said of their closure goes with it.

    The next of one that recurs stays: it is deleted, or the closing undone.
    """
    closure = {"closed_on": None, "evidence": "", "superseded_by_id": None}
    for one in ids:
        row = common.find(session, Commitment, one)
        common.fill(row, {"state": CommitmentState.OPEN, **closure})


def delete(session: Session, commitment_id: int) -> None:
    """Delete a commitment entered by mistake."""
    common.delete(session, Commitment, commitment_id)
