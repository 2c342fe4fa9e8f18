"""The words of a file, page by page: what finding knows of it.

What a file is follows from its bytes, and from its name only where bytes say nothing. How much is
read of a file is bounded, in characters, pages and time: a file may be made to do harm.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from time import monotonic
from typing import Literal

from ctdesk.errors import UserError
from ctdesk.reading.mail import read_mail
from ctdesk.reading.outlook import SIGNATURE
from ctdesk.reading.pdf import page_texts
from ctdesk.reading.text import decoded
from ctdesk.reading.word import is_word, word_text

Kind = Literal["pdf", "word", "mail", "text", ""]

CHARACTERS = 5_000_000  # kept of a file
PART = 20_000  # characters that are kept and found together: a long page is several parts
PARTS = 10_000  # of a file
SECONDS = 60  # that reading a file may take
_DEEPEST = 3  # e-mails within e-mails
_TEXTS = {".txt", ".csv", ".tsv", ".json", ".md", ".markdown", ".log", ".ics", ".vcf", ".xml",
          ".html", ".htm", ".svg", ".yaml", ".yml", ".ini"}  # fmt: skip
_TYPES = ("application/json", "application/xml", "image/svg+xml")
# A full line that goes on below: it was broken where the letter was wide enough.
_BROKEN_LINE = re.compile(r"(?<=[^\n]{60})\n(?=\S)")
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]+")


@dataclass(frozen=True, slots=True)
class Part:
    """Some words of a file; `page` counts from 1 and is 0 where the file has no pages."""

    page: int
    text: str


def kind_of(name: str, media_type: str, data: bytes) -> Kind:
    """What can be read in a file; "" where that is nothing."""
    suffix = PurePath(name).suffix.lower()
    if _is_outlook(suffix, media_type, data):  # in which a PDF may stand first
        return "mail"
    if b"%PDF-" in data[:1024] or suffix == ".pdf":
        return "pdf"
    if suffix == ".eml" or media_type == "message/rfc822":
        return "mail"
    if suffix in _TEXTS or media_type.startswith("text/") or media_type in _TYPES:
        return "text"
    return "word" if is_word(data) else ""


def _is_outlook(suffix: str, media_type: str, data: bytes) -> bool:
    """Whether it is an e-mail of Outlook's: old Word documents begin with the same bytes."""
    named = suffix == ".msg" or media_type == "application/vnd.ms-outlook"
    return named and data.startswith(SIGNATURE)


def parts_of(
    name: str, media_type: str, data: bytes, called_off: Callable[[], bool] = lambda: False
) -> Iterator[Part]:
    """The words of a file as they are read, none where there are none that can be.

    It ends early where `called_off` says so.
    """
    until, left = monotonic() + SECONDS, CHARACTERS
    count = 0
    try:
        for page, text in _pages(name, media_type, data, 0):
            for part in _cut(_tidy(text)[:left]):
                yield Part(page, part)
                left, count = left - len(part), count + 1
            if called_off() or left <= 0 or count >= PARTS or monotonic() > until:
                return
    except UserError:  # damaged, or with a password: what was read of it counts
        return


def _pages(name: str, media_type: str, data: bytes, depth: int) -> Iterator[tuple[int, str]]:
    match kind_of(name, media_type, data):
        case "pdf":
            yield from enumerate(page_texts(data, 10 * PART), 1)
        case "word":
            yield from _portions(word_text(data))
        case "text" if b"\0" not in data[:1000] or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            yield 0, decoded(data, CHARACTERS)[0]
        case "mail":
            yield from _mail(data, depth)


def _portions(pieces: Iterator[str]) -> Iterator[tuple[int, str]]:
    """The pieces put together to as much as is kept together, each to the end of a line."""
    held = ""
    for piece in pieces:
        held += piece
        if len(held) > PART:
            whole, _end, held = held.rpartition("\n")
            yield 0, whole
    yield 0, held


def _mail(data: bytes, depth: int) -> Iterator[tuple[int, str]]:
    """An e-mail: what it says and what is attached; pages of that are no pages of this file."""
    mail = read_mail(data)
    names = [one.name for one in mail.attachments]
    yield 0, "\n".join([*(value for _name, value in mail.headers), mail.text, *names])
    if depth >= _DEEPEST:
        return
    for one in mail.attachments:
        try:
            for _page, text in _pages(one.name, one.media_type, one.data, depth + 1):
                yield 0, text
        except UserError:
            continue  # the next may be whole


def _tidy(text: str) -> str:
    plain = _UNSEEN.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _BROKEN_LINE.sub(" ", plain).strip()


def _cut(text: str) -> Iterator[str]:
    """The text in parts, each to the end of a line or else a word where there is one."""
    while len(text) > PART:
        at = max(text.rfind("\n", PART // 2, PART), 0) or max(text.rfind(" ", PART // 2, PART), 0)
        at = at or PART
        yield text[:at]
        text = text[at:].lstrip()
    if text:
        yield text
