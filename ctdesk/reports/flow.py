"""From blocks to pages.

A block (a heading, a paragraph, a table) gives strips: slices of the page that are never cut.
A strip can be bound to the next one, and that one rule keeps headings with their text, the first
and last two lines of a paragraph together, and the rows of a table whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol

from ctdesk.reports.breaking import Line
from ctdesk.reports.fonts import Fonts


class Placed(NamedTuple):
    """A line in a strip: `left` of its first character, `down` from the strip's top to its base."""

    left: float
    down: float
    line: Line


class Rule(NamedTuple):
    """A horizontal rule in a strip, at `down` from its top; `weight` in points."""

    left: float
    right: float
    down: float
    weight: float
    colour: int


class Strip(NamedTuple):
    """A slice of the page; lengths in points, `left` and `right` from the left margin.

    `before` is white space above it, left out at the head of a page. `bound` strips stay on the
    page of the next one. When a strip opens a page, those in `head` are repeated above it.
    """

    height: float
    lines: tuple[Placed, ...] = ()
    rules: tuple[Rule, ...] = ()
    before: float = 0.0
    bound: bool = False
    head: tuple[Strip, ...] = ()


class Block(Protocol):
    """Anything that can be printed."""

    def strips(self, fonts: Fonts, width: float) -> Iterable[Strip]:
        """The block as strips of a column `width` points wide."""
        ...


class Set(NamedTuple):
    """A strip on a page; `top` is its distance from the upper edge of the text area."""

    top: float
    strip: Strip


def paginate(strips: Iterable[Strip], height: float) -> list[list[Set]]:
    """Fill pages of `height` points; there is always at least one page.

    Strips bound together move to the next page together. Only what is taller than a page is
    cut, and then between strips.
    """
    pages: list[list[Set]] = [[]]
    used = 0.0
    for group in _bound_groups(strips):
        total = _extent(group)
        begins = used > 0 and used + total > height
        if begins and total > height:
            begins = used > height / 2  # it must be cut anyway: here, while there is room
        if begins:
            pages.append([])
            used = 0.0
        for strip in group:
            used = _place(pages, strip, used, height)
    return pages


def _place(pages: list[list[Set]], strip: Strip, used: float, height: float) -> float:
    if pages[-1] and used + strip.before + strip.height > height:
        pages.append([])
        used = 0.0
    page = pages[-1]
    if not page:
        for repeated in strip.head:
            page.append(Set(used, repeated))
            used += repeated.height
    elif strip.before:
        used += strip.before
    page.append(Set(used, strip))
    return used + strip.height


def _extent(group: list[Strip]) -> float:
    return sum(strip.before + strip.height for strip in group)


def _bound_groups(strips: Iterable[Strip]) -> Iterator[list[Strip]]:
    group: list[Strip] = []
    for strip in strips:
        group.append(strip)
        if not strip.bound:
            yield group
            group = []
    if group:
        yield group
