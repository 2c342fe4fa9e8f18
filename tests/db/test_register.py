"""The file: encrypted, locked, and every way it can be wrong answered in one sentence."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from ctdesk.db import creating, register
from ctdesk.db.register import (
    AlreadyOpen,
    NotARegister,
    ReadOnlyPlace,
    WrongPassphrase,
    create,
    is_encrypted,
    open_register,
    weakness,
)
from ctdesk.db.store import Store, open_store
from ctdesk.errors import UserError
from ctdesk.paths import resources
from tests import factory
from tests.conftest import INSTALLATION, PASSPHRASE

EXAMPLE = creating.Example(INSTALLATION, "A", date(2026, 11, 23))


@pytest.fixture
def encrypted(tmp_path: Path) -> Path:
    path = tmp_path / "secret.ctdesk"
    with creating.make(path, PASSPHRASE, resources()) as opened:
        store = open_store(opened, INSTALLATION, "A")
        factory.add_organization(store, "Zanzibar Example Council", profile="Unmistakable text")
    return path


def test_nothing_can_be_read_without_the_passphrase(encrypted: Path) -> None:
    content = b"".join(file.read_bytes() for file in encrypted.parent.iterdir() if file.is_file())
    for word in (b"Zanzibar", b"Unmistakable", b"ECOWAS", b"CREATE TABLE", b"SQLite format"):
        assert word not in content
    assert is_encrypted(encrypted)


def test_nothing_can_be_read_while_it_is_open(encrypted: Path) -> None:
    with open_register(encrypted, PASSPHRASE) as opened:
        store = open_store(opened, INSTALLATION, "A")
        factory.add_organization(store, "Tasmania Example Council")
        beside = [file for file in encrypted.parent.iterdir() if file.suffix.startswith(".ctdesk")]
        assert len(beside) == 3  # the file, its log and its shared memory
        assert all(b"Tasmania" not in file.read_bytes() for file in beside)


def test_the_passphrase_opens_it_however_it_is_composed(tmp_path: Path) -> None:
    path = tmp_path / "a.ctdesk"
    create(path, "Zürich Łódź café").close()
    open_register(path, "Zu\u0308rich Łódź cafe\u0301").close()


def test_a_wrong_passphrase_is_one_sentence(
    encrypted: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    before = encrypted.read_bytes()
    with pytest.raises(WrongPassphrase, match="does not open secret"):
        open_register(encrypted, "wrong but long enough")
    assert capfd.readouterr() == ("", "")
    assert encrypted.read_bytes() == before
    open_register(encrypted, PASSPHRASE).close()


@pytest.mark.parametrize(
    "passphrase",
    ["short", "aaaaaaaaaaaaaa", "abcabcabcabcabc", "password123", "1234567890", "Passw0rd12",
     "abcdefghij", "qwertyuiop", "0987654321", "passwordpassword", "letmeinletmein",
     "admin12345", "iloveyou123", "31415926535897"],
)  # fmt: skip
def test_a_trivially_weak_passphrase_is_refused(tmp_path: Path, passphrase: str) -> None:
    assert weakness(passphrase)
    before = list(tmp_path.iterdir())
    with pytest.raises(UserError):
        create(tmp_path / "a.ctdesk", passphrase)
    assert list(tmp_path.iterdir()) == before


@pytest.mark.parametrize("passphrase", [PASSPHRASE, "Twenty-two ham rolls", "纽约的秋天很美丽今天"])
def test_a_good_passphrase_is_taken(passphrase: str) -> None:
    assert weakness(passphrase) is None


def test_a_file_that_is_there_is_never_overwritten(encrypted: Path) -> None:
    before = encrypted.read_bytes()
    with pytest.raises(UserError, match="exists already"):
        create(encrypted, PASSPHRASE)
    assert encrypted.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"hello", b"%PDF-1.7" * 4096, bytes(5000)])
def test_a_file_that_is_no_register(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.ctdesk"
    path.write_bytes(content)
    with pytest.raises((NotARegister, WrongPassphrase)):
        open_register(path, PASSPHRASE)
    assert path.read_bytes() == content


def test_a_text_or_pdf_is_known_for_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "other.ctdesk"
    path.write_bytes(b"%PDF-1.7 and so on\n" * 1000)
    with pytest.raises(NotARegister, match="is not a CT Desk register"):
        open_register(path, PASSPHRASE)


def test_bytes_behind_the_end_do_not_shut_it(encrypted: Path) -> None:
    with encrypted.open("ab") as file:
        file.write(bytes(100))
    open_register(encrypted, PASSPHRASE).close()


def test_by_another_name_it_is_the_same_file(register_path: Path) -> None:
    link = register_path.with_name("link.ctdesk")
    link.symlink_to(register_path)
    with open_register(register_path, None), pytest.raises(AlreadyOpen):
        open_register(link, None)


@pytest.mark.parametrize("name", ["a b.ctdesk", "50%?#&.ctdesk", "Łódź 上海.ctdesk", "it's.ctdesk"])
def test_any_name_the_disk_takes(tmp_path: Path, name: str) -> None:
    creating.make(tmp_path / name, None, resources()).close()
    open_register(tmp_path / name, None).close()


def test_one_that_was_never_finished(tmp_path: Path) -> None:
    path = tmp_path / "a.ctdesk"
    with create(path, None) as opened, opened.engine.begin() as connection:
        connection.execute(text("DROP TABLE alembic_version"))
    with pytest.raises(UserError, match="was never finished"):
        open_register(path, None)


def test_making_one_that_is_killed_leaves_its_name_free(tmp_path: Path) -> None:
    path = tmp_path / "a.ctdesk"
    (tmp_path / ".a.ctdesk.making").write_bytes(b"left behind")
    creating.make(path, None, resources()).close()
    assert {file.name for file in tmp_path.iterdir() if file.is_file()} == {
        "a.ctdesk",
        ".a.ctdesk.lock",
    }


def test_a_register_in_use_is_not_called_damaged(encrypted: Path) -> None:
    """A reader holds its place while a checkpoint runs: the file alone is then half-way."""
    from ctdesk.db.checking import check

    with open_register(encrypted, PASSPHRASE) as opened:
        store = open_store(opened, INSTALLATION, "A")
        with opened.engine.connect() as reader:
            reader.execute(text("SELECT count(*) FROM theme"))
            for number in range(12):
                factory.add_organization(store, f"Body {number}", profile="word " * 30_000)
            with opened.engine.execution_options(begin=None).connect() as other:
                other.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)")
            assert store.read(check).faults == ()


def test_a_database_of_another_program(tmp_path: Path) -> None:
    path = tmp_path / "other.ctdesk"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE t (a)")
    with pytest.raises(NotARegister, match="is not a CT Desk register"):
        open_register(path, None)


def test_a_register_of_a_newer_version(register_path: Path) -> None:
    with open_register(register_path, None) as opened, opened.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    before = register_path.read_bytes()
    with pytest.raises(UserError, match="newer version of CT Desk"):
        open_register(register_path, None)
    assert register_path.read_bytes() == before


def test_one_that_is_open_in_another_process(register_path: Path) -> None:
    code = (
        "import pathlib, sys\n"
        "from ctdesk.db.register import open_register\n"
        f"kept = open_register(pathlib.Path({str(register_path)!r}), None)\n"
        "print('open', flush=True)\n"
        "sys.stdin.read()\n"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout is not None
    assert other.stdin is not None
    assert other.stdout.readline() == "open\n"
    with pytest.raises(AlreadyOpen, match="open it read-only"):
        open_register(register_path, None)
    with open_register(register_path, None, read_only=True) as opened:
        assert opened.read_only
    other.kill()
    other.communicate()
    open_register(register_path, None).close()  # a crash leaves no lock behind


unprivileged = pytest.mark.skipif(
    not hasattr(os, "fork") or shutil.which("setpriv") is None, reason="needs setpriv"
)


def _as_nobody(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run code as a user who owns nothing, if we are root; else as we are."""
    drop = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    command = [*(drop if os.geteuid() == 0 else []), sys.executable, "-c", code, *arguments]
    root = str(Path(register.__file__).parents[2])
    environment = {**os.environ, "PYTHONPATH": root, "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(command, capture_output=True, text=True, env=environment, cwd="/")


@unprivileged
def test_a_register_in_a_read_only_place(register_path: Path) -> None:
    if _as_nobody("import sqlalchemy, sqlcipher3").returncode:
        pytest.skip("the interpreter itself lies where an unprivileged user may not read")
    folder = register_path.parent
    for place in (folder, *folder.parents):
        if place == Path("/tmp"):
            break
        place.chmod(0o755)
    register_path.chmod(0o444)
    folder.chmod(0o555)
    code = (
        "import sys, pathlib\n"
        "from ctdesk.db.register import open_register, ReadOnlyPlace\n"
        "path = pathlib.Path(sys.argv[1])\n"
        "try:\n"
        "    open_register(path, None)\n"
        "except ReadOnlyPlace as error:\n"
        "    print(error)\n"
        "opened = open_register(path, None, read_only=True)\n"
        "from sqlalchemy import text\n"
        "with opened.engine.connect() as connection:\n"
        "    print(connection.execute(text('SELECT count(*) FROM theme')).scalar_one())\n"
        "opened.close()\n"
    )
    try:
        done = _as_nobody(code, str(register_path))
    finally:
        folder.chmod(0o755)
    assert done.returncode == 0, done.stderr
    sentence, count = done.stdout.splitlines()
    assert "nothing can be written" in sentence
    assert int(count) == 17


def test_a_full_disk(register_path: Path) -> None:
    """SQLite's own limit on the file's size stands in for a disk: the same error, no mount."""
    with open_register(register_path, None) as opened:
        store = open_store(opened, INSTALLATION, "A")
        with opened.engine.execution_options(begin=None).connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 5}")
            connection.commit()
        with pytest.raises(UserError, match="The disk is full. Nothing was changed"):
            factory.add_organization(store, "Large", profile="word " * 30_000)
        with opened.engine.execution_options(begin=None).connect() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
        body = factory.add_organization(store, "Small")
        store.undo()
        assert store.redoable() == "Add Small"
        assert body


def _fill(store: Store, values: dict[str, str]) -> None:
    for number in range(1000):
        factory.add_organization(store, f"Body {number}", **values)


def test_a_disk_that_is_really_full(small_disk: Path) -> None:
    path = small_disk / "desk.ctdesk"
    creating.make(path, PASSPHRASE, resources()).close()
    with open_register(path, PASSPHRASE) as opened:
        store = open_store(opened, INSTALLATION, "A")
        large = {"profile": "word " * 20_000}
        with pytest.raises(UserError, match="The disk is full. Nothing was changed"):
            _fill(store, large)
        kept = store.undoable()
        assert kept is not None
    with open_register(path, PASSPHRASE) as opened:
        assert open_store(opened, INSTALLATION, "A").undoable() == kept
    other = small_disk / "other.ctdesk"
    with pytest.raises(UserError, match="The disk is full"):
        creating.make(other, PASSPHRASE, resources(), EXAMPLE)
    assert not [file for file in small_disk.iterdir() if "other" in file.name]


def test_a_disk_that_is_really_read_only(small_disk: Path) -> None:
    path = small_disk / "desk.ctdesk"
    creating.make(path, PASSPHRASE, resources()).close()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(ReadOnlyPlace, match="nothing can be written"):
        open_register(path, PASSPHRASE)
    with open_register(path, PASSPHRASE, read_only=True) as opened:
        assert open_store(opened, INSTALLATION, "A").undoable() is None


def test_a_place_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises((ReadOnlyPlace, UserError)):
        create(tmp_path / "file" / "a.ctdesk", None)


def test_closing_leaves_one_file(register_path: Path) -> None:
    with open_register(register_path, None) as opened:
        factory.add_organization(open_store(opened, INSTALLATION, "A"), "One")
    left = {file.name for file in register_path.parent.iterdir() if file.is_file()}
    assert left - {".desk.ctdesk.lock"} == {"desk.ctdesk"}


def test_a_damaged_page_is_found(encrypted: Path) -> None:
    from ctdesk.db.checking import check

    content = bytearray(encrypted.read_bytes())
    content[-2000] ^= 0xFF
    encrypted.write_bytes(content)
    with open_register(encrypted, PASSPHRASE, read_only=True) as opened:
        store = open_store(opened, INSTALLATION, "A")
        try:
            faults = store.read(check).faults
        except UserError as error:  # met already while looking
            faults = (str(error),)
    assert any("damaged" in fault for fault in faults)


# While it is open


def _other_connection(store: Store) -> str | None:
    """Ask while a connection is in use, so that the question needs one more."""
    answer: str | None = store.read(lambda _connection: store.undoable())
    return answer


def test_a_closed_register_is_neither_asked_nor_changed(register_path: Path) -> None:
    with open_register(register_path, None) as opened:
        store = open_store(opened, INSTALLATION, "A")
        body = factory.add_organization(store, "One")
    before = register_path.read_bytes()
    for work in (
        lambda: store.read(lambda connection: connection.execute(text("SELECT 1"))),
        lambda: factory.add_organization(store, "Two"),
        lambda: store.keep_draft("person:new", "Somebody", "{}"),
        store.undo,
        store.undoable,
    ):
        with pytest.raises(register.RegisterClosed, match="desk.ctdesk is closed"):
            work()
    assert body
    assert register_path.read_bytes() == before
    assert not [file for file in register_path.parent.iterdir() if file.name.endswith("-wal")]
    with open_register(register_path, None) as opened:
        assert open_store(opened, INSTALLATION, "A").undoable() == "Add One"


def test_a_file_that_is_gone_is_not_written_and_still_read(register_path: Path) -> None:
    away = register_path.with_name("away.ctdesk")
    with open_register(register_path, None) as opened:
        store = open_store(opened, INSTALLATION, "A")
        factory.add_organization(store, "One")
        register_path.rename(away)
        for work in (
            lambda: factory.add_organization(store, "Two"),
            lambda: store.keep_draft("person:new", "Somebody", "{}"),
            store.undo,
            lambda: _other_connection(store),
        ):
            with pytest.raises(UserError, match="no longer in .*put it back there, then try again"):
                work()
        assert store.undoable() == "Add One"
        assert not register_path.exists()
        away.rename(register_path)
        factory.add_organization(store, "Two")
    with open_register(register_path, None) as opened:
        assert open_store(opened, INSTALLATION, "A").undoable() == "Add Two"


def test_another_file_of_that_name_is_neither_written_nor_read(
    register_path: Path, shipped: Path
) -> None:
    away = register_path.with_name("away.ctdesk")
    with open_register(register_path, None) as opened:
        store = open_store(opened, INSTALLATION, "A")
        factory.add_organization(store, "One")
        register_path.rename(away)
        shutil.copy(shipped, register_path)
        for work in (
            lambda: factory.add_organization(store, "Two"),
            lambda: store.keep_draft("person:new", "Somebody", "{}"),
            lambda: _other_connection(store),
        ):
            with pytest.raises(UserError, match="Another file has taken the place of desk.ctdesk"):
                work()
        assert store.undoable() == "Add One"
        assert register_path.read_bytes() == shipped.read_bytes()
        away.replace(register_path)
        factory.add_organization(store, "Two")
    with open_register(register_path, None) as opened:
        assert open_store(opened, INSTALLATION, "A").undoable() == "Add Two"


def test_a_drive_that_was_pulled_is_neither_written_nor_another(small_disk: Path) -> None:
    path = small_disk / "desk.ctdesk"
    creating.make(path, None, resources()).close()
    with open_register(path, None) as opened:
        store = open_store(opened, INSTALLATION, "A")
        factory.add_organization(store, "One")
        subprocess.run(["umount", "--lazy", str(small_disk)], check=True)
        with pytest.raises(UserError, match="desk.ctdesk is no longer in .*moved or deleted"):
            factory.add_organization(store, "Two")
        assert not list(small_disk.iterdir()), "nothing is written where the drive was"


_FOLDER_TURNS_READ_ONLY = """
import pathlib, shutil, sys
from ctdesk.db.queries import drafts
from ctdesk.db.register import open_register
from ctdesk.db.store import open_store
from ctdesk.errors import UserError
from ctdesk.settings import Installation

folder = pathlib.Path(sys.argv[1]).parent / "own"
folder.mkdir()
path = folder / "desk.ctdesk"
shutil.copy(sys.argv[1], path)
with open_register(path, None) as opened:
    store = open_store(opened, Installation("00000000-0000-4000-8000-000000000001", 7), "A")
    opened.engine.dispose()  # the log goes with the last connection, and cannot be made again
    path.chmod(0o444)
    folder.chmod(0o555)
    try:
        store.keep_draft("person:new", "Somebody", "{}")
    except UserError as error:
        print(error)
    path.chmod(0o644)
    folder.chmod(0o755)
    opened.engine.dispose()
    store.keep_draft("person:new", "Somebody", "{}")
    print([one.title for one in store.read(drafts.waiting)])
"""


@unprivileged
def test_a_folder_that_becomes_read_only_while_the_register_is_open(register_path: Path) -> None:
    if _as_nobody("import sqlalchemy, sqlcipher3").returncode:
        pytest.skip("the interpreter itself lies where an unprivileged user may not read")
    folder = register_path.parent
    for place in (folder, *folder.parents):
        if place == Path("/tmp"):
            break
        place.chmod(0o777)
    register_path.chmod(0o644)
    done = _as_nobody(_FOLDER_TURNS_READ_ONLY, str(register_path))
    assert done.returncode == 0, done.stderr
    sentence, after = done.stdout.splitlines()
    assert sentence == "The register is read-only here. Copy it to a folder you can write to."
    assert after == "['Somebody']"
