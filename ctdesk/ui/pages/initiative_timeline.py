"""When initiatives are carried out: bars by month over some years, grouped by programme."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ctdesk.db.changes import Changes
from ctdesk.db.queries.initiative_map import Span, spans
from ctdesk.db.store import Store
from ctdesk.reports import labels
from ctdesk.ui.columns.initiatives import STATES, span, state_chip
from ctdesk.ui.live import Live
from ctdesk.ui.tables.empty import Empty, EmptyNotice
from ctdesk.ui.theme import UNIT
from ctdesk.ui.widgets.card import label
from ctdesk.ui.widgets.chips import ChipButton, ChipLine
from ctdesk.ui.widgets.time_bars import Bar, BarsModel, Months, TimeBars, Years
from ctdesk.words import _, ngettext

EDGE = 14  # px
PROGRAMMES = ("joint_appeal", "kuwait_phase", "")  # in the order of the groups
_COUNTS = (1, 2, 3, 5)  # years shown together
_NOTHING = Empty(
    _("No initiative yet"), _("Those that are entered stand here by month."), _("Add initiative")
)
_ELSEWHERE = Empty(_("No initiative in these years"), _("Left and right turn to other years."))


class InitiativeTimeline(QWidget):
    """Shows those that are carried out in the years on show.

    `opened` has the id of one, `wanted_new` says that one is to be added.
    """

    opened = Signal(object)
    wanted_new = Signal()

    def __init__(
        self, store: Store, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._store, self._today = store, today
        self._all: tuple[Span, ...] = ()
        self._stale = True
        self.bars = TimeBars(_("Initiatives by time"), Years(today().year, 2), today())
        self.model = BarsModel(self)
        self.bars.setModel(self.model)
        self.bars.opened.connect(self.opened)
        self.bars.turned.connect(self.turn)
        self.months = Months(self.bars)
        self.total = label("", "muted")
        self.span_label = label("", "heading", wrap=False)
        self.chips: dict[int, ChipButton] = {}
        self.nothing = EmptyNotice(self.bars)
        self.nothing.pressed.connect(self.wanted_new)
        self.setFocusProxy(self.bars)
        self._lay_out()
        Live(store, self).changed.connect(self._changed)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(EDGE, UNIT, EDGE, UNIT)
        top.setSpacing(UNIT)
        for words, name, step in (
            ("‹", _("Earlier years"), -1), ("›", _("Later years"), 1),
        ):  # fmt: skip
            button = QPushButton(words)
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.setFixedWidth(34)
            button.clicked.connect(lambda _on=False, step=step: self.turn(step))
            top.addWidget(button)
        top.addWidget(self.span_label)
        now = QPushButton(_("Today"))
        now.setAccessibleName(_("Show the years around today"))
        now.clicked.connect(self.show_today)
        top.addWidget(now)
        top.addStretch(1)
        group = QButtonGroup(self)
        for count in _COUNTS:
            chip = ChipButton(ngettext("{count} year", "{count} years", count).format(count=count),
                              checkable=True)  # fmt: skip
            chip.clicked.connect(lambda _on=False, count=count: self.show_count(count))
            group.addButton(chip)
            top.addWidget(chip)
            self.chips[count] = chip
        ChipLine(tuple(self.chips.values()), self)
        foot = QHBoxLayout()
        foot.setContentsMargins(EDGE, UNIT, EDGE, UNIT)
        foot.addWidget(self.total)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self.months)
        layout.addWidget(self.bars, 1)
        layout.addLayout(foot)

    # Which years

    def turn(self, step: int) -> None:
        """Go on by a year."""
        first = min(max(self.bars.years.first + step, 1900), 2190)
        self._show_years(Years(first, self.bars.years.count))

    def show_count(self, count: int) -> None:
        """Show so many years together."""
        self._show_years(Years(self.bars.years.first, count))

    def show_today(self) -> None:
        """Show the years from this one."""
        self._show_years(Years(self._today().year, self.bars.years.count))

    def _show_years(self, years: Years) -> None:
        self.bars.years = years
        self._show()

    # What is shown

    def refresh(self) -> None:
        """Read all anew."""
        self._stale = False
        self._all = self._store.read(spans)
        self._show()

    def _show(self) -> None:
        years, stood_on = self.bars.years, self.bars.current_id
        self.bars.today = self._today()
        shown = [one for one in self._all if one.meets(years.begins, years.ends)]
        self.model.show_bars(list(_rows(shown)))
        last = years.first + years.count - 1
        self.span_label.setText(f"{years.first}–{last}" if years.count > 1 else str(last))
        self.chips[years.count].setChecked(True)
        self.total.setText(self._counted(shown))
        self._say_nothing(some=bool(shown))
        ids = [bar.id for bar in self.model.bars]
        place = ids.index(stood_on) if stood_on in ids and stood_on is not None else 1
        if ids:
            self.bars.setCurrentIndex(self.model.index(place))
        self.months.update()
        self.bars.viewport().update()

    def _say_nothing(self, *, some: bool) -> None:
        self.nothing.say(_ELSEWHERE if self._all else _NOTHING)
        self.nothing.stand_in(self.bars)
        self.nothing.setVisible(not some)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what is said of an empty timeline in the middle."""
        super().resizeEvent(event)
        self.nothing.stand_in(self.bars)

    def _counted(self, shown: Sequence[Span]) -> str:
        undated = sum(one.starts is None and one.ends is None for one in self._all)
        outside = len(self._all) - len(shown) - undated
        parts = [
            ngettext("{count} initiative in these years", "{count} initiatives in these years",
                     len(shown)).format(count=len(shown)),
            ngettext("{count} at other times", "{count} at other times",
                     outside).format(count=outside) if outside else "",
            ngettext("{count} without dates", "{count} without dates",
                     undated).format(count=undated) if undated else "",
        ]  # fmt: skip
        return " · ".join(filter(None, parts))

    # What happens

    def _changed(self, changes: Changes) -> None:
        if changes.touches("initiative", "organization"):
            self._stale = True
            if self.isVisible():
                self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what changed while nobody looked."""
        super().showEvent(event)
        if self._stale:
            self.refresh()


def _rows(shown: Sequence[Span]) -> Iterator[Bar]:
    """Programmes with those under each, the first begun first."""
    for programme in PROGRAMMES:
        own = [one for one in shown if one.programme == programme]
        if own:
            yield Bar(None, labels.programme(programme))
        for one in own:
            below = " · ".join(filter(None, (one.lead, state_chip(one.state)[0], _when(one))))
            words = f"{labels.programme(programme)}: {one.name}, {below}"
            tone = STATES.get(one.state, "plain")
            yield Bar(one.id, one.name, below, one.starts, one.ends, tone, words)


def _when(one: Span) -> str:
    return span(one.starts, one.ends)
