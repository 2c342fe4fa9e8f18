"""Large registers with names in four scripts, made once and kept in out/bench."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, select
from sqlalchemy.sql.schema import ScalarElementColumnDefault
from sqlcipher3 import dbapi2

from ctdesk.db import creating, derived, journal
from ctdesk.db import tables as m
from ctdesk.db.changes import RowChange
from ctdesk.db.ids import IdSource
from ctdesk.db.register import SALT_BYTES, Register, create, derive, open_register
from ctdesk.db.search import index
from ctdesk.db.search.fold import sort_key
from ctdesk.errors import UserError
from ctdesk.paths import resources

SIZES = {"10k": 10_000, "100k": 100_000, "1M": 1_000_000}
PASSPHRASE = "bench mark pass phrase"
FIVE_HUNDRED = "BENCH500"  # acronym of the body with 500 engagements
FIVE_THOUSAND = "Priority 4"  # label of the item with 5,000 engagements

_FAMILY = ["Traoré", "Łukasiewicz", "Ndiaye", "Øvergård", "Müller", "García", "Nguyễn", "Đorđević",
           "Çelik", "Okonkwo", "محمد", "الأحمد", "Иванов", "Каримова", "王", "李"]  # fmt: skip
_GIVEN = ["Aïcha", "Zoë", "Małgorzata", "José", "Ƙarima", "Åse", "فاطمة", "أحمد", "Мухриддин",
          "Ольга", "小明", "伟"]  # fmt: skip
_WORDS = ["border", "mapping", "training", "travel", "information", "aviation", "prosecutors",
          "dialogue", "youth", "finance", "evidence", "victims", "forum", "regional", "calendar",
          "assessment", "workshop", "outreach", "needs"]  # fmt: skip
_BATCH = 5_000


def register(size: str) -> Path:
    """The unencrypted register of a size; made if it is not there, brought up to date if it is."""
    path = Path("out/bench") / f"{size}.ctdesk"
    if not path.exists():
        print(f"Making {path}; this takes a while, once.")
        unfinished = path.with_suffix(".making")
        unfinished.unlink(missing_ok=True)
        with creating.make(unfinished, None, resources()) as opened:
            _fill(opened, SIZES[size])
        unfinished.rename(path)
    elif not _is_current(path, None):
        print(f"Bringing {path} up to date; this takes a while, once.")
        open_register(path, None).close()
    return path


def encrypted(plain: Path) -> Path:
    """The same register encrypted; made if it is not there, or if it is of an older version."""
    path = plain.with_name(f"{plain.stem}-encrypted.ctdesk")
    if not path.exists() or not _is_current(path, PASSPHRASE):
        print(f"Making {path}; this takes a while, once.")
        unfinished = path.with_suffix(".making")
        unfinished.unlink(missing_ok=True)
        _export(plain, unfinished)
        unfinished.rename(path)
    return path


def _is_current(path: Path, passphrase: str | None) -> bool:
    """Whether schema and index are this version's."""
    try:
        opened = open_register(path, passphrase, read_only=True)
    except UserError:  # of an older schema
        return False
    with opened, opened.engine.connect() as connection:
        return index.is_current(connection)


def _export(plain: Path, path: Path) -> None:
    """Write a register page by page under a key, with its index: in a tenth of the time."""
    create(path, PASSPHRASE).close()  # for its salt and its key
    with path.open("rb") as file:
        salt = file.read(SALT_BYTES)
    path.unlink()
    connection = raw(plain)
    key = (derive(PASSPHRASE, salt) + salt).hex()
    connection.execute("ATTACH DATABASE ? AS secret KEY ?", (str(path), f"x'{key}'"))
    connection.execute("SELECT sqlcipher_export('secret')").fetchall()
    for pragma in ("application_id", "user_version"):
        (value,) = connection.execute(f"PRAGMA main.{pragma}").fetchone()
        connection.execute(f"PRAGMA secret.{pragma} = {value}")
    connection.execute("PRAGMA secret.journal_mode = WAL").fetchall()
    connection.close()


def _fill(opened: Register, people: int) -> None:
    chance = random.Random(7)  # the same register every time
    ids = IdSource(4000)
    with opened.engine.execution_options(begin="IMMEDIATE").begin() as connection:
        connection.execute(insert(m.Device), {"number": 4000, "uuid": "benchmark"})
        body = ids.take()
        _store(connection, ids, m.Organization, [_body(body)])
        bodies = list(
            connection.execute(
                select(m.Organization.id).where(m.Organization.kind.in_(("regional", "entity")))
            ).scalars()
        )
        bodies.remove(body)
        for rows in _batches(_person(ids.take(), chance) for _ in range(people)):
            _store(connection, ids, m.Person, rows)
            posts = [_post(ids.take(), row["id"], chance.choice(bodies)) for row in rows]
            _store(connection, ids, m.Post, posts)
        _engagements(connection, ids, chance, bodies, people * 5 // 2)
        _add_party(connection, ids, body)


def _engagements(
    connection: Connection, ids: IdSource, chance: random.Random, bodies: list[int], count: int
) -> None:
    found = connection.execute(select(m.FrameworkItem.key, m.FrameworkItem.id)).all()
    items = {row.key: row.id for row in found}
    decisions = [items["item:DECISION-4"], items["item:DECISION-7"]]
    others = [item for key, item in items.items() if item not in decisions]
    wanted = connection.execute(
        select(m.FrameworkItem.id).where(m.FrameworkItem.label == FIVE_THOUSAND)
    ).scalar_one()
    others.remove(wanted)
    types = list(connection.execute(select(m.EngagementType.id)).scalars())
    linked = 0
    for rows in _batches(_engagement(ids.take(), chance, types) for _ in range(count)):
        _store(connection, ids, m.Engagement, rows)
        parties, links = [], []
        for row in rows:
            for place in range(chance.choice((1, 1, 2))):
                parties.append(_party(ids.take(), row["id"], chance.choice(bodies), place))
            item = chance.choice(decisions if chance.random() < 2 / 3 else others)
            links.append(_link(ids.take(), row["id"], item))
            if linked < 5_000 and row["status"] != "cancelled":
                linked += 1
                links.append(_link(ids.take(), row["id"], wanted))
        _store(connection, ids, m.Participation, parties)
        _store(connection, ids, m.EngagementItem, links)


def _add_party(connection: Connection, ids: IdSource, body: int) -> None:
    """Let the one body take part in 500 of the engagements."""
    some = select(m.Engagement.id).where(m.Engagement.status == "held").limit(500)
    rows = [_party(ids.take(), one, body, 9) for one in connection.execute(some).scalars()]
    _store(connection, ids, m.Participation, rows)


def _store(
    connection: Connection, ids: IdSource, kind: type[m.Record], rows: list[dict[str, Any]]
) -> None:
    connection.execute(insert(kind), rows)
    changes = [RowChange(kind.__tablename__, row["id"], None, row) for row in rows]
    operation_id = ids.take()
    operation = {
        "id": operation_id, "kind": "do", "of_id": None, "title": "Benchmark", "author": "",
        "at": datetime(2026, 1, 1), "device_number": 4000,
    }  # fmt: skip
    connection.execute(insert(m.Operation), operation)
    journal.write(connection, operation_id, changes)
    derived.update(connection, changes)


def _batches(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    batch = []
    for row in rows:
        batch.append(row)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _whole(kind: type[m.Record], row: dict[str, Any]) -> dict[str, Any]:
    """The row with every column's default, as the operations would store it."""
    for column in kind.__table__.columns:
        default = (
            column.default.arg if isinstance(column.default, ScalarElementColumnDefault) else None
        )
        row.setdefault(column.name, default)
    return row


def _body(row_id: int) -> dict[str, Any]:
    name = "Body with five hundred engagements"
    return _whole(
        m.Organization,
        {"id": row_id, "kind": "regional", "name": name, "official_name": name,
         "acronym": FIVE_HUNDRED, "sort_key": "bench500"},
    )  # fmt: skip


def _person(row_id: int, chance: random.Random) -> dict[str, Any]:
    family = f"{chance.choice(_FAMILY)}-{chance.choice(_FAMILY)}"
    given = chance.choice(_GIVEN)
    return _whole(
        m.Person,
        {"id": row_id, "display_name": f"{given} {family}", "family_name": family,
         "given_name": given, "sort_key": sort_key(f"{family} {given} {row_id % 9973}")},
    )  # fmt: skip


def _post(row_id: int, person: int, body: int) -> dict[str, Any]:
    row = {"id": row_id, "person_id": person, "organization_id": body, "title": "Programme officer"}
    return _whole(m.Post, row)


def _engagement(row_id: int, chance: random.Random, types: list[int]) -> dict[str, Any]:
    starts = datetime(2025, 2, 1, 10) + timedelta(hours=chance.randrange(0, 15_600))
    title = " ".join(chance.choices(_WORDS, k=5)).capitalize()
    outcome = " ".join(chance.choices(_WORDS, k=18)).capitalize() + "."
    return _whole(
        m.Engagement,
        {"id": row_id, "title": title, "type_id": chance.choice(types), "starts": starts,
         "ends": starts + timedelta(minutes=90), "time_zone": "America/New_York",
         "status": chance.choice(("held",) * 8 + ("planned", "cancelled")),
         "modality": chance.choice(("virtual", "in_person", "hybrid")), "outcome": outcome},
    )  # fmt: skip


def _party(row_id: int, engagement: int, body: int, place: int) -> dict[str, Any]:
    row = {"id": row_id, "engagement_id": engagement, "organization_id": body, "position": place}
    return _whole(m.Participation, row)


def _link(row_id: int, engagement: int, item: int) -> dict[str, Any]:
    return _whole(m.EngagementItem, {"id": row_id, "engagement_id": engagement, "item_id": item})


def raw(path: Path) -> Any:
    """A bare connection to an unencrypted register, for the floors."""
    return dbapi2.connect(str(path), isolation_level=None)
