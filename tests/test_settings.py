from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from ctdesk.errors import UserError
from ctdesk.settings import (
    SETTINGS,
    Settings,
    forget_register,
    keep_window_state,
    load_installation,
    load_settings,
    recent_registers,
    remember_register,
    save_settings,
    window_state,
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


@pytest.mark.parametrize(
    ("officer", "unit", "author"),
    [
        ("A. Officer", "RCU", "A. Officer, RCU"),
        ("A. Officer", "", "A. Officer"),
        ("", "RCU", "login, RCU"),
        ("A" * 200, "RCU", "A" * 200),  # no longer than the journal has room for
    ],
)
def test_a_change_is_signed_with_name_and_unit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, officer: str, unit: str, author: str
) -> None:
    monkeypatch.setenv("USER", "login")
    assert replace(load_settings(tmp_path), officer=officer, unit=unit).author == author


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


def test_what_is_wrong_in_the_file_has_its_default_and_the_rest_stays(tmp_path: Path) -> None:
    saved = {"scale": 130, "lock_minutes": -1, "leaving": "draft", "time_zone": "Mars/Olympus"}
    (tmp_path / "settings.json").write_text(json.dumps(saved))
    found = load_settings(tmp_path)
    assert (found.scale, found.lock_minutes, found.leaving) == (100, 15, "draft")
    assert "Mars" not in found.time_zone


def test_a_renamed_key_is_carried_over_and_saved_under_its_name(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"timezone": "Asia/Tokyo"}))
    found = load_settings(tmp_path)
    assert found.time_zone == "Asia/Tokyo"
    save_settings(found, tmp_path)
    assert "timezone" not in json.loads(path.read_text())
    path.write_text(json.dumps({"timezone": "Asia/Tokyo", "time_zone": "Africa/Abuja"}))
    assert load_settings(tmp_path).time_zone != "Asia/Tokyo"  # the key of now goes before


@pytest.mark.parametrize(
    ("key", "good", "bad"),
    [
        ("officer", "Łucja", "x" * 201),
        ("time_zone", "Africa/Lagos", "Africa"),
        ("time_zone", "", "../../etc/passwd"),
        ("paper", "letter", "a3"),
        ("scale", 200, "200"),
        ("lock_minutes", 0, True),
        ("lock_minutes", 1440, 1441),
    ],
)
def test_a_setting_refuses_in_a_sentence(key: str, good: object, bad: object) -> None:
    setting = next(one for one in SETTINGS if one.key == key)
    assert setting.refusal(good) is None
    assert str(setting.refusal(bad)).endswith(".")


def test_settings_change_for_all_who_share_them(settings: Settings) -> None:
    page_sees = settings
    settings.become(replace(settings, paper="letter", officer="B"))
    assert (page_sees.paper, page_sees.author) == ("letter", "B, Desk")


def test_registers_are_remembered_the_latest_first(tmp_path: Path) -> None:
    assert recent_registers(tmp_path) == ()
    paths = [tmp_path / f"{number}.ctdesk" for number in range(12)]
    for path in (*paths, paths[5]):
        remember_register(path, tmp_path)
    found = recent_registers(tmp_path)
    assert found[:3] == (paths[5], paths[11], paths[10])
    assert len(found) == 10
    forget_register(paths[11], tmp_path)
    assert recent_registers(tmp_path)[1] == paths[10]
    keep_window_state("AAA", tmp_path)
    assert (window_state(tmp_path), recent_registers(tmp_path)[0]) == ("AAA", paths[5])
    (tmp_path / "window.json").write_text('{"registers": 3}')
    assert recent_registers(tmp_path) == ()
