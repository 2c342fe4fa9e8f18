"""Whether a step can be taken back, and what that does to each row."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import Connection, UniqueConstraint, select

from ctdesk.db import journal
from ctdesk.db.changes import Image, RowChange
from ctdesk.db.tables import Change, Operation, references_to
from ctdesk.errors import UserError
from ctdesk.words import _


class CannotUndo(UserError):
    """Something stands on the step; the message says what."""


def latest_entry(connection: Connection, step: int) -> tuple[int, str]:
    """Id and kind of the entry that last did, undid or redid a step: reverse it to go on."""
    last = connection.execute(
        select(Operation.id, Operation.kind)
        .where(Operation.of_id == step)
        .order_by(Operation.id.desc())
        .limit(1)
    ).one_or_none()
    return (step, "do") if last is None else (last.id, last.kind)


def why_not(operation_id: int) -> Callable[[Connection], str | None]:
    """The question why a step cannot be taken back now; None where it can. Nothing is written."""

    def question(connection: Connection) -> str | None:
        asked = select(Operation.title, Operation.kind).where(Operation.id == operation_id)
        step = connection.execute(asked).one_or_none()
        if step is None:
            return _("This step is no longer in the history.")
        if step.kind != "do":
            return _("Only the step itself can be taken back: “{title}”.").format(title=step.title)
        latest, kind = latest_entry(connection, operation_id)
        if kind == "undo":
            return _("“{title}” has been taken back already.").format(title=step.title)
        try:
            reversal(connection, latest, step.title)
        except CannotUndo as reason:
            return str(reason)
        return None

    return question


def reversal(connection: Connection, operation_id: int, title: str) -> tuple[RowChange, ...]:
    """The changes that take an operation back.

    Raises CannotUndo unless each column it changed still holds the value it gave, no later row
    refers to a row it made, every row that a restored one refers to is still there, and none has
    taken its name.
    """
    rows = tuple(
        _reversed(connection, operation_id, entry, title)
        for entry in journal.entries(connection, operation_id)
    )
    will_be = {(row.table, row.id): row.after for row in rows}
    for row in rows:
        if row.after is None:
            _refuse_if_referred_to(connection, row, will_be, title)
        else:
            _refuse_if_parent_is_gone(connection, row, will_be, title)
            _refuse_if_taken(connection, row, will_be, title)
    return rows


def _reversed(
    connection: Connection, operation_id: int, entry: journal.Entry, title: str
) -> RowChange:
    current = journal.image_of(connection, entry.table, entry.row_id)
    if entry.kind == "insert":
        expected = journal.as_inserted(journal.later_entries(connection, entry, operation_id))
    else:
        expected = dict(entry.after)
    there = current is not None
    if there == (entry.kind == "delete") or any(
        (current or {})[name] != value for name, value in expected.items()
    ):
        raise CannotUndo(_stands_on_it(connection, entry, operation_id, title))
    if entry.kind == "insert":
        return RowChange(entry.table.name, entry.row_id, current, None)
    # What a deleted row says nothing of, a later version of the program brought in.
    base = journal.blank(entry.table) if current is None else current
    return RowChange(entry.table.name, entry.row_id, current, {**base, **entry.before})


def _stands_on_it(
    connection: Connection, entry: journal.Entry, operation_id: int, title: str
) -> str:
    later = connection.execute(
        select(Operation.title)
        .join(Change, Change.operation_id == Operation.id)
        .where(Change.row_id == entry.row_id, Change.table_name == entry.table.name)
        .where(Operation.id > operation_id)
        .order_by(Operation.id.desc())
        .limit(1)
    ).scalar_one_or_none()
    return _("“{title}” cannot be undone: “{later}” has changed the same record since.").format(
        title=title, later=later or "?"
    )


# The rows a reversal touches, as it will leave them: None where it takes them away.
_WillBe = Mapping[tuple[str, int], Image | None]


def _refuse_if_referred_to(
    connection: Connection, row: RowChange, will_be: _WillBe, title: str
) -> None:
    for table, column in references_to(row.table):
        referrers = select(table.c.id).where(column == row.id)
        for referrer in connection.execute(referrers).scalars():
            place = (table.name, referrer)
            image = will_be.get(place, {column.name: row.id})
            if image is not None and image[column.name] == row.id:
                raise CannotUndo(
                    _("“{title}” cannot be undone: a later record refers to it.").format(
                        title=title
                    )
                )


def _refuse_if_parent_is_gone(
    connection: Connection, row: RowChange, will_be: _WillBe, title: str
) -> None:
    for column in journal.table_of(row.table).columns:
        value = (row.after or {})[column.name]
        for key in column.foreign_keys if value is not None else ():
            parent = key.column.table
            place = (parent.name, value)
            there = (
                will_be[place] if place in will_be else journal.image_of(connection, parent, value)
            )
            if there is None:
                raise CannotUndo(
                    _("“{title}” cannot be undone: a record it belongs to is gone.").format(
                        title=title
                    )
                )


def _refuse_if_taken(connection: Connection, row: RowChange, will_be: _WillBe, title: str) -> None:
    table, after = journal.table_of(row.table), row.after or {}
    for unique in table.constraints:
        columns = list(unique.columns) if isinstance(unique, UniqueConstraint) else []
        if not columns or any(after[column.name] is None for column in columns):
            continue
        same = select(table.c.id).where(*(column == after[column.name] for column in columns))
        for other in connection.execute(same).scalars():
            # Rows the reversal touches are left to the database, which sees how all of them end.
            if (row.table, other) not in will_be:
                raise CannotUndo(name_taken(title))


def name_taken(title: str) -> str:
    """Why a step cannot be taken back whose record would have another's name."""
    return _("“{title}” cannot be undone: another record now has the same name.").format(
        title=title
    )
