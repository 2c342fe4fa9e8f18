"""The log: engagements in a list, newest first, the form beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from ctdesk.db.changes import Changes
from ctdesk.db.operations import engagements as operations
from ctdesk.db.queries import choices, engagements, organizations
from ctdesk.db.search.scope import Scope
from ctdesk.db.store import Store
from ctdesk.errors import UserError
from ctdesk.settings import Settings
from ctdesk.ui.live import Live
from ctdesk.ui.pages.engagement_columns import columns
from ctdesk.ui.tables.model import RecordModel
from ctdesk.ui.tables.view import RecordView
from ctdesk.ui.theme import UNIT, set_role
from ctdesk.ui.widgets.card import label
from ctdesk.ui.widgets.chips import ChipButton
from ctdesk.ui.widgets.notice import Notice
from ctdesk.words import _

if TYPE_CHECKING:
    from ctdesk.ui.forms.engagement_form import EngagementForm


class EngagementsPage(QWidget):
    """Lists engagements, narrowed by chips; logs, edits and deletes them.

    `summary_wanted` carries the `Scope` of what the list shows, `sheet_wanted` the id of an
    engagement whose briefing sheet is to be printed.
    """

    summary_wanted = Signal(object)
    sheet_wanted = Signal(object)

    def __init__(self, store: Store, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._settings = settings
        shown = columns()
        self.model = RecordModel(
            store, engagements.EngagementList(), shown,
            table="engagement", by="engagement_id", parent=self,
        )  # fmt: skip
        self.view = RecordView(
            self.model, shown, _("Engagements"),
            _("Nothing is logged here yet. Ctrl+E logs an engagement."),
        )  # fmt: skip
        self.notice = Notice()
        self._form: EngagementForm | None = None
        self._editing = False
        self._organization = ""  # name of the one the list is narrowed to
        self._items = {c.short: c.id for c in store.read(choices.items)}
        self._lay_out()
        self.view.opened.connect(self.edit)
        Live(store, self).changed.connect(self._changed)
        self.model.modelReset.connect(self.view.choose_first)

    # Put together

    def _lay_out(self) -> None:
        self._side = QFrame()
        set_role(self._side, "side")
        right = QVBoxLayout(self._side)
        right.setContentsMargins(0, 0, 0, 0)
        self._side.hide()
        self._panes = QSplitter(Qt.Orientation.Horizontal)
        self._panes.setChildrenCollapsible(False)
        self._panes.addWidget(self._list())
        self._panes.addWidget(self._side)
        self._panes.setStretchFactor(0, 1)  # the form keeps its width, the list takes the rest
        self._panes.setStretchFactor(1, 0)
        self._panes.setSizes([620, 464])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._panes)

    def _list(self) -> QWidget:
        self.summary_button = QPushButton(_("Summary…"))
        self.summary_button.setToolTip(_("Print the summary of what the list shows"))
        self.summary_button.clicked.connect(self.ask_summary)
        top = QHBoxLayout()
        top.setContentsMargins(14, UNIT + 2, 14, 2)
        top.addWidget(label(_("Engagements"), "title", wrap=False))
        top.addStretch(1)
        top.addWidget(self.summary_button)
        notice = QHBoxLayout()
        notice.setContentsMargins(14, 0, 14, 0)
        notice.addWidget(self.notice)
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addLayout(self._filters())
        layout.addLayout(notice)
        layout.addWidget(self.view, 1)
        return holder

    def _filters(self) -> QHBoxLayout:
        chips = QHBoxLayout()
        chips.setContentsMargins(14, 2, 14, 6)
        chips.setSpacing(6)
        self.item_chips = {
            name: ChipButton(name, checkable=True)
            for name in ("Decision 4", "Decision 7")
            if name in self._items
        }
        self.period_chips = {
            "quarter": ChipButton(_("This quarter"), checkable=True),
            "year": ChipButton(_("This year"), checkable=True),
        }
        for group in (self.item_chips, self.period_chips):
            for chip in group.values():
                chip.clicked.connect(lambda on, c=chip, g=group: self._one_of(c, g, on=on))
                chips.addWidget(chip)
        self.organization_chip = ChipButton("", accent=True)
        self.organization_chip.hide()
        self.organization_chip.clicked.connect(lambda: self.show_only(None))
        chips.addWidget(self.organization_chip)
        chips.addStretch(1)
        return chips

    @property
    def form(self) -> EngagementForm:
        """The form, made when it is first needed."""
        if self._form is None:
            from ctdesk.ui.forms.engagement_form import EngagementForm  # as the docstring says

            self._form = EngagementForm(self._store, self._settings)
            self._form.saved.connect(self._saved)
            self._form.saved_to_print.connect(self.sheet_wanted)
            self._form.closed.connect(self._close_form)
            side = self._side.layout()
            assert side is not None
            side.addWidget(self._form)
        return self._form

    # What the list holds

    @property
    def query(self) -> engagements.EngagementList:
        """The list on show."""
        query = self.model.query
        assert isinstance(query, engagements.EngagementList)
        return query

    def show_only(self, organization_id: int | None) -> None:
        """Narrow the list to one organization; None widens it again."""
        self._organization = "" if organization_id is None else self._named(organization_id)
        self.organization_chip.setText(f"{self._organization.replace('&', '&&')} ✕")
        self.organization_chip.setAccessibleName(
            _("Only with {name}; press to show all").format(name=self._organization)
        )
        self.organization_chip.setVisible(organization_id is not None)
        self._show(replace(self.query, organization_id=organization_id))

    def _named(self, organization_id: int) -> str:
        profile: organizations.Profile = self._store.read(organizations.profile(organization_id))
        return profile.acronym or profile.name

    def _one_of(self, pressed: ChipButton, group: dict[str, ChipButton], *, on: bool) -> None:
        for chip in group.values():
            chip.setChecked(chip is pressed and on)
        item = next((name for name, chip in self.item_chips.items() if chip.isChecked()), None)
        first, last = self._period(date.today())
        self._show(
            replace(self.query, item_id=self._items[item] if item else None, first=first, last=last)
        )

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
        narrowed = query != engagements.EngagementList()
        self.view.set_empty_words(
            _("No engagement matches. Press a chip again to widen the list.")
            if narrowed
            else _("Nothing is logged here yet. Ctrl+E logs an engagement.")
        )
        self.view.choose_first()

    @property
    def scope(self) -> Scope:
        """What the list shows, as a summary is asked for."""
        item = next((name for name, id_ in self._items.items() if id_ == self.query.item_id), "")
        return Scope(item, self._organization, self.query.first, self.query.last)

    def ask_summary(self) -> None:
        """Ask for the summary of what the list shows."""
        self.summary_wanted.emit(self.scope)

    # What the window asks for

    @property
    def current_id(self) -> int | None:
        """Id of the engagement the officer stands on."""
        return self.view.current_id

    @property
    def unsaved(self) -> bool:
        """Whether the form is open with something typed in it that is not stored."""
        return self._form is not None and self._form.is_dirty()

    def open(self, engagement_id: int) -> None:
        """Show an engagement in the list and in the form; the list widens if it must."""
        self.model.attend(True)
        if self.model.row_of(engagement_id) is None:
            self._widen()
        self.view.choose(engagement_id)
        self.edit(engagement_id)

    def _widen(self) -> None:
        for chip in (*self.item_chips.values(), *self.period_chips.values()):
            chip.setChecked(False)
        self._show(engagements.EngagementList(organization_id=self.query.organization_id))
        self.show_only(None)

    def start_new(self, organization_id: int | None = None) -> None:
        """Open an empty form, with an organization in it where one is given."""
        self._editing = False
        self.form.start_new(organization_id)
        self._side.show()
        self.form.setFocus()

    def edit_current(self) -> None:
        """Open the chosen engagement in the form."""
        if self.current_id is not None:
            self.edit(self.current_id)

    def edit(self, engagement_id: int) -> None:
        """Open an engagement in the form."""
        self._editing = True
        self.form.edit(engagement_id)
        self._side.show()
        self.form.setFocus()

    def delete_current(self) -> None:
        """Delete the chosen engagement, and offer to take that back."""
        wanted = self.current_id
        if wanted is None or self._right_has_focus():
            return
        try:
            name = self._store.read(engagements.draft(wanted)).title
            title = _("Delete {name}").format(name=name)
            self._store.perform(title, lambda s: operations.delete(s, wanted))
        except UserError as error:
            self.notice.say(str(error))
            return
        words = _("“{name}” was deleted.").format(name=name)
        self.notice.say(words, "plain", (_("Undo"), self._take_back))

    def _right_has_focus(self) -> bool:
        """Whether the officer types in the form: its keys mean nothing to the list then."""
        focus = self.focusWidget()
        return self._side.isVisible() and focus is not None and self._side.isAncestorOf(focus)

    def focus_next_pane(self) -> None:
        """From the list to the form, and back."""
        if self.view.hasFocus() and self._side.isVisible():
            self.form.setFocus()
        else:
            self.view.setFocus()

    # What happens

    def _take_back(self) -> None:
        try:
            self._store.undo()
        except UserError as error:
            self.notice.say(str(error))

    def _saved(self, engagement_id: int) -> None:
        if self.model.row_of(engagement_id) is None:
            self._widen()
        self.view.choose(engagement_id)
        if self._editing:  # one that is logged leaves the form ready for the next
            self._close_form()

    def _close_form(self) -> None:
        self._side.hide()
        self.view.setFocus()

    def _changed(self, changes: Changes) -> None:
        del changes
        self.notice.clear()
