"""Commitments as both sheets show them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ctdesk.days import short_day
from ctdesk.db.queries.sheets import Promise
from ctdesk.reports import labels, style
from ctdesk.reports.tables import Cell, Column, Table
from ctdesk.words import _, ngettext


def table(promises: Sequence[Promise], as_of: date, indent: float = 0.0) -> Table:
    """Who, what, by when, and how it stands on `as_of`; what is late stands in bold."""
    columns = (
        Column(_("By"), most=90.0),
        Column(_("What"), share=1.0),
        Column(_("Due")),
        Column(_("State")),
    )
    rows = [(each.by, each.what, _due(each), _state(each, as_of)) for each in promises]
    return Table(columns, rows, indent)


def _due(promise: Promise) -> str:
    return short_day(promise.due) if promise.due else _("no date")


def _state(promise: Promise, as_of: date) -> str | Cell:
    if promise.state != "open":
        return labels.commitment_state(promise.state)
    if promise.due is None:
        return _("open")
    left = (promise.due - as_of).days
    if left == 0:
        return Cell(_("due today"), style.CELL_BOLD)
    if left > 0:
        return ngettext("{days} day left", "{days} days left", left).format(days=left)
    late = ngettext("{days} day late", "{days} days late", -left).format(days=-left)
    return Cell(late, style.CELL_BOLD)
