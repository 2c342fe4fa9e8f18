"""Targets: how often bodies are to be engaged, how they stand, and whom to engage next."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QPushButton, QWidget

from ctdesk.days import today_of
from ctdesk.db.operations import targets as operations
from ctdesk.db.queries.lists import ListQuery
from ctdesk.db.queries.targets import TargetList, draft, progress, suggestions
from ctdesk.db.store import Store
from ctdesk.errors import UserError
from ctdesk.reports import labels
from ctdesk.settings import Settings
from ctdesk.ui.columns.targets import columns
from ctdesk.ui.pages.list_page import ListPage
from ctdesk.ui.pages.targets_pane import TargetsPane
from ctdesk.ui.tables.empty import Empty
from ctdesk.ui.tables.model import Column
from ctdesk.words import _, ngettext

if TYPE_CHECKING:
    from ctdesk.ui.forms.target_form import TargetForm


class TargetsPage(ListPage):
    """Lists targets with how they stand; beside them the bodies of one, and whom to engage next."""

    kind = "target"
    title = _("Targets")
    sizes = (560, 524)

    def __init__(self, store: Store, settings: Settings, parent: QWidget | None = None) -> None:
        self._today = today_of(settings)
        super().__init__(store, settings, parent)
        self.pane = TargetsPane()
        self.pane.wanted.connect(self.wanted)
        self._stand_beside(self.pane)
        self.model.rowsInserted.connect(self.view.choose_first)  # of a list that was empty

    # What the list holds

    def _query(self) -> ListQuery:
        return TargetList()

    def _columns(self) -> tuple[Column, ...]:
        return columns()

    def _empty(self) -> Empty:
        return Empty(
            _("No target is set"),
            _("Say how often each regional organization is to be engaged, and see who is behind."),
            _("Add target"),
        )

    def _buttons(self) -> Sequence[QWidget]:
        self.add_button = QPushButton(_("Add"))
        self.add_button.setAccessibleName(_("Add target"))
        self.add_button.clicked.connect(self.start_new)
        return (self.add_button,)

    def _called(self, record_id: int) -> str:
        found = self._store.read(draft(record_id))
        return labels.often(found.times, found.every)

    def _several(self, count: int) -> str:
        return ngettext("{count} target", "{count} targets", count).format(count=count)

    def _delete(self, session: Any, record_id: int) -> None:
        operations.delete(session, record_id)

    def _widen(self) -> None:
        """It lists all there is."""

    def acts(self) -> Mapping[str, Callable[[], None]]:
        return {"new_target": self.start_new, **super().acts()}

    # What stands beside it

    @cached_property
    def form(self) -> TargetForm:
        from ctdesk.ui.forms.target_form import TargetForm  # when it is first needed

        return self._made(TargetForm(self._store, self._settings), self._reach)

    def _show_record(self, record_id: int | None) -> None:
        today = self._today()
        try:
            standing = () if record_id is None else self._store.read(progress(today, record_id))
        except UserError:
            standing = ()
        self.pane.show_all(standing, self._store.read(suggestions(today)), today)
