"""A mail as a link that the system's mail program opens: nothing leaves the machine by itself."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

from ctdesk.days import short_day
from ctdesk.db.queries.posts import PostLine
from ctdesk.db.tables.codes import FocalRank
from ctdesk.words import _

_RANKS = {
    FocalRank.PRIMARY.value: _("primary focal point"),
    FocalRank.ALTERNATE.value: _("alternate focal point"),
}


def mailto(address: str, subject: str, body: str) -> str:
    """The link (RFC 6068): ASCII alone, whatever the words are, each of them data."""
    lines = "\r\n".join(body.splitlines())
    written = quote(address.strip(), safe="@")
    return f"mailto:{written}?subject={quote(subject, safe='')}&body={quote(lines, safe='')}"


def verification(post: PostLine, last: date | None, officer: str, unit: str) -> tuple[str, str]:
    """Subject and body of a mail that asks whether a designation is still correct."""
    rank = _RANKS.get(post.focal_point, _("focal point"))
    subject = _("{organization}: is the {rank} still correct?").format(
        organization=post.organization, rank=rank
    )
    themes = ", ".join(post.themes) or _("all themes")
    known = [
        _("Post: {title}").format(title=post.title),
        _("Name: {holder}").format(holder=post.holder or _("vacant")),
        _("Themes: {themes}").format(themes=themes),
        *(_("{kind}: {value}").format(kind=way.kind, value=way.value) for way in post.contacts),
    ]
    if last is not None:
        known.append(_("Last verified: {day}").format(day=short_day(last)))
    asks = _("Our directory has this as the {rank} of {organization}:").format(
        rank=rank, organization=post.organization_name
    )
    parts = (
        _("Dear {holder},").format(holder=post.holder) if post.holder else _("Dear colleague,"),
        asks,
        "\n".join(known),
        _("Is this still correct? If anything has changed, please tell us what it should be."),
        "\n".join(line for line in (_("With kind regards,"), officer, unit) if line),
    )
    return subject, "\n\n".join(parts)
