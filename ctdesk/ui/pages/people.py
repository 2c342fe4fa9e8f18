"""People: in a list, the chosen one's profile or a form beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QPushButton, QWidget

from ctdesk.days import days, today_in
from ctdesk.db.operations import people as operations
from ctdesk.db.queries import people, posts
from ctdesk.db.queries.lists import RecordList
from ctdesk.db.queries.people import PersonList
from ctdesk.db.queries.verified import VERIFY_AFTER
from ctdesk.db.search.tree import Key, Not, Tree, parts_of
from ctdesk.db.store import Store
from ctdesk.errors import UserError
from ctdesk.settings import Settings
from ctdesk.ui.columns.people import columns
from ctdesk.ui.pages.asked_page import WIDEN, AskedPage
from ctdesk.ui.pages.list_page import MenuLine
from ctdesk.ui.profiles.person import PersonView
from ctdesk.ui.tables.empty import Empty
from ctdesk.ui.tables.model import Column
from ctdesk.ui.widgets.query_chips import Narrowing
from ctdesk.ui.wishes import LogEngagement
from ctdesk.words import _, ngettext

if TYPE_CHECKING:
    from ctdesk.ui.forms.person_form import PersonForm
    from ctdesk.ui.forms.post_form import PostForm

_OWN = frozenset(("focal", "has"))
_CHIPS = (
    Narrowing("all", _("All"), (), _OWN),
    Narrowing("focal_points", _("Focal points"), (Key("focal", ("any",)),), _OWN),
    Narrowing("stale", _("To verify"), (Key("focal", ("stale",)),), _OWN),
    Narrowing("without_post", _("Without a post"), (Not(Key("has", ("post",))),), _OWN),
)

# What a list says that is empty while only one of them is pressed.
_EMPTY = {
    "all": Empty(_("Nobody yet"), _("A person is added with the post they hold."), _("Add person")),
    "focal_points": Empty(_("No focal points"), _("A post is made one in its form.")),
    "stale": Empty(
        _("Nothing to verify"),
        _("Every focal point was found correct within {days}.").format(days=days(VERIFY_AFTER)),
    ),
    "without_post": Empty(_("Nobody is without a post")),
}
_NO_MATCH = Empty(_("Nobody matches"), WIDEN)


class PeoplePage(AskedPage):
    """Lists people, shows one; adds, edits and deletes them and the posts they hold."""

    kind = "person"
    title = _("People")

    def __init__(self, store: Store, settings: Settings, parent: QWidget | None = None) -> None:
        self.profile = PersonView(store, settings)
        super().__init__(store, settings, parent)
        self._stand_beside(self.profile)
        self.profile.wanted.connect(self.wanted)
        self.profile.verified.connect(self._verify_post)
        self.profile.edit_wanted.connect(self.edit_current)
        self.profile.acts_changed.connect(self._tell_acts)
        self.profile.post_delete_wanted.connect(self.delete_post)

    # What the list holds

    def _all(self) -> RecordList:
        return PersonList()

    def _columns(self) -> tuple[Column, ...]:
        return columns()

    def _nothing(self, tree: Tree) -> Empty:
        alone = (one.key for one in _CHIPS if one.parts == parts_of(tree))
        return _EMPTY.get(next(alone, ""), _NO_MATCH)

    def _buttons(self) -> Sequence[QWidget]:
        self.add_button = QPushButton(_("Add"))
        self.add_button.setAccessibleName(_("Add person"))
        self.add_button.clicked.connect(self.start_new)
        return (self.add_button,)

    def _narrowings(self) -> Sequence[Narrowing]:
        return _CHIPS

    def _log_with(self, ids: Sequence[int]) -> LogEngagement:
        return LogEngagement(people=tuple(ids))

    def _menu(self, ids: Sequence[int]) -> Sequence[MenuLine]:
        if not ids:
            return ()
        verify = (_("Still correct"), self.verify, "verify")
        add = partial(self.add_post, self.narrowed_to, ids[0])
        one = ((_("Add post"), add, "new_post"),) if len(ids) == 1 else ()
        return (*super()._menu(ids), verify, *one)

    def _called(self, record_id: int) -> str:
        return self._store.read(people.called(record_id))

    def _several(self, count: int) -> str:
        return ngettext("{count} person", "{count} people", count).format(count=count)

    def _delete(self, session: Any, record_id: int) -> None:
        operations.delete(session, record_id)

    # What stands beside it

    @cached_property
    def form(self) -> PersonForm:
        from ctdesk.ui.forms.person_form import PersonForm  # when it is first needed

        return self._made(PersonForm(self._store, self._settings), self._saved)

    @cached_property
    def post_form(self) -> PostForm:
        """What a post is typed in, made when it is first needed."""
        from ctdesk.ui.forms.post_form import PostForm

        form = self._made(PostForm(self._store, self._settings), self._saved_post)
        form.delete_wanted.connect(self.delete_post)
        return form

    def _saved(self, person_id: int) -> None:
        self._close_form()
        self._open(person_id, by_hand=False)

    def _saved_post(self, post_id: int) -> None:
        self._close_form()
        now = self.post_form.following or post_id
        post = self._store.read(posts.post(now))
        if post.person_id is not None:
            self._open(post.person_id, by_hand=False)
        else:
            self.notice.say(_("Saved, and vacant: {title}").format(title=post.title), "good")

    def _show_record(self, record_id: int | None) -> None:
        if record_id is None:
            self.profile.show_nothing(_("Choose a person to see their profile."))
        else:
            self.profile.show_record(record_id)

    # What the window asks for

    def acts(self) -> Mapping[str, Callable[[], None]]:
        found: dict[str, Callable[[], None]] = {
            "new_person": self.start_new, "new_post": self.add_post_here, **super().acts(),
        }  # fmt: skip
        if self.current_id is not None:
            found["verify"] = self.verify
        form = self.side.open_form
        post_id = form.record_id if form is not None else None
        if post_id is not None and form is self.__dict__.get("post_form"):  # not made to be asked
            found["delete_post"] = partial(self.delete_post, post_id)
        return {**found, **self.profile.acts()}

    def open_post(self, post_id: int) -> None:
        """Show who holds a post, or the form of one that is vacant. Raises UserError."""
        post = self._store.read(posts.post(post_id))
        if post.person_id is None:
            self.edit_post(post_id)
        else:
            self.open(post.person_id)
            self.profile.tabs.show_tab("posts")

    def keep_drafts(self) -> None:
        self.profile.keep_drafts()
        super().keep_drafts()

    def show_part(self, part: str) -> None:
        self._show_chosen()
        self.profile.show_part(part)

    def start_new(self) -> None:
        """Open an empty form of a person, in the body the list is narrowed to."""
        self._start(self.form, organization_id=self.narrowed_to)

    def add_post_here(self) -> None:
        """Open an empty form of a post of the chosen person, in the body the list shows."""
        self.add_post(self.narrowed_to, self.current_id)

    def add_post(self, organization_id: int | None = None, person_id: int | None = None) -> None:
        """Open an empty form of a post."""
        self._start(self.post_form, organization_id=organization_id, person_id=person_id)

    def edit_post(self, post_id: int, *, hand_over: bool = False) -> None:
        """Open a post in its form, to be changed or handed over."""
        begin = self.post_form.begin_hand_over if hand_over else lambda: None
        self._edit_in(self.post_form, post_id, begin)

    def resume(self, key: str) -> None:
        kind, _colon, which = key.partition(":")
        self._resume_in(self.post_form if kind == "post" else self.form, which)

    def delete_post(self, post_id: int | None) -> None:
        """Delete a post that was entered by mistake, and offer to take that back.

        None says that the officer stands on none of several.
        """
        if post_id is None:
            self.notice.say(_("Go to the post that is to be deleted: there are several."), "warn")
        else:
            self.side.leaving_form(partial(self._delete_post, post_id))

    def _delete_post(self, post_id: int) -> None:
        try:
            title = self._store.read(posts.post(post_id)).title
            self._store.perform(
                _("Delete {name}").format(name=title),
                lambda session: operations.delete_post(session, post_id),
            )
        except UserError as error:
            self.notice.say(str(error))
            return
        words = _("Deleted: {name}").format(name=title)
        self.notice.say(words, "plain", (_("Undo"), self._take_back))

    # Still correct

    def verify(self) -> None:
        """Note that whoever is chosen is still correct, with their designations."""
        wanted = list(self.chosen_ids)
        if not wanted:
            return

        today = today_in(self._settings.time_zone)

        def work(session: Any) -> None:
            for one in wanted:
                operations.verify_person(session, one, today)

        try:
            name = self._called(wanted[0]) if len(wanted) == 1 else self._several(len(wanted))
            self._store.perform(_("Still correct: {name}").format(name=name), work)
        except UserError as error:
            self.notice.say(str(error))
            return
        self.notice.say(_("Verified today: {name}").format(name=name), "good")

    def _verify_post(self, post_id: int) -> None:
        today = today_in(self._settings.time_zone)
        try:
            title = self._store.read(posts.post(post_id)).title
            self._store.perform(
                _("Still correct: {name}").format(name=title),
                lambda session: operations.verify_post(session, post_id, today),
            )
        except UserError as error:
            self.notice.say(str(error))
