"""Keep and forget what new engagements of a type begin with."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ctdesk.db.models import EngagementType, Template
from ctdesk.db.operations import common
from ctdesk.db.templates import content_of


def keep(session: Session, type_id: int, values: Mapping[str, Any]) -> int:
    """Keep an engagement's fields as the template of its type, in place of an earlier one.

    `values` are fields of an EngagementDraft by name; those no template has are left out.
    """
    common.find(session, EngagementType, type_id)
    content = json.dumps(content_of(values), ensure_ascii=False)
    row = session.scalar(select(Template).where(Template.type_id == type_id))
    if row is None:
        return common.add(session, Template, {"type_id": type_id, "content": content}).id
    common.fill(row, {"content": content})
    return row.id


def forget(session: Session, type_id: int) -> None:
    """Have new engagements of a type begin empty again."""
    row = session.scalar(select(Template).where(Template.type_id == type_id))
    if row is not None:
        session.delete(row)
