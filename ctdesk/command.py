"""What every command stands on: its register, the passphrase, files read and written."""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import contextmanager
from datetime import date
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ctdesk.days import today_in, today_of
from ctdesk.errors import UserError
from ctdesk.paths import default_register
from ctdesk.settings import Installation, load_installation, load_settings
from ctdesk.words import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ctdesk.db.register import Register
    from ctdesk.db.store import Store


def add_globals(parser: argparse.ArgumentParser, *, again: bool = False) -> None:
    """The options every command takes, before its name or after."""
    default: Any = argparse.SUPPRESS if again else None
    parser.add_argument("--register", type=Path, metavar="FILE", default=default)
    parser.add_argument("--passphrase-file", type=Path, metavar="FILE", default=default)
    parser.add_argument(
        "--read-only", action="store_true", default=argparse.SUPPRESS if again else False
    )


def positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def query(options: argparse.Namespace) -> str:
    """A query as it was typed: the shell took the quotation marks away that held words together.

    What stands in one argument is the query itself.
    """
    if len(options.query) == 1:
        return str(options.query[0])
    words = []
    for word in options.query:
        key, colon, value = word.partition(":")
        if " " not in word or '"' in word:
            words.append(word)
        elif colon and key.isalpha():
            words.append(f'{key}:"{value}"')
        else:
            words.append(f'"{word}"')
    return " ".join(words)


# The register the commands work on


@contextmanager
def opened(options: argparse.Namespace, *, read_only: bool = False) -> Iterator[Store]:
    from ctdesk.db.register import (
        AlreadyOpen,
        MissingFile,
        ReadOnlyPlace,
        is_encrypted,
        open_register,
    )

    path = named_register(options) or default_register()
    try:
        secret = passphrase(options, path.name) if is_encrypted(path) else None
        register = open_register(path, secret, read_only=read_only or options.read_only)
    except MissingFile as error:
        hint = _("Make a register with: ctdesk new {path}").format(path=path)
        raise UserError(f"{error} {hint}") from error
    except (AlreadyOpen, ReadOnlyPlace) as error:
        raise UserError(f"{error} {_('Here --read-only does that.')}") from error
    with register:
        yield store_of(register)


def store_of(register: Register) -> Store:
    from ctdesk.db.store import open_store

    # Who only reads makes no ids, and needs no folder to keep who it is in.
    installation = Installation("", 1) if register.read_only else load_installation()
    settings = load_settings()
    store = open_store(register, installation, settings.author)
    store.today = today_of(settings)
    return store


def named_register(options: argparse.Namespace) -> Path | None:
    named = os.environ.get("CTDESK_REGISTER")
    return options.register or (Path(named) if named else None)


def passphrase_file(options: argparse.Namespace) -> Path | None:
    named = os.environ.get("CTDESK_PASSPHRASE_FILE")
    return options.passphrase_file or (Path(named) if named else None)


def passphrase(options: argparse.Namespace, name: str) -> str:
    file = passphrase_file(options)
    if file is not None:
        return read_text(file).rstrip("\r\n")
    if not sys.stdin.isatty():
        raise UserError(_("{name} is encrypted: give --passphrase-file FILE.").format(name=name))
    return getpass(_("Passphrase of {name}: ").format(name=name))


def new_passphrase(options: argparse.Namespace) -> str:
    if passphrase_file(options) is not None or not sys.stdin.isatty():
        return passphrase(options, options.file.name)
    first = getpass(_("Passphrase: "))
    if getpass(_("Again: ")) != first:
        raise UserError(_("The two passphrases differ. Nothing was made."))
    return first


def today() -> date:
    return today_in(load_settings().time_zone)


def paper(options: argparse.Namespace) -> str:
    return options.paper or load_settings().paper


def read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UserError(
            _("{path} cannot be read: {why}.").format(path=path, why=error.strerror)
        ) from error
    except UnicodeDecodeError as error:
        raise UserError(_("{path} is not UTF-8 text.").format(path=path)) from error


def standard_input() -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError(_("Standard input is not UTF-8 text.")) from error


def save(options: argparse.Namespace, data: bytes) -> None:
    """Save a page, whole or not at all, and never over the register."""
    from ctdesk.exchange.whole_file import whole_file

    register = named_register(options) or default_register()
    with whole_file(output(options), register) as file:
        file.write(data)


def output(options: argparse.Namespace) -> Path:
    """Where a file is to be written, in a folder that is there."""
    path: Path = options.output
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        words = _("{path} cannot be written: {why}.")
        raise UserError(words.format(path=path, why=error.strerror)) from error
    return path
