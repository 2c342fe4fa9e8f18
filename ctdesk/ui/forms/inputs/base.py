"""What every input of a form has in common, and the frame of label and fault around it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLayout, QScrollArea, QVBoxLayout, QWidget

from ctdesk.db.fields import FIELDS
from ctdesk.db.operations.validate import clean
from ctdesk.errors import Invalid, UserError
from ctdesk.ui.widgets.card import at_start

L = TypeVar("L", bound=QLayout)


class Input(QWidget):
    """One value of a form.

    `set_value` shows a value, `value` reads it back and raises UserError where what was typed
    cannot be understood. `state` is what is typed now, readable or not: equal states mean that
    nothing was touched, and then a form keeps the value it had, to the last blank. `memo` is
    what is typed as JSON can hold it, and `recall` shows it again, on top of the value shown.
    """

    changed = Signal()
    below: QWidget | None = None  # what a form shows under the line the input stands in

    def set_value(self, value: Any) -> None:
        """Show a value."""
        raise NotImplementedError

    def value(self) -> Any:
        """The value as typed. Raises UserError."""
        raise NotImplementedError

    def state(self) -> object:
        """What is typed now."""
        raise NotImplementedError

    def memo(self) -> Any:
        """What is typed, readable or not, as JSON can hold it."""
        raise NotImplementedError

    def recall(self, memo: Any) -> None:
        """Show what a memo says was typed."""
        raise NotImplementedError

    def brief(self) -> str:
        """What is typed, in a word or two, for the heading of a closed fold."""
        return ""

    def set_label(self, label: str) -> None:
        """What the input is called, for those who hear the form."""
        self.setAccessibleName(label)
        proxy = self.focusProxy()
        if proxy is not None:
            proxy.setAccessibleName(label)

    def set_fault(self, fault: str) -> bool:
        """Mark what is typed as at fault, or with "" as well; whether the input says why itself."""
        for widget in (self, *self.findChildren(QWidget)):
            mark(widget, "fault", bool(fault))
        return False


class Framed(QWidget):
    """An input with its label above it and, when there is one, its fault below."""

    def __init__(self, label: str, content: Input, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.content = content
        self._fault = plain_label("", "fault", wrap=True)
        self._fault.hide()
        column = bare(QVBoxLayout(self), 4)
        if label:
            heading = plain_label(label, "field")
            heading.setBuddy(content)
            column.addWidget(heading)
            content.set_label(label)
        column.addWidget(content)
        column.addWidget(self._fault)
        content.changed.connect(lambda: self.say(""))

    @property
    def fault(self) -> str:
        """The sentence shown below; empty where all is well."""
        return self._fault.text()

    def say(self, fault: str) -> None:
        """Show what is wrong, or with "" that nothing is."""
        if fault == self._fault.text():
            return
        said = self.content.set_fault(fault)
        self._fault.setText(fault)
        self._fault.setVisible(bool(fault) and not said)
        self.content.setAccessibleDescription(fault)


def mark(widget: QWidget, name: str, on: bool) -> None:
    """Set a dynamic property that the stylesheet asks for, and dress the widget anew."""
    if bool(widget.property(name)) != on:
        widget.setProperty(name, on)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def plain_label(text: str, role: str, *, wrap: bool = False) -> QLabel:
    """A label whose text is shown as it is."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    label.setProperty("role", role)
    return at_start(label)


def bare(layout: L, spacing: int = 0) -> L:
    """The layout without margins."""
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    return layout


def tab_stops(widget: QWidget) -> Iterator[QWidget]:
    """The widgets within one that can have the focus, as its layouts set them.

    Also those Tab passes by now: which of a row of chips it stops at changes.
    """
    if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.focusProxy() is None:
        yield widget
    inner = widget.widget() if isinstance(widget, QScrollArea) else None
    if inner is not None:
        yield from tab_stops(inner)
    layout = widget.layout()
    if layout is not None:
        yield from _stops_of(layout)


def _stops_of(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield from tab_stops(widget)
        elif inner is not None:
            yield from _stops_of(inner)


def checked(table: str, **values: Any) -> None:
    """Refuse values of a row of a list as the register would. Raises UserError.

    Faults of a row name the row's columns, which a form also has; so each list checks its own.
    """
    try:
        clean(table, values)
    except Invalid as error:
        raise UserError(str(error)) from error


def label_of(table: str, name: str) -> str:
    """What a column is called."""
    return FIELDS[table][name].label
