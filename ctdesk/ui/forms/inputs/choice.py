"""One of several: typed ahead from a list, or pressed where there are three."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QToolButton, QWidget

from ctdesk.db.search.fold import fold
from ctdesk.errors import UserError
from ctdesk.paths import resources
from ctdesk.ui.forms.inputs.base import Input, bare
from ctdesk.ui.plain import caption, tip
from ctdesk.ui.theme import tokens_of
from ctdesk.ui.widgets.type_ahead import Offer, TypeAhead, matching
from ctdesk.words import _


class _ChoiceLine(TypeAhead):
    """Opens its list when it is pressed; what it holds is marked, so that typing replaces it."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.offered:
            self.selectAll()
            self.open("")


class ChoiceInput(Input):
    """One of many options, found by typing any of their words.

    The value is that of an Offer; `empty` where nothing is typed.
    """

    def __init__(
        self,
        options: Sequence[Offer] = (),
        *,
        empty: object = None,
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._options: tuple[Offer, ...] = ()
        self._empty = empty
        self.line = _ChoiceLine(self._matching)
        self.line.setPlaceholderText(placeholder)
        chevron = resources() / "icons" / f"chevron-{tokens_of(self).name}.svg"
        arrow = self.line.addAction(QIcon(str(chevron)), TypeAhead.ActionPosition.TrailingPosition)
        arrow.triggered.connect(self._open_all)
        for button in self.line.findChildren(QToolButton):
            button.setAccessibleName(_("Show all choices"))
        self.line.chosen.connect(self._choose)
        self.line.left.connect(self._settle)
        self.line.textChanged.connect(self.changed)
        bare(QHBoxLayout(self)).addWidget(self.line)
        self.setFocusProxy(self.line)
        self.set_options(options)

    def set_options(self, options: Sequence[Offer]) -> None:
        """Offer other options; what is typed stays."""
        self._options = tuple(options)
        self._offers = matching(self._options, fold)

    def set_value(self, value: object) -> None:
        """Show the option of a value; nothing where it has none."""
        shown = next((one.text for one in self._options if one.value == value), "")
        self.line.setText(shown)
        self.line.setCursorPosition(0)
        self.line.setToolTip(tip(shown))

    def value(self) -> object:
        """The option's value. Raises UserError where the text is none of them."""
        text = fold(self.line.text())
        if not text:
            return self._empty
        for option in self._options:
            if fold(option.text) == text:
                return option.value
        message = _("“{text}” is none of the choices for {label}.")
        raise UserError(message.format(text=self.line.text(), label=self.accessibleName()))

    def state(self) -> object:
        """The text as typed."""
        return self.line.text()

    def memo(self) -> Any:
        """The text as typed."""
        return self.line.text()

    def recall(self, memo: Any) -> None:
        """Show the text."""
        self.line.setText(memo)
        self.line.setCursorPosition(0)
        self.line.setToolTip(tip(memo))

    def brief(self) -> str:
        """The option's name."""
        return self.line.text()

    def _matching(self, text: str) -> Sequence[Offer]:
        return self._offers(text)

    def _open_all(self) -> None:
        self.line.setFocus(Qt.FocusReason.MouseFocusReason)
        self.line.selectAll()
        self.line.open("")

    def _choose(self, offer: Offer) -> None:
        self.line.setText(offer.text)
        self.line.setToolTip(tip(offer.text))
        # Marked from its end, so that the beginning of a long name is what shows.
        self.line.setSelection(len(offer.text), -len(offer.text))

    def _settle(self) -> None:
        """Left with a text that only one option answers to, it is that option."""
        if not self.line.text().strip():
            return
        try:
            self.value()
        except UserError:
            found = self._matching(self.line.text())
            if len(found) == 1:
                self.line.setText(found[0].text)
        self.line.setToolTip(tip(self.line.text()))
        self.line.setCursorPosition(0)


class CodeInput(ChoiceInput):
    """One of the codes the program has words for, or an officer's own, which stays what it is."""

    def __init__(
        self, codes: Sequence[Offer], *, empty: object = "", placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        self._codes = tuple(codes)
        super().__init__(codes, empty=empty, placeholder=placeholder, parent=parent)

    def set_value(self, value: object) -> None:
        """Show a code in words, or as it is where there are none."""
        known = not value or any(one.value == value for one in self._codes)
        own = () if known else (Offer(str(value), "", value),)
        self.set_options((*self._codes, *own))
        super().set_value(value)


class _Segment(QPushButton):
    """One of the segments; an arrow goes to the next, Backspace takes the choice back."""

    cleared = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.cleared.emit()
        else:
            super().keyPressEvent(event)


class SegmentInput(Input):
    """One of a few options that all stand side by side, or none.

    Tab comes to it once; arrows go along, a first letter chooses.
    """

    def __init__(self, options: Sequence[Offer], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._values: dict[QPushButton, object] = {}
        self._label = ""
        self.setMinimumHeight(30)  # as the field beside it
        row = bare(QHBoxLayout(self), 4)
        for option in options:
            button = _Segment(caption(option.text))
            button.setCheckable(True)
            button.setProperty("role", "chip")
            button.setAccessibleName(option.text)
            button.cleared.connect(lambda: self.set_value(""))
            self._group.addButton(button)
            self._values[button] = option.value
            row.addWidget(button)
        row.addStretch()
        self._group.buttonToggled.connect(self._toggled)
        self._meet()

    def set_value(self, value: object) -> None:
        """Press the segment of a value; "" presses none."""
        self._group.setExclusive(False)
        for button, own in self._values.items():
            button.setChecked(own == value)
        self._group.setExclusive(True)
        self._meet()
        self.changed.emit()

    def value(self) -> object:
        """The pressed segment's value, "" where none is."""
        return next((own for button, own in self._values.items() if button.isChecked()), "")

    def state(self) -> object:
        """The value."""
        return self.value()

    def memo(self) -> Any:
        """The value."""
        return self.value()

    def recall(self, memo: Any) -> None:
        """Press the segment."""
        self.set_value(memo)

    def brief(self) -> str:
        """The pressed segment's name."""
        return next((one.accessibleName() for one in self._values if one.isChecked()), "")

    def set_label(self, label: str) -> None:
        """Name the row; the segments have names of their own."""
        self.setAccessibleName(label)
        for button in self._values:
            button.setAccessibleDescription(label)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by first letter."""
        typed = fold(event.text())
        for button in self._values if typed else ():
            if fold(button.text()).startswith(typed):
                button.setFocus(Qt.FocusReason.OtherFocusReason)
                button.setChecked(True)
                return
        super().keyPressEvent(event)

    def _toggled(self, _button: object, on: bool) -> None:
        if on:
            self._meet()
            self.changed.emit()

    def _meet(self) -> None:
        """Let Tab come to the pressed segment, or the first where none is."""
        buttons = list(self._values)
        pressed = next((button for button in buttons if button.isChecked()), buttons[0])
        for button in buttons:
            comes = button is pressed
            button.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if comes else Qt.FocusPolicy.ClickFocus
            )
        self.setFocusProxy(pressed)
