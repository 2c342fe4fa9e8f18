"""What the window keeps in the register and nobody's history: drafts and how things were left."""

from __future__ import annotations

from sqlalchemy import DateTime, Integer, String, Text

from ctdesk.db.tables.base import Base, column


class Draft(Base):
    """What is being typed in a form and not stored yet.

    `key` names the form and its record ("engagement:new", "person:123"); `memo` is the form's own
    account of its inputs, as JSON.
    """

    __tablename__ = "draft"

    key = column(String(80), primary_key=True)
    title = column(String(300), default="")
    at = column(DateTime)  # UTC, without offset
    memo = column(Text)


class DraftDocument(Base):
    """A file dropped onto a form that is not stored yet; its bytes are a `Blob`."""

    __tablename__ = "draft_document"

    draft_key = column(String(80), of="draft.key", primary_key=True)
    position = column(Integer, primary_key=True)
    name = column(String(255))
    media_type = column(String(100), default="")
    kind = column(String(20), default="")
    hash = column(String(64), default="")  # SHA-256, hex


class Setting(Base):
    """How the window was left in this register; `value` is JSON."""

    __tablename__ = "setting"

    key = column(String(80), primary_key=True)
    value = column(Text)
