"""Pictures of every page, form, dialog and empty state, from a real window: make screenshots.

They come to out/screenshots: light and dark at 1280×800 and 1024×700, high contrast, and from the
right. Nothing waits for a time: each is taken when the event loop has nothing left to do.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

from ctdesk.app import Program
from ctdesk.db.creating import Example, make
from ctdesk.db.register import open_register
from ctdesk.db.store import open_store
from ctdesk.paths import resources
from ctdesk.settings import Settings, load_installation, load_settings
from ctdesk.ui import theme
from ctdesk.ui.direction import keep_ends
from tests.states import State, States, furnish

OUT = Path("out/screenshots")
LEFT, RIGHT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
SERIES = (
    ("light", 1280, 800, LEFT), ("light", 1024, 700, LEFT),
    ("dark", 1280, 800, LEFT), ("dark", 1024, 700, LEFT),
    ("contrast", 1280, 800, LEFT), ("light", 1024, 700, RIGHT),
)  # fmt: skip


def picture(shown: QWidget, path: Path) -> None:
    """What the screen shows of a window: popups and all."""
    shown.raise_()
    corner = shown.mapToGlobal(QPoint(0, 0))
    screen = shown.screen()
    taken = screen.grabWindow(0, corner.x(), corner.y(), shown.width(), shown.height())
    if not taken.save(str(path)):
        raise SystemExit(f"{path} cannot be written")


def registers() -> tuple[Path, Path]:
    """One with a year of examples, and one in which nothing has been entered; made anew."""
    full, empty = OUT / "Regional desk.ctdesk", OUT / "Empty.ctdesk"
    for path in (full, empty):
        path.unlink(missing_ok=True)
    make(full, None, resources(), Example(load_installation(), "", date.today())).close()
    make(empty, None, resources()).close()
    with open_register(full, None) as opened:
        furnish(open_store(opened, load_installation(), ""))
    return full, empty


def take(
    app: QApplication, settings: Settings, size: tuple[int, int], prefix: str,
    register: tuple[Path, Path],
) -> None:  # fmt: skip
    """Take the pictures of one theme at one size, of a full register and an empty one."""
    full, empty = register
    theme.apply(app, settings)
    keep_ends(app)
    program = Program(settings)
    window = program.window
    window.resize(*size)
    window.move(0, 0)
    program.start(None)
    window.show()
    states = States(app, program)
    states.settle(lambda: window.page is not None)

    def all_of(shown: Iterable[State]) -> None:
        for name, widget in shown:
            picture(widget, OUT / f"{prefix}-{name}.png")

    all_of(states.closed(full))
    for path, shown in ((empty, states.empty), (full, states.everything)):
        program.open(path, None, read_only=False)
        states.settle(lambda: window.desk is not None)
        all_of(shown())
    window._leaving = True
    window.close()
    program.close()


def main(wanted: str = "") -> int:
    """Take all pictures, or those of the series whose names begin so; 0."""
    OUT.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    settings = load_settings()
    for name, width, height, direction in SERIES:
        prefix = f"{name}-{width}" + ("-reverse" if direction is RIGHT else "")
        if prefix.startswith(wanted):
            app.setLayoutDirection(direction)
            take(app, replace(settings, theme=name), (width, height), prefix, registers())
    return 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:2]))
