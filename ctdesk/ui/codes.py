"""Words for the codes of an organization's record: its status, its languages, its addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctdesk.db.queries.quiet import NO_MORE
from ctdesk.words import _

if TYPE_CHECKING:  # the first list need not wait for the profile
    from ctdesk.db.queries.focal_points import FocalRow
    from ctdesk.db.queries.organizations import OrganizationRow
    from ctdesk.db.queries.profiles import Head

Codes = tuple[tuple[str, str], ...]

STATUSES: Codes = (
    ("active", _("Active")), ("historical", _("Historical")), ("defunct", _("Defunct")),
)  # fmt: skip
LANGUAGES: Codes = (
    ("en", _("English")), ("fr", _("French")), ("es", _("Spanish")),
    ("ar", _("Arabic")), ("ru", _("Russian")), ("zh", _("Chinese")),
)  # fmt: skip
NAMES: Codes = (
    ("translation", _("Translation")), ("former", _("Former")), ("alias", _("Alias")),
)  # fmt: skip
CONTACTS: Codes = (
    ("email", _("E-mail")), ("phone", _("Telephone")), ("address", _("Address")),
    ("web", _("Web")), ("other", _("Other")),
)  # fmt: skip
MEMBER_ROLES: Codes = (
    ("chair", _("Chair")), ("co_chair", _("Co-chair")), ("vice_chair", _("Vice-chair")),
    ("secretariat", _("Secretariat")), ("member", _("Member")),
    ("participating_state", _("Participating State")), ("observer", _("Observer")),
)  # fmt: skip
MEMBER_STATUSES: Codes = (
    ("current", _("Current")), ("unknown", _("Unknown")), ("uncertain", _("Uncertain")),
    ("suspended", _("Suspended")), ("withdrawn", _("Withdrawn")),
)  # fmt: skip


def words_for(code: str, codes: Codes) -> str:
    """A code to read; one that an officer added stands for itself."""
    return dict(codes).get(code, code)


def no_longer(body: OrganizationRow | FocalRow | Head) -> str:
    """What to say of a body that nobody can engage any more; "" of all others."""
    return _("historical") if body.status in NO_MORE else ""
