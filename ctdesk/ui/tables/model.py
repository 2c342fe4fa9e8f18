"""The one table model: a list of ids, cells a page at a time, in step with the register by itself.

The model holds only ids, eight bytes each. Cells are read sixty rows at a time when they are
painted. When something changes and the list is on show, the changed rows are placed by their sort
key; a list nobody sees waits until it is shown again. Nobody has to tell it anything.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ctdesk.db.changes import Changes
from ctdesk.db.queries.lists import ListQuery
from ctdesk.db.store import Question, Store
from ctdesk.ui.live import Live
from ctdesk.ui.widgets.chips import Tone

PAGE = 60  # rows read together
ROWS_KEPT = 20 * PAGE  # of which the cells are kept
# A row is placed in about twenty questions (3 ms of a quarter of a million rows); all ids of as
# long a list are read anew in 100 ms.
PLACED = 30

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


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, what it says of a row, its least width in px.

    What room is left is shared out by `stretch`; where there is too little, the optional columns
    go, the last first.
    """

    label: str
    cell: Callable[[Any], Cell]
    width: int
    stretch: int = 0
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeading
    tooltip: str = ""
    optional: bool = False


class RecordModel(QAbstractTableModel):
    """The records of a `ListQuery`.

    `table` is the table of its records, `by` the column by which other rows name them. It reads
    nothing until `attend(True)` says that somebody looks.
    """

    def __init__(
        self,
        store: Store,
        query: ListQuery,
        columns: tuple[Column, ...],
        *,
        table: str,
        by: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._query = query
        self._columns = columns
        self._table, self._by = table, by
        self._ids = array("q")
        self._rows: dict[int, Any] = {}  # what has been read, by id
        self._attended = False
        self._stale = True
        Live(store, self).changed.connect(self._changed)

    # What is shown

    @property
    def query(self) -> ListQuery:
        """The list on show: the same one prints and exports it."""
        return self._query

    def show_query(self, query: ListQuery) -> None:
        """Show another list."""
        if query != self._query:
            self._query = query
            self._stale = True
            self._freshen()

    def attend(self, attended: bool) -> None:
        """Say whether anybody looks; a list that has fallen behind catches up then."""
        self._attended = attended
        self._freshen()

    def id_at(self, row: int) -> int | None:
        """Id of the record in a row."""
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def row_of(self, record_id: int) -> int | None:
        """The row of a record; None where the list does not hold it."""
        try:
            return self._ids.index(record_id)
        except ValueError:
            return None

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
            case Qt.ItemDataRole.TextAlignmentRole:
                return column.align | Qt.AlignmentFlag.AlignVCenter
        return None

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
                return cell.tooltip or cell.words
        return None

    def _cell(self, index: Index) -> Cell:
        record_id = self._ids[index.row()]
        if record_id not in self._rows:
            self._read_around(index.row())
        row = self._rows[record_id]
        return Cell() if row is None else self._columns[index.column()].cell(row)

    def _read_around(self, row: int) -> None:
        """Read what is missing of the page a row lies in; a record that is gone is None."""
        if len(self._rows) > ROWS_KEPT:
            self._rows.clear()
        first = row - row % PAGE
        wanted = [one for one in self._ids[first : first + PAGE] if one not in self._rows]
        found = self._store.read(lambda c: self._query.rows(c, wanted))
        self._rows.update((one, found.get(one)) for one in wanted)

    # Keeping in step

    def _freshen(self) -> None:
        if not (self._attended and self._stale):
            return
        ids = self._store.read(self._query.ids)
        self._stale = False
        self._rows.clear()
        if ids == self._ids:
            self._repaint()
            return
        self.beginResetModel()
        self._ids = ids
        self.endResetModel()

    def _changed(self, changes: Changes) -> None:
        affected = changes.ids(self._table, by=self._by)
        if not self._attended or self._stale or len(affected) > PLACED:
            self._stale = True
            self._freshen()
            return
        self._forget(changes, affected)
        new = {row.id for row in changes.rows if row.table == self._table and row.before is None}
        self._place(affected, new)
        self._repaint()

    def _forget(self, changes: Changes, affected: set[int]) -> None:
        """Forget the cells that may say something else now."""
        tied = all(row.table == self._table or row.values(self._by) for row in changes.rows)
        if not tied:  # another table's row, a renamed body say, may be named by any of them
            self._rows.clear()
        for one in affected:
            self._rows.pop(one, None)

    def _repaint(self) -> None:
        if self._ids:
            last = self.index(len(self._ids) - 1, len(self._columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def _place(self, affected: set[int], new: set[int]) -> None:
        """Put the affected rows where their sort keys say, without disturbing the others.

        Those that are `new` stand nowhere yet, and are not looked for.
        """
        rows = {one: row for one in affected - new if (row := self.row_of(one)) is not None}
        rest = self._ids[:]
        for row in sorted(rows.values(), reverse=True):
            del rest[row]
        places = self._store.read(self._places(affected, rest))
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
