"""Lists: every order is total and the same for SQL and for placing, filters say what they mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from ctdesk.db import creating
from ctdesk.db.creating import Example
from ctdesk.db.drafts import PostDraft
from ctdesk.db.operations import organizations as operations
from ctdesk.db.operations import people
from ctdesk.db.queries import organizations
from ctdesk.db.queries.engagements import EngagementList
from ctdesk.db.queries.lists import RecordList
from ctdesk.db.queries.organizations import OrganizationList
from ctdesk.db.search.fold import spelled
from ctdesk.db.store import Store, open_store
from ctdesk.paths import resources
from tests import factory
from tests.conftest import INSTALLATION

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A register with invented engagements in it."""
    path: Path = tmp_path_factory.mktemp("lists") / "example.ctdesk"
    opened = creating.make(path, None, resources(), Example(INSTALLATION, "", TODAY))
    yield open_store(opened, INSTALLATION, "")
    opened.close()


BOTH = [
    (kind, key, down)
    for kind in (OrganizationList, EngagementList)
    for key in kind.sorts()
    for down in (False, True)
]


@pytest.mark.parametrize(("kind", "key", "down"), BOTH)
def test_every_record_is_placed_where_the_list_has_it(
    example: Store, kind: type[Any], key: str, down: bool
) -> None:
    listed = kind(order=((key, down),))
    ids = example.read(listed.ids)
    places = example.read(lambda c: [listed.place(c, one) for one in ids])
    assert places == sorted(places)
    assert len(set(map(repr, places))) == len(ids) == example.read(listed.count)
    assert places == example.read(lambda c: [listed.place(c, one, listed=True) for one in ids])


SHOWN = [
    ("region", OrganizationList(), lambda row: row.region),
    ("focal_point", OrganizationList(), lambda row: row.focal_point),
    ("decision_4", OrganizationList(), lambda row: row.decision_4),
    ("decision_7", OrganizationList(), lambda row: row.decision_7),
    ("last_engaged", OrganizationList(), lambda row: row.last_engaged),
    ("title", EngagementList(), lambda row: row.title),
    ("type", EngagementList(), lambda row: row.type),
    ("with", EngagementList(), lambda row: row.parties[0] if row.parties else ""),
    ("place", EngagementList(), lambda row: row.place),
    ("lead", EngagementList(), lambda row: row.lead),
]


@pytest.mark.parametrize("down", [False, True])
@pytest.mark.parametrize(("key", "listed", "shown"), SHOWN)
def test_a_column_sorts_by_what_it_shows_and_what_is_missing_stands_last(
    example: Store, key: str, listed: RecordList, shown: Any, down: bool
) -> None:
    ids = example.read(listed.in_order(((key, down),)).ids)
    rows = example.read(lambda c: listed.rows(c, ids))
    values = [shown(rows[one]) for one in ids]
    given = [one for one in values if one not in ("", None)]
    assert given
    assert values[: len(given)] == given
    spelled_out = [spelled(one) if isinstance(one, str) else one for one in given]
    assert spelled_out == sorted(spelled_out, reverse=down)


def test_a_further_column_sorts_what_the_first_leaves_equal(example: Store) -> None:
    listed = EngagementList(order=(("status", False), ("title", True)))
    ids = example.read(listed.ids)
    rows = example.read(lambda c: listed.rows(c, ids))
    states = ["planned", "held", "postponed", "cancelled"]
    found = [(states.index(rows[one].status), rows[one].title) for one in ids]
    assert [state for state, _title in found] == sorted(state for state, _title in found)
    for state in range(4):
        titles = [spelled(title) for one, title in found if one == state]
        assert titles == sorted(titles, reverse=True)


def test_capitals_and_marks_do_not_decide(store: Store) -> None:
    for title in ("Zulu", "évaluation", "Alpha", "Eve", "exit", "bravo"):
        factory.log(store, "AU", title=title)
    listed = EngagementList(order=(("title", False),))
    ids = store.read(listed.ids)
    rows = store.read(lambda c: listed.rows(c, ids))
    assert [rows[one].title for one in ids] == [
        "Alpha", "bravo", "évaluation", "Eve", "exit", "Zulu",
    ]  # fmt: skip


def plan(store: Store, listed: RecordList) -> str:
    def question(connection: Connection) -> str:
        ordered = listed._ordered().where(*listed._conditions())
        compiled = ordered.compile(connection, compile_kwargs={"literal_binds": True})
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}")
        return "\n".join(row.detail for row in rows)

    return store.read(question)


@pytest.mark.parametrize("listed", [OrganizationList(), EngagementList()])
def test_the_own_order_comes_from_an_index(store: Store, listed: RecordList) -> None:
    assert "COVERING INDEX" in plan(store, listed)
    assert "TEMP B-TREE" not in plan(store, listed)


def test_a_column_that_is_not_known_does_not_sort() -> None:
    assert EngagementList().in_order((("nothing", True),)) == EngagementList()
    asked = factory.asked("under:D7")
    assert EngagementList(asked=asked).in_order((("date", False),)).asked == asked


def test_narrowed_is_the_filter_not_the_order() -> None:
    assert not OrganizationList(order=(("name", True),)).narrowed
    assert OrganizationList(("state",)).narrowed


# Filters


def acronyms(store: Store, listed: OrganizationList) -> set[str]:
    ids = store.read(listed.ids)
    rows = store.read(lambda c: listed.rows(c, ids))
    assert all(store.read(lambda c, one=one: listed.place(c, one)) for one in ids)
    return {row.acronym or row.name for row in rows.values()}


def test_a_region_holds_what_is_below_it(store: Store) -> None:
    africa = OrganizationList(asked=factory.asked("region:Africa"))
    west = OrganizationList(asked=factory.asked('region:"Western Africa"'))
    found = acronyms(store, africa)
    assert {"AU", "ECOWAS", "SADC", "Nigeria", "Kenya"} <= found
    assert not {"ASEAN", "OAS", "France"} & found
    narrower = acronyms(store, west)
    assert {"ECOWAS", "Nigeria"} <= narrower < found
    assert "AU" not in narrower  # its seat is in Ethiopia, and it is wider than that
    both = OrganizationList(asked=factory.asked('region:"Western Africa",Asia'))
    assert {"ECOWAS", "ASEAN"} <= acronyms(store, both)
    assert acronyms(store, OrganizationList(("state",), asked=africa.asked)) < found


def test_the_region_of_a_state_is_that_of_its_country(store: Store) -> None:
    nigeria = factory.known(store).organization("Nigeria")
    row = store.read(lambda c: OrganizationList().rows(c, [nigeria]))[nigeria]
    assert row.region == "Western Africa"


def test_without_a_focal_point(store: Store) -> None:
    ecowas = factory.known(store).organization("ECOWAS")
    listed = OrganizationList(("regional",), asked=factory.asked("focal:none"))
    before = acronyms(store, listed)
    assert "ECOWAS" in before
    assert "G5 Sahel" in acronyms(store, OrganizationList(("regional",)))
    past = PostDraft(ecowas, "Past", ends=date.today() - timedelta(days=1), focal_point="primary")
    store.perform("Add", lambda s: people.add_post(s, past))
    assert acronyms(store, listed) == before
    post = PostDraft(ecowas, "Director", focal_point="primary")
    store.perform("Add", lambda s: people.add_post(s, post))
    assert acronyms(store, listed) == before - {"ECOWAS"}
    assert store.read(lambda c: listed.place(c, ecowas)) is None


def test_quiet_for(store: Store) -> None:
    quiet = OrganizationList(("regional",), asked=factory.asked("quiet:90d"))
    before = acronyms(store, quiet)
    now = datetime.now().replace(hour=10, minute=0, second=0, microsecond=0)
    factory.log(store, "AU", starts=now - timedelta(days=91))
    assert acronyms(store, quiet) == before
    factory.log(store, "ECOWAS", starts=now - timedelta(days=90))
    factory.log(store, "SADC", starts=now - timedelta(days=3), status="planned")
    assert acronyms(store, quiet) == before - {"ECOWAS"}


def test_a_body_that_is_no_more_is_no_gap(store: Store) -> None:
    quiet = OrganizationList(("regional",), asked=factory.asked("quiet:0d"))
    every = acronyms(store, quiet)
    sahel = factory.known(store).organization("G5 Sahel")
    gone = replace(store.read(organizations.draft(sahel)), status="defunct")
    store.perform("Edit", lambda s: operations.edit(s, sahel, gone))
    assert acronyms(store, quiet) == every - {"G5 Sahel"}


# Letters typed


@pytest.mark.parametrize(
    ("prefix", "found"),
    [("e", "EAC"), ("EC", "ECCAS"), ("ecow", "ECOWAS"), ("Écow", "ECOWAS"), ("lake", "LCBC"),
     ("eu", "EU"), ("'", None), ("", None), ("%", None)],
)  # fmt: skip
def test_the_first_that_begins_so(store: Store, prefix: str, found: str | None) -> None:
    listed = OrganizationList(("regional",))
    one = store.read(lambda c: listed.begins(c, prefix))
    row = None if one is None else store.read(lambda c: listed.rows(c, [one]))[one]
    assert (row and row.acronym) == found


def test_in_whichever_order_and_within_the_filter(store: Store) -> None:
    nigeria = factory.known(store).organization("Nigeria")
    assert store.read(lambda c: OrganizationList().begins(c, "nigeria")) == nigeria
    assert store.read(lambda c: OrganizationList(("regional",)).begins(c, "nigeria")) is None
    sorted_ = OrganizationList(order=(("kind", False),))
    assert store.read(lambda c: sorted_.begins(c, "nigeria")) == nigeria
    assert store.read(lambda c: EngagementList().begins(c, "a")) is None
