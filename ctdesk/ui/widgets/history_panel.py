"""The history of one record by day: who did what, from what to what; to be taken back from here."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ctdesk.days import local, short_day
from ctdesk.db.changes import Changes
from ctdesk.db.queries.history import HistoryEntry, record_history
from ctdesk.db.store import Store
from ctdesk.errors import UserError
from ctdesk.ui.live import Live
from ctdesk.ui.theme import UNIT, set_role
from ctdesk.ui.widgets.card import label, rule
from ctdesk.ui.widgets.history_entry import EntryView
from ctdesk.ui.widgets.notice import Notice
from ctdesk.words import _

STEPS = 20  # shown before "Earlier steps"


class HistoryPanel(QWidget):
    """Shows what was done to a record; `zone` is the officer's time zone."""

    def __init__(self, store: Store, zone: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._zone = zone
        self._record: tuple[str, int] | None = None
        self._limit = STEPS
        self._stale = False
        self.entries: list[EntryView] = []
        self.notice = Notice()
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAccessibleName(_("History"))
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        set_role(self._area, "stop")
        self.setFocusProxy(self._area)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT)
        column.addWidget(self.notice)
        column.addWidget(self._area, 1)
        Live(store, self).changed.connect(self._changed)

    def show_record(self, table: str, record_id: int) -> None:
        """Show the history of a record; read when somebody looks."""
        self._record = (table, record_id)
        self._limit = STEPS
        self.notice.clear()
        self._area.verticalScrollBar().setValue(0)
        self._freshen()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._freshen()

    def _freshen(self) -> None:
        self._stale = not self.isVisible()
        if self._stale or self._record is None:
            return
        found = self._store.read(record_history(*self._record, self._limit + 1))
        place = self._area.verticalScrollBar().value()
        before = self._area.takeWidget()
        if before is not None:
            before.deleteLater()  # later: it may be a button of it that was pressed
        self._area.setWidget(self._page(found[: self._limit], more=len(found) > self._limit))
        self._area.verticalScrollBar().setValue(place)

    def _page(self, found: tuple[HistoryEntry, ...], *, more: bool) -> QWidget:
        assert self._record is not None
        page = QWidget()
        set_role(page, "pane")
        column = QVBoxLayout(page)
        column.setContentsMargins(UNIT // 2, 0, UNIT // 2, UNIT)
        column.setSpacing(0)
        self.entries = []
        for day, entries in groupby(found, lambda one: local(one.at, self._zone).date()):
            column.addSpacing(UNIT)
            column.addWidget(label(short_day(day), "section"))
            for number, entry in enumerate(entries):
                if number:
                    column.addWidget(rule())
                view = EntryView(
                    entry, self._record, self._zone, writable=not self._store.read_only
                )
                view.take_back.connect(self._take_back)
                self.entries.append(view)
                column.addWidget(view)
        if not found:
            column.addSpacing(UNIT * 4)
            words_said = _("Nothing has been changed here since the register was made.")
            said = label(words_said, "muted")
            said.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(said)
        if more:
            earlier = QPushButton(_("Earlier steps"))
            set_role(earlier, "link")
            earlier.clicked.connect(self._show_earlier)
            column.addWidget(earlier, 0, Qt.AlignmentFlag.AlignLeading)
        column.addStretch(1)
        return page

    def _show_earlier(self) -> None:
        self._limit *= 3
        self._freshen()
        self._area.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_back(self, step_id: int) -> None:
        try:
            changes = self._store.undo(step_id)
        except UserError as error:
            self.notice.say(str(error))
            return
        self.notice.say(_("Taken back: {title}").format(title=changes.title), "good")
        self._area.setFocus(Qt.FocusReason.OtherFocusReason)

    def _changed(self, changes: Changes) -> None:
        """Anything may have changed what the record is called, what belongs to it, what stands."""
        del changes
        self.notice.clear()
        self._freshen()
