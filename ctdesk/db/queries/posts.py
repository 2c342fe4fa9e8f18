"""Questions about posts: who holds which, who held it before, and how it is reached."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, func, select

from ctdesk.db import clock
from ctdesk.db.drafts import ContactDraft, PostDraft
from ctdesk.db.search.fold import fold
from ctdesk.db.tables import ContactPoint, Organization, Person, Post, PostTheme, Theme
from ctdesk.errors import UserError
from ctdesk.words import _


@dataclass(frozen=True, slots=True)
class PostLine:
    """A post in a body, and who holds it; `holder` is empty while it is vacant."""

    id: int
    title: str
    unit: str
    organization_id: int
    organization: str  # short name
    organization_name: str
    person_id: int | None
    holder: str
    written: str  # the holder's name in the own script
    starts: date | None
    ends: date | None
    focal_point: str  # a FocalRank or empty
    themes: tuple[str, ...]
    last_verified: date | None
    contacts: tuple[ContactDraft, ...]  # the post's own, preferred ones first

    def is_current(self, day: date) -> bool:
        """Whether the post is held, or vacant, on a day."""
        return not self.is_former(day) and (self.starts is None or self.starts <= day)

    def is_former(self, day: date) -> bool:
        """Whether it had ended before a day."""
        return self.ends is not None and self.ends < day


def post_lines(connection: Connection, *conditions: ColumnElement[bool]) -> list[PostLine]:
    """The posts that meet the conditions, the newest first."""
    rows = connection.execute(
        select(
            Post.__table__,
            func.coalesce(Organization.acronym, Organization.name).label("organization"),
            Organization.name.label("organization_name"),
            func.coalesce(Person.display_name, "").label("holder"),
            func.coalesce(Person.written_name, "").label("written"),
        )
        .join(Organization, Organization.id == Post.organization_id)
        .outerjoin(Person, Person.id == Post.person_id)
        .where(*conditions)
        .order_by(Post.starts.desc().nulls_last(), Post.id.desc())
    ).all()
    ids = [row.id for row in rows]
    themes, contacts = _themes(connection, ids), contacts_of_posts(connection, ids)
    return [
        PostLine(
            id=row.id,
            title=row.title,
            unit=row.unit,
            organization_id=row.organization_id,
            organization=row.organization,
            organization_name=row.organization_name,
            person_id=row.person_id,
            holder=row.holder,
            written=row.written,
            starts=row.starts,
            ends=row.ends,
            focal_point=row.focal_point,
            themes=themes.get(row.id, ()),
            last_verified=row.last_verified,
            contacts=contacts.get(row.id, ()),
        )
        for row in rows
    ]


def _themes(connection: Connection, post_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for post_id, name in connection.execute(
        select(PostTheme.post_id, Theme.name)
        .join(Theme, Theme.id == PostTheme.theme_id)
        .where(PostTheme.post_id.in_(post_ids))
        .order_by(Theme.name)
    ):
        found[post_id] = (*found.get(post_id, ()), name)
    return found


def contacts_of_posts(
    connection: Connection, post_ids: Sequence[int]
) -> dict[int, tuple[ContactDraft, ...]]:
    """The contact points of each post, preferred ones first."""
    found: dict[int, tuple[ContactDraft, ...]] = {}
    for row in connection.execute(
        select(ContactPoint.__table__)
        .where(ContactPoint.post_id.in_(post_ids))
        .order_by(ContactPoint.preferred.desc(), ContactPoint.id)
    ):
        way = ContactDraft(row.kind, row.value, row.label, row.preferred, row.id)
        found[row.post_id] = (*found.get(row.post_id, ()), way)
    return found


def posts_of(
    organization_id: int, day: date | None = None
) -> Callable[[Connection], tuple[PostLine, ...]]:
    """The question for all posts of a body: those of the day, then former ones.

    The primary focal point comes first, then alternates, then the others by title; of the former
    ones the latest first.
    """

    def question(connection: Connection) -> tuple[PostLine, ...]:
        on = day or clock.today()
        lines = post_lines(connection, Post.organization_id == organization_id)
        ranks = {"primary": 0, "alternate": 1}
        present = [line for line in lines if not line.is_former(on)]
        present.sort(key=lambda line: (ranks.get(line.focal_point, 2), fold(line.title)))
        former = [line for line in lines if line.is_former(on)]
        former.sort(key=lambda line: line.ends or on, reverse=True)
        return (*present, *former)

    return question


def post(post_id: int) -> Callable[[Connection], PostLine]:
    """The question for one post. Raises UserError where it is gone."""
    return lambda connection: _one(connection, post_id)


def _one(connection: Connection, post_id: int) -> PostLine:
    lines = post_lines(connection, Post.id == post_id)
    if not lines:
        raise UserError(_("This post is no longer in the register."))
    return lines[0]


def holders(post_id: int) -> Callable[[Connection], tuple[PostLine, ...]]:
    """The question for who held a post of this title in this body, oldest first.

    Raises UserError where the post is gone.
    """

    def question(connection: Connection) -> tuple[PostLine, ...]:
        own = _one(connection, post_id)
        titles = connection.execute(
            select(Post.id, Post.title).where(Post.organization_id == own.organization_id)
        )
        wanted = fold(own.title)
        same = [row.id for row in titles if fold(row.title) == wanted]
        lines = post_lines(connection, Post.id.in_(same))
        lines.sort(key=lambda line: (line.starts or date.min, line.id))
        return tuple(lines)

    return question


def draft(post_id: int) -> Callable[[Connection], PostDraft]:
    """The question for a post as a form holds it. Raises UserError where it is gone."""

    def question(connection: Connection) -> PostDraft:
        row = connection.execute(select(Post.__table__).where(Post.id == post_id)).one_or_none()
        if row is None:
            raise UserError(_("This post is no longer in the register."))
        themes = select(PostTheme.theme_id).where(PostTheme.post_id == post_id)
        ways = connection.execute(
            select(ContactPoint.__table__)
            .where(ContactPoint.post_id == post_id)
            .order_by(ContactPoint.id)
        )
        return PostDraft(
            organization_id=row.organization_id,
            title=row.title,
            person_id=row.person_id,
            unit=row.unit,
            starts=row.starts,
            ends=row.ends,
            focal_point=row.focal_point,
            last_verified=row.last_verified,
            theme_ids=tuple(connection.execute(themes.order_by(PostTheme.id)).scalars()),
            contact_points=tuple(
                ContactDraft(way.kind, way.value, way.label, way.preferred, way.id) for way in ways
            ),
        )

    return question
