from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctdesk.reports import style
from ctdesk.reports.breaking import Line, natural_width, one_line, set_lines
from ctdesk.reports.fonts import BOLD, HAN, NASKH, REGULAR, Fonts
from ctdesk.reports.style import TextStyle
from tests.reports.contents import ARABIC

WORDS = st.sampled_from(
    [
        "counter-terrorism", "2024–2026", "a", "Côte", "d’Ivoire", "Экономическое", "الاتحاد",
        "الأفريقي", "(AU)", "上海合作组织", "（中国）", "и", "25%", "http://example.org/a/very/long/path",
        "\u00a0", "e\u0301", "مُحَمَّد", "«الله»", "\u2067", "\u2069", "\n", "<b>&amp;", "\u200f",
        "\U0001f600",
    ]
)  # fmt: skip
MIXED = st.one_of(
    st.lists(WORDS, max_size=25).map(" ".join),
    st.lists(WORDS, max_size=12).map("".join),
    st.text(max_size=60),
)
STYLES = st.sampled_from([style.BODY, style.CELL_BOLD, style.TITLE, style.SMALL])


def shown(lines: list[Line]) -> list[str]:
    return ["".join(span.text for span in line.spans) for line in lines]


@given(MIXED, STYLES, st.floats(min_value=40, max_value=500))
def test_no_line_is_wider_than_its_column(text: str, look: TextStyle, room: float) -> None:
    for line in set_lines(Fonts(), text, look, room):
        assert line.width <= room + 0.02
        measured = 0.0
        characters = Fonts().cut(bold=look.bold).characters
        for span in line.spans:
            measured += sum(characters[each][1] for each in span.text) * look.size
        assert measured == pytest.approx(line.width, abs=0.02)


@given(st.lists(WORDS.filter(lambda word: word.strip() and word.isascii()), min_size=1))
def test_no_word_is_lost_or_doubled(words: list[str]) -> None:
    lines = shown(set_lines(Fonts(), " ".join(words), style.BODY, 60))
    assert "".join(lines).replace(" ", "") == "".join(words)


@given(MIXED, st.floats(min_value=20, max_value=300))
def test_one_line_fits(text: str, room: float) -> None:
    assert one_line(Fonts(), text, style.SMALL, room).width <= room + 0.02


def test_words_are_kept_whole_where_they_fit(fonts: Fonts) -> None:
    lines = shown(set_lines(fonts, "Border management in West Africa", style.BODY, 90))
    assert lines == ["Border", "management in", "West Africa"]


def test_a_hyphen_ends_a_line_where_that_fills_it(fonts: Fonts) -> None:
    room = natural_width(fonts, "The counter-", style.BODY)
    assert shown(set_lines(fonts, "The counter-terrorism", style.BODY, room)) == [
        "The counter-",
        "terrorism",
    ]


def test_a_word_wider_than_the_line_is_broken(fonts: Fonts) -> None:
    lines = set_lines(fonts, "W" * 40, style.BODY, 100)
    assert "".join(shown(lines)) == "W" * 40
    assert len(lines) > 2


def test_newlines_are_kept(fonts: Fonts) -> None:
    assert shown(set_lines(fonts, "one\r\n\ntwo\n", style.BODY, 300)) == ["one", "", "two"]


def test_nothing_to_see_has_no_lines(fonts: Fonts) -> None:
    assert set_lines(fonts, " \n\t\u200b ", style.BODY, 300) == []


def test_a_no_break_space_does_not_break(fonts: Fonts) -> None:
    room = natural_width(fonts, "Prepared 22", style.BODY)
    lines = shown(set_lines(fonts, "Prepared 22\u00a0June", style.BODY, room))
    assert lines == ["Prepared", "22\u00a0June"]


def test_chinese_breaks_between_characters_but_not_before_a_stop(fonts: Fonts) -> None:
    room = natural_width(fonts, "上海合作", style.BODY)
    lines = shown(set_lines(fonts, "上海合作。组织成员国", style.BODY, room))
    assert lines == ["上海合", "作。组织", "成员国"]


def test_each_script_has_its_face(fonts: Fonts) -> None:
    (line,) = set_lines(fonts, "SCO ШОС 上海 شنغهاي", style.BODY, 400)
    faces = {span.text.strip(): span.face for span in line.spans}
    assert faces["SCO ШОС"] is REGULAR[0]
    assert faces["上海"] is HAN
    assert NASKH in faces.values()
    (bold,) = set_lines(fonts, "شنغهاي", style.CELL_BOLD, 400)
    assert [span.face for span in bold.spans] == [BOLD[1]]


def test_arabic_is_joined_and_reads_from_the_right(fonts: Fonts) -> None:
    (line,) = set_lines(fonts, "غرب", style.BODY, 400)
    # Beh in its final form, reh in its final form, ghain in its initial form, from the left.
    assert shown([line]) == ["\ufe8f\ufeae\ufecf"]
    assert line.from_right


def test_brackets_are_mirrored_in_right_to_left_text(fonts: Fonts) -> None:
    assert shown(set_lines(fonts, "غ (AU)", style.BODY, 400)) == ["(AU) \ufecd"]
    assert shown(set_lines(fonts, "(غ)", style.BODY, 400)) == ["(\ufecd)"]
    assert shown(set_lines(fonts, "AU (غ) x", style.BODY, 400)) == ["AU (\ufecd) x"]


def test_right_to_left_text_breaks_in_reading_order(fonts: Fonts) -> None:
    whole = natural_width(fonts, ARABIC, style.BODY)
    lines = set_lines(fonts, ARABIC, style.BODY, whole * 0.6)
    assert len(lines) == 2
    # The first word of the name is on the first line, at its right end.
    assert shown(lines)[0].endswith("\ufe94\ufecb\ufe8e\ufee4\ufea0\ufedf\ufe8d")
