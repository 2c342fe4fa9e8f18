"""What a query wants of the index, and which rows it finds there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from ctdesk.db.queries.asking import asks_through, condition
from ctdesk.db.queries.asking_keys import RECORDS
from ctdesk.db.search import index
from ctdesk.db.search.fold import fold
from ctdesk.db.search.keys import KINDS
from ctdesk.db.search.tree import Tree, parts_of, values_of

POOL = 200  # records of a kind that are looked at
FILES = 50  # of which the words in them are looked at


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of the index: rows with words that begin so, or that sound so.

    Of a query that is more than words, `tree` says what is asked; the words are to be shown.
    """

    words: tuple[str, ...]
    whole: str
    begun: str
    sounds: str
    tree: Tree | None = None

    @classmethod
    def of(cls, query: str, tree: Tree | None) -> Wanted:
        """What the words of a query want."""
        return cls(
            tuple(index.words_in(query)), index.exact_expression(query), index.expression(query),
            index.sound_expression(query), tree,
        )  # fmt: skip

    def within(self, *texts: str) -> str:
        """The first text that holds the words, else the first there is."""
        present = [one for one in texts if one]
        for one in present:
            tokens = fold(one).split()
            if all(any(token.startswith(word) for token in tokens) for word in self.words):
                return one
        return present[0] if present else ""


@dataclass(frozen=True, slots=True)
class Matching:
    """Ids of rows that hold what is wanted; of those in `alike` a name only sounds so."""

    ids: tuple[int, ...]
    alike: frozenset[int] = field(default=frozenset())


def matching(connection: Connection, table: str, wanted: Wanted) -> Matching:
    """The newest that hold every word, those that hold the words whole first.

    Last come those with names that sound so.
    """
    if wanted.tree is not None:
        return Matching(_asked_for(connection, table, wanted.tree))
    found: dict[int, None] = {}
    for expression in (wanted.whole, wanted.begun):
        if expression and len(found) < POOL:
            found.update(dict.fromkeys(index.newest(connection, table, expression, POOL)))
    alike: Sequence[int] = ()
    if table == "person" and wanted.sounds and len(found) < POOL:
        alike = index.newest(connection, table, wanted.sounds, index.ALIKE)
    return Matching(tuple({**found, **dict.fromkeys(alike)}), frozenset(alike).difference(found))


def _asked_for(connection: Connection, table: str, tree: Tree) -> tuple[int, ...]:
    """Ids of the newest that a query asks for; a table that is no record's is not asked."""
    if table not in RECORDS or not _concerns(table, tree):
        return ()
    ids = RECORDS[table].id
    newest = select(ids).where(condition(table, tree)).order_by(ids.desc()).limit(POOL)
    return tuple(connection.execute(newest).scalars())


def _concerns(kind: str, tree: Tree) -> bool:
    """Whether a query is of records of a kind: what it asks of engagements is of bodies, people
    and initiatives where it says so.
    """
    if kind not in ("organization", "person", "initiative"):
        return True
    named = {KINDS[code] for code in values_of(tree, "in")}
    return kind in named or not any(asks_through(kind, part) for part in parts_of(tree))
