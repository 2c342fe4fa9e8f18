"""Numbers of a document: sections in capital roman figures, paragraphs in one arabic run."""

from __future__ import annotations

from ctdesk.reports import style as styles
from ctdesk.reports.text import Text
from ctdesk.words import _

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def roman(number: int) -> str:
    """A positive number in roman figures."""
    figures = ""
    for value, figure in _ROMAN:
        count, number = divmod(number, value)
        figures += figure * count
    return figures


class Numbers:
    """Counts the sections and paragraphs of one document.

    `most` is a bound on the paragraphs; from it follows how far every paragraph is indented.
    """

    def __init__(self, most: int = 99) -> None:
        self.indent = 13.0 + 5.5 * max(2, len(str(most)))
        self._sections = 0
        self._paragraphs = 0

    def section(self, heading: str) -> Text:
        """The next heading: "IV. Points to make"."""
        self._sections += 1
        text = _("{number}. {heading}").format(number=roman(self._sections), heading=heading)
        return Text(text, styles.HEADING, bound=True)

    def paragraph(self, text: str, *, leads: bool = False) -> Text:
        """The next numbered paragraph, its lines hanging right of the number.

        One that `leads` is not parted from the table below it.
        """
        self._paragraphs += 1
        label = f"{self._paragraphs}."
        return Text(text, styles.BODY, indent=self.indent, label=label, leads=leads)
