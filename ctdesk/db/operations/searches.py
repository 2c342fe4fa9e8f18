"""Keep a query under a name, call it otherwise, forget it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ctdesk.db.operations import common
from ctdesk.db.search.fold import fold
from ctdesk.db.tables import SavedSearch
from ctdesk.errors import Invalid
from ctdesk.words import _

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def save(session: Session, kind: str, name: str, query: str) -> int:
    """Keep a query of a kind of record, in place of one of the same name; its id.

    Raises Invalid.
    """
    values = {"kind": kind, "name": name, "query": query}
    row = _called(session, kind, name)
    if row is None:
        return common.add(session, SavedSearch, values)
    common.fill(row, values)
    return int(row.id)


def rename(session: Session, search_id: int, name: str) -> None:
    """Call it otherwise. Raises Invalid, also where another of its kind has the name."""
    row = common.find(session, SavedSearch, search_id)
    other = _called(session, row.kind, name)
    if other is not None and other is not row:
        raise Invalid({"name": _("Another is called “{name}”.").format(name=other.name)})
    common.fill(row, {"name": name})


def delete(session: Session, search_id: int) -> None:
    """Forget it. Raises UserError where it is gone."""
    common.delete(session, SavedSearch, search_id)


def _called(session: Session, kind: str, name: str) -> Any:
    """The one of a kind that has a name, however that is spelled; None where none has."""
    wanted = fold(name) or name
    found = common.rows(session, SavedSearch, SavedSearch.kind == kind)
    return next((row for row in found if (fold(row.name) or row.name) == wanted), None)
