"""Needs and practices to look at: of regions and of a body that is made up, all marked as examples.

Nothing is said for a real body.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from ctdesk.db.drafts import AnswerDraft, NeedDraft
from ctdesk.db.example_people import Keys, Row, read_rows
from ctdesk.db.operations import needs

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Logged = tuple[int, date]  # id and day

_MARK = " (example)"


def add(
    session: Session, keys: Keys, folder: Path, today: date, logged: Mapping[str, Logged]
) -> None:
    """Add the examples; `logged` are the example engagements by title, with their days.

    `initiative:EXAMPLE` is the key of the one that some of them lead to.
    """
    for row in read_rows(folder / "needs.csv"):
        need_id = needs.add(session, _need(keys, row, today, logged))
        note = f"{row['note']}{_MARK}" if row["note"] else ""
        if row["done"] or note:
            done = logged[row["done"]][0] if row["done"] else None
            needs.add_answer(session, need_id, AnswerDraft(engagement_id=done, note=note))
        if row["workstream"]:
            needs.add_answer(
                session, need_id, AnswerDraft(initiative_id=keys["initiative:EXAMPLE"])
            )


def _need(keys: Keys, row: Row, today: date, logged: Mapping[str, Logged]) -> NeedDraft:
    said, day = logged[row["said"]] if row["said"] else (None, today + timedelta(int(row["days"])))
    return NeedDraft(
        statement=f"{row['statement']}{_MARK}",
        kind=row["kind"],
        organization_id=keys[f"org:{row['body']}"] if row["body"] else None,
        place_id=keys[f"place:{row['place']}"] if row["place"] else None,
        theme_id=keys[f"theme:{row['theme']}"],
        priority=row["priority"],
        stated_on=day,
        engagement_id=said,
        source="" if row["said"] else "Example, not a real source",
        state=row["state"],
        is_example=True,
    )
