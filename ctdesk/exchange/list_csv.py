"""A list as comma-separated values: every row, in the list's order, as RFC 4180 says.

It is read a page at a time and written as it is read, so that a list of any length takes the memory
of a page. Text of the register is data: none is left that a spreadsheet would take for a formula.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from ctdesk.db.patience import CalledOff
from ctdesk.db.queries.lists import ListQuery
from ctdesk.db.store import Store
from ctdesk.exchange.whole_file import whole_file

TOGETHER = 500  # rows read by one question
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet reckons with begins so


@dataclass(frozen=True, slots=True)
class PlainColumn:
    """A column of a file: its heading, and what it says of a row of the list."""

    heading: str
    words: Callable[[Any], str]


def save_list(
    store: Store,
    query: ListQuery,
    columns: Sequence[PlainColumn],
    path: Path,
    *,
    told: Callable[[int, int], object] = lambda _done, _of: None,
    called_off: Callable[[], bool] = lambda: False,
) -> int:
    """Write all rows of a list to a file, whole or not at all; how many there were.

    `told` is called after each page with the rows that are done and that there are. It ends early
    where `called_off` says so, and raises CalledOff. Raises UserError with the reason where the
    file cannot be written. Of a long list it takes a minute: for a thread.
    """
    count = 0
    with (
        whole_file(path, store.path) as file,
        # With a mark at the head by which Excel knows it for UTF-8.
        io.TextIOWrapper(file, encoding="utf-8-sig", newline="") as text,
    ):
        writer = csv.writer(text)
        writer.writerow([harmless(column.heading) for column in columns])
        for row in _rows(store, query, told, called_off):
            writer.writerow([harmless(column.words(row)) for column in columns])
            count += 1
    return count


def harmless(words: str) -> str:
    """Words that a spreadsheet takes for words."""
    return f"'{words}" if words.startswith(_FORMULA) else words


def _rows(
    store: Store,
    query: ListQuery,
    told: Callable[[int, int], object],
    called_off: Callable[[], bool],
) -> Iterator[Any]:
    """The rows of a list in its order; those that go meanwhile are left out."""
    ids = store.read(query.ids, called_off)
    for first in range(0, len(ids), TOGETHER):
        if called_off():
            raise CalledOff
        wanted = ids[first : first + TOGETHER]
        found = store.read(partial(query.rows, ids=wanted))
        yield from (found[one] for one in wanted if one in found)
        told(min(first + TOGETHER, len(ids)), len(ids))
