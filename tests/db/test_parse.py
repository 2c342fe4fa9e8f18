"""A query as it is typed, as a tree, and as text again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctdesk.db.search.keys import KEYS
from ctdesk.db.search.parse import Fault, asked, parse
from ctdesk.db.search.periods import Period, days, period
from ctdesk.db.search.tree import (
    AllOf,
    AnyOf,
    Key,
    Not,
    Tree,
    Words,
    text_of,
    values_of,
    with_values,
)
from ctdesk.errors import UserError

TODAY = date(2026, 11, 24)  # a Tuesday

WRITTEN = [
    # as typed, and as it is written again
    ("", ""),
    ("  ecowas   border ", "ecowas border"),
    ('"border management" training', '"border management" training'),
    ("“border management” «на границе»", '"border management" "на границе"'),
    ('"border man', "border man"),  # still being typed
    ("-training -under:D4", "-training -decision:4"),
    ("a or b c", "a or b c"),
    ("(a or b) c", "(a or b) c"),
    ("-(a or b)", "-(a or b)"),
    ("((a))", "a"),
    ("a and b", "a b"),
    ("a AND b OR c", "a b or c"),
    ("(a or b", "a or b"),
    ("or a or", "a"),
    ("- -- ()", ""),
    ("org:ECOWAS", "org:ECOWAS"),
    ("ORG:ECOWAS", "org:ECOWAS"),
    ("org：ECOWAS，AU", "org:ECOWAS,AU"),
    ('org:"African Union"', 'org:"African Union"'),
    ("org:AU,ECOWAS,AU", "org:AU,ECOWAS"),
    ('org:"Or"', 'org:"Or"'),
    ("under:D7", "decision:7"),
    ("under:decision 7 ecowas", "decision:7 ecowas"),
    ('under:"Decision 7"', "decision:7"),
    ("decision:7", "decision:7"),
    ("decision:4,7", "decision:4,7"),
    ("milestone:4 priority:3", "milestone:4 priority:3"),
    ("under:M4,P3", 'under:"Milestone 4","Priority 3"'),
    ("action:23(c)", 'under:"Action 23(c)"'),
    ("(org:AU)", "org:AU"),
    ("pillar:iv", 'under:"Pillar IV"'),
    ("on:last quarter ecowas", 'on:"last quarter" ecowas'),
    ("after:June 2026 training", 'after:"June 2026" training'),
    ("after:may", "after:may"),
    ("before:2026-12", "before:2026-12"),
    ("modality:in-person", "modality:in_person"),
    ('modality:"in person"', "modality:in_person"),
    ("status:HELD", "status:held"),
    ("in:engagement", "in:engagements"),
    ("city:none", "city:none"),
    ("10:30 A/78:1", "10:30 A/78:1"),
    ("'quoted' O'Brien", "'quoted' O'Brien"),
    ("NEAR(a b) a* ^b", "NEAR a b a* ^b"),
]

FAULTS = [
    # as typed, what is said of it, and what belongs there instead
    ("orgg:ECOWAS", "“orgg:” is not known. Did you mean “org:”?", "org"),
    ("https://un.org", "“https:” is not known; in quotation marks it is searched for.", ""),
    ("org:", "“org:” needs something after it.", ""),
    ('org:""', "“org:” needs something after it.", ""),
    ("org:??", "“??” holds no word.", ""),
    ("status:hled", "“status:” cannot be “hled”", "held"),
    ("in:peple", "“in:” cannot be “peple”", "people"),
    ("after:never", "“never” is no date", ""),
    ("on:2026-02-30", "There is no 2026-02-30.", ""),
    ("after:2026-13", "There is no 2026-13.", ""),
    ("quiet:often", "“often” is no span of time", ""),
    ("quiet:99999y", "“99999y” is too long ago.", ""),
    ("a) b", "A bracket is closed here that was not opened.", ""),
    ("(" * 40 + "a", "Too many brackets stand in brackets.", ""),
    ("a " * 300, "This is too long to be asked at once.", ""),
]


@pytest.mark.parametrize(("typed", "written"), WRITTEN)
def test_text(typed: str, written: str) -> None:
    parsed = parse(typed, TODAY)
    assert parsed.faults == ()
    assert text_of(parsed.tree) == written
    assert parse(written, TODAY).tree == parsed.tree


@pytest.mark.parametrize(("typed", "said", "instead"), FAULTS)
def test_faults(typed: str, said: str, instead: str) -> None:
    fault, *_more = parse(typed, TODAY).faults
    assert fault.sentence.startswith(said)
    assert fault.instead == instead
    with pytest.raises(UserError, match="."):
        asked(typed, TODAY)


def test_a_fault_says_where_it_stands() -> None:
    typed = "border orgg:AU status:hled"
    key, value = parse(typed, TODAY).faults
    assert typed[key.start : key.end] == "orgg"
    assert typed[value.start : value.end] == "hled"
    mended = typed[: value.start] + value.instead + typed[value.end :]
    mended = mended[: key.start] + key.instead + mended[key.end :]
    assert parse(mended, TODAY).faults == ()


def test_what_is_wrong_leaves_the_rest() -> None:
    parsed = parse("border orgg:AU", TODAY)
    assert parsed.tree == Words("border")
    assert parsed.faults == (Fault(7, 11, "“orgg:” is not known. Did you mean “org:”?", "org"),)


_WORD = st.text("abcзжمح王ł0'-*.", min_size=1, max_size=6).filter(
    lambda word: word.casefold() not in ("or", "and") and any(map(str.isalnum, word))
)
_KEYS = st.sampled_from(["org", "with", "country", "title", "post", "theme"])
_LEAVES = st.one_of(
    _WORD.filter(lambda word: not word.startswith("-")).map(Words),
    st.lists(_WORD, min_size=1, max_size=3).map(lambda ws: Words(" ".join(ws), phrase=True)),
    st.builds(
        Key, _KEYS, st.lists(_WORD, min_size=1, max_size=3, unique=True).map(lambda ws: tuple(ws))
    ),
)


def _several(parts: st.SearchStrategy[Tree]) -> st.SearchStrategy[tuple[Tree, ...]]:
    return st.lists(parts, min_size=2, max_size=3).map(tuple)


def _grown(inner: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    return st.one_of(
        inner.map(Not),
        _several(inner.filter(lambda one: not isinstance(one, AllOf))).map(AllOf),
        _several(inner.filter(lambda one: not isinstance(one, AnyOf))).map(AnyOf),
    )


@given(st.recursive(_LEAVES, _grown, max_leaves=12))
def test_a_tree_is_read_from_its_text(tree: Tree) -> None:
    parsed = parse(text_of(tree), TODAY)
    assert parsed.faults == ()
    assert parsed.tree == tree


@given(st.text(max_size=60) | st.text('aor-()":,“” :', max_size=40))
def test_nothing_that_can_be_typed_throws(typed: str) -> None:
    parsed = parse(typed, TODAY)
    assert parse(text_of(parsed.tree), TODAY).tree == parsed.tree


PERIODS = [
    ("2026", "2026-01-01", "2026-12-31"),
    ("2026Q3", "2026-07-01", "2026-09-30"),
    ("2026-q1", "2026-01-01", "2026-03-31"),
    ("Q2", "2026-04-01", "2026-06-30"),
    ("Q2 2025", "2025-04-01", "2025-06-30"),
    ("2028-02", "2028-02-01", "2028-02-29"),
    ("2026-7-4", "2026-07-04", "2026-07-04"),
    ("June 2026", "2026-06-01", "2026-06-30"),
    ("jun", "2026-06-01", "2026-06-30"),
    ("December", "2025-12-01", "2025-12-31"),  # the latest one
    ("14 June 2026", "2026-06-14", "2026-06-14"),
    ("June 14th, 2026", "2026-06-14", "2026-06-14"),
    ("25 November", "2025-11-25", "2025-11-25"),
    ("today", "2026-11-24", "2026-11-24"),
    ("Yesterday", "2026-11-23", "2026-11-23"),
    ("tomorrow", "2026-11-25", "2026-11-25"),
    ("monday", "2026-11-23", "2026-11-23"),
    ("tuesday", "2026-11-24", "2026-11-24"),
    ("last tuesday", "2026-11-17", "2026-11-17"),
    ("this week", "2026-11-23", "2026-11-29"),
    ("last week", "2026-11-16", "2026-11-22"),
    ("next month", "2026-12-01", "2026-12-31"),
    ("last quarter", "2026-07-01", "2026-09-30"),
    ("next quarter", "2027-01-01", "2027-03-31"),
    ("this year", "2026-01-01", "2026-12-31"),
    ("last 30 days", "2026-10-25", "2026-11-24"),
    ("the last 2 weeks", "2026-11-10", "2026-11-24"),
    ("next 30 days", "2026-11-24", "2026-12-24"),
    ("7d", "2026-11-17", "2026-11-24"),
    ("9m", "2026-02-24", "2026-11-24"),
]


@pytest.mark.parametrize(("text", "first", "last"), PERIODS)
def test_periods(text: str, first: str, last: str) -> None:
    assert period(text, TODAY) == Period(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("text", ["", "never", "2026-13", "30 February", "0000", "32 May", "9999y"])
def test_no_period(text: str) -> None:
    with pytest.raises(UserError, match="."):
        period(text, TODAY)


def test_spans() -> None:
    assert [days(one, TODAY) for one in ("90d", "2w", "1 month", "1y")] == [90, 14, 31, 365]
    assert days("1m", date(2026, 3, 31)) == 31  # from the last of February


def test_a_chip_reads_and_writes_a_key() -> None:
    tree = asked("kind:regional border", TODAY)
    assert values_of(tree, "kind") == ("regional",)
    tree = with_values(tree, "kind", ("entity", "compact"))
    assert text_of(tree) == "border kind:entity,compact"
    assert text_of(with_values(tree, "kind", ())) == "border"
    assert values_of(asked("-kind:regional", TODAY), "kind") == ()
    assert values_of(asked("kind:state or border", TODAY), "kind") == ()


def test_the_readme_names_every_key() -> None:
    told = Path("README.md").read_text(encoding="utf-8")
    assert [name for name in KEYS if f"{name}:" not in told] == []


def test_every_key_says_what_it_asks() -> None:
    assert all(key.asks and key.of for key in KEYS.values())
