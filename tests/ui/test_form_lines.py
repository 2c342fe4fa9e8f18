"""Lines of a form: cut with an ellipsis, told whole; faults below them; languages by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QLabel, QToolTip, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ctdesk.ui.forms.inputs.base import Framed
from ctdesk.ui.forms.inputs.choice import ChoiceInput
from ctdesk.ui.forms.inputs.languages import LanguagesInput
from ctdesk.ui.forms.inputs.text import LineInput
from ctdesk.ui.forms.inputs.when import WhenInput
from ctdesk.ui.widgets.type_ahead import Offer

Show = Callable[..., None]


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Show]:
    """Shows widgets below each other in a window; none of them has the focus."""
    window = QWidget()
    qtbot.addWidget(window)

    def shown(*widgets: QWidget) -> None:
        window.resize(300, 300)
        column = QVBoxLayout(window)
        rest = QWidget()
        for widget in (*widgets, rest):
            column.addWidget(widget)
        window.show()
        qtbot.waitExposed(window)
        QApplication.processEvents()
        for widget in widgets:
            widget.clearFocus()
        rest.setFocus()

    yield shown
    window.close()


def test_when_says_its_fault_below_its_own_line_and_marks_what_is_wrong(show: Show) -> None:
    when = WhenInput("America/New_York")
    framed = Framed("When", when)
    show(framed)
    framed.say("There is no such day.")
    told = next(one for one in when.findChildren(QLabel) if one.text() == "There is no such day.")
    below = told.mapTo(when, QPoint(0, 0))
    assert below.y() >= when.line.geometry().bottom()
    assert below.x() == when.line.geometry().x()
    assert (when.line.property("fault"), bool(when.zone.line.property("fault"))) == (True, False)
    framed.say("")
    when.zone.line.setText("Nowhere")
    framed.say("“Nowhere” is none of the choices.")
    assert when.zone.line.property("fault")


LONG = "Briefing to the Working Group on border management and law enforcement of the Compact"


def test_a_line_too_long_ends_in_dots_until_somebody_types_in_it(show: Show) -> None:
    choice = ChoiceInput([Offer(LONG, "", 1), Offer("Short", "", 2)])
    other = LineInput()
    show(choice, other)
    choice.set_value(1)
    assert choice.line.shown.startswith("Briefing to the")
    assert choice.line.shown.endswith("…")
    assert choice.value() == 1
    choice.set_value(2)
    assert choice.line.shown == "Short"
    other.set_value(LONG)
    assert other.line.shown.endswith("…")
    assert other.value() == LONG
    arabic = "إحاطة " * 30
    other.set_value(arabic)
    assert other.line.shown.endswith("…")
    painted = other.grab().toImage()
    other.set_value("")
    assert other.grab().toImage() != painted


def test_what_is_cut_is_told_by_the_pointer(show: Show, qtbot: QtBot) -> None:
    line = LineInput()
    show(line)
    line.set_value(LONG)
    at = line.line.rect().center()
    QApplication.sendEvent(
        line.line, QHelpEvent(QEvent.Type.ToolTip, at, line.line.mapToGlobal(at))
    )
    qtbot.waitUntil(lambda: "law enforcement" in QToolTip.text())
    QToolTip.hideText()


def test_languages_are_typed_by_name_and_kept_by_code(qtbot: QtBot) -> None:
    languages = LanguagesInput()
    qtbot.addWidget(languages)
    languages.set_value("en, fr; Hausa")
    assert languages.line.text() == "English, French, Hausa"
    assert languages.value() == "en, fr, Hausa"
    languages.line.setText("arabic ,Russian, Twi")
    assert languages.value() == "ar, ru, Twi"
    languages.line.setText("zh")
    assert languages.value() == "zh"
