"""The content of a printed matrix of coverage."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sqlalchemy import Connection, select

from ctdesk.db.queries import coverage, lines
from ctdesk.db.queries.asking import condition
from ctdesk.db.queries.coverage import ACTIVE, Asked, Row
from ctdesk.db.queries.quiet import QUIET_AFTER
from ctdesk.db.queries.sheets import MatrixRow, MatrixSheet
from ctdesk.db.search.tree import parts_of, text_of, together, values_of, with_values
from ctdesk.db.tables import Engagement, Organization


def sheet(asked: Asked, *, today: date, register: str) -> Callable[[Connection], MatrixSheet]:
    """The question for a matrix as it is printed: all its bodies, engaged or not."""

    def question(connection: Connection) -> MatrixSheet:
        rows = coverage.rows(asked)(connection)
        found = coverage.figures(asked, rows)
        return MatrixSheet(
            items=", ".join(values_of(asked.engagements, "under")),
            kinds=values_of(asked.bodies, "kind"),
            scope=_scope(asked),
            step=asked.step,
            periods=tuple((one.first, one.last) for one in asked.periods),
            rows=tuple(_row(one, today) for one in rows),
            totals=coverage.totals(asked)(connection),
            engaged=found.engaged.count,
            quiet=found.quiet.count,
            never=tuple(one.short_name for one in rows if coverage.is_never(one)),
            unmanned=tuple(one.short_name for one in rows if not one.has_focal_point),
            quiet_after=QUIET_AFTER,
            sensitivity=_sensitivity(connection, asked),
            as_of=today,
            register=register,
        )

    return question


def _scope(asked: Asked) -> str:
    """What else is asked for, as a query."""
    narrowed = with_values(asked.bodies, "kind", ())
    bodies = [part for part in parts_of(narrowed) if part != ACTIVE]
    return text_of(together(*bodies, with_values(asked.engagements, "under", ())))


def _row(row: Row, today: date) -> MatrixRow:
    gap = None if row.last is None else (today - row.last).days
    return MatrixRow(
        row.short_name, row.name, row.cells, row.total,
        None if coverage.is_never(row) else row.last,
        gap if gap is not None and gap > QUIET_AFTER else None,
    )  # fmt: skip


def _sensitivity(connection: Connection, asked: Asked) -> str:
    """The highest of what is counted and named."""
    bodies = select(Organization.sensitivity).where(condition("organization", asked.bodies))
    counted = select(Engagement.sensitivity).where(coverage.counts_for(asked))
    found = [*connection.execute(bodies.distinct()).scalars()]
    found += connection.execute(counted.distinct()).scalars()
    return lines.highest(found)
