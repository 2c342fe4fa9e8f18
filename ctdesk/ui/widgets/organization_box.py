"""A line in which an organization is typed and found."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from ctdesk.db.queries import choices, organizations
from ctdesk.db.store import Store

_ID = int(Qt.ItemDataRole.UserRole)


class OrganizationBox(QLineEdit):
    """Holds one organization or none: typed in any language, chosen from what is found.

    `organization_id` is None while nothing is chosen; words that name nothing are `unmatched`.
    """

    changed = Signal()

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._id: int | None = None
        self._found = QStandardItemModel(0, 1, self)
        completer = QCompleter(self._found, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        # The stubs do not know that a signal with two shapes is chosen by its argument.
        completer.activated[QModelIndex].connect(self._take)  # type: ignore[index]
        self.setCompleter(completer)
        self.textEdited.connect(self._look)

    @property
    def organization_id(self) -> int | None:
        """The organization chosen."""
        return self._id

    @property
    def unmatched(self) -> bool:
        """Whether something is typed that names no organization."""
        return self._id is None and bool(self.text().strip())

    def set_organization(self, organization_id: int | None) -> None:
        """Hold an organization."""
        self._id = organization_id
        ids = [] if organization_id is None else [organization_id]
        directory = organizations.OrganizationList()
        rows = self._store.read(lambda c: directory.rows(c, ids)) if ids else {}
        row = rows.get(organization_id or 0)
        self.setText(_called(row.acronym, row.name) if row else "")

    def _look(self, typed: str) -> None:
        self._id = None
        self._found.clear()
        for one in self._store.read(choices.suggest(typed)):
            if one.kind == "organization":
                short = one.title if one.detail else ""
                item = QStandardItem(_called(short, one.detail or one.title))
                item.setData(one.id, _ID)
                self._found.appendRow(item)
        self.changed.emit()

    def _take(self, index: QModelIndex) -> None:
        self._id = index.data(_ID)
        self.changed.emit()


def _called(acronym: str, name: str) -> str:
    return f"{acronym}, {name}" if acronym else name
