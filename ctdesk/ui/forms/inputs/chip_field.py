"""A field of chips with a line at its end: type, Enter adds, Backspace takes away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from ctdesk.db.search.fold import fold
from ctdesk.errors import UserError
from ctdesk.ui.forms.inputs.base import Input, bare, mark
from ctdesk.ui.plain import caption, tip
from ctdesk.ui.widgets.chips import ChipButton
from ctdesk.ui.widgets.flow import FlowLayout
from ctdesk.ui.widgets.type_ahead import Offer, Offers, TypeAhead, matching
from ctdesk.words import _

_SIGN = 20  # px at the chip's end that are its sign


class FieldChip(ChipButton):
    """A chip of a field: pressed it does its work, the sign at its end does another.

    Arrows walk along the chips, Enter or Space presses, Down asks for its menu, Backspace or
    Delete takes it away.
    """

    signed = Signal()  # the sign at the end was pressed
    removed = Signal()
    asked = Signal()  # for the menu
    walked = Signal(int)  # -1 back, 1 on

    def __init__(self, text: str, *, sign: str = "✕", accent: bool = True) -> None:
        super().__init__(text, accent=accent)
        self._text, self._sign = text, sign
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(32)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setToolTip(tip(text))

    @property
    def words(self) -> str:
        """What the chip says, whole."""
        return self._text

    def say(self, text: str) -> None:
        """Say something else."""
        self._text = text
        self.setToolTip(tip(text))
        self.updateGeometry()
        self._elide()

    def sizeHint(self) -> QSize:
        """Room for the whole text."""
        return QSize(self.fontMetrics().horizontalAdvance(self._text + self._end()) + 24, 22)

    def minimumSizeHint(self) -> QSize:
        """A chip shrinks to its line and elides."""
        return QSize(32, 22)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Elide to the room there is."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        metrics = self.fontMetrics()
        room = self.width() - 22 - metrics.horizontalAdvance(self._end())
        shown = metrics.elidedText(self._text, Qt.TextElideMode.ElideRight, room)
        self.setText(caption(shown + self._end()))

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew when it is dressed in another face."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The sign does its own work; anywhere else presses."""
        x = event.position().x()
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            x = self.width() - x
        if self._sign and x > self.width() - _SIGN and event.button() == Qt.MouseButton.LeftButton:
            self.setDown(False)
            self.signed.emit()
        else:
            super().mouseReleaseEvent(event)

    def contextMenuEvent(self, _event: QContextMenuEvent) -> None:
        """Ask for the menu."""
        self.asked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, press, ask or take away."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        forward = Qt.Key.Key_Right
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            forward = Qt.Key.Key_Left
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Right as key:
                self.walked.emit(1 if key == forward else -1)
            case Qt.Key.Key_Backspace | Qt.Key.Key_Delete:
                self.removed.emit()
            case Qt.Key.Key_Down:
                self.asked.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.click()
            case _:
                super().keyPressEvent(event)

    def _end(self) -> str:
        return f"  {self._sign}" if self._sign else ""


class ChipField(Input):
    """A frame of chips, and a line that offers what can be added.

    Those who build on it keep what the chips stand for and call `set_chips`.
    """

    def __init__(self, offers: Offers, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.frame = QFrame()
        self.frame.setProperty("role", "input")
        self.chips: list[FieldChip] = []
        self._flow = FlowLayout(self.frame)
        self._flow.setContentsMargins(8, 4, 8, 4)
        self._placeholder = placeholder
        self.line = TypeAhead(offers)
        self.line.anchor(self.frame)
        self.line.setFrame(False)
        self.line.setMinimumWidth(70)
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self.changed)
        self.line.chosen.connect(self._chosen)
        self._flow.addWidget(self.line)
        self._flow.stretch(self.line)
        self.column = bare(QVBoxLayout(self), 4)
        self.column.addWidget(self.frame)
        self.setFocusProxy(self.line)
        self._set_placeholder()

    def set_label(self, label: str) -> None:
        """Name the field and its line; chips have names of their own."""
        self.setAccessibleName(label)
        self.line.setAccessibleName(label)

    def added(self, value: object) -> None:
        """Add what an offer stands for."""
        raise NotImplementedError

    def removed(self, place: int) -> None:
        """Take away what the chip at a place stands for."""
        raise NotImplementedError

    def pressed(self, place: int) -> None:
        """Say more of what the chip at a place stands for."""

    def asked(self, place: int) -> None:
        """Offer the menu of the chip at a place."""
        self.pressed(place)

    def signed(self, place: int) -> None:
        """The sign of the chip at a place was pressed: take it away."""
        self._take_away(place)

    def set_chips(self, chips: Sequence[FieldChip]) -> None:
        """Show these chips in place of those there are."""
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = list(chips)
        for place, chip in enumerate(self.chips):
            chip.removed.connect(lambda place=place: self._take_away(place))
            chip.signed.connect(lambda place=place: self.signed(place))
            chip.asked.connect(lambda place=place: self.asked(place))
            chip.clicked.connect(lambda _on=False, place=place: self.pressed(place))
            chip.walked.connect(lambda step, place=place: self.walk(place + step))
            chip.installEventFilter(self)
            self._flow.insert(place, chip)
            chip.show()  # now, not when the layout comes round to it: it may take the focus next
        self._set_placeholder()
        self._flow.invalidate()
        self.frame.updateGeometry()
        self.changed.emit()

    def walk(self, place: int) -> None:
        """Give the focus to the chip at a place, or to the line after the last."""
        if place < len(self.chips):
            self.chips[max(0, place)].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def unfinished(self) -> None:
        """Refuse a text that is typed and not added. Raises UserError."""
        text = self.line.text().strip()
        if text:
            message = _("“{text}” is typed but not added: press Enter to add it, or clear it.")
            raise UserError(message.format(text=text))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Frame what has the focus, and let Backspace and Left leave the line for its chips."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            mark(self.frame, "focused", event.type() == QEvent.Type.FocusIn)
        if watched is self.line and event.type() == QEvent.Type.KeyPress:
            return isinstance(event, QKeyEvent) and self._leaves_line(event)
        return False

    def _leaves_line(self, event: QKeyEvent) -> bool:
        back = Qt.Key.Key_Left
        if self.line.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            back = Qt.Key.Key_Right
        at_start = self.line.cursorPosition() == 0 and not self.line.hasSelectedText()
        if not self.chips or not at_start or event.modifiers():
            return False
        if event.key() == Qt.Key.Key_Backspace:
            self._take_away(len(self.chips) - 1)
            return True
        if event.key() == back and not self.line.text():
            self.walk(len(self.chips) - 1)
            return True
        return False

    def _chosen(self, offer: Offer) -> None:
        self.line.setText("")  # unlike `clear`, with nothing for Ctrl+Z to bring back
        self.added(offer.value)

    def _take_away(self, place: int) -> None:
        had_focus = self.chips[place].hasFocus()
        self.removed(place)
        if had_focus and self.chips:
            self.walk(min(place, len(self.chips) - 1))
        else:
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_placeholder(self) -> None:
        self.line.setPlaceholderText("" if self.chips else self._placeholder)


class TagsInput(ChipField):
    """Some of many, as chips: themes, countries. The value is their ids in order."""

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        self._options: dict[object, str] = {}
        self._match: Offers = lambda _text: ()
        self._ids: list[int] = []
        super().__init__(self._offers, placeholder, parent)

    def set_options(self, options: Sequence[Offer]) -> None:
        """What can be chosen; the value of each is its id."""
        self._options = {option.value: option.text for option in options}
        self._match = matching(options, fold)

    def set_value(self, value: Sequence[int]) -> None:
        """Show these."""
        self.line.setText("")
        self._ids = list(value)
        self._show()

    def value(self) -> tuple[int, ...]:
        """Ids as chosen. Raises UserError where a text is not added."""
        self.unfinished()
        return tuple(self._ids)

    def state(self) -> object:
        """What is chosen, and the text."""
        return tuple(self._ids), self.line.text()

    def memo(self) -> Any:
        """What is chosen, and the text."""
        return [list(self._ids), self.line.text()]

    def recall(self, memo: Any) -> None:
        """Show what is chosen, without what can be chosen no longer, and the text."""
        self.set_value([one for one in memo[0] if one in self._options])
        self.line.setText(memo[1])

    def brief(self) -> str:
        """The names."""
        return ", ".join(self._options.get(one, "") for one in self._ids)

    def added(self, value: object) -> None:
        """Choose one more."""
        if isinstance(value, int):
            self._ids.append(value)
            self._show()

    def removed(self, place: int) -> None:
        """Choose one less."""
        del self._ids[place]
        self._show()

    def _offers(self, text: str) -> Sequence[Offer]:
        return [offer for offer in self._match(text) if offer.value not in self._ids]

    def _show(self) -> None:
        self.set_chips([FieldChip(self._options.get(one, "")) for one in self._ids])
