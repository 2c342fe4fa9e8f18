"""The form in which a person is added, with the post they hold, or edited."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar, cast

from ctdesk.days import today_of
from ctdesk.db.drafts import PersonDraft, PostDraft
from ctdesk.db.operations import people as operations
from ctdesk.db.queries import choices, people
from ctdesk.db.store import Question, Store
from ctdesk.settings import Settings
from ctdesk.ui.forms.form_body import Part, Plan
from ctdesk.ui.forms.inputs.base import Input
from ctdesk.ui.forms.inputs.chip_field import TagsInput
from ctdesk.ui.forms.inputs.choice import ChoiceInput, SegmentInput
from ctdesk.ui.forms.inputs.contacts import ContactsInput
from ctdesk.ui.forms.inputs.languages import LanguagesInput
from ctdesk.ui.forms.inputs.organization import OrganizationInput
from ctdesk.ui.forms.inputs.person_name import PersonNameInput
from ctdesk.ui.forms.inputs.photo import NO_PICTURE, PhotoInput, Picture, document_of
from ctdesk.ui.forms.inputs.text import DayInput, LineInput, NumberInput, TextInput
from ctdesk.ui.forms.inputs.wording import offers_of
from ctdesk.ui.forms.record_form import RecordForm
from ctdesk.ui.forms.record_kind import FormWords
from ctdesk.ui.widgets.type_ahead import Offer
from ctdesk.words import _

# Of a new person's first post; later ones have a form of their own.
_POST = ("organization_id", "title", "focal_point", "theme_ids")


@dataclass(frozen=True, slots=True)
class PersonEntry(PersonDraft):
    """A person as the form holds them: with a picture, and a new one with a post."""

    picture: Picture = NO_PICTURE
    organization_id: int | None = None
    title: str = ""
    focal_point: str = ""
    theme_ids: tuple[int, ...] = ()

    @property
    def person(self) -> PersonDraft:
        """What the person's own record holds."""
        own = {field.name: getattr(self, field.name) for field in fields(PersonDraft)}
        return PersonDraft(**own)

    @property
    def has_post(self) -> bool:
        """Whether anything is said of a post."""
        return bool(self.title.strip() or self.focal_point or self.theme_ids)


class PersonForm(RecordForm[PersonEntry]):
    """Adds or edits one person. A colleague is one form and one step, post and picture too."""

    table = "person"
    words = FormWords(
        new=_("New person"),
        edit=_("Edit {name}"),
        add_step=_("Add {name}"),
        edit_step=_("Edit {name}"),
        gone=_("{name} was deleted meanwhile. Saving adds them anew."),
    )
    plan = Plan(
        (
            ("display_name", "honorific"), ("written_name", "languages"), ("name_order",),
            ("family_name", "given_name"), ("organization_id", "title"),
            ("focal_point", "theme_ids"), ("contact_points",), ("picture",), ("biography",),
        ),
        (
            Part(_("Rank and other names"), (("rank", "post_nominals"), ("aliases",))),
            Part(
                _("Record"),
                (
                    ("sensitivity", "protocol_rank"), ("last_verified", "review_on"), ("basis",),
                ),
            ),
        ),
        shares={"display_name": 3, "written_name": 3, "languages": 2},
    )  # fmt: skip
    labels: ClassVar[Mapping[str, str]] = {
        "display_name": _("Name in Latin letters"),
        "contact_points": _("Ways to reach them"),
        "picture": _("Photograph"),
        "organization_id": _("Holds a post in"),
        "title": _("Title of the post"),
        "focal_point": _("Focal point"),
        "theme_ids": _("For the themes (empty: all)"),
    }
    named_by = ("display_name",)

    def __init__(self, store: Store, settings: Settings, parent: Any = None) -> None:
        super().__init__(store, settings, parent)
        picture = cast("PhotoInput", self.inputs["picture"])
        picture.refused.connect(self.notice.say)
        self._names.taken.connect(self._take_names)
        for name in ("display_name", "family_name", "given_name", "name_order"):
            self.inputs[name].changed.connect(self._propose)

    def make_inputs(self) -> dict[str, Input]:
        """An input for each field of the draft, by name."""
        today = today_of(self.settings)
        made: dict[str, Input] = {
            "display_name": PersonNameInput(_("As it is said: Aya Example")),
            "honorific": LineInput(_("Ms., H.E.")),
            "languages": LanguagesInput(),
            "name_order": SegmentInput(offers_of("person", "name_order")),
            "organization_id": OrganizationInput(self.directory, _("Type to find")),
            "focal_point": SegmentInput(offers_of("post", "focal_point")),
            "theme_ids": TagsInput(_("Type to find")),
            "contact_points": ContactsInput(),
            "picture": PhotoInput(),
            "biography": TextInput("", 3),
            "sensitivity": ChoiceInput(offers_of("person", "sensitivity"), empty="unclassified"),
            "protocol_rank": NumberInput(),
            "last_verified": DayInput(today, _("today, or 25 June 2025")),
            "review_on": DayInput(today, _("25 June 2027")),
        }
        lines = (*self.plan.open, *(line for part in self.plan.folded for line in part.lines))
        names = [name for line in lines for name in line]
        return {name: made[name] if name in made else LineInput() for name in names}

    @property
    def _names(self) -> PersonNameInput:
        return cast("PersonNameInput", self.inputs["display_name"])

    def fill_options(self) -> None:
        """Read the themes. A post is asked for with a new person only."""
        themes = self.inputs["theme_ids"]
        assert isinstance(themes, TagsInput)
        themes.set_options([Offer(one.name, "", one.id) for one in self.store.read(choices.themes)])
        for name in _POST:
            self.body.framed[name].setVisible(self.record_id is None)

    def blank(self, **given: Any) -> PersonEntry:
        """What a new person begins with."""
        return PersonEntry("", organization_id=given.get("organization_id"))

    def stored(self, record_id: int) -> Question[PersonEntry]:
        """The question for a person, with the picture."""
        person, photo = people.draft(record_id), people.photo(record_id)

        def question(connection: Any) -> PersonEntry:
            found = person(connection)
            own = {field.name: getattr(found, field.name) for field in fields(found)}
            return PersonEntry(**own, picture=Picture(photo(connection) or b""))

        return question

    def add(self, session: Any, draft: PersonEntry) -> int:
        """Add them, with picture and post."""
        person_id = operations.add(session, draft.person)
        if draft.picture.data:
            operations.set_photo(session, person_id, document_of(draft.picture))
        if draft.has_post and draft.organization_id is not None:
            operations.add_post(
                session,
                PostDraft(
                    draft.organization_id,
                    draft.title,
                    person_id,
                    focal_point=draft.focal_point,
                    theme_ids=draft.theme_ids,
                ),
            )
        return person_id

    def change(self, session: Any, record_id: int, draft: PersonEntry) -> None:
        """Edit them, and the picture where it is another."""
        operations.edit(session, record_id, draft.person)
        before = self._base.picture
        if draft.picture == before:
            return
        if draft.picture.data:
            operations.set_photo(session, record_id, document_of(draft.picture))
        else:
            operations.remove_photo(session, record_id)

    def missing(self, draft: PersonEntry) -> Mapping[str, str]:
        """A post has a body and a title, or there is none."""
        found = {}
        if draft.has_post and draft.organization_id is None:
            found["organization_id"] = _("Say in which organization, or leave the post out.")
        if (draft.focal_point or draft.theme_ids) and not draft.title.strip():
            found["title"] = _("Give the title of the post.")
        return found

    # Names are proposed, never derived silently

    def _propose(self) -> None:
        typed: Callable[[str], str] = lambda name: str(self.inputs[name].value())  # noqa: E731
        order = typed("name_order") or "given_first"
        self._names.propose(typed("family_name"), typed("given_name"), order)

    def _take_names(self, names: Mapping[str, str]) -> None:
        for name, value in names.items():
            self.inputs[name].set_value(value)
