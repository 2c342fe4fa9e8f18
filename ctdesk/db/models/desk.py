"""What the window keeps in the register and nobody's history: drafts and how things were left."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from ctdesk.db.models.base import Base


class Draft(Base):
    """What is being typed in a form and not stored yet.

    `key` names the form and its record ("engagement:new", "person:123"); `memo` is the form's own
    account of its inputs, as JSON.
    """

    __tablename__ = "draft"

    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    title: Mapped[str] = mapped_column(String(300), default="")
    at: Mapped[datetime]  # UTC, without offset
    memo: Mapped[str] = mapped_column(Text)


class DraftDocument(Base):
    """A file dropped onto a form that is not stored yet; its bytes are a `Blob`."""

    __tablename__ = "draft_document"

    draft_key: Mapped[str] = mapped_column(ForeignKey("draft.key"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(255))
    media_type: Mapped[str] = mapped_column(String(100), default="")
    kind: Mapped[str] = mapped_column(String(20), default="")
    hash: Mapped[str] = mapped_column(String(64), default="")  # SHA-256, hex


class Setting(Base):
    """How the window was left in this register; `value` is JSON."""

    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    value: Mapped[str] = mapped_column(Text)
