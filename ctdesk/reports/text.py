"""Blocks of running text: the title, headings, paragraphs and notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ctdesk.reports import style as styles
from ctdesk.reports.breaking import Line, set_lines
from ctdesk.reports.flow import Placed, Rule, Strip
from ctdesk.reports.fonts import Fonts
from ctdesk.reports.style import TextStyle


def aligned(line: Line, left: float, width: float, *, right: bool = False) -> float:
    """Where a line begins in a column: right-to-left text and `right` end at its right edge."""
    return left + width - line.width if right or line.from_right else left


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the register or of the sheet itself, never read as markup.

    `label` hangs to the left of the first line within `indent`. `bound` keeps all of it together
    and on the page of what follows.
    """

    text: str
    style: TextStyle = styles.BODY
    indent: float = 0.0
    label: str = ""
    bound: bool = False
    leads: bool = False  # its last line stays with what comes next

    def strips(self, fonts: Fonts, width: float) -> Iterator[Strip]:
        """One strip a line; the first and the last two lines are not parted."""
        style, indent = self.style, self.indent
        lines = set_lines(fonts, self.text, style, width - indent)
        last = len(lines) - 1
        for place, line in enumerate(lines):
            placed = Placed(aligned(line, indent, width - indent), style.drop, line)
            at_start = place == 0
            hung = (self._label(fonts), placed) if at_start and self.label else (placed,)
            yield Strip(
                style.leading,
                hung,
                before=style.before if at_start else 0.0,
                bound=self.bound
                or (place < last and (at_start or place == last - 1))
                or (place == last and self.leads),
            )

    def _label(self, fonts: Fonts) -> Placed:
        line = set_lines(fonts, self.label, self.style, self.indent)[0]
        return Placed(self.indent - _LABEL_GAP - line.width, self.style.drop, line)


_LABEL_GAP = 5.0


@dataclass(frozen=True, slots=True)
class Title:
    """The title of a sheet, its subtitle, and the accent rule below them."""

    title: str
    subtitle: str

    def strips(self, fonts: Fonts, width: float) -> Iterator[Strip]:
        """Title, subtitle and rule, kept together."""
        yield from Text(self.title, styles.TITLE, bound=True).strips(fonts, width)
        yield from Text(self.subtitle, styles.SUBTITLE, bound=True).strips(fonts, width)
        rule = Rule(0.0, width, 0.0, styles.ACCENT_WEIGHT, styles.ACCENT)
        yield Strip(6.0, rules=(rule,), before=7.0)
