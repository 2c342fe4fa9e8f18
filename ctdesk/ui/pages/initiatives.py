"""Joint initiatives: in a list with the chosen one beside it, on a map, and on a timeline."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ctdesk.db.operations import initiatives as operations
from ctdesk.db.queries.initiatives import InitiativeList, called
from ctdesk.db.queries.lists import RecordList
from ctdesk.db.search.tree import EVERYTHING, Key, Tree
from ctdesk.db.store import Store
from ctdesk.reports import labels
from ctdesk.settings import Settings
from ctdesk.ui.columns.initiatives import columns
from ctdesk.ui.pages.asked_page import WIDEN, AskedPage
from ctdesk.ui.tables.empty import Empty
from ctdesk.ui.tables.model import Column
from ctdesk.ui.widgets.cards_page import EDGE
from ctdesk.ui.widgets.query_chips import Narrowing
from ctdesk.ui.widgets.tabs import Tabs
from ctdesk.ui.wishes import Ask
from ctdesk.words import _, ngettext

if TYPE_CHECKING:
    from ctdesk.ui.forms.initiative_form import InitiativeForm
    from ctdesk.ui.pages.initiative_map import InitiativeMap
    from ctdesk.ui.pages.initiative_timeline import InitiativeTimeline
    from ctdesk.ui.profiles.initiative import InitiativeProfile

_NOTHING = Empty(
    _("No initiative yet"),
    _("Enter who leads it, with whom, what it is about and where; the map shows what overlaps."),
    _("Add initiative"),
)
_NO_MATCH = Empty(_("No initiative matches"), WIDEN)
_CURRENT = ("planned", "under_way")
_VIEWS = ("list", "map", "timeline")


class InitiativesPage(AskedPage):
    """Lists joint initiatives, shows one, adds, edits and deletes; maps them by theme and region,
    and lays them out in time. What is opened on the map or the timeline is shown in the list.
    """

    kind = "initiative"
    title = _("Initiatives")
    sizes = (640, 444)

    def __init__(self, store: Store, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(store, settings, parent)
        self._part = ""  # of the profile, as it was left
        self._follow_choice()
        self.views.shown.connect(lambda _key: self._tell_acts())

    # Its three views

    def _lay_out(self) -> None:
        super()._lay_out()
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.removeWidget(self._panes)
        self.views = Tabs(_("Views of initiatives"), None, EDGE - 12)
        self.views.add("list", _("List"), lambda: self._panes)
        self.views.add("map", _("Map"), self._map)
        self.views.add("timeline", _("Timeline"), self._timeline)
        layout.setSpacing(0)
        layout.addWidget(self.views, 1)

    def _map(self) -> InitiativeMap:
        from ctdesk.ui.pages.initiative_map import InitiativeMap  # when it is first looked at

        made = InitiativeMap(self._store)
        made.asked.connect(self._list_asked)
        made.needs_asked.connect(lambda tree: self.wanted.emit(Ask("needs", tree)))
        made.wanted_new.connect(self._start_there)
        return made

    def _timeline(self) -> InitiativeTimeline:
        from ctdesk.ui.pages.initiative_timeline import InitiativeTimeline  # as above

        made = InitiativeTimeline(self._store, self._today)
        made.opened.connect(self.open)
        made.wanted_new.connect(self.start_new)
        return made

    def show_view(self, key: str) -> None:
        """Show the list, the map or the timeline, with the keyboard in it."""
        self.views.show_tab(key)
        self.take_focus()

    def _list_asked(self, tree: Tree) -> None:
        self.ask(tree)
        self.view.setFocus()

    def _start_there(self, theme_id: int, place_id: int) -> None:
        self._start(self.form, theme_id=theme_id, place_id=place_id)

    def ask(self, tree: Tree) -> None:
        """Have the list hold what a query asks for, and show it."""
        self.views.show_tab("list")
        super().ask(tree)

    def _open(self, record_id: int, *, by_hand: bool = True) -> None:
        self.views.show_tab("list")
        super()._open(record_id, by_hand=by_hand)

    def _show_beside(self, widget: QWidget) -> None:
        self.views.show_tab("list")
        super()._show_beside(widget)

    def type_filter(self) -> None:
        """Go to the line above the list."""
        self.views.show_tab("list")
        super().type_filter()

    def panes(self) -> list[QWidget]:
        if self.views.current == "list":
            return super().panes()
        return [self.views.part(self.views.current)]

    # What the list holds

    def _all(self) -> RecordList:
        return InitiativeList()

    def _columns(self) -> tuple[Column, ...]:
        return columns()

    def _nothing(self, tree: Tree) -> Empty:
        return _NOTHING if tree == EVERYTHING else _NO_MATCH

    def _buttons(self) -> Sequence[QWidget]:
        self.add_button = QPushButton(_("Add"))
        self.add_button.setAccessibleName(_("Add initiative"))
        self.add_button.clicked.connect(self.start_new)
        return (self.add_button,)

    def _narrowings(self) -> Sequence[Narrowing]:
        state, programme = frozenset(("status",)), frozenset(("programme",))

        def under(key: str, code: str, value: str) -> Narrowing:
            words = labels.programme_in_short(code)
            asks = (Key("programme", (value,)),)
            return Narrowing(key, words, asks, programme, labels.programme(code))

        return (
            Narrowing("current", _("Current"), (Key("status", _CURRENT),), state,
                      _("Planned or under way")),
            Narrowing("ended", _("Ended"), (Key("status", ("done", "dropped")),), state,
                      _("Done or dropped")),
            under("joint_appeal", "joint_appeal", "joint_appeal"),
            under("kuwait_phase", "kuwait_phase", "kuwait_phase"),
            under("other", "", "none"),
        )  # fmt: skip

    def _called(self, record_id: int) -> str:
        return self._store.read(called(record_id))

    def _several(self, count: int) -> str:
        return ngettext("{count} initiative", "{count} initiatives", count).format(count=count)

    def _delete(self, session: Any, record_id: int) -> None:
        operations.delete(session, record_id)

    # What stands beside it

    @cached_property
    def profile(self) -> InitiativeProfile:
        """What shows the chosen one."""
        from ctdesk.ui.profiles.initiative import InitiativeProfile  # after the list

        profile = InitiativeProfile(self._store, self._settings)
        profile.tabs.show_tab(self._part)
        profile.edit_wanted.connect(self.edit_current)
        profile.wanted.connect(self.wanted)
        profile.acts_changed.connect(self._tell_acts)
        return profile

    @property
    def _made_profile(self) -> InitiativeProfile | None:
        return vars(self).get("profile")  # where it keeps itself once it is made

    def _rest(self) -> QWidget | None:
        self._at_rest = self.profile
        return super()._rest()

    @cached_property
    def form(self) -> InitiativeForm:
        from ctdesk.ui.forms.initiative_form import InitiativeForm  # when it is first needed

        return self._made(InitiativeForm(self._store, self._settings), self._saved)

    def _saved(self, initiative_id: int) -> None:
        self._close_form()
        self._open(initiative_id, by_hand=False)

    def _show_record(self, record_id: int | None) -> None:
        if record_id is None:
            self.profile.show_nothing(_("Choose an initiative to see its profile."))
        else:
            self.profile.show_record(record_id)

    # What the window asks for

    def acts(self) -> Mapping[str, Callable[[], None]]:
        found: dict[str, Callable[[], None]] = {"new_initiative": self.start_new}
        found |= {f"initiatives_{one}": partial(self.show_view, one) for one in _VIEWS}
        if self.views.current != "list":
            return {"filter": self.type_filter, **found}
        found |= super().acts()
        shown = self._made_profile
        if shown is not None and shown.isVisible():
            if shown.has_indicators:
                found["add_reading"] = shown.add_reading
            found |= shown.acts()
        return found

    def show_part(self, part: str) -> None:
        """Choose a tab of the profile of the initiative on show."""
        self._show_chosen()
        self.profile.show_part(part)

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
        shown = self._made_profile
        part = self._part if shown is None else shown.tabs.current
        return {**super().state(), "part": part, "view": self.views.current}

    def restore(self, state: Mapping[str, Any]) -> None:
        self._part = str(state.get("part", ""))
        if self._made_profile is not None:
            self._made_profile.tabs.show_tab(self._part)
        super().restore(state)
        self.views.show_tab(str(state.get("view", "list")))
