"""What a matrix of coverage is narrowed by: items, bodies, themes, leads and periods."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ctdesk.db.queries import choices, leads, regions
from ctdesk.db.queries.coverage import ACTIVE, MONTHS, Asked
from ctdesk.db.queries.meaning import items as items_named
from ctdesk.db.search.tree import EVERYTHING, Key, Tree, together, values_of
from ctdesk.db.store import Store
from ctdesk.reports import labels
from ctdesk.ui.widgets.chips import ChipButton, ChipLine
from ctdesk.ui.widgets.choice_chip import ChoiceChip
from ctdesk.ui.widgets.flow import FlowLayout
from ctdesk.ui.widgets.type_ahead import Offer
from ctdesk.words import _

DECISIONS = ("Decision 7", "Decision 4")  # labels of the items, as a query names them
PERIODS = {"month": 12, "quarter": 8, "year": 5}  # shown at once
_KINDS = ("regional", "entity", "compact", "state", "working_group", "field", "civil_society",
          "academia", "private_sector", "other")  # fmt: skip


class CoverageChips(QWidget):
    """The chips; `changed` says that something else is asked for."""

    changed = Signal()

    def __init__(
        self, store: Store, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._store, self._clock = store, today
        self._day = today()
        self.shifted = 0  # periods the newest on show lies after that of today
        self._items: tuple[str, ...] = DECISIONS[:1]
        self.decisions = {name: ChipButton(name, checkable=True) for name in DECISIONS}
        for name, chip in self.decisions.items():
            chip.clicked.connect(partial(self._toggle, name))
        self.choices = {
            "item": ChoiceChip(_("Other item"), self._other_items),
            "kind": ChoiceChip(_("Kind"), self._kinds),
            "region": ChoiceChip(_("Region"), self._regions),
            "member": ChoiceChip(_("Working Group"), self._groups),
            "theme": ChoiceChip(_("Theme"), self._themes),
            "by": ChoiceChip(_("Lead"), self._leads),
            "step": ChoiceChip(_("By quarter"), self._steps),
        }
        self.choices["kind"].set_value("regional")
        self._lay_out()
        self._show_items()

    def _lay_out(self) -> None:
        layout = FlowLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for chip in self.decisions.values():
            layout.addWidget(chip)
        for name, choice in self.choices.items():
            choice.chosen.connect(partial(self._chosen, name))
            layout.addWidget(choice)
            layout.addWidget(choice.line)
        chips = [*self.decisions.values(), *self.choices.values()]
        ChipLine(chips, self)
        self.setFocusProxy(chips[0])

    # What is asked for

    @property
    def asked(self) -> Asked:
        """What the matrix shows."""
        step = self.step
        return Asked(self._bodies(), self._engagements(), self._until(step), step, PERIODS[step])

    @property
    def step(self) -> str:
        """The length of a period: a key of `PERIODS`."""
        value = self.choices["step"].value
        return value if isinstance(value, str) else "quarter"

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of bodies on show; () for all."""
        value = self.choices["kind"].value
        return (value,) if isinstance(value, str) else ()

    @property
    def is_current(self) -> bool:
        """Whether the newest period on show is that of today."""
        return self.shifted == 0

    @property
    def item_words(self) -> str:
        """The items asked for, as a heading names them; "" for all engagements."""
        if set(self._items) == set(DECISIONS):
            return _("Decisions 4 and 7")
        return ", ".join(self._items)

    def item_ids(self) -> tuple[int, ...]:
        """Ids of the items asked for."""
        found = [self._store.read(partial(_ids, name)) for name in self._items]
        return tuple(one for ids in found for one in ids)

    def _until(self, step: str) -> date:
        months = self._day.year * 12 + self._day.month - 1 + self.shifted * MONTHS[step]
        return date(months // 12, months % 12 + 1, 1)

    def _bodies(self) -> Tree:
        return together(*self._keys("kind", "region", "member"), ACTIVE)

    def _engagements(self) -> Tree:
        under = (Key("under", self._items),) if self._items else ()
        parts = (*under, *self._keys("theme", "by"))
        return together(*parts) if parts else EVERYTHING

    def _keys(self, *names: str) -> list[Key]:
        values = ((name, self.choices[name].value) for name in names)
        return [Key(name, (value,)) for name, value in values if isinstance(value, str)]

    def day_turned(self) -> bool:
        """Whether it is another day than when it was last asked."""
        before, self._day = self._day, self._clock()
        return before != self._day

    # What is pressed

    def shift(self, by: int) -> None:
        """Show periods before (-1) or after (1)."""
        self.shifted += by
        self.changed.emit()

    def show_trees(self, bodies: Tree, engagements: Tree, step: str, shifted: int) -> None:
        """Be pressed as these queries say."""
        self._items = values_of(engagements, "under")
        for names, tree in ((("kind", "region", "member"), bodies), (("theme", "by"), engagements)):
            for name in names:
                found = values_of(tree, name)
                self.choices[name].set_value(found[0] if len(found) == 1 else None)
        self.choices["step"].set_value(step if step != "quarter" and step in PERIODS else None)
        self.shifted = shifted
        self._show_items()
        self.changed.emit()

    def _toggle(self, name: str) -> None:
        of_these = [one for one in self._items if one in DECISIONS]
        kept = [one for one in of_these if one != name]
        self._items = tuple(kept if name in of_these else (*kept, name))
        self._show_items()
        self.changed.emit()

    def _chosen(self, name: str, value: object) -> None:
        if name == "item":
            self._items = (value,) if isinstance(value, str) else ()
            self._show_items()
        if name == "step":
            self.shifted = 0
        self.changed.emit()

    def _show_items(self) -> None:
        for name, chip in self.decisions.items():
            chip.setChecked(name in self._items)
        others = [one for one in self._items if one not in DECISIONS]
        self.choices["item"].set_value(others[0] if others else None)

    # What there is to choose from

    def _other_items(self) -> Sequence[Offer]:
        found = self._store.read(choices.items)
        return [
            Offer(one.short, one.name, one.short) for one in found if one.short not in DECISIONS
        ]

    def _kinds(self) -> Sequence[Offer]:
        return [Offer(labels.kind(code), "", code) for code in _KINDS]

    def _regions(self) -> Sequence[Offer]:
        return [Offer(one.name, one.short, one.name) for one in self._store.read(regions.narrowing)]

    def _groups(self) -> Sequence[Offer]:
        found = self._store.read(choices.working_groups)
        return [Offer(one.short or one.name, one.name, one.short or one.name) for one in found]

    def _themes(self) -> Sequence[Offer]:
        return [Offer(one.name, "", one.name) for one in self._store.read(choices.themes)]

    def _leads(self) -> Sequence[Offer]:
        return [Offer(name, "", name) for name in self._store.read(leads.leads)]

    def _steps(self) -> Sequence[Offer]:
        return [Offer(_("By month"), "", "month"), Offer(_("By year"), "", "year")]


def _ids(name: str, connection: Any) -> Sequence[int]:
    found: Sequence[int] = connection.execute(items_named(name)).scalars().all()
    return found
