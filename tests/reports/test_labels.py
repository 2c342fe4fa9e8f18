from __future__ import annotations

import pytest

from ctdesk.reports import labels
from ctdesk.ui.codes import MEMBER_ROLES, words_for
from ctdesk.ui.forms.inputs.wording import said
from tests.reports.contents import engagement


@pytest.mark.parametrize(
    ("items", "told"),
    [
        ((), ""),
        (("Decision 7",), "Decision 7"),
        (("Decision 7", "Decision 4"), "Decisions 4, 7"),
        (("Decision 10", "Decision 7"), "Decisions 7, 10"),
        (("Decision 7", "Decision 7"), "Decision 7"),
        (("Milestone 1", "Decision 7", "Decision 4"), "Decisions 4, 7; Milestone 1"),
        (("Pillar IV", "Pillar II"), "Pillars II, IV"),
        (("Action 23 (c)", "Action 23 (a)"), "Action 23 (a); Action 23 (c)"),
        (("Option: regular briefings", "Priority 3"), "Option: regular briefings; Priority 3"),
    ],
)
def test_items_of_one_kind_stand_together(items: tuple[str, ...], told: str) -> None:
    assert labels.compact(items).replace("\u00a0", " ") == told


def test_our_own_readings_are_marked() -> None:
    both = engagement(under=("Decision 4", "Decision 7"), readings=("Decision 7", "Decision 4"))
    assert labels.under(both) == "Decisions\u00a04,\u00a07 (our\u00a0reading)"
    one = engagement(under=("Decision 4", "Decision 7"), readings=("Decision 4",))
    assert labels.under(one) == "Decision 7; Decision 4 (our\u00a0reading)"


def test_numbers_under_ten_are_words() -> None:
    assert [labels.spelled(number) for number in (0, 1, 9, 10, 1200)] == [
        "no",
        "one",
        "nine",
        "10",
        "1,200",
    ]
    assert labels.member_states(1) == "one member State"


def test_an_unknown_code_stands_for_itself() -> None:
    assert labels.role("note_taker") == "note taker"


def test_one_role_is_spelled_alike_everywhere() -> None:
    told = {labels.role("co_chair"), words_for("co_chair", MEMBER_ROLES), said("role", "co_chair")}
    assert told == {"Co-chair"}


def test_names_in_a_list() -> None:
    assert labels.listed(("AU",)) == "AU"
    assert labels.listed(("AU", "EU", "LCBC")) == "AU, EU and LCBC"
