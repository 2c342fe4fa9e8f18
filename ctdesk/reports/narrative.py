"""The narrative of framework items: the sentences of the engagements under each, day by day."""

from __future__ import annotations

from collections.abc import Iterator

from ctdesk.db.queries.narrative import Narrative, NarrativeItem, Sentence
from ctdesk.reports import dates, labels, style
from ctdesk.reports.digest import digest
from ctdesk.reports.flow import Block
from ctdesk.reports.numbering import Numbers
from ctdesk.reports.page import Document
from ctdesk.reports.tables import Cell, facts
from ctdesk.reports.text import Text, Title
from ctdesk.reports.unicode import isolate
from ctdesk.words import _


def layout(content: Narrative, paper: str = "a4") -> bytes:
    """The narrative as PDF, the same bytes for the same content.

    `paper` is "a4" or "letter"; any other is a `UserError`.
    """
    document = Document(
        title=title(content),
        kind=_("Narrative"),
        sensitivity=content.sensitivity,
        register=content.register,
        as_of=content.as_of,
        digest=digest(content),
        paper=paper,
    )
    return document.render(blocks(content))


def title(content: Narrative) -> str:
    """What the narrative is of."""
    return _("Narrative: {name}").format(name=isolate(content.item or content.framework))


def blocks(content: Narrative) -> Iterator[Block]:
    """The narrative from top to bottom."""
    prepared = _("Prepared {date}.").format(date=dates.day(content.as_of))
    above = f"{isolate(content.framework)}. {prepared}" if content.item else prepared
    yield Title(title(content), above)
    numbers = Numbers(sum(len(item.sentences) for item in content.items))
    for item in content.items:
        yield from _item(numbers, item)


def _item(numbers: Numbers, item: NarrativeItem) -> Iterator[Block]:
    heading = ": ".join(isolate(part) for part in (item.label, item.title) if part)
    yield numbers.section(heading)
    if item.text:
        yield Text(item.text, style.BODY)
    yield facts(_facts(item))
    for sentence in item.sentences:
        yield numbers.paragraph(_told(sentence))
    if not item.sentences:
        yield Text(_("No sentence on record says how it was advanced."), style.NOTE)


def _facts(item: NarrativeItem) -> list[tuple[str, str | Cell]]:
    known = (
        (_("Due"), dates.day(item.due) if item.due else ""),
        (_("State"), labels.capitalized(labels.item_state(item.state)) if item.state else ""),
        (_("Result"), item.result),
        (_("Engagements"), engagements(item.held, item.planned)),
    )
    return [(name, value) for name, value in known if value]


def engagements(held: int, planned: int) -> str:
    """How many engagements were held, and how many are planned."""
    told = labels.capitalized(labels.engagements_held(held))
    if not planned:
        return told
    ahead = _("{count} planned")
    return f"{told}, {ahead.format(count=labels.spelled(planned))}"


def _told(sentence: Sentence) -> str:
    date = dates.span(sentence.when)
    if sentence.status != "held":
        date = _("{date} ({status})").format(date=date, status=labels.status(sentence.status))
    what = isolate(sentence.title)
    if sentence.organizations:
        bodies = labels.listed(sentence.organizations)
        what = _("{engagement}, with {organizations}").format(engagement=what, organizations=bodies)
    said = isolate(sentence.text.strip())
    if sentence.is_reading:
        said = f"{said} {_('(Our reading.)')}"
    return f"{date}. {what}. {said}"
