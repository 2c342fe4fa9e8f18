"""How lists are asked for their first rows: by an index, without a walk through all there are."""

from __future__ import annotations

import pytest
from sqlalchemy import event

from ctdesk.db.queries.commitments import CommitmentList
from ctdesk.db.queries.engagements import EngagementList
from ctdesk.db.queries.lists import RecordList
from ctdesk.db.queries.organizations import OrganizationList
from ctdesk.db.queries.people import PersonList
from ctdesk.db.queries.steps import StepList
from ctdesk.db.store import Store
from tests import factory


def plan(store: Store, listed: RecordList) -> list[str]:
    """What SQLite says it does for the first ids of a list."""
    asked: list[tuple[str, object]] = []

    def keep(
        _connection: object, _cursor: object, statement: str, values: object, *_more: object
    ) -> None:
        asked.append((statement, values))

    def question(connection: object) -> list[str]:
        listed.ids(connection, 100)  # type: ignore[arg-type]
        statement, values = asked[-1]
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)  # type: ignore[attr-defined]
        return [row.detail for row in rows]

    engine = store._engine
    event.listen(engine, "before_cursor_execute", keep)
    try:
        return store.read(question)
    finally:
        event.remove(engine, "before_cursor_execute", keep)


@pytest.mark.parametrize("listed", [OrganizationList(), PersonList(), EngagementList(), StepList()])
def test_the_order_of_a_list_is_that_of_an_index(store: Store, listed: RecordList) -> None:
    told = plan(store, listed)
    assert not [one for one in told if "TEMP B-TREE" in one], told
    table = listed.record.__tablename__
    walks = [one for one in told if one.startswith(f"SCAN {table}") and "USING" not in one]
    assert walks in ([], ["SCAN operation"]), told  # the history stands in the order of its ids


def test_what_is_owed_is_looked_up(store: Store) -> None:
    told = plan(store, CommitmentList(asked=factory.asked("status:open")))
    (walk,) = [one for one in told if "commitment" in one]
    assert walk.startswith("SEARCH commitment USING")
    assert "ix_commitment_state_due" in walk
