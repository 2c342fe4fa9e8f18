"""The forms of people and posts: a colleague added, pictured, handed over to another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from ctdesk.db.drafts import ContactDraft, PersonDraft
from ctdesk.db.operations import people as operations
from ctdesk.db.queries import people, posts
from ctdesk.db.store import Store
from ctdesk.settings import Settings
from ctdesk.ui.forms.inputs.photo import MOST, PhotoInput, read_picture, scaled
from ctdesk.ui.pages.people import PeoplePage
from ctdesk.ui.wishes import EditPost
from tests import factory
from tests.ui.keys import Key, ctrl, press, type_
from tests.ui.people import (
    TODAY,
    add,
    add_post,
    ago,
    button,
    fill,
    focal_point,
    line,
    says,
    shown,
)


@pytest.fixture
def focal(store: Store) -> int:
    return focal_point(store)


@pytest.fixture
def page(qtbot: QtBot, store: Store, settings: Settings) -> Iterator[PeoplePage]:
    made = shown(qtbot, store, settings)
    yield made
    made.keep_drafts()


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
    framed, form = page.post_form.body.framed, page.post_form
    assert all(
        framed["successor_id"].y() <= one.y() for one in framed.values() if not one.isHidden()
    )
    assert form.save_button.accessibleName() == "Hand over"
    assert not any(char.isdigit() for char in line(page, "ends").placeholderText())
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


def test_a_hand_over_asks_only_who_follows_and_when(
    page: PeoplePage, store: Store, focal: int
) -> None:
    post = store.read(people.profile(focal)).posts[0].id
    page.edit_post(post, hand_over=True)
    form = page.post_form

    def seen() -> set[str]:
        return {name for name, one in form.body.framed.items() if one.isVisible()}

    assert seen() == {"successor_id", "taken_up"}
    form.whole_button.click()
    assert seen() == set(form.body.framed)
    assert not form.whole_button.isVisible()
    form.inputs["title"].line.clear()
    form.inputs["title"].line.setFocus()
    type_("x")
    form.keep_now()
    form.leave()
    form.question.keep.click()
    page.resume(f"post:{post}")
    assert "title" in seen()  # typed, and saved with the hand-over


def test_a_hand_over_that_does_not_follow_says_so_beside_the_day(
    page: PeoplePage, store: Store, focal: int
) -> None:
    post = store.read(people.profile(focal)).posts[0].id
    page.edit_post(post, hand_over=True)
    page.post_form.inputs["taken_up"].set_value(ago(500))
    page.post_form.save()
    assert "before" in page.post_form.body.framed["taken_up"].fault
    assert len(store.read(posts.holders(post))) == 1


def test_a_hand_over_taken_up_again_is_seen(page: PeoplePage, store: Store, focal: int) -> None:
    post = store.read(people.profile(focal)).posts[0].id
    page.edit_post(post, hand_over=True)
    page.post_form.keep_now()
    page.post_form.leave()
    page.post_form.question.keep.click()
    page.resume(f"post:{post}")
    assert page.post_form.body.framed["taken_up"].isVisible()
    assert page.post_form.save_button.accessibleName() == "Hand over"
    page.post_form.save()
    assert store.undoable() == "Hand over Director"
