"""Text with marks: what is gone struck out, what is new on a ground of its own; never markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile
from typing import Literal

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ctdesk.reports.unicode import reads_from_right
from ctdesk.ui.theme import Tokens, font, tokens_of

Tone = Literal["plain", "field", "before", "gone", "new"]

_COMPARED = 1500  # words of each side; what is longer counts as written anew
_CONTEXT = 60  # characters kept around a change where the rest is left out
_SHOWN = 240  # characters of what is gone or new where the rest is left out
_WIDTHS = 6  # of which a text is kept laid out
_WORD = re.compile(r"\w+\s*|[^\w\s]\s*|\s+")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of text of one tone."""

    text: str
    tone: Tone = "plain"


def compared(before: str, after: str) -> tuple[Part, ...]:
    """Both texts as one: what stayed, what is gone, what is new, word by word."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    head = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    rest = zip(reversed(old[head:]), reversed(new[head:]), strict=False)
    tail = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], rest))
    old_middle, new_middle = old[head : len(old) - tail], new[head : len(new) - tail]
    parts = [
        Part("".join(old[:head])),
        *_middle(old_middle, new_middle),
        Part("".join(old[len(old) - tail :])),
    ]
    return tuple(part for part in parts if part.text)


def _middle(old: Sequence[str], new: Sequence[str]) -> Iterator[Part]:
    if len(old) > _COMPARED or len(new) > _COMPARED:
        yield Part("".join(old), "gone")
        yield Part("".join(new), "new")
        return
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Part("".join(old[a:b]))
        else:
            yield Part("".join(old[a:b]), "gone")
            yield Part("".join(new[c:d]), "new")


def shortened(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The changes with a little of what stands around them."""
    found = []
    alone = sum(part.tone != "field" for part in parts) == 1
    for number, part in enumerate(parts):
        text = part.text
        if alone and part.tone != "field":
            text = f"{text[:_SHOWN].rstrip()}…" if len(text) > _SHOWN + 20 else text
        elif part.tone == "plain" and len(text) > 2 * _CONTEXT + 20:
            head = (
                "" if number == 0 or parts[number - 1].tone == "field" else text[:_CONTEXT].rstrip()
            )
            tail = "" if number == len(parts) - 1 else text[-_CONTEXT:].lstrip()
            text = f"{head} … {tail}"
        elif part.tone != "plain" and len(text) > _SHOWN + 20:
            text = f"{text[:_SHOWN].rstrip()}… "
        found.append(Part(text, part.tone))
    return tuple(found)


class MarkedText(QWidget):
    """Shows parts as one flowing text, as high as its width makes it."""

    def __init__(self, parts: Sequence[Part], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[Part, ...] = ()
        # By width: a layout asks for several before it settles on one.
        self._laid: dict[tuple[int, str], tuple[QTextLayout, float]] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumWidth(1)
        self.show_parts(parts)

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Show another text."""
        self._parts = tuple(Part(_flowing(one.text), one.tone) for one in parts if one.text)
        self._laid.clear()
        self.updateGeometry()
        self.update()

    @property
    def text(self) -> str:
        """All of it, without marks."""
        return "".join(part.text for part in self._parts)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return int(self._lay_out(width)[1] + 0.99)

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(self.width(), 120)))

    def minimumSizeHint(self) -> QSize:
        return QSize(1, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        layout = self._lay_out(self.width())[0]
        with QPainter(self) as painter:
            painter.setPen(QColor(tokens_of(self).text))
            layout.draw(painter, QPointF(0, 0))

    def _lay_out(self, width: int) -> tuple[QTextLayout, float]:
        tokens = tokens_of(self)
        if (width, tokens.name) in self._laid:
            return self._laid[width, tokens.name]
        layout = QTextLayout(self.text, font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        # Words run the way they are written, and stand at the side the window begins at.
        from_right = reads_from_right(self.text)
        directions = Qt.LayoutDirection
        option.setTextDirection(directions.RightToLeft if from_right else directions.LeftToRight)
        layout.setTextOption(option)
        layout.setFormats(list(self._formats(tokens)))
        layout.beginLayout()
        top = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            spare = width - line.naturalTextWidth() if self.isRightToLeft() else 0
            line.setPosition(QPointF(spare, top))
            top += max(line.height(), 18)
        layout.endLayout()
        if len(self._laid) >= _WIDTHS:
            self._laid.clear()
        self._laid[width, tokens.name] = (layout, top)
        return layout, top

    def _formats(self, tokens: Tokens) -> Iterator[QTextLayout.FormatRange]:
        start = 0
        for part in self._parts:
            length = len(part.text.encode("utf-16-le")) // 2  # as Qt counts
            found = QTextLayout.FormatRange()
            found.start, found.length = start, length
            found.format = _format(part.tone, tokens)
            start += length
            yield found


def _format(tone: Tone, tokens: Tokens) -> QTextCharFormat:
    made = QTextCharFormat()
    ink, ground = {
        "plain": (tokens.text, None),
        "field": (tokens.muted, None),
        "before": (tokens.muted, None),
        "gone": (tokens.bad_text, tokens.bad),
        "new": (tokens.good_text, tokens.good),
    }[tone]
    made.setForeground(QColor(ink))
    if ground is not None:
        made.setBackground(QColor(ground))
    made.setFontStrikeOut(tone in ("before", "gone"))
    return made


def _flowing(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\n", "\u2028").replace("\t", "    ")
