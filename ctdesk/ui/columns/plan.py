"""What the plan says of an objective and of an action, cell by cell."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from ctdesk.days import month_day, short_day
from ctdesk.db.queries.plan import TO_DO, ActionRow, ObjectiveRow, Row
from ctdesk.reports import labels
from ctdesk.ui.deadlines import time_left
from ctdesk.ui.tables.empty import Empty
from ctdesk.ui.tables.model import Cell, Column
from ctdesk.ui.widgets.chips import Tone
from ctdesk.words import _

NOTHING = Empty(
    _("No action plan yet"),
    _("A plan begins with an objective; what is to be done for it stands below."),
    _("Add objective"),
)
NONE_LEFT = Empty(_("Nothing of that is left"), _("Press the chip again to see the whole plan."))

_TONES: dict[str, Tone] = {"under_way": "accent", "done": "good"}


def columns(today: Callable[[], date]) -> tuple[Column, ...]:
    """The columns of the plan."""

    def of(key: str, name: str, said: Callable[[ActionRow], Cell], width: int,
           stretch: int = 0, *, optional: bool = False, tooltip: str = "") -> Column:  # fmt: skip
        return Column(
            key, name, lambda row: said(row) if isinstance(row, ActionRow) else Cell(), width,
            stretch, optional=optional, sortable=False, tooltip=tooltip,
        )  # fmt: skip

    return (
        Column("number", _("No."), _number, 44, sortable=False),
        Column("what", _("Objective and action"), _what, 150, stretch=6, sortable=False),
        of("who", _("Who"), _who, 72, 1),
        Column("due", _("Due"), lambda row: _due(row, today()), 166, sortable=False),
        Column("state", _("State"), _state, 92, sortable=False),
        of("item", _("Under"), _item, 56, optional=True),
        of("engagements", _("Eng."), lambda row: _count(row.engagements), 44, optional=True,
           tooltip=_("Engagements that carry it out")),
        of("commitments", _("Com."), lambda row: _count(row.commitments), 56, optional=True,
           tooltip=_("Commitments that carry it out")),
    )  # fmt: skip


def state_chip(state: str) -> tuple[str, Tone]:
    """What a chip says of how far an action is."""
    return labels.action_state(state), _TONES.get(state, "plain")


def progress(objective: ObjectiveRow) -> str:
    """ "2 of 5 done"; what was dropped is not counted."""
    if not objective.standing:
        return ""
    return _("{done} of {count} done").format(done=objective.done, count=objective.standing)


def late_words(count: int) -> str:
    """How many are late."""
    return _("{count} late").format(count=count)


def _number(row: Row) -> Cell:
    if isinstance(row, ObjectiveRow):
        return Cell(strong=row.number)
    return Cell(row.number, muted=True)


def _what(row: Row) -> Cell:
    if isinstance(row, ObjectiveRow):
        return Cell(strong=row.title, tooltip=row.note)
    words = " ".join(row.what.split())
    return Cell(words, muted=row.state not in TO_DO, tooltip=words)


def _who(row: ActionRow) -> Cell:
    both = ", ".join(one for one in (row.who, row.officer) if one)
    return Cell(row.who or row.officer, tooltip=both)


def _due(row: Row, today: date) -> Cell:
    if isinstance(row, ObjectiveRow):
        late = row.late(today)
        return Cell(chips=((late_words(late), "bad"),)) if late else Cell()
    day = _day(row.due, today) if row.due else ""
    tooltip = short_day(row.due) if row.due else ""
    if row.state in TO_DO:
        return Cell(day, chips=(time_left(row.due, today),), tooltip=tooltip)
    return Cell(day, muted=True, tooltip=tooltip)


def _day(due: date, today: date) -> str:
    """The day, with its year where that is another."""
    return month_day(due) if due.year == today.year else short_day(due)


def _state(row: Row) -> Cell:
    if isinstance(row, ObjectiveRow):
        return Cell(progress(row), muted=True)
    return Cell(chips=(state_chip(row.state),))


def _item(row: ActionRow) -> Cell:
    return Cell(chips=((row.item, "accent"),)) if row.item else Cell()


def _count(count: int) -> Cell:
    return Cell(str(count)) if count else Cell()
