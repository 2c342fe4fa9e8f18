"""An e-mail taken apart: who wrote it to whom, its text as plain text, what is attached."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from functools import partial
from html import unescape

from ctdesk.errors import UserError
from ctdesk.reading import outlook
from ctdesk.reading.text import decoded
from ctdesk.words import _

_TAG = re.compile(r"<(?:!--|(/?)([a-z][a-z0-9]*)\b[^<>]*>|[!?][^<>]*>)", re.IGNORECASE)
_BLANKS = re.compile(r"\s+")
_BLOCKS = frozenset(("p", "br", "div", "tr", "li", "h1", "h2", "h3", "h4", "table", "hr"))
_CLOSED = frozenset(("p", "div", "tr", "table"))
_SILENT = frozenset(("script", "style", "head", "title"))
_ATTACHMENTS = 60  # listed
_HEADER = 2_000  # characters of one
LONGEST = 500_000  # characters of a text in letters that nobody knows


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file within an e-mail."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    """An e-mail taken apart; `headers` are names and values of those that are there."""

    headers: tuple[tuple[str, str], ...]
    text: str
    attachments: tuple[Attachment, ...]


def read_mail(data: bytes) -> Mail:
    """The e-mail in the bytes, Outlook's too. Raises UserError where there is none."""
    found = _outlook(data) if data.startswith(outlook.SIGNATURE) else _standard(data)
    if not found.headers:
        raise UserError(_("This is no e-mail."))
    return found


def _outlook(data: bytes) -> Mail:
    try:
        message = outlook.read_message(data)
    except outlook.DamagedError as error:
        raise UserError(_("This e-mail is damaged and cannot be shown.")) from error
    own = partial(outlook.text_of, message.own)
    address = own("5D01") or own("0C1F")
    sender = f"{own('0C1A')} <{address}>" if "@" in address else own("0C1A")
    said = (
        (_("From"), sender), (_("To"), own("0E04")), (_("Cc"), own("0E03")),
        (_("Subject"), own("0037")),
    )  # fmt: skip
    headers = tuple((name, " ".join(text.split())[:_HEADER]) for name, text in said if text)
    page = own("1013") or decoded(message.own.get("10130102", b""), LONGEST)[0]
    return Mail(headers, own("1000") or _without_markup(page), _attached(message))


def _attached(message: outlook.Message) -> tuple[Attachment, ...]:
    found = []
    for number, one in enumerate(message.attached[:_ATTACHMENTS], 1):
        data = one.get("37010102", b"")
        name = outlook.text_of(one, "3707") or outlook.text_of(one, "3704")
        name = name or _("Attachment {number}").format(number=number)
        if data:  # a message within is none of bytes
            found.append(Attachment(" ".join(name.split()), outlook.text_of(one, "370E"), data))
    return tuple(found)


def _standard(data: bytes) -> Mail:
    try:
        message = message_from_bytes(data, policy=policy.default)
        assert isinstance(message, EmailMessage)
        names = (
            ("From", _("From")), ("To", _("To")), ("Cc", _("Cc")), ("Date", _("Date")),
            ("Subject", _("Subject")),
        )  # fmt: skip
        headers = tuple(
            (said, " ".join(str(message[name]).split())[:_HEADER])
            for name, said in names
            if message[name]
        )
        return Mail(headers, _text(message), _attachments(message))
    except Exception as error:  # the standard parser raises whatever it stumbles over
        raise UserError(_("This e-mail is damaged and cannot be shown.")) from error


def _text(message: EmailMessage) -> str:
    body = message.get_body(("plain", "html"))
    if body is None:
        return ""
    text = _decoded(body)
    return _without_markup(text) if body.get_content_type() == "text/html" else text


def _decoded(part: MIMEPart) -> str:
    try:
        return str(part.get_content())
    except (LookupError, UnicodeError):  # a character set nobody knows
        payload = part.get_payload(decode=True)
        return decoded(payload, LONGEST)[0] if isinstance(payload, bytes) else ""


def _attachments(message: EmailMessage) -> tuple[Attachment, ...]:
    found = []
    for number, part in enumerate(message.iter_attachments(), 1):
        if number > _ATTACHMENTS:
            break
        kind = part.get_content_type()
        if kind == "message/rfc822":
            inner = part.get_payload(0) if part.is_multipart() else None
            data = inner.as_bytes() if isinstance(inner, EmailMessage) else b""
            subject = str(inner["Subject"] or "") if isinstance(inner, EmailMessage) else ""
            name = part.get_filename() or f"{subject or _('Attached e-mail')}.eml"
        else:
            payload = part.get_payload(decode=True)
            data = payload if isinstance(payload, bytes) else b""
            name = part.get_filename() or _("Attachment {number}").format(number=number)
        found.append(Attachment(" ".join(name.split()), kind, data))
    return tuple(found)


def _without_markup(page: str) -> str:
    """What is to be read in HTML; blocks begin on a line of their own.

    In one pass, whatever is in it: the standard parser takes minutes for some pages.
    """
    parts: list[str] = []
    at, silent = 0, ""
    while tag := _TAG.search(page, at):
        parts.append("" if silent else _flowing(page[at : tag.start()]))
        at = tag.end()
        if tag.group() == "<!--":
            end = page.find("-->", at)
            at = len(page) if end < 0 else end + 3
            continue
        closes, name = bool(tag[1]), (tag[2] or "").lower()
        if silent:
            ends = (closes and name == silent) or (silent == "head" and name == "body")
            silent = "" if ends else silent
        elif name in _SILENT and not closes:
            silent = name
        if name in (_CLOSED if closes else _BLOCKS):
            parts.append("\n")
    parts.append("" if silent else _flowing(page[at:]))
    lines: list[str] = []
    for line in "".join(parts).splitlines():
        if line.strip() or (lines and lines[-1]):
            lines.append(line.strip())
    return "\n".join(lines)


def _flowing(text: str) -> str:
    return _BLANKS.sub(" ", unescape(text))
