"""What is typed survives: kept while it is typed, taken up again, dropped when it is done with."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ctdesk.db import register
from ctdesk.db.drafts import ItemDraft
from ctdesk.db.files import DocumentDraft
from ctdesk.db.operations import engagements
from ctdesk.db.queries import choices, drafts
from ctdesk.db.queries import engagements as questions
from ctdesk.db.queries import organizations as bodies
from ctdesk.db.queries.drafts import KeptDraft
from ctdesk.db.store import Store, open_store
from ctdesk.errors import Invalid
from ctdesk.settings import Settings
from ctdesk.ui.forms.draft_keeper import DraftKeeper
from ctdesk.ui.forms.engagement_form import EngagementForm
from ctdesk.ui.forms.inputs.base import Input
from ctdesk.ui.forms.inputs.text import DayInput
from ctdesk.ui.forms.inputs.when import WhenInput
from ctdesk.ui.forms.organization_form import OrganizationForm
from tests import factory
from tests.conftest import INSTALLATION
from tests.ui.conftest import Start
from tests.ui.engagement_forms import full_draft, open_fold, save, shown, tab_to
from tests.ui.keys import Key, focused, press, type_


@pytest.fixture
def form(qtbot: QtBot, store: Store, settings: Settings) -> EngagementForm:
    return shown(qtbot, store, settings)


def kept(store: Store, key: str = "engagement:new") -> KeptDraft | None:
    return store.read(drafts.kept(key))


def button(widget: QWidget, words: str) -> QPushButton:
    return next(b for b in widget.findChildren(QPushButton) if b.text() == words)


def states(form: EngagementForm) -> dict[str, object]:
    """What the inputs say, files with their bytes wherever these are."""
    found = {name: one.state() for name, one in form.inputs.items()}
    files = form.inputs["documents"].value()
    found["documents"] = (factory.whole(form.store, files.added), files.removed)
    return found


def said(form: EngagementForm) -> object:
    """The draft as the form reads it, or what it finds at fault."""
    try:
        return form.draft()
    except Invalid as error:
        return error.fields


# Exactly what is typed

texts = st.text(max_size=12)
typed = st.dictionaries(
    st.sampled_from(
        ("type_id", "when", "title", "sensitivity", "outcome", "country_id", "venue", "level",
         "registration_deadline", "delegate_cap", "status", "summary", "basis", "reference",
         "participations", "theme_ids", "place_ids")
    ),
    st.sampled_from(("bilateral", "12 Nov 2026, 10:00", "31 Feb", "tomorrow", "7", "", "  ", "AU"))
    | texts,
    min_size=1,
)  # fmt: skip


def put(one: Input, text: str) -> None:
    """Have a text stand in an input, whatever it means there."""
    if hasattr(one, "line"):
        one.line.setText(text)
    else:
        one.text.setPlainText(text)


@hypothesis_settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(texts=typed, row=st.tuples(texts, texts), chosen=st.booleans())
def test_whatever_is_typed_comes_back_as_it_was(
    *, qtbot: QtBot, store: Store, settings: Settings,
    texts: dict[str, str], row: tuple[str, str], chosen: bool,
) -> None:  # fmt: skip
    store.drop_draft("engagement:new")
    first, second = EngagementForm(store, settings), EngagementForm(store, settings)
    qtbot.addWidget(first)
    qtbot.addWidget(second)
    first.start_new()
    first.inputs["press_release"].box.setChecked(chosen)
    if chosen:
        first.inputs["modality"].set_value("hybrid")
        first.inputs["items"].added(factory.known(store).item("Decision 4"))
        first.inputs["participations"].added(("person", "Amina Diallo"))
        first.inputs["theme_ids"].added(store.read(choices.themes)[0].id)
        first.inputs["documents"].bring_back([DocumentDraft("a", b"\x00\xff")])
    for name, text in texts.items():
        put(first.inputs[name], text)
    promise = first.inputs["commitments"].add()
    put(promise.inputs["what"], row[0])
    put(promise.inputs["due"], row[1])
    put(first.inputs["sessions"].add().inputs["when"], row[1])
    assert first.keep_now()
    second.start_new()
    assert states(second) == states(first)
    assert said(second) == said(first)


def test_every_input_of_an_edited_record_comes_back(
    form: EngagementForm, store: Store, settings: Settings, qtbot: QtBot
) -> None:
    draft = full_draft(store)
    first = store.perform("Log it", lambda s: engagements.log(s, draft))
    form.edit(first)
    parties, items = form.inputs["participations"], form.inputs["items"]
    parties.removed(2)
    parties._open_detail(1)
    type_("Head")
    parties._detail.body.line.setText("Nobody at all")
    items._open_detail(items._drafts[0].item_id)
    type_("Because ")
    form.inputs["commitments"].rows[0].inputs["evidence"].text.setPlainText("Mail, twice")
    form.inputs["sessions"].rows[0].unwanted.emit()
    form.inputs["sessions"].add().inputs["title"].line.setText("New")
    form.inputs["when"].line.setText("4 June 2026, 10:0")
    form.inputs["social_media"].box.setChecked(True)
    form.body.folds["venue"].open()
    form.keep_now()
    second = EngagementForm(store, settings)
    qtbot.addWidget(second)
    second.edit(first)
    assert states(second) == states(form)
    assert said(second) == said(form) != draft
    assert second.inputs["commitments"].rows[0].draft().evidence == "Mail, twice"
    assert not second.inputs["items"]._detail.isHidden()
    assert second.body.open_parts == form.body.open_parts != []


def test_a_day_named_from_the_day_of_typing_stays_that_day(qtbot: QtBot) -> None:
    day = DayInput(lambda: date(2026, 11, 26))
    qtbot.addWidget(day)
    day.recall(["tomorrow", "2026-11-24"])
    assert day.value() == date(2026, 11, 25)
    day.recall(["some day", "2026-11-24"])
    assert day.line.text() == "some day"
    when = WhenInput("UTC")
    qtbot.addWidget(when)
    when.recall(["tomorrow 15:00", "UTC", "2026-01-31"])
    assert when.value().starts.isoformat() == "2026-02-01T15:00:00"


# Kept while it is typed


def test_typing_is_kept_once_the_keys_rest(
    form: EngagementForm, store: Store, qtbot: QtBot
) -> None:
    tab_to(form, "title")
    type_("Half a title")
    assert kept(store) is None, "no key waits for the disk"
    assert form.unsaved
    qtbot.waitUntil(lambda: kept(store) is not None)
    found = kept(store)
    assert found is not None
    assert found.title == "Half a title"
    assert not form.unsaved
    assert form.is_dirty()
    assert store.undoable() is None
    press(Key.Key_Backspace, times=12)
    qtbot.waitUntil(lambda: kept(store) is None)


def test_who_types_without_rest_is_kept_all_the_same(qtbot: QtBot, store: Store) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    keeper = DraftKeeper(store, parent)
    keeper.begin("engagement:new")
    keeper._latest.setInterval(100)
    due: list[bool] = []
    keeper.due.connect(lambda: due.append(True))

    def types_on() -> bool:
        keeper.typed()  # sooner after the last than the keeper waits
        return bool(due)

    qtbot.waitUntil(types_on)


def test_leaving_the_page_or_the_window_keeps_at_once(
    form: EngagementForm, store: Store, qtbot: QtBot
) -> None:
    tab_to(form, "title")
    type_("A")
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow)
    assert not form.unsaved
    assert kept(store) is not None
    form.inputs["title"].line.setText("B")
    assert form.unsaved
    form.hide()
    after = kept(store)
    assert after is not None
    assert after.title == "B"


def test_a_crash_in_the_middle_of_typing_loses_nothing(
    form: EngagementForm, store: Store, settings: Settings, qtbot: QtBot, register_path: Path
) -> None:
    type_("bilateral")
    tab_to(form, "when")
    type_("31 Feb")
    tab_to(form, "participations")
    type_("Amina Diallo")
    press(Key.Key_Return)
    type_("half a na")
    open_fold(form, "venue")
    form.inputs["documents"].bring_back([DocumentDraft("note.pdf", b"%PDF \x00\xff")])
    qtbot.waitUntil(lambda: not form.unsaved)
    crashed = register_path.with_name("crashed.ctdesk")
    for path in register_path.parent.glob(f"{register_path.name}*"):  # as the disk has it now
        if path.suffix != ".lock":
            shutil.copy(path, str(path).replace("desk.ctdesk", "crashed.ctdesk"))
    with register.open_register(crashed, None) as opened:
        again = EngagementForm(open_store(opened, INSTALLATION, "A"), settings)
        qtbot.addWidget(again)
        again.start_new()
        assert again.is_dirty()
        assert again.notice.text.startswith("Typed on ")
        assert again.notice.text.endswith(", not saved.")
        assert states(again) == states(form)
        assert again.inputs["participations"].chips[0].words == "Amina Diallo"
        added = factory.whole(again.store, again.inputs["documents"].added)
        assert added == (DocumentDraft("note.pdf", b"%PDF \x00\xff"),)
        assert again.body.folds["venue"].button.isChecked()
        again.inputs["when"].line.setText("3 March 2026")
        again.inputs["participations"].line.clear()
        assert again.save() is not None
        assert kept(again.store) is None


def test_nothing_is_kept_of_a_register_that_is_read_only(
    register_path: Path, settings: Settings, qtbot: QtBot
) -> None:
    with register.open_register(register_path, None, read_only=True) as opened:
        made = shown(qtbot, open_store(opened, INSTALLATION, "A"), settings)
        tab_to(made, "title")
        type_("A")
        assert not made.keep_now()
        assert made.unsaved
        press(Key.Key_Escape)
        assert made.question.isVisible()
        assert made.question.keep.isHidden()
        made.hide()


# Taken up again, or done with


def test_escape_can_keep_it_as_a_draft(form: EngagementForm, store: Store) -> None:
    closed: list[bool] = []
    form.closed.connect(lambda: closed.append(True))
    tab_to(form, "title")
    type_("Half a title")
    press(Key.Key_Escape, Key.Key_Right)
    assert focused() is form.question.keep
    press(Key.Key_Return)
    assert closed == [True]
    assert not form.is_dirty()
    assert kept(store) is not None
    form.start_new()
    assert form.inputs["title"].value() == "Half a title"
    assert form.is_dirty()
    QTest.mouseClick(button(form.notice, "Discard"), Qt.MouseButton.LeftButton)
    assert form.inputs["title"].value() == ""
    assert not form.is_dirty()
    assert kept(store) is None


def test_escape_asks_nothing_where_the_settings_keep_drafts(
    qtbot: QtBot, store: Store, settings: Settings
) -> None:
    made = shown(qtbot, store, replace(settings, leaving="draft"))
    tab_to(made, "title")
    type_("Half a title")
    press(Key.Key_Escape)
    assert made.question.isHidden()
    assert kept(store) is not None
    assert not made.is_dirty()


def test_discard_and_save_leave_no_draft_and_a_refused_save_does(
    form: EngagementForm, store: Store, qtbot: QtBot
) -> None:
    tab_to(form, "title")
    type_("Half a title")
    form.keep_now()
    save()
    assert kept(store) is not None, "no type and no time"
    press(Key.Key_Escape, Key.Key_Right, Key.Key_Right, Key.Key_Return)
    assert kept(store) is None
    form.start_new()
    type_("bilateral")
    press(Key.Key_Tab)
    type_("1 June 2026")
    form.keep_now()
    assert kept(store) is not None
    save()
    assert kept(store) is None
    assert not form.is_dirty()


@pytest.mark.parametrize("name", ["participations", "theme_ids"])
def test_a_name_half_typed_is_discarded_with_the_rest(
    form: EngagementForm, store: Store, name: str
) -> None:
    before = form.inputs[name].state()
    form.body.reveal(name)
    tab_to(form, name)
    type_("zzz")
    while form.question.isHidden():  # the first Escape closes the list of offers
        press(Key.Key_Escape)
    form.question.discard.click()
    form.start_new()
    assert form.inputs[name].state() == before
    assert not form.is_dirty()
    assert kept(store) is None


def test_a_draft_of_a_record_that_changed_says_so_and_takes_the_rest_over(
    form: EngagementForm, store: Store
) -> None:
    draft = full_draft(store)
    engagement_id = store.perform("Log it", lambda s: engagements.log(s, draft))
    form.edit(engagement_id)
    form.inputs["title"].line.setText("Mine")
    form.keep_now()
    form.leave()
    form.question.keep.click()
    form.edit(engagement_id)
    assert "changed since" not in form.notice.text
    form.question.keep.click()
    form.leave()
    form.question.keep.click()
    now = store.read(questions.draft(engagement_id))
    items = (ItemDraft(now.items[0].item_id),)
    theirs = replace(now, title="Theirs", outcome="Agreed", items=items)
    store.perform("Elsewhere", lambda s: engagements.edit(s, engagement_id, theirs))
    form.edit(engagement_id)
    assert ", not saved." in form.notice.text
    assert form.notice.text.endswith("The record was changed since.")
    save()
    stored = store.read(questions.draft(engagement_id))
    assert (stored.title, stored.outcome, len(stored.items)) == ("Mine", "Agreed", 1)
    assert kept(store, f"engagement:{engagement_id}") is None


def test_a_draft_of_a_record_that_is_gone_is_not(form: EngagementForm, store: Store) -> None:
    draft = full_draft(store)
    engagement_id = store.perform("Log it", lambda s: engagements.log(s, draft))
    form.edit(engagement_id)
    form.inputs["outcome"].text.setPlainText("Typed")
    form.keep_now()
    form.start_new()
    form.question.keep.click()
    store.perform("Delete it", lambda s: engagements.delete(s, engagement_id))
    form.edit(engagement_id)
    assert form.inputs["outcome"].value() == "Typed"
    assert "deleted meanwhile" in form.notice.text
    store.undo()
    assert form.inputs["title"].value() == draft.title.strip()
    assert form.inputs["outcome"].value() == "Typed"


def test_something_given_asks_before_it_takes_the_place_of_a_draft(
    form: EngagementForm, store: Store
) -> None:
    names = factory.known(store)
    au, ecowas = names.organization("AU"), names.organization("ECOWAS")
    form.start_new(bodies=[au])
    form.inputs["title"].line.setText("Half a title")
    form.leave()
    form.question.keep.click()
    form.start_new(bodies=[au])
    assert form.question.isHidden()
    assert form.inputs["title"].value() == "Half a title"
    assert [one.organization_id for one in form.inputs["participations"].value()] == [au]
    form.leave()
    form.question.keep.click()
    form.start_new(bodies=[ecowas])
    assert form.question.isVisible()
    assert form.inputs["title"].value() == "Half a title"
    form.question.discard.click()
    assert form.inputs["title"].value() == ""
    assert [one.organization_id for one in form.inputs["participations"].value()] == [ecowas]
    assert kept(store) is None


def test_one_who_is_gone_when_the_draft_comes_back_is_said_to_be(
    form: EngagementForm, store: Store, settings: Settings, qtbot: QtBot
) -> None:
    added = factory.add_organization(store, "Short-lived body")
    form.inputs["participations"].added(("organization", added))
    form.keep_now()
    store.undo()
    again = EngagementForm(store, settings)
    qtbot.addWidget(again)
    again.start_new()
    assert again.inputs["participations"].chips[0].words == "no longer in the register"
    found = said(again)
    assert isinstance(found, dict)
    assert "no longer in the register" in found["participations"]


def test_a_body_and_its_rows_are_kept_too(qtbot: QtBot, store: Store, settings: Settings) -> None:
    au = factory.known(store).organization("AU")
    first, second = OrganizationForm(store, settings), OrganizationForm(store, settings)
    for made in (first, second):
        qtbot.addWidget(made)
    first.edit(au)
    first.inputs["parent_id"].line.setText("Un")
    first.inputs["names"].rows[0].inputs["name"].line.setText("Half")
    first.inputs["names"].rows[1].unwanted.emit()
    contacts = first.inputs["contact_points"]
    for address in ("a@example.org", "b@example.org"):
        row = contacts.add()
        row.inputs["value"].line.setText(address)
        row.inputs["preferred"].box.click()
    assert [one.preferred for one in contacts.value()] == [False, True], "one alone is preferred"
    first.keep_now()
    second.edit(au)
    for name, one in first.inputs.items():
        assert second.inputs[name].state() == one.state(), name
    second.inputs["parent_id"].line.clear()
    second.save()
    stored = store.read(bodies.draft(au))
    assert [one.value for one in stored.contact_points] == ["a@example.org", "b@example.org"]
    assert stored.names[0].name == "Half"


def test_what_is_kept_as_a_draft_is_there_when_the_window_opens_again(
    qtbot: QtBot, start: Start, register_path: Path
) -> None:
    program = start(register_path)
    qtbot.waitUntil(lambda: program.window.desk is not None)
    desk = program.window.desk
    desk.add_organization()
    qtbot.keyClicks(desk.organizations.form.inputs["name"].line, "Half typed")
    desk.keep_drafts()
    assert program.window.close()
    program.close()
    again = start(register_path)
    qtbot.waitUntil(lambda: again.window.desk is not None)
    desk = again.window.desk
    desk.add_organization()
    assert desk.organizations.form.inputs["name"].value() == "Half typed"
    assert ", not saved." in desk.organizations.form.notice.text


def test_a_draft_taken_up_is_announced_no_more(
    qtbot: QtBot, start: Start, register_path: Path
) -> None:
    program = start(register_path)
    qtbot.waitUntil(lambda: program.window.desk is not None)
    form = program.window.desk.engagements.form
    form.start_new()
    form.inputs["title"].set_value("Half typed")
    form.keep_now()
    assert program.window.close()
    program.close()
    again = start(register_path)
    qtbot.waitUntil(lambda: again.window.notice.text == "Typed and not saved: Half typed.")
    qtbot.keyClick(again.window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert ", not saved." in again.window.desk.engagements.form.notice.text
    assert again.window.notice.text == ""
