"""The engagements of a body, in the one table."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QPushButton, QVBoxLayout

from ctdesk.db.queries.engagements import EngagementList
from ctdesk.db.queries.profiles import Head
from ctdesk.db.store import Store
from ctdesk.ui.columns.engagements import columns
from ctdesk.ui.profiles.part import Bar, Part
from ctdesk.ui.tables.model import RecordModel
from ctdesk.ui.tables.view import RecordView
from ctdesk.ui.theme import set_role
from ctdesk.ui.wishes import LogEngagement, Open, ShowEngagements
from ctdesk.words import _


class EngagementsPart(Part):
    """Lists what a body took part in or is to; Enter opens an engagement."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._id = 0
        shown = columns()
        self.model = RecordModel(
            store, EngagementList(organization_id=0), shown, table="engagement",
            by="engagement_id", parent=self,
        )  # fmt: skip
        self.view = RecordView(
            self.model, shown, _("Engagements"), _("None logged yet. Ctrl+E logs one.")
        )
        self.model.modelReset.connect(self.view.choose_first)
        self.view.opened.connect(lambda one: self.wanted.emit(Open("engagement", one)))
        self.in_log = QPushButton(_("Show in the log"))
        set_role(self.in_log, "quiet")
        self.in_log.clicked.connect(lambda: self.wanted.emit(ShowEngagements(self._id)))
        self.log = QPushButton(_("Log engagement"))
        self.log.clicked.connect(self._log)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(Bar((), (self.in_log, self.log)))
        layout.addWidget(self.view, 1)

    def show_record(self, record: Head, *, other: bool) -> None:
        self._id = record.id
        self.model.show_query(EngagementList(organization_id=record.id), rows_stay=False)
        self.in_log.setVisible(bool(record.counts.engagements))
        if other:
            self.view.scrollToTop()

    def acts(self) -> Mapping[str, Callable[[], None]]:
        chosen = self.view.current_id
        found: dict[str, Callable[[], None]] = {**super().acts(), "log": self._log}
        if chosen is not None:
            found["edit"] = lambda: self.wanted.emit(Open("engagement", chosen))
        return found

    def _log(self) -> None:
        self.wanted.emit(LogEngagement((self._id,)))
