"""The form as an officer uses it: keys and clicks, and what the register then holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from ctdesk.db.drafts import (
    CommitmentDraft,
    DocumentDraft,
    EngagementDraft,
    ItemDraft,
    OrganizationDraft,
    ParticipationDraft,
    PersonDraft,
    SessionDraft,
)
from ctdesk.db.operations import documents, engagements, organizations, people
from ctdesk.db.queries import choices, lookups
from ctdesk.db.queries import engagements as questions
from ctdesk.db.queries.find import find
from ctdesk.db.store import Store
from ctdesk.settings import Settings
from ctdesk.ui.forms.engagement_form import EngagementForm
from tests.factory import known
from tests.ui.keys import Key, ctrl, focused, press, type_


@pytest.fixture
def form(qtbot: QtBot, store: Store, settings: Settings) -> EngagementForm:
    made = EngagementForm(store, settings)
    qtbot.addWidget(made)
    made.resize(470, 760)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.start_new()
    return made


def save() -> None:
    ctrl(Key.Key_Return)


def faults(form: EngagementForm) -> dict[str, str]:
    """What the form says beside its fields and above them."""
    said = {name: framed.fault for name, framed in form._framed.items() if framed.fault}
    return said | ({"": form._notice.text} if form._notice.property("role") == "notice-bad" else {})


def tab_to(form: EngagementForm, name: str) -> None:
    """Tab on until the input of a field has the focus."""
    target = form._inputs[name]
    for _step in range(120):
        if target.isAncestorOf(focused()):
            return
        press(Key.Key_Tab)
    raise AssertionError(f"Tab does not come to {name}")


def newest(store: Store) -> tuple[int, EngagementDraft]:
    ids = store.read(questions.EngagementList().ids)
    latest = max(ids)
    return latest, store.read(questions.draft(latest))


def without_ids(draft: EngagementDraft) -> EngagementDraft:
    lists = ("participations", "items", "sessions", "commitments")
    bare = {name: tuple(replace(one, id=None) for one in getattr(draft, name)) for name in lists}
    bare["commitments"] = tuple(replace(one, engagement_id=None) for one in bare["commitments"])
    return replace(draft, **bare)


def test_a_briefing_is_logged_from_the_keyboard_alone(
    form: EngagementForm, store: Store, qtbot: QtBot
) -> None:
    type_("in-focus")
    press(Key.Key_Return, Key.Key_Tab)
    type_("12 Nov 2026, 10:00-11:30")
    press(Key.Key_Tab, Key.Key_Tab)
    type_("In-focus session on border management")
    press(Key.Key_Tab)
    type_("ecow")
    press(Key.Key_Return)
    type_("sadc")
    press(Key.Key_Return, Key.Key_Tab)
    press(Key.Key_Space, Key.Key_Tab)
    type_("v")
    press(Key.Key_Tab, Key.Key_Tab)
    type_("Participants agreed on a joint mapping.")
    press(Key.Key_Tab)
    press(Key.Key_Space)
    assert form._inputs["commitments"].rows[0]._inputs["by_id"].line.text() == "UNOCT"
    type_("Share the M&E framework")
    press(Key.Key_Tab)
    type_("30 Nov 2026")
    told: list[object] = []
    form.saved.connect(told.append)
    save()
    assert not faults(form)
    names = known(store)
    engagement_id, draft = newest(store)
    assert told == [engagement_id]
    assert without_ids(draft) == EngagementDraft(
        type_id=names.type("wg-in-focus"),
        starts=datetime(2026, 11, 12, 10),
        ends=datetime(2026, 11, 12, 11, 30),
        time_zone="America/New_York",
        title="In-focus session on border management",
        status=draft.status,  # held or planned: as the day of the test has it
        modality="virtual",
        outcome="Participants agreed on a joint mapping.",
        lead_officer="Test officer",
        lead_unit="Desk",
        participations=(
            ParticipationDraft(organization_id=names.organization("ECOWAS")),
            ParticipationDraft(organization_id=names.organization("SADC")),
        ),
        items=(ItemDraft(names.item("Decision 7")),),
        commitments=(
            CommitmentDraft(
                "Share the M&E framework",
                by_id=names.organization("UNOCT"),
                due=date(2026, 11, 30),
            ),
        ),
    )
    assert store.undoable() == "Log In-focus session on border management"
    assert "Saved" in form._notice.text
    assert not form.is_dirty()
    assert form._inputs["type_id"].isAncestorOf(focused()), "ready for the next"


def open_fold(form: EngagementForm, name: str) -> None:
    form._folds[name].button.setFocus()
    press(Key.Key_Space)


def choose_in_menu(form: EngagementForm, text: str) -> None:
    """Walk the open menu with Down to an entry and press Enter."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    for _step in range(20):
        QTest.keyClick(menu, Key.Key_Down)
        if menu.activeAction() is not None and menu.activeAction().text().startswith(text):
            break
    else:
        raise AssertionError(f"the menu has no {text}")
    QTest.keyClick(menu, Key.Key_Return)


def test_the_retreat_is_logged_with_every_fact(
    form: EngagementForm, store: Store, qtbot: QtBot
) -> None:
    type_("retreat")
    press(Key.Key_Tab)
    type_("25 June 2025")
    press(Key.Key_Tab, Key.Key_Tab)
    type_("Compact retreat")
    tab_to(form, "items")
    for _item in range(2):
        press(Key.Key_Space)
        press(Key.Key_Down)
        choose_in_menu(form, "Our reading")
        press(Key.Key_Right)
    tab_to(form, "modality")
    type_("h")
    open_fold(form, "venue")
    tab_to(form, "venue")
    type_("Conference Room 8, United Nations Headquarters")
    press(Key.Key_Tab)
    type_("New York")
    press(Key.Key_Tab)
    type_("united states")
    press(Key.Key_Tab)
    type_("WebEx")
    open_fold(form, "sessions")
    press(Key.Key_Tab, Key.Key_Space)
    type_("First thematic session")
    QTest.mouseClick(form._inputs["sessions"].more, Qt.MouseButton.LeftButton)
    type_("Second thematic session")
    open_fold(form, "level")
    tab_to(form, "registration_deadline")
    type_("20 June 2025")
    press(Key.Key_Tab)
    type_("2")
    open_fold(form, "summary")
    tab_to(form, "press_release")
    press(Key.Key_Space, Key.Key_Tab, Key.Key_Space)
    save()
    assert not faults(form)
    names = known(store)
    _engagement_id, draft = newest(store)
    assert without_ids(draft) == EngagementDraft(
        type_id=names.type("retreat"),
        starts=datetime(2025, 6, 25),
        all_day=True,
        time_zone="America/New_York",
        title="Compact retreat",
        status="held",
        modality="hybrid",
        platform="WebEx",
        venue="Conference Room 8, United Nations Headquarters",
        city="New York",
        country_id=names.country("USA"),
        registration_deadline=date(2025, 6, 20),
        delegate_cap=2,
        press_release=True,
        social_media=True,
        lead_officer="Test officer",
        lead_unit="Desk",
        items=(
            ItemDraft(names.item("Decision 7"), is_reading=True),
            ItemDraft(names.item("Decision 4"), is_reading=True),
        ),
        sessions=(
            SessionDraft("First thematic session"),
            SessionDraft("Second thematic session"),
        ),
    )


def full_draft(store: Store) -> EngagementDraft:
    """An engagement with something in every field, and text that editors like to change."""
    names = known(store)
    ecowas, au = names.organization("ECOWAS"), names.organization("AU")
    person = store.perform(
        "Add", lambda s: people.add(s, PersonDraft(display_name="محمد بن عبد الله"))
    )
    themes = store.read(choices.themes)
    return EngagementDraft(
        type_id=names.type("side-event"),
        starts=datetime(2026, 6, 3, 9, 15, 30),
        ends=datetime(2026, 6, 5, 17, 0),
        time_zone="Africa/Addis_Ababa",
        title="Un  titre\u00a0: «\u202f反恐\u202f» <b>&amp;</b>",
        reference="R-1",
        status="postponed",
        modality="hybrid",
        platform="WebEx",
        venue="Hall\u00a02",
        city="Addis Ababa",
        country_id=names.country("ETH"),
        level="usg_asg",
        languages="en, fr",
        objective="One\n\n  two\u00a0three",
        summary="Summary\u00a0text",
        outcome="Outcome\twith a tab",
        recommendations="R",
        points_to_make="A\nB",
        sensitive_points="C",
        lead_officer="X",
        lead_unit="Y",
        registration_deadline=date(2026, 5, 1),
        delegate_cap=3,
        press_release=True,
        social_media=False,
        sensitivity="confidential",
        retention_code="K1",
        basis="Mandate",
        source="Note",
        is_example=True,
        participations=(
            ParticipationDraft(organization_id=ecowas, role="co_organizer"),
            ParticipationDraft(person_id=person, organization_id=au, capacity="Director",
                               role="speaker", attendance="virtual"),
            ParticipationDraft(capacity="The Resident Coordinator"),
        ),
        items=(
            ItemDraft(names.item("Decision 4"), "It opens a channel", is_reading=True),
            ItemDraft(names.item("Priority 3")),
        ),
        theme_ids=(themes[3].id, themes[0].id),
        place_ids=(names.country("NGA"), names.country("GHA")),
        sessions=(
            SessionDraft("Opening", datetime(2026, 6, 3, 9, 15), datetime(2026, 6, 3, 10, 0), "S"),
            SessionDraft("Closing", datetime(2026, 6, 5, 16, 0)),
        ),
        commitments=(
            CommitmentDraft("Send it", by_id=au, to_id=ecowas, due=date(2026, 7, 1), state="done",
                            closed_on=date(2026, 6, 30), evidence="Mail", officer="Z",
                            item_id=names.item("Decision 7")),
        ),
    )  # fmt: skip


def test_saving_unchanged_changes_nothing(form: EngagementForm, store: Store) -> None:
    draft = full_draft(store)
    engagement_id = store.perform("Log it", lambda s: engagements.log(s, draft))
    store.perform(
        "Keep",
        lambda s: documents.add(s, DocumentDraft("a.txt", b"a"), engagement_id=engagement_id),
    )
    stored = store.read(questions.draft(engagement_id))
    form.edit(engagement_id)
    assert not form.is_dirty()
    assert form.draft() == stored
    told: list[object] = []
    form.saved.connect(told.append)
    save()
    assert told == [engagement_id]
    assert store.undoable() == "Keep"
    assert store.read(questions.draft(engagement_id)) == stored


def test_editing_one_field_changes_that_field_alone(form: EngagementForm, store: Store) -> None:
    draft = full_draft(store)
    engagement_id = store.perform("Log it", lambda s: engagements.log(s, draft))
    stored = store.read(questions.draft(engagement_id))
    form.edit(engagement_id)
    tab_to(form, "outcome")
    press(Key.Key_End)
    type_(" and more")
    heard: list[frozenset[str]] = []
    store.subscribe(lambda changes: heard.extend(row.columns for row in changes.rows))
    save()
    assert not faults(form)
    assert heard == [frozenset({"outcome"})]
    expected = replace(stored, outcome="Outcome\twith a tab and more")
    assert store.read(questions.draft(engagement_id)) == expected


def test_each_field_of_the_draft_has_an_input(form: EngagementForm) -> None:
    reachable = set(form._inputs) - {"when", "documents"} | {
        "starts",
        "ends",
        "all_day",
        "time_zone",
    }
    assert reachable == set(EngagementDraft.__dataclass_fields__) - {"is_example"}


def test_newcomers_are_added_in_the_same_step_and_go_with_one_undo(
    form: EngagementForm, store: Store
) -> None:
    before = store.undoable()
    type_("bilateral")
    press(Key.Key_Tab)
    type_("1 June 2026")
    tab_to(form, "participations")
    type_("Zentrum für Grenzschutz")
    press(Key.Key_Down, Key.Key_Return)
    type_("Amina Diallo")
    assert [one.text for one in form._inputs["participations"].line.offered] == [
        "Add person “Amina Diallo”",
        "Add organization “Amina Diallo”",
    ]
    press(Key.Key_Return)
    tab_to(form, "commitments")
    press(Key.Key_Space)
    type_("Send the list")
    row = form._inputs["commitments"].rows[0]
    row._inputs["to_id"].setFocus()
    type_("zentrum")
    press(Key.Key_Return)
    save()
    assert not faults(form)
    _engagement_id, draft = newest(store)
    added = store.read(find("Zentrum für Grenzschutz"))
    assert [one.kind for one in added] == ["organization"]
    assert draft.participations[0].organization_id == added[0].id
    assert draft.commitments[0].to_id == added[0].id
    assert [one.kind for one in store.read(find("Amina Diallo"))] == ["person"]
    store.undo()
    assert store.undoable() == before
    assert not store.read(find("Zentrum für Grenzschutz"))
    assert not store.read(find("Amina Diallo"))


def test_a_participant_has_role_attendance_and_capacity_by_keys(
    form: EngagementForm, store: Store
) -> None:
    type_("bilateral")
    press(Key.Key_Tab)
    type_("1 June 2026")
    tab_to(form, "participations")
    type_("эковас")
    press(Key.Key_Return, Key.Key_Left, Key.Key_Return)
    choose_in_menu(form, "Role")
    choose_in_menu(form, "Speaker")
    assert form._inputs["participations"].chips[0].words == "ECOWAS: speaker"
    press(Key.Key_Return)
    choose_in_menu(form, "Attendance")
    choose_in_menu(form, "Virtual")
    press(Key.Key_Return)
    choose_in_menu(form, "Capacity")
    type_("Director, PAPS")
    assert form._inputs["participations"].chips[0].words == (
        "Director, PAPS, ECOWAS: speaker, virtual"
    )
    save()
    assert not faults(form)
    _engagement_id, draft = newest(store)
    assert without_ids(draft).participations == (
        ParticipationDraft(
            organization_id=known(store).organization("ECOWAS"),
            capacity="Director, PAPS",
            role="speaker",
            attendance="virtual",
        ),
    )


def test_faults_stand_beside_their_fields_and_the_first_is_focused(form: EngagementForm) -> None:
    tab_to(form, "when")
    type_("31 February 2026")
    tab_to(form, "participations")
    type_("Nobody in particular")
    open_fold(form, "level")
    tab_to(form, "delegate_cap")
    type_("two")
    form._folds["level"].close_up()
    save()
    assert faults(form) == {
        "type_id": "Choose a type.",
        "when": "There is no 31 February 2026; the month has 28 days.",
        "participations": (
            "“Nobody in particular” is typed but not added: press Enter to add it, or clear it."
        ),
        "delegate_cap": "Additional delegates is a whole number, not “two”.",
    }
    assert form._inputs["type_id"].isAncestorOf(focused())
    assert form._inputs["delegate_cap"].isVisible(), "its fold is open"
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
    assert form._inputs["reference"].isAncestorOf(focused())
    assert store.undoable() == "Log it"


def test_escape_asks_only_where_something_was_typed(form: EngagementForm) -> None:
    closed: list[bool] = []
    form.closed.connect(lambda: closed.append(True))
    press(Key.Key_Escape)
    assert closed == [True]
    tab_to(form, "title")
    type_("Half a title")
    press(Key.Key_Escape)
    assert closed == [True]
    assert form._question.isVisible()
    press(Key.Key_Escape)
    assert not form._question.isVisible()
    assert focused() is form._inputs["title"].line
    assert form._inputs["title"].value() == "Half a title"
    press(Key.Key_Escape, Key.Key_Right, Key.Key_Return)
    assert closed == [True, True]
    assert not form.is_dirty()


def test_an_open_list_takes_the_first_escape(form: EngagementForm) -> None:
    type_("brief")
    assert form._inputs["type_id"].line.offered
    press(Key.Key_Escape)
    assert not form._inputs["type_id"].line.offered
    assert not form._question.isVisible()


def test_beginning_anew_loses_nothing_that_is_typed(form: EngagementForm, store: Store) -> None:
    draft = full_draft(store)
    engagement_id = store.perform("Log it", lambda s: engagements.log(s, draft))
    tab_to(form, "title")
    type_("Half a title")
    form.start_new()
    assert form._inputs["title"].value() == "Half a title"
    form.edit(engagement_id)
    assert form._question.isVisible()
    assert form._inputs["title"].value() == "Half a title"
    QTest.mouseClick(form._question.go_on, Qt.MouseButton.LeftButton)
    assert form._inputs["title"].value() == draft.title
    assert form._title.text() == "Edit engagement"


def test_an_organization_given_is_filled_in_and_stored(form: EngagementForm, store: Store) -> None:
    ecowas = known(store).organization("ECOWAS")
    form.start_new(ecowas)
    assert not form.is_dirty()  # nothing was typed: leaving asks nothing
    type_("courtesy")
    press(Key.Key_Return)
    tab_to(form, "when")
    type_("3 March 2026")
    save()
    assert faults(form) == {}
    _id, draft = newest(store)
    assert [one.organization_id for one in draft.participations] == [ecowas]
    assert form._inputs["participations"].value() == ()  # the next one begins without


def test_an_organization_given_does_not_push_out_what_is_typed(
    form: EngagementForm, store: Store
) -> None:
    tab_to(form, "title")
    type_("Half a title")
    form.start_new(known(store).organization("ECOWAS"))
    assert form._question.isVisible()
    assert form._inputs["title"].value() == "Half a title"
    QTest.mouseClick(form._question.go_on, Qt.MouseButton.LeftButton)
    assert form._inputs["title"].value() == ""
    assert len(form._inputs["participations"].value()) == 1


def test_a_change_elsewhere_is_shown_and_what_was_typed_is_kept(
    form: EngagementForm, store: Store
) -> None:
    draft = full_draft(store)
    engagement_id = store.perform("Log it", lambda s: engagements.log(s, draft))
    form.edit(engagement_id)
    tab_to(form, "title")
    form._inputs["title"].line.selectAll()
    type_("My title")
    now = store.read(questions.draft(engagement_id))
    store.perform(
        "Edit elsewhere",
        lambda s: engagements.edit(s, engagement_id, replace(now, outcome="Theirs", title="Other")),
    )
    assert "Edit elsewhere" in form._notice.text
    assert form._inputs["outcome"].value() == "Theirs"
    assert form._inputs["title"].value() == "My title"
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
    assert "deleted meanwhile" in form._notice.text
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
    assert form._notice.text.startswith("Saved")


def test_documents_are_stored_with_the_save_and_go_with_its_undo(
    form: EngagementForm, store: Store, tmp_path: Path
) -> None:
    before = store.undoable()
    (tmp_path / "note.txt").write_bytes(b"concept")
    type_("bilateral")
    press(Key.Key_Tab)
    type_("1 June 2026")
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(tmp_path / "note.txt"))])
    QApplication.clipboard().setMimeData(files)
    tab_to(form, "documents")
    QTest.keyClick(focused(), Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    text = QMimeData()
    text.setText("Pasted words")
    QApplication.clipboard().setMimeData(text)
    QTest.keyClick(focused(), Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    save()
    engagement_id, _draft = newest(store)
    kept = store.read(lookups.documents(engagement_id))
    assert [(one.name, one.size) for one in kept] == [("note.txt", 7), ("Pasted text.txt", 12)]
    form.edit(engagement_id)
    chips = form._inputs["documents"].findChildren(QPushButton)
    chip = next(
        one for one in chips if one.isVisible() and one.accessibleName().startswith("note.txt")
    )
    chip.setFocus()
    press(Key.Key_Delete)
    save()
    assert [one.name for one in store.read(lookups.documents(engagement_id))] == ["Pasted text.txt"]
    store.undo()
    store.undo()
    assert store.undoable() == before


def test_a_file_that_is_too_large_is_refused_in_a_sentence(
    form: EngagementForm, tmp_path: Path
) -> None:
    large = tmp_path / "large.bin"
    with large.open("wb") as file:
        file.truncate(documents.LIMIT + 1024 * 1024)
    form._inputs["documents"].take_files([large])
    assert form._notice.text == "large.bin is 101 MB; a document may have 100 MB at most."
    assert not form.is_dirty()


def test_save_and_print_says_which(form: EngagementForm, store: Store) -> None:
    type_("bilateral")
    press(Key.Key_Tab)
    type_("1 June 2026")
    told: list[object] = []
    form.saved_to_print.connect(told.append)
    QTest.mouseClick(form._print_button, Qt.MouseButton.LeftButton)
    engagement_id, draft = newest(store)
    assert told == [engagement_id]
    assert draft.title == "Bilateral meeting"
    assert draft.all_day


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
    for fold in form._folds.values():
        fold.open()
    QApplication.processEvents()
    assert form._scroll.widget().width() <= form._scroll.viewport().width()
    chip = form._inputs["participations"].chips[0]
    assert chip.geometry().right() <= form._inputs["participations"].frame.width()
    assert chip.text().rstrip("✕ ").endswith("…")


def test_given_the_focus_as_a_whole_it_goes_where_one_types_or_answers(
    form: EngagementForm,
) -> None:
    tab_to(form, "title")
    form.setFocus()
    assert form._inputs["type_id"].isAncestorOf(focused())
    type_("x")
    press(Key.Key_Escape)
    assert form._question.isVisible()
    form.setFocus()
    assert focused() is form._question.stay


def test_any_framework_item_is_found_and_how_it_is_advanced_is_said(
    form: EngagementForm, store: Store
) -> None:
    type_("bilateral")
    press(Key.Key_Tab)
    type_("1 June 2026")
    tab_to(form, "items")
    press(Key.Key_Right, Key.Key_Right, Key.Key_Return)
    type_("milestone 4")
    press(Key.Key_Return, Key.Key_Down)
    choose_in_menu(form, "How it advances")
    type_("It prepares the Kuwait Phase")
    chips = [chip.words for chip in form._inputs["items"].chips]
    assert chips == ["Decision 7", "Decision 4", "✓ Milestone 4", "+"]
    save()
    assert not faults(form)
    _engagement_id, draft = newest(store)
    assert without_ids(draft).items == (
        ItemDraft(known(store).item("Milestone 4"), "It prepares the Kuwait Phase"),
    )


def test_sessions_have_times_on_the_day_of_the_engagement(
    form: EngagementForm, store: Store
) -> None:
    type_("retreat")
    press(Key.Key_Tab)
    type_("25 June 2025")
    open_fold(form, "sessions")
    press(Key.Key_Tab, Key.Key_Space)
    type_("Opening")
    press(Key.Key_Tab)
    type_("10 to 11.30")
    form._inputs["sessions"].more.click()
    press(Key.Key_Tab)
    type_("soon")
    save()
    assert faults(form) == {"sessions": (
        "“soon” is no date; write one such as 25 June 2025, or 12 Nov 2026, 10:00–11:30."
    )}  # fmt: skip
    row = form._inputs["sessions"].rows[1]
    row.unwanted.emit()
    save()
    assert not faults(form)
    engagement_id, draft = newest(store)
    opening = SessionDraft("Opening", datetime(2025, 6, 25, 10), datetime(2025, 6, 25, 11, 30))
    assert without_ids(draft).sessions == (opening,)
    form.edit(engagement_id)
    form._inputs["sessions"].rows[0]._when.line.setText("12:00")
    save()
    changed = store.read(questions.draft(engagement_id)).sessions[0]
    assert (changed.starts, changed.ends) == (datetime(2025, 6, 25, 12), None)


def test_a_promise_without_words_is_refused_and_can_be_taken_away(
    form: EngagementForm, store: Store
) -> None:
    type_("bilateral")
    press(Key.Key_Tab)
    type_("1 June 2026")
    tab_to(form, "commitments")
    press(Key.Key_Space, Key.Key_Tab)
    type_("30 Nov 2026")
    save()
    assert faults(form) == {"commitments": "Say what was promised, or take the row away."}
    form._inputs["commitments"].rows[0].unwanted.emit()
    save()
    assert not faults(form)
    _engagement_id, draft = newest(store)
    assert draft.commitments == ()


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
