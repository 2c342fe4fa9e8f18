"""Drafts with defaults, so that a new column does not touch every test."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from ctdesk.db.drafts import (
    ActionDraft,
    AnswerDraft,
    EngagementDraft,
    InitiativeDraft,
    NeedDraft,
    ObjectiveDraft,
    OrganizationDraft,
    ParticipationDraft,
)
from ctdesk.db.files import DocumentDraft, Stored
from ctdesk.db.operations import engagements, needs, organizations, plan
from ctdesk.db.queries import lookups
from ctdesk.db.queries.names import Names, names
from ctdesk.db.search import parse
from ctdesk.db.search.tree import Tree
from ctdesk.db.store import Store
from ctdesk.db.texts import bytes_of


def asked(query: str) -> Tree:
    """What a query asks; it has to be right."""
    return parse.asked(query, date.today())


def known(store: Store) -> Names:
    return store.read(names())


def engagement(store: Store, *organizations: str, **values: Any) -> EngagementDraft:
    """A held briefing, with bodies by acronym and items by label."""
    register = known(store)
    items = values.pop("items", ())
    draft = EngagementDraft(
        type_id=register.type("Bilateral meeting"),
        starts=datetime(2026, 3, 4, 10, 0),
        time_zone="America/New_York",
        title="Test meeting",
        status="held",
        participations=tuple(
            ParticipationDraft(organization_id=register.organization(one)) for one in organizations
        ),
    )
    from ctdesk.db.drafts import ItemDraft

    linked = tuple(ItemDraft(register.item(one)) for one in items)
    return replace(draft, items=linked, **values)


def log(store: Store, *organizations: str, **values: Any) -> int:
    draft = engagement(store, *organizations, **values)
    return store.perform("Log test meeting", lambda session: engagements.log(session, draft))


def whole(store: Store, files: Iterable[DocumentDraft]) -> tuple[DocumentDraft, ...]:
    """Files with the bytes that the register has of them."""
    return tuple(
        replace(one, data=store.read(bytes_of(one.data.hash)))
        if isinstance(one.data, Stored)
        else one
        for one in files
    )


def add_organization(store: Store, name: str = "Test body", **values: Any) -> int:
    draft = OrganizationDraft(name, **values)
    return store.perform(f"Add {name}", lambda session: organizations.add(session, draft))


def initiative(store: Store, name: str, **values: Any) -> InitiativeDraft:
    """A joint initiative, with bodies, themes and places by name."""
    register = known(store)
    lead = values.pop("lead", None)
    places = {one.name: one.id for one in store.read(lookups.places)}
    return InitiativeDraft(
        name,
        lead_id=None if lead is None else register.organization(lead),
        partner_ids=tuple(register.organization(one) for one in values.pop("partners", ())),
        theme_ids=tuple(register.theme(one) for one in values.pop("themes", ())),
        place_ids=tuple(places[one] for one in values.pop("places", ())),
        **values,
    )


def add_need(store: Store, statement: str = "Test need", **values: Any) -> int:
    draft = NeedDraft(statement, **values)
    return store.perform(f"Add {statement}", lambda session: needs.add(session, draft))


def add_answer(store: Store, need_id: int, **values: Any) -> int:
    draft = AnswerDraft(**values)
    return store.perform("Add", lambda session: needs.add_answer(session, need_id, draft))


def add_objective(store: Store, title: str = "Test objective", note: str = "") -> int:
    draft = ObjectiveDraft(title, note)
    return store.perform(f"Add {title}", lambda session: plan.add_objective(session, draft))


def add_action(store: Store, objective_id: int, what: str = "Test action", **values: Any) -> int:
    draft = ActionDraft(objective_id, what, **values)
    return store.perform(f"Add {what}", lambda session: plan.add_action(session, draft))
