"""The examples of needs and of the plan: whole, and marked so that nobody takes them for facts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ctdesk.db import creating
from ctdesk.db.creating import Example
from ctdesk.db.queries import plan
from ctdesk.db.queries.needs import UNANSWERED, NeedList, need
from ctdesk.db.register import open_register
from ctdesk.db.store import Store, open_store
from ctdesk.paths import resources
from tests.conftest import INSTALLATION

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path: Path = tmp_path_factory.mktemp("example") / "example.ctdesk"
    creating.make(path, None, resources(), Example(INSTALLATION, "A", TODAY)).close()
    with open_register(path, None, read_only=True) as opened:
        yield open_store(opened, INSTALLATION, "A")


def test_each_need_says_that_it_is_an_example_and_of_no_real_body(store: Store) -> None:
    records = [store.read(need(one)) for one in store.read(NeedList().ids)]
    assert len(records) > 10
    for one in records:
        assert one.draft.statement.endswith("(example)")
        assert one.draft.is_example
        assert one.body[0] in ("", "EXRO")
        assert one.said_at.endswith("(example)") or one.draft.source == "Example, not a real source"
        assert one.said_on in (None, one.draft.stated_on)
    assert {one.draft.kind for one in records} == {"need", "challenge", "practice"}
    unanswered = [one for one in records if one.draft.kind != "practice" and not one.answers
                  and one.draft.state in ("open", "being_met")]  # fmt: skip
    assert store.read(NeedList(asked=UNANSWERED).count) == len(unanswered) > 0


def test_each_row_of_the_plan_says_that_it_is_an_example(store: Store) -> None:
    objectives = store.read(plan.objectives)
    assert len(objectives) == 3
    for objective in objectives:
        assert objective.title.endswith("(example)")
        assert not objective.note or objective.note.endswith("(example)")
        for action in objective.actions:
            assert store.read(plan.action_draft(action.id)).is_example
            assert action.what.endswith("(example)")
            assert not action.officer or action.officer.endswith("(example)")
            assert not action.result or action.result.endswith("(example)")
    assert sum(one.late(TODAY) for one in objectives) == store.read(plan.count_late(TODAY)) > 0
