"""Log an engagement, or edit one: everything typed in one place, beside the list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from ctdesk.db import passages
from ctdesk.db.drafts import EngagementDraft
from ctdesk.db.operations import engagements, series, templates
from ctdesk.db.queries import choices, lookups
from ctdesk.db.queries import engagements as questions
from ctdesk.db.queries.templates import template
from ctdesk.db.store import Question, Store
from ctdesk.db.templates import FIELDS
from ctdesk.errors import UserError
from ctdesk.settings import Settings
from ctdesk.ui.forms import beginnings
from ctdesk.ui.forms.inputs import engagement_fields as fields
from ctdesk.ui.forms.inputs.base import Input
from ctdesk.ui.forms.inputs.commitments import CommitmentsInput
from ctdesk.ui.forms.inputs.note import NoteInput
from ctdesk.ui.forms.inputs.parties import PartiesInput
from ctdesk.ui.forms.inputs.when import NOT_SAID
from ctdesk.ui.forms.record_form import RecordForm
from ctdesk.ui.forms.record_kind import FormWords
from ctdesk.ui.theme import set_role
from ctdesk.words import _


class EngagementForm(RecordForm[EngagementDraft]):
    """Logs a new engagement or edits one.

    A new one begins with an organization where `organization_id` is given, as an earlier one was
    where `like` is, and as the template of its type says once that is chosen. `saved_to_print`
    has the id of one whose page is wanted, `like_wanted` that of one to make another from, and
    `history_wanted` that of one whose history is.
    """

    saved_to_print = Signal(object)
    like_wanted = Signal(object)
    history_wanted = Signal(object)

    table = "engagement"
    words = FormWords(
        new=_("Log engagement"),
        edit=_("Edit engagement"),
        add_step=_("Log {name}"),
        edit_step=_("Edit {name}"),
        gone=_("“{name}” was deleted meanwhile. Saving logs it anew."),
    )
    plan = fields.PLAN
    labels = fields.LABELS
    named_by = ("title", "type_id")

    def __init__(self, store: Store, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(store, settings, parent)
        for note in self._notes().values():
            note.promised.connect(self._promise)
            note.changed.connect(self._look_at_sentences)
        self._commitments.changed.connect(self._look_at_sentences)
        self.inputs["type_id"].changed.connect(self._type_typed)
        self.inputs["when"].changed.connect(self._day_typed)

    def make_inputs(self) -> dict[str, Input]:
        """An input for each field of the draft, by name."""
        return fields.make(self.settings, self.directory)

    def fill_options(self) -> None:
        """Read types, items, places, themes and initiatives."""
        fields.fill_options(self.inputs, self.store, self.directory)

    def blank(self, **given: Any) -> EngagementDraft:
        """What a new engagement begins with; its type and time are to be typed."""
        return beginnings.blank(self.store, self.settings, given)

    def stored(self, record_id: int) -> Question[EngagementDraft]:
        """The question for the draft of an engagement."""
        return questions.draft(record_id)

    def documents_of(self, record_id: int) -> Question[tuple[lookups.Kept, ...]]:
        """The question for the documents of an engagement."""
        return lookups.documents(record_id)

    def add(self, session: Any, draft: EngagementDraft) -> int:
        """Log it; a forum begun from a turn is linked to it in the same step."""
        engagement_id = engagements.log(session, draft)
        turn_id = self._given.get("turn")
        if isinstance(turn_id, int):
            series.link_logged(session, turn_id, engagement_id)
        return engagement_id

    def change(self, session: Any, record_id: int, draft: EngagementDraft) -> None:
        """Edit it."""
        engagements.edit(session, record_id, draft)

    def shown(self, draft: EngagementDraft, name: str) -> Any:
        """What an input shows of a draft; of a time to be typed, the zone."""
        if name == "when":
            to_type = draft.starts == datetime.min
            return draft.time_zone if to_type else fields.when_of(draft)
        return super().shown(draft, name)

    def read(self, name: str, value: Any) -> Mapping[str, Any]:
        """What the value of an input says of the draft."""
        return fields.values_of_when(value) if name == "when" else {name: value}

    def field_of(self, column: str) -> str:
        """The input beside which a fault of a column stands."""
        return "when" if column in fields.WHEN_FIELDS else column

    def missing(self, draft: EngagementDraft) -> Mapping[str, str]:
        """Type and time must be typed."""
        wanted = {}
        if not draft.type_id:
            wanted["type_id"] = _("Choose a type.")
        if draft.starts == datetime.min:
            wanted["when"] = NOT_SAID
        return wanted

    def buttons(self) -> Sequence[QPushButton]:
        """What else can be done, and the one that saves and prints."""
        self.more_button = QPushButton("⋯")
        set_role(self.more_button, "quiet")
        name = _("Template, history, and a new engagement like this one")
        self.more_button.setAccessibleName(name)
        self.more_button.setToolTip(name)
        self.more_button.clicked.connect(self._open_menu)
        self.print_button = QPushButton(_("Save and print"))
        self.print_button.clicked.connect(self.save_and_print)
        return (self.more_button, self.print_button)

    def save_and_print(self) -> None:
        """Store what is typed and ask for its page."""
        engagement_id = self.save()
        if engagement_id is not None:
            self.saved_to_print.emit(engagement_id)

    def show_commitment(self, commitment_id: int) -> None:
        """Select the sentence that made a commitment; where it is not, show the commitment."""
        row = self._commitments.row_of(commitment_id)
        if row is None:
            return
        texts = {name: note.value() for name, note in self._notes().items()}
        found = passages.find(row.base.sentence, row.base.what, texts)
        if found is None:
            self.body.reveal("commitments")
            row.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.body.reveal(found.note)
            self._notes()[found.note].select(found.start, found.end)

    # Notes and the commitments they make

    def _notes(self) -> dict[str, NoteInput]:
        found = {name: self.inputs[name] for name in passages.NOTES}
        return {name: one for name, one in found.items() if isinstance(one, NoteInput)}

    @property
    def _parties(self) -> PartiesInput:
        found = self.inputs["participations"]
        assert isinstance(found, PartiesInput)
        return found

    @property
    def _commitments(self) -> CommitmentsInput:
        found = self.inputs["commitments"]
        assert isinstance(found, CommitmentsInput)
        return found

    def _promise(self, sentence: str) -> None:
        """Make a commitment of a sentence, of whichever participant it begins with."""
        names = self.directory.spellings(self._parties.organization_ids)
        self._commitments.add_from(sentence, passages.maker(sentence, names))

    def _look_at_sentences(self) -> None:
        texts = {name: note.value() for name, note in self._notes().items()}
        self._commitments.look_at(texts)

    def _day_typed(self) -> None:
        self._parties.day_typed()

    # What a new one begins with

    def _begin(self, given: dict[str, Any]) -> None:
        super()._begin(given)
        if "like" in self._given and not self.notice.text and self._new.title:
            words = _("Made from “{title}”, without its date and what came of it.")
            self.notice.say(words.format(title=self._new.title), "plain")

    def _type_id(self) -> int | None:
        """The type chosen; None where none is, or what is typed names none."""
        try:
            value = self.inputs["type_id"].value()
        except UserError:
            return None
        return value if isinstance(value, int) and value else None

    def _type_name(self) -> str:
        """The chosen type as the register calls it."""
        chosen = self._type_id()
        types = self.store.read(choices.types)
        return next((one.name for one in types if one.id == chosen), "")

    def _type_typed(self) -> None:
        type_id = self._type_id()
        if self.record_id is not None or type_id is None:
            return
        given, kept = beginnings.with_type(self.store, self._given, type_id)
        if given == self._given:
            return
        had = "template" in self._given
        self._begin_with(given)
        if kept is not None:
            words = _("From the template for {type}.").format(type=kept.type)
            self.notice.say(words, "plain", (_("Without it"), self._refuse_template))
        elif had:
            self.notice.clear()

    def _refuse_template(self) -> None:
        rest = {name: value for name, value in self._given.items() if name != "template"}
        self._begin_with({**rest, "without": self._type_id() or 0})

    def _begin_with(self, given: dict[str, Any]) -> None:
        """Have a new one begin otherwise; what is typed already stays."""
        before = self._new
        self._given, self._new = given, self.blank(**given)
        self.directory.learn(self._new)
        for name in self.inputs:
            if name != "documents" and self.shown(before, name) != self.shown(self._new, name):
                self.touched.show_anew(name)

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        type_id = self._type_id()
        keep = menu.addAction(_("Keep as the template for this type"), self.keep_template)
        keep.setEnabled(type_id is not None)
        forget = menu.addAction(_("Forget the template for this type"), self.forget_template)
        kept = None if type_id is None else self.store.read(template(type_id))
        forget.setEnabled(kept is not None)
        if self.record_id is not None:
            menu.addSeparator()
            one = self.record_id
            menu.addAction(_("New engagement like this one"), lambda: self.like_wanted.emit(one))
            menu.addAction(_("History"), lambda: self.history_wanted.emit(one))
        corner = self.more_button.mapToGlobal(QPoint(0, 0))
        menu.popup(QPoint(corner.x(), corner.y() - menu.sizeHint().height()))

    def keep_template(self) -> None:
        """Keep what is typed as what new engagements of the type begin with."""
        type_id, name = self._type_id() or 0, self._type_name()
        try:
            values = {one: self._typed(one) for one in FIELDS}
            title = _("Keep the template for {type}").format(type=name)
            self.store.perform(title, lambda session: templates.keep(session, type_id, values))
        except UserError as error:
            self.notice.say(str(error))
            return
        said = _("New engagements of the type {type} begin so from now on.")
        self.notice.say(said.format(type=name), "good")

    def _typed(self, name: str) -> Any:
        """A field as it is typed. Raises UserError. Bodies that are not stored yet are no part."""
        touched = name in self.touched
        value = self.inputs[name].value() if touched else getattr(self._base, name)
        if name != "participations":
            return value
        return tuple(party for party in value if (party.organization_id or 0) > 0)

    def forget_template(self) -> None:
        """Have new engagements of the type begin empty."""
        type_id, name = self._type_id() or 0, self._type_name()
        title = _("Forget the template for {type}").format(type=name)
        try:
            self.store.perform(title, lambda session: templates.forget(session, type_id))
        except UserError as error:
            self.notice.say(str(error))
            return
        said = _("New engagements of the type {type} begin empty again.")
        self.notice.say(said.format(type=name), "good")
