"""Which sentence the cursor stands in, and where a sentence stands now."""

from __future__ import annotations

import pytest

from ctdesk.db.passages import (
    Passage,
    find,
    is_there,
    maker,
    promise_of,
    sentence_around,
    sentence_with,
)

TWO = "The Union will send its list by June. UNOCT shares the framework!\nNext line here"


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("|First one. Second one.", "First one."),
        ("First o|ne. Second one.", "First one."),
        ("First one.| Second one.", "First one."),
        ("First one. |Second one.", "Second one."),
        ("First one. Second one.|", "Second one."),
        ("First line\nSecond| line\nThird", "Second line"),
        ("First line|\nSecond line", "First line"),
        ("First line\n|Second line", "Second line"),
        ("Mr. Abara of the A.U. will| send No. 4 by e.g. 3.5 weeks. Then", None),
        ("سيرسل الاتحاد القائمة؟ وسيجيب| المكتب.", "وسيجيب المكتب."),
        ("非盟将提交清单。反恐办|将分享框架。", "反恐办将分享框架。"),
        ("  |  ", ""),
        ("|", ""),
    ],
)
def test_the_sentence_a_cursor_stands_in(text: str, marked: str | None) -> None:
    at = text.index("|")
    text = text.replace("|", "")
    start, end = sentence_around(text, at, at)
    wanted = (
        "Mr. Abara of the A.U. will send No. 4 by e.g. 3.5 weeks." if marked is None else marked
    )
    assert text[start:end] == wanted


def test_a_selection_is_meant_as_it_is_without_blanks_around() -> None:
    start, end = sentence_around(TWO, 37, 52)
    assert TWO[37:52] == " UNOCT shares t"
    assert TWO[start:end] == "UNOCT shares t"


@pytest.mark.parametrize(
    ("sentence", "promise"),
    [
        ("- ECOWAS sends the list.", "ECOWAS sends the list"),
        ("“ECOWAS sends\n the list”.", "ECOWAS sends the list"),
        ("2) Send it", "Send it"),
        ("2026 is the year.", "2026 is the year"),
        ("Who sends it?", "Who sends it?"),
        ("…", "…"),
    ],
)
def test_the_wording_of_a_promise(sentence: str, promise: str) -> None:
    assert promise_of(sentence) == promise


NAMES = {
    1: ("African Union", "AU", "Union africaine", "非盟"),
    2: ("African Union Commission", "AUC"),
    3: ("Economic Community of West African States", "ECOWAS"),
}


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("The African Union shares its list.", 1),
        ("- the AU shares its list", 1),
        ("L’Union africaine partage sa liste.", 1),
        ("非盟将提交清单。", 1),
        ("The African Union Commission shares its list.", 2),
        ("ECOWAS, with the AU, shares its list.", 3),
        ("Aumann shares a list.", None),
        ("It was agreed that the AU shares its list.", None),
        ("The", None),
    ],
)
def test_who_makes_the_promise_of_a_sentence(sentence: str, who: int | None) -> None:
    assert maker(sentence, NAMES) == who


def test_a_sentence_is_found_where_it_stands() -> None:
    notes = {"summary": TWO, "outcome": "Nothing", "recommendations": TWO}
    assert find("UNOCT shares the framework!", "other", notes) == Passage("summary", 38, 65)
    assert find("", "send its list", notes) == Passage("summary", 15, 28)


def test_it_is_never_guessed() -> None:
    notes = {"outcome": TWO}
    assert find("UNOCT shares the frame", "framewor", notes) is None
    assert find("unoct shares the framework!", "", notes) is None
    assert find("", "  ", notes) is None
    assert not is_there("UNOCT shared the framework!", notes)
    assert is_there("UNOCT shares the framework!", notes)


def test_words_of_a_script_without_blanks_are_found_among_others() -> None:
    assert find("分享框架", "", {"outcome": "反恐办将分享框架。"}) == Passage("outcome", 4, 8)


def test_the_sentence_with_most_of_the_words_is_shown() -> None:
    text = "They met. The border officers of Lagos spoke. The border was long."
    assert sentence_with(text, ["border"]) == "The border officers of Lagos spoke."
    assert sentence_with(text, ["long", "border"]) == "The border was long."
    assert sentence_with(text, ["zanzibar"]) == ""


def test_a_page_of_dots_or_of_one_word_is_looked_through_in_one_pass() -> None:
    for text in ("." * 100_000 + "x over. Zanzibar", "x" * 100_000 + " a\u00adb. Zanzibar"):
        assert sentence_with(text, ["zanzi", "none"]) == "Zanzibar"


def test_a_long_sentence_is_cut_around_the_word() -> None:
    text = f"{'before ' * 60}Zanzibar {'after ' * 60}."
    shown = sentence_with(text, ["zanzi"], 100)
    assert shown.startswith("…before ")
    assert shown.endswith("…")
    assert "Zanzibar" in shown[:70]
    late = "The participants recalled earlier work at length and agreed on Zanzibar."
    assert sentence_with(late, ["zanzi"]) == "…length and agreed on Zanzibar."
    chinese = "反" * 300 + "会" + "恐" * 300
    assert "会" in sentence_with(chinese, ["会"], 100)
    assert len(sentence_with(chinese, ["会"], 100)) <= 102
