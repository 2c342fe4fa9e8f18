"""Every visible string passes through here, so that it can be said in another language."""

from __future__ import annotations

import gettext

from ctdesk.paths import resources

DOMAIN = "ctdesk"

_catalogue = gettext.translation(DOMAIN, resources() / "locale", fallback=True)
_ = _catalogue.gettext
ngettext = _catalogue.ngettext
