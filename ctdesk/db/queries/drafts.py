"""What was typed and not stored yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, func, select

from ctdesk.db.files import DocumentDraft, Stored
from ctdesk.db.tables import Blob, Draft, DraftDocument


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A draft as its form kept it; `at` is in UTC."""

    key: str
    title: str
    at: datetime
    memo: str
    documents: tuple[DocumentDraft, ...]


@dataclass(frozen=True, slots=True)
class WaitingDraft:
    """A draft that waits for its form to be opened; `at` is in UTC."""

    key: str
    title: str
    at: datetime


def kept(key: str) -> Callable[[Connection], KeptDraft | None]:
    """The question for the draft of a form; None where nothing is kept."""

    def question(connection: Connection) -> KeptDraft | None:
        row = connection.execute(
            select(Draft.key, Draft.title, Draft.at, Draft.memo).where(Draft.key == key)
        ).one_or_none()
        if row is None:
            return None
        files = connection.execute(
            select(
                DraftDocument.name,
                Blob.hash,
                func.length(Blob.data),
                DraftDocument.media_type,
                DraftDocument.kind,
            )
            .join(Blob, Blob.hash == DraftDocument.hash)
            .where(DraftDocument.draft_key == key)
            .order_by(DraftDocument.position)
        )
        documents = tuple(
            DocumentDraft(name, Stored(digest, size), *rest) for name, digest, size, *rest in files
        )
        return KeptDraft(row.key, row.title, row.at.replace(tzinfo=UTC), row.memo, documents)

    return question


def waiting(connection: Connection) -> tuple[WaitingDraft, ...]:
    """All drafts, the newest first."""
    rows = connection.execute(
        select(Draft.key, Draft.title, Draft.at).order_by(Draft.at.desc(), Draft.key)
    )
    return tuple(WaitingDraft(row.key, row.title, row.at.replace(tzinfo=UTC)) for row in rows)
