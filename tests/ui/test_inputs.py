"""The inputs of a form, each alone: lists, chips, segments, texts, days."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from itertools import pairwise

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ctdesk.db.queries.sheets import When
from ctdesk.db.search.fold import fold
from ctdesk.db.store import Store
from ctdesk.errors import UserError
from ctdesk.ui.forms.inputs.chip_field import FieldChip, TagsInput
from ctdesk.ui.forms.inputs.choice import ChoiceInput, SegmentInput
from ctdesk.ui.forms.inputs.directory import Directory
from ctdesk.ui.forms.inputs.documents import DocumentsInput
from ctdesk.ui.forms.inputs.fold import Fold
from ctdesk.ui.forms.inputs.organization import OrganizationInput
from ctdesk.ui.forms.inputs.text import DayInput, LineInput, NumberInput, TextInput
from ctdesk.ui.forms.inputs.when import WhenInput
from ctdesk.ui.widgets.flow import FlowLayout
from ctdesk.ui.widgets.type_ahead import Offer, matching

TODAY = date(2026, 11, 23)  # a Monday
NEW_YORK = "America/New_York"
Show = Callable[[QWidget], QVBoxLayout]


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Show]:
    """Shows a widget in a window of its own, so that lists have room; the window's column."""
    windows: list[QWidget] = []

    def shown(widget: QWidget) -> QVBoxLayout:
        windows.append(QWidget())
        return _shown(qtbot, windows[-1], widget)

    yield shown
    for window in windows:
        window.close()


def _shown(qtbot: QtBot, window: QWidget, widget: QWidget) -> QVBoxLayout:
    window.resize(460, 500)
    column = QVBoxLayout(window)
    column.addWidget(widget)
    column.addStretch(1)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    widget.setFocus()
    return column


def type_(text: str) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, text)


def press(*keys: Qt.Key) -> None:
    for key in keys:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)


COLOURS = (Offer("Blue", "sky", 1), Offer("Light blue", "", 2), Offer("Vert", "green", 3))


def test_matching_wants_every_word_and_puts_the_exact_first() -> None:
    offers = matching(COLOURS, fold)
    assert [one.value for one in offers("blue")] == [1, 2]
    assert [one.value for one in offers("bl li")] == [2]
    assert [one.value for one in offers("GREEN")] == [3]
    assert [one.value for one in offers("")] == [1, 2, 3]
    assert not offers("blue red")


def test_a_choice_is_typed_ahead_walked_and_taken_by_tab(show: Show) -> None:
    choice = ChoiceInput(COLOURS, empty=0)
    show(choice)
    assert choice.value() == 0
    type_("bl")
    assert [one.text for one in choice.line.offered] == ["Blue", "Light blue"]
    press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert choice.value() == 2
    type_("vert")
    press(Qt.Key.Key_Tab)
    assert choice.value() == 3
    assert not choice.line.offered


def test_down_opens_the_whole_list_and_a_click_takes(show: Show) -> None:
    choice = ChoiceInput(COLOURS)
    show(choice)
    choice.set_value(3)
    choice.line.selectAll()
    press(Qt.Key.Key_Down)
    assert len(choice.line.offered) == 3
    listed = choice.line._list
    assert listed is not None
    view = listed._view
    place = view.visualRect(view.model().index(1, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert choice.value() == 2


def test_a_choice_refuses_what_is_none(show: Show) -> None:
    choice = ChoiceInput(COLOURS)
    choice.set_label("Colour")
    column = show(choice)
    other = LineInput()
    column.addWidget(other)
    other.show()
    type_("purple")
    other.setFocus()
    with pytest.raises(UserError, match="“purple” is none of the choices for Colour."):
        choice.value()
    choice.setFocus()
    choice.line.clear()
    type_("ver")
    other.setFocus()
    assert choice.value() == 3, "left with a text only one answers to"


def test_segments_go_by_arrow_and_letter_and_can_be_taken_back(show: Show) -> None:
    segments = SegmentInput(COLOURS[:1] + COLOURS[2:])
    show(segments)
    assert segments.value() == ""
    press(Qt.Key.Key_Space)
    assert segments.value() == 1
    press(Qt.Key.Key_Right)
    assert segments.value() == 3
    type_("b")
    assert segments.value() == 1
    press(Qt.Key.Key_Backspace)
    assert segments.value() == ""
    segments.set_value(3)
    assert segments.value() == 3
    assert segments.focusProxy().text() == "Vert"


def test_chips_are_added_walked_and_taken_away(show: Show) -> None:
    tags = TagsInput("Find")
    tags.set_options(COLOURS)
    show(tags)
    type_("light")
    press(Qt.Key.Key_Return)
    type_("ve")
    press(Qt.Key.Key_Return)
    assert tags.value() == (2, 3)
    type_("light")
    assert not tags.line.offered, "chosen already"
    with pytest.raises(UserError, match="typed but not added"):
        tags.value()
    tags.line.clear()
    press(Qt.Key.Key_Left, Qt.Key.Key_Left)
    assert QApplication.focusWidget() is tags.chips[0]
    press(Qt.Key.Key_Delete)
    assert tags.value() == (3,)
    tags.line.setFocus()
    press(Qt.Key.Key_Backspace)
    assert tags.value() == ()


def test_the_sign_of_a_chip_takes_it_away_and_its_words_do_not(show: Show, qtbot: QtBot) -> None:
    tags = TagsInput("Find")
    tags.set_options(COLOURS)
    show(tags)
    tags.set_value((1, 2))
    qtbot.waitUntil(lambda: tags.chips[0].width() > 40)
    chip = tags.chips[0]
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(8, 10))
    assert tags.value() == (1, 2)
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 6, 10))
    assert tags.value() == (2,)


def test_from_right_to_left_chips_and_keys_are_mirrored(show: Show, qtbot: QtBot) -> None:
    tags = TagsInput("Find")
    tags.set_options(COLOURS)
    tags.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    show(tags)
    tags.set_value((1, 2))
    qtbot.waitUntil(lambda: tags.chips[1].x() > 0)
    assert tags.chips[0].x() > tags.chips[1].x() > tags.line.x()
    press(Qt.Key.Key_Right)
    assert QApplication.focusWidget() is tags.chips[1]
    chip = tags.chips[1]
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(6, 10))
    assert tags.value() == (1,)


def test_chips_flow_into_lines_and_never_out_of_them(show: Show, qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder)
    chips = [FieldChip("word " * (n + 1)) for n in range(12)]
    for chip in chips:
        flow.addWidget(chip)
    holder.resize(300, flow.heightForWidth(300))
    holder.show()
    qtbot.waitExposed(holder)
    for before, after in pairwise(chips):
        assert after.y() > before.y() or after.x() >= before.geometry().right()
    assert all(chip.geometry().right() < 300 for chip in chips)
    assert max(chip.geometry().bottom() for chip in chips) < flow.heightForWidth(300)
    assert flow.heightForWidth(900) < flow.heightForWidth(300)


def test_a_text_keeps_every_character(show: Show) -> None:
    text = TextInput()
    show(text)
    kept = "One\u00a0two\n\n\tthree  <b>&amp;</b> التعاون 反恐 \U0001f54a"
    text.set_value(kept)
    assert text.value() == kept


def test_a_text_grows_with_its_lines(show: Show) -> None:
    text = TextInput("", 2)
    show(text)
    before = text.text.height()
    type_("a")
    press(Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert text.text.height() > before


def test_numbers_and_days(show: Show) -> None:
    number, day = NumberInput(), DayInput(lambda: TODAY)
    number.set_label("Delegates")
    assert number.value() is None
    number.set_value(2)
    assert number.value() == 2
    number.line.setText("-1")
    with pytest.raises(UserError, match="Delegates is a whole number, not “-1”."):
        number.value()
    show(day)
    assert day.value() is None
    type_("tomorrow")
    press(Qt.Key.Key_Return)
    assert day.line.text() == "24 Nov 2026"
    assert day.value() == date(2026, 11, 24)
    day.line.setText("31 June")
    with pytest.raises(UserError, match="There is no 31 June"):
        day.value()


def test_when_says_what_it_understood_and_writes_it_out(show: Show) -> None:
    when = WhenInput(NEW_YORK)
    show(when)
    with pytest.raises(UserError, match="Say when it is"):
        when.value()
    type_("12 Nov 2026 10-11.30 (Addis Ababa)")
    assert when.understood == "Thursday 12 November 2026, 10 to 11.30 a.m. (Addis\u00a0Ababa)"
    press(Qt.Key.Key_Return)
    assert when.line.text() == "12 Nov 2026, 10:00–11:30"
    assert when.zone.line.text() == "Addis Ababa"
    assert when.value().time_zone == "Africa/Addis_Ababa"
    when.line.selectAll()
    type_("31 February 2026")
    assert when.understood.startswith("There is no 31 February")


def test_when_keeps_a_zone_the_list_has_not(qtbot: QtBot) -> None:
    when = WhenInput(NEW_YORK)
    qtbot.addWidget(when)
    value = When(datetime(2026, 1, 1, 9), None, "Etc/GMT+4", False)
    when.set_value(value)
    assert when.value() == value


def test_an_organization_is_found_in_any_language(show: Show, store: Store) -> None:
    directory = Directory(store)
    body = OrganizationInput(directory)
    show(body)
    body.line.setText("الجماعة الاقتصادية")
    body.line.open()
    press(Qt.Key.Key_Return)
    assert body.line.text() == "ECOWAS"
    first = body.value()
    body.line.setText("Nobody")
    with pytest.raises(UserError, match="“Nobody” is no organization"):
        body.value()
    body.line.setText("ecowas")
    assert body.value() == first
    body.line.clear()
    assert body.value() is None


def test_an_image_that_is_pasted_is_a_document(show: Show) -> None:
    documents = DocumentsInput()
    show(documents)
    image = QImage(4, 3, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    data = QMimeData()
    data.setImageData(image)
    documents.take(data)
    added = documents.value().added
    assert [one.name for one in added] == ["Pasted image.png"]
    assert QImage.fromData(added[0].data).size() == image.size()


def test_what_cannot_be_kept_is_said(show: Show, tmp_path: object) -> None:
    documents = DocumentsInput()
    show(documents)
    said: list[str] = []
    documents.refused.connect(said.append)
    documents.take(QMimeData())
    assert said == ["Only files, images and text can be kept as documents."]


def test_a_closed_fold_says_what_is_in_it(show: Show) -> None:
    fold_ = Fold("Place")
    line = LineInput()
    fold_.watch([line])
    show(fold_)
    line.set_value("Conference Room 8")
    assert fold_._brief.toolTip() == "Conference Room 8"
    assert fold_.body.isHidden()
    fold_.button.click()
    assert not fold_.body.isHidden()
    assert fold_._brief.toolTip() == ""


def test_the_arrow_of_a_closed_fold_points_to_where_its_words_are(show: Show) -> None:
    fold_ = Fold("Closure")
    show(fold_)
    assert fold_.button.text() == "▸  Closure"
    fold_.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert fold_.button.text() == "◂  Closure"
    fold_.open()
    assert fold_.button.text() == "▾  Closure"


def test_an_offer_in_latin_letters_reads_the_same_in_a_window_from_the_right(
    qtbot: QtBot, qapp: QApplication
) -> None:
    """Its quotation marks and its ellipsis stay where they are written."""

    def drawn(direction: Qt.LayoutDirection) -> int:
        """Px from the top of the row to what is drawn at the right end of its words."""
        qapp.setLayoutDirection(direction)  # a painter follows the program, not the window
        window = QWidget()
        qtbot.addWidget(window)
        window.resize(700, 300)
        choice = ChoiceInput([Offer("Add “eco”, and more…", "", "eco")])
        choice.setParent(window)
        choice.setGeometry(10, 10, 400, 30)
        window.show()
        qtbot.waitExposed(window)
        choice.line.setFocus()
        choice.line.open("")
        offered = choice.line._list
        assert offered is not None
        row = offered._view.visualRect(offered._view.model().index(0, 0))
        image = offered._view.viewport().grab(row).toImage()
        ground = image.pixel(image.width() // 2, 1)
        inked = [
            x
            for x in range(image.width())
            if any(image.pixel(x, y) != ground for y in range(image.height()))
        ]
        last = inked[-1]
        return min(
            y
            for y in range(image.height())
            if any(image.pixel(x, y) != ground for x in range(last - 5, last + 1))
        )

    from_left = drawn(Qt.LayoutDirection.LeftToRight)
    assert from_left > 15  # dots: nothing high stands at the right end
    from_right = drawn(Qt.LayoutDirection.RightToLeft)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert from_right == from_left


def test_the_list_is_as_wide_as_its_longest_offer(qtbot: QtBot) -> None:
    names = [f"Briefing to a Working Group (session {number})" for number in range(12)]
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(700, 500)
    choice = ChoiceInput([Offer(name, "", name) for name in names])
    choice.setParent(window)
    choice.setGeometry(10, 10, 150, 30)
    window.show()
    qtbot.waitExposed(window)
    choice.line.setFocus()
    choice.line.open("")
    offered = choice.line._list
    assert offered is not None
    widest = max(choice.line.fontMetrics().horizontalAdvance(name) for name in names)
    assert offered._view.viewport().width() >= widest + 20  # the margins of a row
    choice.line.take()
    assert choice.line.cursorPosition() == 0  # the beginning of the name shows
    assert choice.line.toolTip() == names[0]
