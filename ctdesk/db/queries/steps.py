"""All steps in a list, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, or_, select

from ctdesk.db.queries.history import IS_DELETION, latest_kinds
from ctdesk.db.queries.lists import RecordList, Sorts, spelled
from ctdesk.db.tables import Change, Operation

# What an officer would miss: an edit that takes a participant out is no deletion.
_MISSED = (
    "organization", "person", "post", "engagement", "commitment", "document", "initiative",
    "saved_search", "need", "plan_objective", "plan_action",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class StepRow:
    """One line of the history.

    `kind` is do, undo or redo; `count` is how many rows it changed; `undone` says that it does
    not stand now, `deletes` that it deleted what an officer would miss.
    """

    id: int
    step_id: int  # the step that it did, undid or did again
    at: datetime  # UTC
    author: str
    title: str
    kind: str
    count: int
    undone: bool
    deletes: bool


@dataclass(frozen=True, slots=True)
class StepList(RecordList):
    """The history, newest first, narrowed where a field is given.

    `author` is the name of who made the steps, in whichever unit, `since` and `until` are moments
    (UTC, the second not included), `words` stand in the step's title.
    """

    deletions: bool = False
    author: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    words: str = ""

    record = Operation
    own_order = ()  # the ids themselves: a step's is taken last of all
    downwards = True

    def _conditions(self, row_id: int | None = None) -> list[ColumnElement[bool]]:
        """What the list asks of a step; of one, where it is named, without a walk."""
        conditions: list[ColumnElement[bool]] = []
        if self.deletions:
            deleting = _deleting()
            if row_id is not None:
                deleting = deleting.where(Change.operation_id == row_id)
            conditions += [Operation.kind == "do", Operation.id.in_(deleting)]
        if self.author is not None:
            conditions.append(
                or_(
                    Operation.author == self.author,
                    Operation.author.startswith(f"{self.author}, ", autoescape=True),
                )
            )
        if self.since is not None:
            conditions.append(Operation.at >= _stored(self.since))
        if self.until is not None:
            conditions.append(Operation.at < _stored(self.until))
        if self.words:
            conditions.append(Operation.title.icontains(self.words, autoescape=True))
        return conditions

    @classmethod
    def sorts(cls) -> Sorts:
        """What each column sorts by."""
        return {
            "when": (Operation.id,),
            "what": (spelled(Operation.title),),
            "who": (spelled(Operation.author),),
        }

    def rows(self, connection: Connection, ids: Sequence[int]) -> dict[int, StepRow]:
        """Lines of a page."""
        found = connection.execute(select(Operation.__table__).where(Operation.id.in_(ids))).all()
        latest = latest_kinds(connection, [row.of_id or row.id for row in found])
        counts = counts_of(connection, ids)
        missed = _deleting().where(Change.operation_id.in_(ids))
        deleting = set(connection.execute(missed).scalars())
        return {
            row.id: StepRow(
                id=row.id,
                step_id=row.of_id or row.id,
                at=row.at.replace(tzinfo=UTC),
                author=row.author,
                title=row.title,
                kind=row.kind,
                count=counts.get(row.id, 0),
                undone=row.kind == "undo" or latest.get(row.of_id or row.id) == "undo",
                deletes=row.id in deleting,
            )
            for row in found
        }


def _deleting() -> Any:
    """Ids of the steps that deleted what an officer would miss."""
    return select(Change.operation_id).where(IS_DELETION, Change.table_name.in_(_MISSED))


def counts_of(connection: Connection, operation_ids: Sequence[int]) -> dict[int, int]:
    """How many rows each of these steps changed."""
    rows = connection.execute(
        select(Change.operation_id, func.count())
        .where(Change.operation_id.in_(operation_ids))
        .group_by(Change.operation_id)
    )
    return {row[0]: row[1] for row in rows}


def _stored(moment: datetime) -> datetime:
    """As the journal has it: UTC, without offset."""
    return moment.astimezone(UTC).replace(tzinfo=None)
