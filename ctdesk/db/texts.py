"""The words in files: which files are still to be read, and what was read of them.

Reading a file takes from a moment to a minute. Nothing is locked meanwhile: what was read is
written in small portions, and counts once the last is written. A reading that came to no end, since
the program did, is made anew; after the third the file is left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, delete, exists, func, insert, or_, select, update

from ctdesk.db.search import index
from ctdesk.db.tables import Blob, Document, DocumentText, FileReading
from ctdesk.db.tables.texts import PARTS

if TYPE_CHECKING:
    from ctdesk.reading.contents import Part

TRIES = 3
_PORTION = 100_000  # characters written in one transaction: some 20 ms
Write = Callable[[Callable[[Connection], Any]], Any]  # does it in a transaction of its own


@dataclass(frozen=True, slots=True)
class File:
    """A content that is still to be read, and what a document calls it."""

    hash: str
    name: str
    media_type: str


def missing(connection: Connection) -> tuple[File, ...]:
    """The files that were not read yet, the newest first; the picture of a person is none."""
    settled = exists().where(
        FileReading.hash == Document.hash, or_(FileReading.done, FileReading.tries >= TRIES)
    )
    rows = connection.execute(
        select(Document.hash, Document.name, Document.media_type)
        .where(Document.kind == "", ~settled)
        .order_by(Document.id.desc())
    )
    return tuple({row.hash: File(*row) for row in rows}.values())


def bytes_of(digest: str) -> Callable[[Connection], bytes]:
    """The question for a content; empty where it is gone."""
    wanted = select(Blob.data).where(Blob.hash == digest)
    return lambda connection: connection.execute(wanted).scalar_one_or_none() or b""


def read(file: File, data: bytes, write: Write, called_off: Callable[[], bool]) -> bool:
    """Read a file and have what it says written; whether it came to the end.

    Where it is called off before, it is as if it had not been tried.
    """
    from ctdesk.reading.contents import parts_of  # e-mail, XML, PDFium: with a file to read

    number = write(partial(_begin, digest=file.hash))
    if number is None:
        return False
    first = number * PARTS
    for portion in _portions(parts_of(file.name, file.media_type, data, called_off)):
        write(partial(_keep, first=first, parts=portion))
        first += len(portion)
    ended = not called_off()
    write(partial(_end if ended else _put_off, number=number))
    return ended


def _portions(parts: Iterable[Part]) -> Iterator[list[Part]]:
    held: list[Part] = []
    for part in parts:
        held.append(part)
        if sum(len(one.text) for one in held) >= _PORTION:
            yield held
            held = []
    if held:
        yield held


def _begin(connection: Connection, digest: str) -> int | None:
    """The number of a file that is about to be read; None where its content was let go."""
    of_hash = FileReading.hash == digest
    known = connection.execute(select(FileReading.number).where(of_hash)).scalar_one_or_none()
    if known is not None:
        _remove(connection, known)  # what was read before the program ended
        connection.execute(update(FileReading).where(of_hash).values(tries=FileReading.tries + 1))
        return known
    if connection.execute(select(Blob.hash).where(Blob.hash == digest)).first() is None:
        return None
    highest = connection.execute(select(func.max(FileReading.number))).scalar_one_or_none() or 0
    values = {"number": highest + 1, "hash": digest, "tries": 1, "done": False}
    connection.execute(insert(FileReading).values(values))
    return highest + 1


def _keep(connection: Connection, first: int, parts: Iterable[Part]) -> None:
    rows = {number: {"page": one.page, "text": one.text} for number, one in enumerate(parts, first)}
    connection.execute(
        insert(DocumentText), [{"id": number, **row} for number, row in rows.items()]
    )
    index.write(connection, "document_text", rows.items())


def _end(connection: Connection, number: int) -> None:
    one = FileReading.number == number
    connection.execute(update(FileReading).where(one).values(done=True, tries=0))


def _put_off(connection: Connection, number: int) -> None:
    _remove(connection, number)
    connection.execute(delete(FileReading).where(FileReading.number == number))


def forget(connection: Connection, digest: str) -> None:
    """Delete what was read of a content, which goes itself."""
    of_hash = FileReading.hash == digest
    number = connection.execute(select(FileReading.number).where(of_hash)).scalar_one_or_none()
    if number is not None:
        _put_off(connection, number)


def clear(connection: Connection) -> None:
    """Delete all that was read, so that it is read anew; the index is made anew after it."""
    connection.execute(delete(DocumentText))
    connection.execute(delete(FileReading))


def _remove(connection: Connection, number: int) -> None:
    first = number * PARTS
    own = DocumentText.id.between(first, first + PARTS - 1)
    ids = connection.execute(select(DocumentText.id).where(own)).scalars().all()
    index.remove(connection, "document_text", ids)
    connection.execute(delete(DocumentText).where(own))
