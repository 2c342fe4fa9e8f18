"""Reading a PDF back: what stands on its pages, and where."""

from __future__ import annotations

import pypdfium2


def pages(pdf: bytes) -> list[list[str]]:
    """The lines of text of each page, as a reader copies them."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range().splitlines() for page in document]


def text(pdf: bytes) -> str:
    """All pages as one running text: the ends of lines are spaces."""
    return " ".join(line for page in pages(pdf) for line in page)


def sizes(pdf: bytes) -> list[tuple[int, int]]:
    """Width and height of each page in whole points."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [(round(page.get_width()), round(page.get_height())) for page in document]


def letters(pdf: bytes, page: int = 0) -> list[tuple[str, float, float]]:
    """Every character of a page with its left edge and its lower edge."""
    with pypdfium2.PdfDocument(pdf) as document:
        read = document[page].get_textpage()
        found = []
        for place in range(read.count_chars()):
            left, bottom, _right, _top = read.get_charbox(place)
            found.append((read.get_text_range(place, 1), left, bottom))
        return found


def metadata(pdf: bytes) -> dict[str, str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return document.get_metadata_dict()
