"""The briefing sheet of an organization."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ctdesk.db.queries.sheets import Brief, EngagementLine, FocalPoint, Meeting, OtherName, When
from ctdesk.reports import dates, labels, promises, style
from ctdesk.reports.digest import digest
from ctdesk.reports.flow import Block
from ctdesk.reports.numbering import Numbers
from ctdesk.reports.page import Document
from ctdesk.reports.tables import Cell, Column, Table, facts
from ctdesk.reports.text import Text, Title
from ctdesk.reports.unicode import isolate
from ctdesk.words import _


def layout(content: Brief, paper: str = "a4") -> bytes:
    """The briefing sheet as PDF, the same bytes for the same content.

    `paper` is "a4" or "letter"; any other is a `UserError`.
    """
    document = Document(
        title=_title(content),
        kind=_("Briefing sheet"),
        sensitivity=content.sensitivity,
        register=content.register,
        as_of=content.as_of,
        digest=digest(content),
        paper=paper,
    )
    return document.render(blocks(content))


def blocks(content: Brief) -> Iterator[Block]:
    """The sheet from top to bottom; what is not known leaves no empty heading."""
    numbers = Numbers()
    yield Title(_title(content), _subtitle(content))
    yield facts(list(_key_facts(content)))
    if content.meeting:
        yield from _meeting(numbers, content, content.meeting)
    yield from _paragraphs(numbers, _("Background"), content.profile)
    if content.meeting:
        meeting = content.meeting
        yield from _paragraphs(numbers, _("Points to make"), meeting.points_to_make)
        yield from _paragraphs(numbers, _("Sensitive points, if raised"), meeting.sensitive_points)
    if content.commitments:
        yield numbers.section(_("Open commitments"))
        yield promises.table(content.commitments, content.as_of)
    yield from _engagements(numbers, content)
    yield from _planned(numbers, content.planned)
    if content.initiatives:
        yield numbers.section(_("Joint initiatives"))
        columns = (Column(_("Initiative"), share=3.0), Column(_("Role and state"), share=2.0))
        yield Table(columns, content.initiatives)
    yield from _record(numbers, content)


def _title(content: Brief) -> str:
    if not content.acronym or content.acronym == content.name:
        return content.name
    return _("{name} ({acronym})").format(name=content.name, acronym=content.acronym)


def _subtitle(content: Brief) -> str:
    prepared = _("Prepared {date}.").format(date=dates.day(content.as_of))
    if not content.meeting:
        return prepared
    line = content.meeting.line
    parts = [isolate(labels.engagement(line)), dates.full(line.when)]
    if line.modality:
        parts.append(labels.modality(line.modality))
    if line.status in {"postponed", "cancelled"}:
        parts.append(labels.status(line.status))
    return _("{meeting}. {prepared}").format(meeting=", ".join(parts), prepared=prepared)


def _key_facts(content: Brief) -> Iterator[tuple[str, str | Cell]]:
    if content.official_name and content.official_name != content.name:
        yield _("Official name"), content.official_name
    seat = isolate(content.seat)
    members = labels.member_states(content.member_states) if content.member_states else ""
    standing = "; ".join(part for part in (labels.kind(content.kind), seat, members) if part)
    if standing:
        yield (_("Kind, seat") if seat else _("Kind")), standing
    others = list(dict.fromkeys(filter(None, map(_other_name, content.other_names))))
    if others:
        yield _("Other names"), "; ".join(others)
    if content.ct_body:
        yield _("Counter-terrorism body"), content.ct_body
    label = _("Focal points") if len(content.focal_points) > 1 else _("Focal point")
    for place, point in enumerate(content.focal_points):
        yield "" if place else label, _focal_point(point)
    if not content.focal_points:
        yield label, Cell(_("none designated"), style.CELL_BOLD)
    if content.last_engaged:
        yield _("Last engaged"), _last_engaged(content.last_engaged)
    else:
        yield _("Last engaged"), Cell(_("never"), style.CELL_BOLD)


def _other_name(other: OtherName) -> str:
    if other.name and other.acronym and other.name != other.acronym:
        told = _("{name} ({acronym})").format(name=other.name, acronym=other.acronym)
        return isolate(told)
    return isolate(other.name or other.acronym)


def _focal_point(point: FocalPoint) -> str:
    title = isolate(point.title)
    if point.rank:
        title = _("{title} ({rank})").format(title=title, rank=labels.rank(point.rank))
    if point.themes:
        title = _("{title}, for {themes}").format(title=title, themes=labels.listed(point.themes))
    verified = (
        _("verified {date}").format(date=dates.day(point.last_verified))
        if point.last_verified
        else _("not verified")
    )
    if not point.holder:  # a holder who is not recorded is not a vacancy
        return _("{title}, {verified}").format(title=title, verified=verified)
    holder = isolate(point.holder)
    return _("{title}: {holder}, {verified}").format(title=title, holder=holder, verified=verified)


def _last_engaged(line: EngagementLine) -> str:
    told = _("{date}, {engagement}").format(
        date=dates.span(line.when), engagement=isolate(labels.engagement(line))
    )
    items = labels.under(line)
    return _("{engagement} ({items})").format(engagement=told, items=items) if items else told


def _participants(meeting: Meeting) -> Table:
    if not any(role for _who, role in meeting.participants):
        names = [(who,) for who, _role in meeting.participants]
        return Table((Column(_("Participants"), share=1.0),), names, before=10.0)
    columns = (Column(_("Participants"), share=3.0), Column(_("Role"), share=1.0))
    rows = [(who, labels.role(role)) for who, role in meeting.participants]
    return Table(columns, rows, before=10.0)


def _meeting(numbers: Numbers, content: Brief, meeting: Meeting) -> Iterator[Block]:
    yield numbers.section(_("Meeting details"))
    yield facts(list(_meeting_facts(content, meeting)))
    if meeting.participants:
        yield _participants(meeting)
    yield from _paragraphs(numbers, _("Objective"), meeting.objective)


def _meeting_facts(content: Brief, meeting: Meeting) -> Iterator[tuple[str, str]]:
    line = meeting.line
    if line.title and line.kind and line.kind.casefold() not in line.title.casefold():
        yield _("Type"), line.kind
    yield _("Date and time"), dates.full(line.when)
    venue = _venue(meeting)
    if venue:
        yield _("Venue and form"), labels.capitalized(venue)
    if meeting.level:
        yield _("Level"), labels.level(meeting.level)
    others = [each for each in line.organizations if each not in {content.acronym, content.name}]
    if others:
        yield _("With"), labels.listed(others)
    if line.under:
        yield _("Under"), labels.under(line)
    for place, (title, when) in enumerate(meeting.sessions):
        yield "" if place else _("Sessions"), _session(line.when, title, when)
    registration = _registration(meeting)
    if registration:
        yield _("Registration"), registration
    if line.reference:
        yield _("Reference"), line.reference


def _venue(meeting: Meeting) -> str:
    place = labels.place(meeting.line)
    platform = isolate(meeting.platform)
    if place and platform:
        return _("{place} ({platform})").format(place=place, platform=platform)
    return place or platform


def _session(of: When, title: str, when: When | None) -> str:
    if when is None:
        return isolate(title)
    same_day = not when.all_day and when.starts.date() == of.starts.date() and not _overnight(when)
    told = dates.hours(when) if same_day else dates.full(when)
    return _("{when}: {title}").format(when=told, title=isolate(title))


def _overnight(when: When) -> bool:
    return when.ends is not None and when.ends.date() > when.starts.date()


def _registration(meeting: Meeting) -> str:
    parts = []
    if meeting.registration_deadline:
        parts.append(_("by {date}").format(date=dates.day(meeting.registration_deadline)))
    if meeting.delegate_cap is not None:
        delegates = labels.delegates(meeting.delegate_cap)
        parts.append(_("up to {delegates}").format(delegates=delegates))
    return "; ".join(parts)


def _paragraphs(numbers: Numbers, heading: str, text: str) -> Iterator[Block]:
    paragraphs = [line.strip() for line in text.splitlines() if line.strip()]
    if paragraphs:
        yield numbers.section(heading)
        for paragraph in paragraphs:
            yield numbers.paragraph(paragraph)


def _engagements(numbers: Numbers, content: Brief) -> Iterator[Block]:
    since = content.record_since
    heading = (
        _("Engagements since {month}").format(month=dates.month(since))
        if since
        else _("Engagements")
    )
    yield numbers.section(heading)
    if not content.engagements:
        name = isolate(content.acronym or content.name)
        told = (
            _("No engagement with {name} has been held since {month}.").format(
                name=name, month=dates.month(since)
            )
            if since
            else _("No engagement with {name} is on record.").format(name=name)
        )
        yield numbers.paragraph(told)
        return
    columns = (
        Column(_("Date"), most=100.0),
        Column(_("Engagement"), share=5.0),
        Column(_("Under"), most=120.0),
        Column(_("Outcome"), share=4.0),
    )
    yield Table(columns, [_held(line) for line in content.engagements])
    yield from _readings(content.engagements)


def _held(line: EngagementLine) -> tuple[str | Cell, ...]:
    outcome: str | Cell = line.outcome or line.summary
    return (
        dates.short_span(line.when),
        labels.engagement(line),
        labels.under(line) or _none(),
        outcome or Cell(_("not recorded"), style.CELL_MUTED),
    )


def _planned(numbers: Numbers, planned: Sequence[EngagementLine]) -> Iterator[Block]:
    if not planned:
        return
    yield numbers.section(_("Planned engagements"))
    columns = (
        Column(_("Date"), most=100.0),
        Column(_("Engagement"), share=5.0),
        Column(_("Under"), most=120.0),
        Column(_("Place, form"), share=4.0),
    )
    rows = [
        (
            dates.short_span(line.when),
            labels.engagement(line),
            labels.under(line) or _none(),
            labels.capitalized(labels.place(line)) or _none(),
        )
        for line in planned
    ]
    yield Table(columns, rows)
    yield from _readings(planned)


def _none() -> Cell:
    return Cell("–", style.CELL_MUTED)


def _readings(lines: Sequence[EngagementLine]) -> Iterator[Block]:
    if any(line.readings for line in lines):
        told = _("Our reading: the desk’s own attribution, not named in a source.")
        yield Text(told, style.NOTE)


def _record(numbers: Numbers, content: Brief) -> Iterator[Block]:
    if not content.record:
        return
    yield numbers.section(_("Record under the Decisions"))
    for first in range(0, max(1, len(content.quarters)), _QUARTERS):
        yield _quarters(content, slice(first, first + _QUARTERS))
    yield Text(_("Engagements held in which it took part; planned ones do not count."), style.NOTE)


_QUARTERS = 8  # as many as stand side by side; more go into a further table


def _quarters(content: Brief, part: slice) -> Table:
    last = part.stop >= len(content.quarters)
    since = (
        _("Since {month}").format(month=dates.short_month_year(content.record_since))
        if content.record_since
        else _("In all")
    )
    columns = [Column(_("Quarter"), share=1.0)]
    columns += [Column(quarter, right=True) for quarter in content.quarters[part]]
    if last:
        columns.append(Column(since, right=True))
    rows: list[list[str | Cell]] = [
        [each.label, *map(str, each.counts[part])] for each in content.record
    ]
    if last:
        for row, each in zip(rows, content.record, strict=True):
            row.append(Cell(str(each.since_adoption), style.CELL_BOLD))
    return Table(tuple(columns), rows)
