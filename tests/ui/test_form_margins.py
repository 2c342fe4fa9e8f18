"""What stands in line: fields and buttons, a heading and its button, words that lead on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ctdesk.db.store import Store
from ctdesk.settings import Settings
from ctdesk.ui import theme
from ctdesk.ui.forms.post_form import PostForm
from ctdesk.ui.widgets.card import HEADING_GAP, label, link


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


@pytest.mark.parametrize("width", [380, 540])
def test_a_heading_keeps_clear_of_the_button_beside_it(
    qtbot: QtBot, store: Store, settings: Settings, width: int
) -> None:
    form = PostForm(store, settings)
    qtbot.addWidget(form)
    form.resize(width, 500)
    form.show()
    form.start_new()
    form.title.setText("A heading with more words than ever fit beside a button " * 2)
    qtbot.waitUntil(lambda: form.width() == width)
    assert form.leave_button.x() - form.title.geometry().right() > HEADING_GAP
    assert form.title.toolTip()


def test_words_that_lead_on_begin_where_all_words_do(
    qtbot: QtBot, qapp: QApplication, settings: Settings
) -> None:
    """The ring around them is outside."""
    theme.apply(qapp, settings)
    holder = QWidget()
    holder.setStyleSheet("background: white")
    qtbot.addWidget(holder)
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    said, lead = label("Log engagement", "heading", wrap=False), link("Log engagement")
    said.setFont(lead.font())
    for one in (said, lead):
        column.addWidget(one)
    holder.show()
    assert abs(first_ink(said) - first_ink(lead)) <= 1


def first_ink(shown: QWidget) -> int:
    """Px from its left edge to the first letter."""
    image = shown.grab().toImage()
    ground = image.pixel(image.width() - 1, 0)
    return next(
        x
        for x in range(image.width())
        if any(image.pixel(x, y) != ground for y in range(image.height()))
    )
