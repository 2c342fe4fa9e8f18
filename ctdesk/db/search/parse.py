"""From a query as it is typed to its tree, with what was not understood.

Nothing that can be typed is refused by an error: what is wrong is told with its place and, where
there is one, with what was meant.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from ctdesk.db.search.fold import fold
from ctdesk.db.search.keys import ANY, KEYS, NONE, SearchKey, Value
from ctdesk.db.search.periods import LONGEST, days, period
from ctdesk.db.search.tokens import Piece, Token, tokens
from ctdesk.db.search.tokens import Value as Typed
from ctdesk.db.search.tree import OPERATORS, AllOf, AnyOf, Key, Not, Tree, Words, together
from ctdesk.errors import UserError
from ctdesk.words import _

_MOST, _DEEPEST = 200, 30  # pieces and brackets: what a statement can hold
_SHORT_ITEM = re.compile(r"(?:([dmp])\s?|(decision|milestone|priority) )(\d+)", re.IGNORECASE)
_ITEM_NAMES = ("decision", "milestone", "priority")
_ITEM_KINDS = {"d": "Decision", "m": "Milestone", "p": "Priority"}


@dataclass(frozen=True, slots=True)
class Fault:
    """What was not understood, where it stands, and what to put there instead; "" for nothing."""

    start: int
    end: int
    sentence: str
    instead: str = ""

    @property
    def meant(self) -> str:
        """What to put there as it is said, without the quotation marks that words of it need."""
        return self.instead.replace('"', "")


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a query asks, and what of it was not understood; with faults, the tree lacks those."""

    tree: Tree
    faults: tuple[Fault, ...] = ()


def parse(text: str, today: date) -> Parsed:
    """The tree of a query. Relative times stay as they are typed; `today` is to try them."""
    pieces = list(tokens(text))
    if len(pieces) > _MOST:
        return Parsed(AllOf(), (Fault(0, len(text), _("This is too long to be asked at once.")),))
    parser = _Parser(pieces, today)
    tree = parser.whole()
    return Parsed(tree, tuple(parser.faults))


def asked(text: str, today: date) -> Tree:
    """The tree of a query that has to be right. Raises UserError with the first fault."""
    parsed = parse(text, today)
    if parsed.faults:
        raise UserError(parsed.faults[0].sentence)
    return parsed.tree


@dataclass
class _Parser:
    pieces: list[Token]
    today: date
    at: int = 0
    depth: int = 0
    faults: list[Fault] = field(default_factory=list)

    def whole(self) -> Tree:
        parts = []
        while self.at < len(self.pieces):
            parts.append(self._any())
            if self._next_is(Piece.CLOSE):
                self._wrong(self._take(), _("A bracket is closed here that was not opened."))
        return together(*parts)

    def _any(self) -> Tree:
        parts = [self._all()]
        while self._next_is(Piece.OR):
            self.at += 1
            parts.append(self._all())
        meant = tuple(part for part in parts if part != AllOf())
        if len(meant) > 1:
            return AnyOf(meant)
        return meant[0] if meant else AllOf()

    def _all(self) -> Tree:
        parts = []
        while self.at < len(self.pieces) and not self._next_is(Piece.OR, Piece.CLOSE):
            parts.append(self._one())
        return together(*(part for part in parts if part != AllOf()))

    def _one(self) -> Tree:
        token = self._take()
        match token.piece:
            case Piece.NOT:
                # "--" and a sign before nothing ask nothing.
                ends = self.at >= len(self.pieces) or self._next_is(Piece.OR, Piece.CLOSE)
                part = AllOf() if ends else self._one()
                return part if part == AllOf() else Not(part)
            case Piece.OPEN:
                return self._bracket(token)
            case Piece.KEY:
                return self._key(token)
            case Piece.PHRASE:
                return _phrase(token)
        return self._numbered(token) or (Words(token.text) if fold(token.text) else AllOf())

    def _numbered(self, token: Token) -> Tree | None:
        """What "Decision 7" means without quotation marks: the item, not two words."""
        if self._next_is(Piece.WORD) and token.text.casefold() in _ITEM_NAMES:
            item = f"{token.text} {self.pieces[self.at].text}"
            if _SHORT_ITEM.fullmatch(item):
                self.at += 1
                return Key("under", (_item(KEYS["under"], item),))
        return None

    def _bracket(self, token: Token) -> Tree:
        if self.depth >= _DEEPEST:
            self._wrong(token, _("Too many brackets stand in brackets."))
            return AllOf()
        self.depth += 1
        inside = self._any()
        self.depth -= 1
        if self._next_is(Piece.CLOSE):  # while it is typed, the last ones are not there yet
            self.at += 1
        return inside

    def _key(self, token: Token) -> Tree:
        key = KEYS.get(token.text)
        if key is None:
            self._unknown(token)
            return AllOf()
        values = tuple(
            read
            for value in self._joined(key, token.values)
            if (read := self._value(key, token, value)) is not None
        )
        return _meant(key, tuple(dict.fromkeys(values))) if values else AllOf()

    def _unknown(self, token: Token) -> None:
        near = _nearest(token.text, KEYS)
        if near:
            said = _("“{key}:” is not known. Did you mean “{near}:”?").format(
                key=token.text, near=near[0]
            )
        else:
            said = _("“{key}:” is not known; in quotation marks it is searched for.").format(
                key=token.text
            )
        end = token.start + len(token.text)
        self.faults.append(Fault(token.start, end, said, near[0] if near else ""))

    def _joined(self, key: SearchKey, values: tuple[Typed, ...]) -> tuple[Typed, ...]:
        """The values, the last with the words after it that belong to it: "last quarter"."""
        last = values[-1]
        if last.quoted or not last.text or key.value not in (Value.PERIOD, Value.ITEM):
            return values
        ahead = self.pieces[self.at : self.at + LONGEST - 1]
        for count in range(len(ahead), 0, -1):
            more = ahead[:count]
            joined = " ".join((last.text, *(one.text for one in more)))
            if all(one.piece is Piece.WORD for one in more) and self._belongs(key, joined):
                self.at += count
                return (*values[:-1], Typed(joined, last.start, more[-1].end))
        return values

    def _belongs(self, key: SearchKey, joined: str) -> bool:
        if key.value is Value.ITEM:
            return _SHORT_ITEM.fullmatch(joined) is not None
        try:
            period(joined, self.today)
        except UserError:
            return False
        return True

    def _value(self, key: SearchKey, token: Token, typed: Typed) -> str | None:
        """A value as the tree has it; None, with a fault, where it cannot be one."""
        if not typed.text.strip():
            said = _("“{key}:” needs something after it.").format(key=key.name)
            self.faults.append(Fault(token.start, token.end, said))
            return None
        try:
            return _read(key, " ".join(typed.text.split()), self.today)
        except _NoCode as error:
            self.faults.append(Fault(typed.start, typed.end, str(error), error.near))
        except UserError as error:
            self.faults.append(Fault(typed.start, typed.end, str(error)))
        return None

    # Pieces

    def _take(self) -> Token:
        self.at += 1
        return self.pieces[self.at - 1]

    def _next_is(self, *pieces: Piece) -> bool:
        return self.at < len(self.pieces) and self.pieces[self.at].piece in pieces

    def _wrong(self, token: Token, sentence: str) -> None:
        self.faults.append(Fault(token.start, token.end, sentence))


def _meant(key: SearchKey, values: tuple[str, ...]) -> Tree:
    """What a key asks with its values; with codes of its own it does not stand for another."""
    if not key.of_key:
        return Key(key.name, values)
    own = tuple(one for one in values if one in key.codes)
    others = tuple(one for one in values if one not in key.codes)
    parts = [Key(key.name, own)] * bool(own) + [Key(key.of_key, others)] * bool(others)
    return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))


def _phrase(token: Token) -> Tree:
    if not fold(token.text):
        return AllOf()
    if token.ended:
        return Words(token.text, phrase=True)
    words = fold(token.text).split()  # without signs, so that none of them means anything
    return together(*(Words(word) for word in words if word not in OPERATORS))


class _NoCode(UserError):
    """A value that is none of the few a key takes; `near` is the nearest of them."""

    def __init__(self, sentence: str, near: str) -> None:
        super().__init__(sentence)
        self.near = near


def _read(key: SearchKey, text: str, today: date) -> str:
    """A value in its one spelling. Raises UserError where it can be none."""
    match key.value:
        case Value.PERIOD:
            if text.casefold() not in (NONE, ANY) or not key.fields:
                period(text, today)
        case Value.SPAN:
            days(text, today)
        case Value.CODE:
            return _code(key, text)
        case Value.ITEM:
            return _item(key, text)
        case _:
            if not fold(text):
                raise UserError(_("“{text}” holds no word.").format(text=text))
    return text


def _code(key: SearchKey, text: str) -> str:
    codes = (*key.codes, *((NONE, ANY) if key.fields else ()))
    known: dict[str, str] = {fold(code.replace("_", " ")): code for code in codes}
    plain = fold(text.replace("_", " "))
    if plain in known:
        return known[plain]
    if key.name == "in" and f"{plain}s" in known:  # "in:engagement"
        return known[f"{plain}s"]
    near = _nearest(plain, known)
    if near:
        code = known[near[0]]
        said = _("“{key}:” cannot be “{text}”. Did you mean “{near}”?")
        raise _NoCode(said.format(key=key.name, text=text, near=code.replace("_", "-")), code)
    said = _("“{key}:” cannot be “{text}”, only {codes}.")
    raise _NoCode(said.format(key=key.name, text=text, codes=listed(codes)), "")


def _nearest(text: str, known: Iterable[str]) -> list[str]:
    from difflib import get_close_matches  # not before somebody errs

    return get_close_matches(text, list(known), n=1, cutoff=0.6)


def listed(codes: Collection[str]) -> str:
    """Codes as a sentence names them."""
    return _enumerated([code.replace("_", "-") for code in codes])


def _enumerated(words: Iterable[str]) -> str:
    *others, last = words
    return _("{some} or {last}").format(some=", ".join(others), last=last) if others else last


def _item(key: SearchKey, text: str) -> str:
    """An item by its label: "D7" is Decision 7; a code of the key's own as it is."""
    if text.casefold() in key.codes:
        return text.casefold()
    if key.prefix and not fold(text).startswith(fold(key.prefix)):
        return key.prefix + (text.upper() if key.name == "pillar" else text)
    short = _SHORT_ITEM.fullmatch(text)
    if short is None:
        return text
    kind = _ITEM_KINDS[short[1].lower()] if short[1] else short[2].capitalize()
    return f"{kind} {int(short[3])}"
