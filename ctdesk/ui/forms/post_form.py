"""The form in which a post is added, edited, or handed over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton

from ctdesk.days import today_in, today_of
from ctdesk.db.drafts import PostDraft
from ctdesk.db.operations import people as operations
from ctdesk.db.queries import choices, posts
from ctdesk.db.store import Question
from ctdesk.ui.actions import keys_of
from ctdesk.ui.forms.form_body import Plan
from ctdesk.ui.forms.inputs.base import Input
from ctdesk.ui.forms.inputs.chip_field import TagsInput
from ctdesk.ui.forms.inputs.choice import SegmentInput
from ctdesk.ui.forms.inputs.contacts import ContactsInput
from ctdesk.ui.forms.inputs.organization import OrganizationInput, PersonInput
from ctdesk.ui.forms.inputs.text import DayInput, LineInput
from ctdesk.ui.forms.inputs.wording import offers_of
from ctdesk.ui.forms.record_form import RecordForm
from ctdesk.ui.forms.record_kind import FormWords
from ctdesk.ui.widgets.type_ahead import Offer
from ctdesk.words import _

_HAND_OVER = ("successor_id", "taken_up")


@dataclass(frozen=True, slots=True)
class PostEntry(PostDraft):
    """A post as the form holds it; handed over where `taken_up` has the successor's first day."""

    successor_id: int | None = None
    taken_up: date | None = None

    @property
    def post(self) -> PostDraft:
        """What the post's own record holds."""
        return PostDraft(**{field.name: getattr(self, field.name) for field in fields(PostDraft)})


class PostForm(RecordForm[PostEntry]):
    """Adds or edits one post; one that is handed over is ended, and the next tenure begun.

    `delete_wanted` carries the id of one to be deleted.
    """

    delete_wanted = Signal(object)

    table = "post"
    words = FormWords(
        new=_("New post"),
        edit=_("Edit {name}"),
        add_step=_("Add {name}"),
        edit_step=_("Edit {name}"),
        gone=_("{name} was deleted meanwhile. Saving adds it anew."),
    )
    plan = Plan(
        (
            _HAND_OVER,  # where it is handed over, that comes first
            ("organization_id",), ("title",), ("unit",), ("person_id",), ("starts", "ends"),
            ("focal_point", "last_verified"), ("theme_ids",), ("contact_points",),
        ),
        shares={"successor_id": 2},
    )  # fmt: skip
    labels: ClassVar[Mapping[str, str]] = {
        "person_id": _("Held by (empty where it is vacant)"),
        "successor_id": _("Handed over to (empty: vacant)"),
        "taken_up": _("Taken up on"),
        "theme_ids": _("For the themes (empty: all)"),
        "contact_points": _("Ways to reach the post, whoever holds it"),
    }
    named_by = ("title",)

    following: int | None = None  # the tenure that the last save began, where it handed over

    def make_inputs(self) -> dict[str, Input]:
        """An input for each field of the draft, by name."""
        today, day = today_of(self.settings), _("25 June 2025")
        return {
            "organization_id": OrganizationInput(self.directory, _("Type to find")),
            "title": LineInput(_("Director, peace and security")),
            "unit": LineInput(),
            "person_id": PersonInput(self.directory, _("Type to find or add")),
            "successor_id": PersonInput(self.directory, _("Type to find or add")),
            "taken_up": DayInput(today, day),
            "starts": DayInput(today, _("Not known")),
            "ends": DayInput(today, _("Still held")),
            "focal_point": SegmentInput(offers_of("post", "focal_point")),
            "last_verified": DayInput(today, _("today, or a day")),
            "theme_ids": TagsInput(_("Type to find")),
            "contact_points": ContactsInput(),
        }

    def buttons(self) -> Sequence[QPushButton]:
        """Those that delete the post, begin a hand-over, and unfold what that does not need."""
        self.hand_over_button = QPushButton(_("Hand over…"))
        self.hand_over_button.clicked.connect(self.begin_hand_over)
        self.delete_button = QPushButton(_("Delete"))
        self.delete_button.setAccessibleName(_("Delete post"))
        self.delete_button.setToolTip(
            _("Entered by mistake ({keys})").format(keys=keys_of("delete_post"))
        )
        self.delete_button.clicked.connect(lambda: self.delete_wanted.emit(self.record_id))
        self.whole_button = QPushButton(_("All fields"))
        self.whole_button.clicked.connect(lambda: self._fold(False))
        return (self.delete_button, self.hand_over_button, self.whole_button)

    def fill_options(self) -> None:
        """Read the themes; who follows is asked for when the post is handed over."""
        themes = self.inputs["theme_ids"]
        assert isinstance(themes, TagsInput)
        themes.set_options([Offer(one.name, "", one.id) for one in self.store.read(choices.themes)])
        self._show_hand_over(False)

    def blank(self, **given: Any) -> PostEntry:
        """What a new post begins with."""
        return PostEntry(given.get("organization_id", 0), "", given.get("person_id"))

    def shown(self, draft: PostEntry, name: str) -> Any:
        """What an input shows of a draft; a body to be typed is none."""
        return (
            getattr(draft, name) or None
            if name == "organization_id"
            else super().shown(draft, name)
        )

    def stored(self, record_id: int) -> Question[PostEntry]:
        """The question for a post."""
        kept = posts.draft(record_id)

        def question(connection: Any) -> PostEntry:
            found = kept(connection)
            return PostEntry(**{one.name: getattr(found, one.name) for one in fields(found)})

        return question

    def add(self, session: Any, draft: PostEntry) -> int:
        """Add it."""
        self.following = None
        return operations.add_post(session, draft.post)

    def change(self, session: Any, record_id: int, draft: PostEntry) -> None:
        """Edit it, and hand it over where that is asked for."""
        operations.edit_post(session, record_id, draft.post)
        self.following = (
            None
            if draft.taken_up is None
            else operations.hand_over(session, record_id, draft.taken_up, draft.successor_id)
        )

    def missing(self, draft: PostEntry) -> Mapping[str, str]:
        """The body, and the day of a hand-over."""
        found = {}
        if not draft.organization_id:
            found["organization_id"] = _("Say in which organization the post is.")
        if draft.successor_id is not None and draft.taken_up is None:
            found["taken_up"] = _("Say from which day.")
        return found

    def read(self, name: str, value: Any) -> Mapping[str, Any]:
        """What the value of an input says of the draft."""
        return {name: value or 0} if name == "organization_id" else {name: value}

    def field_of(self, column: str) -> str:
        """A hand-over that does not follow is said beside what asks for it."""
        if self._handing_over:
            return {"person_id": "successor_id", "starts": "taken_up"}.get(column, column)
        return column

    def step_of(self, draft: PostEntry, *, added: bool) -> str:
        """What undo calls a save."""
        if draft.taken_up is not None and not added:
            return _("Hand over {name}")
        return super().step_of(draft, added=added)

    def save(self) -> int | None:
        self.following = None
        return super().save()

    # Handing over

    def begin_hand_over(self) -> None:
        """Ask who follows, and from when; nobody leaves the post vacant."""
        self._show_hand_over(True)
        self.title.setText(_("Hand over {name}").format(name=self.name))
        self.inputs["taken_up"].set_value(today_in(self.settings.time_zone))
        self.body.to_top()
        self.inputs["successor_id"].setFocus(Qt.FocusReason.OtherFocusReason)

    def recalled(self) -> None:
        """A hand-over that was begun is seen: it would be saved with the rest."""
        touched = set(self.touched)
        if touched & set(_HAND_OVER):
            self._show_hand_over(True)
            self._fold(touched <= set(_HAND_OVER))

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """Each beside its field, which is unfolded."""
        self._fold(self._is_folded and set(faults) <= set(_HAND_OVER))
        super().show_faults(faults)

    @property
    def _handing_over(self) -> bool:
        return not self.body.framed["taken_up"].isHidden()

    def _show_hand_over(self, shown: bool) -> None:
        for name in _HAND_OVER:
            self.body.framed[name].setVisible(shown)
        self._fold(shown)
        self.save_button.say(_("Hand over") if shown else _("Save"))
        self.hand_over_button.setVisible(self.record_id is not None and not shown)
        self.delete_button.setVisible(self.record_id is not None)

    @property
    def _is_folded(self) -> bool:
        return self.body.framed["title"].isHidden()

    def _fold(self, folded: bool) -> None:
        """Show the rest of the post, or only what a hand-over needs."""
        for name, framed in self.body.framed.items():
            if name not in _HAND_OVER:
                framed.setHidden(folded)
        self.whole_button.setVisible(folded)
