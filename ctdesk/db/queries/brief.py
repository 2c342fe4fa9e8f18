"""The content of an organization's briefing sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, or_, select

from ctdesk.db.queries import counting, lines
from ctdesk.db.queries.bodies import current_post
from ctdesk.db.queries.memberships import member_count
from ctdesk.db.queries.organizations import DECISION_4, DECISION_7
from ctdesk.db.queries.profiles import focal_points, other_names
from ctdesk.db.queries.sheets import (
    Brief,
    DecisionRecord,
    EngagementLine,
    Meeting,
    When,
)
from ctdesk.db.tables import (
    Attendance,
    Engagement,
    EngagementSession,
    Framework,
    FrameworkItem,
    Initiative,
    InitiativePartner,
    Organization,
    Participation,
    Person,
    Post,
)
from ctdesk.errors import UserError
from ctdesk.words import _

_QUARTERS = 4  # the latest, with the one of `today`


def brief(
    organization_id: int, *, today: date, register: str, engagement_id: int | None = None
) -> Callable[[Connection], Brief]:
    """The question for the briefing sheet of a body, preparing an engagement where one is named.

    Without one, the next planned engagement of the body is the meeting prepared. Raises UserError
    where the body is gone.
    """

    def question(connection: Connection) -> Brief:
        row = _body(connection, organization_id)
        since = _record_since(connection)
        with_it = lines.with_organization(organization_id)
        held = lines.lines(connection, lines.engagement_ids(with_it, counting.held()))
        coming = lines.lines(connection, lines.engagement_ids(with_it, counting.planned()))
        meeting = _meeting(connection, engagement_id, coming, today)
        planned = [line for line in reversed(coming) if not meeting or line.id != meeting.line.id]
        shown = [line for line in held if since is None or line.when.starts.date() >= since]
        included = [*held[:1], *shown, *planned, *([meeting.line] if meeting else [])]
        promised = lines.promises(connection, *lines.open_with(row.id))
        quarters = _quarters(today)
        return Brief(
            organization_id=row.id,
            name=row.name,
            official_name="" if row.official_name == row.name else row.official_name,
            acronym=row.acronym or "",
            kind=row.kind,
            seat=row.seat,
            member_states=member_count(connection, organization_id, "state"),
            ct_body=row.ct_body,
            profile=row.profile,
            other_names=other_names(connection, organization_id),
            focal_points=focal_points(connection, organization_id),
            meeting=meeting,
            last_engaged=held[0] if held else None,
            commitments=tuple(lines.promise(one) for one in promised),
            engagements=tuple(shown),
            planned=tuple(planned),
            initiatives=_initiatives(connection, organization_id),
            quarters=tuple(f"Q{quarter} {year % 100:02}" for year, quarter in quarters),
            record=_record(connection, held, quarters, since),
            record_since=since,
            sensitivity=_sensitivity(connection, row, included, promised, meeting),
            as_of=today,
            register=register,
        )

    return question


def _body(connection: Connection, organization_id: int) -> Any:
    found = select(Organization.__table__).where(Organization.id == organization_id)
    row = connection.execute(found).one_or_none()
    if row is None:
        raise UserError(_("This organization is no longer in the register."))
    return row


def _sensitivity(
    connection: Connection,
    body: Any,
    included: Sequence[EngagementLine],
    promised: Sequence[Any],
    meeting: Meeting | None,
) -> str:
    """The highest of all that the sheet names: engagements, bodies, promises and people."""
    with_it = lines.engagement_ids(lines.with_organization(body.id))
    return lines.highest(
        [
            body.sensitivity,
            *(line.sensitivity for line in included),
            *lines.of_promises(promised),
            *lines.of_parties(connection, with_it),
            *_of_focal_points(connection, body.id),
            *(lines.of_people(connection, meeting.line.id) if meeting else ()),
        ]
    )


def _record_since(connection: Connection) -> date | None:
    adopted = connection.execute(
        select(Framework.adopted)
        .join(FrameworkItem, FrameworkItem.framework_id == Framework.id)
        .where(FrameworkItem.key == DECISION_7)
    ).scalar_one_or_none()
    return lines.first_day(adopted or "")


def _quarters(today: date) -> list[tuple[int, int]]:
    year, quarter = counting.quarter_of(today)
    count = year * 4 + quarter - 1
    latest = [count - back for back in range(_QUARTERS - 1, -1, -1)]
    return [(one // 4, one % 4 + 1) for one in latest]


def _record(
    connection: Connection,
    held: Sequence[EngagementLine],
    quarters: Sequence[tuple[int, int]],
    since: date | None,
) -> tuple[DecisionRecord, ...]:
    found = []
    for label in connection.execute(
        select(FrameworkItem.label)
        .where(FrameworkItem.key.in_((DECISION_4, DECISION_7)))
        .order_by(FrameworkItem.id)
    ).scalars():
        days = [line.when.starts.date() for line in held if label in line.under]
        counts = tuple(
            sum(counting.quarter_of(day) == (year, quarter) for day in days)
            for year, quarter in quarters
        )
        found.append(
            DecisionRecord(label, counts, sum(since is None or day >= since for day in days))
        )
    return tuple(found)


def _meeting(
    connection: Connection,
    engagement_id: int | None,
    coming: Sequence[EngagementLine],
    today: date,
) -> Meeting | None:
    if engagement_id is None:
        next_ones = [line for line in coming if line.when.starts.date() >= today]
        if not next_ones:
            return None
        line = next_ones[-1]
    else:
        found = lines.lines(connection, lines.engagement_ids(Engagement.id == engagement_id))
        if not found:
            raise UserError(_("This engagement is no longer in the register."))
        line = found[0]
    row = connection.execute(select(Engagement.__table__).where(Engagement.id == line.id)).one()
    sessions = connection.execute(
        select(EngagementSession.__table__)
        .where(EngagementSession.engagement_id == line.id)
        .order_by(EngagementSession.position)
    )
    return Meeting(
        line=line,
        level=row.level,
        platform=row.platform,
        objective=row.objective,
        points_to_make=row.points_to_make,
        sensitive_points=row.sensitive_points,
        participants=_participants(connection, line.id),
        registration_deadline=row.registration_deadline,
        delegate_cap=row.delegate_cap,
        sessions=tuple(
            (
                one.title,
                When(one.starts, one.ends, row.time_zone, all_day=False) if one.starts else None,
            )
            for one in sessions
        ),
    )


def _participants(connection: Connection, engagement_id: int) -> tuple[tuple[str, str], ...]:
    rows = connection.execute(
        select(
            Person.honorific,
            Person.display_name,
            Participation.capacity,
            Participation.role,
            Participation.attendance,
            func.coalesce(Organization.acronym, Organization.name).label("organization"),
        )
        .outerjoin(Person, Person.id == Participation.person_id)
        .outerjoin(Organization, Organization.id == Participation.organization_id)
        .where(Participation.engagement_id == engagement_id)
        .where(Participation.attendance != Attendance.APOLOGIES)
        .order_by(Participation.position, Participation.id)
    )
    found = []
    for row in rows:
        person = " ".join(filter(None, (row.honorific, row.display_name)))
        who = ", ".join(filter(None, (person, row.capacity, row.organization)))
        found.append((who, "invited" if row.attendance == Attendance.INVITED else row.role))
    return tuple(found)


def _initiatives(connection: Connection, organization_id: int) -> tuple[tuple[str, str], ...]:
    partner = select(InitiativePartner.initiative_id).where(
        InitiativePartner.organization_id == organization_id
    )
    rows = connection.execute(
        select(Initiative.name, Initiative.state, Initiative.lead_id)
        .where(or_(Initiative.lead_id == organization_id, Initiative.id.in_(partner)))
        .order_by(Initiative.starts.desc(), Initiative.id)
    )
    found = []
    for name, state, lead_id in rows:
        role = _("lead") if lead_id == organization_id else _("partner")
        found.append((name, ", ".join(filter(None, (role, state.replace("_", " "))))))
    return tuple(found)


def _of_focal_points(connection: Connection, organization_id: int) -> list[str]:
    rows = connection.execute(
        select(Person.sensitivity)
        .join(Post, Post.person_id == Person.id)
        .where(Post.organization_id == organization_id, Post.focal_point != "", current_post())
    )
    return list(rows.scalars())
