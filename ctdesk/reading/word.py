"""Word documents: the words alone, of files that may be made to do harm.

Nothing is unpacked beyond a limit, and XML that declares entities is refused: no such file has any.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from ctdesk.errors import UserError
from ctdesk.reading.pdf import SOFT_HYPHEN
from ctdesk.words import _

UNPACKED = 64 * 1024 * 1024  # bytes read of all parts together
_DIRECTORY = 4 * 1024 * 1024  # bytes of the list of parts
_CHUNK = 64 * 1024
_MAIN = "word/document.xml"
_FURTHER = ("word/header", "word/footer", "word/footnotes", "word/endnotes", "word/comments")
_SAYS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": SOFT_HYPHEN}
_FAULTS = (
    BadZipFile, expat.ExpatError, zlib.error, struct.error, EOFError, KeyError, NotImplementedError,
    OSError, RuntimeError, ValueError,
)  # fmt: skip


def word_text(data: bytes) -> Iterator[str]:
    """The words of a document as they are read, a paragraph on a line. Raises UserError."""
    try:
        with ZipFile(BytesIO(_checked(data))) as archive:
            left = UNPACKED
            for part in _parts(archive):
                with archive.open(part) as stream:
                    words = _Words()
                    while left > 0 and (chunk := stream.read(min(_CHUNK, left))):
                        left -= len(chunk)
                        yield words.feed(chunk)
    except _FAULTS as error:
        raise UserError(_("This document is damaged and cannot be read.")) from error


def is_word(data: bytes) -> bool:
    """Whether the bytes are a Word document of the kind that is XML in an archive."""
    try:
        with ZipFile(BytesIO(_checked(data))) as archive:
            return _MAIN in archive.namelist()
    except _FAULTS:
        return False


def _checked(data: bytes) -> bytes:
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - 70_000))
    if not data.startswith(b"PK") or end < 0:
        raise BadZipFile("no archive")
    (directory,) = struct.unpack_from("<L", data, end + 12)
    if directory > _DIRECTORY:
        raise BadZipFile("a list of parts longer than any document has")
    return data


def _parts(archive: ZipFile) -> list[str]:
    """The parts with words, the body first. Raises KeyError where there is no body."""
    archive.getinfo(_MAIN)
    beside = [one for one in archive.namelist() if one.startswith(_FURTHER) and one.endswith("xml")]
    parts = list(dict.fromkeys([_MAIN, *beside]))
    if any(archive.getinfo(one).compress_type not in (ZIP_STORED, ZIP_DEFLATED) for one in parts):
        raise BadZipFile("packed as no document is")
    return parts


class _Words:
    """Takes XML bit by bit, and gives the words that stand in it."""

    def __init__(self) -> None:
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._begin
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._say
        self._parser.StartDoctypeDeclHandler = _refuse
        self._found: list[str] = []
        self._text = self._twice = 0  # depth within words, and within what is there a second time

    def feed(self, chunk: bytes) -> str:
        self._parser.Parse(chunk, False)
        found, self._found = "".join(self._found), []
        return found

    def _begin(self, name: str, _attributes: object) -> None:
        local = _local(name)
        self._text += local == "t"
        self._twice += local == "Fallback"
        if local in _SAYS and not self._twice:
            self._found.append(_SAYS[local])

    def _end(self, name: str) -> None:
        local = _local(name)
        self._text -= local == "t"
        self._twice -= local == "Fallback"
        if local == "p" and not self._twice:
            self._found.append("\n")

    def _say(self, words: str) -> None:
        if self._text and not self._twice:
            self._found.append(words)


def _local(name: str) -> str:
    """The name of an element of a text document or of one that is there a second time, else ""."""
    space, _blank, local = name.rpartition(" ")
    return local if "wordprocessingml" in space or local == "Fallback" else ""


def _refuse(*_declaration: object) -> None:
    raise ValueError("a document declares no types")
