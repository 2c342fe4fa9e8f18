from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from ctdesk.errors import UserError
from ctdesk.settings import (
    SETTINGS,
    Settings,
    load_installation,
    load_settings,
    save_settings,
)


def test_defaults_where_nothing_is_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Africa/Abidjan")
    found = load_settings(tmp_path)
    assert (found.paper, found.theme, found.time_zone) == ("a4", "system", "Africa/Abidjan")
    assert set(Settings.__slots__) == {setting.key for setting in SETTINGS}


def test_saved_and_read_again(tmp_path: Path) -> None:
    wanted = replace(
        load_settings(tmp_path), officer="Łucja", paper="letter", time_zone="Asia/Tokyo"
    )
    save_settings(wanted, tmp_path)
    assert load_settings(tmp_path) == wanted


@pytest.mark.parametrize("content", ["", "{", "[]", '{"paper": "a3", "theme": 7, "other": 1}'])
def test_a_broken_file_means_defaults(tmp_path: Path, content: str) -> None:
    (tmp_path / "settings.json").write_text(content)
    assert (load_settings(tmp_path).paper, load_settings(tmp_path).theme) == ("a4", "system")


def test_an_installation_is_decided_once(tmp_path: Path) -> None:
    first = load_installation(tmp_path)
    assert load_installation(tmp_path) == first
    assert 1 <= first.number <= 4095
    for broken in (7, "garbage"):
        (tmp_path / "installation.json").write_text(json.dumps({"uuid": broken}))
        assert load_installation(tmp_path) != first


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match="cannot be written"):
        save_settings(load_settings(tmp_path), tmp_path / "file")
