"""What is asked of a register while somebody types, and lists sorted by any of their columns."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks import generate
from benchmarks.measure import Budget, Figure, in_turn, median, percentile_99, seconds
from ctdesk.db.queries.engagements import EngagementList
from ctdesk.db.queries.lists import RecordList
from ctdesk.db.queries.meant import found as found_by
from ctdesk.db.queries.people import PersonList
from ctdesk.db.register import Register, open_register
from ctdesk.db.search import index
from ctdesk.db.store import Store, open_store
from ctdesk.settings import Installation

ROWS = 100
SHARE = 20  # of each of five kinds; the palette shows six
ROUNDS = 5
# Each is typed letter by letter: names of people, bodies and engagements in four scripts.
TYPED = (
    "Traoré-Müller", "Zoë García", "Małgorzata Łuk", "Nguyễn", "ndiaye prog", "ECOWAS",
    "Border mapping", "evidence victims", "programme officer", "Muhamad",
    "محمد", "فاطمة الأحمد", "أحمد", "Иванов", "Ольга Каримова", "Мухриддин", "王",
    "小明 李", "伟 王",
)  # fmt: skip
KEYED = ("org:ECOWAS under:D7", "region:Africa", "quiet:90d")


def reading(path: Path, passphrase: str | None = None) -> tuple[Register, Store]:
    """A kept register, opened for reading only, and its store."""
    opened = open_register(path, passphrase, read_only=True)
    return opened, open_store(opened, Installation("benchmark", 4000), "")


def found(size: str, secret: Path) -> Iterator[Figure]:
    """Find as the palette does, in an encrypted register; the floor is FTS5's own answer there.

    Queries with keys have no budget: they ask more than the words the budget is for.
    """
    opened, store = reading(secret, generate.PASSPHRASE)
    with opened, opened.engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        beginnings = [word[:end] for word in TYPED for end in range(1, len(word) + 1)]
        samples, floors = [], []
        for number in range(ROUNDS + 1):
            for typed in beginnings:
                floor, took = seconds(partial(_raw, driver, typed)), _finding(store, typed)
                if number:  # the first round fills the caches
                    floors.append(floor * 1000)
                    samples.append(took * 1000)
        name = f"find while typing, first {ROWS} rows, encrypted"
        worst = percentile_99(floors)
        yield Figure(f"{name}, p99", size, percentile_99(samples), "ms", worst, Budget(50))
        usual = Budget(10, "excess")
        yield Figure(f"{name}, median", size, median(samples), "ms", median(floors), usual)
        for query in KEYED:
            (all_took,) = in_turn(ROUNDS, partial(_finding, store, query))
            name = f"find {query}, encrypted"
            yield Figure(name, size, median(all_took) * 1000, "ms", None, None)


def _finding(store: Store, typed: str) -> float:
    return seconds(lambda: store.read(found_by(typed, SHARE)))


def _raw(driver: Any, typed: str) -> None:
    """The newest of each kind that hold words beginning so."""
    for table in index.INDEXED:
        driver.execute(
            f"SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH ? ORDER BY rowid DESC LIMIT ?",
            (index.expression(typed), ROWS),
        ).fetchall()


def sorted_lists(size: str, plain: Path) -> Iterator[Figure]:
    """All ids in the order of each column, as a thread asks; the floor is a bare column's."""
    opened, store = reading(plain)
    bare = generate.raw(plain)
    lists: tuple[tuple[str, str, RecordList], ...] = (
        ("people", "SELECT id FROM person ORDER BY display_name", PersonList()),
        ("engagements", "SELECT id FROM engagement ORDER BY title", EngagementList()),
    )
    with opened:
        for name, statement, query in lists:
            for column in query.sorts():
                ordered = query.in_order(((column, False),))
                took, floor = in_turn(
                    3,
                    partial(seconds, partial(store.read, ordered.ids)),
                    partial(seconds, partial(_all, bare, statement)),
                )
                words = f"sort {name} by {column}"
                value, least = median(took) * 1000, median(floor) * 1000
                yield Figure(words, size, value, "ms", least, Budget(1000))
    bare.close()


def _all(connection: Any, statement: str) -> None:
    connection.execute(statement).fetchall()
