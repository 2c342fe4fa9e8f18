"""The files of a record: opened, added, renamed, saved and taken out from here."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ctdesk.days import local, short_day
from ctdesk.db.changes import Changes
from ctdesk.db.files import DocumentDraft
from ctdesk.db.operations import documents as operations
from ctdesk.db.queries.documents import DocumentList, DocumentRow, content
from ctdesk.db.queries.titles import Key, titles
from ctdesk.db.store import Store
from ctdesk.errors import UserError
from ctdesk.ui.actions import show_keys, shown_keys
from ctdesk.ui.live import Live
from ctdesk.ui.tables.empty import Empty
from ctdesk.ui.tables.model import Cell, Column, RecordModel
from ctdesk.ui.tables.view import RecordView
from ctdesk.ui.tasks import LARGE, Tasks
from ctdesk.ui.theme import UNIT
from ctdesk.ui.widgets.card import label
from ctdesk.ui.widgets.drop_zone import DropZone, brought, can_come, files_in
from ctdesk.ui.widgets.file_size import file_size
from ctdesk.ui.widgets.flow import FlowLayout
from ctdesk.ui.widgets.notice import Notice
from ctdesk.ui.wishes import OpenDocument
from ctdesk.words import _, ngettext

_ADD = _("Drop or paste files here, or press to choose")


class DocumentsPanel(QWidget):
    """Shows the files of a record; `wanted` carries the wish to open one.

    Enter opens, Delete takes out, F2 renames, Ctrl+S saves, Ctrl+V adds what was copied.
    """

    wanted = Signal(object)

    def __init__(self, store: Store, zone: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._zone = zone
        self._owner: Key | None = None
        self._renaming: int | None = None
        self._adding: _Adding | None = None  # what a thread keeps
        self._tasks = Tasks(self)
        self.setAcceptDrops(not store.read_only)
        columns = self._columns()
        self.model = RecordModel(
            store, DocumentList("engagement", 0), columns, table="document", by="document_id",
            parent=self,
        )  # fmt: skip
        empty = Empty(_("No documents yet"), _("Drop or paste files here to keep them."))
        self.view = RecordView(self.model, columns, _("Documents"), empty)
        self.notice = Notice()
        self.zone = DropZone(_ADD)
        self._lay_out()
        self.setFocusProxy(self.view)
        self.view.actions_for = lambda _ids: list(self._actions.values())
        self.view.installEventFilter(self)
        self.view.opened.connect(lambda one: self.wanted.emit(OpenDocument(one)))
        self.view.chosen.connect(lambda _id: self._can_do())
        self.model.modelReset.connect(self.view.choose_first)
        self.model.rowsInserted.connect(self.view.choose_first)
        self.zone.clicked.connect(self._choose_files)
        self.zone.brought.connect(self.take)
        Live(store, self).changed.connect(self._changed)
        self._can_do()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("name", _("Document"), _name, 160, stretch=4),
            Column("size", _("Size"), _size, 78),
            Column("added", _("Added"), self._added, 150, stretch=1, optional=True),
        )

    def _added(self, row: DocumentRow) -> Cell:
        if row.at is None:
            return Cell()
        day = short_day(local(row.at, self._zone).date())
        return Cell(f"{day}, {row.by}" if row.by else day, muted=True)

    def _lay_out(self) -> None:
        self._buttons: dict[str, QPushButton] = {}
        self._actions: dict[str, QAction] = {}  # of the menu
        row = FlowLayout()  # in a narrow pane the buttons stand on two lines
        for key, name, keys, work in (
            ("open", _("Open"), "Return", self.open_current),
            ("save", _("Save as…"), "Ctrl+S", self.ask_save),
            ("rename", _("Rename"), "F2", self.ask_rename),
            ("remove", _("Take out"), "Delete", self.remove_chosen),
        ):
            button = QPushButton(name)
            button.setToolTip(f"{name} ({shown_keys(keys)})")
            button.clicked.connect(work)
            self._buttons[key] = button
            row.addWidget(button)
            action = QAction(name, self)
            action.triggered.connect(work)
            show_keys(action, keys)
            self._actions[key] = action
        self.rename_line = _RenameLine()
        self.rename_line.setAccessibleName(_("New name of the document"))
        self.rename_line.setMaxLength(255)
        self.rename_line.done.connect(self._rename)
        self.rename_line.left.connect(self._stop_renaming)
        self._rename_row = QWidget()
        renaming = QHBoxLayout(self._rename_row)
        renaming.setContentsMargins(0, 0, 0, 0)
        renaming.addWidget(label(_("New name"), "muted", wrap=False))
        renaming.addWidget(self.rename_line, 1)
        self._rename_row.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT)
        column.addWidget(self.notice)
        column.addWidget(self.view, 1)
        column.addWidget(self._rename_row)
        column.addLayout(row)
        column.addWidget(self.zone)

    # What is shown

    def show_owner(self, kind: str, owner_id: int) -> None:
        """Show the files of an engagement, an organization or a person (`kind`)."""
        self._owner = (kind, owner_id)
        self.notice.clear()
        self._stop_renaming()
        self.model.show_query(DocumentList(kind, owner_id), rows_stay=False)
        self.view.choose_first()
        self._can_do()

    @property
    def current(self) -> DocumentRow | None:
        """The file the officer stands on."""
        current = self.view.current_id
        if current is None:
            return None
        rows = self._store.read(lambda c: self.model.query.rows(c, [current]))
        found: DocumentRow | None = rows.get(current)
        return found

    def _can_do(self) -> None:
        chosen, writable = self.view.current_id is not None, not self._store.read_only
        for key, button in self._buttons.items():
            able = chosen and (writable or key in ("open", "save"))
            button.setEnabled(able)
            self._actions[key].setEnabled(able)
        self.zone.setVisible(writable)

    def _changed(self, changes: Changes) -> None:
        del changes
        self.notice.clear()
        self._can_do()

    # Opened and saved

    def open_current(self) -> None:
        """Open the chosen file."""
        if self.view.current_id is not None:
            self.wanted.emit(OpenDocument(self.view.current_id))

    def ask_save(self) -> None:
        """Ask where to save the chosen file, then do."""
        from ctdesk.ui.dialogs.reader import (  # only with a file to save
            ask_where,
            plain_name,
            write,
        )

        current = self.view.current_id
        if current is None:
            return

        def save(path: Path) -> None:
            try:
                write(path, self._store.read(content(current)).data)
            except UserError as error:
                self.notice.say(str(error))
            else:
                self.notice.say(_("Saved as {path}").format(path=path), "good")

        row = self.current
        if row is not None:
            ask_where(self, plain_name(row.name), save)

    # Added

    def take(self, data: QMimeData) -> None:
        """Add what was dropped or pasted."""
        paths = files_in(data)
        if paths:
            self.take_files(paths)
        elif self._owner is not None:
            owner = self._owner
            self._try(lambda: self._add(owner, brought(data)))

    def take_files(self, paths: Sequence[Path]) -> None:
        """Add files from the disk, all or none; large ones while the window goes on."""
        self.settle()
        if self._owner is None or not paths:
            return
        begun = _Adding(self._store, self._owner, paths)
        if begun.size > LARGE:
            self._adding = begun
            self._tasks.start(begun.keep, lambda _none: self._finish(), self._refused)
            self.notice.say(_("Adding: {name}").format(name=begun.name), "plain")
        else:
            self._try(lambda: self._add(begun.owner, [operations.read_file(one) for one in paths]))

    def settle(self) -> None:
        """Wait for the thread that keeps large files, and add them."""
        if self._adding is not None:
            self._tasks.wait()
            self._finish()

    def _finish(self) -> None:
        begun, self._adding = self._adding, None
        if begun is not None:
            self._try(lambda: self._add(begun.owner, begun.kept))

    def _refused(self, error: Exception) -> None:
        self._adding = None
        if not isinstance(error, UserError):
            raise error
        self.notice.say(str(error))

    def _add(self, owner: Key, drafts: Sequence[DocumentDraft]) -> None:
        if not drafts:
            return
        kind, owner_id = owner
        name = drafts[0].name if len(drafts) == 1 else _several(len(drafts))
        title = _("Add {name} to {record}").format(name=name, record=self._title(owner))
        to = {f"{kind}_id": owner_id}
        added = self._store.perform(
            title, lambda session: [operations.add(session, one, **to) for one in drafts]
        )
        if owner == self._owner:
            self.view.choose(added[-1])
        self.notice.say(_("Added: {name}").format(name=name), "good")

    def _title(self, owner: Key | None) -> str:
        found = self._store.read(titles([owner])) if owner else ()
        return found[0].title if found else ""

    def _choose_files(self) -> None:
        dialog = QFileDialog(self, _("Add documents"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda names: self.take_files([Path(n) for n in names]))
        dialog.open()  # unlike exec, it leaves the program running

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if can_come(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.take(event.mimeData())
        event.acceptProposedAction()

    # Taken out, renamed

    def remove_chosen(self) -> None:
        """Take the chosen files out as one step, and offer to take that back."""
        ids, row = list(self.view.selected_ids()), self.current
        if not ids or row is None or self._store.read_only:
            return
        name = row.name if len(ids) == 1 else _several(len(ids))
        title = _("Take {name} out of {record}").format(name=name, record=self._title(self._owner))

        def work(session: Any) -> None:
            for one in ids:
                operations.delete(session, one)

        if self._try(lambda: self._store.perform(title, work)):
            said = _("Taken out: {name}").format(name=name)
            self.notice.say(said, "plain", (_("Undo"), self._take_back))
        self.view.choose_first()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_back(self) -> None:
        self._try(self._store.undo)

    def ask_rename(self) -> None:
        """Have the chosen file called otherwise: its name without the ending is marked."""
        row = self.current
        if row is None or self._store.read_only:
            return
        self._renaming = row.id
        self.rename_line.setText(row.name)
        self._rename_row.show()
        self.rename_line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.rename_line.setSelection(0, len(PurePath(row.name).stem))

    def _rename(self) -> None:
        one, name = self._renaming, self.rename_line.text().strip()
        if one is None:
            return
        row = self.current
        title = _("Rename {name} to {new}").format(name=row.name if row else "", new=name)
        if self._try(lambda: self._store.perform(title, lambda s: operations.rename(s, one, name))):
            self._stop_renaming()
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stop_renaming(self) -> None:
        had_focus = self.rename_line.hasFocus()
        self._renaming = None
        self._rename_row.hide()
        if had_focus:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _try(self, work: Callable[[], object]) -> bool:
        try:
            work()
        except UserError as error:
            self.notice.say(str(error))
            return False
        return True

    # Keys of the list that mean something else to the window

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and watched is self.view:
            work = self._work_of(event)
            if work is not None and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()  # then it comes as a key, before any action of the window
                return True
            if work is not None and event.type() == QEvent.Type.KeyPress:
                work()
                return True
        return super().eventFilter(watched, event)

    def _work_of(self, event: QKeyEvent) -> Callable[[], None] | None:
        if event.matches(QKeySequence.StandardKey.Paste):
            return lambda: self.take(QGuiApplication.clipboard().mimeData())
        if event.matches(QKeySequence.StandardKey.Save):
            return self.ask_save
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier,
        )  # fmt: skip
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Delete and (plain or control):
            return self.remove_chosen
        return self.ask_rename if event.key() == Qt.Key.Key_F2 and plain else None


class _Adding:
    """Large files that are being added to a record; `kept` once they lie in the register."""

    def __init__(self, store: Store, owner: Key, paths: Sequence[Path]) -> None:
        self._store, self._paths = store, paths
        self.owner = owner
        self.name = paths[0].name if len(paths) == 1 else _several(len(paths))
        self.size = sum(one.stat().st_size for one in paths if one.is_file())
        self.kept: tuple[DocumentDraft, ...] = ()

    def keep(self) -> None:
        """Read and keep them, in a thread. Raises UserError."""
        self.kept = tuple(self._keep(path) for path in self._paths)

    def _keep(self, path: Path) -> DocumentDraft:
        draft = operations.read_file(path)
        if isinstance(draft.data, bytes):
            return replace(draft, data=self._store.keep_content(draft.data))
        return draft


class _RenameLine(QLineEdit):
    """Enter is `done`, Esc is `left`."""

    done = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.done.emit()
            case Qt.Key.Key_Escape:
                self.left.emit()
            case _:
                super().keyPressEvent(event)


def _several(count: int) -> str:
    return ngettext("{count} document", "{count} documents", count).format(count=count)


def _size(row: DocumentRow) -> Cell:
    return Cell(file_size(row.size), muted=True)


def _name(row: DocumentRow) -> Cell:
    suffix = PurePath(row.name).suffix or mimetypes.guess_extension(row.media_type) or ""
    kind = suffix.removeprefix(".").upper()
    chips = ((kind, "plain"),) if 0 < len(kind) <= 5 else ()
    return Cell(row.name, chips=chips)  # type: ignore[arg-type]
