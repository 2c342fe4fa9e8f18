"""The directory: organizations in a list, the chosen one's profile or form beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QPushButton, QWidget

from ctdesk.days import days, today_of
from ctdesk.db.queries import regions
from ctdesk.db.queries.lists import RecordList
from ctdesk.db.queries.organizations import OrganizationList
from ctdesk.db.queries.quiet import QUIET_AFTER
from ctdesk.db.search.tree import EVERYTHING, Key, Tree, values_of, with_values
from ctdesk.db.store import Store
from ctdesk.settings import Settings
from ctdesk.ui.columns.organizations import columns
from ctdesk.ui.pages.asked_page import WIDEN, AskedPage
from ctdesk.ui.pages.list_page import MenuLine
from ctdesk.ui.tables.empty import Empty
from ctdesk.ui.tables.model import Column
from ctdesk.ui.widgets.choice_chip import ChoiceChip
from ctdesk.ui.widgets.query_chips import Narrowing
from ctdesk.ui.widgets.type_ahead import Offer
from ctdesk.ui.wishes import LogEngagement, PrintBriefing
from ctdesk.words import _, ngettext

if TYPE_CHECKING:
    from ctdesk.ui.forms.organization_form import OrganizationForm
    from ctdesk.ui.profiles.organization import OrganizationProfile

_KINDS = (
    ("regional", _("Regional"), ("regional",)),
    ("entities", _("Entities"), ("entity", "compact")),
    ("states", _("States"), ("state",)),
    ("groups", _("Working Groups"), ("working_group",)),
    ("other", _("Other"), ("field", "civil_society", "academia", "private_sector", "other")),
    ("all", _("All"), ()),
)
_QUIET = Key("quiet", (f"{QUIET_AFTER}d",))
_NO_FOCAL_POINT = Key("focal", ("none",))
_NO_MATCH = Empty(_("No organization matches"), WIDEN)


class OrganizationsPage(AskedPage):
    """Lists organizations by kind, shows one, adds, edits and deletes."""

    kind = "organization"
    title = _("Organizations")
    at_first = "kind:regional"

    def __init__(self, store: Store, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(store, settings, parent)
        self._part = ""  # of the profile, as it was left
        self._follow_choice()

    # What the list holds

    def _all(self) -> RecordList:
        return OrganizationList()

    def _columns(self) -> tuple[Column, ...]:
        return columns(today_of(self._settings))

    def _nothing(self, tree: Tree) -> Empty:
        if with_values(tree, "kind", ()) != EVERYTHING:
            return _NO_MATCH
        return Empty(_("No organization of this kind yet"), "", _("Add organization"))

    def _buttons(self) -> Sequence[QWidget]:
        self.add_button = QPushButton(_("Add"))
        self.add_button.setAccessibleName(_("Add organization"))
        self.add_button.clicked.connect(self.start_new)
        return (self.add_button,)

    def _narrowings(self) -> Sequence[Narrowing]:
        own = frozenset(("kind",))
        of_kinds = [
            Narrowing(key, words, (Key("kind", kinds),) if kinds else (), own)
            for key, words, kinds in _KINDS
        ]
        quiet = _("Quiet for {days}").format(days=days(QUIET_AFTER))
        unmanned = _("No focal point")
        return (
            *of_kinds,
            Narrowing("quiet", quiet, (_QUIET,), frozenset(("quiet",))),
            Narrowing("unmanned", unmanned, (_NO_FOCAL_POINT,), frozenset(("focal",))),
        )

    def _chips(self) -> Sequence[QWidget]:
        self.chips["entities"].setToolTip(_("Entities of the Global Counter-Terrorism Compact"))
        self.chips["quiet"].setToolTip(_("Not engaged for longer, or never"))
        self.region_chip = ChoiceChip(_("Region"), self._regions)
        self.region_chip.chosen.connect(self._narrow_to_region)
        *of_kinds, quiet, unmanned = self.chips.values()
        return (*of_kinds, self.region_chip, self.region_chip.line, quiet, unmanned)

    def _line_beginnings(self) -> Sequence[QWidget]:
        return (self.region_chip, self.region_chip.line)

    def _regions(self) -> Sequence[Offer]:
        found = self._store.read(regions.narrowing)
        return [Offer(one.name, one.short, one.name) for one in found]

    def _narrow_to_region(self, name: object) -> None:
        self.ask(with_values(self.tree, "region", (name,) if isinstance(name, str) else ()))

    def _show_tree(self, tree: Tree) -> None:
        named = values_of(tree, "region")
        self.region_chip.set_value(named[0] if len(named) == 1 else None)
        super()._show_tree(tree)

    def _called(self, record_id: int) -> str:
        from ctdesk.db.queries.profiles import head  # as the profile: after the first list

        called = self._store.read(head(record_id))
        return called.acronym or called.name

    def _several(self, count: int) -> str:
        words = ngettext("{count} organization", "{count} organizations", count)
        return words.format(count=count)

    def _delete(self, session: Any, record_id: int) -> None:
        from ctdesk.db.operations.organizations import delete  # after the first list

        delete(session, record_id)

    def _log_with(self, ids: Sequence[int]) -> LogEngagement:
        return LogEngagement(bodies=tuple(ids))

    def _menu(self, ids: Sequence[int]) -> Sequence[MenuLine]:
        if len(ids) != 1:
            return super()._menu(ids)
        print_it = partial(self.wanted.emit, PrintBriefing(ids[0]))
        return (*super()._menu(ids), (_("Briefing sheet"), print_it, "briefing"))

    # What stands beside it

    @cached_property
    def profile(self) -> OrganizationProfile:
        """What shows the chosen one."""
        from ctdesk.ui.profiles.organization import OrganizationProfile  # after the first list

        profile = OrganizationProfile(self._store, self._settings)
        profile.tabs.show_tab(self._part)
        profile.edit_wanted.connect(self.edit_current)
        profile.wanted.connect(self.wanted)
        profile.acts_changed.connect(self._tell_acts)
        return profile

    def _rest(self) -> QWidget | None:
        self._at_rest = self.profile
        return super()._rest()

    @property
    def _made_profile(self) -> OrganizationProfile | None:
        return vars(self).get("profile")  # where it keeps itself once it is made

    @cached_property
    def form(self) -> OrganizationForm:
        from ctdesk.ui.forms.organization_form import OrganizationForm  # when it is first needed

        return self._made(OrganizationForm(self._store, self._settings), self._saved)

    def _saved(self, organization_id: int) -> None:
        self._close_form()
        self._open(organization_id, by_hand=False)

    def _show_record(self, record_id: int | None) -> None:
        if record_id is None:
            self.profile.show_nothing(_("Choose an organization to see its profile."))
        else:
            self.profile.show_record(record_id)

    # What the window asks for

    def acts(self) -> Mapping[str, Callable[[], None]]:
        shown = self._made_profile
        of_profile = {} if shown is None else shown.acts()
        return {"new_organization": self.start_new, **super().acts(), **of_profile}

    def show_part(self, part: str) -> None:
        """Choose a tab of the profile of the organization on show."""
        self._show_chosen()
        self.profile.show_part(part)

    def resume(self, key: str) -> None:
        kind, _colon, which = key.partition(":")
        if kind == "membership":
            self.side.leaving_form(lambda: self._resume_membership(which))
        else:
            super().resume(key)

    def _resume_membership(self, which: str) -> None:
        if self.current_id is None:
            self.ask(EVERYTHING)
        self._show_chosen()
        self.profile.resume_membership(which)

    @property
    def unsaved(self) -> bool:
        shown = self._made_profile
        return (shown is not None and shown.unsaved) or super().unsaved

    def keep_drafts(self) -> None:
        if self._made_profile is not None:
            self._made_profile.keep_drafts()
        super().keep_drafts()

    # How it was left

    def state(self) -> dict[str, Any]:
        return {
            **super().state(),
            "part": self._part if self._made_profile is None else self.profile.tabs.current,
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        self._part = str(state.get("part"))
        if self._made_profile is not None:
            self._made_profile.tabs.show_tab(self._part)
        super().restore(state)
