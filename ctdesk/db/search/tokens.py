"""A query cut into its pieces, each with its place in the text."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass

OPENING = '"“”„«»'
_CLOSING = frozenset('"“”«»')
_COLONS = frozenset(":\uff1a")  # Chinese keyboards have one of their own
_COMMAS = frozenset(",\u060c\u3001\uff0c")  # as Arabic and Chinese ones have commas
_ENDS = frozenset(f"(){OPENING}")  # of a word, besides a blank


class Piece(enum.Enum):
    """What a piece of a query is."""

    WORD = "word"
    PHRASE = "phrase"
    KEY = "key"
    OPEN = "("
    CLOSE = ")"
    NOT = "-"
    OR = "or"


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a key as it stands in the text; `start` and `end` are places in it."""

    text: str
    start: int
    end: int
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query; a key has its name as `text`, and its values.

    `ended` says of a phrase whether its closing quotation mark is there: while it is typed, it is
    not.
    """

    piece: Piece
    text: str
    start: int
    end: int
    values: tuple[Value, ...] = ()
    ended: bool = True


def tokens(text: str) -> Iterator[Token]:
    """The pieces of a query, in order. Every text can be cut; nothing is refused here."""
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        token = _next(text, at)
        at = token.end
        if token.piece is not Piece.WORD or token.text.casefold() != "and":  # it says nothing more
            yield token


def _next(text: str, at: int) -> Token:
    char = text[at]
    if char in "()":
        return Token(Piece.OPEN if char == "(" else Piece.CLOSE, char, at, at + 1)
    if char == "-" and at + 1 < len(text) and not text[at + 1].isspace():
        return Token(Piece.NOT, char, at, at + 1)
    if char in OPENING:
        value, ended = _phrase(text, at)
        return Token(Piece.PHRASE, value.text, at, value.end, ended=ended)
    end = at
    while end < len(text) and not text[end].isspace() and text[end] not in _ENDS:
        if text[end] in _COLONS and _names(text[at:end]):
            values = tuple(_values(text, end + 1))
            return Token(Piece.KEY, text[at:end].casefold(), at, values[-1].end, values)
        end += 1
    word = text[at:end]
    return Token(Piece.OR if word.casefold() == "or" else Piece.WORD, word, at, end)


def _names(text: str) -> bool:
    """Whether a text before a colon can be a key: "10:30" and "A/78:1" are words."""
    return bool(text) and all(char.isalpha() or char in "_-" for char in text)


def _phrase(text: str, at: int) -> tuple[Value, bool]:
    end = at + 1
    while end < len(text) and text[end] not in _CLOSING:
        end += 1
    ended = end < len(text)
    return Value(text[at + 1 : end].strip(), at, end + ended, quoted=True), ended


def _values(text: str, at: int) -> Iterator[Value]:
    """The values of a key whose colon stands right before `at`."""
    while True:
        value = _phrase(text, at)[0] if text[at : at + 1] in tuple(OPENING) else _bare(text, at)
        yield value
        if value.end >= len(text) or text[value.end] not in _COMMAS:
            return
        at = value.end + 1


def _bare(text: str, at: int) -> Value:
    end, depth = at, 0
    while end < len(text) and not text[end].isspace() and text[end] not in _COMMAS:
        if text[end] in OPENING or (text[end] == ")" and depth == 0):
            break
        depth += {"(": 1, ")": -1}.get(text[end], 0)
        end += 1
    return Value(text[at:end], at, end)
