"""Log, edit and delete engagements with all that belongs to them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from ctdesk.db.capacities import capacities, meant
from ctdesk.db.drafts import CommitmentDraft, EngagementDraft, ParticipationDraft
from ctdesk.db.operations import common, recurring
from ctdesk.db.operations.validate import time_zone
from ctdesk.db.operations.values import own, values_of
from ctdesk.db.tables import (
    Commitment,
    CommitmentState,
    Engagement,
    EngagementItem,
    EngagementPlace,
    EngagementSession,
    EngagementTheme,
    EngagementType,
    Organization,
    Participation,
    Person,
    Status,
)
from ctdesk.errors import Invalid
from ctdesk.words import _

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_LISTS = ("participations", "items", "theme_ids", "place_ids", "sessions", "commitments")


def log(session: Session, draft: EngagementDraft) -> int:
    """Log an engagement; its id. Raises Invalid."""
    row_id = common.add(session, Engagement, _values(session, draft, None))
    _keep_lists(session, row_id, draft)
    return row_id


def edit(session: Session, engagement_id: int, draft: EngagementDraft) -> None:
    """Make an engagement what the draft says. Raises Invalid."""
    row = common.find(session, Engagement, engagement_id)
    common.fill(row, _values(session, draft, engagement_id))
    _keep_lists(session, engagement_id, draft)


def delete(session: Session, engagement_id: int) -> None:
    """Delete an engagement; its commitments stay, since a promise outlives its record."""
    common.delete(session, Engagement, engagement_id)


def status_on(starts: datetime, all_day: bool, zone: str, now: datetime) -> Status:
    """Held where the start is past at `now` (with offset), else planned. Raises Invalid."""
    local = now.astimezone(time_zone(zone)).replace(tzinfo=None)
    past = starts.date() < local.date() if all_day else starts <= local
    return Status.HELD if past else Status.PLANNED


def _values(session: Session, draft: EngagementDraft, own_id: int | None) -> dict[str, Any]:
    kind = session.get(common.mapped(EngagementType), draft.type_id)
    if kind is None:
        raise Invalid({"type_id": _("Choose a type.")})
    values = own(draft, without=_LISTS)
    values["title"] = draft.title.strip() or kind.name
    values["reference"] = draft.reference.strip() or None
    if not draft.status:
        now = datetime.now(UTC)
        values["status"] = status_on(draft.starts, draft.all_day, draft.time_zone, now)
    same = select(Engagement.id).where(Engagement.reference == values["reference"])
    if values["reference"] and session.scalar(same) not in (None, own_id):
        message = _("{reference} is logged already.")
        raise Invalid({"reference": message.format(reference=values["reference"])})
    return values


def _keep_lists(session: Session, engagement_id: int, draft: EngagementDraft) -> None:
    owner = {"engagement_id": engagement_id}
    day = draft.starts.date()
    keep = common.keep_in_step
    keep(session, Participation, owner, _participations(session, draft, day))
    keep(session, EngagementItem, owner, map(values_of, draft.items), same_by="item_id")
    keep(session, EngagementSession, owner, _numbered(map(values_of, draft.sessions)))
    promised = ({**_promised(one), **owner} for one in draft.commitments)
    with recurring.renewing(session, engagement_id=engagement_id):
        keep(session, Commitment, owner, promised)
    common.keep_links(session, EngagementTheme, owner, "theme_id", draft.theme_ids)
    common.keep_links(session, EngagementPlace, owner, "place_id", draft.place_ids)


def _promised(one: CommitmentDraft) -> dict[str, Any]:
    """A promise as its row; what superseded it goes where it is said to be so no more."""
    gone = one.state != CommitmentState.SUPERSEDED
    return {**values_of(one), **({"superseded_by_id": None} if gone else {})}


def _numbered(rows: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for position, values in enumerate(rows):
        yield {**values, "position": position}


def _participations(
    session: Session, draft: EngagementDraft, day: date
) -> Iterator[dict[str, Any]]:
    for position, one in enumerate(draft.participations):
        if one.organization_id is None and one.person_id is None and not one.capacity:
            raise Invalid({"participations": _("Say who took part: a body or a person.")})
        if one.organization_id is not None:
            common.find(session, Organization, one.organization_id)
        yield {**values_of(one), "position": position, **_capacity(session, one, day)}


def _capacity(session: Session, one: ParticipationDraft, day: date) -> dict[str, Any]:
    """What the person was on that day: the post in the body represented, else the only one."""
    if one.person_id is None or one.capacity:
        return {}
    common.find(session, Person, one.person_id)
    session.flush()  # a post added within the same operation counts
    held = capacities([one.person_id], day)(session.connection())
    post = meant(held.get(one.person_id, ()), one.organization_id)
    if post is None:
        return {}
    return {
        "post_id": post.post_id,
        "capacity": post.title,
        "organization_id": post.organization_id,
    }
