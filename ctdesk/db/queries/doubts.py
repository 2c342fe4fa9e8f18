"""Whether the names in a query mean anything in this register, and what may have been meant."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import get_close_matches

from sqlalchemy import Connection, select

from ctdesk.db.queries import meaning
from ctdesk.db.queries.names import organizations
from ctdesk.db.search.fold import fold
from ctdesk.db.search.keys import ANY, KEYS, NONE, Value
from ctdesk.db.search.tree import AllOf, AnyOf, Key, Not, Tree
from ctdesk.db.tables import EngagementType, FrameworkItem, Initiative, Place, Theme
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


def doubts(tree: Tree) -> Callable[[Connection], str]:
    """The question for a sentence on the first name that means nothing; "" where all mean some."""

    def question(connection: Connection) -> str:
        for key in _keys(tree):
            kind = KEYS[key.name].value
            for name in key.values:
                if kind in _NO and name not in (NONE, ANY) and not _means(connection, kind, name):
                    return _said(connection, kind, name)
        return ""

    return question


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


def _said(connection: Connection, kind: Value, name: str) -> str:
    if kind is Value.BODY:
        known = {folded: one.written for folded, one in organizations(connection).items()}
    else:
        known = {fold(one): one for one in connection.execute(select(_NAMED[kind])).scalars()}
    near = get_close_matches(fold(name), known, n=1, cutoff=0.7)
    said = _NO[kind].format(name=name)
    return f"{said} {_('Did you mean “{near}”?').format(near=known[near[0]])}" if near else said
