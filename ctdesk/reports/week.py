"""The weekly summary: what was done, what comes, what waits; made to fit one page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ctdesk.days import days, short_day, week_day
from ctdesk.db.queries.sheets import EngagementLine, WeekSheet
from ctdesk.reports import dates, labels, promises
from ctdesk.reports.digest import digest
from ctdesk.reports.flow import Block
from ctdesk.reports.numbering import Numbers
from ctdesk.reports.page import Document
from ctdesk.reports.tables import Cell, Column, Table
from ctdesk.reports.text import Title
from ctdesk.reports.unicode import isolate
from ctdesk.words import _, ngettext

_OUTCOME = 220  # letters of what came of an engagement
_NAMED = 20  # bodies named one by one


def layout(content: WeekSheet, paper: str = "a4") -> bytes:
    """The weekly summary as PDF, the same bytes for the same content.

    `paper` is "a4" or "letter"; any other is a `UserError`.
    """
    document = Document(
        title=_title(content),
        kind=_("Weekly summary"),
        sensitivity=content.sensitivity,
        register=content.register,
        as_of=content.as_of,
        digest=digest(content),
        paper=paper,
    )
    return document.render(blocks(content))


def blocks(content: WeekSheet) -> Iterator[Block]:
    """The summary from top to bottom; what there is nothing of is said in a line."""
    numbers = Numbers(99)
    prepared = _("Prepared {date}.").format(date=dates.day(content.as_of))
    yield Title(_title(content), prepared)
    yield numbers.section(_("Held this week"))
    if content.held:
        yield _engagements(content.held, outcome=True)
    else:
        yield numbers.paragraph(_("Nothing was held this week."))
    yield numbers.section(_("Coming two weeks"))
    if content.coming:
        yield _engagements(content.coming, outcome=False)
    else:
        yield numbers.paragraph(_("Nothing is planned for the coming two weeks."))
    yield numbers.section(_("Follow-up"))
    if content.late or content.due:
        yield promises.table((*content.late, *content.due), content.as_of)
    else:
        yield numbers.paragraph(_("Nothing is late, and nothing is due within two weeks."))
    yield numbers.section(_("To look after"))
    for told in _waiting(content):
        yield numbers.paragraph(told)


def _title(content: WeekSheet) -> str:
    return _("Week of {days}").format(days=dates.days(content.first, content.last))


def _engagements(lines: Sequence[EngagementLine], *, outcome: bool) -> Table:
    columns = (Column(_("Day"), most=64.0), Column(_("Engagement"), share=1.0),
               Column(_("With"), most=120.0), Column(_("Under"), most=70.0))  # fmt: skip
    rows: list[tuple[str | Cell, ...]] = []
    for line in lines:
        told = isolate(labels.engagement(line))
        came = _begun(line.outcome or line.summary) if outcome else ""
        rows.append((
            week_day(line.when.starts.date()), f"{told}. {isolate(came)}" if came else told,
            ", ".join(line.organizations), labels.under(line) if line.under else "",
        ))  # fmt: skip
    return Table(columns, rows)


def _begun(text: str) -> str:
    """The beginning of a note, whole words."""
    plain = " ".join(text.split())
    if len(plain) <= _OUTCOME:
        return plain
    return plain[:_OUTCOME].rsplit(" ", 1)[0] + "…"


def _waiting(content: WeekSheet) -> Iterator[str]:
    never = [isolate(name) for name, gap in content.quiet if gap is None]
    if never:
        yield _("Not engaged since the Decisions of February 2025: {names}.").format(
            names=_some(never)
        )
    quiet = [f"{isolate(name)} ({days(gap)})" for name, gap in content.quiet if gap is not None]
    if quiet:
        yield _("Gone quiet: {names}.").format(names=_some(quiet))
    if content.to_verify:
        yield ngettext(
            "{count} focal point is to be verified.", "{count} focal points are to be verified.",
            content.to_verify,
        ).format(count=labels.spelled(content.to_verify).capitalize())  # fmt: skip
    if content.to_review:
        yield ngettext(
            "{count} record of a person is due for review.",
            "{count} records of people are due for review.", content.to_review,
        ).format(count=labels.spelled(content.to_review).capitalize())  # fmt: skip
    for label, title, due, state in content.milestones:
        if due is not None:
            yield _milestone(label, title, due, state, content.as_of)


def _some(names: list[str]) -> str:
    """Names, and how many more there are than a page of all has room for."""
    more = len(names) - _NAMED
    if more <= 0:
        return labels.listed(names)
    others = ngettext("{count} other", "{count} others", more).format(count=more)
    return labels.listed([*names[:_NAMED], others])


def _milestone(label: str, title: str, due: date, state: str, day: date) -> str:
    left = (due - day).days
    when = _("{days} left").format(days=days(left)) if left >= 0 else short_day(due)
    return _("{label}, {title}: {when}, {state}.").format(
        label=label, title=isolate(title), when=when, state=state.replace("_", " ")
    )
