"""What follows from the records and is kept in step with them: the search index and the tally.

Neither is journalled; both can be made anew at any time. Whoever writes records, an operation, an
undo or a load of a whole file, calls `update` or `rebuild` in the same transaction.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from ctdesk.db import tally
from ctdesk.db.changes import RowChange
from ctdesk.db.search import index


def update(connection: Connection, changes: Iterable[RowChange]) -> None:
    """Follow the changes."""
    changes = list(changes)
    index.update(connection, changes)
    tally.update(connection, changes)


def rebuild(connection: Connection) -> int:
    """Make everything anew; how many rows were indexed."""
    tally.rebuild(connection)
    return index.rebuild(connection)
