"""What was not foreseen, written down where a developer can be shown it.

Only the places in the code and the kind of error are written: the message of an error may quote
what an officer typed, and nothing of the register leaves it.
"""

from __future__ import annotations

import platform
import traceback
from datetime import UTC, datetime
from pathlib import Path

from ctdesk import __version__
from ctdesk.paths import log_file


def record(error: BaseException) -> Path | None:
    """Append the error to the log; where the log lies, None if it could not be written."""
    lines = [f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC, CT Desk {__version__}, ", _machine()]
    current: BaseException | None = error
    while current is not None:
        lines.append(f"\n{type(current).__module__}.{type(current).__qualname__}\n")
        lines.extend(traceback.format_tb(current.__traceback__))
        current = current.__cause__ or current.__context__
    path = log_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write("".join([*lines, "\n"]))
    except OSError:
        return None
    return path


def named(error: BaseException) -> str:
    """The kind of an error and the line it came from, "KeyError, find.py 81": never its message."""
    frames = traceback.extract_tb(error.__traceback__)
    kind = type(error).__name__
    return f"{kind}, {Path(frames[-1].filename).name} {frames[-1].lineno}" if frames else kind


def _machine() -> str:
    return f"{platform.system()} {platform.release()}, Python {platform.python_version()}\n"
