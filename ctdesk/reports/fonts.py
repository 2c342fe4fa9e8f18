"""The bundled typefaces: which of them draws a character, and how wide it is.

Every width is that at size 1. A document measures with one `Fonts`, whose two cuts remember each
word, so that a word is measured once however often it is printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from ctdesk.paths import resources
from ctdesk.reports.unicode import INVISIBLE


@dataclass(frozen=True, slots=True)
class Face:
    """A font file; `scale` makes scripts of different build look equally large."""

    file: str
    scale: float = 1.0


SANS, SANS_BOLD = Face("NotoSans-Regular"), Face("NotoSans-Bold")
NASKH, NASKH_BOLD = Face("NotoNaskhArabic-Regular", 1.14), Face("NotoNaskhArabic-Bold", 1.14)
HAN = Face("DroidSansFallbackFull")  # has no bold

REGULAR = (SANS, NASKH, HAN)
BOLD = (SANS_BOLD, NASKH_BOLD, HAN)


@cache
def load(face: Face) -> TTFont:
    """Read a font file, once a process and only when a page needs it, and make it known."""
    font = TTFont(face.file, str(resources() / "fonts" / f"{face.file}.ttf"), shapable=False)
    pdfmetrics.registerFont(font)
    return font


class Span(NamedTuple):
    """Text in one face; `width` at size 1, the face's scale included."""

    face: Face
    text: str
    width: float


class _Characters(dict[str, tuple[Face, float]]):
    """Character → the first face that has it, and its width."""

    def __init__(self, faces: tuple[Face, ...]) -> None:
        super().__init__()
        self.faces = faces
        self.of_base: set[str] = set()  # those found so far that are visible and in the first face

    def __missing__(self, character: str) -> tuple[Face, float]:
        found = self[character] = self._find(character)
        if found[0] is self.faces[0] and not INVISIBLE.match(character):
            self.of_base.add(character)
        return found

    def _find(self, character: str) -> tuple[Face, float]:
        if INVISIBLE.match(character):
            return self.faces[0], 0.0
        code = ord(character)
        for face in self.faces:
            widths = load(face).face.charWidths
            if code in widths:
                return face, widths[code] / 1000 * face.scale
        # None has it: the first draws its sign for a missing character.
        return self.faces[0], load(self.faces[0]).face.defaultWidth / 1000


class _Words(dict[str, float]):
    """Word → its width."""

    def __init__(self, characters: _Characters) -> None:
        super().__init__()
        self.characters = characters

    def __missing__(self, word: str) -> float:
        characters = self.characters
        width = self[word] = sum(characters[character][1] for character in word)
        return width


class Cut:
    """A set of faces, one for each script, that are set together: regular or bold."""

    def __init__(self, faces: tuple[Face, ...]) -> None:
        self.base = faces[0]
        self.characters = _Characters(faces)
        self.words = _Words(self.characters)
        self.space = self.words[" "]

    def width(self, text: str) -> float:
        """Width of a text at size 1: the sum of its words and spaces."""
        words = self.words
        parts = text.split(" ")
        return sum([words[part] for part in parts]) + self.space * (len(parts) - 1)

    def spans(self, text: str) -> tuple[Span, ...]:
        """A text in visual order, cut where the face changes; what is invisible is left out."""
        width = self.width(text)
        if self.characters.of_base.issuperset(text):
            return (Span(self.base, text, width),) if text else ()
        spans: list[Span] = []
        run, width, current = "", 0.0, self.base
        for character in INVISIBLE.sub("", text):
            face, advance = self.characters[character]
            if face is not current and run:
                spans.append(Span(current, run, width))
                run, width = "", 0.0
            current = face
            run += character
            width += advance
        if run:
            spans.append(Span(current, run, width))
        return tuple(spans)


class Fonts:
    """What one document measures and draws with."""

    def __init__(self) -> None:
        self.regular = Cut(REGULAR)
        self.bold = Cut(BOLD)

    def cut(self, *, bold: bool) -> Cut:
        return self.bold if bold else self.regular
