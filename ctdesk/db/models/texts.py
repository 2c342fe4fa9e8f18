"""The words in files: derived from the bytes, journalled nowhere, gone with them."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from ctdesk.db.models.base import Base, Id

PARTS = 1 << 14  # of a file; the ids of its parts begin at its number times this


class FileReading(Base):
    """That a content was read, or that it was tried: `tries` counts those that came to no end."""

    __tablename__ = "file_reading"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    hash: Mapped[str] = mapped_column(String(64), ForeignKey("blob.hash"), unique=True)
    tries: Mapped[int] = mapped_column(default=0)
    done: Mapped[bool] = mapped_column(default=False)


class DocumentText(Base):
    """The words of a page, or of a part of a file without pages (`page` 0).

    Which file it is of follows from the id, so that finding can tell files apart by ids alone.
    """

    __tablename__ = "document_text"

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    page: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
