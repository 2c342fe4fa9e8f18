"""The page of today by keys and clicks: what it shows, where it leads, how it follows."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ctdesk.app import Program
from ctdesk.db.drafts import CommitmentDraft, PostDraft
from ctdesk.db.operations import commitments, people
from ctdesk.db.queries import today as queries
from ctdesk.db.queries.drafts import waiting
from ctdesk.db.register import Register
from ctdesk.db.search.tree import Key as QueryKey
from ctdesk.db.store import Store, open_store
from ctdesk.settings import Settings
from ctdesk.ui.pages.today import NARROW, TodayPage
from ctdesk.ui.wishes import (
    AddCommitment,
    Ask,
    DiscardDraft,
    Go,
    LogEngagement,
    Open,
    PrintEngagement,
    ResumeDraft,
)
from tests import factory
from tests.conftest import INSTALLATION
from tests.ui.keys import Key, focused, press, type_

ZONE = "America/New_York"


def today() -> date:
    return datetime.now(ZoneInfo(ZONE)).date()


def days(count: int) -> date:
    return today() + timedelta(days=count)


def promise(store: Store, what: str, due: date) -> int:
    draft = CommitmentDraft(what, due=due, by_id=factory.known(store).organization("ECOWAS"))
    return store.perform(f"Promise {what}", lambda session: commitments.add(session, draft))


def plan(store: Store, title: str, day: date, *bodies: str, **values: Any) -> int:
    starts = datetime(day.year, day.month, day.day, 10)
    return factory.log(store, *bodies, title=title, status="planned", starts=starts, **values)


def designate(store: Store, body: str, title: str, verified: date | None) -> int:
    organization = factory.known(store).organization(body)
    draft = PostDraft(organization, title, focal_point="primary", last_verified=verified)
    return store.perform(f"Designate {title}", lambda session: people.add_post(session, draft))


@pytest.fixture
def late(store: Store) -> int:
    return promise(store, "Name an alternate", days(-7))


@pytest.fixture
def draft(store: Store) -> str:
    store.keep_draft("engagement:new", "Briefing to AU & ECOWAS", "{}")
    return "engagement:new"


@pytest.fixture
def page(qtbot: QtBot, store: Store, settings: Settings) -> TodayPage:
    made = TodayPage(store, settings)
    qtbot.addWidget(made)
    made.resize(1084, 730)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.take_focus()
    return made


def words_of(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisible() and one.text()]


def button(widget: QWidget, words: str) -> QPushButton:
    return next(
        one
        for one in widget.findChildren(QPushButton)
        if one.isVisible() and one.text().replace("&&", "&") == words
    )


def wishes_of(page: TodayPage) -> list[object]:
    found: list[object] = []
    page.wanted.connect(found.append)
    return found


def test_the_heading_is_the_day_in_words(page: TodayPage) -> None:
    page.clock = lambda: datetime(2026, 11, 22, 9, tzinfo=ZoneInfo(ZONE))
    page.look_at_day()
    assert page.heading.text().replace("\u00a0", " ") == "Sunday 22 November 2026"


def test_an_empty_register_says_so_in_words(page: TodayPage) -> None:
    for card in (page.follow_up, page.coming_up, page.verify):
        assert card.empty in words_of(card)
    found: list[object] = []
    page.wanted.connect(found.append)
    button(page.follow_up, "Add commitment").click()
    button(page.coming_up, "Log engagement").click()
    assert found == [AddCommitment(), LogEngagement()]
    assert page.drafts.isHidden()
    assert len(page.milestones.rows.rows) == 4
    assert "Due 31 Dec 2026, to be confirmed" in words_of(page.milestones)


def test_a_milestone_whose_day_has_passed_says_so_until_it_is_decided(page: TodayPage) -> None:
    page.clock = lambda: datetime(2026, 4, 1, 9, tzinfo=ZoneInfo(ZONE))
    page.look_at_day()
    assert words_of(page.milestones).count("overdue") == 2
    item = queries.Milestone(1, "Milestone 1", "1", "Retreat", date(2025, 6, 30), "held")
    assert "overdue" not in words_of(page.milestones._row(item))


def test_the_counts_are_those_of_the_lists(qtbot: QtBot, store: Store, page: TodayPage) -> None:
    for number in range(11):
        promise(store, f"Paper {number}", days(number - 5))
        plan(store, f"Meeting {number}", days(number), "OSCE")
        designate(store, "CICA", f"Adviser {number}", None)
    open_ones = store.read(queries.follow_up(today(), None))
    assert button(page.follow_up, f"Show all {open_ones.open} open commitments")
    assert len(page.follow_up.rows.rows) == queries.SHOWN
    for card, question in (
        (page.coming_up, queries.coming_up(today(), None)),
        (page.verify, queries.to_verify(today(), None)),
    ):
        found = store.read(question)
        assert len(card.rows.rows) == queries.SHOWN
        qtbot.mouseClick(button(card, f"Show all {found.count}"), Qt.MouseButton.LeftButton)
        assert len(card.rows.rows) == found.count == len(found.rows)
        qtbot.mouseClick(button(card, "Show the first 8"), Qt.MouseButton.LeftButton)
        assert len(card.rows.rows) == queries.SHOWN


def test_a_new_promise_appears_at_once_and_goes_with_undo(store: Store, page: TodayPage) -> None:
    promise(store, "Send the report", days(-3))
    assert "Send the report" in words_of(page.follow_up)
    assert "3 days late" in words_of(page.follow_up)
    store.undo()
    assert page.follow_up.empty in words_of(page.follow_up)


def test_only_the_cards_concerned_are_read_anew(store: Store, page: TodayPage) -> None:
    quiet, coming = page.going_quiet.rows.rows, page.coming_up.rows.rows
    promise(store, "Send the report", days(1))
    assert page.going_quiet.rows.rows is quiet
    assert page.coming_up.rows.rows is coming
    assert words_of(page.follow_up).count("tomorrow") == 1


def test_a_hidden_page_reads_when_it_is_shown(store: Store, page: TodayPage) -> None:
    page.hide()
    promise(store, "Send the report", days(-3))
    assert not page.follow_up.rows.rows
    page.show()
    assert "Send the report" in words_of(page.follow_up)


def test_tab_goes_from_card_to_card_and_arrows_within(
    store: Store, late: int, draft: str, page: TodayPage
) -> None:
    promise(store, "Second", days(1))
    plan(store, "Meeting", days(2), "OSCE")
    designate(store, "CICA", "Adviser", None)
    order = (page.drafts, page.follow_up, page.milestones, page.coming_up, page.going_quiet,
             page.verify)  # fmt: skip
    for card in order:
        assert card.isAncestorOf(focused())
        assert focused() is card.rows.rows[0].main
        press(Key.Key_Down)
        press(Key.Key_Up)
        assert focused() is card.rows.rows[0].main
        if card is not order[-1]:
            press(Key.Key_Tab)
    press(Key.Key_Right, Key.Key_Right)
    assert focused() is button(page.verify, "Change")
    press(Key.Key_Right, Key.Key_Left)
    assert focused() is button(page.verify, "Still correct")
    press(Key.Key_Backtab)
    assert page.going_quiet.isAncestorOf(focused())
    press(Key.Key_End)
    assert isinstance(focused(), QPushButton)
    assert focused().text().startswith("Show all")
    for _card in range(4):
        press(Key.Key_Backtab)
    assert page.drafts.isAncestorOf(focused())


def test_from_the_right_the_arrows_turn_round(store: Store, page: TodayPage) -> None:
    designate(store, "CICA", "Adviser", None)
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    page.verify.rows.setFocus()
    press(Key.Key_Left)
    assert focused() is button(page.verify, "Still correct")
    press(Key.Key_Right)
    assert focused() is page.verify.rows.rows[0].main


def test_enter_opens_what_the_row_is_about(store: Store, late: int, page: TodayPage) -> None:
    meeting = plan(store, "Meeting", days(2), "OSCE")
    post = designate(store, "CICA", "Adviser", None)
    told = wishes_of(page)
    milestone = store.read(queries.milestones)[0].label
    body = store.read(queries.going_quiet(today())).rows[0].id
    for card, wish in (
        (page.follow_up, Open("commitment", late)),
        (page.milestones, Ask("engagements", QueryKey("under", (milestone,)))),
        (page.coming_up, Open("engagement", meeting)),
        (page.going_quiet, Open("organization", body)),
        (page.verify, Open("post", post)),
    ):
        card.rows.setFocus()
        press(Key.Key_Return)
        assert told.pop() == wish
    page.coming_up.rows.setFocus()
    press(Key.Key_Right, Key.Key_Return)
    assert told.pop() == PrintEngagement(meeting)
    page.follow_up.rows.setFocus()
    press(Key.Key_End, Key.Key_Return)
    assert told.pop() == Go("follow_up")
    page.going_quiet.rows.setFocus()
    press(Key.Key_End, Key.Key_Return)
    assert told.pop() == Ask("organizations", factory.asked("kind:regional quiet:90d"))


def test_still_correct_verifies_and_is_undone(store: Store, page: TodayPage) -> None:
    first = designate(store, "CICA", "Adviser", days(-300))
    second = designate(store, "OSCE", "Head & chief", days(-200))
    page.verify.rows.setFocus()
    press(Key.Key_Right, Key.Key_Return)
    left = store.read(queries.to_verify(today()))
    assert [one.post_id for one in left.rows] == [second]
    assert [row.key for row in page.verify.rows.rows] == [second]
    assert focused() is button(page.verify, "Still correct")  # of the next one
    press(Key.Key_Return)
    assert page.verify.empty in words_of(page.verify)
    assert not page.verify.isAncestorOf(focused())
    assert store.undoable() == "Verify OSCE, Head & chief"
    store.undo()
    store.undo()
    assert [row.key for row in page.verify.rows.rows] == [first, second]


def test_a_draft_is_gone_on_with_or_discarded_after_a_question(
    store: Store, draft: str, page: TodayPage
) -> None:
    said = words_of(page.drafts)
    assert any(one.startswith("Briefing to AU & ECOWAS, typed ") for one in said)
    told = wishes_of(page)
    page.drafts.rows.setFocus()
    press(Key.Key_Right, Key.Key_Return)
    assert told == [ResumeDraft(draft)]
    press(Key.Key_Right, Key.Key_Return)
    assert "Discard “Briefing to AU & ECOWAS” for good?" in words_of(page.drafts)
    press(Key.Key_Return)  # the keyboard stands on what keeps it
    assert len(store.read(waiting)) == 1
    press(Key.Key_Return, Key.Key_Escape)
    assert "Discard “Briefing to AU & ECOWAS” for good?" not in words_of(page.drafts)
    press(Key.Key_Return, Key.Key_Left, Key.Key_Return)
    assert told[-1] == DiscardDraft(draft)


def test_what_is_discarded_is_in_no_form_any_more(qtbot: QtBot, program: Program) -> None:
    desk = program.window.desk
    assert desk is not None
    program.window.activateWindow()
    desk.add_organization()
    form = desk.organizations.form
    form.setFocus()
    type_("Half a name")
    assert form.keep_now()
    desk.show_page("today")
    page = desk.page
    assert isinstance(page, TodayPage)
    shown = desk.navigation._buttons
    qtbot.waitUntil(lambda: shown["today"]._count.text() == "1")
    page.drafts.rows.setFocus()
    press(Key.Key_Right, Key.Key_Right, Key.Key_Return)
    press(Key.Key_Left, Key.Key_Return)
    assert desk.store.read(waiting) == ()
    assert not form.is_dirty()
    assert page.drafts.isHidden()
    assert page.isAncestorOf(focused())
    qtbot.waitUntil(lambda: shown["today"]._count.text() == "0")


def test_the_day_turns(store: Store, page: TodayPage) -> None:
    promise(store, "Send the report", days(0))
    assert "today" in words_of(page.follow_up)
    midnight = datetime.now(ZoneInfo(ZONE)) + timedelta(days=1)
    page.clock = lambda: midnight
    QApplication.sendEvent(page, QEvent(QEvent.Type.ActivationChange))
    assert "1 day late" in words_of(page.follow_up)


def test_a_narrow_page_has_one_column(page: TodayPage) -> None:
    assert page.follow_up.y() == page.milestones.y()
    page.resize(NARROW - 1, 730)
    QApplication.processEvents()
    assert page.follow_up.x() == page.milestones.x() == page.coming_up.x()
    assert page.follow_up.y() < page.coming_up.y() < page.milestones.y()


def test_a_register_that_is_read_only_offers_nothing_that_writes(
    qtbot: QtBot, opened: Register, settings: Settings, store: Store
) -> None:
    designate(store, "CICA", "Adviser", None)
    store.keep_draft("organization:new", "", "{}")
    reader = open_store(opened, INSTALLATION, "A")
    reader.read_only = True
    page = TodayPage(reader, settings)
    qtbot.addWidget(page)
    page.show()
    for words in ("Still correct", "Change"):
        assert not button(page.verify, words).isEnabled()
    assert not button(page.drafts, "Discard").isEnabled()
    assert button(page.drafts, "Go on").isEnabled()
    assert any(one.startswith("An organization without a name") for one in words_of(page.drafts))


def test_today_stands_first_and_counts_what_waits(qtbot: QtBot, program: Program) -> None:
    desk = program.window.desk
    assert desk is not None
    shown = desk.navigation._buttons
    assert next(iter(shown)) == "today"
    qtbot.waitUntil(lambda: shown["today"]._count.text() == "0")
    promise(desk.store, "Send the report", days(-1))
    qtbot.waitUntil(lambda: shown["today"]._count.text() == "1")
    desk.store.keep_draft("organization:new", "A body", "{}")
    desk.show_page("today")
    qtbot.waitUntil(lambda: shown["today"]._count.text() == "2")


def test_the_links_lead_to_lists_of_as_many(qtbot: QtBot, program: Program) -> None:
    desk = program.window.desk
    assert desk is not None
    factory.log(desk.store, "ECOWAS", items=("Milestone 4",))
    desk.show_page("today")
    page = desk.page
    assert isinstance(page, TodayPage)
    count = desk.store.read(queries.going_quiet(today())).count
    qtbot.mouseClick(
        button(page.going_quiet, f"Show all {count} organizations"), Qt.MouseButton.LeftButton
    )
    assert desk.page is desk.organizations
    assert desk.organizations.model.rowCount() == count
    assert desk.organizations.chips["quiet"].isVisible()
    qtbot.mouseClick(desk.organizations.chips["quiet"], Qt.MouseButton.LeftButton)
    assert desk.organizations.model.rowCount() > count
    desk.show_page("today")
    page.milestones.rows.setFocus()
    press(Key.Key_End, Key.Key_Return)
    assert desk.page is desk.engagements
    assert desk.engagements.model.rowCount() == 1
    assert desk.engagements.filter.text() == "milestone:4"


def test_a_draft_opens_its_form(program: Program) -> None:
    desk = program.window.desk
    assert desk is not None
    known = factory.add_organization(desk.store, "Body being edited")
    desk.wanted.emit(ResumeDraft("engagement:new"))
    assert desk.page is desk.engagements
    assert desk.engagements.side_shown
    desk.wanted.emit(ResumeDraft(f"organization:{known}"))
    assert desk.page is desk.organizations
    assert desk.organizations.side.currentWidget() is desk.organizations.form
