"""A chip that narrows a list to one of many: pressed, it becomes a line to type in."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ctdesk.db.search.fold import fold
from ctdesk.ui.plain import caption
from ctdesk.ui.theme import set_role
from ctdesk.ui.widgets.chips import ChipButton
from ctdesk.ui.widgets.type_ahead import Offer, TypeAhead, matching
from ctdesk.words import _

WIDTH = 190  # px of the line


class ChoiceLine(TypeAhead):
    """The line in the chip's place. `gone` says that nothing was chosen."""

    gone = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.gone.emit()
        else:
            super().keyPressEvent(event)

    def _typed(self, text: str) -> None:
        self.open(text)  # with nothing typed, all there are


class ChoiceChip(ChipButton):
    """A chip that says what is chosen, with ✕; pressed then, it lets go of it.

    `chosen` carries the value of the offer taken, None where it was let go. The options are asked
    for when the line opens. `line` is to stand right after the chip.
    """

    chosen = Signal(object)

    def __init__(
        self, words: str, options: Callable[[], Sequence[Offer]], parent: QWidget | None = None
    ) -> None:
        super().__init__("", parent=parent)
        self._words, self._options = words, options
        self._offers = matching((), fold)
        self._value: object = None
        self.line = ChoiceLine(self._matching)
        self.line.setAccessibleName(words)
        self.line.setPlaceholderText(words)
        self.line.setFixedWidth(WIDTH)
        set_role(self.line, "chip")
        self.line.hide()
        self.line.chosen.connect(self._take)
        self.line.gone.connect(self._back)
        self.line.left.connect(self._left)
        self.clicked.connect(self._pressed)
        self._say(None)

    @property
    def value(self) -> object:
        """The value of what is chosen; None where nothing is."""
        return self._value

    def set_value(self, value: object) -> None:
        """Choose by value, and tell nobody; one that is not offered lets go."""
        found = None if value is None else self._find(value)
        self._value = None if found is None else value
        self._say(found)

    def _matching(self, text: str) -> Sequence[Offer]:
        return self._offers(text)

    def _find(self, value: object) -> Offer | None:
        return next((offer for offer in self._options() if offer.value == value), None)

    def _say(self, offer: Offer | None) -> None:
        if offer is None:
            self.setText(caption(f"{self._words} ▾"))
            self.setAccessibleName(self._words)
        else:
            self.setText(caption(f"{offer.text} ✕"))
            named = _("{name}: {value}; press to show all")
            self.setAccessibleName(named.format(name=self._words, value=offer.text))
        set_role(self, "chip" if offer is None else "chip-accent")

    def _pressed(self) -> None:
        if self._value is not None:
            self.set_value(None)
            self.chosen.emit(None)
            return
        self._offers = matching(tuple(self._options()), fold)
        self.line.clear()
        self.line.show()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)
        self.hide()
        self.line.open("")

    def _take(self, offer: Offer) -> None:
        self._value = offer.value
        self._say(offer)
        self._back()
        self.chosen.emit(offer.value)

    def _back(self) -> None:
        """The chip stands in its place again, with the keyboard on it."""
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.close_list()
        self.line.hide()

    def _left(self) -> None:
        if not self.line.isHidden():
            self.show()
            self.line.hide()
