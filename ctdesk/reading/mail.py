"""An e-mail taken apart: who wrote it to whom, its text as plain text, what is attached."""

from __future__ import annotations

from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from html.parser import HTMLParser

from ctdesk.errors import UserError
from ctdesk.reading.text import decoded
from ctdesk.words import _

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
    """The e-mail in the bytes. Raises UserError where there is none."""
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
        found = Mail(headers, _text(message), _attachments(message))
    except Exception as error:  # the standard parser raises whatever it stumbles over
        raise UserError(_("This e-mail is damaged and cannot be shown.")) from error
    if not headers:
        raise UserError(_("This is no e-mail."))
    return found


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


class _Words(HTMLParser):
    """Collects what is to be read in HTML; blocks begin on a line of their own."""

    _BLOCKS = frozenset(("p", "br", "div", "tr", "li", "h1", "h2", "h3", "h4", "table", "hr"))
    _SILENT = frozenset(("script", "style", "head", "title"))

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        self._silent += tag in self._SILENT
        if tag in self._BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in ("p", "div", "tr", "table"):
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(" ".join(data.split()) + (" " if data[-1:].isspace() else ""))


def _without_markup(html: str) -> str:
    words = _Words()
    words.feed(html)
    words.close()
    lines: list[str] = []
    for line in "".join(words.parts).splitlines():
        if line.strip() or (lines and lines[-1]):
            lines.append(line.strip())
    return "\n".join(lines)
