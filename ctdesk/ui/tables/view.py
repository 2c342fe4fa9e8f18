"""The one table view: rows of one height, chosen by arrow keys, opened by Enter."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ctdesk.ui.tables.delegate import CellDelegate
from ctdesk.ui.tables.model import Column, RecordModel
from ctdesk.ui.theme import ROW_HEIGHT, UNIT, font, tokens_of


class RecordView(QTableView):
    """Shows a `RecordModel`.

    `painted` is emitted once, after the first paint. `chosen` carries the id of the record the
    officer stands on (None for none), `opened` that of one to be opened. What is chosen stays
    chosen when rows move and when the list is read anew.
    """

    chosen = Signal(object)
    opened = Signal(object)
    painted = Signal()

    def __init__(
        self, model: RecordModel, columns: tuple[Column, ...], name: str, empty: str,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.records = model
        self._columns = columns
        self._empty = empty
        self._kept: int | None = None
        self._painted = False
        self.setAccessibleName(name)
        self.setModel(model)
        self.setItemDelegate(CellDelegate(columns, self))
        self._dress()
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentRowChanged.connect(self._stands_on)
        model.modelAboutToBeReset.connect(self._keep_choice)
        model.modelReset.connect(self._restore_choice)
        model.rowsRemoved.connect(self._tell)

    def _dress(self) -> None:
        # One row at a time: choosing all of a million rows would read every one of them.
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setFixedHeight(ROW_HEIGHT)
        header.setMinimumSectionSize(UNIT * 4)

    # What is chosen

    @property
    def current_id(self) -> int | None:
        """Id of the record the officer stands on."""
        return self.records.id_at(self.currentIndex().row())

    def choose(self, record_id: int | None) -> bool:
        """Stand on a record and bring it into sight; False where the list does not hold it."""
        row = None if record_id is None else self.records.row_of(record_id)
        if row is None:
            return False
        self._stand_on_row(row)
        return True

    def choose_first(self) -> None:
        """Stand on the first record, unless one is chosen already."""
        if self.records.rowCount() and not self.selectionModel().hasSelection():
            # Qt makes a row current when the focus comes, without choosing it.
            self._stand_on_row(max(self.currentIndex().row(), 0))
            self._tell()

    def _stand_on_row(self, row: int) -> None:
        index = self.records.index(row, 0)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def _stands_on(self, current: QModelIndex, previous: QModelIndex) -> None:
        del previous
        self.chosen.emit(self.records.id_at(current.row()))

    def _tell(self) -> None:
        self.chosen.emit(self.current_id)

    def _keep_choice(self) -> None:
        self._kept = self.current_id

    def _restore_choice(self) -> None:
        if not self.choose(self._kept):
            self.chosen.emit(None)

    def _open(self, index: QModelIndex) -> None:
        record_id = self.records.id_at(index.row())
        if record_id is not None:
            self.opened.emit(record_id)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open(self.currentIndex())
            return
        if event.key() == Qt.Key.Key_Home:
            self._go_to(0)
            return
        if event.key() == Qt.Key.Key_End:
            self._go_to(self.records.rowCount() - 1)
            return
        super().keyPressEvent(event)

    def _go_to(self, row: int) -> None:
        if self.records.rowCount():
            self._stand_on_row(row)

    def keyboardSearch(self, search: str) -> None:
        """Nothing: Qt's own search would read every row of the list; the find box finds."""

    # Somebody looks

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.records.attend(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.records.attend(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        shown = [column for column in self._columns if column.shown]
        for column in reversed(self._columns):
            if sum(one.width for one in shown) > self.viewport().width() and column.optional:
                shown.remove(column)
        spare = max(self.viewport().width() - sum(one.width for one in shown), 0)
        shares = sum(one.stretch for one in shown) or 1
        for number, column in enumerate(self._columns):
            self.setColumnHidden(number, column not in shown)
            if column in shown:
                extra = spare * column.stretch // shares
                self.setColumnWidth(number, column.width + extra)
                spare, shares = spare - extra, max(shares - column.stretch, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:  # a paint event is no place to begin other work: after it
            self._painted = True
            QTimer.singleShot(0, self, self.painted.emit)
        if self.records.rowCount():
            return
        painter = QPainter(self.viewport())
        painter.setFont(font())
        painter.setPen(QColor(tokens_of(self).muted))
        room = self.viewport().rect().adjusted(UNIT * 3, UNIT * 3, -UNIT * 3, -UNIT * 3)
        flags = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter
        painter.drawText(room, int(flags.value) | Qt.TextFlag.TextWordWrap.value, self._empty)
        painter.end()

    def set_empty_words(self, words: str) -> None:
        """What the list says when it holds nothing."""
        self._empty = words
        self.viewport().update()
