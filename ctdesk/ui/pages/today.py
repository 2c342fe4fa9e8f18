"""The page of today: what an officer sees first in the morning."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ctdesk.days import now_in, weekday
from ctdesk.db.changes import Changes
from ctdesk.db.store import Store
from ctdesk.reports import dates
from ctdesk.settings import Settings
from ctdesk.ui.live import Live
from ctdesk.ui.pages.base import Page
from ctdesk.ui.pages.today_cards import (
    ComingUpCard,
    DraftsCard,
    FollowUpCard,
    GoingQuietCard,
    MilestonesCard,
    TodayCard,
    VerifyCard,
)
from ctdesk.ui.pages.today_review import ReviewCard
from ctdesk.ui.theme import UNIT, set_role
from ctdesk.ui.widgets.card import label
from ctdesk.ui.widgets.kept_bar import keep_bar, margins_beside
from ctdesk.ui.widgets.notice import Notice
from ctdesk.ui.wishes import PrintWeek
from ctdesk.words import _

NARROW = 900  # px; with less, nothing stands side by side
EDGE, GAP = 24, 16  # px around the cards and between them
WIDEST = 1480  # px of all cards; more, and the eye loses the row between its two ends


class TodayPage(Page):
    """Shows what is owed, what is coming and what went quiet, as of the officer's day."""

    title = _("Today")

    def __init__(self, store: Store, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(store, settings, parent)
        self.clock: Callable[[], datetime] = lambda: now_in(settings.time_zone)
        self._day: date | None = None  # the one on show
        self._stale: set[TodayCard[Any]] = set()
        self._columns = 0
        self._last: TodayCard[Any] | None = None  # the card the keyboard was in last
        made = (store, settings.time_zone)
        self.drafts, self.verify = DraftsCard(*made), VerifyCard(*made)
        self.follow_up, self.coming_up = FollowUpCard(*made), ComingUpCard(*made)
        self.milestones, self.going_quiet = MilestonesCard(*made), GoingQuietCard(*made)
        self.review = ReviewCard(*made)
        self.cards: tuple[TodayCard[Any], ...] = (
            self.drafts, self.follow_up, self.milestones, self.coming_up, self.going_quiet,
            self.verify, self.review,
        )  # fmt: skip
        self._order: tuple[TodayCard[Any], ...] = self.cards  # as the eye meets them
        self._lay_out()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._turn = QTimer(self, singleShot=True)
        self._turn.timeout.connect(self.look_at_day)
        Live(store, self).changed.connect(self._changed)

    def _lay_out(self) -> None:
        self.heading = label("", "title", wrap=False)
        self.notice = Notice()
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)
        whole = QWidget()
        set_role(whole, "pane")
        column = QVBoxLayout(whole)
        column.setContentsMargins(margins_beside(self, EDGE, 18, 0))  # the stretch has its gap
        column.setSpacing(GAP)
        self.week_button = QPushButton(_("Week…"))
        self.week_button.setToolTip(_("Print the summary of the week"))
        self.week_button.setAccessibleName(_("Print the summary of the week"))
        self.week_button.clicked.connect(self.print_week)
        top = QHBoxLayout()
        top.addWidget(self.heading, 1)
        top.addWidget(self.week_button)
        column.addLayout(top)
        column.addWidget(self.notice)
        column.addLayout(self._grid)
        column.addStretch(1)
        self._scroll = QScrollArea()
        set_role(self._scroll, "pane")
        self._scroll.setAccessibleName(self.title)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        keep_bar(self._scroll)
        whole.setMaximumWidth(WIDEST)
        self._scroll.setWidget(whole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)
        for card in self.cards:
            card.wanted.connect(self.wanted)
            card.failed.connect(self.notice.say)
            card.recounted.connect(self.recounted)
            card.rows.entered.connect(lambda c=card: self._entered(c))
            card.rows.emptied.connect(self.take_focus)
            card.rows.remade.connect(self._chain)
        self._arrange(2)

    def _arrange(self, columns: int) -> None:
        """Put the cards into the grid, and Tab into the order in which the eye meets them."""
        if columns == self._columns:
            return
        self._columns = columns
        for card in self.cards:
            self._grid.removeWidget(card)
        # In the picture the left column is a quarter wider than the right one.
        self._grid.setColumnStretch(0, 5)
        self._grid.setColumnStretch(1, 4 if columns == 2 else 0)
        self._order = self.cards
        if columns == 1:
            self._order = (self.drafts, self.follow_up, self.coming_up, self.milestones,
                           self.going_quiet, self.verify, self.review)  # fmt: skip
        row, column = 0, 0
        for card in self._order:
            wide = columns == 1 or card in (self.drafts, self.verify, self.review)
            self._grid.addWidget(card, row, column, 1, columns if wide else 1)
            column = 0 if wide else 1 - column
            row += column == 0
        self._chain()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(1 if self.width() < NARROW else 2)

    # The day

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._stale.add(self.drafts)  # kept and dropped without a broadcast
        self.look_at_day()
        self.recounted.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # A laptop that slept over midnight: its timers stood still.
        if event.type() == QEvent.Type.ActivationChange and self.isVisible():
            self.look_at_day()

    def look_at_day(self) -> None:
        """Show the day that it is, and what was left unread; wait for the next one."""
        now = self.clock()
        if now.date() != self._day:
            turned = self._day is not None
            self._day = now.date()
            self.heading.setText(
                _("{weekday} {day}").format(weekday=weekday(self._day), day=dates.day(self._day))
            )
            self._stale = set(self.cards)
            if turned:
                self.recounted.emit()
        if self.isVisible():
            self._read()
        tomorrow = datetime.combine(now.date() + timedelta(days=1), time.min, now.tzinfo)
        self._turn.start(int((tomorrow - now).total_seconds() * 1000) + 1000)

    def _read(self) -> None:
        for card in self.cards:
            if card in self._stale and self._day is not None:
                card.refresh(self._day)
        self._stale.clear()

    def _changed(self, changes: Changes) -> None:
        self.notice.clear()
        self._stale |= {card for card in self.cards if changes.touches(*card.tables)}
        self._stale.add(self.drafts)
        if self.isVisible():
            self.look_at_day()

    def print_week(self) -> None:
        """Show the summary of the week as a page."""
        self.wanted.emit(PrintWeek())

    def acts(self) -> Mapping[str, Callable[[], None]]:
        return {"print": self.print_week}

    # The keyboard

    def panes(self) -> list[QWidget]:
        return [self]

    def take_focus(self) -> None:
        """Stand where the officer stood last, or on the first row there is."""
        if self._last is None or not self._last.rows.has_stops:
            self._last = next((card for card in self._order if card.rows.has_stops), None)
        self.setFocusProxy(self._last.rows if self._last else None)  # type: ignore[arg-type]
        self.setFocus(Qt.FocusReason.TabFocusReason)

    def _entered(self, card: TodayCard[Any]) -> None:
        self._last = card
        self.setFocusProxy(card.rows)
        focus = self.focusWidget()
        if focus is not None:
            self._scroll.ensureWidgetVisible(focus, 0, UNIT * 3)

    def _chain(self) -> None:
        """Have Tab meet the cards as the eye does: rows made anew would come last of all."""
        before: QWidget = self.notice.close_button
        for card in self._order:
            for stop in card.rows.stops:
                QWidget.setTabOrder(before, stop)
                before = stop
