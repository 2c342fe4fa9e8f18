"""What engagements are carried out under and about."""

from __future__ import annotations

from sqlalchemy import Boolean, Date, Integer, String, Text, UniqueConstraint

from ctdesk.db.tables.base import (
    Record,
    Sourced,
    belongs_to,
    column,
    may_belong_to,
    may_refer_to,
    optional,
)


class Framework(Sourced, Record):
    """A document with numbered items, such as the Decisions of February 2025.

    `adopted` is an ISO date or month, as exact as it is known.
    """

    __tablename__ = "framework"

    name = column(String(300))
    short_name = column(String(100), default="")
    adopted = column(String(10), default="")


class FrameworkItem(Sourced, Record):
    """A decision, option, priority, milestone or pillar; `text` is empty where not public.

    `result` is what came of it, in the officer's words.
    """

    __tablename__ = "framework_item"

    framework_id = belongs_to("framework")
    code = column(String(20), default="")
    label = column(String(100))
    short_label = column(String(20), default="")
    title = column(String(300), default="")
    text = column(Text, default="")
    due = optional(Date)
    state = column(String(30), default="")
    result = column(Text, default="")


class Theme(Sourced, Record):
    """A theme of counter-terrorism work."""

    __tablename__ = "theme"

    name = column(String(200), unique=True)


class EngagementType(Sourced, Record):
    """A kind of engagement; the list is the officer's to extend."""

    __tablename__ = "engagement_type"

    name = column(String(200), unique=True)
    short_name = column(String(60), default="")


class Template(Record):
    """What a new engagement of a type begins with: a draft's fields as a JSON object."""

    __tablename__ = "template"
    __table_args__ = (UniqueConstraint("type_id"),)

    type_id = belongs_to("engagement_type", index=False)
    content = column(Text)


class Target(Record):
    """How often a body, or each of a kind, is to be engaged, under an item or under any.

    Exactly one of `organization_id` and `kind` is given; `times` engagements are asked for in each
    whole period `every` (an `Every`) from `starts` until `ends`.
    """

    __tablename__ = "target"

    organization_id = may_belong_to("organization")
    kind = column(String(20), default="")
    item_id = may_belong_to("framework_item")
    times = column(Integer, default=1)
    every = column(String(20), default="quarter")
    starts = optional(Date)
    ends = optional(Date)
    note = column(Text, default="")
    is_example = column(Boolean, default=False)


class Initiative(Record):
    """A joint initiative; `programme` is empty for one under no programme with a name here."""

    __tablename__ = "initiative"

    name = column(String(300))
    programme = column(String(30), default="", server_default="")
    lead_id = may_refer_to("organization")
    starts = optional(Date)
    ends = optional(Date)
    state = column(String(30), default="")
    description = column(Text, default="")
    is_example = column(Boolean, default=False)


class InitiativePartner(Record):
    """A body that takes part in an initiative."""

    __tablename__ = "initiative_partner"

    initiative_id = belongs_to("initiative")
    organization_id = belongs_to("organization")
