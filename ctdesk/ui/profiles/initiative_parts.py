"""What the profile of a joint initiative says: what, who and where; what is held under it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QPushButton, QVBoxLayout

from ctdesk.db.queries.engagements import EngagementList
from ctdesk.db.queries.initiative_profile import Carrier, InitiativeHead
from ctdesk.db.store import Store
from ctdesk.reports import labels
from ctdesk.ui.columns.engagements import columns
from ctdesk.ui.columns.initiatives import span
from ctdesk.ui.profiles.indicators import summary_chip, with_unit
from ctdesk.ui.profiles.lines import add_engagement
from ctdesk.ui.profiles.part import Part
from ctdesk.ui.tables.empty import Empty
from ctdesk.ui.tables.model import RecordModel
from ctdesk.ui.tables.view import RecordView
from ctdesk.ui.widgets.card import Card, label, link, open_button
from ctdesk.ui.widgets.cards_page import CardsPage
from ctdesk.ui.widgets.chips import Chip
from ctdesk.ui.wishes import Open
from ctdesk.words import _, ngettext

SHOWN = 3  # engagements on the overview
_NOTHING = Empty(
    _("No engagement under it yet"),
    _("Name the initiative in the form of an engagement, under Themes and countries."),
)


class InitiativeOverview(Part):
    """What is done, by whom, where and when, and how far it has come."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._shown: InitiativeHead | None = None
        self.cards = CardsPage(_("Overview"))
        self.setFocusProxy(self.cards)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.cards)

    def acts(self) -> Mapping[str, Callable[[], None]]:
        return {}  # all here is of the initiative itself

    def show_record(self, record: InitiativeHead, *, other: bool) -> None:
        if record != self._shown:
            self._shown = record
            cards = (_what(record), self._who(record), self._indicators(record),
                     self._engagements(record))  # fmt: skip
            self.cards.show_cards(list(cards), from_top=other)

    def _who(self, record: InitiativeHead) -> Card:
        card = Card(_("Who carries it"))
        carriers = [(_("Lead"), record.lead)] if record.lead else []
        carriers += [(_("Partner"), one) for one in record.partners]
        for role, one in carriers:
            name = label(role, "muted", wrap=False)
            name.setMinimumWidth(56)
            card.add_row(name, self._carrier(one), stretch=1)
        if not carriers:
            card.add(label(_("Nobody is named."), "muted"))
        return card

    def _carrier(self, one: Carrier | None) -> QPushButton:
        assert one is not None
        button = open_button(f"{one.short}, {one.name}" if one.short != one.name else one.name)
        button.clicked.connect(lambda *_on: self.wanted.emit(Open("organization", one.id)))
        return button

    def _indicators(self, record: InitiativeHead) -> Card:
        card = Card(_("Indicators"))
        for one in record.indicators:
            latest = one.latest
            said = "" if latest is None else with_unit(latest.value, one.unit)
            words = label(said, "muted", wrap=False)
            card.add_row(label(one.name), words, summary_chip(one))
        if not record.indicators:
            card.add(label(_("None yet."), "muted"))
        lead_on = link(_("Show indicators") if record.indicators else _("Add an indicator"))
        if record.indicators:
            lead_on.clicked.connect(lambda: self.part_wanted.emit("indicators"))
        else:
            lead_on.clicked.connect(self.edit_wanted)
        card.add_link(lead_on)
        return card

    def _engagements(self, record: InitiativeHead) -> Card:
        card = Card(_("Latest engagements under it"))
        for one in record.engagements[:SHOWN]:
            chips = [] if one.status == "held" else [Chip(labels.status(one.status), "warn")]
            add_engagement(card, one, chips, self.wanted.emit)
        count = len(record.engagements)
        if not count:
            card.add(label(_NOTHING.sentence, "muted"))
        elif count > 1:
            words = ngettext("Show {count} engagement", "Show all {count} engagements", count)
            every = link(words.format(count=count))
            every.clicked.connect(lambda: self.part_wanted.emit("engagements"))
            card.add_link(every)
        return card


def _what(record: InitiativeHead) -> Card:
    card = Card(_("What it is"))
    if record.description:
        card.add(label(record.description))
        card.add_gap(4)
    card.add_facts(
        [
            (_("Programme"), labels.programme(record.programme)),
            (_("When"), span(record.starts, record.ends)),
            (_("Themes"), ", ".join(record.themes) or _("none")),
            (_("Where"), ", ".join(record.places) or _("not said")),
        ]
    )
    return card


class InitiativeEngagements(Part):
    """Lists what is carried out under an initiative; Enter opens an engagement."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        shown = columns()
        self.model = RecordModel(
            store, EngagementList(initiative_id=0), shown, table="engagement", by="engagement_id",
            parent=self,
        )  # fmt: skip
        self.view = RecordView(self.model, shown, _("Engagements"), _NOTHING)
        self.model.modelReset.connect(self.view.choose_first)
        self.view.opened.connect(lambda one: self.wanted.emit(Open("engagement", one)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self.setFocusProxy(self.view)

    def show_record(self, record: InitiativeHead, *, other: bool) -> None:
        self.model.show_query(EngagementList(initiative_id=record.id), rows_stay=False)
        if other:
            self.view.scrollToTop()

    def acts(self) -> Mapping[str, Callable[[], None]]:
        chosen = self.view.current_id
        found: dict[str, Callable[[], None]] = dict(super().acts())
        if chosen is not None:
            found["edit"] = lambda: self.wanted.emit(Open("engagement", chosen))
        return found
