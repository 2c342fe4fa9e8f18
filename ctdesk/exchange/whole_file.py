"""A file that is written whole or not at all, and never over the register."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from ctdesk.errors import UserError
from ctdesk.words import _

_BESIDE = ("", "-wal", "-shm")  # what a register consists of while it is open


@contextmanager
def whole_file(path: Path, register: Path | None = None) -> Iterator[BinaryIO]:
    """A file to write: it stands at `path` once all is written, and what stood there goes.

    Where that fails, or the work within does, nothing has changed. Raises UserError with the
    reason, also where `path` is the register itself.
    """
    part = path.with_name(f".{uuid.uuid4().hex}.part")  # nobody's file already
    try:
        if register is not None and _is_of(path, register):
            message = _("{path} is the register itself. Choose another name.")
            raise UserError(message.format(path=path))
        with part.open("xb") as file:
            yield file
        part.replace(path)
    except OSError as error:
        why = error.strerror or str(error)
        raise UserError(_("{path} cannot be written: {why}.").format(path=path, why=why)) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _is_of(path: Path, register: Path) -> bool:
    if not path.exists():
        return False
    files = (Path(f"{register}{ending}") for ending in _BESIDE)
    return any(path.samefile(file) for file in files if file.exists())
