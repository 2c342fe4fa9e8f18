"""Whom a Working Group invited in a year: regional bodies and sessions, with a sign and a word."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from ctdesk.db.queries.working_groups import GroupRow, Invitations
from ctdesk.db.search.tree import AllOf, Key
from ctdesk.ui.columns.working_groups import TOTALS, chair_words, grid_of
from ctdesk.ui.tables.empty import Empty, EmptyNotice
from ctdesk.ui.tables.grid import Content, Grid
from ctdesk.ui.theme import UNIT, set_role
from ctdesk.ui.widgets.card import label, link
from ctdesk.ui.widgets.chips import Chip, flowing
from ctdesk.ui.widgets.figures import Figures
from ctdesk.ui.wishes import Ask, LogEngagement, Open
from ctdesk.words import _, ngettext

EDGE, YEAR = 16, 96  # px


class InvitationsPane(QWidget):
    """One group and one year of it.

    `wanted` carries a wish, `year_chosen` the year that is to be shown.
    """

    wanted = Signal(object)
    year_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "pane")
        self._group: GroupRow | None = None
        self._found = Invitations(0, 0)
        self.heading = label("", "title-long")
        self._led = QWidget()
        self.members = link("")
        self.opened = link(_("Open organization"))
        self.year = QComboBox()
        self.year.setAccessibleName(_("Year"))
        self.year.setFixedWidth(YEAR)
        self.copy_button = QPushButton(_("Copy table"))
        self.figures = Figures((("never", ""),))
        self.grid = Grid(_("Invitations"))
        self.members.clicked.connect(self._ask_members)
        self.opened.clicked.connect(self._open_group)
        self.year.activated.connect(lambda _at: self.year_chosen.emit(self.year.currentData()))
        self.copy_button.clicked.connect(self.grid.copy)
        self.figures.pressed.connect(lambda _key: self._show_grid())
        self.grid.opened.connect(self._open)
        self.setFocusProxy(self.grid)
        self._lay_out()

    def _lay_out(self) -> None:
        links = QHBoxLayout()
        links.setSpacing(2 * UNIT)
        links.addWidget(self.members)
        links.addWidget(self.opened)
        links.addStretch(1)
        bar = QHBoxLayout()
        bar.setSpacing(UNIT)
        bar.addWidget(self.year)
        bar.addWidget(self.figures, 1)
        bar.addStretch()
        bar.addWidget(self.copy_button)
        self._leading = QVBoxLayout()
        self._empty_room = QWidget()
        self._empty = EmptyNotice(self._empty_room)
        self._empty.pressed.connect(self._log)
        room = QVBoxLayout(self._empty_room)
        room.addSpacing(4 * UNIT)
        room.addWidget(self._empty)
        room.addStretch(1)
        self._table = QStackedLayout()
        self._table.addWidget(self.grid)
        self._table.addWidget(self._empty_room)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 14, 0, 0)
        layout.setSpacing(UNIT)
        head = QVBoxLayout()
        head.setContentsMargins(EDGE, 0, EDGE, 0)
        head.setSpacing(UNIT)
        head.addWidget(self.heading)
        head.addLayout(self._leading)
        head.addLayout(links)
        head.addLayout(bar)
        layout.addLayout(head)
        layout.addLayout(self._table, 1)

    def show_nothing(self, words: str) -> None:
        """Say why no group is shown."""
        self._group = None
        self.heading.setText(words)
        for part in (
            self.members,
            self.opened,
            self.year,
            self.figures,
            self.copy_button,
            self._led,
        ):
            part.hide()
        self._say(Empty(""))

    def show_group(self, group: GroupRow, years: Sequence[int], found: Invitations) -> None:
        """Show a group, its years and what there is of the one chosen."""
        self._group, self._found = group, found
        self.heading.setText(group.name)
        for part in (self.members, self.opened, self.year, self.figures, self.copy_button):
            part.show()
        words = ngettext("{count} member today", "{count} members today", group.members)
        self.members.setText(words.format(count=group.members))
        self.members.setEnabled(group.members > 0)
        self._say_chairs(group)
        self.year.clear()
        for year in years:
            self.year.addItem(str(year), year)
        self.year.setCurrentIndex(list(years).index(found.year))
        never = _("never invited in {year}").format(year=found.year)
        self.figures.show_counts({"never": len(found.never())})
        self.figures.buttons["never"].say(len(found.never()), never)
        self._show_grid()

    def _say_chairs(self, group: GroupRow) -> None:
        self._led.hide()
        self._led.deleteLater()
        said = [Chip(chair_words(one), "accent") for one in group.chairs]
        self._led = flowing(said or [Chip(_("Who leads it is not known"))])
        self._leading.addWidget(self._led)
        self._led.show()

    def _show_grid(self) -> None:
        found = self._found
        for part in (self.figures, self.copy_button):
            part.setVisible(bool(found.sessions))
        if not found.sessions:
            title = _("No session in {year}").format(year=found.year)
            said = _("A session is an engagement in which the group takes part.")
            self._say(Empty(title, said, _("Log engagement")))
            self.grid.show_content(Content())
            return
        self._table.setCurrentWidget(self.grid)
        self.bodies = found.never() if self.figures.chosen else found.bodies
        self.grid.show_content(grid_of(found, self.bodies))

    def _say(self, empty: Empty) -> None:
        self._empty.say(empty)
        self._table.setCurrentWidget(self._empty_room)

    # Where it leads

    def _open(self, row: int, column: int) -> None:
        """Open the engagement of a cell; of a body's totals, the engagements that are counted."""
        session, body = column - len(TOTALS), row - len(TOTALS)
        if session >= 0:
            self.wanted.emit(Open("engagement", self._found.sessions[session].id))
        elif body >= 0:
            self.wanted.emit(self._counted(self.bodies[body].short, column))

    def _counted(self, body: str, column: int) -> Ask:
        """The log narrowed to a body's sessions: those it was invited to, came to, spoke at."""
        assert self._group is not None
        asked = [
            Key("with", (self._group.name,)),
            Key("on", (str(self._found.year),)),
            *(
                (Key("status", ("held", "planned")), Key("with", (body,))),
                (Key("engaged", (body,)),),
                (Key("spoke", (body,)),),
            )[column],
        ]
        return Ask("engagements", AllOf(tuple(asked)))

    def _ask_members(self) -> None:
        assert self._group is not None
        self.wanted.emit(Ask("organizations", Key("member", (self._group.name,))))

    def _open_group(self) -> None:
        assert self._group is not None
        self.wanted.emit(Open("organization", self._group.id))

    def _log(self) -> None:
        if self._group is not None:
            self.wanted.emit(LogEngagement(bodies=(self._group.id,)))
