"""The history: all steps in a list, what the chosen one did beside it, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, time
from functools import partial

from PySide6.QtWidgets import QLineEdit, QWidget

from ctdesk.days import local, now_in, short_day
from ctdesk.db.changes import Changes
from ctdesk.db.queries.history import operation_details
from ctdesk.db.queries.lists import ListQuery
from ctdesk.db.queries.steps import StepList, StepRow
from ctdesk.db.store import Store
from ctdesk.db.undoing import why_not
from ctdesk.errors import UserError
from ctdesk.settings import Settings
from ctdesk.ui import history_words as words
from ctdesk.ui.pages.list_page import ListPage
from ctdesk.ui.tables.empty import Empty
from ctdesk.ui.tables.model import Cell, Column
from ctdesk.ui.tasks import Newest
from ctdesk.ui.theme import set_role
from ctdesk.ui.widgets.chips import ChipButton
from ctdesk.ui.widgets.history_step import StepDetails
from ctdesk.ui.wishes import Open
from ctdesk.words import _

# What is opened of several records that came back: the one that the others belong to.
_OPENED = (
    "engagement", "organization", "person", "commitment", "document", "series", "need",
    "plan_action", "plan_objective",
)  # fmt: skip

_NO_MATCH = (
    _("No step matches"),
    _("Press a chip again, or empty the field, to widen the list."),
)


class HistoryPage(ListPage):
    """Lists the steps, shows what one did, takes it back."""

    kind = "operation"
    title = _("History")
    sizes = (560, 524)

    def __init__(self, store: Store, settings: Settings, parent: QWidget | None = None) -> None:
        self.details = StepDetails(settings.time_zone, writable=not store.read_only)
        self._shown: int | None = None  # row of the list that is on show
        super().__init__(store, settings, parent)
        self._newest = Newest(self)
        self._stand_beside(self.details)
        self.details.take_back.connect(self.take_back)

    # What the list holds

    def _query(self) -> ListQuery:
        return StepList()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("when", _("When"), self._when, 152),
            Column("what", _("What"), _what, 220, stretch=4),
            Column("who", _("Who"), _who, 130, stretch=1, optional=True),
            Column("records", _("Records"), _records, 84, optional=True, sortable=False),
        )  # fmt: skip

    def _when(self, row: StepRow) -> Cell:
        at = local(row.at, self._settings.time_zone)
        return Cell(f"{short_day(at.date())}, {at:%H:%M}")

    def _empty(self) -> Empty:
        return Empty(
            _("Nothing has been changed yet"),
            _("Each change stands here, and can be taken back."),
        )

    def _chips(self) -> Sequence[QWidget]:
        self.deletions_chip = ChipButton(_("Deletions"), checkable=True)
        self.mine_chip = ChipButton(_("Mine"), checkable=True)
        self.today_chip = ChipButton(_("Today"), checkable=True)
        chips = (self.deletions_chip, self.mine_chip, self.today_chip)
        for chip in chips:
            chip.clicked.connect(self._narrow)
        return chips

    def _buttons(self) -> Sequence[QWidget]:
        self.words = QLineEdit()
        self.words.setPlaceholderText(_("Search history"))
        self.words.setAccessibleName(_("Show only steps with these words"))
        self.words.setClearButtonEnabled(True)
        self.words.setFixedWidth(180)
        set_role(self.words, "find")
        self.words.textChanged.connect(self._narrow)
        return (self.words,)

    def _narrow(self) -> None:
        now = now_in(self._settings.time_zone)
        morning = datetime.combine(now.date(), time(), now.tzinfo)
        query = StepList(
            deletions=self.deletions_chip.isChecked(),
            author=self._settings.name if self.mine_chip.isChecked() else None,
            since=morning if self.today_chip.isChecked() else None,
            words=self.words.text().strip(),
        )
        self.model.show_query(query)
        self.view.set_empty(Empty(*_NO_MATCH) if query.narrowed else self._empty())
        self.view.choose_first()

    # What the window asks for

    def open(self, record_id: int) -> None:
        """Show a step; the list is widened where it does not hold it."""
        self.model.attend(True)
        if not self.view.choose(record_id):
            for chip in (self.deletions_chip, self.mine_chip, self.today_chip):
                chip.setChecked(False)
            self.words.clear()
            self._narrow()
            self.view.choose(record_id)

    def edit(self, record_id: int) -> None:
        """Enter goes on to what the step did."""
        del record_id
        self.details.setFocus()

    def acts(self) -> Mapping[str, Callable[[], None]]:
        step = self.details.step_id
        if step is None or self._shown != self.current_id:  # what is on show is an earlier one
            return {"save_list": self.save_list}
        return {"save_list": self.save_list, "bring_back": lambda: self.take_back(step)}

    # What is done

    def take_back(self, step_id: int) -> None:
        """Take a step back as one more step, and open what came back with it."""
        try:
            changes = self._store.undo(step_id)
        except UserError as error:
            self.notice.say(str(error))
            return
        self.notice.say(_("Taken back: {title}").format(title=changes.title), "good")
        back = _came_back(changes)
        if back is not None:
            self.wanted.emit(back)

    def _show_chosen(self) -> None:
        self._shown = shown = self.current_id
        if shown is None:
            self.details.show_nothing()
        else:
            try:
                entry = self._store.read(operation_details(shown))
            except UserError as error:
                self.details.show_nothing(str(error))
            else:
                self.details.show_step(entry)
        if self.details.asks:
            self._ask(entry.step_id)
        self._tell_acts()

    def _ask(self, step_id: int) -> None:
        """Ask whether a step can be taken back, beside the window: a year takes 0.3 s."""
        question = partial(self._store.read, why_not(step_id))
        self._newest.ask(question, partial(self._answered, self._shown), self._failed)

    def _answered(self, shown: int | None, reason: str | None) -> None:
        if shown == self._shown:
            self.details.answer(reason)
            self._tell_acts()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self.details.answer(str(error))

    def _changed(self, changes: Changes) -> None:
        super()._changed(changes)
        self._soon.start()


def _who(row: StepRow) -> Cell:
    return Cell(words.author(row.author), tooltip=words.author_hint(row.author))


def _records(row: StepRow) -> Cell:
    return Cell(f"{row.count:,}", muted=True)


def _what(row: StepRow) -> Cell:
    title = words.step(row.title, row.kind)
    if row.undone and row.kind != "undo":
        return Cell(title, chips=((_("taken back"), "plain"),))
    return Cell(title)


def _came_back(changes: Changes) -> Open | None:
    """What to open of what came back; None where nothing did."""
    back = [row for row in changes.rows if row.before is None]
    for kind in _OPENED:
        for row in back:
            if row.table == kind:
                return Open(kind, row.id)
    return None
