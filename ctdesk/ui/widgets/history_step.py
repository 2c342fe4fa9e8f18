"""One step of the history by itself: all it did, and the button that takes it back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ctdesk.days import local, short_day
from ctdesk.db.queries.history import HistoryEntry
from ctdesk.ui import history_words as words
from ctdesk.ui.theme import UNIT, set_role
from ctdesk.ui.widgets.card import Card, label
from ctdesk.ui.widgets.chips import Chip
from ctdesk.ui.widgets.history_entry import EntryLines
from ctdesk.ui.widgets.kept_bar import keep_bar, margins_beside
from ctdesk.ui.widgets.keyed_button import KeyedButton
from ctdesk.words import _

SHOWN = 40  # lines before "Show all"


class StepDetails(QScrollArea):
    """Shows a step. `take_back` carries the id of the step to be taken back."""

    take_back = Signal(object)

    def __init__(self, zone: str, *, writable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self._writable = writable
        self.step_id: int | None = None  # of what can be taken back
        self.button: KeyedButton | None = None
        set_role(self, "pane")
        self.setAccessibleName(_("What the step did"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        keep_bar(self)
        self.show_nothing()

    def show_nothing(self, why: str = "") -> None:
        """Say that there is nothing to show."""
        self.step_id = self.button = None
        page, column = self._page()
        column.addSpacing(UNIT * 8)
        said = label(why or _("Choose a step to see what it did."), "muted")
        said.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(said)
        column.addStretch(1)
        self._put(page)

    def show_step(self, entry: HistoryEntry, why_not: str | None) -> None:
        """Show a step; `why_not` says why it cannot be taken back, None that it can."""
        possible = why_not is None and entry.kind != "undo"
        self.step_id = entry.step_id if possible else None
        page, column = self._page()
        column.addWidget(label(words.step(entry.title, entry.kind), "title-long"))
        at = local(entry.at, self._zone)
        when = f"{short_day(at.date())}, {at:%H:%M}"
        said = label(f"{when} · {words.author(entry.author)}", "muted")
        said.setToolTip(words.author_hint(entry.author))
        column.addWidget(said)
        self.button = None
        if possible:
            deleted = any(row.kind == "delete" for row in entry.rows[:1])
            self.button = KeyedButton(
                _("Bring back") if deleted else _("Take back this step"), "Ctrl Shift B",
                primary=deleted,
            )  # fmt: skip
            self.button.clicked.connect(lambda: self.take_back.emit(entry.step_id))
            column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeading)
        elif entry.undone and entry.kind != "undo":
            column.addWidget(Chip(_("taken back")), 0, Qt.AlignmentFlag.AlignLeading)
        elif why_not is not None and entry.kind != "undo":
            column.addWidget(label(why_not, "muted"))
        card = Card(_("What it did"))
        owner = (entry.rows[0].table, entry.rows[0].id) if entry.rows else None
        if owner is not None:
            kind = words.table(entry.rows[0].table)
            card.add(label(f"{kind}: {entry.rows[0].title}"))
            card.add_gap(UNIT // 2)
        self.lines = EntryLines(entry, owner, shown=SHOWN)
        card.add(self.lines)
        if not self.lines.texts:
            card.add(label(_("Only the order or the workings of records changed."), "muted"))
        column.addWidget(card)
        column.addStretch(1)
        self._put(page)

    def _put(self, page: QWidget) -> None:
        before = self.takeWidget()
        if before is not None:
            before.deleteLater()  # later: it may be a button of it that was pressed
        self.setWidget(page)

    def _page(self) -> tuple[QWidget, QVBoxLayout]:
        page = QWidget()
        set_role(page, "pane")
        column = QVBoxLayout(page)
        column.setContentsMargins(margins_beside(self, 22, 18, 22))
        column.setSpacing(12)
        return page, column
