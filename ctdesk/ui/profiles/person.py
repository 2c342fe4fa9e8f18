"""What stands beside the list when a person is chosen: who it is, and parts below tabs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ctdesk.db.queries import people
from ctdesk.db.queries.people import PersonProfile
from ctdesk.db.store import Store
from ctdesk.reports.unicode import isolate
from ctdesk.settings import Settings
from ctdesk.ui.profiles.part import Part
from ctdesk.ui.profiles.person_parts import GlancePart, PostsPart, TookPartPart
from ctdesk.ui.profiles.profile import Profile, Tab
from ctdesk.ui.theme import UNIT, set_role
from ctdesk.ui.widgets.card import label
from ctdesk.ui.widgets.cards_page import EDGE
from ctdesk.ui.widgets.portrait import Portrait
from ctdesk.ui.widgets.turning import Turning
from ctdesk.words import _

NARROW = 360  # px; with less, the button stands below the name
SHORT = 24  # letters of a name in its own script that stay on one line
LONG = 44  # letters of a name that is set smaller


class PersonView(Profile):
    """Shows one person.

    `verified` carries the id of a post whose designation is still correct, `post_delete_wanted`
    that of one to be deleted, or None where the officer stands on none of several.
    """

    verified = Signal(object)
    post_delete_wanted = Signal(object)

    def __init__(self, store: Store, settings: Settings, parent: QWidget | None = None) -> None:
        self._header = _Header()
        super().__init__(store, settings, self._header, parent)
        self._header.edit.clicked.connect(self.edit_wanted)
        self.show_nothing(_("Choose a person to see their profile."))

    def _tabs(self) -> Sequence[Tab]:
        return (
            Tab("overview", _("Overview"), self._overview),
            Tab("posts", _("Posts"), self._posts),
            Tab("engagements", _("Engagements"), lambda: TookPartPart(self.store)),
            *self._files_and_steps("person"),
        )

    def _overview(self) -> Part:
        part = GlancePart(self.store, self.today)
        part.verified.connect(self.verified)
        return part

    def _posts(self) -> Part:
        part = PostsPart(self.store, self.today)
        part.delete_wanted.connect(self.post_delete_wanted)
        return part

    def _read(self, record_id: int) -> PersonProfile:
        return self.store.read(people.profile(record_id))

    def _show_head(self, record: PersonProfile) -> None:
        picture = self.store.read(people.photo(record.id))
        self._header.show_person(record, picture, self.today())

    def _counts(self, record: PersonProfile) -> Mapping[str, int]:
        return {
            "posts": len(record.posts),
            "engagements": record.engagement_count,
            "documents": record.document_count,
        }


class _Header(QWidget):
    """A person's picture and names, and what they are addressed by."""

    def __init__(self) -> None:
        super().__init__()
        self._portrait = Portrait()
        self._name, self._below = label("", "title"), label("", "muted")
        self.edit = QPushButton(_("Edit"))
        top = Qt.AlignmentFlag.AlignTop
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._name)
        words.addWidget(self._below)
        words.addStretch(1)
        name = QHBoxLayout()
        name.setSpacing(UNIT + 6)
        name.addWidget(self._portrait, 0, top)
        name.addLayout(words, 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.edit, 0, top)
        self._row = Turning(self, NARROW)
        self._row.setContentsMargins(EDGE, 18, EDGE, 10)
        self._row.setSpacing(UNIT)
        self._row.addLayout(name, 1)
        self._row.addLayout(buttons)

    def show_person(self, person: PersonProfile, picture: bytes | None, today: date) -> None:
        """Say whose profile it is."""
        name = person.name
        written = name.written
        if len(written) <= SHORT:  # below the other rather than in two pieces
            written = written.replace(" ", "\u00a0")
        both = "\u2002".join(filter(None, (name.display, isolate(written))))
        set_role(self._name, "title" if len(both) <= LONG else "title-long")
        self._name.setText(both)
        self._below.setText(_line_below(person, today))
        self.edit.setAccessibleName(_("Edit {name}").format(name=name.display))
        if picture is None or not self._portrait.show_picture(picture):
            self._portrait.show_initials(name)
        self._portrait.setAccessibleName(
            _("Photograph of {name}").format(name=name.display) if picture else ""
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._row.fit(self.width())


def _line_below(person: PersonProfile, today: date) -> str:
    """How they are addressed, and what they are now."""
    name = person.name
    address = ", ".join(filter(None, (name.honorific, person.rank, name.post_nominals)))
    now = person.current(today)
    post = f"{isolate(now[0].title)}, {isolate(now[0].organization)}" if now else ""
    return " — ".join(filter(None, (address, post)))
