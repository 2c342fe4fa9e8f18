"""Add, edit and delete people and the posts they hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from ctdesk.db.drafts import ContactDraft, PersonDraft, PostDraft
from ctdesk.db.files import DocumentDraft
from ctdesk.db.operations import common, documents
from ctdesk.db.operations.values import own, values_of
from ctdesk.db.search.fold import sort_key
from ctdesk.db.tables import (
    ContactPoint,
    Document,
    Organization,
    Participation,
    Person,
    Post,
    PostTheme,
)
from ctdesk.errors import Invalid
from ctdesk.words import _

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

PHOTO = "photo"  # kind of a document that is the picture of a person

_POST_LISTS = ("theme_ids", "contact_points")


def _values(draft: PersonDraft) -> dict[str, Any]:
    values = own(draft, without=("contact_points",))
    named = f"{draft.family_name} {draft.given_name}" if draft.family_name else draft.display_name
    values["sort_key"] = sort_key(named)[:200]
    return values


def add(session: Session, draft: PersonDraft) -> int:
    """Add a person; the id. Raises Invalid."""
    row_id = common.add(session, Person, _values(draft))
    owner = {"person_id": row_id}
    common.keep_in_step(session, ContactPoint, owner, map(values_of, draft.contact_points))
    return row_id


def edit(session: Session, person_id: int, draft: PersonDraft) -> None:
    """Make a person's record what the draft says. Raises Invalid."""
    common.fill(common.find(session, Person, person_id), _values(draft))
    owner = {"person_id": person_id}
    common.keep_in_step(session, ContactPoint, owner, map(values_of, draft.contact_points))


def delete(session: Session, person_id: int) -> None:
    """Delete a person. Posts become vacant; engagements keep the capacity, not the name.

    Where an engagement knows nothing but the name, nothing of the participant is left to keep.
    """
    nameless = (
        Participation.person_id == person_id,
        Participation.organization_id.is_(None),
        Participation.capacity == "",
    )
    for party in common.rows(session, Participation, *nameless):
        session.delete(party)
    common.delete(session, Person, person_id)


def set_photo(session: Session, person_id: int, picture: DocumentDraft) -> int:
    """Keep a picture of a person in place of the one there is; the document's id.

    Whoever hands it over has seen that it is one. Raises UserError where it is too large.
    """
    common.find(session, Person, person_id)
    remove_photo(session, person_id)
    return documents.add(session, replace(picture, kind=PHOTO), person_id=person_id)


def remove_photo(session: Session, person_id: int) -> None:
    """Take the picture of a person out, if there is one."""
    mine = (Document.person_id == person_id, Document.kind == PHOTO)
    for kept in common.rows(session, Document, *mine):
        session.delete(kept)


def add_post(session: Session, draft: PostDraft) -> int:
    """Add a post, held or vacant; its id. Raises Invalid."""
    common.find(session, Organization, draft.organization_id)
    row_id = common.add(session, Post, own(draft, without=_POST_LISTS))
    _keep_post_lists(session, row_id, draft)
    return row_id


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


def verify_person(session: Session, person_id: int, today: date) -> None:
    """Note that a person's record and each of their designations of today are still correct."""
    common.fill(common.find(session, Person, person_id), {"last_verified": today})
    designations = (Post.person_id == person_id, Post.focal_point != "")
    for post in common.rows(session, Post, *designations):
        if (post.starts is None or post.starts <= today) and (
            post.ends is None or post.ends >= today
        ):
            common.fill(post, {"last_verified": today})


def hand_over(session: Session, post_id: int, on: date, person_id: int | None) -> int:
    """End a tenure on the day before and begin the next, held by a person or vacant; its id.

    The post keeps its title, unit, designation and own contact points. The designation is
    nobody's to call verified yet. Raises Invalid where the day does not follow.
    """
    post = common.find(session, Post, post_id)
    if person_id is not None:
        common.find(session, Person, person_id)
    if person_id == post.person_id:
        raise Invalid({"person_id": _("The post is held so already; choose somebody else.")})
    last = on - timedelta(days=1)
    if post.starts is not None and last < post.starts:
        raise Invalid({"starts": _("The day lies before the present holder began.")})
    if post.ends is None or post.ends > last:
        common.fill(post, {"ends": last})
    following = PostDraft(
        organization_id=post.organization_id,
        title=post.title,
        person_id=person_id,
        unit=post.unit,
        starts=on,
        focal_point=post.focal_point,
        theme_ids=tuple(
            session.scalars(select(PostTheme.theme_id).where(PostTheme.post_id == post_id))
        ),
        contact_points=tuple(
            ContactDraft(one.kind, one.value, one.label, one.preferred)
            for one in common.rows(session, ContactPoint, ContactPoint.post_id == post_id)
        ),
    )
    return add_post(session, following)


def _keep_post_lists(session: Session, post_id: int, draft: PostDraft) -> None:
    owner = {"post_id": post_id}
    common.keep_in_step(session, ContactPoint, owner, map(values_of, draft.contact_points))
    common.keep_links(session, PostTheme, owner, "theme_id", draft.theme_ids)
