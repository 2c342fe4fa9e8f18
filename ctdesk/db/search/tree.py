"""What a query asks, as a tree, and the tree as text again.

    words in it · "a phrase" · key:value,value · -not · this or that · (brackets)

The text is what an officer reads and edits; chips and buttons write it. `ctdesk.db.search.parse`
makes the tree of it, `ctdesk.db.queries.asking` one statement of the tree.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """What a record is to hold: each word as the beginning of one, a phrase whole and in order."""

    text: str
    phrase: bool = False


@dataclass(frozen=True, slots=True)
class Key:
    """What a key asks; any one of the values will do."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """What is not to be so."""

    part: Tree


@dataclass(frozen=True, slots=True)
class AllOf:
    """What is to be so together; of nothing asks for everything."""

    parts: tuple[Tree, ...] = ()


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Of which one is to be so."""

    parts: tuple[Tree, ...]


Tree = Words | Key | Not | AllOf | AnyOf

EVERYTHING = AllOf()

OPERATORS = frozenset(("or", "and"))  # words that are none

# What a word, and what a value, holds in quotation marks only.
_IN_WORDS = re.compile(r'[\s()"“”„«»]|^-|^$')
_IN_VALUES = re.compile(r'[\s(),"“”„«»،、，]|^-|^$')
# Items by number have keys of their own, which read better.
_NUMBERED = re.compile(r"(Decision|Milestone|Priority) (\d+)")


def text_of(tree: Tree) -> str:
    """The query that `parse` makes this tree of."""
    match tree:
        case Words(text, phrase=phrase):
            return _quoted(text) if phrase else _bare(text, _IN_WORDS)
        case Key(name, values):
            return _key(name, values)
        case Not(part):
            return f"-{_bracketed(part) if isinstance(part, AllOf | AnyOf) else text_of(part)}"
        case AllOf(parts):
            return " ".join(
                _bracketed(part) if isinstance(part, AllOf | AnyOf) else text_of(part)
                for part in parts
            )
        case AnyOf(parts):
            return " or ".join(
                _bracketed(part) if isinstance(part, AnyOf) else text_of(part) for part in parts
            )


def _bracketed(tree: Tree) -> str:
    return f"({text_of(tree)})"


def _key(name: str, values: tuple[str, ...]) -> str:
    numbered = [_NUMBERED.fullmatch(value) for value in values] if name == "under" else []
    kinds = {one[1] if one else "" for one in numbered}
    if len(kinds) == 1 and "" not in kinds:
        return f"{kinds.pop().lower()}:{','.join(one[2] for one in numbered if one)}"
    return f"{name}:{','.join(map(as_value, values))}"


def as_value(text: str) -> str:
    """A value as it stands after a key, in quotation marks where it needs them."""
    return _bare(text, _IN_VALUES)


def _bare(text: str, ending: re.Pattern[str]) -> str:
    plain = not ending.search(text) and text.casefold() not in OPERATORS
    return text if plain else _quoted(text)


def _quoted(text: str) -> str:
    return f'"{re.sub(r"""["“”„«»]""", " ", text)}"'


# What chips read and write: the keys that stand by themselves at the top of a query.


def parts_of(tree: Tree) -> tuple[Tree, ...]:
    """What a query asks for together."""
    return tree.parts if isinstance(tree, AllOf) else (tree,)


def values_of(tree: Tree, name: str) -> tuple[str, ...]:
    """The values a query gives a key; () where it does not ask by it, or not so simply."""
    found = [part for part in parts_of(tree) if isinstance(part, Key) and part.name == name]
    return found[0].values if len(found) == 1 else ()


def with_values(tree: Tree, name: str, values: tuple[str, ...]) -> Tree:
    """The query with these values for a key in place of what it says by it; without any, none."""
    kept = [part for part in parts_of(tree) if not (isinstance(part, Key) and part.name == name)]
    return together(*kept, *((Key(name, values),) if values else ()))


def together(*trees: Tree) -> Tree:
    """All of these queries as one."""
    parts = tuple(part for tree in trees for part in parts_of(tree))
    return parts[0] if len(parts) == 1 else AllOf(parts)


def words_of(tree: Tree) -> str | None:
    """The words of a query that is nothing but words; None of any other."""
    parts = parts_of(tree)
    if all(isinstance(part, Words) and not part.phrase for part in parts):
        return " ".join(part.text for part in parts if isinstance(part, Words))
    return None
