"""The printed narrative: each item with its text, its sentences and how many were held."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ctdesk.db.queries.narrative import Narrative, NarrativeItem, Sentence
from ctdesk.reports.narrative import layout
from tests.reports import printed
from tests.reports.contents import ARABIC, AS_OF, when


def sentence(day: date = date(2026, 3, 12), **changed: Any) -> Sentence:
    given: dict[str, Any] = {
        "engagement_id": 1,
        "title": "Consultation on borders",
        "when": when(day),
        "status": "held",
        "organizations": ("AU", "ECOWAS"),
        "text": "A focal point was named.",
        "is_reading": False,
    }
    return Sentence(**{**given, **changed})


def item(label: str = "Decision 7", **changed: Any) -> NarrativeItem:
    given: dict[str, Any] = {
        "label": label,
        "title": "Cooperation",
        "text": "Cooperation in compliance with international law.",
        "due": None,
        "state": "",
        "result": "",
        "held": 3,
        "planned": 0,
        "sentences": (sentence(),),
    }
    return NarrativeItem(**{**given, **changed})


def narrative(*items: NarrativeItem, **changed: Any) -> Narrative:
    given: dict[str, Any] = {
        "framework": "Decisions Document, February 2025",
        "item": "",
        "items": items or (item(),),
        "sensitivity": "unclassified",
        "as_of": AS_OF,
        "register": "Regional desk",
    }
    return Narrative(**{**given, **changed})


def text(content: Narrative) -> str:
    return printed.text(layout(content)).replace("\u00a0", " ")


def test_an_item_with_its_text_its_sentence_and_its_count() -> None:
    told = text(narrative())
    assert "Narrative: Decisions Document, February 2025" in told
    assert "I. Decision 7: Cooperation" in told
    assert "Cooperation in compliance with international law." in told
    assert "Engagements Three engagements held" in told
    assert "1. 12 March 2026" in told
    assert "Consultation on borders, with AU and ECOWAS. A focal point was named." in told
    assert "Due" not in told
    assert "State" not in told


def test_items_without_a_sentence_say_so_and_paragraphs_run_on() -> None:
    planned = sentence(date(2026, 12, 1), status="planned", is_reading=True)
    told = text(narrative(
        item(sentences=(sentence(), planned)),
        item("Decision 8", title="", text="", held=0, sentences=()),
        item("Decision 9", title="", planned=1),
    ))  # fmt: skip
    assert "(planned)" in told
    assert "A focal point was named. (Our reading.)" in told
    assert "II. Decision 8 Engagements No engagements held No sentence on record says" in told
    assert "III. Decision 9" in told
    assert "Three engagements held, one planned" in told
    assert "3. 12 March 2026" in told
    assert told.count("No sentence on record") == 1


def test_a_milestone_says_when_it_is_due_and_what_came_of_it() -> None:
    milestone = item("Milestone 1", due=date(2025, 6, 30), state="to_be_confirmed")
    told = text(narrative(milestone, item="Milestone 1"))
    assert "Narrative: Milestone 1" in told
    assert "Due 30 June 2025 State To be confirmed Engagements" in told
    assert "Result" not in told
    done = item("Milestone 1", state="done", result="<b>Held</b> & agreed")
    assert "State Done Result <b>Held</b> & agreed" in text(narrative(done))


@pytest.mark.parametrize("level", ["unclassified", "confidential", "strictly_confidential"])
def test_every_page_is_marked(level: str) -> None:
    many = item(sentences=tuple(sentence(text=f"{ARABIC} {n}.") for n in range(80)))
    pages = printed.pages(layout(narrative(many, sensitivity=level), "letter"))
    assert len(pages) > 2
    mark = level.replace("_", " ").upper()
    assert all("\n".join(page).count(mark) == 2 for page in pages)


def test_the_same_content_gives_the_same_bytes() -> None:
    assert layout(narrative()) == layout(narrative())
