"""What stands beside the list when a body is chosen: its name, and its parts below tabs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ctdesk.db.queries import profiles
from ctdesk.db.queries.profiles import Counts, Head
from ctdesk.db.store import Store
from ctdesk.errors import UserError
from ctdesk.reports import labels
from ctdesk.reports.unicode import isolate
from ctdesk.settings import Settings
from ctdesk.ui.codes import no_longer
from ctdesk.ui.profiles.part import Part
from ctdesk.ui.theme import UNIT, set_role
from ctdesk.ui.widgets.card import label
from ctdesk.ui.widgets.cards_page import EDGE
from ctdesk.ui.widgets.chips import Chip
from ctdesk.ui.widgets.tabs import Tabs
from ctdesk.ui.wishes import PrintBriefing
from ctdesk.words import _

NARROW = 480  # px; with less, the buttons stand below the name
LONG = 60  # letters of a name that is set smaller, so that it stays within three lines

# Parts that say how much there is in them.
COUNTED = ("people", "engagements", "memberships", "documents")


class OrganizationProfile(QStackedWidget):
    """Shows one body. `wanted` carries a wish, `edit_wanted` says that the body is to be edited.

    Only the part on show is read; the others are when their tab is chosen.
    """

    wanted = Signal(object)
    edit_wanted = Signal()

    def __init__(self, store: Store, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store, self._settings = store, settings
        self._head: Head | None = None
        self.setAccessibleName(_("Profile"))
        set_role(self, "pane")
        self._said = label("", "muted")
        self._header = _Header()
        self._header.edit.clicked.connect(self.edit_wanted)
        self._header.briefing.clicked.connect(self._print_briefing)
        self.tabs = Tabs(_("Parts of the profile"), self, EDGE)
        self._add_tabs()
        self.addWidget(self._nothing())
        self.addWidget(self._body())
        self.setFocusProxy(self.tabs)
        self.tabs.shown.connect(lambda _key: self._show_part())
        self.show_nothing(_("Choose an organization to see its profile."))

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

    def _add_tabs(self) -> None:
        for key, words, make in self._parts():
            self.tabs.add(key, words, partial(self._made, make))

    def _parts(self) -> tuple[tuple[str, str, Callable[[], Part]], ...]:
        """Each part: its key, the words of its tab, what makes it."""
        return (
            ("overview", _("Overview"), self._overview),
            ("people", _("People"), self._people),
            ("engagements", _("Engagements"), self._engagements),
            ("memberships", _("Names and members"), self._memberships),
            ("documents", _("Documents"), self._documents),
            ("history", _("History"), self._history),
        )

    # Imported when first looked at: the list has not to wait for them.

    def _overview(self) -> Part:
        from ctdesk.ui.profiles.overview import OverviewPart

        return OverviewPart(self._store)

    def _people(self) -> Part:
        from ctdesk.ui.profiles.people import PeoplePart

        return PeoplePart(self._store)

    def _engagements(self) -> Part:
        from ctdesk.ui.profiles.engagements import EngagementsPart

        return EngagementsPart(self._store)

    def _memberships(self) -> Part:
        from ctdesk.ui.profiles.memberships import MembershipsPart

        return MembershipsPart(self._store, self._settings)

    def _documents(self) -> Part:
        from ctdesk.ui.profiles.panels import DocumentsPart

        return DocumentsPart(self._store, self._settings.time_zone)

    def _history(self) -> Part:
        from ctdesk.ui.profiles.panels import HistoryPart

        return HistoryPart(self._store, self._settings.time_zone)

    def _made(self, make: Callable[[], Part]) -> Part:
        part = make()
        part.wanted.connect(self.wanted)
        part.part_wanted.connect(self.show_part)
        part.edit_wanted.connect(self.edit_wanted)
        return part

    # What is shown

    @property
    def shown_id(self) -> int | None:
        """Id of the body on show."""
        return self._head.id if self._head else None

    def show_nothing(self, words: str) -> None:
        """Say in words why there is no profile."""
        self._head = None
        self._said.setText(words)
        self.setCurrentIndex(0)

    def show_body(self, organization_id: int) -> None:
        """Show a body as the register has it now, in the part that was shown of the one before."""
        try:
            self._head = self._store.read(profiles.head(organization_id))
        except UserError as error:
            self.show_nothing(str(error))
            return
        self._header.show_head(self._head)
        self._count(self._head.counts)
        self._show_part()
        self.setCurrentIndex(1)

    def show_part(self, part: str) -> None:
        """Choose a tab by its key, with the keyboard on what it shows."""
        self.tabs.show_tab(part)
        self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    def resume_membership(self, which: str) -> None:
        """Show the form of a membership as a draft was typed in it."""
        self.show_part("memberships")
        self._part.resume(which)

    def _show_part(self) -> None:
        if self._head is None:
            return
        try:
            self._part.show_body(self._head)
        except UserError as error:
            self.show_nothing(str(error))

    @property
    def _part(self) -> Part:
        part = self.tabs.part(self.tabs.current)
        assert isinstance(part, Part)
        return part

    def _count(self, counts: Counts) -> None:
        for key in COUNTED:
            self.tabs.set_count(key, getattr(counts, key))

    def _print_briefing(self) -> None:
        if self._head is not None:
            self.wanted.emit(PrintBriefing(self._head.id))

    # What the page asks

    def acts(self) -> Mapping[str, Callable[[], None]]:
        """What the window's actions come to while the keyboard is in the part on show."""
        focus = QApplication.focusWidget()
        inside = self._head is not None and focus is not None and self._part.isAncestorOf(focus)
        return self._part.acts() if inside else {}

    @property
    def unsaved(self) -> bool:
        """Whether something was typed in a part that is not stored."""
        return any(part.unsaved for part in self._made_parts)

    def keep_drafts(self) -> None:
        """Keep what is typed in the parts as drafts."""
        for part in self._made_parts:
            part.keep_drafts()

    @property
    def _made_parts(self) -> list[Part]:
        return [part for part in self.tabs.made if isinstance(part, Part)]


class _Header(QWidget):
    """A body's name, what kind of body it is, and what is done with all of it."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[object, ...] = ()
        self._tile, self._name, self._below = QLabel(), label("", "title"), label("", "muted")
        set_role(self._tile, "tile")
        self._tile.setFixedSize(44, 44)
        self._tile.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._tile.setTextFormat(Qt.TextFormat.PlainText)
        self._past = Chip("")
        self.briefing = QPushButton(_("Briefing sheet"))
        self.edit = QPushButton(_("Edit"))
        top = Qt.AlignmentFlag.AlignTop
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._name)
        words.addWidget(self._below)
        words.addWidget(self._past, 0, Qt.AlignmentFlag.AlignLeft)
        name = QHBoxLayout()
        name.setSpacing(UNIT + 6)
        name.addWidget(self._tile, 0, top)
        name.addLayout(words, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(UNIT)
        buttons.addStretch(1)
        buttons.addWidget(self.briefing, 0, top)
        buttons.addWidget(self.edit, 0, top)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(EDGE, 18, EDGE, 10)
        self._row.setSpacing(UNIT)
        self._row.addLayout(name, 1)
        self._row.addLayout(buttons)

    def show_head(self, head: Head) -> None:
        """Say whose profile it is."""
        shown = (head.id, head.name, head.acronyms, head.kind, head.seat, head.region, head.status)
        if shown == self._shown:
            return
        self._shown = shown
        self._tile.setText(_initials(head))
        set_role(self._name, "title" if len(head.name) <= LONG else "title-long")
        self._name.setText(head.name)
        self._below.setText(_line_below(head))
        self._past.setText(no_longer(head))
        self._past.setVisible(bool(self._past.text()))
        self.edit.setAccessibleName(_("Edit {name}").format(name=head.name))
        self.briefing.setAccessibleName(_("Briefing sheet of {name}").format(name=head.name))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(down if self.width() < NARROW else across)


def _initials(head: Head) -> str:
    words = [word for word in head.name.split() if word[:1].isupper()]
    taken = head.acronym[:2] or "".join(word[0] for word in words[:2]) or head.name[:2]
    return taken.upper()


def _line_below(head: Head) -> str:
    """Acronyms in every language, then what kind of body it is and where."""
    place = ", ".join(one for one in (head.region, head.seat) if one)
    kind = labels.kind(head.kind)
    facts = f"{kind}, {place}" if place else kind
    known = " · ".join(map(isolate, head.acronyms))
    return f"{known} — {facts}" if known else facts
