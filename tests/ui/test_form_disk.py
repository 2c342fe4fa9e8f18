"""The disk is full, or gone: the form says so, keeps what is typed, and the window goes on."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ctdesk.db import creating, register
from ctdesk.db.files import DocumentDraft
from ctdesk.db.queries import drafts
from ctdesk.db.store import Store, open_store
from ctdesk.paths import resources
from ctdesk.settings import Settings
from ctdesk.ui.forms.engagement_form import EngagementForm
from tests.conftest import INSTALLATION, PASSPHRASE
from tests.ui.engagement_forms import save, shown, tab_to
from tests.ui.keys import Key, press, type_

resource = pytest.importorskip("resource", reason="limits the size of files")

FULL = "The disk is full. Nothing was changed; free some space and try again."
SILENT = (
    "The disk did not answer. Nothing was changed; check that the drive is connected and has "
    "space, and try again."
)
NOT_KEPT = "What you type is not kept. "


@pytest.fixture
def on_small_disk(small_disk: Path) -> Iterator[Store]:
    path = small_disk / "desk.ctdesk"
    creating.make(path, PASSPHRASE, resources()).close()
    with register.open_register(path, PASSPHRASE) as opened:
        yield open_store(opened, INSTALLATION, "A")


def typed(qtbot: QtBot, store: Store, settings: Settings) -> EngagementForm:
    form = shown(qtbot, store, settings)
    type_("bilateral")
    press(Key.Key_Tab)
    type_("1 June 2026")
    tab_to(form, "title")
    type_("Typed while the disk was full")
    form.inputs["summary"].text.setPlainText("Long " * 20_000)
    return form


def fill(disk: Path) -> Path:
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while file.write(bytes(4096)):
                pass
        except OSError:
            pass
    return filler


@contextmanager
def no_file_grows(size: int) -> Iterator[None]:
    """Files of more than so many bytes cannot be written by this process."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_costs_nothing_of_what_is_typed(
    qtbot: QtBot, on_small_disk: Store, settings: Settings, small_disk: Path
) -> None:
    form = typed(qtbot, on_small_disk, settings)
    filler = fill(small_disk)
    assert not form.keep_now()
    assert form.notice.text == NOT_KEPT + FULL
    save()
    assert form.notice.text == FULL
    assert form.inputs["title"].value() == "Typed while the disk was full"
    form.leave()
    assert form.question.isVisible()
    form.question.keep.click()
    assert form.inputs["summary"].value().startswith("Long"), "it stays, since it is not kept"
    filler.unlink()
    save()
    assert form.notice.text == "Saved: Typed while the disk was full"
    assert not form.is_dirty()


def test_once_there_is_room_it_is_kept_and_no_longer_said_not_to_be(
    qtbot: QtBot, on_small_disk: Store, settings: Settings, small_disk: Path
) -> None:
    form = typed(qtbot, on_small_disk, settings)
    filler = fill(small_disk)
    qtbot.waitUntil(lambda: form.notice.text == NOT_KEPT + FULL)
    assert form.unsaved
    filler.unlink()
    qtbot.waitUntil(lambda: not form.unsaved)
    assert form.notice.text == ""
    assert on_small_disk.read(drafts.kept("engagement:new")) is not None


def test_a_large_file_that_finds_no_room_is_said_from_its_thread(
    qtbot: QtBot, on_small_disk: Store, settings: Settings
) -> None:
    form = shown(qtbot, on_small_disk, settings)
    tab_to(form, "title")
    type_("With a file")
    assert form.keep_now()
    form.inputs["documents"].bring_back([DocumentDraft("Film.mp4", os.urandom(5_000_000))])
    qtbot.waitUntil(lambda: form.notice.text == NOT_KEPT + FULL)
    assert form.unsaved
    kept = on_small_disk.read(drafts.kept("engagement:new"))
    assert kept is not None
    assert (kept.title, kept.documents) == ("With a file", ()), "what was kept before still is"
    form.inputs["documents"].bring_back([])
    assert form.keep_now()
    assert form.notice.text == ""


def test_a_drive_that_takes_no_more_is_said_by_save_and_by_keep(
    qtbot: QtBot, store: Store, settings: Settings
) -> None:
    form = typed(qtbot, store, settings)
    with no_file_grows(4096):
        assert not form.keep_now()
        assert form.notice.text == NOT_KEPT + SILENT
        save()
        assert form.notice.text == SILENT
    assert form.inputs["title"].value() == "Typed while the disk was full"
    save()
    assert form.notice.text == "Saved: Typed while the disk was full"


def test_a_drive_that_is_pulled_is_said_and_the_text_stays(
    qtbot: QtBot, on_small_disk: Store, settings: Settings, small_disk: Path
) -> None:
    form = typed(qtbot, on_small_disk, settings)
    subprocess.run(["umount", "--lazy", str(small_disk)], check=True)
    assert not form.keep_now()
    assert f"desk.ctdesk is no longer in {small_disk}" in form.notice.text
    save()
    assert form.notice.text.endswith("Nothing was saved; put it back there, then try again.")
    assert form.inputs["title"].value() == "Typed while the disk was full"
    assert not list(small_disk.iterdir())
