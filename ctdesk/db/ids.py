"""Ids that are unique across laptops without asking anyone.

63 bits: 41 of milliseconds since 1 January 2025 UTC, 12 of device, 10 of sequence. They grow with
time, so the order of ids is the order of making; they fit SQLite's rowid and a BIGINT.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime

SEQUENCE_BITS = 10
DEVICE_BITS = 12
MAX_DEVICE = (1 << DEVICE_BITS) - 1

_EPOCH_MS = int(datetime(2025, 1, 1, tzinfo=UTC).timestamp() * 1000)
_SEQUENCES = 1 << SEQUENCE_BITS


def now_ms() -> int:
    """Milliseconds of the system clock since 1970 UTC."""
    return time.time_ns() // 1_000_000


def reference_id(number: int) -> int:
    """The id of a shipped row: device 0, the same in every register."""
    return number << (DEVICE_BITS + SEQUENCE_BITS)


def device_of(row_id: int) -> int:
    """The number of the device that made the id; 0 for a shipped row."""
    return (row_id >> SEQUENCE_BITS) & MAX_DEVICE


class IdSource:
    """Gives ids for one device, each above the last, whatever the clock does.

    `above` is the highest id this device has in the register: a clock set back, or ids taken
    ahead of time by an import, never lead to the same id twice.
    """

    def __init__(self, device: int, above: int = 0, clock: Callable[[], int] = now_ms) -> None:
        if not 1 <= device <= MAX_DEVICE:
            raise ValueError(f"device number {device} is not within 1 to {MAX_DEVICE}")
        self._device = device
        self._clock = clock
        self._tick = above >> (DEVICE_BITS + SEQUENCE_BITS)
        # The rest of the millisecond of `above` is given up: simpler, and costs nothing.
        self._sequence = _SEQUENCES - 1 if above else -1

    def take(self) -> int:
        """The next id."""
        tick = max(self._clock() - _EPOCH_MS, 0)
        if tick > self._tick:
            self._tick, self._sequence = tick, 0
        elif self._sequence + 1 < _SEQUENCES:
            self._sequence += 1
        else:  # full: the millisecond advances ahead of the clock, nothing carries into the device
            self._tick, self._sequence = self._tick + 1, 0
        return (
            self._tick << (DEVICE_BITS + SEQUENCE_BITS)
            | self._device << SEQUENCE_BITS
            | self._sequence
        )
