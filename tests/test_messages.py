"""The words for translators are those of the program."""

from __future__ import annotations

from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from ctdesk.paths import resources

ROOT = resources().parent
TEMPLATE = resources() / "locale" / "ctdesk.pot"


def test_the_template_holds_every_word_and_no_other() -> None:
    with TEMPLATE.open("rb") as file:
        kept = {message.id for message in read_po(file) if message.id}
    found = {message for _file, _line, message, *_more in extract_from_dir(ROOT / "ctdesk")}
    assert found - kept == set(), "run make messages"
    assert kept - found == set(), "run make messages"
    assert ("{count} day", "{count} days") in kept


def test_the_template_names_no_machine_and_no_day() -> None:
    told = TEMPLATE.read_text(encoding="utf-8")
    assert str(Path.home()) not in told
    assert str(ROOT) not in told
    assert "Creation-Date" not in told
    places = [line for line in told.splitlines() if line.startswith("#:")]
    assert places
    assert all(one.startswith("ctdesk/") for line in places for one in line[2:].split())
