"""Questions about templates: what a new engagement of a type begins with."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from ctdesk.db.tables import (
    EngagementType,
    FrameworkItem,
    Organization,
    Place,
    Record,
    Template,
    Theme,
)
from ctdesk.db.templates import Known, named_in, values_of


@dataclass(frozen=True, slots=True)
class TypeTemplate:
    """The template of a type: the type's name, and fields of a draft by name."""

    type: str
    values: Mapping[str, Any]


def template(type_id: int) -> Callable[[Connection], TypeTemplate | None]:
    """The question for a type's template; None where it has none.

    What it names and is no longer in the register is left out.
    """
    kept = (
        select(EngagementType.name, Template.content)
        .join(EngagementType, EngagementType.id == Template.type_id)
        .where(Template.type_id == type_id)
    )

    def question(connection: Connection) -> TypeTemplate | None:
        row = connection.execute(kept).one_or_none()
        if row is None:
            return None
        content = json.loads(row.content)
        named = named_in(content)
        known = Known(
            _present(connection, Organization, named.organizations),
            _present(connection, FrameworkItem, named.items),
            _present(connection, Theme, named.themes),
            _present(connection, Place, named.places),
        )
        return TypeTemplate(row.name, values_of(content, known))

    return question


def _present(connection: Connection, kind: type[Record], ids: Collection[int]) -> frozenset[int]:
    wanted = select(kind.id).where(kind.id.in_(ids))
    return frozenset(connection.execute(wanted).scalars())
