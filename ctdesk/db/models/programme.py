"""What engagements are carried out under and about."""

from __future__ import annotations

from datetime import date

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ctdesk.db.models.base import Record, Sourced, belongs_to, refers_to


class Framework(Sourced, Record):
    """A document with numbered items, such as the Decisions of February 2025.

    `adopted` is an ISO date or month, as exact as it is known.
    """

    __tablename__ = "framework"

    name: Mapped[str] = mapped_column(String(300))
    short_name: Mapped[str] = mapped_column(String(100), default="")
    adopted: Mapped[str] = mapped_column(String(10), default="")


class FrameworkItem(Sourced, Record):
    """A decision, option, priority, milestone or pillar; `text` is empty where not public."""

    __tablename__ = "framework_item"

    framework_id: Mapped[int] = belongs_to("framework")
    code: Mapped[str] = mapped_column(String(20), default="")
    label: Mapped[str] = mapped_column(String(100))
    short_label: Mapped[str] = mapped_column(String(20), default="")
    title: Mapped[str] = mapped_column(String(300), default="")
    text: Mapped[str] = mapped_column(Text, default="")
    due: Mapped[date | None]
    state: Mapped[str] = mapped_column(String(30), default="")


class Theme(Sourced, Record):
    """A theme of counter-terrorism work."""

    __tablename__ = "theme"

    name: Mapped[str] = mapped_column(String(200), unique=True)


class EngagementType(Sourced, Record):
    """A kind of engagement; the list is the officer's to extend."""

    __tablename__ = "engagement_type"

    name: Mapped[str] = mapped_column(String(200), unique=True)
    short_name: Mapped[str] = mapped_column(String(60), default="")


class Template(Record):
    """What a new engagement of a type begins with: a draft's fields as a JSON object."""

    __tablename__ = "template"
    __table_args__ = (UniqueConstraint("type_id"),)

    type_id: Mapped[int] = belongs_to("engagement_type", index=False)
    content: Mapped[str] = mapped_column(Text)


class Initiative(Record):
    """A joint initiative, such as one under the Joint Appeal."""

    __tablename__ = "initiative"

    name: Mapped[str] = mapped_column(String(300))
    lead_id: Mapped[int | None] = refers_to("organization")
    starts: Mapped[date | None]
    ends: Mapped[date | None]
    state: Mapped[str] = mapped_column(String(30), default="")
    description: Mapped[str] = mapped_column(Text, default="")
    is_example: Mapped[bool] = mapped_column(default=False)


class InitiativePartner(Record):
    """A body that takes part in an initiative."""

    __tablename__ = "initiative_partner"

    initiative_id: Mapped[int] = belongs_to("initiative")
    organization_id: Mapped[int] = belongs_to("organization")
