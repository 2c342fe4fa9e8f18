"""When the mapper is loaded: never while a question is put together.

SQLAlchemy looks at a value that is compared with the help of whatever is loaded of it. While
another thread loads the mapper, that is half of it, and the comparison fails. So the mapper is
loaded in a moment in which nobody asks, and who asks meanwhile waits until it is there.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition


class Gate:
    """Lets many ask at a time, or one load; once that is done, it stands open."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._asking = 0
        self._loading = False
        self.loaded = False

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Ask within, once nobody loads. May stand within another."""
        if self.loaded:
            yield
            return
        with self._changed:
            self._changed.wait_for(lambda: not self._loading)
            self._asking += 1
        try:
            yield
        finally:
            with self._changed:
                self._asking -= 1
                self._changed.notify_all()

    @contextmanager
    def loading(self) -> Iterator[None]:
        """Load within, once nobody asks. Whoever comes next finds it loaded."""
        with self._changed:
            self._changed.wait_for(lambda: not self._asking and not self._loading)
            self._loading = True
        try:
            yield
            self.loaded = True
        finally:
            with self._changed:
                self._loading = False
                self._changed.notify_all()


GATE = Gate()  # of this process, as what is loaded is


def load_mapper() -> None:
    """Have the mapper there: at the first write, or before it while nobody waits."""
    if GATE.loaded:
        return
    with GATE.loading():
        # Late, as all of this module is about.
        from ctdesk.db import recording  # noqa: F401
        from ctdesk.db.mapping import prepare

        prepare()
