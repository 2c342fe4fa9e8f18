"""The directory's page: filter, profile, add, edit, delete, by keys and clicks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ctdesk.db.drafts import CommitmentDraft, ContactDraft, NameDraft, PersonDraft, PostDraft
from ctdesk.db.operations import organizations as operations
from ctdesk.db.operations import people
from ctdesk.db.queries import organizations
from ctdesk.db.store import Store
from ctdesk.settings import Settings
from ctdesk.ui.forms.inputs.choice import ChoiceInput
from ctdesk.ui.forms.inputs.rows import RowsInput
from ctdesk.ui.forms.inputs.text import TextInput
from ctdesk.ui.pages.organizations import OrganizationsPage
from ctdesk.ui.widgets.type_ahead import TypeAhead
from ctdesk.ui.wishes import LogEngagement, Open, PrintBriefing
from tests import factory
from tests.ui.keys import Key, focused, press, type_


@pytest.fixture
def page(qtbot: QtBot, store: Store, settings: Settings) -> Iterator[OrganizationsPage]:
    made = OrganizationsPage(store, settings)
    qtbot.addWidget(made)
    made.resize(1084, 730)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.form.keep_now()


def words_of(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel) if one.text()]


def says(qtbot: QtBot, page: OrganizationsPage, words: str) -> None:
    qtbot.waitUntil(lambda: any(words in one for one in words_of(page.profile)))


def line(page: OrganizationsPage, name: str) -> QLineEdit:
    made = page.form.inputs[name].line
    assert isinstance(made, QLineEdit)
    return made


def rows(page: OrganizationsPage, name: str) -> RowsInput:
    made = page.form.inputs[name]
    assert isinstance(made, RowsInput)
    return made


def fault(page: OrganizationsPage, name: str) -> str:
    return page.form.body.framed[name].fault


def button(widget: QWidget, words: str) -> QPushButton:
    return next(one for one in widget.findChildren(QPushButton) if one.text() == words)


def test_regional_bodies_are_shown_first_and_chips_show_others(
    qtbot: QtBot, page: OrganizationsPage, store: Store
) -> None:
    assert page.filter.text() == "kind:regional"
    for key, kinds, written in (
        ("regional", ("regional",), "kind:regional"),
        ("entities", ("entity", "compact"), "kind:entity,compact"),
        ("states", ("state",), "kind:state"),
        ("groups", ("working_group",), "kind:working_group"),
        ("all", (), ""),
    ):
        if key != "regional":
            qtbot.mouseClick(page.chips[key], Qt.MouseButton.LeftButton)
        fresh = store.read(organizations.OrganizationList(kinds).ids)
        assert page.model.rowCount() == len(fresh) > 0
        assert page.filter.text() == written
        assert [one for one, chip in page.chips.items() if chip.isChecked()] == [key]


def test_the_profile_follows_the_arrow_keys(qtbot: QtBot, page: OrganizationsPage) -> None:
    says(qtbot, page, "Accra Initiative")
    qtbot.keyClick(page.view, Qt.Key.Key_Down)
    says(qtbot, page, "Arab Interior Ministers")


def test_the_profile_says_what_there_is(
    qtbot: QtBot, page: OrganizationsPage, store: Store
) -> None:
    names = factory.known(store)
    ecowas, unoct = names.organization("ECOWAS"), names.organization("UNOCT")
    today = date.today()
    post = PostDraft(
        ecowas, "Director, peace", focal_point="primary", last_verified=today - timedelta(days=3)
    )
    store.perform("Add post", lambda s: people.add_post(s, post))
    holder = store.perform("Add person", lambda s: people.add(s, PersonDraft("Aya Example")))
    stale = replace(
        post, title="Officer", person_id=holder, focal_point="alternate",
        last_verified=today - timedelta(days=211),
    )  # fmt: skip
    store.perform("Add post", lambda s: people.add_post(s, stale))
    late = CommitmentDraft("Name a focal point", ecowas, unoct, today - timedelta(days=7))
    soon = CommitmentDraft("Share the framework", unoct, ecowas, today + timedelta(days=8))
    factory.log(
        store, "ECOWAS", title="Briefing on borders", items=["Decision 7"], modality="virtual",
        commitments=(late, soon),
    )  # fmt: skip
    page.open(ecowas)
    says(qtbot, page, "Briefing on borders")
    words = words_of(page.profile)
    for expected in (
        "Director, peace", "vacant", "verify: 211 days old", "7 days late", "8 days", "D7",
        "virtual", "ECOWAS to UNOCT: Name a focal point",
    ):  # fmt: skip
        assert expected in words, expected
    arabic = "الجماعة الاقتصادية لدول غرب أفريقيا"  # which has no acronym
    called = [one.replace("\u00a0", " ") for one in words]
    assert any("CEDEAO" in one and "ЭКОВАС" in one and arabic in one for one in called)


def test_further_names_stay_whole_where_a_line_has_room_and_break_where_not(
    qtbot: QtBot, page: OrganizationsPage, store: Store
) -> None:
    ecowas = factory.known(store).organization("ECOWAS")
    body = store.read(organizations.draft(ecowas))
    long = "Пример организации с широким названием"
    names = (
        NameDraft("fr", "Bureau de lutte"),
        NameDraft("ru", long),
        NameDraft("zh", "反恐办公室"),
    )
    store.perform("Edit", lambda s: operations.edit(s, ecowas, replace(body, names=names)))
    page.open(ecowas)
    says(qtbot, page, "Bureau\u00a0de\u00a0lutte")
    below = page.profile._header._below
    metrics = QFontMetrics(below.font())
    pieces = re.split(r"[ \n]", below.text())
    assert max(map(metrics.horizontalAdvance, pieces)) <= below.width()
    assert metrics.horizontalAdvance(f"{long} ·") > below.width()
    assert "\u2060".join("反恐办公室") in below.text()


def test_an_empty_profile_says_what_to_do(qtbot: QtBot, page: OrganizationsPage) -> None:
    says(qtbot, page, "Ctrl+E")
    assert any("None designated" in one for one in words_of(page.profile))
    with qtbot.waitSignal(page.wanted) as told:
        qtbot.mouseClick(button(page.profile, "Log engagement"), Qt.MouseButton.LeftButton)
    assert told.args == [LogEngagement((page.current_id,))]


def test_the_profile_follows_a_change_made_elsewhere(
    qtbot: QtBot, page: OrganizationsPage, store: Store
) -> None:
    page.open(factory.known(store).organization("SADC"))
    factory.log(store, "SADC", title="Logged somewhere else")
    says(qtbot, page, "Logged somewhere else")
    store.undo()
    qtbot.waitUntil(lambda: "Logged somewhere else" not in words_of(page.profile))


def test_an_engagement_opens_from_the_profile(
    qtbot: QtBot, page: OrganizationsPage, store: Store
) -> None:
    logged = factory.log(store, "SADC", title="Press me")
    page.open(factory.known(store).organization("SADC"))
    says(qtbot, page, "Press me")
    row = next(
        b for b in page.profile.findChildren(QPushButton) if b.accessibleName() == "Press me"
    )
    with qtbot.waitSignal(page.wanted) as told:
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert told.args == [Open("engagement", logged)]


def test_briefing_sheet_is_asked_for_by_id(
    qtbot: QtBot, page: OrganizationsPage, store: Store
) -> None:
    au = factory.known(store).organization("AU")
    page.open(au)
    says(qtbot, page, "African Union")
    with qtbot.waitSignal(page.wanted) as told:
        qtbot.mouseClick(button(page.profile, "Briefing sheet"), Qt.MouseButton.LeftButton)
    assert told.args == [PrintBriefing(au)]


def test_a_body_is_added_from_the_keyboard(
    qtbot: QtBot, page: OrganizationsPage, store: Store
) -> None:
    page.start_new()
    qtbot.keyClicks(line(page, "name"), "Sahel Alliance")
    qtbot.keyClicks(line(page, "acronym"), "SAHA")
    box = page.form.inputs["region_id"]
    assert isinstance(box, ChoiceInput)
    qtbot.keyClicks(box.line, "western afr")
    qtbot.keyClick(box.line, Qt.Key.Key_Return)
    region = box.value()
    qtbot.keyClick(line(page, "acronym"), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    added = factory.known(store).organization("SAHA")
    assert page.current_id == added
    draft = store.read(organizations.draft(added))
    assert (draft.name, draft.kind) == ("Sahel Alliance", "regional")
    assert draft.region_id == region is not None
    assert store.undoable() == "Add SAHA"


def test_every_field_comes_back_as_it_was_stored(
    qtbot: QtBot, page: OrganizationsPage, store: Store
) -> None:
    """Opening and saving changes nothing, and leaves nothing to undo."""
    names = factory.known(store)
    wanted = replace(
        store.read(organizations.draft(names.organization("AU"))),
        parent_id=names.organization("UNOCT"), profile="One\n\n<b>two</b>", seat="Addis & Ababa",
        status="an officer's own", sensitivity="confidential",
        names=(NameDraft("ar", "الاتحاد الأفريقي", "", "translation"),
               NameDraft("en", "Organization of African Unity", "OAU", "former")),
        contact_points=(ContactDraft("email", "au@example.org", "secretariat", True),
                        ContactDraft("phone", "+251 11 551 7700")),
    )  # fmt: skip
    au = names.organization("AU")
    store.perform("Edit AU", lambda s: operations.edit(s, au, wanted))
    stored = store.read(organizations.draft(au))
    page.edit(au)
    assert page.form.draft() == stored
    assert not page.unsaved
    before = store.undoable()
    page.form.save()
    assert store.read(organizations.draft(au)) == stored
    assert store.undoable() == before


def test_rows_of_names_and_contacts_grow_and_shrink(
    qtbot: QtBot, page: OrganizationsPage, store: Store
) -> None:
    au = factory.known(store).organization("AU")
    page.edit(au)
    names, contacts = rows(page, "names"), rows(page, "contact_points")
    before = len(names.rows)
    qtbot.keyClick(names.more, Qt.Key.Key_Space)
    qtbot.keyClicks(names.rows[-1].inputs["name"].line, "Umoja wa Afrika")
    remove = names.rows[0].findChildren(QPushButton)[-1]
    qtbot.keyClick(remove, Qt.Key.Key_Space)
    qtbot.keyClick(contacts.more, Qt.Key.Key_Space)
    qtbot.keyClicks(contacts.rows[-1].inputs["value"].line, "au@example.org")
    page.form.save()
    draft = store.read(organizations.draft(au))
    assert len(draft.names) == before
    assert "Umoja wa Afrika" in [one.name for one in draft.names]
    assert [one.value for one in draft.contact_points] == ["au@example.org"]


def test_a_parent_is_typed_and_chosen(qtbot: QtBot, page: OrganizationsPage, store: Store) -> None:
    names = factory.known(store)
    page.edit(names.organization("SADC"))
    box = line(page, "parent_id")
    box.setFocus()
    qtbot.keyClicks(box, "union africaine")
    page.form.save()
    assert "is no organization in the register; choose one" in fault(page, "parent_id")
    assert isinstance(box, TypeAhead)
    assert [one.text for one in box.offered][:1] == ["AU"]
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert (box.text(), box.toolTip()) == ("AU", "African Union")
    assert not fault(page, "parent_id")
    page.form.save()
    stored = store.read(organizations.draft(names.organization("SADC")))
    assert stored.parent_id == names.organization("AU")


def test_faults_stand_beside_their_fields(
    qtbot: QtBot, page: OrganizationsPage, store: Store
) -> None:
    page.start_new()
    qtbot.keyClicks(line(page, "acronym"), "ECOWAS")
    qtbot.mouseClick(page.form.save_button, Qt.MouseButton.LeftButton)
    assert "acronym of" in fault(page, "acronym")
    line(page, "acronym").clear()
    qtbot.mouseClick(page.form.save_button, Qt.MouseButton.LeftButton)
    assert not fault(page, "acronym")
    assert fault(page, "name") == "Name is missing."
    assert store.undoable() is None


def test_a_fault_goes_when_it_is_mended(qtbot: QtBot, page: OrganizationsPage) -> None:
    page.start_new()
    page.form.save()
    assert line(page, "name").property("fault") is True
    qtbot.keyClicks(line(page, "name"), "A")
    assert not fault(page, "name")
    assert line(page, "name").property("fault") is False


def test_tab_goes_through_rows_that_came_later(qtbot: QtBot, page: OrganizationsPage) -> None:
    page.start_new()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    names = rows(page, "names")
    names.more.click()
    first, *expected = (one.line for one in names.rows[0].inputs.values())
    qtbot.waitUntil(first.isVisible)
    assert page.focusWidget() is first
    for made in expected:
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        assert page.focusWidget() is made
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)  # the button that removes the row
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    assert page.focusWidget() is names.more


@pytest.mark.parametrize("width", [828, 1084])
def test_the_form_is_never_wider_than_its_pane(
    qtbot: QtBot, page: OrganizationsPage, store: Store, width: int
) -> None:
    page.resize(width, 600)
    page.edit(factory.known(store).organization("ECOWAS"))
    qtbot.waitUntil(page.form.isVisible)
    inside = page.form.body.widget()
    assert inside.minimumSizeHint().width() <= page.form.width()


def test_a_body_that_is_no_more_says_so(
    qtbot: QtBot, page: OrganizationsPage, store: Store
) -> None:
    page.open(factory.known(store).organization("G5 Sahel"))
    says(qtbot, page, "historical")
    assert "Defunct" in words_of(page.profile)


def test_escape_asks_only_if_something_was_typed(
    qtbot: QtBot, page: OrganizationsPage, store: Store
) -> None:
    page.start_new()
    with qtbot.waitSignal(page.form.closed):
        qtbot.keyClick(line(page, "name"), Qt.Key.Key_Escape)
    page.start_new()
    profile = page.form.inputs["profile"]
    assert isinstance(profile, TextInput)
    qtbot.keyClicks(profile.text, "Something typed")
    with qtbot.assertNotEmitted(page.form.closed):
        qtbot.keyClick(profile.text, Qt.Key.Key_Escape)
    assert page.form.question.isVisible()
    au = factory.known(store).organization("AU")
    page.open(au)  # another record does not lose it either
    assert profile.value() == "Something typed"
    assert page.current_id != au
    with qtbot.waitSignal(page.form.closed):
        qtbot.mouseClick(page.form.question.discard, Qt.MouseButton.LeftButton)
    assert not page.unsaved
    assert page.current_id == au


def test_a_body_is_deleted_and_brought_back(
    qtbot: QtBot, page: OrganizationsPage, store: Store
) -> None:
    names = factory.known(store)
    guam = names.organization("GUAM")
    page.open(guam)
    page.delete_chosen()
    assert page.model.row_of(guam) is None
    assert page.notice.text == "Deleted: GUAM"
    qtbot.mouseClick(button(page.notice, "Undo"), Qt.MouseButton.LeftButton)
    assert page.model.row_of(guam) is not None
    assert page.notice.isHidden()


def test_a_body_with_engagements_is_not_deleted(page: OrganizationsPage, store: Store) -> None:
    factory.log(store, "AU")
    page.open(factory.known(store).organization("AU"))
    page.delete_chosen()
    assert "AU stands in 1 engagement and" in page.notice.text
    assert page.model.row_of(factory.known(store).organization("AU")) is not None


def test_opening_a_state_widens_the_list(page: OrganizationsPage, store: Store) -> None:
    ghana = factory.known(store).organization("Ghana")
    page.open(ghana)
    assert page.current_id == ghana
    assert page.chips["all"].isChecked()
    assert page.filter.text() == ""


def test_a_body_deleted_under_the_form_says_so(page: OrganizationsPage, store: Store) -> None:
    guam = factory.known(store).organization("GUAM")
    page.edit(guam)
    store.perform("Delete", lambda s: operations.delete(s, guam))
    assert page.form.notice.text == "GUAM was deleted meanwhile. Saving adds it anew."
    line(page, "seat").setText("Kyiv!")
    page.form.save()
    anew = store.read(organizations.draft(factory.known(store).organization("GUAM")))
    assert anew.seat == "Kyiv!"


def test_every_input_has_a_name_for_a_screen_reader(page: OrganizationsPage) -> None:
    page.start_new()
    for name, made in page.form.inputs.items():
        assert made.accessibleName(), name
    assert page.view.accessibleName()


def test_who_stays_in_a_form_types_on_where_they_were(
    qtbot: QtBot, page: OrganizationsPage
) -> None:
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.start_new()
    field = focused()
    type_("Half typed")
    page.view.setFocus()  # on the way to another one
    press(Key.Key_Down, Key.Key_Return)
    assert page.form.question.isVisible()
    press(Key.Key_Escape)
    assert focused() is field
    press(Key.Key_End)
    type_(" name")
    assert page.form.name == "Half typed name"
