"""Outlook's own file of an e-mail (.msg): properties in the streams of a compound file.

Only what is to be read is taken: who wrote it to whom, the text, what is attached.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY = 128  # bytes of an entry of the directory
_NONE = 0xFFFFFFFA  # sectors from here on are signs, such as the end
_PROPERTY = "__substg1.0_"
_ATTACHED = "__attach_version1.0_"
_STORAGE, _STREAM = 1, 2


class DamagedError(ValueError):
    """The file does not hold what it says it holds."""


@dataclass(frozen=True, slots=True)
class Message:
    """The properties of an e-mail, and of each file that is attached to it, by their numbers."""

    own: Mapping[str, bytes]
    attached: tuple[Mapping[str, bytes], ...]


def text_of(properties: Mapping[str, bytes], number: str) -> str:
    """A property that is text, in whichever letters it is written."""
    if f"{number}001F" in properties:
        return properties[f"{number}001F"].decode("utf-16-le", "replace").rstrip("\0")
    return properties.get(f"{number}001E", b"").decode("cp1252", "replace").rstrip("\0")


def read_message(data: bytes) -> Message:
    """What is in the file. Raises DamagedError."""
    try:
        file = _Compound(data)
        within = list(file.within(0))
        attached = [
            _properties(file, file.within(one.number))
            for one in within
            if one.kind == _STORAGE and one.name.startswith(_ATTACHED)
        ]
        return Message(_properties(file, iter(within)), tuple(attached))
    except (struct.error, IndexError) as error:
        raise DamagedError("cut short") from error


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry of the directory: a stream, or what holds some."""

    number: int
    name: str
    kind: int
    sides: tuple[int, int]
    child: int
    start: int
    size: int


def _properties(file: _Compound, entries: Iterator[_Entry]) -> dict[str, bytes]:
    return {
        one.name.removeprefix(_PROPERTY).upper(): file.stream(one)
        for one in entries
        if one.kind == _STREAM and one.name.startswith(_PROPERTY)
    }


class _Compound:
    """Streams by name, in sectors that are chained by tables."""

    def __init__(self, data: bytes) -> None:
        if not data.startswith(SIGNATURE):
            raise DamagedError("no compound file")
        self._data, self._left = data, 2 * len(data)
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise DamagedError("sectors of no known size")
        self._size, self._mini_size = 1 << shift, 1 << mini_shift
        directory, self._cutoff, mini_table = struct.unpack_from("<L4xLL", data, 48)
        self._table = self._chains()
        self._directory = self._joined(directory)
        self._mini_table = _numbers(self._joined(mini_table)) if mini_table < _NONE else ()
        root = self._entry(0)
        self._mini = self._joined(root.start) if root.start < _NONE else b""

    def _chains(self) -> tuple[int, ...]:
        """Which sector follows which."""
        tables = list(struct.unpack_from("<109L", self._data, 76))
        (further,) = struct.unpack_from("<L", self._data, 68)
        while further < _NONE and len(tables) * self._size < len(self._data):
            *more, further = _numbers(self._sector(further))
            tables += more
        return _numbers(b"".join(self._sector(one) for one in tables if one < _NONE))

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        if start >= len(self._data):
            raise DamagedError("a sector beyond the end")
        return self._data[start : start + self._size].ljust(self._size, b"\0")

    def _joined(self, start: int) -> bytes:
        return b"".join(self._sector(one) for one in _chain(self._table, start))

    def _entry(self, number: int) -> _Entry:
        raw = self._directory[number * _ENTRY : (number + 1) * _ENTRY]
        length, kind, left, right, child = struct.unpack_from("<HBxLLL", raw, 64)
        start, size = struct.unpack_from("<LL", raw, 116)
        name = raw[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
        return _Entry(number, name, kind, (left, right), child, start, size)

    def within(self, number: int) -> Iterator[_Entry]:
        """What an entry holds."""
        last = len(self._directory) // _ENTRY
        seen, waiting = set[int](), [self._entry(number).child]
        while waiting:
            one = waiting.pop()
            if one >= last or one in seen:
                continue
            seen.add(one)
            entry = self._entry(one)
            waiting += entry.sides
            yield entry

    def stream(self, entry: _Entry) -> bytes:
        """The bytes of a stream; of all together no more than the file has, twice."""
        self._left -= entry.size
        if self._left < 0:
            raise DamagedError("more in it than it holds")
        if entry.size >= self._cutoff:
            return self._joined(entry.start)[: entry.size]
        size, chain = self._mini_size, _chain(self._mini_table, entry.start)
        parts = (self._mini[one * size : (one + 1) * size] for one in chain)
        return b"".join(parts)[: entry.size]


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}L", data[: len(data) // 4 * 4])


def _chain(table: tuple[int, ...], start: int) -> Iterator[int]:
    """Sectors from one on, each once: a chain that runs in a ring would never end."""
    seen = set[int]()
    while start < _NONE and start < len(table):
        if start in seen:
            raise DamagedError("a chain runs in a ring")
        seen.add(start)
        yield start
        start = table[start]
