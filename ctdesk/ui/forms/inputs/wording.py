"""How the form says the values that the register keeps as codes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ctdesk.db.fields import FIELDS
from ctdesk.reports import labels
from ctdesk.ui.codes import Codes
from ctdesk.ui.widgets.type_ahead import Offer
from ctdesk.words import _

# Codes that a sheet never says, or says at a length that no button has room for.
_OWN: Mapping[str, str] = {
    "usg_asg": _("USG/ASG"), "given_first": _("Given name first"),
    "family_first": _("Family name first"), "single": _("One name only"),
}  # fmt: skip
_SAID: Mapping[str, Callable[[str], str]] = {
    "sensitivity": labels.sensitivity, "focal_point": labels.rank, "status": labels.status,
    "modality": labels.modality, "level": labels.level, "role": labels.role,
    "attendance": labels.attendance, "state": labels.commitment_state,
    "repeats": labels.repeats,
}  # fmt: skip


def said(name: str, code: str) -> str:
    """A code of a column in words, to stand by itself."""
    return _OWN.get(code) or labels.capitalized(_SAID[name](code))


def offers_among(codes: Codes) -> tuple[Offer, ...]:
    """Codes with words of their own."""
    return tuple(Offer(words, value=code) for code, words in codes)


def offers_of(table: str, name: str) -> tuple[Offer, ...]:
    """The choices of a column, in words."""
    return tuple(Offer(said(name, code), value=code) for code in FIELDS[table][name].choices)
