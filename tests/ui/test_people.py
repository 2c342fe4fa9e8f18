"""People by keys and clicks: found, verified, copied, deleted and brought back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from ctdesk.app import Program
from ctdesk.db.drafts import ParticipationDraft
from ctdesk.db.files import DocumentDraft
from ctdesk.db.operations import documents
from ctdesk.db.queries import people, posts
from ctdesk.db.queries.person_names import PersonName
from ctdesk.db.store import Store
from ctdesk.settings import Settings
from ctdesk.ui.columns.people import part_columns
from ctdesk.ui.pages.people import PeoplePage
from ctdesk.ui.profiles.panels import DocumentsPart
from ctdesk.ui.widgets.contact_rows import ContactRow
from ctdesk.ui.widgets.designations import designation_chips
from ctdesk.ui.widgets.portrait import initials
from ctdesk.ui.wishes import AddPost, Open, ShowPeople
from tests import factory
from tests.ui.keys import CTRL, Key, ctrl, focused, press, type_
from tests.ui.people import (
    TODAY,
    add,
    add_post,
    ago,
    button,
    focal_point,
    says,
    shown,
    words_of,
)


@pytest.fixture
def focal(store: Store) -> int:
    return focal_point(store)


@pytest.fixture
def page(qtbot: QtBot, store: Store, settings: Settings) -> Iterator[PeoplePage]:
    made = shown(qtbot, store, settings)
    yield made
    made.keep_drafts()


def test_the_profile_says_who_it_is(qtbot: QtBot, page: PeoplePage, focal: int) -> None:
    page.open(focal)
    says(qtbot, page, "Aya Example")
    words = words_of(page.profile)
    for expected in (
        "Primary focal point", "verify: 200 days old", "Border security", "Director, AU",
        "<b>Lawyer</b>", "Arabic, Tajik", "Ms. Aya EXAMPLE", "AE", "preferred",
    ):  # fmt: skip
        assert expected in words, expected
    assert any("آية" in one for one in words)
    assert any(one.startswith("Ms. — Director, AU") for one in words)


def test_an_empty_list_and_an_empty_person_say_what_to_do(
    qtbot: QtBot, page: PeoplePage, store: Store
) -> None:
    assert page.model.rowCount() == 0
    assert "Nobody yet" in words_of(page.view)
    page.open(add(store, "Cy"))
    says(qtbot, page, "Holds no post now.")
    says(qtbot, page, "F2 adds one")
    with qtbot.waitSignal(page.wanted) as told:
        qtbot.mouseClick(button(page.profile, "Add post"), Qt.MouseButton.LeftButton)
    assert told.args == [AddPost(person_id=page.current_id)]


def test_chips_narrow_the_list(qtbot: QtBot, page: PeoplePage, store: Store, focal: int) -> None:
    free = add(store, "Zoe")
    for key, expected in (
        ("focal_points", [focal]), ("stale", [focal]), ("without_post", [free]),
        ("all", [focal, free]),
    ):  # fmt: skip
        qtbot.mouseClick(page.chips[key], Qt.MouseButton.LeftButton)
        assert [page.model.id_at(row) for row in range(page.model.rowCount())] == expected


def test_the_list_is_narrowed_to_a_body_and_widened_again(
    qtbot: QtBot, page: PeoplePage, store: Store, focal: int
) -> None:
    add(store, "Cy")
    page.narrow_to(factory.known(store).organization("AU"))
    assert page.filter.text() == "org:AU"
    assert page.narrowed_to == factory.known(store).organization("AU")
    assert page.model.rowCount() == 1
    page.ask_text("")
    assert page.model.rowCount() == 2
    assert page.narrowed_to is None


def test_what_they_took_part_in_opens(
    qtbot: QtBot, page: PeoplePage, store: Store, focal: int
) -> None:
    party = ParticipationDraft(person_id=focal, role="briefer", attendance="virtual")
    logged = factory.log(store, title="Press me", participations=(party,))
    page.open(focal)
    says(qtbot, page, "Press me")
    assert "Briefer" in words_of(page.profile)
    with qtbot.waitSignal(page.wanted) as told:
        qtbot.mouseClick(button(page.profile, "Press me"), Qt.MouseButton.LeftButton)
    assert told.args == [Open("engagement", logged)]
    page.profile.show_part("engagements")
    press(Key.Key_Tab)
    with qtbot.waitSignal(page.wanted) as told:
        press(Key.Key_Down, Key.Key_Return)
    assert told.args == [Open("engagement", logged)]


def test_who_held_it_when(qtbot: QtBot, page: PeoplePage, store: Store, focal: int) -> None:
    before = add(store, "Ben Before")
    add_post(store, "Director", before, starts=ago(900), ends=ago(401))
    page.open(focal)
    says(qtbot, page, "Aya Example")
    page.profile.show_part("posts")
    assert "Holders" in words_of(page.profile)
    with qtbot.waitSignal(page.wanted) as told:
        qtbot.mouseClick(button(page.profile, "Ben Before"), Qt.MouseButton.LeftButton)
    assert told.args == [Open("person", before)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (PersonName("Layla al-Mithal", "al-Mithal", "Layla"), "LM"),
        (PersonName("Fan Li", "Fan", "Li", "family_first"), "FL"),
        (PersonName("Contoh", order="single"), "C"),
        (PersonName("Almaz Misale (example)"), "AM"),
        (PersonName("示例"), "示"),
    ],
)
def test_initials(name: PersonName, expected: str) -> None:
    assert initials(name) == expected


def test_a_name_without_letters_has_no_tile(page: PeoplePage, store: Store, focal: int) -> None:
    page.open(add(store, "007"))
    assert page.profile._header._portrait.isHidden()
    page.open(focal)
    assert page.profile._header._portrait.isVisible()


# Still correct, and copied


def test_still_correct_without_leaving_the_keyboard(
    qtbot: QtBot, page: PeoplePage, store: Store, focal: int
) -> None:
    page.open(focal)
    says(qtbot, page, "verify: 200 days old")
    post = store.read(people.profile(focal)).posts[0].id
    correct = button(page.profile, "Still correct: Director")
    correct.setFocus()
    press(Key.Key_Space)
    assert store.read(posts.draft(post)).last_verified == TODAY
    qtbot.waitUntil(lambda: any("verified" in one for one in words_of(page.profile)))
    again = button(page.profile, "Still correct: Director")
    assert again is not correct
    assert again.hasFocus()  # shown anew, the keyboard stays where it was
    store.undo()
    says(qtbot, page, "verify: 200 days old")


def test_verifying_the_chosen_one_is_one_step(page: PeoplePage, store: Store, focal: int) -> None:
    page.open(focal)
    page.acts()["verify"]()
    profile = store.read(people.profile(focal))
    assert (profile.last_verified, profile.posts[0].last_verified) == (TODAY, TODAY)
    assert page.notice.text == "Verified today: Aya Example"
    assert store.undoable() == "Still correct: Aya Example"
    store.undo()
    assert store.read(people.profile(focal)).posts[0].last_verified == ago(200)


def test_a_way_is_copied_by_click_and_keys(qtbot: QtBot, page: PeoplePage, focal: int) -> None:
    page.open(focal)
    says(qtbot, page, "aya@example.org")
    clipboard = QGuiApplication.clipboard()
    mail, phone = page.profile.findChildren(ContactRow)
    qtbot.mouseClick(mail, Qt.MouseButton.LeftButton)
    assert clipboard.text() == "aya@example.org"
    assert not mail._copied.isHidden()
    assert mail.accessibleName().endswith("copied")
    phone.setFocus()
    press(Key.Key_Return)
    assert clipboard.text() == "+1 212 555 0100"
    mail.setFocus()
    ctrl(Key.Key_C)
    assert clipboard.text() == "aya@example.org"
    qtbot.waitUntil(lambda: mail._copied.isHidden())  # only for a moment


# Added and edited


def test_a_person_is_deleted_and_brought_back(
    qtbot: QtBot, page: PeoplePage, store: Store, focal: int
) -> None:
    page.open(focal)
    page.delete_chosen()
    assert page.notice.text == "Deleted: Aya Example"
    assert page.model.rowCount() == 0
    (post,) = store.read(posts.posts_of(factory.known(store).organization("AU")))
    assert post.person_id is None
    qtbot.mouseClick(button(page.notice, "Undo"), Qt.MouseButton.LeftButton)
    assert page.model.row_of(focal) is not None


# In the window


def test_several_are_chosen_and_deleted_in_one_step(
    qtbot: QtBot, page: PeoplePage, store: Store, focal: int
) -> None:
    add(store, "Ben Example")
    page.view.setFocus()
    press(Key.Key_Home)
    qtbot.keyClick(page.view, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(page.several_chosen.isVisible)
    assert page.several_chosen.words.text() == "2 people chosen"
    qtbot.keyClick(page.several_chosen.delete, Key.Key_Space)
    assert page.notice.text == "Deleted: 2 people"
    assert page.model.rowCount() == 0
    qtbot.waitUntil(page.profile.isVisible)


def test_the_desk_fulfils_what_pages_wish_for(qtbot: QtBot, program: Program) -> None:
    desk = program.window.desk
    assert desk is not None
    store = desk.store
    au = factory.known(store).organization("AU")
    one = add(store, "Aya Example")
    held, vacant = add_post(store, "Director", one), add_post(store, "Clerk", None)
    desk.wanted.emit(ShowPeople(au))
    assert desk.page_key == "people"
    assert desk.people.filter.text() == "org:AU"
    desk.wanted.emit(Open("person", one))
    assert desk.people.current_id == one
    desk.wanted.emit(Open("post", held))
    assert desk.people.profile.tabs.current == "posts"
    desk.wanted.emit(Open("post", vacant))
    assert desk.people.side.currentWidget() is desk.people.post_form
    assert desk.people.post_form.record_id == vacant
    desk.people.post_form.leave()
    desk.wanted.emit(AddPost(au, one))
    assert desk.people.post_form.inputs["organization_id"].brief() == "AU"
    assert desk.people.post_form.inputs["person_id"].brief() == "Aya Example"


def test_actions_reach_the_page(qtbot: QtBot, program: Program) -> None:
    window = program.window
    desk = window.desk
    assert desk is not None
    add(desk.store, "Aya Example")
    desk.show_page("people")
    qtbot.waitUntil(lambda: desk.people.current_id is not None)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    shift = Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Key.Key_V, CTRL | shift)
    assert desk.store.undoable() == "Still correct: Aya Example"
    qtbot.keyClick(window, Key.Key_P, CTRL | shift)
    assert desk.people.side.currentWidget() is desk.people.form


def test_every_input_has_a_name_for_a_screen_reader(page: PeoplePage, focal: int) -> None:
    page.start_new()
    for form in (page.form, page.post_form):
        for name, made in form.inputs.items():
            assert made.accessibleName(), name
    page.form.leave()
    page.open(focal)
    page._show_chosen()
    for made in page.profile.findChildren(QPushButton):
        assert made.accessibleName() or made.text(), made


@pytest.mark.parametrize("width", [828, 1084])
def test_nothing_is_wider_than_its_pane(
    qtbot: QtBot, page: PeoplePage, focal: int, width: int
) -> None:
    page.resize(width, 600)
    page.edit(focal)
    qtbot.waitUntil(page.form.isVisible)
    inside = page.form.body.widget()
    assert inside.minimumSizeHint().width() <= page.form.body.width()


@pytest.mark.parametrize("typed", ["exa", "aya e", "Áya", "آية"])
def test_letters_jump_to_a_person_by_any_beginning_of_the_name(
    store: Store, focal: int, page: PeoplePage, typed: str
) -> None:
    other = add(store, "Zoe Lastone", family_name="Lastone", given_name="Zoe")
    page.open(other)
    type_(typed)
    assert page.current_id == focal


# Files and steps, and what is told where there is little room


def test_files_and_steps_are_those_of_the_person_on_show(
    qtbot: QtBot, page: PeoplePage, store: Store, focal: int
) -> None:
    note = DocumentDraft("note.txt", b"text")
    store.perform("Add note", lambda s: documents.add(s, note, person_id=focal))
    other = add(store, "Cy")
    page.open(focal)
    says(qtbot, page, "Aya Example")
    tabs = {tab.key: tab.accessibleName() for tab in page.profile.tabs.all}
    assert (tabs["documents"], tabs["history"]) == ("Documents, 1", "History")
    page.show_part("documents")
    files = page.profile.tabs.part("documents")
    assert isinstance(files, DocumentsPart)
    assert files.panel.model.rowCount() == 1
    page.show_part("history")
    assert "Add note" in words_of(page.profile.tabs.part("history"))
    page.open(other)
    qtbot.waitUntil(lambda: page.profile.shown_id == other)
    page.show_part("documents")
    assert files.panel.model.rowCount() == 0


def test_delete_among_the_files_is_never_of_the_person(
    qtbot: QtBot, page: PeoplePage, store: Store, focal: int
) -> None:
    page.open(focal)
    says(qtbot, page, "Aya Example")
    for part in ("documents", "engagements", "history", "posts"):
        page.show_part(part)
        press(Key.Key_Down)
        assert page.profile.tabs.part(part).isAncestorOf(focused())
        page.acts()["delete"]()
        assert page.model.row_of(focal) is not None


def test_a_rank_is_no_warning_and_its_hint_says_to_verify_it(
    page: PeoplePage, store: Store, focal: int
) -> None:
    column = next(one for one in page.model.columns if one.key == "focal_point")
    assert not page.view.isColumnHidden(page.model.columns.index(column))
    (row,) = store.read(lambda c: page.model.query.rows(c, [focal])).values()
    assert column.cell(row).chips == (("primary", "accent"),)
    assert "to be verified anew" in column.cell(row).tooltip
    verified = replace(row, stale=False)
    assert column.cell(verified).chips == (("primary", "accent"),)


def test_a_name_has_its_room_before_the_day_of_verification(page: PeoplePage) -> None:
    keys = [one.key for one in page.model.columns]
    page.resize(1084, 730)
    assert "verified" not in [keys[one] for one in page.view.shown_columns]
    assert page.view.columnWidth(keys.index("name")) > 200
    page.resize(1700, 730)
    assert {"focal_point", "verified"} <= {keys[one] for one in page.view.shown_columns}


def test_a_vacant_post_is_not_called_verified(store: Store) -> None:
    add_post(store, "Nobody's", None, focal_point="alternate", last_verified=TODAY)
    (post,) = store.read(posts.posts_of(factory.known(store).organization("AU")))
    words = [chip.text() for chip in designation_chips(post, TODAY)]
    assert not [one for one in words if "verif" in one]


def test_a_role_and_whether_they_came_stand_apart(store: Store, focal: int) -> None:
    party = ParticipationDraft(person_id=focal, role="briefer", attendance="virtual")
    factory.log(store, title="A briefing", status="planned", participations=(party,))
    query = people.TookPartList(person_id=focal)
    rows = store.read(lambda c: query.rows(c, query.ids(c)))
    cells = [{one.key: one.cell(row) for one in part_columns()} for row in rows.values()]
    (briefing,) = (one for one in cells if one["title"].words == "A briefing")
    assert (briefing["role"].words, briefing["role"].chips) == ("Briefer", ())
    assert [words for words, _tone in briefing["status"].chips] == ["planned", "virtual"]
