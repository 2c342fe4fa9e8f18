"""The sentence of a note that made a promise: where it begins and ends, and where it stands now.

Places are counted in characters of the text, as Python counts them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ctdesk.db.search.fold import fold, fold_text

NOTES = ("outcome", "summary", "recommendations")  # columns of an engagement that promise things

_ENDS = re.compile(r"(?<![.!?؟۔])[.!?؟۔]++[\"'”’»)\]]*(?=\s|$)|[。！？]+[”’」』）]*|\n")
# A full stop after these, after a single letter or within a word ends no sentence.
_LATE = 40  # characters of a sentence before the words it was found by
_NEAR = 40  # characters around a full stop that say what it is
_TOKEN = re.compile(r"[\u3400-\u9fff]|[^\s\u3400-\u9fff]+")
_SHORT = frozenset({"mr", "mrs", "ms", "dr", "no", "nos", "art", "st", "para", "paras", "cf", "vs"})
_MARKS_BEFORE = re.compile(r"^(?:[\s\-–—•*·▪◦\"'“”‘’«»]|\(?\d{1,2}[.)](?=\s))+")
_ARTICLE = re.compile(r"(?:(?:the|le|la|les|el|los|las)\s+|l['’])", re.IGNORECASE)
_MARKS_AFTER = " \t\n.;,。؛،۔\"'“”‘’«»"


@dataclass(frozen=True, slots=True)
class Passage:
    """Some characters of one note."""

    note: str
    start: int
    end: int


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """What is meant by a selection: its words; without one, the sentence the cursor stands in.

    Empty where there are no words.
    """
    if start == end:
        start, end = _sentence(text, start)
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return start, max(start, end - (len(words) - len(words.rstrip())))


def _sentence(text: str, at: int) -> tuple[int, int]:
    start = 0
    for found in _ENDS.finditer(text):
        if not _ends_here(text, found):
            continue
        # A cursor right behind a full stop stands in the sentence it ends.
        if found.end() >= at and not (found.group() == "\n" and found.start() < at):
            return start, found.start() if found.group() == "\n" else found.end()
        start = found.end()
    return start, len(text)


def _ends_here(text: str, found: re.Match[str]) -> bool:
    if not found.group().startswith(".") or found.end() == len(text):
        return True
    before = text[max(0, found.start() - _NEAR) : found.start()].rsplit(maxsplit=1)[-1:] or [""]
    word = before[0].strip("(\"'“‘«").casefold()
    after = text[found.end() : found.end() + _NEAR].lstrip(" \t")[:1]
    short = len(word) == 1 and word.isalpha()
    return not (short or word in _SHORT or "." in word or word.isdecimal() or after.islower())


def sentence_with(text: str, words: Sequence[str], longest: int = 160) -> str:
    """The first sentence with most of the folded words, each as the beginning of one of its own.

    It is on one line, begins shortly before the first of them, and is `longest` characters at most.
    """
    found = _spelled_so(text, words) or _with_most(text, words)
    return _cut(" ".join(found.replace("\u00ad", "-").split()), words, longest)


def _spelled_so(text: str, words: Sequence[str]) -> str:
    """The first sentence with all words as they are spelled; "" where they are spelled otherwise.

    To fold a page takes thirty times as long.
    """
    begun = [_begun(word) for word in words]
    if all(one.search(text) for one in begun):
        for start, end in _sentences(text):
            if all(one.search(text, start, end) for one in begun):
                return text[start:end]
    return ""


@lru_cache(maxsize=64)
def _begun(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_]){re.escape(word)}", re.IGNORECASE)


def _with_most(text: str, words: Sequence[str]) -> str:
    best, most = "", 0
    for start, end in _sentences(text):
        held = f" {fold_text(text[start:end])}"
        count = sum(f" {word}" in held for word in words)
        if count > most:
            best, most = text[start:end], count
        if most == len(words):
            break
    return best


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _ENDS.finditer(text):
        if _ends_here(text, found):
            yield start, found.end()
            start = found.end()
    yield start, len(text)


def _cut(sentence: str, words: Sequence[str], longest: int) -> str:
    """The sentence, without its beginning where the words come late: a list shows little of it."""
    at = _first(sentence, words)
    start = 0 if at <= _LATE else sentence.rfind(" ", 0, at - _LATE // 2) + 1
    start = max(start, at - _LATE)  # no blank between words of this script
    end = "…" if start + longest < len(sentence) else ""
    return f"{'…' if start else ''}{sentence[start : start + longest].strip()}{end}"


def _first(sentence: str, words: Sequence[str]) -> int:
    """Where the first of the words begins."""
    spelled = [found.start() for word in words if (found := _begun(word).search(sentence))]
    if spelled:
        return min(spelled)
    for token in _TOKEN.finditer(sentence):
        held = f" {fold(token.group())}"
        if any(f" {word}" in held for word in words):
            return token.start()
    return 0


def promise_of(sentence: str) -> str:
    """A sentence as the wording of a promise: on one line, without the marks around it."""
    words = " ".join(sentence.split())
    return _MARKS_BEFORE.sub("", words).rstrip(_MARKS_AFTER) or words


def maker(sentence: str, names: Mapping[int, Iterable[str]]) -> int | None:
    """Whose name a sentence begins with, past an article; of several the longest name's.

    `names` has all names of each by its id. None where it begins with none of them.
    """
    words = promise_of(sentence)
    article = _ARTICLE.match(words)
    said = fold(words[article.end() :] if article else words) + " "
    begun = {
        fold(name): one for one, known in names.items() for name in known
        if fold(name) and said.startswith(fold(name) + " ")
    }  # fmt: skip
    return begun[max(begun, key=len)] if begun else None


def find(sentence: str, what: str, notes: Mapping[str, str]) -> Passage | None:
    """Where the sentence that made a promise stands, else the promise's own words.

    Only the exact words, not within longer ones, are found: it is never guessed.
    """
    for words in (sentence, what):
        for note in NOTES:
            start = _occurrence(words, notes.get(note, ""))
            if start is not None:
                return Passage(note, start, start + len(words))
    return None


def is_there(sentence: str, notes: Mapping[str, str]) -> bool:
    """Whether a note still has the sentence as it was."""
    return any(_occurrence(sentence, notes.get(note, "")) is not None for note in NOTES)


def _occurrence(words: str, text: str) -> int | None:
    if not words.strip():
        return None
    # Letters of a script without blanks between words stand beside any others.
    before = r"(?<!\w)" if _spaced(words[0]) else ""
    after = r"(?!\w)" if _spaced(words[-1]) else ""
    found = re.search(before + re.escape(words) + after, text)
    return found.start() if found else None


def _spaced(letter: str) -> bool:
    """Whether it is a letter or figure of a script that parts words by blanks."""
    return letter.isalnum() and ord(letter) < 0x2E80
