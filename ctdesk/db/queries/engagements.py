"""Questions about engagements: the log's list, and one as a form holds it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from ctdesk.db.drafts import (
    CommitmentDraft,
    EngagementDraft,
    ItemDraft,
    ParticipationDraft,
    SessionDraft,
)
from ctdesk.db.queries import counting
from ctdesk.db.queries.lists import RecordList, Sorts, ranked, spelled
from ctdesk.db.queries.organizations import item_labels
from ctdesk.db.tables import (
    Commitment,
    Engagement,
    EngagementItem,
    EngagementPlace,
    EngagementSession,
    EngagementTheme,
    EngagementType,
    Organization,
    Participation,
    Person,
    Place,
    Record,
    Status,
)
from ctdesk.errors import UserError
from ctdesk.words import _


@dataclass(frozen=True, slots=True)
class EngagementRow:
    """One line of the log's list."""

    id: int
    starts: datetime
    all_day: bool
    title: str
    type: str
    parties: tuple[str, ...]  # short names, as listed; each once
    under: tuple[str, ...]  # short labels of its items
    lead: str
    place: str  # the city, or the country where none is given
    status: str
    modality: str
    sensitivity: str
    is_example: bool


@dataclass(frozen=True, slots=True)
class EngagementList(RecordList):
    """The log, newest first; with `organization_id` what a body takes part in.

    With `initiative_id` what is carried out under an initiative.
    """

    organization_id: int | None = None
    initiative_id: int | None = None

    record = Engagement
    own_order = (Engagement.starts,)
    downwards = True

    def _conditions(self, row_id: int | None = None) -> list[ColumnElement[bool]]:
        """What the list asks of an engagement; of one, where it is named, without a walk."""
        under = Engagement.initiative_id == self.initiative_id
        conditions = [] if self.initiative_id is None else [under]
        if self.organization_id is None:
            return conditions
        with_it = select(Participation.engagement_id).where(
            Participation.organization_id == self.organization_id
        )
        if row_id is not None:
            with_it = with_it.where(Participation.engagement_id == row_id)
        return [*conditions, Engagement.id.in_(with_it)]

    @classmethod
    def sorts(cls) -> Sorts:
        """What each column sorts by."""
        kind = select(spelled(EngagementType.name)).where(EngagementType.id == Engagement.type_id)
        return {
            "date": (Engagement.starts,),
            "title": (spelled(Engagement.title),),
            "type": (kind.scalar_subquery(),),
            "with": (_first_party(),),
            "status": (ranked(Engagement.status, Status),),
            "place": (spelled(_place()),),
            "lead": (spelled(_lead()),),
        }

    def rows(self, connection: Connection, ids: Sequence[int]) -> dict[int, EngagementRow]:
        """Lines of a page."""
        found = connection.execute(
            select(
                Engagement.id,
                Engagement.starts,
                Engagement.all_day,
                Engagement.title,
                EngagementType.name.label("type"),
                _lead().label("lead"),
                _place().label("place"),
                Engagement.status,
                Engagement.modality,
                Engagement.sensitivity,
                Engagement.is_example,
            )
            .join(EngagementType, EngagementType.id == Engagement.type_id)
            .where(Engagement.id.in_(ids))
        ).all()
        parties = party_names(connection, ids)
        labels = item_labels(connection, ids)
        return {
            row.id: EngagementRow(
                id=row.id,
                starts=row.starts,
                all_day=row.all_day,
                title=row.title,
                type=row.type,
                parties=parties.get(row.id, ()),
                under=labels.get(row.id, ()),
                lead=row.lead or "",
                place=row.place or "",
                status=row.status,
                modality=row.modality,
                sensitivity=row.sensitivity,
                is_example=row.is_example,
            )
            for row in found
        }


def _lead() -> ColumnElement[str]:
    """The officer who leads an engagement, or the unit where nobody is named."""
    return func.coalesce(func.nullif(Engagement.lead_officer, ""), Engagement.lead_unit)


def _place() -> ColumnElement[str]:
    """The city an engagement is held in, or the country where none is given."""
    country = select(Place.name).where(Place.id == Engagement.country_id).scalar_subquery()
    return func.coalesce(func.nullif(Engagement.city, ""), country)


def _party() -> ColumnElement[str]:
    """What a participant is called in a list."""
    return func.coalesce(
        Organization.acronym, Organization.name, Person.display_name, Participation.capacity
    )


def _first_party() -> ColumnElement[str]:
    """What the participant listed first sorts by; where it can be, without a call for each row."""
    name = func.coalesce(
        spelled(Organization.acronym), Organization.sort_key, Person.sort_key,
        spelled(Participation.capacity),
    )  # fmt: skip
    return (
        select(name)
        .select_from(Participation)
        .outerjoin(Organization, Organization.id == Participation.organization_id)
        .outerjoin(Person, Person.id == Participation.person_id)
        .where(Participation.engagement_id == Engagement.id)
        .order_by(Participation.position, Participation.id)
        .limit(1)
        .scalar_subquery()
    )


def party_names(
    connection: Connection, engagement_ids: Sequence[int], *, counted: bool = False
) -> dict[int, tuple[str, ...]]:
    """Short names of who took part, in the order they are listed, each once.

    With `counted`, only those whose participation counts as engagement.
    """
    rows = (
        select(
            Participation.engagement_id,
            _party(),
        )
        .outerjoin(Organization, Organization.id == Participation.organization_id)
        .outerjoin(Person, Person.id == Participation.person_id)
        .where(Participation.engagement_id.in_(engagement_ids))
        .order_by(Participation.engagement_id, Participation.position, Participation.id)
    )
    if counted:
        rows = rows.where(counting.took_part())
    found: dict[int, dict[str, None]] = {}
    for engagement_id, name in connection.execute(rows):
        found.setdefault(engagement_id, {})[name or ""] = None
    return {engagement_id: tuple(names) for engagement_id, names in found.items()}


def draft(engagement_id: int) -> Callable[[Connection], EngagementDraft]:
    """The question for an engagement as a form holds it. Raises UserError where it is gone."""

    def question(connection: Connection) -> EngagementDraft:
        row = connection.execute(
            select(Engagement.__table__).where(Engagement.id == engagement_id)
        ).one_or_none()
        if row is None:
            raise UserError(_("This engagement is no longer in the register."))

        def children(kind: type[Record], *order: Any) -> Sequence[Any]:
            mine = select(kind.__table__).where(kind.__table__.c.engagement_id == engagement_id)
            return connection.execute(mine.order_by(*order, kind.id)).all()

        own = {
            field.name: getattr(row, field.name)
            for field in fields(EngagementDraft)
            if hasattr(row, field.name)
        }
        own["reference"] = row.reference or ""
        return EngagementDraft(
            **own,
            participations=_drafts(
                ParticipationDraft, children(Participation, Participation.position)
            ),
            items=_drafts(ItemDraft, children(EngagementItem)),
            theme_ids=tuple(link.theme_id for link in children(EngagementTheme)),
            place_ids=tuple(link.place_id for link in children(EngagementPlace)),
            sessions=_drafts(SessionDraft, children(EngagementSession, EngagementSession.position)),
            commitments=_drafts(CommitmentDraft, children(Commitment)),
        )

    return question


def _drafts(kind: Any, rows: Sequence[Any]) -> tuple[Any, ...]:
    names = [field.name for field in fields(kind)]
    return tuple(kind(**{name: getattr(row, name) for name in names}) for row in rows)


def like(engagement_id: int) -> Callable[[Connection], EngagementDraft]:
    """The question for a new engagement made from an earlier one. Raises UserError.

    What was of that day is not taken over: when it was, what came of it, who came, and in what
    capacity, where a post said so.
    """

    def question(connection: Connection) -> EngagementDraft:
        earlier = draft(engagement_id)(connection)
        return replace(
            earlier,
            **_OF_ITS_DAY,
            participations=tuple(map(_invited_again, earlier.participations)),
            items=tuple(replace(one, advances="", id=None) for one in earlier.items),
            sessions=tuple(SessionDraft(one.title) for one in earlier.sessions),
            commitments=(),
        )

    return question


_OF_ITS_DAY: dict[str, Any] = {
    "starts": datetime.min, "ends": None, "all_day": False, "reference": "", "status": "",
    "registration_deadline": None, "attended": None, "women": None, "summary": "",
    "outcome": "", "recommendations": "",
    "press_release": False, "social_media": False, "source": "", "is_example": False,
}  # fmt: skip


def _invited_again(one: ParticipationDraft) -> ParticipationDraft:
    if one.post_id is None:
        return replace(one, attendance="", id=None)
    return replace(one, attendance="", id=None, post_id=None, capacity="")
