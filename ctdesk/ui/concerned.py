"""Which record a step was about, so that it can be shown."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctdesk.db.changes import Changes, RowChange

# The tables a step is about, the foremost first: others hang on them.
_FOREMOST = (
    "engagement", "organization", "person", "commitment", "document", "post", "series", "need",
    "plan_action", "plan_objective",
)  # fmt: skip

# What a row belongs to: column, and kind of the owner.
_OWNERS = (
    ("series_id", "series"),
    ("need_id", "need"),
    ("action_id", "plan_action"),
    ("engagement_id", "engagement"),
    ("person_id", "person"),
    ("organization_id", "organization"),
    ("body_id", "organization"),
)


def concerned(changes: Changes, openable: Collection[str]) -> tuple[str, int] | None:
    """Kind and id of the record to show: the foremost of the step if it is still there, else
    what it belonged to, else the step in the history; None where none of them can be opened.
    """
    gone = {(row.table, row.id) for row in changes.rows if row.after is None}
    foremost = min(changes.rows, key=_rank)
    for found in ((foremost.table, foremost.id), *_owners(foremost)):
        if found[0] in openable and found not in gone:
            return found
    return ("operation", changes.operation_id) if "operation" in openable else None


def _rank(row: RowChange) -> int:
    return _FOREMOST.index(row.table) if row.table in _FOREMOST else len(_FOREMOST)


def _owners(row: RowChange) -> list[tuple[str, int]]:
    image = row.after or row.before or {}
    return [(kind, image[column]) for column, kind in _OWNERS if image.get(column) is not None]
