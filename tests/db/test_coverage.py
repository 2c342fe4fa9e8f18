"""Coverage, each number recounted in plain Python from the records, by the rules of what counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import text

from ctdesk.db.operations import engagements
from ctdesk.db.queries import coverage
from ctdesk.db.queries.coverage import ACTIVE, Asked, Count
from ctdesk.db.queries.coverage_sheet import sheet
from ctdesk.db.queries.engagements import EngagementList
from ctdesk.db.queries.organizations import OrganizationList
from ctdesk.db.search.tree import EVERYTHING, AllOf, Key, Tree, together
from ctdesk.db.store import Store
from tests import factory

TODAY = date(2026, 11, 24)
REGIONAL = together(Key("kind", ("regional",)), ACTIVE)
CAME = ("", "in_person", "virtual")
D4, D7 = ("Decision 4",), ("Decision 7",)
QUERIES: tuple[Tree, ...] = (
    Key("under", D7), Key("under", (*D4, *D7)), EVERYTHING,
    AllOf((Key("under", D7), Key("theme", ("border security",)))),
)  # fmt: skip


def rows_of(store: Store, statement: str) -> list[Any]:
    return list(store.read(lambda connection: connection.execute(text(statement)).all()))


def counts_for(store: Store, query: Tree) -> Callable[[int], bool]:
    """Whether an engagement is asked for, looked up link by link."""
    items = {row.id: row.label for row in rows_of(store, "SELECT id, label FROM framework_item")}
    themes = {row.id: row.name for row in rows_of(store, "SELECT id, name FROM theme")}
    under, about = defaultdict(set), defaultdict(set)
    for row in rows_of(store, "SELECT engagement_id, item_id FROM engagement_item"):
        under[row.engagement_id].add(items[row.item_id])
    for row in rows_of(store, "SELECT engagement_id, theme_id FROM engagement_theme"):
        about[row.engagement_id].add(themes[row.theme_id])
    parts = query.parts if isinstance(query, AllOf) else (query,)

    def asked(engagement: int) -> bool:
        held = {"under": under[engagement], "theme": about[engagement]}
        return all(held[part.name].intersection(part.values) for part in parts)  # type: ignore[union-attr]

    return asked


def recounted(
    store: Store, asked: Asked
) -> tuple[dict[int, list[list[set[int]]]], dict[int, date]]:
    """By body and period the engagements held and planned; by body the last day engaged."""
    wanted = counts_for(store, asked.engagements)
    engagements = {
        row.id: (date.fromisoformat(row.starts[:10]), row.status)
        for row in rows_of(store, "SELECT id, starts, status FROM engagement")
    }
    found: dict[int, list[list[set[int]]]] = defaultdict(
        lambda: [[set(), set()] for _period in asked.periods]
    )
    last: dict[int, date] = {}
    for row in rows_of(
        store, "SELECT engagement_id, organization_id, attendance FROM participation"
    ):
        day, status = engagements[row.engagement_id]
        if row.attendance not in CAME or not row.organization_id or not wanted(row.engagement_id):
            continue
        if status == "held":
            last[row.organization_id] = max(day, last.get(row.organization_id, day))
        for number, period in enumerate(asked.periods):
            if period.first <= day <= period.last and status in ("held", "planned"):
                found[row.organization_id][number][status == "planned"].add(row.engagement_id)
    return found, last


def log_on(store: Store, *bodies: str, starts: str, attendance: str = "", **values: Any) -> int:
    draft = factory.engagement(
        store, *bodies, starts=datetime.fromisoformat(starts), **values
    )  # fmt: skip
    parties = tuple(replace(one, attendance=attendance) for one in draft.participations)
    changed = replace(draft, participations=parties)
    return store.perform("Log", lambda session: engagements.log(session, changed))


@pytest.fixture
def log(store: Store) -> Store:
    """A log in which every rule of what counts decides something."""
    store.today = lambda: TODAY
    log_on(store, "AU", "ECOWAS", items=D7, starts="2026-10-03")
    log_on(store, "AU", items=(*D4, *D7), starts="2026-07-01")
    log_on(store, "AU", "AU", items=D4, starts="2026-09-30")
    log_on(store, "SADC", items=D7, starts="2024-12-31")
    log_on(store, "SCO", items=D7, starts="2026-12-01", status="planned")
    log_on(store, "OIC", items=D7, starts="2026-11-01", status="cancelled")
    log_on(store, "LAS", items=D7, starts="2026-11-01", attendance="invited")
    log_on(store, "EU", starts="2026-11-02")
    return store


@pytest.mark.parametrize("query", QUERIES, ids=["D7", "D4 or D7", "all", "D7 and a theme"])
@pytest.mark.parametrize(("step", "count"), [("quarter", 8), ("month", 12), ("year", 3)])
def test_cells_and_totals(log: Store, query: Tree, step: str, count: int) -> None:
    asked = Asked(REGIONAL, query, TODAY, step, count)
    expected, last = recounted(log, asked)
    rows = log.read(coverage.rows(asked))
    assert len(rows) == len(rows_of(
        log, "SELECT id FROM organization WHERE kind = 'regional' AND status = 'active'"
    ))  # fmt: skip
    for row in rows:
        held = [Count(len(held), len(planned)) for held, planned in expected[row.id]]
        assert list(row.cells) == held
        assert row.last == last.get(row.id)
    shown = {row.id for row in rows}
    for number, total in enumerate(log.read(coverage.totals(asked))):
        of_all = [expected[one][number] for one in shown]
        assert total == Count(
            len(set().union(*(held for held, _p in of_all))),
            len(set().union(*(planned for _h, planned in of_all))),
        )


@pytest.mark.parametrize("query", QUERIES[:3], ids=["D7", "D4 or D7", "all"])
def test_every_number_opens_what_it_counts(log: Store, query: Tree) -> None:
    asked = Asked(REGIONAL, query, TODAY)
    rows = log.read(coverage.rows(asked))
    for row in rows:
        for number, cell in enumerate(row.cells):
            tree = coverage.counted(asked, [row.short_name], [asked.periods[number]])
            assert log.read(EngagementList(asked=tree).count) == sum(cell), (row, number)
        tree = coverage.counted(asked, [row.short_name], asked.periods)
        assert log.read(EngagementList(asked=tree).count) == sum(row.total)
    names = [row.short_name for row in rows]
    for number, total in enumerate(log.read(coverage.totals(asked))):
        tree = coverage.counted(asked, names, [asked.periods[number]])
        assert log.read(EngagementList(asked=tree).count) == sum(total)
    found = coverage.figures(asked, rows)
    for name in ("bodies", "engaged", "quiet", "never", "unmanned"):
        figure = getattr(found, name)
        assert log.read(OrganizationList(asked=figure.asked).count) == figure.count, name


def test_periods_are_whole_and_follow_each_other() -> None:
    quarters = Asked(REGIONAL, EVERYTHING, TODAY).periods
    assert (quarters[0].first, quarters[-1].last) == (date(2025, 1, 1), date(2026, 12, 31))
    months = Asked(REGIONAL, EVERYTHING, date(2026, 1, 31), "month", 3).periods
    assert [one.last for one in months] == [
        date(2025, 11, 30), date(2025, 12, 31), date(2026, 1, 31),
    ]  # fmt: skip
    years = Asked(REGIONAL, EVERYTHING, TODAY, "year", 2).periods
    assert [(one.first, one.last) for one in years] == [
        (date(2025, 1, 1), date(2025, 12, 31)), (date(2026, 1, 1), date(2026, 12, 31)),
    ]  # fmt: skip


def test_the_sheet_says_the_same(log: Store) -> None:
    asked = Asked(REGIONAL, Key("under", D7), TODAY)
    content = log.read(sheet(asked, today=TODAY, register="Test"))
    rows = log.read(coverage.rows(asked))
    assert [row.cells for row in content.rows] == [row.cells for row in rows]
    assert content.items == "Decision 7"
    assert content.kinds == ("regional",)
    assert content.scope == ""
    assert "SADC" in content.never
    assert "AU" not in content.never
    assert content.sensitivity == "unclassified"
    log_on(log, "AU", items=D7, starts="2026-11-03", sensitivity="confidential")
    assert log.read(sheet(asked, today=TODAY, register="T")).sensitivity == "confidential"
