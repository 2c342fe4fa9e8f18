"""How a person is called: in a list, in a sentence, and what a form may propose.

The names are kept apart and none is stored that nobody saw: what is proposed here is shown to the
officer first. The family name is set in capitals in lists only, and of it never a particle.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# Words before a family name that stay as they are written: "van der BERG", "Ould AHMED".
_PARTICLES = frozenset(
    (
        "abu", "al", "bin", "bint", "da", "das", "de", "del", "della", "den", "der", "des", "di",
        "do", "dos", "du", "e", "el", "ibn", "la", "le", "los", "mint", "of", "ould", "san", "ten",
        "ter", "van", "von", "y", "zu",
    )
)  # fmt: skip
_PREFIX = re.compile(
    r"(?:(?:al|el|an|ad|as|at|az|ar|ash|adh|ath)-|[dlDL]['’])(?=\w)", re.IGNORECASE
)
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class PersonName:
    """The names of a person as they are kept; `order` is a NameOrder."""

    display: str  # in Latin script
    family: str = ""
    given: str = ""
    order: str = "given_first"
    honorific: str = ""
    written: str = ""  # in the own script
    post_nominals: str = ""

    @property
    def prose(self) -> str:
        """As a sentence has it: "Ms. Aya Example"."""
        return " ".join(filter(None, (self.honorific, self.display)))

    @property
    def listed(self) -> str:
        """As a list of participants has it: "Ms. Aya EXAMPLE", "Mr. EXAMPLE Wei"."""
        return " ".join(filter(None, (self.honorific, self._capitalized())))

    def _capitalized(self) -> str:
        if not self.family or self.order == "single":
            return self.display
        inside = _whole(self.family).search(self.display)
        if inside:
            return (
                self.display[: inside.start()]
                + capitals(self.family)
                + (self.display[inside.end() :])
            )
        return put_together(capitals(self.family), self.given, self.order) or self.display


def _whole(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")


def capitals(family: str) -> str:
    """A family name in capitals, but for its particles: "van der BERG", "al-RASHID"."""
    words = [found.group() for found in _WORD.finditer(family)]
    last = len(words) - 1
    # Whoever is called by a particle alone is called so: the last word is the name.
    return " ".join(
        word if number < last and _is_particle(word) else _upper(word)
        for number, word in enumerate(words)
    )


def _is_particle(word: str) -> bool:
    return word.casefold().strip(".'’") in _PARTICLES


def _upper(word: str) -> str:
    prefix = _PREFIX.match(word)
    kept = prefix.group() if prefix else ""
    return kept + word[len(kept) :].replace("ß", "ẞ").upper()


def put_together(family: str, given: str, order: str) -> str:
    """Family and given name in the order in which the person is called."""
    parts = (family, given) if order == "family_first" else (given, family)
    return " ".join(part.strip() for part in parts if part.strip())


def propose(display: str, order: str) -> tuple[str, str]:
    """Family and given name that a display name may consist of, for the officer to look at.

    Nothing is proposed for a single name, nor for one who has no family name: then both are "".
    """
    words = display.split()
    if order == "single" or len(words) < 2:
        return "", ""
    if order == "family_first":
        return words[0], " ".join(words[1:])
    first = len(words) - 1
    while first > 1 and _is_particle(words[first - 1]):
        first -= 1
    return " ".join(words[first:]), " ".join(words[:first])
