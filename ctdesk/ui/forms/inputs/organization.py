"""One body, found by any part of its name in any language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ctdesk.db.search.fold import fold
from ctdesk.errors import UserError
from ctdesk.ui.forms.inputs.base import Input, bare
from ctdesk.ui.forms.inputs.directory import Directory, PartyKind
from ctdesk.ui.forms.inputs.type_ahead import Offer, TypeAhead
from ctdesk.words import _

_BODIES: tuple[PartyKind, ...] = ("organization",)


class OrganizationInput(Input):
    """The value is the body's id, or None where nothing is typed."""

    def __init__(
        self, directory: Directory, placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._directory = directory
        self._id: int | None = None
        self.line = TypeAhead(self._offers)
        self.line.setPlaceholderText(placeholder)
        self.line.chosen.connect(self._chosen)
        self.line.textChanged.connect(self.changed)
        bare(QHBoxLayout(self)).addWidget(self.line)
        self.setFocusProxy(self.line)

    def set_value(self, value: int | None) -> None:
        """Show a body."""
        self._id = value
        shown = "" if value is None else self._directory.short(("organization", value))
        self.line.setText(shown)
        full = "" if value is None else self._directory.full(("organization", value))
        self.line.setToolTip(full or shown)
        self.line.setCursorPosition(0)

    def value(self) -> int | None:
        """The body's id. Raises UserError where the text names none."""
        text = self.line.text().strip()
        if not text:
            return None
        if self._id is not None and text == self._directory.short(("organization", self._id)):
            return self._id
        for offer in self._directory.offers(text, _BODIES):
            if isinstance(offer.value, tuple) and fold(offer.text) == fold(text):
                return self._directory.take(offer.value)[1]
        message = _("“{text}” is no organization in the register; choose one from the list.")
        raise UserError(message.format(text=text))

    def state(self) -> object:
        """The body and the text."""
        return self._id, self.line.text()

    def memo(self) -> Any:
        """The body and the text."""
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

    def _offers(self, text: str) -> Sequence[Offer]:
        return self._directory.offers(text, _BODIES)

    def _chosen(self, offer: Offer) -> None:
        self.set_value(self._directory.take(offer.value)[1])
