"""The pages there are: one row for each, in the order of the navigation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from ctdesk.days import today_in
from ctdesk.db.queries.organizations import OrganizationList
from ctdesk.db.store import Store
from ctdesk.settings import Settings
from ctdesk.words import _

if TYPE_CHECKING:
    from ctdesk.ui.pages.base import Page


@dataclass(frozen=True, slots=True)
class Place:
    """A page: its key, name and section in the navigation, what makes it, what it opens.

    `kinds` are the tables of the records it opens. `count` is the question for the number beside
    its name, asked anew when one of the `counted` tables changes; a `daily` one is asked of the
    officer's day besides.
    """

    key: str
    section: str
    name: str
    make: Callable[[Store, Settings], Page]
    kinds: tuple[str, ...] = ()
    count: Callable[..., int] | None = None
    counted: tuple[str, ...] = ()
    daily: bool = False

    def question(self, settings: Settings) -> Callable[[Any], int]:
        """The question for the number beside its name, where it has one."""
        assert self.count is not None
        if not self.daily:
            return self.count
        return partial(self.count, day=today_in(settings.time_zone))


# Each page is imported when it is first shown: the first list has not to wait for the others.


def _today(store: Store, settings: Settings) -> Page:
    from ctdesk.ui.pages.today import TodayPage

    return TodayPage(store, settings)


def _organizations(store: Store, settings: Settings) -> Page:
    from ctdesk.ui.pages.organizations import OrganizationsPage

    return OrganizationsPage(store, settings)


def _people(store: Store, settings: Settings) -> Page:
    from ctdesk.ui.pages.people import PeoplePage

    return PeoplePage(store, settings)


def _count_people(connection: Any) -> int:
    from ctdesk.db.queries.people import PersonList

    return PersonList().count(connection)


def _engagements(store: Store, settings: Settings) -> Page:
    from ctdesk.ui.pages.engagements import EngagementsPage

    return EngagementsPage(store, settings)


def _count_engagements(connection: Any) -> int:
    from ctdesk.db.queries.engagements import EngagementList

    return EngagementList().count(connection)


def _count_attention(connection: Any, day: date) -> int:
    from ctdesk.db.queries.today import attention

    return attention(connection, day)


def _history(store: Store, settings: Settings) -> Page:
    from ctdesk.ui.pages.history import HistoryPage

    return HistoryPage(store, settings)


def _needs(store: Store, settings: Settings) -> Page:
    from ctdesk.ui.pages.needs import NeedsPage

    return NeedsPage(store, settings)


def _count_needs(connection: Any) -> int:
    from ctdesk.db.queries.needs import STANDING, NeedList

    return NeedList(asked=STANDING).count(connection)


def _plan(store: Store, settings: Settings) -> Page:
    from ctdesk.ui.pages.plan import PlanPage

    return PlanPage(store, settings)


def _count_plan(connection: Any) -> int:
    from ctdesk.db.queries.plan import count_to_do

    return count_to_do(connection)


def _follow_up(store: Store, settings: Settings) -> Page:
    from ctdesk.ui.pages.follow_up import FollowUpPage

    return FollowUpPage(store, settings)


def _count_commitments(connection: Any) -> int:
    from ctdesk.db.queries.commitments import CommitmentList

    return CommitmentList(open_only=True).count(connection)


def _coverage(store: Store, settings: Settings) -> Page:
    from ctdesk.ui.pages.coverage import CoveragePage

    return CoveragePage(store, settings)


def _targets(store: Store, settings: Settings) -> Page:
    from ctdesk.ui.pages.targets import TargetsPage

    return TargetsPage(store, settings)


def _calendar(store: Store, settings: Settings) -> Page:
    from ctdesk.ui.pages.calendar import CalendarPage

    return CalendarPage(store, settings)


def _attendance(store: Store, settings: Settings) -> Page:
    from ctdesk.ui.pages.attendance import AttendancePage

    return AttendancePage(store, settings)


def _milestones(store: Store, settings: Settings) -> Page:
    from ctdesk.ui.pages.milestones import MilestonesPage

    return MilestonesPage(store, settings)


def _forums(store: Store, settings: Settings) -> Page:
    from ctdesk.ui.pages.forums import ForumsPage

    return ForumsPage(store, settings)


def _initiatives(store: Store, settings: Settings) -> Page:
    from ctdesk.ui.pages.initiatives import InitiativesPage

    return InitiativesPage(store, settings)


def _count_initiatives(connection: Any) -> int:
    from ctdesk.db.queries.initiatives import InitiativeList

    return InitiativeList().count(connection)


def _focal_points(store: Store, settings: Settings) -> Page:
    from ctdesk.ui.pages.focal_points import FocalPointsPage

    return FocalPointsPage(store, settings)


def _working_groups(store: Store, settings: Settings) -> Page:
    from ctdesk.ui.pages.working_groups import WorkingGroupsPage

    return WorkingGroupsPage(store, settings)


PLACES = (
    Place(
        "today", "", _("Today"), _today, (), _count_attention,
        ("commitment", "post", "engagement", "organization", "person"), daily=True,
    ),
    Place("calendar", "", _("Calendar"), _calendar),
    Place(
        "organizations", _("Directory"), _("Organizations"), _organizations, ("organization",),
        OrganizationList().count, ("organization",),
    ),
    Place(
        "people", _("Directory"), _("People"), _people, ("person",),
        _count_people, ("person",),
    ),
    Place(
        "engagements", _("Record"), _("Engagements"), _engagements, ("engagement",),
        _count_engagements, ("engagement",),
    ),
    Place(
        "follow_up", _("Record"), _("Follow-up"), _follow_up, ("commitment",),
        _count_commitments, ("commitment",),
    ),
    Place("history", _("Record"), _("History"), _history),
    Place("coverage", _("Programme"), _("Decisions 4 and 7"), _coverage),
    Place("targets", _("Programme"), _("Targets"), _targets, ("target",)),
    Place("attendance", _("Programme"), _("Participation"), _attendance),
    Place("milestones", _("Programme"), _("Milestones"), _milestones, ("framework_item",)),
    Place("forums", _("Programme"), _("Forum rotation"), _forums, ("series",)),
    Place(
        "initiatives", _("Programme"), _("Initiatives"), _initiatives, ("initiative",),
        _count_initiatives, ("initiative",),
    ),
    Place(
        "needs", _("Programme"), _("Needs and practices"), _needs, ("need",),
        _count_needs, ("need",),
    ),
    Place(
        "plan", _("Programme"), _("Action plan"), _plan, ("plan_action", "plan_objective"),
        _count_plan, ("plan_action",),
    ),
    Place("focal_points", _("Programme"), _("Focal points"), _focal_points),
    Place("working_groups", _("Programme"), _("Working Groups"), _working_groups),
)  # fmt: skip
