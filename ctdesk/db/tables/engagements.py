"""Engagements: what was done, with whom, under what, and what was promised."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Date,
    DateTime,
    Index,
    Integer,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
)

from ctdesk.db.tables.base import (
    Base,
    Record,
    belongs_to,
    column,
    may_belong_to,
    may_refer_to,
    optional,
    refers_to,
)


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

    reference = optional(String(60), unique=True)
    title = column(String(500))
    type_id = refers_to("engagement_type")
    starts = column(DateTime)
    ends = optional(DateTime)
    time_zone = column(String(60))
    all_day = column(Boolean, default=False)
    status = column(String(20), default="planned")
    modality = column(String(20), default="")
    platform = column(String(100), default="")
    venue = column(String(200), default="")
    city = column(String(100), default="")
    country_id = may_refer_to("place")
    level = column(String(20), default="")
    initiative_id = may_refer_to("initiative")
    languages = column(String(100), default="")
    objective = column(Text, default="")
    summary = column(Text, default="")
    outcome = column(Text, default="")
    recommendations = column(Text, default="")
    points_to_make = column(Text, default="")
    sensitive_points = column(Text, default="")
    lead_officer = column(String(200), default="")
    lead_unit = column(String(200), default="")
    registration_deadline = optional(Date)
    delegate_cap = optional(Integer)
    # Counted, not named: how many people were present, and how many of them women.
    attended = optional(Integer)
    women = optional(Integer)
    press_release = column(Boolean, default=False)
    social_media = column(Boolean, default=False)
    sensitivity = column(String(30), default="unclassified")
    retention_code = column(String(40), default="")
    basis = column(String(300), default="")
    source = column(String(500), default="")
    is_example = column(Boolean, default=False)


class EngagementSession(Record):
    """A session within an engagement."""

    __tablename__ = "session"

    engagement_id = belongs_to("engagement")
    position = column(Integer, default=0)
    title = column(String(500))
    starts = optional(DateTime)
    ends = optional(DateTime)
    summary = column(Text, default="")


class Participation(Record):
    """That a body, a person, or a person for a body takes part.

    `capacity` is what the person was on that day; it stays when the post changes or goes.
    """

    __tablename__ = "participation"
    __table_args__ = (
        Index("ix_participation_party", "organization_id", "engagement_id"),
        Index("ix_participation_listed", "engagement_id", "position"),  # who stands first
    )

    engagement_id = belongs_to("engagement", index=False)
    position = column(Integer, default=0)
    organization_id = may_refer_to("organization", index=False)
    person_id = may_refer_to("person")
    post_id = may_refer_to("post")
    capacity = column(String(200), default="")
    role = column(String(20), default="")
    attendance = column(String(20), default="")


class EngagementItem(Record):
    """A framework item an engagement is carried out under.

    `advances` says how it advances the item; `is_reading` marks a link no source makes.
    """

    __tablename__ = "engagement_item"
    __table_args__ = (UniqueConstraint("engagement_id", "item_id"),)

    engagement_id = belongs_to("engagement", index=False)
    item_id = belongs_to("framework_item")
    advances = column(Text, default="")
    is_reading = column(Boolean, default=False)


class EngagementTheme(Record):
    """A theme of an engagement."""

    __tablename__ = "engagement_theme"

    engagement_id = belongs_to("engagement")
    theme_id = belongs_to("theme")


class EngagementPlace(Record):
    """A country or region an engagement is about (not where it is held)."""

    __tablename__ = "engagement_place"

    engagement_id = belongs_to("engagement")
    place_id = belongs_to("place")


class Commitment(Record):
    """A promise, ours or theirs."""

    __tablename__ = "commitment"
    # What is owed, by the day it is due: few among all that was ever promised.
    __table_args__ = (Index("ix_commitment_state_due", "state", "due"),)

    engagement_id = may_refer_to("engagement")
    item_id = may_refer_to("framework_item")
    by_id = may_refer_to("organization")
    to_id = may_refer_to("organization")
    what = column(Text)
    due = optional(Date, index=True)
    state = column(String(20), default="open")
    closed_on = optional(Date)
    evidence = column(Text, default="")
    officer = column(String(200), default="")
    # The words of the outcome, summary or recommendations that made it, where the officer said so.
    sentence = column(Text, default="")
    repeats = column(String(20), default="")  # a Repeats or empty
    superseded_by_id = may_refer_to("commitment")


class Document(Record):
    """A file kept with an engagement, a body, a person or a commitment; its bytes are in `blob`.

    `kind` is "photo" for the picture of a person, else empty.
    """

    __tablename__ = "document"

    engagement_id = may_belong_to("engagement")
    organization_id = may_belong_to("organization")
    person_id = may_belong_to("person")
    commitment_id = may_belong_to("commitment")  # what shows that it was kept
    kind = column(String(20), default="")
    name = column(String(255))
    media_type = column(String(100), default="")
    size = column(Integer)
    hash = column(String(64), index=True)  # SHA-256, hex


class Blob(Base):
    """Bytes by their hash: stored once, never in the journal.

    They go when no document, no draft and nothing in the journal refers to them any more.
    """

    __tablename__ = "blob"

    hash = column(String(64), primary_key=True)
    data = column(LargeBinary)
