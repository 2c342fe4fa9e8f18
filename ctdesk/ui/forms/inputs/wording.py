"""How the form says the values that the register keeps as codes."""

from __future__ import annotations

from collections.abc import Mapping

from ctdesk.db.fields import FIELDS
from ctdesk.ui.codes import Codes
from ctdesk.ui.widgets.type_ahead import Offer
from ctdesk.words import _

WORDS: Mapping[str, str] = {
    "planned": _("Planned"), "held": _("Held"), "postponed": _("Postponed"),
    "cancelled": _("Cancelled"),
    "in_person": _("In person"), "virtual": _("Virtual"), "hybrid": _("Hybrid"),
    "invited": _("Invited"), "apologies": _("Apologies"),
    "principal": _("Principal"), "ambassadorial": _("Ambassadorial"), "usg_asg": _("USG/ASG"),
    "director": _("Director"), "working": _("Working"),
    "chair": _("Chair"), "co_chair": _("Co-chair"), "organizer": _("Organizer"),
    "co_organizer": _("Co-organizer"), "speaker": _("Speaker"),
    "guest_speaker": _("Guest speaker"), "briefer": _("Briefer"), "delegate": _("Delegate"),
    "observer": _("Observer"), "interpreter": _("Interpreter"),
    "unclassified": _("Unclassified"), "confidential": _("Confidential"),
    "strictly_confidential": _("Strictly confidential"),
    "given_first": _("Given name first"), "family_first": _("Family name first"),
    "single": _("One name only"), "primary": _("Primary"), "alternate": _("Alternate"),
    "open": _("Open"), "done": _("Done"), "dropped": _("Dropped"), "superseded": _("Superseded"),
}  # fmt: skip


def offers_among(codes: Codes) -> tuple[Offer, ...]:
    """Codes with words of their own."""
    return tuple(Offer(words, value=code) for code, words in codes)


def offers_of(table: str, name: str) -> tuple[Offer, ...]:
    """The choices of a column, in words."""
    return tuple(Offer(WORDS[code], value=code) for code in FIELDS[table][name].choices)
