"""What the list of targets says of one, cell by cell."""

from __future__ import annotations

from ctdesk.db.queries.targets import TargetRow
from ctdesk.reports import labels
from ctdesk.ui.tables.model import Cell, Column
from ctdesk.ui.widgets.chips import Tone
from ctdesk.words import _


def columns() -> tuple[Column, ...]:
    """The columns of the list of targets."""
    return (
        Column("who", _("Who"), lambda row: Cell(strong=who(row)), 128, stretch=3),
        Column("item", _("Under"), _item, 86, stretch=1),
        Column("often", _("How often"), lambda row: Cell(labels.often(row.times, row.every)), 112),
        Column("stand", _("Stand"), _stand, 196, stretch=2, sortable=False),
    )


def who(row: TargetRow) -> str:
    """The body a target asks of, or the kind."""
    if row.organization:
        return row.organization
    return _("Each: {kind}").format(kind=labels.kind(row.kind))


def _item(row: TargetRow) -> Cell:
    return Cell(row.item) if row.item else Cell(_("anything"), muted=True)


def _stand(row: TargetRow) -> Cell:
    if not row.bodies:
        return Cell(_("not in force"), muted=True)
    told: tuple[tuple[int, str, Tone], ...] = (
        (row.met, _("{count} met"), "good"), (row.due, _("{count} due"), "warn"),
        (row.late, _("{count} late"), "bad"),
    )  # fmt: skip
    chips = tuple((words.format(count=count), tone) for count, words, tone in told if count)
    return Cell(chips=chips)
