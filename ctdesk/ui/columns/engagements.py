"""What the log's list says of an engagement, cell by cell."""

from __future__ import annotations

from ctdesk.days import short_day
from ctdesk.db.queries.engagements import EngagementRow
from ctdesk.reports import labels
from ctdesk.ui.tables.model import Cell, Column
from ctdesk.ui.widgets.chips import Tone
from ctdesk.words import _

_TONES: dict[str, Tone] = {"planned": "warn", "postponed": "plain", "cancelled": "bad"}


def columns() -> tuple[Column, ...]:
    """The columns of the log's list."""
    return (
        Column("date", _("Date"), _date, 104),
        Column("title", _("Engagement"), _title, 180, stretch=4),
        Column("type", _("Type"), lambda row: Cell(row.type), 130, stretch=1, shown=False),
        Column("with", _("With"), _with, 112, stretch=1, optional=True),
        Column("under", _("Under"), _under, 90, optional=True, sortable=False),
        Column("status", _("Status"), _status, 90, shown=False),
        Column("place", _("Place"), lambda row: Cell(row.place), 110, stretch=1, shown=False),
        Column("lead", _("Lead"), lambda row: Cell(row.lead), 140, stretch=1, optional=True),
    )


def _date(row: EngagementRow) -> Cell:
    day = short_day(row.starts.date())
    return Cell(day, tooltip=day if row.all_day else f"{day}, {row.starts:%H:%M}")


def _title(row: EngagementRow) -> Cell:
    tooltip = row.title if row.type == row.title else f"{row.title}\n{row.type}"
    if row.status in _TONES:
        chip = (labels.status(row.status), _TONES[row.status])
        return Cell(row.title, chips=(chip,), tooltip=tooltip)
    return Cell(row.title, tooltip=tooltip)


def _status(row: EngagementRow) -> Cell:
    words = labels.status(row.status)
    return Cell(chips=((words, _TONES[row.status]),)) if row.status in _TONES else Cell(words)


def _with(row: EngagementRow) -> Cell:
    return Cell(", ".join(row.parties)) if row.parties else Cell(_("nobody named"), muted=True)


def _under(row: EngagementRow) -> Cell:
    return Cell(chips=tuple((short, "accent") for short in row.under))
