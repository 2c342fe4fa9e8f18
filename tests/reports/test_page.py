from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from ctdesk.errors import UserError
from ctdesk.reports import brief as briefs
from ctdesk.reports import summary as summaries
from ctdesk.reports.digest import digest, short
from tests.reports import printed
from tests.reports.contents import AS_OF, bare_brief, brief, engagement, summary

MANY = tuple(
    engagement(date(2026, 1 + place % 12, 1 + place % 28), id=place, outcome=f"Outcome {place}.")
    for place in range(100)
)


def test_the_same_content_gives_the_same_bytes() -> None:
    assert briefs.layout(brief()) == briefs.layout(brief())
    assert summaries.layout(summary()) == summaries.layout(summary())
    assert briefs.layout(brief()) != briefs.layout(brief(seat="Lagos"))


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_papers(paper: str, size: tuple[int, int]) -> None:
    assert set(printed.sizes(briefs.layout(brief(engagements=MANY), paper))) == {size}
    assert set(printed.sizes(summaries.layout(summary(), paper))) == {size}


def test_an_unknown_paper_is_a_users_error() -> None:
    with pytest.raises(UserError, match="“a5”; choose A4 or Letter"):
        briefs.layout(brief(), "a5")


@pytest.mark.parametrize(
    ("code", "marking"),
    [
        ("unclassified", "UNCLASSIFIED"),
        ("confidential", "CONFIDENTIAL"),
        ("strictly_confidential", "STRICTLY CONFIDENTIAL"),
    ],
)
def test_every_page_is_marked_above_and_below(code: str, marking: str) -> None:
    content = brief(engagements=MANY, sensitivity=code)
    pdf = briefs.layout(content)
    pages = printed.pages(pdf)
    assert len(pages) > 3
    for number, lines in enumerate(pages, start=1):
        source = f"Counter-terrorism desk as of 22 November 2026 · content {short(digest(content))}"
        below = f"{marking} {source} page {number} of {len(pages)}"
        copy = " COPY NO. ______________" if code == "strictly_confidential" else ""
        assert f"{marking}{copy} BRIEFING SHEET" in lines
        assert below in lines
        letters = printed.letters(pdf, number - 1)
        first = [bottom for letter, left, bottom in letters if letter == marking[0] and left < 60]
        assert max(first) > 780
        assert min(first) < 60


def test_the_header_of_a_table_is_repeated() -> None:
    pages = printed.pages(briefs.layout(brief(engagements=MANY)))
    rows = [sum("Outcome" in line and "." in line for line in page) for page in pages]
    for page, count in zip(pages, rows, strict=True):
        assert ("Date Engagement Under Outcome" in page) == (count > 0)
    told = " ".join(line for page in pages for line in page)
    assert [int(number) for number in re.findall(r"Outcome (\d+)\.", told)] == list(range(100))


def test_a_row_taller_than_a_page_goes_on_under_the_header() -> None:
    words = [f"word{place:04}" for place in range(700)]
    tall = engagement(outcome="\n".join([" ".join(words), "end"]))
    pages = printed.pages(briefs.layout(bare_brief(engagements=(tall,))))
    assert len(pages) > 2
    for page in pages:
        assert "Date Engagement Under Outcome" in page
    told = " ".join(line for page in pages for line in page)
    assert re.findall(r"word\d{4}", told) == words


def test_a_register_with_a_long_name_keeps_the_page_number() -> None:
    pdf = briefs.layout(bare_brief(register="Desk of the North and South " * 20))
    (page,) = printed.pages(pdf)
    footer = page[-1]
    assert "…" in footer
    assert footer.endswith("page 1 of 1")


def test_what_the_file_says_of_itself() -> None:
    told = printed.metadata(briefs.layout(brief()))
    assert told["Title"] == "Economic Community of West African States (ECOWAS)"
    assert told["Subject"] == "Briefing sheet"
    assert told["CreationDate"].startswith("D:20261122")


def test_the_fingerprint_is_that_of_the_content() -> None:
    assert digest(brief()) == digest(brief())
    assert digest(brief()) != digest(replace(brief(), as_of=date(2026, 11, 23)))
    assert digest(brief(as_of=AS_OF)) == digest(brief())
    assert re.fullmatch("[0-9a-f]{4} [0-9a-f]{4} [0-9a-f]{4}", short(digest(brief())))
    with pytest.raises(TypeError):
        digest([object()])
