"""What day it is to those who ask the register: the officer's day, wherever the machine is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

Day = Callable[[], date]

# Of the question being answered in this thread; of the machine where nobody says another.
_day: ContextVar[Day | None] = ContextVar("day", default=None)


def today() -> date:
    """The day that a question asks of when it says "today"."""
    told = _day.get()
    return told() if told is not None else date.today()


@contextmanager
def asked_on(day: Day) -> Iterator[None]:
    """Answer what is asked within by this day."""
    token = _day.set(day)
    try:
        yield
    finally:
        _day.reset(token)
