"""An action plan to look at, which nobody made: each row says that it is an example."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from ctdesk.db.drafts import ActionDraft, ObjectiveDraft
from ctdesk.db.example_needs import Logged
from ctdesk.db.example_people import Keys, Row, read_rows
from ctdesk.db.operations import plan

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_MARK = " (example)"


def add(
    session: Session, keys: Keys, folder: Path, today: date, logged: Mapping[str, Logged]
) -> None:
    """Add the examples; `logged` are the example engagements by title, with their days."""
    objective_id = 0
    for row in read_rows(folder / "plan.csv"):
        if row["objective"]:
            objective = ObjectiveDraft(_marked(row["objective"]), _marked(row["note"]))
            objective_id = plan.add_objective(session, objective)
        action_id = plan.add_action(session, _action(keys, row, today, objective_id))
        if row["done"]:
            engagement_id = logged[row["done"]][0]
            plan.link(session, action_id, engagement_id=engagement_id, commitment_id=None)


def _action(keys: Keys, row: Row, today: date, objective_id: int) -> ActionDraft:
    return ActionDraft(
        objective_id=objective_id,
        what=_marked(row["what"]),
        organization_id=keys[f"org:{row['body']}"],
        officer=_marked(row["officer"]),
        due=today + timedelta(days=int(row["due"])) if row["due"] else None,
        state=row["state"],
        item_id=keys[f"item:{row['item']}"] if row["item"] else None,
        result=_marked(row["result"]),
        is_example=True,
    )


def _marked(text: str) -> str:
    return f"{text}{_MARK}" if text else ""
