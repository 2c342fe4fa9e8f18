"""The map of initiatives: cells, overlaps and gaps, each counted anew in plain Python."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from ctdesk.db import creating
from ctdesk.db.operations import initiatives
from ctdesk.db.queries.initiative_map import Map, Span, needs_of, records_of, spans, the_map
from ctdesk.db.queries.initiatives import InitiativeList, draft
from ctdesk.db.queries.needs import NeedList
from ctdesk.db.store import Store
from ctdesk.db.tables import Place
from ctdesk.paths import resources
from tests import factory

TODAY = date(2026, 11, 24)


@pytest.fixture
def filled(store: Store) -> Store:
    creating.add_example(store, resources(), TODAY)
    for name, values in {
        "World": {"lead": "OSCE", "places": ("World",), "themes": ("Victims",)},
        "Africa": {"lead": "OAS", "places": ("Africa", "Mali"), "themes": ("Border security",)},
        "Nowhere": {"lead": "OAS", "themes": ("Border security",)},
        "About nothing": {"lead": "OAS", "places": ("Mali",)},
        "Undated": {"lead": "EU", "places": ("Mali",), "themes": ("Border security",)},
    }.items():
        dates = {} if name == "Undated" else {"starts": date(2026, 10, 1)}
        made = factory.initiative(store, name, **values, **dates)
        store.perform("Add", lambda s, one=made: initiatives.add(s, one))
    return store


def test_every_country_lies_in_one_column(store: Store) -> None:
    found = store.read(the_map)
    assert len(found.themes) == 17
    assert {one.within for one in found.regions} == {
        "Africa", "Americas", "Asia", "Europe", "Oceania",
    }  # fmt: skip
    columns = {one.id for one in found.regions}
    parents = dict(store.read(lambda c: c.execute(select(Place.id, Place.parent_id)).all()))
    countries = store.read(
        lambda c: c.execute(select(Place.id).where(Place.kind == "country")).scalars().all()
    )
    assert len(countries) == 195
    for one in countries:
        above, at = [], one
        while at is not None:
            above.append(at)
            at = parents[at]
        assert len(columns & set(above)) == 1


def recounted(store: Store, shown: Map) -> dict[tuple[int, int], set[int]]:
    """The cells, from the drafts alone."""
    parents = dict(store.read(lambda c: c.execute(select(Place.id, Place.parent_id)).all()))

    def lies_in(place: int | None, other: int) -> bool:
        return place is not None and (place == other or lies_in(parents[place], other))

    cells: dict[tuple[int, int], set[int]] = {}
    for one in store.read(InitiativeList().ids):
        kept = store.read(draft(one))
        if kept.state not in ("planned", "under_way"):
            continue
        for theme in kept.theme_ids:
            for region in shown.regions:
                if any(
                    lies_in(place, region.id) or lies_in(region.id, place)
                    for place in kept.place_ids
                ):
                    cells.setdefault((theme, region.id), set()).add(one)
    return cells


def test_cells_are_what_a_recount_gives_and_what_they_open(filled: Store) -> None:
    shown = filled.read(the_map)
    wanted = recounted(filled, shown)
    assert len(wanted) > 30
    assert {where: {one.id for one in cell.initiatives}
            for where, cell in shown.cells.items() if cell.initiatives} == wanted  # fmt: skip
    for theme in shown.themes:
        for region in shown.regions:
            listed = InitiativeList(asked=records_of(theme.name, region.name))
            ids = set(filled.read(listed.ids))
            assert ids == wanted.get((theme.id, region.id), set()), (theme.name, region.name)


def test_needs_of_a_cell_are_those_it_opens(filled: Store) -> None:
    shown = filled.read(the_map)
    assert sum(cell.needs for cell in shown.cells.values()) > 0
    for theme in shown.themes:
        for region in shown.regions:
            listed = NeedList(asked=needs_of(theme.name, region.name))
            assert filled.read(listed.count) == shown.at(theme.id, region.id).needs


def test_overlaps_are_what_a_recount_gives(filled: Store) -> None:
    shown = filled.read(the_map)
    kept = {one: filled.read(draft(one)) for one in filled.read(InitiativeList().ids)}
    found = 0
    for cell in shown.cells.values():
        wanted = set()
        for a in cell.initiatives:
            for b in cell.initiatives:
                first, second = kept[a.id], kept[b.id]
                dated = all(one.starts or one.ends for one in (first, second))
                begins = max(first.starts or date.min, second.starts or date.min)
                ends = min(first.ends or date.max, second.ends or date.max)
                if first.lead_id != second.lead_id and dated and begins <= ends:
                    wanted.add(frozenset((a.id, b.id)))
        assert {frozenset((a.id, b.id)) for a, b in cell.overlaps} == wanted
        found += len(wanted)
    assert found > 3


ONE = Span(1, "One", "", "planned", date(2026, 1, 1), date(2026, 6, 30), 7, "AU")


@pytest.mark.parametrize(
    ("changes", "overlaps"),
    [
        ({}, True),
        ({"lead_id": 7}, False),
        ({"lead_id": None}, False),
        ({"starts": date(2026, 6, 30)}, True),
        ({"starts": date(2026, 7, 1), "ends": None}, False),
        ({"starts": None, "ends": date(2026, 1, 1)}, True),
        ({"starts": None, "ends": date(2025, 12, 31)}, False),
        ({"starts": None, "ends": None}, False),
    ],
)
def test_when_two_overlap(changes: dict[str, object], overlaps: bool) -> None:
    other = replace(ONE, id=2, lead_id=8, **changes) if "lead_id" not in changes else replace(
        ONE, id=2, **changes
    )  # fmt: skip
    assert ONE.overlaps(other) is overlaps
    assert other.overlaps(ONE) is overlaps


def test_spans_are_all_of_them(filled: Store) -> None:
    found = filled.read(spans)
    assert len(found) == filled.read(InitiativeList().count) == 13
    dated = [one.starts for one in found if one.starts]
    assert dated == sorted(dated)
    assert found[-1].name == "Undated"
