"""The chips above the directory's list, by keys and clicks."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ctdesk.db.drafts import PostDraft
from ctdesk.db.operations import people
from ctdesk.db.queries.organizations import OrganizationList
from ctdesk.db.store import Store
from ctdesk.settings import Settings
from ctdesk.ui.pages.organizations import OrganizationsPage
from ctdesk.ui.wishes import LogEngagement, PrintBriefing
from tests import factory
from tests.ui.keys import Key, focused, press, type_


@pytest.fixture
def page(qtbot: QtBot, store: Store, settings: Settings) -> OrganizationsPage:
    made = OrganizationsPage(store, settings)
    qtbot.addWidget(made)
    made.resize(1084, 730)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_a_region_is_typed_and_let_go(qtbot: QtBot, page: OrganizationsPage, store: Store) -> None:
    names = factory.known(store)
    page.region_chip.setFocus()
    press(Key.Key_Space)
    assert focused() is page.region_chip.line
    type_("afr")
    assert page.region_chip.line.offered[0].text == "Africa"
    press(Key.Key_Return)
    assert focused() is page.region_chip
    assert page.region_chip.text() == "Africa ✕"
    assert page.model.row_of(names.organization("ECOWAS")) is not None  # it lies in a subregion
    assert page.model.row_of(names.organization("EU")) is None
    press(Key.Key_Return)
    assert page.model.row_of(names.organization("EU")) is not None
    assert page.region_chip.text() == "Region ▾"


def test_escape_and_leaving_keep_the_list_as_it_is(qtbot: QtBot, page: OrganizationsPage) -> None:
    before = page.model.query
    page.region_chip.setFocus()
    press(Key.Key_Space, Key.Key_Escape)
    assert focused() is page.region_chip
    assert page.region_chip.line.isHidden()
    press(Key.Key_Space)
    page.view.setFocus()
    assert page.region_chip.line.isHidden()
    assert not page.region_chip.isHidden()
    assert page.model.query == before


def test_gaps_show(qtbot: QtBot, page: OrganizationsPage, store: Store) -> None:
    names = factory.known(store)
    ecowas, sadc = names.organization("ECOWAS"), names.organization("SADC")
    post = PostDraft(ecowas, "Director", focal_point="primary")
    store.perform("Add post", lambda s: people.add_post(s, post))
    factory.log(store, "SADC", starts=datetime.now() - timedelta(days=3))
    qtbot.mouseClick(page.chips["unmanned"], Qt.MouseButton.LeftButton)
    assert page.model.row_of(ecowas) is None
    assert page.model.row_of(sadc) is not None
    qtbot.mouseClick(page.chips["quiet"], Qt.MouseButton.LeftButton)
    assert page.model.row_of(sadc) is None
    assert page.model.row_of(names.organization("AU")) is not None
    page.open(sadc)  # the list widens for what is opened
    assert page.current_id == sadc
    assert not page.chips["quiet"].isChecked()


def test_arrows_go_along_the_chips_and_tab_comes_once(
    qtbot: QtBot, page: OrganizationsPage
) -> None:
    page.chips["regional"].setFocus()
    press(Key.Key_Right, times=6)
    assert focused() is page.region_chip
    press(Key.Key_Right, Key.Key_Right, Key.Key_Right)
    assert focused() is page.chips["unmanned"]
    press(Key.Key_Return)
    assert page.chips["unmanned"].isChecked()
    chips = (*page.chips.values(), page.region_chip)
    stops = [chip for chip in chips if chip.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [page.chips["unmanned"]]
    press(Key.Key_Home)
    assert focused() is page.chips["regional"]


def test_the_filters_stand_again_as_they_were_left(
    qtbot: QtBot, page: OrganizationsPage, store: Store, settings: Settings
) -> None:
    page.chips["states"].click()
    page.region_chip.setFocus()
    press(Key.Key_Space)
    type_("western africa")
    press(Key.Key_Return)
    page.chips["unmanned"].click()
    page.view.show_column(1, True)
    page.view.sort_by((("name", True),))
    page.show_part("memberships")
    state = json.loads(json.dumps(page.state()))
    other = OrganizationsPage(store, settings)
    qtbot.addWidget(other)
    other.restore(state)
    assert other.model.query == page.model.query != OrganizationList()
    assert other.view.shown_columns == page.view.shown_columns
    assert other.region_chip.text() == "Western Africa ✕"
    assert other.profile.tabs.current == "memberships"
    assert other.filter.text() == 'kind:state region:"Western Africa" focal:none'
    other.restore({"query": "nokey:7", "part": 7})
    assert other.filter.text() == 'kind:state region:"Western Africa" focal:none'
    other.restore({"query": "region:nowhere"})
    assert other.region_chip.value is None


def test_several_are_chosen_deleted_in_one_step_and_brought_back(
    qtbot: QtBot, page: OrganizationsPage, store: Store
) -> None:
    page.view.setFocus()
    press(Key.Key_Home)
    for _time in range(2):
        qtbot.keyClick(page.view, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    side = page.several_chosen
    qtbot.waitUntil(side.isVisible)
    assert side.words.text() == "3 organizations chosen"
    chosen, before = list(page.chosen_ids), page.model.rowCount()
    qtbot.keyClick(side.delete, Key.Key_Space)
    assert page.notice.text == "Deleted: 3 organizations"
    assert page.model.rowCount() == before - 3
    store.undo()
    assert page.model.rowCount() == before
    assert all(page.model.row_of(one) is not None for one in chosen)


def test_one_that_stands_in_the_log_keeps_all_that_are_chosen(
    qtbot: QtBot, page: OrganizationsPage, store: Store
) -> None:
    factory.log(store, "AIMC")
    page.view.setFocus()
    press(Key.Key_Home)
    qtbot.keyClick(page.view, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    before = page.model.rowCount()
    page.delete_chosen()
    assert "AIMC stands in 1 engagement" in page.notice.text
    assert page.notice.text.endswith("None of the 2 organizations was deleted.")
    assert page.model.rowCount() == before
    qtbot.waitUntil(page.several_chosen.isVisible)
    qtbot.keyClick(page.several_chosen.clear, Key.Key_Space)
    qtbot.waitUntil(page.profile.isVisible)
    assert page.view.selected_count == 1


def test_the_menu_says_what_is_done_with_one_and_with_several(
    qtbot: QtBot, page: OrganizationsPage, store: Store
) -> None:
    gcc, guam = (factory.known(store).organization(one) for one in ("GCC", "GUAM"))
    names = [action.text() for action in page.view.actions_for([gcc])]
    assert names == ["Edit", "Delete", "Log engagement", "Briefing sheet"]
    several = page.view.actions_for([gcc, guam])
    assert [action.text() for action in several] == ["Delete", "Log engagement"]
    with qtbot.waitSignal(page.wanted) as told:
        several[1].trigger()
    assert told.args == [LogEngagement(bodies=(gcc, guam))]
    briefing = page.view.actions_for([gcc])[-1]
    with qtbot.waitSignal(page.wanted) as told:
        briefing.trigger()
    assert told.args == [PrintBriefing(gcc)]
