"""Who was there, recounted in plain Python, and that each row opens what it counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from ctdesk.db.operations import engagements
from ctdesk.db.queries.attendance import by_period, by_type
from ctdesk.db.queries.coverage import Asked
from ctdesk.db.queries.engagements import EngagementList
from ctdesk.db.search.tree import EVERYTHING, Key
from ctdesk.db.store import Store
from ctdesk.errors import Invalid
from tests import factory

TODAY = date(2026, 11, 24)
PERIODS = Asked(EVERYTHING, EVERYTHING, TODAY, "quarter", 4).periods
# day, status, people present, women, level, with civil society, item
LOG = (
    ("2026-10-02", "held", 20, 9, "working", True, "Decision 7"),
    ("2026-11-02", "held", 10, 0, "", False, "Decision 7"),
    ("2026-11-03", "held", None, None, "director", True, "Decision 4"),
    ("2026-12-01", "planned", 5, 5, "working", True, "Decision 7"),
    ("2026-07-01", "held", 4, 4, "working", False, "Decision 4"),
    ("2025-12-31", "held", 100, 50, "working", False, "Decision 7"),
)


@pytest.fixture
def log(store: Store) -> Store:
    society = factory.add_organization(store, "Civil voices", kind="civil_society", acronym="CV")
    assert society
    for day, status, attended, women, level, civil, item in LOG:
        factory.log(
            store, *(("AU", "CV") if civil else ("AU",)), items=(item,), status=status,
            starts=datetime.fromisoformat(day), attended=attended, women=women, level=level,
        )  # fmt: skip
    return store


@pytest.mark.parametrize("item", ["", "Decision 7"])
def test_by_period_and_by_type(log: Store, item: str) -> None:
    asked = Key("under", (item,)) if item else EVERYTHING
    of_item = [row for row in LOG if row[1] == "held" and item in ("", row[6])]
    found = log.read(by_period(PERIODS, asked))
    for period, one in zip(PERIODS, found, strict=True):
        mine = [row for row in of_item if period.first <= date.fromisoformat(row[0]) <= period.last]
        counted = [row for row in mine if row[2] is not None]
        assert one.held == len(mine)
        assert one.counted == len(counted)
        assert one.present == sum(row[2] or 0 for row in counted)
        assert one.women == sum(row[3] or 0 for row in counted)
        assert one.with_civil_society == sum(row[5] for row in mine)
        assert one.levels["working"] == sum(row[4] == "working" for row in mine)
        assert one.levels[""] == sum(not row[4] for row in mine)
        assert log.read(EngagementList(asked=one.asked).count) == one.held
    kinds = log.read(by_type(PERIODS[0].first, PERIODS[-1].last, asked))
    assert sum(one.held for one in kinds) == sum(one.held for one in found)
    for one in kinds:
        assert log.read(EngagementList(asked=one.asked).count) == one.held
    share = found[-1].share
    assert share == pytest.approx(9 / 30)


def test_more_women_than_people_cannot_be(store: Store) -> None:
    draft = factory.engagement(store, "AU")
    for attended, women in ((None, 1), (2, 3)):
        wrong = replace(draft, attended=attended, women=women)
        with pytest.raises(Invalid) as raised:
            store.perform("Log", lambda session, wrong=wrong: engagements.log(session, wrong))  # type: ignore[misc]
        assert "women" in raised.value.fields
    right = replace(draft, attended=2, women=2)
    one = store.perform("Log", lambda session: engagements.log(session, right))
    assert store.read(EngagementList(asked=factory.asked("women:2 attended:any")).ids).tolist() == [
        one
    ]
    assert not store.read(EngagementList(asked=factory.asked("women:many")).count)
