"""Drafts and settings of the window: kept in the register, as safe as the rest, in no history."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, exists, insert, select, update

from ctdesk.db import texts
from ctdesk.db.files import DocumentDraft, Stored, hash_of
from ctdesk.db.tables import Blob, Change, Document, Draft, DraftDocument, Setting


def keep_draft(
    connection: Connection,
    key: str,
    title: str,
    memo: str,
    documents: Sequence[DocumentDraft] | None,
) -> None:
    """Keep a draft under its key; files kept before stay where `documents` is None."""
    values = {"title": title[:300], "at": datetime.now(UTC).replace(tzinfo=None), "memo": memo}
    kept = connection.execute(update(Draft).where(Draft.key == key).values(values))
    if not kept.rowcount:
        connection.execute(insert(Draft).values(key=key, **values))
    if documents is None:
        return
    connection.execute(delete(DraftDocument).where(DraftDocument.draft_key == key))
    rows = [
        {
            "draft_key": key,
            "position": position,
            "name": one.name,
            "media_type": one.media_type,
            "kind": one.kind,
            "hash": keep_content(connection, one.data).hash,
        }
        for position, one in enumerate(documents)
    ]
    if rows:
        connection.execute(insert(DraftDocument), rows)


def keep_content(connection: Connection, data: bytes | Stored) -> Stored:
    """Where bytes are kept, which are written unless they lie there already."""
    digest = hash_of(data)
    known = connection.execute(select(Blob.hash).where(Blob.hash == digest)).first()
    if known is None and isinstance(data, bytes):
        connection.execute(insert(Blob).values(hash=digest, data=data))
    return Stored(digest, len(data))


def unused(connection: Connection) -> tuple[str, ...]:
    """The hashes of contents to which no document, no draft and nothing in the journal refers."""
    here = exists().where(Document.hash == Blob.hash)
    typed = exists().where(DraftDocument.hash == Blob.hash)
    found = connection.execute(select(Blob.hash).where(~here, ~typed)).scalars().all()
    if not found:
        return ()
    deleted = select(Change.before).where(
        Change.table_name == Document.__tablename__, Change.kind == "delete"
    )
    brought_back = {json.loads(one or "{}").get("hash") for one in connection.scalars(deleted)}
    return tuple(one for one in found if one not in brought_back)


def let_go(connection: Connection, digest: str) -> None:
    """Delete a content, unless something refers to it by now."""
    if digest in unused(connection):
        texts.forget(connection, digest)
        connection.execute(delete(Blob).where(Blob.hash == digest))


def drop_draft(connection: Connection, key: str) -> None:
    """Keep a draft no longer, nor its files; their contents go when they are let go of."""
    connection.execute(delete(DraftDocument).where(DraftDocument.draft_key == key))
    connection.execute(delete(Draft).where(Draft.key == key))


def keep_setting(connection: Connection, key: str, value: object) -> None:
    """Keep a value under its key."""
    connection.execute(delete(Setting).where(Setting.key == key))
    connection.execute(insert(Setting).values(key=key, value=json.dumps(value)))
