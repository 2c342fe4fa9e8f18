"""What is found, and where nothing is, what the words were meant to be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from ctdesk.db import clock
from ctdesk.db.queries.completing import Completion, completions
from ctdesk.db.queries.doubts import doubts
from ctdesk.db.queries.find import Group, find_all, looked_for
from ctdesk.db.queries.hits import Hit
from ctdesk.db.search import index
from ctdesk.db.search.fold import fold
from ctdesk.db.search.parse import Fault, parse
from ctdesk.db.search.tree import AllOf, Words, together, words_of

# Letters: shorter words are one letter away from too many others, longer ones are no names.
_SHORTEST, _LONGEST = 4, 30
# Letters of the scripts in which names are written with few signs, folded.
_ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz",
    "абвгдежзиклмнопрстуфхцчшщъыьэюя",
    "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
)


@dataclass(frozen=True, slots=True)
class Found:
    """What was found; by the words in `meant` where those typed find nothing.

    `words` are those that a record that was found holds, `faults` says what of the query was not
    understood, `doubt` which name in it means nothing or which time is meant, `completions` what
    may follow.
    """

    groups: tuple[Group, ...]
    meant: str = ""
    words: str = ""
    faults: tuple[Fault, ...] = ()
    doubt: Fault | None = None
    completions: tuple[Completion, ...] = ()

    @property
    def hits(self) -> tuple[Hit, ...]:
        """What is told of all kinds."""
        return tuple(hit for group in self.groups for hit in group.hits)


def found_typing(query: str, limit: int = 50) -> Callable[[Connection], Found]:
    """The question for what a query finds that is being typed, and for what may follow in it."""

    def question(connection: Connection) -> Found:
        may_follow = completions(query, len(query))(connection)
        return replace(found(query, limit)(connection), completions=may_follow)

    return question


def found(query: str, limit: int = 50) -> Callable[[Connection], Found]:
    """The question for what a query finds, and for what was meant where it finds nothing."""

    def question(connection: Connection) -> Found:
        parsed = parse(query, clock.today())
        if parsed.faults:
            return Found((), faults=parsed.faults)
        groups = find_all(parsed.tree, limit)(connection)
        if groups:
            return Found(groups, words=looked_for(parsed.tree))
        plain = words_of(parsed.tree)
        doubt = doubts(parsed.tree, query)(connection)
        if plain is None or doubt is not None:
            return Found((), doubt=doubt)
        words = meant(plain)(connection)
        guessed = AllOf(tuple(map(Words, words.split())))
        groups = find_all(together(guessed), limit)(connection) if words else ()
        return Found(groups, words, words)

    return question


def meant(query: str) -> Callable[[Connection], str]:
    """The question for the words that are in names and one letter away; "" where there are none.

    A letter is one too many, one too few, another, or has changed its place with the next. Of
    several words that are near the one in most names is taken.
    """
    words = fold(query).split()[: index.WORDS]

    def question(connection: Connection) -> str:
        found = []
        for word in words:
            near = _nearest(connection, word)
            if not near:
                return ""
            found.append(near)
        return " ".join(found) if found != words else ""

    return question


def _nearest(connection: Connection, word: str) -> str:
    if index.begins(connection, word):
        return word
    if not _SHORTEST <= len(word) <= _LONGEST:
        return ""
    return index.most_frequent(connection, sorted(set(_near(word))))


def _near(word: str) -> Iterator[str]:
    """Every word one letter away."""
    letters = next((one for one in _ALPHABETS if word[0] in one), "")
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        yield from (head + letter + tail for letter in letters)
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in letters)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
