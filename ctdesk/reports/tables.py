"""The ruled table: light rules, a header on each page, rows that are never cut.

Cells are lines of the same engine as every other text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ctdesk.reports import style as styles
from ctdesk.reports.breaking import Line, natural_width, set_lines
from ctdesk.reports.flow import Placed, Rule, Strip
from ctdesk.reports.fonts import Fonts
from ctdesk.reports.style import TextStyle
from ctdesk.reports.text import aligned

_LABELS = 112.0
_LEAST_SHARE = 90.0
_BELOW = 4.0  # white space under the last rule


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    With `share` it takes that part of what is left; without, the width of its longest cell, but
    at least `least` and at most `most` points. `right` aligns figures.
    """

    title: str
    share: float = 0.0
    least: float = 0.0
    most: float = 150.0
    right: bool = False


class Cell(NamedTuple):
    """A cell that is not set like the others; a plain string is a cell too."""

    text: str
    style: TextStyle


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; a row shorter than the columns is a heading across the whole table.

    Without any column title there is no header. `total` rules the last row off as a sum.
    """

    columns: tuple[Column, ...]
    rows: Sequence[Sequence[str | Cell]]
    indent: float = 0.0
    total: bool = False
    before: float = styles.TABLE_BEFORE

    def strips(self, fonts: Fonts, width: float) -> Iterator[Strip]:
        """A strip for each line of each row; the lines of one row are bound together."""
        places = self._places(fonts, width)
        head: tuple[Strip, ...] = ()
        if any(column.title for column in self.columns):
            head = tuple(self._header(fonts, places, width))
            yield head[0]._replace(before=self.before)
            yield from head[1:]
        last = len(self.rows) - 1
        for place, row in enumerate(self.rows):
            # A lone last row would look like the beginning of something else.
            bound = place == last - 1 or len(row) < len(self.columns)
            before = 0.0 if head or place else self.before
            heavy = self.total and place == last - 1
            yield from self._row(
                fonts, places, row, _Place(width, before, bound, heavy, place == last, head)
            )

    def _header(
        self, fonts: Fonts, places: list[tuple[float, float]], width: float
    ) -> Iterator[Strip]:
        titles = [Cell(column.title, styles.COLUMN) for column in self.columns]
        return self._row(fonts, places, titles, _Place(width, 0.0, True, True, False, ()))

    def _row(
        self,
        fonts: Fonts,
        places: list[tuple[float, float]],
        row: Sequence[str | Cell],
        at: _Place,
    ) -> Iterator[Strip]:
        if len(row) < len(self.columns):
            places = [(self.indent, at.width - self.indent)]
        cells = [_set(fonts, cell, width) for cell, (_left, width) in zip(row, places, strict=True)]
        depth = max(1, *(len(lines) for lines in cells))
        leading = max((lines[0].style.leading for lines in cells if lines), default=0.0)
        for number in range(depth):
            first, final = number == 0, number == depth - 1
            above = styles.CELL_PADDING if first else 0.0
            height = above + leading + (styles.CELL_PADDING if final else 0.0)
            placed = tuple(
                self._placed(lines[number], place, column, above)
                for column, (lines, place) in enumerate(zip(cells, places, strict=True))
                if number < len(lines)
            )
            yield Strip(
                height + (_BELOW if final and at.last else 0.0),
                placed,
                (self._rule(at, height),) if final else (),
                at.before if first else 0.0,
                at.bound or not final,
                at.head,
            )

    def _placed(self, line: Line, place: tuple[float, float], column: int, above: float) -> Placed:
        left = aligned(line, *place, right=self.columns[column].right)
        return Placed(left, above + line.style.drop, line)

    def _rule(self, at: _Place, down: float) -> Rule:
        weight, colour = (
            (styles.RULE_WEIGHT, styles.RULE)
            if at.heavy
            else (styles.HAIRLINE_WEIGHT, styles.HAIRLINE)
        )
        return Rule(self.indent, at.width, down, weight, colour)

    def _places(self, fonts: Fonts, width: float) -> list[tuple[float, float]]:
        """Left edge and width of each column, in points."""
        room = width - self.indent - styles.COLUMN_GAP * (len(self.columns) - 1)
        wanted = [
            0.0 if column.share else self._natural(fonts, place)
            for place, column in enumerate(self.columns)
        ]
        shares = sum(column.share for column in self.columns)
        sharing = sum(1 for column in self.columns if column.share)
        fixed = sum(wanted)
        # What takes its natural width leaves something to each column that shares the rest.
        allowed = max(room / 2, room - sharing * _LEAST_SHARE) if sharing else room
        if fixed > allowed:
            wanted = [each * allowed / fixed for each in wanted]
            fixed = allowed
        spare = (room - fixed) / shares if shares else 0.0
        places, left = [], self.indent
        for column, want in zip(self.columns, wanted, strict=True):
            own = want + column.share * spare
            places.append((left, own))
            left += own + styles.COLUMN_GAP
        return places

    def _natural(self, fonts: Fonts, place: int) -> float:
        column = self.columns[place]
        widest = natural_width(fonts, column.title, styles.COLUMN)
        for row in self.rows:
            if len(row) == len(self.columns):
                cell = row[place]
                text, style = cell if isinstance(cell, Cell) else (cell, styles.CELL)
                widest = max(widest, natural_width(fonts, text, style))
        return min(max(widest, column.least), column.most)


class _Place(NamedTuple):
    """How a row stands in its table: the table's right edge, white space above, what follows."""

    width: float
    before: float
    bound: bool
    heavy: bool
    last: bool
    head: tuple[Strip, ...]


def _set(fonts: Fonts, cell: str | Cell, width: float) -> list[Line]:
    text, style = cell if isinstance(cell, Cell) else (cell, styles.CELL)
    return set_lines(fonts, text, style, width)


def facts(rows: Sequence[tuple[str, str | Cell]]) -> Table:
    """A table without header: what it is on the left, muted, and the fact beside it.

    The left column is of one width, so that all such tables of a sheet line up.
    """
    columns = (Column("", least=_LABELS, most=_LABELS), Column("", share=1.0))
    return Table(columns, [(Cell(label, styles.CELL_MUTED), fact) for label, fact in rows])
