"""Questions about bodies: the directory's list, and the profile beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, or_, select

from ctdesk.db.drafts import ContactDraft, NameDraft, OrganizationDraft
from ctdesk.db.models import (
    ContactPoint,
    Engagement,
    EngagementItem,
    FrameworkItem,
    Membership,
    Organization,
    OrganizationKind,
    OrganizationName,
    Participation,
    Person,
    Place,
    Post,
    PostTheme,
    Tally,
    Theme,
)
from ctdesk.db.queries import lines
from ctdesk.db.queries.bodies import (
    current_post,
    engaged_since,
    held,
    latest_day,
    primary_focal_point,
    region,
    within,
)
from ctdesk.db.queries.lists import RecordList, Sorts, ranked, spelled
from ctdesk.db.queries.quiet import NO_MORE
from ctdesk.db.queries.sheets import FocalPoint, OtherName, Promise
from ctdesk.db.tally import ANY
from ctdesk.errors import UserError
from ctdesk.words import _

# The items whose counts stand in the list, by permanent key.
DECISION_4, DECISION_7 = "item:DECISION-4", "item:DECISION-7"


@dataclass(frozen=True, slots=True)
class OrganizationRow:
    """One line of the directory's list."""

    id: int
    acronym: str
    name: str
    kind: str
    status: str
    region: str
    focal_point: str  # title of the primary focal point's post, "" where there is none
    decision_4: int
    decision_7: int
    last_engaged: date | None


@dataclass(frozen=True, slots=True)
class OrganizationList(RecordList):
    """The directory, by acronym or name: bodies of the kinds (all, where none is given).

    A region holds the regions and countries below it. `without_focal_point` asks for bodies with
    no primary one today, `quiet_days` for those not engaged for more days than that, or never;
    neither for bodies that are no more.
    """

    kinds: tuple[str, ...] = ()
    region_ids: tuple[int, ...] = ()
    without_focal_point: bool = False
    quiet_days: int | None = None

    record = Organization
    own_order = (Organization.sort_key,)
    by_name = True

    def _conditions(self, row_id: int | None = None) -> list[ColumnElement[bool]]:
        del row_id
        conditions: list[ColumnElement[bool]] = []
        if self.kinds:
            conditions.append(Organization.kind.in_(self.kinds))
        if self.region_ids:
            conditions.append(within(self.region_ids))
        if self.without_focal_point:
            conditions.append(primary_focal_point().is_(None))
        if self.quiet_days is not None:
            conditions.append(~engaged_since(date.today() - timedelta(days=self.quiet_days)))
        if self.without_focal_point or self.quiet_days is not None:
            conditions.append(Organization.status.not_in(NO_MORE))
        return conditions

    @classmethod
    def sorts(cls) -> Sorts:
        """What each column sorts by."""
        return {
            "name": (Organization.sort_key,),
            "kind": (ranked(Organization.kind, OrganizationKind),),
            "region": (spelled(region()),),
            "focal_point": (spelled(primary_focal_point()),),
            "decision_4": (held(DECISION_4),),
            "decision_7": (held(DECISION_7),),
            "last_engaged": (latest_day(),),
        }

    @property
    def leans(self) -> bool:
        """Engagements make bodies quiet or not, and places may be put below others."""
        return bool(self.order or self.region_ids) or self.quiet_days is not None

    def rows(self, connection: Connection, ids: Sequence[int]) -> dict[int, OrganizationRow]:
        """Lines of a page."""
        found = connection.execute(
            select(
                Organization.id,
                Organization.acronym,
                Organization.name,
                Organization.kind,
                Organization.status,
                region().label("region"),
            ).where(Organization.id.in_(ids))
        )
        focal = _primary_focal_points(connection, ids)
        fourth = _held_under(connection, ids, DECISION_4)
        seventh = _held_under(connection, ids, DECISION_7)
        last = last_engaged(connection, ids)
        return {
            row.id: OrganizationRow(
                row.id,
                row.acronym or "",
                row.name,
                row.kind,
                row.status,
                row.region or "",
                focal.get(row.id, ""),
                fourth.get(row.id, 0),
                seventh.get(row.id, 0),
                last.get(row.id),
            )
            for row in found
        }


def _primary_focal_points(connection: Connection, ids: Sequence[int]) -> dict[int, str]:
    rows = connection.execute(
        select(Post.organization_id, Post.title)
        .where(Post.organization_id.in_(ids), Post.focal_point == "primary")
        .where(current_post())
        .order_by(Post.id.desc())
    )
    return dict(rows.all())


def _held_under(connection: Connection, ids: Sequence[int], item_key: str) -> dict[int, int]:
    rows = connection.execute(
        select(Tally.organization_id, func.sum(Tally.held))
        .join(FrameworkItem, FrameworkItem.id == Tally.item_id)
        .where(FrameworkItem.key == item_key, Tally.organization_id.in_(ids))
        .group_by(Tally.organization_id)
    )
    return {row[0]: row[1] for row in rows}


def last_engaged(connection: Connection, ids: Sequence[int], item_id: int = ANY) -> dict[int, date]:
    """The day each body was last engaged on (under an item); those never engaged are missing."""
    latest = latest_day(item_id)
    rows = connection.execute(select(Organization.id, latest).where(Organization.id.in_(ids)))
    return {row[0]: row[1] for row in rows if row[1] is not None}


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
class Profile:
    """What stands beside the list when a body is chosen."""

    id: int
    acronym: str
    name: str
    official_name: str
    kind: str
    seat: str
    region: str
    ct_body: str
    profile: str
    status: str
    source: str
    as_of: str
    confidence: str
    sensitivity: str
    other_names: tuple[OtherName, ...]
    focal_points: tuple[FocalPoint, ...]
    decisions: tuple[tuple[str, str, int], ...]  # (label, title, held count) of Decisions 4 and 7
    commitments: tuple[Promise, ...]  # open ones, earliest due first
    engagements: tuple[EngagementBrief, ...]  # latest twenty, newest first
    engagement_count: int
    members: int
    people: int


def profile(organization_id: int) -> Any:
    """The question for one body's profile. Raises UserError where it is gone."""

    def question(connection: Connection) -> Profile:
        row = connection.execute(
            select(
                Organization.__table__,
                Place.name.label("region"),
            )
            .outerjoin(Place, Place.id == Organization.region_id)
            .where(Organization.id == organization_id)
        ).one_or_none()
        if row is None:
            raise UserError(_("This organization is no longer in the register."))
        own = (organization_id,)
        return Profile(
            id=row.id,
            acronym=row.acronym or "",
            name=row.name,
            official_name="" if row.official_name == row.name else row.official_name,
            kind=row.kind,
            seat=row.seat,
            region=row.region or "",
            ct_body=row.ct_body,
            profile=row.profile,
            status=row.status,
            source=row.source,
            as_of=row.as_of,
            confidence=row.confidence,
            sensitivity=row.sensitivity,
            other_names=other_names(connection, organization_id),
            focal_points=focal_points(connection, organization_id),
            decisions=tuple(
                (label, title, _held_under(connection, own, key).get(organization_id, 0))
                for key, label, title in _decisions(connection)
            ),
            commitments=open_commitments(connection, organization_id),
            engagements=_latest(connection, organization_id),
            engagement_count=_count_engagements(connection, organization_id),
            members=member_count(connection, organization_id, None),
            people=_count_people(connection, organization_id),
        )

    return question


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


def _latest(connection: Connection, organization_id: int) -> tuple[EngagementBrief, ...]:
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
        .limit(20)
    ).all()
    labels = item_labels(connection, [row.id for row in rows])
    return tuple(EngagementBrief(*row, under=labels.get(row.id, ())) for row in rows)


def item_labels(connection: Connection, engagement_ids: Sequence[int]) -> dict[int, Any]:
    """Short labels of the items of each engagement, in the frameworks' order."""
    found: dict[int, tuple[str, ...]] = {}
    for engagement_id, short, label in connection.execute(
        select(EngagementItem.engagement_id, FrameworkItem.short_label, FrameworkItem.label)
        .join(FrameworkItem, FrameworkItem.id == EngagementItem.item_id)
        .where(EngagementItem.engagement_id.in_(engagement_ids))
        .order_by(FrameworkItem.id)
    ):
        found[engagement_id] = (*found.get(engagement_id, ()), short or label)
    return found


def _count_engagements(connection: Connection, organization_id: int) -> int:
    rows = _engagement_ids(organization_id).distinct().subquery()
    return connection.execute(select(func.count()).select_from(rows)).scalar_one()


def member_count(connection: Connection, organization_id: int, kind: str | None) -> int:
    """Bodies (of a kind) that are members today, whatever the membership is called."""
    today = date.today()
    rows = (
        select(func.count(Membership.member_id.distinct()))
        .join(Organization, Organization.id == Membership.member_id)
        .where(Membership.body_id == organization_id)
        .where(Membership.role.in_(("member", "participating_state")))
        .where(or_(Membership.ends.is_(None), Membership.ends >= today))
    )
    if kind is not None:
        rows = rows.where(Organization.kind == kind)
    return connection.execute(rows).scalar_one()


def _count_people(connection: Connection, organization_id: int) -> int:
    rows = select(func.count(Post.id)).where(Post.organization_id == organization_id)
    return connection.execute(rows.where(current_post())).scalar_one()


def draft(organization_id: int) -> Any:
    """The question for a body as a form holds it. Raises UserError where it is gone."""

    def question(connection: Connection) -> OrganizationDraft:
        row = connection.execute(
            select(Organization.__table__).where(Organization.id == organization_id)
        ).one_or_none()
        if row is None:
            raise UserError(_("This organization is no longer in the register."))
        names = connection.execute(
            select(OrganizationName.__table__)
            .where(OrganizationName.organization_id == organization_id)
            .order_by(OrganizationName.id)
        )
        contacts = connection.execute(
            select(ContactPoint.__table__)
            .where(ContactPoint.organization_id == organization_id)
            .order_by(ContactPoint.id)
        )
        return OrganizationDraft(
            name=row.name,
            kind=row.kind,
            acronym=row.acronym or "",
            official_name=row.official_name,
            parent_id=row.parent_id,
            seat=row.seat,
            country_id=row.country_id,
            region_id=row.region_id,
            profile=row.profile,
            ct_body=row.ct_body,
            status=row.status,
            sensitivity=row.sensitivity,
            names=tuple(NameDraft(r.language, r.name, r.acronym, r.kind, r.id) for r in names),
            contact_points=tuple(
                ContactDraft(r.kind, r.value, r.label, r.preferred, r.id) for r in contacts
            ),
        )

    return question
