"""The inputs of a form, each alone: dates as people write them, lists, chips, segments."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ctdesk.db.queries.sheets import When
from ctdesk.db.search.fold import fold
from ctdesk.db.store import Store
from ctdesk.errors import UserError
from ctdesk.ui.forms.inputs import when_text
from ctdesk.ui.forms.inputs.chip_field import FieldChip, TagsInput
from ctdesk.ui.forms.inputs.choice import ChoiceInput, SegmentInput
from ctdesk.ui.forms.inputs.directory import Directory
from ctdesk.ui.forms.inputs.documents import DocumentsInput
from ctdesk.ui.forms.inputs.flow import FlowLayout
from ctdesk.ui.forms.inputs.fold import Fold
from ctdesk.ui.forms.inputs.organization import OrganizationInput
from ctdesk.ui.forms.inputs.text import DayInput, LineInput, NumberInput, TextInput
from ctdesk.ui.forms.inputs.type_ahead import Offer, matching
from ctdesk.ui.forms.inputs.when import WhenInput

TODAY = date(2026, 11, 23)  # a Monday
NEW_YORK = "America/New_York"

WHOLE_DAYS = [
    ("25 June 2025", date(2025, 6, 25)),
    ("25 june 2025", date(2025, 6, 25)),
    ("25th of June, 2025", date(2025, 6, 25)),
    ("June 25, 2025", date(2025, 6, 25)),
    ("Jun. 25 2025", date(2025, 6, 25)),
    ("2026-11-12", date(2026, 11, 12)),
    ("25/06/2025", date(2025, 6, 25)),
    ("06/25/2025", date(2025, 6, 25)),
    ("05/05/2025", date(2025, 5, 5)),
    ("25.06.2025", date(2025, 6, 25)),
    ("3.4.2025", date(2025, 4, 3)),
    ("12 Nov 26", date(2026, 11, 12)),
    ("12 Nov '26", date(2026, 11, 12)),
    ("12 Sept 2026", date(2026, 9, 12)),
    ("Thursday 12 November 2026", date(2026, 11, 12)),
    ("Thu, 12 Nov 2026", date(2026, 11, 12)),
    ("on 12 November 2026.", date(2026, 11, 12)),
    ("12 November 2026, all day", date(2026, 11, 12)),
    ("29 February 2028", date(2028, 2, 29)),
    ("today", date(2026, 11, 23)),
    ("Tomorrow", date(2026, 11, 24)),
    ("yesterday", date(2026, 11, 22)),
    ("monday", date(2026, 11, 23)),
    ("friday", date(2026, 11, 27)),
    ("next monday", date(2026, 11, 30)),
    ("last friday", date(2026, 11, 20)),
    ("12 Nov", date(2026, 11, 12)),
    ("10 March", date(2027, 3, 10)),  # the nearest
    ("12 July", date(2026, 7, 12)),
    ("12\u00a0November\u20092026", date(2026, 11, 12)),
]

DAYS_TOGETHER = [
    ("3 to 5 June 2026", date(2026, 6, 3), date(2026, 6, 5)),
    ("3-5 June 2026", date(2026, 6, 3), date(2026, 6, 5)),
    ("3 – 5 June 2026", date(2026, 6, 3), date(2026, 6, 5)),
    ("June 3-5, 2026", date(2026, 6, 3), date(2026, 6, 5)),
    ("Wed 3 to Fri 5 June 2026", date(2026, 6, 3), date(2026, 6, 5)),
    ("30 June to 2 July 2026", date(2026, 6, 30), date(2026, 7, 2)),
    ("30 Dec to 2 Jan 2027", date(2026, 12, 30), date(2027, 1, 2)),
    ("30 December 2026 until 2 January 2027", date(2026, 12, 30), date(2027, 1, 2)),
    ("2026-06-03 to 2026-06-05", date(2026, 6, 3), date(2026, 6, 5)),
    ("3-5 December", date(2026, 12, 3), date(2026, 12, 5)),
    ("today to friday", date(2026, 11, 23), date(2026, 11, 27)),
]

N12 = (2026, 11, 12)
TIMES = [
    ("12 Nov 2026, 10:00–11:30", (*N12, 10, 0), (*N12, 11, 30)),
    ("12 Nov 2026 10:00-11:30", (*N12, 10, 0), (*N12, 11, 30)),
    ("12 Nov 2026 from 10 to 11.30", (*N12, 10, 0), (*N12, 11, 30)),
    ("12 Nov 10 to 11.30 a.m.", (*N12, 10, 0), (*N12, 11, 30)),
    ("Nov 12, 2026 at 10h30", (*N12, 10, 30), None),
    ("2026-11-12T15:00", (*N12, 15, 0), None),
    ("2026-11-12 15:00", (*N12, 15, 0), None),
    ("10:00 on 12 Nov 2026", (*N12, 10, 0), None),
    ("3 pm, 12 November 2026", (*N12, 15, 0), None),
    ("3 to 5 p.m. 12 November 2026", (*N12, 15, 0), (*N12, 17, 0)),
    ("today 15:00", (2026, 11, 23, 15, 0), None),
    ("tomorrow 3 pm", (2026, 11, 24, 15, 0), None),
    ("tomorrow at 3.30 p.m.", (2026, 11, 24, 15, 30), None),
    ("noon tomorrow", (2026, 11, 24, 12, 0), None),
    ("10 a.m.", (2026, 11, 23, 10, 0), None),
    ("10am", (2026, 11, 23, 10, 0), None),
    ("15h", (2026, 11, 23, 15, 0), None),
    ("3 h", (2026, 11, 23, 3, 0), None),
    ("12 am", (2026, 11, 23, 0, 0), None),
    ("12 pm", (2026, 11, 23, 12, 0), None),
    ("midnight", (2026, 11, 23, 0, 0), None),
    ("03:30", (2026, 11, 23, 3, 30), None),
    ("9-5", (2026, 11, 23, 9, 0), (2026, 11, 23, 17, 0)),
    ("10 to 1", (2026, 11, 23, 10, 0), (2026, 11, 23, 13, 0)),
    ("10 to 1 pm", (2026, 11, 23, 10, 0), (2026, 11, 23, 13, 0)),
    ("11:30-1:30 pm", (2026, 11, 23, 11, 30), (2026, 11, 23, 13, 30)),
    ("12-1 pm", (2026, 11, 23, 12, 0), (2026, 11, 23, 13, 0)),
    ("10 a.m. to noon", (2026, 11, 23, 10, 0), (2026, 11, 23, 12, 0)),
    ("10 p.m. to midnight", (2026, 11, 23, 22, 0), (2026, 11, 24, 0, 0)),
    ("11 pm to 1 am", (2026, 11, 23, 23, 0), (2026, 11, 24, 1, 0)),
    ("22:00-24:00", (2026, 11, 23, 22, 0), (2026, 11, 24, 0, 0)),
    ("3 to 5 June 2026, 09:00-17:00", (2026, 6, 3, 9, 0), (2026, 6, 5, 17, 0)),
    ("12 Nov 2026, 22:00 – 13 Nov 2026, 02:00", (*N12, 22, 0), (2026, 11, 13, 2, 0)),
    ("12 Nov 10 pm to 13 Nov 2 am", (*N12, 22, 0), (2026, 11, 13, 2, 0)),
]

REFUSED = [
    ("31 February 2026", "There is no 31 February 2026; the month has 28 days."),
    ("29 February 2027", "There is no 29 February 2027; the month has 28 days."),
    ("2026-13-01", "There is no month 13."),
    ("0 June 2026", "There is no 0 June 2026; the month has 30 days."),
    ("30-31 June 2026", "There is no 31 June 2026; the month has 30 days."),
    ("Monday 12 November 2026", "12 November 2026 is a Thursday, not a Monday."),
    ("Mon 3 to Fri 5 June 2026", "3 June 2026 is a Wednesday, not a Monday."),
    (
        "03/04/2026",
        "03/04/2026 can mean 3 April 2026 or 4 March 2026; write the month as a word.",
    ),
    ("12 Nov 3026", "The year 3026 is not between 1945 and 2100."),
    ("12 Nov 0026", "The year 26 is not between 1945 and 2100."),
    ("3", "Is 3 morning or afternoon? Write 3 a.m. or 3 p.m."),
    ("today 3:30", "Is 3:30 morning or afternoon? Write 3:30 a.m. or 3:30 p.m."),
    ("25:00", "25:00 is no time of day."),
    ("10:61", "10:61 is no time of day."),
    ("15 pm", "15 pm is no time of day."),
    ("0 am", "0 am is no time of day."),
    ("11:00-10:00", "The end, 10:00, is not after the start, 11:00."),
    ("10:00-10:00", "The end, 10:00, is not after the start, 10:00."),
    ("5 to 3 June 2026", "The end lies before the start."),
    ("8 June to 3 June 2026", "The end lies before the start."),
    ("3 to 5 June 2026, 10:00", "Say when it ends on the last day, too."),
    ("12 Nov 10:00 (Nowhere)", "“nowhere” is no time zone; write one such as (Addis Ababa)."),
]

UNREADABLE = [
    "", "  ", "next week", "soon", "Q3 2026", "June", "June 2026", "1500", "12", "12 Nov 12",
    "12 Nov 2026 10", "12 Nov 2026 all day 10:00", "12 Nov 2026, 10:00, all day", "x" * 5000,
    "2026-11-1234", "12 Nov 2026 10:00 11:00", "12-", "-12", "١٢", "12 Nov 2026 10:00;DROP",
    "(New York)", "9999999999999",
]  # fmt: skip


def read(text: str, zone: str = NEW_YORK) -> When:
    return when_text.read(text, today=TODAY, zone=zone)


@pytest.mark.parametrize(("text", "day"), WHOLE_DAYS)
def test_a_date_alone_is_the_whole_day(text: str, day: date) -> None:
    assert read(text) == When(datetime.combine(day, datetime.min.time()), None, NEW_YORK, True)


@pytest.mark.parametrize(("text", "first", "last"), DAYS_TOGETHER)
def test_days_together(text: str, first: date, last: date) -> None:
    midnight = datetime.min.time()
    assert read(text) == When(
        datetime.combine(first, midnight), datetime.combine(last, midnight), NEW_YORK, True
    )


@pytest.mark.parametrize(("text", "starts", "ends"), TIMES)
def test_times(
    text: str, starts: tuple[int, int, int, int, int], ends: tuple[int, int, int, int, int] | None
) -> None:
    last = datetime(*ends) if ends else None
    assert read(text) == When(datetime(*starts), last, NEW_YORK, False)


@pytest.mark.parametrize(("text", "sentence"), REFUSED)
def test_what_cannot_be_is_refused_in_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(UserError) as refused:
        read(text)
    assert str(refused.value).replace("\u00a0", " ") == sentence


@pytest.mark.parametrize("text", UNREADABLE)
def test_what_cannot_be_read_says_what_can(text: str) -> None:
    with pytest.raises(UserError) as refused:
        read(text)
    said = str(refused.value)
    assert "write" in said.casefold()
    assert "\n" not in said


def test_a_zone_in_brackets_overrules_the_form() -> None:
    assert read("12 Nov 2026 10:00 (Addis Ababa)").time_zone == "Africa/Addis_Ababa"
    assert read("12 Nov 2026 10:00 (Europe/Vienna)").time_zone == "Europe/Vienna"
    assert read("12 Nov 2026 (UTC)").time_zone == "UTC"


def test_a_leap_day_without_year_is_a_leap_year_nearby_or_refused() -> None:
    assert when_text.read("29 Feb", today=date(2028, 6, 1), zone="UTC").starts.year == 2028
    with pytest.raises(UserError):
        read("29 Feb")


def test_what_is_understood_says_day_and_zone() -> None:
    assert when_text.understood(read("12 Nov 2026, 10:00-11:30")) == (
        "Thursday 12 November 2026, 10 to 11.30 a.m. (New York)"
    )
    assert when_text.understood(read("25 June 2025")) == "Wednesday 25 June 2025, all day"
    assert when_text.understood(read("3 to 5 June 2026")) == "3 to 5 June 2026, all day"


minutes = st.datetimes(datetime(1945, 1, 1), datetime(2098, 11, 30)).map(
    lambda at: at.replace(second=0, microsecond=0)
)
lengths = st.none() | st.integers(1, 60 * 24 * 20).map(lambda n: timedelta(minutes=n))
zones = st.sampled_from((NEW_YORK, "Africa/Ndjamena", "America/Port_of_Spain", "UTC",
                         "America/Kentucky/Louisville", "Asia/Kolkata"))  # fmt: skip


@st.composite
def whens(draw: st.DrawFn) -> When:
    starts, zone = draw(minutes), draw(zones)
    if draw(st.booleans()):
        starts = starts.replace(hour=0, minute=0)
        days = draw(st.none() | st.integers(1, 400))
        return When(starts, starts + timedelta(days) if days else None, zone, True)
    length = draw(lengths)
    return When(starts, starts + length if length else None, zone, False)


@given(whens(), st.dates(date(1946, 1, 1), date(2099, 12, 31)))
def test_what_is_shown_is_read_back_as_the_same(when: When, today: date) -> None:
    for shown in (when_text.write(when), when_text.understood(when)):
        assert when_text.read(shown, today=today, zone=when.time_zone) == when


@given(st.text(max_size=60), st.dates(date(1946, 1, 1), date(2099, 12, 31)))
def test_any_text_is_read_or_refused_in_a_sentence(text: str, today: date) -> None:
    try:
        when = when_text.read(text, today=today, zone=NEW_YORK)
    except UserError:
        return
    assert when.ends is None or when.ends > when.starts


@given(st.text("0123456789 :.-/,apmtoNovJunejan", max_size=24))
def test_figures_and_months_in_any_order_are_read_or_refused(text: str) -> None:
    try:
        when = read(text)
    except UserError:
        return
    assert read(when_text.write(when)) == when


# Widgets

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
