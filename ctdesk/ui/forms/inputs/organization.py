"""One body or one person, found by any part of the name in any language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ctdesk.db.search.fold import fold
from ctdesk.errors import UserError
from ctdesk.ui.forms.inputs.base import Input, bare
from ctdesk.ui.forms.inputs.directory import Directory, PartyKind
from ctdesk.ui.plain import tip
from ctdesk.ui.widgets.type_ahead import Offer, TypeAhead
from ctdesk.words import _

_UNKNOWN: Mapping[PartyKind, str] = {
    "organization": _("“{text}” is no organization in the register; choose one from the list."),
    "person": _("“{text}” is nobody in the register; choose from the list, or add them there."),
}


class PartyInput(Input):
    """The value is the id of a party of one kind, or None where nothing is typed."""

    kind: ClassVar[PartyKind]

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
        """Show one."""
        self._id = value
        shown = "" if value is None else self._directory.short((self.kind, value))
        self.line.setText(shown)
        full = "" if value is None else self._directory.full((self.kind, value))
        self.line.setToolTip(tip(full or shown))
        self.line.setCursorPosition(0)

    def value(self) -> int | None:
        """The id. Raises UserError where the text names none."""
        text = self.line.text().strip()
        if not text:
            return None
        if self._id is not None and text == self._directory.short((self.kind, self._id)):
            return self._id
        for offer in self._directory.offers(text, (self.kind,)):
            if isinstance(offer.value, tuple) and fold(offer.text) == fold(text):
                return self._directory.take(offer.value)[1]
        raise UserError(_UNKNOWN[self.kind].format(text=text))

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

    def _offers(self, text: str) -> Sequence[Offer]:
        return self._directory.offers(text, (self.kind,))

    def _chosen(self, offer: Offer) -> None:
        self.set_value(self._directory.take(offer.value)[1])


class OrganizationInput(PartyInput):
    """The value is a body's id, or None where nothing is typed."""

    kind = "organization"


class PersonInput(PartyInput):
    """The value is a person's id, or None where nothing is typed."""

    kind = "person"
