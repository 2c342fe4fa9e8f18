"""The pages of an open register, the way between them, and what they ask of each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QWidget

from ctdesk.days import today_in
from ctdesk.db.changes import Changes
from ctdesk.db.queries.drafts import WaitingDraft, waiting
from ctdesk.db.queries.titles import Titled, titles
from ctdesk.db.search.parse import asked
from ctdesk.db.search.tree import Tree
from ctdesk.db.store import Store
from ctdesk.errors import UserError
from ctdesk.settings import Settings
from ctdesk.ui.concerned import concerned
from ctdesk.ui.live import DayTurn, Live
from ctdesk.ui.places import PLACES, Place
from ctdesk.ui.saved import SavedSearches
from ctdesk.ui.showing import show_document
from ctdesk.ui.tasks import Tasks
from ctdesk.ui.trail import Step, Trail
from ctdesk.ui.widgets.find_box import Command
from ctdesk.ui.widgets.navigation import Navigation
from ctdesk.words import _

if TYPE_CHECKING:
    from ctdesk.db.queries.meant import Found
    from ctdesk.db.queries.searches import Saved
    from ctdesk.ui.pages.asked_page import AskedPage
    from ctdesk.ui.pages.base import Page
    from ctdesk.ui.pages.engagements import EngagementsPage
    from ctdesk.ui.pages.follow_up import FollowUpPage
    from ctdesk.ui.pages.organizations import OrganizationsPage
    from ctdesk.ui.pages.people import PeoplePage
    from ctdesk.ui.printing import Printing

# Records that have no page: drafts of them are typed on the page of these.
TYPED_WITH = {"post": "person", "membership": "organization", "series_turn": "series"}
FIRST = "organizations"  # the page an officer comes to


class Desk(QWidget):
    """Everything that shows one register.

    `wanted` carries the `Wish` of a page, `changed` the `Changes` of whatever happened, `failed` an
    error nobody here answers; `acts_changed` says that other actions can be carried out now than
    before; `deleted` carries what is to be said of a deletion that can be undone.
    """

    wanted = Signal(object)
    changed = Signal(object)
    failed = Signal(object)
    acts_changed = Signal()
    deleted = Signal(str)

    def __init__(self, store: Store, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.store = store
        self.tasks = Tasks(self)
        self._reading = Tasks(self)  # of documents: nobody waits for it
        self._settings = settings
        self._places = {place.key: place for place in PLACES}
        self._pages: dict[str, Page] = {}
        self._kept: dict[str, Any] = {}  # states of pages that are not made yet
        self._printing: Printing | None = None
        self._trail = Trail()
        self._counted = False
        self._lay_out()
        where = {kind: place.name for place in PLACES for kind in place.kinds}
        self.saved = SavedSearches(store, self.navigation.saved, where, self)
        live = Live(store, self)
        for heard in (self._recount, self.saved.follow, self._meet, self.changed, self._read_new):
            live.changed.connect(heard)
        DayTurn(store, self).turned.connect(self._count_daily)
        self.navigation.chosen.connect(self.show_page)
        self.navigation.saved.chosen.connect(self.show_saved)
        self.navigation.saved.left.connect(self._be_ready)
        self.saved.deleted.connect(self.deleted)
        self.saved.failed.connect(self.failed)
        self.show_page(FIRST)
        # The list comes first; what nobody looks at yet is made once it is painted.
        self.organizations.view.painted.connect(self._count_all)

    def _lay_out(self) -> None:
        self.navigation = Navigation()
        section = ""
        for place in PLACES:
            if place.section != section:
                section = place.section
                self.navigation.add_section(section)
            self.navigation.add(place.key, place.name)
        self._stack = QStackedWidget()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.navigation)
        layout.addWidget(self._stack, 1)

    # The pages

    def page_of(self, key: str) -> Page:
        """A page by its key, made when it is first asked for."""
        if key not in self._pages:
            page = self._places[key].make(self.store, self._settings)
            page.wanted.connect(self.wanted)
            page.acts_changed.connect(self._page_can_do)
            page.asked_anew.connect(self._mark_saved)
            page.recounted.connect(lambda: self._count((self._places[key],)))
            self._stack.addWidget(page)
            self._pages[key] = page
            page.restore(self._kept.pop(key, {}))
        return self._pages[key]

    @property
    def organizations(self) -> OrganizationsPage:
        """The page of the directory."""
        return cast("OrganizationsPage", self.page_of("organizations"))

    @property
    def people(self) -> PeoplePage:
        """The page of people and their posts."""
        return cast("PeoplePage", self.page_of("people"))

    @property
    def engagements(self) -> EngagementsPage:
        """The page of the log."""
        return cast("EngagementsPage", self.page_of("engagements"))

    @property
    def follow_up(self) -> FollowUpPage:
        """The page of commitments."""
        return cast("FollowUpPage", self.page_of("follow_up"))

    @property
    def page(self) -> Page:
        """The page on show."""
        return cast("Page", self._stack.currentWidget())

    @property
    def page_key(self) -> str:
        """The key of the page on show."""
        return next(key for key, page in self._pages.items() if page is self.page)

    def show_page(self, key: str) -> None:
        """Show a page and be ready for the keyboard there."""
        self._turn_to(key)
        self._trail.go(self._step())
        self.page.take_focus()

    def _turn_to(self, key: str) -> None:
        if self._pages:
            self._leave()
        self._stack.setCurrentWidget(self.page_of(key))
        self._show_where(key)
        if key != FIRST:  # that list may never be painted
            self._count_all()

    def _show_where(self, key: str) -> None:
        self.navigation.show_chosen(key)
        self._mark_saved()
        self.acts_changed.emit()

    def _be_ready(self) -> None:
        self.page.take_focus()

    def _page_can_do(self) -> None:
        if self.sender() is self.page:
            self.acts_changed.emit()

    @property
    def printing(self) -> Printing:
        """What makes and shows sheets."""
        from ctdesk.ui.printing import Printing  # 30 ms that the first list need not wait for

        if self._printing is None:
            self._printing = Printing(
                self.store, self._settings, self.tasks, self.failed.emit, self
            )
        return self._printing

    # What the window's actions come to

    def acts(self) -> Mapping[str, Callable[[], None]]:
        """What each action comes to now; those missing cannot be carried out."""
        found: dict[str, Callable[[], None]] = {
            place.key: partial(self.show_page, place.key) for place in PLACES
        }
        found |= {
            "log": self.log_engagement,
            "new_organization": self.add_organization,
            "new_person": self.add_person,
            "new_post": self.add_post,
            **dict.fromkeys(("print", "briefing"), self.print_briefing),
            "save_calendar": self.save_calendar,
            "summary": self.print_summary,
            "next_pane": self.next_pane,
            "previous_pane": partial(self.next_pane, -1),
            "back": self.go_back,
            "forward": self.go_forward,
        }
        return {**found, **self.page.acts()}

    def save_calendar(self) -> None:
        """Save the days ahead as a calendar."""
        self.printing.calendar()

    def log_engagement(
        self, bodies: Sequence[int] = (), people: Sequence[int] = (), like: int | None = None,
        items: Sequence[int] = (),
    ) -> None:  # fmt: skip
        """Open an engagement form, with these in it or like an earlier engagement."""
        self.show_page("engagements")
        self.engagements.start_new(bodies, people, like, items)

    def resume_draft(self, key: str) -> None:
        """Open the form a draft was typed in, as it was typed."""
        kind = key.partition(":")[0]
        place = self._place_of(TYPED_WITH.get(kind, kind))
        if place is not None:
            self.show_page(place.key)
            self.page.resume(key)

    def waiting(self) -> tuple[WaitingDraft, ...]:
        """What was typed and not saved, the newest first."""
        return self.store.read(waiting)

    def discard_draft(self, key: str) -> None:
        """Keep a draft no longer; a form that shows it is emptied."""
        from ctdesk.ui.forms.record_form import RecordForm  # loaded by then, if there is a form

        for form in self.findChildren(RecordForm):
            form.forget(key)
        try:
            self.store.drop_draft(key)
        except UserError as error:
            self.failed.emit(error)
        else:
            self.tasks.start(self.store.let_go, lambda _none: None, self.failed.emit)

    def add_organization(self) -> None:
        """Open an empty organization form."""
        self.show_page("organizations")
        self.organizations.start_new()

    def add_person(self) -> None:
        """Open an empty form of a person."""
        self.show_page("people")
        self.people.start_new()

    def edit_post(self, post_id: int, *, hand_over: bool = False) -> None:
        """Open a post in its form, where asked to name who follows."""
        self._turn_to("people")
        self.people.edit_post(post_id, hand_over=hand_over)

    def add_post(self, organization_id: int | None = None, person_id: int | None = None) -> None:
        """Open an empty form of a post."""
        self.show_page("people")
        self.people.add_post(organization_id, person_id)

    def add_commitment(self, organization_id: int | None = None) -> None:
        """Open an empty form of a commitment, to an organization where one is given."""
        self.show_page("follow_up")
        self.follow_up.promise_to(organization_id)

    def print_briefing(self) -> None:
        """Show the briefing sheet of the organization chosen last."""
        organization_id = self.organizations.current_id
        if organization_id is not None:
            self.printing.briefing(organization_id)

    def print_summary(self) -> None:
        """Show the summary of what the log's list shows."""
        self.printing.summary(self.engagements.tree)

    def list_all(self, kind: str, query: str) -> None:
        """Show on their page all the records of a kind that a query asks for."""
        place = next(place for place in PLACES if kind in place.kinds)
        today = today_in(self._settings.time_zone)
        self.show_asked(place.key, asked(query, today))

    def show_asked(self, key: str, tree: Tree) -> None:
        """Show on a page of records those a query asks for."""
        cast("AskedPage", self.page_of(key)).ask(tree)
        self.show_page(key)

    # Saved searches

    def show_saved(self, one: Saved) -> None:
        """Show what a saved search finds, or what of it is not understood any more."""
        place = self._place_of(one.kind)
        if place is not None:
            cast("AskedPage", self.page_of(place.key)).show_typed(one.query)
            self.show_page(place.key)
            self.saved.count()
        self._mark_saved()  # a press has marked it, whether its list is on show or not

    def commands(self) -> Iterator[Command]:
        """What the palette offers of this register."""
        for one in self.saved.all:
            name, words = _("Saved search: {name}").format(name=one.name), _("smart list query")
            yield Command(name, "", words, partial(self.show_saved, one), one.query)

    def _mark_saved(self) -> None:
        kinds = self._places[self.page_key].kinds
        self.saved.mark(kinds[0] if kinds else "", self.page.query)

    def next_pane(self, step: int = 1) -> None:
        """Go on to the next part of the window: the navigation, the list, what stands beside."""
        panes = [self.navigation, *self.page.panes()]
        focus = QApplication.focusWidget()
        holds = (pane is focus or pane.isAncestorOf(focus or self) for pane in panes)
        at = next((number for number, here in enumerate(holds) if here), 0)
        panes[(at + step) % len(panes)].setFocus()

    # The way back

    def _step(self) -> Step:
        kinds = self._places[self.page_key].kinds
        return Step(self.page_key, kinds[0] if kinds else "", self.page.current_id)

    def _leave(self) -> None:
        """Remember what was looked at on the page on show, since another is gone to."""
        step, looked_at = self._step(), self.page.looked_at
        self._trail.stand(step)
        if step.kind and looked_at is not None:
            self._trail.see(step.kind, looked_at)

    def _meet(self, changes: Changes) -> None:
        found = concerned(changes, self.openable)
        if found is not None:
            self._trail.see(*found)

    def go_back(self) -> None:
        """Show what was shown before."""
        self._leave()
        self._retrace(self._trail.back())

    def go_forward(self) -> None:
        """Show again what the officer went back from."""
        self._leave()
        self._retrace(self._trail.forward())

    def _retrace(self, step: Step | None) -> None:
        if step is None:
            return
        self._stack.setCurrentWidget(self.page_of(step.page))
        self._show_where(step.page)
        self.page.take_focus()
        if step.id is not None:
            self.page.stand_on(step.id)

    # Finding

    def ask(self, words: str, limit: int) -> Found:
        """What is found by words; may be called in another thread."""
        from ctdesk.db.queries.meant import found_typing  # when somebody types, not to show a list

        return self.store.read(found_typing(words, limit))

    @property
    def openable(self) -> dict[str, Callable[[int], None]]:
        """The kinds of record that can be shown, and what shows one."""
        kinds = [kind for place in PLACES for kind in place.kinds]
        return {kind: partial(self.open_record, kind) for kind in (*kinds, "document")}

    def open_record(self, kind: str, record_id: int, part: str = "", page: int = 0) -> None:
        """Show a record on its page; a post on that of whoever holds it, a document in a window.

        A document is shown at a page of it, counted from 1, where one is given. Nothing happens
        where there is no page of its kind.
        """
        if kind == "post":
            self._turn_to("people")
            self.people.open_post(record_id)
            return
        if kind == "document":
            self.open_document(record_id, page)
            return
        place = self._place_of(kind)
        if place is None:
            return
        self._turn_to(place.key)
        self.page.take_focus()
        self.page.open(record_id)
        if part:
            self.page.show_part(part)
        self._trail.see(kind, record_id)
        self._trail.go(self._step())

    def _place_of(self, kind: str) -> Place | None:
        """The page that shows records of a kind."""
        return next((place for place in PLACES if kind in place.kinds), None)

    def open_history(self, operation_id: int) -> None:
        """Show a step in the history."""
        self._turn_to("history")
        self.page.take_focus()
        self.page.open(operation_id)
        self._trail.go(self._step())

    def open_document(self, document_id: int, page: int = 0) -> None:
        """Show a file kept in the register in a window of its own, at a page where one is given."""

        def failed(words: str) -> None:
            self.failed.emit(UserError(words))

        show_document(self.store, document_id, failed, self, page)

    def recent(self) -> tuple[Titled, ...]:
        """The records seen or changed lately that are still there, the newest first."""
        return self.store.read(titles(self._trail.seen))

    # What is typed, and how all of it was left

    @property
    def unsaved(self) -> bool:
        """Whether something was typed anywhere that is not stored."""
        return any(page.unsaved for page in self._pages.values())

    def show_unsaved(self) -> None:
        """Show the first page with something that is not stored, the keyboard where it was."""
        for key, page in self._pages.items():
            if page.unsaved:
                last = page.focusWidget()
                self.show_page(key)
                if last is not None:
                    last.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def keep_drafts(self) -> None:
        """Keep everything typed as drafts: then the desk may go."""
        for page in self._pages.values():
            page.keep_drafts()

    def state(self) -> dict[str, Any]:
        """How the pages stand, as JSON can hold it."""
        made = {key: page.state() for key, page in self._pages.items()}
        return {"page": self.page_key, "pages": {**self._kept, **made}, **self._trail.state()}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Stand as in a state that was kept; what is out of date in it is passed over."""
        pages = state.get("pages")
        self._kept = dict(pages) if isinstance(pages, dict) else {}
        for key, page in self._pages.items():
            page.restore(self._kept.pop(key, {}))
        self._trail.restore(state)
        wanted = state.get("page")
        if wanted in self._places:
            self.show_page(wanted)

    # Counts beside the pages' names

    def _count_all(self) -> None:
        if not self._counted:
            self._counted = True
            self._count(PLACES)
            self.saved.show()
            self._read_texts()

    def _read_new(self, changes: Changes) -> None:
        if changes.touches("document"):
            self._read_texts()

    def _read_texts(self) -> None:
        """Have the words in documents read that were not read yet, so that they are found."""
        work = partial(self.store.read_texts, self._reading.called_off)
        self._reading.start(work, lambda _count: None, self._fail_quietly)

    def _recount(self, changes: Changes) -> None:
        self._count(place for place in PLACES if changes.touches(*place.counted))

    def _count_daily(self) -> None:
        self._count(place for place in PLACES if place.daily)
        self.saved.count()

    def _count(self, places: Any) -> None:
        """Count beside the window: a long list takes a few hundredths of a second."""
        asked: list[Place] = [place for place in places if place.count is not None]
        wanted = {place.key: place.question(self._settings) for place in asked}

        def count() -> dict[str, int]:
            return {key: self.store.read(question) for key, question in wanted.items()}

        if wanted:
            self.tasks.start(count, self._show_counts, self._fail_quietly)

    def _show_counts(self, counts: dict[str, int]) -> None:
        for key, count in counts.items():
            self.navigation.set_count(key, count)

    def _fail_quietly(self, error: Exception) -> None:
        if not isinstance(error, UserError):  # a disk that does not answer is said by who asked
            self.failed.emit(error)
