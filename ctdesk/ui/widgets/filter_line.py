"""The line above a list: a query, read as it is typed, with what may follow offered below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from ctdesk.db.search.parse import Fault, parse
from ctdesk.db.search.tree import EVERYTHING, Tree, text_of
from ctdesk.db.store import Store
from ctdesk.ui.theme import set_role
from ctdesk.ui.widgets.type_ahead import Offer, TypeAhead
from ctdesk.words import _

if TYPE_CHECKING:
    from ctdesk.db.queries.completing import Completion

SETTLED = 150  # ms after the last key a query is asked: a word is typed in less
_NARROW, _WIDE = 60, 420  # px


class FilterLine(TypeAhead):
    """A query of the records of one kind.

    `asked` carries the tree of a query that is understood; `not_understood` what is wrong with
    one that is not, once Enter is pressed or the officer goes on: while a key is typed, it is not
    wrong yet. `left_down` says that the keyboard is wanted in the list.
    """

    asked = Signal(object)
    not_understood = Signal(object)
    left_down = Signal()

    def __init__(
        self, store: Store, kind: str, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(self._completions, parent)
        self._store = store
        self._kind = kind
        self._today = today
        self._tree: Tree = EVERYTHING
        self._soon = QTimer(self, interval=SETTLED, singleShot=True)
        self._soon.timeout.connect(self._read)
        self.setMinimumWidth(_NARROW)
        self.setMaximumWidth(_WIDE)
        self.setPlaceholderText(_("Filter"))
        self.setAccessibleName(_("Filter the list"))
        self.setClearButtonEnabled(True)
        for button in self.findChildren(QAbstractButton):
            button.setAccessibleName(_("Clear the filter"))
        set_role(self, "find")
        self.textChanged.connect(lambda _text: self._soon.start())
        self.chosen.connect(self._complete)
        self.left.connect(self._settle)

    @property
    def tree(self) -> Tree:
        """What is asked: the last query that was understood."""
        return self._tree

    def show_tree(self, tree: Tree) -> None:
        """Say a query, and tell nobody."""
        self._tree = tree
        self._put(text_of(tree))

    def mend(self, fault: Fault) -> None:
        """Put what was meant where it was not understood, and ask that."""
        text = self.text()
        self.setText(text[: fault.start] + fault.instead + text[fault.end :])
        self._read()

    def read(self, text: str) -> None:
        """Have a text stand there as if it was typed, nothing more to come."""
        self._put(text)
        self._settle()

    def settle(self) -> bool:
        """Take what is typed for the whole query; whether it is understood."""
        self._settle()
        return not parse(self.text(), self._today()).faults

    def _put(self, text: str) -> None:
        self.setText(text)
        self._soon.stop()
        self.setCursorPosition(len(text) if self.hasFocus() else 0)

    # Read as it is typed

    def _read(self, *, done: bool = False) -> None:
        """Ask what is typed; `done` says that nothing more comes."""
        self._soon.stop()
        typing = not done and self.hasFocus()
        if typing and self._may_become_a_key:
            return
        parsed = parse(self.text(), self._today())
        if parsed.faults:
            if not typing:
                self.not_understood.emit(parsed.faults[0])
            return
        if parsed.tree != self._tree:
            self._tree = parsed.tree
            self.asked.emit(parsed.tree)
        elif done:
            self.not_understood.emit(None)

    @property
    def _may_become_a_key(self) -> bool:
        """Whether what is being typed is offered as a key: no record is looked for by it yet."""
        return any(cast("Completion", one.value).goes_on for one in self.offered)

    def _settle(self) -> None:
        if self.text() != text_of(self._tree):
            self._read(done=True)

    # What may follow

    def _completions(self, text: str) -> Sequence[Offer]:
        from ctdesk.db.queries.completing import completions  # when somebody types

        question = completions(text, self.cursorPosition(), self._kind)
        found = self._store.read(question)
        return [Offer(one.text.strip('"'), one.detail, one) for one in found]

    def _complete(self, offer: Offer) -> None:
        one = cast("Completion", offer.value)
        text = self.text()
        rest = text[one.end :] or ("" if one.goes_on else " ")
        self.setText(text[: one.start] + one.text + rest)
        self.setCursorPosition(one.start + len(one.text) + (rest == " "))
        if one.goes_on:
            self.open()
        else:
            self._read()

    def _marks(self, offers: Sequence[Offer]) -> bool:
        """Enter takes a value that is offered; a key only where it was gone to."""
        return not cast("Completion", offers[0].value).goes_on

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter asks, Escape clears the line and then leaves it, Down goes to the list."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.take():
            self.close_list()
            self._read(done=True)
        elif key == Qt.Key.Key_Escape and not self.offered:
            if self.text():
                self.clear()
                self._read()
            else:
                self.left_down.emit()
        elif key == Qt.Key.Key_Down and not self.offered:
            self._read(done=True)
            self.left_down.emit()
        elif key not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
