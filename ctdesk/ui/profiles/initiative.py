"""What stands beside the list when an initiative is chosen: its name, and its parts below tabs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ctdesk.db.queries import initiative_profile
from ctdesk.db.queries.initiative_profile import InitiativeHead
from ctdesk.db.store import Store
from ctdesk.settings import Settings
from ctdesk.ui.columns.initiatives import programme_chip, span, state_chip
from ctdesk.ui.profiles.indicators import IndicatorsPart
from ctdesk.ui.profiles.initiative_parts import InitiativeEngagements, InitiativeOverview
from ctdesk.ui.profiles.panels import HistoryPart
from ctdesk.ui.profiles.part import Part
from ctdesk.ui.profiles.profile import Profile, Tab
from ctdesk.ui.theme import UNIT, set_role
from ctdesk.ui.widgets.card import label
from ctdesk.ui.widgets.cards_page import EDGE
from ctdesk.ui.widgets.chips import Chip, flowing
from ctdesk.words import _

LONG = 60  # letters of a name that is set smaller


class InitiativeProfile(Profile):
    """Shows one joint initiative."""

    def __init__(self, store: Store, settings: Settings, parent: QWidget | None = None) -> None:
        self._header = _Header()
        super().__init__(store, settings, self._header, parent)
        self._header.edit.setVisible(not store.read_only)
        self._header.edit.clicked.connect(self.edit_wanted)
        self.show_nothing(_("Choose an initiative to see its profile."))

    def _tabs(self) -> Sequence[Tab]:
        store, zone = self.store, self.settings.time_zone
        return (
            Tab("overview", _("Overview"), lambda: InitiativeOverview(store)),
            Tab("indicators", _("Indicators"), lambda: IndicatorsPart(store, self.today)),
            Tab("engagements", _("Engagements"), lambda: InitiativeEngagements(store)),
            Tab("history", _("History"), lambda: HistoryPart(store, zone, "initiative")),
        )

    def _read(self, record_id: int) -> InitiativeHead:
        return self.store.read(initiative_profile.head(record_id))

    def _show_head(self, record: InitiativeHead) -> None:
        self._header.show_head(record)

    def _counts(self, record: InitiativeHead) -> Mapping[str, int]:
        return {"indicators": len(record.indicators), "engagements": len(record.engagements)}

    @property
    def has_indicators(self) -> bool:
        """Whether there is anything on show that can be read."""
        return self._record is not None and bool(self._record.indicators)

    def add_reading(self) -> None:
        """Ask what an indicator of the initiative on show stands at."""
        self.show_part("indicators")
        part: Part = self._part
        assert isinstance(part, IndicatorsPart)
        part.start()


class _Header(QWidget):
    """An initiative's name, programme and state, who leads it and when."""

    def __init__(self) -> None:
        super().__init__()
        self._name, self._below = label("", "title"), label("", "muted")
        self._chips: QWidget | None = None
        self.edit = QPushButton(_("Edit"))
        self._words = QVBoxLayout()
        self._words.setSpacing(3)
        self._words.addWidget(self._name)
        self._words.addWidget(self._below)
        row = QHBoxLayout(self)
        row.setContentsMargins(EDGE, 16, EDGE, 8)
        row.setSpacing(UNIT)
        row.addLayout(self._words, 1)
        side = QVBoxLayout()
        side.addWidget(self.edit)
        side.addStretch(1)
        row.addLayout(side)

    def show_head(self, head: InitiativeHead) -> None:
        """Say which initiative it is."""
        set_role(self._name, "title" if len(head.name) <= LONG else "title-long")
        self._name.setText(head.name)
        lead = _("Led by {name}").format(name=head.lead.short) if head.lead else ""
        self._below.setText(" · ".join(filter(None, (lead, span(head.starts, head.ends)))))
        self.edit.setAccessibleName(_("Edit {name}").format(name=head.name))
        chips = [Chip(*programme_chip(head.programme)), Chip(*state_chip(head.state))]
        if head.is_example:
            chips.append(Chip(_("example")))
        if self._chips is not None:
            self._words.removeWidget(self._chips)
            self._chips.hide()
            self._chips.deleteLater()
        self._chips = flowing(chips)
        self._words.addWidget(self._chips)
