"""What is said of a turn: in the list of series, in the series itself, and ahead of all of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from ctdesk.days import short_day
from ctdesk.db.queries.series import SeriesRecord, Turn
from ctdesk.reports import labels
from ctdesk.ui.deadlines import time_left
from ctdesk.ui.tables.empty import Empty
from ctdesk.ui.tables.model import Cell, Column
from ctdesk.ui.widgets.chips import Tone
from ctdesk.words import _

NOTHING = Empty(
    _("No series yet"),
    _("A series is a row of regional forums with hosts in turn. Add one, then its turns."),
    _("Add series"),
)

_TONES: dict[str, Tone] = {"held": "good", "planned": "accent"}


def columns(today: Callable[[], date]) -> tuple[Column, ...]:
    """The columns of the list of series."""
    return (
        Column("name", _("Series"), lambda row: Cell(row.name), 130, stretch=3),
        Column("next", _("Next"), lambda row: _next(row, today()), 158, sortable=False),
        Column("held", _("Held"), _held, 60, optional=True, sortable=False),
    )


def _next(row: SeriesRecord, today: date) -> Cell:
    turn = row.next
    if turn is None:
        return Cell(_("all held") if row.turns else _("no turn yet"), muted=True)
    return Cell(strong=turn.host or "–", chips=late(turn, today), tooltip=when(turn))


def _held(row: SeriesRecord) -> Cell:
    told = _("{held} of {all}").format(held=row.held, all=len(row.turns))
    return Cell(told if row.turns else "–", muted=not row.held)


def host(turn: Turn) -> str:
    """Who hosts it."""
    return turn.host or _("no host yet")


def about(turn: Turn) -> str:
    """What it is about."""
    return turn.topic or turn.theme or turn.engagement or _("no topic yet")


def when(turn: Turn) -> str:
    """On which day it was or is planned, or by when it is due."""
    if turn.day is None:
        return _("no day yet")
    day = short_day(turn.day)
    return day if turn.is_fixed else _("on or by {day}").format(day=day)


def late(turn: Turn, today: date) -> tuple[tuple[str, Tone], ...]:
    """That the day of a turn has passed without a forum held."""
    passed = not turn.is_held and turn.day is not None and turn.day < today
    return (time_left(turn.day, today),) if passed else ()


def chips(turn: Turn, today: date) -> tuple[tuple[str, Tone], ...]:
    """How a turn stands."""
    state: tuple[tuple[str, Tone], ...] = ()
    if turn.status:
        state = ((labels.status(turn.status), _TONES.get(turn.status, "warn")),)
    return (*state, *late(turn, today))
