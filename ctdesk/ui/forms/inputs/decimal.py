"""A number that need not be whole, as people write it."""

from __future__ import annotations

import re

from ctdesk.errors import UserError
from ctdesk.ui.forms.inputs.text import LineInput
from ctdesk.words import _

_GROUPED = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?")
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,9})?", re.ASCII)
_GAPS = str.maketrans("", "", " \u00a0\u202f")


def written(value: float | None) -> str:
    """A number as it is typed and shown: 1,200 or 12.5; "" for none."""
    if value is None:
        return ""
    return f"{value:,.9f}".rstrip("0").rstrip(".") if value % 1 else f"{value:,.0f}"


class DecimalInput(LineInput):
    """A number, or None where nothing is typed."""

    def set_value(self, value: float | None) -> None:  # type: ignore[override]
        """Show a number."""
        super().set_value(written(value))

    def value(self) -> float | None:  # type: ignore[override]
        """The number. Raises UserError where it is none."""
        text = self.line.text().translate(_GAPS).replace("\u2212", "-")
        if not text:
            return None
        if _GROUPED.fullmatch(text):
            text = text.replace(",", "")
        if not _NUMBER.fullmatch(text):
            message = _("{label}: “{value}” is no number; write one such as 1200 or 12.5.")
            typed = self.line.text().strip()
            raise UserError(message.format(label=self.accessibleName(), value=typed))
        return float(text)
