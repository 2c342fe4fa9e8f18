"""What every mapped class stands on: column types, naming, and where a row comes from."""

from __future__ import annotations

import enum
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Integer, MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, mapped_column, relationship

# Batch migrations name constraints, so every constraint has a name that follows from its place.
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

# INTEGER is SQLite's rowid and holds 63 bits; on PostgreSQL that takes BIGINT.
Id = BigInteger().with_variant(Integer, "sqlite")


class Base(DeclarativeBase):
    """Parent of all mapped classes."""

    metadata = MetaData(naming_convention=NAMING)


class Record(Base):
    """A journalled row: it has a time-ordered id and every change to it can be undone."""

    __abstract__ = True

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)


class Sourced:
    """A row that may ship with the program or be sourced by an officer.

    `key` is permanent and the same in every register; it is NULL on rows an officer made.
    `as_of` is an ISO date, month or year, as exact as the source; `confidence` high or medium.
    """

    key: Mapped[str | None] = mapped_column(String(64), unique=True)
    source: Mapped[str] = mapped_column(String(500), default="")
    as_of: Mapped[str] = mapped_column(String(10), default="")
    confidence: Mapped[str] = mapped_column(String(10), default="")


def belongs_to(table: str, *, index: bool = True) -> MappedColumn[Any]:
    """A column holding the id of the owner: the row goes when its owner goes."""
    return _reference(table, owned=True, index=index)


def refers_to(table: str, *, index: bool = True) -> MappedColumn[Any]:
    """A column holding the id of another row: when that goes, the row stays without it."""
    return _reference(table, owned=False, index=index)


def _reference(table: str, *, owned: bool, index: bool = True) -> MappedColumn[Any]:
    # Indexed, because pages follow it and undo asks who refers to a row; `index=False` where
    # another index begins with the column.
    key = ForeignKey(f"{table}.id")
    return mapped_column(Id, key, index=index, info={"owned": owned})


def add_cascades() -> None:
    """Tell the mapper what goes with a deleted row and what merely loses its reference.

    The cascades are the mapper's, never the database's: only so are they journalled. They follow
    from `belongs_to` and `refers_to`, so nobody has to declare the other end.
    """
    classes = {mapper.class_.__tablename__: mapper for mapper in Base.registry.mappers}
    for child in list(classes.values()):
        if not issubclass(child.class_, Record):
            continue
        for column in child.class_.__table__.columns:
            for key in column.foreign_keys:
                parent = classes[key.column.table.name]
                cascade = (
                    "save-update, merge, delete" if column.info["owned"] else "save-update, merge"
                )
                parent.add_property(
                    f"rows_of_{child.class_.__tablename__}_{column.name}",
                    relationship(
                        child.class_,
                        foreign_keys=[column],
                        primaryjoin=column == key.column,
                        remote_side=[column],
                        cascade=cascade,
                    ),
                )


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
