"""Where in a text the words of a query stand, however either is spelled."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ctdesk.db.search.fold import fold

Span = tuple[int, int]  # from, to


def marks(text: str, words: Sequence[str]) -> list[Span]:
    """The parts of `text` that begin one of its words as one of the folded `words` does."""
    folded, places = "", [0]  # places: of each folded character, where it stands in the text
    for place, char in enumerate(text):
        piece = _folded(char)
        folded += piece
        places += [place] * len(piece)
    places.append(len(text))
    found = []
    for word in words:
        for match in re.finditer(rf"(?:^|(?<= )){re.escape(word)}", folded):
            first, last = places[match.start() + 1], places[match.end()]
            found.append((first, _whole(text, last + 1)))
    return _merged(found)


@lru_cache(maxsize=4096)
def _folded(char: str) -> str:
    """What one character becomes inside a word: letters, a blank between words, or nothing."""
    return fold(f"x{char}x")[1:-1]


def _whole(text: str, end: int) -> int:
    """The end moved on past what belongs to the letter before it, such as its accents."""
    while end < len(text) and not _folded(text[end]):
        end += 1
    return end


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for first, last in sorted(spans):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged
