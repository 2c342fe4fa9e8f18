"""What a query may be called: its values, read as words."""

from __future__ import annotations

from textwrap import shorten

from ctdesk.db.search.keys import ANY, NONE
from ctdesk.db.search.tree import AllOf, AnyOf, Key, Not, Tree, Words
from ctdesk.words import _

_LONGEST = 60  # characters of a name that is proposed

# Keys whose values say by themselves what is asked; of all others the key is said too.
_SPEAK = frozenset((
    "kind", "status", "type", "under", "org", "on", "quarter", "region", "country", "city",
    "theme", "initiative", "modality", "level", "role", "title", "milestone", "priority",
    "programme",
))  # fmt: skip


def proposed(tree: Tree) -> str:
    """A name for a query, to be typed over."""
    words = shorten(_words(tree), _LONGEST, placeholder="…")
    words = words if words != "…" else _words(tree)[: _LONGEST - 1] + "…"
    return words[:1].upper() + words[1:]


def _words(tree: Tree) -> str:
    match tree:
        case Words(text):
            return text
        case Key(name, values):
            said = ", ".join(value.replace("_", " ") for value in values)
            speaks = name in _SPEAK and not {NONE, ANY} & set(values)
            return said if speaks else f"{name} {said}"
        case Not(part):
            return _("not {words}").format(words=_words(part))
        case AllOf(parts):
            return ", ".join(map(_words, parts))
        case AnyOf(parts):
            return _(" or ").join(map(_words, parts))
