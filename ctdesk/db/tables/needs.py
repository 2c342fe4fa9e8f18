"""What regions and bodies say they need, what stands in their way, and what works."""

from __future__ import annotations

from sqlalchemy import Boolean, Date, String, Text

from ctdesk.db.tables.base import Record, belongs_to, column, may_refer_to, optional


class Need(Record):
    """A need, a challenge or a good practice, as a body or region stated it.

    `engagement` is where it was said, `source` where it is written.
    """

    __tablename__ = "need"

    kind = column(String(20))
    statement = column(Text)
    organization_id = may_refer_to("organization")
    place_id = may_refer_to("place")
    theme_id = may_refer_to("theme")
    priority = column(String(10), default="")
    stated_on = optional(Date)
    engagement_id = may_refer_to("engagement")
    source = column(Text, default="")
    state = column(String(20), default="open")
    is_example = column(Boolean, default=False)


class NeedAnswer(Record):
    """Something done about a need: at most one of the three records, with a note, or a note alone.

    One whose record was deleted since, and that says nothing, counts for nothing.
    """

    __tablename__ = "need_answer"

    need_id = belongs_to("need")
    engagement_id = may_refer_to("engagement")
    commitment_id = may_refer_to("commitment")
    initiative_id = may_refer_to("initiative")
    note = column(Text, default="")
