"""The line above a list: a query, read as it is typed, with what may follow offered below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from ctdesk.db.search.parse import Fault, parse
from ctdesk.db.search.tree import EVERYTHING, Tree, text_of
from ctdesk.db.store import Store
from ctdesk.ui.direction import margins_of
from ctdesk.ui.plain import wrapped_tip
from ctdesk.ui.theme import set_role
from ctdesk.ui.widgets.type_ahead import Offer, TypeAhead
from ctdesk.words import _

if TYPE_CHECKING:
    from ctdesk.db.queries.completing import Completion

SETTLED = 150  # ms after the last key a query is asked: a word is typed in less
_NARROW, _WIDE = 50, 420  # px
_CROSS = 22  # px the cross takes that clears the line
_EXAMPLES = {
    "organization": "region:Africa",
    "person": "org:AU",
    "engagement": "with:ECOWAS",
    "commitment": "by:AU",
    "initiative": "region:Africa",
    "need": "theme:border",
}
_HELP = _(
    "Words that records hold, or keys such as {example}, several at once; “-” before one leaves "
    "those out. Ctrl+Shift+F shows the keys."
)


class FilterLine(TypeAhead):
    """A query of the records of one kind.

    `asked` carries the tree of a query that is understood; `not_understood` what is wrong with
    one that is not, once Enter is pressed or the officer goes on: while a key is typed, it is not
    wrong yet. Entered by a click or its key, it offers what can be asked. `left_down` says that the
    keyboard is wanted in the list.
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
        self._entered = False  # by a click that is not let go yet
        self._soon = QTimer(self, interval=SETTLED, singleShot=True)
        self._soon.timeout.connect(self._read)
        self.setMinimumWidth(_NARROW)
        self.setMaximumWidth(_WIDE)
        example = _EXAMPLES.get(kind, "")
        leading = (
            Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        )
        self.setAlignment(leading | Qt.AlignmentFlag.AlignAbsolute)  # clear of the cross
        self._hint = _("Filter: words, or {example}").format(example=example)
        self.setAccessibleName(_("Filter the list"))
        self.setToolTip(wrapped_tip(_HELP.format(example=example)))
        set_role(self, "find")
        self._cross = self._make_cross()
        self.textChanged.connect(self._changed)
        self.chosen.connect(self._complete)
        self.left.connect(self._settle)

    def _make_cross(self) -> QToolButton:
        """The button at the far end that clears the line."""
        cross = QToolButton(self)
        cross.setText("✕")
        cross.setAccessibleName(_("Clear the filter"))
        cross.setToolTip(_("Clear the filter"))
        cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        cross.setCursor(Qt.CursorShape.ArrowCursor)
        cross.hide()
        set_role(cross, "clear")
        cross.clicked.connect(self._wipe)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(4, 0, 4, 0)
        inside.addStretch(1)
        inside.addWidget(cross)
        return cross

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say by an example what can be typed, where there is room for one."""
        super().resizeEvent(event)
        fits = self.fontMetrics().horizontalAdvance(self._hint) <= self._room().width()
        self.setPlaceholderText(self._hint if fits else _("Filter"))

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

    def _wipe(self) -> None:
        self.clear()
        self._read()

    # Read as it is typed

    def _changed(self, text: str) -> None:
        self._cross.setVisible(bool(text))
        self.setTextMargins(margins_of(self, 0, 0, _CROSS if text else 0, 0))
        self._soon.start()

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
        values = (cast("Completion", offer.value) for offer in self.offered)
        return any(one.goes_on and one.start < one.end for one in values)

    def _settle(self) -> None:
        if self.text() != text_of(self._tree):
            self._read(done=True)

    # What may follow

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Gone to on purpose, and not in passing, show what can be asked."""
        super().focusInEvent(event)
        self._entered = event.reason() == Qt.FocusReason.MouseFocusReason
        if event.reason() == Qt.FocusReason.ShortcutFocusReason:
            self.open("")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Clicked into behind its text, have what is typed there stand by itself."""
        super().mouseReleaseEvent(event)
        if not self._entered:
            return
        self._entered = False
        text = self.text()
        if text and not text[-1].isspace() and self.cursorPosition() == len(text):
            self.insert(" ")
        self.open("")

    def _completions(self, text: str) -> Sequence[Offer]:
        """What the piece may mean that is typed; of an empty text, what may be added to all."""
        from ctdesk.db.queries.completing import completions, first_keys  # when somebody types

        if text:
            found = self._store.read(completions(text, self.cursorPosition(), self._kind))
        else:
            asked = self.text()
            found = tuple(
                one for one in first_keys(self._kind, len(asked)) if one.text not in asked
            )
        return [Offer(one.text.strip('"'), one.detail, one) for one in found]

    def _complete(self, offer: Offer) -> None:
        one = cast("Completion", offer.value)
        text = self.text()
        before, rest = text[: one.start], text[one.end :] or ("" if one.goes_on else " ")
        if one.goes_on and before and not before[-1].isspace() and one.start == one.end:
            before += " "  # a key more
        self.setText(before + one.text + rest)
        self.setCursorPosition(len(before + one.text) + (rest == " "))
        if one.goes_on:
            self.open()
        else:
            self._read()

    def _marks(self, offers: Sequence[Offer]) -> bool:
        """Enter takes a value that is offered; a key only where it was gone to."""
        return not cast("Completion", offers[0].value).goes_on

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter asks, Escape clears the line and then leaves it, Down goes to the list.

        Alt and Down show what may follow.
        """
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.take():
            self.close_list()
            self._read(done=True)
        elif key == Qt.Key.Key_Escape and not self.offered:
            if self.text():
                self._wipe()
            else:
                self.left_down.emit()
        elif key == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open()
            if not self.offered:
                self.open("")
        elif key == Qt.Key.Key_Down and not self.offered:
            self._read(done=True)
            self.left_down.emit()
        elif key not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
