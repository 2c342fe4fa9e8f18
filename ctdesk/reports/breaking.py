"""Breaking a text into lines that fit a width, in any mixture of scripts.

Lines break at spaces, between Chinese, Japanese or Korean characters, after a hyphen, dash or
slash where that fills the line, and within a word only when it is wider than the whole line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ctdesk.reports import unicode as text_of
from ctdesk.reports.fonts import Cut, Fonts, Span
from ctdesk.reports.style import TextStyle

_HAN = "\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
# What the base face has, and what is drawn as it is read.
_PLAIN = re.compile("[ -~\u00a0-\u00ac\u00ae-\u017f\u0400-\u045f\u2013\u2014\u2018-\u201d\u2026]*")
_OPENING = "（《「『【〈［｛“‘("
_CLOSING = "，。、；：？！）》」』】〉］｝”’…)"
_BREAKS_AFTER = re.compile(r"(?<=\w)[-\u2010\u2013\u2014/_@.](?=\w)|(?<=\w)[\u2013\u2014/](?=\S)")
_FREE_BREAKS_AFTER = re.compile(r"(?<=\w)[-\u2010\u2013\u2014/](?=\w)")
_ROUNDING = 0.01  # points by which a sum of widths may exceed the width it was broken to


@cache
def _wide() -> re.Pattern[str]:
    return re.compile(f"[{_HAN}]")  # takes 3 ms, which a sheet without such text need not pay


@cache
def _wide_pieces() -> re.Pattern[str]:
    """A wide character with the signs that may not begin or end a line, or a run of others."""
    opening, closing = re.escape(_OPENING), re.escape(_CLOSING)
    others = f"[^{_HAN}]+?(?=[{opening}]*[{_HAN}]|$)"
    return re.compile(f"[{opening}]*[{_HAN}][{closing}]*|{others}")


class Line(NamedTuple):
    """One line as it is drawn: spans from left to right, and their width in points."""

    spans: tuple[Span, ...]
    width: float
    style: TextStyle
    from_right: bool


class Piece(NamedTuple):
    """What is kept together; `gap` where a space stands before it."""

    text: str
    gap: bool


def set_lines(fonts: Fonts, text: str, style: TextStyle, room: float) -> list[Line]:
    """The lines of a text, each at most `room` points wide; newlines in it end a line.

    A text without a visible character has no lines. A column narrower than one character
    still gets one character a line.
    """
    cut = fonts.cut(bold=style.bold)
    lines: list[Line] = []
    for paragraph in text_of.clean(text).strip("\n").split("\n"):
        lines += _paragraph(cut, paragraph, style, room)
    return lines if any(line.spans for line in lines) else []


def one_line(fonts: Fonts, text: str, style: TextStyle, room: float) -> Line:
    """A text on one line, cut short with an ellipsis where it is wider than `room` points."""
    lines = set_lines(fonts, text.replace("\n", " "), style, room)
    if len(lines) <= 1:
        return lines[0] if lines else Line((), 0.0, style, from_right=False)
    cut = fonts.cut(bold=style.bold)
    kept = " ".join(text_of.shape(word) for word in _words(text_of.clean(text)))
    while kept and cut.width(f"{kept}…") * style.size > room:
        kept = kept[:-1].rstrip()
    return _line(cut, f"{kept}…", style, from_right=text_of.reads_from_right(kept))


def natural_width(fonts: Fonts, text: str, style: TextStyle) -> float:
    """The width in points that a text needs to stand unbroken (of its longest line)."""
    cut = fonts.cut(bold=style.bold)
    text = text_of.clean(text)
    if text_of.RIGHT_TO_LEFT.search(text):
        text = " ".join(text_of.shape(word) for word in text.split(" "))
    return max(cut.width(" ".join(_words(line))) for line in text.split("\n")) * style.size


def _paragraph(cut: Cut, text: str, style: TextStyle, room: float) -> Iterator[Line]:
    limit = (room + _ROUNDING) / style.size
    if _PLAIN.fullmatch(text):
        for broken in _fill_words(cut, _words(text), limit):
            width = cut.width(broken)
            spans = (Span(cut.base, broken, width),) if broken else ()
            yield Line(spans, width * style.size, style, False)
        return
    from_right = text_of.reads_from_right(text)
    isolates = ""
    for broken in _fill(cut, _pieces(text), limit):
        yield _line(cut, isolates + broken, style, from_right=from_right)
        isolates = text_of.open_isolates(broken, isolates)


def _words(text: str) -> list[str]:
    # Not `split()`: that would part words at a no-break space.
    return [word for word in text.split(" ") if word]


def _line(cut: Cut, text: str, style: TextStyle, *, from_right: bool) -> Line:
    if text_of.BIDIRECTIONAL.search(text):
        text = text_of.visual(text, from_right=from_right)
    spans = cut.spans(text)
    return Line(spans, sum(span.width for span in spans) * style.size, style, from_right)


def _pieces(text: str) -> list[Piece]:
    pieces: list[Piece] = []
    for word in _words(text):
        shaped = text_of.shape(word)
        if _wide().search(shaped):
            parts = _wide_pieces().findall(shaped)
            pieces += [Piece(part, place == 0) for place, part in enumerate(parts)]
        else:
            pieces.append(Piece(shaped, True))
    return pieces


def _fill_words(cut: Cut, words: list[str], limit: float) -> Iterator[str]:
    """As `_fill`, for words alone: most of what is printed, and the loop that must be fast."""
    widths, space = cut.words, cut.space
    line: list[str] = []
    used = -space
    for word in words:
        advance = space + widths[word]
        if used + advance <= limit:
            line.append(word)
            used += advance
            continue
        head, rest = _divide(cut, word, limit - used - space, limit)
        if head:
            line.append(head)
        if line:
            yield " ".join(line)
        while rest and widths[rest] > limit:
            head, rest = _divide(cut, rest, limit, limit)
            yield head
        line, used = ([rest], widths[rest]) if rest else ([], -space)
    yield " ".join(line)


def _fill(cut: Cut, pieces: list[Piece], limit: float) -> Iterator[str]:
    """Lines in reading order, each at most `limit` wide at size 1."""
    widths, space = cut.words, cut.space
    line, used = "", 0.0
    for text, gap in pieces:
        between = space if gap and line else 0.0
        joint = " " if between else ""
        if used + between + widths[text] <= limit:
            line += joint + text
            used += between + widths[text]
            continue
        head, rest = _divide(cut, text, limit - used - between, limit)
        if head:
            line += joint + head
        if line:
            yield line
        while rest and widths[rest] > limit:
            head, rest = _divide(cut, rest, limit, limit)
            yield head
        line, used = rest, widths[rest]
    yield line


def _divide(cut: Cut, word: str, room: float, limit: float) -> tuple[str, str]:
    """A word that does not fit into `room`: what may stand there, and what goes on.

    Where the word would fit on a line of its own (`limit`) it is divided only after a hyphen,
    dash or slash, and the first part may be empty. On a line of its own (`room` is `limit`)
    the first part has at least one character.
    """
    widths = cut.words
    fits = widths[word] <= limit
    breaks = (_FREE_BREAKS_AFTER if fits else _BREAKS_AFTER).finditer(word)
    for found in reversed(list(breaks)):
        if widths[word[: found.end()]] <= room:
            return word[: found.end()], word[found.end() :]
    if fits or room < limit:
        return "", word
    return _divide_anywhere(cut, word, room)


def _divide_anywhere(cut: Cut, word: str, room: float) -> tuple[str, str]:
    end, used = 0, 0.0
    for place, character in enumerate(word):
        used += cut.characters[character][1]
        if used > room and place > 0 and end > 0:
            break
        if place + 1 == len(word) or not unicodedata.combining(word[place + 1]):
            end = place + 1
    return word[:end], word[end:]
