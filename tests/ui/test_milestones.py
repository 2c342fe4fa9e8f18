"""Milestones and other frameworks: days on a line, how each stands, its narrative, its paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ctdesk.app import Program
from ctdesk.db.drafts import FrameworkItemDraft, ItemDraft
from ctdesk.db.operations import engagements
from ctdesk.db.operations import frameworks as operations
from ctdesk.db.queries.frameworks import item_draft
from ctdesk.db.register import open_register
from ctdesk.db.search.tree import Key as QueryKey
from ctdesk.db.store import Store, open_store
from ctdesk.settings import Settings
from ctdesk.ui.columns.items import due_chip
from ctdesk.ui.dialogs.preview import PreviewDialog
from ctdesk.ui.pages.milestones import SHOWN, MilestonesPage
from ctdesk.ui.widgets.chips import ChipButton
from ctdesk.ui.wishes import Ask, Open, PrintNarrative
from tests import factory, snapshot
from tests.conftest import INSTALLATION
from tests.ui.keys import CTRL, Key, ctrl, focused, press, type_

TODAY = date(2026, 11, 24)


@pytest.fixture
def page(qtbot: QtBot, store: Store, settings: Settings) -> MilestonesPage:
    made = MilestonesPage(store, settings)
    made._today = lambda: TODAY
    qtbot.addWidget(made)
    made.resize(1084, 730)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.take_focus()
    qtbot.waitUntil(lambda: made._item is not None)
    made._show_timeline()
    return made


def words_of(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisible() and one.text()]


def named(widget: QWidget, name: str) -> QPushButton:
    found = widget.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def cells(page: MilestonesPage, row: int) -> list[str]:
    return [str(page.model.data(page.model.index(row, column))) for column in range(5)]


def wishes_of(page: MilestonesPage) -> list[object]:
    found: list[object] = []
    page.wanted.connect(found.append)
    return found


def change(store: Store, label: str, **values: object) -> None:
    one = factory.known(store).item(label)
    draft = replace(store.read(item_draft(one)), **values)  # type: ignore[arg-type]
    store.perform("Edit", lambda s: operations.edit_item(s, one, draft))


def say(store: Store, label: str, text: str, day: datetime, title: str, *bodies: str) -> int:
    link = ItemDraft(factory.known(store).item(label), text)
    draft = replace(factory.engagement(store, *bodies, starts=day, title=title), items=(link,))
    return store.perform("Log", lambda s: engagements.log(s, draft))


def test_the_milestones_ship_unconfirmed_and_are_told_apart(page: MilestonesPage) -> None:
    assert [cells(page, row)[:2] for row in range(4)] == [
        ["1", "Retreat"],
        ["2", "Annual high-level Coordination Committee meeting"],
        ["3", "High-Level Conference"],
        ["4", "Joint initiatives with Tajikistan and Kuwait"],
    ]
    assert cells(page, 0)[2:] == ["30 Jun 2025 512 days past", "to be confirmed", "0"]
    assert cells(page, 3)[2] == "31 Dec 2026 37 days"
    assert "No result is written down yet." in words_of(page.pane)
    assert page.timeline.accessibleName() == (
        "Timeline; M1, 30 Jun 2025, 512 days past; M2, 31 Mar 2026, 238 days past; "
        "M3, 30 Jun 2026, 147 days past; M4, 31 Dec 2026, 37 days; Today is 24 Nov 2026"
    )


@pytest.mark.parametrize(
    ("state", "days", "said"),
    [
        ("to_be_confirmed", -1, ("1 day past", "warn")),
        ("", -1, ("1 day past", "warn")),
        ("under_way", -1, ("1 day late", "bad")),
        ("under_way", 0, ("today", "warn")),
        ("under_way", 61, ("61 days", "plain")),
        ("done", -1, None),
        ("missed", -1, None),
        ("done", 10, None),
    ],
)
def test_how_long_it_has_or_how_late_it_is(
    store: Store, page: MilestonesPage, state: str, days: int, said: tuple[str, str] | None
) -> None:
    change(store, "Milestone 1", state=state, due=TODAY + timedelta(days=days))
    row = store.read(lambda c: page.model.query.rows(c, (page.model.id_at(0) or 0,)))
    assert due_chip(next(iter(row.values())), TODAY) == said


def test_days_stand_on_the_line_in_their_order(page: MilestonesPage, qtbot: QtBot) -> None:
    line = page.timeline
    across = [line.across(one.day) for one in line._marks]
    assert across == sorted(across)
    assert across[2] < line.across(TODAY) < across[3]
    line.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    mirrored = [line.across(one.day) for one in line._marks]
    assert mirrored == sorted(mirrored, reverse=True)
    line.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    point = QPoint(round(across[3]), line._line)
    QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=point)
    qtbot.waitUntil(lambda: page._item is not None and page._item.code == "4")


def test_words_of_days_close_together_stand_above_each_other(
    store: Store, page: MilestonesPage
) -> None:
    for number in (1, 2, 3):
        change(store, f"Milestone {number}", due=date(2026, 3, number))
    page._show_timeline()
    levels = [page.timeline._levels[one.id] for one in page.timeline._marks]
    assert sorted(levels[:3]) == [0, 1, 2]
    assert page.timeline.height() > 120


def test_the_state_is_pressed_and_undone(page: MilestonesPage, store: Store, qtbot: QtBot) -> None:
    before = snapshot.rows(store)
    chip = page.pane.findChild(ChipButton, "state:done")
    assert isinstance(chip, ChipButton)
    chip.setFocus()
    press(Key.Key_Return)
    assert store.read(item_draft(page.current_id or 0)).state == "done"
    assert store.undoable() == "Milestone 1: done"
    held = page.pane.findChild(ChipButton, "state:done")
    assert isinstance(held, ChipButton)
    assert held.isChecked()
    assert held.hasFocus(), "the keyboard stays where it was"
    steps = store.undoable()
    held.click()
    assert store.undoable() == steps, "it stands so already"
    store.undo()
    assert snapshot.rows(store) == before
    qtbot.waitUntil(lambda: "to be confirmed" in cells(page, 0)[3])


def test_text_and_result_are_typed(page: MilestonesPage, store: Store, qtbot: QtBot) -> None:
    page.edit_current()
    assert page.form.title.text() == "Edit Milestone 1"
    page.form.inputs["result"].focusProxy().setFocus()
    type_("Held on 25 June 2025, <b>says</b> the page.")
    ctrl(Key.Key_Return)
    assert store.undoable() == "Edit Milestone 1"
    qtbot.waitUntil(lambda: "Held on 25 June 2025, <b>says</b> the page." in words_of(page.pane))
    store.undo()
    qtbot.waitUntil(lambda: "No result is written down yet." in words_of(page.pane))


def test_the_narrative_runs_by_day_and_each_sentence_opens_its_engagement(
    page: MilestonesPage, store: Store, qtbot: QtBot
) -> None:
    wishes = wishes_of(page)
    later = say(store, "Milestone 1", "A forum.", datetime(2026, 5, 1), "Second talk", "AU", "EU")
    say(store, "Milestone 1", "A <i>list</i>.", datetime(2026, 4, 1), "First talk", "SADC")
    qtbot.waitUntil(lambda: "A forum." in words_of(page.pane))
    told = words_of(page.pane)
    assert told.index("A <i>list</i>.") < told.index("A forum.")
    assert "AU, EU" in told
    assert "2 held, 0 planned" in told
    assert cells(page, 0)[4] == "2"
    named(page.pane, f"sentence:{later}").click()
    named(page.pane, "list").click()
    assert wishes == [
        Open("engagement", later),
        Ask("engagements", QueryKey("under", ("Milestone 1",))),
    ]


def test_any_framework_is_chosen_and_says_no_days_it_has_not(
    page: MilestonesPage, store: Store, qtbot: QtBot
) -> None:
    say(store, "Decision 7", "Agreed.", datetime(2026, 5, 1), "Talk", "AU")
    decisions = next(one for one in page.frameworks if one.short == "Decisions")
    page.chips[decisions.id].setFocus()
    press(Key.Key_Return)
    assert page.model.rowCount() == 10
    assert page.timeline.isHidden()
    assert page.view.isColumnHidden(2)
    assert page.view.isColumnHidden(3)
    page.open(factory.known(store).item("Decision 7"))
    assert "Agreed." in words_of(page.pane)
    assert page.pane.findChild(ChipButton, "state:done") is None
    assert page.state()["framework"] == "fw:DECISIONS"
    page.open(factory.known(store).item("Milestone 4"))
    assert page.framework is not None
    assert page.framework.short == "Milestones"
    assert [chip.isChecked() for chip in page.chips.values()].count(True) == 1
    assert page.chips[page.framework.id].isChecked()
    change(store, "Decision 1", due=date(2026, 12, 1))
    page.show_framework(decisions)
    assert not page.timeline.isHidden()
    assert not page.view.isColumnHidden(2)


def test_it_stands_as_it_was_left(
    page: MilestonesPage, store: Store, settings: Settings, qtbot: QtBot
) -> None:
    page.open(factory.known(store).item("Decision 7"))
    other = MilestonesPage(store, settings)
    qtbot.addWidget(other)
    other.restore(page.state())
    assert other.current_id == page.current_id
    other.restore({"framework": "fw:GONE", "record": 1})
    assert other.framework == page.framework


def test_only_the_newest_engagements_stand_there_and_all_in_the_list(
    page: MilestonesPage, store: Store, qtbot: QtBot
) -> None:
    for number in range(SHOWN + 3):
        starts = datetime(2026, 1, 1) + timedelta(days=number)
        factory.log(store, "AU", items=("Milestone 1",), starts=starts)
    qtbot.waitUntil(lambda: cells(page, 0)[4] == str(SHOWN + 3))
    qtbot.waitUntil(lambda: page.pane.findChild(QPushButton, "list") is not None)
    assert named(page.pane, "list").text() == f"Show all {SHOWN + 3} in the list"
    found = page.pane.findChildren(QPushButton)
    assert sum(one.objectName().startswith("engagement:") for one in found) == SHOWN


def test_an_item_with_a_long_log_is_read_beside_the_window(
    page: MilestonesPage, store: Store, qtbot: QtBot
) -> None:
    say(store, "Milestone 2", "Slowly.", datetime(2026, 5, 1), "Talk", "AU")
    say(store, "Milestone 3", "Last.", datetime(2026, 5, 1), "Talk", "AU")
    page.shortly = 0
    for label in ("Milestone 2", "Milestone 3", "Milestone 1", "Milestone 3"):
        page.open(factory.known(store).item(label))
    qtbot.waitUntil(lambda: "Last." in words_of(page.pane))
    assert page._item is not None
    assert page._item.label == "Milestone 3"


def test_items_are_neither_added_nor_deleted(page: MilestonesPage, store: Store) -> None:
    before = snapshot.rows(store)
    assert "delete" not in page.acts()
    assert {"edit", "print"} <= page.acts().keys()
    page.view.setFocus()
    QTest.keyClick(focused(), Key.Key_Delete, CTRL)
    page.delete_chosen()
    page.start_new()
    assert page.side.open_form is None
    assert snapshot.rows(store) == before


def test_both_narratives_are_asked_for(page: MilestonesPage) -> None:
    wishes = wishes_of(page)
    assert page.framework is not None
    page.print_button.click()
    named(page.pane, "print").click()
    page.acts()["print"]()
    one = page.current_id
    assert wishes == [
        PrintNarrative(page.framework.id),
        PrintNarrative(page.framework.id, one),
        PrintNarrative(page.framework.id, one),
    ]


def test_the_narrative_is_shown_and_the_query_answered_in_the_window(
    program: Program, qtbot: QtBot
) -> None:
    desk = program.window.desk
    assert desk is not None
    for status in ("held", "planned", "cancelled"):
        factory.log(desk.store, "AU", items=("Milestone 4",), status=status)
    QTest.keyClick(program.window, Key.Key_8, CTRL)
    page = desk.page
    assert isinstance(page, MilestonesPage)
    page.open(factory.known(desk.store).item("Milestone 4"))
    named(page.pane, "print").click()
    qtbot.waitUntil(lambda: desk.printing.preview is not None)
    preview = desk.printing.preview
    assert isinstance(preview, PreviewDialog)
    assert preview.windowTitle().startswith("Narrative, Milestone 4")
    preview.close()
    named(page.pane, "list").click()
    assert desk.page_key == "engagements"
    assert desk.engagements.query == "milestone:4"
    assert desk.engagements.model.rowCount() == 3


def test_what_is_read_only_can_be_read_and_printed(
    qtbot: QtBot, register_path: object, settings: Settings
) -> None:
    with open_register(register_path, None, read_only=True) as opened:  # type: ignore[arg-type]
        store = open_store(opened, INSTALLATION, "")
        page = MilestonesPage(store, settings)
        qtbot.addWidget(page)
        page.show()
        qtbot.waitUntil(lambda: page._item is not None)
        assert page.pane.findChild(QPushButton, "edit") is None
        assert page.pane.findChild(ChipButton, "state:done") is None
        assert page.pane.findChild(QPushButton, "print") is not None
        page.close()


def test_a_text_that_is_not_public_can_be_filled_in(page: MilestonesPage, store: Store) -> None:
    page.open(factory.known(store).item("Decision 3"))
    assert any("not public" in one for one in words_of(page.pane))
    assert cells(page, 2)[1] == "not public"
    blank = store.read(item_draft(page.current_id or 0))
    assert blank == FrameworkItemDraft()
