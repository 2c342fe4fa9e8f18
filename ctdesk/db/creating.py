"""Make a register with what ships in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ctdesk.db import reference
from ctdesk.db.example import add_year
from ctdesk.db.faults import reachable, said_plainly
from ctdesk.db.register import Register, create, open_register
from ctdesk.db.store import Store, open_store
from ctdesk.errors import UserError
from ctdesk.settings import Installation
from ctdesk.words import _


def make(
    path: Path, passphrase: str | None, resources: Path, example: Example | None = None
) -> Register:
    """Make a register with the reference data of `resources`, and a year of examples if wanted.

    Without a passphrase it is unencrypted. It is returned open. Raises UserError; then there is
    no file.
    """
    with reachable(path):
        _refuse_existing(path)
        # Under another name until it is whole: one killed half-way leaves nothing under this.
        unfinished = path.with_name(f".{path.name}.making")
        unfinished.unlink(missing_ok=True)
        _fill(create(unfinished, passphrase), resources, example)
        _refuse_existing(path)
        unfinished.rename(path)
    return open_register(path, passphrase)


def _fill(register: Register, resources: Path, example: Example | None) -> None:
    """Load what ships into a register made just now, and close it; if that fails, it is gone."""
    try:
        with (
            said_plainly(),
            register.engine.execution_options(begin="IMMEDIATE").begin() as connection,
        ):
            reference.load(connection, resources / "reference")
        if example is not None:
            store = open_store(register, example.installation, example.author)
            add_example(store, resources, example.today)
    except BaseException:
        register.discard()
        raise
    register.close()
    register.remove_lock()


def _refuse_existing(path: Path) -> None:
    if path.exists():
        message = _("{path} exists already. Choose another name; nothing was changed.")
        raise UserError(message.format(path=path))


@dataclass(frozen=True, slots=True)
class Example:
    """Who adds a year of examples to a new register, and the day it ends on."""

    installation: Installation
    author: str
    today: date


def add_example(store: Store, resources: Path, today: date) -> None:
    """Add a year of record as one step, which can be undone."""
    store.perform(
        _("Add the example year"),
        lambda session: add_year(session, resources / "example", today),
    )
