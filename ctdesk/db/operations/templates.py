"""Keep and forget what new engagements of a type begin with."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ctdesk.db.operations import common
from ctdesk.db.tables import EngagementType, Template
from ctdesk.db.templates import content_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def keep(session: Session, type_id: int, values: Mapping[str, Any]) -> int:
    """Keep an engagement's fields as the template of its type, in place of an earlier one.

    `values` are fields of an EngagementDraft by name; those no template has are left out.
    """
    common.find(session, EngagementType, type_id)
    content = json.dumps(content_of(values), ensure_ascii=False)
    for row in common.rows(session, Template, Template.type_id == type_id):
        common.fill(row, {"content": content})
        return int(row.id)
    return common.add(session, Template, {"type_id": type_id, "content": content})


def forget(session: Session, type_id: int) -> None:
    """Have new engagements of a type begin empty again."""
    for row in common.rows(session, Template, Template.type_id == type_id):
        session.delete(row)
