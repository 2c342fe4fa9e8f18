"""When the designation of a focal point is to be verified anew."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import ColumnElement, or_

from ctdesk.db.tables import Post

VERIFY_AFTER = 180  # days after which a designation is to be verified anew


def is_old(last_verified: date | None, day: date) -> bool:
    """Whether a designation is to be verified: it never was by a day, or not for long."""
    return last_verified is None or (day - last_verified).days > VERIFY_AFTER


def to_verify(day: date) -> ColumnElement[bool]:
    """`is_old`, of all posts at once."""
    oldest = day - timedelta(days=VERIFY_AFTER)
    return or_(Post.last_verified.is_(None), Post.last_verified < oldest)
