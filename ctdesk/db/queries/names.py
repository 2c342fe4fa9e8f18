"""From the names people write to the records they mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from sqlalchemy import Connection, select

from ctdesk.db.search import index
from ctdesk.db.search.fold import fold
from ctdesk.db.tables import (
    EngagementType,
    FrameworkItem,
    Organization,
    OrganizationKind,
    OrganizationName,
    Person,
    Place,
    Theme,
)
from ctdesk.errors import UserError
from ctdesk.words import _


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a folded name means: a name as it is written, and the records of that name."""

    written: str
    ids: frozenset[int]


Index = Mapping[str, Meaning]  # by folded name
OFFICE = "UNOCT"  # acronym of the office whose register this is


@dataclass(frozen=True, slots=True)
class Names:
    """Every name by which a body, person, type, item, theme or country is known.

    Each method gives the id of what a name means, and raises UserError, with the nearest name,
    where it means nothing, or more than one; `person` gives None where it means nobody, since
    people are added as they come.
    """

    _organizations: Index
    _people: Index
    _types: Index
    _items: Index
    _themes: Index
    _countries: Index

    def organization(self, name: str) -> int:
        """A body, by acronym or name in any language."""
        return _found(self._organizations, name, _("“{name}” is no organization in the register"))

    def person(self, name: str) -> int | None:
        """A person, by the name as it is written."""
        if fold(name) not in self._people:
            return None
        return _found(self._people, name, "")

    def type(self, name: str) -> int:
        """An engagement type."""
        return _found(self._types, name, _("“{name}” is no type of engagement"))

    def item(self, name: str) -> int:
        """A framework item, by label ("Decision 7") or short label ("D7")."""
        return _found(self._items, name, _("“{name}” is no item of a framework"))

    def theme(self, name: str) -> int:
        """A theme."""
        return _found(self._themes, name, _("“{name}” is no theme"))

    def country(self, name: str) -> int:
        """A country, by name, another name of it, or ISO code."""
        return _found(self._countries, name, _("“{name}” is no country"))


def _found(known: Index, name: str, sentence: str) -> int:
    folded = fold(name)
    meant = known.get(folded)
    if meant is None:
        near = get_close_matches(folded, known, n=1, cutoff=0.75) if folded else []
        hint = _(" Did you mean “{near}”?").format(near=known[near[0]].written) if near else ""
        raise UserError(sentence.format(name=name) + "." + hint)
    if len(meant.ids) > 1:
        message = _("“{name}” means {count} records; write the acronym or full name.")
        raise UserError(message.format(name=name, count=len(meant.ids)))
    return next(iter(meant.ids))


def _index(*layers: Iterable[tuple[int, str]]) -> Index:
    """Names by what they fold to, the surest layer last: it overrules those before."""
    found: dict[str, Meaning] = {}
    for layer in layers:
        fresh: dict[str, Meaning] = {}
        for row_id, text in layer:
            folded = fold(text or "")
            if folded:
                ids = fresh[folded].ids if folded in fresh else frozenset()
                fresh[folded] = Meaning(text, ids | {row_id})
        found.update(fresh)
    return found


def names(people: Iterable[str] = ()) -> Callable[[Connection], Names]:
    """The question for all names, of people only those asked for: there may be a million."""
    wanted = {fold(name) for name in people}

    def question(connection: Connection) -> Names:
        return Names(
            _organizations=organizations(connection),
            _people=_people(connection, wanted),
            _types=_types(connection),
            _items=_items(connection),
            _themes=_index(
                [(row.id, row.name) for row in connection.execute(select(Theme.id, Theme.name))]
            ),
            _countries=_countries(connection),
        )

    return question


def organization_named(name: str) -> Callable[[Connection], int]:
    """The question for the body an acronym or name means, in any language. Raises UserError."""
    sentence = _("“{name}” is no organization in the register")
    return lambda connection: _found(organizations(connection), name, sentence)


def office(connection: Connection) -> int | None:
    """The office whose register this is; None where the officer has removed it."""
    try:
        return organization_named(OFFICE)(connection)
    except UserError:
        return None


def _people(connection: Connection, wanted: set[str]) -> Index:
    found: list[tuple[int, str]] = []
    for name in wanted:
        exact = index.exact_expression(name)
        ids = index.newest(connection, "person", exact, 10_000, "name") if exact else []
        rows = connection.execute(select(Person.id, Person.display_name).where(Person.id.in_(ids)))
        found += [(row.id, row.display_name) for row in rows if fold(row.display_name) == name]
    return _index(found)


def organizations(connection: Connection) -> Index:
    """Every acronym and name of a body, in every language; a State's other names and codes."""
    states = connection.execute(
        select(Organization.id, Place.aliases, Place.alpha3)
        .join(Place, Place.id == Organization.country_id)
        .where(Organization.kind == OrganizationKind.STATE)
    ).all()
    other = connection.execute(
        select(OrganizationName.organization_id, OrganizationName.acronym, OrganizationName.name)
    ).all()
    own = connection.execute(
        select(Organization.id, Organization.official_name, Organization.name, Organization.acronym)
    ).all()
    return _index(
        [(row[0], text) for row in states for text in (row.alpha3, *_aliases(row.aliases))],
        [(row[0], text) for row in other for text in row[1:]],
        [(row.id, text) for row in own for text in (row.official_name, row.name)],
        [(row.id, row.acronym) for row in own],
    )


def _aliases(text: str) -> list[str]:
    return [one.strip() for one in text.split("|")]


def _types(connection: Connection) -> Index:
    rows = connection.execute(
        select(
            EngagementType.id, EngagementType.name, EngagementType.short_name, EngagementType.key
        )
    ).all()
    return _index(
        [(row.id, (row.key or "").removeprefix("type:")) for row in rows],
        [(row.id, row.short_name) for row in rows],
        [(row.id, row.name) for row in rows],
    )


def _items(connection: Connection) -> Index:
    rows = connection.execute(
        select(FrameworkItem.id, FrameworkItem.label, FrameworkItem.short_label)
    ).all()
    return _index(
        [(row.id, row.short_label) for row in rows], [(row.id, row.label) for row in rows]
    )


def _countries(connection: Connection) -> Index:
    rows = connection.execute(
        select(Place.id, Place.name, Place.alpha2, Place.alpha3, Place.aliases).where(
            Place.kind.in_(("country", "area"))
        )
    ).all()
    return _index(
        [(row.id, text) for row in rows for text in (row.alpha2, row.alpha3)],
        [(row.id, text) for row in rows for text in _aliases(row.aliases)],
        [(row.id, row.name) for row in rows],
    )
