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
from dataclasses import replace
from pathlib import Path
from typing import Any

from ctdesk import __version__, command, quiet
from ctdesk.bugs import record
from ctdesk.cli_print import add_calendar, add_print
from ctdesk.errors import UserError
from ctdesk.paths import resources
from ctdesk.settings import load_installation, load_settings
from ctdesk.words import _, ngettext

COMMANDS = ("new", "find", "export", "log", "print", "calendar", "undo", "check")
LISTS = ("people", "organizations", "engagements", "commitments")


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
    command.add_globals(parser)
    if not any(word in COMMANDS for word in words):
        parser.add_argument("file", nargs="?", type=Path, help=_("the register to open"))
        parser.set_defaults(run=_window)
        parser.epilog = _("Commands: {names}. Each has --help.").format(names=", ".join(COMMANDS))
        return parser
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_new(commands)
    _add_find(commands)
    _add_export(commands)
    _add_log(commands)
    add_print(commands)
    add_calendar(commands)
    for name, run, text in (
        ("undo", _undo, _("take back the latest step")),
        ("check", _check, _("see whether the register is sound")),
    ):
        one = commands.add_parser(name, help=text)
        one.set_defaults(run=run)
        command.add_globals(one, again=True)
        if name == "check":
            one.add_argument(
                "--rebuild-index",
                action="store_true",
                help=_("make the index, the tally and the words in documents anew first"),
            )
    return parser


def _add_new(commands: Any) -> None:
    new = commands.add_parser("new", help=_("make a register"))
    command.add_globals(new, again=True)
    new.add_argument("file", type=Path)
    new.add_argument("--example", action="store_true", help=_("with a year of examples"))
    new.add_argument("--unencrypted", action="store_true", help=_("readable by anyone"))
    new.set_defaults(run=_new)


def _add_find(commands: Any) -> None:
    find = commands.add_parser("find", help=_("find records by words in them"))
    command.add_globals(find, again=True)
    what = find.add_mutually_exclusive_group(required=True)
    what.add_argument("query", nargs="*", default=[])
    what.add_argument("--saved", metavar="NAME", help=_("what a saved search finds"))
    find.add_argument("--json", action="store_true")
    find.add_argument("--limit", type=command.positive, default=50)
    find.set_defaults(run=_find)


def _add_export(commands: Any) -> None:
    export = commands.add_parser("export", help=_("save a list as CSV"))
    command.add_globals(export, again=True)
    export.add_argument("list", choices=LISTS)
    what = export.add_mutually_exclusive_group()
    what.add_argument("query", nargs="*", default=[], help=_("of the list; all without one"))
    what.add_argument("--saved", metavar="NAME", help=_("what a saved search finds"))
    export.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.csv")
    export.set_defaults(run=_export)


def _add_log(commands: Any) -> None:
    log = commands.add_parser("log", help=_("log engagements from JSON"))
    command.add_globals(log, again=True)
    log.add_argument("--json", required=True, metavar="FILE", help=_("- for standard input"))
    log.set_defaults(run=_log)


def _window(options: argparse.Namespace) -> int:
    if sys.platform == "linux" and not any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    ):
        raise UserError(_("There is no display here; ctdesk --help lists what works without."))
    quiet.while_loading()
    from ctdesk.app import run  # Qt: a tenth of a second that no other command pays

    path = options.file or command.named_register(options)
    return run(path, command.passphrase_file(options), read_only=options.read_only)


def _new(options: argparse.Namespace) -> None:
    # The layers below load SQLAlchemy (0.3 s): --help and wrong usage do without it, here and below
    from ctdesk.db.creating import Example, make

    if options.unencrypted and options.passphrase_file:
        raise UserError(_("Give a passphrase file or --unencrypted, not both. Nothing was made."))
    passphrase = None if options.unencrypted else command.new_passphrase(options)
    author, today = load_settings().author, command.today()
    example = Example(load_installation(), author, today) if options.example else None
    make(options.file, passphrase, resources(), example).close()
    print(options.file)


def _find(options: argparse.Namespace) -> None:
    from ctdesk.db.queries.meant import found
    from ctdesk.db.queries.searches import query_of

    with command.opened(options, read_only=True) as store:
        named = options.saved is not None
        query = store.read(query_of(options.saved)) if named else command.query(options)
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


def _export(options: argparse.Namespace) -> None:
    from ctdesk.db.queries.doubts import doubts
    from ctdesk.db.queries.searches import query_of
    from ctdesk.db.search.parse import asked
    from ctdesk.exchange.list_csv import save_list
    from ctdesk.exchange.plain_lists import PLAIN_LISTS

    wanted = PLAIN_LISTS[options.list]
    with command.opened(options, read_only=True) as store:
        named = options.saved is not None
        query = (
            store.read(query_of(options.saved, wanted.kind)) if named else command.query(options)
        )
        tree = asked(query, command.today())
        wanted_list = replace(wanted.all, asked=tree)
        count = save_list(store, wanted_list, wanted.columns, command.output(options))
        doubt = None if count else store.read(doubts(tree, query))
    if doubt:
        print(doubt.sentence, file=sys.stderr)
    words = ngettext("{count} row saved as {path}", "{count} rows saved as {path}", count)
    print(words.format(count=f"{count:,}", path=options.output))


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

    text = (
        command.standard_input() if options.json == "-" else command.read_text(Path(options.json))
    )
    records = engagement_json.parse(text)
    with command.opened(options) as store:
        for row_id in engagement_json.log(store, records, load_settings().time_zone):
            print(row_id)


def _undo(options: argparse.Namespace) -> None:
    with command.opened(options) as store:
        print(_("Undone: {title}").format(title=store.undo().title))


def _check(options: argparse.Namespace) -> int:
    from ctdesk.db.checking import check

    with command.opened(options, read_only=not options.rebuild_index) as store:
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
