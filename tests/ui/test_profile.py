"""A body's profile: its tabs, and what each of them shows, by keys and clicks."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ctdesk.app import Program
from ctdesk.db.queries import drafts
from ctdesk.db.queries.memberships import MembershipList
from ctdesk.db.store import Store
from ctdesk.settings import Settings
from ctdesk.ui.forms.inputs.organization import OrganizationInput
from ctdesk.ui.pages.organizations import OrganizationsPage
from ctdesk.ui.profiles.engagements import EngagementsPart
from ctdesk.ui.profiles.memberships import BODIES, MEMBERS, NAMED, MembershipsPart
from ctdesk.ui.wishes import LogEngagement, Open, ShowEngagements
from tests import factory
from tests.ui.keys import CTRL, Key, focused, press, type_

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(qtbot: QtBot, store: Store, settings: Settings) -> OrganizationsPage:
    made = OrganizationsPage(store, settings)
    qtbot.addWidget(made)
    made.resize(1084, 730)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def show(qtbot: QtBot, page: OrganizationsPage, name: str, part: str = "") -> int:
    wanted = factory.known(page._store).organization(name)
    page.open(wanted)
    qtbot.waitUntil(lambda: page.profile.shown_id == wanted)
    if part:
        page.show_part(part)
    return wanted


def members_of(page: OrganizationsPage) -> MembershipsPart:
    part = page.profile.tabs.part("memberships")
    assert isinstance(part, MembershipsPart)
    return part


def engagements_of(page: OrganizationsPage) -> EngagementsPart:
    part = page.profile.tabs.part("engagements")
    assert isinstance(part, EngagementsPart)
    return part


def words_of(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel) if one.text()]


def test_keys_go_along_the_tabs_and_round_their_ends(qtbot: QtBot, page: OrganizationsPage) -> None:
    show(qtbot, page, "ECOWAS", "overview")
    tabs = page.profile.tabs
    keys = list(tabs._tabs)
    seen = [tabs.current]
    for _time in keys:
        press(Key.Key_Right)
        seen.append(tabs.current)
    assert seen == [*keys, keys[0]]
    press(Key.Key_End)
    assert tabs.current == keys[-1]
    qtbot.keyClick(focused(), Key.Key_Tab, CTRL)
    assert tabs.current == keys[0]
    qtbot.keyClick(focused(), Key.Key_Tab, CTRL | SHIFT)
    assert tabs.current == keys[-1]
    assert focused().accessibleName().startswith(tabs._tabs[keys[-1]]._words)


def test_in_a_window_from_the_right_left_goes_on(qtbot: QtBot, page: OrganizationsPage) -> None:
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    show(qtbot, page, "ECOWAS", "overview")
    press(Key.Key_Left)
    assert page.profile.tabs.current == list(page.profile.tabs._tabs)[1]


def test_tab_comes_to_the_chosen_tab_alone(qtbot: QtBot, page: OrganizationsPage) -> None:
    show(qtbot, page, "ECOWAS", "engagements")
    stops = [one for one in page.profile.tabs._tabs.values()
             if one.focusPolicy() & Qt.FocusPolicy.TabFocus]  # fmt: skip
    assert [one.key for one in stops] == ["engagements"]


def test_only_the_part_looked_at_is_made(qtbot: QtBot, page: OrganizationsPage) -> None:
    qtbot.waitUntil(lambda: page.profile.shown_id is not None)
    page.view.setFocus()
    press(Key.Key_Down, times=12)
    stopped = page.current_id
    qtbot.waitUntil(lambda: page.profile.shown_id == stopped)
    assert list(page.profile.tabs._parts) == ["overview"]


def test_a_chosen_tab_stays_chosen_along_the_list(qtbot: QtBot, page: OrganizationsPage) -> None:
    logged = factory.log(page._store, "SADC", title="Only theirs")
    show(qtbot, page, "SADC", "engagements")
    assert engagements_of(page).view.current_id is not None
    show(qtbot, page, "AU")
    assert page.profile.tabs.current == "engagements"
    assert engagements_of(page).model.row_of(logged) is None


def test_counts_follow_what_happens_elsewhere(qtbot: QtBot, page: OrganizationsPage) -> None:
    show(qtbot, page, "SADC", "engagements")
    tab = page.profile.tabs._tabs["engagements"]
    assert tab.accessibleName() == "Engagements"
    factory.log(page._store, "SADC")
    qtbot.waitUntil(lambda: tab.accessibleName() == "Engagements, 1")
    assert engagements_of(page).model.rowCount() == 1
    page._store.undo()
    qtbot.waitUntil(lambda: tab.accessibleName() == "Engagements")


def test_an_engagement_is_opened_and_one_logged_from_its_tab(
    qtbot: QtBot, page: OrganizationsPage
) -> None:
    logged = factory.log(page._store, "SADC", title="Open me")
    sadc = show(qtbot, page, "SADC", "engagements")
    part = engagements_of(page)
    press(Key.Key_Down)
    part.view.setFocus()
    with qtbot.waitSignal(page.wanted) as told:
        press(Key.Key_Return)
    assert told.args == [Open("engagement", logged)]
    for button, wish in ((part.log, LogEngagement((sadc,))), (part.in_log, ShowEngagements(sadc))):
        with qtbot.waitSignal(page.wanted) as told:
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert told.args == [wish]


def test_all_engagements_are_one_press_from_the_overview(
    qtbot: QtBot, page: OrganizationsPage
) -> None:
    for number in range(3):
        factory.log(page._store, "SADC", title=f"Number {number}")
    show(qtbot, page, "SADC")
    link = next(
        one for one in page.profile.findChildren(QPushButton)
        if one.text() == "Show all 3 engagements"
    )  # fmt: skip
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert page.profile.tabs.current == "engagements"


def test_members_memberships_and_names_are_shown(qtbot: QtBot, page: OrganizationsPage) -> None:
    show(qtbot, page, "ECOWAS", "memberships")
    part = members_of(page)
    assert part.kinds.checkedId() == MEMBERS
    assert part.model.rowCount() == 12
    assert part.kinds.button(MEMBERS).accessibleName() == "Members, 12"
    qtbot.keyClick(part.ended, Key.Key_Space)
    assert part.model.rowCount() == 15
    qtbot.keyClick(part.kinds.button(NAMED), Key.Key_Return)
    assert any("الجماعة" in one for one in words_of(part))
    show(qtbot, page, "Ghana")
    assert part.kinds.checkedId() == BODIES
    query = part.model.query
    assert isinstance(query, MembershipList)
    assert not query.ended


def test_arrows_go_along_the_chips(qtbot: QtBot, page: OrganizationsPage) -> None:
    show(qtbot, page, "ECOWAS", "memberships")
    part = members_of(page)
    press(Key.Key_Down)
    assert focused() is part.kinds.button(MEMBERS)
    press(Key.Key_Right, Key.Key_Right)
    assert focused() is part.kinds.button(NAMED)
    press(Key.Key_Return)
    assert part.kinds.checkedId() == NAMED
    press(Key.Key_Home)
    assert focused() is part.kinds.button(MEMBERS)


def test_a_member_is_opened_from_the_list(qtbot: QtBot, page: OrganizationsPage) -> None:
    show(qtbot, page, "ECOWAS", "memberships")
    part = members_of(page)
    part.view.setFocus()
    press(Key.Key_Home)
    with qtbot.waitSignal(page.wanted) as told:
        press(Key.Key_Return)
    assert told.args == [Open("organization", factory.known(page._store).organization("Benin"))]


def test_a_membership_is_deleted_and_not_the_body(qtbot: QtBot, page: OrganizationsPage) -> None:
    ecowas = show(qtbot, page, "ECOWAS", "memberships")
    part = members_of(page)
    part.view.setFocus()
    press(Key.Key_Home)
    page.acts()["delete"]()
    assert part.model.rowCount() == 11
    assert part.notice.text == "Deleted: Benin"
    assert page.model.row_of(ecowas) is not None
    undo = next(one for one in part.notice.findChildren(QPushButton) if one.text() == "Undo")
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert part.model.rowCount() == 12
    part.kinds.button(NAMED).click()
    part.kinds.button(NAMED).setFocus()
    page.acts()["delete"]()  # among names it means nothing
    assert page.model.row_of(ecowas) is not None


def test_a_working_group_says_who_chairs_it(qtbot: QtBot, page: OrganizationsPage) -> None:
    show(qtbot, page, "Resource Mobilization and Monitoring and Evaluation")
    words = words_of(page.profile)
    assert words.count("Co-chair") == 3
    assert "as of 2021" in words
    show(qtbot, page, "National and Regional Counter-Terrorism Strategies")
    assert "Not recorded." in words_of(page.profile)
    show(qtbot, page, "AU")
    assert "Chairs" not in words_of(page.profile)


def field(page: OrganizationsPage, name: str) -> QWidget:
    return members_of(page).form.inputs[name]


def test_a_member_is_added_from_the_keyboard(qtbot: QtBot, page: OrganizationsPage) -> None:
    show(qtbot, page, "ECOWAS", "memberships")
    part = members_of(page)
    part.add.setFocus()
    press(Key.Key_Space)
    assert field(page, "member_id").isAncestorOf(focused())
    type_("morocc")
    press(Key.Key_Return)
    field(page, "role").setFocus()
    focused().selectAll()  # type: ignore[attr-defined]
    type_("obs")
    press(Key.Key_Return)
    field(page, "starts").setFocus()
    type_("1 march 2024")
    qtbot.keyClick(focused(), Key.Key_S, CTRL)
    row = part._row(part.view.current_id)
    assert row is not None
    assert (row.name, row.role, row.starts) == ("Morocco", "observer", date(2024, 3, 1))
    assert not part._form_is_open
    assert page._store.undoable() == "Add membership of Morocco"


def test_a_new_membership_has_the_side_it_is_added_from(
    qtbot: QtBot, page: OrganizationsPage
) -> None:
    store = page._store
    for kind, side, other in (
        ("state", "member_id", "body_id"),
        ("regional", "body_id", "member_id"),
    ):
        body = factory.add_organization(store, name=f"A new {kind}", kind=kind)
        page.open(body)
        qtbot.waitUntil(lambda body=body: page.profile.shown_id == body)
        page.show_part("memberships")
        members_of(page).add.click()
        form = members_of(page).form
        assert form.inputs[side].brief() == f"A new {kind}"
        assert form.inputs[other].brief() == ""
        assert form.inputs["status"].brief() == "Current"
        form.close_up()


def test_a_membership_is_ended_in_place(qtbot: QtBot, page: OrganizationsPage) -> None:
    show(qtbot, page, "ECOWAS", "memberships")
    part = members_of(page)
    part.view.setFocus()
    press(Key.Key_Home)
    qtbot.keyClick(part._acts["end"], Key.Key_Space)
    assert field(page, "ends").isAncestorOf(focused())
    focused().selectAll()  # type: ignore[attr-defined]
    type_("31 december 2024")
    qtbot.keyClick(focused(), Key.Key_S, CTRL)
    assert part.model.rowCount() == 11
    qtbot.waitUntil(lambda: part.ended.accessibleName() == "Show ended, 4")
    page._store.undo()
    qtbot.waitUntil(lambda: part.model.rowCount() == 12)


def test_a_membership_is_ended_by_its_key_and_from_the_menu(qtbot: QtBot, program: Program) -> None:
    window = program.window
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert window.desk is not None
    page = window.desk.organizations
    assert not window.acts["end_membership"].isEnabled()
    show(qtbot, page, "ECOWAS", "memberships")
    part = members_of(page)
    assert window.acts["end_membership"].isEnabled()
    shown = part.view.actions_for(part.view.selected_ids())
    keys = {one.text(): one.shortcut().toString() for one in shown}
    assert keys == {
        "Open": "Return", "Edit": "F2", "End…": "Ctrl+Shift+E", "Delete": "Ctrl+Del",
    }  # fmt: skip
    qtbot.keyClick(focused(), Key.Key_E, CTRL | SHIFT)
    assert part._form_is_open
    assert field(page, "ends").isAncestorOf(focused())
    assert not window.acts["end_membership"].isEnabled()
    press(Key.Key_Escape, Key.Key_Right, Key.Key_Right, Key.Key_Return)
    assert window.acts["end_membership"].isEnabled()
    show(qtbot, page, "ECOWAS", "overview")
    assert not window.acts["end_membership"].isEnabled()


def test_what_is_missing_stands_beside_its_field(qtbot: QtBot, page: OrganizationsPage) -> None:
    show(qtbot, page, "ECOWAS", "memberships")
    members_of(page).add.click()
    qtbot.keyClick(focused(), Key.Key_S, CTRL)
    assert members_of(page)._form_is_open
    assert "Choose an organization." in words_of(members_of(page).form)


def test_a_membership_being_typed_is_kept_when_another_body_is_shown(
    qtbot: QtBot, page: OrganizationsPage
) -> None:
    show(qtbot, page, "ECOWAS", "memberships")
    members_of(page).add.click()
    type_("moro")
    show(qtbot, page, "AU")
    assert not members_of(page)._form_is_open
    assert not page.unsaved
    waiting = page._store.read(drafts.waiting)
    assert [one.key for one in waiting] == ["membership:new"]
    page.resume("membership:new")
    assert members_of(page)._form_is_open
    member = field(page, "member_id")
    assert isinstance(member, OrganizationInput)
    assert member.line.text() == "moro"
    body = field(page, "body_id")
    assert isinstance(body, OrganizationInput)
    assert body.line.text() == "ECOWAS"


def test_f2_on_a_membership_edits_it_and_not_the_body(
    qtbot: QtBot, page: OrganizationsPage
) -> None:
    show(qtbot, page, "ECOWAS", "memberships")
    part = members_of(page)
    part.view.setFocus()
    press(Key.Key_Home)
    page.acts()["edit"]()
    assert part._form_is_open
    press(Key.Key_Escape)
    assert not part._form_is_open
    assert part.view.hasFocus()
