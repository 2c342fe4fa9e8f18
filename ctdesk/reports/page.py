"""A document: blocks on numbered pages, each marked above and below."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from ctdesk.errors import UserError
from ctdesk.reports import dates, labels, style
from ctdesk.reports.breaking import Line, one_line
from ctdesk.reports.digest import short
from ctdesk.reports.flow import Block, Set, paginate
from ctdesk.reports.fonts import Fonts
from ctdesk.reports.ink import Encoder, Ink, rgb
from ctdesk.reports.unicode import clean
from ctdesk.words import _

PAPERS = {"a4": (595.276, 841.89), "letter": (612.0, 792.0)}  # width and height in points
# Pages as bytes, not as letters: a fifth smaller, and an eighth of the time.
rl_config.useA85 = 0
_GAP = 14.0  # between the parts of the header and of the footer


@dataclass(frozen=True, slots=True)
class Document:
    """What every page of a document says, and how it is bound.

    `kind` is that of the document ("Briefing sheet"), `sensitivity` a code, `digest` the
    fingerprint of the content, `paper` a key of `PAPERS`.
    """

    title: str
    kind: str
    sensitivity: str
    register: str
    as_of: date
    digest: str
    paper: str

    def size(self) -> tuple[float, float]:
        """Width and height of the paper in points; a paper that is not known is a `UserError`."""
        try:
            return PAPERS[self.paper.lower()]
        except KeyError:
            raise UserError(
                _("There is no paper “{paper}”; choose A4 or Letter.").format(paper=self.paper)
            ) from None

    def render(self, blocks: Iterable[Block]) -> bytes:
        """The document as PDF: the same bytes whenever the same blocks are rendered."""
        width, height = self.size()
        fonts = Fonts()
        column = width - 2 * style.MARGIN_SIDE
        strips = (strip for block in blocks for strip in block.strips(fonts, column))
        pages = paginate(strips, height - style.MARGIN_TOP - style.MARGIN_BOTTOM)
        stream = BytesIO()
        canvas = self._canvas(stream)
        encoder = Encoder(canvas)
        for number, page in enumerate(pages, start=1):
            pen = _Pen(canvas, encoder, height)
            pen.sets(page)
            _Furniture(self, fonts, pen, width, height).draw(number, len(pages))
            pen.finish()
        canvas.save()
        return stream.getvalue()

    def _canvas(self, stream: BytesIO) -> Canvas:
        canvas = Canvas(stream, pagesize=self.size(), pageCompression=1, invariant=1)
        made = f"D:{self.as_of:%Y%m%d}000000+00'00'"
        canvas.setDateFormatter(lambda *_now: made)
        canvas.setTitle(clean(self.title))
        canvas.setSubject(clean(self.kind))
        canvas.setAuthor(clean(self.register))
        canvas.setCreator("CT Desk")
        return canvas


class _Pen:
    """Draws on one page; lengths in points from the upper left corner of the paper."""

    def __init__(self, canvas: Canvas, encoder: Encoder, height: float) -> None:
        self._canvas = canvas
        self._height = height
        self._ink = Ink(encoder, height)

    def sets(self, page: list[Set]) -> None:
        """Draw the strips of a page within its margins."""
        left = style.MARGIN_SIDE
        for top, strip in page:
            down = style.MARGIN_TOP + top
            for placed in strip.lines:
                self._ink.line(left + placed.left, down + placed.down, placed.line)
            for rule in strip.rules:
                ends = (left + rule.left, left + rule.right)
                self.rule(ends, down + rule.down, rule.weight, rule.colour)

    def line(self, left: float, down: float, line: Line) -> None:
        """Draw a line with its base at `down`."""
        self._ink.line(left, down, line)

    def rule(self, ends: tuple[float, float], down: float, weight: float, colour: int) -> None:
        """Draw a horizontal rule at `down`."""
        canvas, across = self._canvas, self._height - down
        canvas.setStrokeColorRGB(*rgb(colour))
        canvas.setLineWidth(weight)
        canvas.line(ends[0], across, ends[1], across)

    def finish(self) -> None:
        """The page is complete."""
        self._canvas.addLiteral(self._ink.code())
        self._canvas.showPage()


@dataclass(frozen=True, slots=True)
class _Furniture:
    """The header and the footer of a page."""

    document: Document
    fonts: Fonts
    pen: _Pen
    width: float
    height: float

    def draw(self, number: int, pages: int) -> None:
        document = self.document
        marking = labels.sensitivity(document.sensitivity).upper()
        copy = ""
        if document.sensitivity == "strictly_confidential":
            copy = _("COPY NO. ______________")  # numbered by hand, copy by copy
        self._row(style.HEADER_TOP, marking, copy, document.kind.upper())
        top = self.height - style.FOOTER_TOP
        ends = (style.MARGIN_SIDE, self.width - style.MARGIN_SIDE)
        self.pen.rule(ends, top - 5.0, style.HAIRLINE_WEIGHT, style.HAIRLINE)
        source = _("{register} as of {date} · content {digest}").format(
            register=document.register,
            date=dates.day(document.as_of),
            digest=short(document.digest),
        )
        count = _("page {number} of {pages}").format(number=number, pages=pages)
        self._row(top, marking, source, count)

    def _row(self, top: float, left: str, middle: str, right: str) -> None:
        near, far = style.MARGIN_SIDE, self.width - style.MARGIN_SIDE
        whole = far - near
        marking = one_line(self.fonts, left, style.MARKING, whole)
        ending = one_line(self.fonts, right, style.SMALL, whole - marking.width - _GAP)
        room = whole - 2 * max(marking.width, ending.width) - 2 * _GAP
        centre = one_line(self.fonts, middle, style.SMALL, room)
        down = top + style.MARKING.drop
        self.pen.line(near, down, marking)
        self.pen.line((near + far - centre.width) / 2, down, centre)
        self.pen.line(far - ending.width, down, ending)
