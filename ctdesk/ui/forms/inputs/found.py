"""One record of the register, found by words typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ctdesk.ui.forms.inputs.base import Input, bare
from ctdesk.ui.plain import tip
from ctdesk.ui.widgets.type_ahead import Offer, TypeAhead


class FoundInput(Input):
    """The value is the id of one record, or None where nothing is typed.

    Those who build on it say `_names`, `_offers`, `_taken` and `_meant`.
    """

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._id: int | None = None
        self._shown = ""
        self.line = TypeAhead(self._offers)
        self.line.setPlaceholderText(placeholder)
        self.line.chosen.connect(lambda offer: self.set_value(self._taken(offer)))
        self.line.textChanged.connect(self.changed)
        bare(QHBoxLayout(self)).addWidget(self.line)
        self.setFocusProxy(self.line)

    def _names(self, record_id: int) -> tuple[str, str]:
        """How a record is shown, and its name in full; both empty where it is gone."""
        raise NotImplementedError

    def _offers(self, text: str) -> Sequence[Offer]:
        """What a text may mean."""
        raise NotImplementedError

    def _taken(self, offer: Offer) -> int:
        """The id of a record that was chosen."""
        raise NotImplementedError

    def _meant(self, text: str) -> int:
        """The id of what was typed and not chosen. Raises UserError where it is none."""
        raise NotImplementedError

    def set_value(self, value: int | None) -> None:
        """Show one."""
        self._id = value
        self._shown, full = ("", "") if value is None else self._names(value)
        self.line.setText(self._shown)
        self.line.setToolTip(tip(full or self._shown))
        self.line.setCursorPosition(0)

    def value(self) -> int | None:
        """The id. Raises UserError where the text names none."""
        text = self.line.text().strip()
        if not text:
            return None
        return self._id if self._id is not None and text == self._shown else self._meant(text)

    def state(self) -> object:
        """Which one, and the text."""
        return self._id, self.line.text()

    def memo(self) -> Any:
        """Which one, and the text."""
        return [self._id, self.line.text()]

    def recall(self, memo: Any) -> None:
        """Show them."""
        self.set_value(memo[0])
        if self.line.text() != memo[1]:
            self.line.setText(memo[1])
            self.line.setCursorPosition(0)

    def brief(self) -> str:
        """The text."""
        return self.line.text().strip()
