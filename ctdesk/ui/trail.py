"""Where the officer has been: the way back, the way forward again, and the records seen lately."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_KEPT = 40  # steps back
_SEEN = 12  # records


@dataclass(frozen=True, slots=True)
class Step:
    """A page, and the record that was shown there, if one was."""

    page: str
    kind: str = ""
    id: int | None = None


class Trail:
    """The steps in order, and where the officer stands among them."""

    def __init__(self) -> None:
        self._steps: list[Step] = []
        self._at = -1
        self._seen: list[tuple[str, int]] = []

    def go(self, step: Step) -> None:
        """Stand on a new step; what lay ahead is forgotten."""
        if 0 <= self._at < len(self._steps) and self._steps[self._at] == step:
            return
        self._steps = [*self._steps[: self._at + 1], step][-_KEPT:]
        self._at = len(self._steps) - 1

    def stand(self, step: Step) -> None:
        """Say that the officer stands on another record of the same page by now."""
        if self._at >= 0 and self._steps[self._at].page == step.page:
            self._steps[self._at] = step

    def back(self) -> Step | None:
        """The step before, where there is one."""
        return self._move(-1)

    def forward(self) -> Step | None:
        """The step after, where there is one."""
        return self._move(1)

    def _move(self, by: int) -> Step | None:
        if not 0 <= self._at + by < len(self._steps):
            return None
        self._at += by
        return self._steps[self._at]

    def see(self, kind: str, record_id: int) -> None:
        """Say that a record was opened, looked at or changed."""
        one = (kind, record_id)
        self._seen = [one, *(other for other in self._seen if other != one)][:_SEEN]

    @property
    def seen(self) -> tuple[tuple[str, int], ...]:
        """Kinds and ids of the records seen lately, the newest first."""
        return tuple(self._seen)

    def state(self) -> dict[str, Any]:
        """What outlives the window, as JSON can hold it."""
        return {"seen": [list(one) for one in self._seen]}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take up what was kept."""
        self._seen = list(_pairs(state.get("seen")))[:_SEEN]


def _pairs(kept: object) -> Iterator[tuple[str, int]]:
    for one in kept if isinstance(kept, list) else ():
        match one:
            case [str(kind), int(record_id)]:
                yield kind, record_id
