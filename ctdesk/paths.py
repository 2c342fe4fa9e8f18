"""Where things lie on this machine: what ships with the program, and the user's own folders."""

from __future__ import annotations

import sys
from pathlib import Path


def resources() -> Path:
    """The folder of what ships with the program (fonts, icons, reference data, translations)."""
    bundle = getattr(sys, "_MEIPASS", None)  # set by PyInstaller in an installed program
    root = Path(bundle) if bundle else Path(__file__).resolve().parent.parent
    return root / "resources"


def data_folder() -> Path:
    """The user's data folder; it is not created here."""
    from platformdirs import user_data_path  # 5 ms that a window given a register need not pay

    return user_data_path("ctdesk", appauthor=False)


def config_folder() -> Path:
    """The user's settings folder; it is not created here."""
    from platformdirs import user_config_path  # as above

    return user_config_path("ctdesk", appauthor=False)


def default_register() -> Path:
    """The register that is opened when none is named."""
    return data_folder() / "desk.ctdesk"


def log_file() -> Path:
    """Where unexpected errors are written, without any content of the register."""
    return data_folder() / "ctdesk.log"
