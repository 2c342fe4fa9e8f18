"""What is said of a framework item: in the list, on the timeline, and beside both."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt

from ctdesk.days import days, short_day
from ctdesk.db.queries.frameworks import ItemRow
from ctdesk.db.tables import ItemState
from ctdesk.reports import labels
from ctdesk.ui.deadlines import left_chip, time_left
from ctdesk.ui.tables.model import Cell, Column
from ctdesk.ui.widgets.chips import Tone
from ctdesk.words import _

Said = tuple[str, Tone]

_TONES: dict[str, Tone] = {ItemState.DONE: "good", ItemState.MISSED: "bad"}
PASSED = _("Its day has passed; what came of it is not said")
_UNSAID = ("", ItemState.TO_BE_CONFIRMED)


def columns(today: Callable[[], date]) -> tuple[Column, ...]:
    """The columns of the list of items of a framework."""
    centre = Qt.AlignmentFlag.AlignHCenter
    logged = _("Engagements logged under it")
    return (
        Column("number", _("Item"), lambda row: Cell(strong=row.code or "–"), 62),
        Column("title", _("Title"), _title, 150, stretch=3),
        Column("due", _("Due"), lambda row: _due(row, today()), 204),
        Column("state", _("State"), _state, 126, optional=True),
        Column("engagements", _("Logged"), _engagements, 68, 0, centre, logged, sortable=False),
    )


def called(row: ItemRow) -> str:
    """An item by its number and title."""
    return ", ".join(part for part in (row.label, row.title) if part)


def state_chip(state: str) -> Said:
    """How an item stands."""
    return labels.item_state(state), _TONES.get(state, "plain")


def due_chip(row: ItemRow, today: date) -> Said | None:
    """How long it has, or how late it is; None where nothing is due any more.

    Of an item whose result is to be confirmed nobody knows here whether it is late: its day has
    passed, no more.
    """
    if row.due is None or row.state in (ItemState.DONE, ItemState.MISSED):
        return None
    left = (row.due - today).days
    if left >= 0:
        return left_chip(left)
    if row.state in _UNSAID:
        return _("{days} past").format(days=days(-left)), "warn"
    return time_left(row.due, today)


def is_past(row: ItemRow, today: date) -> bool:
    """Whether its day has passed and nobody said what came of it."""
    return due_chip(row, today) is not None and row.due is not None and row.due < today


def _title(row: ItemRow) -> Cell:
    if row.title:
        return Cell(row.title, tooltip=called(row))
    return Cell(row.label if not row.code else _("not public"), muted=True)


def _due(row: ItemRow, today: date) -> Cell:
    if row.due is None:
        return Cell("–", muted=True)
    chip = due_chip(row, today)
    chips = () if chip is None else (chip,)
    return Cell(short_day(row.due), chips=chips, tooltip=PASSED if is_past(row, today) else "")


def _state(row: ItemRow) -> Cell:
    return Cell(chips=(state_chip(row.state),)) if row.state else Cell("–", muted=True)


def _engagements(row: ItemRow) -> Cell:
    return Cell(str(row.engagements), muted=not row.engagements)
