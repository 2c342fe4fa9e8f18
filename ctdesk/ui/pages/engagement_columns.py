"""What the log's list says of an engagement, cell by cell."""

from __future__ import annotations

from ctdesk.db.queries.engagements import EngagementRow
from ctdesk.reports import labels
from ctdesk.ui.days import short_day
from ctdesk.ui.tables.model import Cell, Column
from ctdesk.ui.widgets.chips import Tone
from ctdesk.words import _

_TONES: dict[str, Tone] = {"planned": "warn", "postponed": "plain", "cancelled": "bad"}


def columns() -> tuple[Column, ...]:
    """The columns of the log's list."""
    return (
        Column(_("Date"), _date, 104),
        Column(_("Engagement"), _title, 180, stretch=4),
        Column(_("With"), _with, 112, stretch=1, optional=True),
        Column(_("Under"), _under, 90, optional=True),
        Column(_("Lead"), lambda row: Cell(row.lead), 140, stretch=1, optional=True),
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


def _with(row: EngagementRow) -> Cell:
    return Cell(", ".join(row.parties)) if row.parties else Cell(_("nobody named"), muted=True)


def _under(row: EngagementRow) -> Cell:
    return Cell(chips=tuple((short, "accent") for short in row.under))
