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
    """Shows a step; whether it can be taken back is told later, by `answer`.

    `take_back` carries the id of the step to be taken back.
    """

    take_back = Signal(object)

    def __init__(self, zone: str, *, writable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self._writable = writable
        self._entry: HistoryEntry | None = None
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
        self._entry = self.step_id = self.button = None
        page, column = self._page()
        column.addSpacing(UNIT * 8)
        said = label(why or _("Choose a step to see what it did."), "muted")
        said.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(said)
        column.addStretch(1)
        self._put(page)

    @property
    def asks(self) -> bool:
        """Whether an answer is waited for."""
        return self.button is not None and self.step_id is None

    def answer(self, why_not: str | None) -> None:
        """Say why the step on show cannot be taken back; None says that it can."""
        button, entry = self.button, self._entry
        if button is None or entry is None:
            return
        if why_not is None:
            self.step_id = entry.step_id
            button.setEnabled(True)
        else:
            self._way_back.replaceWidget(button, label(why_not, "muted"))
            button.deleteLater()
            self.button = None

    def show_step(self, entry: HistoryEntry) -> None:
        """Show a step; what takes it back is off until the answer comes."""
        self._entry, self.step_id = entry, None
        page, column = self._page()
        column.addWidget(label(words.step(entry.title, entry.kind), "title-long"))
        at = local(entry.at, self._zone)
        when = f"{short_day(at.date())}, {at:%H:%M}"
        said = label(f"{when} · {words.author(entry.author)}", "muted")
        said.setToolTip(words.author_hint(entry.author))
        column.addWidget(said)
        self._show_way_back(entry, column)
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

    def _show_way_back(self, entry: HistoryEntry, column: QVBoxLayout) -> None:
        self.button = None
        if entry.kind == "undo":
            return
        if entry.undone:
            column.addWidget(Chip(_("taken back")), 0, Qt.AlignmentFlag.AlignLeading)
        elif not self._writable:
            column.addWidget(label(_("This register is open for reading only."), "muted"))
        else:
            deleted = any(row.kind == "delete" for row in entry.rows[:1])
            self.button = KeyedButton(
                _("Bring back") if deleted else _("Take back this step"), "Ctrl Shift B",
                primary=deleted,
            )  # fmt: skip
            self.button.setEnabled(False)
            self.button.clicked.connect(lambda: self.take_back.emit(entry.step_id))
            column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeading)
            self._way_back = column

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
