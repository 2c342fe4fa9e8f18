"""The mapped classes: one for each table, made from it when the first of them is wanted.

Only what is written goes through the mapper, so that questions never wait for it to be loaded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import LargeBinary
from sqlalchemy.orm import DeclarativeBase, configure_mappers, deferred, relationship

from ctdesk.db import tables


class MappedRow(DeclarativeBase):
    """Parent of all mapped classes; what a row holds is known to its table alone."""

    metadata = tables.Base.metadata


class MappedRecord(MappedRow):
    """A row whose changes are journalled."""

    __abstract__ = True

    if TYPE_CHECKING:
        id: int


def _made(table: type[tables.Base]) -> type[Any]:
    parent = MappedRecord if issubclass(table, tables.Record) else MappedRow
    bytes_ = [one for one in table.__table__.columns if isinstance(one.type, LargeBinary)]
    late = {one.name: deferred(one) for one in bytes_}
    return type(table.__name__, (parent,), {"__table__": table.__table__, **late})


_CLASSES = {table: _made(table) for table in tables.Base.tables}


def mapped(table: type[tables.Base]) -> type[Any]:
    """The mapped class of a table."""
    return _CLASSES[table]


def prepare() -> None:
    """Put the mappers together now, while nobody waits, instead of at the first write."""
    configure_mappers()


def _add_cascades() -> None:
    """Tell the mapper what goes with a deleted row and what merely loses its reference.

    The cascades are the mapper's, never the database's: only so are they journalled. They follow
    from `belongs_to` and `refers_to`, so nobody has to declare the other end.
    """
    mappers = {one.local_table: one for one in MappedRow.registry.mappers}
    for child in tables.records():
        for column in child.__table__.columns:
            for key in column.foreign_keys:
                cascade = (
                    "save-update, merge, delete" if column.info["owned"] else "save-update, merge"
                )
                mappers[key.column.table].add_property(
                    f"rows_of_{child.__tablename__}_{column.name}",
                    relationship(
                        _CLASSES[child],
                        foreign_keys=[column],
                        primaryjoin=column == key.column,
                        remote_side=[column],
                        cascade=cascade,
                    ),
                )


_add_cascades()
