"""What stands beside the list when a body is chosen: who, how much, what is owed, what was held."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ctdesk.db.drafts import ContactDraft
from ctdesk.db.queries.organizations import EngagementBrief, Profile
from ctdesk.db.queries.sheets import FocalPoint, OtherName, Promise
from ctdesk.reports import labels
from ctdesk.reports.unicode import isolate
from ctdesk.ui.codes import CONTACTS, LANGUAGES, STATUSES, no_longer, words_for
from ctdesk.ui.days import days, short_day
from ctdesk.ui.theme import UNIT, set_role
from ctdesk.ui.widgets.card import Card, label
from ctdesk.ui.widgets.chips import Chip, Tone
from ctdesk.words import _, ngettext

VERIFY_AFTER = 180  # days since a focal point was last verified
DUE_SOON = 14  # days
SHOWN = 8  # latest engagements
NARROW = 480  # px; with less, nothing stands side by side
LONG = 60  # letters of a name that is set smaller, so that it stays within three lines


class OrganizationProfile(QScrollArea):
    """Shows one body. `engagement_opened` carries an engagement's id."""

    engagement_opened = Signal(object)
    all_engagements = Signal()
    log_wanted = Signal()
    edit_wanted = Signal()
    briefing_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "pane")
        self.setAccessibleName(_("Profile"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._header: QBoxLayout | None = None
        self._pair: QBoxLayout | None = None
        self.show_nothing(_("Choose an organization to see its profile."))

    def show_nothing(self, words: str) -> None:
        """Say in words why there is no profile."""
        self._header = self._pair = None
        page, layout = _page()
        layout.addSpacing(UNIT * 8)
        said = label(words, "muted")
        said.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(said)
        layout.addStretch(1)
        self.setWidget(page)

    def show_profile(
        self, profile: Profile, contacts: tuple[ContactDraft, ...], today: date
    ) -> None:
        """Show a body as of today."""
        page, layout = _page()
        self._header = self._headed(profile)
        layout.addLayout(self._header)
        self._pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._pair.setSpacing(14)
        self._pair.addWidget(_focal_points(profile.focal_points, today), 1)
        self._pair.addWidget(_decisions(profile), 1)
        layout.addLayout(self._pair)
        self._fit()
        layout.addWidget(_commitments(profile.commitments, today))
        layout.addWidget(self._engagements(profile))
        for card in (_about(profile), _contacts(contacts), _names(profile.other_names)):
            if card is not None:
                layout.addWidget(card)
        layout.addStretch(1)
        self.setWidget(page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Put below each other what has no room side by side."""
        narrow = self.width() < NARROW
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        for parts in (self._header, self._pair):
            if parts is not None:
                parts.setDirection(down if narrow else across)

    def _headed(self, profile: Profile) -> QBoxLayout:
        tile = QLabel(_initials(profile))
        set_role(tile, "tile")
        tile.setFixedSize(44, 44)
        tile.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(profile.name, "title" if len(profile.name) <= LONG else "title-long"))
        words.addWidget(label(_line_below(profile), "muted"))
        past = no_longer(profile)
        if past:
            words.addWidget(Chip(past), 0, Qt.AlignmentFlag.AlignLeft)
        briefing = QPushButton(_("Briefing sheet"))
        briefing.clicked.connect(self.briefing_wanted)
        edit = QPushButton(_("Edit"))
        edit.setAccessibleName(_("Edit {name}").format(name=profile.name))
        edit.clicked.connect(self.edit_wanted)
        top = Qt.AlignmentFlag.AlignTop
        name = QHBoxLayout()
        name.setSpacing(UNIT + 6)
        name.addWidget(tile, 0, top)
        name.addLayout(words, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(UNIT)
        buttons.addStretch(1)
        buttons.addWidget(briefing, 0, top)
        buttons.addWidget(edit, 0, top)
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(UNIT)
        row.addLayout(name, 1)
        row.addLayout(buttons)
        return row

    def _engagements(self, profile: Profile) -> Card:
        card = Card(_("Latest engagements"))
        for engagement in profile.engagements[:SHOWN]:
            card.add_row(*self._engagement(engagement), stretch=1)
        if not profile.engagements:
            card.add(label(_("None logged yet. Ctrl+E logs one."), "muted"))
            log = _link(_("Log engagement"))
            log.clicked.connect(self.log_wanted)
            card.add_link(log)
        elif profile.engagement_count > 1:
            count = profile.engagement_count
            every = _link(
                ngettext("Show {count} engagement", "Show all {count} engagements", count).format(
                    count=count
                )
            )
            every.clicked.connect(self.all_engagements)
            card.add_link(every)
        return card

    def _engagement(self, engagement: EngagementBrief) -> tuple[QWidget, ...]:
        day = label(short_day(engagement.starts.date()), wrap=False)
        day.setMinimumWidth(86)
        title = QPushButton()
        set_role(title, "row")
        title.setAccessibleName(engagement.title)
        inside = QHBoxLayout(title)
        inside.setContentsMargins(0, 0, 0, 0)
        words = label(engagement.title)
        words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside.addWidget(words)
        title.setMinimumHeight(20)
        title.clicked.connect(lambda: self.engagement_opened.emit(engagement.id))
        chips: list[QWidget] = [Chip(short, "accent") for short in engagement.under[:3]]
        if engagement.status != "held":
            tone: Tone = "warn" if engagement.status == "planned" else "plain"
            chips.append(Chip(labels.status(engagement.status), tone))
        if engagement.modality:
            chips.append(Chip(labels.modality(engagement.modality)))
        return day, title, _side_by_side(chips)


def _page() -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    set_role(page, "pane")
    layout = QVBoxLayout(page)
    layout.setContentsMargins(22, 18, 22, 22)
    layout.setSpacing(14)
    return page, layout


def _link(text: str) -> QPushButton:
    button = QPushButton(text.replace("&", "&&"))
    set_role(button, "link")
    return button


def _initials(profile: Profile) -> str:
    words = [word for word in profile.name.split() if word[:1].isupper()]
    taken = profile.acronym[:2] or "".join(word[0] for word in words[:2]) or profile.name[:2]
    return taken.upper()


def _line_below(profile: Profile) -> str:
    """Acronyms in every language, then what kind of body it is and where."""
    acronyms = dict.fromkeys(
        isolate(one)
        for one in (profile.acronym, *(other.acronym for other in profile.other_names))
        if one
    )
    place = ", ".join(one for one in (profile.region, profile.seat) if one)
    kind = labels.kind(profile.kind)
    facts = f"{kind}, {place}" if place else kind
    known = " · ".join(acronyms)
    return f"{known} — {facts}" if known else facts


def _focal_points(points: tuple[FocalPoint, ...], today: date) -> Card:
    card = Card(_("Focal points"))
    if not points:
        card.add(label(_("None designated."), "muted"))
    for number, point in enumerate(points):
        if number:
            card.add(_gap(UNIT))
        card.add(label(point.title))
        if point.holder:
            card.add(label(point.holder))
        card.add(_verified(point, today))
        themes = ", ".join(point.themes) or _("all themes")
        rank = labels.rank(point.rank).capitalize()
        card.add(label(f"{rank}, {themes}", "muted"))
    return card.finish()


def _verified(point: FocalPoint, today: date) -> QWidget:
    if point.last_verified is None:
        chip = Chip(_("never verified"), "warn")
    else:
        age = (today - point.last_verified).days
        late = age > VERIFY_AFTER
        words = _("verify: {days} old").format(days=days(age))
        day = _("verified {day}").format(day=short_day(point.last_verified))
        chip = Chip(words, "warn") if late else Chip(day, "good")
    holder = QWidget()
    layout = QHBoxLayout(holder)
    layout.setContentsMargins(0, 2, 0, 2)
    layout.addWidget(chip)
    layout.addStretch(1)
    return holder


def _decisions(profile: Profile) -> Card:
    card = Card(_("Engagements held under"))
    for name, title, count in profile.decisions:
        words = label(f"{name}, {title[:1].lower()}{title[1:]}" if title else name)
        number = label(str(count), "strong" if count else "muted", wrap=False)
        card.add_row(words, number)
    return card.finish()


def _commitments(promises: tuple[Promise, ...], today: date) -> Card:
    card = Card(_("Open commitments"))
    if not promises:
        card.add(label(_("Nothing is owed either way."), "muted"))
    for promise in promises:
        due = "" if promise.due is None else _("Due {day}").format(day=short_day(promise.due))
        card.add_row(
            label(_who_does_what(promise)), label(due, wrap=False), _time_left(promise, today)
        )
    return card


def _who_does_what(promise: Promise) -> str:
    if promise.by and promise.to:
        return _("{by} to {to}: {what}").format(by=promise.by, to=promise.to, what=promise.what)
    return f"{promise.by}: {promise.what}" if promise.by else promise.what


def _time_left(promise: Promise, today: date) -> QWidget:
    if promise.due is None:
        return Chip(_("no date"))
    left = (promise.due - today).days
    if left < 0:
        return Chip(_("{days} late").format(days=days(-left)), "bad")
    if left == 0:
        return Chip(_("today"), "warn")
    return Chip(days(left), "warn" if left <= DUE_SOON else "plain")


def _about(profile: Profile) -> Card | None:
    facts = [
        (_("Official name"), profile.official_name),
        (_("Counter-terrorism body"), profile.ct_body),
        (_("Seat"), profile.seat),
        (_("Region"), profile.region),
        (_("Members"), str(profile.members) if profile.members else ""),
        (_("Status"), "" if profile.status == "active" else words_for(profile.status, STATUSES)),
        (
            _("Sensitivity"),
            ""
            if profile.sensitivity == "unclassified"
            else labels.sensitivity(profile.sensitivity),
        ),
        (_("Source"), ", ".join(one for one in (profile.source, profile.as_of) if one)),
        (_("Confidence"), profile.confidence),
    ]
    known = [(name, value) for name, value in facts if value]
    if not known and not profile.profile:
        return None
    card = Card(_("About"))
    if profile.profile:
        card.add(label(profile.profile))
        card.add(_gap(UNIT // 2))
    card.add_facts(known)
    return card


def _contacts(contacts: tuple[ContactDraft, ...]) -> Card | None:
    if not contacts:
        return None
    card = Card(_("Contact"))
    for contact in contacts:
        value = label(contact.value)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words = contact.label or words_for(contact.kind, CONTACTS)
        chips = [Chip(_("preferred"), "good")] if contact.preferred else []
        card.add_row(value, label(words, "muted", wrap=False), *chips)
    return card


def _names(names: tuple[OtherName, ...]) -> Card | None:
    if not names:
        return None
    card = Card(_("Also known as"))
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 2, 0, 2)
    grid.setHorizontalSpacing(2 * UNIT)
    grid.setColumnStretch(2, 1)
    for number, other in enumerate(names):
        grid.addWidget(label(words_for(other.language, LANGUAGES), "muted", wrap=False), number, 0)
        # A name written from the right stands at the right, as its readers expect it.
        grid.addWidget(label(other.name), number, 2)
        grid.addWidget(label(other.acronym, "strong", wrap=False), number, 1)
    card.add(holder)
    return card


def _side_by_side(chips: list[QWidget]) -> QWidget:
    holder = QWidget()
    layout = QHBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(5)
    for chip in chips:
        layout.addWidget(chip)
    return holder


def _gap(height: int) -> QWidget:
    made = QWidget()
    made.setFixedHeight(height)
    return made
