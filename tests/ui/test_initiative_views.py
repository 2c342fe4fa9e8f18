"""The map and the timeline of initiatives: gone through by keys, each cell and bar opens."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ctdesk.app import Program
from ctdesk.db.operations import initiatives as operations
from ctdesk.db.queries import lookups
from ctdesk.db.queries.initiative_map import Cell, Map, spans, the_map
from ctdesk.db.queries.initiatives import draft
from ctdesk.ui.pages.initiative_map import InitiativeMap
from ctdesk.ui.pages.initiative_timeline import InitiativeTimeline
from ctdesk.ui.pages.initiatives import InitiativesPage
from ctdesk.ui.widgets.initiative_grid import said_of
from ctdesk.ui.widgets.time_bars import Years
from tests import factory
from tests.ui.conftest import desk_of
from tests.ui.keys import CTRL, Key, focused, press

SHIFT = Qt.KeyboardModifier.ShiftModifier
BORDERS, VICTIMS = "Border security", "Victims"


@pytest.fixture
def page(program: Program, qtbot: QtBot) -> InitiativesPage:
    desk = desk_of(program)
    store = desk.store
    year = desk.page._today().year  # type: ignore[attr-defined]
    for name, values in {
        "Coast": {"lead": "UNOCT", "places": ("Ghana",), "themes": (BORDERS,),
                  "programme": "joint_appeal"},
        "Posts": {"lead": "AU", "places": ("Western Africa",), "themes": (BORDERS,),
                  "state": "under_way"},
        "Networks": {"lead": "UNODC", "places": ("Kenya",), "themes": (VICTIMS,),
                     "programme": "kuwait_phase"},
        "Past": {"lead": "UNODC", "places": ("Ghana",), "themes": (BORDERS,), "state": "done",
                 "starts": date(year - 3, 1, 1), "ends": date(year - 3, 12, 31)},
        "Undated": {"lead": "UNODC", "places": ("Ghana",), "themes": (BORDERS,), "starts": None,
                    "ends": None},
    }.items():  # fmt: skip
        dates = {"starts": date(year, 2, 1), "ends": date(year + 1, 3, 1)}
        made = factory.initiative(store, name, **{**dates, **values})
        store.perform("Add", lambda s, one=made: operations.add(s, one))
    desk.show_page("initiatives")
    shown = desk.page
    assert isinstance(shown, InitiativesPage)
    qtbot.waitUntil(lambda: shown.model.rowCount() == 5)
    return shown


def ctrl_shift(key: Key) -> None:
    QTest.keyClick(focused(), key, CTRL | SHIFT)


def ctrl_alt(key: Key) -> None:
    QTest.keyClick(focused(), key, CTRL | Qt.KeyboardModifier.AltModifier)


@pytest.fixture
def the_grid(page: InitiativesPage) -> InitiativeMap:
    ctrl_shift(Key.Key_G)
    shown = page.views.part("map")
    assert isinstance(shown, InitiativeMap)
    assert shown.grid.hasFocus()
    return shown


def names(page: InitiativesPage) -> set[str]:
    return {page._called(page.model.id_at(row) or 0) for row in range(page.model.rowCount())}


def stand_on(shown: InitiativeMap, theme: str, region: str) -> None:
    row = [one.name for one in shown.model.map.themes].index(theme)
    column = [one.name for one in shown.model.regions].index(region)
    shown.grid.setCurrentIndex(shown.model.index(row, column))


def test_the_map_opens_where_something_overlaps(the_grid: InitiativeMap) -> None:
    assert the_grid.part == "Africa"
    said = the_grid.told.text()
    assert said.startswith(
        "Border security, Western Africa: overlap of Coast (UNOCT) and Posts (AU)"
    )
    assert the_grid.total.text() == (
        "Planned or under way: 4 initiatives, 1 overlap, 83 cells without any."
    )
    index = the_grid.grid.currentIndex()
    read = the_grid.model.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert read == "Border security, Western Africa: 3 initiatives, 1 overlap: UNOCT, AU, UNODC"


def test_arrows_move_and_enter_opens_the_records(
    the_grid: InitiativeMap, page: InitiativesPage
) -> None:
    press(Key.Key_Left)
    assert the_grid.told.text().startswith("Border security, Southern Africa: no initiative")
    press(Key.Key_Right, Key.Key_Return)
    assert page.views.current == "list"
    assert page.view.hasFocus()
    assert names(page) == {"Coast", "Posts", "Undated"}
    assert page.query == 'theme:"Border security" region:"Western Africa" status:planned,under_way'


def test_enter_on_an_empty_cell_begins_one_there(
    the_grid: InitiativeMap, page: InitiativesPage
) -> None:
    stand_on(the_grid, VICTIMS, "Western Africa")
    press(Key.Key_Return)
    assert page.views.current == "list"
    page.form.inputs["name"].line.setText("New")  # type: ignore[attr-defined]
    saved = page.form.save()
    ctrl_shift(Key.Key_G)
    assert {one.id for one in the_grid.model.cell(the_grid.grid.currentIndex()).initiatives} == {
        saved
    }


def test_every_part_of_the_world_says_what_a_recount_gives(
    the_grid: InitiativeMap, page: InitiativesPage
) -> None:
    told = page._store.read(the_map)
    for part in ("world", "Africa", "Asia"):
        the_grid._chips[part].click()
        regions = [one for one in told.regions if part in ("world", one.within)]
        assert list(the_grid.model.regions) == regions
        empty = sum(
            not told.at(theme.id, region.id).initiatives
            for theme in told.themes for region in regions
        )  # fmt: skip
        assert f"{empty} cells without any" in the_grid.total.text()


def test_the_map_follows_what_happens(the_grid: InitiativeMap, page: InitiativesPage) -> None:
    coast = next(one.id for one in page._store.read(spans) if one.name == "Coast")
    page._store.perform("Delete", lambda s: operations.delete(s, coast))
    assert ", 0 overlaps, " in the_grid.total.text()
    page._store.undo()
    assert ", 1 overlap, " in the_grid.total.text()


def test_needs_mark_a_gap_and_only_where_nothing_is(the_grid: InitiativeMap) -> None:
    assert said_of(Cell(needs=2)).first == "gap"
    assert said_of(Cell(needs=2)).second == "2 needs"
    assert said_of(Cell()).kind == "none"
    filled = the_grid.model.cell(the_grid.grid.currentIndex())
    assert said_of(Cell(filled.initiatives, needs=2)).kind == "overlap"
    assert Map((), (), {}).at(1, 2) == Cell()


@pytest.fixture
def timeline(page: InitiativesPage) -> InitiativeTimeline:
    ctrl_alt(Key.Key_M)
    shown = page.views.part("timeline")
    assert isinstance(shown, InitiativeTimeline)
    assert shown.bars.hasFocus()
    return shown


def listed(shown: InitiativeTimeline) -> list[str]:
    return [bar.name for bar in shown.model.bars]


def test_bars_are_grouped_and_counted(timeline: InitiativeTimeline, page: InitiativesPage) -> None:
    assert listed(timeline) == [
        "Joint Appeal for Counter-Terrorism in Africa", "Coast",
        "Kuwait Phase of the Dushanbe Process", "Networks", "Other", "Posts",
    ]  # fmt: skip
    assert timeline.total.text() == (
        "3 initiatives in these years · 1 at other times · 1 without dates"
    )
    everything = [page._store.read(draft(one.id)) for one in page._store.read(spans)]
    for count in (1, 2, 3, 5):
        timeline.chips[count].click()
        first, last = timeline.bars.years.begins, timeline.bars.years.ends
        wanted = {
            one.name for one in everything
            if one.starts and one.ends and one.starts <= last and one.ends >= first
        }  # fmt: skip
        assert {bar.name for bar in timeline.model.bars if bar.id} == wanted


def test_arrows_go_along_and_turn_and_enter_opens(
    timeline: InitiativeTimeline, page: InitiativesPage
) -> None:
    year = timeline.bars.years.first
    press(Key.Key_Left, times=3)
    assert timeline.bars.years == Years(year - 3, 2)
    assert listed(timeline) == ["Other", "Past"]
    press(Key.Key_Right, times=3)
    press(Key.Key_Home, Key.Key_Down, Key.Key_Down)
    name = timeline.model.bars[timeline.bars.currentIndex().row()].name
    assert name in ("Networks", "Posts")
    press(Key.Key_Return)
    assert page.views.current == "list"
    assert page._called(page.current_id or 0) == name


def test_years_without_any_say_what_to_do(timeline: InitiativeTimeline) -> None:
    for _time in range(20):
        timeline.turn(1)
    assert listed(timeline) == []
    assert timeline.nothing.isVisible()
    timeline.show_today()
    assert not timeline.nothing.isVisible()


def test_shares_of_years() -> None:
    years = Years(2027, 2)  # 731 days
    assert years.share(date(2027, 1, 1)) == 0
    assert years.share(date(2028, 1, 1)) == 365 / 731
    assert years.share(date(2026, 12, 31)) < 0


def test_the_page_stands_as_it_was_left(page: InitiativesPage) -> None:
    ctrl_alt(Key.Key_M)
    kept = page.state()
    ctrl_alt(Key.Key_L)
    assert page.view.hasFocus()
    page.restore(kept)
    assert page.views.current == "timeline"
    assert "delete" not in page.acts()


def test_needs_nobody_meets_make_a_gap_that_leads_to_them(
    the_grid: InitiativeMap, page: InitiativesPage, program: Program
) -> None:
    store = page._store
    places = {one.name: one.id for one in store.read(lookups.places)}
    theme = factory.known(store).theme(VICTIMS)
    factory.add_need(store, "Help", theme_id=theme, place_id=places["Ghana"])
    stand_on(the_grid, VICTIMS, "Western Africa")
    cell = the_grid.model.cell(the_grid.grid.currentIndex())
    assert (cell.initiatives, cell.needs) == ((), 1)
    assert said_of(cell).first == "gap"
    press(Key.Key_Return)
    desk = desk_of(program)
    assert desk.page_key == "needs"
    assert desk.page.model.rowCount() == 1  # type: ignore[attr-defined]
