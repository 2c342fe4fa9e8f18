"""People, the posts they hold, and how to reach them."""

from __future__ import annotations

from sqlalchemy import Boolean, Date, Index, Integer, String, Text

from ctdesk.db.tables.base import Record, belongs_to, column, may_belong_to, may_refer_to, optional


class Person(Record):
    """A person; the names are kept apart and never derived from each other silently."""

    __tablename__ = "person"

    display_name = column(String(200))  # in Latin script
    written_name = column(String(200), default="")  # in the own script
    family_name = column(String(100), default="")
    given_name = column(String(100), default="")
    name_order = column(String(20), default="given_first")
    sort_key = column(String(200), index=True, default="")
    honorific = column(String(40), default="")
    rank = column(String(100), default="")
    post_nominals = column(String(60), default="")
    aliases = column(String(500), default="")
    languages = column(String(100), default="")
    biography = column(Text, default="")
    protocol_rank = optional(Integer)
    sensitivity = column(String(30), default="unclassified")
    basis = column(String(300), default="")  # for holding personal data
    last_verified = optional(Date)
    review_on = optional(Date, index=True)


class Post(Record):
    """A post in a body, from and until; `person_id` is NULL while it is vacant."""

    __tablename__ = "post"
    # Focal points are few among many posts: every page of the directory asks for those of a body,
    # the page of today for those of all bodies that are to be verified.
    __table_args__ = (
        Index("ix_post_focal_point", "organization_id", "focal_point"),
        Index("ix_post_verified", "focal_point", "last_verified", "starts", "ends"),
    )

    organization_id = belongs_to("organization", index=False)
    person_id = may_refer_to("person")
    title = column(String(200))
    unit = column(String(200), default="")
    starts = optional(Date)
    ends = optional(Date)
    focal_point = column(String(20), default="")  # a FocalRank or empty
    last_verified = optional(Date)


class PostTheme(Record):
    """A theme a focal point is designated for; without any, all themes."""

    __tablename__ = "post_theme"

    post_id = belongs_to("post")
    theme_id = belongs_to("theme")


class ContactPoint(Record):
    """A way to reach a body, a post or a person: exactly one of the three is given."""

    __tablename__ = "contact_point"

    organization_id = may_belong_to("organization")
    person_id = may_belong_to("person")
    post_id = may_belong_to("post")
    kind = column(String(20))  # email, phone, address, web, other
    value = column(String(500))
    label = column(String(60), default="")
    preferred = column(Boolean, default=False)
