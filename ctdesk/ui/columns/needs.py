"""What a list of needs says of one, cell by cell."""

from __future__ import annotations

from ctdesk.days import short_day
from ctdesk.db.queries.needs import NeedRow
from ctdesk.reports import labels
from ctdesk.ui.tables.empty import Empty
from ctdesk.ui.tables.model import Cell, Column
from ctdesk.ui.widgets.chips import Tone
from ctdesk.words import _

# What the list says when it holds none, and none that match.
NOTHING = Empty(
    _("No needs yet"),
    _("What a body or region needs, what stands in its way and what works is entered here."),
    _("Add need"),
)
NO_MATCH = Empty(_("No need matches"), _("Press a chip again to widen the list."))

PRACTICE = "practice"
_KINDS: dict[str, Tone] = {"need": "accent", "challenge": "warn", PRACTICE: "good"}
_PRIORITIES: dict[str, Tone] = {"high": "bad", "medium": "warn"}
_STATES: dict[str, Tone] = {"being_met": "accent", "met": "good"}
_STANDING = ("open", "being_met")


def columns() -> tuple[Column, ...]:
    """The columns of the list."""
    return (
        Column("kind", _("Kind"), lambda row: Cell(chips=(kind_chip(row.kind),)), 92),
        Column("statement", _("Statement"), _statement, 168, stretch=6),
        Column("body", _("Body, region"), _whose, 116, stretch=2),
        Column("theme", _("Theme"), lambda row: Cell(row.theme), 92, stretch=2, optional=True),
        Column("priority", _("Priority"), _priority, 82),
        Column("state", _("State"), _state, 92, optional=True),
        Column("answers", _("Done"), _answers, 62,
               tooltip=_("How many things were done about it")),
        Column("stated_on", _("Stated on"), _stated_on, 96, shown=False),
    )  # fmt: skip


def kind_chip(kind: str) -> tuple[str, Tone]:
    """What a chip says of a kind."""
    return labels.need_kind(kind), _KINDS.get(kind, "plain")


def priority_chip(priority: str) -> tuple[str, Tone]:
    """What a chip says of a priority."""
    return labels.priority(priority), _PRIORITIES.get(priority, "plain")


def state_chip(state: str) -> tuple[str, Tone]:
    """What a chip says of how far a need is met."""
    return labels.need_state(state), _STATES.get(state, "plain")


def stands(row: NeedRow) -> bool:
    """Whether something is still to be done about it."""
    return row.state in _STANDING


def _statement(row: NeedRow) -> Cell:
    return Cell(row.statement, muted=not stands(row), tooltip=row.statement)


def _whose(row: NeedRow) -> Cell:
    return Cell(row.place, strong=row.body)


def _priority(row: NeedRow) -> Cell:
    return Cell(chips=(priority_chip(row.priority),)) if row.priority else Cell()


def _state(row: NeedRow) -> Cell:
    # A practice is there to be taken up, not to be met.
    plain = row.kind == PRACTICE and row.state == "open"
    return Cell() if plain else Cell(chips=(state_chip(row.state),))


def _answers(row: NeedRow) -> Cell:
    if row.answers:
        return Cell(str(row.answers))
    missing = row.kind != PRACTICE and stands(row)
    return Cell(_("none"), muted=True) if missing else Cell()


def _stated_on(row: NeedRow) -> Cell:
    return Cell(short_day(row.stated_on)) if row.stated_on else Cell()
