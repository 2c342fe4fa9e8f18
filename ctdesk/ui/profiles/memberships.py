"""Who belongs to a body, what it belongs to, and what else it is called."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ctdesk.days import today_in
from ctdesk.db.operations import organizations as operations
from ctdesk.db.queries import memberships, profiles
from ctdesk.db.queries.memberships import BodyList, MemberList, MembershipList, MembershipRow
from ctdesk.db.queries.profiles import Head, KnownAs
from ctdesk.db.store import Store
from ctdesk.errors import UserError
from ctdesk.settings import Settings
from ctdesk.ui.actions import keys_of, menu_action
from ctdesk.ui.codes import LANGUAGES, NAMES, words_for
from ctdesk.ui.columns.memberships import columns
from ctdesk.ui.plain import tip
from ctdesk.ui.profiles.part import Bar, Part
from ctdesk.ui.tables.model import RecordModel
from ctdesk.ui.tables.view import RecordView
from ctdesk.ui.theme import UNIT, set_role
from ctdesk.ui.widgets.card import Card, label, rule
from ctdesk.ui.widgets.cards_page import EDGE, CardsPage
from ctdesk.ui.widgets.chips import ChipButton, ChipLine
from ctdesk.ui.widgets.notice import Notice
from ctdesk.ui.wishes import Open
from ctdesk.words import _

if TYPE_CHECKING:
    from ctdesk.ui.forms.membership_form import MembershipForm

MEMBERS, BODIES, NAMED = range(3)  # what the part shows one of
WITH_MEMBERS = ("regional", "compact", "working_group")  # kinds of bodies that others belong to

_EMPTY = {
    MEMBERS: _("No members are recorded."),
    BODIES: _("It is recorded as a member of nothing."),
}

_ADD = {
    MEMBERS: _("Add a member"),
    BODIES: _("Add a membership in another organization"),
    NAMED: _("Edit names"),
}


# The window's action that each button comes to.
_ACTS = {"open": "open", "edit": "edit", "end": "end_membership", "delete": "delete"}


class MembershipsPart(Part):
    """Lists members or memberships in the one table; they are added, ended and edited in place."""

    def __init__(self, store: Store, settings: Settings) -> None:
        super().__init__(store)
        self._settings = settings
        self._form: MembershipForm | None = None
        self._head: Head | None = None
        self._around = memberships.Around(0, 0, 0, 0, 0)
        self._make_table()
        self._make_bars()
        self._names = CardsPage(_("Names"))
        self.notice = Notice()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._table())
        self._stack.addWidget(self._names)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        said = QHBoxLayout()
        said.setContentsMargins(EDGE, 0, EDGE, 0)
        said.addWidget(self.notice)
        layout.addWidget(self._bar)
        layout.addLayout(said)
        layout.addWidget(self._stack, 1)

    # Put together

    def _make_table(self) -> None:
        shown = columns()
        self.model = RecordModel(
            self.store, MemberList(), shown, table="membership", by="membership_id", parent=self
        )
        self.view = RecordView(self.model, shown, _("Memberships"), "")
        self.model.modelReset.connect(self.view.choose_first)
        self.view.opened.connect(self._open)
        self.view.chosen.connect(lambda _id: self._allow())

    def _make_bars(self) -> None:
        self.kinds = QButtonGroup(self)
        chips = [ChipButton("", checkable=True) for _kind in (MEMBERS, BODIES, NAMED)]
        for number, chip in enumerate(chips):
            self.kinds.addButton(chip, number)
        self.kinds.idClicked.connect(lambda _number: self._show())
        self.ended = QCheckBox()
        self.ended.clicked.connect(lambda _on: self._show())
        self._line = ChipLine(chips, self)
        self.add = QPushButton()
        self.add.clicked.connect(self._add)
        self._bar = Bar((*chips, self.ended), (self.add,))
        self._acts: dict[str, QPushButton] = {}
        for key, words, act in (
            ("open", _("Open"), lambda: self._open(self.view.current_id)),
            ("edit", _("Edit"), self._edit),
            ("end", _("End…"), self._end),
            ("delete", _("Delete"), self._delete),
        ):
            button = QPushButton(words)
            set_role(button, "quiet")
            button.setToolTip(f"{words} ({keys_of(_ACTS[key])})")
            button.setAccessibleName(_("{act} membership").format(act=words.rstrip("…")))
            button.clicked.connect(act)
            self._acts[key] = button
        self.view.actions_for = self._row_actions

    def _table(self) -> QWidget:
        below = QHBoxLayout()
        below.setContentsMargins(EDGE - UNIT, UNIT // 2, EDGE - UNIT, UNIT // 2)
        below.setSpacing(0)
        for button in self._acts.values():
            below.addWidget(button)
        below.addStretch(1)
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.view, 1)
        layout.addWidget(rule())
        layout.addLayout(below)
        return holder

    # What is shown

    def show_record(self, record: Head, *, other: bool) -> None:
        self._head = record
        self._around = self.store.read(memberships.around(record.id))
        if other:
            self._close_form()
            self.notice.clear()
            self.ended.setChecked(False)
            self._choose_kind()
        self._show()

    def _choose_kind(self) -> None:
        """Stay with the kind that was shown of the body before, if there is anything of it."""
        there = (self._around.members, self._around.bodies, self._around.names)
        shown = self.kinds.checkedId()
        wanted = [shown] if shown >= 0 else []
        assert self._head is not None
        # What is added where nothing is: to a body that has members one, a State to a body.
        bare = MEMBERS if self._head.kind in WITH_MEMBERS else BODIES
        first = next((one for one in (*wanted, MEMBERS, BODIES, NAMED) if there[one]), bare)
        self.kinds.button(first).setChecked(True)

    def _show(self) -> None:
        assert self._head is not None
        around, shown = self._around, self.kinds.checkedId()
        for number, words, count in (
            (MEMBERS, _("Members"), around.members),
            (BODIES, _("Member of"), around.bodies),
            (NAMED, _("Names"), around.names),
        ):
            self._say(self.kinds.button(number), words, count)
        ended = around.members_ended if shown == MEMBERS else around.bodies_ended
        self._say(self.ended, _("Show ended"), ended)
        self.ended.setVisible(bool(ended) and shown != NAMED)
        self.add.setText(_("Edit names") if shown == NAMED else _("Add"))
        self.add.setAccessibleName(_ADD[shown])
        if self._form_is_open:
            return
        if shown == NAMED:
            self._stack.setCurrentWidget(self._names)
            known = self.store.read(profiles.known_as(self._head.id))
            self._names.show_cards([_names(known)], from_top=False)
            return
        self._stack.setCurrentIndex(0)
        self.view.set_empty(_EMPTY[shown])
        query = self._query()
        self.view.leave_bare(self.store.read(query.undated))
        self.model.show_query(query, rows_stay=False)
        self._allow()

    def _query(self) -> MembershipList:
        assert self._head is not None
        ended = self.ended.isChecked()
        if self.kinds.checkedId() == MEMBERS:
            return MemberList(ended=ended, body_id=self._head.id)
        return BodyList(ended=ended, member_id=self._head.id)

    def _say(self, chip: QAbstractButton, words: str, count: int) -> None:
        chip.setText(f"{words} {count}" if count else words)
        chip.setAccessibleName(f"{words}, {count}" if count else words)

    # What is done with the chosen one

    def _allow(self) -> None:
        chosen, read_only = self.view.current_id is not None, self.store.read_only
        for key, button in self._acts.items():
            button.setEnabled(chosen and (key == "open" or not read_only))
        self.acts_changed.emit()

    def _row_actions(self, ids: Sequence[int]) -> Sequence[QAction]:
        """What the buttons do, of the one that is chosen: they are of one row."""
        if len(ids) != 1:
            return ()
        return [
            menu_action(button.text(), button.click, _ACTS[key], read_only=self.store.read_only)
            for key, button in self._acts.items()
        ]

    def shown_acts(self) -> Mapping[str, Callable[[], None]]:
        chosen = self.view.current_id is not None and self.view.isVisible()
        return {"end_membership": self._end} if chosen else {}

    def acts(self) -> Mapping[str, Callable[[], None]]:
        if self.view.current_id is None or not self.view.isVisible():
            return super().acts()
        return {"edit": self._edit, "delete": self._delete}

    def _row(self, membership_id: int | None) -> MembershipRow | None:
        if membership_id is None:
            return None
        query = self._query()
        rows = self.store.read(lambda connection: query.rows(connection, [membership_id]))
        return rows.get(membership_id)

    def _open(self, membership_id: int | None) -> None:
        row = self._row(membership_id)
        if row is not None:
            self.wanted.emit(Open("organization", row.organization_id))

    def _delete(self) -> None:
        row = self._row(self.view.current_id)
        if row is None:
            return
        name = row.acronym or row.name
        title = _("Delete membership: {name}").format(name=name)
        try:
            self.store.perform(title, lambda s: operations.delete_membership(s, row.id))
        except UserError as error:
            self.notice.say(str(error))
            return
        words = _("Deleted: {name}").format(name=name)
        self.notice.say(words, "plain", (_("Undo"), self._take_back))

    def _take_back(self) -> None:
        try:
            self.store.undo()
        except UserError as error:
            self.notice.say(str(error))

    # The form

    @property
    def form(self) -> MembershipForm:
        """The form, made when it is first needed."""
        if self._form is None:
            from ctdesk.ui.forms.membership_form import MembershipForm  # as the docstring says

            self._form = MembershipForm(self.store, self._settings)
            self._form.saved.connect(self._saved)
            self._form.closed.connect(self._close_form)
            self._stack.addWidget(self._form)
        return self._form

    @property
    def _form_is_open(self) -> bool:
        return self._form is not None and self._stack.currentWidget() is self._form

    def _show_form(self) -> None:
        self._stack.setCurrentWidget(self.form)
        self._bar.hide()
        self.notice.clear()
        self.form.setFocus()
        self.acts_changed.emit()

    def _add(self) -> None:
        """Add a member, or a membership; names are edited with the body."""
        assert self._head is not None
        shown = self.kinds.checkedId()
        if shown == NAMED:
            self.edit_wanted.emit()
            return
        side = "body_id" if shown == MEMBERS else "member_id"
        self.form.start_new(**{side: self._head.id})
        self._show_form()

    def resume(self, which: str) -> None:
        """Show the form as a draft was typed in it: of a new membership or one by its id."""
        if which == "new":
            self.form.start_new()
            self._show_form()
        else:
            self._edit_one(int(which))

    def _edit(self) -> None:
        if self.view.current_id is not None:
            self._edit_one(self.view.current_id)

    def _edit_one(self, membership_id: int) -> None:
        try:
            self.form.edit(membership_id)
        except UserError as error:
            self.notice.say(str(error))
            return
        self._show_form()

    def _end(self) -> None:
        """Edit the chosen membership, with today as its end until another day is typed."""
        self._edit()
        if self._form_is_open and self.form.record_id == self.view.current_id:
            ends = self.form.inputs["ends"]
            ends.set_value(today_in(self._settings.time_zone))
            ends.setFocus()

    def _saved(self, membership_id: int) -> None:
        self._close_form()
        self.view.choose(membership_id)
        self.view.setFocus()

    def _close_form(self) -> None:
        """Show the list again; what is typed and not saved is kept as a draft."""
        if not self._form_is_open:
            return
        had_focus = self.form.isAncestorOf(self.focusWidget() or self)
        self.form.keep_now()
        self._bar.show()
        self._stack.setCurrentIndex(0)
        self._show()
        if had_focus:
            self.view.setFocus()

    @property
    def unsaved(self) -> bool:
        return self._form is not None and self._form.unsaved

    def keep_drafts(self) -> None:
        if self._form is not None:
            self._form.keep_now()


def _names(names: tuple[KnownAs, ...]) -> Card:
    card = Card(_("Also known as"))
    if not names:
        card.add(label(_("No other names are recorded."), "muted"))
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 2, 0, 2)
    grid.setHorizontalSpacing(2 * UNIT)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(2, 1)
    for number, known in enumerate(names):
        language = words_for(known.language, LANGUAGES)
        kind = "" if known.kind == "translation" else words_for(known.kind, NAMES)
        first = " · ".join(one for one in (language, kind) if one)
        said = ", ".join(one for one in (known.source, known.as_of) if one)
        for column, made in enumerate(
            (label(first, "muted", wrap=False), label(known.acronym, "strong", wrap=False),
             # A name written from the right stands at the right, as its readers expect it.
             label(known.name))
        ):  # fmt: skip
            made.setToolTip(tip(said))
            grid.addWidget(made, number, column)
    card.add(holder)
    return card
