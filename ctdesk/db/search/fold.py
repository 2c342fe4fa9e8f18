"""One spelling for many: what is indexed and what is asked pass through the same function."""

from __future__ import annotations

import re
import unicodedata

# Letters that no decomposition takes apart, and signs that stand for an apostrophe or nothing.
_EXPLICIT = {
    "ł": "l", "ø": "o", "ı": "i", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe",
    "ɓ": "b", "ɗ": "d", "ɖ": "d", "ƙ": "k", "ŋ": "n", "ɛ": "e", "ɔ": "o", "ħ": "h", "ŧ": "t",
    "ə": "e", "ƴ": "y",
    "ʼ": "", "ʻ": "", "’": "", "‘": "", "'": "", "`": "", "ʿ": "", "ʾ": "", "´": "",
}  # fmt: skip

# Arabic letters written in several ways; tatweel; Arabic-Indic and Persian digits.
_ARABIC = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "ـ": "",
    **{chr(0x0660 + digit): str(digit) for digit in range(10)},
    **{chr(0x06F0 + digit): str(digit) for digit in range(10)},
}  # fmt: skip


class _Unmarked(dict[int, int | None]):
    """Each character, and None for a mark or a sign of no width; looked up once for each."""

    def __missing__(self, code: int) -> int | None:
        char = chr(code)
        mark = unicodedata.combining(char) or unicodedata.category(char) == "Cf"
        self[code] = found = None if mark else code
        return found


_UNMARKED = _Unmarked()
_BEFORE_MARKS = str.maketrans({**_EXPLICIT, **_ARABIC})
_PARTED = re.compile(r"(?<!\w)\w++(?:\u00ad\w++)+")
_WORD = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]|[^\W_\u3400-\u9fff]+")


def fold(text: str) -> str:
    """The text's words in one spelling, separated by single blanks.

    Case, marks and typographic variants are gone; each Chinese character is a word of its own,
    since nothing marks where a word of them begins.
    """
    if text.isascii():  # most text, and a tenth of the time
        return " ".join(_WORD.findall(text.replace("'", "").casefold()))
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_BEFORE_MARKS)
    bare = unicodedata.normalize("NFD", folded).translate(_UNMARKED)
    return " ".join(_WORD.findall(bare.translate(_BEFORE_MARKS)))


def fold_text(text: str) -> str:
    """As `fold`; a word with a soft hyphen is there in whole and in its parts.

    What parts a word at the end of a line may be a hyphen of its own: counter-terrorism.
    """
    if "\u00ad" not in text:
        return fold(text)
    parted = " ".join(_PARTED.findall(text)).replace("\u00ad", " ")
    return f"{fold(text)} {fold(parted)}"


def sort_key(text: str) -> str:
    """What a list is ordered by: the folded text, without a leading Arabic article."""
    return re.sub(r"^(al|el) (?=\S)", "", fold(text)) or text


def spelled(text: str | None) -> str | None:
    """What a column of a list is sorted by where no index has its key: quick, once for each row."""
    if text is None or text.isascii():
        return text and text.lower()
    return sort_key(text)


def named(text: str | None, wanted: str) -> bool:
    """Whether a text, or one of several that a bar parts, folds to what is wanted (folded)."""
    return any(fold(one) == wanted for one in (text or "").split("|"))


def phrased(text: str | None, wanted: str) -> bool:
    """Whether a text holds the words wanted (folded), whole and in order."""
    return f" {wanted} " in f" {fold(text or '')} "


def begun(text: str | None, wanted: str) -> bool:
    """Whether each of the words wanted (folded) begins a word of the text."""
    held = f" {fold(text or '')}"
    return all(f" {word}" in held for word in wanted.split())
