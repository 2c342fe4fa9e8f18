"""Forum rotation by keys and clicks: whose turn it is, what is coming, what is logged of it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from ctdesk.app import Program
from ctdesk.days import now_in, short_day
from ctdesk.db.drafts import SeriesDraft, TurnDraft
from ctdesk.db.operations import series as operations
from ctdesk.db.operations import templates
from ctdesk.db.queries import engagements, series
from ctdesk.db.queries.organizations import OrganizationList
from ctdesk.db.queries.series import SeriesList
from ctdesk.db.store import Store
from ctdesk.settings import Settings
from ctdesk.ui.desk import Desk
from ctdesk.ui.forms.engagement_form import EngagementForm
from ctdesk.ui.pages.forums import NEVER, ForumsPage
from ctdesk.ui.widgets.rows import Rows
from ctdesk.ui.wishes import Ask, Open
from tests import factory, snapshot
from tests.ui.conftest import button
from tests.ui.keys import CTRL, Key, ctrl, focused, press, type_

TODAY = now_in("America/New_York").date()  # where the officer is
SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier


def ctrl_shift(key: Key) -> None:
    QTest.keyClick(focused(), key, CTRL | SHIFT)


def days(count: int) -> date:
    return TODAY + timedelta(days=count)


def add(store: Store, name: str, *turns: dict[str, Any]) -> tuple[int, list[int]]:
    names = factory.known(store)
    one = store.perform(f"Add {name}", lambda s: operations.add(s, SeriesDraft(name)))
    made = []
    for values in turns:
        host = names.organization(values.pop("host")) if "host" in values else None
        draft = TurnDraft(one, host, **values)
        made.append(store.perform("Add turn", lambda s, d=draft: operations.add_turn(s, d)))
    return one, made


@pytest.fixture
def desk(program: Program, qtbot: QtBot) -> Desk:
    assert program.window.desk is not None
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    return program.window.desk


@pytest.fixture
def turns(desk: Desk) -> list[int]:
    """A series with a held forum, one that is late, one ahead; and a second series."""
    held = factory.log(desk.store, "AU", title="First forum", starts=datetime(2026, 3, 4, 10))
    _one, made = add(
        desk.store, "Africa forums",
        {"host": "AU", "engagement_id": held},
        {"host": "ECOWAS", "due": days(-7), "topic": "Borders"},
        {"host": "SADC", "due": days(90), "topic": "Ports"},
    )  # fmt: skip
    add(desk.store, "Other forums", {"host": "OSCE", "due": days(30)})
    return made


@pytest.fixture
def page(desk: Desk, turns: list[int], qtbot: QtBot) -> ForumsPage:
    desk.show_page("forums")
    shown = desk.page
    assert isinstance(shown, ForumsPage)
    qtbot.waitUntil(lambda: shown.pane.record is not None)
    return shown


def said(rows: Rows) -> list[str]:
    return [row.main.accessibleName() for row in rows.rows]


def words_of(widget: QWidget) -> str:
    found = [one.text() for one in widget.findChildren(QLabel) if one.isVisible()]
    return " | ".join(found)


def hosts(page: ForumsPage) -> list[str]:
    assert page.pane.record is not None
    return [one.host for one in page.pane.record.turns]


def test_an_empty_page_says_what_to_do_and_a_series_is_typed(desk: Desk, qtbot: QtBot) -> None:
    QTest.keyClick(desk, Key.Key_0, CTRL)
    page = desk.page
    assert isinstance(page, ForumsPage)
    assert page.view._empty.title == "No series yet"
    page.take_focus()
    ctrl_shift(Key.Key_N)
    type_("Forums of the West")
    ctrl(Key.Key_Return)
    qtbot.waitUntil(lambda: page.pane.record is not None)
    ctrl_shift(Key.Key_T)
    for body in ("ECOWAS", "AU"):
        type_(body.lower())
        press(Key.Key_Return)
        ctrl(Key.Key_Return)  # the next is of the same series
    assert page.turn_form.isVisible()
    press(Key.Key_Escape)
    qtbot.waitUntil(lambda: hosts(page) == ["ECOWAS", "AU"])
    assert desk.store.undoable() == "Add the turn of AU"
    desk.store.undo()
    qtbot.waitUntil(lambda: hosts(page) == ["ECOWAS"])


def test_whose_turn_it_is_and_how_late(page: ForumsPage) -> None:
    (ahead,) = said(page.pane.next_rows)
    assert ahead.startswith("Economic Community of West African States, on or by")
    assert "7 days late" in ahead
    first, second, third = said(page.pane.rows)
    assert first == "1. AU, First forum, 4 Mar 2026, held"
    assert second == f"2. ECOWAS, Borders, on or by {short_day(days(-7))}, 7 days late, next"
    assert "next" not in third
    cells = [str(page.model.data(page.model.index(0, column))) for column in range(3)]
    assert cells == ["Africa forums", "ECOWAS 7 days late", "1 of 3"]


def test_what_is_coming_stands_by_month_and_opens_its_turn(page: ForumsPage, qtbot: QtBot) -> None:
    told = said(page.coming)
    assert [words.split(", ")[2] for words in told] == ["ECOWAS", "OSCE", "SADC"]
    page.coming.setFocus()
    press(Key.Key_Down, Key.Key_Return)
    qtbot.waitUntil(lambda: hosts(page) == ["OSCE"])
    assert page.pane.has_turns_focus


def test_those_that_never_hosted_are_a_figure_that_opens_its_list(
    page: ForumsPage, desk: Desk
) -> None:
    wishes: list[object] = []
    page.wanted.connect(wishes.append)
    never = desk.store.read(OrganizationList(asked=NEVER).count)
    hosted, figure = said(page.hosts)
    assert hosted.endswith("Hosted a forum in turn, 1")
    assert figure.endswith(f"{never} of {never + 1}")
    page.hosts.setFocus()
    press(Key.Key_Down, Key.Key_Return)
    assert wishes == [Ask("organizations", NEVER)]
    assert desk.page_key == "organizations"
    assert desk.organizations.model.rowCount() == never


def test_a_turn_is_moved_by_keys_and_undone(page: ForumsPage, desk: Desk, qtbot: QtBot) -> None:
    page.view.setFocus()
    QTest.keyClick(focused(), Key.Key_Down, ALT)
    assert hosts(page) == ["AU", "ECOWAS", "SADC"], "the keyboard is in the list"
    page.view.choose(page.model.id_at(0))
    press(Key.Key_Return)
    assert page.pane.has_turns_focus
    QTest.keyClick(focused(), Key.Key_Down, ALT)
    assert hosts(page) == ["ECOWAS", "AU", "SADC"]
    QTest.keyClick(focused(), Key.Key_Down, ALT)
    QTest.keyClick(focused(), Key.Key_Down, ALT)
    assert hosts(page) == ["ECOWAS", "SADC", "AU"], "it goes with the keyboard and ends there"
    QTest.keyClick(focused(), Key.Key_Up, ALT)
    assert hosts(page) == ["ECOWAS", "AU", "SADC"]
    assert desk.store.undoable() == "Move the turn of AU up"
    ctrl(Key.Key_Z)
    qtbot.waitUntil(lambda: hosts(page) == ["ECOWAS", "SADC", "AU"])


def test_enter_opens_the_forum_and_edits_a_turn_without(
    page: ForumsPage, turns: list[int], desk: Desk
) -> None:
    wishes: list[object] = []
    page.wanted.connect(wishes.append)
    page.pane.stand_on(turns[1])
    press(Key.Key_Return)
    assert page.turn_form.isVisible()
    assert page.turn_form.record_id == turns[1]
    assert page.turn_form.title.text() == "Edit the turn of ECOWAS"
    press(Key.Key_Escape)
    page.pane.stand_on(turns[0])
    press(Key.Key_F2)
    assert page.turn_form.record_id == turns[0]
    press(Key.Key_Escape)
    page.pane.stand_on(turns[0])
    press(Key.Key_Return)
    forum = desk.store.read(series.turn(turns[0])).engagement_id
    assert wishes == [Open("engagement", forum)]
    assert desk.page_key == "engagements"


def test_the_forum_is_logged_from_the_turn_and_linked_in_one_step(
    page: ForumsPage, turns: list[int], desk: Desk, qtbot: QtBot
) -> None:
    before = snapshot.rows(desk.store)
    page.pane.stand_on(turns[1])
    ctrl_shift(Key.Key_L)
    form = desk.engagements.form
    assert desk.page_key == "engagements"
    assert form.inputs["type_id"].brief() == "Rotational regional forum"
    assert form.inputs["title"].brief() == "Africa forums: Borders"
    form.inputs["when"].focusProxy().setFocus()
    type_("2026-03-05 10:00")
    ctrl(Key.Key_Return)
    turn = desk.store.read(series.turn(turns[1]))
    assert turn.engagement == "Africa forums: Borders"
    assert turn.is_held
    (party,) = desk.store.read(engagements.draft(turn.engagement_id or 0)).participations
    assert (party.organization_id, party.role) == (turn.host_id, "organizer")
    desk.show_page("forums")
    qtbot.waitUntil(lambda: "Southern African" in said(page.pane.next_rows)[0])
    desk.store.undo()
    assert snapshot.rows(desk.store) == before


def test_a_forum_begins_with_its_turn_and_the_template_of_its_type(
    page: ForumsPage, turns: list[int], desk: Desk
) -> None:
    kind = factory.known(desk.store).type("Rotational regional forum")
    values = {"modality": "hybrid", "title": "Of the template"}
    desk.store.perform("Keep", lambda s: templates.keep(s, kind, values))
    page.pane.stand_on(turns[1])
    ctrl_shift(Key.Key_L)
    form = desk.engagements.form
    assert form.inputs["title"].brief() == "Africa forums: Borders"
    assert form.inputs["modality"].value() == "hybrid"


def test_a_forum_typed_and_kept_is_linked_when_it_is_saved_later(
    page: ForumsPage, turns: list[int], desk: Desk, settings: Settings, qtbot: QtBot
) -> None:
    page.pane.stand_on(turns[1])
    ctrl_shift(Key.Key_L)
    form = desk.engagements.form
    form.inputs["when"].focusProxy().setFocus()
    type_("2026-03-05 10:00")
    assert form.keep_now()
    form._keeper.rest()
    later = EngagementForm(desk.store, settings)  # as after a restart
    qtbot.addWidget(later)
    later.start_new()
    assert later.inputs["title"].brief() == "Africa forums: Borders"
    logged = later.save()
    assert desk.store.read(series.turn(turns[1])).engagement_id == logged


def test_a_turn_that_is_gone_does_not_keep_its_forum_from_being_logged(
    page: ForumsPage, turns: list[int], desk: Desk
) -> None:
    page.pane.stand_on(turns[1])
    ctrl_shift(Key.Key_L)
    form = desk.engagements.form
    form.inputs["when"].focusProxy().setFocus()
    type_("2026-03-05 10:00")
    desk.store.perform("Delete", lambda s: operations.delete_turn(s, turns[1]))
    assert form.save() is not None


def test_an_engagement_is_linked_and_unlinked(
    page: ForumsPage, turns: list[int], desk: Desk, qtbot: QtBot
) -> None:
    forum = factory.log(desk.store, "ECOWAS", title="Abuja forum", status="held")
    page.pane.stand_on(turns[1])
    ctrl_shift(Key.Key_I)
    assert page.turn_form.inputs["engagement_id"].isAncestorOf(focused())
    type_("abuja")
    press(Key.Key_Down, Key.Key_Return)
    ctrl(Key.Key_Return)
    assert desk.store.read(series.turn(turns[1])).engagement_id == forum
    qtbot.waitUntil(lambda: "Abuja" in words_of(page.pane) or "held" in said(page.pane.rows)[1])
    page.unlink_turn(turns[1])
    assert desk.store.read(series.turn(turns[1])).engagement_id is None
    assert desk.store.undoable() == "Unlink the forum of the turn of ECOWAS"


def test_deleting_is_of_what_the_keyboard_is_on(
    page: ForumsPage, turns: list[int], desk: Desk, qtbot: QtBot
) -> None:
    page.pane.stand_on(turns[2])
    QTest.keyClick(focused(), Key.Key_Delete, CTRL)
    qtbot.waitUntil(lambda: hosts(page) == ["AU", "ECOWAS"])
    button(page.notice, "Undo").click()
    qtbot.waitUntil(lambda: hosts(page) == ["AU", "ECOWAS", "SADC"])
    page.pane.add_button.setFocus()
    QTest.keyClick(focused(), Key.Key_Delete, CTRL)
    assert desk.store.read(SeriesList().count) == 2, "no series is stood on, and no turn"
    page.view.setFocus()
    QTest.keyClick(focused(), Key.Key_Delete, CTRL)
    assert desk.store.read(SeriesList().count) == 1
    desk.store.undo()
    assert desk.store.read(SeriesList().count) == 2


def test_the_menu_of_a_turn(page: ForumsPage, turns: list[int], qtbot: QtBot) -> None:
    page.pane.rows.rows[1].stops[1].click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [one.text() for one in menu.actions()] == [
        "Log this forum", "Link a logged engagement…", "Edit", "Move up", "Move down", "Delete",
    ]  # fmt: skip
    menu.actions()[3].trigger()
    menu.close()
    assert hosts(page) == ["ECOWAS", "AU", "SADC"]


def test_a_series_is_opened_from_elsewhere_and_among_the_recent_ones(
    page: ForumsPage, desk: Desk, program: Program
) -> None:
    other = page.model.id_at(1) or 0
    desk.show_page("today")
    desk.open_record("series", other)
    assert desk.page is page
    assert page.current_id == other
    assert desk.recent()[0].title == "Other forums"
    ctrl(Key.Key_K)
    assert [row.text for row in program.window.find_box.results.rows][:2] == [
        "Recent", "Other forums",
    ]  # fmt: skip


def test_text_of_the_register_is_no_markup(page: ForumsPage, desk: Desk, qtbot: QtBot) -> None:
    odd = "<b>Forum</b> & الأمن"
    one, _made = add(desk.store, odd, {"topic": odd, "due": days(1)})
    page.open(one)
    qtbot.waitUntil(lambda: page.pane.record is not None and page.pane.record.id == one)
    assert odd in words_of(page.pane)
    assert f"1. no host yet, {odd}, on or by {short_day(days(1))}, next" in said(page.pane.rows)


def test_what_is_typed_for_a_turn_is_taken_up_again(
    page: ForumsPage, desk: Desk, turns: list[int]
) -> None:
    page.add_turn()
    type_("no such body yet")
    page.turn_form.keep_now()
    assert "series_turn:new" in [one.key for one in desk.waiting()]
    desk.show_page("today")
    desk.resume_draft("series_turn:new")
    assert desk.page is page
    assert page.turn_form.isVisible()
    assert page.turn_form._base.series_id == page.current_id
