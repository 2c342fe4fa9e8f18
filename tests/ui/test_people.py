"""People by keys and clicks: found, verified, copied, added, handed over, taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ctdesk.app import Program
from ctdesk.db.drafts import ContactDraft, DocumentDraft, ParticipationDraft, PersonDraft, PostDraft
from ctdesk.db.operations import documents
from ctdesk.db.operations import people as operations
from ctdesk.db.queries import people, posts
from ctdesk.db.queries.person_names import PersonName
from ctdesk.db.store import Store
from ctdesk.settings import Settings
from ctdesk.ui.forms.inputs.photo import MOST, PhotoInput, read_picture, scaled
from ctdesk.ui.pages.people import PeoplePage
from ctdesk.ui.profiles.panels import DocumentsPart
from ctdesk.ui.widgets.contact_rows import ContactRow
from ctdesk.ui.widgets.portrait import initials
from ctdesk.ui.wishes import AddPost, EditPost, Open, ShowPeople
from tests import factory
from tests.ui.keys import CTRL, Key, ctrl, focused, press, type_

TODAY = date.today()


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def add(store: Store, name: str, **values: object) -> int:
    draft = replace(PersonDraft(name), **values)
    return store.perform(f"Add {name}", lambda s: operations.add(s, draft))


def add_post(store: Store, title: str, person_id: int | None, **values: object) -> int:
    draft = replace(PostDraft(factory.known(store).organization("AU"), title, person_id), **values)
    return store.perform(f"Add {title}", lambda s: operations.add_post(s, draft))


@pytest.fixture
def focal(store: Store) -> int:
    """A focal point whose designation is old, with two ways to reach her."""
    ways = (
        ContactDraft("phone", "+1 212 555 0100", "Mobile"),
        ContactDraft("email", "aya@example.org", "Office", True),
    )
    one = add(
        store, "Aya Example", written_name="آية مثال", family_name="Example", given_name="Aya",
        honorific="Ms.", languages="ar, Tajik", biography="<b>Lawyer</b>", contact_points=ways,
    )  # fmt: skip
    theme = factory.known(store).theme("Border security")
    add_post(
        store, "Director", one, focal_point="primary", last_verified=ago(200), starts=ago(400),
        theme_ids=(theme,),
    )  # fmt: skip
    return one


@pytest.fixture
def page(qtbot: QtBot, store: Store, settings: Settings) -> Iterator[PeoplePage]:
    made = PeoplePage(store, settings)
    qtbot.addWidget(made)
    made.resize(1084, 730)
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.keep_drafts()


def words_of(widget: QWidget) -> list[str]:
    return [one.text().replace("\u200b", "") for one in widget.findChildren(QLabel) if one.text()]


def says(qtbot: QtBot, page: PeoplePage, words: str) -> None:
    qtbot.waitUntil(lambda: any(words in one for one in words_of(page.profile)))


def button(widget: QWidget, name: str) -> QPushButton:
    found = [
        one
        for one in widget.findChildren(QPushButton)
        if one.isVisible() and name in (one.text(), one.accessibleName())
    ]
    assert found, name
    return found[0]


def line(page: PeoplePage, name: str) -> QWidget:
    """What is typed in for a field of the form on show."""
    form = page.side.currentWidget()
    found = form.inputs[name].focusProxy()  # type: ignore[attr-defined]
    assert isinstance(found, QWidget)
    return found


def fill(page: PeoplePage, name: str, words: str) -> None:
    line(page, name).setFocus()
    type_(words)


# What is shown


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
    for number, expected in ((1, [focal]), (2, [focal]), (3, [free]), (0, [focal, free])):
        qtbot.mouseClick(page.filters.button(number), Qt.MouseButton.LeftButton)
        assert [page.model.id_at(row) for row in range(page.model.rowCount())] == expected


def test_the_list_is_narrowed_to_a_body_and_widened_again(
    qtbot: QtBot, page: PeoplePage, store: Store, focal: int
) -> None:
    add(store, "Cy")
    page.show_only(factory.known(store).organization("AU"))
    assert page.body_chip.text() == "AU ✕"
    assert page.model.rowCount() == 1
    qtbot.mouseClick(page.body_chip, Qt.MouseButton.LeftButton)
    assert page.model.rowCount() == 2
    assert page.body_chip.isHidden()


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
    assert "Who held it when" in words_of(page.profile)
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


def test_a_colleague_is_one_form_and_one_step(qtbot: QtBot, page: PeoplePage, store: Store) -> None:
    page.start_new()
    assert line(page, "display_name").hasFocus()
    type_("Aya van der Example")
    names = page.form._names
    assert "van der Example" in names.proposed
    assert page.form.inputs["family_name"].value() == ""  # seen before it is stored
    qtbot.mouseClick(names.take, Qt.MouseButton.LeftButton)
    assert names.proposed == ""
    fill(page, "honorific", "Ms.")
    fill(page, "organization_id", "african union")
    qtbot.waitUntil(lambda: bool(page.form.inputs["organization_id"].line.offered))  # type: ignore[attr-defined]
    press(Key.Key_Return)
    fill(page, "title", "Director")
    line(page, "focal_point").setFocus()
    press(Key.Key_Space)
    fill(page, "theme_ids", "border")
    press(Key.Key_Return)
    qtbot.mouseClick(button(page.form, "+ a way to reach them"), Qt.MouseButton.LeftButton)
    type_("aya@example.org")
    ctrl(Key.Key_Return)
    (one,) = store.read(people.PersonList().ids)
    assert store.undoable() == "Add Aya van der Example"
    profile = store.read(people.profile(one))
    assert (profile.name.family, profile.name.given) == ("van der Example", "Aya")
    assert profile.name.listed == "Ms. Aya van der EXAMPLE"
    (post,) = profile.posts
    assert (post.title, post.organization, post.focal_point) == ("Director", "AU", "primary")
    assert post.themes == ("Border security",)
    assert [way.value for way in profile.ways] == ["aya@example.org"]
    assert page.current_id == one
    says(qtbot, page, "Aya van der Example")
    store.undo()
    assert list(store.read(people.PersonList().ids)) == []


def test_what_is_typed_is_asked_about_before_another_form_opens(
    qtbot: QtBot, page: PeoplePage, store: Store, focal: int
) -> None:
    page.start_new()
    fill(page, "display_name", "Half typed")
    page.edit(focal)
    assert page.form.record_id is None
    assert not page.form.question.isHidden()
    page.add_post()
    assert page.side.currentWidget() is page.form
    qtbot.mouseClick(page.form.question.keep, Qt.MouseButton.LeftButton)
    assert page.side.currentWidget() is page.post_form
    page.post_form.leave()
    page.start_new()
    assert page.form.name == "Half typed"


def test_half_a_post_is_refused_beside_its_field(page: PeoplePage, store: Store) -> None:
    page.start_new()
    fill(page, "display_name", "Aya")
    line(page, "focal_point").setFocus()
    press(Key.Key_Space)
    ctrl(Key.Key_S)
    assert "organization" in page.form.body.framed["organization_id"].fault
    assert "title" in page.form.body.framed["title"].fault
    assert store.undoable() is None


def test_every_field_of_a_person_comes_back(page: PeoplePage, store: Store) -> None:
    """Opening and saving changes nothing, and leaves nothing to undo."""
    draft = PersonDraft(
        "Fan Li", "范例", "Fan", "Li", "family_first", "Mr.", "Colonel", "PhD", "Fan Lih", "zh",
        "One\n\n<b>two</b>", 3, "confidential", "Consent", ago(4), ago(-400),
        (ContactDraft("email", "fan@example.org", "Office", True),),
    )  # fmt: skip
    one = store.perform("Add", lambda s: operations.add(s, draft))
    page.edit(one)
    stored = store.read(people.draft(one))
    assert page.form.draft().person == stored
    assert not page.form.body.framed["title"].isVisible()  # posts of theirs have their own form
    before = store.undoable()
    page.form.save()
    assert store.read(people.draft(one)) == stored
    assert store.undoable() == before
    page.edit(one)
    fill(page, "rank", "")
    line(page, "biography").setFocus()
    page.form.inputs["name_order"].set_value("single")
    page.form.save()
    changed = store.read(people.draft(one))
    assert changed == replace(stored, name_order="single")


def test_a_picture_is_kept_small_and_no_picture_is_refused(
    qtbot: QtBot, page: PeoplePage, store: Store, focal: int, tmp_path: Path
) -> None:
    large, words = tmp_path / "large.png", tmp_path / "words.jpg"
    image = QImage(QSize(2400, 1600), QImage.Format.Format_RGB32)
    image.fill(QColor("steelblue"))
    image.save(str(large))
    words.write_text("no picture at all")
    page.edit(focal)
    photo = page.form.inputs["picture"]
    assert isinstance(photo, PhotoInput)
    assert photo.portrait.isHidden()  # no frame around nothing
    photo.take_file(words)
    assert "words.jpg is no picture" in page.form.notice.text
    photo.take_file(large)
    page.form.save()
    kept = store.read(people.photo(focal))
    assert kept is not None
    shown = QImage.fromData(kept)
    assert (shown.width(), shown.height()) == (600, 400)
    qtbot.waitUntil(lambda: not page.profile._header._portrait.pixmap().isNull())
    page.edit(focal)
    assert not page.form.is_dirty()
    qtbot.mouseClick(photo.remove, Qt.MouseButton.LeftButton)
    page.form.save()
    assert store.read(people.photo(focal)) is None
    store.undo()
    assert store.read(people.photo(focal)) == kept


def test_a_picture_is_pasted_and_survives_as_a_draft(
    page: PeoplePage, store: Store, settings: Settings, qtbot: QtBot
) -> None:
    image = QImage(QSize(300, 400), QImage.Format.Format_ARGB32)
    image.fill(QColor(0, 0, 0, 0))
    data = QMimeData()
    data.setImageData(image)
    QGuiApplication.clipboard().setMimeData(data)
    page.start_new()
    fill(page, "display_name", "Aya")
    line(page, "picture").setFocus()
    ctrl(Key.Key_V)
    picture = page.form.inputs["picture"].value()
    assert picture.data.startswith(b"\x89PNG")  # see-through stays so
    page.keep_drafts()
    other = PeoplePage(store, settings)
    qtbot.addWidget(other)
    other.show()
    other.start_new()
    assert other.form.inputs["picture"].value() == picture
    assert other.form.name == "Aya"


def test_pictures_are_never_larger_than_needed() -> None:
    assert (MOST.width(), MOST.height()) == (600, 800)
    small = QImage(QSize(30, 40), QImage.Format.Format_RGB32)
    small.fill(QColor("teal"))
    assert QImage.fromData(read_picture(scaled(small).data, "x").data).size() == QSize(30, 40)


# Posts


def test_a_post_is_added_with_somebody_new(qtbot: QtBot, page: PeoplePage, store: Store) -> None:
    au = factory.known(store).organization("AU")
    page.add_post(au)
    fill(page, "title", "Director")
    fill(page, "person_id", "Nova Example")
    press(Key.Key_Down, Key.Key_Return)
    assert page.post_form.inputs["person_id"].brief() == "Nova Example"
    ctrl(Key.Key_Return)
    (post,) = store.read(posts.posts_of(au))
    assert (post.title, post.holder) == ("Director", "Nova Example")
    assert store.undoable() == "Add Director"
    assert page.current_id == post.person_id
    store.undo()
    assert store.read(posts.posts_of(au)) == ()
    assert page.model.rowCount() == 0


def test_a_vacant_post_is_added_and_needs_a_body(page: PeoplePage, store: Store) -> None:
    page.add_post()
    fill(page, "title", "Director")
    ctrl(Key.Key_S)
    assert "organization" in page.post_form.body.framed["organization_id"].fault
    fill(page, "organization_id", "AU")
    press(Key.Key_Return)
    ctrl(Key.Key_S)
    (post,) = store.read(posts.posts_of(factory.known(store).organization("AU")))
    assert post.person_id is None
    assert page.notice.text == "Saved, and vacant: Director"


def test_a_post_is_deleted_where_it_stands_and_taken_back(
    qtbot: QtBot, page: PeoplePage, store: Store, focal: int
) -> None:
    page.open(focal)
    page.show_part("posts")
    page.view.setFocus()
    page.acts()["delete_post"]()  # the only one
    assert store.read(people.profile(focal)).posts == ()
    assert page.notice.text == "Deleted: Director"
    assert store.undoable() == "Delete Director"
    qtbot.mouseClick(button(page.notice, "Undo"), Qt.MouseButton.LeftButton)
    add_post(store, "Adviser", focal)
    says(qtbot, page, "Adviser")
    page.acts()["delete_post"]()
    assert page.notice.text == "Go to the post that is to be deleted: there are several."
    button(page.profile, "Edit Adviser").setFocus()
    page.view.setFocus()  # as the palette takes the keyboard
    page.acts()["delete_post"]()
    assert [one.title for one in store.read(people.profile(focal)).posts] == ["Director"]
    says(qtbot, page, "Director")
    button(page.profile, "Edit Director").setFocus()
    page.acts()["delete"]()  # of a part of the record it is never the record
    assert store.read(people.profile(focal)).posts == ()
    store.undo()
    says(qtbot, page, "Director")
    qtbot.mouseClick(button(page.profile, "Delete Director"), Qt.MouseButton.LeftButton)
    assert store.read(people.profile(focal)).posts == ()
    qtbot.waitUntil(lambda: "delete_post" not in page.acts())


def test_a_vacant_post_is_deleted_from_its_form(page: PeoplePage, store: Store) -> None:
    au = factory.known(store).organization("AU")
    post = add_post(store, "Director", None)
    page.add_post()
    assert "delete_post" not in page.acts()
    assert not page.post_form.delete_button.isVisible()
    page.edit_post(post)
    assert page.post_form.delete_button.isVisible()
    fill(page, "unit", "Peace")
    page.acts()["delete_post"]()
    assert page.post_form.question.isVisible()  # something was typed
    page.post_form.question.discard.click()
    assert store.read(posts.posts_of(au)) == ()
    assert page.notice.text == "Deleted: Director"
    assert page.side.currentWidget() is page.profile
    assert "delete_post" not in page.acts()


def test_every_field_of_a_post_comes_back(page: PeoplePage, store: Store, focal: int) -> None:
    post = store.read(people.profile(focal)).posts[0].id
    stored = store.read(posts.draft(post))
    page.edit_post(post)
    assert page.post_form.draft().post == stored
    before = store.undoable()
    page.post_form.save()
    assert store.undoable() == before
    page.edit_post(post)
    page.post_form.inputs["focal_point"].set_value("")
    fill(page, "unit", "Peace")
    ctrl(Key.Key_S)
    assert store.read(posts.draft(post)) == replace(stored, focal_point="", unit="Peace")


def test_a_post_is_handed_over_and_that_is_taken_back(
    qtbot: QtBot, page: PeoplePage, store: Store, focal: int
) -> None:
    successor = add(store, "Ben Successor")
    page.open(focal)
    says(qtbot, page, "Aya Example")
    page.profile.show_part("posts")
    with qtbot.waitSignal(page.wanted) as told:
        qtbot.mouseClick(button(page.profile, "Hand over Director"), Qt.MouseButton.LeftButton)
    (post,) = (one.id for one in store.read(people.profile(focal)).posts)
    assert told.args == [EditPost(post, hand_over=True)]
    page.edit_post(post, hand_over=True)
    assert line(page, "successor_id").hasFocus()
    type_("ben succ")
    press(Key.Key_Return)
    ctrl(Key.Key_Return)
    old, new = store.read(posts.holders(post))
    assert (old.holder, old.ends) == ("Aya Example", ago(1))
    assert (new.holder, new.starts, new.focal_point) == ("Ben Successor", TODAY, "primary")
    assert store.undoable() == "Hand over Director"
    assert page.current_id == successor
    store.undo()
    assert [one.holder for one in store.read(posts.holders(post))] == ["Aya Example"]


def test_a_hand_over_that_does_not_follow_says_so_beside_the_day(
    page: PeoplePage, store: Store, focal: int
) -> None:
    post = store.read(people.profile(focal)).posts[0].id
    page.edit_post(post, hand_over=True)
    page.post_form.inputs["taken_up"].set_value(ago(500))
    page.post_form.save()
    assert "before" in page.post_form.body.framed["taken_up"].fault
    assert len(store.read(posts.holders(post))) == 1


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


def test_the_desk_fulfils_what_pages_wish_for(qtbot: QtBot, program: Program) -> None:
    desk = program.window.desk
    assert desk is not None
    store = desk.store
    au = factory.known(store).organization("AU")
    one = add(store, "Aya Example")
    held, vacant = add_post(store, "Director", one), add_post(store, "Clerk", None)
    desk.fulfil(ShowPeople(au))
    assert desk.page_key == "people"
    assert desk.people.body_chip.text() == "AU ✕"
    desk.fulfil(Open("person", one))
    assert desk.people.current_id == one
    desk.fulfil(Open("post", held))
    assert desk.people.profile.tabs.current == "posts"
    desk.fulfil(Open("post", vacant))
    assert desk.people.side.currentWidget() is desk.people.post_form
    assert desk.people.post_form.record_id == vacant
    desk.people.post_form.leave()
    desk.fulfil(AddPost(au, one))
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
    page._show_profile()
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


def test_the_tone_of_a_focal_point_says_to_verify_it(
    page: PeoplePage, store: Store, focal: int
) -> None:
    column = next(one for one in page.model.columns if one.key == "focal_point")
    assert not page.view.isColumnHidden(page.model.columns.index(column))
    (row,) = store.read(lambda c: page.model.query.rows(c, [focal])).values()
    assert column.cell(row).chips == (("primary", "warn"),)
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
