"""Engagements: what was done, with whom, under what, and what was promised."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ctdesk.db.models.base import Base, Record, belongs_to, refers_to


class Engagement(Record):
    """One engagement.

    `starts` and `ends` are wall-clock times in `time_zone` (an IANA name), as an invitation says
    them: they stay true when a zone changes its rules. On an all-day engagement only their dates
    count and `ends` is the last day. `ends` is NULL where it is not known.
    """

    __tablename__ = "engagement"
    # The order of the log, newest first, read from the index alone; and the days ahead, of which
    # only what is planned is asked for.
    __table_args__ = (
        Index("ix_engagement_order", "starts", "id"),
        Index("ix_engagement_status_starts", "status", "starts"),
    )

    reference: Mapped[str | None] = mapped_column(String(60), unique=True)
    title: Mapped[str] = mapped_column(String(500))
    type_id: Mapped[int] = refers_to("engagement_type")
    starts: Mapped[datetime]
    ends: Mapped[datetime | None]
    time_zone: Mapped[str] = mapped_column(String(60))
    all_day: Mapped[bool] = mapped_column(default=False)
    status: Mapped[str] = mapped_column(String(20), default="planned")
    modality: Mapped[str] = mapped_column(String(20), default="")
    platform: Mapped[str] = mapped_column(String(100), default="")
    venue: Mapped[str] = mapped_column(String(200), default="")
    city: Mapped[str] = mapped_column(String(100), default="")
    country_id: Mapped[int | None] = refers_to("place")
    level: Mapped[str] = mapped_column(String(20), default="")
    initiative_id: Mapped[int | None] = refers_to("initiative")
    languages: Mapped[str] = mapped_column(String(100), default="")
    objective: Mapped[str] = mapped_column(Text, default="")
    summary: Mapped[str] = mapped_column(Text, default="")
    outcome: Mapped[str] = mapped_column(Text, default="")
    recommendations: Mapped[str] = mapped_column(Text, default="")
    points_to_make: Mapped[str] = mapped_column(Text, default="")
    sensitive_points: Mapped[str] = mapped_column(Text, default="")
    lead_officer: Mapped[str] = mapped_column(String(200), default="")
    lead_unit: Mapped[str] = mapped_column(String(200), default="")
    registration_deadline: Mapped[date | None]
    delegate_cap: Mapped[int | None]
    press_release: Mapped[bool] = mapped_column(default=False)
    social_media: Mapped[bool] = mapped_column(default=False)
    sensitivity: Mapped[str] = mapped_column(String(30), default="unclassified")
    retention_code: Mapped[str] = mapped_column(String(40), default="")
    basis: Mapped[str] = mapped_column(String(300), default="")
    source: Mapped[str] = mapped_column(String(500), default="")
    is_example: Mapped[bool] = mapped_column(default=False)


class EngagementSession(Record):
    """A session within an engagement."""

    __tablename__ = "session"

    engagement_id: Mapped[int] = belongs_to("engagement")
    position: Mapped[int] = mapped_column(default=0)
    title: Mapped[str] = mapped_column(String(500))
    starts: Mapped[datetime | None]
    ends: Mapped[datetime | None]
    summary: Mapped[str] = mapped_column(Text, default="")


class Participation(Record):
    """That a body, a person, or a person for a body takes part.

    `capacity` is what the person was on that day; it stays when the post changes or goes.
    """

    __tablename__ = "participation"
    __table_args__ = (Index("ix_participation_party", "organization_id", "engagement_id"),)

    engagement_id: Mapped[int] = belongs_to("engagement")
    position: Mapped[int] = mapped_column(default=0)
    organization_id: Mapped[int | None] = refers_to("organization", index=False)
    person_id: Mapped[int | None] = refers_to("person")
    post_id: Mapped[int | None] = refers_to("post")
    capacity: Mapped[str] = mapped_column(String(200), default="")
    role: Mapped[str] = mapped_column(String(20), default="")
    attendance: Mapped[str] = mapped_column(String(20), default="")


class EngagementItem(Record):
    """A framework item an engagement is carried out under.

    `advances` says how it advances the item; `is_reading` marks a link no source makes.
    """

    __tablename__ = "engagement_item"
    __table_args__ = (UniqueConstraint("engagement_id", "item_id"),)

    engagement_id: Mapped[int] = belongs_to("engagement", index=False)
    item_id: Mapped[int] = belongs_to("framework_item")
    advances: Mapped[str] = mapped_column(Text, default="")
    is_reading: Mapped[bool] = mapped_column(default=False)


class EngagementTheme(Record):
    """A theme of an engagement."""

    __tablename__ = "engagement_theme"

    engagement_id: Mapped[int] = belongs_to("engagement")
    theme_id: Mapped[int] = belongs_to("theme")


class EngagementPlace(Record):
    """A country or region an engagement is about (not where it is held)."""

    __tablename__ = "engagement_place"

    engagement_id: Mapped[int] = belongs_to("engagement")
    place_id: Mapped[int] = belongs_to("place")


class Commitment(Record):
    """A promise, ours or theirs."""

    __tablename__ = "commitment"
    # What is owed, by the day it is due: few among all that was ever promised.
    __table_args__ = (Index("ix_commitment_state_due", "state", "due"),)

    engagement_id: Mapped[int | None] = refers_to("engagement")
    item_id: Mapped[int | None] = refers_to("framework_item")
    by_id: Mapped[int | None] = refers_to("organization")
    to_id: Mapped[int | None] = refers_to("organization")
    what: Mapped[str] = mapped_column(Text)
    due: Mapped[date | None] = mapped_column(index=True)
    state: Mapped[str] = mapped_column(String(20), default="open")
    closed_on: Mapped[date | None]
    evidence: Mapped[str] = mapped_column(Text, default="")
    officer: Mapped[str] = mapped_column(String(200), default="")
    # The words of the outcome, summary or recommendations that made it, where the officer said so.
    sentence: Mapped[str] = mapped_column(Text, default="")


class Document(Record):
    """A file kept with an engagement, a body or a person; its bytes are in `blob`.

    `kind` is "photo" for the picture of a person, else empty.
    """

    __tablename__ = "document"

    engagement_id: Mapped[int | None] = belongs_to("engagement")
    organization_id: Mapped[int | None] = belongs_to("organization")
    person_id: Mapped[int | None] = belongs_to("person")
    kind: Mapped[str] = mapped_column(String(20), default="")
    name: Mapped[str] = mapped_column(String(255))
    media_type: Mapped[str] = mapped_column(String(100), default="")
    size: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64), index=True)  # SHA-256, hex


class Blob(Base):
    """Bytes by their hash: stored once, never in the journal.

    They go when no document, no draft and nothing in the journal refers to them any more.
    """

    __tablename__ = "blob"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
