"""People: in a list, the chosen one's profile or a form beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from ctdesk.db.changes import Changes
from ctdesk.db.operations import people as operations
from ctdesk.db.queries import lookups, people, posts
from ctdesk.db.queries.lists import ListQuery
from ctdesk.db.queries.people import PersonList
from ctdesk.db.queries.posts import VERIFY_AFTER
from ctdesk.db.store import Store
from ctdesk.errors import UserError
from ctdesk.settings import Settings
from ctdesk.ui.days import days, today_in
from ctdesk.ui.pages.list_page import SETTLED, ListPage, MenuLine
from ctdesk.ui.pages.people_columns import columns
from ctdesk.ui.plain import caption
from ctdesk.ui.profiles.person import PersonView
from ctdesk.ui.tables.empty import Empty
from ctdesk.ui.tables.model import Column
from ctdesk.ui.widgets.chips import ChipButton
from ctdesk.words import _, ngettext

if TYPE_CHECKING:
    from ctdesk.ui.forms.person_form import PersonForm
    from ctdesk.ui.forms.post_form import PostForm

# Each chip with its list, and what that says when it is empty.
FILTERS: tuple[tuple[str, PersonList, Empty], ...] = (
    (
        _("All"), PersonList(),
        Empty(
            _("Nobody yet"), _("A person is added with the post they hold."), _("Add person"),
        ),
    ),
    (
        _("Focal points"), PersonList(focal_points=True),
        Empty(_("No focal points"), _("A post is made one in its form.")),
    ),
    (
        _("To verify"), PersonList(stale=True),
        Empty(
            _("Nothing to verify"),
            _("Every focal point was found correct within {days}.").format(days=days(VERIFY_AFTER)),
        ),
    ),
    (
        _("Without a post"), PersonList(without_post=True),
        Empty(_("Nobody is without a post")),
    ),
)  # fmt: skip


class PeoplePage(ListPage):
    """Lists people, shows one; adds, edits and deletes them and the posts they hold."""

    kind = "person"
    title = _("People")

    def __init__(self, store: Store, settings: Settings, parent: QWidget | None = None) -> None:
        self.profile = PersonView(store, settings)
        self._person_form: PersonForm | None = None
        self._post_form: PostForm | None = None
        super().__init__(store, settings, parent)
        # Holding an arrow key down shows the profile where it stops, not every one on the way.
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._show_profile)
        self.side.show_only(self.profile)
        self.view.chosen.connect(lambda _id: self._soon.start(SETTLED))
        self.profile.wanted.connect(self.wanted)
        self.profile.verified.connect(self._verify_post)
        self.profile.edit_wanted.connect(self.edit_current)
        self.profile.acts_changed.connect(self._tell_acts)
        self.profile.post_delete_wanted.connect(self.delete_post)

    # What the list holds

    def _query(self) -> ListQuery:
        return PersonList()

    def _columns(self) -> tuple[Column, ...]:
        return columns()

    def _empty(self) -> Empty:
        return FILTERS[0][2]

    def _buttons(self) -> Sequence[QWidget]:
        self.add_button = QPushButton(_("Add"))
        self.add_button.setAccessibleName(_("Add person"))
        self.add_button.clicked.connect(self.start_new)
        return (self.add_button,)

    def _chips(self) -> Sequence[QWidget]:
        self.filters = QButtonGroup(self)
        for number, (words, _query, _empty) in enumerate(FILTERS):
            chip = ChipButton(words, checkable=True)
            chip.setChecked(number == 0)
            self.filters.addButton(chip, number)
        self.filters.idClicked.connect(lambda _number: self._narrow())
        self.body_chip = ChipButton("", accent=True)
        self.body_chip.hide()
        self.body_chip.clicked.connect(lambda: self.show_only(None))
        return [*self.filters.buttons(), self.body_chip]

    @property
    def query(self) -> PersonList:
        """The list on show."""
        found = self.model.query
        assert isinstance(found, PersonList)
        return found

    def _narrow(self) -> None:
        self._show_list(self.query.organization_id)

    def _show_list(self, organization_id: int | None) -> None:
        _words, chosen, empty = FILTERS[self.filters.checkedId()]
        self.view.set_empty(empty)
        order = self.query.order
        self.model.show_query(replace(chosen, organization_id=organization_id, order=order))
        self.view.choose_first()

    def show_only(self, organization_id: int | None) -> None:
        """Narrow the list to those with a post in a body; None shows those of all."""
        self.body_chip.setVisible(organization_id is not None)
        if organization_id is not None:
            names = self._store.read(lookups.names("organization", (organization_id,)))
            name = names.get(organization_id, ("", ""))[0]
            self.body_chip.setText(caption(f"{name} ✕"))
            self.body_chip.setAccessibleName(
                _("Show those of every body, not only {name}").format(name=name)
            )
            self.filters.button(0).setChecked(True)
        self._show_list(organization_id)

    def _menu(self, ids: Sequence[int]) -> Sequence[MenuLine]:
        if not ids:
            return ()
        verify = (_("Still correct"), self.verify, "verify")
        add = partial(self.add_post, self.query.organization_id, ids[0])
        one = ((_("Add post"), add, "new_post"),) if len(ids) == 1 else ()
        return (*super()._menu(ids), verify, *one)

    def _called(self, record_id: int) -> str:
        return self._store.read(people.called(record_id))

    def _several(self, count: int) -> str:
        return ngettext("{count} person", "{count} people", count).format(count=count)

    def _delete(self, session: Any, record_id: int) -> None:
        operations.delete(session, record_id)

    # The forms

    @property
    def form(self) -> PersonForm:
        """The form of a person, made when it is first needed."""
        if self._person_form is None:
            from ctdesk.ui.forms.person_form import PersonForm  # the list need not wait for it

            self._person_form = PersonForm(self._store, self._settings)
            self._person_form.saved.connect(self._saved)
            self._person_form.closed.connect(self._close_form)
        return self._person_form

    @property
    def post_form(self) -> PostForm:
        """The form of a post, made when it is first needed."""
        if self._post_form is None:
            from ctdesk.ui.forms.post_form import PostForm  # the list need not wait for it

            self._post_form = PostForm(self._store, self._settings)
            self._post_form.saved.connect(self._saved_post)
            self._post_form.closed.connect(self._close_form)
            self._post_form.delete_wanted.connect(self.delete_post)
        return self._post_form

    @property
    def _open_form(self) -> PersonForm | PostForm | None:
        shown = self.side.currentWidget()
        for form in (self._person_form, self._post_form):
            if form is not None and form is shown:
                return form
        return None

    def _leaving_form(self, then: Callable[[], None], to: QWidget | None = None) -> None:
        """Go on with `then`, which shows `to`, once nothing typed in the form on show is lost."""
        form = self._open_form
        if form is None or form is to:  # a form asks itself before it shows another record
            then()
        else:
            form.leave_for(then)

    # What the window asks for

    def acts(self) -> Mapping[str, Callable[[], None]]:
        found: dict[str, Callable[[], None]] = {
            "new_person": self.start_new, "new_post": self.add_post_here, **super().acts(),
        }  # fmt: skip
        if self.current_id is not None:
            found["verify"] = self.verify
        form = self._open_form
        if form is not None and form is self._post_form and form.record_id is not None:
            found["delete_post"] = partial(self.delete_post, form.record_id)
        return {**found, **self.profile.acts()}

    def open(self, record_id: int) -> None:
        """Show a person, or who holds a post; the filter widens if it does not hold them."""
        self._leaving_form(lambda: self._open(record_id))

    def _open(self, record_id: int) -> None:
        self.model.attend(True)
        if self.model.row_of(record_id) is None:
            self.filters.button(0).setChecked(True)
            self.show_only(None)
        self.view.choose(record_id)
        self._show_profile()
        self.view.setFocus()

    def open_post(self, post_id: int) -> None:
        """Show who holds a post, or the form of one that is vacant. Raises UserError."""
        post = self._store.read(posts.post(post_id))
        if post.person_id is None:
            self.edit_post(post_id)
        else:
            self.open(post.person_id)
            self.profile.tabs.show_tab("posts")

    def show_part(self, part: str) -> None:
        self._show_profile()
        self.profile.show_part(part)

    def start_new(self) -> None:
        """Open an empty form of a person, in the body the list is narrowed to."""

        def begin() -> None:
            self.side.show_only(self.form)
            self.form.start_new(organization_id=self.query.organization_id)

        self._leaving_form(begin, self.form)

    def edit(self, record_id: int) -> None:
        """Open a person in the form."""

        def begin() -> None:
            try:
                self.form.edit(record_id)
            except UserError as error:
                self.notice.say(str(error))
                return
            self.side.show_only(self.form)
            self.form.setFocus()

        self._leaving_form(begin, self.form)

    def add_post_here(self) -> None:
        """Open an empty form of a post of the chosen person, in the body the list shows."""
        self.add_post(self.query.organization_id, self.current_id)

    def resume(self, key: str) -> None:
        kind, _colon, which = key.partition(":")
        if kind != "post":
            super().resume(key)
        elif which == "new":
            self.add_post()
        else:
            self.edit_post(int(which))

    def add_post(self, organization_id: int | None = None, person_id: int | None = None) -> None:
        """Open an empty form of a post."""

        def begin() -> None:
            self.side.show_only(self.post_form)
            self.post_form.start_new(organization_id=organization_id, person_id=person_id)

        self._leaving_form(begin, self.post_form)

    def edit_post(self, post_id: int, *, hand_over: bool = False) -> None:
        """Open a post in its form, to be changed or handed over."""

        def begin() -> None:
            try:
                self.post_form.edit(post_id)
            except UserError as error:
                self.notice.say(str(error))
                return
            self.side.show_only(self.post_form)
            self.post_form.setFocus()
            if hand_over:
                self.post_form.begin_hand_over()

        self._leaving_form(begin, self.post_form)

    def delete_post(self, post_id: int | None) -> None:
        """Delete a post that was entered by mistake, and offer to take that back.

        None says that the officer stands on none of several.
        """
        if post_id is None:
            self.notice.say(_("Go to the post that is to be deleted: there are several."), "warn")
        else:
            self._leaving_form(partial(self._delete_post, post_id))

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

    @property
    def unsaved(self) -> bool:
        forms = (self._person_form, self._post_form)
        return any(form is not None and form.unsaved for form in forms)

    def keep_drafts(self) -> None:
        for form in (self._person_form, self._post_form):
            if form is not None:
                form.keep_now()

    def _side_has_focus(self) -> bool:
        return self._open_form is not None and super()._side_has_focus()

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

    # What happens

    def _saved(self, person_id: int) -> None:
        self._close_form()
        self._open(person_id)

    def _saved_post(self, post_id: int) -> None:
        self._close_form()
        now = self.post_form.following or post_id
        post = self._store.read(posts.post(now))
        if post.person_id is not None:
            self._open(post.person_id)
        else:
            self.notice.say(_("Saved, and vacant: {title}").format(title=post.title), "good")

    def _close_form(self) -> None:
        if self._open_form is not None:
            self.side.show_only(self.profile)
            self.view.setFocus()

    def _changed(self, changes: Changes) -> None:
        super()._changed(changes)
        if self.isVisible():
            self._soon.start(0)

    def _show_profile(self) -> None:
        self._soon.stop()
        if self.current_id is None:
            self.profile.show_nothing(
                _("The profile of the person chosen in the list stands here.")
            )
        else:
            self.profile.show_record(self.current_id)
