"""Lists of all people and of all engagements, as a window shows them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Budget, Figure, child, median, percentile_99


def shown(size: str, plain: Path) -> Iterator[Figure]:
    """Opened, scrolled and chosen; the floors are bare SQL, and a table of plain words."""
    told = child("lists", str(plain))["samples"]
    for name, found in told.items():
        took, floor = (
            {what: [one * 1000 for one in values[whose]] for what, values in found.items()}
            for whose in ("program", "floor")
        )
        yield Figure(
            f"open the list of {name}, first rows painted", size, median(took["open"]), "ms",
            median(floor["open"]), Budget(50),
        )  # fmt: skip
        for words, figure in (("p99", percentile_99), ("longest", max)):
            yield Figure(
                f"scroll {name} to any place, {words}", size, figure(took["scroll"]), "ms",
                figure(floor["scroll"]), Budget(16),
            )  # fmt: skip
        # Without a budget: it is to cost nothing, however long the list.
        every = median(took["select all"])
        yield Figure(f"select all {name}", size, every, "ms", None, None)
