"""What stands beside the list of series: one series, whose turn it is, and all its turns."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ctdesk.db.queries.series import SeriesRecord, Turn
from ctdesk.ui.actions import keys_of
from ctdesk.ui.columns.series import about, chips, host, when
from ctdesk.ui.plain import caption
from ctdesk.ui.theme import UNIT, set_role
from ctdesk.ui.widgets.card import Card, label
from ctdesk.ui.widgets.chips import Chip
from ctdesk.ui.widgets.kept_bar import keep_bar, margins_beside
from ctdesk.ui.widgets.keyed_button import KeyedButton
from ctdesk.ui.widgets.rows import Row, Rows
from ctdesk.words import _, ngettext

HOST = 94  # px


class RotationPane(QScrollArea):
    """Shows one series; what its buttons ask for is told by signals, with the id of the turn."""

    new_wanted = Signal()
    edit_wanted = Signal()
    entered = Signal(object)
    log_wanted = Signal(object)
    link_wanted = Signal(object)
    menu_wanted = Signal(object, object)  # id and corner
    moved_within = Signal()  # the keyboard

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.record: SeriesRecord | None = None
        self._today = date.min
        set_role(self, "pane")
        self.setAccessibleName(_("Series of forums"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        keep_bar(self)
        self._lay_out()
        for rows in (self.rows, self.next_rows):
            rows.entered.connect(self._entered)
            rows.left.connect(self.moved_within)
        self.show_record(None, self._today, read_only=True)

    def _lay_out(self) -> None:
        page = QWidget()
        set_role(page, "pane")
        layout = QVBoxLayout(page)
        layout.setContentsMargins(margins_beside(self, 22, 18, 22))
        layout.setSpacing(12)
        self._nothing = label(_("Choose a series to see whose turn it is."), "muted")
        self._example = Chip(_("example"))
        self._title, self._note = label("", "title"), label("", "muted")
        self._counted = label("", "muted")
        self.add_button = KeyedButton(_("Add turn"), keys_of("new_turn"))
        self.add_button.clicked.connect(self.new_wanted)
        self.edit_button = QPushButton(_("Edit"))
        self.edit_button.setAccessibleName(_("Edit series"))
        self.edit_button.clicked.connect(self.edit_wanted)
        buttons = QHBoxLayout()
        buttons.setSpacing(UNIT)
        for button in (self.add_button, self.edit_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.next_rows, self.rows = Rows(_("Next")), Rows(_("Turns"))
        self._cards = (Card(_("Whose turn it is")), Card(_("Turns in their order")))
        for card, rows in zip(self._cards, (self.next_rows, self.rows), strict=True):
            card.add(rows)
        for part in (self._nothing, self._example, self._title, self._counted, self._note):
            layout.addWidget(part)
        layout.addLayout(buttons)
        for card in self._cards:
            layout.addWidget(card)
        layout.addStretch(1)
        self.setWidget(page)
        self.setFocusProxy(self.rows)

    # What it shows

    def show_record(self, record: SeriesRecord | None, today: date, *, read_only: bool) -> None:
        """Show a series as of today; None where none is chosen."""
        self.record, self._today = record, today
        self._nothing.setVisible(record is None)
        for part in (self._title, self._counted, *self._cards):
            part.setVisible(record is not None)
        for button in (self.add_button, self.edit_button):
            button.setVisible(record is not None and not read_only)
        self._example.setVisible(record is not None and record.is_example)
        self._note.setVisible(record is not None and bool(record.note))
        if record is None:
            return
        self._title.setText(record.name)
        set_role(self._title, "title" if len(record.name) <= 60 else "title-long")
        self._note.setText(record.note)
        self._counted.setText(_counted(record))
        turn = record.next
        ahead = [] if turn is None else [self._next(turn, read_only=read_only)]
        said = _("Every forum of this series was held.") if record.turns else _("No turn yet.")
        self.next_rows.show_rows(ahead, said)
        rows = [self._row(one, is_next=one is turn, read_only=read_only) for one in record.turns]
        nobody = _("Ctrl+Shift+T adds a turn: who hosts, by when, on which theme.")
        self.rows.show_rows(rows, nobody)

    def _next(self, turn: Turn, *, read_only: bool) -> Row:
        row = self._made(turn, turn.host_name or host(turn), _joined(when(turn), about(turn)))
        if read_only:
            return row
        if turn.engagement_id is None:
            row.add_button(_("Log this forum"), self._telling(self.log_wanted, turn))
            row.add_button(_("Link…"), self._telling(self.link_wanted, turn))
        return row

    def _row(self, turn: Turn, *, is_next: bool, read_only: bool) -> Row:
        below = _joined(when(turn), turn.theme if turn.topic else "")
        number = f"{turn.position}. {host(turn)}"
        row = self._made(turn, about(turn), below, number)
        if is_next:
            row.add_chip(_("next"), "accent")
        if not read_only:
            more = row.add_button("⋯", lambda: None)
            more.setAccessibleName(_("More with: {turn}").format(turn=row.main.accessibleName()))
            more.clicked.connect(partial(self._menu, turn.id, more))
        return row

    def _made(self, turn: Turn, words: str, below: str, lead: str = "") -> Row:
        opened = self._telling(self.entered, turn)
        row = Row(
            turn.id, words, opened, below=below, lead=lead, lead_width=HOST, lead_role="strong"
        )
        for said in chips(turn, self._today):
            row.add_chip(*said)
        row.main.setToolTip(caption(_("Open the forum") if turn.engagement_id else _("Edit")))
        return row

    def _telling(self, signal: SignalInstance, turn: Turn) -> Callable[[], None]:
        return lambda: signal.emit(turn.id)

    def _menu(self, turn_id: int, button: QPushButton) -> None:
        self.menu_wanted.emit(turn_id, button.mapToGlobal(QPoint(0, button.height())))

    # Where the keyboard stands

    @property
    def has_turns_focus(self) -> bool:
        """Whether the keyboard is on a turn."""
        return self._holds(self.rows) or self._holds(self.next_rows)

    def _holds(self, rows: Rows) -> bool:
        return any(stop.hasFocus() for stop in rows.stops)

    @property
    def turn(self) -> Turn | None:
        """The turn the keyboard stands on, or else whose turn it is; None where there is none."""
        if self.record is None:
            return None
        key = self.rows.current_key if self._holds(self.rows) else None
        return next((one for one in self.record.turns if one.id == key), self.record.next)

    def stand_on(self, turn_id: int) -> None:
        """Bring a turn into view with the keyboard on it."""
        self.rows.stand_on(turn_id)

    def _entered(self) -> None:
        focus = self.focusWidget()
        if focus is not None:
            self.ensureWidgetVisible(focus, 0, UNIT * 3)
        self.moved_within.emit()


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _counted(record: SeriesRecord) -> str:
    count = len(record.turns)
    turns = ngettext("{count} turn", "{count} turns", count).format(count=count)
    return _("{turns}, {held} held").format(turns=turns, held=record.held)
