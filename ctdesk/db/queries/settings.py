"""How the window was left in this register."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, select

from ctdesk.db.tables import Setting


def kept(key: str, default: Any = None) -> Callable[[Connection], Any]:
    """The question for what is kept under a key; the default where nothing is."""
    wanted = select(Setting.value).where(Setting.key == key)

    def question(connection: Connection) -> Any:
        value = connection.execute(wanted).scalar_one_or_none()
        return default if value is None else json.loads(value)

    return question
