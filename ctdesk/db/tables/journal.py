"""What was changed, by whom, and on which installation."""

from __future__ import annotations

from sqlalchemy import Date, DateTime, Index, Integer, String, Text, text

from ctdesk.db.tables.base import Base, Id, column, optional


class Device(Base):
    """An installation that has written to this register."""

    __tablename__ = "device"

    number = column(Integer, primary_key=True)  # 1 to 4095
    uuid = column(String(36), unique=True)


class Operation(Base):
    """One gesture: all of it happened or none.

    `kind` is do, undo or redo; the last two name the operation they are of in `of_id`. The id is
    taken last within the operation, so it is above that of every row the operation made.
    """

    __tablename__ = "operation"
    __table_args__ = (
        Index("ix_operation_of_id_id", "of_id", "id"),
        Index("ix_operation_device_number_id", "device_number", "id"),
        Index("ix_operation_kind_id", "kind", "id"),
    )

    id = column(Id, primary_key=True)
    kind = column(String(10))
    of_id = optional(Id)
    title = column(String(200))
    at = column(DateTime)  # UTC, without offset
    author = column(String(200), default="")
    device_number = column(Integer)


class Change(Base):
    """What an operation did to one row.

    `before` and `after` are JSON objects of the changed columns; an insert carries neither (the
    row is its image), a delete the whole row in `before`.
    """

    __tablename__ = "change"
    __table_args__ = (
        Index("ix_change_row", "row_id", "table_name"),
        # What was deleted is asked for by name, and is little among all that was changed. To say
        # so for PostgreSQL too would load its dialect at each start; its migration does say it.
        Index(
            "ix_change_deleted",
            "table_name",
            "operation_id",
            sqlite_where=text("kind = 'delete'"),
        ),
    )

    operation_id = column(Id, of="operation.id", primary_key=True)
    position = column(Integer, primary_key=True)
    table_name = column(String(40))
    row_id = column(Id)
    kind = column(String(10))
    before = optional(Text)
    after = optional(Text)


class Tally(Base, sqlite_with_rowid=False):
    """How many engagements of a body under an item were held or planned on a day.

    Derived from the records and kept in step with them; `item_id` 0 stands for any item or none.
    Counts for any period are sums of these few rows instead of a walk through all engagements.
    """

    __tablename__ = "tally"

    organization_id = column(Id, primary_key=True)
    item_id = column(Id, primary_key=True)
    day = column(Date, primary_key=True)
    held = column(Integer)
    planned = column(Integer)
