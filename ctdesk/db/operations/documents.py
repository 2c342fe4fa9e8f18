"""Keep files in the register."""

from __future__ import annotations

import mimetypes
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING

from ctdesk.db.files import DocumentDraft, Stored, hash_of
from ctdesk.db.operations import common
from ctdesk.db.tables import Blob, Document
from ctdesk.errors import UserError
from ctdesk.words import _

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_MB = 1024 * 1024
LIMIT = 100 * _MB  # bytes


def read_file(path: Path) -> DocumentDraft:
    """The draft of a file on disk. Raises UserError where it cannot be read or is too large."""
    try:
        _refuse_large(path.name, path.stat().st_size)
        data = path.read_bytes()
    except OSError as error:
        raise UserError(
            _("{path} cannot be read: {why}.").format(path=path, why=error.strerror)
        ) from error
    return DocumentDraft(path.name, data)


def add(
    session: Session,
    draft: DocumentDraft,
    *,
    engagement_id: int | None = None,
    organization_id: int | None = None,
    person_id: int | None = None,
    commitment_id: int | None = None,
) -> int:
    """Keep a file with an engagement, a body, a person or a commitment; the document's id.

    The same bytes are stored once. Raises UserError where the file is too large, or where bytes
    that were kept before are no longer.
    """
    _refuse_large(draft.name, len(draft.data))
    digest = hash_of(draft.data)
    blob = common.mapped(Blob)
    if session.get(blob, digest) is None:
        if isinstance(draft.data, Stored):
            raise UserError(_("{name} is no longer kept: add it again.").format(name=draft.name))
        session.add(blob(hash=digest, data=draft.data))
    guessed = mimetypes.guess_type(draft.name)[0] or "application/octet-stream"
    values = {
        "name": Path(draft.name).name,
        "media_type": draft.media_type or guessed,
        "size": len(draft.data),
        "hash": digest,
        "kind": draft.kind,
        "engagement_id": engagement_id,
        "organization_id": organization_id,
        "person_id": person_id,
        "commitment_id": commitment_id,
    }
    return common.add(session, Document, values)


def rename(session: Session, document_id: int, name: str) -> None:
    """Call a file otherwise. Raises Invalid where the name is empty or too long."""
    common.fill(common.find(session, Document, document_id), {"name": name})


def delete(session: Session, document_id: int) -> None:
    """Take a file out; its bytes stay while the journal can bring it back."""
    common.delete(session, Document, document_id)


def _refuse_large(name: str, size: int) -> None:
    if size > LIMIT:
        raise UserError(
            _(
                "{name} is {size} MB, and a document may have {limit} MB at most: make it smaller, "
                "or say in the text where it is kept."
            ).format(name=name, size=ceil(size / _MB), limit=LIMIT // _MB)
        )
