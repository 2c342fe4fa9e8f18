"""Forum rotation: series of regional forums, who hosted, whose turn it is, what is coming."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from ctdesk.days import month_day, short_month, today_of
from ctdesk.db.operations import series as operations
from ctdesk.db.queries import series as questions
from ctdesk.db.queries.organizations import OrganizationList
from ctdesk.db.queries.series import SeriesList, Turn
from ctdesk.db.search.tree import AllOf, Key
from ctdesk.db.store import Store
from ctdesk.errors import UserError
from ctdesk.settings import Settings
from ctdesk.ui.actions import menu_action
from ctdesk.ui.columns.series import NOTHING, about, chips, columns, host
from ctdesk.ui.pages.list_head import EDGE
from ctdesk.ui.pages.list_page import ListPage, MenuLine
from ctdesk.ui.pages.rotation_pane import RotationPane
from ctdesk.ui.tables.empty import Empty
from ctdesk.ui.tables.model import Column
from ctdesk.ui.theme import UNIT, set_role
from ctdesk.ui.widgets.card import Card
from ctdesk.ui.widgets.rows import Row, Rows
from ctdesk.ui.wishes import Ask, LogForum, Open
from ctdesk.words import _, ngettext

if TYPE_CHECKING:
    from ctdesk.ui.forms.series_form import SeriesForm, TurnForm

MONTH = 74  # px
_REGIONAL = Key("kind", ("regional",))
HOSTED = AllOf((_REGIONAL, Key("forum", ("hosted",))))
NEVER = AllOf((_REGIONAL, Key("forum", ("never",))))


class ForumsPage(ListPage):
    """Lists series with what is coming below them, one beside the list with its turns."""

    kind = "series"
    title = _("Forum rotation")
    sizes = (420, 664)

    def __init__(self, store: Store, settings: Settings, parent: QWidget | None = None) -> None:
        self._today = today_of(settings)
        self.pane = RotationPane()
        super().__init__(store, settings, parent)
        self._stand_beside(self.pane)
        self.pane.new_wanted.connect(self.add_turn)
        self.pane.edit_wanted.connect(self._edit_series)
        self.pane.entered.connect(self.enter_turn)
        self.pane.log_wanted.connect(lambda one: self.wanted.emit(LogForum(one)))
        self.pane.link_wanted.connect(self.link_turn)
        self.pane.menu_wanted.connect(self._open_menu)
        self.pane.moved_within.connect(self._tell_acts)

    # What the list holds, and what stands below it

    def _query(self) -> SeriesList:
        return SeriesList()

    def _columns(self) -> tuple[Column, ...]:
        return columns(self._today)

    def _empty(self) -> Empty:
        return NOTHING

    def _buttons(self) -> Sequence[QWidget]:
        self.add_button = QPushButton(_("Add series"))
        self.add_button.clicked.connect(self.start_new)
        self.add_button.setEnabled(not self._store.read_only)
        return (self.add_button,)

    def _list(self) -> QWidget:
        holder = super()._list()
        self.coming, self.hosts = Rows(_("Coming forums")), Rows(_("Hosts"))
        below = QWidget()
        set_role(below, "pane")
        column = QVBoxLayout(below)
        column.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        column.setSpacing(UNIT)
        for rows, heading in ((self.coming, _("Coming")), (self.hosts, _("Regional bodies"))):
            card = Card(heading)
            card.add(rows)
            column.addWidget(card)
        layout = holder.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addWidget(below)
        return holder

    def _called(self, record_id: int) -> str:
        return self._store.read(questions.draft(record_id)).name

    def _several(self, count: int) -> str:
        return ngettext("{count} series", "{count} series", count).format(count=count)

    def _delete(self, session: Any, record_id: int) -> None:
        operations.delete(session, record_id)

    def _widen(self) -> None:
        """It always lists all."""

    def _menu(self, ids: Sequence[int]) -> Sequence[MenuLine]:
        add = ((_("Add turn"), self.add_turn, "new_turn"),) if len(ids) == 1 else ()
        return (*add, *super()._menu(ids))

    def enter(self, record_id: int) -> None:
        """Go on to the turns."""
        del record_id
        self._show_chosen()  # the keys may be quicker than what follows the choice
        self.pane.setFocus()

    # What stands beside it

    @cached_property
    def form(self) -> SeriesForm:
        from ctdesk.ui.forms.series_form import SeriesForm  # when it is first needed

        return self._made(SeriesForm(self._store, self._settings), self._saved)

    @cached_property
    def turn_form(self) -> TurnForm:
        """What a turn is typed in, made when it is first needed."""
        from ctdesk.ui.forms.series_form import TurnForm  # as above

        return self._made(TurnForm(self._store, self._settings), self._saved_turn)

    def _saved(self, series_id: int) -> None:
        self._close_form()
        self._open(series_id, by_hand=False)

    def _saved_turn(self, turn_id: int) -> None:
        self._reach(self._store.read(questions.turn(turn_id)).series_id, by_hand=False)

    def _show_record(self, record_id: int | None) -> None:
        record = None
        if record_id is not None:
            try:
                record = self._store.read(questions.series(record_id))
            except UserError as error:
                self.notice.say(str(error))
        self.pane.show_record(record, self._today(), read_only=self._store.read_only)
        self._show_below()
        self._tell_acts()

    def _show_below(self) -> None:
        """What is coming, by month, and how many bodies hosted and never did."""
        rows: list[Row] = []
        month = ""
        for turn in self._store.read(questions.coming):
            rows.append(self._coming(turn, month))
            month = _month(turn)
        self.coming.show_rows(rows, _("No turn ahead has a day."))
        hosted, never = (
            self._store.read(OrganizationList(asked=one).count) for one in (HOSTED, NEVER)
        )
        of_all = _("{count} of {all}")
        told = (
            (HOSTED, _("Hosted a forum in turn"), str(hosted)),
            (NEVER, _("Never hosted"), of_all.format(count=never, all=hosted + never)),
        )
        figures = []
        for asked, words, count in told:
            row = Row(words, words, partial(self.wanted.emit, Ask("organizations", asked)))
            row.add_chip(count, "warn" if asked is NEVER and never else "plain")
            figures.append(row)
        self.hosts.show_rows(figures, "")

    def _coming(self, turn: Turn, month_before: str) -> Row:
        month = _month(turn)
        assert turn.day is not None
        day = month_day(turn.day)
        below = f"{about(turn)} · {turn.series}"
        row = Row(
            turn.id, host(turn), partial(self.open_turn, turn.id), below=below,
            lead="" if month == month_before else month,
            lead_below=day if turn.is_fixed else _("by {day}").format(day=day),
            lead_width=MONTH, lead_role="strong",
        )  # fmt: skip
        for said in chips(turn, self._today()):
            row.add_chip(*said)
        return row

    # What the window asks for

    def acts(self) -> Mapping[str, Callable[[], None]]:
        found = {"new_series": self.start_new, **super().acts()}
        if self.current_id is not None:
            found["new_turn"] = self.add_turn
        turn = self.pane.turn
        if turn is not None and self.side.open_form is None:
            if self.pane.has_turns_focus:
                found["move_up"] = partial(self.move_turn, turn.id, -1)
                found["move_down"] = partial(self.move_turn, turn.id, 1)
            found["link_forum"] = partial(self.link_turn, turn.id)
            if turn.engagement_id is None:
                found["log_forum"] = partial(self.wanted.emit, LogForum(turn.id))
        return found

    def panes(self) -> list[QWidget]:
        first, *beside = super().panes()
        return [first, self.coming, self.hosts, *beside]

    def edit_current(self) -> None:
        """Edit the turn the keyboard is on, or else the series."""
        turn = self.pane.turn
        if self.pane.has_turns_focus and turn is not None:
            self.edit_turn(turn.id)
        else:
            super().edit_current()

    def _edit_series(self) -> None:
        super().edit_current()

    def delete_chosen(self) -> None:
        """Delete the turn the keyboard is on, or else what is chosen in the list."""
        turn = self.pane.turn
        if self.pane.has_turns_focus and turn is not None:
            self.delete_turn(turn.id)
        elif not self.pane.isAncestorOf(self.focusWidget() or self):
            super().delete_chosen()

    def resume(self, key: str) -> None:
        kind, _colon, which = key.partition(":")
        form = self.turn_form if kind == "series_turn" else self.form
        self._resume_in(form, which)

    # Turns

    def add_turn(self) -> None:
        """Open an empty form of a turn of the chosen series."""
        self._start(self.turn_form, series_id=self.current_id)

    def edit_turn(self, turn_id: int) -> None:
        """Open a turn in its form."""
        self._edit_in(self.turn_form, turn_id)

    def link_turn(self, turn_id: int) -> None:
        """Open a turn in its form, where its forum is named."""
        self._edit_in(self.turn_form, turn_id, lambda: self.turn_form.body.reveal("engagement_id"))

    def enter_turn(self, turn_id: int) -> None:
        """Open the forum of a turn; one without is edited."""
        turn = self._turn(turn_id)
        if turn is not None and turn.engagement_id is not None:
            self.wanted.emit(Open("engagement", turn.engagement_id))
        elif turn is not None:
            self.edit_turn(turn_id)

    def open_turn(self, turn_id: int) -> None:
        """Show a turn in its series."""
        turn = self._turn(turn_id)
        if turn is not None:
            self.side.leaving_form(partial(self._open_turn, turn))

    def _open_turn(self, turn: Turn) -> None:
        self._open(turn.series_id)
        self.pane.stand_on(turn.id)

    def move_turn(self, turn_id: int, step: int) -> None:
        """Move a turn up (-1) or down (1) among the others, and stand on it."""
        order = self.pane.record.turns if self.pane.record is not None else ()
        at = next((number for number, one in enumerate(order) if one.id == turn_id), None)
        if at is None or not 0 <= at + step < len(order):
            return
        turn = order[at]
        title = _("Move {turn} up") if step < 0 else _("Move {turn} down")
        self._perform(title, turn, lambda s: operations.move_turn(s, turn.id, step))
        self._show_chosen()
        self.pane.stand_on(turn.id)

    def unlink_turn(self, turn_id: int) -> None:
        """Have a turn be without its forum again."""
        turn = self._turn(turn_id)
        if turn is not None:
            words = _("Unlink the forum of {turn}")
            self._perform(words, turn, lambda s: operations.link(s, turn_id, None))

    def delete_turn(self, turn_id: int) -> None:
        """Delete a turn, and offer to take that back."""
        turn = self._turn(turn_id)
        if turn is None:
            return
        words = _("Delete {turn}")
        if self._perform(words, turn, lambda s: operations.delete_turn(s, turn_id)):
            said = _("Deleted: {name}").format(name=_turn_called(turn))
            self.notice.say(said, "plain", (_("Undo"), self._take_back))

    def _turn(self, turn_id: int) -> Turn | None:
        try:
            return self._store.read(questions.turn(turn_id))
        except UserError as error:
            self.notice.say(str(error))
            return None

    def _perform(self, words: str, turn: Turn, work: Callable[[Any], None]) -> bool:
        try:
            self._store.perform(words.format(turn=_turn_called(turn)), work)
        except UserError as error:
            self.notice.say(str(error))
            return False
        return True

    def _open_menu(self, turn_id: int, corner: QPoint) -> None:
        turn = self._turn(turn_id)
        if turn is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for line in self._turn_menu(turn):
            action = menu_action(*line, read_only=self._store.read_only)
            action.setParent(menu)
            menu.addAction(action)
        menu.popup(corner)

    def _turn_menu(self, turn: Turn) -> Sequence[MenuLine]:
        one = turn.id
        forum: Sequence[MenuLine] = (
            (_("Log this forum"), partial(self.wanted.emit, LogForum(one)), "log_forum"),
            (_("Link a logged engagement…"), partial(self.link_turn, one), "link_forum"),
        )
        if turn.engagement_id is not None:
            forum = (
                (_("Open the forum"), partial(self.enter_turn, one), ""),
                (_("Unlink the forum"), partial(self.unlink_turn, one), ""),
            )
        return (
            *forum,
            (_("Edit"), partial(self.edit_turn, one), "edit"),
            (_("Move up"), partial(self.move_turn, one, -1), "move_up"),
            (_("Move down"), partial(self.move_turn, one, 1), "move_down"),
            (_("Delete"), partial(self.delete_turn, one), "delete"),
        )


def _month(turn: Turn) -> str:
    if turn.day is None:
        return ""
    return _("{month} {year}").format(month=short_month(turn.day), year=turn.day.year)


def _turn_called(turn: Turn) -> str:
    return _("the turn of {host}").format(host=turn.host or turn.topic)
