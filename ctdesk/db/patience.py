"""How long a question may take: it is called off between two steps of the database.

A step is one instruction of SQLite's machine, ten thousand of them one to three milliseconds. They
are counted, and no clock is looked at, so that the same question of the same register always ends
the same way, on whatever machine and however busy that is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection
from sqlcipher3 import dbapi2

STEPS = 10_000  # between two looks whether a question is called off
SHORT = 40_000  # of a question that nobody notices; those of a list of hundreds take up to 18,000


class CalledOff(Exception):
    """A question was ended before it was answered."""


@contextmanager
def patience(connection: Connection, called_off: Callable[[], bool], steps: int) -> Iterator[None]:
    """Ask after each so many steps of a statement whether it is called off; CalledOff if it is."""
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.set_progress_handler(called_off, steps)
    try:
        yield
    except Exception as error:
        cause = getattr(error, "orig", None) or error
        if isinstance(cause, dbapi2.OperationalError) and "interrupted" in str(cause):
            raise CalledOff from error
        raise
    finally:
        driver.set_progress_handler(None, 0)
