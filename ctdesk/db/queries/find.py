"""Find records by the words in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from ctdesk.db import clock
from ctdesk.db.queries.hits import KINDS, Hit, Named
from ctdesk.db.queries.wanted import Wanted
from ctdesk.db.search.fold import fold
from ctdesk.db.search.parse import asked
from ctdesk.db.search.tree import EVERYTHING, Tree, Words, parts_of, words_of


@dataclass(frozen=True, slots=True)
class Group:
    """The records of a kind that were found: how many, and the first of them.

    No more than `wanted.POOL` of a kind are looked at.
    """

    kind: str
    count: int
    hits: tuple[Hit, ...]


def find(query: str, limit: int = 50, kind: str = "") -> Callable[[Connection], tuple[Hit, ...]]:
    """The question for the records a query asks for, as `find_all` has them, of one kind or all.

    Raises UserError where something of the query is not understood.
    """

    def question(connection: Connection) -> tuple[Hit, ...]:
        tree = asked(query, clock.today())  # today is the reader's
        groups = find_all(tree, limit, kind)(connection)
        return tuple(hit for group in groups for hit in group.hits)

    return question


def find_all(
    tree: Tree, limit: int = 50, kind: str = ""
) -> Callable[[Connection], tuple[Group, ...]]:
    """The question for the records a query asks for; of each kind no more than `limit` are told.

    Grouped by kind in the order bodies, people, engagements, commitments, initiatives,
    documents; within a kind exact names come first, then names that begin so, then the newest, and
    last those whose names only sound so.
    """
    words = words_of(tree)
    query = looked_for(tree) if words is None else words
    wanted = Wanted.of(query, tree if words is None else None)
    exact = fold(query)

    def question(connection: Connection) -> tuple[Group, ...]:
        found = []
        for one in KINDS if tree != EVERYTHING else ():
            named = one.named(connection, wanted) if kind in ("", one.key) else []
            if named:
                first = _ranked(named, exact)[:limit]
                hits = one.told(connection, wanted, first)
                found.append(Group(one.key, len(named), tuple(hits)))
        return tuple(found)

    return question


def looked_for(tree: Tree) -> str:
    """The words a record that is found holds, as far as the query says them outright."""
    return " ".join(part.text for part in parts_of(tree) if isinstance(part, Words))


def _ranked(named: Sequence[Named], exact: str) -> list[Named]:
    def rank(one: Named) -> tuple[bool, bool, bool]:
        names = [fold(name) for name in (*one.names, one.within)]
        return exact not in names, not any(name.startswith(exact) for name in names), one.alike

    return sorted(named, key=rank)
