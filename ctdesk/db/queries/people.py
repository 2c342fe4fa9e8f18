"""Questions about people: the directory's list of them, and the profile beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from ctdesk.db import clock
from ctdesk.db.drafts import ContactDraft, PersonDraft
from ctdesk.db.queries.bodies import current_post, short_name
from ctdesk.db.queries.lists import RecordList, Sorts, ranked, spelled
from ctdesk.db.queries.person_names import PersonName
from ctdesk.db.queries.posts import PostLine, post_lines
from ctdesk.db.queries.verified import is_old
from ctdesk.db.tables import (
    Blob,
    ContactPoint,
    Document,
    Engagement,
    FocalRank,
    Organization,
    Participation,
    Person,
    Post,
    Status,
)
from ctdesk.db.tally import CAME
from ctdesk.errors import UserError
from ctdesk.words import _

LATEST = 50  # engagements in a profile


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One line of the list of people."""

    id: int
    name: str
    written: str
    honorific: str
    post: str  # title of the post held today; a focal point's before others
    organizations: tuple[str, ...]  # short names of the bodies they hold a post in today
    focal_point: str  # the highest FocalRank they hold today, or empty
    stale: bool  # whether a designation is to be verified
    last_verified: date | None  # of the designation verified longest ago, else of the person
    last_engaged: date | None
    contact: str


@dataclass(frozen=True, slots=True)
class PersonList(RecordList):
    """People by name; with `organization_id` those with a post in a body today."""

    organization_id: int | None = None

    record = Person
    own_order = (Person.sort_key,)
    by_name = True
    also_named = (Person.display_name, Person.written_name)

    def _conditions(self, row_id: int | None = None) -> list[ColumnElement[bool]]:
        """What the list asks of a person; of one, where it is named, without a walk."""
        if self.organization_id is None:
            return []
        held = _holders(row_id).where(Post.organization_id == self.organization_id)
        return [Person.id.in_(held)]

    @classmethod
    def sorts(cls) -> Sorts:
        """What each column sorts by."""
        body = func.coalesce(spelled(Organization.acronym), Organization.sort_key)
        return {
            "name": (Person.sort_key,),
            "post": (_first_post(spelled(Post.title)),),
            "organization": (_first_post(body),),
            "focal_point": (ranked(_first_post(Post.focal_point), FocalRank),),
            "verified": (_verified(),),
            "engaged": (_latest_day(),),
        }

    def rows(self, connection: Connection, ids: Sequence[int]) -> dict[int, PersonRow]:
        """Lines of a page."""
        found = connection.execute(
            select(
                Person.id,
                Person.display_name,
                Person.written_name,
                Person.honorific,
                Person.last_verified,
            ).where(Person.id.in_(ids))
        )
        posts: dict[int, list[Any]] = {}
        for post in _current_posts(connection, ids):
            posts.setdefault(post.person_id, []).append(post)
        engaged, mail = _last_engaged(connection, ids), _mail(connection, ids)
        return {
            row.id: _row(row, posts.get(row.id, []), engaged.get(row.id), mail.get(row.id, ""))
            for row in found
        }


def _holders(row_id: int | None) -> Select[Any]:
    """Ids of those who hold a post today, or of the one asked for if they do."""
    wanted = Post.person_id.is_not(None) if row_id is None else Post.person_id == row_id
    return select(Post.person_id).where(wanted, current_post())


def _first_post(column: Any) -> Any:
    """What a column says of the post a person is listed with."""
    return (
        select(column)
        .join(Organization, Organization.id == Post.organization_id)
        .where(Post.person_id == Person.id, current_post())
        .order_by(Post.focal_point.desc(), Post.starts.desc(), Post.id.desc())
        .limit(1)
        .scalar_subquery()
    )


def _verified() -> Any:
    """The day the designation verified longest ago was, or the person."""
    designated = select(func.min(func.coalesce(Post.last_verified, date.min))).where(
        Post.person_id == Person.id, Post.focal_point != "", current_post()
    )
    return func.coalesce(designated.scalar_subquery(), Person.last_verified)


def _latest_day() -> Any:
    """The time a person last took part in something held."""
    return (
        select(func.max(Engagement.starts))
        .join(Participation, Participation.engagement_id == Engagement.id)
        .where(Participation.person_id == Person.id, Participation.attendance.in_(CAME))
        .where(Engagement.status == Status.HELD)
        .scalar_subquery()
    )


def _current_posts(connection: Connection, ids: Sequence[int]) -> Sequence[Any]:
    """The posts these people hold today, primary focal points' first."""
    return connection.execute(
        select(
            Post.person_id,
            Post.title,
            Post.focal_point,
            Post.last_verified,
            short_name().label("organization"),
        )
        .join(Organization, Organization.id == Post.organization_id)
        .where(Post.person_id.in_(ids), current_post())
        .order_by(Post.focal_point.desc(), Post.starts.desc(), Post.id.desc())
    ).all()


def _row(person: Any, posts: list[Any], engaged: date | None, contact: str) -> PersonRow:
    designations = [post for post in posts if post.focal_point]
    verified = [post.last_verified for post in designations]
    known = [day for day in verified if day is not None]
    oldest = None if len(known) < len(verified) else min(known, default=person.last_verified)
    return PersonRow(
        id=person.id,
        name=person.display_name,
        written=person.written_name,
        honorific=person.honorific,
        post=posts[0].title if posts else "",
        organizations=tuple(dict.fromkeys(post.organization for post in posts)),
        focal_point=designations[0].focal_point if designations else "",
        stale=any(is_old(day, clock.today()) for day in verified),
        last_verified=oldest,
        last_engaged=engaged,
        contact=contact,
    )


def _last_engaged(connection: Connection, ids: Sequence[int]) -> dict[int, date]:
    """The day each of these people last took part in something held."""
    rows = connection.execute(
        select(Participation.person_id, func.max(Engagement.starts))
        .join(Engagement, Engagement.id == Participation.engagement_id)
        .where(Participation.person_id.in_(ids), Participation.attendance.in_(CAME))
        # So that SQLite begins with these people, and not with all that was ever held.
        .where(func.coalesce(Engagement.status, "") == Status.HELD)
        .group_by(Participation.person_id)
    )
    return {row[0]: row[1].date() for row in rows if row[0] is not None}


def _mail(connection: Connection, ids: Sequence[int]) -> dict[int, str]:
    """The e-mail address to write to: the preferred one, the person's own before a post's."""
    own = select(
        ContactPoint.person_id.label("person_id"), ContactPoint.value, ContactPoint.preferred,
        ContactPoint.id,
    ).where(ContactPoint.person_id.in_(ids), ContactPoint.kind == "email")  # fmt: skip
    of_posts = (
        select(Post.person_id, ContactPoint.value, ContactPoint.preferred, ContactPoint.id)
        .join(Post, Post.id == ContactPoint.post_id)
        .where(Post.person_id.in_(ids), current_post(), ContactPoint.kind == "email")
    )
    found: dict[int | None, tuple[bool, str]] = {}
    for rows in (own.order_by(ContactPoint.id), of_posts.order_by(ContactPoint.id)):
        for person_id, value, preferred, _id in connection.execute(rows):
            if person_id not in found or (preferred and not found[person_id][0]):
                found[person_id] = (preferred, value)
    return {one: value for one, (_preferred, value) in found.items() if one is not None}


@dataclass(frozen=True, slots=True)
class Way:
    """A way to reach a person; `of` is the title of the post it belongs to, or empty."""

    kind: str
    value: str
    label: str
    preferred: bool
    of: str = ""


@dataclass(frozen=True, slots=True)
class TookPart:
    """An engagement a person has part in, in the capacity held then."""

    id: int
    title: str
    starts: datetime
    all_day: bool
    status: str
    modality: str
    organization: str  # the body they are there for
    capacity: str
    role: str
    attendance: str


@dataclass(frozen=True, slots=True)
class PersonProfile:
    """What stands beside the list when a person is chosen."""

    id: int
    name: PersonName
    rank: str
    aliases: str
    languages: tuple[str, ...]  # codes or words, as typed
    biography: str
    protocol_rank: int | None
    sensitivity: str
    basis: str
    last_verified: date | None
    review_on: date | None
    posts: tuple[PostLine, ...]  # of today and later, focal points' first, then former ones
    ways: tuple[Way, ...]  # preferred ones first
    engagements: tuple[TookPart, ...]  # the latest, newest first
    engagement_count: int
    document_count: int

    def current(self, day: date) -> tuple[PostLine, ...]:
        """The posts held on a day."""
        return tuple(post for post in self.posts if post.is_current(day))


def profile(person_id: int) -> Callable[[Connection], PersonProfile]:
    """The question for one person's profile. Raises UserError where they are gone."""

    def question(connection: Connection) -> PersonProfile:
        row = _person(connection, person_id)
        posts = _posts(connection, person_id)
        engagements = Participation.person_id == person_id
        count = select(func.count(Participation.engagement_id.distinct())).where(engagements)
        files = select(func.count(Document.id)).where(
            Document.person_id == person_id, Document.kind == ""
        )
        return PersonProfile(
            id=row.id,
            name=_name(row),
            rank=row.rank,
            aliases=row.aliases,
            languages=split_languages(row.languages),
            biography=row.biography,
            protocol_rank=row.protocol_rank,
            sensitivity=row.sensitivity,
            basis=row.basis,
            last_verified=row.last_verified,
            review_on=row.review_on,
            posts=posts,
            ways=_ways(connection, person_id, posts),
            engagements=_took_part(connection, person_id),
            engagement_count=connection.execute(count).scalar_one(),
            document_count=connection.execute(files).scalar_one(),
        )

    return question


def split_languages(text: str) -> tuple[str, ...]:
    """The languages of a person, one by one."""
    return tuple(one.strip() for one in text.replace(";", ",").split(",") if one.strip())


def _person(connection: Connection, person_id: int) -> Any:
    row = connection.execute(select(Person.__table__).where(Person.id == person_id)).one_or_none()
    if row is None:
        raise UserError(_("This person is no longer in the register."))
    return row


def _name(row: Any) -> PersonName:
    return PersonName(
        display=row.display_name,
        family=row.family_name,
        given=row.given_name,
        order=row.name_order,
        honorific=row.honorific,
        written=row.written_name,
        post_nominals=row.post_nominals,
    )


def _posts(connection: Connection, person_id: int) -> tuple[PostLine, ...]:
    today = clock.today()
    lines = post_lines(connection, Post.person_id == person_id)
    ranks = {"primary": 0, "alternate": 1}
    lines.sort(key=lambda line: (line.is_former(today), ranks.get(line.focal_point, 2)))
    return tuple(lines)


def _ways(connection: Connection, person_id: int, posts: tuple[PostLine, ...]) -> tuple[Way, ...]:
    """How a person is reached today: a post they left is answered by somebody else."""
    own = connection.execute(
        select(ContactPoint.kind, ContactPoint.value, ContactPoint.label, ContactPoint.preferred)
        .where(ContactPoint.person_id == person_id)
        .order_by(ContactPoint.id)
    )
    found = [Way(*row) for row in own]
    today = clock.today()
    for post in posts:
        if post.is_current(today):
            found += [
                Way(one.kind, one.value, one.label, one.preferred, post.title)
                for one in post.contacts
            ]
    return tuple(sorted(found, key=lambda way: not way.preferred))


def _took_part(connection: Connection, person_id: int) -> tuple[TookPart, ...]:
    own = select(Participation.engagement_id).where(Participation.person_id == person_id)
    latest = (
        select(Engagement.id)
        .where(Engagement.id.in_(own))
        .order_by(Engagement.starts.desc(), Engagement.id.desc())
        .limit(LATEST)
    )
    found: dict[int, TookPart] = {}
    for row in connection.execute(_parts(person_id).where(Engagement.id.in_(latest))):
        found.setdefault(row[0], TookPart(*tuple(row)))
    return tuple(found.values())


def _parts(person_id: int) -> Select[Any]:
    """A person's parts in engagements, the newest first."""
    columns: tuple[Any, ...] = (
        Engagement.id,
        Engagement.title,
        Engagement.starts,
        Engagement.all_day,
        Engagement.status,
        Engagement.modality,
        func.coalesce(Organization.acronym, Organization.name, ""),
        Participation.capacity,
        Participation.role,
        Participation.attendance,
    )
    return (
        select(*columns)
        .join(Participation, Participation.engagement_id == Engagement.id)
        .outerjoin(Organization, Organization.id == Participation.organization_id)
        .where(Participation.person_id == person_id)
        .order_by(Engagement.starts.desc(), Engagement.id.desc(), Participation.id)
    )


@dataclass(frozen=True, slots=True)
class TookPartList(RecordList):
    """Everything a person took part in or is to, newest first."""

    person_id: int = 0

    record = Engagement
    own_order = (Engagement.starts,)
    downwards = True

    def _conditions(self, row_id: int | None = None) -> list[ColumnElement[bool]]:
        own = select(Participation.engagement_id).where(Participation.person_id == self.person_id)
        if row_id is not None:
            own = own.where(Participation.engagement_id == row_id)
        return [Engagement.id.in_(own)]

    @classmethod
    def sorts(cls) -> Sorts:
        """What each column sorts by."""
        return {"date": (Engagement.starts,), "title": (spelled(Engagement.title),)}

    def rows(self, connection: Connection, ids: Sequence[int]) -> dict[int, TookPart]:
        """Lines of a page."""
        found = connection.execute(_parts(self.person_id).where(Engagement.id.in_(ids)))
        rows: dict[int, TookPart] = {}
        for row in found:
            rows.setdefault(row[0], TookPart(*tuple(row)))
        return rows


def photo(person_id: int) -> Callable[[Connection], bytes | None]:
    """The question for the bytes of a person's photograph; None where there is none."""
    newest = (
        select(Blob.data)
        .join(Document, Document.hash == Blob.hash)
        .where(Document.person_id == person_id, Document.kind == "photo")
        .order_by(Document.id.desc())
        .limit(1)
    )
    return lambda connection: connection.execute(newest).scalar_one_or_none()


def called(person_id: int) -> Callable[[Connection], str]:
    """The question for a person's display name. Raises UserError where they are gone."""
    return lambda connection: str(_person(connection, person_id).display_name)


def draft(person_id: int) -> Callable[[Connection], PersonDraft]:
    """The question for a person as a form holds them. Raises UserError where they are gone."""

    def question(connection: Connection) -> PersonDraft:
        row = _person(connection, person_id)
        ways = connection.execute(
            select(ContactPoint.__table__)
            .where(ContactPoint.person_id == person_id)
            .order_by(ContactPoint.id)
        )
        return PersonDraft(
            display_name=row.display_name,
            written_name=row.written_name,
            family_name=row.family_name,
            given_name=row.given_name,
            name_order=row.name_order,
            honorific=row.honorific,
            rank=row.rank,
            post_nominals=row.post_nominals,
            aliases=row.aliases,
            languages=row.languages,
            biography=row.biography,
            protocol_rank=row.protocol_rank,
            sensitivity=row.sensitivity,
            basis=row.basis,
            last_verified=row.last_verified,
            review_on=row.review_on,
            contact_points=tuple(
                ContactDraft(way.kind, way.value, way.label, way.preferred, way.id) for way in ways
            ),
        )

    return question
