"""The one table view: rows of one height, chosen by arrow keys, opened by Enter."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import (
    QElapsedTimer,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QMenu,
    QWidget,
)

from ctdesk.ui.tables.arranged import ArrangedTable
from ctdesk.ui.tables.empty import Empty, EmptyNotice
from ctdesk.ui.tables.model import Column, RecordModel
from ctdesk.words import _

KEPT = 1_000  # chosen records that stay chosen by their ids when the list is read anew
COPIED = 10_000  # rows at most that one copy takes
LETTERS_ADD_UP = 1_000  # ms

Ranges = list[tuple[int, int]]  # rows, first and last
ActionsFor = Callable[[Sequence[int]], Sequence[QAction]]
_Flag = QItemSelectionModel.SelectionFlag


class RecordView(ArrangedTable):
    """Shows a `RecordModel`.

    `painted` is emitted once, after the first paint. `chosen` carries the id of the record the
    officer stands on (None for none), `opened` that of one to be opened. What is chosen stays
    chosen when rows move and when the list is read anew. `empty_action` says that the button of an
    empty list was pressed, and `said` carries a sentence for the officer.

    `actions_for` gives the actions the menu offers for the chosen records, by their ids: new ones,
    which go with the menu.
    """

    chosen = Signal(object)
    opened = Signal(object)
    painted = Signal()
    empty_action = Signal()
    said = Signal(str)

    def __init__(
        self, model: RecordModel, columns: tuple[Column, ...], name: str, empty: Empty | str,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(model, columns, name, parent)
        self.actions_for: ActionsFor = lambda _ids: ()
        self._empty = Empty(empty) if isinstance(empty, str) else empty
        self._notice: EmptyNotice | None = None
        self._menu: QMenu | None = None
        self._kept: tuple[int | None, frozenset[int], bool] = (None, frozenset(), False)
        self._held = model.query
        self._awaited: int | None = None  # the record to stand on as soon as its row is known
        self._top: tuple[int | None, int] = (None, 0)  # the row at the top, and px above it
        self._goes_on = False  # the rest of a list that is chosen whole is about to come
        self.was_painted = False
        self._typed, self._since_typed = "", QElapsedTimer()
        self._by_hand = False
        self._make_actions()
        self._connect()

    def _make_actions(self) -> None:
        def made(words: str, keys: str, do: Callable[[], object]) -> QAction:
            action = QAction(words, self)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(do)
            self.addAction(action)
            return action

        self.copy_action = made(_("Copy"), "Ctrl+C", self.copy_rows)
        self.copy_headed_action = made(
            _("Copy with headings"), "Ctrl+Shift+C", lambda: self.copy_rows(headed=True)
        )
        self.select_all_action = made(_("Select all"), "Ctrl+A", self.selectAll)

    def _connect(self) -> None:
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentRowChanged.connect(self._stands_on)
        self.records.modelAboutToBeReset.connect(self._keep_choice)
        self.records.modelReset.connect(self._restore_choice)
        self.records.rowsAboutToBeInserted.connect(self._before_the_rest)
        self.records.rowsInserted.connect(self._take_in_the_rest)
        self.records.answered.connect(self._stand_on_awaited)
        self.records.rowsRemoved.connect(self._choose_next)
        for signal in (self.records.rowsRemoved, self.records.rowsInserted):
            signal.connect(self._say_empty)
        self.heading.menu_wanted.connect(self._open_heading_menu)

    # What is chosen

    @property
    def current_id(self) -> int | None:
        """Id of the record the officer stands on, or will as soon as its row is known."""
        if self._awaited is not None:
            return self._awaited
        return self.records.id_at(self.currentIndex().row())

    @property
    def selected_rows(self) -> Ranges:
        """The chosen rows from the top, those that touch together."""
        found: Ranges = []
        ranges: Iterable[Any] = self.selectionModel().selection()  # type: ignore[assignment]
        for first, last in sorted((one.top(), one.bottom()) for one in ranges):
            if found and first <= found[-1][1] + 1:
                found[-1] = (found[-1][0], max(found[-1][1], last))
            else:
                found.append((first, last))
        return found

    @property
    def selected_count(self) -> int:
        """How many rows are chosen."""
        if self._awaited is not None:
            return 1
        return sum(last - first + 1 for first, last in self.selected_rows)

    @property
    def by_hand(self) -> bool:
        """Whether the officer chose what is chosen; else the list began or went on with it."""
        return self._by_hand or self.selected_count > 1

    def selected_ids(self) -> array[int]:
        """Ids of the chosen records, in the list's order."""
        if self._awaited is not None:
            return array("q", (self._awaited,))
        return self.records.ids_of(self.selected_rows)

    def choose(self, record_id: int | None, *, by_hand: bool = False) -> bool:
        """Stand on a record and bring it into sight; False where the list does not hold it.

        `by_hand` says that the officer asked for that very one. Where its row is not known yet it
        is the current one all the same, and is brought into sight when it is.
        """
        row = None if record_id is None else self.records.row_of(record_id)
        if row is not None:
            self._stand_on_row(row)
        elif record_id is not None and self.records.holds(record_id):
            self._awaited = record_id
            self.selectionModel().clear()
            self._tell()
        else:
            return False
        self._by_hand = by_hand
        return True

    def _stand_on_awaited(self) -> None:
        self._say_empty()
        awaited = self._awaited
        if awaited is not None and self.records.whole:
            self._awaited = None
            if not self.choose(awaited, by_hand=self._by_hand):
                self._tell()
                self.choose_first()

    def choose_first(self) -> None:
        """Stand on the first record, unless one is chosen already."""
        none = self._awaited is None and not self.selectionModel().hasSelection()
        if self.records.rowCount() and none:
            # Qt makes a row current when the focus comes, without choosing it.
            self._stand_on_row(max(self.currentIndex().row(), 0))
            self._by_hand = False
            self._tell()

    def _stand_on_row(self, row: int) -> None:
        index = self.records.index(row, self._cells.leading)
        self.selectionModel().setCurrentIndex(index, _Flag.ClearAndSelect | _Flag.Rows)
        self.scrollTo(index)

    def _stands_on(self, current: QModelIndex, previous: QModelIndex) -> None:
        if current.isValid():
            self._awaited = None
        for row in (current.row(), previous.row()):  # the mark, also of one that is not chosen
            if row >= 0:
                top, high = self.rowViewportPosition(row), self.rowHeight(row)
                self.viewport().update(0, top, self.viewport().width(), high)
        self._tell()

    def _choose_next(self) -> None:
        """What was chosen is gone: the row that Qt made the current one is chosen instead."""
        current = self.currentIndex()
        if current.isValid() and not self.selectionModel().hasSelection():
            self.selectionModel().select(current, _Flag.ClearAndSelect | _Flag.Rows)
            self._by_hand = False
        self._tell()

    def _tell(self) -> None:
        self.chosen.emit(self.current_id)

    def _keep_choice(self) -> None:
        ranges, count = self.selected_rows, self.selected_count
        every = 1 < count == self.records.rowCount()
        few = frozenset(self.records.ids_of(ranges)) if 1 < count <= KEPT else frozenset()
        self._kept = (self.current_id, few, every)
        top = self.rowAt(0)
        self._top = (self.records.id_at(top), -self.rowViewportPosition(top) if top >= 0 else 0)

    def _restore_choice(self) -> None:
        current, few, every = self._kept
        before, self._held = self._held, self.records.query
        same = before.in_order(()) == self._held.in_order(())
        self._awaited = None
        self._say_empty()
        if not self.choose(current, by_hand=self._by_hand):
            self._by_hand = False
            self.chosen.emit(None)
        if same and every:
            self.selectAll()
        elif same and few:
            self._select(self.records.rows_of(few))
        if before == self._held:
            self._scroll_back()

    def _scroll_back(self) -> None:
        """Have the row at the top that stood there, wherever the one stood on is."""
        record_id, above = self._top
        row = None if record_id is None else self.records.row_of(record_id)
        if row is not None:
            self.executeDelayedItemsLayout()
            self.verticalScrollBar().setValue(self.verticalHeader().sectionPosition(row) + above)

    def _before_the_rest(self) -> None:
        known = not self.records.whole and self.records.rowCount()
        self._goes_on = 1 < self.selected_count == known

    def _take_in_the_rest(self) -> None:
        if self._goes_on:
            self._goes_on = False
            self.selectAll()

    def _select(self, rows: Any) -> None:
        wanted = QItemSelection()
        last_column = len(self.records.columns) - 1
        for row in rows:
            wanted.select(self.records.index(row, 0), self.records.index(row, last_column))
        self.selectionModel().select(wanted, _Flag.ClearAndSelect | _Flag.Rows)

    def _open(self, index: QModelIndex) -> None:
        record_id = self.records.id_at(index.row())
        if record_id is not None:
            self.opened.emit(record_id)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        before = self.currentIndex().row()
        self._press(event)
        self._by_hand |= self.currentIndex().row() != before

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._by_hand |= self.indexAt(event.position().toPoint()).isValid()

    def _press(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not held:
            self._open(self.currentIndex())
        elif key == Qt.Key.Key_Home and not held & shift:
            self._go_to(0)
        elif key == Qt.Key.Key_End and not held & shift:
            self._go_to(self.records.rowCount() - 1)
        elif key == Qt.Key.Key_Menu or (key == Qt.Key.Key_F10 and held == shift):
            self._open_menu()
        elif key == Qt.Key.Key_Space and held != control and self._is_typing():
            self.keyboardSearch(" ")
        else:
            super().keyPressEvent(event)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        ends = (QAbstractItemView.CursorAction.MoveHome, QAbstractItemView.CursorAction.MoveEnd)
        if action not in ends:
            return super().moveCursor(action, modifiers)
        row = 0 if action == ends[0] else self.records.rowCount() - 1
        return self.records.index(row, max(self.currentIndex().column(), 0))

    def _go_to(self, row: int) -> None:
        if self.records.rowCount():
            self._stand_on_row(row)

    def scrollTo(
        self, index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:  # fmt: skip
        aside = self.horizontalScrollBar().value()
        super().scrollTo(index, hint)
        if index.row() != self._stood_on:  # another row is no reason to move sideways
            self.horizontalScrollBar().setValue(aside)
        self._stood_on = index.row()

    _stood_on = -1

    def _is_typing(self) -> bool:
        since = self._since_typed
        return bool(self._typed) and since.isValid() and since.elapsed() < LETTERS_ADD_UP

    def keyboardSearch(self, search: str) -> None:
        """Stand on the next record whose name begins with the letters typed within a second.

        The register is asked; Qt's own search would read every row of the list.
        """
        self._typed = self._typed + search if self._is_typing() else search.lstrip()
        self._since_typed.start()
        if self._typed.strip():
            self.records.seek(self._typed, self._choose_typed)

    def _choose_typed(self, record_id: int | None) -> None:
        self.choose(record_id, by_hand=True)

    # The menus

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        self._open_menu(None if by_key else event.globalPos())

    def _open_menu(self, place: QPoint | None = None) -> None:
        from ctdesk.ui.tables.menus import table_menu  # the first list need not wait for it

        copying = (self.copy_action, self.copy_headed_action, self.select_all_action)
        actions = self.actions_for(self.selected_ids())
        menu = table_menu(self, actions, copying)
        for action in actions:
            action.setParent(menu)  # and goes with it
        self._pop_up(menu, place)

    def _open_heading_menu(self, place: QPoint) -> None:
        from ctdesk.ui.tables.menus import heading_menu  # as above

        self._pop_up(heading_menu(self), place)

    def _pop_up(self, menu: QMenu, place: QPoint | None) -> None:
        """Open a menu, unless one is open: a key may ask twice, by itself and through Qt."""
        if self._menu is not None:
            menu.deleteLater()
            return
        self._menu = menu
        menu.aboutToHide.connect(self._forget_menu)
        menu.popup(place or self._below_current(menu))

    def _below_current(self, menu: QMenu) -> QPoint:
        """Where a menu opens that was asked for by a key."""
        box = self.visualRect(self.currentIndex().siblingAtColumn(self._cells.leading))
        corner = box.bottomLeft()
        if self.isRightToLeft():
            corner = box.bottomRight() - QPoint(menu.sizeHint().width(), 0)
        return self.viewport().mapToGlobal(corner)

    def _forget_menu(self) -> None:
        if self._menu is not None:
            self._menu.deleteLater()
            self._menu = None

    # Copying

    def copy_rows(self, *, headed: bool = False) -> None:
        """Put the chosen rows on the clipboard, the first ten thousand of them."""
        from ctdesk.ui.tables.copying import copied  # as above

        ids = self.selected_ids()
        numbers = self.shown_columns
        cells = self.records.cells(ids[:COPIED], numbers)
        headings = [self.named(number) for number in numbers] if headed else []
        mime = copied(([cell.words for cell in line] for line in cells), headings)
        if ids:
            QApplication.clipboard().setMimeData(mime)
        if len(ids) > COPIED:
            words = _("The first {count} of {all} rows were copied.")
            self.said.emit(words.format(count=f"{COPIED:,}", all=f"{len(ids):,}"))

    # Somebody looks

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.records.attend(True)
        self._say_empty()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.records.attend(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._say_empty()
        self._keep_in_view(event.oldSize().height())

    def _keep_in_view(self, before: int) -> None:
        """Have the current row, seen in the height before, not go under the edge."""
        now, row = self.viewport().height(), self.visualRect(self.currentIndex())
        if now < before and row.isValid() and now <= row.bottom() and row.top() < before:
            self.scrollTo(self.currentIndex())

    def paintEvent(self, event: QPaintEvent) -> None:
        self._cells.begin(self)
        super().paintEvent(event)
        if not self.was_painted:  # a paint event is no place to begin other work: after it
            self.was_painted = True
            QTimer.singleShot(0, self, self.painted.emit)

    def set_empty(self, empty: Empty | str) -> None:
        """What the list says when it holds nothing."""
        self._empty = Empty(empty) if isinstance(empty, str) else empty
        self._say_empty()

    def _say_empty(self) -> None:
        empty = not self.records.rowCount() and self.isVisible()
        if self._notice is None and empty and not self.records.waiting:
            self._notice = EmptyNotice(self.viewport())
            self._notice.pressed.connect(self.empty_action)
        if self._notice is not None:
            if not self.records.waiting:
                self._notice.say(self._empty)
                self._notice.setVisible(empty)
            self._notice.stand_in(self.viewport())
