"""Joint initiatives: in a list with the chosen one beside it, on a map, and on a timeline."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QPushButton, QWidget

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
from ctdesk.ui.widgets.query_chips import Narrowing
from ctdesk.words import _, ngettext

if TYPE_CHECKING:
    from ctdesk.ui.forms.initiative_form import InitiativeForm
    from ctdesk.ui.profiles.initiative import InitiativeProfile

_NOTHING = Empty(
    _("No initiative yet"),
    _("Enter who leads it, with whom, what it is about and where; the map shows what overlaps."),
    _("Add initiative"),
)
_NO_MATCH = Empty(_("No initiative matches"), WIDEN)
_CURRENT = ("planned", "under_way")


class InitiativesPage(AskedPage):
    """Lists joint initiatives, shows one, adds, edits and deletes."""

    kind = "initiative"
    title = _("Initiatives")
    sizes = (680, 404)

    def __init__(self, store: Store, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(store, settings, parent)
        self._part = ""  # of the profile, as it was left
        self._follow_choice()

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
        found = {"new_initiative": self.start_new, **super().acts()}
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
        return {**super().state(), "part": part}

    def restore(self, state: Mapping[str, Any]) -> None:
        self._part = str(state.get("part", ""))
        if self._made_profile is not None:
            self._made_profile.tabs.show_tab(self._part)
        super().restore(state)
