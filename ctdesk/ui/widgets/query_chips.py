"""Chips that say parts of a query: pressed, they write them; written, they are pressed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from ctdesk.db.search.tree import Key, Not, Tree, parts_of, together
from ctdesk.ui.widgets.chips import ChipButton


@dataclass(frozen=True, slots=True)
class Narrowing:
    """One chip: its key in the program, its words, the parts of a query it stands for.

    `owns` are the keys by which it asks: pressed, it takes the place of all that a query asks by
    them. Without parts it stands for nothing being asked so.
    """

    key: str
    words: str
    parts: tuple[Tree, ...]
    owns: frozenset[str]
    tip: str = ""


class QueryChips(QObject):
    """The chips of a list. `pressed` carries the query that a press writes."""

    pressed = Signal(object)

    def __init__(self, narrowings: Sequence[Narrowing], tree: Callable[[], Tree]) -> None:
        super().__init__()
        self._narrowings = {one.key: one for one in narrowings}
        self._tree = tree
        self.buttons: Mapping[str, ChipButton] = {
            one.key: ChipButton(one.words, checkable=True) for one in narrowings
        }
        for one in narrowings:
            button = self.buttons[one.key]
            if one.tip:
                button.setToolTip(one.tip)
            button.clicked.connect(lambda on, one=one: self._press(one, on=on))
        self.show_tree(tree())

    def show_tree(self, tree: Tree) -> None:
        """Be pressed as a query says."""
        for key, one in self._narrowings.items():
            self.buttons[key].setChecked(says(tree, one))

    def _press(self, one: Narrowing, *, on: bool) -> None:
        self.pressed.emit(written(self._tree(), one, on=on))


def says(tree: Tree, one: Narrowing) -> bool:
    """Whether a query says what a chip stands for, and nothing else by its keys."""
    return tuple(part for part in parts_of(tree) if _asks_by(part, one.owns)) == one.parts


def written(tree: Tree, one: Narrowing, *, on: bool = True) -> Tree:
    """The query with what a chip stands for, or without it."""
    kept = [part for part in parts_of(tree) if not _asks_by(part, one.owns)]
    return together(*kept, *(one.parts if on else ()))


def _asks_by(part: Tree, names: frozenset[str]) -> bool:
    inner = part.part if isinstance(part, Not) else part
    return isinstance(inner, Key) and inner.name in names
