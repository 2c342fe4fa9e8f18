"""Where initiatives are planned or under way: themes by regions, overlaps and gaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from ctdesk.db.changes import Changes
from ctdesk.db.queries.initiative_map import (
    Cell,
    Map,
    Region,
    Span,
    needs_of,
    records_of,
    the_map,
)
from ctdesk.db.store import Store
from ctdesk.ui.columns.initiatives import span
from ctdesk.ui.live import Live
from ctdesk.ui.plain import tip
from ctdesk.ui.theme import UNIT
from ctdesk.ui.widgets.card import label
from ctdesk.ui.widgets.chips import ChipButton, ChipLine
from ctdesk.ui.widgets.flow import FlowLayout
from ctdesk.ui.widgets.initiative_grid import Grid, GridModel
from ctdesk.words import _, ngettext

EDGE = 14  # px
TOLD = 1  # overlaps, or initiatives, of the cell stood on that are told below the table
# What the map is made of: a change of anything else leaves it as it is.
MADE_OF = (
    "initiative", "initiative_theme", "initiative_place", "organization", "theme", "place", "need",
    "need_answer",
)  # fmt: skip


class InitiativeMap(QWidget):
    """Shows the map of one part of the world, or of all of it.

    `asked` carries the query for the initiatives of a cell that was entered, `needs_asked` that
    for the needs of a gap, `wanted_new` the theme and the region of an empty one.
    """

    asked = Signal(object)
    needs_asked = Signal(object)
    wanted_new = Signal(object, object)

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._map = Map((), (), {})
        self._stale = True
        self._part = ""  # of the world; "" before one is chosen
        self._chips: dict[str, ChipButton] = {}
        self._narrowing = FlowLayout()
        self.grid = Grid(_("Initiatives by theme and region"))
        self.model = GridModel(self)
        self.grid.setModel(self.model)
        self.grid.entered_cell.connect(self._enter)
        self.grid.stood_on.connect(self._tell)
        self.total, self.told = label("", "muted"), label("", "")
        self.setFocusProxy(self.grid)
        self._lay_out()
        Live(store, self).changed.connect(self._changed)

    def _lay_out(self) -> None:
        self._narrowing.setContentsMargins(0, 0, 0, 0)
        top = QHBoxLayout()
        top.setContentsMargins(EDGE, UNIT, EDGE, UNIT)
        top.addLayout(self._narrowing, 3)
        foot = QVBoxLayout()
        foot.setContentsMargins(EDGE, UNIT, EDGE, UNIT)
        foot.setSpacing(3)
        foot.addWidget(self.told)
        foot.addWidget(self.total)
        self.told.setFixedHeight(36)  # two lines: the table is not to move with what is told
        self.told.setAlignment(self.told.alignment() | Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self.grid, 1)
        layout.addLayout(foot)

    # What is shown

    def refresh(self) -> None:
        """Read the map anew; the keyboard stays in its cell."""
        self._stale = False
        self._map = self._store.read(the_map)
        if not self._chips:
            self._make_chips()
        if not self._part:
            self._part = self._fullest()
        self._show_part()

    def show_part_of_world(self, part: str) -> None:
        """Show the regions of a part of the world; of all of it with "world"."""
        self._part = part
        self._show_part()

    @property
    def part(self) -> str:
        """The part of the world on show."""
        return self._part

    def _parts(self) -> list[str]:
        return list(dict.fromkeys(one.within for one in self._map.regions))

    def _fullest(self) -> str:
        """The part of the world in which most stands."""
        count: Counter[str] = Counter()
        within = {one.id: one.within for one in self._map.regions}
        for (_theme, region), cell in self._map.cells.items():
            count[within[region]] += len(cell.initiatives)
        parts = self._parts()
        return max(parts, key=lambda part: count[part]) if parts else ""

    def _make_chips(self) -> None:
        group = QButtonGroup(self)
        for part in ("world", *self._parts()):
            words = _("All regions") if part == "world" else part
            chip = ChipButton(words, checkable=True)
            chip.clicked.connect(lambda _on=False, part=part: self.show_part_of_world(part))
            group.addButton(chip)
            self._narrowing.addWidget(chip)
            self._chips[part] = chip
        ChipLine(tuple(self._chips.values()), self)

    def _regions(self) -> Sequence[Region]:
        known = [one for one in self._map.regions if one.within == self._part]
        return known or self._map.regions

    def _show_part(self) -> None:
        at = self.grid.currentIndex()
        row, column = (at.row(), at.column()) if at.isValid() else self._telling()
        if self._part in self._chips:
            self._chips[self._part].setChecked(True)
        self.model.show_map(self._map, self._regions())
        row = min(max(row, 0), self.model.rowCount() - 1)
        column = min(max(column, 0), self.model.columnCount() - 1)
        self.grid.setCurrentIndex(self.model.index(row, column))
        self.total.setText(self._counted())
        self._tell(self.grid.currentIndex())

    def _telling(self) -> tuple[int, int]:
        """The first cell in which something overlaps, else in which anything is."""
        places = [
            (len(cell.overlaps) == 0, row, column)
            for row, theme in enumerate(self._map.themes)
            for column, region in enumerate(self._regions())
            if (cell := self._map.at(theme.id, region.id)).initiatives
        ]
        _calm, row, column = min(places, default=(True, 0, 0))
        return row, column

    def _counted(self) -> str:
        """How much of the part on show holds what."""
        shown = [self._map.at(t.id, r.id) for t in self._map.themes for r in self._regions()]
        filled = [one for one in shown if one.initiatives]
        initiatives = len({one.id for cell in filled for one in cell.initiatives})
        pairs = {frozenset((a.id, b.id)) for cell in filled for a, b in cell.overlaps}
        words = ngettext("{count} initiative", "{count} initiatives", initiatives)
        overlaps = ngettext("{count} overlap", "{count} overlaps", len(pairs))
        empty = len(shown) - len(filled)
        gaps = ngettext("{count} cell without any", "{count} cells without any", empty)
        return _("Planned or under way: {initiatives}, {overlaps}, {gaps}.").format(
            initiatives=words.format(count=initiatives),
            overlaps=overlaps.format(count=len(pairs)),
            gaps=gaps.format(count=empty),
        )

    # What is stood on

    def _tell(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        theme, region = self._map.themes[index.row()], self.model.regions[index.column()]
        cell = self.model.cell(index)
        where = _("{theme}, {region}").format(theme=theme.name, region=region.name)
        self.told.setText(f"{where}: {told(cell, TOLD)}")
        whole = f"{where}: {told(cell, len(cell.overlaps) + len(cell.initiatives))}"
        self.told.setToolTip(tip(whole))
        self.told.setAccessibleName(whole)

    def _enter(self, index: QModelIndex) -> None:
        theme, region = self._map.themes[index.row()], self.model.regions[index.column()]
        cell = self.model.cell(index)
        if cell.initiatives:
            self.asked.emit(records_of(theme.name, region.name))
        elif cell.needs:
            self.needs_asked.emit(needs_of(theme.name, region.name))
        else:
            self.wanted_new.emit(theme.id, region.id)

    # What happens

    def _changed(self, changes: Changes) -> None:
        if not changes.touches(*MADE_OF):
            return
        self._stale = True
        if self.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what changed while nobody looked."""
        super().showEvent(event)
        if self._stale:
            self.refresh()


def told(cell: Cell, most: int) -> str:
    """What a cell holds, in a sentence: what overlaps, else what there is; so many at most."""
    if not cell.initiatives:
        return _("no initiative planned or under way. Enter adds one.")
    overlaps = [_overlap(a, b) for a, b in cell.overlaps]
    every = overlaps or [f"{one.name}, {span(one.starts, one.ends)}" for one in cell.initiatives]
    said = "; ".join(every[:most])
    if len(every) > most:
        said = _("{said}; and {count} more").format(said=said, count=len(every) - most)
    return _("overlap of {pairs}.").format(pairs=said) if overlaps else f"{said}."


def _overlap(a: Span, b: Span) -> str:
    first = max(filter(None, (a.starts, b.starts)), default=None)
    last = min(filter(None, (a.ends, b.ends)), default=None)
    return _("{one} ({lead}) and {other} ({other_lead}), {when}").format(
        one=a.name, lead=a.lead, other=b.name, other_lead=b.lead, when=span(first, last)
    )
