"""What the directory's list says of a body, cell by cell."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt

from ctdesk.days import short_day
from ctdesk.db.queries.organizations import OrganizationRow
from ctdesk.db.queries.quiet import quiet
from ctdesk.ui.codes import no_longer
from ctdesk.ui.deadlines import quiet_chip
from ctdesk.ui.tables.model import Cell, Column
from ctdesk.words import _


def columns(today: Callable[[], date]) -> tuple[Column, ...]:
    """The columns of the directory's list, of which one counts the days to today."""
    centre = Qt.AlignmentFlag.AlignHCenter
    fourth, seventh = _("Held under Decision 4"), _("Held under Decision 7")
    return (
        Column("name", _("Name"), _name, 164, stretch=3),
        Column("kind", _("Kind"), _kind, 150, stretch=1, shown=False),
        Column("region", _("Region"), lambda row: Cell(row.region), 120, stretch=1, shown=False),
        Column("focal_point", _("Focal point"), _focal_point, 106, stretch=1, optional=True),
        Column("decision_4", _("D4"), lambda row: _count(row.decision_4), 44, 0, centre, fourth),
        Column("decision_7", _("D7"), lambda row: _count(row.decision_7), 44, 0, centre, seventh),
        Column("last_engaged", _("Last engaged"), partial(_last_engaged, today), 146),
    )


def _name(row: OrganizationRow) -> Cell:
    if not row.acronym:
        return Cell(row.name)
    return Cell(row.name, strong=row.acronym, tooltip=f"{row.acronym}, {row.name}")


def _kind(row: OrganizationRow) -> Cell:
    from ctdesk.reports import (
        labels,  # it brings what shapes Arabic, which the first list can spare
    )

    return Cell(labels.kind(row.kind))


def _focal_point(row: OrganizationRow) -> Cell:
    return Cell(row.focal_point) if row.focal_point else Cell(_("none"), muted=True)


def _count(count: int) -> Cell:
    return Cell(str(count), muted=not count)


def _last_engaged(today: Callable[[], date], row: OrganizationRow) -> Cell:
    last = row.last_engaged
    past = no_longer(row)
    if past:
        return Cell(chips=((past, "plain"),), tooltip=_before(last))
    how = quiet(row.kind, row.status, last, today())
    if how is not None:
        return Cell(chips=(quiet_chip(how),), tooltip=_before(last))
    if last is None:
        return Cell(_("never"), muted=True)
    return Cell(short_day(last))


def _before(last: date | None) -> str:
    if last is None:
        return _("No engagement is logged")
    return _("Last engaged on {day}").format(day=short_day(last))
