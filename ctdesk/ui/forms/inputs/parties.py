"""Who took part: bodies and people as chips, each with role, attendance and capacity."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from ctdesk.db.capacities import Capacities, Capacity, meant
from ctdesk.db.drafts import ParticipationDraft
from ctdesk.errors import UserError
from ctdesk.ui.forms.inputs.base import bare, checked, label_of
from ctdesk.ui.forms.inputs.chip_field import ChipField, FieldChip
from ctdesk.ui.forms.inputs.directory import Directory
from ctdesk.ui.forms.inputs.organization import OrganizationInput
from ctdesk.ui.forms.inputs.text import LineInput
from ctdesk.ui.forms.inputs.wording import offers_of, said
from ctdesk.ui.plain import caption, tip
from ctdesk.words import _


class PartiesInput(ChipField):
    """The value is a tuple of ParticipationDraft, in the order of the chips.

    A chip shows the post its person holds on `day`, which is the one a save fills in. `day_typed`
    has it looked up anew; what was typed by hand stays.
    """

    def __init__(
        self, directory: Directory, day: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(directory.offers, _("Type a name or acronym, Enter adds"), parent)
        self._directory = directory
        self._day = day
        self._as_of = self._shown_for = day()  # day of what was given, and of the chips
        self._held: Capacities = {}  # posts on the latter
        self._drafts: list[ParticipationDraft] = []
        self._detail = _Detail(directory)
        self._detail.edited.connect(self._take_detail)
        self._detail.hide()
        self._detailed: int | None = None
        self._half_typed = ""  # a body that is typed below and not known
        self.column.addWidget(self._detail)

    def set_value(self, value: Sequence[ParticipationDraft]) -> None:
        """Show these."""
        self.line.setText("")
        self._drafts = list(value)
        self._as_of = self._day()
        self._close_detail()
        self._look_up()

    def day_typed(self) -> None:
        """Show in what capacity people take part on the day that is typed now."""
        if self._day() != self._shown_for:
            self._look_up()

    def _look_up(self) -> None:
        """Ask for the posts of all people on the day, and show them."""
        self._shown_for = self._day()
        people = {one.person_id for one in self._drafts if (one.person_id or 0) > 0}
        known = {one for one in people if one is not None}
        self._held = self._directory.posts(known, self._shown_for) if known else {}
        self._show()

    def _present(self) -> tuple[ParticipationDraft, ...]:
        """Who takes part; a post that is not held on the day that is typed now is left out."""
        return tuple(self._on_the_day(one) for one in self._drafts)

    def _on_the_day(self, one: ParticipationDraft) -> ParticipationDraft:
        if one.post_id is None or self._shown_for == self._as_of:
            return one
        if any(post.post_id == one.post_id for post in self._posts(one)):
            return one
        return replace(one, post_id=None, capacity="")

    def _posts(self, one: ParticipationDraft) -> Sequence[Capacity]:
        return self._held.get(one.person_id or 0, ())

    @property
    def organization_ids(self) -> tuple[int, ...]:
        """The bodies among them."""
        return tuple(one.organization_id for one in self._drafts if one.organization_id)

    def value(self) -> tuple[ParticipationDraft, ...]:
        """Who takes part. Raises UserError where a name is typed and not added."""
        self.unfinished()
        for one in self._drafts:
            checked("participation", capacity=one.capacity)
            if self._is_gone(one):
                raise UserError(_("One who took part is no longer in the register; remove it."))
        if self._detailed is not None:
            self._detail.body.value()
        return self._present()

    def state(self) -> object:
        """Who takes part, the text, and a body half typed."""
        return self._present(), self.line.text(), self._half_typed

    def memo(self) -> Any:
        """Who takes part, the text, and what stands in the line below, if it is open."""
        drafts = [asdict(one) for one in self._drafts]
        return [drafts, self.line.text(), self._detailed, self._detail.body.memo()]

    def recall(self, memo: Any) -> None:
        """Show them."""
        self.set_value([ParticipationDraft(**one) for one in memo[0]])
        self.line.setText(memo[1])
        if memo[2] is not None:
            self._show_detail(memo[2])
            self._detail.body.recall(memo[3])

    def brief(self) -> str:
        """The names."""
        return ", ".join(chip.words for chip in self.chips)

    def added(self, value: object) -> None:
        """Add the body or person of an offer."""
        kind, row_id = self._directory.take(value)
        fresh = (
            ParticipationDraft(organization_id=row_id)
            if kind == "organization"
            else ParticipationDraft(person_id=row_id)
        )
        self._drafts.append(fresh)
        self._look_up()

    def removed(self, place: int) -> None:
        """Take one away."""
        del self._drafts[place]
        self._close_detail()
        self._show()

    def pressed(self, place: int) -> None:
        """Offer roles and attendance in a menu."""
        chip = self.chips[place]
        menu = self.menu(place)
        menu.popup(chip.mapToGlobal(QPoint(0, chip.height() + 2)))

    def menu(self, place: int) -> QMenu:
        """Role, attendance, capacity and away, of the chip at a place."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        one = self._drafts[place]
        self._capacities(menu, place)
        self._choices(menu, place, "role", one.role)
        menu.addSeparator()
        self._choices(menu, place, "attendance", one.attendance)
        menu.addSeparator()
        menu.addAction(_("Capacity and body represented…"), lambda: self._open_detail(place))
        menu.addAction(_("Remove"), lambda: self.removed(place))
        return menu

    def _capacities(self, menu: QMenu, place: int) -> None:
        """The posts a person holds on the day, where there are several to choose from."""
        one = self._on_the_day(self._drafts[place])
        posts = self._posts(one)
        if len(posts) < 2 or (one.capacity and one.post_id is None):
            return
        shown = meant(posts, one.organization_id)
        chosen = one.post_id or (shown.post_id if shown else None)
        group = QActionGroup(menu)
        for post in posts:
            words = _("As {title}, {body}").format(title=post.title, body=post.body)
            action = QAction(caption(words), menu, checkable=True)
            action.setChecked(post.post_id == chosen)
            values = {"post_id": post.post_id, "capacity": post.title}
            values["organization_id"] = post.organization_id
            action.triggered.connect(lambda _on, values=values: self._put(place, **values))
            group.addAction(action)
            menu.addAction(action)
        menu.addSeparator()

    def _choices(self, menu: QMenu, place: int, name: str, present: str) -> None:
        """The choices of a column, of which pressing the present one takes it back."""
        inner = menu.addMenu(label_of("participation", name))
        inner.menuAction().setText(
            f"{label_of('participation', name)}: {said(name, present)}"
            if present
            else label_of("participation", name)
        )
        group = QActionGroup(inner)
        group.setExclusionPolicy(QActionGroup.ExclusionPolicy.ExclusiveOptional)
        for offer in offers_of("participation", name):
            action = QAction(offer.text, inner, checkable=True, checked=offer.value == present)
            action.triggered.connect(
                lambda on, code=offer.value: self._put(place, **{name: code if on else ""})
            )
            group.addAction(action)
            inner.addAction(action)

    def _put(self, place: int, **values: Any) -> None:
        self._drafts[place] = replace(self._drafts[place], **values)
        self._show()
        self.walk(place)

    def _show(self) -> None:
        self.set_chips([self._chip(one) for one in self._present()])

    def _chip(self, given: ParticipationDraft) -> FieldChip:
        posts = () if given.capacity else self._posts(given)
        post = meant(posts, given.organization_id)
        one = given
        if post is not None:
            self._directory.learn_names("organization", [post.organization_id])
            one = replace(given, capacity=post.title, organization_id=post.organization_id)
        body = self._directory.short(("organization", one.organization_id or 0))
        person = self._directory.short(("person", one.person_id or 0))
        words = ", ".join(filter(None, (person, one.capacity, body)))
        if self._is_gone(one):
            words = ", ".join(filter(None, (words, _("no longer in the register"))))
        codes = (("role", one.role), ("attendance", one.attendance))
        notes = [said(name, code).casefold() for name, code in codes if code]
        if len(posts) > 1 and post is None and one.organization_id is None:
            words = _("In which capacity? {name}").format(name=words)
        text = f"{words}: {', '.join(notes)}" if notes else words
        chip = FieldChip(text, accent=one.person_id is None)
        full = self._directory.full(("organization", one.organization_id or 0))
        new = (one.person_id or 0) < 0 or (one.organization_id or 0) < 0  # not yet in the register
        chip.setToolTip(tip("\n".join(filter(None, (text, full, _("new") if new else "")))))
        chip.setAccessibleDescription(_("Enter for role and attendance, Backspace to remove"))
        return chip

    def _is_gone(self, one: ParticipationDraft) -> bool:
        """Whether the body or the person is not in the register, nor added by the save."""
        body, person = one.organization_id, one.person_id
        return not (
            (body is None or self._directory.short(("organization", body)))
            and (person is None or self._directory.short(("person", person)))
        )

    # Capacity, and the body a person speaks for

    def _open_detail(self, place: int) -> None:
        self._show_detail(place)
        self._detail.capacity.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_detail(self, place: int) -> None:
        self._detailed = None  # what is shown now is no edit
        self._detail.show_draft(self._on_the_day(self._drafts[place]))
        self._detailed = place
        self._half_typed = ""
        self._detail.show()

    def _close_detail(self) -> None:
        self._detailed = None
        self._half_typed = ""
        self._detail.hide()

    def _take_detail(self) -> None:
        if self._detailed is None:
            return
        before = self._drafts[self._detailed]
        values: dict[str, Any] = {"capacity": self._detail.capacity.value()}
        if values["capacity"] != before.capacity:
            values["post_id"] = None  # said by hand: it is no post's title any more
        self._half_typed = ""
        try:
            values["organization_id"] = self._detail.body.value()
        except UserError:  # a name half typed; `value` refuses it
            self._half_typed = self._detail.body.line.text()
        self._drafts[self._detailed] = replace(self._drafts[self._detailed], **values)
        self._show()


class _Detail(QWidget):
    """Below the chips: in what capacity one of them takes part, and for which body."""

    edited = Signal()

    def __init__(self, directory: Directory) -> None:
        super().__init__()
        self.capacity = LineInput(_("In the capacity of"))
        self.capacity.set_label(label_of("participation", "capacity"))
        self.body = OrganizationInput(directory, _("For which organization"))
        self.body.set_label(label_of("participation", "organization_id"))
        row = bare(QHBoxLayout(self), 8)
        row.addWidget(self.capacity, 3)
        row.addWidget(self.body, 2)
        self.capacity.changed.connect(self.edited)
        self.body.changed.connect(self.edited)

    def show_draft(self, draft: ParticipationDraft) -> None:
        """Show one participant's."""
        self.capacity.set_value(draft.capacity)
        self.body.set_value(draft.organization_id)
