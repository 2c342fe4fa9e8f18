"""One body or one person, found by any part of the name in any language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from ctdesk.db.search.fold import fold
from ctdesk.errors import UserError
from ctdesk.ui.forms.inputs.directory import Directory, PartyKind
from ctdesk.ui.forms.inputs.found import FoundInput
from ctdesk.ui.widgets.type_ahead import Offer
from ctdesk.words import _

_UNKNOWN: Mapping[PartyKind, str] = {
    "organization": _("“{text}” is no organization in the register; choose one from the list."),
    "person": _("“{text}” is nobody in the register; choose from the list, or add them there."),
}


class PartyInput(FoundInput):
    """The value is the id of a party of one kind, or None where nothing is typed."""

    kind: ClassVar[PartyKind]

    def __init__(
        self, directory: Directory, placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(placeholder, parent)
        self._directory = directory

    def _names(self, record_id: int) -> tuple[str, str]:
        party = (self.kind, record_id)
        return self._directory.short(party), self._directory.full(party)

    def _offers(self, text: str) -> Sequence[Offer]:
        return self._directory.offers(text, (self.kind,))

    def _taken(self, offer: Offer) -> int:
        return self._directory.take(offer.value)[1]

    def _meant(self, text: str) -> int:
        for offer in self._offers(text):
            if isinstance(offer.value, tuple) and fold(offer.text) == fold(text):
                return self._taken(offer)
        raise UserError(_UNKNOWN[self.kind].format(text=text))


class OrganizationInput(PartyInput):
    """The value is a body's id, or None where nothing is typed."""

    kind = "organization"


class PersonInput(PartyInput):
    """The value is a person's id, or None where nothing is typed."""

    kind = "person"
