"""The directory: organizations in a list, the chosen one's profile or form beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from ctdesk.db.changes import Changes
from ctdesk.db.operations import organizations as operations
from ctdesk.db.queries import organizations
from ctdesk.db.queries.lists import ListQuery
from ctdesk.db.queries.quiet import QUIET_AFTER
from ctdesk.db.store import Store
from ctdesk.errors import UserError
from ctdesk.settings import Settings
from ctdesk.ui.days import days
from ctdesk.ui.pages.list_page import ListPage
from ctdesk.ui.pages.organization_columns import columns
from ctdesk.ui.tables.model import Column
from ctdesk.ui.widgets.chips import ChipButton
from ctdesk.ui.widgets.profile import OrganizationProfile
from ctdesk.ui.wishes import LogEngagement, Open, PrintBriefing, ShowEngagements
from ctdesk.words import _, ngettext

if TYPE_CHECKING:
    from ctdesk.ui.forms.organization_form import OrganizationForm

FILTERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (_("Regional"), ("regional",)),
    (_("Compact entities"), ("entity", "compact")),
    (_("States"), ("state",)),
    (_("Working Groups"), ("working_group",)),
    (_("All"), ()),
)


class OrganizationsPage(ListPage):
    """Lists organizations by kind, shows one, adds, edits and deletes."""

    kind = "organization"
    title = _("Organizations")

    def __init__(self, store: Store, settings: Settings, parent: QWidget | None = None) -> None:
        self.profile = OrganizationProfile()
        self._form: OrganizationForm | None = None
        self._shown: int | None = None
        super().__init__(store, settings, parent)
        # Holding an arrow key down shows the profile where it stops, not every one on the way.
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._show_profile)
        self.side.show_only(self.profile)
        self._connect()

    # What the list holds

    def _query(self) -> ListQuery:
        return organizations.OrganizationList(FILTERS[0][1])

    def _columns(self) -> tuple[Column, ...]:
        return columns()

    def _empty(self) -> str:
        return _("No organization of this kind yet.")

    def _buttons(self) -> Sequence[QWidget]:
        self.add_button = QPushButton(_("Add"))
        self.add_button.setAccessibleName(_("Add organization"))
        self.add_button.clicked.connect(self.start_new)
        return (self.add_button,)

    def _chips(self) -> Sequence[QWidget]:
        self.filters = QButtonGroup(self)
        for number, (words, _kinds) in enumerate(FILTERS):
            chip = ChipButton(words, checkable=True)
            chip.setChecked(number == 0)
            self.filters.addButton(chip, number)
        self.filters.idClicked.connect(self._filter)
        words = _("Quiet for {days}").format(days=days(QUIET_AFTER))
        self.quiet_chip = ChipButton(f"{words} ✕", accent=True)
        self.quiet_chip.setAccessibleName(_("{words}; press to show all").format(words=words))
        self.quiet_chip.hide()
        self.quiet_chip.clicked.connect(self.show_regional)
        return (*self.filters.buttons(), self.quiet_chip)

    def _connect(self) -> None:
        self.view.chosen.connect(self._soon.start)
        profile = self.profile
        profile.edit_wanted.connect(self.edit_current)
        for signal, wish in (
            (profile.briefing_wanted, PrintBriefing),
            (profile.all_engagements, ShowEngagements),
            (profile.log_wanted, LogEngagement),
        ):
            signal.connect(lambda wish=wish: self.wanted.emit(wish(self._shown)))
        profile.engagement_opened.connect(lambda one: self.wanted.emit(Open("engagement", one)))

    def _filter(self, number: int) -> None:
        quiet = None if self.quiet_chip.isHidden() else QUIET_AFTER
        self.model.show_query(organizations.OrganizationList(FILTERS[number][1], quiet_days=quiet))
        self.view.choose_first()

    def show_regional(self, *, quiet: bool = False) -> None:
        """List the regional organizations, only those gone quiet where asked for."""
        self.filters.button(0).setChecked(True)
        self.quiet_chip.setVisible(quiet)
        self._filter(0)

    def _called(self, record_id: int) -> str:
        profile = self._store.read(organizations.profile(record_id))
        return str(profile.acronym or profile.name)

    def _several(self, count: int) -> str:
        words = ngettext("{count} organization", "{count} organizations", count)
        return words.format(count=count)

    def _delete(self, session: Any, record_id: int) -> None:
        operations.delete(session, record_id)

    # The form

    @property
    def form(self) -> OrganizationForm:
        """The form, made when it is first needed: the list is on show so much sooner."""
        if self._form is None:
            from ctdesk.ui.forms.organization_form import OrganizationForm  # as the docstring says

            self._form = OrganizationForm(self._store, self._settings)
            self._form.saved.connect(self._saved)
            self._form.closed.connect(self._close_form)
        return self._form

    @property
    def _form_is_open(self) -> bool:
        return self._form is not None and self.side.currentWidget() is self._form

    # What the window asks for

    def acts(self) -> Mapping[str, Callable[[], None]]:
        return {"new_organization": self.start_new, **super().acts()}

    def open(self, record_id: int) -> None:
        """Show an organization; the filter widens if it does not hold it."""
        if self._form_is_open:
            self.form.leave_for(lambda: self._open(record_id))
        else:
            self._open(record_id)

    def _open(self, record_id: int) -> None:
        self.model.attend(True)
        if self.model.row_of(record_id) is None:
            self.quiet_chip.hide()
            everything = self.filters.button(len(FILTERS) - 1)
            everything.setChecked(True)
            self._filter(len(FILTERS) - 1)
        self.view.choose(record_id)
        self.view.setFocus()

    def start_new(self) -> None:
        """Open an empty form."""
        self.side.show_only(self.form)
        self.form.start_new()

    def edit(self, record_id: int) -> None:
        """Open an organization in the form."""
        try:
            self.form.edit(record_id)
        except UserError as error:
            self.notice.say(str(error))
            return
        self.side.show_only(self.form)
        self.form.setFocus()

    @property
    def unsaved(self) -> bool:
        return self._form is not None and self._form.unsaved

    def keep_drafts(self) -> None:
        if self._form is not None:
            self._form.keep_now()

    def _side_has_focus(self) -> bool:
        return self._form_is_open and super()._side_has_focus()

    # What happens

    def _saved(self, organization_id: int) -> None:
        self._close_form()
        self.open(organization_id)

    def _close_form(self) -> None:
        if self._form_is_open:
            self.side.show_only(self.profile)
            self.view.setFocus()

    def _changed(self, changes: Changes) -> None:
        super()._changed(changes)
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
