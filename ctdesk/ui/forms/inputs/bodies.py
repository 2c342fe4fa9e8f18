"""Several bodies, found by any part of their names in any language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from ctdesk.ui.forms.inputs.chip_field import ChipField, FieldChip
from ctdesk.ui.forms.inputs.directory import Directory, PartyKind
from ctdesk.ui.plain import tip
from ctdesk.ui.widgets.type_ahead import Offer


class BodiesInput(ChipField):
    """The value is a tuple of ids of bodies, newcomers of the form among them."""

    def __init__(
        self, directory: Directory, placeholder: str, parent: QWidget | None = None
    ) -> None:
        self._directory = directory
        self._ids: list[int] = []
        super().__init__(self._offers, placeholder, parent)

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
        """Show what is chosen, without those that are gone, and the text."""
        self.set_value([one for one in memo[0] if self._directory.short(("organization", one))])
        self.line.setText(memo[1])

    def brief(self) -> str:
        """The short names."""
        return ", ".join(self._directory.short(("organization", one)) for one in self._ids)

    def added(self, value: object) -> None:
        """Choose one more."""
        one = self._directory.take(value)[1]
        if one not in self._ids:
            self._ids.append(one)
            self._show()

    def removed(self, place: int) -> None:
        """Choose one less."""
        del self._ids[place]
        self._show()

    def _offers(self, text: str) -> Sequence[Offer]:
        kinds: tuple[PartyKind] = ("organization",)
        chosen = [("organization", one) for one in self._ids]
        return [one for one in self._directory.offers(text, kinds) if one.value not in chosen]

    def _show(self) -> None:
        chips = []
        for one in self._ids:
            chip = FieldChip(self._directory.short(("organization", one)))
            chip.setToolTip(tip(self._directory.full(("organization", one))))
            chips.append(chip)
        self.set_chips(chips)
