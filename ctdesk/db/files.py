"""Files that are to be kept, and bytes that are kept already."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stored:
    """Bytes that lie in the register already, by their hash: as long as they, and not in memory."""

    hash: str  # SHA-256, hex
    size: int

    def __len__(self) -> int:
        return self.size


@dataclass(frozen=True, slots=True)
class DocumentDraft:
    """A file to keep: its name and bytes; `kind` is "photo" for the picture of a person."""

    name: str
    data: bytes | Stored
    media_type: str = ""
    kind: str = ""


def hash_of(data: bytes | Stored) -> str:
    """The hash by which these bytes are kept."""
    return data.hash if isinstance(data, Stored) else hashlib.sha256(data).hexdigest()
