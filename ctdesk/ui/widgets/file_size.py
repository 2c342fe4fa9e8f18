"""The size of a file in words."""

from __future__ import annotations

from ctdesk.words import _


def file_size(size: int) -> str:
    """ "12 KB", "1.4 MB"."""
    if size < 1024 * 1024:
        return _("{size} KB").format(size=max(1, round(size / 1024)) if size else 0)
    return _("{size} MB").format(size=round(size / 1024 / 1024, 1))
