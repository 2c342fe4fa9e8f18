"""In what capacity people take part on a day: the one rule of the form and of what is stored."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, or_, select

from ctdesk.db.tables import Organization, Post


@dataclass(frozen=True, slots=True)
class Capacity:
    """A post somebody holds on a day; `body` is the short name of its organization."""

    post_id: int
    title: str
    organization_id: int
    body: str


Capacities = Mapping[int, Sequence[Capacity]]  # by person


def capacities(person_ids: Collection[int], day: date) -> Callable[[Connection], Capacities]:
    """The question for the posts these people hold on a day, the latest taken up first."""
    held = (
        select(
            Post.person_id,
            Post.id,
            Post.title,
            Post.organization_id,
            func.coalesce(Organization.acronym, Organization.name).label("body"),
        )
        .join(Organization, Organization.id == Post.organization_id)
        .where(Post.person_id.in_(person_ids))
        .where(or_(Post.starts.is_(None), Post.starts <= day))
        .where(or_(Post.ends.is_(None), Post.ends >= day))
        .order_by(Post.starts.desc().nulls_last(), Post.id)
    )

    def question(connection: Connection) -> Capacities:
        found: dict[int, list[Capacity]] = {}
        for row in connection.execute(held):
            capacity = Capacity(row.id, row.title, row.organization_id, row.body)
            found.setdefault(row.person_id, []).append(capacity)
        return found

    return question


def meant(posts: Sequence[Capacity], organization_id: int | None) -> Capacity | None:
    """The post somebody speaks in: the one in the body represented, else the only one.

    None where there is none, or several of which nobody said which.
    """
    if organization_id is not None:
        posts = [post for post in posts if post.organization_id == organization_id][:1]
    return posts[0] if len(posts) == 1 else None
