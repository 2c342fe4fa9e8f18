"""python -m benchmarks --size 10k|100k|1M: the table of budgets; exit code 1 if one is not met."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from benchmarks import cases, generate
from benchmarks.measure import Figure


def main() -> int:
    """Measure, print the table, write out/bench.json."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", choices=generate.SIZES, default="100k")
    size = parser.parse_args().size
    Path("out/bench").mkdir(parents=True, exist_ok=True)
    plain = generate.register(size)
    secret = generate.encrypted(plain)
    print(f"{'':44}{'value':>12}{'floor':>12}{'ratio':>8}  budget")
    figures = []
    for figure in (
        *cases.start(size, plain),
        *cases.unlock(size, secret),
        *cases.log(size, plain),
        *cases.keys(size, plain),
        *cases.sheets(size, plain),
    ):
        figures.append(figure)
        print(_line(figure), flush=True)
    found = [figure.plain() for figure in figures]
    text = json.dumps(found, ensure_ascii=False, indent=1)
    Path("out/bench.json").write_text(text + "\n", encoding="utf-8")
    return 0 if all(figure.ok for figure in figures) else 1


def _line(figure: Figure) -> str:
    floor = "" if figure.floor is None else f"{figure.floor:,.1f} {figure.unit}"
    ratio = "" if figure.ratio is None else f"{figure.ratio:.2f}"
    name = f"{figure.name} ({figure.size})"
    within = "" if figure.ok else "  NOT MET"
    return (
        f"{name:44}{f'{figure.value:,.1f} {figure.unit}':>12}{floor:>12}{ratio:>8}  "
        f"{figure.plain()['budget']}{within}"
    )


if __name__ == "__main__":
    raise SystemExit(main())
