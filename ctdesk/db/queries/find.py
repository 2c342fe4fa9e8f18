"""Find records by the words in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, and_, false, func, or_, select

from ctdesk.db import clock
from ctdesk.db.passages import sentence_with
from ctdesk.db.queries import meaning
from ctdesk.db.queries.asking import asks_through, condition
from ctdesk.db.queries.asking_keys import RECORDS
from ctdesk.db.queries.bodies import short_name
from ctdesk.db.queries.engagements import party_names
from ctdesk.db.search import index
from ctdesk.db.search.fold import fold
from ctdesk.db.search.keys import KINDS
from ctdesk.db.search.parse import asked
from ctdesk.db.search.tree import EVERYTHING, Tree, Words, parts_of, values_of, words_of
from ctdesk.db.tables import (
    Commitment,
    Document,
    DocumentText,
    Engagement,
    FileReading,
    Organization,
    OrganizationName,
    Participation,
    Person,
    Post,
    aliased,
)
from ctdesk.db.tables.texts import PARTS

_POOL = 200  # records of a kind that are looked at
_ENOUGH = 20  # engagements, beside which those of bodies of that name are not looked for
_FEW, _SHORTEST = 4, 3  # bodies, and words, and letters of a word that may name one
_NEWEST = 50  # engagements of a body that are looked through

_FILES = 50  # of which the words in them are looked at


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that holds every word of the query.

    `match` is the text in which they were found; `day` and `bodies` where the record has them. A
    document has the record it is `of`, and the `page` of a PDF on which they stand, from 1 on.
    """

    kind: str  # "organization", "person", "engagement", "commitment", "document"
    id: int
    title: str
    match: str
    day: date | None = None
    bodies: tuple[str, ...] = ()
    of: str = ""
    page: int = 0


def find(query: str, limit: int = 50) -> Callable[[Connection], tuple[Hit, ...]]:
    """The question for the records a query asks for, as `find_all` has them.

    Raises UserError where something of the query is not understood.
    """

    def question(connection: Connection) -> tuple[Hit, ...]:
        return find_all(asked(query, clock.today()), limit)(connection)  # today is the reader's

    return question


def find_all(tree: Tree, limit: int = 50) -> Callable[[Connection], tuple[Hit, ...]]:
    """The question for the records a query asks for.

    Grouped by kind in the order bodies, people, engagements, commitments, documents; within a
    kind exact names come first, then names that begin so, then the newest, and last those whose
    names only sound so.
    """
    words = words_of(tree)
    query = looked_for(tree) if words is None else words
    wanted = _Wanted(
        index.expression(query), index.sound_expression(query), tree if words is None else None
    )
    exact = fold(query)

    def question(connection: Connection) -> tuple[Hit, ...]:
        if tree == EVERYTHING:
            return ()
        kinds = (_organizations, _people, _engagements, _commitments, _documents)
        found = [_ranked(kind(connection, wanted), exact) for kind in kinds]
        share = [hit for hits in found for hit in hits]
        return tuple(share[:limit])

    return question


def looked_for(tree: Tree) -> str:
    """The words a record that is found holds, as far as the query says them outright."""
    return " ".join(part.text for part in parts_of(tree) if isinstance(part, Words))


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is asked of the index: rows with words that begin so, or that sound so.

    Of a query that is more than words, `tree` says what is asked; the words are to be shown.
    """

    begun: str
    sounds: str
    tree: Tree | None = None

    @property
    def whole(self) -> str:
        return self.begun.replace("*", "")

    @property
    def words(self) -> list[str]:
        return self.whole.replace('"', "").split()


def _ranked(hits: list[Hit], exact: str) -> list[Hit]:
    words = exact.split()

    def rank(hit: Hit) -> tuple[bool, bool, bool]:
        title = fold(hit.title)
        names = (title, title if hit.match == hit.title else fold(hit.match))
        held = " ".join(names).split()
        spelled = all(any(one.startswith(word) for one in held) for word in words)
        return exact not in names, not any(name.startswith(exact) for name in names), not spelled

    return sorted(hits, key=rank)


def _matching(connection: Connection, table: str, wanted: _Wanted) -> list[int]:
    """Ids of the newest that hold every word, those that hold the words whole among them.

    Last come those with names that sound so.
    """
    if wanted.tree is not None:
        return _asked_for(connection, table, wanted.tree)
    sounds = wanted.sounds if table == "person" else ""
    asked = ((wanted.whole, _POOL), (wanted.begun, _POOL), (sounds, index.ALIKE))
    found: dict[int, None] = {}
    for expression, pool in asked:
        if expression and len(found) < _POOL:
            statement = index.matching(table, f"{table}_fts", expression, pool)
            found.update(dict.fromkeys(connection.execute(statement).scalars()))
    return list(found)


def _asked_for(connection: Connection, table: str, tree: Tree) -> list[int]:
    """Ids of the newest that a query asks for; a table that is no record's is not asked."""
    if table not in RECORDS or not _concerns(table, tree):
        return []
    ids = RECORDS[table].id
    newest = select(ids).where(condition(table, tree)).order_by(ids.desc()).limit(_POOL)
    return list(connection.execute(newest).scalars())


def _concerns(kind: str, tree: Tree) -> bool:
    """Whether a query is of records of a kind: what it asks of engagements is of bodies and people
    where it says so.
    """
    if kind not in ("organization", "person"):
        return True
    named = {KINDS[code] for code in values_of(tree, "in")}
    return kind in named or not any(asks_through(kind, part) for part in parts_of(tree))


def _match(wanted: _Wanted, *texts: str) -> str:
    """The first text that holds one of the words, else the first there is."""
    present = [one for one in texts if one]
    for one in present:
        tokens = fold(one).split()
        if all(any(token.startswith(word) for token in tokens) for word in wanted.words):
            return one
    return present[0] if present else ""


def _organizations(connection: Connection, wanted: _Wanted) -> list[Hit]:
    other = {
        row.organization_id: _match(wanted, row.acronym, row.name)
        for row in connection.execute(
            select(
                OrganizationName.organization_id, OrganizationName.acronym, OrganizationName.name
            ).where(OrganizationName.id.in_(_matching(connection, "organization_name", wanted)))
        )
    }
    own = _matching(connection, "organization", wanted)
    rows = connection.execute(
        select(Organization.id, Organization.acronym, Organization.name, Organization.profile)
        .where(Organization.id.in_({*own, *other}))
        .order_by(Organization.kind == "state", Organization.sort_key)
    )
    return [
        Hit(
            "organization",
            row.id,
            f"{row.acronym}, {row.name}" if row.acronym else row.name,
            other.get(row.id) or _match(wanted, row.acronym or "", row.name, row.profile),
        )
        for row in rows
    ]


def _people(connection: Connection, wanted: _Wanted) -> list[Hit]:
    by_post = connection.execute(
        select(Post.person_id, Post.title).where(
            Post.id.in_(_matching(connection, "post", wanted)), Post.person_id.is_not(None)
        )
    )
    posts = {person: title for person, title in by_post if person is not None}
    own = _matching(connection, "person", wanted)
    rows = connection.execute(
        select(
            Person.id, Person.display_name, Person.written_name, Person.aliases, Person.biography
        )
        .where(Person.id.in_({*own, *posts}))
        .order_by(Person.sort_key)
    ).all()
    bodies = _bodies_today(connection, [row.id for row in rows])
    return [
        Hit(
            "person",
            row.id,
            row.display_name,
            posts.get(row.id)
            or _match(wanted, row.display_name, row.written_name, row.aliases, row.biography),
            bodies=tuple(bodies.get(row.id, ())),
        )
        for row in rows
    ]


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


def _engagements(connection: Connection, wanted: _Wanted) -> list[Hit]:
    ids = _matching(connection, "engagement", wanted)
    if wanted.tree is None and len(ids) < _ENOUGH:
        ids = list(dict.fromkeys((*ids, *_with_parties(connection, wanted.words))))
    rows = connection.execute(
        select(
            Engagement.id,
            Engagement.title,
            Engagement.starts,
            Engagement.reference,
            Engagement.outcome,
            Engagement.summary,
            Engagement.objective,
        )
        .where(Engagement.id.in_(ids))
        .order_by(Engagement.starts.desc())
    ).all()
    parties = party_names(connection, ids)
    return [
        Hit(
            "engagement",
            row.id,
            row.title,
            _match(wanted, row.title, row.reference or "", row.outcome, row.summary, row.objective),
            row.starts.date(),
            parties.get(row.id, ()),
        )
        for row in rows
    ]


def _with_parties(connection: Connection, words: list[str]) -> list[int]:
    """The newest engagements of bodies that the words name; else of bodies that one of them names.

    Those hold the other words. A list that asks the same looks at more than the newest.
    """
    found = _newest_of(connection, " ".join(words), "")
    for at, one in enumerate(words[:_FEW] if len(words) > 1 and not found else ()):
        found += _newest_of(connection, one, " ".join(words[:at] + words[at + 1 :]))
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
            .limit(_NEWEST if words else _POOL)
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


def _commitments(connection: Connection, wanted: _Wanted) -> list[Hit]:
    by, to = aliased(Organization), aliased(Organization)
    rows = connection.execute(
        select(
            Commitment.id,
            Commitment.what,
            Commitment.evidence,
            Commitment.due,
            func.coalesce(by.acronym, by.name),
            func.coalesce(to.acronym, to.name),
        )
        .outerjoin(by, by.id == Commitment.by_id)
        .outerjoin(to, to.id == Commitment.to_id)
        .where(Commitment.id.in_(_matching(connection, "commitment", wanted)))
        .order_by(Commitment.due)
    )
    return [
        Hit(
            "commitment",
            commitment_id,
            what,
            _match(wanted, what, evidence),
            due,
            tuple(name for name in (by_name, to_name) if name),
        )
        for commitment_id, what, evidence, due, by_name, to_name in rows
    ]


def _documents(connection: Connection, wanted: _Wanted) -> list[Hit]:
    """Documents with the words in their name, then those with the words in them."""
    named, said = _matching(connection, "document", wanted), _files_with(connection, wanted)
    in_them = and_(Document.hash.in_(said), Document.kind == "")
    owner = func.coalesce(
        Organization.acronym, Organization.name, Person.display_name, Engagement.title, ""
    )
    rows = connection.execute(
        select(Document.id, Document.name, Document.hash, owner.label("of"))
        .outerjoin(Organization, Organization.id == Document.organization_id)
        .outerjoin(Person, Person.id == Document.person_id)
        .outerjoin(Engagement, Engagement.id == Document.engagement_id)
        .where(or_(Document.id.in_(named), in_them if wanted.tree is None else false()))
        .order_by(Document.id.in_(named).desc(), Document.id.desc())
    )
    by_name = set(named) if wanted.tree is None else set()
    return [
        Hit("document", row.id, row.name, row.name, of=row.of)
        if row.id in by_name or row.hash not in said
        else Hit("document", row.id, row.name, said[row.hash][1], of=row.of, page=said[row.hash][0])
        for row in rows
    ]


def _files_with(connection: Connection, wanted: _Wanted) -> dict[str, tuple[int, str]]:
    """By hash, the first page of a file that holds every word, and the sentence there."""
    first: dict[int, int] = {}
    for expression in filter(None, (wanted.whole, wanted.begun)):
        for part in connection.execute(index.matching_files(expression, _FILES)).scalars():
            first.setdefault(part // PARTS, part)
    rows = connection.execute(
        select(FileReading.hash, DocumentText.page, DocumentText.text)
        .join(FileReading, FileReading.number == DocumentText.id.op("/")(PARTS))
        .where(DocumentText.id.in_(first.values()))
    )
    return {row.hash: (row.page, sentence_with(row.text, wanted.words)) for row in rows}
