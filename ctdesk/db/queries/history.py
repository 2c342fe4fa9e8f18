"""Who changed what, when, from what to what: of one record, of one step, and all steps in a list.

The journal is never walked: what was done to a row is found by its id, what was deleted by the
index of deletions. Values come as they are said or, where a page says them in its own words, as
their field has them: choices as codes, dates in ISO form.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import JSON, Connection, func, literal_column, select, type_coerce

from ctdesk.db import journal
from ctdesk.db.changes import Image, Kind
from ctdesk.db.fields import FIELDS, Field
from ctdesk.db.fields import Kind as FieldKind
from ctdesk.db.journal import Entry, table_of
from ctdesk.db.queries.titles import Key, called, ever
from ctdesk.db.tables import Change, Operation, references_to
from ctdesk.errors import UserError
from ctdesk.words import _

ROWS_TOLD = 500  # of one step
# A literal, since SQLite takes the index of deletions for nothing else.
IS_DELETION = Change.kind == literal_column("'delete'")

# What a row without a name of its own is called after: the first that says anything.
_NAMED_AFTER: Mapping[str, tuple[str, ...]] = {
    "participation": ("organization_id", "person_id", "capacity", "engagement_id"),
    "membership": ("member_id", "body_id"),
    "engagement_item": ("item_id", "engagement_id"),
    "engagement_theme": ("theme_id", "engagement_id"),
    "engagement_place": ("place_id", "engagement_id"),
    "post_theme": ("theme_id", "post_id"),
    "initiative_partner": ("organization_id", "initiative_id"),
    "initiative_theme": ("theme_id", "initiative_id"),
    "initiative_place": ("place_id", "initiative_id"),
    "indicator_reading": ("indicator_id",),
    "template": ("type_id",),
    "series_turn": ("host_id", "series_id"),
    "plan_link": ("engagement_id", "commitment_id", "action_id"),
    "need_answer": ("engagement_id", "commitment_id", "initiative_id"),
}
# What an officer looks for in a record's history although it outlives the record.
_ALSO: Mapping[str, tuple[tuple[str, str], ...]] = {
    "engagement": (("commitment", "engagement_id"),),
    "person": (("post", "person_id"),),
}
_RANK = {table: place for place, table in enumerate(FIELDS)}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What became of one field of one row.

    `kind` says what `before` and `after` hold: a choice is a code, a date or time is in ISO form.
    """

    table: str
    column: str
    what: str  # the field's label
    kind: FieldKind
    before: str
    after: str
    title: str  # of the record


@dataclass(frozen=True, slots=True)
class RowHistory:
    """What a step did to one row; an inserted or deleted one has all it held as changes."""

    table: str
    id: int
    kind: Kind
    title: str
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One step: who, when, and what it did.

    `kind` is do, undo or redo; `step_id` is the step that it did, undid or did again, and
    `undone` says that this one does not stand now. `more` rows are not told.
    """

    operation_id: int
    step_id: int
    at: datetime  # UTC
    author: str
    title: str
    kind: str
    undone: bool
    rows: tuple[RowHistory, ...]
    more: int = 0

    @property
    def changes(self) -> tuple[FieldChange, ...]:
        """What became of all fields."""
        return tuple(change for row in self.rows for change in row.changes)


def record_history(
    table: str, record_id: int, limit: int = 200
) -> Callable[[Connection], tuple[HistoryEntry, ...]]:
    """The question for what was done to a record and to what belongs to it, newest first.

    Rows deleted since are part of it; the record itself may be gone.
    """

    def question(connection: Connection) -> tuple[HistoryEntry, ...]:
        steps: defaultdict[int, list[Entry]] = defaultdict(list)
        told: defaultdict[Key, list[Entry]] = defaultdict(list)
        for kind, ids in _belongings(connection, table, record_id).items():
            for entry in journal.entries_of(connection, kind, ids):
                steps[entry.operation_id].append(entry)
                told[kind, entry.row_id].append(entry)
        newest = sorted(steps, reverse=True)[:limit]
        teller = _Teller(connection, told, (table, record_id))
        return teller.tell({one: steps[one] for one in newest})

    return question


def operation_details(operation_id: int) -> Callable[[Connection], HistoryEntry]:
    """The question for all that a step did, `ROWS_TOLD` rows at most.

    Raises UserError where there is no such step.
    """

    def question(connection: Connection) -> HistoryEntry:
        entries = journal.entries(connection, operation_id, ROWS_TOLD)
        told: defaultdict[Key, list[Entry]] = defaultdict(list)
        by_table: defaultdict[str, set[int]] = defaultdict(set)
        for entry in entries:
            by_table[entry.table.name].add(entry.row_id)
        for table, ids in by_table.items():
            for entry in journal.entries_of(connection, table, ids):
                told[table, entry.row_id].append(entry)
        if not entries:
            raise UserError(_("This step is no longer in the history."))
        found = _Teller(connection, told, None).tell({operation_id: entries})
        more = select(func.count()).where(Change.operation_id == operation_id)
        count = connection.execute(more).scalar_one()
        return replace(found[0], more=max(0, count - ROWS_TOLD))

    return question


# What belongs to a record


def _belongings(connection: Connection, table: str, record_id: int) -> dict[str, set[int]]:
    """Ids by table: the record, and all that belongs or ever belonged to it until deleted."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    found[table].add(record_id)
    owners = [(table, {record_id})]
    while owners:
        owner, ids = owners.pop()
        for child, column in (*_owned_by(owner), *_ALSO.get(owner, ())):
            new = set(_children(connection, child, column, ids)) - found[child]
            if new:
                found[child] |= new
                owners.append((child, new))
    return found


def _owned_by(name: str) -> Iterator[tuple[str, str]]:
    """Every table and column whose rows go with a row of the table."""
    for table, column in references_to(name):
        if column.info["owned"]:
            yield table.name, column.name


def _children(connection: Connection, child: str, column: str, owners: set[int]) -> Iterator[int]:
    table = table_of(child)
    # Ids follow the time: what belonged to a record was deleted after the record was made.
    since = min(owners)
    for batch in journal.batches(sorted(owners)):
        there = select(table.c.id).where(table.c[column].in_(batch))
        yield from connection.execute(there).scalars()
        gone = select(Change.row_id).where(
            IS_DELETION,
            Change.table_name == child,
            Change.operation_id > since,
            type_coerce(Change.before, JSON)[column].as_integer().in_(batch),
        )
        yield from connection.execute(gone).scalars()


# Putting it in words


class _Teller:
    """Says what steps did, given all that was ever done to the rows they touched."""

    def __init__(
        self, connection: Connection, told: Mapping[Key, Sequence[Entry]], owner: Key | None
    ) -> None:
        self._connection = connection
        self._told = told
        self._owner = owner
        self._images: dict[Key, Image] = {}
        self._names: dict[Key, str] = {}

    def tell(self, steps: Mapping[int, Sequence[Entry]]) -> tuple[HistoryEntry, ...]:
        """The steps, in the order they are given."""
        entries = [one for several in steps.values() for one in several]
        self._images = self._last_images({(one.table.name, one.row_id) for one in entries})
        whole = {id(one): self._before_and_after(one) for one in entries}
        self._names = ever(self._connection, self._named(entries, whole.values()))
        heads = _heads(self._connection, list(steps))
        found = []
        for step, several in steps.items():
            ordered = sorted(several, key=self._place)
            rows = tuple(self._row(one, *whole[id(one)]) for one in ordered)
            found.append(replace(heads[step], rows=rows))
        return tuple(found)

    def _place(self, entry: Entry) -> tuple[bool, int, int]:
        """The record itself first, then what an officer knows by name, then links."""
        name = entry.table.name
        return (name, entry.row_id) != self._owner, _RANK.get(name, len(_RANK)), entry.row_id

    def _last_images(self, keys: set[Key]) -> dict[Key, Image]:
        """Each row as it stands, or as it stood when it was deleted last."""
        found: dict[Key, Image] = {}
        for name in {name for name, _id in keys}:
            table = table_of(name)
            for batch in journal.batches([one for own, one in keys if own == name]):
                rows = _rows(self._connection, table, batch)
                found |= {(name, row_id): image for row_id, image in rows.items()}
        for key in keys - found.keys():
            deletions = [one for one in self._told[key] if one.kind == "delete"]
            found[key] = deletions[-1].before if deletions else {}
        return found

    def _before_and_after(self, entry: Entry) -> tuple[Image, Image]:
        """What is known of the row before and after: of an update, the changed columns alone."""
        if entry.kind != "insert":
            return entry.before, entry.after
        key = (entry.table.name, entry.row_id)
        later = [one for one in self._told[key] if one.operation_id > entry.operation_id]
        return {}, {**self._images[key], **journal.as_inserted(later)}

    def _image(self, entry: Entry, before: Image, after: Image) -> Image:
        """The row as it is to be called: as it was before, where the step took a name away."""
        return {**self._images[entry.table.name, entry.row_id], **after, **before}

    def _named(
        self, entries: Iterable[Entry], whole: Iterable[tuple[Image, Image]]
    ) -> Iterator[Key]:
        """Every record whose name is needed."""
        for entry, (before, after) in zip(entries, whole, strict=True):
            for column in entry.table.columns:
                for key in column.foreign_keys:
                    kind = key.column.table.name
                    images = (self._image(entry, before, after), before, after)
                    for image in images:
                        if image.get(column.name) is not None:
                            yield kind, image[column.name]

    def _row(self, entry: Entry, before: Image, after: Image) -> RowHistory:
        name = entry.table.name
        title = self._title(entry, self._image(entry, before, after))
        changes = []
        for column, field in FIELDS.get(name, {}).items():
            if column not in before and column not in after:
                continue
            old = self._said(field, before.get(column))
            new = self._said(field, after.get(column))
            value = after.get(column) if entry.kind == "insert" else before.get(column)
            if entry.kind != "update" and self._goes_without(entry, field, value, title):
                continue
            if old != new:
                changes.append(FieldChange(name, column, field.label, field.kind, old, new, title))
        kind: Kind = "insert" if entry.kind == "insert" else "update"
        if entry.kind == "delete":
            kind = "delete"
        return RowHistory(name, entry.row_id, kind, title, tuple(changes))

    def _goes_without(self, entry: Entry, field: Field, value: Any, title: str) -> bool:
        """Whether a field of a whole row says nothing, or what its title or its owner says."""
        if value in (None, "", False):
            return True
        if (entry.table.name, entry.row_id) == self._owner:
            return False
        keys = entry.table.c[field.name].foreign_keys
        if any((key.column.table.name, value) == self._owner for key in keys):
            return True
        return self._said(field, value) == title

    def _title(self, entry: Entry, image: Image) -> str:
        own = called(entry.table.name, image)
        if own:
            return own
        columns = entry.table.c
        for name in _NAMED_AFTER.get(entry.table.name, ()):
            value = image.get(name)
            if value is None or value == "":
                continue
            key = next(iter(columns[name].foreign_keys), None)
            if key is None:
                return str(value)
            target = (key.column.table.name, value)
            if target != self._owner and self._names.get(target):
                return self._names[target]
        return ""

    def _said(self, field: Field, value: Any) -> str:
        if value is None:
            return ""
        match field.kind:
            case FieldKind.YES_NO:
                return _("yes") if value else _("no")
            case FieldKind.RECORD:
                key = next(iter(table_of(field.table).c[field.name].foreign_keys))
                return self._names.get((key.column.table.name, value)) or _("a record now gone")
        return value.isoformat() if isinstance(value, (date, datetime)) else str(value)


def _rows(connection: Connection, table: Any, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Whole rows by id."""
    rows = connection.execute(select(table).where(table.c.id.in_(ids)))
    return {row.id: dict(row._mapping) for row in rows}


def _heads(connection: Connection, ids: Sequence[int]) -> dict[int, HistoryEntry]:
    """The steps themselves, without what they did."""
    found: dict[int, HistoryEntry] = {}
    for batch in journal.batches(ids):
        rows = connection.execute(select(Operation.__table__).where(Operation.id.in_(batch)))
        steps = rows.all()
        latest = latest_kinds(connection, [row.of_id or row.id for row in steps])
        for row in steps:
            step = row.of_id or row.id
            undone = row.kind == "undo" or latest.get(step, "do") == "undo"
            at = row.at.replace(tzinfo=UTC)
            found[row.id] = HistoryEntry(
                row.id, step, at, row.author, row.title, row.kind, undone, ()
            )
    return found


def latest_kinds(connection: Connection, steps: Sequence[int]) -> dict[int, str]:
    """The kind of what was last done to each of these steps; those never undone are left out."""
    rows = connection.execute(
        select(Operation.of_id, Operation.kind)
        .where(Operation.of_id.in_(steps))
        .order_by(Operation.id)
    )
    return {row.of_id: row.kind for row in rows}
