"""Places, and the bodies the desk keeps contact with."""

from __future__ import annotations

from datetime import date

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from ctdesk.db.models.base import Record, Sourced, belongs_to, refers_to


class Place(Sourced, Record):
    """A country, an area or an M49 region; `parent` is the next wider region."""

    __tablename__ = "place"

    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(200))
    parent_id: Mapped[int | None] = refers_to("place")
    alpha2: Mapped[str | None] = mapped_column(String(2))
    alpha3: Mapped[str | None] = mapped_column(String(3), unique=True)
    m49: Mapped[str | None] = mapped_column(String(3))
    status: Mapped[str] = mapped_column(String(20), default="")
    aliases: Mapped[str] = mapped_column(String(500), default="")


class Organization(Sourced, Record):
    """A body: a regional organization, a Compact entity, a Working Group, a State.

    `name` is the UN-style name; `official_name` what the body calls itself.
    """

    __tablename__ = "organization"

    kind: Mapped[str] = mapped_column(String(20), index=True)
    name: Mapped[str] = mapped_column(String(300))
    official_name: Mapped[str] = mapped_column(String(300), default="")
    # NULL, not "", where there is none: acronyms are unique.
    acronym: Mapped[str | None] = mapped_column(String(40), unique=True)
    # What lists are ordered by, kept by the operations: acronym or name, folded.
    sort_key: Mapped[str] = mapped_column(String(300), index=True, default="")
    parent_id: Mapped[int | None] = refers_to("organization")
    seat: Mapped[str] = mapped_column(String(100), default="")
    country_id: Mapped[int | None] = refers_to("place")
    region_id: Mapped[int | None] = refers_to("place")
    profile: Mapped[str] = mapped_column(Text, default="")
    ct_body: Mapped[str] = mapped_column(String(300), default="")
    status: Mapped[str] = mapped_column(String(20), default="active")
    sensitivity: Mapped[str] = mapped_column(String(30), default="unclassified")


class OrganizationName(Sourced, Record):
    """A name or acronym of a body in another language, a former one, or an alias."""

    __tablename__ = "organization_name"

    organization_id: Mapped[int] = belongs_to("organization")
    language: Mapped[str] = mapped_column(String(8), default="")
    name: Mapped[str] = mapped_column(String(300), default="")
    acronym: Mapped[str] = mapped_column(String(40), default="")
    kind: Mapped[str] = mapped_column(String(20), default="translation")


class Membership(Sourced, Record):
    """That one body belongs to another, in a role, from and until."""

    __tablename__ = "membership"

    member_id: Mapped[int] = belongs_to("organization")
    body_id: Mapped[int] = belongs_to("organization")
    role: Mapped[str] = mapped_column(String(30), default="member")
    starts: Mapped[date | None]
    ends: Mapped[date | None]
    status: Mapped[str] = mapped_column(String(40), default="")
