"""When an engagement is: one line, and underneath what was understood."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ctdesk.db.queries.sheets import When
from ctdesk.errors import UserError
from ctdesk.reports import dates
from ctdesk.ui.forms.inputs import when_text
from ctdesk.ui.forms.inputs.base import Input, bare, mark, plain_label
from ctdesk.ui.forms.inputs.choice import ChoiceInput
from ctdesk.ui.theme import set_role
from ctdesk.ui.widgets.type_ahead import Offer
from ctdesk.words import _

NOT_SAID = _("Say when it is: 25 June 2025, or today 15:00.")


class WhenInput(Input):
    """The value is a When: a line and the time zone, and below them what was understood."""

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._default_zone = zone
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("today 15:00, or 25 June 2025"))
        self.zone = ChoiceInput(_zone_offers(zone), empty=zone)
        self.zone.set_label(_("Time zone"))
        self.zone.set_value(zone)
        self.zone.setFixedWidth(130)
        self._told = plain_label("", "field", wrap=True)
        row = bare(QHBoxLayout(), 10)
        row.addWidget(self.line, 1)
        row.addWidget(self.zone)
        column = bare(QVBoxLayout(self), 4)
        column.addLayout(row)
        column.addWidget(self._told)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self._typed)
        self.zone.changed.connect(self._typed)
        self.line.editingFinished.connect(self._write_out)
        self._tell(left=False)

    def today(self) -> date:
        """Today, in the zone chosen."""
        try:
            zone = str(self.zone.value())
        except UserError:
            zone = self._default_zone
        return datetime.now(ZoneInfo(zone)).date()

    def day(self) -> date:
        """The first day of what is typed; today where that is none."""
        try:
            return self.value().starts.date()
        except UserError:
            return self.today()

    @property
    def understood(self) -> str:
        """What is shown underneath."""
        return self._told.text()

    def set_value(self, value: When | str) -> None:
        """Show a time; the name of a zone is a time to be typed, there."""
        zone = value if isinstance(value, str) else value.time_zone
        self.zone.set_options(_zone_offers(zone))
        self.zone.set_value(zone)
        self.line.setText("" if isinstance(value, str) else when_text.write(value))
        self.line.setCursorPosition(0)
        self._tell(left=False)

    def value(self) -> When:
        """The time. Raises UserError where it cannot be read."""
        text = self.line.text()
        if not text.strip():
            raise UserError(NOT_SAID)
        zone = str(self.zone.value())
        try:
            return when_text.read(text, today=datetime.now(ZoneInfo(zone)).date(), zone=zone)
        except OverflowError as error:
            raise UserError(_("“{text}” is no date.").format(text=text)) from error

    def state(self) -> object:
        """Both texts."""
        return self.line.text(), self.zone.state()

    def memo(self) -> Any:
        """Both texts, and the day they were typed on."""
        return [self.line.text(), self.zone.memo(), self.today().isoformat()]

    def recall(self, memo: Any) -> None:
        """Show them; what names a day by that of the typing is written out."""
        text, zone, typed_on = memo[0], memo[1], date.fromisoformat(memo[2])
        self.zone.recall(zone)
        if text.strip() and typed_on != self.today():
            with suppress(UserError, OverflowError):
                read = when_text.read(text, today=typed_on, zone=str(self.zone.value()))
                text = when_text.write(read)
                self.zone.set_value(read.time_zone)
        self.line.setText(text)
        self.line.setCursorPosition(0)
        self._tell(left=False)

    def set_fault(self, fault: str) -> bool:
        """Mark what is at fault; why stands where otherwise stands what was understood."""
        mark(self.line, "fault", bool(fault))
        mark(self.zone.line, "fault", bool(fault) and not self._zone_is_known())
        if fault:
            self._told.setText(fault)
            set_role(self._told, "fault")
        return True

    def _zone_is_known(self) -> bool:
        try:
            self.zone.value()
        except UserError:
            return False
        return True

    def _typed(self) -> None:
        self._tell(left=False)
        self.changed.emit()

    def _write_out(self) -> None:
        # "tomorrow" must not mean another day when the form is read tomorrow.
        try:
            when = self.value()
        except UserError:
            self._tell(left=True)
            return
        if when.time_zone != self.zone.value():
            self.zone.set_value(when.time_zone)
        if self.line.text() != when_text.write(when):
            self.line.setText(when_text.write(when))

    def _tell(self, *, left: bool) -> None:
        faulty = False
        if self.line.text().strip():
            try:
                when = self.value()
                city = dates.zone(when.time_zone)
                # The city stays on one line.
                text = when_text.understood(when).replace(city, city.replace(" ", "\u00a0"))
            except UserError as error:
                text, faulty = str(error), left
        else:
            text = _("A date alone is the whole day.")
        self._told.setText(text)
        set_role(self._told, "fault" if faulty else "field")


def _zone_offers(own: str) -> tuple[Offer, ...]:
    """Every zone by its city; `own` too where the system's list has it not."""
    names = when_text.zones()
    known = names if own in names else (own, *names)
    twice: dict[str, int] = {}
    for name in known:
        twice[dates.zone(name)] = twice.get(dates.zone(name), 0) + 1
    # A city in two areas is told apart by its full name; the zone in use keeps the short one.
    return tuple(
        Offer(
            dates.zone(name) if twice[dates.zone(name)] == 1 or name == own else name,
            name.rsplit("/", 1)[0].replace("_", " ") if "/" in name else "",
            name,
        )
        for name in known
    )
