"""What the engagement's form says: faults, questions, and what happens elsewhere."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from ctdesk.db.drafts import (
    OrganizationDraft,
    ParticipationDraft,
)
from ctdesk.db.operations import documents, engagements, organizations
from ctdesk.db.queries import engagements as questions
from ctdesk.db.store import Store
from ctdesk.settings import Settings
from ctdesk.ui.forms.engagement_form import EngagementForm
from tests.factory import known
from tests.ui.engagement_forms import (
    faults,
    full_draft,
    newest,
    open_fold,
    save,
    shown,
    tab_to,
)
from tests.ui.keys import Key, focused, press, type_


@pytest.fixture
def form(qtbot: QtBot, store: Store, settings: Settings) -> EngagementForm:
    return shown(qtbot, store, settings)


def test_faults_stand_beside_their_fields_and_the_first_is_focused(form: EngagementForm) -> None:
    tab_to(form, "when")
    type_("31 February 2026")
    tab_to(form, "participations")
    type_("Nobody in particular")
    open_fold(form, "level")
    tab_to(form, "delegate_cap")
    type_("two")
    form.body.folds["level"].close_up()
    save()
    assert faults(form) == {
        "type_id": "Choose a type.",
        "when": "There is no 31 February 2026; the month has 28 days.",
        "participations": (
            "“Nobody in particular” is typed but not added: press Enter to add it, or clear it."
        ),
        "delegate_cap": "Additional delegates is a whole number, not “two”.",
    }
    assert form.inputs["type_id"].isAncestorOf(focused())
    assert form.inputs["delegate_cap"].isVisible(), "its fold is open"
    type_("bilateral")
    assert "type_id" not in faults(form), "gone once it is mended"


def test_what_the_register_refuses_stands_beside_its_field(
    form: EngagementForm, store: Store
) -> None:
    draft = replace(full_draft(store), participations=(), commitments=())
    store.perform("Log it", lambda s: engagements.log(s, draft))
    type_("bilateral")
    press(Key.Key_Tab)
    type_("1 June 2026")
    open_fold(form, "reference")
    tab_to(form, "reference")
    type_("R-1")
    save()
    assert faults(form) == {"reference": "R-1 is logged already."}
    assert form.inputs["reference"].isAncestorOf(focused())
    assert store.undoable() == "Log it"


def test_escape_asks_only_where_something_was_typed(form: EngagementForm) -> None:
    closed: list[bool] = []
    form.closed.connect(lambda: closed.append(True))
    press(Key.Key_Escape)
    assert closed == [True]
    form.start_new()
    tab_to(form, "title")
    type_("Half a title")
    press(Key.Key_Escape)
    assert closed == [True]
    assert form.question.isVisible()
    press(Key.Key_Escape)
    assert not form.question.isVisible()
    assert focused() is form.inputs["title"].line
    assert form.inputs["title"].value() == "Half a title"
    press(Key.Key_Escape, Key.Key_Right, Key.Key_Right, Key.Key_Return)
    assert closed == [True, True]
    assert not form.is_dirty()


def test_an_open_list_takes_the_first_escape(form: EngagementForm) -> None:
    type_("brief")
    assert form.inputs["type_id"].line.offered
    press(Key.Key_Escape)
    assert not form.inputs["type_id"].line.offered
    assert not form.question.isVisible()


def test_beginning_anew_loses_nothing_that_is_typed(form: EngagementForm, store: Store) -> None:
    draft = full_draft(store)
    engagement_id = store.perform("Log it", lambda s: engagements.log(s, draft))
    tab_to(form, "title")
    type_("Half a title")
    form.start_new()
    assert form.inputs["title"].value() == "Half a title"
    form.edit(engagement_id)
    assert form.question.isVisible()
    assert form.inputs["title"].value() == "Half a title"
    QTest.mouseClick(form.question.discard, Qt.MouseButton.LeftButton)
    assert form.inputs["title"].value() == draft.title
    assert form.title.text() == "Edit engagement"


def test_an_organization_given_is_filled_in_and_stored(form: EngagementForm, store: Store) -> None:
    ecowas = known(store).organization("ECOWAS")
    form.start_new(bodies=[ecowas])
    assert not form.is_dirty()  # nothing was typed: leaving asks nothing
    type_("courtesy")
    press(Key.Key_Return)
    tab_to(form, "when")
    type_("3 March 2026")
    save()
    assert faults(form) == {}
    _id, draft = newest(store)
    assert [one.organization_id for one in draft.participations] == [ecowas]
    assert form.inputs["participations"].value() == ()  # the next one begins without


def test_an_organization_given_does_not_push_out_what_is_typed(
    form: EngagementForm, store: Store
) -> None:
    tab_to(form, "title")
    type_("Half a title")
    form.start_new(bodies=[known(store).organization("ECOWAS")])
    assert form.question.isVisible()
    assert form.inputs["title"].value() == "Half a title"
    QTest.mouseClick(form.question.discard, Qt.MouseButton.LeftButton)
    assert form.inputs["title"].value() == ""
    assert len(form.inputs["participations"].value()) == 1


def test_a_change_elsewhere_is_shown_and_what_was_typed_is_kept(
    form: EngagementForm, store: Store
) -> None:
    draft = full_draft(store)
    engagement_id = store.perform("Log it", lambda s: engagements.log(s, draft))
    form.edit(engagement_id)
    tab_to(form, "title")
    form.inputs["title"].line.selectAll()
    type_("My title")
    now = store.read(questions.draft(engagement_id))
    store.perform(
        "Edit elsewhere",
        lambda s: engagements.edit(s, engagement_id, replace(now, outcome="Theirs", title="Other")),
    )
    assert "Edit elsewhere" in form.notice.text
    assert form.inputs["outcome"].value() == "Theirs"
    assert form.inputs["title"].value() == "My title"
    save()
    saved = store.read(questions.draft(engagement_id))
    assert (saved.title, saved.outcome) == ("My title", "Theirs")


def test_a_deletion_elsewhere_keeps_what_was_typed_and_saves_it_anew(
    form: EngagementForm, store: Store
) -> None:
    draft = full_draft(store)
    engagement_id = store.perform("Log it", lambda s: engagements.log(s, draft))
    form.edit(engagement_id)
    tab_to(form, "outcome")
    type_("X")
    store.perform("Delete it", lambda s: engagements.delete(s, engagement_id))
    assert "deleted meanwhile" in form.notice.text
    save()
    assert not faults(form)
    fresh_id, fresh = newest(store)
    assert fresh_id != engagement_id
    assert fresh.outcome == "XOutcome\twith a tab"
    assert fresh.participations[1].capacity == "Director"


def test_the_forms_own_save_is_no_change_elsewhere(form: EngagementForm, store: Store) -> None:
    draft = full_draft(store)
    engagement_id = store.perform("Log it", lambda s: engagements.log(s, draft))
    form.edit(engagement_id)
    tab_to(form, "outcome")
    type_("X")
    save()
    assert form.notice.text.startswith("Saved")


def test_a_file_that_is_too_large_is_refused_in_a_sentence(
    form: EngagementForm, tmp_path: Path
) -> None:
    large = tmp_path / "large.bin"
    with large.open("wb") as file:
        file.truncate(documents.LIMIT + 1)
    form.inputs["documents"].take_files([large])
    assert form.notice.text == (
        "large.bin is 101 MB, and a document may have 100 MB at most: make it smaller, or say in "
        "the text where it is kept."
    )
    assert not form.is_dirty()


def test_a_long_name_makes_the_form_no_wider(form: EngagementForm, store: Store) -> None:
    name = "Conference on " + "very " * 40 + "long names"
    organization = store.perform(
        "Add", lambda s: organizations.add(s, OrganizationDraft(name=name))
    )
    draft = replace(
        full_draft(store), participations=(ParticipationDraft(organization_id=organization),)
    )
    engagement_id = store.perform("Log it", lambda s: engagements.log(s, draft))
    form.edit(engagement_id)
    for fold in form.body.folds.values():
        fold.open()
    QApplication.processEvents()
    assert form.body.widget().width() <= form.body.viewport().width()
    chip = form.inputs["participations"].chips[0]
    assert chip.geometry().right() <= form.inputs["participations"].frame.width()
    assert chip.text().rstrip("✕ ").endswith("…")


def test_given_the_focus_as_a_whole_it_goes_where_one_types_or_answers(
    form: EngagementForm,
) -> None:
    tab_to(form, "title")
    form.setFocus()
    assert form.inputs["type_id"].isAncestorOf(focused())
    type_("x")
    press(Key.Key_Escape)
    assert form.question.isVisible()
    form.setFocus()
    assert focused() is form.question.stay


def test_the_form_hears_no_more_once_it_is_gone(
    qtbot: QtBot, store: Store, settings: Settings
) -> None:
    draft = full_draft(store)
    engagement_id = store.perform("Log it", lambda s: engagements.log(s, draft))
    made = EngagementForm(store, settings)
    made.edit(engagement_id)
    made.deleteLater()
    qtbot.waitUntil(lambda: not isValid(made))
    store.perform("Delete it", lambda s: engagements.delete(s, engagement_id))
