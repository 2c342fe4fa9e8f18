"""The log: engagements in a list, newest first, the form beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QPushButton, QWidget

from ctdesk.days import today_in
from ctdesk.db.operations import engagements as operations
from ctdesk.db.queries import choices, engagements, lookups
from ctdesk.db.queries.lists import ListQuery
from ctdesk.db.search.scope import Scope
from ctdesk.db.store import Store
from ctdesk.errors import UserError
from ctdesk.settings import Settings
from ctdesk.ui.columns.engagements import columns
from ctdesk.ui.pages.list_page import ListPage, MenuLine
from ctdesk.ui.plain import caption
from ctdesk.ui.tables.empty import Empty
from ctdesk.ui.tables.model import Column
from ctdesk.ui.widgets.chips import ChipButton, one_at_most
from ctdesk.ui.wishes import PrintEngagement, PrintSummary
from ctdesk.words import _, ngettext

if TYPE_CHECKING:
    from ctdesk.ui.forms.engagement_form import EngagementForm
    from ctdesk.ui.widgets.history_pane import HistoryPane


class EngagementsPage(ListPage):
    """Lists engagements, narrowed by chips; logs, edits and deletes them."""

    kind = "engagement"
    title = _("Engagements")
    sizes = (620, 464)

    def __init__(self, store: Store, settings: Settings, parent: QWidget | None = None) -> None:
        self._from_form = False  # whether the form was left for the history
        self._organization = ""  # name of the one the list is narrowed to
        self._items = {c.short: c.id for c in store.read(choices.items)}
        super().__init__(store, settings, parent)
        self._panes.setStretchFactor(1, 0)  # the form keeps its width, the list takes the rest
        self.show_side(False)

    # What the list holds

    def _query(self) -> ListQuery:
        return engagements.EngagementList()

    def _columns(self) -> tuple[Column, ...]:
        return columns()

    def _empty(self) -> Empty:
        return Empty(
            _("Nothing is logged here yet"), _("Ctrl+E logs an engagement."), _("Log engagement")
        )

    def _buttons(self) -> Sequence[QWidget]:
        self.summary_button = QPushButton(_("Summary…"))
        self.summary_button.setToolTip(_("Print the summary of what the list shows"))
        self.summary_button.clicked.connect(self.ask_summary)
        return (self.summary_button,)

    def _chips(self) -> Sequence[QWidget]:
        self.item_chips = {
            name: ChipButton(name, checkable=True)
            for name in ("Decision 4", "Decision 7")
            if name in self._items
        }
        self.period_chips = {
            "quarter": ChipButton(_("This quarter"), checkable=True),
            "year": ChipButton(_("This year"), checkable=True),
        }
        one_at_most(list(self.item_chips.values()), self._press_item)
        one_at_most(list(self.period_chips.values()), self._narrow)
        self.organization_chip = ChipButton("", accent=True)
        self.organization_chip.hide()
        self.organization_chip.clicked.connect(lambda: self.show_only(None))
        self.item_chip = ChipButton("", accent=True)
        self.item_chip.hide()
        self.item_chip.clicked.connect(lambda: self._narrow_to_item(None))
        return (
            *self.item_chips.values(),
            *self.period_chips.values(),
            self.organization_chip,
            self.item_chip,
        )

    def _called(self, record_id: int) -> str:
        return str(self._store.read(engagements.draft(record_id)).title)

    def _several(self, count: int) -> str:
        return ngettext("{count} engagement", "{count} engagements", count).format(count=count)

    def _delete(self, session: Any, record_id: int) -> None:
        operations.delete(session, record_id)

    def _menu(self, ids: Sequence[int]) -> Sequence[MenuLine]:
        if len(ids) != 1:
            return super()._menu(ids)
        like = (_("New engagement like this one"), partial(self.start_new, like=ids[0]), "like")
        history = (_("History"), partial(self.show_history, ids[0]), "")
        return (*super()._menu(ids), like, history)

    # What stands beside it

    @cached_property
    def form(self) -> EngagementForm:
        from ctdesk.ui.forms.engagement_form import EngagementForm  # when it is first needed

        form = self._made(EngagementForm(self._store, self._settings), self._reach)
        form.saved_to_print.connect(lambda one: self.wanted.emit(PrintEngagement(one)))
        form.like_wanted.connect(lambda one: self.start_new(like=one))
        form.history_wanted.connect(self.show_history)
        return form

    @cached_property
    def history(self) -> HistoryPane:
        """The history of an engagement, made when it is first asked for."""
        from ctdesk.ui.widgets.history_pane import HistoryPane  # as the docstring says

        pane = HistoryPane(self._store, self._settings.time_zone)
        pane.closed.connect(self._leave_history)
        return pane

    def show_history(self, record_id: int) -> None:
        """Show who changed what of an engagement, in place of the form."""
        try:
            name = self._called(record_id)
        except UserError as error:
            self.notice.say(str(error))
            return
        if self.side.shown is not self.history:
            self._from_form = self.side.open_form is not None
        self.history.show_record(self.kind, record_id, name)
        self._show_beside(self.history)

    def _leave_history(self) -> None:
        if self._from_form:
            self._show_beside(self.form)
        else:
            self._show_at_rest()
            self.view.setFocus()

    # What narrows it

    @property
    def query(self) -> engagements.EngagementList:
        """The list on show."""
        query = self.model.query
        assert isinstance(query, engagements.EngagementList)
        return query

    def show_only(self, organization_id: int | None) -> None:
        """Narrow the list to one organization; None widens it again."""
        self._organization = "" if organization_id is None else self._named(organization_id)
        self.organization_chip.setText(f"{caption(self._organization)} ✕")
        self.organization_chip.setAccessibleName(
            _("Only with {name}; press to show all").format(name=self._organization)
        )
        self.organization_chip.setVisible(organization_id is not None)
        self._show(replace(self.query, organization_id=organization_id))

    def show_under(self, item_id: int) -> None:
        """List all that is carried out under a framework item."""
        self._widen()
        self._narrow_to_item(item_id)

    def _narrow_to_item(self, item_id: int | None) -> None:
        name = next((name for name, known in self._items.items() if known == item_id), "")
        for called, chip in self.item_chips.items():
            chip.setChecked(called == name)
        self.item_chip.setText(f"{caption(name)} ✕")
        self.item_chip.setAccessibleName(
            _("Only under {name}; press to show all").format(name=name)
        )
        self.item_chip.setVisible(bool(name) and name not in self.item_chips)
        self._show(replace(self.query, item_id=item_id))

    def _named(self, organization_id: int) -> str:
        names = self._store.read(lookups.names("organization", (organization_id,)))
        return names.get(organization_id, ("", ""))[0]

    def _press_item(self) -> None:
        self.item_chip.hide()  # one item at a time
        self._narrow()

    def _narrow(self) -> None:
        """Show what the chips say, as of today."""
        item = next((name for name, chip in self.item_chips.items() if chip.isChecked()), None)
        item_id = self._items[item] if item else None
        if not self.item_chip.isHidden():
            item_id = self.query.item_id
        first, last = self._period(today_in(self._settings.time_zone))
        self._show(replace(self.query, item_id=item_id, first=first, last=last))

    def _period(self, today: date) -> tuple[date | None, date | None]:
        if self.period_chips["year"].isChecked():
            return date(today.year, 1, 1), date(today.year, 12, 31)
        if self.period_chips["quarter"].isChecked():
            month = (today.month - 1) // 3 * 3 + 1
            after = date(today.year + (month == 10), (month + 2) % 12 + 1, 1)
            return date(today.year, month, 1), date.fromordinal(after.toordinal() - 1)
        return None, None

    def _show(self, query: engagements.EngagementList) -> None:
        self.model.show_query(query)
        self.view.set_empty(
            Empty(_("No engagement matches"), _("Press a chip again to widen the list."))
            if query.narrowed
            else self._empty()
        )
        self.view.choose_first()

    @property
    def scope(self) -> Scope:
        """What the list shows, as a summary is asked for."""
        item = next((name for name, id_ in self._items.items() if id_ == self.query.item_id), "")
        return Scope(item, self._organization, self.query.first, self.query.last)

    def ask_summary(self) -> None:
        """Ask for the summary of what the list shows."""
        self.wanted.emit(PrintSummary(self.scope))

    # What the window asks for

    def acts(self) -> Mapping[str, Callable[[], None]]:
        found = {"summary": self.ask_summary, "print": self.ask_summary, **super().acts()}
        if self.current_id is not None:
            found["like"] = self.log_like
        return found

    def log_like(self) -> None:
        """Open a form made from the chosen engagement, or from the one being edited."""
        editing = self.side.open_form.record_id if self.side.open_form else None
        one = editing or self.current_id
        if one is not None:
            self.start_new(like=one)

    def show_part(self, part: str) -> None:
        """Show a commitment in the form: "commitment:" and its id."""
        kind, _colon, record = part.partition(":")
        if kind == "commitment" and record.isdecimal():
            self.form.show_commitment(int(record))

    def open(self, record_id: int) -> None:
        """Show an engagement in the list and in the form; the list widens if it must."""
        self._reach(record_id)
        self.edit(record_id)

    def _widen(self) -> None:
        for chip in (*self.item_chips.values(), *self.period_chips.values()):
            chip.setChecked(False)
        self.item_chip.hide()
        self._show(engagements.EngagementList(organization_id=self.query.organization_id))
        self.show_only(None)

    def start_new(
        self, bodies: Sequence[int] = (), people: Sequence[int] = (), like: int | None = None
    ) -> None:
        """Open an empty form, with these in it, or made from an earlier engagement."""
        if like is not None:
            try:
                self._called(like)
            except UserError as error:
                self.notice.say(str(error))
                return
        given = {"bodies": list(bodies) or None, "people": list(people) or None, "like": like}
        self._start(self.form, **given)
