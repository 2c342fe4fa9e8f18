"""What stands beside the list when a body is chosen: its name, and its parts below tabs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ctdesk.db.queries import profiles
from ctdesk.db.queries.profiles import Head
from ctdesk.db.store import Store
from ctdesk.reports import labels
from ctdesk.reports.unicode import isolate
from ctdesk.settings import Settings
from ctdesk.ui.codes import no_longer
from ctdesk.ui.profiles.part import Part
from ctdesk.ui.profiles.profile import Profile, Tab
from ctdesk.ui.theme import UNIT, font, set_role
from ctdesk.ui.widgets.card import label
from ctdesk.ui.widgets.cards_page import EDGE
from ctdesk.ui.widgets.chips import Chip
from ctdesk.ui.widgets.turning import Turning
from ctdesk.ui.wishes import PrintBriefing
from ctdesk.words import _

NARROW = 480  # px; with less, the buttons stand below the name
LONG = 60  # letters of a name that is set smaller, so that it stays within three lines
_JOINED = "\u2060"  # keeps letters together that may else be parted anywhere

# Parts that say how much there is in them.
COUNTED = ("people", "engagements", "commitments", "memberships", "documents")


class OrganizationProfile(Profile):
    """Shows one body."""

    def __init__(self, store: Store, settings: Settings, parent: QWidget | None = None) -> None:
        self._header = _Header()
        super().__init__(store, settings, self._header, parent)
        self._header.edit.clicked.connect(self.edit_wanted)
        self._header.briefing.clicked.connect(self._print_briefing)
        self.show_nothing(_("Choose an organization to see its profile."))

    def _tabs(self) -> Sequence[Tab]:
        return (
            Tab("overview", _("Overview"), self._overview),
            Tab("people", _("People"), self._people),
            Tab("engagements", _("Engagements"), self._engagements),
            Tab("commitments", _("Commitments"), self._commitments, _("Open commitments")),
            Tab("memberships", _("Members"), self._memberships, _("Names and memberships")),
            *self._files_and_steps("organization"),
        )

    # Imported when first looked at: the list has not to wait for them.

    def _overview(self) -> Part:
        from ctdesk.ui.profiles.overview import OverviewPart

        return OverviewPart(self.store, self.today)

    def _people(self) -> Part:
        from ctdesk.ui.profiles.people import PeoplePart

        return PeoplePart(self.store, self.today)

    def _engagements(self) -> Part:
        from ctdesk.ui.profiles.engagements import EngagementsPart

        return EngagementsPart(self.store)

    def _commitments(self) -> Part:
        from ctdesk.ui.profiles.commitments import CommitmentsPart

        return CommitmentsPart(self.store, self.today)

    def _memberships(self) -> Part:
        from ctdesk.ui.profiles.memberships import MembershipsPart

        return MembershipsPart(self.store, self.settings)

    # What is shown

    def _read(self, record_id: int) -> Head:
        return self.store.read(profiles.head(record_id))

    def _show_head(self, record: Head) -> None:
        self._header.show_head(record)

    def _counts(self, record: Head) -> Mapping[str, int]:
        return {key: getattr(record.counts, key) for key in COUNTED}

    def resume_membership(self, which: str) -> None:
        """Show the form of a membership as a draft was typed in it."""
        self.show_part("memberships")
        self._part.resume(which)

    def _print_briefing(self) -> None:
        if self.shown_id is not None:
            self.wanted.emit(PrintBriefing(self.shown_id))


class _Header(QWidget):
    """A body's name, what kind of body it is, and what is done with all of it."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[object, ...] = ()
        self._head: Head | None = None
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
        self._row = Turning(self, NARROW)
        self._row.setContentsMargins(EDGE, 18, EDGE, 10)
        self._row.setSpacing(UNIT)
        self._row.addLayout(name, 1)
        self._row.addLayout(buttons)

    def show_head(self, head: Head) -> None:
        """Say whose profile it is."""
        shown = (head.id, head.name, head.called, head.kind, head.seat, head.region, head.status)
        if shown == self._shown:
            return
        self._shown, self._head = shown, head
        self._tile.setText(_initials(head))
        set_role(self._name, "title" if len(head.name) <= LONG else "title-long")
        self._name.setText(head.name)
        self._say_below()
        self._past.setText(no_longer(head))
        self._past.setVisible(bool(self._past.text()))
        self.edit.setAccessibleName(_("Edit {name}").format(name=head.name))
        self.briefing.setAccessibleName(_("Briefing sheet of {name}").format(name=head.name))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._row.fit(self.width())
        self._row.activate()
        self._say_below()

    def _say_below(self) -> None:
        if self._head is not None:
            self._below.setText(_line_below(self._head, self._in_one_piece))

    def _in_one_piece(self, name: str) -> str:
        """A name that stays on one line if one has room for it: in two it is hard to read."""
        metrics = QFontMetrics(font())
        if metrics.horizontalAdvance(f"{name} ·") > self._below.width():
            return name
        return _JOINED.join(name) if _ideographs(name) else name.replace(" ", "\u00a0")


def _ideographs(text: str) -> bool:
    return any("\u3000" <= letter <= "\u9fff" for letter in text)


def _initials(head: Head) -> str:
    words = [word for word in head.name.split() if word[:1].isupper()]
    taken = head.acronym[:2] or "".join(word[0] for word in words[:2]) or head.name[:2]
    return taken.upper()


def _line_below(head: Head, in_one_piece: Callable[[str], str]) -> str:
    """What it is called in every language, then what kind of body it is and where."""
    place = ", ".join(one for one in (head.region, head.seat) if one)
    kind = labels.kind(head.kind)
    facts = f"{kind}, {place}" if place else kind
    known = "\u00a0· ".join(isolate(in_one_piece(one)) for one in head.called)
    return f"{known} — {facts}" if known else facts
