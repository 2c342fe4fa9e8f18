"""Whether the names in a query mean anything in this register, and what may have been meant.

Words that are all a time ("last month") are looked for as words; where none holds them, the time is
what was meant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import get_close_matches

from sqlalchemy import Connection, select

from ctdesk.days import short_day
from ctdesk.db import clock
from ctdesk.db.queries import meaning
from ctdesk.db.queries.names import organizations
from ctdesk.db.search.fold import fold
from ctdesk.db.search.keys import ANY, KEYS, NONE, Value
from ctdesk.db.search.parse import Fault
from ctdesk.db.search.periods import period
from ctdesk.db.search.tokens import tokens
from ctdesk.db.search.tree import AllOf, AnyOf, Key, Not, Tree, as_value, words_of
from ctdesk.db.tables import EngagementType, FrameworkItem, Initiative, Place, Theme
from ctdesk.errors import UserError
from ctdesk.words import _

_NO = {
    Value.BODY: _("“{name}” is no organization in the register."),
    Value.PLACE: _("“{name}” is no country or region."),
    Value.ITEM: _("“{name}” is no item of a framework."),
    Value.TYPE: _("“{name}” is no type of engagement."),
    Value.THEME: _("“{name}” is no theme."),
    Value.INITIATIVE: _("“{name}” is no initiative."),
}
_NAMED = {
    Value.PLACE: Place.name,
    Value.ITEM: FrameworkItem.label,
    Value.TYPE: EngagementType.name,
    Value.THEME: Theme.name,
    Value.INITIATIVE: Initiative.name,
}


def doubts(tree: Tree, text: str) -> Callable[[Connection], Fault | None]:
    """The question for what is doubtful in a query that finds nothing; None where nothing is.

    That is the first name that means nothing in it, or that it is a time. `text` is the query as it
    is written, in which the name has its place.
    """

    def question(connection: Connection) -> Fault | None:
        if words_of(tree):
            return _time_meant(text)
        for key in _keys(tree):
            kind, codes = KEYS[key.name].value, KEYS[key.name].codes
            for name in key.values:
                if (
                    kind in _NO
                    and name not in (NONE, ANY, *codes)
                    and not _means(connection, kind, name)
                ):
                    return _fault(connection, kind, name, text)
        return None

    return question


def _time_meant(text: str) -> Fault | None:
    """What asks for a time, of words that are one; None of all others."""
    words = " ".join(text.split())
    try:
        days = period(words, clock.today())
    except UserError:
        return None
    first, last = short_day(days.first), short_day(days.last)
    when = first if first == last else _("{first} to {last}").format(first=first, last=last)
    instead = f"on:{as_value(words)}"
    said = _("The words “{words}” find nothing. Did you mean {query}, {when}?")
    return Fault(0, len(text), said.format(words=words, query=instead, when=when), instead)


def _keys(tree: Tree) -> Iterator[Key]:
    match tree:
        case Key():
            yield tree
        case Not(part):
            yield from _keys(part)
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from _keys(part)


def _means(connection: Connection, kind: Value, name: str) -> bool:
    ids = meaning.MEANT[kind](name).subquery()
    return connection.execute(select(ids.c[0]).limit(1)).first() is not None


def _fault(connection: Connection, kind: Value, name: str, text: str) -> Fault:
    said, near = _NO[kind].format(name=name), _nearest(connection, kind, name)
    if not near:
        return Fault(0, 0, said)
    said = f"{said} {_('Did you mean “{near}”?').format(near=near)}"
    for value in (value for token in tokens(text) for value in token.values):
        if " ".join(value.text.split()) == name:
            return Fault(value.start, value.end, said, as_value(near))
    return Fault(0, 0, said)  # written as several words


def _nearest(connection: Connection, kind: Value, name: str) -> str:
    """The name in the register that is most like one it does not know; "" for none."""
    if kind is Value.BODY:
        known = {folded: one.written for folded, one in organizations(connection).items()}
    else:
        known = {fold(one): one for one in connection.execute(select(_NAMED[kind])).scalars()}
    near = get_close_matches(fold(name), known, n=1, cutoff=0.7)
    return known[near[0]] if near else ""
