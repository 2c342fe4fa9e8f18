"""A body at a glance: who, how much, what is owed, what was held, what it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ctdesk.days import short_day
from ctdesk.db.queries import profiles
from ctdesk.db.queries.memberships import Chair
from ctdesk.db.queries.needs import OfBody, of_body
from ctdesk.db.queries.posts import PostLine
from ctdesk.db.queries.profiles import EngagementBrief, Head, Overview
from ctdesk.db.queries.sheets import Promise
from ctdesk.db.store import Store
from ctdesk.reports import labels
from ctdesk.ui.codes import MEMBER_ROLES, STATUSES, words_for
from ctdesk.ui.deadlines import time_left
from ctdesk.ui.profiles.lines import add_engagement, post_view
from ctdesk.ui.profiles.needs import needs_card
from ctdesk.ui.profiles.part import Part
from ctdesk.ui.theme import UNIT
from ctdesk.ui.widgets.card import Card, label, link, open_button
from ctdesk.ui.widgets.cards_page import CardsPage
from ctdesk.ui.widgets.chips import Chip, Tone, side_by_side
from ctdesk.ui.widgets.contact_rows import contact_card
from ctdesk.ui.widgets.turning import Turning, TurningRow
from ctdesk.ui.wishes import LogEngagement, Open
from ctdesk.words import _, ngettext

SHOWN = 8  # latest engagements
STATED = 4  # needs and practices
NARROW = 480  # px; with less, nothing stands side by side
ROOM = 400  # px; with less, when a commitment is due stands below it
CHAIRED = ("working_group", "compact")  # kinds of bodies of which it is asked who chairs them


class OverviewPart(Part):
    """Shows what an officer asks first of a body."""

    def __init__(self, store: Store, today: Callable[[], date]) -> None:
        super().__init__(store)
        self._today = today
        self._shown: tuple[Overview, OfBody, date] | None = None
        self._pair: Turning | None = None
        self._cards = CardsPage(_("Overview"))
        self.setFocusProxy(self._cards)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._cards)

    def acts(self) -> Mapping[str, Callable[[], None]]:
        return {}  # all here is of the body itself

    def show_record(self, record: Head, *, other: bool) -> None:
        body, today = self.store.read(profiles.overview(record.id, SHOWN)), self._today()
        stated = self.store.read(of_body(record.id, STATED))
        if self._shown == (body, stated, today):
            return
        self._shown = body, stated, today
        pair = QWidget()
        self._pair = Turning(pair, NARROW)
        self._pair.setContentsMargins(0, 0, 0, 0)
        self._pair.setSpacing(14)
        self._pair.addWidget(self._focal_points(body.focal_points, today), 1)
        self._pair.addWidget(_decisions(body), 1)
        self._fit()
        chairs = _chairs(body.chairs) if body.kind in CHAIRED else None
        needs = needs_card(stated, self.wanted.emit) if stated.count else None
        below = (chairs, pair, self._commitments(body.commitments, today), needs,
                 self._engagements(body), _about(body), _contacts(body))  # fmt: skip
        self._cards.show_cards([card for card in below if card is not None], from_top=other)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Put below each other what has no room side by side."""
        if self._pair is not None:
            self._pair.fit(self.width())

    def _commitments(self, promises: tuple[Promise, ...], today: date) -> Card:
        card = Card(_("Open commitments"))
        if not promises:
            card.add(label(_("Nothing is owed either way."), "muted"))
        for promise in promises:
            due = "" if promise.due is None else _("Due {day}").format(day=short_day(promise.due))
            what = open_button(_who_does_what(promise))
            what.clicked.connect(
                lambda *_on, one=promise.id: self.wanted.emit(Open("commitment", one))
            )
            when = side_by_side((label(due, wrap=False), Chip(*time_left(promise.due, today))))
            card.add_row(TurningRow(what, when, ROOM))
        return card

    def _engagements(self, body: Overview) -> Card:
        card = Card(_("Latest engagements"))
        for engagement in body.engagements:
            add_engagement(card, engagement, _engagement_chips(engagement), self.wanted.emit)
        if not body.engagements:
            card.add(label(_("None logged yet. Ctrl+E logs one."), "muted"))
            log = link(_("Log engagement"))
            log.clicked.connect(lambda: self.wanted.emit(LogEngagement((body.id,))))
            card.add_link(log)
        elif body.engagement_count > 1:
            count = body.engagement_count
            every = link(
                ngettext("Show {count} engagement", "Show all {count} engagements", count).format(
                    count=count
                )
            )
            every.clicked.connect(lambda: self.part_wanted.emit("engagements"))
            card.add_link(every)
        return card

    def _focal_points(self, posts: tuple[PostLine, ...], today: date) -> Card:
        card = Card(_("Focal points"))
        if not posts:
            card.add(label(_("None designated."), "muted"))
        for post in posts:
            card.add_row(post_view(post, today, self.wanted.emit))
        return card.finish()


def _engagement_chips(engagement: EngagementBrief) -> list[Chip]:
    chips = [Chip(short, "accent") for short in engagement.under[:3]]
    if engagement.status != "held":
        tone: Tone = "warn" if engagement.status == "planned" else "plain"
        chips.append(Chip(labels.status(engagement.status), tone))
    if engagement.modality:
        chips.append(Chip(labels.modality(engagement.modality)))
    return chips


def _chairs(chairs: tuple[Chair, ...]) -> Card:
    card = Card(_("Chairs"))
    if not chairs:
        card.add(label(_("Not recorded."), "muted"))
    for chair in chairs:
        role = label(words_for(chair.role, MEMBER_ROLES), "muted", wrap=False)
        since = _("since {day}").format(day=short_day(chair.starts)) if chair.starts else ""
        known = since or (chair.status if chair.status not in ("", "current") else "")
        card.add_row(label(chair.name), role, *([Chip(known)] if known else []))
    return card


def _decisions(body: Overview) -> Card:
    card = Card(_("Engagements held under"))
    for name, title, count in body.decisions:
        words = label(f"{name}, {title[:1].lower()}{title[1:]}" if title else name)
        number = label(str(count), "strong" if count else "muted", wrap=False)
        card.add_row(words, number)
    return card.finish()


def _who_does_what(promise: Promise) -> str:
    if promise.by and promise.to:
        return _("{by} to {to}: {what}").format(by=promise.by, to=promise.to, what=promise.what)
    return f"{promise.by}: {promise.what}" if promise.by else promise.what


def _about(body: Overview) -> Card | None:
    facts = [
        (_("Official name"), body.official_name),
        (_("Counter-terrorism body"), body.ct_body),
        (_("Seat"), body.seat),
        (_("Region"), body.region),
        (_("Members"), str(body.members) if body.members else ""),
        (_("Status"), "" if body.status == "active" else words_for(body.status, STATUSES)),
        (
            _("Sensitivity"),
            "" if body.sensitivity == "unclassified" else labels.sensitivity(body.sensitivity),
        ),
        (_("Source"), ", ".join(one for one in (body.source, body.as_of) if one)),
        (_("Confidence"), body.confidence),
    ]
    known = [(name, value) for name, value in facts if value]
    if not known and not body.profile:
        return None
    card = Card(_("About"))
    if body.profile:
        card.add(label(body.profile))
        card.add_gap(UNIT // 2)
    card.add_facts(known)
    return card


def _contacts(body: Overview) -> Card | None:
    return contact_card(body.contacts, "") if body.contacts else None
