"""What the list of people says of a person, cell by cell; and what it says of their meetings."""

from __future__ import annotations

from ctdesk.days import short_day
from ctdesk.db.queries.people import PersonRow, TookPart
from ctdesk.reports import labels
from ctdesk.ui.tables.model import Cell, Column
from ctdesk.ui.widgets.chips import Tone
from ctdesk.ui.widgets.designations import rank_words
from ctdesk.words import _


def columns() -> tuple[Column, ...]:
    """The columns of the list of people."""
    return (
        Column("name", _("Name"), _name, 200, stretch=4),  # the last to be shortened
        Column("post", _("Post"), _post, 96, stretch=3),
        Column("organization", _("In"), _organizations, 60, stretch=1),
        Column("focal_point", _("Focal point"), _focal_point, 88, optional=True),
        # Goes before a name is cut: the hint of the focal point says whether to verify it.
        Column("verified", _("Verified"), _verified, 144, optional=True),
        Column("engaged", _("Last engaged"), _engaged, 104, optional=True),
        Column(
            "contact", _("Contact"), lambda row: Cell(row.contact), 150, stretch=1,
            sortable=False, shown=False,
        ),
    )  # fmt: skip


def _name(row: PersonRow) -> Cell:
    whole = " ".join(filter(None, (row.honorific, row.name, row.written)))
    return Cell(row.written, strong=row.name, muted=True, tooltip=whole)


def _post(row: PersonRow) -> Cell:
    return Cell(row.post) if row.post else Cell(_("none"), muted=True)


def _organizations(row: PersonRow) -> Cell:
    return Cell(", ".join(row.organizations))


def _focal_point(row: PersonRow) -> Cell:
    if not row.focal_point:
        return Cell()
    said = _("verified {day}").format(day=short_day(row.last_verified)) if row.last_verified else ""
    if row.stale:
        day = short_day(row.last_verified) if row.last_verified else _("never")
        said = _("to be verified anew, last verified: {day}").format(day=day)
    tooltip = ", ".join(filter(None, (rank_words(row.focal_point), said)))
    # As in the profile: a rank is no warning; that it is old is said beside it, of the day.
    return Cell(chips=((labels.rank(row.focal_point), "accent"),), tooltip=tooltip)


def _verified(row: PersonRow) -> Cell:
    if row.stale:
        words = short_day(row.last_verified) if row.last_verified else _("never")
        return Cell(chips=((words, "warn"),), tooltip=_("To be verified anew"))
    return Cell(short_day(row.last_verified) if row.last_verified else "", muted=True)


def _engaged(row: PersonRow) -> Cell:
    last = row.last_engaged
    return Cell(short_day(last)) if last else Cell(_("never"), muted=True)


def part_columns() -> tuple[Column, ...]:
    """The columns of what a person took part in."""
    return (
        Column("date", _("Date"), lambda row: Cell(short_day(row.starts.date())), 106),
        Column("title", _("Engagement"), _title, 140, stretch=3),
        Column(
            "capacity", _("In the capacity of"), _capacity, 110, stretch=2, optional=True,
            sortable=False,
        ),
        Column("role", _("Role"), _role, 100, optional=True, sortable=False),
        Column("status", _("Status"), _how, 150, sortable=False),
    )  # fmt: skip


def _title(row: TookPart) -> Cell:
    return Cell(row.title)


def _capacity(row: TookPart) -> Cell:
    return Cell(", ".join(filter(None, (row.capacity, row.organization))))


def _role(row: TookPart) -> Cell:
    return Cell(labels.role(row.role) if row.role else "")


def _how(row: TookPart) -> Cell:
    return Cell(chips=part_chips(row))


def part_chips(row: TookPart) -> tuple[tuple[str, Tone], ...]:
    """Whether they came, and whether it was held, where that is not plain."""
    found: list[tuple[str, Tone]] = []
    if row.status != "held":
        found.append((labels.status(row.status), "warn" if row.status == "planned" else "plain"))
    if row.attendance:
        tone: Tone = "bad" if row.attendance == "apologies" else "plain"
        found.append((labels.attendance(row.attendance), tone))
    return tuple(found)
