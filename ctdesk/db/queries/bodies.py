"""What is asked of a body, as terms of a question: its region, its focal point, its counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, ScalarSelect, and_, bindparam, exists, func, or_, select

from ctdesk.db import clock
from ctdesk.db.tables import FrameworkItem, Organization, Place, Post, Tally, aliased
from ctdesk.db.tally import ANY


def short_name() -> ColumnElement[str]:
    """What a body is called in short: its acronym, where it has one."""
    return func.coalesce(Organization.acronym, Organization.name)


def region() -> ColumnElement[str]:
    """Name of a body's region; of a State or an office, the region its country lies in.

    The country of a regional body is that of its seat, and says nothing of its region.
    """
    own, country, above = aliased(Place), aliased(Place), aliased(Place)
    named = select(own.name).where(own.id == Organization.region_id).scalar_subquery()
    around = (
        select(above.name)
        .join(country, country.parent_id == above.id)
        .where(country.id == Organization.country_id, Organization.kind != "regional")
        .scalar_subquery()
    )
    return func.coalesce(named, around)


def within(region_ids: Sequence[int]) -> ColumnElement[bool]:
    """That a body belongs to one of the regions, or to a region or country below one."""
    below = select(Place.id).where(Place.id.in_(region_ids)).cte("below", recursive=True)
    below = below.union(select(Place.id).where(Place.parent_id == below.c.id))
    inside = select(below.c.id)
    return or_(
        Organization.region_id.in_(inside),
        and_(
            Organization.region_id.is_(None),
            Organization.kind != "regional",
            Organization.country_id.in_(inside),
        ),
    )


def primary_focal_point() -> ColumnElement[str]:
    """Title of the post of a body's primary focal point today, as the list shows it."""
    return (
        select(Post.title)
        .where(Post.organization_id == Organization.id, Post.focal_point == "primary")
        .where(_current_post_today())
        .order_by(Post.id)
        .limit(1)
        .scalar_subquery()
    )


def held(item_key: str) -> ColumnElement[int]:
    """How many engagements a body held under an item."""
    item = select(FrameworkItem.id).where(FrameworkItem.key == item_key).scalar_subquery()
    count = select(func.sum(Tally.held)).where(
        Tally.organization_id == Organization.id, Tally.item_id == item
    )
    return func.coalesce(count.scalar_subquery(), 0)


def latest_day(item_id: int = ANY) -> ScalarSelect[date]:
    """The day a body was last engaged on."""
    # One look from the end of the body's days, instead of all of them.
    return (
        select(Tally.day)
        .where(Tally.organization_id == Organization.id, Tally.item_id == item_id, Tally.held > 0)
        .order_by(Tally.day.desc())
        .limit(1)
        .scalar_subquery()
    )


def engaged_since(day: date) -> ColumnElement[bool]:
    """That a body was engaged on a day or later."""
    return exists().where(
        Tally.organization_id == Organization.id, Tally.item_id == ANY,
        Tally.held > 0, Tally.day >= day,
    )  # fmt: skip


def _current_post_today() -> ColumnElement[bool]:
    """That a post exists on the day the question is asked, however long ago it was made."""
    on = bindparam("today", callable_=clock.today, type_=Date)
    return _exists_on(on)


def current_post(day: date | None = None) -> ColumnElement[bool]:
    """That a post exists on a day, today unless given."""
    return _exists_on(day or clock.today())


def _exists_on(on: Any) -> ColumnElement[bool]:
    return or_(Post.ends.is_(None), Post.ends >= on) & or_(Post.starts.is_(None), Post.starts <= on)
