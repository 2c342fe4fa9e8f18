"""What a list of joint initiatives says of one, cell by cell."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt

from ctdesk.days import short_day
from ctdesk.db.queries.initiatives import InitiativeRow
from ctdesk.reports import labels
from ctdesk.ui.tables.model import Cell, Column
from ctdesk.ui.widgets.chips import Tone
from ctdesk.words import _

STATES: dict[str, Tone] = {"under_way": "accent", "done": "good", "planned": "warn"}
PROGRAMMES: dict[str, Tone] = {"joint_appeal": "accent", "kuwait_phase": "good"}
_RIGHT = Qt.AlignmentFlag.AlignTrailing


def columns() -> tuple[Column, ...]:
    """The columns of the list of initiatives."""
    return (
        Column("name", _("Initiative"), _name, 190, stretch=5),
        Column("programme", _("Programme"), _programme, 112),
        Column("lead", _("Lead"), lambda row: Cell(row.lead), 76, stretch=1),
        Column("state", _("State"), lambda row: Cell(chips=(state_chip(row.state),)), 92),
        Column("partners", _("Partners"), lambda row: _several(row.partners), 96, stretch=2,
               optional=True, sortable=False),
        Column("themes", _("Themes"), lambda row: _several(row.themes), 110, stretch=2,
               optional=True, sortable=False),
        Column("places", _("Where"), lambda row: _several(row.places), 110, stretch=2,
               optional=True, sortable=False),
        Column("starts", _("From"), lambda row: _day(row.starts), 96, optional=True),
        Column("ends", _("Until"), lambda row: _day(row.ends), 96, optional=True),
        Column("last", _("Last engagement"), _last, 120, optional=True),
        Column("engagements", _("Engagements"), lambda row: Cell(str(row.engagements)), 92,
               align=_RIGHT, optional=True),
    )  # fmt: skip


def state_chip(state: str) -> tuple[str, Tone]:
    """What a chip says of a state; of one that is not said, so."""
    if not state:
        return _("not said"), "plain"
    return labels.initiative_state(state), STATES.get(state, "plain")


def programme_chip(programme: str) -> tuple[str, Tone]:
    """What a chip says of a programme, in short."""
    return labels.programme_in_short(programme), PROGRAMMES.get(programme, "plain")


def span(starts: date | None, ends: date | None) -> str:
    """From when until when; as much of it as is known."""
    if starts and ends:
        return _("{first} to {last}").format(first=short_day(starts), last=short_day(ends))
    if starts:
        return _("since {day}").format(day=short_day(starts))
    return _("until {day}").format(day=short_day(ends)) if ends else _("no dates")


def _name(row: InitiativeRow) -> Cell:
    return Cell(row.name, tooltip=row.name)


def _programme(row: InitiativeRow) -> Cell:
    if not row.programme:
        return Cell(labels.programme_in_short(""), muted=True)
    return Cell(chips=(programme_chip(row.programme),), tooltip=labels.programme(row.programme))


def _several(names: tuple[str, ...]) -> Cell:
    said = ", ".join(names)
    return Cell(said, tooltip=said) if names else Cell(_("none"), muted=True)


def _day(day: date | None) -> Cell:
    return Cell(short_day(day)) if day else Cell()


def _last(row: InitiativeRow) -> Cell:
    return (
        Cell(short_day(row.last_engaged.date()))
        if row.last_engaged
        else Cell(_("none"), muted=True)
    )
