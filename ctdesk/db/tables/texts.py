"""The words in files: derived from the bytes, journalled nowhere, gone with them."""

from __future__ import annotations

from sqlalchemy import Boolean, Integer, String, Text

from ctdesk.db.tables.base import Base, Id, column

PARTS = 1 << 14  # of a file; the ids of its parts begin at its number times this


class FileReading(Base):
    """That a content was read, or that it was tried: `tries` counts those that came to no end."""

    __tablename__ = "file_reading"

    number = column(Integer, primary_key=True)
    hash = column(String(64), of="blob.hash", unique=True)
    tries = column(Integer, default=0)
    done = column(Boolean, default=False)


class DocumentText(Base):
    """The words of a page, or of a part of a file without pages (`page` 0).

    Which file it is of follows from the id, so that finding can tell files apart by ids alone.
    """

    __tablename__ = "document_text"

    id = column(Id, primary_key=True)
    page = column(Integer)
    text = column(Text)
