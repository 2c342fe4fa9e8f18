"""CT Desk: a directory, an engagement log and printed sheets, in one encrypted file, offline."""

from __future__ import annotations

__version__ = "0.1.0"
