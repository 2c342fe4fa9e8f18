"""What the programme's pages ask: the matrix of coverage, and the page of today."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks import generate
from benchmarks.asking import reading
from benchmarks.cases import TODAY
from benchmarks.measure import Budget, Figure, in_turn, median, seconds
from ctdesk.db.queries import coverage
from ctdesk.db.queries import today as waiting
from ctdesk.db.queries.coverage import ACTIVE, Asked
from ctdesk.db.queries.reviews import to_review
from ctdesk.db.queries.targets import suggestions
from ctdesk.db.search.tree import Key, Tree, together
from ctdesk.db.store import Store

ROUNDS = 5
REGIONAL = together(Key("kind", ("regional",)), ACTIVE)
D7 = Key("under", ("Decision 7",))
_COUNTED = (
    "SELECT p.organization_id, substr(e.starts, 1, 7), count(DISTINCT e.id) FROM engagement_item i "
    "JOIN engagement e ON e.id = i.engagement_id JOIN participation p ON p.engagement_id = e.id "
    "WHERE i.item_id = (SELECT id FROM framework_item WHERE key = 'item:DECISION-7') "
    "AND e.status = 'held' AND p.attendance IN ('', 'in_person', 'virtual') GROUP BY 1, 2"
)


def asked(size: str, plain: Path) -> Iterator[Figure]:
    """The floor of the matrix is the same counted from the records, in one bare statement."""
    opened, store = reading(plain)
    bare = generate.raw(plain)
    with opened:
        both = Key("under", ("Decision 4", "Decision 7"))
        floor, one, several, totals, page = in_turn(
            ROUNDS,
            lambda: seconds(lambda: bare.execute(_COUNTED).fetchall()),
            partial(seconds, partial(store.read, coverage.rows(_matrix(D7)))),
            partial(seconds, partial(store.read, coverage.rows(_matrix(both)))),
            partial(seconds, partial(store.read, coverage.totals(_matrix(D7)))),
            partial(seconds, partial(_today, store)),
        )
    bare.close()
    least = median(floor) * 1000
    for name, found, budget in (
        ("matrix under Decision 7, counts kept in step", one, 150),
        ("matrix under Decisions 4 and 7, in a thread", several, 500),
        ("its distinct totals, in a thread", totals, 500),
    ):
        yield Figure(name, size, median(found) * 1000, "ms", least, Budget(budget))
    yield Figure("all of today and whom to engage", size, median(page) * 1000, "ms", None,
                 Budget(200))  # fmt: skip


def _matrix(engagements: Tree) -> Asked:
    return Asked(REGIONAL, engagements, TODAY)


def _today(store: Store) -> None:
    for question in (
        waiting.follow_up(TODAY), waiting.coming_up(TODAY), waiting.going_quiet(TODAY),
        waiting.milestones, waiting.to_verify(TODAY), to_review(TODAY), suggestions(TODAY),
    ):  # fmt: skip
        store.read(question)
