"""Whether a register is sound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, text

from ctdesk.db.search.index import INDEXED
from ctdesk.db.tables import Operation, records
from ctdesk.words import _, ngettext


@dataclass(frozen=True, slots=True)
class Findings:
    """What a check found: `faults` in sentences, none where the register is sound."""

    records: int
    operations: int
    faults: tuple[str, ...]


def check(connection: Connection) -> Findings:
    """Read every page and every reference, and hold the index against the rows."""
    faults = [*_pages(connection), *_references(connection), *_index(connection)]
    count = sum(_count(connection, table.__tablename__) for table in records())
    return Findings(count, _count(connection, Operation.__tablename__), tuple(faults))


def _count(connection: Connection, table: str) -> int:
    counted = connection.execute(text(f"SELECT count(*) FROM {table}"))  # noqa: S608
    return int(counted.scalar_one())


def _pages(connection: Connection) -> list[str]:
    forged = [] if _has_log(connection) else _forged(connection)
    found = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
    if not forged and found == ["ok"]:
        return []
    return [_("Pages of the file are damaged. Open the latest backup, and keep this file.")]


def _has_log(connection: Connection) -> bool:
    """Whether pages wait in the log beside the file, which then has holes of its own."""
    own, *_temporary = connection.exec_driver_sql("PRAGMA database_list")
    file = own.file
    log = Path(f"{file}-wal")
    return log.exists() and log.stat().st_size > 0


def _forged(connection: Connection) -> Sequence[object]:
    """What SQLCipher says of pages that are not the ones that were written.

    It reads the file itself, past the log, and gives no rows at all on a plain file.
    """
    answer = connection.exec_driver_sql("PRAGMA cipher_integrity_check")
    return answer.all() if answer.returns_rows else []


def _references(connection: Connection) -> list[str]:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if not broken:
        return []
    sentence = ngettext(
        "{count} reference leads nowhere.", "{count} references lead nowhere.", len(broken)
    )
    return [sentence.format(count=len(broken))]


def _index(connection: Connection) -> list[str]:
    for table in INDEXED:
        missing = connection.execute(
            text(
                f"SELECT count(*) FROM (SELECT id FROM {table} EXCEPT "  # noqa: S608
                f"SELECT id FROM {table}_fts_docsize)"
            )
        ).scalar_one()
        surplus = _count(connection, f"{table}_fts_docsize") - _count(connection, table)
        if missing or surplus:
            return [_("The search index is behind; ctdesk check --rebuild-index makes it anew.")]
    return []
