"""The budgets whose part of the program exists, each with its floor."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from benchmarks import generate
from benchmarks.measure import Budget, Figure, child, in_turn, median, percentile_99, seconds
from ctdesk.db.queries.brief import brief
from ctdesk.db.queries.names import organization_named
from ctdesk.db.queries.sheets import Brief, EngagementLine, Summary
from ctdesk.db.queries.summary import summary
from ctdesk.db.register import open_register
from ctdesk.db.search.tree import Key
from ctdesk.db.store import Store, open_store
from ctdesk.settings import Installation

TODAY = date(2026, 11, 23)
RUNS = 7


def start(size: str, plain: Path) -> Iterator[Figure]:
    """From nothing to a painted window and to a painted list, and its memory."""
    bare, window, opened = in_turn(
        RUNS, lambda: child("bare"), lambda: child("window"), lambda: child("list", str(plain))
    )

    def walls(found: list[dict[str, Any]]) -> float:
        return median([one["wall"] for one in found]) * 1000

    def memory(found: list[dict[str, Any]]) -> float:
        return median([one["memory"] for one in found]) / 1024 / 1024

    floor = walls(bare)
    yield Figure("start to painted window", "any", walls(window), "ms", floor, Budget(2.0, "ratio"))
    yield Figure(
        "start to first list, unencrypted", size, walls(opened), "ms", floor, Budget(4.0, "ratio")
    )
    yield Figure(
        "peak memory of that", size, memory(opened), "MiB", memory(bare), Budget(2.5, "ratio")
    )


def unlock(size: str, secret: Path) -> Iterator[Figure]:
    """From the passphrase given to a painted list."""
    (found,) = in_turn(
        RUNS, lambda: child("unlock", str(secret), generate.PASSPHRASE)["samples"][0]
    )
    yield Figure("passphrase to first list", size, median(found) * 1000, "ms", None, Budget(500))


def log(size: str, working: Path) -> Iterator[Figure]:
    """Log an engagement, to the repaint of three views; the floor writes the same rows bare.

    It writes, as `keys` does: into a copy.
    """
    samples = child("log", str(working))["samples"][5:]
    floor = percentile_99(_bare_writes(working, len(samples))) * 1000
    name = "log to repaint of three views, p99"
    yield Figure(name, size, percentile_99(samples) * 1000, "ms", floor, Budget(50))


def keys(size: str, working: Path) -> Iterator[Figure]:
    """From a key to the paint, where officers type; the floor is a line nobody listens to."""
    told = child("keys", str(working))
    floor = percentile_99(told["floor"]) * 1000
    for place, samples in told["samples"].items():
        name = f"key to paint, {place}, p99"
        yield Figure(name, size, percentile_99(samples) * 1000, "ms", floor, Budget(16))


def _bare_writes(path: Path, count: int) -> list[float]:
    connection = generate.raw(path)
    for pragma in ("journal_mode = WAL", "synchronous = FULL"):
        connection.execute(f"PRAGMA {pragma}")
    columns = "id, title, starts, time_zone, status, type_id"
    found = []
    engagement, kind = connection.execute("SELECT max(id), max(type_id) FROM engagement").fetchone()
    names = [row[1] for row in connection.execute("PRAGMA table_info(engagement)")]
    rest = [name for name in names if name not in columns.split(", ")]
    copied = ", ".join(rest)
    for number in range(1, count + 1):
        begun = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(
            f"INSERT INTO engagement ({columns}, {copied}) SELECT ?, 'Floor', starts, time_zone, "
            f"status, ?, {copied.replace('reference', 'NULL')} FROM engagement WHERE id = ?",
            (engagement + number, kind, engagement),
        )
        connection.execute("COMMIT")
        found.append(time.perf_counter() - begun)
    connection.close()
    return found


def sheets(size: str, plain: Path) -> Iterator[Figure]:
    """The two sheets, asked and laid out, beside the same paragraphs in a bare document."""
    from ctdesk.reports.brief import layout as lay_brief
    from ctdesk.reports.summary import layout as lay_summary

    with open_register(plain, None, read_only=True) as opened:
        store = open_store(opened, Installation("benchmark", 4000), "")
        body = store.read(organization_named(generate.FIVE_HUNDRED))
        one = _brief(store, body)
        many = _summary(store)
        assert len(one.engagements) == 500, len(one.engagements)
        told, floor, all_told, all_floor = in_turn(
            3,
            lambda: seconds(lambda: lay_brief(_brief(store, body))),
            lambda: seconds(lambda: _platypus(one.engagements)),
            lambda: seconds(lambda: lay_summary(_summary(store))),
            lambda: seconds(lambda: _platypus(_lines(many))),
        )
    yield Figure(
        "brief of 500 engagements", size, median(told) * 1000, "ms", median(floor) * 1000,
        Budget(1000),
    )  # fmt: skip
    yield Figure(
        f"summary of {len(_lines(many)):,} engagements", size, median(all_told) * 1000, "ms",
        median(all_floor) * 1000, Budget(1.0, "ratio"),
    )  # fmt: skip


def _brief(store: Store, body: int) -> Brief:
    return store.read(brief(body, today=TODAY, register="bench"))


def _summary(store: Store) -> Summary:
    asked = Key("under", (generate.FIVE_THOUSAND,))
    return store.read(summary(asked, today=TODAY, register="bench"))


def _lines(content: Summary) -> list[EngagementLine]:
    return [line for section in content.sections for line in section.engagements]


def _platypus(lines: Any) -> bytes:
    """The same engagements as ReportLab's own paragraphs in its own document."""
    from reportlab import rl_config
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    ours, rl_config.useA85 = rl_config.useA85, 1  # as ReportLab comes
    style = getSampleStyleSheet()["BodyText"]
    file = BytesIO()
    SimpleDocTemplate(file).build(
        [
            Paragraph(
                f"{number}. {line.when.starts:%d %B %Y}. {line.kind}: {line.title}, "
                f"{line.modality}. {', '.join(line.organizations)}. {line.outcome}",
                style,
            )
            for number, line in enumerate(lines, start=1)
        ]
    )
    rl_config.useA85 = ours
    return file.getvalue()
