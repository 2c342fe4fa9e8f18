"""The log in the window: narrowed and widened by chips, deleted from and brought back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ctdesk.app import Program
from ctdesk.ui.wishes import ShowEngagements
from tests import factory
from tests.ui.conftest import button, desk_of
from tests.ui.keys import press


def test_the_log_is_narrowed_and_widened_by_chips(qtbot: QtBot, program: Program) -> None:
    desk = desk_of(program)
    page, store = desk.engagements, desk.store
    fourth = factory.log(store, "AU", items=["Decision 4"])
    seventh = factory.log(store, "SADC", items=["Decision 7"])
    desk.show_page("engagements")

    def shown() -> set[int]:
        return {page.model.id_at(row) or 0 for row in range(page.model.rowCount())}

    qtbot.mouseClick(page.chips["item 4"], Qt.MouseButton.LeftButton)
    assert shown() == {fourth}
    qtbot.mouseClick(page.chips["item 7"], Qt.MouseButton.LeftButton)
    assert shown() == {seventh}
    qtbot.mouseClick(page.chips["item 7"], Qt.MouseButton.LeftButton)
    assert shown() == {fourth, seventh}
    desk.wanted.emit(ShowEngagements(factory.known(store).organization("AU")))
    assert shown() == {fourth}
    assert page.filter.text() == "org:AU"
    page.filter.setFocus()
    press(Qt.Key.Key_Escape)
    assert page.filter.text() == ""
    assert shown() == {fourth, seventh}
    qtbot.mouseClick(page.chips["item 4"], Qt.MouseButton.LeftButton)
    desk.open_record("engagement", seventh)  # the list widens to hold what is opened
    assert page.current_id == seventh


def test_an_engagement_is_deleted_and_brought_back(qtbot: QtBot, program: Program) -> None:
    desk = desk_of(program)
    logged = factory.log(desk.store, "AU", title="To delete")
    desk.show_page("engagements")
    desk.engagements.view.choose(logged)
    program.window.acts["delete"].trigger()
    assert desk.engagements.model.rowCount() == 0
    assert desk.engagements.notice.text == "Deleted: To delete"
    qtbot.mouseClick(button(desk.engagements.notice, "Undo"), Qt.MouseButton.LeftButton)
    assert desk.engagements.model.id_at(0) == logged
