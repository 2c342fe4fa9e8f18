"""Inputs of plain text: a line, several lines, a number, a day, yes or no."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from math import ceil
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPlainTextEdit, QWidget

from ctdesk.errors import UserError
from ctdesk.ui.forms.inputs import when_text
from ctdesk.ui.forms.inputs.base import Input, bare
from ctdesk.ui.plain import caption
from ctdesk.ui.widgets.elided_line import ElidedLine
from ctdesk.words import _


class LineInput(Input):
    """One line of text."""

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = ElidedLine()
        self.line.setPlaceholderText(placeholder)
        self.line.textChanged.connect(self.changed)
        bare(QHBoxLayout(self)).addWidget(self.line)
        self.setFocusProxy(self.line)

    def set_value(self, value: str) -> None:
        """Show a text, from its beginning."""
        self.line.setText(value)
        self.line.setCursorPosition(0)

    def value(self) -> str:
        """The text as typed."""
        return self.line.text()

    def state(self) -> object:
        """The text as typed."""
        return self.line.text()

    def memo(self) -> Any:
        """The text as typed."""
        return self.line.text()

    def recall(self, memo: Any) -> None:
        """Show the text, from its beginning."""
        self.line.setText(memo)
        self.line.setCursorPosition(0)

    def brief(self) -> str:
        """The text as typed."""
        return self.line.text().strip()


class NumberInput(LineInput):
    """A whole number, or None where nothing is typed."""

    def set_value(self, value: int | None) -> None:  # type: ignore[override]
        """Show a number."""
        super().set_value("" if value is None else str(value))

    def value(self) -> int | None:  # type: ignore[override]
        """The number. Raises UserError where it is none."""
        text = self.line.text().strip()
        if not text:
            return None
        if not text.isdecimal() or len(text) > 9:
            message = _("{label} is a whole number, not “{value}”.")
            raise UserError(message.format(label=self.accessibleName(), value=text))
        return int(text)


class DayInput(LineInput):
    """A day as people write it, or None where nothing is typed; left, it is written out."""

    def __init__(
        self, today: Callable[[], date], placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(placeholder, parent)
        self._today = today
        self.line.editingFinished.connect(self._write_out)

    def set_value(self, value: date | None) -> None:  # type: ignore[override]
        """Show a day."""
        super().set_value("" if value is None else when_text.write_day(value))

    def value(self) -> date | None:  # type: ignore[override]
        """The day. Raises UserError where the text is none."""
        text = self.line.text()
        return when_text.read_day(text, today=self._today()) if text.strip() else None

    def memo(self) -> Any:
        """The text, and the day it was typed on."""
        return [self.line.text(), self._today().isoformat()]

    def recall(self, memo: Any) -> None:
        """Show the text; what names a day by that of the typing is written out."""
        text, typed_on = memo[0], date.fromisoformat(memo[1])
        if text.strip() and typed_on != self._today():
            with suppress(UserError):
                text = when_text.write_day(when_text.read_day(text, today=typed_on))
        super().recall(text)

    def _write_out(self) -> None:
        # "tomorrow" must not mean another day when the form is read tomorrow.
        try:
            day = self.value()
        except UserError:
            return  # said when the form is saved; what is typed stays
        if day is not None and self.line.text() != when_text.write_day(day):
            self.set_value(day)


_EDGES = 2 * (4 + 1)  # px: padding and border of a text, as the stylesheet has them


class _Text(QPlainTextEdit):
    """Grows with its text from `least` to `most` lines; Tab moves on."""

    def __init__(self, least: int, most: int) -> None:
        super().__init__()
        self._least, self._most = least, most
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        # Lines of other scripts are higher than the face's own: each block is measured.
        block, tall = self.document().begin(), 0.0
        while block.isValid():
            tall += self.blockBoundingRect(block).height()
            block = block.next()
        line = self.fontMetrics().lineSpacing()
        shown = min(max(tall, self._least * line), self._most * line)
        self.setFixedHeight(ceil(shown + 2 * self.document().documentMargin()) + _EDGES)

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()  # the form's
            return
        super().keyPressEvent(event)


class TextInput(Input):
    """Text of several lines."""

    def __init__(
        self, placeholder: str = "", least: int = 2, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.text = _Text(least, 12)
        self.text.setPlaceholderText(placeholder)
        self.text.textChanged.connect(self.changed)
        bare(QHBoxLayout(self)).addWidget(self.text)
        self.setFocusProxy(self.text)

    def set_value(self, value: str) -> None:
        """Show a text."""
        self.text.setPlainText(value)

    def value(self) -> str:
        """The text as typed; unlike Qt's own reading, fixed blanks stay fixed."""
        raw = self.text.document().toRawText()
        return raw.replace("\u2029", "\n").replace("\u2028", "\n")

    def state(self) -> object:
        """The text as typed."""
        return self.value()

    def memo(self) -> Any:
        """The text as typed."""
        return self.value()

    def recall(self, memo: Any) -> None:
        """Show the text."""
        self.set_value(memo)

    def brief(self) -> str:
        """The first line."""
        return self.value().strip().partition("\n")[0]


class YesNoInput(Input):
    """Yes or no: a box with its name beside it."""

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QCheckBox(caption(label))
        self.box.toggled.connect(self.changed)
        bare(QHBoxLayout(self)).addWidget(self.box)
        self.setFocusProxy(self.box)
        self.set_label(label)
        self._label = label

    def set_value(self, value: bool) -> None:
        """Tick the box or not."""
        self.box.setChecked(value)

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.box.isChecked()

    def state(self) -> object:
        """Whether it is ticked."""
        return self.box.isChecked()

    def memo(self) -> Any:
        """Whether it is ticked."""
        return self.box.isChecked()

    def recall(self, memo: Any) -> None:
        """Tick the box or not."""
        self.set_value(memo)

    def brief(self) -> str:
        """Its name where it is ticked."""
        return self._label if self.box.isChecked() else ""
