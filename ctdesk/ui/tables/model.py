"""The one table model: a list of ids, cells a page at a time, in step with the register by itself.

The model holds only ids, eight bytes each. The first thousand of a list are read at once where they
are quickly there, all of a longer or a slower one in a thread (`ListReader`); until then the rows
there were stay. Cells are read some fifty rows at a time when painted. When something changes
and the list is on show, the changed rows are placed by their sort key; a list nobody sees waits
until it is shown again. Nobody has to tell it anything.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from ctdesk.db.changes import Changes, RowChange
from ctdesk.db.patience import CalledOff
from ctdesk.db.queries.lists import ListQuery, Order
from ctdesk.db.store import Question, Store
from ctdesk.ui.live import Live
from ctdesk.ui.plain import tip
from ctdesk.ui.tables.reading import FIRST, ListReader
from ctdesk.ui.widgets.chips import Tone
from ctdesk.words import _

PAGE = 48  # rows read together: as many as a tall window shows
ROWS_KEPT = 25 * PAGE  # of which the cells are kept
# Rows placed one by one, in about twenty questions each (3 ms of a quarter of a million rows); of
# more, all ids are read anew.
PLACED = 30
READ_TOGETHER = 500  # rows read for copying

CELL = int(Qt.ItemDataRole.UserRole) + 1
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell says: words in bold, words, then chips; `tooltip` where there is more."""

    text: str = ""
    strong: str = ""
    chips: tuple[tuple[str, Tone], ...] = ()
    muted: bool = False
    tooltip: str = ""

    @property
    def words(self) -> str:
        """All of it in words, as a screen reader says it."""
        return " ".join(part for part in (self.strong, self.text, *dict(self.chips)) if part)

    @property
    def more(self) -> str:
        """The tooltip, where it says more than the words do; "" else."""
        said = set(re.findall(r"\w+", self.words))
        return "" if said.issuperset(re.findall(r"\w+", self.tooltip)) else self.tooltip


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key, its heading, what it says of a row, its least width in px.

    The key is what the list sorts by and what is remembered; it never changes. What room is left
    is shared out by `stretch`; where there is too little, the optional columns go, the last first.
    One that is not `shown` is there for the officer to choose.
    """

    key: str
    label: str
    cell: Callable[[Any], Cell]
    width: int
    stretch: int = 0
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeading
    tooltip: str = ""
    optional: bool = False
    sortable: bool = True
    shown: bool = True


class RecordModel(QAbstractTableModel):
    """The records of a `ListQuery`.

    `table` is the table of its records, `by` the column (or columns) by which other rows name
    them. It reads nothing until `attend(True)` says that somebody looks.

    `answered` is emitted when the rows are those of the list asked for: the first of them, and once
    more when all ids are known; `awaited` when they are to come, and those there were stay.
    """

    answered = Signal()
    awaited = Signal()

    def __init__(
        self,
        store: Store,
        query: ListQuery,
        columns: tuple[Column, ...],
        *,
        table: str,
        by: str | tuple[str, ...],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._query = query
        self._columns = columns
        self._table = table
        self._by = (by,) if isinstance(by, str) else by
        self._ids = array("q")
        self._rows: dict[int, Any] = {}  # what has been read, by id
        self._attended = False
        self._stale = True
        self._waiting = False  # what is shown is not yet what was asked for
        self._whole = False  # all ids of what is shown are known
        self._held = query  # the list whose rows are shown
        self._reader = ListReader(store, self)
        self._reader.read.connect(self._take_all)
        self._reader.failed.connect(self._fail)
        Live(store, self).changed.connect(self._changed)

    # What is shown

    @property
    def query(self) -> ListQuery:
        """The list on show: the same one prints and exports it."""
        return self._query

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns, shown or not, by their numbers."""
        return self._columns

    @property
    def waiting(self) -> bool:
        """Whether what was asked for is still to come, and the rows are those there were."""
        return self._waiting

    @property
    def whole(self) -> bool:
        """Whether all ids of the list asked for are known."""
        return self._whole and not self._waiting

    def show_query(self, query: ListQuery, *, rows_stay: bool = True) -> None:
        """Show another list, sorted as this one is unless it says how.

        Where the answer takes a moment the rows there were stay until it comes, unless they would
        be taken for the other list's.
        """
        new = query if query.order else query.in_order(self._query.order)
        known = self._query
        self._show(new)
        if self._waiting and new != known and not rows_stay:
            self._reset(array("q"), whole=False)

    def sort_by(self, order: Order) -> None:
        """Sort the list; () has it stand in the order of its own."""
        self._show(self._query.in_order(order))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._columns) - 1)

    def _show(self, query: ListQuery) -> None:
        if query != self._query:
            self._query = query
            self._stale = True
            self._freshen()

    def attend(self, attended: bool) -> None:
        """Say whether anybody looks; a list that has fallen behind catches up then."""
        self._attended = attended
        if not attended and not self.whole:
            self._reader.call_off()
            self._stale = True
        self._freshen()

    def id_at(self, row: int) -> int | None:
        """Id of the record in a row."""
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def row_of(self, record_id: int) -> int | None:
        """The row of a record; None where the list does not hold it, as far as it is known."""
        try:
            return self._ids.index(record_id)
        except ValueError:
            return None

    def holds(self, record_id: int) -> bool:
        """Whether the list holds a record, though its row may not be known yet.

        One of which that cannot be said at once is not held.
        """
        if self.whole or not self._attended:
            return self.row_of(record_id) is not None
        try:
            place = self._store.read_shortly(lambda c: self._query.place(c, record_id))
        except CalledOff:
            return False
        return place is not None

    def rows_of(self, record_ids: Collection[int]) -> Iterator[int]:
        """The rows of those records that the list holds, from the top."""
        return (row for row, one in enumerate(self._ids) if one in record_ids)

    def ids_of(self, ranges: Iterable[tuple[int, int]]) -> array[int]:
        """The ids in ranges of rows (first, last), both included."""
        found = array("q")
        for first, last in ranges:
            found += self._ids[first : last + 1]
        return found

    def seek(self, prefix: str, told: Callable[[int | None], None]) -> None:
        """Tell the id of the first record whose name begins so; None where there is none."""
        self._reader.seek(self._query, prefix, told)

    def cells(self, record_ids: array[int], columns: Collection[int]) -> Iterator[list[Cell]]:
        """The cells of records in these columns; those that are gone are left out."""
        for first in range(0, len(record_ids), READ_TOGETHER):
            wanted = record_ids[first : first + READ_TOGETHER]
            found = self._read(wanted)
            for one in wanted:
                if one in found:
                    yield [self._columns[number].cell(found[one]) for number in columns]

    # Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self._columns[section]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.label
            case Qt.ItemDataRole.ToolTipRole:
                return column.tooltip or None
            case Qt.ItemDataRole.AccessibleTextRole:
                return column.tooltip or column.label
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return self._sorting_said(column.key)
            case Qt.ItemDataRole.TextAlignmentRole:
                return column.align | Qt.AlignmentFlag.AlignVCenter
        return None

    def _sorting_said(self, key: str) -> str:
        match dict(self._query.order).get(key):
            case None:
                return ""
            case True:
                return _("Sorted downwards")
        return _("Sorted upwards")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == CELL:
            return self._cell(index)
        match role:
            case Qt.ItemDataRole.TextAlignmentRole:
                return self._columns[index.column()].align | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._cell(index).words
            case Qt.ItemDataRole.ToolTipRole:
                cell = self._cell(index)
                return tip(cell.tooltip or cell.words)
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return self._cell(index).more
        return None

    def _cell(self, index: Index) -> Cell:
        record_id = self._ids[index.row()]
        if record_id not in self._rows:
            self._read_around(index.row())
        row = self._rows[record_id]
        return Cell() if row is None else self._columns[index.column()].cell(row)

    def _read_around(self, row: int) -> None:
        """Read a page from a row on, or up to it where what follows is known.

        A list that jumps is painted from the top, and has all it shows by one question. A record
        that is gone is None.
        """
        if len(self._rows) > ROWS_KEPT:
            self._rows.clear()
        follows = self._ids[row + 1 : row + 2]
        upwards = bool(follows) and follows[0] in self._rows
        first = max(row + 1 - PAGE, 0) if upwards else row
        wanted = [one for one in self._ids[first : first + PAGE] if one not in self._rows]
        found = self._read(wanted)
        self._rows.update((one, found.get(one)) for one in wanted)

    def _read(self, wanted: Sequence[int]) -> dict[int, Any]:
        return self._store.read(lambda c: self._query.rows(c, wanted))

    # Keeping in step

    def _freshen(self) -> None:
        if not (self._attended and self._stale):
            return
        first = self._reader.begin(self._query)
        self._stale = False
        if first is not None and len(first) < FIRST:
            self._take(first, whole=True)
        elif first is not None and self._may_begin_anew():
            self._take(first, whole=False)
        else:
            self._waiting = True
            self.awaited.emit()

    def _may_begin_anew(self) -> bool:
        """Whether the first rows may stand alone for a moment.

        Those of a list on show that is read anew or sorted otherwise may not: what is chosen in it
        and where it is scrolled to would be lost.
        """
        return not self._whole or self._held.in_order(()) != self._query.in_order(())

    def _take_all(self, ids: array[int]) -> None:
        known = len(self._ids)
        if self._waiting or known >= len(ids) or ids[:known] != self._ids:
            self._take(ids, whole=True)
            return
        self.beginInsertRows(QModelIndex(), known, len(ids) - 1)
        self._ids = ids
        self.endInsertRows()
        self._whole = True
        self.answered.emit()

    def _take(self, ids: array[int], *, whole: bool) -> None:
        self._waiting, self._held = False, self._query
        self._rows.clear()
        if ids == self._ids:
            self._whole = whole
            self._repaint()
        else:
            self._reset(ids, whole=whole)
        self.answered.emit()

    def _reset(self, ids: array[int], *, whole: bool) -> None:
        self.beginResetModel()
        self._ids, self._whole = ids, whole
        self.endResetModel()

    def _fail(self, error: Exception) -> None:
        self._stale = True  # asked once more when the list is shown again or something changes
        raise error

    def _changed(self, changes: Changes) -> None:
        affected = changes.ids(self._table, *self._by)
        whole = changes.whole_engagements()
        tied = not self._query.sums and all(
            row.table == self._table or (row.table, row.id) in whole or self._names(row)
            for row in changes.rows
        )
        moved = self._query.leans and not tied  # by a row that does not say which records
        if not (self._attended and self.whole) or self._stale or moved or len(affected) > PLACED:
            self._read_anew()
            return
        for one in affected:
            self._rows.pop(one, None)
        new = {row.id for row in changes.rows if row.table == self._table and row.before is None}
        try:
            self._place(affected, new)
        except CalledOff:  # whether a query asks for them cannot be said at once
            self._read_anew()
            return
        if tied:
            self._repaint_rows(affected - new)
        else:  # another table's row, a renamed body say, may be named by any of them
            self._rows.clear()
            self._repaint()

    def _read_anew(self) -> None:
        """Read all ids once more; an answer under way may not know what has changed."""
        self._stale = True
        self._rows.clear()
        self._freshen()
        if self._waiting:
            self._repaint()

    def _names(self, row: RowChange) -> bool:
        """Whether a changed row names records of the list."""
        return any(row.values(column) for column in self._by)

    def _repaint(self) -> None:
        if self._ids:
            last = self.index(len(self._ids) - 1, len(self._columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def _repaint_rows(self, record_ids: set[int]) -> None:
        for one in record_ids:
            row = self.row_of(one)
            if row is not None:
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(self._columns) - 1))

    def _place(self, affected: set[int], new: set[int]) -> None:
        """Put the affected rows where their sort keys say, without disturbing the others.

        Those that are `new` stand nowhere yet, and are not looked for.
        """
        rows = {one: row for one in affected - new if (row := self.row_of(one)) is not None}
        rest = self._ids[:]
        for row in sorted(rows.values(), reverse=True):
            del rest[row]
        places = self._store.read_shortly(self._places(affected, rest))
        held = {record_id for record_id, _before in places}
        for row in sorted((row for one, row in rows.items() if one not in held), reverse=True):
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._ids[row]
            self.endRemoveRows()
        for record_id, before in places:
            target = self._current_row(rest, before, len(places))
            self._put(record_id, None if record_id not in rows else self.row_of(record_id), target)

    def _places(self, affected: set[int], rest: array[int]) -> Question[list[tuple[int, int]]]:
        """The question where each affected record belongs.

        The answer has those the list holds, in order, each with the number of the record in
        `rest` it stands before.
        """
        place = self._query.place

        def question(connection: Any) -> list[tuple[int, int]]:
            def key_of(other: int) -> tuple[Any, ...]:
                return place(connection, other, listed=True) or ()

            keys = {one: place(connection, one) for one in affected}
            kept = sorted((key, one) for one, key in keys.items() if key is not None)
            return [(one, bisect_left(rest, key, key=key_of)) for key, one in kept]

        return question

    def _current_row(self, rest: array[int], before: int, moving: int) -> int:
        """Where the record stands now that is number `before` among those that do not move."""
        if before == len(rest):
            return len(self._ids)
        nearby = range(before, min(before + moving + 1, len(self._ids)))
        return next(row for row in nearby if self._ids[row] == rest[before])

    def _put(self, record_id: int, row: int | None, target: int) -> None:
        """Have the record that stands in `row` (None: nowhere) stand right before row `target`."""
        top = QModelIndex()
        if row is None:
            self.beginInsertRows(top, target, target)
            self._ids.insert(target, record_id)
            self.endInsertRows()
        elif target not in (row, row + 1):
            self.beginMoveRows(top, row, row, top, target)
            del self._ids[row]
            self._ids.insert(target - (target > row), record_id)
            self.endMoveRows()
