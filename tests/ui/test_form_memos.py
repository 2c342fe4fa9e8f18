"""A draft kept by another version of the program, or damaged: what can be read of it is shown."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from ctdesk.db.files import DocumentDraft
from ctdesk.db.queries import drafts
from ctdesk.db.store import Store
from ctdesk.settings import Settings
from ctdesk.ui.forms import memo as memos
from ctdesk.ui.forms.commitment_form import CommitmentForm
from ctdesk.ui.forms.engagement_form import EngagementForm
from ctdesk.ui.forms.membership_form import MembershipForm
from ctdesk.ui.forms.organization_form import OrganizationForm
from ctdesk.ui.forms.person_form import PersonForm
from ctdesk.ui.forms.post_form import PostForm
from ctdesk.ui.forms.record_form import RecordForm
from tests import factory
from tests.ui.engagement_forms import faults, shown

NEW = "engagement:new"
PAPER = DocumentDraft("note.pdf", b"%PDF \x00\xff")
PARTLY = "Part of it cannot be shown here; it stays kept until you save or discard."


@pytest.fixture
def form(qtbot: QtBot, store: Store, settings: Settings) -> EngagementForm:
    made = shown(qtbot, store, settings)
    made.leave()
    return made


def kept(store: Store, key: str = NEW) -> dict[str, Any]:
    found = store.read(drafts.kept(key))
    assert found is not None
    memo: dict[str, Any] = json.loads(found.memo)
    return memo


TITLE = {"title": "Half a title"}


@pytest.mark.parametrize(
    "memo",
    [
        {"typed": TITLE},
        {"given": {}, "typed": TITLE},
        {"given": {}, "mark": "", "newcomers": [], "typed": TITLE},
        {"typed": TITLE, "open": ["venue"]},
    ],
)
def test_what_a_memo_lacks_is_not_missed(
    form: EngagementForm, store: Store, memo: dict[str, Any]
) -> None:
    store.keep_draft(NEW, "Half a title", json.dumps(memo), [PAPER])
    form.start_new()
    assert form.inputs["title"].value() == "Half a title"
    assert factory.whole(store, form.inputs["documents"].added) == (PAPER,)
    assert form.notice.text.startswith("Typed on ")
    assert form.notice.text.endswith(", not saved.")
    assert form.body.open_parts == memo.get("open", [])


@pytest.mark.parametrize(
    "wrong",
    [
        {"given": [1]},
        {"given": {"bodies": "AU"}},
        {"given": {"bodies": 5}},
        {"given": {"people": [[1]]}},
        {"given": {"like": {}}},
        {"given": {"unheard_of": 1}, "more": 1},
        {"mark": 5},
        {"newcomers": "nobody"},
        {"newcomers": [["organization", -1, "New body"], ["robot", -2, "No"], "x", [1, 2]]},
        {"newcomers": [["organization", "1", "New body"]]},
        {"open": "venue"},
        {"open": [["venue"], 3]},
        {"typed": {**TITLE, "summary": 7}},
        {"typed": {**TITLE, "when": ["tomorrow", "UTC", "yesterday"]}},
        {"typed": {**TITLE, "when": {}}},
        {"typed": {**TITLE, "type_id": {"id": 1}, "country_id": None}},
        {"typed": {**TITLE, "participations": [{"organization_id": []}]}},
        {"typed": {**TITLE, "commitments": [{"id": "x", "typed": {"due": 1}}]}},
        {"typed": {**TITLE, "documents": 5}},
        {"typed": {**TITLE, "colour": "blue"}},
        {"from the future": {"a": 1}},
    ],
)
def test_what_cannot_be_read_is_said_and_kept(
    form: EngagementForm, store: Store, wrong: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    memo = json.dumps({"given": {}, "typed": TITLE, **wrong})
    store.keep_draft(NEW, "Half a title", memo, [PAPER])
    form.start_new()
    assert form.inputs["title"].value() == "Half a title"
    assert factory.whole(store, form.inputs["documents"].added) == (PAPER,)
    assert PARTLY in form.notice.text
    assert form.notice.property("role") == "notice-warn"
    form.inputs["title"].line.setText("Whole title")
    assert form.keep_now()
    assert kept(store)["unread"] == memo
    form.leave()
    form.question.keep.click()
    form.start_new()
    assert form.inputs["title"].value() == "Whole title"
    assert PARTLY in form.notice.text
    assert kept(store)["unread"] == memo, "the whole of what was kept first"
    form.leave()
    form.question.discard.click()
    assert store.read(drafts.kept(NEW)) is None
    caplog.clear()


@pytest.mark.parametrize("memo", ["", "{", "[]", "null", "5", '{"typed": 5}', "[" * 100_000, "{}"])
def test_a_memo_that_is_none_leaves_the_files_and_the_draft(
    form: EngagementForm, store: Store, memo: str
) -> None:
    store.keep_draft(NEW, "Half a title", memo, [PAPER])
    form.start_new()
    assert factory.whole(store, form.inputs["documents"].added) == (PAPER,)
    assert (PARTLY in form.notice.text) == (memo not in ("", "{}"))
    assert form.is_dirty()
    assert form.keep_now()
    found = store.read(drafts.kept(NEW))
    assert found is not None
    assert factory.whole(store, found.documents) == (PAPER,)


def test_a_draft_of_which_nothing_can_be_read_is_no_empty_one(
    form: EngagementForm, store: Store
) -> None:
    store.keep_draft(NEW, "Half a title", "damaged")
    form.start_new()
    assert form.is_dirty()
    form.leave()
    assert form.question.isVisible()
    form.question.keep.click()
    assert kept(store)["unread"] == "damaged"


def test_a_draft_of_a_record_comes_back_on_top_of_it(
    store: Store, settings: Settings, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    body = factory.known(store).organization("AU")
    made = OrganizationForm(store, settings)
    qtbot.addWidget(made)
    memo = json.dumps({"typed": {"acronym": "AUX", "name": 5}, "mark": 3})
    store.keep_draft(f"organization:{body}", "AU", memo)
    made.edit(body)
    assert made.inputs["acronym"].value() == "AUX"
    assert made.inputs["name"].value() == "African Union"
    assert PARTLY in made.notice.text
    assert made.save() == body
    assert store.read(drafts.kept(f"organization:{body}")) is None
    caplog.clear()


def test_a_name_that_was_lost_is_not_saved_as_another(form: EngagementForm, store: Store) -> None:
    form.start_new()
    parties = form.inputs["participations"]
    parties.added(("organization", "New body"))
    form.inputs["title"].line.setText("T")
    form.keep_now()
    memo = kept(store) | {"newcomers": []}
    form.leave()
    form.question.keep.click()
    store.keep_draft(NEW, "T", json.dumps(memo))
    form.start_new()
    form.inputs["type_id"].set_value(factory.known(store).type("bilateral"))
    form.inputs["when"].line.setText("1 June 2026")
    assert form.save() is None
    assert faults(form) == {
        "participations": "One who took part is no longer in the register; remove it."
    }
    assert form.inputs["title"].value() == "T"


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.floats(allow_nan=False),
    lambda some: st.lists(some, max_size=3) | st.dictionaries(
        st.sampled_from(("id", "typed", "what", "open", "organization_id", "kind", "x")), some,
        max_size=3,
    ),
    max_leaves=6,
)  # fmt: skip
FORMS = (EngagementForm, OrganizationForm, PersonForm, PostForm, CommitmentForm, MembershipForm)


@hypothesis_settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_no_memo_stops_a_form_from_opening(
    *, data: st.DataObject, qtbot: QtBot, store: Store, settings: Settings,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    kind: type[RecordForm[Any]] = data.draw(st.sampled_from(FORMS))
    made = kind(store, settings)
    qtbot.addWidget(made)
    typed = st.dictionaries(st.sampled_from(tuple(made.inputs)), anything, max_size=4)
    parts = {"given": anything, "mark": anything, "newcomers": anything, "open": anything}
    memo = data.draw(st.fixed_dictionaries({"typed": typed}, optional=parts))
    key = f"{made.table}:new"
    store.keep_draft(key, "T", json.dumps(memo))
    made.start_new()
    if made.is_dirty():
        assert made.keep_now()
        found = store.read(drafts.kept(key))
        assert found is not None
        read, _whole = memos.read(found.memo)
        assert not read.unread or json.loads(read.unread) == memo
    store.drop_draft(key)
    made.deleteLater()
    caplog.clear()
