"""Every part of a form that can have the focus says what it is to those who hear it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from ctdesk.db.drafts import CommitmentDraft, ParticipationDraft, SessionDraft
from ctdesk.db.files import DocumentDraft
from ctdesk.db.store import Store
from ctdesk.settings import Settings
from ctdesk.ui.forms.engagement_form import EngagementForm
from ctdesk.ui.forms.inputs.base import tab_stops
from ctdesk.ui.forms.organization_form import OrganizationForm
from ctdesk.ui.forms.record_form import RecordForm
from tests import factory


def named(widget: QWidget) -> str:
    heard = QAccessible.queryAccessibleInterface(widget)
    return heard.text(QAccessible.Text.Name) if heard is not None else ""


@pytest.mark.parametrize("kind", [EngagementForm, OrganizationForm])
def test_everything_that_can_have_the_focus_has_a_name(
    qtbot: QtBot, store: Store, settings: Settings, kind: type[RecordForm]
) -> None:
    form = kind(store, settings)
    qtbot.addWidget(form)
    form.start_new()
    if isinstance(form, EngagementForm):
        ecowas = factory.known(store).organization("ECOWAS")
        form.inputs["participations"].set_value([ParticipationDraft(ecowas)])
        form.inputs["sessions"].set_value([SessionDraft("One")])
        form.inputs["commitments"].set_value([CommitmentDraft("What")])
        form.inputs["documents"].bring_back([DocumentDraft("a.txt", b"a")])
    else:
        form.inputs["names"].add()
        form.inputs["contact_points"].add()
    form.body.open_only([part.lines[0][0] for part in form.plan.folded])
    form.notice.say("Said", "plain", ("Undo", lambda: None))
    form.show()
    focusable = [
        one
        for one in form.findChildren(QWidget)
        if one.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not isinstance(one, QScrollArea)
        and one.focusProxy() is None
        and not one.objectName().startswith("qt_")
    ]
    assert len(focusable) > 20
    nameless = [repr(one) for one in focusable if not named(one).strip()]
    assert not nameless
    assert set(tab_stops(form)) <= {form, *focusable}


@pytest.mark.parametrize("kind", [EngagementForm, OrganizationForm])
def test_every_input_has_its_place_in_the_plan(
    qtbot: QtBot, store: Store, settings: Settings, kind: type[RecordForm]
) -> None:
    form = kind(store, settings)
    qtbot.addWidget(form)
    lines = (*form.plan.open, *(line for part in form.plan.folded for line in part.lines))
    assert sorted(name for line in lines for name in line) == sorted(form.inputs)
