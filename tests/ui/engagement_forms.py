"""An officer's way through the engagement's form, and what it says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from ctdesk.db.drafts import (
    CommitmentDraft,
    EngagementDraft,
    ItemDraft,
    ParticipationDraft,
    PersonDraft,
    SessionDraft,
)
from ctdesk.db.operations import people
from ctdesk.db.queries import choices
from ctdesk.db.queries import engagements as questions
from ctdesk.db.store import Store
from ctdesk.settings import Settings
from ctdesk.ui.forms.engagement_form import EngagementForm
from tests.factory import known
from tests.ui.keys import Key, ctrl, focused, press


def shown(qtbot: QtBot, store: Store, settings: Settings) -> EngagementForm:
    """A form for a new engagement, in a window of its own that has the focus."""
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
    said = {name: framed.fault for name, framed in form.body.framed.items() if framed.fault}
    return said | ({"": form.notice.text} if form.notice.property("role") == "notice-bad" else {})


def tab_to(form: EngagementForm, name: str) -> None:
    """Tab on until the input of a field has the focus."""
    target = form.inputs[name]
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


def open_fold(form: EngagementForm, name: str) -> None:
    form.body.folds[name].button.setFocus()
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
