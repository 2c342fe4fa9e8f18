"""Joint initiatives: kept, undone, listed, asked for, and counted anew in plain Python."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlalchemy import select, text

from ctdesk.db import migrations, register
from ctdesk.db.drafts import IndicatorDraft, InitiativeDraft, ReadingDraft
from ctdesk.db.operations import engagements, initiatives
from ctdesk.db.queries import engagements as log
from ctdesk.db.queries.find import find
from ctdesk.db.queries.history import record_history
from ctdesk.db.queries.initiative_profile import head
from ctdesk.db.queries.initiatives import InitiativeList, draft
from ctdesk.db.search.parse import asked
from ctdesk.db.store import Store, open_store
from ctdesk.db.tables import Initiative, Place
from ctdesk.errors import Invalid, UserError
from tests import factory
from tests.conftest import INSTALLATION

TODAY = date(2026, 11, 24)


def place(store: Store, name: str) -> int:
    return store.read(lambda c: c.execute(select(Place.id).where(Place.name == name)).scalar_one())


def add(store: Store, name: str, **values: object) -> int:
    made = factory.initiative(store, name, **values)
    return store.perform(f"Add {name}", lambda s: initiatives.add(s, made))


def found(store: Store, query: str) -> set[str]:
    listed = InitiativeList(asked=asked(query, TODAY))
    ids = store.read(listed.ids)
    return {row.name for row in store.read(lambda c: listed.rows(c, ids)).values()}


COUNTED = IndicatorDraft("Officers trained", "people", 0, date(2026, 1, 1), 240.5, None)


def test_all_of_it_is_kept_and_undone(store: Store) -> None:
    one = add(
        store, "Borders", programme="joint_appeal", lead="UNOCT", partners=("AU", "ECOWAS"),
        themes=("Border security",), places=("Mali", "Western Africa"), state="under_way",
        starts=date(2026, 1, 5), ends=date(2026, 12, 1), indicators=(COUNTED,),
    )  # fmt: skip
    kept = store.read(draft(one))
    assert (len(kept.partner_ids), len(kept.theme_ids), len(kept.place_ids)) == (2, 1, 2)
    assert replace(kept.indicators[0], id=None) == COUNTED
    fewer = replace(kept, name="Fewer", partner_ids=kept.partner_ids[:1], indicators=())
    store.perform("Edit", lambda s: initiatives.edit(s, one, fewer))
    assert store.read(draft(one)) == fewer
    store.undo()
    assert store.read(draft(one)) == kept
    store.undo()
    with pytest.raises(UserError):
        store.read(draft(one))
    store.redo()
    assert store.read(draft(one)) == kept


def test_a_deleted_one_comes_back_with_its_readings_and_engagements(store: Store) -> None:
    one = add(store, "Borders", indicators=(COUNTED,))
    meeting = factory.log(store, "AU", initiative_id=one)
    indicator = store.read(draft(one)).indicators[0].id or 0
    store.perform(
        "Read",
        lambda s: initiatives.add_reading(s, indicator, ReadingDraft(12.25, date(2026, 5, 4))),
    )
    before = store.read(head(one))
    store.perform("Delete", lambda s: initiatives.delete(s, one))
    assert store.read(log.draft(meeting)).initiative_id is None
    store.undo()
    assert store.read(head(one)) == before
    assert store.read(log.draft(meeting)).initiative_id == one


def test_readings_stand_by_day_and_say_how_far_it_is(store: Store) -> None:
    one = add(store, "Borders", indicators=(replace(COUNTED, baseline=10, target=30),))
    indicator = store.read(draft(one)).indicators[0].id or 0
    for on, value in ((date(2026, 6, 1), 20), (date(2026, 3, 1), 12.5), (date(2026, 6, 1), 25)):
        reading = ReadingDraft(value, on)
        store.perform("Read", lambda s, r=reading: initiatives.add_reading(s, indicator, r))
    line = store.read(head(one)).indicators[0]
    assert [one.value for one in line.readings] == [12.5, 20, 25]
    assert line.share == 0.75
    last = line.readings[-1].id
    store.perform("Delete", lambda s: initiatives.delete_reading(s, last))
    assert store.read(head(one)).indicators[0].share == 0.5
    assert replace(line, target=10).share is None
    assert replace(line, readings=()).share is None


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": " "}, "name"),
        ({"state": "sleeping"}, "state"),
        ({"programme": "other"}, "programme"),
        ({"starts": date(2026, 2, 1), "ends": date(2026, 1, 1)}, "ends"),
    ],
)
def test_what_cannot_be_is_refused(store: Store, values: dict[str, object], field: str) -> None:
    wrong = replace(InitiativeDraft("Borders"), **values)
    with pytest.raises(Invalid) as refused:
        store.perform("Add", lambda s: initiatives.add(s, wrong))
    assert set(refused.value.fields) == {field}


@pytest.mark.parametrize("value", [None, float("nan"), float("inf"), "12", True, 1e15])
def test_a_reading_is_a_number(store: Store, value: object) -> None:
    one = add(store, "Borders", indicators=(COUNTED,))
    indicator = store.read(draft(one)).indicators[0].id or 0
    wrong = ReadingDraft(value, date(2026, 1, 1))  # type: ignore[arg-type]
    with pytest.raises(Invalid) as refused:
        store.perform("Read", lambda s: initiatives.add_reading(s, indicator, wrong))
    assert set(refused.value.fields) == {"value"}


def several(store: Store) -> None:
    add(store, "Coast", programme="joint_appeal", lead="UNOCT", partners=("ECOWAS",),
        themes=("Border security",), places=("Ghana",), state="under_way",
        starts=date(2026, 1, 1), ends=date(2026, 6, 30))  # fmt: skip
    add(store, "Wide", lead="AU", themes=("Border security", "Victims"), places=("Africa",),
        state="planned", starts=date(2027, 1, 1))  # fmt: skip
    add(store, "Finance", programme="kuwait_phase", lead="UNODC", partners=("SCO", "UNOCT"),
        themes=("Countering the financing of terrorism",), places=("Central Asia", "Kuwait"),
        state="done", ends=date(2025, 12, 31), description="Follow the money")  # fmt: skip
    add(store, "رصد الحدود", state="dropped")


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("theme:border", "Coast|Wide"),
        ("theme:victims region:Africa", "Wide"),
        ("country:Ghana", "Coast"),
        ("country:Mali", ""),
        ('region:"Western Africa"', "Coast|Wide"),
        ('region:"Central Asia"', "Finance"),
        ("region:Africa", "Coast|Wide"),
        ('region:"Western Asia"', "Finance"),
        ("region:World", "Coast|Wide|Finance"),
        ("org:UNOCT", "Coast|Finance"),
        ("lead:UNOCT", "Coast"),
        ("lead:none", "رصد الحدود"),
        ("status:planned,under-way", "Coast|Wide"),
        ("status:done", "Finance"),
        ("programme:joint-appeal", "Coast"),
        ("programme:none", "Wide|رصد الحدود"),
        ("on:2026", "Coast"),
        ("after:2026-07", "Wide"),
        ("before:2025-12", "Finance"),
        ("money", "Finance"),
        ("ecowas", "Coast"),
        ("رصد", "رصد الحدود"),
        ("title:wide", "Wide"),
        ("-theme:border", "Finance|رصد الحدود"),
        ("type:bilateral", "Wide"),
        ("with:AU", "Wide"),
        ("in:initiatives", "Coast|Wide|Finance|رصد الحدود"),
        ("has:commitment", ""),
    ],
)
def test_what_queries_find(store: Store, query: str, names: str) -> None:
    several(store)
    wide = store.read(InitiativeList(asked=asked("title:Wide", TODAY)).ids)[0]
    factory.log(store, "AU", initiative_id=wide)
    assert found(store, query) == set(filter(None, names.split("|")))


def test_the_list_is_recounted(store: Store) -> None:
    several(store)
    by_name = {row.name: one for one, row in rows(store).items()}
    days = {"Coast": (3, 9, 5), "Wide": (2,)}
    for name, given in days.items():
        for day in given:
            factory.log(store, "AU", initiative_id=by_name[name], starts=datetime(2026, 4, day, 9),
                        status="planned" if day == 5 else "held")  # fmt: skip
    gone = factory.log(store, "AU", initiative_id=by_name["Wide"])
    store.perform("Delete", lambda s: engagements.delete(s, gone))
    for row in rows(store).values():
        given = days.get(row.name, ())
        assert row.engagements == len(given)
        assert row.last_engaged == (datetime(2026, 4, max(given), 9) if given else None)


@pytest.mark.parametrize(
    ("query", "names"),
    [("coa", "Coast"), ("رصد", "رصد الحدود"), ("in:initiatives region:Africa", "Wide|Coast"),
     ("theme:victims", "Wide"), ("with:AU", ""), ("with:AU in:initiatives", "Wide")],
)  # fmt: skip
def test_the_palette_finds_them(store: Store, query: str, names: str) -> None:
    several(store)
    wide = store.read(InitiativeList(asked=asked("title:Wide", TODAY)).ids)[0]
    factory.log(store, "AU", initiative_id=wide)
    hits = [hit for hit in store.read(find(query)) if hit.kind == "initiative"]
    assert [hit.title for hit in hits] == list(filter(None, names.split("|")))


def rows(store: Store) -> dict[int, object]:
    listed = InitiativeList()
    ids = store.read(listed.ids)
    return store.read(lambda c: listed.rows(c, ids))


@pytest.mark.parametrize("key", InitiativeList.sorts())
@pytest.mark.parametrize("down", [False, True])
def test_each_column_sorts_and_places(store: Store, key: str, down: bool) -> None:
    several(store)
    listed = InitiativeList().in_order(((key, down),))
    ids = list(store.read(listed.ids))
    places = [store.read(lambda c, one=one: listed.place(c, one)) for one in ids]
    assert len(ids) == 4
    assert places == sorted(places)


def test_history_tells_of_what_belongs_to_it(store: Store) -> None:
    one = add(store, "Borders", themes=("Victims",), places=("Mali",), indicators=(COUNTED,))
    entries = store.read(record_history("initiative", one))
    told = {(row.table, row.title) for entry in entries for row in entry.rows}
    assert {("initiative_theme", "Victims"), ("initiative_place", "Mali"),
            ("indicator", "Officers trained")} <= told  # fmt: skip


def test_it_goes_down_and_up_with_data(register_path: object) -> None:
    with register.open_register(register_path, None) as opened:  # type: ignore[arg-type]
        store = open_store(opened, INSTALLATION, "A")
        one = add(store, "Borders", themes=("Victims",), indicators=(COUNTED,), state="under_way")
        migrations.move(opened.engine, "0006")
        with opened.engine.begin() as connection:
            connection.execute(text("UPDATE initiative SET state = 'running'"))
        migrations.move(opened.engine, migrations.HEAD)
        kept = store.read(lambda c: c.execute(select(Initiative.state, Initiative.programme)).one())
        assert tuple(kept) == ("under_way", "")
        assert store.read(draft(one)).indicators == ()
