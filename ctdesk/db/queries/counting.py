"""What counts as engagement, as conditions of a question. `ctdesk.db.tally` has the rules.

And what counts as something done about a need.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select

from ctdesk.db.tables import (
    Engagement,
    EngagementItem,
    NeedAnswer,
    Participation,
    Role,
    Status,
)
from ctdesk.db.tally import CAME

SPEAKERS = (Role.SPEAKER, Role.GUEST_SPEAKER, Role.BRIEFER)  # who spoke, of those who came


def took_part() -> ColumnElement[bool]:
    """That a participation is one that counts, if its engagement does."""
    return Participation.attendance.in_(CAME)


def spoke() -> ColumnElement[bool]:
    """That a participation that counts is also that of one who spoke."""
    return and_(took_part(), Participation.role.in_(SPEAKERS))


def held() -> ColumnElement[bool]:
    """That an engagement counts as engagement."""
    return Engagement.status == Status.HELD


def planned() -> ColumnElement[bool]:
    """That an engagement counts as planned."""
    return Engagement.status == Status.PLANNED


def under(item_id: int, engagement_id: int | None = None) -> ColumnElement[bool]:
    """That an engagement (one, where it is named) is carried out under a framework item."""
    linked = select(EngagementItem.engagement_id).where(EngagementItem.item_id == item_id)
    if engagement_id is not None:
        linked = linked.where(EngagementItem.engagement_id == engagement_id)
    return Engagement.id.in_(linked)


def within(first: date | None, last: date | None) -> ColumnElement[bool]:
    """That an engagement starts on one of these days, both included."""
    day = func.date(Engagement.starts)
    return and_(
        *([day >= first.isoformat()] if first else []), *([day <= last.isoformat()] if last else [])
    )


def says_something() -> ColumnElement[bool]:
    """That an answer to a need leads to a record that is still there, or says something itself."""
    leads = (NeedAnswer.engagement_id, NeedAnswer.commitment_id, NeedAnswer.initiative_id)
    return or_(*(one.is_not(None) for one in leads), NeedAnswer.note != "")


def quarter_of(day: date) -> tuple[int, int]:
    """(year, quarter 1 to 4) of a day."""
    return day.year, (day.month - 1) // 3 + 1
