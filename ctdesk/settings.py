"""What an officer sets once on this machine, and who this installation is."""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ctdesk.errors import UserError
from ctdesk.paths import config_folder, data_folder
from ctdesk.words import _


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its key, default, label, and the values it may have (any, where none given)."""

    key: str
    default: str
    label: str
    choices: tuple[str, ...] = ()


SETTINGS = (
    Setting("officer", "", _("Officer's name")),
    Setting("unit", "", _("Unit")),
    Setting("time_zone", "", _("Time zone")),
    Setting("paper", "a4", _("Paper"), ("a4", "letter")),
    Setting("theme", "system", _("Theme"), ("system", "light", "dark")),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings' values; an unset time zone is that of the machine."""

    officer: str
    unit: str
    time_zone: str
    paper: str
    theme: str

    @property
    def author(self) -> str:
        """Who every change is entered under."""
        return self.officer or os.environ.get("USER") or os.environ.get("USERNAME") or ""


def load_settings(folder: Path | None = None) -> Settings:
    """The settings as saved; what is missing, unknown or wrong has its default."""
    saved = _read(_settings_file(folder))
    values = {}
    for setting in SETTINGS:
        value = saved.get(setting.key, setting.default)
        allowed = isinstance(value, str) and value in (setting.choices or (value,))
        values[setting.key] = value if allowed else setting.default
    settings = Settings(**values)
    return settings if settings.time_zone else replace(settings, time_zone=_machine_zone())


def save_settings(settings: Settings, folder: Path | None = None) -> None:
    """Save the settings. Raises UserError where the folder cannot be written."""
    values = {setting.key: getattr(settings, setting.key) for setting in SETTINGS}
    _write(_settings_file(folder), values)


@dataclass(frozen=True, slots=True)
class Installation:
    """This installation: what tells its ids from those of every other laptop."""

    uuid: str
    number: int  # 1 to 4095, preferred; a register may know it under another


def load_installation(folder: Path | None = None) -> Installation:
    """Who this installation is, decided the first time. Raises UserError if it cannot be kept."""
    path = (folder or data_folder()) / "installation.json"
    try:
        name = str(uuid.UUID(str(_read(path).get("uuid"))))
    except ValueError:
        name = str(uuid.uuid4())
        _write(path, {"uuid": name})
    return Installation(name, 1 + uuid.UUID(name).int % 4095)


def _settings_file(folder: Path | None) -> Path:
    return (folder or config_folder()) / "settings.json"


def _read(path: Path) -> Mapping[str, Any]:
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return values if isinstance(values, dict) else {}


def _write(path: Path, values: Mapping[str, Any]) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".new")
        fresh.write_text(json.dumps(values, indent=1, ensure_ascii=False), encoding="utf-8")
        fresh.replace(path)
    except OSError as error:
        message = _("{folder} cannot be written: {why}.")
        raise UserError(message.format(folder=path.parent, why=error.strerror)) from error


def _machine_zone() -> str:
    """The machine's IANA time zone; New York, where headquarters is, if it cannot be told."""
    zone = os.environ.get("TZ", "").lstrip(":")
    if "/" in zone and not zone.startswith("/"):
        return zone
    try:
        target = str(Path("/etc/localtime").resolve())
    except OSError:
        target = ""
    return target.partition("zoneinfo/")[2] or "America/New_York"
