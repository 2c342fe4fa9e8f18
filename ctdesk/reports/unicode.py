"""Text of the register made ready to be set: cleaned, shaped, and put into visual order.

ReportLab draws characters from left to right and joins none. So Arabic letters are replaced by
their joined forms, lines are broken on those, and each line is reordered by the bidirectional
algorithm of Unicode (annex 9) just before it is drawn.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import bidi

if TYPE_CHECKING:
    from arabic_reshaper import ArabicReshaper

_RIGHT_TO_LEFT_LETTERS = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff"
_CONTROLS = "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069"
RIGHT_TO_LEFT = re.compile(f"[{_RIGHT_TO_LEFT_LETTERS}]")
BIDIRECTIONAL = re.compile(f"[{_RIGHT_TO_LEFT_LETTERS}{_CONTROLS}]")
INVISIBLE = re.compile(f"[\u00ad\u200b-\u200d\u2060-\u2064\ufe00-\ufe0f\ufeff{_CONTROLS}]")

_UNPRINTABLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACE = re.compile("[\u2000-\u2006\u2008-\u200a\u205f\u3000]")
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")

LEFT_ISOLATE, RIGHT_ISOLATE, FIRST_STRONG, END_ISOLATE = "\u2066", "\u2067", "\u2068", "\u2069"
# Combining marks that no register holds. A mark follows the level of its bracket, so the order
# in which a pair of them comes out tells whether the bracket reads from the right.
_AFTER, _THEN = "\U000e01ee", "\U000e01ef"
_BRACKETS = "()[]{}<>«»‹›（）《》〈〉「」【】≤≥"
_MIRRORED = {
    bracket: _BRACKETS[place + 1 if place % 2 == 0 else place - 1]
    for place, bracket in enumerate(_BRACKETS)
}
_BRACKET = re.compile(f"[{re.escape(_BRACKETS)}]")
_READ_FROM_LEFT = re.compile(f"([{re.escape(_BRACKETS)}]){_AFTER}{_THEN}")
_READ_FROM_RIGHT = re.compile(f"{_THEN}{_AFTER}([{re.escape(_BRACKETS)}])")


def clean(text: str) -> str:
    """A text in composed form, line ends as newlines, without what cannot be printed."""
    if text.isascii() and text.isprintable():
        return text
    text = _LINE_END.sub("\n", text)
    text = _SPACE.sub(" ", _SURROGATE.sub("\ufffd", _UNPRINTABLE.sub(" ", text)))
    return unicodedata.normalize("NFC", text)


def isolate(text: str) -> str:
    """A text from the register as part of a sentence, so that neither reorders the other."""
    if not BIDIRECTIONAL.search(text):
        return text
    return f"{RIGHT_ISOLATE if reads_from_right(text) else LEFT_ISOLATE}{text}{END_ISOLATE}"


def reads_from_right(text: str) -> bool:
    """Whether the first letter with a direction belongs to a right-to-left script."""
    if not RIGHT_TO_LEFT.search(text):
        return False
    return bool(bidi.get_base_level(text) == 1)


@cache
def _reshaper() -> ArabicReshaper:
    from arabic_reshaper import ArabicReshaper  # the window asks this module without it

    return ArabicReshaper()


@lru_cache(maxsize=20_000)
def shape(word: str) -> str:
    """A word with its Arabic letters in joined forms, still in reading order."""
    return str(_reshaper().reshape(word)) if RIGHT_TO_LEFT.search(word) else word


def visual(line: str, *, from_right: bool) -> str:
    """One line, shaped, in the order in which its characters stand from left to right.

    `from_right` is the direction of the paragraph. Brackets are mirrored where they must be;
    invisible controls remain.
    """
    marked = _BRACKET.sub(lambda found: f"{found[0]}{_AFTER}{_THEN}", line)
    shown = str(bidi.get_display(marked, base_dir="R" if from_right else "L"))
    shown = _READ_FROM_LEFT.sub(r"\1", shown)
    return _READ_FROM_RIGHT.sub(lambda found: _MIRRORED[found[1]], shown)


def open_isolates(line: str, before: str = "") -> str:
    """The isolates that are still open at the end of a line, to be opened again on the next."""
    open_now = list(before)
    for character in line:
        if character in (LEFT_ISOLATE, RIGHT_ISOLATE, FIRST_STRONG):
            open_now.append(character)
        elif character == END_ISOLATE and open_now:
            open_now.pop()
    return "".join(open_now)
