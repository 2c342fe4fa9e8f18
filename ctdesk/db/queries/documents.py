"""The files kept with a record, and what is in one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Connection, func, select

from ctdesk.db.queries.lists import RecordList, Sorts, spelled
from ctdesk.db.tables import Blob, Change, Document, Operation
from ctdesk.errors import UserError
from ctdesk.words import _


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One line of a list of files; `size` in bytes, `at` (UTC) and `by` as the journal has it."""

    id: int
    name: str
    media_type: str
    size: int
    at: datetime | None
    by: str


@dataclass(frozen=True, slots=True)
class DocumentContent:
    """A file as it was kept."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class DocumentList(RecordList):
    """The files of a record, the newest first; the picture of a person is none of them.

    `owner` is "engagement", "organization", "person" or "commitment".
    """

    owner: str = "engagement"
    owner_id: int = 0

    record = Document
    own_order = ()  # the ids themselves follow the time
    downwards = True

    def _conditions(self, row_id: int | None = None) -> list[ColumnElement[bool]]:
        del row_id  # the owner's files are few
        column = Document.__table__.c[f"{self.owner}_id"]
        return [column == self.owner_id, Document.kind == ""]

    @classmethod
    def sorts(cls) -> Sorts:
        """What each column sorts by."""
        return {
            "name": (spelled(Document.name),),
            "size": (Document.size,),
            "added": (Document.id,),
        }

    def rows(self, connection: Connection, ids: Sequence[int]) -> dict[int, DocumentRow]:
        """Lines of a page."""
        columns = (Document.id, Document.name, Document.media_type, Document.size)
        found = connection.execute(select(*columns).where(Document.id.in_(ids)))
        added = _added(connection, ids)
        return {row.id: DocumentRow(*row, *added.get(row.id, (None, ""))) for row in found}


def content(document_id: int) -> Callable[[Connection], DocumentContent]:
    """The question for a file with its bytes. Raises UserError where it is gone."""
    wanted = (
        select(Document.name, Document.media_type, Blob.data)
        .join(Blob, Blob.hash == Document.hash)
        .where(Document.id == document_id)
    )

    def question(connection: Connection) -> DocumentContent:
        row = connection.execute(wanted).one_or_none()
        if row is None:
            raise UserError(_("This document is no longer in the register."))
        return DocumentContent(*row)

    return question


def _added(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[datetime | None, str]]:
    """When and by whom each file was added first."""
    first = (
        select(Change.row_id, func.min(Change.operation_id).label("operation_id"))
        .where(Change.row_id.in_(ids), Change.table_name == "document")
        .group_by(Change.row_id)
        .subquery()
    )
    rows = connection.execute(
        select(first.c.row_id, Operation.at, Operation.author).join(
            first, first.c.operation_id == Operation.id
        )
    )
    return {row.row_id: (row.at.replace(tzinfo=UTC), row.author) for row in rows}
