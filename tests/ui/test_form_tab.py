"""Tab goes once round every form, as the eye does, and back again."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ctdesk.db.store import Store
from ctdesk.settings import Settings
from ctdesk.ui.forms.engagement_form import EngagementForm
from ctdesk.ui.forms.organization_form import OrganizationForm
from ctdesk.ui.forms.person_form import PersonForm
from ctdesk.ui.forms.post_form import PostForm
from ctdesk.ui.forms.record_form import RecordForm
from tests.ui.keys import Key, focused, press, type_


@pytest.mark.parametrize("kind", [EngagementForm, OrganizationForm, PersonForm, PostForm])
def test_tab_goes_once_round_and_back(
    qtbot: QtBot, store: Store, settings: Settings, kind: type[RecordForm]
) -> None:
    form = kind(store, settings)
    qtbot.addWidget(form)
    form.resize(520, 900)
    form.show()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    form.start_new()
    type_("Amina Test")  # a person's name brings more into the line below
    form.body.open_only([part.lines[0][0] for part in form.plan.folded])
    first = focused()
    walked: list[QWidget] = []
    for _step in range(200):
        walked.append(focused())
        press(Key.Key_Tab)
        if focused() is first:
            break
    else:
        raise AssertionError([one.accessibleName() for one in walked[-8:]])
    assert len(set(walked)) == len(walked)
    for name, one in form.inputs.items():  # every input is on the way
        if one.isVisibleTo(form):
            assert any(one is stop or one.isAncestorOf(stop) for stop in walked), name
    back = [first]
    for _step in range(len(walked) - 1):
        press(Key.Key_Backtab)
        back.append(focused())
    assert back[1:] == walked[:0:-1]
