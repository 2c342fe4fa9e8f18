"""What happened to the register, as plain values: undo step, history and broadcast in one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["insert", "update", "delete"]
Image = Mapping[str, Any]  # column name to value, the whole row


@dataclass(frozen=True, slots=True)
class RowChange:
    """What happened to one row: its whole image before and after, None where there was none."""

    table: str
    id: int
    before: Image | None
    after: Image | None

    @property
    def kind(self) -> Kind:
        """Insert, update or delete."""
        if self.before is None:
            return "insert"
        return "delete" if self.after is None else "update"

    @property
    def columns(self) -> frozenset[str]:
        """The columns that differ; all of them on an insert or delete."""
        if self.before is None or self.after is None:
            return frozenset(self.after or self.before or ())
        return frozenset(name for name, value in self.after.items() if self.before[name] != value)

    def values(self, column: str) -> set[Any]:
        """The column's value before and after, without None."""
        images = (self.before or {}, self.after or {})
        return {image[column] for image in images if image.get(column) is not None}


@dataclass(frozen=True, slots=True)
class Changes:
    """All that one operation did, in the order it was found.

    `initiator` is whoever asked for it, so that an editor can pass over its own echo.
    """

    operation_id: int
    title: str
    rows: tuple[RowChange, ...]
    initiator: object = None

    def touches(self, *tables: str) -> bool:
        """Whether any row of these tables changed."""
        return any(row.table in tables for row in self.rows)

    def ids(self, table: str, *by: str) -> set[int]:
        """Ids of the changed rows of `table`, and of those that a column of `by` names.

        `ids("engagement", "engagement_id")` are the engagements that look different now:
        changed themselves or by one of their participations, items, sessions and so on. The step
        itself is what is new in the history: `ids("operation")`.
        """
        found = {row.id for row in self.rows if row.table == table}
        if table == "operation":
            found.add(self.operation_id)
        for row in self.rows:
            found.update(*map(row.values, by))
        return found

    def whole_engagements(self) -> frozenset[tuple[str, int]]:
        """Table and id of the rows of engagements that came or went with all that belongs to them.

        Whatever such a row concerns is named by one of these: nothing else knew the engagement
        before, or knows it any more.
        """
        ends = [row for row in self.rows if row.before is None or row.after is None]
        ids = {row.id for row in ends if row.table == "engagement"}
        whole = (one for one in ends if one.id in ids or one.values("engagement_id") & ids)
        return frozenset((one.table, one.id) for one in whole)
