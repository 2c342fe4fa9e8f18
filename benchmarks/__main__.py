"""python -m benchmarks --size 10k|100k|1M: the table of budgets; exit code 1 if one is not met."""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import asking, cases, generate, lists, programme
from benchmarks.measure import Figure


def main() -> int:
    """Measure, print the table, write out/bench.json."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", choices=generate.SIZES, default="100k")
    size = parser.parse_args().size
    Path("out/bench").mkdir(parents=True, exist_ok=True)
    plain = generate.register(size)
    secret = generate.encrypted(plain)
    print(f"{'':58}{'value':>12}{'floor':>12}{'ratio':>8}  budget")
    figures = []
    for figure in _measured(size, plain, secret):
        figures.append(figure)
        print(_line(figure), flush=True)
    found = [figure.plain() for figure in figures]
    text = json.dumps(found, ensure_ascii=False, indent=1)
    Path("out/bench.json").write_text(text + "\n", encoding="utf-8")
    return 0 if all(figure.ok for figure in figures) else 1


def _measured(size: str, plain: Path, secret: Path) -> Iterator[Figure]:
    """Every budget whose part exists; not there yet: CSV import, duplicates."""
    # What writes has a copy, one for all: of a million people it takes four gigabytes.
    with tempfile.TemporaryDirectory(dir=plain.parent) as folder:
        working = Path(folder) / "working.ctdesk"
        shutil.copyfile(plain, working)
        yield from cases.start(size, working)
        yield from cases.unlock(size, secret)
        yield from lists.shown(size, plain)
        yield from asking.found(size, secret)
        yield from asking.sorted_lists(size, plain)
        yield from programme.asked(size, plain)
        yield from cases.log(size, working)
        yield from cases.keys(size, working)
        yield from cases.sheets(size, plain)


def _line(figure: Figure) -> str:
    floor = "" if figure.floor is None else f"{figure.floor:,.1f} {figure.unit}"
    ratio = "" if figure.ratio is None else f"{figure.ratio:.2f}"
    name = f"{figure.name} ({figure.size})"
    within = "" if figure.ok else "  NOT MET"
    return (
        f"{name:58}{f'{figure.value:,.1f} {figure.unit}':>12}{floor:>12}{ratio:>8}  "
        f"{figure.allowed}{within}"
    )


if __name__ == "__main__":
    raise SystemExit(main())
