"""What every list is made of: its order, its filter, and a page of it.

A list is asked for its ids, and for the cells of a page of ids; `ListQuery` is the one shape all
tables, exports and printed lists share. `RecordList` makes one of a filter and of what it can be
sorted by.
"""

from __future__ import annotations

import enum
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain
from typing import Any, ClassVar, Protocol, Self, cast

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Select,
    SQLColumnExpression,
    bindparam,
    case,
    func,
    null,
    or_,
    select,
)

from ctdesk.db.queries.asking import condition
from ctdesk.db.search import index
from ctdesk.db.search.fold import sort_key
from ctdesk.db.search.tree import EVERYTHING, Tree
from ctdesk.db.tables import Operation, Record

Order = tuple[tuple[str, bool], ...]  # keys of columns, each with whether it runs downwards
Sorts = Mapping[str, Sequence[SQLColumnExpression[Any]]]

_POOL = 1_000  # names looked through for one that begins as it is shown
_LAST = "\U0010ffff"  # no text has it: above all that begin with a prefix


class ListQuery(Protocol):
    """One list with its filter and order."""

    @property
    def order(self) -> Order:
        """What it is sorted by; () where it stands in the order of its own."""
        ...

    @property
    def leans(self) -> bool:
        """Whether rows of other tables decide on what it holds or in which order."""
        ...

    @property
    def sums(self) -> bool:
        """Whether its cells are worked out from rows that do not name its records."""
        ...

    def in_order(self, order: Order) -> Self:
        """The same list, sorted so."""
        ...

    def ids(self, connection: Connection, limit: int | None = None) -> array[int]:
        """Ids of its records in order: of all, or of the first so many."""
        ...

    def count(self, connection: Connection) -> int:
        """How many records it holds."""
        ...

    def rows(self, connection: Connection, ids: Sequence[int]) -> dict[int, Any]:
        """The cells of these records, by id; a record that is gone is missing."""
        ...

    def place(
        self, connection: Connection, row_id: int, *, listed: bool = False
    ) -> tuple[Any, ...] | None:
        """What the record is sorted by, ascending; None where the list does not hold it.

        `listed` says that it does, so that only the key is read.
        """
        ...

    def begins(self, connection: Connection, prefix: str) -> int | None:
        """Id of the first record whose name begins so; None where there is none."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordList:
    """A list of the records of one table; a subclass adds its filter and says how it is sorted.

    Its own order, when nothing else is asked for, ends in the id and should be that of an index.
    """

    order: Order = field(default=())
    asked: Tree = EVERYTHING  # what a query asks of its records, besides

    record: ClassVar[type[Record] | type[Operation]]
    # What it is in its own order by, apart from the id, and whether that runs downwards.
    own_order: ClassVar[tuple[Any, ...]]
    downwards: ClassVar[bool] = False
    # Whether that is a folded, indexed name, which typed letters can be looked up in.
    by_name: ClassVar[bool] = False
    # Whether its cells are worked out from rows that do not name its records.
    sums: ClassVar[bool] = False
    # Names as they are shown, where they may begin otherwise than that one does.
    also_named: ClassVar[tuple[Any, ...]] = ()

    def _conditions(self, row_id: int | None = None) -> list[ColumnElement[bool]]:
        """What the list asks of a record; of one, where it is named, without a walk."""
        del row_id
        return []

    @classmethod
    def sorts(cls) -> Sorts:
        """What each column sorts by. Asked of the record's row; NULL stands last both ways."""
        return {}

    def _all_conditions(self, row_id: int | None = None) -> list[ColumnElement[bool]]:
        conditions = self._conditions(row_id)
        if self.asked != EVERYTHING:
            conditions.append(condition(self.record.__tablename__, self.asked))
        return conditions

    @property
    def leans(self) -> bool:
        """Whether rows of other tables decide on what it holds or in which order."""
        return bool(self.order) or self.asked != EVERYTHING

    @property
    def narrowed(self) -> bool:
        """Whether any filter is set."""
        return self.in_order(()) != type(self)()

    def in_order(self, order: Order) -> Self:
        """The same list, sorted so; columns it knows no order of are passed over."""
        known = self.sorts() if order else {}
        return replace(self, order=tuple(one for one in order if one[0] in known))

    def ids(self, connection: Connection, limit: int | None = None) -> array[int]:
        """Ids in order: all, or the first so many."""
        return id_array(connection, self._ordered().where(*self._all_conditions()).limit(limit))

    def count(self, connection: Connection) -> int:
        """How many."""
        return count_of(connection, select(self.record.id).where(*self._all_conditions()))

    def rows(self, connection: Connection, ids: Sequence[int]) -> dict[int, Any]:
        """The cells of these records, by id."""
        raise NotImplementedError

    def place(
        self, connection: Connection, row_id: int, *, listed: bool = False
    ) -> tuple[Any, ...] | None:
        """Sort key of one record, None where the list does not hold it."""
        kind: Any = type(self)
        statement, downwards = _key_of(kind, self.order)
        if not listed:
            statement = statement.where(*self._all_conditions(row_id))
        row = connection.execute(statement, {"row_id": row_id}).one_or_none()
        if row is None:
            return None
        return tuple(_key(value, down) for value, down in zip(row, downwards, strict=True))

    def begins(self, connection: Connection, prefix: str) -> int | None:
        """Id of the first record whose name begins so; None where there is none."""
        wanted = sort_key(prefix)
        if not self.by_name or not wanted:
            return None
        name = self.own_order[0]
        first = self._first(connection, name >= wanted, name < wanted + _LAST)
        words = index.expression(prefix)
        if first is not None or not self.also_named or not words:
            return first
        # The index knows which names hold these words; those that begin so are among them.
        held = index.newest(connection, self.record.__tablename__, words, _POOL, "name")
        begins = [spelled(one).startswith(wanted, autoescape=True) for one in self.also_named]
        return self._first(connection, self.record.id.in_(held), or_(*begins))

    def _first(self, connection: Connection, *conditions: ColumnElement[bool]) -> int | None:
        found = self.in_order(())._ordered().where(*conditions, *self._all_conditions()).limit(1)
        return connection.execute(found).scalar_one_or_none()

    def _ordered(self) -> Select[Any]:
        statement = select(self.record.id)
        if self.order:
            sorts = self.sorts()
            for key, down in self.order:
                for by in sorts[key]:
                    statement = statement.order_by((by.desc() if down else by.asc()).nulls_last())
        for by in (*self.own_order, self.record.id):
            statement = statement.order_by(by.desc() if self.downwards else by)
        return statement


@lru_cache(maxsize=64)  # a row is placed in twenty questions, and this takes as long as each
def _key_of(kind: type[RecordList], order: Order) -> tuple[Select[Any], tuple[bool, ...]]:
    """The question for what a record is sorted by, and which parts of it run downwards."""
    sorts = kind.sorts() if order else {}
    parts = [(by, down) for key, down in order for by in sorts[key]]
    parts += [(by, kind.downwards) for by in (*kind.own_order, kind.record.id)]
    # Each by a name of its own: one column may stand twice.
    named: list[Any] = [by.label(f"part_{number}") for number, (by, _down) in enumerate(parts)]
    statement = select(*named).where(kind.record.id == bindparam("row_id"))
    return statement, tuple(down for _by, down in parts)


@dataclass(frozen=True, slots=True)
class Downwards:
    """A value that sorts the other way round."""

    value: Any

    def __lt__(self, other: Downwards) -> bool:
        less: bool = other.value < self.value
        return less


def _key(value: Any, downwards: bool) -> tuple[bool, Any]:
    """A value as the database sorts it: NULL last, both ways."""
    if value is None:
        return True, None
    return False, Downwards(value) if downwards else value


def spelled(text: SQLColumnExpression[Any]) -> SQLColumnExpression[Any]:
    """A text to sort by: in one spelling for many, NULL where it is empty."""
    if not isinstance(text, Column):  # to be worked out, and so once
        return func.spelled(func.nullif(text, ""))
    # Most is ASCII, which SQLite itself puts in lower case at a tenth of the time of a call back.
    ascii_only = func.octet_length(text) == func.length(text)
    return case((text == "", null()), (ascii_only, func.lower(text)), else_=func.spelled(text))


def ranked(code: SQLColumnExpression[Any], ranks: type[enum.StrEnum]) -> SQLColumnExpression[Any]:
    """A code to sort by: in the order its kinds are declared in, what an officer added last."""
    places = {str(member.value): place for place, member in enumerate(ranks)}
    return case(places, value=code, else_=len(places))


def count_of(connection: Connection, statement: Select[int]) -> int:
    """How many rows a statement gives."""
    counted = select(func.count()).select_from(statement.subquery())
    return connection.execute(counted).scalar_one()


def id_array(connection: Connection, statement: Select[Any]) -> array[int]:
    """The ids a statement gives, eight bytes each."""
    # From the driver itself: a row of SQLAlchemy's for each id takes three times as long.
    result = connection.execute(statement)
    try:
        return array("q", chain.from_iterable(cast("Iterable[tuple[int]]", result.cursor)))
    finally:
        result.close()  # called off half-way, it would keep its connection from beginning to write
