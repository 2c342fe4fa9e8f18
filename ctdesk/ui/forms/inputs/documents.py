"""The documents of an engagement: dropped, pasted or chosen, stored with the save.

A large file is read from the disk in a thread; its chip says so until it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from ctdesk.db.files import DocumentDraft
from ctdesk.db.operations import documents
from ctdesk.db.queries.lookups import Kept
from ctdesk.errors import UserError
from ctdesk.ui.forms.inputs.base import Input, bare
from ctdesk.ui.forms.inputs.chip_field import FieldChip
from ctdesk.ui.tasks import LARGE, Tasks
from ctdesk.ui.widgets.drop_zone import DropZone, brought, files_in
from ctdesk.ui.widgets.file_size import file_size
from ctdesk.ui.widgets.flow import FlowLayout
from ctdesk.words import _


@dataclass(frozen=True, slots=True)
class DocumentChanges:
    """What a save does with documents: those to add, and ids of those to take out."""

    added: tuple[DocumentDraft, ...] = ()
    removed: tuple[int, ...] = ()


class Coming:
    """A file to be read from the disk; `draft` or why there is none, `fault`, once it is."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.name, self.size = path.name, _size_of(path)
        self.draft: DocumentDraft | None = None
        self.fault = ""

    def read(self) -> None:
        """Read it, in whichever thread, unless that is done."""
        if self.draft is None and not self.fault:
            try:
                self.draft = documents.read_file(self._path)
            except UserError as error:
                self.fault = str(error)


class DocumentsInput(Input):
    """The value is a DocumentChanges; `set_value` has the documents kept already.

    Those that are `coming` are in it once they are read; `settle` waits for them.
    """

    refused = Signal(str)  # why a file is not taken
    opened = Signal(object)  # the Kept or the DocumentDraft that is to be shown

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept: tuple[Kept, ...] = ()
        self._removed: list[int] = []
        self._added: list[DocumentDraft] = []
        self._coming: list[Coming] = []
        self._tasks = Tasks(self)
        self._chips_of_added: list[FieldChip] = []
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self.zone = DropZone(_("Drop or paste an e-mail, a concept note or a list here"))
        self.zone.clicked.connect(self._choose)
        self.zone.brought.connect(self.take)
        column = bare(QVBoxLayout(self), 6)
        column.addWidget(self._chips)
        column.addWidget(self.zone)
        self.setFocusProxy(self.zone)
        self._show()

    def set_value(self, value: Sequence[Kept]) -> None:
        """Show what is kept; nothing is added or taken out."""
        self._kept, self._removed, self._added, self._coming = tuple(value), [], [], []
        self._show()

    def value(self) -> DocumentChanges:
        """What the save is to do."""
        return DocumentChanges(tuple(self._added), tuple(self._removed))

    def state(self) -> object:
        """What the save is to do, once all is read."""
        return self.value(), tuple(self._coming)

    def memo(self) -> Any:
        """Which are taken out; those to add are kept as they are, beside the memo."""
        return list(self._removed)

    def recall(self, memo: Any) -> None:
        """Take them out again."""
        present = {one.id for one in self._kept}
        self._removed = [one for one in memo if one in present]
        self._show()

    @property
    def added(self) -> tuple[DocumentDraft, ...]:
        """Those that the save is to add."""
        return tuple(self._added)

    @property
    def coming(self) -> bool:
        """Whether a file is still being read."""
        return bool(self._coming)

    def settle(self) -> bool:
        """Wait until all files are read; whether all could be. Says of one that could not why."""
        self._tasks.wait()
        refused = 0
        for one in tuple(self._coming):
            one.read()
            refused += bool(one.fault)
            self._take_in(one)
        return not refused

    def bring_back(self, drafts: Sequence[DocumentDraft]) -> None:
        """Have the save add these."""
        self._added = list(drafts)
        self._show()

    def show_writing(self, drafts: Sequence[DocumentDraft]) -> None:
        """Say of these that they are not kept with what is typed yet, and of no others."""
        for draft, chip in zip(self._added, self._chips_of_added, strict=True):
            chip.say(_said(draft, len(draft.data), any(draft is one for one in drafts)))

    def brief(self) -> str:
        """How many there are."""
        count = len(self._kept) - len(self._removed) + len(self._added) + len(self._coming)
        return str(count) if count else ""

    def set_label(self, label: str) -> None:
        """Name the field; the zone says itself what it is for."""
        self.setAccessibleName(label)

    def take_files(self, paths: Sequence[Path]) -> None:
        """Read files, to be stored with the save; says why one is not taken.

        Large ones are read while the window goes on.
        """
        now = 0  # bytes that are read here
        for path in paths:
            one = Coming(path)
            now += one.size
            if now > LARGE and one.size <= documents.LIMIT:
                self._coming.append(one)
                self._tasks.start(one.read, partial(self._arrived, one), partial(self._lost, one))
                continue
            one.read()
            if one.draft is None:
                self._show()
                self.refused.emit(one.fault)
                return
            self._added.append(one.draft)
        self._show()

    def _arrived(self, one: Coming, _none: object) -> None:
        if one in self._coming:  # else it was taken out, or what is typed was discarded
            self._take_in(one)

    def _take_in(self, one: Coming) -> None:
        """Have the save add what was read, or say why not."""
        stood_in = any(chip.hasFocus() for chip in self._chips.findChildren(FieldChip))
        self._coming.remove(one)
        if one.draft is not None:
            self._added.append(one.draft)
        self._show()
        if stood_in:  # on a chip that was made anew
            self.zone.setFocus(Qt.FocusReason.OtherFocusReason)
        if one.fault:
            self.refused.emit(one.fault)

    def _lost(self, one: Coming, error: Exception) -> None:
        self._arrived(one, None)
        raise error

    def take(self, data: QMimeData) -> None:
        """Take files, an image or a text that was dropped or pasted."""
        paths = files_in(data)
        if paths:
            self.take_files(paths)
            return
        try:
            self._added += brought(data)
        except UserError as error:
            self.refused.emit(str(error))
        self._show()

    def _choose(self) -> None:
        dialog = QFileDialog(self, _("Add documents"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda names: self.take_files([Path(n) for n in names]))
        dialog.open()  # unlike exec, it leaves the program running

    def _show(self) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for kept in self._kept:
            if kept.id not in self._removed:
                self._add_chip(kept, kept.size, lambda one=kept: self._remove(one))
        self._chips_of_added = [
            self._add_chip(draft, len(draft.data), lambda one=draft: self._drop(one))
            for draft in self._added
        ]
        for coming in self._coming:
            self._add_chip(coming, coming.size, lambda one=coming: self._call_off(one))
        self._chips.setVisible(self._flow.count() > 0)
        self.changed.emit()

    def _add_chip(self, one: Kept | DocumentDraft | Coming, size: int, remove: object) -> FieldChip:
        chip = FieldChip(_said(one, size), accent=False)
        chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if isinstance(one, Coming):
            chip.setAccessibleDescription(_("Delete takes it out"))
        else:
            chip.setAccessibleDescription(_("Enter opens the document, Delete takes it out"))
            chip.clicked.connect(lambda: self.opened.emit(one))
        chip.removed.connect(remove)
        chip.signed.connect(remove)
        self._flow.addWidget(chip)
        chip.show()
        return chip

    def _remove(self, kept: Kept) -> None:
        self._removed.append(kept.id)
        self._show()
        self.zone.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop(self, draft: DocumentDraft) -> None:
        self._added = [one for one in self._added if one is not draft]
        self._show()
        self.zone.setFocus(Qt.FocusReason.OtherFocusReason)

    def _call_off(self, coming: Coming) -> None:
        self._coming.remove(coming)
        self._show()
        self.zone.setFocus(Qt.FocusReason.OtherFocusReason)


def _size_of(path: Path) -> int:
    """Bytes of a file; 0 of what is none."""
    try:
        return path.stat().st_size if path.is_file() else 0
    except OSError:
        return 0


def _said(one: Kept | DocumentDraft | Coming, size: int, unkept: bool = False) -> str:
    """What a chip says; of a large file, that a kill of the program would lose it yet."""
    words = _("{name}, {size}, not kept yet") if unkept else "{name}, {size}"
    if isinstance(one, Coming):
        words = _("{name}, {size}, being read")
    return words.format(name=one.name, size=file_size(size))
