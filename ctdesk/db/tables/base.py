"""How a table is declared: once, as a class whose attributes are its columns.

A class stands for its table wherever SQLAlchemy's Core takes one, and its attributes are Core
columns. Questions need no more than that; the mapper (`ctdesk.db.mapping`) stands on the same
tables and is loaded when something is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar, cast

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, MetaData, String, Table
from sqlalchemy.schema import SchemaItem
from sqlalchemy.sql.expression import ColumnClause, FromClause
from sqlalchemy.types import TypeEngine

V = TypeVar("V")

# Batch migrations name constraints, so every constraint has a name that follows from its place.
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

# INTEGER is SQLite's rowid and holds 63 bits; on PostgreSQL that takes BIGINT.
Id = BigInteger().with_variant(Integer, "sqlite")


@dataclass(frozen=True, slots=True)
class _Declared:
    """A column before its class has given it a name: each table that inherits it has its own."""

    kind: Any
    options: Mapping[str, Any]
    of: str | None = None  # the column it holds the value of

    def named(self, name: str) -> Column[Any]:
        keys = [ForeignKey(self.of)] if self.of else []
        return Column(name, self.kind, *keys, autoincrement=False, **self.options)


class Base:
    """Parent of all tables. Options of a class are those of its `Table`."""

    metadata: ClassVar[MetaData] = MetaData(naming_convention=NAMING)
    tables: ClassVar[list[type[Base]]] = []

    __tablename__: ClassVar[str]
    __table_args__: ClassVar[tuple[SchemaItem, ...]] = ()
    __table__: ClassVar[Table]

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__()
        if not hasattr(cls, "__tablename__"):
            return
        declared: dict[str, _Declared] = {}
        for part in reversed(cls.__mro__):
            found = vars(part).items()
            declared |= {name: one for name, one in found if isinstance(one, _Declared)}
        columns = [one.named(name) for name, one in declared.items()]
        cls.__table__ = Table(
            cls.__tablename__, cls.metadata, *columns, *cls.__table_args__, **options
        )
        for one in cls.__table__.columns:
            setattr(cls, one.name, one)
        Base.tables.append(cls)

    @classmethod
    def __clause_element__(cls) -> FromClause:
        """What SQLAlchemy takes the class for in a statement."""
        return cls.__table__


B = TypeVar("B", bound=Base)


class _Again:
    """A table under another name: an alias whose columns are its attributes."""

    def __init__(self, table: FromClause) -> None:
        self._alias = table.alias()

    def __getattr__(self, name: str) -> Any:
        try:
            return self._alias.c[name]
        except KeyError:
            raise AttributeError(name) from None

    def __clause_element__(self) -> FromClause:
        return self._alias


def aliased(table: type[B]) -> type[B]:
    """The table once more, for a statement that asks it twice."""
    return cast("type[B]", _Again(table.__table__))


def column(
    kind: type[TypeEngine[V]] | TypeEngine[V], *, of: str | None = None, **options: Any
) -> ColumnClause[V]:
    """A column that always holds a value; `of` is the "table.column" it refers to."""
    return cast("ColumnClause[V]", _Declared(kind, {"nullable": False, **options}, of))


def optional(
    kind: type[TypeEngine[V]] | TypeEngine[V], *, of: str | None = None, **options: Any
) -> ColumnClause[V | None]:
    """A column that may be NULL."""
    return cast("ColumnClause[V | None]", _Declared(kind, {"nullable": True, **options}, of))


def belongs_to(table: str, *, index: bool = True) -> ColumnClause[int]:
    """A column holding the id of the owner: the row goes when its owner goes."""
    # Indexed, because pages follow it and undo asks who refers to a row; `index=False` where
    # another index begins with the column.
    return column(Id, of=f"{table}.id", index=index, info={"owned": True})


def may_belong_to(table: str) -> ColumnClause[int | None]:
    """As `belongs_to`, for a row that has one of several owners."""
    return optional(Id, of=f"{table}.id", index=True, info={"owned": True})


def refers_to(table: str, *, index: bool = True) -> ColumnClause[int]:
    """A column holding the id of another row that cannot go while this one stands."""
    return column(Id, of=f"{table}.id", index=index, info={"owned": False})


def may_refer_to(table: str, *, index: bool = True) -> ColumnClause[int | None]:
    """A column holding the id of another row: when that goes, the row stays without it."""
    return optional(Id, of=f"{table}.id", index=index, info={"owned": False})


class Record(Base):
    """A journalled row: it has a time-ordered id and every change to it can be undone."""

    id = column(Id, primary_key=True)


class Sourced:
    """A row that may ship with the program or be sourced by an officer.

    `key` is permanent and the same in every register; it is NULL on rows an officer made.
    `as_of` is an ISO date, month or year, as exact as the source; `confidence` high or medium.
    """

    key = optional(String(64), unique=True)
    source = column(String(500), default="")
    as_of = column(String(10), default="")
    confidence = column(String(10), default="")


def references_to(name: str) -> Iterator[tuple[Table, Column[Any]]]:
    """Every column of every record that can hold the id of a row of the table."""
    for table in (one.__table__ for one in records()):
        for column in table.columns:
            if any(key.column.table.name == name for key in column.foreign_keys):
                yield table, column


def records() -> list[type[Record]]:
    """The tables whose rows are journalled, in the order of their declaration."""
    return [table for table in Base.tables if issubclass(table, Record)]
