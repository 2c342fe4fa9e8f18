"""What may follow in a query where somebody types: keys, and their values in this register."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from ctdesk.db import clock
from ctdesk.db.queries.choices import suggest
from ctdesk.db.search.fold import begun, fold
from ctdesk.db.search.keys import ANY, KEYS, KINDS, NONE, SearchKey, Value
from ctdesk.db.search.tokens import Piece, Token, tokens
from ctdesk.db.search.tokens import Value as Typed
from ctdesk.db.search.tree import as_value
from ctdesk.db.tables import (
    EngagementType,
    FrameworkItem,
    Initiative,
    OrganizationKind,
    Place,
    Theme,
)

MOST = 50
_SHORTEST = 2  # letters of a word that may become a key: every word begins with one
_PERIODS = ("today", "yesterday", "this week", "last week", "this month", "last month",
            "this quarter", "last quarter", "this year", "last year")  # fmt: skip
_SPANS = ("30d", "90d", "6m", "1y")
_COUNTRIES = ("country", "area")
_SHOWN = 3  # values a key is told with
# The keys of most use, with records of a kind and with any.
_FIRST: Mapping[str, tuple[str, ...]] = {
    "organization": ("region", "kind", "focal", "quiet", "member", "under", "commitment", "has"),
    "person": ("org", "focal", "country", "region", "language", "verified", "with", "has"),
    "engagement": ("with", "under", "after", "before", "type", "theme", "status", "commitment"),
    "commitment": ("status", "by", "to", "due", "under", "officer"),
    "initiative": ("programme", "status", "theme", "region", "org", "lead", "on"),
    "need": ("kind", "status", "answered", "priority", "org", "region", "theme", "on"),
    "": ("org", "under", "after", "region", "commitment", "in"),
}


@dataclass(frozen=True, slots=True)
class Completion:
    """What may stand instead of a piece of the text, from `start` to `end`, and what it is.

    `goes_on` says that more is to be typed after it: it is a key.
    """

    text: str
    detail: str
    start: int
    end: int
    goes_on: bool = False


def first_keys(kind: str = "", at: int = 0) -> tuple[Completion, ...]:
    """What may stand at a place where nothing is typed: the keys of most use.

    With `kind`, a table, those of most use with its records.
    """
    return tuple(_of_key(KEYS[name], kind, at, at) for name in _FIRST[kind])


def completions(
    text: str, at: int, kind: str = ""
) -> Callable[[Connection], tuple[Completion, ...]]:
    """The question for what may be meant by the piece of a query that ends at `at`.

    With `kind`, a table, only by what can be asked of its records.
    """
    pieces = [one for one in tokens(text[:at]) if one.end == at]
    piece = pieces[-1] if pieces else None

    def question(connection: Connection) -> tuple[Completion, ...]:
        if piece is None:
            return ()
        if piece.piece is Piece.KEY and piece.text in KEYS:
            found = _values(connection, KEYS[piece.text], piece.values[-1], kind)
        elif piece.piece is Piece.WORD and len(piece.text) >= _SHORTEST:
            found = _keys(piece, kind)
        else:
            return ()
        return tuple(one for _number, one in zip(range(MOST), found, strict=False))

    return question


def _keys(piece: Token, kind: str) -> Iterator[Completion]:
    for key in sorted(KEYS.values(), key=lambda one: one.name):
        asks = not kind or kind in key.of or "engagement" in key.of
        if asks and key.name.startswith(piece.text.casefold()):
            yield _of_key(key, kind, piece.start, piece.end)


def _of_key(key: SearchKey, kind: str, start: int, end: int) -> Completion:
    """A key, with some of the few values it takes, else with what it asks."""
    codes = _own_codes(key, kind)
    some = ", ".join(code.replace("_", "-") for code in codes[:_SHOWN])
    more = "…" if len(codes) > _SHOWN else ""
    return Completion(f"{key.name}:", f"{some}{more}" or key.asks, start, end, goes_on=True)


def _values(
    connection: Connection, key: SearchKey, typed: Typed, kind: str
) -> Iterator[Completion]:
    wanted = fold(typed.text)
    for text, detail in dict(_offered(connection, key, typed.text, kind)).items():
        if key.value in (Value.BODY, Value.PARTY) or begun(f"{text} {detail}", wanted):
            yield Completion(as_value(text), detail, typed.start, typed.end)


def _offered(
    connection: Connection, key: SearchKey, typed: str, kind: str
) -> Iterable[tuple[str, str]]:
    match key.value:
        case Value.CODE:
            return _codes(key, kind)
        case Value.PERIOD:
            today = clock.today()
            quarter = f"{today.year}Q{(today.month + 2) // 3}"
            return ((one, "") for one in (*_PERIODS, quarter, str(today.year)))
        case Value.SPAN:
            return ((one, "") for one in _SPANS)
        case Value.BODY | Value.PARTY:
            return _parties(connection, key, typed)
        case Value.PLACE:
            return _places(connection, countries=key.name == "country")
        case Value.ITEM:
            own = ((code, "") for code in _own_codes(key, kind))
            return (*own, *_items(connection, key))
        case Value.TYPE:
            rows = connection.execute(select(EngagementType.short_name, EngagementType.name))
            return ((row.short_name or row.name, row.name) for row in rows)
        case Value.THEME | Value.INITIATIVE:
            named = Theme.name if key.value is Value.THEME else Initiative.name
            return ((name, "") for name in connection.execute(select(named)).scalars())
    return ((NONE, ""), (ANY, "")) if key.fields else ()


def _own_codes(key: SearchKey, kind: str) -> tuple[str, ...]:
    """The codes a key takes of records of a kind."""
    if key.of_key and kind not in {one.table for one in key.fields}:
        return ()
    return tuple(one for one in key.codes if not kind or key.asks_of(kind, (one,))) or key.codes


def _codes(key: SearchKey, kind: str) -> Iterator[tuple[str, str]]:
    for code in (*_own_codes(key, kind), *((NONE, ANY) if key.fields else ())):
        if key.name != "in" or not kind or KINDS[code] == kind:
            yield code.replace("_", "-"), ""


def _parties(connection: Connection, key: SearchKey, typed: str) -> Iterator[tuple[str, str]]:
    if key.value is Value.PARTY:
        yield from ((one.value.replace("_", " "), "") for one in OrganizationKind
                    if begun(one.value.replace("_", " "), fold(typed)))  # fmt: skip
    for one in suggest(typed, MOST)(connection):
        if one.kind == "organization" or key.value is Value.PARTY:
            yield one.title, one.detail


def _places(connection: Connection, *, countries: bool) -> Iterator[tuple[str, str]]:
    which = Place.kind.in_(_COUNTRIES) if countries else Place.kind.not_in(_COUNTRIES)
    rows = connection.execute(select(Place.name, Place.alpha3).where(which).order_by(Place.name))
    return ((row.name, row.alpha3 or "") for row in rows)


def _items(connection: Connection, key: SearchKey) -> Iterator[tuple[str, str]]:
    rows = connection.execute(
        select(FrameworkItem.label, FrameworkItem.title).order_by(FrameworkItem.id)
    )
    for row in rows:
        if row.label.startswith(key.prefix):
            yield row.label.removeprefix(key.prefix), row.title
