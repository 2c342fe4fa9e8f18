"""What the list of Working Groups says of one, and the grid of those it invited, cell by cell."""

from __future__ import annotations

from PySide6.QtCore import Qt

from ctdesk.days import month_day, short_day
from ctdesk.db.queries.memberships import Chair
from ctdesk.db.queries.working_groups import Body, GroupRow, Invitations, Meeting, Sign
from ctdesk.reports import labels
from ctdesk.ui.codes import MEMBER_ROLES, words_for
from ctdesk.ui.tables.grid import Content, Heading
from ctdesk.ui.tables.model import Cell, Column
from ctdesk.ui.widgets.chips import Tone
from ctdesk.words import _

COUNT, SESSION = 70, 116  # px

# A sign and a word each: neither stands on its colour alone.
SIGNS: dict[Sign, tuple[str, Tone]] = {
    Sign.SPOKE: (_("◆ spoke"), "accent"),
    Sign.CAME: (_("● came"), "good"),
    Sign.INVITED: (_("○ invited"), "plain"),
    Sign.APOLOGIES: (_("× apologies"), "warn"),
}
NOT_INVITED = _("– not invited")
TOTALS = (_("Invited"), _("Came"), _("Spoke"))


def columns() -> tuple[Column, ...]:
    """The columns of the list of groups."""
    trailing = Qt.AlignmentFlag.AlignTrailing
    return (
        Column("name", _("Name"), lambda row: Cell(row.name), 150, stretch=3),
        Column("chairs", _("Led by"), _chairs, 110, stretch=1, sortable=False, optional=True),
        Column(
            "members", _("Members"), lambda row: _count(row.members), 72, 0, trailing,
            sortable=False, optional=True,
        ),
        Column(
            "sessions", _("Sessions"), lambda row: _count(row.sessions), 72, 0, trailing,
            _("Sessions of this year, held or planned"), sortable=False,
        ),
    )  # fmt: skip


def _chairs(row: GroupRow) -> Cell:
    if not row.chairs:
        return Cell(_("not known"), muted=True)
    said = ", ".join(one.name for one in row.chairs)
    return Cell(said, tooltip="\n".join(chair_words(one) for one in row.chairs))


def chair_words(chair: Chair) -> str:
    """Co-chair: UNOCT, since 3 Mar 2025."""
    role = words_for(chair.role, MEMBER_ROLES)
    words = _("{role}: {name}").format(role=role, name=chair.name)
    if chair.starts is None:
        return words
    return _("{words}, since {day}").format(words=words, day=short_day(chair.starts))


def _count(count: int) -> Cell:
    return Cell(str(count), muted=not count)


def grid_of(found: Invitations, bodies: tuple[Body, ...]) -> Content:
    """The grid: bodies below each other, sessions side by side, the totals before both."""
    sessions = found.sessions
    rows = [Heading(words) for words in TOTALS]
    rows += [Heading(body.short, body.name) for body in bodies]
    heads = [Heading(words, width=COUNT) for words in TOTALS]
    heads += [Heading(month_day(one.starts.date()), _whole(one), SESSION) for one in sessions]
    of_all = [found.of_session(one.id) for one in sessions]
    whole = [sum(one[number] for one in of_all) for number in range(len(TOTALS))]
    cells = [
        [
            *(_total(whole[column]) if column == row else Cell() for column in range(len(TOTALS))),
            *(_total(one[row]) for one in of_all),
        ]
        for row in range(len(TOTALS))
    ]
    cells += [
        [
            *(_count(one) for one in found.of_body(body.id)),
            *(_cell(found.sign(body.id, one.id), body, one) for one in sessions),
        ]
        for body in bodies
    ]
    return Content(_("Regional organization"), rows, heads, cells)


def _total(count: int) -> Cell:
    return Cell(strong=str(count))


def _whole(meeting: Meeting) -> str:
    day = short_day(meeting.starts.date())
    return ", ".join((day, meeting.title, labels.status(meeting.status)))


def _cell(sign: Sign | None, body: Body, meeting: Meeting) -> Cell:
    tooltip = f"{body.name}\n{_whole(meeting)}"
    if sign is None:
        return Cell(NOT_INVITED, muted=True, tooltip=tooltip)
    return Cell(chips=(SIGNS[sign],), tooltip=tooltip)
