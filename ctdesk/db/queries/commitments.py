"""Questions about commitments: what is owed both ways, and where one of them was made."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, or_, select

from ctdesk.db import passages
from ctdesk.db.drafts import CommitmentDraft
from ctdesk.db.passages import Passage
from ctdesk.db.queries.lists import RecordList, Sorts, ranked, spelled
from ctdesk.db.tables import (
    Change,
    Commitment,
    CommitmentState,
    Engagement,
    FrameworkItem,
    Operation,
    Organization,
    aliased,
)
from ctdesk.errors import UserError
from ctdesk.words import _


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """One line of the follow-up list."""

    id: int
    due: date | None
    by: str  # short names of bodies
    to: str
    what: str
    under: str  # short label of its item
    engagement_id: int | None
    engagement: str  # title
    officer: str
    state: str
    closed_on: date | None
    evidence: str


@dataclass(frozen=True, slots=True)
class CommitmentList(RecordList):
    """Commitments, the longest overdue first.

    With `organization_id` those by a body or to it, with `open_only` those not closed.
    """

    organization_id: int | None = None
    open_only: bool = False

    record = Commitment
    # Open ones first, those by the day they are due, the undated last.
    own_order = (Commitment.state != CommitmentState.OPEN, Commitment.due.is_(None), Commitment.due)

    def _conditions(self, row_id: int | None = None) -> list[ColumnElement[bool]]:
        del row_id
        conditions: list[ColumnElement[bool]] = []
        if self.organization_id is not None:
            by, to = Commitment.by_id, Commitment.to_id
            conditions.append(or_(by == self.organization_id, to == self.organization_id))
        if self.open_only:
            conditions.append(Commitment.state == CommitmentState.OPEN)
        return conditions

    @classmethod
    def sorts(cls) -> Sorts:
        """What each column sorts by."""
        title = select(Engagement.title).where(Engagement.id == Commitment.engagement_id)
        return {
            "due": (Commitment.due,),
            "by": (spelled(_short_name(Commitment.by_id)),),
            "to": (spelled(_short_name(Commitment.to_id)),),
            "what": (spelled(Commitment.what),),
            "engagement": (spelled(title.scalar_subquery()),),
            "officer": (spelled(Commitment.officer),),
            "state": (ranked(Commitment.state, CommitmentState),),
            "closed_on": (Commitment.closed_on,),
        }

    def rows(self, connection: Connection, ids: Sequence[int]) -> dict[int, CommitmentRow]:
        """Lines of a page."""
        found = connection.execute(
            _with_names(FrameworkItem.short_label, FrameworkItem.label, Engagement.title).where(
                Commitment.id.in_(ids)
            )
        )
        return {
            row.id: CommitmentRow(
                id=row.id,
                due=row.due,
                by=row.by_short or row.by_name or "",
                to=row.to_short or row.to_name or "",
                what=row.what,
                under=row.short_label or row.label or "",
                engagement_id=row.engagement_id,
                engagement=row.title or "",
                officer=row.officer,
                state=row.state,
                closed_on=row.closed_on,
                evidence=row.evidence,
            )
            for row in found
        }


def _short_name(column: Any) -> Any:
    """Acronym or name of the body a column refers to."""
    short = func.coalesce(func.nullif(Organization.acronym, ""), Organization.name)
    return select(short).where(Organization.id == column).scalar_subquery()


def _with_names(*further: Any) -> Any:
    """A statement for commitments with the names of both sides and what else is asked for."""
    by, to = aliased(Organization), aliased(Organization)
    return (
        select(
            Commitment.__table__,
            by.acronym.label("by_short"),
            by.name.label("by_name"),
            to.acronym.label("to_short"),
            to.name.label("to_name"),
            *further,
        )
        .outerjoin(by, by.id == Commitment.by_id)
        .outerjoin(to, to.id == Commitment.to_id)
        .outerjoin(Engagement, Engagement.id == Commitment.engagement_id)
        .outerjoin(FrameworkItem, FrameworkItem.id == Commitment.item_id)
    )


@dataclass(frozen=True, slots=True)
class Source:
    """The engagement that made a commitment, and the words of it that did.

    `passage` says where `note` has them; it is None where they are in none of the notes.
    `changed` says that the sentence noted then is no longer there as it was.
    """

    id: int
    title: str
    starts: datetime
    passage: Passage | None
    note: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Turn:
    """That a commitment came to be in a state; `at` is UTC without offset."""

    at: datetime
    author: str
    state: str
    made: bool = False  # it was entered then


@dataclass(frozen=True, slots=True)
class CommitmentRecord:
    """A commitment in full; `by` and `to` are short name and name."""

    draft: CommitmentDraft
    by: tuple[str, str]
    to: tuple[str, str]
    item: str
    source: Source | None
    turns: tuple[Turn, ...]  # oldest first
    successor: str  # what the one is called by which it is superseded


def commitment(commitment_id: int) -> Callable[[Connection], CommitmentRecord]:
    """The question for a commitment in full. Raises UserError where it is gone."""
    after = aliased(Commitment)
    wanted = _with_names(
        FrameworkItem.label,
        FrameworkItem.title.label("item_title"),
        Engagement.title,
        Engagement.starts,
        select(after.what)
        .where(after.id == Commitment.superseded_by_id)
        .scalar_subquery()
        .label("successor"),
        *(getattr(Engagement, note).label(f"note_{note}") for note in passages.NOTES),
    ).where(Commitment.id == commitment_id)

    def question(connection: Connection) -> CommitmentRecord:
        row = connection.execute(wanted).one_or_none()
        if row is None:
            raise UserError(_("This commitment is no longer in the register."))
        return CommitmentRecord(
            draft=_draft(row),
            by=(row.by_short or row.by_name or "", row.by_name or ""),
            to=(row.to_short or row.to_name or "", row.to_name or ""),
            item=", ".join(filter(None, (row.label, row.item_title))),
            source=None if row.engagement_id is None else _source(row),
            turns=_turns(connection, commitment_id, row.state),
            successor=row.successor or "",
        )

    return question


def draft(commitment_id: int) -> Callable[[Connection], CommitmentDraft]:
    """The question for a commitment as a form holds it. Raises UserError where it is gone."""
    wanted = select(Commitment.__table__).where(Commitment.id == commitment_id)

    def question(connection: Connection) -> CommitmentDraft:
        row = connection.execute(wanted).one_or_none()
        if row is None:
            raise UserError(_("This commitment is no longer in the register."))
        return _draft(row)

    return question


def _draft(row: Any) -> CommitmentDraft:
    return CommitmentDraft(**{one.name: getattr(row, one.name) for one in fields(CommitmentDraft)})


def _source(row: Any) -> Source:
    notes: Mapping[str, str] = {note: getattr(row, f"note_{note}") for note in passages.NOTES}
    passage = passages.find(row.sentence, row.what, notes)
    return Source(
        id=row.engagement_id,
        title=row.title,
        starts=row.starts,
        passage=passage,
        note=notes[passage.note] if passage else "",
        changed=bool(row.sentence) and not passages.is_there(row.sentence, notes),
    )


def _turns(connection: Connection, commitment_id: int, now: str) -> tuple[Turn, ...]:
    """When its state changed, by the journal, which keeps no image of what is inserted."""
    entries = connection.execute(
        select(Operation.at, Operation.author, Change.kind, Change.before)
        .join(Operation, Operation.id == Change.operation_id)
        .where(Change.table_name == "commitment", Change.row_id == commitment_id)
        .order_by(Change.operation_id.desc())
    )
    found: list[Turn] = []
    state = now
    for at, author, kind, image in entries:
        before = json.loads(image) if image else {}
        if kind == "insert":
            found.append(Turn(at, author, state, made=True))
        elif kind == "update" and "state" in before:
            found.append(Turn(at, author, state))
        state = before.get("state", state)
    return tuple(reversed(found))
