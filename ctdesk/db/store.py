"""The one door to an open register: read, perform, undo, redo, subscribe."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from textwrap import shorten
from threading import RLock
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import Connection, Engine, exists, insert, select
from sqlalchemy.exc import IntegrityError

from ctdesk import bugs
from ctdesk.db import clock, derived, journal, keeping, texts
from ctdesk.db.changes import Changes, RowChange
from ctdesk.db.faults import ReadOnly, said_plainly
from ctdesk.db.files import DocumentDraft, Stored
from ctdesk.db.ids import MAX_DEVICE, IdSource
from ctdesk.db.loading import GATE, load_mapper
from ctdesk.db.patience import SHORT, STEPS, patience
from ctdesk.db.register import Register
from ctdesk.db.tables import Device, Operation, aliased
from ctdesk.db.undoing import CannotUndo, latest_entry, name_taken, reversal
from ctdesk.errors import UserError
from ctdesk.settings import Installation
from ctdesk.words import _

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

T = TypeVar("T")
Question = Callable[[Connection], T]
Work = Callable[["Session"], T]
Listener = Callable[[Changes], None]

log = logging.getLogger(__name__)

_TITLE_LIMIT = 200  # characters of a step's name, as the menu and the history show it


class Store:
    """An open register.

    `read` answers a question, `perform` carries out an operation, `undo` and `redo` take one back
    or do it again; each of the last three is one transaction, one entry in the journal and one
    broadcast. Not to be called from inside an operation or a question.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        device: int,
        uuid: str,
        name: str = "",
        path: Path | None = None,
        author: str = "",
        read_only: bool = False,
        writing: AbstractContextManager[object] | None = None,
    ) -> None:
        self._engine = engine
        self._writer = engine.execution_options(begin="IMMEDIATE")
        self._writing = writing or RLock()  # threads of this process wait for one another
        self._uuid = uuid
        self.name = name
        self.path = path  # of the register's file, which nothing else is written over
        self.author = author
        self.read_only = read_only
        self.today: clock.Day = date.today  # what questions mean by it; the program says another
        self._listeners: list[Listener] = []
        with engine.connect() as connection:
            self._device = self._device_number(connection, device)
            self._ids = IdSource(self._device, above=self._highest_id(connection))

    # Reading

    def read(
        self,
        question: Question[T],
        called_off: Callable[[], bool] | None = None,
        *,
        steps: int = STEPS,
    ) -> T:
        """The answer to a question, all of it from one moment of the register.

        `called_off` is asked after so many steps of each statement; where it says so, the
        statement ends there and CalledOff is raised.
        """
        with (
            said_plainly(),
            GATE.asking(),
            clock.asked_on(self.today),
            self._engine.connect() as connection,
        ):
            if called_off is None:
                return question(connection)
            with patience(connection, called_off, steps):
                return question(connection)

    def read_shortly(self, question: Question[T]) -> T:
        """As `read`, for the window's thread. Raises CalledOff where it would be noticed there."""
        return self.read(question, lambda: True, steps=SHORT)

    # Changing

    def perform(
        self, title: str, work: Work[T], *, initiator: object = None, finishes: str | None = None
    ) -> T:
        """Carry out an operation as one step called `title`; what the operation returns.

        `finishes` is the key of the draft that is stored with it and so kept no longer. Raises
        what the operation raises, and then nothing has happened.
        """
        load_mapper()
        from ctdesk.db import recording  # the mapper, which no question needs

        with said_plainly(), self._transaction() as connection:
            result, rows = recording.carry_out(connection, self._ids, work)
            changes = self._enter(connection, "do", None, title, rows, initiator=initiator)
            if finishes is not None:
                keeping.drop_draft(connection, finishes)
        self._broadcast(changes)
        return result

    def undo(self, operation_id: int | None = None) -> Changes:
        """Take back the latest step of this installation, or the one named.

        Raises CannotUndo with the reason where something stands on it.
        """
        return self._reverse("undo", operation_id, self._latest_done, _("Nothing to undo."))

    def redo(self) -> Changes:
        """Do again the step undone last, unless another has been made since."""
        return self._reverse("redo", None, self._latest_undone, _("Nothing to redo."))

    def undoable(self) -> str | None:
        """Title of the step that `undo` would take back."""
        return self._title(self._latest_done)

    def redoable(self) -> str | None:
        """Title of the step that `redo` would do again."""
        return self._title(self._latest_undone)

    def rebuild_index(self) -> int:
        """Make the search index and the tally anew; how many rows were indexed.

        The words in files are forgotten: `read_texts` reads them.
        """

        def rebuild(connection: Connection) -> int:
            texts.clear(connection)
            return derived.rebuild(connection)

        return self._write(rebuild)

    def read_texts(self, called_off: Callable[[], bool] = lambda: False) -> int:
        """Read the words in all documents that were not read yet; how many were.

        The register is not locked while a file is read, which takes from a moment to a minute: for
        a thread. It ends early where `called_off` says so, and goes on from there the next time.
        """
        count = 0
        for file in () if self.read_only else self.read(texts.missing):
            if called_off():
                break
            data = self.read(texts.bytes_of(file.hash))
            try:
                count += texts.read(file, data, self._write, called_off)
            except UserError:
                raise
            except Exception as error:  # a bug with one file keeps no other from being found
                bugs.record(error)
        return count

    # Keeping what is no part of the record: neither journalled nor broadcast

    def keep_draft(
        self, key: str, title: str, memo: str, documents: Sequence[DocumentDraft] | None = None
    ) -> None:
        """Keep what is being typed; nothing on a register that is read only.

        `memo` is the form's account of its inputs. Files kept before stay where `documents` is
        None.
        """
        if not self.read_only:
            with said_plainly(), self._transaction() as connection:
                keeping.keep_draft(connection, key, title, memo, documents)

    def keep_content(self, data: bytes) -> Stored:
        """Keep the bytes of a file that a document is about to refer to.

        Of a large one that takes a second: for a thread.
        """
        return self._write(partial(keeping.keep_content, data=data))

    def drop_draft(self, key: str) -> None:
        """Keep a draft no longer."""
        if not self.read_only:
            with said_plainly(), self._transaction() as connection:
                keeping.drop_draft(connection, key)

    def let_go(self) -> None:
        """Delete contents of files that nothing refers to any more, each in its own transaction.

        Of a large one that takes a second: for a thread.
        """
        if not self.read_only:
            for digest in self.read(keeping.unused):
                with said_plainly(), self._transaction() as connection:
                    keeping.let_go(connection, digest)

    def keep_setting(self, key: str, value: object) -> None:
        """Keep how the window was left; `value` is what JSON can hold."""
        if not self.read_only:
            with said_plainly(), self._transaction() as connection:
                keeping.keep_setting(connection, key, value)

    # Telling

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Have `listener` told of every change; the result, called, ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def _broadcast(self, changes: Changes | None) -> None:
        if changes is None:
            return
        for listener in list(self._listeners):
            try:
                listener(changes)
            # Committed already: one view's bug must not look like a failed write.
            except Exception as error:
                bugs.record(error)
                log.error("a listener failed: %s", bugs.named(error))

    # The transaction all writers share

    def _write(self, work: Question[T]) -> T:
        with said_plainly(), self._transaction() as connection:
            return work(connection)

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        if self.read_only:
            raise ReadOnly(_("This register is open for reading only."))
        with (
            self._writing,
            GATE.asking(),
            self._writer.connect() as connection,
            connection.begin(),
        ):
            yield connection

    def _enter(
        self,
        connection: Connection,
        kind: str,
        of_id: int | None,
        title: str,
        rows: tuple[RowChange, ...],
        *,
        initiator: object = None,
    ) -> Changes | None:
        """Journal and index what was done; None where nothing was."""
        if not rows:
            return None
        self._sign(connection)
        operation_id = self._ids.take()  # last of all: above every id the operation took
        entry = {
            "id": operation_id,
            "kind": kind,
            "of_id": of_id,
            "title": shorten(title, _TITLE_LIMIT, placeholder="…"),
            "at": datetime.now(UTC).replace(tzinfo=None),
            "author": self.author,
            "device_number": self._device,
        }
        connection.execute(insert(Operation), entry)
        journal.write(connection, operation_id, rows)
        derived.update(connection, rows)
        return Changes(operation_id, title, rows, initiator)

    def _reverse(
        self,
        kind: str,
        operation_id: int | None,
        find: Callable[[Connection], int | None],
        nothing: str,
    ) -> Changes:
        with said_plainly(), self._transaction() as connection:
            step = operation_id if operation_id is not None else find(connection)
            if step is None:
                raise CannotUndo(nothing)
            done = select(Operation.title).filter_by(id=step, kind="do")
            title = connection.execute(done).scalar_one_or_none()
            if title is None:
                raise CannotUndo(nothing)
            latest, latest_kind = latest_entry(connection, step)
            if (latest_kind == "undo") == (kind == "undo"):
                raise CannotUndo(nothing)
            rows = reversal(connection, latest, title)
            try:
                journal.replay(connection, rows)
            except IntegrityError as error:
                raise CannotUndo(name_taken(title)) from error
            changes = self._enter(connection, kind, step, title, rows)
        if changes is None:
            raise CannotUndo(nothing)
        self._broadcast(changes)
        return changes

    # Both stacks, read from the journal

    def _latest_done(self, connection: Connection) -> int | None:
        later = aliased(Operation)
        last_kind = (
            select(later.kind)
            .where(later.of_id == Operation.id)
            .order_by(later.id.desc())
            .limit(1)
            .scalar_subquery()
        )
        return connection.execute(
            select(Operation.id)
            .where(Operation.kind == "do", Operation.device_number == self._device)
            .where(last_kind.is_(None) | (last_kind != "undo"))
            .order_by(Operation.id.desc())
            .limit(1)
        ).scalar_one_or_none()

    def _latest_undone(self, connection: Connection) -> int | None:
        later = aliased(Operation)
        newer = aliased(Operation)
        return connection.execute(
            select(Operation.of_id)
            .where(Operation.kind == "undo", Operation.device_number == self._device)
            .where(~exists().where(later.of_id == Operation.of_id, later.id > Operation.id))
            .where(~exists().where(newer.kind == "do", newer.id > Operation.id))
            .order_by(Operation.id.desc())
            .limit(1)
        ).scalar_one_or_none()

    def _title(self, find: Callable[[Connection], int | None]) -> str | None:
        with said_plainly(), self._engine.connect() as connection:
            target = find(connection)
            if target is None:
                return None
            return connection.execute(select(Operation.title).filter_by(id=target)).scalar_one()

    # This installation within this register

    def _device_number(self, connection: Connection, preferred: int) -> int:
        devices = connection.execute(select(Device.uuid, Device.number)).all()
        known: dict[str, int] = {row.uuid: row.number for row in devices}
        if self._uuid in known:
            return known[self._uuid]
        taken = set(known.values())
        number = preferred
        while number in taken:
            number = number % MAX_DEVICE + 1
        return number

    def _sign(self, connection: Connection) -> None:
        signed = connection.execute(select(Device.number).filter_by(uuid=self._uuid)).first()
        if signed is None:
            connection.execute(insert(Device), {"number": self._device, "uuid": self._uuid})

    def _highest_id(self, connection: Connection) -> int:
        # Of all devices, not of this one alone: what is done now is later than all that is here,
        # whatever a colleague's clock said, and undo can tell what stands on what.
        latest = connection.execute(select(Operation.id).order_by(Operation.id.desc()).limit(1))
        return int(latest.scalar_one_or_none() or 0)


def open_store(register: Register, installation: Installation, author: str) -> Store:
    """The store of an open register, writing as this installation and under this name."""
    return Store(
        register.engine,
        device=installation.number,
        uuid=installation.uuid,
        name=register.name,
        path=register.path,
        author=author,
        read_only=register.read_only,
        writing=register.writing,
    )
