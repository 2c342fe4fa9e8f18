"""The directory: organizations in a list, the chosen one's profile or form beside it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ctdesk.db.changes import Changes
from ctdesk.db.operations import organizations as operations
from ctdesk.db.queries import organizations
from ctdesk.db.store import Store
from ctdesk.errors import UserError
from ctdesk.settings import Settings
from ctdesk.ui.forms.organization_form import OrganizationForm
from ctdesk.ui.live import Live
from ctdesk.ui.pages.organization_columns import columns
from ctdesk.ui.tables.model import RecordModel
from ctdesk.ui.tables.view import RecordView
from ctdesk.ui.theme import UNIT, set_role
from ctdesk.ui.widgets.card import label
from ctdesk.ui.widgets.chips import ChipButton
from ctdesk.ui.widgets.notice import Notice
from ctdesk.ui.widgets.profile import OrganizationProfile
from ctdesk.words import _

FILTERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (_("Regional"), ("regional",)),
    (_("Compact entities"), ("entity", "compact")),
    (_("States"), ("state",)),
    (_("Working Groups"), ("working_group",)),
    (_("All"), ()),
)


class OrganizationsPage(QWidget):
    """Lists organizations by kind, shows one, adds, edits and deletes.

    Signals carry ids: `engagement_opened` of an engagement, the others of an organization.
    """

    briefing_wanted = Signal(object)
    engagement_opened = Signal(object)
    engagements_wanted = Signal(object)
    log_wanted = Signal(object)

    def __init__(self, store: Store, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._settings = settings
        shown = columns()
        self.model = RecordModel(
            store,
            organizations.OrganizationList(FILTERS[0][1]),
            shown,
            table="organization",
            by="organization_id",
            parent=self,
        )
        self.view = RecordView(
            self.model, shown, _("Organizations"), _("No organization of this kind yet.")
        )
        self.notice = Notice()
        self.profile = OrganizationProfile()
        self._form: OrganizationForm | None = None
        self._shown: int | None = None
        # Holding an arrow key down shows the profile where it stops, not every one on the way.
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._show_profile)
        self._lay_out()
        self._connect()

    # Put together

    def _lay_out(self) -> None:
        self._right = QStackedWidget()
        self._right.addWidget(self.profile)
        side = QFrame()
        set_role(side, "side")
        right = QVBoxLayout(side)
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self._right)
        panes = QSplitter(Qt.Orientation.Horizontal)
        panes.setChildrenCollapsible(False)
        panes.addWidget(self._list())
        panes.addWidget(side)
        panes.setStretchFactor(0, 1)
        panes.setStretchFactor(1, 1)
        panes.setSizes([540, 544])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(panes)

    def _list(self) -> QWidget:
        self.add_button = QPushButton(_("Add"))
        self.add_button.setAccessibleName(_("Add organization"))
        top = QHBoxLayout()
        top.setContentsMargins(14, UNIT + 2, 14, 2)
        top.addWidget(label(_("Organizations"), "title", wrap=False))
        top.addStretch(1)
        top.addWidget(self.add_button)
        self.filters = QButtonGroup(self)
        chips = QHBoxLayout()
        chips.setContentsMargins(14, 2, 14, 6)
        chips.setSpacing(6)
        for number, (words, _kinds) in enumerate(FILTERS):
            chip = ChipButton(words, checkable=True)
            chip.setChecked(number == 0)
            self.filters.addButton(chip, number)
            chips.addWidget(chip)
        chips.addStretch(1)
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addLayout(chips)
        notice = QHBoxLayout()
        notice.setContentsMargins(14, 0, 14, 0)
        notice.addWidget(self.notice)
        layout.addLayout(notice)
        layout.addWidget(self.view, 1)
        return holder

    def _connect(self) -> None:
        self.filters.idClicked.connect(self._filter)
        self.add_button.clicked.connect(self.start_new)
        self.view.chosen.connect(self._soon.start)
        self.view.opened.connect(self.edit)
        self.profile.edit_wanted.connect(self.edit_current)
        self.profile.briefing_wanted.connect(lambda: self.briefing_wanted.emit(self._shown))
        self.profile.all_engagements.connect(lambda: self.engagements_wanted.emit(self._shown))
        self.profile.log_wanted.connect(lambda: self.log_wanted.emit(self._shown))
        self.profile.engagement_opened.connect(self.engagement_opened)
        Live(self._store, self).changed.connect(self._changed)
        self.model.modelReset.connect(self.view.choose_first)

    @property
    def form(self) -> OrganizationForm:
        """The form, made when it is first needed: the list is on show so much sooner."""
        if self._form is None:
            self._form = OrganizationForm(self._store, self._settings)
            self._form.saved.connect(self._saved)
            self._form.closed.connect(self._close_form)
            self._right.addWidget(self._form)
        return self._form

    @property
    def _form_is_open(self) -> bool:
        return self._form is not None and self._right.currentWidget() is self._form

    # What the window asks for

    @property
    def current_id(self) -> int | None:
        """Id of the organization on show."""
        return self.view.current_id

    def open(self, organization_id: int) -> None:
        """Show an organization; the filter widens if it does not hold it."""
        if not self._may_leave_form():
            return
        self.model.attend(True)
        if self.model.row_of(organization_id) is None:
            everything = self.filters.button(len(FILTERS) - 1)
            everything.setChecked(True)
            self._filter(len(FILTERS) - 1)
        self._close_form()
        self.view.choose(organization_id)
        self.view.setFocus()

    def start_new(self) -> None:
        """Open an empty form."""
        if self._may_leave_form():
            self._right.setCurrentWidget(self.form)
            self.form.start_new()

    def edit_current(self) -> None:
        """Open the chosen organization in the form."""
        if self.current_id is not None:
            self.edit(self.current_id)

    def edit(self, organization_id: int) -> None:
        """Open an organization in the form."""
        if not self._may_leave_form():
            return
        try:
            self.form.edit(organization_id)
        except UserError as error:
            self.notice.say(str(error))
            return
        self._right.setCurrentWidget(self.form)
        self.form.setFocus()

    @property
    def unsaved(self) -> bool:
        """Whether something was typed that is not stored."""
        return self._form is not None and self._form.unsaved

    def _may_leave_form(self) -> bool:
        return not self._form_is_open or self.form.may_close()

    def delete_current(self) -> None:
        """Delete the chosen organization, and offer to take that back."""
        wanted = self.current_id
        if wanted is None or self._right_has_focus():
            return
        try:
            profile = self._store.read(organizations.profile(wanted))
            name = profile.acronym or profile.name
            title = _("Delete {name}").format(name=name)
            self._store.perform(title, lambda s: operations.delete(s, wanted))
        except UserError as error:
            self.notice.say(str(error))
            return
        words = _("{name} was deleted.").format(name=name)
        self.notice.say(words, "plain", (_("Undo"), self._take_back))

    def _right_has_focus(self) -> bool:
        """Whether the officer types in the form: its keys mean nothing to the list then."""
        focus = self.focusWidget()
        return self._form_is_open and focus is not None and self.form.isAncestorOf(focus)

    def focus_next_pane(self) -> None:
        """From the list to what stands beside it, and back."""
        if self.view.hasFocus():
            if self._form_is_open:
                self.form.setFocus()
            else:
                self.profile.setFocus()
        else:
            self.view.setFocus()

    # What happens

    def _filter(self, number: int) -> None:
        self.model.show_query(organizations.OrganizationList(FILTERS[number][1]))
        self.view.choose_first()

    def _take_back(self) -> None:
        try:
            self._store.undo()
        except UserError as error:
            self.notice.say(str(error))

    def _saved(self, organization_id: int) -> None:
        self._close_form()
        self.open(organization_id)

    def _close_form(self) -> None:
        if self._form_is_open:
            self._right.setCurrentWidget(self.profile)
            self.view.setFocus()

    def _changed(self, changes: Changes) -> None:
        del changes
        self.notice.clear()
        if self.isVisible():
            self._soon.start()

    def _show_profile(self) -> None:
        self._shown = self.current_id
        if self._shown is None:
            self.profile.show_nothing(_("Choose an organization to see its profile."))
            return
        try:
            profile = self._store.read(organizations.profile(self._shown))
            draft = self._store.read(organizations.draft(self._shown))
        except UserError as error:
            self.profile.show_nothing(str(error))
            return
        self.profile.show_profile(profile, draft.contact_points, date.today())
