"""Participation: women among those present, levels, civil society, by period and by type."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from ctdesk.days import period_heading, today_of
from ctdesk.db.changes import Changes
from ctdesk.db.queries.attendance import Attendance, by_period, by_type
from ctdesk.db.queries.coverage import Asked
from ctdesk.db.search.tree import EVERYTHING, Key, Tree
from ctdesk.db.store import Store
from ctdesk.settings import Settings
from ctdesk.ui.forms.inputs.wording import said
from ctdesk.ui.live import Live
from ctdesk.ui.pages.base import Page
from ctdesk.ui.tasks import Newest
from ctdesk.ui.theme import UNIT, set_role
from ctdesk.ui.widgets.card import Card, label
from ctdesk.ui.widgets.chips import ChipButton, ChipLine
from ctdesk.ui.widgets.flow import FlowLayout
from ctdesk.ui.widgets.kept_bar import keep_bar, margins_beside
from ctdesk.ui.widgets.rows import Row, Rows
from ctdesk.ui.wishes import Ask
from ctdesk.words import _

_PERIODS = {"quarter": 8, "year": 5}
_ITEMS = ("Decision 7", "Decision 4")
_NARROW = 900  # px; with less, the cards stand below each other
_TABLES = ("engagement", "participation", "engagement_item", "organization", "engagement_type")
Told = tuple[tuple[Attendance, ...], tuple[Attendance, ...]]


class AttendancePage(Page):
    """Two cards, by period and by type of engagement; every row opens its engagements."""

    title = _("Participation")

    def __init__(self, store: Store, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(store, settings, parent)
        self._today = today_of(settings)
        self._step, self._item = "quarter", ""
        self._newest = Newest(self)
        self.periods, self.types = Rows(_("By period")), Rows(_("By type of engagement"))
        self.steps = {
            "quarter": ChipButton(_("By quarter"), checkable=True),
            "year": ChipButton(_("By year"), checkable=True),
        }
        self.items = {name: ChipButton(name, checkable=True) for name in _ITEMS}
        self._lay_out()
        for step, chip in self.steps.items():
            chip.clicked.connect(partial(self._choose_step, step))
        for name, chip in self.items.items():
            chip.clicked.connect(partial(self._choose_item, name))
        Live(store, self).changed.connect(self._changed)

    def _lay_out(self) -> None:
        chips = QWidget()
        line = FlowLayout(chips)
        line.setContentsMargins(0, 0, 0, 0)
        for chip in (*self.steps.values(), *self.items.values()):
            line.addWidget(chip)
        ChipLine([*self.steps.values(), *self.items.values()], self)
        self.chips = chips
        chips.setFocusProxy(self.steps["quarter"])
        self._grid = QGridLayout()
        self._grid.setSpacing(2 * UNIT)
        self._cards = []
        for title, rows in ((_("By period"), self.periods), (_("By type"), self.types)):
            card = Card(title)
            card.add(rows)
            card.finish()
            self._cards.append(card)
        page = QWidget()
        set_role(page, "pane")
        column = QVBoxLayout(page)
        column.setContentsMargins(margins_beside(self, 24, 14, 0))
        column.setSpacing(10)
        column.addWidget(label(self.title, "title", wrap=False))
        column.addWidget(chips)
        column.addWidget(label(_(
            "Of engagements held. How many were present, and how many of them women, is written "
            "in the engagement itself, under Record."
        ), "muted"))  # fmt: skip
        column.addLayout(self._grid)
        column.addStretch(1)
        area = QScrollArea()
        set_role(area, "pane")
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        keep_bar(area)
        area.setWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)

    def _arrange(self) -> None:
        wide = self.width() >= _NARROW
        for number, card in enumerate(self._cards):
            self._grid.addWidget(card, 0 if wide else number, number if wide else 0)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1 if wide else 0)

    # What is shown

    @property
    def asked(self) -> Tree:
        """Which engagements are looked at."""
        return Key("under", (self._item,)) if self._item else EVERYTHING

    def _choose_step(self, step: str) -> None:
        self._step = step
        self._ask()

    def _choose_item(self, name: str) -> None:
        self._item = "" if self._item == name else name
        self._ask()

    def _ask(self) -> None:
        for step, chip in self.steps.items():
            chip.setChecked(step == self._step)
        for name, chip in self.items.items():
            chip.setChecked(name == self._item)
        count = _PERIODS[self._step]
        periods = Asked(EVERYTHING, EVERYTHING, self._today(), self._step, count).periods
        first, last, asked = periods[0].first, periods[-1].last, self.asked

        def read() -> Told:
            return (
                self._store.read(by_period(tuple(reversed(periods)), asked)),
                self._store.read(by_type(first, last, asked)),
            )

        self._newest.ask(read, self._show, self._fail)

    def _show(self, told: Told) -> None:
        empty = _("No engagement was held in these periods.")
        for rows, found in zip((self.periods, self.types), told, strict=True):
            rows.show_rows([self._row(one) for one in found if one.held or one.period], empty)

    def _fail(self, error: Exception) -> None:
        raise error

    def _row(self, one: Attendance) -> Row:
        lead = period_heading(one.period.first, self._step) if one.period else ""
        opened = partial(self.wanted.emit, Ask("engagements", one.asked))
        words, below = counted(one), levels(one)
        if not lead:
            row = Row(one.name, one.name, opened, below=words)
        else:
            row = Row(
                lead, words, opened, lead=lead, lead_width=64, lead_role="strong", below=below
            )
        if one.share is not None:
            row.add_chip(_("{share} women").format(share=f"{one.share:.0%}"), "accent")
        elif one.held:
            row.add_chip(_("not counted"), "plain", _("Nobody wrote how many were present"))
        return row

    # The page among the others

    def panes(self) -> list[QWidget]:
        return [self.periods, self.types, self.chips]

    def acts(self) -> Mapping[str, Callable[[], None]]:
        return {}

    def _changed(self, changes: Changes) -> None:
        if changes.touches(*_TABLES) and self.isVisible():
            self._ask()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._arrange()
        self._ask()

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._arrange()

    def state(self) -> dict[str, Any]:
        return {"step": self._step, "item": self._item}

    def restore(self, state: Mapping[str, Any]) -> None:
        step, item = state.get("step"), state.get("item")
        self._step = str(step) if step in _PERIODS else self._step
        self._item = str(item) if item in _ITEMS else ""


def counted(one: Attendance) -> str:
    """How many were held, and how many were present at those that were counted."""
    if not one.held:
        return _("none held")
    parts = [_("{count} held").format(count=one.held)]
    if one.counted:
        parts.append(
            _("{women} women of {present} present at {counted}").format(
                women=f"{one.women:,}", present=f"{one.present:,}", counted=one.counted
            )
        )
    if one.with_civil_society:
        parts.append(_("civil society at {count}").format(count=one.with_civil_society))
    return ", ".join(parts)


def levels(one: Attendance) -> str:
    """How many were held at each level."""
    named: Sequence[str] = [
        f"{said('level', code)} {count}" for code, count in one.levels.items() if code and count
    ]
    return ", ".join(named)
