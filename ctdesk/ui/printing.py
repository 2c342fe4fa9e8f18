"""From a question to the preview: content read and laid out beside the window, then shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from ctdesk.days import today_of
from ctdesk.db.queries import engagements, plan
from ctdesk.db.queries.brief import brief
from ctdesk.db.queries.coverage import Asked
from ctdesk.db.queries.coverage_sheet import sheet
from ctdesk.db.queries.deadlines_ahead import calendar
from ctdesk.db.queries.narrative import narrative
from ctdesk.db.queries.summary import summary
from ctdesk.db.queries.week import week
from ctdesk.db.search.tree import Tree, values_of
from ctdesk.db.store import Store
from ctdesk.errors import UserError
from ctdesk.settings import Settings
from ctdesk.ui.tasks import Tasks
from ctdesk.words import _

Pages = tuple[bytes, str, str]  # PDF, title, file name


class Printing(QObject):
    """Makes sheets and shows them.

    `failed` is called with what went wrong, in the window's thread.
    """

    def __init__(
        self, store: Store, settings: Settings, tasks: Tasks,
        failed: Callable[[Exception], None], parent: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._window = parent
        self._store = store
        self._settings = settings
        self._today = today_of(settings)
        self._tasks = tasks
        self._failed = failed
        self.preview: QWidget | None = None

    def briefing(self, organization_id: int) -> None:
        """Show the briefing sheet of an organization."""
        self._make(lambda: self._brief(organization_id, None))

    def engagement(self, engagement_id: int) -> None:
        """Show the briefing sheet that prepares an engagement, for the first body it is with."""
        self._make(lambda: self._prepare(engagement_id))

    def matrix(self, asked: Asked) -> None:
        """Show who was engaged when, as a matrix shows it."""
        self._make(lambda: self._matrix(asked))

    def week(self) -> None:
        """Show the summary of the week that ends today."""
        self._make(self._week)

    def summary(self, asked: Tree) -> None:
        """Show the summary of the engagements a query asks for."""
        self._make(lambda: self._summary(asked))

    def narrative(self, framework_id: int, item_id: int | None) -> None:
        """Show the narrative of a framework item, or of all items of a framework."""
        self._make(lambda: self._narrative(framework_id, item_id))

    def plan(self) -> None:
        """Show the action plan."""
        self._make(self._plan)

    def calendar(self) -> None:
        """Ask where to, and save deadlines, engagements to come and milestones as a calendar.

        Confidential ones are in it without their words.
        """
        from ctdesk.ui.dialogs.reader import ask_where  # only with a file to save

        ask_where(self._window, _("Calendar of {name}.ics").format(name=self._called()), self._save)

    def _called(self) -> str:
        from ctdesk.ui.dialogs.reader import plain_name  # as above

        return plain_name(self._store.name)

    def _save(self, path: Path) -> None:
        from ctdesk.exchange.icalendar import icalendar  # as above
        from ctdesk.ui.dialogs.reader import write

        try:
            write(path, icalendar(self._store.read(calendar(self._today())), datetime.now(UTC)))
        except UserError as error:
            self._failed(error)

    def _make(self, work: Callable[[], Pages]) -> None:
        self._window.setCursor(Qt.CursorShape.BusyCursor)
        self._tasks.start(work, self._show, self._fail)

    def _fail(self, error: Exception) -> None:
        self._window.unsetCursor()
        self._failed(error)

    def _prepare(self, engagement_id: int) -> Pages:
        parties = self._store.read(engagements.draft(engagement_id)).participations
        first = next((one.organization_id for one in parties if one.organization_id), None)
        if first is None:
            raise UserError(_("Say which organization it is with: the sheet is about one."))
        return self._brief(first, engagement_id)

    def _brief(self, organization_id: int, engagement_id: int | None) -> Pages:
        question = brief(
            organization_id,
            today=self._today(),
            register=self._store.name,
            engagement_id=engagement_id,
        )
        content = self._store.read(question)
        from ctdesk.reports.brief import layout  # ReportLab, 0.3 s: only once a page is wanted

        short = content.acronym or content.name
        title = _("Briefing sheet, {name}").format(name=short)
        return layout(content, self._settings.paper), title, f"{title}.pdf"

    def _summary(self, asked: Tree) -> Pages:
        question = summary(asked, today=self._today(), register=self._store.name)
        content = self._store.read(question)
        from ctdesk.reports.summary import layout  # as above

        about = ", ".join(part for part in (content.item, *values_of(asked, "org")) if part)
        title = f"{_('Engagement summary')}, {about}" if about else _("Engagement summary")
        return layout(content, self._settings.paper), title, f"{title}.pdf"

    def _matrix(self, asked: Asked) -> Pages:
        content = self._store.read(sheet(asked, today=self._today(), register=self._store.name))
        from ctdesk.reports.matrix import layout  # as above

        title = _("Who was engaged, and who was not")
        return layout(content, self._settings.paper), title, f"{title}.pdf"

    def _week(self) -> Pages:
        content = self._store.read(week(self._today(), register=self._store.name))
        from ctdesk.reports.week import layout  # as above

        title = _("Weekly summary")
        return layout(content, self._settings.paper), title, f"{title}.pdf"

    def _narrative(self, framework_id: int, item_id: int | None) -> Pages:
        question = narrative(
            framework_id=framework_id,
            item_id=item_id,
            today=self._today(),
            register=self._store.name,
        )
        content = self._store.read(question)
        from ctdesk.reports.narrative import layout  # as above

        about = content.item or content.framework
        title = _("Narrative, {name}").format(name=about)
        return layout(content, self._settings.paper), title, f"{title}.pdf"

    def _plan(self) -> Pages:
        content = self._store.read(plan.sheet(today=self._today(), register=self._store.name))
        from ctdesk.reports.plan import layout  # as above

        title = _("Action plan")
        return layout(content, self._settings.paper), title, f"{title}.pdf"

    def _show(self, pages: Pages) -> None:
        from ctdesk.ui.dialogs.preview import PreviewDialog  # pypdfium2: only with a page to show

        self._window.unsetCursor()
        pdf, title, file_name = pages
        self.preview = PreviewDialog(pdf, title, file_name, self._window)
        self.preview.show()
