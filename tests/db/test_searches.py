"""Queries kept under a name: kept, replaced, renamed, deleted, each one step; and counted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import insert

from ctdesk.db.operations import searches as operations
from ctdesk.db.queries.history import record_history
from ctdesk.db.queries.searches import Saved, counts, query_of, saved
from ctdesk.db.search.naming import proposed
from ctdesk.db.store import Store
from ctdesk.db.tables import SavedSearch
from ctdesk.errors import Invalid, UserError
from tests import factory, snapshot

QUIET = "kind:regional quiet:90d"


def keep(store: Store, name: str, query: str = QUIET, kind: str = "organization") -> int:
    return store.perform(f"Save {name}", lambda s: operations.save(s, kind, name, query))


def named(store: Store) -> list[tuple[str, str, str]]:
    return [(one.name, one.kind, one.query) for one in store.read(saved)]


def test_they_come_by_name_in_any_script(store: Store) -> None:
    for name in ("zeta", "Übersicht", "المجموعة العربية", "Alpha"):
        keep(store, name)
    assert [name for name, *_rest in named(store)] == [
        "Alpha", "Übersicht", "zeta", "المجموعة العربية",
    ]  # fmt: skip


def test_the_same_name_of_the_same_kind_is_replaced(store: Store) -> None:
    first = keep(store, "Quiet bodies")
    assert keep(store, " quiet BODIES", "quiet:30d") == first
    assert named(store) == [("quiet BODIES", "organization", "quiet:30d")]
    keep(store, "Quiet bodies", "quiet:30d", "person")
    assert len(named(store)) == 2


@pytest.mark.parametrize(
    "work",
    [
        lambda s, one: operations.save(s, "organization", "Quiet", "quiet:30d"),
        lambda s, one: operations.save(s, "organization", "Another", "quiet:30d"),
        lambda s, one: operations.rename(s, one, "Otherwise"),
        lambda s, one: operations.delete(s, one),
    ],
)
def test_each_is_one_step_that_is_undone(store: Store, work: Callable[[Any, int], Any]) -> None:
    one = keep(store, "Quiet")
    before = snapshot.rows(store)
    store.perform("Step", lambda s: work(s, one))
    after = snapshot.rows(store)
    assert after != before
    store.undo()
    assert snapshot.rows(store) == before
    store.redo()
    assert snapshot.rows(store) == after


def test_a_name_another_has_is_refused(store: Store) -> None:
    one, _other = keep(store, "Quiet"), keep(store, "Loud")
    with pytest.raises(Invalid, match="Another is called “Loud”"):
        store.perform("Rename", lambda s: operations.rename(s, one, "LOUD"))
    store.perform("Rename", lambda s: operations.rename(s, one, "QUIET"))  # its own
    assert [name for name, *_rest in named(store)] == ["Loud", "QUIET"]


@pytest.mark.parametrize(
    ("name", "query", "kind", "said"),
    [
        ("", QUIET, "organization", "Name is missing"),
        ("\u200b ", QUIET, "organization", "Name is missing"),
        ("x" * 201, QUIET, "organization", "201 characters"),
        ("Quiet", "", "organization", "Query is missing"),
        ("Quiet", "x" * 4001, "organization", "4,001 characters"),
        ("Quiet", QUIET, "document", "“document” is none of"),
    ],
)
def test_what_cannot_be_kept_is_said(
    store: Store, name: str, query: str, kind: str, said: str
) -> None:
    with pytest.raises(Invalid, match=said):
        keep(store, name, query, kind)
    assert named(store) == []


def test_the_history_says_what_became_of_it(store: Store) -> None:
    one = keep(store, "Quiet")
    keep(store, "Quiet", "quiet:30d")
    changed, made = store.read(record_history("saved_search", one))
    assert [(c.what, c.before, c.after) for c in changed.changes] == [("Query", QUIET, "quiet:30d")]
    assert [row.title for row in made.rows] == ["Quiet"]


def test_each_is_counted_by_the_day_it_is_asked_on(store: Store) -> None:
    factory.log(store, "AU", "ECOWAS", starts=datetime(2026, 7, 14, 9))
    log = keep(store, "Last quarter", 'on:"last quarter"', "engagement")
    bodies = keep(store, "Engaged", "org:AU,ECOWAS", "organization")
    store.today = lambda: date(2026, 8, 1)
    assert store.read(counts)[log] == 0
    store.today = lambda: date(2026, 11, 1)
    assert store.read(counts) == {log: 1, bodies: 2}


def test_what_is_not_understood_any_more_is_kept_and_not_counted(store: Store) -> None:
    one = keep(store, "Old", "colour:blue")
    assert store.read(counts) == {}
    assert store.read(saved) == (Saved(one, "organization", "Old", "colour:blue"),)
    with pytest.raises(UserError, match=r"“Old” asks for colour:blue\. “colour:” is not known"):
        store.read(query_of("Old"))


def test_a_name_is_known_however_it_is_spelled(store: Store) -> None:
    keep(store, "Übersicht", "border or kind:regional")
    assert store.read(query_of("ubersicht")) == ("(in:organizations (border or kind:regional))")
    keep(store, "Ubersicht", "quiet:30d", "person")
    assert store.read(query_of("ÜBERSICHT")).count("in:") == 2


def test_a_name_nobody_gave_is_said(store: Store) -> None:
    with pytest.raises(UserError, match="none is saved at all"):
        store.read(query_of("Quiet"))
    keep(store, "Loud")
    with pytest.raises(UserError, match="There are: “Loud”"):
        store.read(query_of("Quiet"))


def test_a_name_without_letters_is_only_itself(store: Store) -> None:
    keep(store, "!!!")
    keep(store, "???")
    assert len(named(store)) == 2
    assert store.read(query_of("!!!")) == f"(in:organizations {QUIET})"


def test_a_row_of_a_kind_unknown_here_harms_nobody(store: Store) -> None:
    with store._engine.begin() as connection:
        connection.execute(
            insert(SavedSearch.__table__).values(id=7, kind="planet", name="Mars", query="red")
        )
    assert store.read(counts) == {}
    with pytest.raises(UserError, match="“Mars” lists nothing this version knows"):
        store.read(query_of("Mars"))


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("kind:regional quiet:90d", "Regional, quiet 90d"),
        ('under:D7 on:"last quarter"', "Decision 7, last quarter"),
        ("focal:none region:Africa", "Focal none, Africa"),
        ("border -training", "Border, not training"),
        ("kind:working_group or call", "Working group or call"),
        ("حدود", "حدود"),
    ],
)
def test_a_name_is_proposed_from_the_query(query: str, name: str) -> None:
    assert proposed(factory.asked(query)) == name


def test_a_proposed_name_is_short() -> None:
    assert len(proposed(factory.asked("word " * 50))) <= 60
    assert len(proposed(factory.asked("w" * 300))) <= 60
