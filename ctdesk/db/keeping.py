"""Drafts and settings of the window: kept in the register, as safe as the rest, in no history."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, insert, update

from ctdesk.db.drafts import DocumentDraft
from ctdesk.db.models import Draft, DraftDocument, Setting


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
            "data": one.data,
        }
        for position, one in enumerate(documents)
    ]
    if rows:
        connection.execute(insert(DraftDocument), rows)


def drop_draft(connection: Connection, key: str) -> None:
    """Keep a draft no longer, nor its files."""
    connection.execute(delete(DraftDocument).where(DraftDocument.draft_key == key))
    connection.execute(delete(Draft).where(Draft.key == key))


def keep_setting(connection: Connection, key: str, value: object) -> None:
    """Keep a value under its key."""
    connection.execute(delete(Setting).where(Setting.key == key))
    connection.execute(insert(Setting).values(key=key, value=json.dumps(value)))
