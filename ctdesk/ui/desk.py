"""The pages of an open register, the way between them, and what they ask of each other."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from ctdesk.db.changes import Changes
from ctdesk.db.queries.engagements import EngagementList
from ctdesk.db.queries.find import Hit, find
from ctdesk.db.queries.lists import ListQuery
from ctdesk.db.queries.organizations import OrganizationList
from ctdesk.db.store import Store
from ctdesk.settings import Settings
from ctdesk.ui.live import Live
from ctdesk.ui.pages.organizations import OrganizationsPage
from ctdesk.ui.tasks import Tasks
from ctdesk.ui.widgets.find_box import Ask
from ctdesk.ui.widgets.navigation import Navigation
from ctdesk.words import _

if TYPE_CHECKING:
    from ctdesk.ui.pages.engagements import EngagementsPage
    from ctdesk.ui.printing import Printing

_COUNTED: dict[str, tuple[str, ListQuery]] = {
    "organizations": ("organization", OrganizationList()),
    "engagements": ("engagement", EngagementList()),
}


class Desk(QWidget):
    """Everything that shows one register.

    `changed` carries the `Changes` of whatever happened, `failed` an error nobody here answers.
    """

    changed = Signal(object)
    failed = Signal(object)

    def __init__(self, store: Store, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.store = store
        self.tasks = Tasks(self)
        self._settings = settings
        self.organizations = OrganizationsPage(store, settings)
        self._engagements: EngagementsPage | None = None
        self._printing: Printing | None = None
        self._counts: dict[str, int] = {}
        self._lay_out()
        self._connect()
        self.show_page("organizations")
        # The list comes first; what nobody looks at yet is made once it is painted.
        self.organizations.view.painted.connect(self._make_the_rest)

    def _make_the_rest(self) -> None:
        self._count()
        if self._engagements is None:
            self._make_engagements()

    @property
    def engagements(self) -> EngagementsPage:
        """The page of the log, made when it is first asked for."""
        return self._engagements or self._make_engagements()

    @property
    def printing(self) -> Printing:
        """What makes and shows sheets."""
        from ctdesk.ui.printing import Printing  # 30 ms that the first list need not wait for

        if self._printing is None:
            self._printing = Printing(
                self.store, self._settings, self.tasks, self.failed.emit, self
            )
        return self._printing

    def _make_engagements(self) -> EngagementsPage:
        from ctdesk.ui.pages.engagements import EngagementsPage  # as above

        page = self._engagements = EngagementsPage(self.store, self._settings)
        page.summary_wanted.connect(self.printing.summary)
        page.sheet_wanted.connect(self.printing.engagement)
        self._stack.addWidget(page)
        return page

    def _lay_out(self) -> None:
        self.navigation = Navigation()
        self.navigation.add_section(_("Directory"))
        self.navigation.add("organizations", _("Organizations"))
        self.navigation.add_section(_("Record"))
        self.navigation.add("engagements", _("Engagements"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.organizations)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.navigation)
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.navigation.chosen.connect(self.show_page)
        self.organizations.briefing_wanted.connect(self._brief)
        self.organizations.engagement_opened.connect(self._open_engagement)
        self.organizations.engagements_wanted.connect(self._show_engagements_of)
        self.organizations.log_wanted.connect(self.log_engagement)
        live = Live(self.store, self)
        live.changed.connect(self._recount)
        live.changed.connect(self.changed)

    # Where the officer is

    @property
    def page(self) -> OrganizationsPage | EngagementsPage:
        """The page on show."""
        shown = self._stack.currentWidget()
        return self.organizations if shown is self.organizations else self.engagements

    def show_page(self, key: str) -> None:
        """Show a page and stand in its list."""
        page = self.organizations if key == "organizations" else self.engagements
        self._stack.setCurrentWidget(page)
        self.navigation.show_chosen(key)
        page.view.setFocus()

    @property
    def unsaved(self) -> bool:
        """Whether something was typed anywhere that is not stored."""
        return self.organizations.unsaved or self.engagements.unsaved

    def show_unsaved(self) -> None:
        """Show the first page with something that is not stored."""
        self.show_page("organizations" if self.organizations.unsaved else "engagements")

    # What the window's actions come to

    @property
    def doing(self) -> dict[str, Callable[[], None]]:
        """What each action comes to, on the page on show."""
        return {
            "log": self.log_engagement,
            "new_organization": self.add_organization,
            "edit": self.page.edit_current,
            "delete": self.page.delete_current,
            "print": self.print_shown,
            "briefing": self.print_briefing,
            "summary": self.print_summary,
            "next_pane": self.page.focus_next_pane,
            "organizations": lambda: self.show_page("organizations"),
            "engagements": lambda: self.show_page("engagements"),
        }

    def log_engagement(self, organization_id: int | None = None) -> None:
        """Open an empty engagement form, with an organization where one is given."""
        self.show_page("engagements")
        self.engagements.start_new(organization_id)

    def add_organization(self) -> None:
        """Open an empty organization form."""
        self.show_page("organizations")
        self.organizations.start_new()

    def print_shown(self) -> None:
        """Print what fits the page on show."""
        if self.page is self.organizations:
            self.print_briefing()
        else:
            self.print_summary()

    def print_briefing(self) -> None:
        """Show the briefing sheet of the organization chosen last."""
        self._brief(self.organizations.current_id)

    def print_summary(self) -> None:
        """Show the summary of what the log's list shows."""
        self.printing.summary(self.engagements.scope)

    def _brief(self, organization_id: int | None) -> None:
        if organization_id is not None:
            self.printing.briefing(organization_id)

    # Finding

    @property
    def ask(self) -> Ask:
        """How the find box asks."""

        def asked(words: str, limit: int) -> tuple[Hit, ...]:
            return self.store.read(find(words, limit))

        return asked

    @property
    def openable(self) -> dict[str, Callable[[int], None]]:
        """The kinds of record that have a page, and what opens one there."""
        return {"organization": self._open_organization, "engagement": self._open_engagement}

    def open_record(self, kind: str, record_id: int) -> None:
        """Show a record on its page."""
        self.openable[kind](record_id)

    def _open_organization(self, organization_id: int) -> None:
        self.show_page("organizations")
        self.organizations.open(organization_id)

    def _open_engagement(self, engagement_id: int) -> None:
        self.show_page("engagements")
        self.engagements.open(engagement_id)

    def _show_engagements_of(self, organization_id: int) -> None:
        self.engagements.show_only(organization_id)
        self.show_page("engagements")

    # Counts beside the pages' names

    def _count(self) -> None:
        """Count beside the window: a long list takes a few hundredths of a second."""

        def count() -> dict[str, int]:
            return {key: self.store.read(query.count) for key, (_t, query) in _COUNTED.items()}

        self.tasks.start(count, self._show_counts, self.failed.emit)

    def _show_counts(self, counts: dict[str, int]) -> None:
        self._counts = counts
        for key, count in counts.items():
            self.navigation.set_count(key, count)

    def _recount(self, changes: Changes) -> None:
        if not self._counts:  # the first count is still under way and may or may not see this
            self._count()
            return
        kinds = [(row.table, row.kind) for row in changes.rows]
        counts = {
            key: self._counts[key] + kinds.count((table, "insert")) - kinds.count((table, "delete"))
            for key, (table, _query) in _COUNTED.items()
        }
        self._show_counts(counts)
