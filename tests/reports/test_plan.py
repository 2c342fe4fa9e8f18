"""The action plan on paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from ctdesk.db.queries.plan import ActionRow, ObjectiveRow, PlanSheet
from ctdesk.reports.plan import layout
from tests.reports import printed

AS_OF = date(2026, 11, 22)
ARABIC = "تنسيق الجهود"


def action(number: str, what: str, days: int | None = None, **values: Any) -> ActionRow:
    due = None if days is None else AS_OF + timedelta(days)
    plain = ActionRow(
        id=1, number=number, what=what, who="AU", officer="", due=due, state="open", item="",
        item_label="", engagements=0, commitments=0, result="", sensitivity="",
    )  # fmt: skip
    return replace(plain, **values)


def sheet(*objectives: ObjectiveRow, **values: Any) -> PlanSheet:
    return replace(PlanSheet(objectives, "unclassified", AS_OF, "Desk"), **values)


def test_each_objective_has_its_table_with_states_in_words() -> None:
    first = ObjectiveRow(1, "1", "Exchange", "Known by quarter", (
        action("1.1", "Hold a forum", -9, state="under_way", officer="A. Officer",
               item="D7", item_label="Decision 7", engagements=2, commitments=1),
        action("1.2", "Name contacts", -1, state="done", result="All named"),
        action("1.3", "Share a calendar", 1),
        action("1.4", "Call", 0),
        action("1.5", "Write", state="dropped"),
    ))  # fmt: skip
    second = ObjectiveRow(2, "2", "Nothing yet", "", ())
    text = printed.text(layout(sheet(first, second)))
    assert "Two objectives, five actions: one done, one late. Prepared 22 November 2026." in text
    assert "1. Exchange Known by quarter" in text
    for state in ("under way", "9 days late", "1 day left", "due today", "dropped"):
        assert state in text
    assert "AU, A. Officer" in text
    assert "Under Decision 7; carried out by two" in text
    assert "one commitment" in text
    assert "Result: All named" in text
    assert "no date" in text
    assert "2. Nothing yet No actions yet." in text


def test_markup_arabic_and_long_texts_are_printed_as_they_are() -> None:
    many = tuple(
        action(f"1.{number}", f"<b>{number}</b> & {'long ' * 60}", number)
        for number in range(1, 60)
    )
    pdf = layout(sheet(ObjectiveRow(1, "1", f"{ARABIC} <i>", "", many)))
    pages = printed.pages(pdf)
    assert len(pages) > 5
    assert all("No. Action Who Due State" in " ".join(page) for page in pages[:-1])
    assert "<b>7</b> &" in printed.text(pdf)


def test_the_same_content_gives_the_same_bytes_and_the_mark_of_its_sensitivity() -> None:
    content = sheet(ObjectiveRow(1, "1", "Exchange", "", ()), sensitivity="confidential")
    assert layout(content) == layout(content)
    assert "CONFIDENTIAL" in printed.text(layout(content, "letter"))
    assert printed.sizes(layout(content, "letter")) == [(612, 792)]
