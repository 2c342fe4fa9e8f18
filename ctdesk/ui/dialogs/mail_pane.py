"""An e-mail: who wrote it to whom, its text as plain text, what is attached."""

from __future__ import annotations

from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from html.parser import HTMLParser

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from ctdesk.errors import UserError
from ctdesk.reports.unicode import END_ISOLATE, FIRST_STRONG
from ctdesk.ui.dialogs.text_pane import TextPane, decoded
from ctdesk.ui.plain import caption, tip
from ctdesk.ui.theme import UNIT, set_role
from ctdesk.ui.widgets.card import OneLine, label
from ctdesk.ui.widgets.file_size import file_size
from ctdesk.ui.widgets.flow import FlowLayout
from ctdesk.words import _

_ATTACHMENTS = 60  # listed
_HEADER = 2_000  # characters of one


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
        return decoded(payload)[0] if isinstance(payload, bytes) else ""


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


class MailPane(QWidget):
    """Shows the e-mail in `data`; `opened` and `saved` carry the number of an attachment.

    Raises UserError where there is none.
    """

    opened = Signal(int)
    saved = Signal(int)

    def __init__(self, data: bytes, parent: QWidget | None = None) -> None:
        mail = read_mail(data)
        super().__init__(parent)
        self.attachments = mail.attachments
        self.text = TextPane(mail.text)
        self.setFocusProxy(self.text)
        top = QWidget()
        set_role(top, "pane")
        column = QVBoxLayout(top)
        column.setContentsMargins(2 * UNIT, UNIT, 2 * UNIT, UNIT)
        column.addWidget(_headers(mail))
        if mail.attachments:
            column.addWidget(self._attached())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(top)
        layout.addWidget(self.text, 1)

    def _attached(self) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder)
        flow.setContentsMargins(0, 0, 0, 0)
        self.open_buttons: list[QPushButton] = []
        for number, one in enumerate(self.attachments):
            short = one.name if len(one.name) < 48 else f"{one.name[:36]}…{one.name[-10:]}"
            button = QPushButton(caption(f"{short}, {file_size(len(one.data))}"))
            button.setToolTip(tip(one.name))
            button.setAccessibleName(_("Open {name}").format(name=one.name))
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on=False, n=number: self.opened.emit(n))
            save = QPushButton(_("Save…"))
            set_role(save, "quiet")
            save.setAccessibleName(_("Save {name}").format(name=one.name))
            save.setAutoDefault(False)
            save.clicked.connect(lambda _on=False, n=number: self.saved.emit(n))
            self.open_buttons.append(button)
            flow.addWidget(button)
            flow.addWidget(save)
        return holder


def _headers(mail: Mail) -> QWidget:
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(2 * UNIT)
    grid.setVerticalSpacing(3)
    grid.setColumnStretch(1, 1)
    for number, (name, value) in enumerate(mail.headers):
        grid.addWidget(label(name, "muted", wrap=False), number, 0)
        said = OneLine(
            f"{FIRST_STRONG}{value}{END_ISOLATE}", "strong" if name == _("Subject") else ""
        )
        said.setToolTip(tip(value) if len(value) > 60 else "")
        grid.addWidget(said, number, 1)
    return holder
