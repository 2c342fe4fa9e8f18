"""From the names people write to the records they mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from sqlalchemy import Connection, select

from ctdesk.db.models import (
    EngagementType,
    FrameworkItem,
    Organization,
    OrganizationName,
    Person,
    Place,
    Theme,
)
from ctdesk.db.search import index
from ctdesk.db.search.fold import fold
from ctdesk.db.search.index import matching
from ctdesk.errors import UserError
from ctdesk.words import _

Index = Mapping[str, int]  # folded name to id


@dataclass(frozen=True, slots=True)
class Names:
    """Every name by which a body, person, type, item, theme or country is known.

    Each method gives the id of what a name means, and raises UserError, with the nearest name,
    where it means nothing; `person` gives None then, since people are added as they come.
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
        return self._people.get(fold(name))

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
    if folded in known:
        return known[folded]
    near = get_close_matches(folded, known, n=1, cutoff=0.6)
    hint = _(" Did you mean “{near}”?").format(near=near[0]) if near else ""
    raise UserError(sentence.format(name=name) + "." + hint)


def names(people: Iterable[str] = ()) -> Callable[[Connection], Names]:
    """The question for all names, of people only those asked for: there may be a million."""
    wanted = {fold(name) for name in people}

    def question(connection: Connection) -> Names:
        return Names(
            _organizations=organizations(connection),
            _people=_people(connection, wanted),
            _types=_types(connection),
            _items=_items(connection),
            _themes={
                fold(name): theme
                for theme, name in connection.execute(select(Theme.id, Theme.name))
            },
            _countries=_countries(connection),
        )

    return question


def organization_named(name: str) -> Callable[[Connection], int]:
    """The question for the body an acronym or name means, in any language. Raises UserError."""
    sentence = _("“{name}” is no organization in the register")
    return lambda connection: _found(organizations(connection), name, sentence)


def _people(connection: Connection, wanted: set[str]) -> Index:
    found: dict[str, int] = {}
    for name in wanted:
        ids = connection.execute(matching("person", "name", index.expression(name))).scalars().all()
        rows = connection.execute(
            select(Person.id, Person.display_name).where(Person.id.in_(ids)).order_by(Person.id)
        )
        for person_id, display_name in rows:
            if fold(display_name) == name:
                found.setdefault(name, person_id)
    return found


def organizations(connection: Connection) -> Index:
    """Every acronym and name of a body, in every language, folded."""
    found: dict[str, int] = {}
    other = select(
        OrganizationName.organization_id, OrganizationName.acronym, OrganizationName.name
    )
    own = select(Organization.id, Organization.official_name, Organization.name)
    acronyms = select(Organization.id, Organization.acronym, Organization.acronym)
    # The surest last: an acronym overrules a name, a name overrules an alias.
    for statement in (other, own, acronyms):
        for row_id, *texts in connection.execute(statement):
            found.update({fold(text): row_id for text in texts if text})
    return found


def _types(connection: Connection) -> Index:
    found: dict[str, int] = {}
    for row_id, name, short, key in connection.execute(
        select(
            EngagementType.id, EngagementType.name, EngagementType.short_name, EngagementType.key
        )
    ):
        code = (key or "").removeprefix("type:")
        found.update({fold(text): row_id for text in (code, short, name) if text})
    return found


def _items(connection: Connection) -> Index:
    found: dict[str, int] = {}
    for row_id, label, short in connection.execute(
        select(FrameworkItem.id, FrameworkItem.label, FrameworkItem.short_label).order_by(
            FrameworkItem.id.desc()
        )
    ):
        found.update({fold(text): row_id for text in (short, label) if text})
    return found


def _countries(connection: Connection) -> Index:
    found: dict[str, int] = {}
    for row in connection.execute(
        select(Place.id, Place.name, Place.alpha2, Place.alpha3, Place.aliases).where(
            Place.kind.in_(("country", "area"))
        )
    ):
        texts = [row.alpha2, row.alpha3, *row.aliases.split("|"), row.name]
        found.update({fold(text): row.id for text in texts if text and text.strip()})
    return found
