"""Saved searches by name, below the pages, each with how many records it finds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QVBoxLayout, QWidget

from ctdesk.ui.actions import menu_action, show_keys
from ctdesk.ui.direction import margins_of
from ctdesk.ui.plain import wrapped_tip
from ctdesk.ui.theme import UNIT
from ctdesk.ui.widgets.card import label
from ctdesk.ui.widgets.fitting_area import FittingArea
from ctdesk.ui.widgets.nav_button import NavButton, section_label
from ctdesk.words import _

if TYPE_CHECKING:
    from ctdesk.db.queries.searches import Saved

_FEWEST = 64  # px of them that are seen in a low window
_RENAME, _DELETE = Qt.Key.Key_F2, Qt.Key.Key_Delete


class SavedButton(NavButton):
    """One saved search. `stepped` says that the keyboard is wanted so many further down."""

    rename_wanted = Signal()
    delete_wanted = Signal()
    stepped = Signal(int)

    def __init__(self, one: Saved, where: str, *, read_only: bool) -> None:
        super().__init__(one.name, _("{name}, {list}").format(name=one.name, list=where))
        self.one = one
        self._read_only = read_only
        self.setToolTip(wrapped_tip(f"{one.name}\n{where}: {one.query}"))
        self.setAccessibleDescription(one.query)

    def event(self, event: QEvent) -> bool:
        # These keys are this button's while it has the keyboard, whatever else listens.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            with_others = event.modifiers() & ~Qt.KeyboardModifier.ControlModifier
            if event.key() in (_RENAME, _DELETE) and not with_others:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 renames, Delete deletes, Up and Down go to the next."""
        match event.key():
            case Qt.Key.Key_F2 | Qt.Key.Key_Delete if self._read_only:
                return
            case Qt.Key.Key_F2:
                self.rename_wanted.emit()
            case Qt.Key.Key_Delete:
                self.delete_wanted.emit()
            case Qt.Key.Key_Up | Qt.Key.Key_Down as key:
                self.stepped.emit(1 if key == Qt.Key.Key_Down else -1)
            case _:
                super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, do, keys in (
            (_("Show"), self.click, ""),
            (_("Rename"), self.rename_wanted.emit, "F2"),
            (_("Delete"), self.delete_wanted.emit, "Del"),
        ):
            action = menu_action(words, do)
            action.setParent(menu)  # and goes with it
            if keys:
                show_keys(action, keys)
                action.setEnabled(not self._read_only)
            menu.addAction(action)
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        corner = self.rect().bottomRight() if self.isRightToLeft() else self.rect().bottomLeft()
        menu.popup(self.mapToGlobal(corner) if by_key else event.globalPos())


class NameLine(QLineEdit):
    """A name being typed. `entered` carries it; `left` says that it is not wanted.

    `gone` says that the officer went on to something else.
    """

    entered = Signal(str)
    left = Signal()
    gone = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter gives the name, Escape leaves all as it was."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit(self.text())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        passing = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
        if event.reason() not in passing:
            self.gone.emit()


class SavedList(QWidget):
    """Hidden while there are none.

    `chosen` and `delete_wanted` carry a `Saved`; `named` one and its new name, or None and the
    name of what is to be saved: who knows whether it can be so calls `end_naming` or `refuse`.
    `left` says that the keyboard is wanted elsewhere.
    """

    chosen = Signal(object)
    named = Signal(object, str)
    delete_wanted = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Saved searches"))
        self._buttons: list[SavedButton] = []
        self._renamed: SavedButton | None = None
        self._kind = ""  # of what is being named
        self.line = NameLine()
        self.line.setAccessibleName(_("Name of the saved search"))
        self._hint = label("", "caption")
        self._hint.setContentsMargins(margins_of(self, 10, 2, 0, 4))
        holder = QWidget()
        self._rows = QVBoxLayout(holder)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(1)
        self._rows.addWidget(self.line)
        self._rows.addWidget(self._hint)
        self._area = FittingArea(holder, _FEWEST)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(1)
        layout.addWidget(section_label(_("Saved"), self))
        layout.addWidget(self._area)
        self.line.textEdited.connect(lambda _text: self._say_taken())
        self.line.entered.connect(lambda name: self.named.emit(self._one, name))
        self.line.left.connect(self._leave_name)
        self.line.gone.connect(self._stop_naming)
        self._stop_naming()

    @property
    def buttons(self) -> Sequence[SavedButton]:
        """One for each, in their order."""
        return self._buttons

    def show_all(
        self, searches: Sequence[Saved], where: Mapping[str, str], *, read_only: bool
    ) -> None:
        """List these; `where` names the page of each kind."""
        at = next((n for n, one in enumerate(self._buttons) if one.hasFocus()), None)
        focused = None if at is None else self._buttons[at].one.id
        if self._renamed is not None:
            self._stop_naming()
        for button in self._buttons:
            self._rows.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [self._made(one, where.get(one.kind, ""), read_only) for one in searches]
        self._fit()
        if at is not None:
            self._keep_focus(focused, at)

    def _made(self, one: Saved, where: str, read_only: bool) -> SavedButton:
        button = SavedButton(one, where, read_only=read_only)
        button.clicked.connect(partial(self.chosen.emit, one))
        button.rename_wanted.connect(partial(self._rename, button))
        button.delete_wanted.connect(partial(self.delete_wanted.emit, one))
        button.stepped.connect(partial(self._step, button))
        button.focused.connect(partial(self._area.ensureWidgetVisible, button, 0, 2))
        self._rows.addWidget(button)
        button.show()  # at once: it may be to take the keyboard
        return button

    def _keep_focus(self, focused: int | None, at: int) -> None:
        same = [button for button in self._buttons if button.one.id == focused]
        near = self._buttons[min(at, len(self._buttons) - 1) :][:1] if self._buttons else []
        for button in (same or near)[:1]:
            button.setFocus()
        if not self._buttons:
            self.left.emit()

    def _step(self, button: SavedButton, by: int) -> None:
        at = self._buttons.index(button) + by
        if 0 <= at < len(self._buttons):
            self._buttons[at].setFocus(Qt.FocusReason.TabFocusReason)

    def set_counts(self, counts: Mapping[int, int]) -> None:
        """Say how many each finds, by id; those that are missing are not understood."""
        for button in self._buttons:
            if button.one.id in counts:
                button.set_count(counts[button.one.id])
            else:
                button.say_no_count(_("not understood any more"))

    def mark(self, kind: str, query: str) -> None:
        """Mark those whose list is on show."""
        for button in self._buttons:
            button.setChecked((button.one.kind, button.one.query) == (kind, query))

    # A name

    def ask_name(self, kind: str, proposed: str) -> None:
        """Have what is to be saved of a kind named, where the others are."""
        self._begin_name(None, kind, proposed)

    def _rename(self, button: SavedButton) -> None:
        self._begin_name(button, button.one.kind, button.one.name)

    def _begin_name(self, button: SavedButton | None, kind: str, name: str) -> None:
        self._stop_naming()
        self._renamed, self._kind = button, kind
        at = 0 if button is None else self._rows.indexOf(button)
        self._rows.insertWidget(at, self.line)
        self._rows.insertWidget(self._rows.indexOf(self.line) + 1, self._hint)
        self.line.setText(name)
        self.line.show()
        if button is not None:
            button.hide()
        self._say_taken()
        self._fit()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.selectAll()
        self._area.ensureWidgetVisible(self.line, 0, 2 * UNIT)

    @property
    def _one(self) -> Saved | None:
        return None if self._renamed is None else self._renamed.one

    def _say_taken(self) -> None:
        """Say before Enter what a name comes to that is there already."""
        wanted = _fold(self.line.text())
        same = [
            one.one
            for one in self._buttons
            if one.one.kind == self._kind and one is not self._renamed
            if _fold(one.one.name) == wanted
        ]
        if not same:
            self._say("")
        elif self._renamed is None:
            self._say(_("Replaces “{name}”").format(name=same[0].name))
        else:
            self._say(_("Another is called “{name}”.").format(name=same[0].name))

    def _say(self, words: str) -> None:
        self._hint.setText(words)
        self._hint.setVisible(bool(words))
        self.line.setAccessibleDescription(words)
        self._fit()

    def refuse(self, why: str) -> None:
        """Say why a name cannot be given, and have it typed otherwise."""
        self._say(why)

    def end_naming(self, one: Saved | None) -> None:
        """Take it that the name is given; the keyboard goes to what was renamed."""
        self._stop_naming()
        same = [button for button in self._buttons if one is not None and button.one.id == one.id]
        if same:
            same[0].setFocus()
        else:
            self.left.emit()

    def _leave_name(self) -> None:
        button = self._renamed
        self._stop_naming()
        if button is not None:
            button.setFocus()
        else:
            self.left.emit()

    def _stop_naming(self) -> None:
        button, self._renamed = self._renamed, None
        if button is not None:
            button.show()
        self.line.hide()
        self._hint.hide()
        self._fit()

    def _fit(self) -> None:
        """Take the room that is needed, and none where there is nothing to show."""
        self.setVisible(bool(self._buttons) or not self.line.isHidden())
        self._area.updateGeometry()


@lru_cache(maxsize=512)
def _fold(text: str) -> str:
    from ctdesk.db.search.fold import fold  # of `db`: not before the first list

    return fold(text) or text
