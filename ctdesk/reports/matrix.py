"""The printed matrix: who was engaged when, and who was not."""

from __future__ import annotations

from collections.abc import Iterator

from ctdesk.days import days, period_heading, short_day
from ctdesk.db.queries.sheets import MatrixRow, MatrixSheet
from ctdesk.reports import dates, labels, style
from ctdesk.reports.digest import digest
from ctdesk.reports.flow import Block
from ctdesk.reports.numbering import Numbers
from ctdesk.reports.page import Document
from ctdesk.reports.tables import Cell, Column, Table
from ctdesk.reports.text import Title
from ctdesk.reports.unicode import isolate
from ctdesk.words import _, ngettext

_GAP = "–"  # nothing in a period: seen as clearly as a number


def layout(content: MatrixSheet, paper: str = "a4") -> bytes:
    """The matrix as PDF, the same bytes for the same content.

    `paper` is "a4" or "letter"; any other is a `UserError`.
    """
    document = Document(
        title=_title(content),
        kind=_("Engagement matrix"),
        sensitivity=content.sensitivity,
        register=content.register,
        as_of=content.as_of,
        digest=digest(content),
        paper=paper,
    )
    return document.render(blocks(content))


def blocks(content: MatrixSheet) -> Iterator[Block]:
    """The matrix from top to bottom: figures, table, those not engaged by name."""
    numbers = Numbers(3)
    yield Title(_title(content), _subtitle(content))
    yield _table(content)
    yield numbers.paragraph(_engaged(content))
    if content.never:
        said = _("Never engaged under it since the Decisions of February 2025: {names}.")
        yield numbers.paragraph(said.format(names=_listed(content.never)))
    if content.unmanned:
        said = _("Without a primary focal point: {names}.")
        yield numbers.paragraph(said.format(names=_listed(content.unmanned)))


def _title(content: MatrixSheet) -> str:
    if content.items:
        return _("{items}: who was engaged, and who was not").format(items=isolate(content.items))
    return _("Who was engaged, and who was not")


def _subtitle(content: MatrixSheet) -> str:
    period = dates.days(content.periods[0][0], content.periods[-1][1])
    prepared = _("Prepared {date}").format(date=dates.day(content.as_of))
    counts = _("Engagements held; +1 is planned; {gap} is none").format(gap=_GAP)
    kinds = labels.listed(list(map(labels.kind, content.kinds)))
    sentences = [period, kinds, isolate(content.scope) if content.scope else "", counts, prepared]
    return " ".join(f"{each}." for each in sentences if each)


def _table(content: MatrixSheet) -> Table:
    columns = (
        Column(_("Organization"), least=52.0, most=110.0),
        *(Column(_heading(content, number), right=True) for number in range(len(content.periods))),
        Column(_("Total"), right=True),
        Column(_("Last engaged")),
    )
    rows: list[tuple[str | Cell, ...]] = [_row(row) for row in content.rows]
    every = (sum(held for held, _more in content.totals), sum(more for _h, more in content.totals))
    sums = tuple(Cell(_said(one), style.CELL_BOLD) for one in (*content.totals, every))
    rows.append((Cell(_("Distinct"), style.CELL_BOLD), *sums, ""))
    return Table(columns, rows, total=True)


def _row(row: MatrixRow) -> tuple[str | Cell, ...]:
    last: str | Cell = Cell(_("never"), style.CELL_BOLD)
    if row.last_engaged:
        last = short_day(row.last_engaged)
    cells = (_said(one) for one in (*row.cells, row.total))
    return (Cell(row.short_name, style.CELL_BOLD), *cells, last)


def _said(count: tuple[int, int]) -> str:
    held, planned = count
    parts = ([f"{held:,}"] if held else []) + ([f"+{planned:,}"] if planned else [])
    return "\u00a0".join(parts) or _GAP


def _heading(content: MatrixSheet, number: int) -> str:
    return period_heading(content.periods[number][0], content.step)


def _engaged(content: MatrixSheet) -> str:
    said = _("{count} of {all} were engaged in {period}.").format(
        count=labels.spelled(content.engaged).capitalize(), all=labels.spelled(len(content.rows)),
        period=dates.days(*content.periods[-1]),
    )  # fmt: skip
    quiet = ngettext(
        "{count} was not engaged under anything for {days}.",
        "{count} were not engaged under anything for {days}.", content.quiet,
    )  # fmt: skip
    quiet = quiet.format(
        count=labels.spelled(content.quiet).capitalize(), days=days(content.quiet_after)
    )
    return f"{said} {quiet}" if content.quiet else said


def _listed(names: tuple[str, ...]) -> str:
    return labels.listed(list(map(isolate, names)))
