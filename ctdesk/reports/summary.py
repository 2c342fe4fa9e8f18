"""The engagement summary: by framework item, organization and period."""

from __future__ import annotations

from collections.abc import Iterator

from ctdesk.days import short_day
from ctdesk.db.queries.sheets import EngagementLine, Summary, SummaryRow, SummarySection
from ctdesk.reports import dates, labels, promises, style
from ctdesk.reports.digest import digest
from ctdesk.reports.flow import Block
from ctdesk.reports.numbering import Numbers
from ctdesk.reports.page import Document
from ctdesk.reports.tables import Cell, Column, Table
from ctdesk.reports.text import Title
from ctdesk.reports.unicode import isolate
from ctdesk.words import _, ngettext


def layout(content: Summary, paper: str = "a4") -> bytes:
    """The summary as PDF, the same bytes for the same content.

    `paper` is "a4" or "letter"; any other is a `UserError`.
    """
    document = Document(
        title=_title(content),
        kind=_("Engagement summary"),
        sensitivity=content.sensitivity,
        register=content.register,
        as_of=content.as_of,
        digest=digest(content),
        paper=paper,
    )
    return document.render(blocks(content))


def blocks(content: Summary) -> Iterator[Block]:
    """The summary from top to bottom."""
    numbers = Numbers(
        sum(len(section.engagements) for section in content.sections) + len(content.not_engaged)
    )
    yield Title(_title(content), _subtitle(content))
    if content.rows or content.not_engaged:
        yield _opening(content)
    if not content.engagements_held and not content.engagements_planned:
        told = _("No engagement was held in the period, and none is planned.")
        yield numbers.paragraph(told)
    for section in content.sections:
        yield from _section(numbers, content, section)
    if content.not_engaged:
        yield numbers.section(_("Not engaged in the period"))
        for row in content.not_engaged:
            yield numbers.paragraph(_not_engaged(content, row))


def _title(content: Summary) -> str:
    if content.organization and content.item:
        return _("Engagements with {organization} under {item}").format(
            organization=isolate(content.organization), item=isolate(content.item)
        )
    if content.organization:
        return _("Engagements with {organization}").format(
            organization=isolate(content.organization)
        )
    if content.item:
        return _("Engagements under {item}").format(item=isolate(content.item))
    return _("Engagements")


def _subtitle(content: Summary) -> str:
    first, last = content.period_from, content.period_to
    if first and last:
        period = dates.days(first, last)
    elif first:
        period = _("Since {date}").format(date=dates.day(first))
    elif last:
        period = _("Until {date}").format(date=dates.day(last))
    else:
        period = _("All dates")
    prepared = _("Prepared {date}").format(date=dates.day(content.as_of))
    sentences = [content.item_title, period, content.scope, prepared]
    return " ".join(f"{isolate(each.rstrip('.'))}." for each in sentences if each)


def _opening(content: Summary) -> Table:
    columns = (
        Column(_("Organization"), share=1.0),
        Column(_("Held"), right=True),
        Column(_("Planned"), right=True),
        Column(_("Commitments open"), right=True),
        Column(_("Last engaged")),
    )
    rows: list[tuple[str | Cell, ...]] = [_row(row) for row in content.rows]
    if content.not_engaged:
        rows.append((_bold(_("Not engaged:")),))
        rows += [_row(row) for row in content.not_engaged]
    held, planned = str(content.engagements_held), str(content.engagements_planned)
    rows.append((_bold(_("Distinct engagements")), _bold(held), _bold(planned), "", ""))
    return Table(columns, rows, total=True)


def _bold(text: str) -> Cell:
    return Cell(text, style.CELL_BOLD)


def _row(row: SummaryRow) -> tuple[str | Cell, ...]:
    last = short_day(row.last_engaged) if row.last_engaged else _bold(_("never"))
    return (
        row.short_name or row.name,
        str(row.held),
        str(row.planned),
        str(row.commitments_open),
        last,
    )


def _section(numbers: Numbers, content: Summary, section: SummarySection) -> Iterator[Block]:
    yield numbers.section(section.name or section.short_name)
    for line in section.engagements:
        told = _told(content, section, line)
        yield numbers.paragraph(told, leads=bool(line.commitments))
        if line.commitments:
            yield promises.table(line.commitments, content.as_of, numbers.indent)


def _told(content: Summary, section: SummarySection, line: EngagementLine) -> str:
    date = dates.span(line.when)
    if line.status != "held":
        date = _("{date} ({status})").format(date=date, status=labels.status(line.status))
    what = ", ".join(
        part for part in (isolate(labels.engagement(line)), labels.place(line)) if part
    )
    sentences = [date, what, _company(section, line), _reading(content, line)]
    sentences += [isolate(text.strip()) for text in (line.summary, line.outcome)]
    return " ".join(_ended(each) for each in sentences if each)


def _company(section: SummarySection, line: EngagementLine) -> str:
    others = [name for name in line.organizations if name not in {section.short_name, section.name}]
    return _("With {organizations}").format(organizations=labels.listed(others)) if others else ""


def _reading(content: Summary, line: EngagementLine) -> str:
    """The items of an engagement where the title does not say them already."""
    if not content.item and line.under:
        return _("Under {items}").format(items=labels.under(line))
    if content.item in line.readings:
        return _("Under {items}").format(
            items=_("{items} (our\u00a0reading)").format(items=content.item)
        )
    return ""


def _ended(sentence: str) -> str:
    return (
        sentence
        if sentence.rstrip("\u2069").endswith((".", "!", "?", "…", "。"))
        else f"{sentence}."
    )


def _not_engaged(content: Summary, row: SummaryRow) -> str:
    parts = [_gap(content, row)]
    if row.planned:
        parts.append(
            ngettext(
                "{count} engagement planned", "{count} engagements planned", row.planned
            ).format(count=labels.spelled(row.planned))
        )
    if not row.has_focal_point:
        parts.append(_("no focal point designated"))
    return _("{name}: {facts}.").format(
        name=isolate(row.name or row.short_name), facts="; ".join(parts)
    )


def _gap(content: Summary, row: SummaryRow) -> str:
    item = isolate(content.item)
    if row.last_engaged:
        date = dates.day(row.last_engaged)
        if item:
            return _("last engaged under {item} on {date}").format(item=item, date=date)
        return _("last engaged on {date}").format(date=date)
    if item and content.item_adopted:
        return _("no engagement under {item} since its adoption in {month}").format(
            item=item, month=dates.month(content.item_adopted)
        )
    if item:
        return _("no engagement under {item} on record").format(item=item)
    return _("no engagement on record")
