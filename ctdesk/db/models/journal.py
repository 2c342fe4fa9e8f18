"""What was changed, by whom, and on which installation."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from ctdesk.db.models.base import Base, Id


class Device(Base):
    """An installation that has written to this register."""

    __tablename__ = "device"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)  # 1 to 4095
    uuid: Mapped[str] = mapped_column(String(36), unique=True)


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

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(10))
    of_id: Mapped[int | None] = mapped_column(Id)
    title: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime]  # UTC, without offset
    author: Mapped[str] = mapped_column(String(200), default="")
    device_number: Mapped[int]


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

    operation_id: Mapped[int] = mapped_column(Id, ForeignKey("operation.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    table_name: Mapped[str] = mapped_column(String(40))
    row_id: Mapped[int] = mapped_column(Id)
    kind: Mapped[str] = mapped_column(String(10))
    before: Mapped[str | None] = mapped_column(Text)
    after: Mapped[str | None] = mapped_column(Text)


class Tally(Base):
    """How many engagements of a body under an item were held or planned on a day.

    Derived from the records and kept in step with them; `item_id` 0 stands for any item or none.
    Counts for any period are sums of these few rows instead of a walk through all engagements.
    """

    __tablename__ = "tally"
    __table_args__ = ({"sqlite_with_rowid": False},)

    organization_id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    item_id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    day: Mapped[date] = mapped_column(primary_key=True)
    held: Mapped[int]
    planned: Mapped[int]
