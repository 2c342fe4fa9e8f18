"""Add, edit and delete bodies, their names and memberships."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from ctdesk.db.drafts import MembershipDraft, OrganizationDraft
from ctdesk.db.operations import common
from ctdesk.db.operations.values import own, values_of
from ctdesk.db.search.fold import fold, sort_key
from ctdesk.db.tables import ContactPoint, Membership, Organization, OrganizationName, Participation
from ctdesk.errors import Invalid, UserError
from ctdesk.words import _, ngettext

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_LISTS = ("names", "contact_points")


def _values(draft: OrganizationDraft) -> dict[str, Any]:
    values = own(draft, without=_LISTS)
    values["acronym"] = draft.acronym.strip() or None
    values["sort_key"] = sort_key(draft.acronym or draft.name)[:300]
    return values


def _keep_lists(session: Session, organization_id: int, draft: OrganizationDraft) -> None:
    owner = {"organization_id": organization_id}
    common.keep_in_step(session, OrganizationName, owner, map(values_of, draft.names))
    common.keep_in_step(session, ContactPoint, owner, map(values_of, draft.contact_points))


def _refuse_double(session: Session, draft: OrganizationDraft, own_id: int | None) -> None:
    """An acronym is what an officer types; two bodies with one would be mistaken."""
    wanted = fold(draft.acronym)
    if not wanted:
        return
    acronyms = select(Organization.id, Organization.acronym, Organization.name)
    for row in session.execute(acronyms.where(Organization.acronym.is_not(None))):
        if row.id != own_id and fold(row.acronym) == wanted:
            message = _("{acronym} is the acronym of {name} already.")
            raise Invalid({"acronym": message.format(acronym=row.acronym, name=row.name)})


def _refuse_circle(session: Session, own_id: int, parent_id: int | None) -> None:
    """A body is no part of itself, nor of what is part of it."""
    above, seen = parent_id, set[int]()
    while above is not None and above not in seen:
        if above == own_id:
            raise Invalid({"parent_id": _("A body cannot be part of itself or of its own parts.")})
        seen.add(above)
        above = session.scalar(select(Organization.parent_id).where(Organization.id == above))


def add(session: Session, draft: OrganizationDraft) -> int:
    """Add a body; its id. Raises Invalid."""
    _refuse_double(session, draft, None)
    row_id = common.add(session, Organization, _values(draft))
    _keep_lists(session, row_id, draft)
    return row_id


def edit(session: Session, organization_id: int, draft: OrganizationDraft) -> None:
    """Make a body what the draft says. Raises Invalid."""
    row = common.find(session, Organization, organization_id)
    _refuse_double(session, draft, organization_id)
    _refuse_circle(session, organization_id, draft.parent_id)
    common.fill(row, _values(draft))
    _keep_lists(session, organization_id, draft)


def delete(session: Session, organization_id: int) -> None:
    """Delete a body with its names, posts, contacts and memberships.

    Raises UserError where it took part in engagements: the record of those would lose it.
    """
    row = common.find(session, Organization, organization_id)
    mine = select(func.count(Participation.engagement_id.distinct()))
    count = session.scalar(mine.where(Participation.organization_id == organization_id))
    if count:
        sentence = ngettext(
            "{name} stands in {count} engagement and cannot be deleted. Set its status to "
            "defunct instead.",
            "{name} stands in {count} engagements and cannot be deleted. Set its status to "
            "defunct instead.",
            count,
        )
        raise UserError(sentence.format(name=row.acronym or row.name, count=count))
    session.delete(row)


def add_membership(session: Session, draft: MembershipDraft) -> int:
    """Enter that one body belongs to another; the membership's id. Raises Invalid."""
    if draft.member_id == draft.body_id:
        raise Invalid({"member_id": _("A body cannot be a member of itself.")})
    common.find(session, Organization, draft.member_id)
    common.find(session, Organization, draft.body_id)
    return common.add(session, Membership, values_of(draft))


def edit_membership(session: Session, membership_id: int, draft: MembershipDraft) -> None:
    """Make a membership what the draft says, for instance ended. Raises Invalid."""
    common.fill(common.find(session, Membership, membership_id), values_of(draft))


def delete_membership(session: Session, membership_id: int) -> None:
    """Delete a membership that was entered by mistake; one that ended is edited."""
    common.delete(session, Membership, membership_id)
