"""Queries that are kept under a name."""

from __future__ import annotations

from sqlalchemy import String

from ctdesk.db.tables.base import Record, column


class SavedSearch(Record):
    """A list's query under a name.

    `kind` is the table of the records it lists. `query` is kept as it is written, so that what is
    relative in it stays so, and what a later version does not understand can still be read.
    """

    __tablename__ = "saved_search"

    kind = column(String(40))
    name = column(String(200))
    query = column(String(4000))
