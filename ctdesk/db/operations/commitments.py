"""Add, edit, close and delete commitments."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from ctdesk.db.drafts import CommitmentDraft
from ctdesk.db.operations import common
from ctdesk.db.operations.values import own
from ctdesk.db.tables import Commitment, CommitmentState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def add(session: Session, draft: CommitmentDraft) -> int:
    """Add a commitment; its id. Raises Invalid."""
    return common.add(session, Commitment, own(draft, without=("id",)))


def edit(session: Session, commitment_id: int, draft: CommitmentDraft) -> None:
    """Make a commitment what the draft says. Raises Invalid."""
    row = common.find(session, Commitment, commitment_id)
    common.fill(row, own(draft, without=("id",)))


def close(
    session: Session, ids: Iterable[int], state: str, on: date | None, evidence: str = ""
) -> None:
    """Close commitments as done, dropped or superseded, on a day, with the evidence.

    One that is done without evidence is taken, and shown as such. Raises Invalid.
    """
    for one in ids:
        row = common.find(session, Commitment, one)
        common.fill(row, {"state": state, "closed_on": on, "evidence": evidence})


def reopen(session: Session, ids: Iterable[int]) -> None:
    """Have commitments stand open again; what was said of their closure goes with it."""
    for one in ids:
        row = common.find(session, Commitment, one)
        common.fill(row, {"state": CommitmentState.OPEN, "closed_on": None, "evidence": ""})


def delete(session: Session, commitment_id: int) -> None:
    """Delete a commitment entered by mistake."""
    common.delete(session, Commitment, commitment_id)
