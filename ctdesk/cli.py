"""The command line: every job the window can do unattended.

Exit codes: 0 done; 1 something the user can mend, said in one sentence; 2 wrong usage; 3 a bug,
logged and said to be one.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ctdesk import __version__, quiet
from ctdesk.bugs import record
from ctdesk.days import today_in, today_of
from ctdesk.errors import UserError
from ctdesk.paths import default_register, resources
from ctdesk.settings import Installation, load_installation, load_settings
from ctdesk.words import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ctdesk.db.register import Register
    from ctdesk.db.store import Store

COMMANDS = ("new", "find", "log", "print", "calendar", "undo", "check")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # six languages, whatever the machine's code page
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = _parser(words).parse_args(words)
    try:
        code: int | None = options.run(options)
        return code or 0
    except UserError as error:
        print(f"ctdesk: {error}", file=sys.stderr)
        return 1
    except (KeyboardInterrupt, BrokenPipeError):
        return 1
    except Exception as error:
        log = record(error)
        print(
            _(
                "ctdesk: this is a bug, not your fault. Nothing was lost. It is described in {log}."
            ).format(log=log or _("no file, since the log cannot be written")),
            file=sys.stderr,
        )
        return 3


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="ctdesk", description=_("Directory, engagement log and printed sheets, offline.")
    )
    parser.add_argument("--version", action="version", version=f"CT Desk {__version__}")
    _add_globals(parser)
    if not any(word in COMMANDS for word in words):
        parser.add_argument("file", nargs="?", type=Path, help=_("the register to open"))
        parser.set_defaults(run=_window)
        parser.epilog = _("Commands: {names}. Each has --help.").format(names=", ".join(COMMANDS))
        return parser
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_new(commands)
    _add_find(commands)
    _add_log(commands)
    _add_print(commands)
    _add_calendar(commands)
    for name, run, text in (
        ("undo", _undo, _("take back the latest step")),
        ("check", _check, _("see whether the register is sound")),
    ):
        command = commands.add_parser(name, help=text)
        command.set_defaults(run=run)
        _add_globals(command, again=True)
        if name == "check":
            command.add_argument(
                "--rebuild-index",
                action="store_true",
                help=_("make the index, the tally and the words in documents anew first"),
            )
    return parser


def _add_globals(parser: argparse.ArgumentParser, *, again: bool = False) -> None:
    """The options every command takes, before its name or after."""
    default: Any = argparse.SUPPRESS if again else None
    parser.add_argument("--register", type=Path, metavar="FILE", default=default)
    parser.add_argument("--passphrase-file", type=Path, metavar="FILE", default=default)
    parser.add_argument(
        "--read-only", action="store_true", default=argparse.SUPPRESS if again else False
    )


def _add_new(commands: Any) -> None:
    new = commands.add_parser("new", help=_("make a register"))
    _add_globals(new, again=True)
    new.add_argument("file", type=Path)
    new.add_argument("--example", action="store_true", help=_("with a year of examples"))
    new.add_argument("--unencrypted", action="store_true", help=_("readable by anyone"))
    new.set_defaults(run=_new)


def _add_find(commands: Any) -> None:
    find = commands.add_parser("find", help=_("find records by words in them"))
    _add_globals(find, again=True)
    what = find.add_mutually_exclusive_group(required=True)
    what.add_argument("query", nargs="*", default=[])
    what.add_argument("--saved", metavar="NAME", help=_("what a saved search finds"))
    find.add_argument("--json", action="store_true")
    find.add_argument("--limit", type=_positive, default=50)
    find.set_defaults(run=_find)


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def _add_log(commands: Any) -> None:
    log = commands.add_parser("log", help=_("log engagements from JSON"))
    _add_globals(log, again=True)
    log.add_argument("--json", required=True, metavar="FILE", help=_("- for standard input"))
    log.set_defaults(run=_log)


def _add_print(commands: Any) -> None:
    sheets = commands.add_parser("print", help=_("print a sheet")).add_subparsers(
        required=True, metavar="SHEET"
    )
    brief = sheets.add_parser("brief", help=_("briefing sheet of an organization"))
    brief.add_argument("organization")
    brief.set_defaults(run=_print_brief)
    summary = sheets.add_parser("summary", help=_("engagement summary"))
    summary.add_argument("query", nargs="*", help=_("decision:7 org:ECOWAS after:2026-07"))
    summary.set_defaults(run=_print_summary)
    for sheet in (brief, summary):
        _add_globals(sheet, again=True)
        sheet.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
        sheet.add_argument("--paper", choices=("a4", "letter"))


def _add_calendar(commands: Any) -> None:
    saved = commands.add_parser(
        "calendar", help=_("save deadlines, engagements to come and milestones as iCalendar")
    )
    _add_globals(saved, again=True)
    saved.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.ics")
    saved.add_argument(
        "--titles", action="store_true", help=_("with the titles of confidential engagements")
    )
    saved.set_defaults(run=_calendar)


def _window(options: argparse.Namespace) -> int:
    if sys.platform == "linux" and not any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    ):
        raise UserError(_("There is no display here; ctdesk --help lists what works without."))
    quiet.while_loading()
    from ctdesk.app import run  # Qt: a tenth of a second that no other command pays

    path = options.file or _named_register(options)
    return run(path, _passphrase_file(options), read_only=options.read_only)


def _new(options: argparse.Namespace) -> None:
    # The layers below load SQLAlchemy (0.3 s): --help and wrong usage do without it, here and below
    from ctdesk.db.creating import Example, make

    if options.unencrypted and options.passphrase_file:
        raise UserError(_("Give a passphrase file or --unencrypted, not both. Nothing was made."))
    passphrase = None if options.unencrypted else _new_passphrase(options)
    author, today = load_settings().author, _today()
    example = Example(load_installation(), author, today) if options.example else None
    make(options.file, passphrase, resources(), example).close()
    print(options.file)


def _find(options: argparse.Namespace) -> None:
    from ctdesk.db.queries.meant import found
    from ctdesk.db.queries.searches import query_of

    with _opened(options, read_only=True) as store:
        named = options.saved is not None
        query = store.read(query_of(options.saved)) if named else _query(options)
        told = store.read(found(query, options.limit))
    if told.faults:
        raise UserError(told.faults[0].sentence)
    if told.doubt:
        print(told.doubt.sentence, file=sys.stderr)
    if told.meant:
        print(_("Did you mean “{words}”?").format(words=told.meant), file=sys.stderr)
    if options.json:
        print(
            json.dumps(
                [_hit(hit) for hit in told.hits[: options.limit]], ensure_ascii=False, indent=1
            )
        )
        return
    for hit in told.hits[: options.limit]:
        day = f"  {hit.day}" if hit.day else ""
        print(f"{hit.kind:<13} {hit.title}{day}{_in_document(hit)}")


def _in_document(hit: Any) -> str:
    """Which record a document belongs to, the page, and the sentence there."""
    page = _("page {number}").format(number=hit.page) if hit.page else ""
    sentence = hit.match if hit.match != hit.title else ""
    parts = (hit.of, page, sentence) if hit.kind == "document" else ()
    return "".join(f"  {one}" for one in parts if one)


def _hit(hit: Any) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "kind": hit.kind, "id": str(hit.id), "title": hit.title, "match": hit.match,
    }  # fmt: skip
    if hit.day:
        plain["date"] = hit.day.isoformat()
    if hit.bodies:
        plain["organizations"] = list(hit.bodies)
    if hit.of:
        plain["record"] = hit.of
    if hit.page:
        plain["page"] = hit.page
    return plain


def _log(options: argparse.Namespace) -> None:
    from ctdesk.exchange import engagement_json

    text = _standard_input() if options.json == "-" else _read_text(Path(options.json))
    records = engagement_json.parse(text)
    with _opened(options) as store:
        for row_id in engagement_json.log(store, records, load_settings().time_zone):
            print(row_id)


def _print_brief(options: argparse.Namespace) -> None:
    from ctdesk.db.queries.brief import brief
    from ctdesk.db.queries.names import organization_named

    with _opened(options, read_only=True) as store:
        organization = store.read(organization_named(options.organization))
        question = brief(organization, today=_today(), register=store.name)
        content = store.read(question)
    from ctdesk.reports.brief import layout  # ReportLab, 0.3 s, only once there is a page to make

    _save(options, layout(content, _paper(options)))


def _print_summary(options: argparse.Namespace) -> None:
    from ctdesk.db.queries.summary import summary
    from ctdesk.db.search.parse import asked

    with _opened(options, read_only=True) as store:
        tree = asked(_query(options), _today())
        content = store.read(summary(tree, today=_today(), register=store.name))
    from ctdesk.reports.summary import layout  # as above

    _save(options, layout(content, _paper(options)))


def _calendar(options: argparse.Namespace) -> None:
    from ctdesk.db.queries.calendar import calendar
    from ctdesk.exchange.icalendar import icalendar

    with _opened(options, read_only=True) as store:
        entries = store.read(calendar(_today()))
    _save(options, icalendar(entries, datetime.now(UTC), titles=options.titles))


def _query(options: argparse.Namespace) -> str:
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


def _undo(options: argparse.Namespace) -> None:
    with _opened(options) as store:
        print(_("Undone: {title}").format(title=store.undo().title))


def _check(options: argparse.Namespace) -> int:
    from ctdesk.db.checking import check

    with _opened(options, read_only=not options.rebuild_index) as store:
        if options.rebuild_index:
            rows, files = store.rebuild_index(), store.read_texts()
            words = ngettext(
                "Made anew: the index of {rows} rows, the words in {files} file.",
                "Made anew: the index of {rows} rows, the words in {files} files.",
                files,
            )
            print(words.format(rows=f"{rows:,}", files=f"{files:,}"))
        findings = store.read(check)
    for fault in findings.faults:
        print(f"ctdesk: {fault}", file=sys.stderr)
    if findings.faults:
        return 1
    print(
        _("Sound: {records} records, {operations} operations.").format(
            records=f"{findings.records:,}", operations=f"{findings.operations:,}"
        )
    )
    return 0


# The register the commands work on


@contextmanager
def _opened(options: argparse.Namespace, *, read_only: bool = False) -> Iterator[Store]:
    from ctdesk.db.register import (
        AlreadyOpen,
        MissingFile,
        ReadOnlyPlace,
        is_encrypted,
        open_register,
    )

    path = _named_register(options) or default_register()
    try:
        passphrase = _passphrase(options, path.name) if is_encrypted(path) else None
        register = open_register(path, passphrase, read_only=read_only or options.read_only)
    except MissingFile as error:
        hint = _("Make a register with: ctdesk new {path}").format(path=path)
        raise UserError(f"{error} {hint}") from error
    except (AlreadyOpen, ReadOnlyPlace) as error:
        raise UserError(f"{error} {_('Here --read-only does that.')}") from error
    with register:
        yield _store(register)


def _store(register: Register) -> Store:
    from ctdesk.db.store import open_store

    # Who only reads makes no ids, and needs no folder to keep who it is in.
    installation = Installation("", 1) if register.read_only else load_installation()
    settings = load_settings()
    store = open_store(register, installation, settings.author)
    store.today = today_of(settings)
    return store


def _named_register(options: argparse.Namespace) -> Path | None:
    named = os.environ.get("CTDESK_REGISTER")
    return options.register or (Path(named) if named else None)


def _passphrase_file(options: argparse.Namespace) -> Path | None:
    named = os.environ.get("CTDESK_PASSPHRASE_FILE")
    return options.passphrase_file or (Path(named) if named else None)


def _passphrase(options: argparse.Namespace, name: str) -> str:
    file = _passphrase_file(options)
    if file is not None:
        return _read_text(file).rstrip("\r\n")
    if not sys.stdin.isatty():
        raise UserError(_("{name} is encrypted: give --passphrase-file FILE.").format(name=name))
    return getpass(_("Passphrase of {name}: ").format(name=name))


def _new_passphrase(options: argparse.Namespace) -> str:
    if _passphrase_file(options) is not None or not sys.stdin.isatty():
        return _passphrase(options, options.file.name)
    first = getpass(_("Passphrase: "))
    if getpass(_("Again: ")) != first:
        raise UserError(_("The two passphrases differ. Nothing was made."))
    return first


def _today() -> date:
    return today_in(load_settings().time_zone)


def _paper(options: argparse.Namespace) -> str:
    return options.paper or load_settings().paper


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UserError(
            _("{path} cannot be read: {why}.").format(path=path, why=error.strerror)
        ) from error
    except UnicodeDecodeError as error:
        raise UserError(_("{path} is not UTF-8 text.").format(path=path)) from error


def _standard_input() -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError(_("Standard input is not UTF-8 text.")) from error


def _save(options: argparse.Namespace, data: bytes) -> None:
    """Save a page, whole or not at all, and never over the register."""
    path: Path = options.output
    register = _named_register(options) or default_register()
    fresh = path.with_name(f".{path.name}.new")
    try:
        if path.exists() and register.exists() and path.samefile(register):
            message = _("{path} is the register itself. Choose another name.")
            raise UserError(message.format(path=path))
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(data)
        fresh.replace(path)
    except OSError as error:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise UserError(
            _("{path} cannot be written: {why}.").format(path=path, why=error.strerror)
        ) from error
