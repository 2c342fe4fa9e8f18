"""The content of an engagement summary: by item, organization and period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, or_, select

from ctdesk.db.queries import counting, lines
from ctdesk.db.queries.asking import condition
from ctdesk.db.queries.bodies import current_post
from ctdesk.db.queries.names import organization_named
from ctdesk.db.queries.organizations import last_engaged
from ctdesk.db.queries.sheets import EngagementLine, Summary, SummaryRow, SummarySection
from ctdesk.db.search.fold import fold
from ctdesk.db.search.periods import Period, period
from ctdesk.db.search.tree import EVERYTHING, Key, Tree, parts_of, text_of, together
from ctdesk.db.tables import (
    Commitment,
    Framework,
    FrameworkItem,
    Organization,
    Participation,
    Post,
)
from ctdesk.db.tally import ANY
from ctdesk.errors import UserError
from ctdesk.words import _


@dataclass(frozen=True, slots=True)
class _Item:
    id: int
    label: str
    title: str
    adopted: date | None


@dataclass(frozen=True, slots=True)
class _Scope:
    """What a query asks of a summary: an item, a body, days, both included; and the rest."""

    item: str = ""
    organization: str = ""
    first: date | None = None
    last: date | None = None
    rest: Tree = EVERYTHING


def summary(asked: Tree, *, today: date, register: str) -> Callable[[Connection], Summary]:
    """The question for the summary of the engagements a query asks for.

    Without an organization it covers every regional and subregional one, those not engaged as
    well. Raises UserError where the item or organization is not in the register, or the period
    ends before it begins.
    """
    scope = _scope(asked, today)

    def question(connection: Connection) -> Summary:
        item = _item(connection, scope.item) if scope.item else None
        bodies = _bodies(connection, scope)
        wanted = lines.engagement_ids(*_conditions(scope, item, bodies))
        found = lines.lines(connection, wanted)
        parties = _parties(connection, wanted)
        rows = _rows(connection, bodies, found, parties, item.id if item else ANY)
        return Summary(
            item=item.label if item else "",
            item_title=item.title if item else "",
            item_adopted=item.adopted if item else None,
            organization=bodies[0].name if scope.organization else "",
            scope=_said(scope),
            period_from=scope.first,
            period_to=scope.last,
            rows=tuple(row for row in rows if row.held),
            not_engaged=tuple(row for row in rows if not row.held),
            sections=_sections(rows, found, parties),
            engagements_held=sum(line.status == "held" for line in found),
            engagements_planned=sum(line.status == "planned" for line in found),
            sensitivity=lines.highest(
                [
                    *(line.sensitivity for line in found),
                    *(body.sensitivity for body in bodies),
                    *lines.of_parties(connection, wanted),
                    *lines.of_promises(
                        lines.promises(connection, Commitment.engagement_id.in_(wanted))
                    ),
                ]
            ),
            as_of=today,
            register=register,
        )

    return question


def _conditions(
    scope: _Scope, item: _Item | None, bodies: Sequence[Any]
) -> Iterator[ColumnElement[bool]]:
    """What is asked of an engagement for it to stand in the summary."""
    yield or_(counting.held(), counting.planned())
    if item:
        yield counting.under(item.id)
    if scope.first or scope.last:
        yield counting.within(scope.first, scope.last)
    if scope.organization:
        yield lines.with_organization(bodies[0].id)
    if scope.rest != EVERYTHING:
        yield condition("engagement", scope.rest)


def _scope(asked: Tree, today: date) -> _Scope:
    scope, rest = _Scope(), []
    for part in parts_of(asked):
        narrower = _narrower(scope, part, today)
        if narrower is None:
            rest.append(part)
        scope = narrower or scope
    if scope.first and scope.last and scope.last < scope.first:
        raise UserError(_("The period ends before it begins."))
    return replace(scope, rest=together(*rest))


def _narrower(scope: _Scope, part: Tree, today: date) -> _Scope | None:
    """The scope narrowed by a part of a query; None where that says something else."""
    if not isinstance(part, Key) or len(part.values) > 1:
        return None
    (value,) = part.values
    match part.name:
        case "under" if not scope.item:
            return replace(scope, item=value)
        case "org" if not scope.organization:
            return replace(scope, organization=value)
        case "on" | "quarter":
            return _within(scope, period(value, today))
        case "after":
            return _within(scope, Period(period(value, today).first, date.max))
        case "before":
            return _within(scope, Period(date.min, period(value, today).last))
        case "in" if value == "engagements":
            return scope
    return None


def _within(scope: _Scope, days: Period) -> _Scope:
    first, last = max(scope.first or date.min, days.first), min(scope.last or date.max, days.last)
    return replace(
        scope, first=None if first == date.min else first, last=None if last == date.max else last
    )


def _said(scope: _Scope) -> str:
    """What the summary covers, in words, besides its item, body and period."""
    every = "" if scope.organization else _("All regional and subregional organizations")
    if scope.rest == EVERYTHING:
        return every
    only = _("Only what matches: {query}").format(query=text_of(scope.rest))
    return f"{every}. {only}" if every else only


def _item(connection: Connection, label: str) -> _Item:
    for row in connection.execute(
        select(FrameworkItem.id, FrameworkItem.label, FrameworkItem.title, Framework.adopted).join(
            Framework, Framework.id == FrameworkItem.framework_id
        )
    ):
        if fold(row.label) == fold(label):
            return _Item(row.id, row.label, row.title, lines.first_day(row.adopted))
    message = _("“{label}” is no item of a framework in the register; write decision:7.")
    raise UserError(message.format(label=label))


def _bodies(connection: Connection, scope: _Scope) -> Sequence[Any]:
    which = select(
        Organization.id, Organization.acronym, Organization.name, Organization.sensitivity
    )
    if scope.organization:
        which = which.where(Organization.id == organization_named(scope.organization)(connection))
    else:
        which = which.where(Organization.kind == "regional", Organization.status == "active")
    return connection.execute(which.order_by(Organization.sort_key)).all()


def _rows(
    connection: Connection,
    bodies: Sequence[Any],
    found: Sequence[EngagementLine],
    parties: Mapping[int, set[int]],
    item_id: int,
) -> list[SummaryRow]:
    ids = [body.id for body in bodies]
    status = {line.id: line.status for line in found}
    last = last_engaged(connection, ids, item_id)
    focal = set(
        connection.execute(
            select(Post.organization_id).where(
                Post.organization_id.in_(ids), Post.focal_point != "", current_post()
            )
        ).scalars()
    )
    commitments = _open_commitments(connection, ids)
    return [
        SummaryRow(
            organization_id=body.id,
            short_name=body.acronym or body.name,
            name=body.name,
            held=sum(status[one] == "held" for one in parties[body.id]),
            planned=sum(status[one] == "planned" for one in parties[body.id]),
            commitments_open=commitments.get(body.id, 0),
            last_engaged=last.get(body.id),
            has_focal_point=body.id in focal,
        )
        for body in bodies
    ]


def _parties(connection: Connection, wanted: Select[int]) -> Mapping[int, set[int]]:
    """Of the engagements a statement gives, those of each organization, each once."""
    parties: defaultdict[int, set[int]] = defaultdict(set)
    for organization_id, engagement_id in connection.execute(
        select(Participation.organization_id, Participation.engagement_id)
        .where(Participation.engagement_id.in_(wanted), counting.took_part())
        .where(Participation.organization_id.is_not(None))
    ):
        if organization_id is not None:
            parties[organization_id].add(engagement_id)
    return parties


def _open_commitments(connection: Connection, ids: Sequence[int]) -> dict[int, int]:
    """Open commitments of each body, by it or to it."""
    counts: defaultdict[int, int] = defaultdict(int)
    for side, other in ((Commitment.by_id, Commitment.to_id), (Commitment.to_id, Commitment.by_id)):
        rows = connection.execute(
            select(side, func.count(Commitment.id))
            .where(side.in_(ids), Commitment.state == "open")
            .where(
                or_(side != other, other.is_(None)) if side is Commitment.by_id else side != other
            )
            .group_by(side)
        )
        for body, count in rows:
            if body is not None:
                counts[body] += count
    return counts


def _sections(
    rows: Sequence[SummaryRow], found: Sequence[EngagementLine], parties: Mapping[int, set[int]]
) -> tuple[SummarySection, ...]:
    """Each engagement once: under the first of its bodies in the table, or at the end."""
    left = {line.id: line for line in found}
    sections = []
    for row in rows:
        mine = parties[row.organization_id]
        taken = tuple(line for line in left.values() if line.id in mine)
        for line in taken:
            del left[line.id]
        if taken:
            sections.append(SummarySection(row.short_name, row.name, taken))
    if left:
        sections.append(SummarySection("", _("Other counterparts"), tuple(left.values())))
    return tuple(sections)
