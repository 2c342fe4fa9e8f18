"""The mapped classes, one file per cluster. Nothing outside `ctdesk.db` sees them."""

from __future__ import annotations

from sqlalchemy.orm import configure_mappers

from ctdesk.db.models.base import (
    Attendance,
    Base,
    CommitmentState,
    FocalRank,
    Level,
    Modality,
    NameOrder,
    OrganizationKind,
    Record,
    Role,
    Sensitivity,
    Status,
    add_cascades,
)
from ctdesk.db.models.desk import Draft, DraftDocument, Setting
from ctdesk.db.models.engagements import (
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
from ctdesk.db.models.journal import Change, Device, Operation, Tally
from ctdesk.db.models.organizations import Membership, Organization, OrganizationName, Place
from ctdesk.db.models.people import ContactPoint, Person, Post, PostTheme
from ctdesk.db.models.programme import (
    EngagementType,
    Framework,
    FrameworkItem,
    Initiative,
    InitiativePartner,
    Template,
    Theme,
)
from ctdesk.db.models.texts import DocumentText, FileReading

add_cascades()


def prepare() -> None:
    """Put the mappers together now, while nobody waits, instead of at the first question."""
    configure_mappers()


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
    "Role",
    "Sensitivity",
    "Setting",
    "Status",
    "Tally",
    "Template",
    "Theme",
    "prepare",
]
