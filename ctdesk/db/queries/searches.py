"""Questions about saved searches: which there are, and how many records each finds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from ctdesk.db import clock
from ctdesk.db.queries.asking import condition
from ctdesk.db.queries.lists import count_of
from ctdesk.db.search.fold import fold, sort_key
from ctdesk.db.search.keys import KINDS
from ctdesk.db.search.parse import asked, parse
from ctdesk.db.search.tree import Key, text_of, together
from ctdesk.db.tables import (
    Commitment,
    Engagement,
    Initiative,
    Listed,
    Need,
    Organization,
    Person,
    Record,
    SavedSearch,
)
from ctdesk.errors import UserError
from ctdesk.words import _

_TABLES: Mapping[str, type[Record]] = {
    Listed.ORGANIZATION: Organization,
    Listed.PERSON: Person,
    Listed.ENGAGEMENT: Engagement,
    Listed.COMMITMENT: Commitment,
    Listed.INITIATIVE: Initiative,
    Listed.NEED: Need,
}


@dataclass(frozen=True, slots=True)
class Saved:
    """A query kept under a name; `kind` is the table of the records it lists."""

    id: int
    kind: str
    name: str
    query: str


def saved(connection: Connection) -> tuple[Saved, ...]:
    """The saved searches, by name."""
    table = SavedSearch
    rows = connection.execute(select(table.id, table.kind, table.name, table.query))
    found = [Saved(*row) for row in rows]
    return tuple(sorted(found, key=lambda one: (sort_key(one.name), one.id)))


def counts(connection: Connection) -> dict[int, int]:
    """How many records each finds, by id; those that are not understood are left out."""
    found = {}
    for one in saved(connection):
        parsed = parse(one.query, clock.today())
        if not parsed.faults and one.kind in _TABLES:
            record = _TABLES[one.kind]
            holds = condition(one.kind, parsed.tree)
            found[one.id] = count_of(connection, select(record.id).where(holds))
    return found


def query_of(name: str, kind: str = "") -> Callable[[Connection], str]:
    """The question for the query that finds what is saved under a name, wherever it is asked.

    With `kind`, a table, that of those which list its records. Raises UserError where there is none
    of the name, it is not understood any more, or lists needs.
    """

    def question(connection: Connection) -> str:
        every = saved(connection)
        found = [one for one in every if (fold(one.name) or one.name) == (fold(name) or name)]
        if not found:
            raise UserError(_none_called(name, every))
        if kind:
            found = [one for one in found if one.kind == kind]
        if not found:
            words = _("The search saved under “{name}” lists other records.")
            raise UserError(words.format(name=name))
        return " or ".join(f"({_of_its_kind(one)})" for one in found)

    return question


def _of_its_kind(one: Saved) -> str:
    try:
        tree = asked(one.query, clock.today())
    except UserError as error:
        words = _("“{name}” asks for {query}. {why}")
        raise UserError(words.format(name=one.name, query=one.query, why=error)) from error
    plural = next((word for word, table in KINDS.items() if table == one.kind), None)
    if one.kind == Listed.NEED:
        raise UserError(_("“{name}” lists needs, which their page shows.").format(name=one.name))
    if plural is None:
        raise UserError(_("“{name}” lists nothing this version knows.").format(name=one.name))
    return text_of(together(Key("in", (plural,)), tree))


def _none_called(name: str, every: tuple[Saved, ...]) -> str:
    if not every:
        return _("No search is saved under “{name}”; none is saved at all.").format(name=name)
    names = ", ".join(f"“{one.name}”" for one in every)
    words = _("No search is saved under “{name}”. There are: {names}.")
    return words.format(name=name, names=names)
