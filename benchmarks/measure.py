"""How a figure is taken: medians of runs that alternate with their floor's."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Budget:
    """What is allowed: `limit` bounds the value, its ratio to the floor, or its excess over it."""

    limit: float
    bounds: Literal["value", "ratio", "excess"] = "value"


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table: a value, the floor's value of the same run, and what is allowed.

    Without a budget it is there to be watched.
    """

    name: str
    size: str
    value: float
    unit: str
    floor: float | None
    budget: Budget | None

    @property
    def ratio(self) -> float | None:
        """How many times the floor."""
        return self.value / self.floor if self.floor else None

    @property
    def ok(self) -> bool:
        """Whether it is within budget."""
        if self.budget is None:
            return True
        floor = self.floor or 0.0
        bounded = {
            "value": self.value,
            "ratio": self.ratio or 0.0,
            "excess": self.value - floor,
        }
        return bounded[self.budget.bounds] <= self.budget.limit

    @property
    def allowed(self) -> str:
        """The budget in words."""
        if self.budget is None:
            return "none"
        limit = f"{self.budget.limit:g}"
        words = {
            "value": f"≤ {limit} {self.unit}",
            "ratio": f"≤ {limit} ×",
            "excess": f"≤ floor + {limit} {self.unit}",
        }
        return words[self.budget.bounds]

    def plain(self) -> dict[str, Any]:
        """As it is written to bench.json."""
        return {
            "name": self.name,
            "size": self.size,
            "value": self.value,
            "unit": self.unit,
            "floor": self.floor,
            "ratio": self.ratio,
            "budget": self.allowed,
            "ok": self.ok,
        }


def child(*words: str) -> dict[str, Any]:
    """Run a window process; what it answered, with `wall`: seconds from spawn to its answer."""
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    # An installed program carries its modules compiled; so does the floor.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["PYTHONPYCACHEPREFIX"] = str(Path("out/bench/compiled").absolute())
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.child", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment,
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    wall = time.perf_counter() - begun
    process.stdout.close()
    if process.wait() != 0 or not line:
        raise RuntimeError(f"the process {words} failed")
    return {**json.loads(line), "wall": wall}


def in_turn(runs: int, *measures: Callable[[], Any]) -> list[list[Any]]:
    """What each measure gave in `runs` rounds, in turn, after one round that is not counted."""
    found: list[list[Any]] = [[] for _ in measures]
    for number in range(runs + 1):
        for place, measure in enumerate(measures):
            value = measure()
            if number:
                found[place].append(value)
    return found


def seconds(work: Callable[[], object]) -> float:
    """How long it takes once."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def median(values: Sequence[float]) -> float:
    """The middle value."""
    return statistics.median(values)


def percentile_99(values: Sequence[float]) -> float:
    """The value that one in a hundred exceeds."""
    return sorted(values)[max(0, round(len(values) * 0.99) - 1)]
