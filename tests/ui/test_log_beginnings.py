"""What a new engagement begins with, in the form: the capacity of the day, a template, another."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ctdesk.app import Program
from ctdesk.db.drafts import ParticipationDraft, PersonDraft, PostDraft
from ctdesk.db.operations import people
from ctdesk.db.queries import engagements as questions
from ctdesk.ui.desk import Desk
from ctdesk.ui.forms.engagement_form import EngagementForm
from ctdesk.ui.forms.inputs.parties import PartiesInput
from tests import factory
from tests.ui.keys import Key, ctrl, focused, press, type_


@pytest.fixture
def desk(program: Program, qtbot: QtBot) -> Desk:
    assert program.window.desk is not None
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    return program.window.desk


@pytest.fixture
def person(desk: Desk) -> int:
    """Somebody who was an adviser of the AU and then a director of ECOWAS."""
    store, names = desk.store, factory.known(desk.store)
    one = store.perform("Add", lambda s: people.add(s, PersonDraft("Amina Example")))
    for body, title, starts, ends in (
        ("AU", "Adviser", date(2024, 1, 1), date(2025, 12, 31)),
        ("ECOWAS", "Director", date(2026, 1, 1), None),
    ):
        post = PostDraft(names.organization(body), title, one, starts=starts, ends=ends)
        store.perform("Post", lambda s, post=post: people.add_post(s, post))
    return one


def parties(form: EngagementForm) -> PartiesInput:
    found = form.inputs["participations"]
    assert isinstance(found, PartiesInput)
    return found


def chips(form: EngagementForm) -> list[str]:
    return [chip.words for chip in parties(form).chips]


def stored(desk: Desk) -> tuple[int, ParticipationDraft]:
    latest = max(desk.store.read(questions.EngagementList().ids))
    return latest, desk.store.read(questions.draft(latest)).participations[0]


def fill(form: EngagementForm, name: str, text: str) -> None:
    form.inputs[name].setFocus(Qt.FocusReason.TabFocusReason)
    press(Key.Key_End)
    ctrl(Key.Key_A)
    type_(text)


def test_the_capacity_of_the_day_is_shown_and_stored(desk: Desk, person: int) -> None:
    desk.log_engagement()
    form = desk.engagements.form
    fill(form, "type_id", "retreat")
    press(Key.Key_Tab)
    type_("3 March 2026")
    fill(form, "participations", "amina")
    press(Key.Key_Return)
    assert chips(form) == ["Amina Example, Director, ECOWAS"]
    fill(form, "when", "3 March 2025")
    assert chips(form) == ["Amina Example, Adviser, AU"]
    ctrl(Key.Key_Return)
    engagement, one = stored(desk)
    names = factory.known(desk.store)
    assert (one.capacity, one.organization_id) == ("Adviser", names.organization("AU"))
    desk.open_record("engagement", engagement)
    assert not form.is_dirty()
    fill(form, "when", "4 March 2026")
    # The body represented then stays; in it she holds no post any more.
    assert chips(form) == ["Amina Example, AU"]
    fill(form, "when", "3 March 2025")
    assert chips(form) == ["Amina Example, Adviser, AU"]
    assert "participations" not in form.touched, "nobody is touched"


def test_a_capacity_typed_by_hand_stays(desk: Desk, person: int) -> None:
    desk.log_engagement()
    form = desk.engagements.form
    fill(form, "when", "3 March 2026")
    fill(form, "participations", "amina")
    press(Key.Key_Return)
    parties(form)._open_detail(0)
    type_("Special guest")
    fill(form, "when", "3 March 2025")
    assert chips(form) == ["Amina Example, Special guest"]


def test_of_several_posts_one_is_chosen_in_the_menu(desk: Desk, person: int) -> None:
    names = factory.known(desk.store)
    post = PostDraft(names.organization("SADC"), "Envoy", person)
    desk.store.perform("Post", lambda s: people.add_post(s, post))
    desk.log_engagement()
    form = desk.engagements.form
    fill(form, "type_id", "retreat")
    fill(form, "when", "3 March 2026")
    fill(form, "participations", "amina")
    press(Key.Key_Return)
    assert chips(form) == ["In which capacity? Amina Example"]
    menu = parties(form).menu(0)
    found = {action.text(): action for action in menu.actions()}
    assert "As Director, ECOWAS" in found
    found["As Envoy, SADC"].trigger()
    menu.close()
    assert chips(form) == ["Amina Example, Envoy, SADC"]
    ctrl(Key.Key_Return)
    assert stored(desk)[1].capacity == "Envoy"


def test_a_template_is_kept_used_refused_and_forgotten(desk: Desk) -> None:
    desk.log_engagement()
    form = desk.engagements.form
    fill(form, "type_id", "retreat")
    fill(form, "title", "Retreat of the Compact")
    fill(form, "participations", "ecow")
    press(Key.Key_Return)
    form.keep_template()
    assert form.notice.text == "New engagements of the type Retreat begin so from now on."
    assert desk.store.undoable() == "Keep the template for Retreat"
    form.discard()

    form.inputs["title"].setFocus()
    form.inputs["type_id"].setFocus()
    type_("retreat")
    assert form.notice.text == "From the template for Retreat."
    assert form.inputs["title"].value() == "Retreat of the Compact"
    assert chips(form) == ["ECOWAS"]
    assert form.inputs["type_id"].isAncestorOf(focused()), "the officer types on"
    form.notice._button.click()
    assert form.inputs["title"].value() == ""
    assert chips(form) == []

    form.discard()
    form.close_up()
    desk.log_engagement()
    fill(form, "title", "Typed before")
    fill(form, "type_id", "retreat")
    assert form.inputs["title"].value() == "Typed before", "what is typed stays"
    assert chips(form) == ["ECOWAS"]
    fill(form, "when", "3 March 2026")
    ctrl(Key.Key_Return)
    names = factory.known(desk.store)
    assert stored(desk)[1].organization_id == names.organization("ECOWAS")

    fill(form, "type_id", "retreat")
    form.forget_template()
    fill(form, "type_id", "courtesy call")
    fill(form, "type_id", "retreat")
    assert form.inputs["title"].value() == ""


def test_a_draft_on_a_template_comes_back_as_it_was(desk: Desk) -> None:
    desk.log_engagement()
    form = desk.engagements.form
    fill(form, "type_id", "retreat")
    fill(form, "title", "Retreat of the Compact")
    form.keep_template()
    form.discard()
    fill(form, "type_id", "retreat")
    assert form.keep_now()
    form._rest()
    form.start_new()
    assert ", not saved." in form.notice.text
    assert form.inputs["title"].value() == "Retreat of the Compact"


def test_one_is_made_from_an_earlier_one(desk: Desk) -> None:
    earlier = factory.log(
        desk.store, "AU", "ECOWAS", items=("Decision 7",), outcome="Agreed", modality="hybrid"
    )
    desk.show_page("engagements")
    desk.engagements.view.choose(earlier)
    desk.engagements.view.setFocus()
    ctrl(Key.Key_D)
    form = desk.engagements.form
    assert form.record_id is None
    assert form.notice.text.startswith("Made from “Test meeting”")
    assert chips(form) == ["AU", "ECOWAS"]
    assert form.inputs["outcome"].value() == ""
    assert not form.is_dirty()
    fill(form, "when", "5 May 2026 9:00")
    ctrl(Key.Key_Return)
    latest, _one = stored(desk)
    draft = desk.store.read(questions.draft(latest))
    assert latest != earlier
    assert (draft.title, draft.starts) == ("Test meeting", datetime(2026, 5, 5, 9))
    assert (draft.modality, draft.outcome) == ("hybrid", "")


def test_another_zone_goes_with_the_one_made_from(desk: Desk) -> None:
    earlier = factory.log(desk.store, "AU", time_zone="Africa/Abidjan")
    desk.log_engagement(like=earlier)
    form = desk.engagements.form
    fill(form, "when", "5 May 2026 9:00")
    ctrl(Key.Key_Return)
    latest, _one = stored(desk)
    assert desk.store.read(questions.draft(latest)).time_zone == "Africa/Abidjan"


# With those who are chosen in a list


def taking_part(desk: Desk) -> list[tuple[int | None, int | None]]:
    found = parties(desk.engagements.form).value()
    return [(one.organization_id, one.person_id) for one in found]


def test_what_the_officer_chose_takes_part(desk: Desk) -> None:
    page = desk.organizations
    desk.show_page("organizations")
    press(Key.Key_Down)
    first = page.current_id
    QTest.keyClick(page.view, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    second = page.current_id
    ctrl(Key.Key_E)
    assert taking_part(desk) == [(first, None), (second, None)]


def test_what_the_list_began_with_does_not(desk: Desk) -> None:
    desk.show_page("organizations")
    assert desk.organizations.current_id is not None
    ctrl(Key.Key_E)
    assert taking_part(desk) == []


def test_a_person_chosen_takes_part_in_their_post(program: Program, desk: Desk) -> None:
    known = factory.known(desk.store)
    one = desk.store.perform("Add", lambda s: people.add(s, PersonDraft("Aya Example")))
    post = PostDraft(known.organization("AU"), "Adviser", one)
    desk.store.perform("Add post", lambda s: people.add_post(s, post))
    desk.open_record("person", one)
    QTest.mouseClick(program.window.log_button, Qt.MouseButton.LeftButton)
    assert taking_part(desk) == [(None, one)]
    assert chips(desk.engagements.form) == ["Aya Example, Adviser, AU"]


def test_more_than_can_stand_in_a_form_are_refused_in_words(desk: Desk) -> None:
    desk.show_page("organizations")
    page = desk.organizations
    page.chips["all"].click()
    page.view.setFocus()
    page.view.selectAll()
    ctrl(Key.Key_E)
    assert desk.page is page
    assert "200 participants at most" in page.notice.text
