"""What every list is made of: its order, its filter, and a page of it.

A list is asked for its ids, and for the cells of a page of ids; `ListQuery` is the one shape all
tables, exports and printed lists share.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any, Protocol

from sqlalchemy import Connection, Select


class ListQuery(Protocol):
    """One list with its filter and order."""

    def ids(self, connection: Connection) -> array[int]:
        """Ids of all its records, in order."""
        ...

    def rows(self, connection: Connection, ids: Sequence[int]) -> dict[int, Any]:
        """The cells of these records, by id; a record that is gone is missing."""
        ...

    def place(self, connection: Connection, row_id: int) -> tuple[Any, ...] | None:
        """What the record is sorted by, ascending; None where the list does not hold it."""
        ...


def id_array(connection: Connection, statement: Select[int]) -> array[int]:
    """The ids a statement gives, eight bytes each."""
    return array("q", connection.execute(statement).scalars().all())
