"""The look: every theme is whole, readable, and reaches what is painted."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QPoint, Qt
from PySide6.QtGui import QColor, QFontDatabase, QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from ctdesk.settings import Settings
from ctdesk.ui import theme
from ctdesk.ui.dialogs.image_pane import ImagePane
from ctdesk.ui.dialogs.page_view import PageView, Sheet
from ctdesk.ui.dialogs.text_pane import TextPane
from ctdesk.ui.direction import keep_ends
from ctdesk.ui.theme import CONTRAST, DARK, LIGHT, THEMES, Tokens, set_role
from ctdesk.ui.widgets.card import label
from ctdesk.ui.widgets.chips import ROLES, Chip
from ctdesk.ui.widgets.notice import Notice

READ_TOGETHER = [
    ("text", "surface"), ("text", "pane"), ("text", "card"), ("text", "selection"),
    ("text", "hover"), ("text", "field"), ("muted", "surface"), ("muted", "pane"),
    ("muted", "card"), ("muted", "selection"), ("muted", "hover"), ("muted", "chip"),
    ("hint", "field"), ("hint", "pane"),
    ("on_accent", "accent"), ("accent_text", "surface"), ("accent_text", "card"),
    ("accent_text", "selection"), ("chosen_text", "chosen"), ("chip_text", "chip"),
    ("good_text", "good"),
    ("warn_text", "warn"), ("bad_text", "bad"), ("bad_text", "card"), ("bad_text", "pane"),
]  # fmt: skip


FOCUSABLE = ["primary", "key", "quiet", "link", "row", "status", "nav", "chip", "chip-accent"]


def luminance(colour: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue, _alpha = QColor(colour).getRgbF()
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("tokens", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize(("ink", "ground"), READ_TOGETHER)
def test_text_can_be_read(tokens: Tokens, ink: str, ground: str) -> None:
    """At least 4.5 to 1, as WCAG 2 asks of running text; 7 to 1 where contrast was asked for."""
    least = 7 if tokens is CONTRAST else 4.5
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= least


@pytest.mark.parametrize("tokens", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("ground", ["surface", "pane", "card", "field", "selection", "chip"])
def test_the_ring_around_what_has_the_keyboard_is_seen(tokens: Tokens, ground: str) -> None:
    """At least 3 to 1, as WCAG 2 asks of what is no text."""
    assert contrast(tokens.focus, getattr(tokens, ground)) >= 3


@pytest.mark.parametrize("tokens", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("ground", ["surface", "pane", "card", "field"])
def test_the_frame_of_a_field_is_seen_where_its_ground_is_not(tokens: Tokens, ground: str) -> None:
    """At least 3 to 1, as WCAG 2 asks of what identifies an input."""
    assert contrast(tokens.frame, getattr(tokens, ground)) >= 3


@pytest.mark.parametrize("tokens", THEMES.values(), ids=THEMES)
def test_what_cannot_be_used_is_told_from_what_can(tokens: Tokens) -> None:
    assert contrast(tokens.text, tokens.card) > 3 * contrast(tokens.off, tokens.card)
    assert contrast(tokens.off, tokens.card) > contrast(tokens.off_line, tokens.card)


@pytest.mark.parametrize("tokens", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("make", [QLineEdit, QPlainTextEdit])
def test_a_hint_in_an_empty_field_can_be_read(
    qtbot: QtBot,
    qapp: QApplication,
    settings: Settings,
    tokens: Tokens,
    make: type[QLineEdit | QPlainTextEdit],
) -> None:
    """Qt writes it at half the strength of text unless it is told a colour."""
    theme.apply(qapp, replace(settings, theme=tokens.name))
    field = make()
    qtbot.addWidget(field)
    field.ensurePolished()
    assert field.palette().placeholderText().color() == QColor(tokens.hint)
    theme.apply(qapp, settings)


@pytest.mark.parametrize(
    "make",
    [
        QPushButton, QLineEdit, QPlainTextEdit, QComboBox, QSpinBox, QCheckBox, QToolButton,
        lambda: scrolled_by_keys(), *(lambda role=role: dressed(role) for role in FOCUSABLE),
    ],
    ids=[
        "button", "line", "text", "combo", "number", "check", "tool", "scrolled", *FOCUSABLE,
    ],
)  # fmt: skip
def test_focus_is_a_ring_and_moves_nothing(
    qtbot: QtBot, qapp: QApplication, settings: Settings, make: Callable[[], QWidget]
) -> None:
    window, other, shown = QWidget(), QPushButton("other"), make()
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    row.addWidget(other)
    row.addWidget(shown)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    other.setFocus()
    on_accent = shown.property("role") == "primary"
    size, ring = shown.sizeHint(), QColor(LIGHT.text if on_accent else LIGHT.focus)
    assert not painted(shown.grab(), ring)
    shown.setFocus()
    assert painted(shown.grab(), ring)
    assert shown.sizeHint() == size


def scrolled_by_keys() -> QScrollArea:
    area = QScrollArea()
    area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    set_role(area, "stop")
    return area


def dressed(role: str) -> QPushButton:
    button = QPushButton("words")
    set_role(button, role)
    return button


@pytest.mark.parametrize("tokens", THEMES.values(), ids=THEMES)
def test_the_stylesheet_is_filled_in(tokens: Tokens) -> None:
    made = theme.stylesheet(tokens)
    assert "$" not in made
    assert tokens.accent in made
    assert made.count("{") == made.count("}")


def test_the_stylesheet_dresses_every_role_that_is_used() -> None:
    made = theme.stylesheet(LIGHT)
    for role in (*ROLES.values(), "notice-bad", "notice-warn", "notice-good", "primary", "card"):
        prefix = re.search(r'role\^="(\w+)"', made)
        assert f'role="{role}"' in made or (prefix and role.startswith(prefix[1])), role


def test_apply_follows_the_setting(qapp: QApplication, settings: Settings) -> None:
    theme.apply(qapp, replace(settings, theme="dark"))
    shown = QLabel("x")
    assert theme.tokens_of(shown) is DARK
    theme.apply(qapp, replace(settings, theme="light"))
    assert theme.tokens_of(shown) is LIGHT
    assert qapp.font().pixelSize() == theme.BODY


def test_apply_follows_the_system(qapp: QApplication, settings: Settings) -> None:
    dark = qapp.styleHints().colorScheme() == Qt.ColorScheme.Dark
    theme.apply(qapp, replace(settings, theme="system"))
    assert theme.tokens_of(QLabel()) is (DARK if dark else LIGHT)


def test_everything_is_as_large_as_the_settings_say(settings: Settings) -> None:
    environment: dict[str, str] = {}
    theme.scale_from(settings, environment)
    assert environment == {}
    theme.scale_from(replace(settings, scale=125), environment)
    assert environment == {"QT_SCALE_FACTOR": "1.25"}
    theme.scale_from(replace(settings, scale=200), environment)
    assert environment == {"QT_SCALE_FACTOR": "1.25"}  # set by hand


def test_every_script_of_the_house_has_a_face(qapp: QApplication) -> None:
    theme.load_fonts()
    families = QFontDatabase.families()
    assert set(theme.FAMILIES) <= set(families)
    again = len(families)
    theme.load_fonts()
    assert len(QFontDatabase.families()) == again


def test_a_chip_has_the_colours_of_its_tone(
    qtbot: QtBot, qapp: QApplication, settings: Settings
) -> None:
    theme.apply(qapp, settings)
    late, verified = Chip("7 days late", "bad"), Chip("verified", "good")
    for chip in (late, verified):
        qtbot.addWidget(chip)
        chip.resize(chip.sizeHint())
    assert painted(late.grab(), QColor(LIGHT.bad))
    assert painted(verified.grab(), QColor(LIGHT.good))
    assert not painted(verified.grab(), QColor(LIGHT.bad))


def test_a_quiet_button_that_cannot_be_pressed_looks_so(
    qtbot: QtBot, qapp: QApplication, settings: Settings
) -> None:
    theme.apply(qapp, settings)
    button = QPushButton("Delete")
    theme.set_role(button, "quiet")
    qtbot.addWidget(button)
    assert painted(button.grab(), QColor(LIGHT.accent_text))
    button.setEnabled(False)
    assert not painted(button.grab(), QColor(LIGHT.accent_text))
    assert painted(button.grab(), QColor(LIGHT.off))


def test_in_high_contrast_a_button_that_cannot_be_pressed_is_dim(
    qtbot: QtBot, qapp: QApplication, settings: Settings
) -> None:
    theme.apply(qapp, replace(settings, theme="contrast"))
    button = QPushButton("Open")
    qtbot.addWidget(button)
    assert painted(button.grab(), QColor(CONTRAST.border))
    button.setEnabled(False)
    assert not painted(button.grab(), QColor(CONTRAST.border))
    assert painted(button.grab(), QColor(CONTRAST.off_line))
    theme.apply(qapp, settings)


def painted(picture: QPixmap, colour: QColor) -> bool:
    image = picture.toImage()
    wanted = colour.rgb()
    return any(
        image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height())
    )


def test_words_are_never_markup(qtbot: QtBot) -> None:
    shown = label("<b>AU</b> & <img src=x>")
    qtbot.addWidget(shown)
    assert shown.textFormat() == Qt.TextFormat.PlainText
    assert shown.text() == "<b>AU</b> & <img src=x>"


def test_a_notice_says_one_thing_and_offers_one(qtbot: QtBot) -> None:
    notice = Notice()
    qtbot.addWidget(notice)
    assert notice.isHidden()
    done: list[str] = []
    notice.say("AU was deleted.", "plain", ("Undo", lambda: done.append("undone")))
    assert not notice.isHidden()
    assert notice.text == "AU was deleted."
    qtbot.mouseClick(notice._button, Qt.MouseButton.LeftButton)
    assert done == ["undone"]
    assert notice.isHidden()
    notice.say("Only words.")
    assert notice._button.isHidden()


def test_in_a_window_from_the_right_lines_stand_at_the_inner_edge() -> None:
    """Qt mirrors no border."""
    for direction, inner in (
        (Qt.LayoutDirection.LeftToRight, "right"),
        (Qt.LayoutDirection.RightToLeft, "left"),
    ):
        made = theme.stylesheet(LIGHT, direction)
        line = next(one for one in made.splitlines() if 'role="navigation"' in one)
        assert f"border-{inner}: 1px" in line


@pytest.mark.parametrize(
    ("direction", "sides"),
    [(Qt.LayoutDirection.LeftToRight, (8, 4)), (Qt.LayoutDirection.RightToLeft, (4, 8))],
)
def test_a_notice_is_inset_where_its_words_begin(
    qtbot: QtBot, qapp: QApplication, direction: Qt.LayoutDirection, sides: tuple[int, int]
) -> None:
    before = qapp.layoutDirection()
    qapp.setLayoutDirection(direction)
    notice = Notice()
    qtbot.addWidget(notice)
    qapp.setLayoutDirection(before)
    layout = notice.layout()
    assert layout is not None
    margins = layout.contentsMargins()
    assert (margins.left(), margins.right()) == sides


def test_dots_end_the_words_of_buttons_and_menus_from_the_right(
    qtbot: QtBot, qapp: QApplication, settings: Settings
) -> None:
    """After a mark that is read from the left they stand at the end of English words."""
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        theme.apply(qapp, settings)
        keep_ends(qapp)
        words = ("Print…", "طباعة…", "Region ▾", "Use “AU”")
        buttons = [QPushButton(one) for one in words]
        menu = QMenu()
        menu.addAction("Save as…")
        for one in (*buttons, menu):
            qtbot.addWidget(one)
            one.grab()
        menu.popup(QPoint(0, 0))
        marked = ["Print…\u200e", "طباعة…", "Region ▾", "Use “AU”\u200e"]
        assert [one.text() for one in buttons] == marked
        buttons[0].setText("Change…")
        buttons[0].grab()
        assert buttons[0].text() == "Change…\u200e"
        assert [one.text() for one in menu.actions()] == ["Save as…\u200e"]
        menu.close()
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    left = QPushButton("Print…")
    qtbot.addWidget(left)
    left.grab()
    assert left.text() == "Print…"


def test_a_reading_pane_that_has_the_keyboard_is_ringed(
    qtbot: QtBot, qapp: QApplication, settings: Settings
) -> None:
    theme.apply(qapp, settings)
    image = QPixmap(40, 30)
    image.fill(QColor("#884422"))
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    page = BytesIO()
    canvas = Canvas(page)
    canvas.drawString(72, 720, "One page")
    canvas.save()
    sheet = Sheet(page.getvalue())
    panes: list[QWidget] = [
        PageView(sheet), ImagePane(bytes(data.data())), TextPane(b"Points to make").edit,
    ]  # fmt: skip
    window, other = QWidget(), QPushButton("other")
    qtbot.addWidget(window)
    column = QHBoxLayout(window)
    for one in (other, *panes):
        column.addWidget(one)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    other.setFocus()
    assert not any(painted(pane.grab(), QColor(LIGHT.focus)) for pane in panes)
    for pane in panes:
        pane.setFocus()
        assert painted(pane.grab(), QColor(LIGHT.focus)), pane
    sheet.close()
