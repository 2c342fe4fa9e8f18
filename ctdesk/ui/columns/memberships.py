"""What a list of memberships says, cell by cell."""

from __future__ import annotations

from datetime import date

from ctdesk.days import short_day
from ctdesk.db.queries.memberships import CHAIRS, MembershipRow
from ctdesk.ui.codes import MEMBER_ROLES, MEMBER_STATUSES, words_for
from ctdesk.ui.tables.model import Cell, Column
from ctdesk.words import _


def columns() -> tuple[Column, ...]:
    """The columns of a list of memberships."""
    return (
        Column("name", _("Name"), _name, 150, stretch=4),
        Column("role", _("Role"), _role, 120, stretch=1),
        Column("status", _("Status"), _status, 92, optional=True),
        Column("starts", _("From"), lambda row: _day(row.starts), 96, optional=True),
        Column("ends", _("Until"), lambda row: _day(row.ends), 96, optional=True),
        Column("source", _("Source"), _source, 120, stretch=1, shown=False, sortable=False),
    )


def _name(row: MembershipRow) -> Cell:
    tooltip = f"{row.acronym}, {row.name}" if row.acronym else row.name
    return Cell(row.name, strong=row.acronym, muted=bool(row.ended), tooltip=tooltip)


def _role(row: MembershipRow) -> Cell:
    words = words_for(row.role, MEMBER_ROLES)
    if row.ended:
        return Cell(words, muted=True)
    return Cell(chips=((words, "accent"),)) if row.role in CHAIRS else Cell(words)


def _day(day: date | None) -> Cell:
    return Cell(short_day(day)) if day else Cell()


def _status(row: MembershipRow) -> Cell:
    words = words_for(row.status, MEMBER_STATUSES)
    if row.status == "uncertain":
        return Cell(chips=((words, "warn"),), tooltip=_said_by(row))
    return Cell(words, muted=row.status in ("current", "unknown"), tooltip=_said_by(row))


def _source(row: MembershipRow) -> Cell:
    return Cell(_said_by(row))


def _said_by(row: MembershipRow) -> str:
    return ", ".join(one for one in (row.source, row.as_of) if one)
