"""The tables, one file per cluster. Nothing outside `ctdesk.db` sees them."""

from __future__ import annotations

from ctdesk.db.tables.base import Base, Record, aliased, records, references_to
from ctdesk.db.tables.codes import (
    Attendance,
    CommitmentState,
    FocalRank,
    Level,
    Listed,
    Modality,
    NameOrder,
    OrganizationKind,
    Repeats,
    Role,
    Sensitivity,
    Status,
)
from ctdesk.db.tables.desk import Draft, DraftDocument, Setting
from ctdesk.db.tables.engagements import (
    Blob,
    Commitment,
    Document,
    Engagement,
    EngagementItem,
    EngagementPlace,
    EngagementSession,
    EngagementTheme,
    Participation,
)
from ctdesk.db.tables.journal import Change, Device, Operation, Tally
from ctdesk.db.tables.organizations import Membership, Organization, OrganizationName, Place
from ctdesk.db.tables.people import ContactPoint, Person, Post, PostTheme
from ctdesk.db.tables.programme import (
    EngagementType,
    Framework,
    FrameworkItem,
    Initiative,
    InitiativePartner,
    Template,
    Theme,
)
from ctdesk.db.tables.searches import SavedSearch
from ctdesk.db.tables.texts import DocumentText, FileReading

__all__ = [
    "Attendance",
    "Base",
    "Blob",
    "Change",
    "Commitment",
    "CommitmentState",
    "ContactPoint",
    "Device",
    "Document",
    "DocumentText",
    "Draft",
    "DraftDocument",
    "Engagement",
    "EngagementItem",
    "EngagementPlace",
    "EngagementSession",
    "EngagementTheme",
    "EngagementType",
    "FileReading",
    "FocalRank",
    "Framework",
    "FrameworkItem",
    "Initiative",
    "InitiativePartner",
    "Level",
    "Listed",
    "Membership",
    "Modality",
    "NameOrder",
    "Operation",
    "Organization",
    "OrganizationKind",
    "OrganizationName",
    "Participation",
    "Person",
    "Place",
    "Post",
    "PostTheme",
    "Record",
    "Repeats",
    "Role",
    "SavedSearch",
    "Sensitivity",
    "Setting",
    "Status",
    "Tally",
    "Template",
    "Theme",
    "aliased",
    "records",
    "references_to",
]
