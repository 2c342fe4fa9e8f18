"""Action plan: objectives with the actions under each, who does what by when, and how far it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ctdesk.days import today_of
from ctdesk.db.changes import Changes
from ctdesk.db.operations import plan as operations
from ctdesk.db.queries import plan
from ctdesk.db.queries.lists import ListQuery
from ctdesk.db.queries.plan import PlanList
from ctdesk.db.store import Store
from ctdesk.errors import UserError
from ctdesk.settings import Settings
from ctdesk.ui.actions import sequence_of
from ctdesk.ui.columns.plan import NONE_LEFT, NOTHING, columns
from ctdesk.ui.forms.linking import LinkingForm
from ctdesk.ui.pages.list_page import ListPage, MenuLine
from ctdesk.ui.pages.plan_pane import PlanPane
from ctdesk.ui.plain import caption, tip
from ctdesk.ui.tables.empty import Empty
from ctdesk.ui.tables.model import Column
from ctdesk.ui.widgets.chips import ChipButton, one_at_most
from ctdesk.ui.wishes import PrintPlan
from ctdesk.words import _, ngettext

if TYPE_CHECKING:
    from ctdesk.ui.forms.plan_forms import ActionForm, ObjectiveForm

BESIDE = 300  # px at least of what stands beside: as much as its form needs


class PlanPage(ListPage):
    """Lists the plan in its order, moves its rows, marks actions done, and prints it."""

    kind = "plan"  # of no one table: each row follows from several
    title = _("Action plan")
    sizes = (744, 340)

    def __init__(self, store: Store, settings: Settings, parent: QWidget | None = None) -> None:
        self._today = today_of(settings)
        super().__init__(store, settings, parent)
        self.pane = PlanPane()
        self.linking = LinkingForm(store)
        self.linking.finished.connect(self.view.setFocus)
        self.linking.finished.connect(self._soon.start)
        beside = QWidget()
        column = QVBoxLayout(beside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.linking)
        column.addWidget(self.pane, 1)
        beside.setFocusProxy(self.pane)
        self._beside = beside
        self.side.setMinimumWidth(BESIDE)
        self._stand_beside(beside)
        self.pane.show_nothing(_("Choose an action to see what carries it out."))
        self.pane.done_wanted.connect(self.toggle_done)
        self.pane.add_wanted.connect(self.add_action)
        self.pane.edit_wanted.connect(self.edit_current)
        self.pane.link_wanted.connect(self.link_current)
        self.pane.wanted.connect(self.wanted)
        self.pane.unlinked.connect(self._unlink)
        for key, do in self._row_keys().items():
            self._listen(key, do)
        self._count()

    def _listen(self, key: str, do: Callable[[], None]) -> None:
        """Have a key of the list come to something, while the list has the keyboard."""
        action = QAction(self.view)
        action.setShortcut(sequence_of(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(do)
        self.view.addAction(action)

    def _row_keys(self) -> Mapping[str, Callable[[], None]]:
        return {
            "action_done": self.toggle_done,
            "move_up": partial(self.move_row, -1),
            "move_down": partial(self.move_row, 1),
        }

    # What the list holds

    def _query(self) -> ListQuery:
        return PlanList()

    def _columns(self) -> tuple[Column, ...]:
        return columns(self._today)

    def _empty(self) -> Empty:
        return NOTHING

    def _chips(self) -> Sequence[QWidget]:
        self.to_do_only = ChipButton("", checkable=True)
        self.late_only = ChipButton("", checkable=True)
        chips = (self.to_do_only, self.late_only)
        one_at_most(chips, self._show_list)
        return chips

    def _buttons(self) -> Sequence[QWidget]:
        self.objective_button = QPushButton(_("Add objective"))
        self.objective_button.clicked.connect(self.start_new)
        self.action_button = QPushButton(_("Add action"))
        self.action_button.clicked.connect(self.add_action)
        self.print_button = QPushButton(_("Print…"))
        self.print_button.setToolTip(tip(_("The plan on paper")))
        self.print_button.setAccessibleName(_("Print the action plan"))
        self.print_button.clicked.connect(self.print_plan)
        return (self.objective_button, self.action_button, self.print_button)

    def _show_list(self) -> None:
        late, to_do = self.late_only.isChecked(), self.to_do_only.isChecked()
        self.view.set_empty(NONE_LEFT if late or to_do else NOTHING)
        self.model.show_query(PlanList(to_do, self._today() if late else None))

    def _widen(self) -> None:
        self.late_only.setChecked(False)
        self.to_do_only.setChecked(False)
        self._show_list()

    def _count(self) -> None:
        """Say on chips how many actions are to be done and late, and whether one can be added."""
        late, to_do = self._store.read(plan.count_late(self._today())), plan.count_to_do
        for chip, words in (
            (self.late_only, _("Late: {count}").format(count=late)),
            (self.to_do_only, _("To do: {count}").format(count=self._store.read(to_do))),
        ):
            chip.setText(caption(words))
            chip.setAccessibleName(words)
        self.action_button.setEnabled(bool(self._store.read(plan.choices)))

    def _is_objective(self, record_id: int) -> bool:
        return self._store.read(plan.is_objective(record_id))

    def _called(self, record_id: int) -> str:
        if self._is_objective(record_id):
            return self._store.read(plan.objective(record_id)).title
        return " ".join(self._store.read(plan.action_draft(record_id)).what.split())

    def _several(self, count: int) -> str:
        return ngettext("{count} row of the plan", "{count} rows of the plan", count).format(
            count=count
        )

    def _delete_all(self, session: Any, ids: Sequence[int]) -> None:
        operations.delete(session, ids)

    def _menu(self, ids: Sequence[int]) -> Sequence[MenuLine]:
        if len(ids) != 1:
            return super()._menu(ids)
        rows: list[MenuLine] = [
            (_("Move up"), partial(self.move_row, -1), "move_up"),
            (_("Move down"), partial(self.move_row, 1), "move_down"),
        ]
        if self._is_objective(ids[0]):
            return ((_("Add action"), self.add_action, "new_action"), *rows, *super()._menu(ids))
        record = self._store.read(plan.action(ids[0]))
        opens: list[MenuLine] = [
            (_("Open {title}").format(title=" ".join(one.title.split())),
             partial(self.pane.open_link, one), "")
            for one in record.links
        ]  # fmt: skip
        done = _("Not done yet") if record.draft.state == "done" else _("Done")
        return (
            *opens,
            (done, self.toggle_done, "action_done"),
            (_("Link…"), self.link_current, "link_action"),
            *rows,
            *super()._menu(ids),
        )

    # What the window asks for

    def acts(self) -> Mapping[str, Callable[[], None]]:
        found = {"new_objective": self.start_new, "print": self.print_plan, **super().acts()}
        if self.action_button.isEnabled():
            found |= {"new_action": self.add_action}
        if self.current_id is not None and not self._is_objective(self.current_id):
            found |= {"link_action": self.link_current}
        return found

    def print_plan(self) -> None:
        """Show the plan as a sheet."""
        self.wanted.emit(PrintPlan())

    def move_row(self, step: int) -> None:
        """Have the chosen row change places with the one above (-1) or below it (1)."""
        chosen = self.current_id
        if chosen is None or self._store.read_only:
            return
        moves = operations.move_objective if self._is_objective(chosen) else operations.move_action
        title = _("Move {name}").format(name=self._called(chosen))
        if self._do(title, lambda session: moves(session, chosen, step)):
            self.view.choose(chosen)

    def toggle_done(self) -> None:
        """Mark the chosen actions done; where all of them are, open again."""
        ids = [one for one in self.chosen_ids if not self._is_objective(one)]
        if not ids or self._store.read_only:
            return
        states = {self._store.read(plan.action_draft(one)).state for one in ids}
        state = "open" if states == {"done"} else "done"
        name = self._called(ids[0]) if len(ids) == 1 else self._several(len(ids))
        title = _("Done: {name}") if state == "done" else _("Not done yet: {name}")
        self._do(title.format(name=name), lambda session: operations.set_state(session, ids, state))

    def link_current(self) -> None:
        """Ask what carries out the chosen action."""
        chosen = self.current_id
        if chosen is None or self._is_objective(chosen):
            return
        name = self._called(chosen)
        self.side.leaving_form(lambda: self._ask_what(chosen, name))

    def _ask_what(self, action_id: int, name: str) -> None:
        self.side.show_only(self._beside)
        self.linking.start(action_id, name)

    def _unlink(self, link_id: int) -> None:
        self._do(_("Unlink"), lambda session: operations.unlink(session, link_id))

    def _do(self, title: str, operation: Callable[[Any], None]) -> bool:
        """Carry out an operation, or say why not; whether it was."""
        try:
            self._store.perform(title, operation)
        except UserError as error:
            self.notice.say(str(error), "plain")
            return False
        return True

    @property
    def unsaved(self) -> bool:
        return self.linking.is_touched or super().unsaved

    def _side_has_focus(self) -> bool:
        focus = self.focusWidget()
        linking = focus is not None and self.linking.isAncestorOf(focus)
        return linking or super()._side_has_focus()

    # The forms

    @cached_property
    def form(self) -> ObjectiveForm:
        from ctdesk.ui.forms.plan_forms import ObjectiveForm  # when it is first needed

        return self._made(ObjectiveForm(self._store, self._settings), self._reach)

    @cached_property
    def action_form(self) -> ActionForm:
        """What an action is typed in."""
        from ctdesk.ui.forms.plan_forms import ActionForm  # as above

        return self._made(ActionForm(self._store, self._settings), self._reach)

    def add_action(self) -> None:
        """Open an empty form of an action, under the objective the officer stands on or within."""
        if self.action_button.isEnabled():
            self._start(self.action_form, objective_id=self._stood_under())

    def _stood_under(self) -> int | None:
        chosen = self.current_id
        if chosen is None or self._is_objective(chosen):
            return chosen
        return self._store.read(plan.action_draft(chosen)).objective_id

    def edit(self, record_id: int) -> None:
        """Open an objective or an action in its form."""
        self._edit_in(self.form if self._is_objective(record_id) else self.action_form, record_id)

    def resume(self, key: str) -> None:
        """Open the form a draft was typed in."""
        table, _colon, which = key.partition(":")
        self._resume_in(self.form if table == "plan_objective" else self.action_form, which)

    # What stands beside it

    def _changed(self, changes: Changes) -> None:
        super()._changed(changes)
        if self.isVisible():
            self._count()
            self._tell_acts()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._count()

    def _show_chosen(self) -> None:
        linked = self.linking.action_id
        if linked and list(self.chosen_ids) != [linked] and not self.linking.is_touched:
            self.linking.leave()
        super()._show_chosen()

    def _rest(self) -> QWidget | None:
        return self._beside if self.linking.action_id else super()._rest()

    def _show_record(self, record_id: int | None) -> None:
        if record_id is None:
            several = self.view.selected_count > 1
            nothing = _("Choose an action to see what carries it out.")
            self.pane.show_nothing(self._said_of_several() if several else nothing)
            return
        today, read_only = self._today(), self._store.read_only
        try:
            if self._is_objective(record_id):
                objective = self._store.read(plan.objective(record_id))
                self.pane.show_objective(objective, today, read_only=read_only)
            else:
                action = self._store.read(plan.action(record_id))
                self.pane.show_action(action, today, read_only=read_only)
        except UserError as error:
            self.pane.show_nothing(str(error))
