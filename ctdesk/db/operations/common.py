"""What every operation is made of: find a row, add one, fill one, keep a list in step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, select

from ctdesk.db.ids import IdSource
from ctdesk.db.operations.validate import clean
from ctdesk.db.tables import Base, Record
from ctdesk.errors import UserError
from ctdesk.words import _

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def mapped(table: type[Base]) -> Any:
    """The mapped class of a table: rows of it are what an operation changes."""
    from ctdesk.db import mapping  # the mapper, which no question needs

    return mapping.mapped(table)


def rows(session: Session, table: type[Base], *conditions: ColumnElement[bool]) -> Sequence[Any]:
    """The rows of a table that meet the conditions."""
    return session.scalars(select(mapped(table)).where(*conditions)).all()


def find(session: Session, kind: type[Record], row_id: int) -> Any:
    """The row. Raises UserError where it is gone."""
    row = session.get(mapped(kind), row_id)
    if row is None:
        raise UserError(_("This record is no longer in the register."))
    return row


def add(session: Session, kind: type[Record], values: Mapping[str, Any]) -> int:
    """Add a row of cleaned values; its id. Raises Invalid."""
    ids: IdSource = session.info["ids"]
    row_id = ids.take()
    session.add(mapped(kind)(id=row_id, **clean(kind.__tablename__, values)))
    return row_id


def fill(row: Any, values: Mapping[str, Any]) -> None:
    """Set the row's columns to cleaned values. Raises Invalid."""
    for name, value in clean(row.__table__.name, values).items():
        if getattr(row, name) != value:
            setattr(row, name, value)


def delete(session: Session, kind: type[Record], row_id: int) -> None:
    """Delete the row and what belongs to it; what merely refers to it stays without it."""
    session.delete(find(session, kind, row_id))


def keep_in_step(
    session: Session,
    kind: type[Record],
    owner: Mapping[str, int],
    wanted: Iterable[Mapping[str, Any]],
    *,
    same_by: str = "id",
) -> None:
    """Make the rows of `kind` that belong to `owner` those of `wanted`.

    `owner` is one column and its id. A wanted row is a present one changed where both have the
    same value of `same_by`, else it is new; rows nobody wants are deleted.
    """
    column, owner_id = next(iter(owner.items()))
    mine = rows(session, kind, getattr(kind, column) == owner_id)
    present = {getattr(row, same_by): row for row in mine}
    for values in wanted:
        rest = {name: value for name, value in values.items() if name != "id"}
        row = present.pop(values.get(same_by), None)
        if row is None:
            add(session, kind, {**rest, **owner})
        else:
            fill(row, rest)
    for row in present.values():
        session.delete(row)


def keep_links(
    session: Session, kind: type[Record], owner: Mapping[str, int], column: str, ids: Iterable[int]
) -> None:
    """Make the links of `kind` from `owner` through `column` lead to `ids`, each once."""
    owner_column, owner_id = next(iter(owner.items()))
    mine = rows(session, kind, getattr(kind, owner_column) == owner_id)
    present = {getattr(row, column): row for row in mine}
    for target in dict.fromkeys(ids):
        if present.pop(target, None) is None:
            add(session, kind, {column: target, **owner})
    for row in present.values():
        session.delete(row)
