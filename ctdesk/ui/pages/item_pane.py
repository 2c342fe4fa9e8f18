"""What stands beside the list of framework items: one in full, with its narrative."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ctdesk.days import short_day
from ctdesk.db.queries.frameworks import EngagementUnder, ItemRecord
from ctdesk.db.queries.narrative import Sentence
from ctdesk.db.tables import ItemState
from ctdesk.reports import labels
from ctdesk.ui.actions import keys_of
from ctdesk.ui.columns.items import due_chip, state_chip
from ctdesk.ui.theme import UNIT
from ctdesk.ui.widgets.card import Card, label, link, open_button
from ctdesk.ui.widgets.cards_page import CardsPage
from ctdesk.ui.widgets.chips import Chip, ChipButton, ChipLine, Tone, flowing, side_by_side
from ctdesk.ui.widgets.flow import FlowLayout
from ctdesk.ui.widgets.keyed_button import KeyedButton
from ctdesk.ui.widgets.turning import TurningRow
from ctdesk.words import _, ngettext

SENTENCES = 40  # of a narrative; a printed one has all
NARROW = 300  # px below which a title has its chips below it
DAY = 86  # px
_TONES: dict[str, Tone] = {"held": "good", "planned": "accent"}


class ItemPane(CardsPage):
    """Shows an item; what its buttons ask for is told by signals."""

    edit_wanted = Signal()
    print_wanted = Signal()
    state_wanted = Signal(str)
    engagement_wanted = Signal(object)
    list_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("Framework item"))
        self._shown: tuple[ItemRecord, date, bool] | None = None

    def show_nothing(self, words: str) -> None:
        """Say in words why there is no item."""
        self._shown = None
        self.show_cards([label(words, "muted")], from_top=True)

    def show_item(self, record: ItemRecord, today: date, *, read_only: bool) -> None:
        """Show an item as of today."""
        before, now = self._shown, (record, today, read_only)
        if before == now:
            return
        self._shown = now
        cards = [self._head(record, today, read_only=read_only)]
        if record.row.due is not None or record.row.state:
            cards.append(self._outcome(record, read_only=read_only))
        cards += [self._narrative(record), self._engagements(record)]
        self.show_cards(cards, from_top=before is None or before[0].row.id != record.row.id)

    def _head(self, record: ItemRecord, today: date, *, read_only: bool) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, UNIT // 2, 0, 0)
        column.setSpacing(UNIT)
        row = record.row
        said = [Chip(*state_chip(row.state))] if row.state else []
        chip = due_chip(row, today)
        if row.due is not None:
            words = _("Due {day}").format(day=short_day(row.due))
            said += [Chip(words), *([Chip(*chip)] if chip else [])]
        column.addWidget(label(f"{row.label} · {record.framework}", "muted"))
        column.addWidget(label(row.title or row.label, "title-long"))
        if said:
            column.addWidget(flowing(said))
        text = record.text or _("Its text is not public; F2 opens the form to fill it in.")
        column.addWidget(label(text, "" if record.text else "muted"))
        if record.source:
            column.addWidget(label(_("Source: {source}").format(source=record.source), "caption"))
        column.addLayout(self._buttons(read_only=read_only))
        return made

    def _buttons(self, *, read_only: bool) -> QHBoxLayout:
        buttons = QHBoxLayout()
        buttons.setSpacing(UNIT)
        if not read_only:
            edit = KeyedButton(_("Edit"), keys_of("edit"))
            edit.setObjectName("edit")
            edit.clicked.connect(self.edit_wanted)
            buttons.addWidget(edit)
        printed = QPushButton(_("Print narrative…"))
        printed.setObjectName("print")
        printed.clicked.connect(self.print_wanted)
        buttons.addWidget(printed)
        buttons.addStretch(1)
        return buttons

    def _outcome(self, record: ItemRecord, *, read_only: bool) -> Card:
        card = Card(_("State and result"))
        if not read_only:
            card.add(self._states(record.row.state))
            card.add_gap(UNIT // 2)
        said = record.result or _("No result is written down yet.")
        card.add(label(said, "" if record.result else "muted"))
        return card

    def _states(self, now: str) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder)
        flow.setContentsMargins(0, 2, 0, 2)
        made = []
        for state in ItemState:
            chip = ChipButton(labels.item_state(state), checkable=True)
            chip.setObjectName(f"state:{state.value}")
            chip.setChecked(state == now)
            chip.clicked.connect(partial(self._press, state.value))
            flow.addWidget(chip)
            made.append(chip)
        ChipLine(made, holder)
        return holder

    def _press(self, state: str, _on: bool = False) -> None:
        self._shown = None  # what was pressed is shown as the register has it
        self.state_wanted.emit(state)

    def _narrative(self, record: ItemRecord) -> Card:
        card = Card(_("Narrative"))
        if not record.sentences:
            nobody = _(
                "No engagement says yet how it advances this item: the form of an engagement has a "
                "line for it at each item."
            )
            card.add(label(nobody, "muted"))
        for sentence in record.sentences[-SENTENCES:]:
            day = label(short_day(sentence.when.starts.date()), "muted", wrap=False)
            day.setMinimumWidth(DAY)
            day.setAlignment(Qt.AlignmentFlag.AlignTop)
            made = card.add_row(day, self._sentence(sentence), stretch=1)
            inside = made.layout()
            assert inside is not None
            inside.setAlignment(day, Qt.AlignmentFlag.AlignTop)
        left = len(record.sentences) - SENTENCES
        if left > 0:
            words = ngettext(
                "{count} earlier sentence is on the printed narrative.",
                "{count} earlier sentences are on the printed narrative.",
                left,
            )
            card.add(label(words.format(count=left), "muted"))
        return card

    def _sentence(self, sentence: Sentence) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(label(sentence.text))
        parts = [", ".join(sentence.organizations)]
        if sentence.status != "held":
            parts.append(labels.status(sentence.status))
        if sentence.is_reading:
            parts.append(_("our reading"))
        words = " · ".join(part for part in parts if part)
        if words:
            column.addWidget(label(words, "caption"))
        opened = open_button(sentence.title)
        opened.setObjectName(f"sentence:{sentence.engagement_id}")
        opened.setToolTip(_("Open the engagement"))
        opened.clicked.connect(partial(self._open, sentence.engagement_id))
        column.addWidget(opened)
        return made

    def _engagements(self, record: ItemRecord) -> Card:
        card = Card(_("Engagements"))
        count = record.row.engagements
        if not count:
            card.add(label(_("None is logged under this item."), "muted"))
            return card
        told = _("{held} held, {planned} planned").format(held=record.held, planned=record.planned)
        card.add(label(told, "muted"))
        for one in record.latest:
            card.add_row(*self._engagement(one), stretch=1)
        every = link(
            ngettext("Show it in the list", "Show all {count} in the list", count).format(
                count=count
            )
        )
        every.setObjectName("list")
        every.clicked.connect(self.list_wanted)
        card.add_link(every)
        return card

    def _engagement(self, one: EngagementUnder) -> Sequence[QWidget]:
        day = label(short_day(one.when.starts.date()), wrap=False)
        day.setMinimumWidth(DAY)
        title = open_button(one.title)
        title.setObjectName(f"engagement:{one.id}")
        title.clicked.connect(partial(self._open, one.id))
        said = [Chip(labels.status(one.status), _TONES.get(one.status, "plain"))]
        return day, TurningRow(title, side_by_side(said), NARROW)

    def _open(self, engagement_id: int, _on: bool = False) -> None:
        self.engagement_wanted.emit(engagement_id)
