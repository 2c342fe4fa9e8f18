"""What this machine keeps between starts: what an officer set, which registers were open, how the
window stood, and who this installation is.
"""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal

from ctdesk.errors import UserError
from ctdesk.paths import config_folder, data_folder
from ctdesk.words import _

Value = str | int
Kind = Literal["text", "zone", "choice", "number"]
_SIGNED = 200  # characters of an author that the journal has room for
MOST_RECENT = 10  # registers remembered


@dataclass(frozen=True, slots=True)
class Choice:
    """One value a setting may have, and its name."""

    value: Value
    label: str


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: all that a file, a dialog and a check of what was typed need to know of it.

    `least` and `most` bound a number; `formerly` are keys it was saved under before.
    """

    key: str
    kind: Kind
    default: Value
    label: str
    group: str
    help: str = ""
    choices: tuple[Choice, ...] = ()
    least: int = 0
    most: int = 0
    formerly: tuple[str, ...] = ()

    def refusal(self, value: object) -> str | None:
        """Why the value cannot be had, in a sentence; None where it can."""
        match self.kind:
            case "choice":
                allowed = value in [choice.value for choice in self.choices]
                return None if allowed else _("Choose one of those offered.")
            case "number":
                allowed = type(value) is int and self.least <= value <= self.most
                words = _("Type a number from {least} to {most}.")
                return None if allowed else words.format(least=self.least, most=self.most)
            case "zone":
                allowed = isinstance(value, str) and (not value or _is_zone(value))
                return None if allowed else _("There is no time zone of this name: Area/City.")
            case _:
                allowed = isinstance(value, str) and len(value) <= self.most
                words = _("Type at most {most} characters.")
                return None if allowed else words.format(most=self.most)


_OFFICER, _WORK, _WINDOW, _SAFETY = _("Officer"), _("Work"), _("Window"), _("Safety")

SETTINGS = (
    Setting(
        "officer", "text", "", _("Officer's name"), _OFFICER,
        _("Every change is entered under this name and the unit from now on."), most=200,
    ),
    Setting(
        "unit", "text", "", _("Unit"), _OFFICER,
        _("Stands behind the name in the history, and in new engagements."), most=200,
    ),
    Setting(
        "time_zone", "zone", "", _("Time zone"), _WORK,
        _("Says which day it is for you, and stands in new engagements."), formerly=("timezone",),
    ),
    Setting(
        "paper", "choice", "a4", _("Paper"), _WORK,
        choices=(Choice("a4", _("A4")), Choice("letter", _("Letter"))),
    ),
    Setting(
        "theme", "choice", "system", _("Theme"), _WINDOW,
        choices=(
            Choice("system", _("As the system is")), Choice("light", _("Light")),
            Choice("dark", _("Dark")), Choice("contrast", _("High contrast")),
        ),
    ),
    Setting(
        "scale", "choice", 100, _("Size"), _WINDOW,
        _("Of everything in the window, on top of the system's own; from the next start."),
        choices=tuple(Choice(size, f"{size} %") for size in (100, 110, 125, 150, 175, 200)),
    ),
    Setting(
        "leaving", "choice", "ask", _("Leaving a form"), _SAFETY,
        choices=(
            Choice("ask", _("Ask before leaving what was typed")),
            Choice("draft", _("Keep it as a draft without asking")),
        ),
    ),
    Setting(
        "lock_minutes", "number", 15, _("Lock after minutes without input"), _SAFETY,
        _("0 never locks. What is being typed is kept."), most=24 * 60,
    ),
)  # fmt: skip


@dataclass(slots=True)
class Settings:
    """The settings' values as they are now; an unset time zone is that of the machine.

    The window and all its pages share one, so that what is set is so everywhere at once:
    `become` changes it in place.
    """

    officer: str
    unit: str
    time_zone: str
    paper: str
    theme: str
    scale: int = 100  # per cent
    leaving: str = "ask"  # or "draft"
    lock_minutes: int = 15  # 0 never

    @property
    def name(self) -> str:
        """The officer's name; where none is set, the one the machine knows."""
        return self.officer or os.environ.get("USER") or os.environ.get("USERNAME") or ""

    @property
    def author(self) -> str:
        """Who every change is entered under: "A. Officer, RCU"."""
        return ", ".join(filter(None, (self.name, self.unit)))[:_SIGNED]

    def become(self, other: Settings) -> None:
        """Take over all values of another."""
        for field in fields(self):
            setattr(self, field.name, getattr(other, field.name))


def load_settings(folder: Path | None = None) -> Settings:
    """The settings as saved; what is missing, unknown or wrong has its default."""
    settings = Settings(**read_values(SETTINGS, _read(_settings_file(folder))))
    settings.time_zone = settings.time_zone or machine_zone()
    return settings


def read_values(table: tuple[Setting, ...], saved: Mapping[str, Any]) -> dict[str, Any]:
    """A value for each setting of the table: as saved, also under a former key, or its default."""
    values = {}
    for setting in table:
        found = (saved[key] for key in (setting.key, *setting.formerly) if key in saved)
        value = next(found, setting.default)
        values[setting.key] = setting.default if setting.refusal(value) else value
    return values


def save_settings(settings: Settings, folder: Path | None = None) -> None:
    """Save the settings. Raises UserError where the folder cannot be written."""
    values = {setting.key: getattr(settings, setting.key) for setting in SETTINGS}
    _write(_settings_file(folder), values)


# Registers that were open, and the window


def recent_registers(folder: Path | None = None) -> tuple[Path, ...]:
    """Registers opened on this machine, the latest first, whether they are still there or not."""
    saved = _read(_window_file(folder)).get("registers")
    paths = [Path(one) for one in saved if isinstance(one, str)] if isinstance(saved, list) else []
    return tuple(paths[:MOST_RECENT])


def remember_register(path: Path, folder: Path | None = None) -> None:
    """Put a register before all others opened on this machine."""
    path = path.absolute()
    others = [one for one in recent_registers(folder) if one != path]
    _keep(folder, "registers", [str(one) for one in (path, *others)][:MOST_RECENT])


def forget_register(path: Path, folder: Path | None = None) -> None:
    """Name a register no longer among those opened; the file stays."""
    _keep(folder, "registers", [str(one) for one in recent_registers(folder) if one != path])


def window_state(folder: Path | None = None) -> str:
    """How the window stood, as `keep_window_state` was told; empty where nobody told."""
    return str(_read(_window_file(folder)).get("geometry") or "")


def keep_window_state(state: str, folder: Path | None = None) -> None:
    """Keep how the window stands."""
    _keep(folder, "geometry", state)


def _keep(folder: Path | None, key: str, value: object) -> None:
    path = _window_file(folder)
    _write(path, {**_read(path), key: value})


# This installation


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


def _window_file(folder: Path | None) -> Path:
    return (folder or config_folder()) / "window.json"


def _is_zone(name: str) -> bool:
    from zoneinfo import ZoneInfo  # 6 ms, only where a zone was set

    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # no such name; no name at all; a folder of zones
        return False
    return True


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


def machine_zone() -> str:
    """The machine's IANA time zone; New York, where headquarters is, if it cannot be told."""
    zone = os.environ.get("TZ", "").lstrip(":")
    if "/" in zone and not zone.startswith("/"):
        return zone
    try:
        target = str(Path("/etc/localtime").resolve())
    except OSError:
        target = ""
    return target.partition("zoneinfo/")[2] or "America/New_York"
