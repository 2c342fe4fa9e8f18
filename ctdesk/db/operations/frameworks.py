"""Say how a framework item stands, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctdesk.db.drafts import FrameworkItemDraft
from ctdesk.db.operations import common
from ctdesk.db.operations.values import values_of
from ctdesk.db.tables import FrameworkItem

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def edit_item(session: Session, item_id: int, draft: FrameworkItemDraft) -> None:
    """Make an item what the draft says. Raises Invalid."""
    common.fill(common.find(session, FrameworkItem, item_id), values_of(draft))
