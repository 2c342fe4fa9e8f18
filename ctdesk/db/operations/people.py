"""Add, edit and delete people and the posts they hold."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ctdesk.db.drafts import PersonDraft, PostDraft
from ctdesk.db.models import ContactPoint, Organization, Participation, Person, Post, PostTheme
from ctdesk.db.operations import common
from ctdesk.db.operations.values import own, values_of
from ctdesk.db.search.fold import sort_key

_POST_LISTS = ("theme_ids", "contact_points")


def _values(draft: PersonDraft) -> dict[str, Any]:
    values = own(draft, without=("contact_points",))
    named = f"{draft.family_name} {draft.given_name}" if draft.family_name else draft.display_name
    values["sort_key"] = sort_key(named)[:200]
    return values


def add(session: Session, draft: PersonDraft) -> int:
    """Add a person; the id. Raises Invalid."""
    row = common.add(session, Person, _values(draft))
    owner = {"person_id": row.id}
    common.keep_in_step(session, ContactPoint, owner, map(values_of, draft.contact_points))
    return row.id


def edit(session: Session, person_id: int, draft: PersonDraft) -> None:
    """Make a person's record what the draft says. Raises Invalid."""
    common.fill(common.find(session, Person, person_id), _values(draft))
    owner = {"person_id": person_id}
    common.keep_in_step(session, ContactPoint, owner, map(values_of, draft.contact_points))


def delete(session: Session, person_id: int) -> None:
    """Delete a person. Posts become vacant; engagements keep the capacity, not the name.

    Where an engagement knows nothing but the name, nothing of the participant is left to keep.
    """
    nameless = select(Participation).where(
        Participation.person_id == person_id,
        Participation.organization_id.is_(None),
        Participation.capacity == "",
    )
    for party in session.scalars(nameless).all():
        session.delete(party)
    common.delete(session, Person, person_id)


def add_post(session: Session, draft: PostDraft) -> int:
    """Add a post, held or vacant; its id. Raises Invalid."""
    common.find(session, Organization, draft.organization_id)
    row = common.add(session, Post, own(draft, without=_POST_LISTS))
    _keep_post_lists(session, row.id, draft)
    return row.id


def edit_post(session: Session, post_id: int, draft: PostDraft) -> None:
    """Make a post what the draft says. Raises Invalid."""
    common.fill(common.find(session, Post, post_id), own(draft, without=_POST_LISTS))
    _keep_post_lists(session, post_id, draft)


def delete_post(session: Session, post_id: int) -> None:
    """Delete a post that was entered by mistake; one that ended is edited."""
    common.delete(session, Post, post_id)


def verify_post(session: Session, post_id: int, today: date) -> None:
    """Note that a focal point is still correct."""
    common.fill(common.find(session, Post, post_id), {"last_verified": today})


def _keep_post_lists(session: Session, post_id: int, draft: PostDraft) -> None:
    owner = {"post_id": post_id}
    common.keep_in_step(session, ContactPoint, owner, map(values_of, draft.contact_points))
    common.keep_links(session, PostTheme, owner, "theme_id", draft.theme_ids)
