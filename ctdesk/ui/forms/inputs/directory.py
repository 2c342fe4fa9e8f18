"""Bodies and people as a form names them, with those that a save will add first."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from ctdesk.db.capacities import Capacities, capacities
from ctdesk.db.drafts import OrganizationDraft, PersonDraft
from ctdesk.db.operations import organizations, people
from ctdesk.db.queries import choices, lookups
from ctdesk.db.search.fold import fold
from ctdesk.db.store import Store
from ctdesk.ui.widgets.type_ahead import Offer
from ctdesk.words import _

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

R = TypeVar("R", bound="DataclassInstance")
PartyKind = Literal["organization", "person"]
Party = tuple[PartyKind, int]

# What the fields of drafts that name a party are called.
_PARTIES: Mapping[str, PartyKind] = {
    "organization_id": "organization", "parent_id": "organization", "by_id": "organization",
    "to_id": "organization", "member_id": "organization", "body_id": "organization",
    "lead_id": "organization", "host_id": "organization", "person_id": "person",
    "successor_id": "person",
}  # fmt: skip
# Fields of drafts that name several bodies.
_BODIES = frozenset(("partner_ids",))


class Directory:
    """Names of bodies and people, and the newcomers of one form.

    A newcomer has a negative id until `enter` adds it in the same operation that stores the
    draft, so that one undo takes back both.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._names: dict[Party, tuple[str, str]] = {}
        self._newcomers: dict[Party, str] = {}

    def memo(self) -> list[list[Any]]:
        """The newcomers, as JSON can hold them."""
        return [[kind, row_id, name] for (kind, row_id), name in self._newcomers.items()]

    def recall(self, memo: Sequence[Sequence[Any]]) -> None:
        """Have these newcomers."""
        self._newcomers = {(kind, row_id): name for kind, row_id, name in memo}

    def learn(self, draft: Any) -> None:
        """Read the names of all whom a draft refers to, at once."""
        used = set(_parties_of(draft))
        for kind in ("organization", "person"):
            self.learn_names(kind, {row_id for own, row_id in used if own == kind and row_id > 0})

    def learn_names(self, kind: PartyKind, ids: Collection[int]) -> None:
        """Read the names of these."""
        if ids:
            found = self._store.read(lookups.names(kind, ids))
            self._names |= {(kind, row_id): name for row_id, name in found.items()}

    def short(self, party: Party) -> str:
        """Acronym or name."""
        return self._newcomers.get(party) or self._name(party)[0]

    def full(self, party: Party) -> str:
        """Full name, where it is longer."""
        return self._newcomers.get(party) or self._name(party)[1]

    def spellings(self, organization_ids: Collection[int]) -> dict[int, tuple[str, ...]]:
        """Every name of these bodies; that of a newcomer as it was typed."""
        newcomers = {
            one: (self._newcomers[kind, one],)
            for kind, one in self._newcomers
            if kind == "organization" and one in organization_ids
        }
        return self._store.read(lookups.spellings(organization_ids)) | newcomers

    def posts(self, person_ids: Collection[int], day: date) -> Capacities:
        """The posts these people hold on a day."""
        return self._store.read(capacities(person_ids, day))

    def offers(
        self, text: str, kinds: Collection[PartyKind] = ("organization", "person")
    ) -> Sequence[Offer]:
        """What a text may mean, newcomers too, and last to add a party of that name."""
        if not text.strip():
            return ()
        known = [
            Offer(name, _("new"), party)
            for party, name in self._newcomers.items()
            if party[0] in kinds and fold(name).startswith(fold(text))
        ]
        for one in self._store.read(choices.suggest(text)):
            if one.kind in kinds:
                party: Party = ("person" if one.kind == "person" else "organization", one.id)
                self._names[party] = (one.title, one.detail)
                known.append(Offer(one.title, one.detail, party))
        return [*known, *self._additions(text.strip(), kinds, known)]

    def take(self, value: object) -> Party:
        """The party an offer stands for; one to be added gets its id here."""
        kind, what = value if isinstance(value, tuple) else ("organization", 0)
        if isinstance(what, int):
            return kind, what
        party: Party = (kind, -1 - len(self._newcomers))
        self._newcomers[party] = what
        return party

    def enter(self, session: Any, draft: R) -> R:
        """Add the newcomers the draft refers to; the draft with their ids. Raises Invalid."""
        ids: dict[Party, int] = {}
        wanted = self._newcomers.keys() & _parties_of(draft)
        for party in sorted(wanted, key=lambda one: -one[1]):
            name = self._newcomers[party]
            ids[party] = (
                organizations.add(session, OrganizationDraft(name=name))
                if party[0] == "organization"
                else people.add(session, PersonDraft(display_name=name))
            )
        return _renumbered(draft, ids)

    def _name(self, party: Party) -> tuple[str, str]:
        """Short and full name of a party of the register, read when it is first asked for."""
        if party not in self._names and party[1] > 0:
            self.learn_names(party[0], [party[1]])
        return self._names.get(party, ("", ""))

    def _additions(
        self, name: str, kinds: Collection[PartyKind], known: Sequence[Offer]
    ) -> Iterator[Offer]:
        same = {offer.value[0] for offer in known
                if isinstance(offer.value, tuple) and fold(offer.text) == fold(name)}  # fmt: skip
        if "person" in kinds and "person" not in same:
            yield Offer(_("Add person “{name}”").format(name=name), "", ("person", name))
        if "organization" in kinds and "organization" not in same:
            label = _("Add organization “{name}”").format(name=name)
            yield Offer(label, "", ("organization", name))


def _parties_of(draft: Any) -> Iterator[Party]:
    """Whom a draft refers to, and the drafts within it."""
    for field in fields(draft):
        value, kind = getattr(draft, field.name), _PARTIES.get(field.name)
        if kind is not None and value is not None:
            yield kind, value
        if field.name in _BODIES:
            yield from (("organization", one) for one in value)
        for one in value if isinstance(value, tuple) else ():
            if is_dataclass(one):
                yield from _parties_of(one)


def _renumbered(draft: R, ids: Mapping[Party, int]) -> R:
    """The draft, and those within it, with other ids of parties."""
    values: dict[str, Any] = {}
    for field in fields(draft):
        value, kind = getattr(draft, field.name), _PARTIES.get(field.name)
        if kind is not None:
            values[field.name] = ids.get((kind, value), value)
        elif field.name in _BODIES:
            values[field.name] = tuple(ids.get(("organization", one), one) for one in value)
        elif isinstance(value, tuple):
            values[field.name] = tuple(
                _renumbered(one, ids) if is_dataclass(one) and not isinstance(one, type) else one
                for one in value
            )
    return replace(draft, **values)
