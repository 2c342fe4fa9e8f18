"""The fields of a form end where its buttons do, beside a scroll bar or without one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from ctdesk.db.store import Store
from ctdesk.settings import Settings
from ctdesk.ui.forms.post_form import PostForm


@pytest.mark.parametrize("height", [900, 400])
def test_fields_and_buttons_are_in_line(
    qtbot: QtBot, store: Store, settings: Settings, height: int
) -> None:
    form = PostForm(store, settings)
    qtbot.addWidget(form)
    form.resize(540, height)
    form.show()
    form.start_new()
    title, save = form.inputs["title"], form.save_button

    def end(widget: object) -> int:
        return widget.mapTo(form, QPoint(widget.width(), 0)).x()  # type: ignore[attr-defined,no-any-return]

    assert (form.body.verticalScrollBar().maximum() > 0) == (height == 400)
    qtbot.waitUntil(lambda: end(title) == end(save))
