"""One process that opens a window and says when it was painted.

    python -m benchmarks.child bare | window | list FILE | unlock FILE PASSPHRASE | log FILE |
        keys FILE | lists FILE

Prints one JSON object: `painted` (seconds since `started`, where measured here), `memory` (peak,
bytes), `samples` (seconds).
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

if TYPE_CHECKING:
    from ctdesk.app import Program


def _answer(**values: Any) -> None:
    print(json.dumps({**values, "memory": _peak_memory()}), flush=True)
    QApplication.quit()


def _peak_memory() -> int:
    """Bytes this process has held at most; what a process is forked from does not count."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(one for one in status.read_text().splitlines() if one.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


class _FirstPaint(QObject):
    """Calls back once, after the first paint of a table that has rows (any, with `empty`)."""

    def __init__(self, then: Callable[[], None], *, empty: bool = False) -> None:
        super().__init__()
        self._then: Callable[[], None] | None = then
        self._empty = empty
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._then is not None:
            table = watched.parent()
            if isinstance(table, QTableView) and watched is table.viewport():
                model = table.model()
                if self._empty or (model is not None and model.rowCount() > 0):
                    then, self._then = self._then, None
                    QTimer.singleShot(0, then)
        return False


def bare() -> None:
    """The floor: a window with an empty table."""
    from PySide6.QtGui import QStandardItemModel

    app = QApplication(sys.argv[:1])
    window, table = QMainWindow(), QTableView()
    table.setModel(QStandardItemModel(0, 5))
    window.setCentralWidget(table)
    window.resize(1280, 800)
    watch = _FirstPaint(_answer, empty=True)
    window.show()
    app.exec()
    del watch


def _program() -> tuple[QApplication, Program]:
    from ctdesk import quiet

    quiet.while_loading()
    from ctdesk.app import SETTLED, Program
    from ctdesk.settings import load_settings
    from ctdesk.ui import theme

    app = QApplication(sys.argv[:1])
    settings = load_settings()
    theme.apply(app, settings)
    QTimer.singleShot(SETTLED, quiet.from_now_on)
    return app, Program(settings)


def window() -> None:
    """The program without a register, to its first painted page."""
    app, program = _program()
    program.window.painted.connect(lambda: QTimer.singleShot(0, _answer))
    program.start(None)
    program.window.show()
    app.exec()


def opened(path: str) -> None:
    """The program with an unencrypted register, to its first painted list."""
    app, program = _program()
    watch = _FirstPaint(_answer)
    program.start(Path(path))
    program.window.show()
    app.exec()
    program.close()
    del watch


def unlock(path: str, passphrase: str) -> None:
    """An encrypted register, from the passphrase given to the first painted list."""
    app, program = _program()
    program.start(Path(path))
    program.window.show()
    begun = 0.0

    def give() -> None:
        nonlocal begun
        begun = time.perf_counter()
        program.open(Path(path), passphrase, read_only=False)

    # An officer takes longer to type than SQLAlchemy to load.
    program.window.painted.connect(lambda: QTimer.singleShot(1500, give))
    watch = _FirstPaint(lambda: _answer(samples=[time.perf_counter() - begun]))
    app.exec()
    program.close()
    del watch


def log(path: str, times: str = "120") -> None:
    """Log an engagement, from the call to the repaint of three open views."""
    from dataclasses import replace

    from ctdesk import quiet

    quiet.while_loading()
    from benchmarks.views import three_views
    from ctdesk.db.operations import engagements

    app = QApplication(sys.argv[:1])
    store, shown, draft = three_views(Path(path))
    while not all(view.records.whole for view in shown):  # they have been open for a while
        app.processEvents()
    quiet.from_now_on()
    samples = []
    for number in range(int(times)):
        one = replace(draft, title=f"Measured {number}", reference=f"B-{time.time_ns()}")
        begun = time.perf_counter()
        store.perform("Log", lambda s, one=one: engagements.log(s, one))  # type: ignore[misc]
        app.processEvents()
        samples.append(time.perf_counter() - begun)
    for _ in range(int(times)):
        store.undo()
    _answer(samples=samples)
    for view in shown:
        view.close()


def keys(path: str) -> None:
    """Keys typed in the palette, the list and the form, each to the paint of what it changed."""
    from benchmarks import keys as typing

    app, program = _program()
    program.start(Path(path))
    program.window.show()

    def measure() -> None:
        _answer(samples=typing.measure(program), floor=typing.bare())

    watch = _FirstPaint(measure)
    app.exec()
    program.window._leaving = True
    program.close()
    del watch


def lists(path: str) -> None:
    """Lists of a whole register: opened, scrolled to any place, all of it chosen."""
    from ctdesk import quiet

    quiet.while_loading()
    from benchmarks.shown import measure
    from ctdesk.settings import load_settings
    from ctdesk.ui import theme

    app = QApplication(sys.argv[:1])
    theme.apply(app, load_settings())
    quiet.from_now_on()
    _answer(samples=measure(Path(path)))


MODES: dict[str, Callable[..., None]] = {
    "bare": bare,
    "window": window,
    "list": opened,
    "unlock": unlock,
    "log": log,
    "keys": keys,
    "lists": lists,
}

if __name__ == "__main__":
    MODES[sys.argv[1]](*sys.argv[2:])
