"""The indicators of an initiative: from where to where, what was read, and a chart."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ctdesk.days import short_day
from ctdesk.db.operations import initiatives
from ctdesk.db.queries.initiative_profile import IndicatorLine, InitiativeHead, Reading
from ctdesk.db.store import Store
from ctdesk.errors import UserError
from ctdesk.ui.actions import keys_of
from ctdesk.ui.forms.inputs.decimal import written
from ctdesk.ui.forms.reading_form import ReadingForm
from ctdesk.ui.profiles.part import Part
from ctdesk.ui.theme import set_role
from ctdesk.ui.widgets.card import Card, OneLine, label, link
from ctdesk.ui.widgets.cards_page import CardsPage
from ctdesk.ui.widgets.chips import Chip
from ctdesk.ui.widgets.keyed_button import KeyedButton
from ctdesk.ui.widgets.notice import Notice
from ctdesk.ui.widgets.readings_chart import Chart, ReadingsChart
from ctdesk.words import _


class IndicatorsPart(Part):
    """Shows each indicator on a card and adds readings."""

    def __init__(self, store: Store, today: Callable[[], date]) -> None:
        super().__init__(store)
        self._record: InitiativeHead | None = None
        self.form = ReadingForm(store, today)
        self.form.finished.connect(self._finished)
        self.notice = Notice()
        self.cards = CardsPage(_("Indicators"))
        self.setFocusProxy(self.cards)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.form)
        layout.addWidget(self.notice)
        layout.addWidget(self.cards, 1)

    def show_record(self, record: InitiativeHead, *, other: bool) -> None:
        if other and not self.form.is_touched:
            self.form.hide()
        if record == self._record:
            return
        self._record = record
        cards = [self._card(one) for one in record.indicators] or [self._none()]
        self.cards.show_cards(cards, from_top=other)

    def shown_acts(self) -> Mapping[str, Callable[[], None]]:
        some = self._record is not None and self._record.indicators
        return {"add_reading": self.start} if some else {}

    @property
    def unsaved(self) -> bool:
        return self.form.is_touched

    def start(self, chosen: int | None = None) -> None:
        """Ask what an indicator stands at; of the first, where none is named."""
        if self._record is None or not self._record.indicators or self.store.read_only:
            return
        lines = [(one.id, one.name) for one in self._record.indicators]
        self.form.start(lines, lines[0][0] if chosen is None else chosen)

    def _finished(self) -> None:
        self.cards.setFocus()

    def _none(self) -> Card:
        card = Card(_("No indicator yet"))
        words = _("It says what is counted, from which number to which. Add it in the form.")
        card.add(label(words, "muted"))
        edit = link(_("Add an indicator"))
        edit.clicked.connect(self.edit_wanted)
        card.add_link(edit)
        return card

    def _card(self, one: IndicatorLine) -> Card:
        card = Card(one.name)
        card.add_facts(facts(one))
        chart = chart_of(one)
        if chart is not None:
            card.add(ReadingsChart(chart, told(one)))
            card.add_gap(4)
        if not self.store.read_only:
            add = KeyedButton(_("Add reading"), keys_of("add_reading"))
            add.setAccessibleName(_("Add reading of {name}").format(name=one.name))
            add.clicked.connect(partial(self._start_of, one.id))
            card.add_link(add)
        for reading in reversed(one.readings):
            card.add_row(*self._reading(one, reading), stretch=2)
        return card

    def _start_of(self, indicator_id: int) -> None:
        self.start(indicator_id)

    def _reading(self, one: IndicatorLine, reading: Reading) -> list[QWidget]:
        day = label(short_day(reading.on), "muted", wrap=False)
        day.setMinimumWidth(86)
        number = label(with_unit(reading.value, one.unit), "strong", wrap=False)
        parts: list[QWidget] = [day, number, OneLine(reading.note, "muted")]
        if not self.store.read_only:
            remove = QPushButton("✕")
            set_role(remove, "quiet")
            remove.setFixedWidth(28)
            said = with_unit(reading.value, one.unit)
            name = _("Delete the reading {value} of {day}")
            remove.setAccessibleName(name.format(value=said, day=short_day(reading.on)))
            remove.setToolTip(_("Delete this reading"))
            remove.clicked.connect(partial(self._delete, one.name, reading.id))
            parts.append(remove)
        return parts

    def _delete(self, name: str, reading_id: int) -> None:
        title = _("Delete reading of {name}").format(name=name)
        try:
            self.store.perform(title, lambda s: initiatives.delete_reading(s, reading_id))
        except UserError as error:
            self.notice.say(str(error))


def with_unit(value: float | None, unit: str) -> str:
    """171 people; "" of no number."""
    return "" if value is None else " ".join(filter(None, (written(value), unit)))


def facts(one: IndicatorLine) -> list[tuple[str, str]]:
    """Baseline, target and latest reading, as far as they are known."""
    latest = one.latest
    on, by = _("{value} on {day}"), _("{value} by {day}")
    read = _("none yet") if latest is None else _dated(on, latest.value, latest.on, one.unit)
    share = "" if one.share is None else _("{percent} % of the way").format(
        percent=round(one.share * 100)
    )  # fmt: skip
    return [
        (_("Baseline"), _dated(on, one.baseline, one.baseline_on, one.unit) or _("not said")),
        (_("Target"), _dated(by, one.target, one.target_on, one.unit) or _("not said")),
        (_("Latest reading"), ", ".join(filter(None, (read, share)))),
    ]


def _dated(words: str, value: float | None, day: date | None, unit: str) -> str:
    said = with_unit(value, unit)
    return words.format(value=said, day=short_day(day)) if said and day else said


def summary_chip(one: IndicatorLine) -> Chip:
    """How far an indicator has come, in a word or two."""
    if one.share is not None:
        return Chip(f"{round(one.share * 100)} %", "good" if one.share >= 1 else "accent")
    return Chip(_("no reading") if one.latest is None else written(one.latest.value))


def chart_of(one: IndicatorLine) -> Chart | None:
    """What is drawn of an indicator: nothing before there is anything to draw between."""
    points = [(reading.on, reading.value) for reading in one.readings]
    if one.baseline is not None and one.baseline_on is not None:
        points = sorted([(one.baseline_on, one.baseline), *points], key=lambda point: point[0])
    if not one.readings:
        return None
    days = [on for on, _value in points] + ([one.target_on] if one.target_on else [])
    first, last = min(days), max(days)
    target = "" if one.target is None else _("target {value}").format(value=written(one.target))
    return Chart(points, one.target, first, last, target, short_day(first), short_day(last))


def told(one: IndicatorLine) -> str:
    """What the chart shows, in words."""
    said = "; ".join(f"{short_day(each.on)}: {with_unit(each.value, one.unit)}"
                     for each in one.readings)  # fmt: skip
    return _("Readings of {name}: {readings}").format(name=one.name, readings=said)
