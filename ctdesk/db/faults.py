"""The library's complaints about a file, said in one sentence a user can act on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlcipher3 import dbapi2

from ctdesk.errors import UserError
from ctdesk.words import _


class ReadOnly(UserError):
    """The register is open for reading only."""


class Damaged(UserError):
    """The file is no longer whole."""


def _sentence(message: str) -> str | None:
    if "disk is full" in message:
        return _("The disk is full. Nothing was changed; free some space and try again.")
    if "readonly" in message or "read-only" in message:
        return _("The register is read-only here. Copy it to a folder you can write to.")
    if "database is locked" in message:
        return _("The register is being written by another program. Try again in a moment.")
    if "disk I/O error" in message:
        return _(
            "The disk did not answer. Nothing was changed; check that the drive is connected "
            "and has space, and try again."
        )
    if "unable to open" in message:
        return _("The register's file cannot be reached. Check that it is where it was.")
    if "malformed" in message:
        return _("The register is damaged. Open the latest backup, and keep this file.")
    return None


@contextmanager
def said_plainly() -> Iterator[None]:
    """Turn what the disk did to us into a `UserError`; anything else passes as the bug it is."""
    try:
        yield
    except Exception as error:
        cause = getattr(error, "orig", None) or error
        if not isinstance(cause, dbapi2.Error):
            raise
        sentence = _sentence(str(cause))
        if sentence is None:
            raise
        kind = Damaged if "malformed" in str(cause) else UserError
        raise kind(sentence) from error


@contextmanager
def reachable(path: Path) -> Iterator[None]:
    """Turn what the system says of a place into a `UserError` that names it."""
    try:
        yield
    except OSError as error:
        message = _("{path} cannot be used: {why}. Choose another place.")
        raise UserError(message.format(path=path, why=error.strerror or error)) from error
