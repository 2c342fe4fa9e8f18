"""Bodies and people as a form names them, with those that a save will add first."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Any, Literal

from ctdesk.db.drafts import EngagementDraft, OrganizationDraft, PersonDraft
from ctdesk.db.operations import organizations, people
from ctdesk.db.queries import choices, lookups
from ctdesk.db.search.fold import fold
from ctdesk.db.store import Store
from ctdesk.ui.forms.inputs.type_ahead import Offer
from ctdesk.words import _

PartyKind = Literal["organization", "person"]
Party = tuple[PartyKind, int]


class Directory:
    """Names of bodies and people, and the newcomers of one form.

    A newcomer has a negative id until `enter` adds it in the same operation that stores the
    draft, so that one undo takes back both.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._names: dict[Party, tuple[str, str]] = {}
        self._newcomers: dict[Party, str] = {}

    def forget_newcomers(self) -> None:
        """Begin with another draft."""
        self._newcomers.clear()

    def learn(self, draft: EngagementDraft) -> None:
        """Read the names of all whom a draft refers to."""
        used = _parties_of(draft)
        for kind in ("organization", "person"):
            self.learn_names(kind, {row_id for own, row_id in used if own == kind and row_id > 0})

    def learn_names(self, kind: PartyKind, ids: Collection[int]) -> None:
        """Read the names of these."""
        if ids:
            found = self._store.read(lookups.names(kind, ids))
            self._names |= {(kind, row_id): name for row_id, name in found.items()}

    def short(self, party: Party) -> str:
        """Acronym or name."""
        return self._newcomers.get(party) or self._names.get(party, ("", ""))[0]

    def full(self, party: Party) -> str:
        """Full name, where it is longer."""
        return self._newcomers.get(party) or self._names.get(party, ("", ""))[1]

    def is_new(self, party: Party) -> bool:
        """Whether the next save adds this party."""
        return party in self._newcomers

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

    def enter(self, session: Any, draft: EngagementDraft) -> EngagementDraft:
        """Add the newcomers the draft refers to; the draft with their ids. Raises Invalid."""
        ids: dict[Party, int] = {}
        for party in sorted(_parties_of(draft) & self._newcomers.keys(), key=lambda one: -one[1]):
            name = self._newcomers[party]
            ids[party] = (
                organizations.add(session, OrganizationDraft(name=name))
                if party[0] == "organization"
                else people.add(session, PersonDraft(display_name=name))
            )
        return _renumbered(draft, ids)

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


def _parties_of(draft: EngagementDraft) -> set[Party]:
    found: set[tuple[PartyKind, int | None]] = set()
    for one in draft.participations:
        found |= {("organization", one.organization_id), ("person", one.person_id)}
    for promise in draft.commitments:
        found |= {("organization", promise.by_id), ("organization", promise.to_id)}
    return {(kind, row_id) for kind, row_id in found if row_id is not None}


def _renumbered(draft: EngagementDraft, ids: dict[Party, int]) -> EngagementDraft:
    def body(row_id: int | None) -> int | None:
        return ids.get(("organization", row_id), row_id) if row_id is not None else None

    def person(row_id: int | None) -> int | None:
        return ids.get(("person", row_id), row_id) if row_id is not None else None

    return replace(
        draft,
        participations=tuple(
            replace(one, organization_id=body(one.organization_id), person_id=person(one.person_id))
            for one in draft.participations
        ),
        commitments=tuple(
            replace(one, by_id=body(one.by_id), to_id=body(one.to_id)) for one in draft.commitments
        ),
    )
