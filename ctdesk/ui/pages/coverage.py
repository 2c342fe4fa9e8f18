"""Decisions 4 and 7: who was engaged, when, and who was not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ctdesk.days import days, period_heading, short_day, today_of
from ctdesk.db.changes import Changes
from ctdesk.db.queries import coverage
from ctdesk.db.queries.coverage import Asked, Count, Figures, Row
from ctdesk.db.queries.quiet import QUIET_AFTER
from ctdesk.db.search.parse import asked as read_query
from ctdesk.db.search.periods import Period
from ctdesk.db.search.tree import text_of
from ctdesk.db.store import Store
from ctdesk.errors import UserError
from ctdesk.settings import Settings
from ctdesk.ui.live import Live
from ctdesk.ui.pages.base import Page
from ctdesk.ui.pages.coverage_chips import CoverageChips
from ctdesk.ui.tables.matrix import Amount, Line, MatrixView
from ctdesk.ui.tasks import Newest
from ctdesk.ui.theme import UNIT, set_role
from ctdesk.ui.widgets.card import label
from ctdesk.ui.widgets.figure import FigureButton
from ctdesk.ui.widgets.notice import Notice
from ctdesk.ui.wishes import Ask, LogEngagement, Open, PrintMatrix
from ctdesk.words import _

EDGE = 24  # px around
_NAMED = 60  # bodies at most that a query names one by one
# What the matrix counts; nothing else of the register changes it.
_COUNTED = frozenset(
    ("engagement", "participation", "engagement_item", "engagement_theme", "organization", "post",
     "membership", "framework_item", "organization_name")
)  # fmt: skip


class CoveragePage(Page):
    """Bodies by periods, held and planned; each number opens the records it counts."""

    title = _("Decisions 4 and 7")

    def __init__(self, store: Store, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(store, settings, parent)
        self._today = today_of(settings)
        self._stale = True
        self._rows: tuple[Row, ...] = ()
        self._totals: tuple[Count, ...] | None = None
        self._figures: Figures | None = None
        self._newest, self._summing = Newest(self), Newest(self)
        self.notice = Notice()
        self.chips = CoverageChips(store, self._today)
        self.matrix = MatrixView(_("Engagements by organization and period"))
        self.heading = label("", "title")
        self._lay_out()
        self.chips.changed.connect(self._ask)
        self.matrix.opened.connect(self._open_cell)
        self.matrix.log_wanted.connect(self._log_in_cell)
        Live(store, self).changed.connect(self._changed)

    def _lay_out(self) -> None:
        set_role(self, "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.earlier, self.later = QPushButton("‹"), QPushButton("›")
        for button, words, step in (
            (self.earlier, _("Earlier periods"), -1), (self.later, _("Later periods"), 1),
        ):  # fmt: skip
            button.setAccessibleName(words)
            button.setToolTip(words)
            button.setFixedWidth(32)
            button.clicked.connect(partial(self.chips.shift, step))
        self.print_button = QPushButton(_("Print…"))
        self.print_button.clicked.connect(self.print_matrix)
        top = QHBoxLayout()
        top.setSpacing(UNIT)
        top.addWidget(self.heading, 1)
        for button in (self.earlier, self.later, self.print_button):
            top.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        figures = QGridLayout()
        figures.setHorizontalSpacing(2 * UNIT)
        self.figures = {
            "engaged": FigureButton("", _("Engaged in the newest period on show")),
            "quiet": FigureButton("", _("Not engaged under anything for longer, or never")),
            "never": FigureButton("", _("Not once, under what is asked for, since February 2025")),
            "unmanned": FigureButton("", _("No primary focal point is designated today")),
        }
        for number, (name, button) in enumerate(self.figures.items()):
            button.clicked.connect(partial(self._open_figure, name))
            figures.addWidget(button, 0, number)
            figures.setColumnStretch(number, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(EDGE, 14, EDGE, 14)
        layout.setSpacing(10)
        layout.addLayout(top)
        layout.addWidget(self.chips)
        layout.addWidget(self.notice)
        layout.addLayout(figures)
        layout.addWidget(self.matrix, 1)
        layout.addWidget(
            label(
                _("Held, and planned as +1. Enter opens a cell, Ctrl+Enter logs one there."),
                "caption",
            )
        )

    # What is shown

    @property
    def asked(self) -> Asked:
        """What the matrix shows: the same is printed."""
        return self.chips.asked

    def _ask(self) -> None:
        self._stale = False
        asked = self.asked
        self.matrix.setAccessibleDescription(self._about())
        self.heading.setText(self._about())
        question = coverage.rows(asked)
        self._newest.ask(
            lambda: self._store.read(question), partial(self._arrived, asked), self._fail
        )

    def _about(self) -> str:
        items = self.chips.item_words
        if not items:
            return _("Who was engaged, when, and who was not")
        return _("{items}: who was engaged, when, and who was not").format(items=items)

    def _arrived(self, asked: Asked, rows: tuple[Row, ...]) -> None:
        if asked != self.asked:
            return
        self._rows, self._totals = rows, None
        self._figures = coverage.figures(asked, rows)
        self.notice.clear()
        self._show()
        question = coverage.totals(asked)
        self._summing.ask(
            lambda: self._store.read(question), partial(self._summed, asked), self._fail
        )

    def _summed(self, asked: Asked, totals: tuple[Count, ...]) -> None:
        if asked == self.asked:
            self._totals = totals
            self._show()

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self.notice.say(str(error))

    def _show(self) -> None:
        asked = self.asked
        headings = [period_words(one, asked.step) for one in asked.periods]
        today = self._today()
        lines = [line_of(row, today) for row in self._rows]
        if self._rows:
            lines.insert(0, self._line_of_totals(asked))
        self.matrix.cells.show(headings, lines)
        self.matrix.stand_on_first()
        self._show_figures()

    def _line_of_totals(self, asked: Asked) -> Line:
        amounts = [Amount(None)] * asked.count
        total = Amount(None)
        if self._totals is not None:
            amounts = [Amount(*one) for one in self._totals]
            total = Amount(*sum(self._totals, Count()))
        name = _("All {count}").format(count=len(self._rows))
        whole = _("Distinct engagements with any of the {count}").format(count=len(self._rows))
        days_of = [row.last for row in self._rows if row.last is not None]
        last = short_day(max(days_of)) if days_of else ""
        return Line(None, name, whole, tuple(amounts), total, last)

    def _show_figures(self) -> None:
        found = self._figures
        if found is None:
            return
        newest = {"quarter": _("Engaged this quarter"), "month": _("Engaged this month"),
                  "year": _("Engaged this year")}[self.asked.step]  # fmt: skip
        if not self.chips.is_current:
            named = period_words(self.asked.periods[-1], self.asked.step)
            newest = _("Engaged in {period}").format(period=named)
        of_all = _("{count} of {all}").format(count=found.engaged.count, all=found.bodies.count)
        quiet = _("Quiet for {days}").format(days=days(QUIET_AFTER))
        self.figures["engaged"].say(newest, of_all)
        for name, words, figure, tone in (
            ("quiet", quiet, found.quiet, "warn"),
            ("never", _("Never since the decision"), found.never, "bad"),
            ("unmanned", _("Without a focal point"), found.unmanned, "bad"),
        ):
            self.figures[name].say(words, f"{figure.count:,}", tone if figure.count else "plain")  # type: ignore[arg-type]

    # What it leads to

    def _open_figure(self, name: str) -> None:
        if self._figures is not None:
            self.wanted.emit(Ask("organizations", getattr(self._figures, name).asked))

    def _open_cell(self, line: int, column: int) -> None:
        row = self._rows[line - 1] if line else None
        periods = self.asked.periods
        if column == 0 or column == len(periods) + 2:
            if row is not None:
                self.wanted.emit(Open("organization", row.id))
            return
        chosen = periods if column == len(periods) + 1 else (periods[column - 1],)
        names = [row.short_name] if row is not None else self._all_names()
        self.wanted.emit(Ask("engagements", coverage.counted(self.asked, names, chosen)))

    def _all_names(self) -> list[str]:
        kinds = self.chips.kinds
        if len(self._rows) > _NAMED and kinds:
            return list(kinds)
        return [row.short_name for row in self._rows]

    def _log_in_cell(self, line: int, _column: int) -> None:
        bodies = (self._rows[line - 1].id,) if line else ()
        self.wanted.emit(LogEngagement(bodies=bodies, items=self.chips.item_ids()))

    def print_matrix(self) -> None:
        """Show the matrix as a page, as it is on show."""
        self.wanted.emit(PrintMatrix(self.asked))

    # The page among the others

    def acts(self) -> Mapping[str, Callable[[], None]]:
        return {"print": self.print_matrix}

    def panes(self) -> list[QWidget]:
        return [self.matrix, self.chips, self.figures["engaged"]]

    def _changed(self, changes: Changes) -> None:
        if any(row.table in _COUNTED for row in changes.rows):
            self._stale = True
            if self.isVisible():
                self._ask()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale or self.chips.day_turned():
            self._ask()

    def state(self) -> dict[str, Any]:
        asked = self.asked
        return {
            "bodies": text_of(asked.bodies), "engagements": text_of(asked.engagements),
            "step": asked.step, "shift": self.chips.shifted,
        }  # fmt: skip

    def restore(self, state: Mapping[str, Any]) -> None:
        with suppress(UserError, KeyError, TypeError, ValueError):  # of a version that knew others
            bodies = read_query(str(state["bodies"]), self._today())
            engagements = read_query(str(state["engagements"]), self._today())
            self.chips.show_trees(bodies, engagements, str(state["step"]), int(state["shift"]))


def line_of(row: Row, today: date) -> Line:
    """What the matrix says of a body."""
    amounts = tuple(Amount(*count) for count in row.cells)
    whole = row.name if row.name == row.short_name else f"{row.short_name}, {row.name}"
    told = short_day(row.last) if row.last else _("never")
    if coverage.is_never(row) or row.last is None:
        hint = "" if row.last is None else _("Last on {day}").format(day=told)
        return Line(
            row.id, row.short_name, whole, amounts, Amount(*row.total), _("never"), "bad", hint
        )
    gap = (today - row.last).days
    tone = "warn" if gap > QUIET_AFTER else None
    hint = _("{days} ago").format(days=days(gap)) if tone else ""
    return Line(row.id, row.short_name, whole, amounts, Amount(*row.total), told, tone, hint)  # type: ignore[arg-type]


def period_words(period: Period, step: str) -> str:
    """A period as a heading says it: Q3 26, Jul 26, 2026."""
    return period_heading(period.first, step)
