from __future__ import annotations

import re
from dataclasses import fields
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ctdesk.db.queries.sheets import DecisionRecord, FocalPoint, OtherName, When
from ctdesk.reports.brief import layout
from tests.reports import printed
from tests.reports.contents import (
    ARABIC,
    CHINESE,
    bare_brief,
    brief,
    engagement,
    meeting,
    promise,
)

GOLDEN = Path(__file__).parent / "golden" / "brief.txt"
MARKUP = "<b>&amp; Tom & Jerry</b> %s {name}"


def told(pdf: bytes) -> str:
    return "\n\f\n".join("\n".join(page) for page in printed.pages(pdf)) + "\n"


def test_the_sheet_reads_as_before() -> None:
    assert told(layout(brief())) == GOLDEN.read_text("utf-8")


def test_a_name_alone_fills_one_page_and_shows_the_gaps() -> None:
    pages = printed.pages(layout(bare_brief()))
    assert len(pages) == 1
    assert [line for line in pages[0] if not line.startswith("UNCLASSIFIED")] == [
        "Economic Community of West African States",
        "Prepared 22 November 2026.",
        "Focal point none designated",
        "Last engaged never",
        "I. Engagements since February 2025",
        "1. No engagement with Economic Community of West African States has been held since "
        "February 2025.",
    ]


def test_without_a_date_of_adoption_nothing_is_said_of_it() -> None:
    text = printed.text(layout(bare_brief(record_since=None)))
    assert "since" not in text
    assert "is on record" in text


def test_no_heading_without_content() -> None:
    empty = meeting(
        objective=" \n", points_to_make="", sensitive_points="", participants=(), sessions=()
    )
    text = printed.text(layout(brief(meeting=empty)))
    for heading in ("Objective", "Points to make", "Sensitive points", "Participants", "Sessions"):
        assert heading not in text
    for heading in ("I. Meeting details", "II. Background", "III. Open commitments"):
        assert heading in text


def test_markup_is_text_in_every_field() -> None:
    pdf = layout(
        brief(
            name=MARKUP,
            official_name=MARKUP + "2",
            acronym=MARKUP,
            kind=MARKUP,
            seat=MARKUP,
            ct_body=MARKUP,
            profile=MARKUP,
            register=MARKUP,
            other_names=(OtherName("", MARKUP, ""),),
            focal_points=(FocalPoint(MARKUP, MARKUP, MARKUP, (MARKUP,), None),),
            meeting=meeting(
                line=engagement(title=MARKUP, kind=MARKUP, venue=MARKUP, city=MARKUP),
                objective=MARKUP,
                points_to_make=MARKUP,
                sensitive_points=MARKUP,
                participants=((MARKUP, MARKUP),),
                platform=MARKUP,
                level=MARKUP,
                sessions=((MARKUP, None),),
            ),
            commitments=(promise(by=MARKUP, what=MARKUP),),
            engagements=(engagement(title=MARKUP, under=(MARKUP,), outcome=MARKUP),),
            initiatives=((MARKUP, MARKUP),),
            record=(DecisionRecord(MARKUP, (1, 1, 1, 1), 4),),
        )
    )
    text = printed.text(pdf).replace(" ", "")
    # All that was put in, less the marks by which the words of columns are parted.
    assert text.count("<b>&amp;Tom&Jerry</b>") >= 24
    assert text.count("<b>") == text.count("</b>")


def test_an_arabic_name_is_drawn_from_the_right() -> None:
    pdf = layout(bare_brief(name=ARABIC))
    title = [
        (letter, left)
        for letter, left, bottom in printed.letters(pdf)
        if letter.strip() and letter >= "\u0600" and bottom > 700
    ]
    # A reader takes the letters in reading order: each stands left of the one before, but for
    # the two letters of a ligature, which share a box.
    assert "".join(letter for letter, _left in title) == ARABIC.replace(" ", "")
    places = [left for _letter, left in title]
    assert places == sorted(places, reverse=True)
    assert places[0] > 500


def test_names_in_every_script_stand_in_the_order_given() -> None:
    others = (
        OtherName("ar", ARABIC, ""),
        OtherName("ru", "ЭКОВАС", ""),
        OtherName("ar", "جامعة", ""),
        OtherName("zh", CHINESE, ""),
    )
    letters = printed.letters(layout(bare_brief(other_names=others)))
    above = next(bottom for letter, _left, bottom in letters if letter == "Э")
    line = sorted(
        (left, letter) for letter, left, bottom in letters if abs(bottom - above) < 8 and left > 170
    )
    told = "".join(letter for _left, letter in line if letter.strip())
    arabic, russian, league, chinese = told.split(";")
    assert russian == "ЭКОВАС"
    assert chinese == CHINESE
    assert league == "جامعة"[::-1]
    # The two letters of a ligature share a place, so only the ends are sure.
    assert arabic.startswith("ايقيرفأبرغ")
    assert arabic.endswith("ةعامجلا")


def test_a_name_is_said_once() -> None:
    others = (OtherName("fr", "OTAN", "OTAN"), OtherName("es", "OTAN", ""))
    assert printed.text(layout(bare_brief(other_names=others))).count("OTAN") == 1


def test_what_is_late_and_what_is_left() -> None:
    dues = (date(2026, 11, 21), date(2026, 11, 22), date(2026, 11, 23), None)
    promises = tuple(promise(id=place, due=due) for place, due in enumerate(dues))
    text = printed.text(layout(bare_brief(commitments=promises)))
    for state in ("1 day late", "due today", "1 day left", "no date open"):
        assert state in text


def test_an_outcome_not_recorded_is_said_to_be() -> None:
    text = printed.text(layout(bare_brief(engagements=(engagement(outcome=""),))))
    assert "not recorded" in text


def test_many_quarters_go_into_further_tables() -> None:
    quarters = tuple(f"Q{1 + place % 4} {23 + place // 4}" for place in range(10))
    record = (DecisionRecord("Decision 7", tuple(range(100, 110)), 1045),)
    (page,) = printed.pages(layout(bare_brief(quarters=quarters, record=record)))
    assert "Quarter Q1 23 Q2 23 Q3 23 Q4 23 Q1 24 Q2 24 Q3 24 Q4 24" in page
    assert "Decision 7 100 101 102 103 104 105 106 107" in page
    assert "Quarter Q1 25 Q2 25 Since Feb 2025" in page
    assert "Decision 7 108 109 1045" in page


def test_our_readings_are_explained_where_there_are_any() -> None:
    read = engagement(readings=("Decision 7",))
    assert "Our reading:" in printed.text(layout(bare_brief(engagements=(read,))))
    assert "Our reading:" not in printed.text(layout(bare_brief(engagements=(engagement(),))))


def test_a_meeting_that_is_off_says_so() -> None:
    off = meeting(line=engagement(title="Consultation", status="postponed"))
    assert "virtual, postponed. Prepared" in printed.text(layout(brief(meeting=off)))


def test_sessions_of_the_same_day_give_their_time_alone() -> None:
    day = datetime(2026, 11, 24, 14)
    sessions = (
        ("Opening", When(day, day.replace(hour=15), "America/New_York", False)),
        ("Closing", When(day.replace(day=25), None, "America/New_York", False)),
    )
    text = printed.text(layout(brief(meeting=meeting(sessions=sessions))))
    assert "Sessions 2 to 3 p.m. (New York): Opening" in text
    assert "25 November 2026, 2 p.m. (New York): Closing" in text


def test_every_field_of_the_content_reaches_the_page() -> None:
    """A field added to the content must be printed, or be named here as not printed."""

    def without_fingerprint(**changed: Any) -> list[str]:
        pages = printed.pages(layout(brief(**changed)))
        return [re.sub("content .* page", "", line) for page in pages for line in page]

    plain = without_fingerprint()
    of_type: dict[type, Any] = {str: "other", int: 77, tuple: (), date: date(2024, 1, 2)}
    other = {
        field.name: of_type.get(type(getattr(brief(), field.name))) for field in fields(brief())
    }
    other["quarters"] = ("Q1 20", "Q2 20", "Q3 20", "Q4 20")  # as many as the record counts
    silent = {
        name for name, value in other.items() if without_fingerprint(**{name: value}) == plain
    }
    assert silent == {"organization_id"}
