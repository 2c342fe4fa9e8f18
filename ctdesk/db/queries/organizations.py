"""Questions about bodies: the directory's list, and a body as its form holds it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, func, select

from ctdesk.db.queries.bodies import (
    current_post,
    held,
    latest_day,
    primary_focal_point,
    region,
)
from ctdesk.db.queries.lists import RecordList, Sorts, ranked, spelled
from ctdesk.db.tables import (
    ContactPoint,
    EngagementItem,
    FrameworkItem,
    Organization,
    OrganizationKind,
    OrganizationName,
    Post,
    Tally,
)
from ctdesk.db.tally import ANY
from ctdesk.errors import UserError
from ctdesk.words import _

if TYPE_CHECKING:
    from ctdesk.db.drafts import OrganizationDraft

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
    """The directory, by acronym or name: bodies of the kinds (all, where none is given)."""

    kinds: tuple[str, ...] = ()

    record = Organization
    own_order = (Organization.sort_key,)
    by_name = True
    also_named = (Organization.name,)

    def _conditions(self, row_id: int | None = None) -> list[ColumnElement[bool]]:
        del row_id
        return [Organization.kind.in_(self.kinds)] if self.kinds else []

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
        fourth = held_under(connection, ids, DECISION_4)
        seventh = held_under(connection, ids, DECISION_7)
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


def held_under(connection: Connection, ids: Sequence[int], item_key: str) -> dict[int, int]:
    """How many engagements each body held under an item; those with none are missing."""
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


def draft(organization_id: int) -> Any:
    """The question for a body as a form holds it. Raises UserError where it is gone."""
    # Ten milliseconds that the first list need not wait for.
    from ctdesk.db.drafts import ContactDraft, NameDraft, OrganizationDraft

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
