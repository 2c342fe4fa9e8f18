"""The lists of records for other programs: days as ISO 8601 says them, codes as queries do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ctdesk.db.queries.commitments import CommitmentList
from ctdesk.db.queries.engagements import EngagementList, EngagementRow
from ctdesk.db.queries.lists import RecordList
from ctdesk.db.queries.organizations import OrganizationList
from ctdesk.db.queries.people import PersonList
from ctdesk.exchange.list_csv import PlainColumn
from ctdesk.words import _


@dataclass(frozen=True, slots=True)
class PlainList:
    """A kind of record: its table, the list of all there are, and its columns."""

    kind: str
    all: RecordList
    columns: tuple[PlainColumn, ...]


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _starts(row: EngagementRow) -> str:
    if row.all_day:
        return row.starts.date().isoformat()
    return row.starts.isoformat(" ", "minutes")


_ORGANIZATIONS = (
    PlainColumn(_("Acronym"), lambda row: row.acronym),
    PlainColumn(_("Name"), lambda row: row.name),
    PlainColumn(_("Kind"), lambda row: row.kind),
    PlainColumn(_("Status"), lambda row: row.status),
    PlainColumn(_("Region"), lambda row: row.region),
    PlainColumn(_("Focal point"), lambda row: row.focal_point),
    PlainColumn(_("Held under Decision 4"), lambda row: str(row.decision_4)),
    PlainColumn(_("Held under Decision 7"), lambda row: str(row.decision_7)),
    PlainColumn(_("Last engaged"), lambda row: _day(row.last_engaged)),
)
_PEOPLE = (
    PlainColumn(_("Name"), lambda row: row.name),
    PlainColumn(_("Written name"), lambda row: row.written),
    PlainColumn(_("Honorific"), lambda row: row.honorific),
    PlainColumn(_("Post"), lambda row: row.post),
    PlainColumn(_("In"), lambda row: ", ".join(row.organizations)),
    PlainColumn(_("Focal point"), lambda row: row.focal_point),
    PlainColumn(_("Verified"), lambda row: _day(row.last_verified)),
    PlainColumn(_("Last engaged"), lambda row: _day(row.last_engaged)),
    PlainColumn(_("Contact"), lambda row: row.contact),
)
_ENGAGEMENTS = (
    PlainColumn(_("Date"), _starts),
    PlainColumn(_("Engagement"), lambda row: row.title),
    PlainColumn(_("Type"), lambda row: row.type),
    PlainColumn(_("With"), lambda row: ", ".join(row.parties)),
    PlainColumn(_("Under"), lambda row: ", ".join(row.under)),
    PlainColumn(_("Status"), lambda row: row.status),
    PlainColumn(_("Place"), lambda row: row.place),
    PlainColumn(_("Lead"), lambda row: row.lead),
)
_COMMITMENTS = (
    PlainColumn(_("Due"), lambda row: _day(row.due)),
    PlainColumn(_("By"), lambda row: row.by),
    PlainColumn(_("To"), lambda row: row.to),
    PlainColumn(_("What"), lambda row: row.what),
    PlainColumn(_("Under"), lambda row: row.under),
    PlainColumn(_("Engagement"), lambda row: row.engagement),
    PlainColumn(_("Officer"), lambda row: row.officer),
    PlainColumn(_("State"), lambda row: row.state),
    PlainColumn(_("Closed on"), lambda row: _day(row.closed_on)),
    PlainColumn(_("Evidence"), lambda row: row.evidence),
)

# By the words of `in:`, which the command line knows them by.
PLAIN_LISTS: Mapping[str, PlainList] = {
    "organizations": PlainList("organization", OrganizationList(), _ORGANIZATIONS),
    "people": PlainList("person", PersonList(), _PEOPLE),
    "engagements": PlainList("engagement", EngagementList(), _ENGAGEMENTS),
    "commitments": PlainList("commitment", CommitmentList(), _COMMITMENTS),
}
