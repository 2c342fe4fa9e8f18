"""The codes a column may hold: what kinds and states there are."""

from __future__ import annotations

import enum


class Status(enum.StrEnum):
    """State of an engagement; only held ones count as engagement."""

    PLANNED = "planned"
    HELD = "held"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


class Modality(enum.StrEnum):
    """How an engagement is held."""

    IN_PERSON = "in_person"
    VIRTUAL = "virtual"
    HYBRID = "hybrid"


class Level(enum.StrEnum):
    """Level of representation."""

    PRINCIPAL = "principal"
    AMBASSADORIAL = "ambassadorial"
    USG_ASG = "usg_asg"
    DIRECTOR = "director"
    WORKING = "working"


class Role(enum.StrEnum):
    """What a participant does at an engagement."""

    CHAIR = "chair"
    CO_CHAIR = "co_chair"
    ORGANIZER = "organizer"
    CO_ORGANIZER = "co_organizer"
    SPEAKER = "speaker"
    GUEST_SPEAKER = "guest_speaker"
    BRIEFER = "briefer"
    DELEGATE = "delegate"
    OBSERVER = "observer"
    INTERPRETER = "interpreter"


class Attendance(enum.StrEnum):
    """Whether a participant came; without one, it counts as having taken part."""

    IN_PERSON = "in_person"
    VIRTUAL = "virtual"
    INVITED = "invited"
    APOLOGIES = "apologies"


class Sensitivity(enum.StrEnum):
    """ST/SGB/2007/6, lowest first."""

    UNCLASSIFIED = "unclassified"
    CONFIDENTIAL = "confidential"
    STRICTLY_CONFIDENTIAL = "strictly_confidential"


class CommitmentState(enum.StrEnum):
    """State of a promise."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"
    SUPERSEDED = "superseded"


class ItemState(enum.StrEnum):
    """State of a framework item that has a day; "" where nobody follows it."""

    TO_BE_CONFIRMED = "to_be_confirmed"
    UNDER_WAY = "under_way"
    DONE = "done"
    MISSED = "missed"


class FocalRank(enum.StrEnum):
    """Rank of a focal point designation."""

    PRIMARY = "primary"
    ALTERNATE = "alternate"


class NameOrder(enum.StrEnum):
    """How a person's names are put together; never derived silently."""

    GIVEN_FIRST = "given_first"
    FAMILY_FIRST = "family_first"
    SINGLE = "single"


class OrganizationKind(enum.StrEnum):
    """Kind of body; a State is a body too, so that it can take part like any other."""

    REGIONAL = "regional"
    ENTITY = "entity"
    COMPACT = "compact"
    WORKING_GROUP = "working_group"
    STATE = "state"
    FIELD = "field"  # Resident Coordinators and Country Teams
    CIVIL_SOCIETY = "civil_society"
    ACADEMIA = "academia"
    PRIVATE_SECTOR = "private_sector"
    OTHER = "other"


class Every(enum.StrEnum):
    """The period in which a target asks for so many engagements."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"


class Programme(enum.StrEnum):
    """Programme a joint initiative belongs to; "" for any other."""

    JOINT_APPEAL = "joint_appeal"
    KUWAIT_PHASE = "kuwait_phase"


class InitiativeState(enum.StrEnum):
    """State of a joint initiative."""

    PLANNED = "planned"
    UNDER_WAY = "under_way"
    DONE = "done"
    DROPPED = "dropped"


class Listed(enum.StrEnum):
    """Table of the records a saved search lists."""

    ORGANIZATION = "organization"
    PERSON = "person"
    ENGAGEMENT = "engagement"
    COMMITMENT = "commitment"
    INITIATIVE = "initiative"
    NEED = "need"


class ActionState(enum.StrEnum):
    """How far an action of the plan is."""

    OPEN = "open"
    UNDER_WAY = "under_way"
    DONE = "done"
    DROPPED = "dropped"


class NeedKind(enum.StrEnum):
    """What a body or region stated."""

    NEED = "need"
    CHALLENGE = "challenge"
    PRACTICE = "practice"


class NeedState(enum.StrEnum):
    """How far a need is met."""

    OPEN = "open"
    BEING_MET = "being_met"
    MET = "met"
    DROPPED = "dropped"


class Priority(enum.StrEnum):
    """How much it matters, most first."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Repeats(enum.StrEnum):
    """How often a promise recurs, once it is done."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"
