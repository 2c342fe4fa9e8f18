"""The file: made, opened, locked, closed. The only module that knows SQLCipher.

A register is one SQLCipher database, or a plain SQLite one where an officer said so. The key is
derived once from the passphrase and the file's own salt, and every connection opened with the raw
key, since deriving takes a tenth of a second and opening then under a millisecond.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import unicodedata
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Any
from urllib.parse import quote

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from ctdesk.db import derived, migrations
from ctdesk.db.faults import said_plainly
from ctdesk.db.search import index
from ctdesk.db.search.fold import begun, named, phrased, spelled
from ctdesk.errors import UserError
from ctdesk.words import _

ROUNDS = 256_000  # of PBKDF2-HMAC-SHA512: SQLCipher 4's own default
SALT_BYTES = 16  # the first of the file
_PLAIN_HEADER = b"SQLite format 3\x00"
_APPLICATION = 0x43544465  # "CTDe", in the header of every register
_PAGE = 4096


class NotARegister(UserError):
    """The file is something else."""


class MissingFile(UserError):
    """There is no such file."""


class WrongPassphrase(UserError):
    """The passphrase does not open the file."""


class AlreadyOpen(UserError):
    """Another process has the register open."""


class ReadOnlyPlace(UserError):
    """The register lies where nothing can be written."""


class RegisterClosed(RuntimeError):
    """A closed register was asked or changed: a bug of whoever did, since its lock is given up."""


_FIRST_GUESSES = (
    "password", "passphrase", "passwort", "motdepasse", "qwertyuiop", "qwertzuiop", "azertyuiop",
    "asdfghjkl", "letmein", "welcome", "iloveyou", "administrator", "admin", "monkey", "dragon",
    "football", "ctdesk", "unoct", "abcdefghijklmnopqrstuvwxyz", "01234567890123456789",
)  # fmt: skip
_LEET = str.maketrans("013457@$!", "oleastasi")


def weakness(passphrase: str) -> str | None:
    """Why a passphrase is too easily guessed, in one sentence; None where it will do."""
    plain = passphrase.casefold()
    if len(passphrase) < 10:
        return _("The passphrase is too short: use at least ten characters, better four words.")
    if len(set(plain)) < 5:
        return _("The passphrase repeats the same few characters: use four words or more.")
    if re.fullmatch(r"(.{1,12})\1+.{0,5}", plain):
        return _("The passphrase repeats itself: use four words or more.")
    # What is left when the usual decorations are taken off: Passw0rd12 is password.
    undressed = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", plain)
    for core in (plain, undressed, undressed.translate(_LEET)):
        if len(core) > 2 and any(core in guess or core in guess[::-1] for guess in _FIRST_GUESSES):
            return _("The passphrase is one of the first to be tried: use four words or more.")
    if not undressed:
        return _("The passphrase has no letter: use four words or more.")
    return None


def derive(passphrase: str, salt: bytes) -> bytes:
    """The 32 bytes that open a register: the same passphrase typed on any keyboard gives them."""
    typed = unicodedata.normalize("NFC", passphrase).encode()
    return hashlib.pbkdf2_hmac("sha512", typed, salt, ROUNDS, 32)


def is_encrypted(path: Path) -> bool:
    """Whether the file asks for a passphrase. Raises NotARegister or UserError."""
    head = _head(path)
    return head != _PLAIN_HEADER


@dataclass
class _Place:
    """Where an open register lies; every connection and every change looks here first.

    What is written to a file that was deleted would be gone with the last that has it open, and
    another file of the same name is not the one that is open.
    """

    path: Path
    closed: bool = False
    _file: tuple[int, int] | None = None  # of the file first found there

    def check(self) -> None:
        """Refuse a place where the file is no longer. Raises UserError, or RegisterClosed."""
        if self.closed:
            raise RegisterClosed(f"{self.path.name} is closed")
        found = self._found()
        if self._file is None:  # one that is just being made comes with its first connection
            self._file = found
        elif found is None:
            raise UserError(
                _(
                    "{name} is no longer in {folder}: it was moved or deleted. Nothing was saved; "
                    "put it back there, then try again."
                ).format(name=self.path.name, folder=self.path.parent)
            )
        elif found != self._file:
            raise UserError(
                _(
                    "Another file has taken the place of {name} in {folder}. Nothing was saved; "
                    "put the first one back there, then try again, or open the register anew."
                ).format(name=self.path.name, folder=self.path.parent)
            )

    def _found(self) -> tuple[int, int] | None:
        try:
            file = self.path.stat()
        except OSError:  # not there, or the drive with it
            return None
        return file.st_dev, file.st_ino


@dataclass
class Register:
    """An open file and its connections; close it, or use it as a context manager."""

    path: Path
    engine: Engine
    encrypted: bool
    read_only: bool
    lock: FileLock | None
    place: _Place
    writing: AbstractContextManager[object] = field(default_factory=RLock)  # held by who writes

    @property
    def name(self) -> str:
        """What the window and the pages call it."""
        return self.path.stem

    def close(self) -> None:
        """Write everything into the one file, and let others open it.

        Where the disk has no room for that, the log stays beside the file: nothing is lost, and
        the next opening goes on from there. A thread that writes is waited for.
        """
        with self.writing:
            try:
                self._write_into_one()
            finally:
                self.place.closed = True
                self.engine.dispose()
                if self.lock is not None:
                    self.lock.release()

    def _write_into_one(self) -> None:
        if self.read_only:
            return
        with (
            suppress(UserError),
            said_plainly(),
            self.engine.execution_options(begin=None).connect() as connection,
        ):
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def discard(self) -> None:
        """Close a register that was made just now, and take its files away."""
        self.place.closed = True
        self.engine.dispose()
        if self.lock is not None:
            self.lock.release()
        beside = [Path(f"{self.path}{ending}") for ending in ("-wal", "-shm")]
        for leftover in (self.path, *beside):
            leftover.unlink(missing_ok=True)
        self.remove_lock()

    def remove_lock(self) -> None:
        """Take away the lock's file of a closed register that is about to have another name."""
        _lock_file(self.path).unlink(missing_ok=True)

    def __enter__(self) -> Register:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def create(path: Path, passphrase: str | None) -> Register:
    """Make an empty register; with None, an unencrypted one.

    Raises UserError where the file exists, the passphrase is weak, or the place cannot be written.
    """
    if passphrase is not None and (why := weakness(passphrase)):
        raise UserError(why)
    path = path.resolve()  # one lock, by whatever name the file is reached
    if path.exists():
        raise UserError(
            _("{path} exists already. Choose another name; nothing was changed.").format(path=path)
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ReadOnlyPlace(
            _("{folder} cannot be made: {why}. Choose another folder.").format(
                folder=path.parent, why=error.strerror
            )
        ) from error
    _check_writable(path.parent, path)
    lock = _lock(path)
    salt = _salt()
    key = None if passphrase is None else derive(passphrase, salt) + salt
    place = _Place(path)
    register = Register(path, _engine(place, key, "rwc"), key is not None, False, lock, place)
    try:
        with said_plainly(), register.engine.execution_options(begin=None).connect() as connection:
            connection.exec_driver_sql(f"PRAGMA application_id = {_APPLICATION}")
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")
        with said_plainly():
            migrations.upgrade(register.engine)
            with register.engine.begin() as connection:
                index.create(connection)
    except BaseException:  # a register half made is no register
        register.discard()
        raise
    return register


def open_register(path: Path, passphrase: str | None, *, read_only: bool = False) -> Register:
    """Open a register that exists.

    Raises NotARegister, WrongPassphrase, AlreadyOpen, ReadOnlyPlace or another UserError; the
    file is then as it was.
    """
    path = path.resolve()  # one lock, by whatever name the file is reached
    encrypted = is_encrypted(path)
    if encrypted and passphrase is None:
        raise WrongPassphrase(_("{name} is encrypted: give its passphrase.").format(name=path.name))
    if not read_only:
        _check_writable(path, path)
        _check_writable(path.parent, path)
    lock = None if read_only else _lock(path)
    key = derive(passphrase or "", _head(path)) if encrypted else None
    place = _Place(path)
    engine = _engine(place, key, _mode(path, read_only))
    try:
        with said_plainly():
            _check_contents(engine, path, encrypted)
            migrations.check(engine, path.name, read_only=read_only)
            if not read_only:
                migrations.upgrade(engine)
                _refresh_index(engine)
    except BaseException:
        engine.dispose()
        if lock is not None:
            lock.release()
        raise
    return Register(path, engine, encrypted, read_only, lock, place)


def _salt() -> bytes:
    """Random bytes that are no ASCII: so a text or a PDF is known for what it is at sight."""
    while True:
        salt = secrets.token_bytes(SALT_BYTES)
        if not salt.isascii():
            return salt


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            head = file.read(SALT_BYTES)
        size = path.stat().st_size
    except FileNotFoundError as error:
        raise MissingFile(_("There is no file {path}.").format(path=path)) from error
    except OSError as error:
        raise UserError(
            _("{path} cannot be read: {why}.").format(path=path, why=error.strerror)
        ) from error
    if size < _PAGE or (head != _PLAIN_HEADER and head.isascii()):
        raise NotARegister(_("{name} is not a CT Desk register.").format(name=path.name))
    return head


def _check_writable(place: Path, path: Path) -> None:
    if not os.access(place, os.W_OK):
        raise ReadOnlyPlace(
            _(
                "{name} lies in a place where nothing can be written. Open it read-only, or copy "
                "it to a folder of your own."
            ).format(name=path.name)
        )


def _lock_file(path: Path) -> Path:
    return path.with_name(f".{path.name}.lock")


def _lock(path: Path) -> FileLock:
    lock = FileLock(_lock_file(path), timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise AlreadyOpen(
            _(
                "{name} is open in another window or program. Close it there, or open it read-only."
            ).format(name=path.name)
        ) from error
    except OSError as error:
        raise ReadOnlyPlace(
            _("{folder} cannot be written: {why}.").format(folder=path.parent, why=error.strerror)
        ) from error
    return lock


def _mode(path: Path, read_only: bool) -> str:
    if not read_only:
        return "rw"
    # On read-only media no shared-memory file can be made; without a log beside it the file is
    # complete, and can be read as one that never changes.
    log = Path(f"{path}-wal")
    complete = not log.exists() or log.stat().st_size == 0
    if complete and not os.access(path.parent, os.W_OK):
        return "ro&immutable=1"
    return "ro"


def _engine(place: _Place, key: bytes | None, mode: str) -> Engine:
    uri = f"file:{quote(os.fsencode(place.path.absolute()))}?mode={mode}"

    def connect() -> Any:
        place.check()
        connection = dbapi2.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
        cursor = connection.cursor()
        cursor.execute("PRAGMA cipher_log_level = NONE")
        if key is not None:
            cursor.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for pragma in (
            "foreign_keys = ON",
            "busy_timeout = 2000",
            "temp_store = MEMORY",
            "cache_size = -16384",  # KiB
            "synchronous = FULL",  # a commit is on the disk when it returns
            "trusted_schema = OFF",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()
        connection.create_function("spelled", 1, spelled, deterministic=True)
        connection.create_function("named", 2, named, deterministic=True)
        connection.create_function("phrased", 2, phrased, deterministic=True)
        connection.create_function("begun", 2, begun, deterministic=True)
        return connection

    # The plain dialect with another module: the dialect made for it sends an empty key.
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=connect,
        poolclass=QueuePool,
        pool_use_lifo=True,
        hide_parameters=True,  # an error message holds no content of the register
    )
    event.listen(engine, "begin", partial(_begin, place))
    return engine


def _begin(place: _Place, connection: Connection) -> None:
    """Begin as the engine's option `begin` says: DEFERRED, IMMEDIATE, or None for not at all.

    A writer takes its lock at once: a reader that turns writer half-way may find it taken.
    """
    how = connection.get_execution_options().get("begin", "DEFERRED")
    if how == "IMMEDIATE":
        place.check()
    if how is not None:
        connection.exec_driver_sql(f"BEGIN {how}")
    if how == "IMMEDIATE":
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")


def _check_contents(engine: Engine, path: Path, encrypted: bool) -> None:
    try:
        with engine.connect() as connection:
            application = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    except Exception as error:
        if "not a database" not in str(error):
            raise
        raise (
            WrongPassphrase(
                _("The passphrase does not open {name}. Check it and the keyboard layout.").format(
                    name=path.name
                )
            )
            if encrypted
            else NotARegister(_("{name} is not a CT Desk register.").format(name=path.name))
        ) from None
    if application != _APPLICATION:
        raise NotARegister(_("{name} is not a CT Desk register.").format(name=path.name))


def _refresh_index(engine: Engine) -> None:
    with engine.connect() as connection:
        if index.is_current(connection):
            return
    with engine.execution_options(begin="IMMEDIATE").begin() as connection:
        derived.rebuild(connection)
