"""Places, and the bodies the desk keeps contact with."""

from __future__ import annotations

from sqlalchemy import Date, String, Text

from ctdesk.db.tables.base import Record, Sourced, belongs_to, column, may_refer_to, optional


class Place(Sourced, Record):
    """A country, an area or an M49 region; `parent` is the next wider region."""

    __tablename__ = "place"

    kind = column(String(20))
    name = column(String(200))
    parent_id = may_refer_to("place")
    alpha2 = optional(String(2))
    alpha3 = optional(String(3), unique=True)
    m49 = optional(String(3))
    status = column(String(20), default="")
    aliases = column(String(500), default="")


class Organization(Sourced, Record):
    """A body: a regional organization, a Compact entity, a Working Group, a State.

    `name` is the UN-style name; `official_name` what the body calls itself.
    """

    __tablename__ = "organization"

    kind = column(String(20), index=True)
    name = column(String(300))
    official_name = column(String(300), default="")
    # NULL, not "", where there is none: acronyms are unique.
    acronym = optional(String(40), unique=True)
    # What lists are ordered by, kept by the operations: acronym or name, folded.
    sort_key = column(String(300), index=True, default="")
    parent_id = may_refer_to("organization")
    seat = column(String(100), default="")
    country_id = may_refer_to("place")
    region_id = may_refer_to("place")
    profile = column(Text, default="")
    ct_body = column(String(300), default="")
    status = column(String(20), default="active")
    sensitivity = column(String(30), default="unclassified")


class OrganizationName(Sourced, Record):
    """A name or acronym of a body in another language, a former one, or an alias."""

    __tablename__ = "organization_name"

    organization_id = belongs_to("organization")
    language = column(String(8), default="")
    name = column(String(300), default="")
    acronym = column(String(40), default="")
    kind = column(String(20), default="translation")


class Membership(Sourced, Record):
    """That one body belongs to another, in a role, from and until."""

    __tablename__ = "membership"

    member_id = belongs_to("organization")
    body_id = belongs_to("organization")
    role = column(String(30), default="member")
    starts = optional(Date)
    ends = optional(Date)
    status = column(String(40), default="")
