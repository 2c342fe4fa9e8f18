"""A mail as a link: what a mail program reads of it is what was written, whatever that was."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from ctdesk.db.drafts import ContactDraft
from ctdesk.db.queries.posts import PostLine
from ctdesk.exchange.mailto import mailto, verification

HARD = "50 % of A&B = ? #1\nالبند الثاني «حدود» 反恐\n\n+1 212 & more"


def post(**values: object) -> PostLine:
    known: dict[str, object] = {
        "id": 1, "title": "Director & head", "unit": "", "organization_id": 2,
        "organization": "AU", "organization_name": "African Union", "person_id": 3,
        "holder": "Aya Example", "written": "", "starts": None, "ends": None,
        "focal_point": "primary", "themes": ("Border security",), "last_verified": None,
        "contacts": (ContactDraft("phone", "+1 212 555 0100"),),
    }  # fmt: skip
    return PostLine(**{**known, **values})  # type: ignore[arg-type]


@pytest.mark.parametrize("address", ["aya@example.org", "a+b&c?d=e@example.org", "ö%@example.org"])
def test_a_link_says_what_was_written(address: str) -> None:
    link = mailto(f" {address} ", HARD.splitlines()[0], HARD)
    assert link.isascii()
    assert not set(link) & set(' \n"<>')
    parts = urlsplit(link)
    assert parts.scheme == "mailto"
    assert not parts.fragment
    assert unquote(parts.path) == address
    asked = parse_qs(parts.query, strict_parsing=True)
    assert asked == {"subject": [HARD.splitlines()[0]], "body": [HARD.replace("\n", "\r\n")]}


def test_a_blank_stays_a_blank() -> None:
    assert "+" not in mailto("a@example.org", "Is it so?", "Dear colleague")  # RFC 6068


def test_the_mail_says_what_is_known() -> None:
    subject, body = verification(post(), date(2026, 3, 4), "Sam Sample", "Desk")
    assert subject == "AU: is the primary focal point still correct?"
    for said in (
        "Dear Aya Example,", "African Union", "Post: Director & head", "Border security",
        "+1 212 555 0100", "Last verified: 4 Mar 2026",
    ):  # fmt: skip
        assert said in body
    assert body.endswith("Sam Sample\nDesk")


def test_a_vacant_post_is_nobody_to_be_dear_to() -> None:
    vacant = post(holder="", person_id=None, themes=(), focal_point="alternate")
    subject, body = verification(vacant, None, "", "")
    assert "alternate focal point" in subject
    assert body.startswith("Dear colleague,\n")
    assert "Name: vacant" in body
    assert "Themes: all themes" in body
    assert "Last verified" not in body
    assert body.endswith("With kind regards,")
