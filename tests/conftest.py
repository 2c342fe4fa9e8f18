"""What the tests share: a register with the reference data, and how the world is kept out."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import logging
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from ctdesk.db import creating, register
from ctdesk.db.register import Register
from ctdesk.db.store import Store, open_store
from ctdesk.paths import resources
from ctdesk.settings import Installation, Settings

PASSPHRASE = "correct horse battery staple"
INSTALLATION = Installation("00000000-0000-4000-8000-000000000001", 7)


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees or writes the settings, registers or logs of whoever runs it."""
    (tmp_path / "home").mkdir(exist_ok=True)
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "LOCALAPPDATA", "APPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    for name in ("CTDESK_REGISTER", "CTDESK_PASSPHRASE_FILE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def no_unexpected_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A line at WARNING or above that the test did not clear is a failure."""
    yield
    lines = [one for one in caplog.get_records("call") if one.levelno >= logging.WARNING]
    assert not lines, [one.getMessage() for one in lines]


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An unencrypted register with the reference data, made once."""
    path = tmp_path_factory.mktemp("shipped") / "shipped.ctdesk"
    creating.make(path, None, resources()).close()
    return path


@pytest.fixture
def register_path(shipped: Path, tmp_path: Path) -> Path:
    """A fresh copy of that register."""
    path = tmp_path / "desk.ctdesk"
    shutil.copy(shipped, path)
    return path


@pytest.fixture
def opened(register_path: Path) -> Iterator[Register]:
    with register.open_register(register_path, None) as found:
        yield found


@pytest.fixture
def store(opened: Register) -> Store:
    return open_store(opened, INSTALLATION, "Test officer")


@pytest.fixture
def settings() -> Settings:
    return Settings(
        officer="Test officer", unit="Desk", time_zone="America/New_York", paper="a4", theme="light"
    )


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of four megabytes, where one may be mounted."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(place)]
    if shutil.which("mount") is None or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("only a superuser can mount a small disk")
    yield place
    if place.is_mount():
        subprocess.run(["umount", "--lazy", str(place)], check=True)
