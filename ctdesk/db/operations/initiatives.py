"""Add, edit and delete joint initiatives, and read their indicators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctdesk.db.drafts import InitiativeDraft, ReadingDraft
from ctdesk.db.operations import common
from ctdesk.db.operations.values import own, values_of
from ctdesk.db.tables import (
    Indicator,
    IndicatorReading,
    Initiative,
    InitiativePartner,
    InitiativePlace,
    InitiativeTheme,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_LISTS = ("partner_ids", "theme_ids", "place_ids", "indicators")


def add(session: Session, draft: InitiativeDraft) -> int:
    """Add an initiative with all that belongs to it; its id. Raises Invalid."""
    row_id = common.add(session, Initiative, own(draft, without=_LISTS))
    _keep_lists(session, row_id, draft)
    return row_id


def edit(session: Session, initiative_id: int, draft: InitiativeDraft) -> None:
    """Make an initiative what the draft says. Raises Invalid.

    An indicator the draft leaves out goes with its readings.
    """
    common.fill(common.find(session, Initiative, initiative_id), own(draft, without=_LISTS))
    _keep_lists(session, initiative_id, draft)


def delete(session: Session, initiative_id: int) -> None:
    """Delete an initiative; engagements carried out under it stay, without it."""
    common.delete(session, Initiative, initiative_id)


def add_reading(session: Session, indicator_id: int, draft: ReadingDraft) -> int:
    """Say what an indicator stood at on a day; the reading's id. Raises Invalid."""
    common.find(session, Indicator, indicator_id)
    values = {**values_of(draft), "indicator_id": indicator_id}
    return common.add(session, IndicatorReading, values)


def delete_reading(session: Session, reading_id: int) -> None:
    """Delete a reading entered by mistake."""
    common.delete(session, IndicatorReading, reading_id)


def _keep_lists(session: Session, initiative_id: int, draft: InitiativeDraft) -> None:
    owner = {"initiative_id": initiative_id}
    links = common.keep_links
    links(session, InitiativePartner, owner, "organization_id", draft.partner_ids)
    links(session, InitiativeTheme, owner, "theme_id", draft.theme_ids)
    links(session, InitiativePlace, owner, "place_id", draft.place_ids)
    indicators = (
        {**values_of(one), "position": place} for place, one in enumerate(draft.indicators)
    )
    common.keep_in_step(session, Indicator, owner, indicators)
