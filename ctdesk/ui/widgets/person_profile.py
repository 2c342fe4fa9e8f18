"""What stands beside the list when a person is chosen: who it is, and parts below tabs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ctdesk.db.queries import people
from ctdesk.db.queries.people import PersonProfile
from ctdesk.db.store import Store
from ctdesk.errors import UserError
from ctdesk.reports.unicode import isolate
from ctdesk.ui.theme import UNIT, set_role
from ctdesk.ui.widgets.card import label
from ctdesk.ui.widgets.cards_page import EDGE
from ctdesk.ui.widgets.person_parts import GlancePart, PersonPart, PostsPart, TookPartPart
from ctdesk.ui.widgets.portrait import Portrait
from ctdesk.ui.widgets.tabs import Tabs
from ctdesk.words import _

NARROW = 360  # px; with less, the button stands below the name
SHORT = 24  # letters of a name in its own script that stay on one line
LONG = 44  # letters of a name that is set smaller


class PersonView(QStackedWidget):
    """Shows one person.

    `wanted` carries a wish, `verified` the id of a post whose designation is still correct,
    `edit_wanted` says that the person is to be edited.
    """

    wanted = Signal(object)
    verified = Signal(object)
    edit_wanted = Signal()

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "pane")
        self.setAccessibleName(_("Profile"))
        self._store = store
        self._person: PersonProfile | None = None
        self._told: dict[str, object] = {}  # what each part was told last
        self._said = label("", "muted")
        self._header = _Header()
        self._header.edit.clicked.connect(self.edit_wanted)
        self.tabs = Tabs(_("Parts of the profile"), self, EDGE)
        for key, words, make in self._parts():
            self.tabs.add(key, words, partial(self._made, make))
        self.addWidget(self._nothing())
        self.addWidget(self._body())
        self.tabs.shown.connect(lambda _key: self._show_part())
        self.show_nothing(_("Choose a person to see their profile."))

    def _parts(self) -> tuple[tuple[str, str, Callable[[], PersonPart]], ...]:
        return (
            ("overview", _("Overview"), lambda: GlancePart(self._store)),
            ("posts", _("Posts"), lambda: PostsPart(self._store)),
            ("engagements", _("Engagements"), lambda: TookPartPart(self._store)),
        )

    def _made(self, make: Callable[[], PersonPart]) -> PersonPart:
        part = make()
        part.wanted.connect(self.wanted)
        part.verified.connect(self.verified)
        part.part_wanted.connect(self.show_part)
        return part

    def _nothing(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(EDGE, UNIT * 10, EDGE, EDGE)
        self._said.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self._said)
        layout.addStretch(1)
        return page

    def _body(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._header)
        layout.addWidget(self.tabs, 1)
        return page

    # What is shown

    @property
    def person(self) -> PersonProfile | None:
        """Whose profile is shown."""
        return self._person

    def show_nothing(self, words: str) -> None:
        """Say in words why there is no profile."""
        self._person = None
        self._said.setText(words)
        self.setCurrentIndex(0)

    def show_person(self, person_id: int) -> None:
        """Show a person as the register has them now, in the part shown of the one before."""
        try:
            self._person = self._store.read(people.profile(person_id))
            picture = self._store.read(people.photo(person_id))
        except UserError as error:
            self.show_nothing(str(error))
            return
        self._header.show_person(self._person, picture)
        self.tabs.set_count("posts", len(self._person.posts))
        self.tabs.set_count("engagements", self._person.engagement_count)
        self._show_part()
        self.setCurrentIndex(1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Given the keyboard as a whole, it goes to the tabs."""
        super().focusInEvent(event)
        if self._person is not None:
            self.tabs.setFocus(event.reason())

    def show_part(self, key: str) -> None:
        """Choose a tab by its key, with the keyboard on it."""
        self.tabs.show_tab(key)
        self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_part(self) -> None:
        if self._person is None:
            return
        key, today = self.tabs.current, date.today()
        part = self.tabs.part(key)
        assert isinstance(part, PersonPart)
        before = self._told.get(key)
        other = not isinstance(before, PersonProfile) or before.id != self._person.id
        self._told[key] = self._person
        part.show_person(self._person, today, other=other)


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
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(EDGE, 18, EDGE, 10)
        self._row.setSpacing(UNIT)
        self._row.addLayout(name, 1)
        self._row.addLayout(buttons)

    def show_person(self, person: PersonProfile, picture: bytes | None) -> None:
        """Say whose profile it is."""
        name = person.name
        written = name.written
        if len(written) <= SHORT:  # below the other rather than in two pieces
            written = written.replace(" ", "\u00a0")
        both = "\u2002".join(filter(None, (name.display, isolate(written))))
        set_role(self._name, "title" if len(both) <= LONG else "title-long")
        self._name.setText(both)
        self._below.setText(_line_below(person))
        self.edit.setAccessibleName(_("Edit {name}").format(name=name.display))
        if picture is None or not self._portrait.show_picture(picture):
            self._portrait.show_initials(name)
        self._portrait.setAccessibleName(
            _("Photograph of {name}").format(name=name.display) if picture else ""
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(down if self.width() < NARROW else across)


def _line_below(person: PersonProfile) -> str:
    """How they are addressed, and what they are now."""
    name = person.name
    address = ", ".join(filter(None, (name.honorific, person.rank, name.post_nominals)))
    now = person.current(date.today())
    post = f"{isolate(now[0].title)}, {isolate(now[0].organization)}" if now else ""
    return " — ".join(filter(None, (address, post)))
