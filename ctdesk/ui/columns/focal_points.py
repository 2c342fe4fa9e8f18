"""What the list of focal points says of a body, cell by cell: gaps are as plain as designations."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from ctdesk.days import short_day
from ctdesk.db.queries.focal_points import FocalRow
from ctdesk.db.queries.posts import PostLine
from ctdesk.db.queries.verified import is_old
from ctdesk.ui.codes import no_longer
from ctdesk.ui.tables.model import Cell, Column
from ctdesk.words import _


def columns(today: Callable[[], date]) -> tuple[Column, ...]:
    """The columns of the list, of which one knows what is too long ago."""
    return (
        Column("name", _("Name"), _name, 96, stretch=2),
        Column("primary", _("Primary"), partial(_rank, "primary"), 140, stretch=3),
        Column(
            "alternate", _("Alternate"), partial(_rank, "alternate"), 108, stretch=2,
            sortable=False, optional=True,
        ),
        Column(
            "themes", _("Themes"), _themes, 110, stretch=2, sortable=False, optional=True,
        ),
        Column("verified", _("Last verified"), partial(_verified, today), 108),
    )  # fmt: skip


def _name(row: FocalRow) -> Cell:
    if not row.acronym:
        return Cell(row.name)
    return Cell(row.name, strong=row.acronym, tooltip=f"{row.acronym}, {row.name}")


def _rank(rank: str, row: FocalRow) -> Cell:
    held = row.of(rank)
    if not held:
        past = no_longer(row)
        if past:
            return Cell(chips=((past, "plain"),)) if rank == "primary" else Cell()
        if rank == "primary":
            return Cell(chips=((_("nobody designated"), "bad"),))
        return Cell(_("none"), muted=True)
    first = held[0]
    more = _(" and {count} more").format(count=len(held) - 1) if len(held) > 1 else ""
    tooltip = "\n".join(_whole(one) for one in held)
    if first.person_id is None:
        return Cell(first.title + more, chips=((_("vacant"), "warn"),), tooltip=tooltip)
    return Cell(first.title + more, strong=first.holder, tooltip=tooltip)


def _whole(post: PostLine) -> str:
    return ", ".join((post.holder or _("vacant"), post.title, for_themes(post)))


def for_themes(post: PostLine) -> str:
    """What a focal point is designated for; with nothing said, all themes."""
    return ", ".join(post.themes) or _("all themes")


def _themes(row: FocalRow) -> Cell:
    named = list(dict.fromkeys(theme for one in row.designations for theme in one.themes))
    if any(not one.themes for one in row.designations):
        named.insert(0, _("all themes"))
    return Cell(", ".join(named))


def _verified(today: Callable[[], date], row: FocalRow) -> Cell:
    if not row.designations:
        return Cell("–", muted=True, tooltip=_("Nobody is designated"))
    days = [one.last_verified for one in row.designations]
    oldest = None if None in days else min(day for day in days if day is not None)
    words = short_day(oldest) if oldest else _("never")
    said = "\n".join(
        f"{one.title}: {short_day(one.last_verified) if one.last_verified else _('never')}"
        for one in row.designations
    )
    if is_old(oldest, today()):
        return Cell(chips=((words, "warn"),), tooltip=said)
    return Cell(words, tooltip=said)
