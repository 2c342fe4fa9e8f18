"""What a query asks of a kind of record, as one condition of a statement.

What a key asks of engagements it asks of other records through their engagements: of bodies and
people through those they took part in that count, of commitments and documents through the one
they belong to, of initiatives through all carried out under them. Such keys that stand together ask
of one and the same engagement: "under:D7 quarter:2026Q3" finds bodies engaged under Decision 7 in
that quarter.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, false, func, or_, select, true

from ctdesk.db.queries import asking_initiatives, counting, meaning
from ctdesk.db.queries.asking_keys import RECORDS, asked_by_key
from ctdesk.db.search import index
from ctdesk.db.search.fold import fold
from ctdesk.db.search.keys import KEYS
from ctdesk.db.search.tree import AllOf, AnyOf, Key, Not, Tree, Words
from ctdesk.db.tables import (
    Commitment,
    Document,
    Engagement,
    FileReading,
    Initiative,
    Need,
    Organization,
    OrganizationName,
    Participation,
    Person,
    Post,
    Status,
)
from ctdesk.db.tables.texts import PARTS

Condition = ColumnElement[bool]

_SHORTEST = 3  # letters of a word that may begin the name of one who takes part


def condition(kind: str, tree: Tree) -> Condition:
    """That a record of a kind is one of those a query asks for."""
    match tree:
        case Words(text, phrase=phrase):
            return _holds(kind, text, phrase=phrase)
        case Key():
            return _through(kind, (tree,)) if asks_through(kind, tree) else _own(kind, tree)
        case Not(part):
            # What is not known to be so is not so: NULL is no third answer.
            return condition(kind, part).is_not(true())
        case AnyOf(parts):
            return or_(false(), *(condition(kind, part) for part in parts))
        case AllOf(parts):
            through = tuple(part for part in parts if asks_through(kind, part))
            own = [condition(kind, part) for part in parts if part not in through]
            return and_(true(), *own, *([_through(kind, through)] if through else []))


def asks_through(kind: str, tree: Tree) -> bool:
    """Whether a part of a query is asked of a record through its engagements."""
    if kind == "engagement" or not isinstance(tree, Key):
        return False
    key = KEYS[tree.name]
    return not key.asks_of(kind, tree.values) and key.asks_of("engagement", tree.values)


def _own(kind: str, key: Key) -> Condition:
    return asked_by_key(kind, key) if KEYS[key.name].asks_of(kind, key.values) else false()


def _through(kind: str, keys: Sequence[Tree]) -> Condition:
    """That a record belongs to an engagement of which all of these are true."""
    asked = condition("engagement", AllOf(tuple(keys)))
    record = RECORDS[kind]
    if kind == "initiative":
        under = select(Engagement.initiative_id).where(Engagement.initiative_id.is_not(None), asked)
        return Initiative.id.in_(under.correlate(None))
    if kind in ("commitment", "document", "need"):
        # Few beside the engagements: each looks its own up.
        own = select(Engagement.id).where(Engagement.id == record.engagement_id, asked)
        return own.correlate(record).exists()
    party = Participation.organization_id if kind == "organization" else Participation.person_id
    if not any(isinstance(key, Key) and key.name == "status" for key in keys):
        # As a term that no index has: SQLite then begins with what is asked, not with all held.
        asked = and_(func.coalesce(Engagement.status, "") == Status.HELD, asked)
    took_part = (
        select(party)
        .join(Engagement, Engagement.id == Participation.engagement_id)
        .where(party.is_not(None), asked, counting.took_part())
    )
    found: Condition = record.id.in_(took_part.correlate(None))
    return found


# Words


def _holds(kind: str, text: str, *, phrase: bool) -> Condition:
    """That a record holds words in its own text or in the names of those it is about."""
    if kind == "need":
        return _need_holds(text, phrase=phrase)
    words = index.phrase_expression(text) if phrase else index.expression(text)
    record = RECORDS[kind]
    if kind == "initiative":
        return asking_initiatives.holds(text, words)
    own = record.id.in_(index.holding(kind, words))
    if text.isascii() and len(text) < _SHORTEST and not phrase:  # a sign may be a whole name
        about = _other_names(kind, words)
    else:
        about = [*_other_names(kind, words), *_parties(kind, words)]
    if kind == "person" and not phrase:
        own = record.id.in_(meaning.sounding(words, index.sound_expression(text)))
    return or_(own, *about)


def _need_holds(text: str, *, phrase: bool) -> Condition:
    """That a need holds words, in its text or its body's names: few are looked through."""
    said, wanted = func.coalesce(Need.statement, "") + " " + Need.source, fold(text)
    if phrase:
        return func.phrased(said, wanted) == true()
    bodies = meaning.bodies_holding(index.expression(text))
    return or_(func.begun(said, wanted) == true(), Need.organization_id.in_(bodies))


def _other_names(kind: str, words: str) -> list[Condition]:
    if kind != "organization":
        return []
    other = select(OrganizationName.organization_id).where(
        OrganizationName.id.in_(index.holding("organization_name", words))
    )
    return [Organization.id.in_(other)]


def _said_in(words: str) -> Condition:
    """That a file holds words, on one of its pages."""
    parts = index.holding("document_text", words).subquery()
    read = select(FileReading.hash).where(FileReading.number.in_(select(parts.c[0].op("/")(PARTS))))
    return and_(Document.kind == "", Document.hash.in_(read.correlate(None)))


def _parties(kind: str, words: str) -> list[Condition]:
    """That one of those a record is about has a name with these words."""
    bodies = meaning.bodies_holding(words)
    match kind:
        case "engagement":
            people = index.holding("person", words, "name")
            return [
                Engagement.id.in_(select(Participation.engagement_id).where(one).correlate(None))
                for one in (
                    Participation.organization_id.in_(bodies),
                    Participation.person_id.in_(people),
                )
            ]
        case "person":
            titled = index.holding("post", words)
            held = select(Post.person_id).where(
                Post.person_id.is_not(None),
                or_(Post.id.in_(titled), Post.organization_id.in_(bodies)),
            )
            return [Person.id.in_(held.correlate(None))]
        case "commitment":
            return [Commitment.by_id.in_(bodies), Commitment.to_id.in_(bodies)]
        case "document":
            return [Document.organization_id.in_(bodies), _said_in(words)]
    return []
