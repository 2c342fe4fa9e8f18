"""The action plan through the window, by keys: ordered, done, linked, late and printed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ctdesk.app import Program
from ctdesk.days import now_in
from ctdesk.db.queries import plan
from ctdesk.ui.desk import Desk
from ctdesk.ui.pages.plan import PlanPage
from tests import factory
from tests.ui.conftest import desk_of
from tests.ui.keys import CTRL, Key, ctrl, focused, press, type_

TODAY = now_in("America/New_York").date()  # where the officer is
SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier


def ctrl_shift(key: Key) -> None:
    QTest.keyClick(focused(), key, CTRL | SHIFT)


def alt(key: Key) -> None:
    QTest.keyClick(focused(), key, ALT)


@pytest.fixture
def desk(program: Program, qtbot: QtBot) -> Desk:
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    return desk_of(program)


@pytest.fixture
def made(desk: Desk) -> Mapping[str, int]:
    """Two objectives: of one that is late and one that is not, and of one that is done."""
    store = desk.store
    first, second = factory.add_objective(store, "Exchange"), factory.add_objective(store, "Know")
    au = factory.known(store).organization("AU")
    return {
        "first": first,
        "second": second,
        "forum": factory.add_action(store, first, "Hold a forum", organization_id=au,
                                    due=TODAY - timedelta(days=9)),
        "call": factory.add_action(store, first, "Call", due=TODAY + timedelta(days=5)),
        "review": factory.add_action(store, second, "Review", state="done"),
        "meeting": factory.log(store, "AU", title="Workshop on forums"),
    }  # fmt: skip


@pytest.fixture
def page(desk: Desk, made: Mapping[str, int], qtbot: QtBot) -> PlanPage:
    desk.show_page("plan")
    shown = desk.page
    assert isinstance(shown, PlanPage)
    qtbot.waitUntil(lambda: shown.model.rowCount() > 0)
    shown.view.setFocus()
    return shown


def rows(page: PlanPage) -> list[str]:
    """What the first two columns say of each row."""
    return [f"{cell(page, row, 0)} {cell(page, row, 1)}" for row in range(page.model.rowCount())]


def cell(page: PlanPage, row: int, column: int) -> str:
    return str(page.model.data(page.model.index(row, column)))


def stand_on(page: PlanPage, record_id: int) -> None:
    assert page.view.choose(record_id)
    page._show_chosen()


def said(page: PlanPage) -> str:
    """All that stands beside the list."""
    return " / ".join(one.text() for one in page.pane.widget().findChildren(QLabel))


WHOLE = ["1 Exchange", "1.1 Hold a forum", "1.2 Call", "2 Know", "2.1 Review"]


def test_the_page_is_a_place_with_the_count_of_what_is_to_be_done(
    program: Program, made: Mapping[str, int], qtbot: QtBot
) -> None:
    shown = desk_of(program).navigation._buttons["plan"]
    qtbot.waitUntil(lambda: shown.accessibleName() == "Action plan, 2")
    QTest.keyClick(program.window, Key.Key_5, CTRL | Qt.KeyboardModifier.AltModifier)
    assert desk_of(program).page_key == "plan"


def test_objectives_stand_above_their_actions(page: PlanPage) -> None:
    assert rows(page) == WHOLE
    assert [cell(page, 0, column) for column in (3, 4)] == ["1 late", "0 of 2 done"]
    assert cell(page, 1, 2) == "AU"
    assert cell(page, 1, 3).endswith("9 days late")
    assert cell(page, 2, 3).endswith("5 days")
    assert cell(page, 3, 4) == "1 of 1 done"
    assert cell(page, 4, 4) == "done"


def test_rows_are_moved_by_keys_and_stay_chosen(page: PlanPage, made: Mapping[str, int]) -> None:
    stand_on(page, made["forum"])
    alt(Key.Key_Down)
    assert rows(page)[1:3] == ["1.1 Call", "1.2 Hold a forum"]
    alt(Key.Key_Down)
    assert rows(page) == ["1 Exchange", "1.1 Call", "2 Know", "2.1 Hold a forum", "2.2 Review"]
    assert page.current_id == made["forum"]
    alt(Key.Key_Up)
    ctrl(Key.Key_Z)
    ctrl(Key.Key_Z)
    ctrl(Key.Key_Z)
    assert rows(page) == WHOLE
    stand_on(page, made["second"])
    alt(Key.Key_Up)
    assert rows(page) == ["1 Know", "1.1 Review", "2 Exchange", "2.1 Hold a forum", "2.2 Call"]
    alt(Key.Key_Up)
    assert page.notice.text == "It stands first already."


def test_one_key_marks_done_and_the_same_takes_it_back(
    page: PlanPage, made: Mapping[str, int]
) -> None:
    stand_on(page, made["forum"])
    press(Key.Key_Space)
    assert page._store.read(plan.action_draft(made["forum"])).state == "done"
    assert [cell(page, 0, column) for column in (3, 4)] == ["", "1 of 2 done"]
    assert page.late_only.text() == "Late: 0"
    press(Key.Key_Space)
    assert page._store.read(plan.action_draft(made["forum"])).state == "open"
    assert page.late_only.text() == "Late: 1"
    assert page._store.undoable() == "Not done yet: Hold a forum"


def test_the_figures_list_what_they_count(page: PlanPage) -> None:
    assert (page.to_do_only.text(), page.late_only.text()) == ("To do: 2", "Late: 1")
    page.late_only.click()
    assert rows(page) == ["1 Exchange", "1.1 Hold a forum"]
    page.to_do_only.click()
    assert not page.late_only.isChecked()
    assert rows(page) == ["1 Exchange", "1.1 Hold a forum", "1.2 Call"]
    page.to_do_only.click()
    assert rows(page) == WHOLE


def test_one_opened_from_elsewhere_is_shown_though_it_is_not_late(
    page: PlanPage, made: Mapping[str, int]
) -> None:
    page.late_only.click()
    page.open(made["review"])
    assert page.current_id == made["review"]
    assert rows(page) == WHOLE
    assert not page.late_only.isChecked()


def test_an_action_is_added_under_the_objective_stood_on(
    page: PlanPage, made: Mapping[str, int]
) -> None:
    stand_on(page, made["review"])
    QTest.keyClick(focused(), Key.Key_A, CTRL | Qt.KeyboardModifier.AltModifier)
    assert page.side.open_form is page.action_form
    page.action_form.inputs["what"].setFocus()
    type_("Write it up")
    ctrl(Key.Key_Return)
    assert rows(page)[-1] == "2.2 Write it up"
    press(Key.Key_Escape)
    press(Key.Key_F2)
    page.action_form.inputs["what"].setFocus()
    press(Key.Key_End)
    type_(" soon")
    ctrl(Key.Key_Return)
    assert rows(page)[-1] == "2.2 Write it up soon"
    assert page.view.hasFocus()


def test_an_objective_is_added_and_edited_by_keys(page: PlanPage, made: Mapping[str, int]) -> None:
    ctrl_shift(Key.Key_J)
    type_("Reach all")
    ctrl(Key.Key_Return)
    assert rows(page)[-1] == "3 Reach all"
    press(Key.Key_Escape)
    stand_on(page, made["first"])
    page.view.setFocus()
    press(Key.Key_Return)
    assert page.form.record_id == made["first"]


def test_a_draft_of_either_is_taken_up(desk: Desk, page: PlanPage, made: Mapping[str, int]) -> None:
    for key, form in (
        (f"plan_action:{made['call']}", page.action_form),
        (f"plan_objective:{made['first']}", page.form),
        ("plan_action:new", page.action_form),
    ):
        desk.resume_draft(key)
        assert page.side.open_form is form
        form.leave()


def test_what_carries_it_out_is_linked_and_opens(
    desk: Desk, page: PlanPage, made: Mapping[str, int]
) -> None:
    stand_on(page, made["forum"])
    QTest.keyClick(focused(), Key.Key_K, CTRL | Qt.KeyboardModifier.AltModifier)
    type_("workshop")
    press(Key.Key_Return)
    ctrl(Key.Key_Return)
    assert cell(page, 1, 6) == "1"
    page._show_chosen()
    opens = [one for one in page.pane.widget().findChildren(QPushButton)
             if one.accessibleName() == "Workshop on forums"]  # fmt: skip
    assert len(opens) == 1
    words = [words for words, _act, _key in page._menu([made["forum"]])]
    assert words[:2] == ["Open Workshop on forums", "Done"]
    opens[0].click()
    assert desk.page_key == "engagements"
    assert desk.engagements.current_id == made["meeting"]
    desk.go_back()
    assert page.current_id == made["forum"]
    unlink = next(one for one in page.pane.widget().findChildren(QPushButton)
                  if one.accessibleName() == "Unlink Workshop on forums")  # fmt: skip
    unlink.click()
    assert page._store.read(plan.action(made["forum"])).links == ()


def test_nothing_chosen_is_said_beside_the_field(page: PlanPage, made: Mapping[str, int]) -> None:
    stand_on(page, made["forum"])
    QTest.keyClick(focused(), Key.Key_K, CTRL | Qt.KeyboardModifier.AltModifier)
    ctrl(Key.Key_Return)
    fault = page.linking._framed["engagement_id"].fault
    assert fault == "Choose an engagement or a commitment."
    press(Key.Key_Escape)
    assert not page.linking.isVisible()
    assert page.view.hasFocus()


def test_an_objective_goes_with_its_actions_and_comes_back(
    page: PlanPage, made: Mapping[str, int]
) -> None:
    stand_on(page, made["first"])
    page.view.setFocus()
    ctrl(Key.Key_Delete)
    assert rows(page) == ["1 Know", "1.1 Review"]
    page.notice._button.click()
    assert rows(page) == WHOLE
    page.view.selectAll()
    page.delete_chosen()
    assert rows(page) == []
    assert page._store.undoable() == "Delete 5 rows of the plan"
    page._store.undo()
    assert rows(page) == WHOLE


def test_markup_is_shown_as_it_is(page: PlanPage, made: Mapping[str, int]) -> None:
    one = factory.add_action(page._store, made["first"], "<b>قائمة</b>", result="<i>&amp;</i>")
    page.open(one)
    assert "<b>قائمة</b>" in said(page)
    assert "<i>&amp;</i>" in said(page)


def test_it_is_printed_from_its_page(desk: Desk, page: PlanPage, qtbot: QtBot) -> None:
    page.print_button.click()
    qtbot.waitUntil(lambda: desk.printing.preview is not None)
    preview = desk.printing.preview
    assert preview is not None
    assert preview.windowTitle().startswith("Action plan")
    preview.close()


def test_an_empty_plan_says_what_to_do(desk: Desk) -> None:
    desk.show_page("plan")
    page = desk.page
    assert isinstance(page, PlanPage)
    assert page.view._empty.title == "No action plan yet"
    assert not page.action_button.isEnabled()
    assert "new_action" not in page.acts()
    page.view.empty_action.emit()
    assert page.side.open_form is page.form
