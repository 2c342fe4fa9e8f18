"""PDFium, which reads PDFs: one thread at a time may be in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from threading import RLock
from typing import Any

from ctdesk.errors import UserError
from ctdesk.words import _

# The library has one state for the whole process, and no lock of its own.
PDFIUM = RLock()
_HYPHEN = "\ufffe"  # PDFium's sign for one at the end of a line
SOFT_HYPHEN = "\u00ad"


def faults() -> tuple[type[Exception], ...]:
    """What PDFium raises of a page that it cannot read."""
    import pypdfium2  # 30 ms that only a PDF pays

    return pypdfium2.PdfiumError, ValueError


def open_pdf(data: bytes) -> Any:
    """The document in the bytes, to be used and closed under the lock. Raises UserError."""
    import pypdfium2  # as above

    try:
        with PDFIUM:
            return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UserError(_("This PDF asks for a password; save it to open it.")) from error
        raise UserError(
            _("This is no PDF that can be read here; save it to try another program.")
        ) from error


def page_texts(data: bytes, longest: int) -> Iterator[str]:
    """The words of each page, `longest` characters of it at most; "" where it cannot be read.

    A word that is parted at the end of a line has a soft hyphen there. Raises UserError.
    """
    document = open_pdf(data)
    try:
        with PDFIUM:
            count = len(document)
        for number in range(count):
            yield _page_text(document, number, longest)
    finally:
        with PDFIUM:
            document.close()


def _page_text(document: Any, number: int, longest: int) -> str:
    with PDFIUM:
        try:
            with closing(document[number]) as page, closing(page.get_textpage()) as words:
                found = str(words.get_text_range(0, min(words.count_chars(), longest)))
        except faults():
            return ""
    # Where a line ends says where there was room, not where a sentence ends.
    return " ".join(found.replace(_HYPHEN, SOFT_HYPHEN).split())
