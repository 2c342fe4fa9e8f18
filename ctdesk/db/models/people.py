"""People, the posts they hold, and how to reach them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from ctdesk.db.models.base import Record, belongs_to, refers_to


class Person(Record):
    """A person; the names are kept apart and never derived from each other silently."""

    __tablename__ = "person"

    display_name: Mapped[str] = mapped_column(String(200))  # in Latin script
    written_name: Mapped[str] = mapped_column(String(200), default="")  # in the own script
    family_name: Mapped[str] = mapped_column(String(100), default="")
    given_name: Mapped[str] = mapped_column(String(100), default="")
    name_order: Mapped[str] = mapped_column(String(20), default="given_first")
    sort_key: Mapped[str] = mapped_column(String(200), index=True, default="")
    honorific: Mapped[str] = mapped_column(String(40), default="")
    rank: Mapped[str] = mapped_column(String(100), default="")
    post_nominals: Mapped[str] = mapped_column(String(60), default="")
    aliases: Mapped[str] = mapped_column(String(500), default="")
    languages: Mapped[str] = mapped_column(String(100), default="")
    biography: Mapped[str] = mapped_column(Text, default="")
    protocol_rank: Mapped[int | None]
    sensitivity: Mapped[str] = mapped_column(String(30), default="unclassified")
    basis: Mapped[str] = mapped_column(String(300), default="")  # for holding personal data
    last_verified: Mapped[date | None]
    review_on: Mapped[date | None]


class Post(Record):
    """A post in a body, from and until; `person_id` is NULL while it is vacant."""

    __tablename__ = "post"
    # Focal points are few among many posts: every page of the directory asks for those of a body,
    # the page of today for those of all bodies that are to be verified.
    __table_args__ = (
        Index("ix_post_focal_point", "organization_id", "focal_point"),
        Index("ix_post_verified", "focal_point", "last_verified", "starts", "ends"),
    )

    organization_id: Mapped[int] = belongs_to("organization", index=False)
    person_id: Mapped[int | None] = refers_to("person")
    title: Mapped[str] = mapped_column(String(200))
    unit: Mapped[str] = mapped_column(String(200), default="")
    starts: Mapped[date | None]
    ends: Mapped[date | None]
    focal_point: Mapped[str] = mapped_column(String(20), default="")  # a FocalRank or empty
    last_verified: Mapped[date | None]


class PostTheme(Record):
    """A theme a focal point is designated for; without any, all themes."""

    __tablename__ = "post_theme"

    post_id: Mapped[int] = belongs_to("post")
    theme_id: Mapped[int] = belongs_to("theme")


class ContactPoint(Record):
    """A way to reach a body, a post or a person: exactly one of the three is given."""

    __tablename__ = "contact_point"

    organization_id: Mapped[int | None] = belongs_to("organization")
    person_id: Mapped[int | None] = belongs_to("person")
    post_id: Mapped[int | None] = belongs_to("post")
    kind: Mapped[str] = mapped_column(String(20))  # email, phone, address, web, other
    value: Mapped[str] = mapped_column(String(500))
    label: Mapped[str] = mapped_column(String(60), default="")
    preferred: Mapped[bool] = mapped_column(default=False)
