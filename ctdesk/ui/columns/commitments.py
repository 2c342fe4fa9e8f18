"""What a list of commitments says of a commitment, cell by cell."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from ctdesk.days import short_day
from ctdesk.db.queries.commitments import CommitmentRow, draft
from ctdesk.db.store import Question
from ctdesk.reports import labels
from ctdesk.ui.deadlines import time_left
from ctdesk.ui.tables.empty import Empty
from ctdesk.ui.tables.model import Cell, Column
from ctdesk.ui.widgets.chips import Tone
from ctdesk.ui.wishes import Open
from ctdesk.words import _

# What a list of commitments says when it holds none, and none that match.
NOTHING = Empty(
    _("Nothing is owed either way"),
    _("A commitment is entered with the engagement that made it, or here by itself."),
    _("Add commitment"),
)
NO_MATCH = Empty(_("No commitment matches"), _("Press a chip again to widen the list."))

_TONES: dict[str, Tone] = {"open": "accent", "done": "good"}


def columns(today: Callable[[], date]) -> tuple[Column, ...]:
    """The columns of the follow-up list."""
    return (
        Column("due", _("Due"), lambda row: _due(row, today()), 184),
        Column("by", _("By"), lambda row: Cell(row.by), 78, stretch=1),
        Column("to", _("To"), lambda row: Cell(row.to), 78, stretch=1),
        Column("what", _("What"), lambda row: Cell(row.what), 148, stretch=5),
        Column("under", _("Under"), _under, 64, optional=True, sortable=False),
        Column("engagement", _("Engagement"), _engagement, 150, stretch=3, optional=True),
        Column("officer", _("Officer"), _officer, 110, stretch=1, optional=True),
        Column("state", _("State"), _state, 104, shown=False),
        Column("closed_on", _("Closed on"), _closed_on, 104, shown=False),
    )


def where_made(commitment_id: int) -> Question[Open]:
    """The question for what Enter opens: the sentence that made it, in its engagement.

    One that was made by none is opened itself. Raises UserError where it is gone.
    """
    asked = draft(commitment_id)

    def question(connection: Any) -> Open:
        made_by = asked(connection).engagement_id
        if made_by is None:
            return Open("commitment", commitment_id)
        return Open("engagement", made_by, f"commitment:{commitment_id}")

    return question


def state_chip(state: str, evidence: str) -> tuple[str, Tone]:
    """What a chip says of a state: of one that is done without it, that evidence is missing."""
    if state == "done" and not evidence:
        return _("no evidence"), "warn"
    return labels.commitment_state(state), _TONES.get(state, "plain")


def _due(row: CommitmentRow, today: date) -> Cell:
    day = short_day(row.due) if row.due else ""
    if row.state == "open":
        return Cell(day, chips=(time_left(row.due, today),))
    state = labels.capitalized(labels.commitment_state(row.state))
    closed = short_day(row.closed_on) if row.closed_on else ""
    tooltip = _("{state} on {day}").format(state=state, day=closed) if closed else state
    return Cell(day, chips=(state_chip(row.state, row.evidence),), muted=True, tooltip=tooltip)


def _under(row: CommitmentRow) -> Cell:
    return Cell(chips=((row.under, "accent"),)) if row.under else Cell()


def _engagement(row: CommitmentRow) -> Cell:
    return Cell(row.engagement) if row.engagement_id else Cell(_("none"), muted=True)


def _closed_on(row: CommitmentRow) -> Cell:
    return Cell(short_day(row.closed_on)) if row.closed_on else Cell()


def _officer(row: CommitmentRow) -> Cell:
    return Cell(row.officer)


def _state(row: CommitmentRow) -> Cell:
    return Cell(chips=(state_chip(row.state, row.evidence),))
