"""Text on a page as PDF operators.

ReportLab encodes every character anew each time it is drawn, which is most of the time a long
document takes. Here each word is encoded once a document; the operators go to the canvas as
they are.
"""

from __future__ import annotations

from reportlab.lib.rl_accel import escapePDF
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from ctdesk.reports.breaking import Line
from ctdesk.reports.fonts import Face, load


class Encoder:
    """Encodes text in the subsets of the fonts of one document."""

    def __init__(self, canvas: Canvas) -> None:
        # ReportLab gives no other way to it.
        self._document: PDFDocument = canvas._doc  # type: ignore[attr-defined]
        self._faces: dict[Face, _Words] = {}

    def encode(self, face: Face, text: str) -> list[tuple[str, str]]:
        """Pieces of a text: the name of a font in the document, and what it is to show."""
        words = self._faces.get(face)
        if words is None:
            words = self._faces[face] = _Words(load(face), self._document)
        parts = [words[word] for word in text.split(" ")]
        fonts = {font for font, shown in parts if shown}
        if len(fonts) == 1 and "" not in fonts:
            # Every subset has the space where ASCII has it.
            return [(fonts.pop(), " ".join([shown for _font, shown in parts]))]
        return words.pieces(text)


class _Words(dict[str, tuple[str, str]]):
    """Word → font name and escaped text; the name is empty where it takes several subsets."""

    def __init__(self, font: TTFont, document: PDFDocument) -> None:
        super().__init__()
        self._font = font
        self._document = document

    def __missing__(self, word: str) -> tuple[str, str]:
        pieces = self.pieces(word)
        known = self[word] = pieces[0] if len(pieces) == 1 else ("", word)
        return known

    def pieces(self, text: str) -> list[tuple[str, str]]:
        font, document = self._font, self._document
        return [
            (font.getSubsetInternalName(subset, document), escapePDF(shown))
            for subset, shown in font.splitString(text, document)
        ]


class Ink:
    """The text of one page; says again only what changes: font, size, colour."""

    def __init__(self, encoder: Encoder, height: float) -> None:
        self._encoder = encoder
        self._height = height
        self._code = ["BT"]
        self._font: tuple[str, float] | None = None
        self._colour: int | None = None

    def line(self, left: float, down: float, line: Line) -> None:
        """Draw a line with its base at `down` from the upper edge of the paper, in points."""
        code, look = self._code, line.style
        if look.colour != self._colour:
            code.append("{:.3f} {:.3f} {:.3f} rg".format(*rgb(look.colour)))
            self._colour = look.colour
        for face, text, width in line.spans:
            code.append(f"1 0 0 1 {left:.2f} {self._height - down:.2f} Tm")
            for font, shown in self._encoder.encode(face, text):
                size = look.size * face.scale
                if self._font != (font, size):
                    code.append(f"{font} {size:.2f} Tf")
                    self._font = (font, size)
                code.append(f"({shown}) Tj")
            left += width * look.size

    def code(self) -> str:
        return "\n".join([*self._code, "ET"])


def rgb(colour: int) -> tuple[float, float, float]:
    """0xRRGGBB as parts from 0 to 1."""
    return (colour >> 16) / 255, (colour >> 8 & 0xFF) / 255, (colour & 0xFF) / 255
