"""What every operation is made of: find a row, add one, fill one, keep a list in step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from ctdesk.db.ids import IdSource
from ctdesk.db.models import Record
from ctdesk.db.operations.validate import clean
from ctdesk.errors import UserError
from ctdesk.words import _

R = TypeVar("R", bound=Record)


def find(session: Session, kind: type[R], row_id: int) -> R:
    """The row. Raises UserError where it is gone."""
    row = session.get(kind, row_id)
    if row is None:
        raise UserError(_("This record is no longer in the register."))
    return row


def add(session: Session, kind: type[R], values: Mapping[str, Any]) -> R:
    """A new row of cleaned values, with an id. Raises Invalid."""
    ids: IdSource = session.info["ids"]
    row = kind(id=ids.take(), **clean(kind.__tablename__, values))
    session.add(row)
    return row


def fill(row: Record, values: Mapping[str, Any]) -> None:
    """Set the row's columns to cleaned values. Raises Invalid."""
    for name, value in clean(row.__tablename__, values).items():
        if getattr(row, name) != value:
            setattr(row, name, value)


def delete(session: Session, kind: type[Record], row_id: int) -> None:
    """Delete the row and what belongs to it; what merely refers to it stays without it."""
    session.delete(find(session, kind, row_id))


def keep_in_step(
    session: Session,
    kind: type[R],
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
    mine = select(kind).where(getattr(kind, column) == owner_id)
    present = {getattr(row, same_by): row for row in session.scalars(mine)}
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
    session: Session, kind: type[R], owner: Mapping[str, int], column: str, ids: Iterable[int]
) -> None:
    """Make the links of `kind` from `owner` through `column` lead to `ids`, each once."""
    owner_column, owner_id = next(iter(owner.items()))
    mine = select(kind).where(getattr(kind, owner_column) == owner_id)
    present = {getattr(row, column): row for row in session.scalars(mine)}
    for target in dict.fromkeys(ids):
        if present.pop(target, None) is None:
            add(session, kind, {column: target, **owner})
    for row in present.values():
        session.delete(row)
