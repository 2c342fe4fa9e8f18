from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ctdesk.db.queries.sheets import Promise, SummarySection
from ctdesk.reports.summary import layout
from tests.reports import printed
from tests.reports.contents import AS_OF, engagement, row, summary

GOLDEN = Path(__file__).parent / "golden" / "summary.txt"
EMPTY = {
    "rows": (),
    "not_engaged": (),
    "sections": (),
    "engagements_held": 0,
    "engagements_planned": 0,
}


def test_the_sheet_reads_as_before() -> None:
    pages = printed.pages(layout(summary()))
    told = "\n\f\n".join("\n".join(page) for page in pages) + "\n"
    assert told == GOLDEN.read_text("utf-8")


def test_nothing_engaged_is_said() -> None:
    text = printed.text(layout(summary(**EMPTY)))
    assert "1. No engagement was held in the period, and none is planned." in text
    assert "Organization Held" not in text


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        (date(2026, 7, 1), AS_OF, "1 July to 22 November 2026."),
        (None, AS_OF, "Until 22 November 2026."),
        (date(2026, 7, 1), None, "Since 1 July 2026."),
        (None, None, "All dates."),
    ],
)
def test_periods(first: date | None, last: date | None, told: str) -> None:
    assert told in printed.text(layout(summary(period_from=first, period_to=last)))


@pytest.mark.parametrize(
    ("item", "organization", "title"),
    [
        ("Decision 7", "", "Engagements under Decision 7"),
        ("", "ECOWAS", "Engagements with ECOWAS"),
        ("Decision 7", "ECOWAS", "Engagements with ECOWAS under Decision 7"),
        ("", "", "Engagements"),
    ],
)
def test_titles(item: str, organization: str, title: str) -> None:
    pdf = layout(summary(item=item, organization=organization))
    assert printed.pages(pdf)[0][0] == title


def test_gaps_are_told_one_by_one() -> None:
    gaps = (
        row("Lake Chad Basin Commission", "LCBC", has_focal_point=False),
        row("Council of Europe", "CoE", last_engaged=date(2026, 3, 9), planned=2),
    )
    text = printed.text(layout(summary(not_engaged=gaps)))
    assert (
        "Lake Chad Basin Commission: no engagement under Decision 7 since its adoption in "
        "February 2025; no focal point designated."
    ) in text
    assert (
        "Council of Europe: last engaged under Decision 7 on 9 March 2026; two engagements planned."
    ) in text
    free = printed.text(layout(summary(item="", item_adopted=None, not_engaged=gaps)))
    assert "Lake Chad Basin Commission: no engagement on record; no focal point" in free


def test_without_an_item_each_paragraph_says_under_what() -> None:
    line = engagement(under=("Decision 4", "Decision 7"), summary="They met!", outcome="")
    section = SummarySection("ECOWAS", "ECOWAS", (line,))
    text = printed.text(layout(summary(item="", sections=(section,))))
    assert "in-focus session, virtual. Under Decisions 4, 7. They met!" in text
    assert "They met!." not in text


def test_paragraphs_run_through_the_document() -> None:
    lines = tuple(engagement(id=place, title=f"Meeting {place}") for place in range(1200))
    half = len(lines) // 2
    sections = (
        SummarySection("A", "First", lines[:half]),
        SummarySection("B", "Second", lines[half:]),
    )
    pages = printed.pages(layout(summary(sections=sections, not_engaged=())))
    told = [line for page in pages for line in page if ". 12 November 2026. Meeting" in line]
    assert [int(line.split(".")[0]) for line in told] == list(range(1, 1201))


def test_a_paragraph_is_not_parted_from_its_commitments() -> None:
    promised = (Promise(1, "AU", "UNOCT", "Send the report", AS_OF, "open"),)
    for above in range(20, 60):
        lines = [engagement(id=number, title=f"Meeting {number}") for number in range(above)]
        last = engagement(id=999, title="The last meeting", commitments=promised)
        sections = (SummarySection("A", "First", (*lines, last)),)
        pages = printed.pages(layout(summary(sections=sections, not_engaged=())))
        (page,) = [page for page in pages if any("Send the report" in line for line in page)]
        assert any("The last meeting" in line for line in page)
