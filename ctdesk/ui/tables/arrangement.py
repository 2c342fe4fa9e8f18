"""Which columns a table shows, in which order and how wide: what the officer chose, and the rest.

What the officer never touched is not remembered, so that it may change with the program.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ctdesk.ui.tables.model import Column

NARROWEST, WIDEST = 32, 2_000  # px of a column


class Arrangement:
    """The columns of one table; numbers are those of the model."""

    def __init__(self, columns: tuple[Column, ...]) -> None:
        self._columns = columns
        self._order = list(range(len(columns)))
        self._chosen: dict[str, bool] = {}
        self._widths: dict[str, int] = {}
        self.bare: frozenset[str] = frozenset()  # keys of those that say nothing in any row

    # What the officer does

    def is_chosen(self, number: int) -> bool:
        """Whether a column is to be shown, if there is room; one that says nothing if chosen."""
        column = self._columns[number]
        return self._chosen.get(column.key, column.shown and column.key not in self.bare)

    @property
    def order(self) -> tuple[int, ...]:
        """All columns as they stand beside each other."""
        return tuple(self._order)

    def choose(self, number: int, *, shown: bool) -> None:
        """Show a column or not, however narrow the table is."""
        self._chosen[self._columns[number].key] = shown

    def put(self, order: Sequence[int]) -> None:
        """Have all columns stand in this order."""
        assert sorted(order) == list(range(len(self._columns)))
        self._order = list(order)

    def widen(self, number: int, width: int) -> None:
        """Give a column a width of its own, in px."""
        self._widths[self._columns[number].key] = min(max(width, NARROWEST), WIDEST)

    def clear(self) -> None:
        """Forget all that was chosen."""
        bare = self.bare
        self.__init__(self._columns)  # type: ignore[misc]
        self.bare = bare

    # What comes of it

    def fit(self, room: int) -> dict[int, int]:
        """The widths of the columns to be shown in so many px, in their order."""
        shown = [number for number in self._order if self.is_chosen(number)]
        for number in sorted(shown, reverse=True):
            if sum(map(self._least, shown)) > room and self._may_go(number) and len(shown) > 1:
                shown.remove(number)
        widths = {number: self._least(number) for number in shown}
        spare = max(room - sum(widths.values()), 0)
        stretching = {number: self._stretch(number) for number in shown}
        shares = sum(stretching.values())
        for number, stretch in stretching.items():
            if stretch:
                extra = spare * stretch // shares
                widths[number] += extra
                spare, shares = spare - extra, shares - stretch
        return widths

    def _least(self, number: int) -> int:
        column = self._columns[number]
        return self._widths.get(column.key, column.width)

    def _stretch(self, number: int) -> int:
        column = self._columns[number]
        return 0 if column.key in self._widths else column.stretch

    def _may_go(self, number: int) -> bool:
        """Whether a column goes where there is no room: not one that the officer chose or sized."""
        column = self._columns[number]
        return column.optional and column.key not in self._chosen and column.key not in self._widths

    # Remembered

    def state(self) -> dict[str, Any]:
        """What was chosen, as JSON has it; empty where nothing was."""
        state: dict[str, Any] = {}
        if self._order != sorted(self._order):
            state["columns"] = [self._columns[number].key for number in self._order]
        if self._chosen:
            state["shown"] = dict(self._chosen)
        if self._widths:
            state["widths"] = dict(self._widths)
        return state

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take up what `state` said; what is not known here is passed over."""
        self.clear()
        numbers = {column.key: number for number, column in enumerate(self._columns)}
        order = state.get("columns")
        if isinstance(order, list):
            known = [numbers[key] for key in dict.fromkeys(map(str, order)) if key in numbers]
            self._order = _with_new(known, len(self._columns))
        for key, shown in _pairs(state.get("shown")):
            if key in numbers and isinstance(shown, bool):
                self._chosen[key] = shown
        for key, width in _pairs(state.get("widths")):
            if key in numbers and type(width) is int:
                self.widen(numbers[key], width)
        if not any(map(self.is_chosen, self._order)):
            self._chosen.clear()


def _pairs(value: Any) -> list[tuple[str, Any]]:
    return list(value.items()) if isinstance(value, dict) else []


def _with_new(known: list[int], count: int) -> list[int]:
    """An order of all columns: a new one stands after the one it was declared after."""
    order = list(known)
    for number in range(count):
        if number not in order:
            order.insert(order.index(number - 1) + 1 if number else 0, number)
    return order
