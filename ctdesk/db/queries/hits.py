"""The kinds of record that words find: how each is named, and what is told of one.

Names are read of all that match, the rest only of those that are told: of two hundred engagements
the palette shows six.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from ctdesk.db import clock
from ctdesk.db.passages import sentence_with
from ctdesk.db.queries import meaning
from ctdesk.db.queries.bodies import short_name
from ctdesk.db.queries.engagements import party_names
from ctdesk.db.queries.wanted import FILES, POOL, Wanted, matching
from ctdesk.db.search import index
from ctdesk.db.tables import (
    Commitment,
    Document,
    DocumentText,
    Engagement,
    FileReading,
    Initiative,
    Organization,
    OrganizationName,
    Participation,
    Person,
    Post,
    aliased,
)
from ctdesk.db.tables.texts import PARTS

_ENOUGH = 20  # engagements, beside which those of bodies of that name are not looked for
_FEW, _SHORTEST = 4, 3  # bodies, and words, and letters of a word that may name one
_NEWEST = 50  # engagements of a body that are looked through


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that holds every word of the query.

    `match` is the text in which they were found; `day` and `bodies` where the record has them. A
    document has the record it is `of`, and the `page` of a PDF on which they stand, from 1 on.
    """

    kind: str  # "organization", "person", "engagement", "commitment", "initiative", "document"
    id: int
    title: str
    match: str
    day: date | None = None
    bodies: tuple[str, ...] = ()
    of: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class Named:
    """A record that matches: its title, what else it is called, whether that is only so `alike`.

    That is a name that sounds so, or a file with the words on several pages; they come last.
    `within` is the text of another row, a post say, by which it was found; `part` that of a file.
    """

    id: int
    title: str
    names: tuple[str, ...] = ()
    alike: bool = False
    within: str = ""
    part: int = 0


class Kind(ABC):
    """A kind of record."""

    key: str

    @abstractmethod
    def named(self, connection: Connection, wanted: Wanted) -> list[Named]:
        """Those that match, in the order in which they are told."""

    @abstractmethod
    def told(self, connection: Connection, wanted: Wanted, some: Sequence[Named]) -> list[Hit]:
        """All there is to tell of some of them, in the order given."""


class _Organizations(Kind):
    key = "organization"

    def named(self, connection: Connection, wanted: Wanted) -> list[Named]:
        others: dict[int, list[str]] = {}
        for row in connection.execute(
            select(
                OrganizationName.organization_id, OrganizationName.acronym, OrganizationName.name
            ).where(OrganizationName.id.in_(matching(connection, "organization_name", wanted).ids))
        ):
            others.setdefault(row[0], []).extend(filter(None, row[1:]))
        own = matching(connection, "organization", wanted).ids
        rows = connection.execute(
            select(Organization.id, Organization.acronym, Organization.name)
            .where(Organization.id.in_({*own, *others}))
            .order_by(Organization.kind == "state", Organization.sort_key)
        )
        return [
            Named(
                one,
                f"{acronym}, {name}" if acronym else name,
                (acronym or name, name, *others.get(one, ())),
                within=wanted.within(*others.get(one, ())),
            )
            for one, acronym, name in rows
        ]

    def told(self, connection: Connection, wanted: Wanted, some: Sequence[Named]) -> list[Hit]:
        profiles = _by_id(
            connection, (Organization.id, Organization.profile), [one.id for one in some]
        )
        return [
            Hit(
                self.key, one.id, one.title,
                one.within or wanted.within(*one.names, profiles[one.id].profile),
            )
            for one in some
        ]  # fmt: skip


class _People(Kind):
    key = "person"

    def named(self, connection: Connection, wanted: Wanted) -> list[Named]:
        by_post = connection.execute(
            select(Post.person_id, Post.title).where(
                Post.id.in_(matching(connection, "post", wanted).ids), Post.person_id.is_not(None)
            )
        )
        posts = {person: title for person, title in by_post if person is not None}
        own = matching(connection, self.key, wanted)
        rows = connection.execute(
            select(Person.id, Person.display_name, Person.written_name, Person.aliases)
            .where(Person.id.in_({*own.ids, *posts}))
            .order_by(Person.sort_key)
        )
        return [
            Named(
                one,
                name,
                tuple(filter(None, (name, written, aliases))),
                one in own.alike and one not in posts,
                posts.get(one, ""),
            )
            for one, name, written, aliases in rows
        ]

    def told(self, connection: Connection, wanted: Wanted, some: Sequence[Named]) -> list[Hit]:
        ids = [one.id for one in some]
        lives = _by_id(connection, (Person.id, Person.biography), ids)
        bodies = _bodies_today(connection, ids)
        return [
            Hit(
                self.key, one.id, one.title,
                one.within or wanted.within(*one.names, lives[one.id].biography),
                bodies=tuple(bodies.get(one.id, ())),
            )
            for one in some
        ]  # fmt: skip


def _bodies_today(connection: Connection, people: Sequence[int]) -> dict[int, dict[str, None]]:
    """Where each of these people holds a post today: names that two share are told apart by it."""
    today = clock.today()
    rows = connection.execute(
        select(Post.person_id, short_name())
        .join(Organization, Organization.id == Post.organization_id)
        .where(Post.person_id.in_(people))
        .where(or_(Post.starts.is_(None), Post.starts <= today))
        .where(or_(Post.ends.is_(None), Post.ends >= today))
        .order_by(Post.id)
    )
    found: dict[int, dict[str, None]] = {}
    for person, body in rows:
        if person is not None:
            found.setdefault(person, {})[body] = None
    return found


class _Engagements(Kind):
    key = "engagement"

    def named(self, connection: Connection, wanted: Wanted) -> list[Named]:
        ids = matching(connection, self.key, wanted).ids
        if wanted.tree is None and len(ids) < _ENOUGH:
            ids = tuple(dict.fromkeys((*ids, *_with_parties(connection, wanted.words))))
        rows = connection.execute(
            select(Engagement.id, Engagement.title, Engagement.reference)
            .where(Engagement.id.in_(ids))
            .order_by(Engagement.starts.desc())
        )
        return [Named(one, title, (title, reference or "")) for one, title, reference in rows]

    def told(self, connection: Connection, wanted: Wanted, some: Sequence[Named]) -> list[Hit]:
        ids = [one.id for one in some]
        notes = (Engagement.outcome, Engagement.summary, Engagement.objective)
        rows = _by_id(connection, (Engagement.id, Engagement.starts, *notes), ids)
        parties = party_names(connection, ids)
        return [
            Hit(
                self.key, one.id, one.title,
                wanted.within(*one.names, row.outcome, row.summary, row.objective),
                row.starts.date(), parties.get(one.id, ()),
            )
            for one in some for row in (rows[one.id],)
        ]  # fmt: skip


def _with_parties(connection: Connection, words: Sequence[str]) -> list[int]:
    """The newest engagements of bodies that the words name; else of bodies that one of them names.

    Those hold the other words. A list that asks the same looks at more than the newest.
    """
    found = _newest_of(connection, " ".join(words), "")
    for at, one in enumerate(words[:_FEW] if len(words) > 1 and not found else ()):
        found += _newest_of(connection, one, " ".join((*words[:at], *words[at + 1 :])))
    return found


def _newest_of(connection: Connection, name: str, words: str) -> list[int]:
    """Of a few bodies with a name that holds this, the newest engagements that hold the words."""
    if len(name) < _SHORTEST and name.isascii():
        return []
    found: list[int] = []
    bodies = meaning.bodies_holding(index.expression(name)).limit(_FEW)
    for body in set(connection.execute(bodies).scalars()):
        newest = (
            select(Participation.engagement_id)
            .where(Participation.organization_id == body)
            .order_by(Participation.engagement_id.desc())
            .limit(_NEWEST if words else POOL)
        )
        # Of so few it is quicker to look into their text than to ask the index for each.
        holding = select(Engagement.id).where(
            Engagement.id.in_(newest), func.begun(_text_of_engagement(), words)
        )
        found += connection.execute(holding if words else newest).scalars()
    return found


def _text_of_engagement() -> ColumnElement[str]:
    names, bodies = index.INDEXED["engagement"]
    columns = [Engagement.__table__.c[name] for name in (*names, *bodies)]
    return func.concat_ws(" ", *columns)


class _Commitments(Kind):
    key = "commitment"

    def named(self, connection: Connection, wanted: Wanted) -> list[Named]:
        rows = connection.execute(
            select(Commitment.id, Commitment.what)
            .where(Commitment.id.in_(matching(connection, self.key, wanted).ids))
            .order_by(Commitment.due)
        )
        return [Named(one, what, (what,)) for one, what in rows]

    def told(self, connection: Connection, wanted: Wanted, some: Sequence[Named]) -> list[Hit]:
        by, to = aliased(Organization), aliased(Organization)
        rows = connection.execute(
            select(
                Commitment.id,
                Commitment.evidence,
                Commitment.due,
                func.coalesce(by.acronym, by.name).label("by"),
                func.coalesce(to.acronym, to.name).label("to"),
            )
            .outerjoin(by, by.id == Commitment.by_id)
            .outerjoin(to, to.id == Commitment.to_id)
            .where(Commitment.id.in_([one.id for one in some]))
        )
        known = {row.id: row for row in rows}
        return [
            Hit(
                self.key, one.id, one.title, wanted.within(one.title, row.evidence), row.due,
                tuple(filter(None, (row.by, row.to))),
            )
            for one in some for row in (known[one.id],)
        ]  # fmt: skip


class _Initiatives(Kind):
    """Initiatives with the words in their name: they stand in no index, and are few."""

    key = "initiative"

    def named(self, connection: Connection, wanted: Wanted) -> list[Named]:
        asked: ColumnElement[bool]
        if wanted.tree is not None:
            asked = Initiative.id.in_(matching(connection, self.key, wanted).ids)
        elif wanted.words:
            asked = func.begun(Initiative.name, " ".join(wanted.words))
        else:
            return []
        newest = select(Initiative.id, Initiative.name).where(asked).order_by(Initiative.id.desc())
        return [Named(one, name, (name,)) for one, name in connection.execute(newest.limit(POOL))]

    def told(self, connection: Connection, wanted: Wanted, some: Sequence[Named]) -> list[Hit]:
        lead = func.coalesce(Organization.acronym, Organization.name)
        rows = connection.execute(
            select(Initiative.id, Initiative.description, Initiative.starts, lead.label("lead"))
            .outerjoin(Organization, Organization.id == Initiative.lead_id)
            .where(Initiative.id.in_([one.id for one in some]))
        )
        known = {row.id: row for row in rows}
        return [
            Hit(
                self.key, one.id, one.title, wanted.within(one.title, row.description), row.starts,
                (row.lead,) if row.lead else (),
            )
            for one in some for row in (known[one.id],)
        ]  # fmt: skip


class _Documents(Kind):
    """Documents with the words in their name, then on one of their pages, then on several."""

    key = "document"

    def named(self, connection: Connection, wanted: Wanted) -> list[Named]:
        by_name = matching(connection, self.key, wanted).ids
        parts, apart = _files_with(connection, wanted)
        # With a query that is more than words the files only say where the words stand.
        in_them = and_(Document.hash.in_(parts if wanted.tree is None else ()), Document.kind == "")
        rows = connection.execute(
            select(Document.id, Document.name, Document.hash)
            .where(or_(Document.id.in_(by_name), in_them))
            .order_by(Document.id.in_(by_name).desc(), Document.id.desc())
        )
        called = frozenset(by_name if wanted.tree is None else ())
        return [
            Named(one, name, (name,))
            if one in called
            else Named(one, name, (name,), hashed in apart, part=parts.get(hashed, 0))
            for one, name, hashed in rows
        ]

    def told(self, connection: Connection, wanted: Wanted, some: Sequence[Named]) -> list[Hit]:
        owner = func.coalesce(
            Organization.acronym, Organization.name, Person.display_name, Engagement.title,
            Commitment.what, "",
        )  # fmt: skip
        owners = connection.execute(
            select(Document.id, owner)
            .outerjoin(Organization, Organization.id == Document.organization_id)
            .outerjoin(Person, Person.id == Document.person_id)
            .outerjoin(Engagement, Engagement.id == Document.engagement_id)
            .outerjoin(Commitment, Commitment.id == Document.commitment_id)
            .where(Document.id.in_([one.id for one in some]))
        )
        of = {one: name or "" for one, name in owners}
        parts = (DocumentText.id, DocumentText.page, DocumentText.text)
        texts = _by_id(connection, parts, [one.part for one in some if one.part])
        return [
            Hit(self.key, one.id, one.title, one.title, of=of[one.id])
            if one.part not in texts
            else Hit(
                self.key, one.id, one.title, sentence_with(texts[one.part].text, wanted.words),
                of=of[one.id], page=texts[one.part].page,
            )
            for one in some
        ]  # fmt: skip


def _files_with(connection: Connection, wanted: Wanted) -> tuple[dict[str, int], frozenset[str]]:
    """By hash, the first part of a file that holds every word; and the files that hold none such.

    Of those the words are on several pages, and the part is the first that holds the first word.
    """
    first: dict[int, int] = {}
    for expression in filter(None, (wanted.whole, wanted.begun)):
        for part in index.newest_files(connection, expression, FILES):
            first.setdefault(part // PARTS, part)
    together = frozenset(first)
    if len(first) < FILES:
        for part in index.files_with_each(connection, wanted.words, FILES):
            first.setdefault(part // PARTS, part)
    rows = _by_id(connection, (FileReading.number, FileReading.hash), first)
    apart = frozenset(row.hash for number, row in rows.items() if number not in together)
    return {row.hash: first[number] for number, row in rows.items()}, apart


def _by_id(
    connection: Connection, columns: Sequence[ColumnElement[Any]], ids: Iterable[int]
) -> Mapping[int, Any]:
    """Rows by the first of these columns, which names them."""
    rows = connection.execute(select(*columns).where(columns[0].in_(list(ids)))).all()
    return {row[0]: row for row in rows}


KINDS: tuple[Kind, ...] = (
    _Organizations(), _People(), _Engagements(), _Commitments(), _Initiatives(), _Documents(),
)  # fmt: skip
