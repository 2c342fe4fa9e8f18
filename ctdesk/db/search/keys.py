"""The keys of a query: what each is called, what its values are, and of which records it asks.

Those that ask of one column are declared with the column, in `ctdesk.db.fields`.
"""

from __future__ import annotations

import enum
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from ctdesk.db.fields import FIELDS, Field
from ctdesk.db.fields import Kind as Holds
from ctdesk.words import _

# What a query finds, by its name after "in:"; the table it lies in follows.
KINDS: Mapping[str, str] = {
    "organizations": "organization",
    "people": "person",
    "engagements": "engagement",
    "commitments": "commitment",
    "documents": "document",
    "initiatives": "initiative",
}


class Value(enum.Enum):
    """What the values of a key are."""

    WORDS = "words"  # of a text
    CODE = "code"  # one of a few
    BODY = "body"
    PARTY = "party"  # a body, a kind of body, or a person
    PLACE = "place"
    ITEM = "item"  # of a framework
    TYPE = "type"
    THEME = "theme"
    INITIATIVE = "initiative"
    PERIOD = "period"
    SPAN = "span"


@dataclass(frozen=True, slots=True)
class SearchKey:
    """A key: what it asks, in words, and of which tables' records.

    What it asks of an engagement it asks of other records through their engagements. `prefix` is
    what its values are told apart by from those of `of_key`, for which it stands; with one of its
    own codes it stands for itself: "priority:2" is an item, "priority:high" how urgent a need is.
    """

    name: str
    asks: str
    value: Value
    of: frozenset[str]
    codes: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    of_key: str = ""
    prefix: str = ""

    def asks_of(self, kind: str, values: Collection[str]) -> bool:
        """Whether it asks this of records of a kind: what has codes there, of one of those."""
        codes = {code for one in self.fields if one.table == kind for code in codes_of(one)}
        return kind in self.of and (not codes or any(one in (*codes, NONE, ANY) for one in values))


NONE, ANY = "none", "any"

_ALL = tuple(KINDS.values())
_EVERY = (*_ALL, "need")  # needs are asked for on their page, and found nowhere else
_DATED = ("engagement", "commitment", "initiative", "need")
_FOCAL = (NONE, ANY, "stale", "primary", "alternate")
_COMMITMENT = ("overdue", "open", "done", "dropped", "superseded", ANY, NONE)
_FORUM = ("hosted", "never", "ahead")
_HAS = ("document", "commitment", "outcome", "session", "contact", "email", "phone", "photo",
        "post", "biography", "profile")  # fmt: skip

_SPECIAL: tuple[tuple[str, str, Value, tuple[str, ...], tuple[str, ...]], ...] = (
    ("org", _("An organization, by acronym or name: AU"), Value.BODY, _EVERY, ()),
    ("with", _("Who takes part: a body, a kind of body, a person"), Value.PARTY,
     ("engagement",), ()),
    ("engaged", _("Counts as engagement of an organization"), Value.BODY, ("engagement",), ()),
    ("spoke", _("An organization that came and spoke"), Value.BODY, ("engagement",), ()),
    ("planned", _("Planned with an organization that counts"), Value.BODY, ("engagement",), ()),
    ("member", _("Members of a body today: AU"), Value.BODY, ("organization",), ()),
    ("under", _("An item of a framework: D7, Milestone 4"), Value.ITEM,
     ("engagement", "commitment"), ()),
    ("region", _("A region and all within it: Africa"), Value.PLACE,
     ("organization", "person", "engagement", "initiative", "need"), ()),
    ("country", _("A country"), Value.PLACE,
     ("organization", "person", "engagement", "initiative", "need"), ()),
    ("theme", _("A theme: border security"), Value.THEME,
     ("engagement", "initiative", "need"), ()),
    ("on", _("A day, month, quarter or year: 2026-07"), Value.PERIOD, _DATED, ()),
    ("after", _("From then on: 2026-07, last month"), Value.PERIOD, _DATED, ()),
    ("before", _("Until then: 2026-07, last month"), Value.PERIOD, _DATED, ()),
    ("quarter", _("A quarter: 2026Q3"), Value.PERIOD, _DATED, ()),
    ("quiet", _("Not engaged for so long: 90d, 6m"), Value.SPAN, ("organization",), ()),
    ("focal", _("Focal points"), Value.CODE, ("organization", "person"), _FOCAL),
    ("forum", _("Turns of regional forums"), Value.CODE, ("organization",), _FORUM),
    ("commitment", _("Commitments"), Value.CODE, ("organization", "engagement", "commitment"),
     _COMMITMENT),
    ("answered", _("Whether anything was done about it"), Value.CODE, ("need",), (ANY, NONE)),
    ("overdue", _("Open and late for longer than: 30d, 3m"), Value.SPAN, ("commitment",), ()),
    ("has", _("What it has"), Value.CODE, _ALL, _HAS),
    ("in", _("What kind of record"), Value.CODE, _EVERY, tuple(KINDS)),
    ("changed", _("Changed within: 7d, last week"), Value.PERIOD, _EVERY, ()),
    ("source", _("Where it comes from"), Value.WORDS,
     ("organization", "engagement", "need"), ()),
)  # fmt: skip

_ITEMS = (
    ("decision", _("A Decision of February 2025, by number"), "Decision "),
    ("milestone", _("A milestone, by number"), "Milestone "),
    ("priority", _("A priority, by number"), "Priority "),
    ("option", _("An option of the concept note"), "Option: "),
    ("pillar", _("A pillar of the Strategy"), "Pillar "),
    ("action", _("An action of the Pact: 23 (c)"), "Action "),
)

# Whose records a column of another table tells of.
_TELLS_OF: Mapping[str, tuple[str, ...]] = {
    "post": ("person", "organization"),
    "contact_point": ("person", "organization"),
    "participation": ("engagement",),
}
_CODES: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("organization", "status"): ("active", "historical", "defunct"),
}
_RECORDS: Mapping[str, Value] = {
    "type_id": Value.TYPE, "initiative_id": Value.INITIATIVE,
    "by_id": Value.BODY, "to_id": Value.BODY, "lead_id": Value.BODY,
}  # fmt: skip


def codes_of(field: Field) -> tuple[str, ...]:
    """The codes a field holds; () where it holds anything."""
    return tuple(map(str, field.choices)) or _CODES.get((field.table, field.name), ())


def _value_of(field: Field) -> Value:
    match field.kind:
        case Holds.DATE | Holds.TIME:
            return Value.PERIOD
        case Holds.RECORD:
            return _RECORDS[field.name]
    return Value.WORDS


def _of_fields() -> Iterator[SearchKey]:
    for table, fields in FIELDS.items():
        for field in fields.values():
            if field.key:
                of = frozenset(_TELLS_OF.get(table, (table,)))
                codes = codes_of(field)
                value = Value.CODE if codes else _value_of(field)
                yield SearchKey(field.key, field.label, value, of, codes, (field,))


def _keys() -> dict[str, SearchKey]:
    found = {
        name: SearchKey(name, asks, value, frozenset(of), codes)
        for name, asks, value, of, codes in _SPECIAL
    }
    under = found["under"]
    for name, asks, prefix in _ITEMS:
        found[name] = replace(under, name=name, asks=asks, of_key="under", prefix=prefix)
    for key in _of_fields():
        known = found.get(key.name)
        if known is None:
            found[key.name] = key
            continue
        if known.of_key:
            codes = (*key.codes, NONE, ANY)
            of = known.of | key.of
            found[key.name] = replace(known, of=of, codes=codes, fields=key.fields)
            continue
        # One key of columns of several tables. Whose values are unlike are asked for by words.
        found[key.name] = replace(
            known,
            value=known.value if known.value is key.value else Value.WORDS,
            of=known.of | key.of,
            codes=tuple(dict.fromkeys((*known.codes, *key.codes))),
            fields=(*known.fields, *key.fields),
        )
    return found


KEYS: Mapping[str, SearchKey] = _keys()
