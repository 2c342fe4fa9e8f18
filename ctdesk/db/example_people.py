"""People to look at: of a body that is made up, like each of them, and says so in its name."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ctdesk.db.drafts import (
    ContactDraft,
    NameDraft,
    OrganizationDraft,
    ParticipationDraft,
    PersonDraft,
    PostDraft,
)
from ctdesk.db.operations import organizations, people

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

ACRONYM = "EXRO"
_BASIS = "Example, not a real person"

Row = dict[str, str]


class Keys(Protocol):
    """Ids of rows by permanent key."""

    def __getitem__(self, key: str) -> int: ...

    def __setitem__(self, key: str, row_id: int) -> None: ...


def read_rows(path: Path) -> Iterator[Row]:
    """The rows of a file of examples."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@dataclass
class MadeUp:
    """The body that is made up, its people by name, and where they take part."""

    body_id: int
    people: dict[str, int] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)

    def participations(self, title: str) -> tuple[ParticipationDraft, ...]:
        """Who takes part in the example engagement of this title."""
        return tuple(
            ParticipationDraft(
                organization_id=self.body_id,
                person_id=self.people[row["person"]],
                role=row["role"],
                attendance=row["attendance"],
            )
            for row in self.rows
            if row["engagement"] == title
        )


def add(session: Session, keys: Keys, folder: Path, today: date) -> MadeUp:
    """Add the body, under `org:EXRO`, with its people and the posts they hold and held."""
    made_up = MadeUp(organizations.add(session, _body()))
    keys[f"org:{ACRONYM}"] = made_up.body_id
    for row in read_rows(folder / "people.csv"):
        made_up.people[row["display"]] = people.add(session, _person(row, today))
    for row in read_rows(folder / "tenures.csv"):
        people.add_post(session, _post(keys, row, made_up, today))
    made_up.rows.extend(read_rows(folder / "participants.csv"))
    return made_up


def _body() -> OrganizationDraft:
    return OrganizationDraft(
        name="Example Regional Organization (example)",
        kind="regional",
        acronym=ACRONYM,
        seat="Nowhere (example)",
        profile="Made up to show people and posts. It does not exist. (example)",
        names=(
            NameDraft("fr", "Organisation régionale modèle (exemple)"),
            NameDraft("ar", "المنظمة الإقليمية النموذجية (مثال)"),
            NameDraft("zh", "示例区域组织（示例）"),
        ),
        contact_points=(ContactDraft("email", "secretariat@example.int", "Secretariat", True),),
    )


def _person(row: Row, today: date) -> PersonDraft:
    mark = " (example)"
    ways = [ContactDraft("email", row["email"], "Office", True)] if row["email"] else []
    if row["phone"]:
        ways.append(ContactDraft("phone", row["phone"], "Mobile", not ways))
    return PersonDraft(
        display_name=row["display"] + mark,
        written_name=row["written"],
        family_name=row["family"],
        given_name=row["given"],
        name_order=row["order"],
        honorific=row["honorific"],
        languages=row["languages"],
        biography=row["biography"] + mark if row["biography"] else "",
        basis=_BASIS,
        last_verified=today - timedelta(days=21) if row["biography"] else None,
        review_on=today + timedelta(days=365),
        contact_points=tuple(ways),
    )


def _post(keys: Keys, row: Row, made_up: MadeUp, today: date) -> PostDraft:
    def ago(name: str) -> date | None:
        return today - timedelta(days=int(row[name])) if row[name] else None

    mail = row["email"]
    return PostDraft(
        organization_id=made_up.body_id,
        title=f"{row['title']} (example)",
        person_id=made_up.people[row["person"]] if row["person"] else None,
        unit=row["unit"],
        starts=ago("from_days_ago"),
        ends=ago("to_days_ago"),
        focal_point=row["rank"],
        last_verified=ago("verified_days_ago"),
        theme_ids=(keys[f"theme:{row['theme']}"],) if row["theme"] else (),
        contact_points=(ContactDraft("email", mail, "Post", False),) if mail else (),
    )
