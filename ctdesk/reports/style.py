"""The look of a printed page: one table of named text styles, colours and distances (points)."""

from __future__ import annotations

from dataclasses import dataclass

INK = 0x1A1D21
MUTED = 0x565D66
HAIRLINE = 0xC9CDD3
RULE = 0x3C434B
ACCENT = 0x14707E


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a run of lines is set; `size`, `leading` and `before` (white space above) in points."""

    size: float
    leading: float
    bold: bool = False
    colour: int = INK
    before: float = 0.0

    @property
    def drop(self) -> float:
        """From the top of a line to its baseline: ascent and descent centred in the leading."""
        return (self.leading - self.size * (ASCENT + DESCENT)) / 2 + self.size * ASCENT


# Of Noto Sans, by which lines of every script are set.
ASCENT, DESCENT = 1.069, 0.293

TITLE = TextStyle(17, 22, bold=True)
SUBTITLE = TextStyle(9.5, 14, colour=MUTED, before=2)
HEADING = TextStyle(10.5, 14.5, bold=True, before=15)
BODY = TextStyle(9.5, 14, before=4)
NOTE = TextStyle(8, 11.5, colour=MUTED, before=4)
CELL = TextStyle(9, 12.5)
CELL_BOLD = TextStyle(9, 12.5, bold=True)
CELL_MUTED = TextStyle(9, 12.5, colour=MUTED)
COLUMN = TextStyle(8.5, 12, bold=True)
MARKING = TextStyle(7.5, 10, bold=True)
SMALL = TextStyle(7.5, 10, colour=MUTED)

TABLE_BEFORE = 5.0
CELL_PADDING = 3.6  # above and below the lines of a row
COLUMN_GAP = 12.0
ACCENT_WEIGHT = 1.2
RULE_WEIGHT = 0.8
HAIRLINE_WEIGHT = 0.5

MARGIN_SIDE = 57.0  # 20 mm
MARGIN_TOP = 72.0
MARGIN_BOTTOM = 66.0
HEADER_TOP = 34.0  # from the upper edge of the paper
FOOTER_TOP = 44.0  # from the lower edge of the paper
