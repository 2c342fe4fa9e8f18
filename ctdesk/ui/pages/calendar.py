"""The calendar: a month of engagements, deadlines and what is due, and the agenda of the days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from ctdesk.days import today_of, week_day
from ctdesk.db.changes import Changes
from ctdesk.db.queries.calendar import Entry, entries
from ctdesk.db.search.tree import Key
from ctdesk.db.store import Store
from ctdesk.reports import dates, labels
from ctdesk.settings import Settings
from ctdesk.ui.live import Live
from ctdesk.ui.pages.base import Page
from ctdesk.ui.plain import caption
from ctdesk.ui.tables.month import DayLine, MonthView
from ctdesk.ui.tasks import Newest
from ctdesk.ui.theme import UNIT, set_role
from ctdesk.ui.widgets.card import Card, label
from ctdesk.ui.widgets.chips import Tone
from ctdesk.ui.widgets.kept_bar import keep_bar, margins_beside
from ctdesk.ui.widgets.rows import Row, Rows
from ctdesk.ui.wishes import Ask, Open, PrintEngagement
from ctdesk.words import _

AHEAD = 14  # days of the agenda, from the day stood on
_SHOWN = 40  # rows of the agenda
_TABLES = (
    "engagement",
    "participation",
    "commitment",
    "framework_item",
    "organization",
    "series",
    "series_turn",
)
_TONES: Mapping[str, Tone] = {
    "registration": "bad", "commitment": "warn", "item": "accent", "forum": "accent",
    "planned": "accent", "held": "good", "cancelled": "plain", "postponed": "plain",
}  # fmt: skip


class CalendarPage(Page):
    """A month at the left, at the right the agenda from the day stood on."""

    title = _("Calendar")

    def __init__(self, store: Store, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(store, settings, parent)
        self._today = today_of(settings)
        self._found: tuple[Entry, ...] = ()
        self._shown: tuple[date, date] | None = None
        self._newest = Newest(self)
        self.month = MonthView(_("Month"))
        self.month.stand_on(self._today())
        self.agenda = Rows(_("Agenda"))
        self.heading = label("", "title", wrap=False)
        self._lay_out()
        self.month.chosen.connect(lambda _day: self._follow())
        self.month.opened.connect(lambda _day: self.agenda.setFocus())
        Live(store, self).changed.connect(self._changed)

    def _lay_out(self) -> None:
        self.previous, self.next = QPushButton("‹"), QPushButton("›")
        self.today_button = QPushButton(_("Today"))
        self.today_button.clicked.connect(lambda: self.month.stand_on(self._today()))
        top = QHBoxLayout()
        top.setContentsMargins(16, 10, 16, 6)
        top.setSpacing(UNIT)
        top.addWidget(self.heading, 1)
        for button, words, step in (
            (self.previous, _("Previous month"), -1), (self.next, _("Next month"), 1),
        ):  # fmt: skip
            button.setAccessibleName(words)
            button.setToolTip(words)
            button.setFixedWidth(32)
            button.clicked.connect(partial(self.month.turn, step))
        for button in (self.previous, self.today_button, self.next):
            top.addWidget(button)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.month, 1)
        panes = QSplitter(Qt.Orientation.Horizontal)
        panes.setHandleWidth(1)
        panes.setChildrenCollapsible(False)
        panes.addWidget(left)
        panes.addWidget(self._beside())
        panes.setSizes([640, 444])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(panes)

    def _beside(self) -> QWidget:
        page = QWidget()
        set_role(page, "pane")
        column = QVBoxLayout(page)
        column.setContentsMargins(margins_beside(self, 16, 14, 16))
        card = Card(_("Agenda"))
        card.add(self.agenda)
        column.addWidget(card)
        column.addStretch(1)
        area = QScrollArea()
        set_role(area, "pane")
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        keep_bar(area)
        area.setWidget(page)
        area.setMinimumWidth(280)
        return area

    # What is shown

    def _follow(self) -> None:
        """The day moved: the agenda follows, and the month where it is another."""
        if self._shown == self._wanted():
            self._show()
        else:
            self._ask()

    def _wanted(self) -> tuple[date, date]:
        """All days of the month on show, and of the agenda at its end."""
        first, last = self.month.days
        return first, last + timedelta(days=AHEAD)

    def _ask(self) -> None:
        wanted = self._wanted()
        question = entries(*wanted)
        done = partial(self._arrived, wanted)
        self._newest.ask(lambda: self._store.read(question), done, self._fail)

    def _arrived(self, asked: tuple[date, date], found: tuple[Entry, ...]) -> None:
        self._shown, self._found = asked, found
        self._show()

    def _fail(self, error: Exception) -> None:
        raise error

    def _show(self) -> None:
        day = self.month.day
        self.heading.setText(dates.month(day))
        lines: defaultdict[date, list[DayLine]] = defaultdict(list)
        for one in self._found:
            for number in range((one.last - one.first).days + 1):
                lines[one.first + timedelta(days=number)].append(line_of(one))
        self.month.show_lines(lines, self._today())
        last = day + timedelta(days=AHEAD - 1)
        ahead = [one for one in self._found if one.last >= day and one.first <= last]
        empty = _("Nothing falls on this day or the {days} after it.").format(days=AHEAD - 1)
        rows = [self._row(one) for one in ahead[:_SHOWN]]
        self.agenda.show_rows(rows, empty, self._link(ahead))

    def _row(self, one: Entry) -> Row:
        at = f"{one.at:%H:%M}" if one.at is not None else ""
        row = Row(
            (one.kind, one.id), one.title, partial(self.wanted.emit, self._opens(one)),
            below=one.about, lead=week_day(one.first), lead_below=at, lead_width=86,
            lead_role="",
        )  # fmt: skip
        ahead = one.kind == "engagement" and one.state == "planned"
        if not ahead:
            row.add_chip(*chip_of(one))
        else:
            row.add_button(_("Brief"), partial(self.wanted.emit, PrintEngagement(one.id)))
        return row

    @staticmethod
    def _opens(one: Entry) -> Any:
        if one.kind == "commitment":
            return Open("commitment", one.id)
        kinds = {"item": "framework_item", "forum": "series"}
        return Open(kinds.get(one.kind, "engagement"), one.id)

    def _link(self, ahead: Sequence[Entry]) -> QPushButton | None:
        """All engagements of the month, in the list."""
        month = f"{self.month.day:%Y-%m}"
        if not any(one.kind == "engagement" for one in self._found):
            return None
        more = len(ahead) - _SHOWN
        words = _("Show the engagements of {month}").format(month=dates.month(self.month.day))
        if more > 0:
            words = _("{count} more; show the engagements of {month}").format(
                count=more, month=dates.month(self.month.day)
            )
        made = QPushButton(caption(words))
        set_role(made, "link-row")
        made.clicked.connect(lambda: self.wanted.emit(Ask("engagements", Key("on", (month,)))))
        return made

    # The page among the others

    def panes(self) -> list[QWidget]:
        return [self.month, self.agenda] if self.agenda.has_stops else [self.month]

    def acts(self) -> Mapping[str, Callable[[], None]]:
        return {}

    def _changed(self, changes: Changes) -> None:
        if changes.touches(*_TABLES):
            self._shown = None
            if self.isVisible():
                self._ask()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask()

    def state(self) -> dict[str, Any]:
        return {"day": self.month.day.isoformat()}

    def restore(self, state: Mapping[str, Any]) -> None:
        """A month that was left is of no use on another day: it opens on today."""


def line_of(one: Entry) -> DayLine:
    """What the month says of an entry."""
    at = f"{one.at:%H:%M}" if one.at is not None else ""
    return DayLine(one.title, chip_of(one)[1], at)


def chip_of(one: Entry) -> tuple[str, Tone]:
    """What an entry is, in a word."""
    if one.kind == "engagement":
        return labels.status(one.state), _TONES.get(one.state, "plain")
    words = {
        "registration": _("register by"), "commitment": _("due"), "item": _("milestone"),
        "forum": _("forum"),
    }  # fmt: skip
    return words[one.kind], _TONES[one.kind]
