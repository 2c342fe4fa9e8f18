"""The look: every theme is whole, readable, and reaches what is painted."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontDatabase, QPixmap
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ctdesk.settings import Settings
from ctdesk.ui import theme
from ctdesk.ui.theme import DARK, LIGHT, THEMES, Tokens
from ctdesk.ui.widgets.card import label
from ctdesk.ui.widgets.chips import ROLES, Chip
from ctdesk.ui.widgets.notice import Notice

READ_TOGETHER = [
    ("text", "surface"), ("text", "pane"), ("text", "card"), ("text", "selection"),
    ("text", "hover"), ("muted", "surface"), ("muted", "pane"), ("muted", "card"),
    ("on_accent", "accent"), ("accent_text", "surface"), ("accent_text", "selection"),
    ("chip_text", "chip"), ("good_text", "good"), ("warn_text", "warn"), ("bad_text", "bad"),
]  # fmt: skip


def luminance(colour: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue, _alpha = QColor(colour).getRgbF()
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


@pytest.mark.parametrize("tokens", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize(("ink", "ground"), READ_TOGETHER)
def test_text_can_be_read(tokens: Tokens, ink: str, ground: str) -> None:
    """At least 4.5 to 1, as WCAG 2 asks of running text."""
    light, dark = sorted(
        (luminance(getattr(tokens, ink)), luminance(getattr(tokens, ground))), reverse=True
    )
    assert (light + 0.05) / (dark + 0.05) >= 4.5


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
    chip = Chip("7 days late", "bad")
    qtbot.addWidget(chip)
    chip.resize(chip.sizeHint())
    assert painted(chip.grab(), QColor(LIGHT.bad))
    chip.set_tone("good")
    assert painted(chip.grab(), QColor(LIGHT.good))
    assert not painted(chip.grab(), QColor(LIGHT.bad))


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
