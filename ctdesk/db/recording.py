"""Carrying out an operation, and the recorder of what it does.

Images are read from the database itself, before the first write to a row and after the last: an
attribute that is deferred, expired or set by a cascade can then never be taken for NULL.

The one module that brings in the mapper; whoever writes imports it when there is something to
write.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, event
from sqlalchemy.orm import Mapper, Session, UOWTransaction, object_session

from ctdesk.db.changes import Image, RowChange
from ctdesk.db.ids import IdSource
from ctdesk.db.journal import image_of, table_of
from ctdesk.db.mapping import MappedRecord

T = TypeVar("T")


class BulkWriteRefusedError(RuntimeError):
    """A statement tried to write past the recorder: a bug in an operation, never the user's."""


def carry_out(
    connection: Connection, ids: IdSource, work: Callable[[Session], T]
) -> tuple[T, tuple[RowChange, ...]]:
    """Carry out an operation within a transaction: what it returns, and what it did."""
    with Session(bind=connection, info={"ids": ids}) as session:
        recorder = Recorder(session)
        result = work(session)
        session.flush()
        return result, recorder.changes()


class Recorder:
    """Watches one session for one operation and knows what it did to which rows."""

    def __init__(self, session: Session) -> None:
        self._connection = session.connection()
        self._before: dict[tuple[str, int], Image | None] = {}
        self._flushing = False
        session.info["recorder"] = self
        event.listen(session, "before_flush", self._flush_begins)
        event.listen(session, "after_flush", self._flush_ends)
        event.listen(self._connection, "before_cursor_execute", self._refuse_bulk)

    def touch(self, table: Table, row_id: int) -> None:
        """Take the row's image, if this is the first time it is about to change."""
        if (table.name, row_id) not in self._before:
            self._before[table.name, row_id] = image_of(self._connection, table, row_id)

    def changes(self) -> tuple[RowChange, ...]:
        """What was done to each row from first to last; rows that end as they began are left out.

        The session is flushed before; nothing may be written after.
        """
        event.remove(self._connection, "before_cursor_execute", self._refuse_bulk)
        found = []
        for (name, row_id), before in self._before.items():
            after = image_of(self._connection, table_of(name), row_id)
            if before != after:
                found.append(RowChange(name, row_id, before, after))
        return tuple(found)

    def _flush_begins(self, *_args: object) -> None:
        self._flushing = True

    def _flush_ends(self, _session: Session, _context: UOWTransaction) -> None:
        self._flushing = False

    def _refuse_bulk(
        self, _connection: Connection, _cursor: object, statement: str, *_rest: object
    ) -> None:
        if not self._flushing and statement.lstrip()[:6].upper() not in ("SELECT", "SAVEPO"):
            raise BulkWriteRefusedError("an operation writes through mapped objects only")


def _about_to_change(_mapper: Mapper[Any], _connection: Connection, target: MappedRecord) -> None:
    session = object_session(target)
    recorder = session.info.get("recorder") if session is not None else None
    if recorder is None:
        raise BulkWriteRefusedError("records change inside Store.perform only")
    recorder.touch(target.__table__, target.id)


for _moment in ("before_insert", "before_update", "before_delete"):
    event.listen(MappedRecord, _moment, _about_to_change, propagate=True)
