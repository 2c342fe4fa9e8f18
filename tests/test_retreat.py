"""The retreat's own example from end to end: what it agreed to ask for is entered, shown, printed.

Forums with hosts in turn, focal points, consultations with the Working Groups and the Kuwait Phase,
as milestone 1 of action 23 (c) names them; what is entered here is made up for the test.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pypdfium2
import pytest

from ctdesk.cli import main
from ctdesk.db import register
from ctdesk.db.drafts import (
    InitiativeDraft,
    ItemDraft,
    PostDraft,
    SeriesDraft,
    TargetDraft,
    TurnDraft,
)
from ctdesk.db.operations import engagements, initiatives, people, series, targets
from ctdesk.db.queries import coverage
from ctdesk.db.queries.coverage import ACTIVE, Asked, Count
from ctdesk.db.queries.engagements import EngagementList
from ctdesk.db.queries.initiative_map import the_map
from ctdesk.db.queries.organizations import OrganizationList
from ctdesk.db.queries.series import series as series_record
from ctdesk.db.queries.targets import progress
from ctdesk.db.search.tree import Key, together
from ctdesk.db.store import Store, open_store
from tests import factory
from tests.conftest import INSTALLATION

DAY = date(2026, 11, 24)
SENTENCE = "It opened the consultations with regional bodies."
REGIONAL = together(Key("kind", ("regional",)), ACTIVE)


def text_of(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def enter(store: Store) -> int:
    """All of it, step by step; the id of the series of forums."""
    known = factory.known(store)
    body, item = known.organization, known.item
    store.today = lambda: DAY

    def log(title: str, kind: str, day: str, *bodies: str, status: str = "held") -> int:
        draft = factory.engagement(
            store, *bodies, title=title, starts=datetime.fromisoformat(day), status=status,
            type_id=known.type(kind),
        )  # fmt: skip
        links = (ItemDraft(item("Decision 7"), SENTENCE), ItemDraft(item("Milestone 1")))
        whole = replace(draft, items=links)
        return store.perform(f"Log {title}", lambda s: engagements.log(s, whole))

    log("Compact retreat", "Retreat", "2025-06-25", "AU", "ECOWAS", "OSCE")
    forum = log("Regional forum", "Rotational regional forum", "2026-10-02", "ECOWAS")
    for group in ("AU", "SADC"):
        log("Consultation", "Thematic brainstorming consultation", "2026-11-10", group)
    log("Next forum", "Rotational regional forum", "2026-12-05", "SADC", status="planned")
    rotation = store.perform("Add", lambda s: series.add(s, SeriesDraft("Regional forums")))
    for host, engagement in (("ECOWAS", forum), ("SADC", None), ("IGAD", None)):
        turn = TurnDraft(rotation, body(host), engagement_id=engagement)
        store.perform("Add", lambda s, turn=turn: series.add_turn(s, turn))  # type: ignore[misc]
    post = PostDraft(
        body("ECOWAS"), "Head, counter-terrorism", focal_point="primary", last_verified=DAY
    )
    store.perform("Add", lambda s: people.add_post(s, post))
    kuwait = InitiativeDraft(
        "Kuwait Phase, border security", programme="kuwait_phase", lead_id=body("UNOCT"),
        partner_ids=(body("Tajikistan"), body("Kuwait")),
        theme_ids=(known.theme("Border security"),),
        place_ids=(known.country("Tajikistan"),), state="under_way", starts=date(2026, 1, 1),
    )  # fmt: skip
    store.perform("Add", lambda s: initiatives.add(s, kuwait))
    often = TargetDraft(kind="regional", item_id=item("Decision 7"), starts=date(2026, 7, 1))
    store.perform("Add", lambda s: targets.add(s, often))
    return rotation


@pytest.fixture
def rotation(register_path: Path) -> int:
    with register.open_register(register_path, None) as opened:
        return enter(open_store(opened, INSTALLATION, "A"))


def test_what_was_entered_is_shown(register_path: Path, rotation: int) -> None:
    with register.open_register(register_path, None) as opened:
        store = open_store(opened, INSTALLATION, "A")
        store.today = lambda: DAY
        asked = Asked(REGIONAL, Key("under", ("Decision 7",)), DAY)
        rows = {one.short_name: one for one in store.read(coverage.rows(asked))}
        assert [rows[name].cells[-1] for name in ("AU", "ECOWAS", "SADC", "OSCE")] == [
            Count(1), Count(1), Count(1, 1), Count(0),
        ]  # fmt: skip
        found = coverage.figures(asked, tuple(rows.values()))
        assert found.engaged.count == 3
        assert found.unmanned.count == found.bodies.count - 1
        assert store.read(OrganizationList(asked=found.never.asked).count) == found.never.count
        turns = store.read(series_record(rotation)).turns
        assert [one.host for one in turns] == ["ECOWAS", "SADC", "IGAD"]
        states = {one.organization: one.state for one in store.read(progress(DAY))}
        assert (states["AU"], states["OSCE"]) == ("met", "late")
        cells = store.read(the_map).cells.values()
        assert [one.name for cell in cells for one in cell.initiatives] == [
            "Kuwait Phase, border security"
        ]
        held = factory.asked("milestone:1 status:held")
        assert store.read(EngagementList(asked=held).count) == 4


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("matrix", "decision:7", "--until", "2026-11-24"),
         ("Decision 7: who was engaged", "ECOWAS", "never", "Without a primary focal point")),
        (("narrative", "--item", "Decision 7"), (SENTENCE, "Compact retreat")),
        (("week", "--until", "2026-11-24"), ("Week of", "Next forum")),
        (("summary", "milestone:1"), ("Milestone 1", "Consultation")),
    ],
)  # fmt: skip
def test_it_is_printed(
    register_path: Path,
    rotation: int,
    tmp_path: Path,
    words: tuple[str, ...],
    told: tuple[str, ...],
) -> None:
    assert rotation
    page = tmp_path / "page.pdf"
    assert main(["--register", str(register_path), "print", *words, "-o", str(page)]) == 0
    said = " ".join(text_of(page).split())
    for one in told:
        assert one in said, one
