"""What each key of a query asks of a kind of record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, func, or_, select, true, union_all

from ctdesk.db import clock
from ctdesk.db import tables as m
from ctdesk.db.fields import Field
from ctdesk.db.fields import Kind as Holds
from ctdesk.db.queries import asking_initiatives, counting, meaning
from ctdesk.db.queries.bodies import current_post, engaged_since, primary_focal_point
from ctdesk.db.queries.quiet import NO_MORE
from ctdesk.db.queries.verified import to_verify
from ctdesk.db.search import index, keys
from ctdesk.db.search.fold import fold
from ctdesk.db.search.keys import ANY, KEYS, KINDS, NONE, Value
from ctdesk.db.search.periods import Period, days, period
from ctdesk.db.search.tree import Key

Condition = ColumnElement[bool]
Asks = Callable[[str, str], Condition]  # kind of record, value


def asked_by_key(kind: str, key: Key) -> Condition:
    """That a record of a kind is so as a key asks, by any of its values."""
    special = _SPECIAL.get(key.name)
    fields = [one for one in KEYS[key.name].fields if _tells_of(one, kind)]
    found = []
    for value in key.values:
        if special is not None:
            found.append(special(kind, value))
        found += [_by_field(kind, field, value) for field in fields]
    return or_(false(), *found)


RECORDS: Mapping[str, Any] = {
    "organization": m.Organization,
    "person": m.Person,
    "engagement": m.Engagement,
    "commitment": m.Commitment,
    "document": m.Document,
    "initiative": m.Initiative,
    "need": m.Need,
}


def _one_of(record: Any, column: Any, *conditions: Condition) -> Condition:
    """That a record's id stands in a column of another table where these are true."""
    found: Condition = record.id.in_(
        select(column).where(column.is_not(None), *conditions).correlate(None)
    )
    return found


# Columns

_OWNERS: Mapping[tuple[str, str], str] = {
    ("post", "person"): "person_id", ("post", "organization"): "organization_id",
    ("contact_point", "person"): "person_id", ("contact_point", "organization"): "organization_id",
    ("participation", "engagement"): "engagement_id",
}  # fmt: skip


def _tells_of(field: Field, kind: str) -> bool:
    return field.table == kind or (field.table, kind) in _OWNERS


def _by_field(kind: str, field: Field, value: str) -> Condition:
    table = m.Base.metadata.tables[field.table]
    asked = _of_column(table, field, value)
    if field.table == kind:
        return asked
    current = [current_post()] if field.table == "post" else []
    return _one_of(RECORDS[kind], table.c[_OWNERS[field.table, kind]], asked, *current)


def _of_column(table: Any, field: Field, value: str) -> Condition:
    column: ColumnElement[Any] = table.c[field.name]
    if value.casefold() in (NONE, ANY):
        empty = (
            column.is_(None) if field.kind in _NULL_WHEN_EMPTY else func.coalesce(column, "") == ""
        )
        return empty if value.casefold() == NONE else ~empty
    match field.kind:
        case Holds.RECORD:
            found = KEYS[field.key]
            kind_of = found.value if found.value in meaning.MEANT else Value.BODY
            return column.in_(meaning.MEANT[kind_of](value))
        case Holds.DATE:
            return _within_days(column, period(value, clock.today()))
        case Holds.CHOICE:
            return column == value
        case Holds.NUMBER:
            return column == int(value) if value.isascii() and value.isdigit() else false()
    if KEYS[field.key].codes:
        return column == value
    held: Condition = func.begun(column, fold(value))
    if field.name in sum(index.INDEXED.get(field.table, ((), ())), ()):
        held = and_(table.c.id.in_(index.holding(field.table, index.expression(value))), held)
    # Looked through once, wherever it is asked: not for each body that took part.
    looked: Condition = table.c.id.in_(select(table.c.id).where(held).correlate(None))
    return looked


_NULL_WHEN_EMPTY = (Holds.RECORD, Holds.DATE, Holds.TIME, Holds.NUMBER)


# Time


def _within_days(column: Any, wanted: Period) -> Condition:
    return and_(column >= wanted.first, column <= wanted.last)


def _within_times(column: Any, wanted: Period) -> Condition:
    """Of a column of times, so that its index can be used."""
    end = datetime.combine(wanted.last, time()) + timedelta(days=1)
    return and_(column >= datetime.combine(wanted.first, time()), column < end)


def _on(kind: str, value: str) -> Condition:
    return _timed(kind, period(value, clock.today()))


def _after(kind: str, value: str) -> Condition:
    return _timed(kind, Period(period(value, clock.today()).first, _LAST))


def _before(kind: str, value: str) -> Condition:
    return _timed(kind, Period(_FIRST, period(value, clock.today()).last))


_FIRST, _LAST = date(1, 1, 2), date(9999, 12, 30)  # a day on either side, as sums go


def _timed(kind: str, wanted: Period) -> Condition:
    if kind == "engagement":
        return _within_times(m.Engagement.starts, wanted)
    if kind == "initiative":
        return asking_initiatives.running(wanted.first, wanted.last)
    return _within_days(m.Need.stated_on if kind == "need" else m.Commitment.due, wanted)


def _changed(kind: str, value: str) -> Condition:
    """That anything of a record, or of what belongs to it, was changed in a period."""
    wanted = _within_times(m.Operation.at, period(value, clock.today()))
    steps = select(m.Operation.id).where(wanted).correlate(None)

    def changed(table: str) -> Any:
        made = select(m.Change.row_id).where(m.Change.operation_id.in_(steps))
        return made.where(m.Change.table_name == table).correlate(None)

    record = RECORDS[kind]
    found = [record.id.in_(changed(record.__tablename__))]
    for table in m.Base.metadata.tables.values():
        for column in table.columns:
            owners = [key.column.table.name for key in column.foreign_keys]
            if column.info.get("owned") and record.__tablename__ in owners:
                found.append(_one_of(record, column, table.c.id.in_(changed(table.name))))
    return or_(*found)


def _quiet(_kind: str, value: str) -> Condition:
    today = clock.today()
    since = today - timedelta(days=days(value, today))
    return and_(~engaged_since(since), m.Organization.status.not_in(NO_MORE))


# Bodies, people, places


def _org(kind: str, value: str) -> Condition:
    """That a record is a body of that name or has to do with it."""
    found = meaning.bodies(value)
    match kind:
        case "organization":
            return m.Organization.id.in_(found)
        case "person":
            held = m.Post.organization_id.in_(found)
            return _one_of(m.Person, m.Post.person_id, held, current_post())
        case "engagement":
            return _with_party(m.Participation.organization_id.in_(found))
        case "commitment":
            return or_(m.Commitment.by_id.in_(found), m.Commitment.to_id.in_(found))
        case "initiative":
            return asking_initiatives.carried_by(found)
        case "need":
            return m.Need.organization_id.in_(found)
    with_it = select(m.Participation.engagement_id).where(
        m.Participation.organization_id.in_(found)
    )
    return or_(
        m.Document.organization_id.in_(found), m.Document.engagement_id.in_(with_it.correlate(None))
    )


def _with_party(*conditions: Condition) -> Condition:
    return _one_of(m.Engagement, m.Participation.engagement_id, *conditions)


def _of_kind(value: str) -> Any:
    """The bodies of a kind, where a value is the name of one; else None."""
    codes = {fold(code.value.replace("_", " ")): code for code in m.OrganizationKind}
    code = codes.get(fold(value))
    if code is None:
        return None
    return select(m.Organization.id).where(m.Organization.kind == code).correlate(None)


def _with(_kind: str, value: str) -> Condition:
    of_kind = _of_kind(value)
    if of_kind is not None:
        return _with_party(m.Participation.organization_id.in_(of_kind))
    bodies, people = meaning.bodies(value), meaning.people(value)
    by_body = m.Participation.organization_id.in_(bodies)
    return or_(_with_party(by_body), _with_party(m.Participation.person_id.in_(people)))


def _engaged(_kind: str, value: str) -> Condition:
    return and_(counting.held(), _taking_part(value, counting.took_part()))


def _spoke(_kind: str, value: str) -> Condition:
    return and_(counting.held(), _taking_part(value, counting.spoke()))


def _planned(_kind: str, value: str) -> Condition:
    return and_(counting.planned(), _taking_part(value, counting.took_part()))


def _taking_part(value: str, how: Condition) -> Condition:
    """That a body, or one of a kind, takes part as it is said."""
    of_kind = _of_kind(value)
    bodies = meaning.bodies(value) if of_kind is None else of_kind
    return _with_party(m.Participation.organization_id.in_(bodies), how)


def _member(_kind: str, value: str) -> Condition:
    row, today = m.Membership, clock.today()
    return _one_of(
        m.Organization,
        row.member_id,
        row.body_id.in_(meaning.bodies(value)),
        or_(row.starts.is_(None), row.starts <= today),
        or_(row.ends.is_(None), row.ends >= today),
    )


def _under(kind: str, value: str) -> Condition:
    items = meaning.items(value)
    under = m.EngagementItem.item_id.in_(items)
    if kind == "engagement":
        return _one_of(m.Engagement, m.EngagementItem.engagement_id, under)
    # A commitment that says under which item it stands belongs to that one alone.
    linked = select(m.EngagementItem.engagement_id).where(under).correlate(None)
    unsaid = m.Commitment.item_id.is_(None)
    return or_(
        m.Commitment.item_id.in_(items), and_(unsaid, m.Commitment.engagement_id.in_(linked))
    )


def _theme(kind: str, value: str) -> Condition:
    if kind == "initiative":
        return asking_initiatives.about_themes(meaning.themes(value))
    if kind == "need":
        return m.Need.theme_id.in_(meaning.themes(value))
    row = m.EngagementTheme
    return _one_of(m.Engagement, row.engagement_id, row.theme_id.in_(meaning.themes(value)))


def _region(kind: str, value: str) -> Condition:
    if kind == "initiative":
        return asking_initiatives.about_region(value)
    return _placed(kind, meaning.within(value), regional=True)


def _country(kind: str, value: str) -> Condition:
    return _placed(kind, meaning.places(value), regional=False)


def _placed(kind: str, places: Any, *, regional: bool) -> Condition:
    """That a record lies in one of the places: its own, or of those it has to do with."""
    if kind == "initiative":
        return asking_initiatives.about_places(places)
    own = _body_placed(places, regional=regional)
    bodies = select(m.Organization.id).where(own).correlate(None)
    match kind:
        case "organization":
            return own
        case "person":
            held = m.Post.organization_id.in_(bodies)
            return _one_of(m.Person, m.Post.person_id, held, current_post())
        case "need":  # where the body lies says nothing beside a place of its own
            if not regional:  # the country of a regional body is that of its seat
                bodies = bodies.where(m.Organization.kind != "regional")
            unplaced = and_(m.Need.place_id.is_(None), m.Need.organization_id.in_(bodies))
            return or_(m.Need.place_id.in_(places), unplaced)
    row = m.EngagementPlace
    # Entities and offices sit in New York or Vienna, which says nothing of what was done with them.
    telling = ("state", "regional") if regional else ("state",)
    those = bodies.where(m.Organization.kind.in_(telling))
    return or_(
        m.Engagement.country_id.in_(places),
        _one_of(m.Engagement, row.engagement_id, row.place_id.in_(places)),
        _with_party(m.Participation.organization_id.in_(those)),
    )


def _body_placed(places: Any, *, regional: bool) -> Condition:
    body = m.Organization
    if not regional:
        return body.country_id.in_(places)
    # The country of a regional body is that of its seat, and says nothing of its region.
    seated = and_(body.region_id.is_(None), body.kind != "regional", body.country_id.in_(places))
    return or_(body.region_id.in_(places), seated)


# Codes


def _focal(kind: str, value: str) -> Condition:
    if kind == "organization" and value == NONE:
        return and_(primary_focal_point().is_(None), m.Organization.status.not_in(NO_MORE))
    designated = [m.Post.focal_point != "", current_post()]
    if value in tuple(m.FocalRank):
        designated = [m.Post.focal_point == value, current_post()]
    if value == "stale":
        designated.append(to_verify(clock.today()))
    column = m.Post.organization_id if kind == "organization" else m.Post.person_id
    found = _one_of(RECORDS[kind], column, *designated)
    return ~found if value == NONE else found


def _commitment(kind: str, value: str) -> Condition:
    row = m.Commitment
    match value:
        case "overdue":
            asked = and_(row.state == m.CommitmentState.OPEN, row.due < clock.today())
        case keys.ANY | keys.NONE:
            asked = true()
        case _:
            asked = row.state == value
    if kind == "commitment":
        return ~asked if value == NONE else asked
    columns = (row.engagement_id,) if kind == "engagement" else (row.by_id, row.to_id)
    found = or_(*(_one_of(RECORDS[kind], column, asked) for column in columns))
    return ~found if value == NONE else found


def _forum(_kind: str, value: str) -> Condition:
    """That a body hosted a regional forum in turn, never did, or is to."""
    row, engagement = m.SeriesTurn, m.Engagement
    held = exists().where(engagement.id == row.engagement_id, engagement.status == m.Status.HELD)
    if value == "ahead":
        return _one_of(m.Organization, row.host_id, ~held)
    hosted = _one_of(m.Organization, row.host_id, held)
    return hosted if value == "hosted" else and_(~hosted, m.Organization.status.not_in(NO_MORE))


def _overdue(_kind: str, value: str) -> Condition:
    row, today = m.Commitment, clock.today()
    since = today - timedelta(days=days(value, today))
    return and_(row.state == m.CommitmentState.OPEN, row.due < since)


def _has(kind: str, value: str) -> Condition:
    record = RECORDS[kind]
    owner = f"{kind}_id"
    match value:
        case "document" | "photo":
            owning = getattr(m.Document, owner, None)
            of_kind = m.Document.kind == ("photo" if value == "photo" else "")
            return false() if owning is None else _one_of(record, owning, of_kind)
        case "commitment":
            return _commitment(kind, ANY) if kind in KEYS["commitment"].of else false()
        case "session":
            asked = kind == "engagement"
            return _one_of(record, m.EngagementSession.engagement_id) if asked else false()
        case "post":
            owning = getattr(m.Post, owner, None)
            return false() if owning is None else _one_of(record, owning, current_post())
        case "contact" | "email" | "phone":
            return _reached(kind, value)
    column = getattr(record, value, None)  # a text of its own: its outcome, its biography
    return false() if column is None else column != ""


def _reached(kind: str, way: str) -> Condition:
    """That there is a way to reach somebody, through a post they hold too."""
    owner = f"{kind}_id"
    if kind not in ("organization", "person"):
        return false()
    row = m.ContactPoint
    asked = true() if way == "contact" else row.kind == way
    by_post = union_all(select(row.post_id).where(row.post_id.is_not(None), asked)).subquery()
    record = RECORDS[kind]
    held = m.Post.id.in_(select(by_post.c[0]))
    return or_(
        _one_of(record, getattr(row, owner), asked),
        _one_of(record, getattr(m.Post, owner), held, current_post()),
    )


def _in(kind: str, value: str) -> Condition:
    return true() if KINDS[value] == kind else false()


def _answered(_kind: str, value: str) -> Condition:
    found = _one_of(m.Need, m.NeedAnswer.need_id, counting.says_something())
    return ~found if value == NONE else found


def _source(kind: str, value: str) -> Condition:
    if kind in ("engagement", "need") and fold(value) == "example":
        marked: Condition = RECORDS[kind].is_example.is_(True)
        return marked
    return func.begun(RECORDS[kind].source, fold(value))


_SPECIAL: Mapping[str, Asks] = {
    "org": _org, "with": _with, "engaged": _engaged, "planned": _planned,
    "spoke": _spoke,
    "member": _member, "under": _under,
    "region": _region, "country": _country, "theme": _theme, "on": _on, "quarter": _on,
    "after": _after, "before": _before, "quiet": _quiet, "focal": _focal,
    "commitment": _commitment, "overdue": _overdue, "has": _has, "in": _in,
    "answered": _answered, "changed": _changed, "source": _source, "forum": _forum,
}  # fmt: skip
