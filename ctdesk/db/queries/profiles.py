"""Questions about one body: what its profile says at the head, and at a glance."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from ctdesk.db.drafts import ContactDraft
from ctdesk.db.queries import lines, memberships
from ctdesk.db.queries.bodies import current_post, region
from ctdesk.db.queries.memberships import Chair
from ctdesk.db.queries.organizations import DECISION_4, DECISION_7, held_under, item_labels
from ctdesk.db.queries.posts import PostLine, post_lines
from ctdesk.db.queries.sheets import FocalPoint, OtherName, Promise
from ctdesk.db.tables import (
    Commitment,
    ContactPoint,
    Document,
    Engagement,
    FocalRank,
    FrameworkItem,
    Organization,
    OrganizationName,
    Participation,
    Person,
    Post,
    PostTheme,
    Theme,
)
from ctdesk.errors import UserError
from ctdesk.words import _


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is to see of a body."""

    people: int  # posts of today
    engagements: int
    commitments: int  # open ones
    memberships: int  # those of today: its own and its members'
    documents: int


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above a profile, whichever part of it is shown."""

    id: int
    acronym: str
    called: tuple[str, ...]  # its acronyms, or else names, in every language, each once
    name: str
    kind: str
    seat: str
    region: str
    status: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class EngagementBrief:
    """One engagement in a profile's list."""

    id: int
    title: str
    starts: datetime
    all_day: bool
    status: str
    modality: str
    under: tuple[str, ...]  # short labels of its items


@dataclass(frozen=True, slots=True)
class Overview:
    """A body at a glance."""

    id: int
    kind: str
    official_name: str  # "" where it is the name
    seat: str
    region: str
    ct_body: str
    profile: str
    status: str
    source: str
    as_of: str
    confidence: str
    sensitivity: str
    contacts: tuple[ContactDraft, ...]  # preferred ones first
    focal_points: tuple[PostLine, ...]  # of today, primary first
    chairs: tuple[Chair, ...]  # of today
    decisions: tuple[tuple[str, str, int], ...]  # (label, title, held count) of Decisions 4 and 7
    commitments: tuple[Promise, ...]  # open ones, earliest due first
    engagements: tuple[EngagementBrief, ...]  # the latest, newest first
    engagement_count: int
    members: int


def head(organization_id: int) -> Callable[[Connection], Head]:
    """The question for what stands above a profile. Raises UserError where the body is gone."""

    def question(connection: Connection) -> Head:
        row = _body(connection, organization_id)
        others = known_as(row.id)(connection)
        translated = (one.acronym or one.name for one in others if one.kind == "translation")
        further = (one.acronym for one in others if one.kind != "translation")
        return Head(
            id=row.id,
            acronym=row.acronym or "",
            called=tuple(dict.fromkeys(filter(None, (row.acronym, *translated, *further)))),
            name=row.name,
            kind=row.kind,
            seat=row.seat,
            region=row.region or "",
            status=row.status,
            counts=_counts(connection, organization_id),
        )

    return question


def overview(organization_id: int, latest: int) -> Callable[[Connection], Overview]:
    """The question for a body at a glance, with so many of its latest engagements.

    Raises UserError where it is gone.
    """

    def question(connection: Connection) -> Overview:
        row = _body(connection, organization_id)
        own = (organization_id,)
        return Overview(
            id=row.id,
            kind=row.kind,
            official_name="" if row.official_name == row.name else row.official_name,
            seat=row.seat,
            region=row.region or "",
            ct_body=row.ct_body,
            profile=row.profile,
            status=row.status,
            source=row.source,
            as_of=row.as_of,
            confidence=row.confidence,
            sensitivity=row.sensitivity,
            contacts=_contacts(connection, organization_id),
            focal_points=_designated(connection, organization_id),
            chairs=memberships.chairs(connection, organization_id),
            decisions=tuple(
                (label, title, held_under(connection, own, key).get(organization_id, 0))
                for key, label, title in _decisions(connection)
            ),
            commitments=open_commitments(connection, organization_id),
            engagements=_latest(connection, organization_id, latest),
            engagement_count=connection.execute(_engagement_count(organization_id)).scalar_one(),
            members=memberships.member_count(connection, organization_id, None),
        )

    return question


def _body(connection: Connection, organization_id: int) -> Any:
    row = connection.execute(
        select(Organization.__table__, region().label("region")).where(
            Organization.id == organization_id
        )
    ).one_or_none()
    if row is None:
        raise UserError(_("This organization is no longer in the register."))
    return row


def _counts(connection: Connection, organization_id: int) -> Counts:
    """All counts in one statement: they are read for each body the officer comes past."""
    posts = select(func.count(Post.id)).where(Post.organization_id == organization_id)
    promises = select(func.count(Commitment.id)).where(*lines.open_with(organization_id))
    documents = select(func.count(Document.id)).where(Document.organization_id == organization_id)
    counted: tuple[ColumnElement[int], ...] = (
        posts.where(current_post()).scalar_subquery(),
        _engagement_count(organization_id).scalar_subquery(),
        promises.scalar_subquery(),
        memberships.count_around(organization_id).scalar_subquery(),
        documents.scalar_subquery(),
    )
    row: Any = connection.execute(select(*counted)).one()
    return Counts(*row)


def _decisions(connection: Connection) -> list[tuple[str, str, str]]:
    rows = connection.execute(
        select(FrameworkItem.key, FrameworkItem.label, FrameworkItem.title)
        .where(FrameworkItem.key.in_((DECISION_4, DECISION_7)))
        .order_by(FrameworkItem.key)
    )
    return [(row.key or "", row.label, row.title) for row in rows]


def other_names(connection: Connection, organization_id: int) -> tuple[OtherName, ...]:
    """Names and acronyms in other languages, former ones and aliases."""
    rows = connection.execute(
        select(OrganizationName.language, OrganizationName.name, OrganizationName.acronym)
        .where(OrganizationName.organization_id == organization_id)
        .order_by(OrganizationName.id)
    )
    return tuple(OtherName(*row) for row in rows)


@dataclass(frozen=True, slots=True)
class KnownAs:
    """A further name of a body: a translation, a former one or an alias, and who says so."""

    language: str
    name: str
    acronym: str
    kind: str
    source: str
    as_of: str


def known_as(organization_id: int) -> Callable[[Connection], tuple[KnownAs, ...]]:
    """The question for all further names of a body, translations first."""
    rows = (
        select(
            OrganizationName.language,
            OrganizationName.name,
            OrganizationName.acronym,
            OrganizationName.kind,
            OrganizationName.source,
            OrganizationName.as_of,
        )
        .where(OrganizationName.organization_id == organization_id)
        .order_by(OrganizationName.kind != "translation", OrganizationName.id)
    )
    return lambda connection: tuple(KnownAs(*row) for row in connection.execute(rows))


def _contacts(connection: Connection, organization_id: int) -> tuple[ContactDraft, ...]:
    rows = connection.execute(
        select(
            ContactPoint.kind, ContactPoint.value, ContactPoint.label, ContactPoint.preferred,
            ContactPoint.id,
        )
        .where(ContactPoint.organization_id == organization_id)
        .order_by(ContactPoint.preferred.desc(), ContactPoint.id)
    )  # fmt: skip
    return tuple(ContactDraft(*row) for row in rows)


def _designated(connection: Connection, organization_id: int) -> tuple[PostLine, ...]:
    found = post_lines(
        connection,
        Post.organization_id == organization_id,
        Post.focal_point != "",
        current_post(),
    )
    return tuple(sorted(found, key=lambda post: (post.focal_point != FocalRank.PRIMARY, post.id)))


def focal_points(connection: Connection, organization_id: int) -> tuple[FocalPoint, ...]:
    """The focal points of today, primary first."""
    rows = connection.execute(
        select(Post.id, Post.title, Post.focal_point, Post.last_verified, Person.display_name)
        .outerjoin(Person, Person.id == Post.person_id)
        .where(Post.organization_id == organization_id, Post.focal_point != "")
        .where(current_post())
        .order_by(Post.focal_point.desc(), Post.id)
    ).all()
    themes: dict[int, list[str]] = {}
    for post_id, name in connection.execute(
        select(PostTheme.post_id, Theme.name)
        .join(Theme, Theme.id == PostTheme.theme_id)
        .where(PostTheme.post_id.in_([row.id for row in rows]))
        .order_by(Theme.name)
    ):
        themes.setdefault(post_id, []).append(name)
    return tuple(
        FocalPoint(
            row.title,
            row.display_name or "",
            row.focal_point,
            tuple(themes.get(row.id, ())),
            row.last_verified,
        )
        for row in rows
    )


def open_commitments(connection: Connection, organization_id: int) -> tuple[Promise, ...]:
    """Open promises by the body or to it, earliest due first, undated last."""
    rows = lines.promises(connection, *lines.open_with(organization_id))
    return tuple(map(lines.promise, rows))


def _engagement_ids(organization_id: int) -> Any:
    return select(Participation.engagement_id).where(
        Participation.organization_id == organization_id
    )


def _latest(connection: Connection, organization_id: int, most: int) -> tuple[Any, ...]:
    rows = connection.execute(
        select(
            Engagement.id,
            Engagement.title,
            Engagement.starts,
            Engagement.all_day,
            Engagement.status,
            Engagement.modality,
        )
        .where(Engagement.id.in_(_engagement_ids(organization_id)))
        .order_by(Engagement.starts.desc(), Engagement.id.desc())
        .limit(most)
    ).all()
    labels = item_labels(connection, [row.id for row in rows])
    return tuple(EngagementBrief(*row, under=labels.get(row.id, ())) for row in rows)


def _engagement_count(organization_id: int) -> Select[int]:
    return select(func.count(Participation.engagement_id.distinct())).where(
        Participation.organization_id == organization_id
    )
