"""Milestones, and the items of any other framework: how each stands, and what advanced it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ctdesk.days import short_day, today_of
from ctdesk.db.changes import Changes
from ctdesk.db.operations import frameworks as operations
from ctdesk.db.queries import frameworks as questions
from ctdesk.db.queries.frameworks import FrameworkChoice, ItemList, ItemRecord, ItemRow
from ctdesk.db.queries.narrative import MANY
from ctdesk.db.search.tree import Key
from ctdesk.db.store import Store
from ctdesk.errors import UserError
from ctdesk.reports import labels
from ctdesk.settings import Settings
from ctdesk.ui.columns.items import called, columns, due_chip, state_chip
from ctdesk.ui.pages.item_pane import ItemPane
from ctdesk.ui.pages.list_page import ListPage, MenuLine
from ctdesk.ui.tables.empty import Empty
from ctdesk.ui.tables.model import Column
from ctdesk.ui.tasks import Newest
from ctdesk.ui.widgets.chips import ChipButton
from ctdesk.ui.widgets.timeline import Mark, Timeline
from ctdesk.ui.wishes import Ask, Open, PrintNarrative
from ctdesk.words import _, ngettext

if TYPE_CHECKING:
    from ctdesk.ui.forms.item_form import ItemForm

SHOWN = 8  # newest engagements of an item


class MilestonesPage(ListPage):
    """Lists the items of one framework at a time, at first the milestones of action 23 (c)."""

    kind = "framework_item"
    by = "item_id"
    title = _("Milestones")
    sizes = (640, 444)
    shortly = MANY  # engagements of an item that is read at once; of more, beside the window

    def __init__(self, store: Store, settings: Settings, parent: QWidget | None = None) -> None:
        self._today = today_of(settings)
        self.frameworks = store.read(questions.frameworks)
        self.framework: FrameworkChoice | None = next(iter(self.frameworks), None)
        self.timeline = Timeline()
        self._item: ItemRow | None = None
        super().__init__(store, settings, parent)
        self._newest = Newest(self)
        self.pane = ItemPane()
        self._stand_beside(self.pane)
        self.pane.show_nothing(_("Choose an item to see what advanced it."))
        self.pane.edit_wanted.connect(self.edit_current)
        self.pane.print_wanted.connect(lambda: self.print_narrative(self.current_id))
        self.pane.state_wanted.connect(self.set_state)
        self.pane.engagement_wanted.connect(lambda one: self.wanted.emit(Open("engagement", one)))
        self.pane.list_wanted.connect(self._show_in_list)
        self.timeline.pressed.connect(self.open)
        self._show_timeline()

    # What the list holds

    def _query(self) -> ItemList:
        return ItemList(framework_id=self.framework.id if self.framework else 0)

    def _columns(self) -> tuple[Column, ...]:
        return columns(self._today)

    def _empty(self) -> Empty:
        return Empty(_("The register holds no framework with items"))

    def _buttons(self) -> Sequence[QWidget]:
        self.print_button = QPushButton(_("Print…"))
        self.print_button.setToolTip(_("Print the narrative of all items of this framework"))
        self.print_button.clicked.connect(lambda: self.print_narrative(None))
        return (self.print_button,)

    def _chips(self) -> Sequence[QWidget]:
        self.chips: dict[int, ChipButton] = {}
        for one in self.frameworks:
            chip = ChipButton(one.short, checkable=True)
            chip.setToolTip(one.name)
            chip.setChecked(one == self.framework)
            chip.clicked.connect(partial(self._choose_framework, one))
            self.chips[one.id] = chip
        return tuple(self.chips.values())

    def _list(self) -> QWidget:
        holder = super()._list()
        layout = holder.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(layout.indexOf(self.view), self.timeline)
        return holder

    def _called(self, record_id: int) -> str:
        return called(self._store.read(questions.item(record_id, 0)).row)

    def _several(self, count: int) -> str:
        return ngettext("{count} item", "{count} items", count).format(count=count)

    def _widen(self) -> None:
        """It lists a whole framework always."""

    def _menu(self, ids: Sequence[int]) -> Sequence[MenuLine]:
        if len(ids) != 1:
            return ()
        printing = (_("Print narrative…"), partial(self.print_narrative, ids[0]), "print")
        return ((_("Edit"), self.edit_current, "edit"), printing)

    def enter(self, record_id: int) -> None:
        """Go on to what stands beside it."""
        del record_id
        self._show_chosen()  # the keys may be quicker than what follows the choice
        self.pane.setFocus()

    # Which framework

    def _choose_framework(self, one: FrameworkChoice, _on: bool = False) -> None:
        self.side.leaving_form(partial(self.show_framework, one))
        self._mark_chips()

    def _mark_chips(self) -> None:
        for number, chip in self.chips.items():
            chip.setChecked(self.framework is not None and number == self.framework.id)

    def show_framework(self, one: FrameworkChoice) -> None:
        """List the items of a framework."""
        self.framework = one
        self._mark_chips()
        self.model.show_query(self._query())
        self.view.choose_first()
        self._show_timeline()
        self._show_chosen()

    def _reach(self, record_id: int, *, by_hand: bool = True) -> None:
        own = self._store.read(questions.framework_of(record_id))
        wanted = next((one for one in self.frameworks if one.id == own), None)
        if wanted is not None and wanted != self.framework:
            self.show_framework(wanted)
        super()._reach(record_id, by_hand=by_hand)

    def stand_on(self, record_id: int) -> None:
        self._reach(record_id, by_hand=False)

    def _show_timeline(self) -> None:
        rows: Sequence[ItemRow] = ()
        if self.framework is not None:
            rows = self._store.read(questions.items_of(self.framework.id))
        today, dated = self._today(), [row for row in rows if row.due is not None]
        self.timeline.show_marks([_mark(row, today) for row in dated], today)
        self.timeline.setVisible(bool(dated))
        self.view.leave_bare(
            [key for key in ("due", "state") if not any(getattr(row, key) for row in rows)]
        )

    # What stands beside it

    @cached_property
    def form(self) -> ItemForm:
        from ctdesk.ui.forms.item_form import ItemForm  # when it is first needed

        return self._made(ItemForm(self._store, self._settings), self._reach)

    def _show_record(self, record_id: int | None) -> None:
        self._item = None
        self.timeline.choose(record_id)
        if record_id is None:
            several = self.view.selected_count > 1
            nothing = _("Choose an item to see what advanced it.")
            self.pane.show_nothing(self._said_of_several() if several else nothing)
            return
        question = partial(self._store.read, questions.item(record_id, SHOWN))
        if self._store.read(questions.logged(record_id)) > self.shortly:
            self._newest.ask(question, self._answered, self._failed)
            return
        self._newest.call_off()
        try:
            self._answered(question())
        except UserError as error:
            self.pane.show_nothing(str(error))

    def _answered(self, record: ItemRecord) -> None:
        if record.row.id == self.current_id:
            self._item = record.row
            self.pane.show_item(record, self._today(), read_only=self._store.read_only)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self.pane.show_nothing(str(error))

    def _changed(self, changes: Changes) -> None:
        super()._changed(changes)
        if changes.touches("framework_item", "framework"):
            self._show_timeline()

    # What the window asks for

    def start_new(self) -> None:
        """None is added here."""

    def acts(self) -> Mapping[str, Callable[[], None]]:
        found = dict(super().acts())
        for key in ("delete", "log"):
            found.pop(key, None)
        if self.framework is not None:
            found["print"] = lambda: self.print_narrative(self.current_id)
        return found

    def delete_chosen(self) -> None:
        """What a document says is not deleted."""

    def set_state(self, state: str) -> None:
        """Say how the chosen item stands; one that stands so already is asked about no more."""
        one = self._item
        if one is None:
            return
        words = _("{item}: {state}").format(item=one.label, state=labels.item_state(state))
        try:
            draft = replace(self._store.read(questions.item_draft(one.id)), state=state)
            if state != one.state:
                self._store.perform(words, lambda s: operations.edit_item(s, one.id, draft))
        except UserError as error:
            self.notice.say(str(error))
        self._show_chosen()

    def print_narrative(self, item_id: int | None) -> None:
        """Ask for the narrative of an item, or of all of the framework."""
        if self.framework is not None:
            self.wanted.emit(PrintNarrative(self.framework.id, item_id))

    def _show_in_list(self) -> None:
        if self._item is not None:
            self.wanted.emit(Ask("engagements", Key("under", (self._item.label,))))

    # How it was left

    def state(self) -> dict[str, Any]:
        return {**super().state(), "framework": self.framework.key if self.framework else ""}

    def restore(self, state: Mapping[str, Any]) -> None:
        found = (one for one in self.frameworks if one.key and one.key == state.get("framework"))
        wanted = next(found, None)
        if wanted is not None and wanted != self.framework:
            self.show_framework(wanted)
        super().restore(state)


def _mark(row: ItemRow, today: date) -> Mark:
    chip = due_chip(row, today) or state_chip(row.state)
    assert row.due is not None
    told = f"{called(row)}. {_('Due {day}').format(day=short_day(row.due))}. {chip[0]}"
    return Mark(row.id, row.due, row.short or row.label, chip[0], chip[1], told)
