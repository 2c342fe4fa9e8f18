"""ctdesk print and ctdesk calendar: sheets and days of the register as files."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ctdesk import command
from ctdesk.words import _

_MOST_PERIODS = 12  # beside each other on a page


def add_print(commands: Any) -> None:
    sheets = commands.add_parser("print", help=_("print a sheet")).add_subparsers(
        required=True, metavar="SHEET"
    )
    brief = sheets.add_parser("brief", help=_("briefing sheet of an organization"))
    brief.add_argument("organization")
    brief.set_defaults(run=_print_brief)
    summary = sheets.add_parser("summary", help=_("engagement summary"))
    summary.add_argument("query", nargs="*", help=_("decision:7 org:ECOWAS after:2026-07"))
    summary.set_defaults(run=_print_summary)
    matrix = sheets.add_parser("matrix", help=_("who was engaged when, and who was not"))
    matrix.add_argument("query", nargs="*", help=_("decision:7 theme:victims"))
    matrix.add_argument("--bodies", default="kind:regional", metavar="QUERY")
    matrix.add_argument("--by", choices=("month", "quarter", "year"), default="quarter")
    matrix.add_argument("--periods", type=command.positive, default=8)
    matrix.add_argument("--until", default="today", metavar="DAY")
    matrix.set_defaults(run=_print_matrix)
    week = sheets.add_parser("week", help=_("what was done this week, what comes, what waits"))
    week.add_argument("--until", default="today", metavar="DAY")
    week.set_defaults(run=_print_week)
    narrative = sheets.add_parser("narrative", help=_("how items of a framework were advanced"))
    which = narrative.add_mutually_exclusive_group()
    which.add_argument("--item", default="", metavar="ITEM", help=_("one item: Decision 7"))
    which.add_argument(
        "--framework", default="", metavar="NAME", help=_("all items of one; else the milestones")
    )
    narrative.set_defaults(run=_print_narrative)
    plan = sheets.add_parser("plan", help=_("action plan"))
    plan.set_defaults(run=_print_plan)
    for sheet in (brief, summary, matrix, week, narrative, plan):
        command.add_globals(sheet, again=True)
        sheet.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
        sheet.add_argument("--paper", choices=("a4", "letter"))


def _print_brief(options: argparse.Namespace) -> None:
    from ctdesk.db.queries.brief import brief
    from ctdesk.db.queries.names import organization_named

    with command.opened(options, read_only=True) as store:
        organization = store.read(organization_named(options.organization))
        question = brief(organization, today=command.today(), register=store.name)
        content = store.read(question)
    from ctdesk.reports.brief import layout  # ReportLab, 0.3 s, only once there is a page to make

    command.save(options, layout(content, command.paper(options)))


def _print_summary(options: argparse.Namespace) -> None:
    from ctdesk.db.queries.summary import summary
    from ctdesk.db.search.parse import asked

    with command.opened(options, read_only=True) as store:
        tree = asked(command.query(options), command.today())
        content = store.read(summary(tree, today=command.today(), register=store.name))
    from ctdesk.reports.summary import layout  # as above

    command.save(options, layout(content, command.paper(options)))


def _print_matrix(options: argparse.Namespace) -> None:
    from ctdesk.db.queries.coverage import ACTIVE, Asked
    from ctdesk.db.queries.coverage_sheet import sheet
    from ctdesk.db.search.parse import asked
    from ctdesk.db.search.periods import period
    from ctdesk.db.search.tree import together

    today = command.today()
    with command.opened(options, read_only=True) as store:
        shown = Asked(
            together(asked(options.bodies, today), ACTIVE), asked(command.query(options), today),
            period(options.until, today).last, options.by, min(options.periods, _MOST_PERIODS),
        )  # fmt: skip
        content = store.read(sheet(shown, today=today, register=store.name))
    from ctdesk.reports.matrix import layout  # as above

    command.save(options, layout(content, command.paper(options)))


def _print_week(options: argparse.Namespace) -> None:
    from ctdesk.db.queries.week import week
    from ctdesk.db.search.periods import period

    last = period(options.until, command.today()).last
    with command.opened(options, read_only=True) as store:
        content = store.read(week(last, register=store.name))
    from ctdesk.reports.week import layout  # as above

    command.save(options, layout(content, command.paper(options)))


def _print_narrative(options: argparse.Namespace) -> None:
    from ctdesk.db.queries.narrative import meant, narrative

    with command.opened(options, read_only=True) as store:
        framework, item = store.read(meant(options.item, options.framework))
        content = store.read(
            narrative(
                framework_id=framework, item_id=item, today=command.today(), register=store.name
            )
        )
    from ctdesk.reports.narrative import layout  # as above

    command.save(options, layout(content, command.paper(options)))


def _print_plan(options: argparse.Namespace) -> None:
    from ctdesk.db.queries.plan import sheet

    with command.opened(options, read_only=True) as store:
        content = store.read(sheet(today=command.today(), register=store.name))
    from ctdesk.reports.plan import layout  # as above

    command.save(options, layout(content, command.paper(options)))


def add_calendar(commands: Any) -> None:
    """Have the command line know `calendar`."""
    saved = commands.add_parser(
        "calendar", help=_("save deadlines, engagements to come and milestones as iCalendar")
    )
    command.add_globals(saved, again=True)
    saved.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.ics")
    saved.add_argument(
        "--titles", action="store_true", help=_("with the titles of confidential engagements")
    )
    saved.set_defaults(run=_calendar)


def _calendar(options: argparse.Namespace) -> None:
    from ctdesk.db.queries.deadlines_ahead import calendar
    from ctdesk.exchange.icalendar import icalendar

    with command.opened(options, read_only=True) as store:
        entries = store.read(calendar(command.today()))
    command.save(options, icalendar(entries, datetime.now(UTC), titles=options.titles))
