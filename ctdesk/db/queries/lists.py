"""What every list is made of: its order, its filter, and a page of it.

A list is asked for its ids, and for the cells of a page of ids; `ListQuery` is the one shape all
tables, exports and printed lists share.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any, Protocol

from sqlalchemy import Connection, Select, func, select


class ListQuery(Protocol):
    """One list with its filter and order."""

    def ids(self, connection: Connection) -> array[int]:
        """Ids of all its records, in order."""
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


def count_of(connection: Connection, statement: Select[int]) -> int:
    """How many rows a statement gives."""
    counted = select(func.count()).select_from(statement.subquery())
    return connection.execute(counted).scalar_one()


def id_array(connection: Connection, statement: Select[int]) -> array[int]:
    """The ids a statement gives, eight bytes each."""
    return array("q", connection.execute(statement).scalars().all())
